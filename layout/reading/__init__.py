"""An edition's folder -> checked values, with everything that is wrong in it, before anything is set."""
