"""A story's head -> its lines, sized, broken and placed."""
