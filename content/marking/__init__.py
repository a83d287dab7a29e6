"""Copy as it is written -> its paragraphs, runs and line breaks, by the marks in it."""
