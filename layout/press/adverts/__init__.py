"""Advertisements that came as finished PDFs: the first page of each as a form of the press file, kept as it is."""
