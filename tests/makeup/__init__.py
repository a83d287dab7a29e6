"""Tests of make-up: stories, headlines and photos to the regions of a page."""
