"""What a reader of the benchmark relies on."""
