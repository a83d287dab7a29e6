"""A page of the scene -> the operators that paint it: its items, the marks round it, and a proof's layers."""
