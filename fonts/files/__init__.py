"""Font files -> the faces in them, or what is wrong with the files."""
