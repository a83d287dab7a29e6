"""A picture's hash -> whether it was decoded without a fault before: in this process, or by a run that kept a note.

Decoding finds damage and takes long; what the bytes are does not change. A note is an empty file, named by the hash.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

LOOK: Final = 2
"""To be raised when more is looked for, so that no older note passes for a look that was not taken."""

_SOUND: set[str] = set()


def was_sound(sha256: str, notes: Path | None) -> bool:
    """Whether the picture of that hash is known to be sound. `notes` is the folder that is kept between runs."""
    if sha256 in _SOUND:
        return True
    try:
        return notes is not None and (notes / _note_name(sha256)).is_file()
    except OSError:
        return False


def note_sound(sha256: str, notes: Path | None) -> None:
    """Remember it. Where the folder can't be written nothing is lost but time."""
    _SOUND.add(sha256)
    if notes is not None:
        with contextlib.suppress(OSError):
            notes.mkdir(parents=True, exist_ok=True)
            (notes / _note_name(sha256)).touch()


def _note_name(sha256: str) -> str:
    return f"{sha256}.sound-{LOOK}"
