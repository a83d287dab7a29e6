"""What a file is held against. A module has the rules of one kind, as values, and the checks that find breaches."""
