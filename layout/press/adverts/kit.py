"""What is taken of an advertisement's PDF, as plain values: objects that are written already but for their numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from content.pdf.geometry import Matrix

Need = Literal["JPEG 2000", "JBIG2", "16 bits a channel", "an OpenType font program"]
"""What PDF 1.4, and with it PDF/X-1a, does not know."""

KitPiece = bytes | int
"""Finished bytes, or a reference: the number of another object of the kit."""


@dataclass(frozen=True, slots=True)
class TakenObject:
    """One object: its written form, of a stream its dictionary's (all but Length), and the stream's packed data."""

    pieces: tuple[KitPiece, ...]
    stream: bytes | None = None


@dataclass(frozen=True, slots=True)
class Kit:
    """The first page of a PDF as a form, and all that it needs. The form is the first of `objects`.

    In its own coordinates the form is the page as it is looked at, in points, the lower left corner of its placed box
    at the origin; `matrix` brings units of the page to these. `needs` is what only later levels of PDF know, `layered`
    whether layers show or hide something, `notes` how many annotations were left out that would have been printed.
    `damage` is what was mended to read it, if anything was. `digest` is a SHA-256 of all objects.
    """

    objects: tuple[TakenObject, ...]
    matrix: Matrix
    needs: tuple[Need, ...]
    layered: bool
    notes: int
    damage: str
    digest: str


def digest_of(objects: Iterable[TakenObject]) -> str:
    """A SHA-256 of objects, the same for the same objects whatever their file numbered them."""
    found = hashlib.sha256()
    for taken in objects:
        for piece in taken.pieces:
            found.update(piece if isinstance(piece, bytes) else b"\0%d\0" % piece)
        found.update(b"\1")
        if taken.stream is not None:
            found.update(hashlib.sha256(taken.stream).digest())
    return found.hexdigest()


def write_object(taken: TakenObject, refer: Callable[[int], bytes]) -> bytes:
    """An object as it is in a file, its stream behind its dictionary; `refer` writes the references to others."""
    written = b"".join(piece if isinstance(piece, bytes) else refer(piece) for piece in taken.pieces)
    if taken.stream is None:
        return written
    head = written.removesuffix(b">>")
    return b"%b/Length %d >>\nstream\n%b\nendstream" % (head, len(taken.stream), taken.stream)
