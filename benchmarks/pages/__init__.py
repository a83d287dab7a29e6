"""Random editions, and what an art director would find wrong on their pages."""
