"""Turns a PDF's bytes into hashes of its parts, so that two files can be told apart and the part named: level 3.

The hash that decides is of the *unpacked* parts. The same page in the same program gives the same bytes on one
machine, which the press's own tests prove; between machines Python may be linked to another zlib (zlib-ng,
a distribution's own), which packs the same content into other bytes. That is no change of the page, so a golden
must not fail for it: the packed bytes' hash is kept too and its change is a note. For the same reason the file's
ID and the lengths and filters of streams are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO

import pikepdf

PARTS = ("structure", "content", "fonts", "pictures", "metadata", "profile", "other")
"""What is hashed apart: dictionaries and references; page content; font programs; images; XMP; ICC; the rest."""

_PACKING = {"/Length", "/Filter", "/DecodeParms"}


class NotRead(Exception):
    """The PDF can't be opened or a stream of it can't be unpacked; the text says why."""


def part_hashes(pdf: bytes) -> dict[str, str]:
    """The SHA-256 of each of `PARTS`, streams unpacked. Raises NotRead for a damaged file."""
    sums = {part: hashlib.sha256() for part in PARTS}
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as document:
            roles = _roles(document)
            structure = sums["structure"]
            structure.update(f"PDF {document.pdf_version} root {document.Root.objgen}\n".encode())
            for thing in document.objects:
                structure.update(f"{thing.objgen} ".encode() + _dictionary(thing) + b"\n")
                if isinstance(thing, pikepdf.Stream):
                    data = thing.read_bytes()
                    part = sums[roles.get(thing.objgen) or _kind(thing)]
                    part.update(f"{len(data)}:".encode() + data)
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise NotRead(f"the PDF can't be read: {error}") from error
    return {part: total.hexdigest() for part, total in sums.items()}


def changed_parts(golden: Mapping[str, str], actual: Mapping[str, str]) -> list[str]:
    """The names of the parts whose hashes differ, in the order of `PARTS`."""
    return [part for part in PARTS if golden.get(part) != actual.get(part)]


def _roles(document: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The streams that only their user tells: a page's content, a descriptor's font, an intent's profile."""
    roles: dict[tuple[int, int], str] = {}
    for page in document.pages:
        contents = page.obj.get("/Contents")
        pieces = contents if isinstance(contents, pikepdf.Array) else [contents]
        roles.update({piece.objgen: "content" for piece in pieces if isinstance(piece, pikepdf.Stream)})
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in thing:
                    roles[thing[key].objgen] = "fonts"
            if "/DestOutputProfile" in thing:
                roles[thing["/DestOutputProfile"].objgen] = "profile"
    return roles


def _kind(stream: pikepdf.Stream) -> str:
    if stream.get("/Subtype") == "/Image":
        return "pictures"
    return "metadata" if stream.get("/Type") == "/Metadata" else "other"


def _dictionary(thing: pikepdf.Object) -> bytes:
    if not isinstance(thing, pikepdf.Stream):
        return thing.unparse(resolved=True)
    kept = {key: thing[key] for key in sorted(thing.keys()) if key not in _PACKING}
    return pikepdf.Dictionary(kept).unparse(resolved=True)
