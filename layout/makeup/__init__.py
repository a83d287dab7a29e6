"""Make-up: stories, headlines and photos to the regions of a page. Knows frames, never a glyph."""
