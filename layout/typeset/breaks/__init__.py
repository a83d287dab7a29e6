"""Text and a profile -> where a line may begin, and what it costs to begin there."""
