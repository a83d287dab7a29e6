"""Photos on the plate: in the press's inks, within the limit of total ink, upright, and no larger than of use."""
