"""Inline content -> the units of a paragraph: their widths, glyphs and spaces, and the marks beside them."""
