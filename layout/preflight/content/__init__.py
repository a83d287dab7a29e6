"""What the pages of a finished PDF paint -> what a printer would object to in it."""
