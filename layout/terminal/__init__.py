"""The program in a terminal: what it prints, and how it ends."""
