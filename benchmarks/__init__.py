"""The same page set by this program and by its peers, side by side: `make bench`."""
