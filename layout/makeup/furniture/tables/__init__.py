"""A table's cells -> columns as wide as they need, rows on legs, figures one below the other, rules between them."""
