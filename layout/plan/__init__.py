"""What an editor writes, as models: an edition, its blocks, a paper, its grid, styles, inks and press settings."""
