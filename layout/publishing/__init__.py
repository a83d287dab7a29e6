"""What publishing does at its edges: press files and their preflight, proofs, reports, and files put in place whole."""
