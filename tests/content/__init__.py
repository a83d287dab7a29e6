"""What editors and importers rely on: the reading of YAML, stories, photos and raw copy."""
