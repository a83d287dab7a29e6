"""A converted picture -> a file in a folder of conversions, and back: only whole and sound ones come back.

A file is a line of JSON (what the picture is, and what an editor should know of its conversion), and the bytes that a
press file embeds. Pictures are read from there when a press file is written, so that they need not be in memory all
at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from content.files import refuse_input
from content.problems import Place
from layout.running import kept
from layout.running.kept import put_file

MARK: Final = "duikai-picture-2"
LONGEST_HEAD: Final = 65_536
"""Bytes of the first line."""

MOST: Final = 2 * 1024**3
"""Bytes that the folder may hold: beyond, the conversions that were used longest ago are cleared away."""

_KEPT: Final = re.compile(r"[0-9a-f]{64}\.[a-z]+|\.picture-\w+")

PackedKind = Literal["inks", "line-art"]
"""Four inks of 8 bits, or one bit a pixel: 0 is paper, 1 black ink."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A converted picture in memory: its size in pixels, the bytes that a press file embeds (rows after PNG's filter,
    deflated), and what to tell of it.

    `warnings` are phrases that follow the photo's name: "has a colour profile that …".
    """

    width: int
    height: int
    kind: PackedKind
    data: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PressImage:
    """A converted picture on disk: its size in pixels, and where its bytes are. `digest` is their SHA-256."""

    width: int
    height: int
    kind: PackedKind
    digest: str
    path: Path
    start: int
    warnings: tuple[str, ...] = ()

    def read(self) -> bytes:
        """The bytes that a press file embeds. Raises Refused where they are no longer what they were."""
        with contextlib.suppress(OSError), self.path.open("rb") as file:
            file.seek(self.start)
            data = file.read()
            if hashlib.sha256(data).hexdigest() == self.digest:
                return data
        what = "a converted photo was taken away or changed while the press file was written"
        refuse_input("conversion-gone", what, Place(file=self.path.name), "build again")


def load(folder: Path, key: str) -> PressImage | None:
    """The picture kept under `key`; None where there is none, or where the file is not what was written.

    Its file's time is set to now: it is in use.
    """
    path = _path(folder, key)
    try:
        with path.open("rb") as file:
            line = file.readline(LONGEST_HEAD)
            head = json.loads(line)
            if head["mark"] != MARK or hashlib.file_digest(file, "sha256").hexdigest() != head["digest"]:
                return None
        image = _image(head, path, len(line))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return image


def store(folder: Path, key: str, packed: Packed) -> PressImage:
    """Keep a picture under `key`. Raises OSError where the folder can't be written; then nothing is there."""
    digest = hashlib.sha256(packed.data).hexdigest()
    head = {
        "mark": MARK,
        "width": packed.width,
        "height": packed.height,
        "kind": packed.kind,
        "digest": digest,
        "warnings": packed.warnings,
    }
    line = json.dumps(head).encode("ascii") + b"\n"
    path = _path(folder, key)
    put_file(path, (line, packed.data), beside=".picture-")
    return _image(head, path, len(line))


def _image(head: Mapping[str, Any], path: Path, start: int) -> PressImage:
    """The picture whose file has this first line, and its bytes from `start` on."""
    size, warnings = (int(head["width"]), int(head["height"])), tuple(map(str, head["warnings"]))
    return PressImage(*size, head["kind"], head["digest"], path, start, warnings)


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.picture"


def sweep(folder: Path, *, now: float | None = None, most: int = MOST) -> None:
    """Clear away what no build used for a month, and what was used longest ago of more than `most` bytes."""
    kept.sweep(folder, _KEPT, most=most, now=now)


@contextmanager
def folder_of_the_run() -> Iterator[Path]:
    """A folder for conversions that no later run needs. Raises Refused where the system gives none."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="duikai-", ignore_cleanup_errors=True)
    except OSError:
        what, hint = "there is no room for temporary files", "make room on the disk that holds them"
        refuse_input("no-temporary-folder", what, Place(), hint)
    with folder as name:
        yield Path(name)
