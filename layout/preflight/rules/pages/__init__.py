"""Rules about what pages paint."""
