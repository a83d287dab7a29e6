"""Copy and a measure -> set lines: paragraphs, inline marks, first letters."""
