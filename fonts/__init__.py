"""What a page is printed with: the catalogue of faces, one opened face, the subset that is embedded."""
