"""What publishing does at its edges: press files and their preflight, proofs, reports, and files put in place whole."""

PROOF_DPI = 144.0
"""Resolution of the proof PNG: two pixels to the point, so that body type can be read. It is here because the command
line names it before anything is loaded."""
