"""Lines of varied copy in five languages -> what a desk would find wrong in them, counted."""
