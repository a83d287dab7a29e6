"""The glyphs that pages show -> composite fonts of a press file, cut down to them."""
