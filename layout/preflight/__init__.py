"""A finished PDF -> what a printer would object to. It reads the file alone, whoever wrote it."""
