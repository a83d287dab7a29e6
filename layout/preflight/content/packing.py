"""A picture packed as a fax, by JBIG2 or as JPEG 2000 -> what it lacks, or nothing.

Faxes are decoded by libtiff, which says where a row is not there. Of the others the parts are counted: each says how
long it is, and the last is the end (ISO/IEC 14492 7.2, ISO/IEC 15444-1 annex A and I).
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import Any, Final

from PIL import Image

from content.pdf.values import entry, whole
from content.pictures.heard import listening

_END_OF_BLOCK: Final = "000000000001" * 2
_END: Final = 16
"""Bytes at the end of a fax in which its end may be, and what writers append."""
_HOLE: Final = bytes(3)
"""No row has so many noughts: decoders take them for the end, and say nothing."""
_ROWS_MORE: Final = 4096
"""Bytes of rows that a fax is made longer by."""
_PAGE: Final = 48
_ENDS: Final = (49, 51)
"""Segments of JBIG2: the page's facts; its end and the file's."""
_REGIONS: Final = frozenset((6, 7, 22, 23, 38, 39, 42, 43))
"""Segments of JBIG2 that paint on the page at once."""
_ENDLESS: Final = 0xFFFFFFFF

_SOC: Final = b"\xff\x4f"
_SOT: Final = 0xFF90
_EOC: Final = b"\xff\xd9"
_JP2: Final = b"\0\0\0\x0cjP  "


def find_lack_of_fax(data: bytes, size: tuple[int, int], parameters: Any) -> str:
    """What a fax of group 4 lacks. Of the others nothing is said: their rows need not have marks."""
    if whole(entry(parameters, "/K"), 0) >= 0 or entry(parameters, "/EncodedByteAlign") is True:
        return ""
    columns, rows = whole(entry(parameters, "/Columns"), 1728), size[1]
    found, sound = _decode_fax(_as_tiff(data, columns, rows))
    if not sound or _HOLE in data[:-_END]:
        return "its fax is damaged"
    if _END_OF_BLOCK in f"{int.from_bytes(data[-_END:], 'big'):0{8 * _END}b}":
        return ""
    # Rows that are not there become white, and as the last one where ones follow (code V0, T.6 2.2.3).
    longer, _ = _decode_fax(_as_tiff(data + b"\xff" * _ROWS_MORE, columns, rows))
    return "" if longer == found else "its fax is cut off"


def _decode_fax(file: bytes) -> tuple[bytes, bool]:
    """A fax's pixels, and whether the decoder found no fault."""
    with warnings.catch_warnings(), listening() as heard:
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(file), formats=("TIFF",)) as image:
                pixels = image.tobytes()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return b"", False
    return pixels, not heard.damaged


def _as_tiff(data: bytes, columns: int, rows: int) -> bytes:
    """The file of a fax: one directory, and the data behind it (TIFF 6.0 section 11)."""
    fields = [(256, columns), (257, rows), (258, 1), (259, 4), (262, 0), (273, 0), (277, 1), (278, rows)]
    fields.append((279, len(data)))
    start = 8 + 2 + 12 * len(fields) + 4
    written = b"".join(
        struct.pack("<HHII", tag, 4, 1, start if tag == 273 else value) for tag, value in fields
    )
    return b"II*\0" + struct.pack("<IH", 8, len(fields)) + written + bytes(4) + data


def find_lack_of_jbig2(data: bytes) -> str:
    """What the segments of an embedded JBIG2 lack."""
    at, painted, on_page = 0, False, False
    while at < len(data):
        if len(data) - at < 11:
            if data[at:].strip(b"\0\r\n"):
                return "its JBIG2 is cut off"
            break
        kind, many = data[at + 4] & 63, data[at + 5] >> 5
        number = int.from_bytes(data[at : at + 4], "big")
        place = at + 6
        if many == 7:
            many = int.from_bytes(data[at + 5 : at + 9], "big") & 0x1FFFFFFF
            place = at + 9 + (many + 8) // 8
        place += many * (1 if number <= 256 else 2 if number <= 65_536 else 4)
        place += 4 if data[at + 4] & 64 else 1
        length = int.from_bytes(data[place : place + 4], "big")
        on_page |= kind == _PAGE
        painted |= on_page and kind in _REGIONS
        if length == _ENDLESS or kind in _ENDS:
            break
        at = place + 4 + length
        if at > len(data):
            return "its JBIG2 is cut off"
    return "" if painted else "its JBIG2 paints nothing"


def find_lack_of_jpx(data: bytes) -> str:
    """What the code of a JPEG 2000 lacks: its tiles, or its end."""
    at = _find_code(data) if data.startswith(_JP2) else 0
    if data[at : at + 2] != _SOC:
        return "its JPEG 2000 has no pixels"
    at += 2
    tiles = 0
    while data[at : at + 2] != _EOC:
        if at + 4 > len(data):
            return "its JPEG 2000 is cut off"
        marker, length = struct.unpack_from(">HH", data, at)
        if marker < 0xFF00 or length < 2:
            return "its JPEG 2000 is damaged"
        if marker == _SOT:
            tiles += 1
            part = int.from_bytes(data[at + 6 : at + 10], "big")
            if not part:  # the last one, which goes on to the end
                return "" if data.rstrip(b"\0\r\n").endswith(_EOC) else "its JPEG 2000 is cut off"
            at += max(part, length + 2)
        else:
            at += 2 + length
    return "" if tiles else "its JPEG 2000 has no pixels"


def _find_code(data: bytes) -> int:
    """Where the code begins in the boxes of a JP2 file; its length where there is none."""
    at = 0
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        head = 16 if length == 1 else 8
        if kind == b"jp2c":
            return at + head
        length = int.from_bytes(data[at + 8 : at + 16], "big") if length == 1 else length
        if length < head:
            break
        at += length
    return len(data)
