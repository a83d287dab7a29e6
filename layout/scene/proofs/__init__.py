"""A page -> what proves it whole: no copy is lost, nothing lies over anything else."""
