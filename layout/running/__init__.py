"""What stays from one run to the next, and work that is done side by side."""
