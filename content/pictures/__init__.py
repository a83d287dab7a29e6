"""Picture files -> what is wrong with them, and how their pixels are to be read; make-up and press read them alike."""
