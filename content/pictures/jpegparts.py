"""A JPEG -> the parts of it that make its pixels: tables, frame, passes (ITU-T T.81 annex B)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from content.pictures.fault import OddKind, PictureFault

SOI, EOI, SOS, DHT, DQT, DRI, DNL = 0xD8, 0xD9, 0xDA, 0xC4, 0xDB, 0xDD, 0xDC
"""Markers (T.81 table B.1)."""

PROGRESSIVE: Final = 0xC2
FRAMES: Final = (0xC0, 0xC1, PROGRESSIVE)
"""Frames that are read: two that are sequential, and the progressive one."""

OTHERS: Final = {
    **dict.fromkeys((0xC3, 0xC7, 0xCB, 0xCF), "lossless"),
    **dict.fromkeys((0xC5, 0xC6, 0xCD, 0xCE), "hierarchical"),
    **dict.fromkeys((0xC9, 0xCA), "arithmetic-coded"),
}
"""Frames that nearly no program writes. In arithmetic coding what was cut off looks like what is all the same:
its decoder goes on with noughts (T.81 D.2.6)."""

COEFFICIENTS: Final = 64
"""Of a block of 8 × 8 pixels: its mean and 63 waves."""

WHOLE: Final = bytes((0, COEFFICIENTS - 1, 0))
"""What a pass of a sequential JPEG says of its waves: all of them. Decoders do not look whether it does."""

MARKER: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""What ends the coded data of a pass: neither a stuffed FF 00 nor a restart, nor a filling FF (T.81 B.1.1.2)."""

_FILLED: Final = re.compile(rb"\xff{2,}\0")
"""What no coder writes: filling stands before a marker."""


@dataclass(frozen=True, slots=True)
class Pass:
    """A scan: the components in it, its waves from `first` to `last`, the bits of them from `low` (`high` is what was
    there before), its head and code, and for each component the first symbols of the tables of means and of waves.
    """

    components: tuple[int, ...]
    first: int
    last: int
    high: int
    low: int
    tables: bytes
    head: bytes
    code: memoryview
    symbols: tuple[tuple[int | None, int | None], ...]


@dataclass(slots=True)
class Jpeg:
    """The frame's marker, its components by name, its width and height, and its passes. Each pass has before it
    (`tables`) what stands in the file between the last one and it.
    """

    frame: int = 0
    components: tuple[int, ...] = ()
    size: tuple[int, int] = (0, 0)
    passes: list[Pass] = field(default_factory=list)

    def stream(self, *, upto: int | None = None, short: int = 0) -> bytes:
        """A JPEG of the same pixels: its passes up to `upto`, the last without the `short` bytes at its end."""
        passes = self.passes[:upto]
        parts: list[bytes | memoryview] = [b"\xff\xd8"]
        for scan in passes:
            parts += [scan.tables, scan.head, scan.code]
        if short:
            parts[-1] = passes[-1].code[: len(passes[-1].code) - short]
        return b"".join([*parts, b"\xff\xd9"])


def take_apart(data: bytes) -> Jpeg | PictureFault:
    """The parts of a JPEG. Notes, profiles and what stands behind the picture's end are left out.

    Raises OddKind for frames that are not read.
    """
    jpeg, at = Jpeg(), 2
    tables, symbols = b"", dict[int, int]()
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            return PictureFault("is damaged: there is something between its segments")
        if marker == EOI:
            break
        if marker == 0xFF or marker <= 1 or 0xD0 <= marker <= SOI:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        if marker in FRAMES or marker in OTHERS:
            _note_frame(jpeg, marker, body)
        if marker == DQT and _has_noughts(body):
            return PictureFault("is damaged: a table of its divisors holds noughts")
        if marker == DHT:
            symbols |= _first_symbols(body)
        if marker == SOS:
            found = MARKER.search(data, end)
            stop = found.start() if found else len(data)
            filled = stop
            while filled > end and data[filled - 1] == 0xFF:
                filled -= 1
            code = memoryview(data)[end:filled]
            if _FILLED.search(code):
                return PictureFault("has a hole in its data")
            jpeg.passes.append(_pass(jpeg, data[at:end], tables, code, symbols))
            tables, end = b"", stop
        elif marker in (DHT, DQT, DRI, DNL, *FRAMES):
            tables += data[at:end]
        at = end
    if not jpeg.passes and jpeg.components:
        return PictureFault("is cut off before its pixels")
    return jpeg


def _note_frame(jpeg: Jpeg, marker: int, body: bytes) -> None:
    if marker in OTHERS:
        raise OddKind(f"coded as {OTHERS[marker]} JPEG")
    if body and body[0] != 8:
        raise OddKind(f"coded as JPEG of {body[0]} bits a channel")
    if not jpeg.components and len(body) > 5:
        jpeg.frame, jpeg.components = marker, tuple(body[6::3][: body[5]])
        jpeg.size = int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")


def _pass(jpeg: Jpeg, head: bytes, tables: bytes, code: memoryview, symbols: dict[int, int]) -> Pass:
    body = head[4:]
    count = body[0] if body else 0
    first, last, bits = body[1 + 2 * count : 4 + 2 * count] if len(body) >= 4 + 2 * count else WHOLE
    if jpeg.frame != PROGRESSIVE and len(body) == 4 + 2 * count:
        head = head[:-3] + WHOLE
        first, last, bits = WHOLE
    own = tuple(
        (symbols.get(which >> 4), symbols.get(0x10 | (which & 15))) for which in body[2 : 2 + 2 * count : 2]
    )
    return Pass(
        tuple(body[1 : 1 + 2 * count : 2]), first, last, bits >> 4, bits & 15, tables, head, code, own
    )


def _first_symbols(body: bytes) -> dict[int, int]:
    """The first symbol of each Huffman table, by the table's class and number (T.81 B.2.4.2)."""
    found, at = dict[int, int](), 0
    while at + 17 < len(body):
        found[body[at]] = body[at + 17]
        at += 17 + sum(body[at + 1 : at + 17])
    return found


def _has_noughts(body: bytes) -> bool:
    """Whether a divisor is nought, which leaves a wave out of all blocks (T.81 B.2.4.1 asks for one at least)."""
    at = 0
    while at < len(body):
        wide = 2 if body[at] >> 4 else 1
        table = body[at + 1 : at + 1 + COEFFICIENTS * wide]
        if any(not any(table[k : k + wide]) for k in range(0, len(table), wide)):
            return True
        at += 1 + COEFFICIENTS * wide
    return False
