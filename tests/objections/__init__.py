"""Tests of what a desk objects to."""
