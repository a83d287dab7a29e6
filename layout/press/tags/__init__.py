"""What the pages hold, as articles, headings, paragraphs and figures -> the structure tree of a press file."""
