"""Tests of `layout/press`."""
