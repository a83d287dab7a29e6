"""The line setter: characters to lines. Knows a measure, never a page."""
