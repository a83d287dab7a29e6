"""Where copy is printed: page models, and one folder for each stage from copy to press file."""
