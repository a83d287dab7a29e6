"""Photos of the scene -> images in the press's inks, cropped, scaled, within the limit of total ink."""
