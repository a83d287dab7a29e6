"""A PDF that came finished, read with care: its objects as plain values, and its first page. It may be hostile."""
