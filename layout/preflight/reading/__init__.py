"""What a file holds, of which nothing is known -> values that can be worked with, within bounds."""
