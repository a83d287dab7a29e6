"""What a press file is made of beside its pages: objects, the order of writing, its names and its output profile."""
