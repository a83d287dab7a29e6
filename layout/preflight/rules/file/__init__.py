"""Rules about a file as a whole: its boxes, its metadata, what it carries."""
