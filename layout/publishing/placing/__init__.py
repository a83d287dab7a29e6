"""Files put in place whole or not at all, also after a kill."""
