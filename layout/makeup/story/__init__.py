"""A story's block -> its region: head, legs and what is changed so that it fits."""
