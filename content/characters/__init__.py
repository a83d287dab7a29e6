"""Text -> what its characters are, and those that copy must not hold."""
