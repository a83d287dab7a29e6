"""Photos, groups of photos and advertisements -> their regions, with captions and frames."""
