"""An embedded font program, which may be broken in any way -> its glyphs and their advances, or what is wrong."""

from __future__ import annotations

import struct
from typing import Any, Final

from content.pdf.streams import unpack_stream
from content.pdf.values import entry, name
from layout.preflight.fonts.cff import read_cff
from layout.preflight.fonts.program import BrokenProgram, FontProgram
from layout.preflight.fonts.sfnt import read_sfnt
from layout.preflight.fonts.type1 import read_type1

LARGEST: Final = 64 * 2**20
"""Bytes of a font program. The largest faces of Han script have 30 MB, whole."""


def find_program(descriptor: Any) -> tuple[str, Any]:
    """The key and the stream of the program within; ("", None) where there is none."""
    for key in ("/FontFile2", "/FontFile3", "/FontFile"):
        if entry(descriptor, key) is not None:
            return key, entry(descriptor, key)
    return "", None


def open_program(key: str, stream: Any) -> FontProgram:
    """The program of a font's descriptor. Raises BrokenProgram."""
    data = unpack_stream(stream)
    if data is None:
        raise BrokenProgram("can't be unpacked")
    if not data:
        raise BrokenProgram("is empty")
    if len(data) > LARGEST:
        raise BrokenProgram(f"has more than {LARGEST // 2**20} MB")
    try:
        if key == "/FontFile":
            return read_type1(data)
        if key == "/FontFile2" or name(entry(stream, "/Subtype")) == "OpenType":
            return read_sfnt(data)
        return read_cff(data)
    except (IndexError, KeyError, ValueError, OverflowError, struct.error) as error:
        # Tables that lead out of themselves.
        raise BrokenProgram("leads to places outside of itself") from error
