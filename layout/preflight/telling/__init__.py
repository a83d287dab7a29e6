"""A report of a preflight -> what people and programs read: lines, a table, JSON, a page with the places marked."""
