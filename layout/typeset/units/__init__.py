"""Inline content -> the units of a paragraph: their widths, glyphs, spaces, and what stands beside them."""
