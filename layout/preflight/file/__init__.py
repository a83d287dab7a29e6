"""An open PDF as a whole -> what a plant would object to in it: its boxes, its metadata, what it carries."""
