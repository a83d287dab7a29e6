"""The folders outside an edition that keep what one build has found out for the next."""

from __future__ import annotations

from pathlib import Path


def pages_folder() -> Path:
    """Keeps pages, what the preflight says of them and their proofs."""
    return _beside_faces("pages")


def picture_notes() -> Path:
    """Remembers which pictures were decoded without a fault."""
    return _beside_faces("sound")


def picture_cache() -> Path:
    """Keeps converted photos."""
    return _beside_faces("photos")


def _beside_faces(name: str) -> Path:
    from fonts.sources import cache_folder

    return cache_folder().parent / name
