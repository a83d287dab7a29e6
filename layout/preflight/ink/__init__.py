"""A page of a finished PDF -> what each plate of it prints, and how much ink lies where."""
