"""A photo's embedded colour profile -> the profile that its numbers are read by, and what is wrong with its own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from PIL import ImageCms

from content.pictures.filecolours import NOTHING, FileColours
from layout.press.file.profile import RELATIVE, OutputProfile

LARGEST: Final = 4 * 1024 * 1024
"""Bytes. Profiles of cameras and screens have 0.5 kB to 1 MB, of presses up to 3 MB."""

SPACES: Final = {"L": (b"GRAY", b"RGB "), "RGB": (b"RGB ",), "CMYK": (b"CMYK",), "LAB": (b"Lab ",)}
"""The colour spaces that a profile may be of, to be a picture's in this mode (ICC.1 table 19).

Gray may have a profile of RGB: programs leave it there when they take the colour out, and it says how bright equal
parts of red, green and blue are.
"""

CLASSES: Final = (b"scnr", b"mntr", b"prtr", b"spac")
"""Device classes of profiles that tell the colour of a picture's numbers (ICC.1 table 18)."""

ABSTRACT: Final = (b"abst",)
"""From Lab to Lab: what programs that make profiles give for Lab itself."""

INSTEAD: Final = {"L": "sRGB", "RGB": "sRGB", "CMYK": "the press's own inks", "LAB": "Lab of D50"}


@dataclass(frozen=True, slots=True)
class Own:
    """The profile that a picture brings, as it is used: None for that of `INSTEAD`. `warning` follows its name."""

    profile: bytes | None
    warning: str = ""


def own_profile(embedded: bytes | None, mode: str, press: OutputProfile, told: FileColours = NOTHING) -> Own:
    """What an image of mode L, RGB, CMYK or LAB is read by, which brings `embedded` (None: no profile). `told` is what
    its file says of gray and RGB beside it.
    """
    if mode not in ("L", "RGB"):
        told = NOTHING
    if told.first:
        return Own(told.profile)
    if embedded is None:
        return Own(told.profile, told.doubt)
    fault = _find_fault(embedded, mode)
    if fault:
        instead = INSTEAD[mode] if told.profile is None else "the file says of them elsewhere"
        return Own(told.profile, f"has a colour profile that {fault}; its colours are taken as {instead}")
    if mode == "CMYK" and same(embedded, press.data):
        return Own(None)
    return Own(embedded)


def _find_fault(data: bytes, mode: str) -> str:
    """What keeps a profile from being used, or nothing."""
    if len(data) > LARGEST:
        return f"has over {LARGEST // 2**20} MB"
    # ICC.1 7.2: device class at byte 12, colour space at 16, the file mark at 36.
    if len(data) < 128 or data[36:40] != b"acsp":
        return "is damaged"
    if data[16:20] not in SPACES[mode]:
        return f"is of another colour space than the picture ({_name(data[16:20])})"
    if data[12:16] not in (*CLASSES, *(ABSTRACT if mode == "LAB" else ())):
        return f"is none of a picture ({_name(data[12:16])})"
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
        # A profile that was cut short opens, and shows what it lacks when colours are asked of it.
        space = "RGB" if data[16:20] == b"RGB " else mode
        ImageCms.buildTransform(opened, ImageCms.createProfile("LAB"), space, "LAB", RELATIVE)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return "is damaged"
    return ""


def _name(signature: bytes) -> str:
    text = signature.decode("ascii", "replace").strip()
    return text if text.isascii() and text.isprintable() else "unknown"


def same(profile: bytes, other: bytes) -> bool:
    """Whether two profiles are the same but for what does not change colours.

    ICC.1 7.2.18 leaves the flags, the rendering intent and the profile's id out of that id; a date is no colour either.
    """
    return _colours(profile) == _colours(other)


def _colours(data: bytes) -> bytes:
    return data[:24] + data[36:44] + data[48:64] + data[68:84] + data[100:]
