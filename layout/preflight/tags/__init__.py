"""The structure tree of a file -> what its readers would stumble over, and the story that a mark belongs to."""
