"""A page of the scene -> what is drawn over it for the desk: grid, frames, overset, objections, reading order."""
