"""The marks of a page -> breaches of the plant's rules. A module holds the rules of one kind in `RULES`."""
