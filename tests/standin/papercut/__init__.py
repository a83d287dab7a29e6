"""The tabloid's pictures: of cut paper, and drawn."""
