"""Rules about the fonts that pages show."""
