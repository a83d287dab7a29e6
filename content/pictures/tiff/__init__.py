"""A TIFF -> its directories, kinds and channels, or what is wrong with it."""
