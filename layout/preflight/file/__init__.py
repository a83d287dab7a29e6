"""An open PDF as a whole -> what it says of itself, and what is read of it once for all checks."""
