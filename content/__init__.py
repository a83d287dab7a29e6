"""What is printed: the copy models, their readers and importers, and the sample editions and papers."""
