"""A paragraph's units -> which of its breaks are chosen, at one measure or at several."""
