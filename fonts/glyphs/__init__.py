"""The glyphs of an opened face -> what can be set with them."""
