"""What a reader relies on of the line setter."""
