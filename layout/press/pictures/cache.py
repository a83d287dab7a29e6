"""A converted picture -> a file in a folder of conversions, and back: only whole and sound ones come back."""

from __future__ import annotations

import contextlib
import os
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MARK: Final = b"duikai-picture-1"


@dataclass(frozen=True, slots=True)
class PressImage:
    """A picture in four inks of 8 bits: its size in pixels, and its rows after PNG's filter and deflate."""

    width: int
    height: int
    data: bytes


def load(folder: Path, key: str) -> PressImage | None:
    """The picture kept under `key`; None where there is none, or where the file is not what was written."""
    try:
        written = (folder / f"{key}.cmyk").read_bytes()
        head, data = written.split(b"\n", 1)
        mark, width, height, check = head.split(b" ")
        image = PressImage(int(width), int(height), data)
    except (OSError, ValueError):
        return None
    return image if mark == MARK and int(check) == zlib.crc32(data) else None


def store(folder: Path, key: str, image: PressImage) -> None:
    """Keep a picture under `key`. Where the folder can't be written nothing is kept, and nothing is lost."""
    head = b"%s %d %d %d\n" % (MARK, image.width, image.height, zlib.crc32(image.data))
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        # Beside it first, then by one step to its name: other processes see all of it or nothing.
        handle, beside = tempfile.mkstemp(dir=folder, prefix=".picture-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(head + image.data)
            os.replace(beside, folder / f"{key}.cmyk")
        except OSError:
            os.unlink(beside)
            raise
