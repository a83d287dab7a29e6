"""Set lines -> the operators that show them, in pieces that every reader reads in order."""
