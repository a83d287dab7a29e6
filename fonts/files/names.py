"""A face's name table -> its names as text: every entry that can be read, in whatever encoding it is (OpenType, name).

HarfBuzz reads those in Unicode and in Mac Roman. Old Chinese, Japanese and Korean fonts have theirs in the encodings of
the systems that they were made for.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator

import uharfbuzz as hb

LONGEST_SHOWN = 80
"""Characters of a name that a message shows: a damaged table may give thousands."""

_MOST_RECORDS = 4096
_MACINTOSH, _WINDOWS = 1, 3
_ROMAN = 0
_SCRIPT_OF_LANGUAGE = {11: 1, 19: 2, 23: 3, 33: 25}
"""Japanese, traditional Chinese, Korean, simplified Chinese: some fonts say Roman of names that are in these."""
_OLD_WINDOWS = range(2, 7)
"""Shift-JIS, PRC, Big5, Wansung, Johab."""


def names_of(face: hb.Face, *name_ids: int) -> list[tuple[int, str]]:
    """The entries of such ids, each with its text: in English first, then in other languages, then in old encodings."""
    entries = [entry for entry in face.list_names() if int(entry.name_id) in name_ids]
    entries.sort(key=lambda entry: (not entry.language.startswith("en"), entry.language))
    spoken = [
        (int(entry.name_id), readable(face.get_name(entry.name_id, entry.language) or ""))
        for entry in entries
    ]
    spoken += [(name_id, readable(text)) for name_id, text in _in_old_encodings(face) if name_id in name_ids]
    return [(name_id, text) for name_id, text in dict.fromkeys(spoken) if text]


def name_of(face: hb.Face, name_id: int) -> str:
    """An entry in English, or in the first language there is, or ""; as long as a message can show it."""
    return next((text[:LONGEST_SHOWN].strip() for _, text in names_of(face, name_id)), "")


def readable(name: str) -> str:
    """A name without what is not seen of it: control characters, marks of direction, halves of surrogate pairs."""
    kept = (" " if char.isspace() else char for char in name)
    return " ".join(
        "".join(char for char in kept if unicodedata.category(char) not in ("Cc", "Cf", "Cs")).split()
    )


def _in_old_encodings(face: hb.Face) -> Iterator[tuple[int, str]]:
    data = bytes(face.reference_table("name").data or b"")
    if len(data) < 6:
        return
    _, count, strings = struct.unpack(">HHH", data[:6])
    for number in range(min(count, _MOST_RECORDS, (len(data) - 6) // 12)):
        record = struct.unpack(">6H", data[6 + 12 * number : 18 + 12 * number])
        platform, encoding, language, name_id, length, offset = record
        text = data[strings + offset : strings + offset + length]
        if platform == _MACINTOSH and encoding == _ROMAN and not text.isascii():
            encoding = _SCRIPT_OF_LANGUAGE.get(language, _ROMAN)
        old = encoding != _ROMAN if platform == _MACINTOSH else encoding in _OLD_WINDOWS
        if platform not in (_MACINTOSH, _WINDOWS) or not old:
            continue
        yield name_id, _decode(text, (platform, encoding, language))


def _decode(text: bytes, record: tuple[int, int, int]) -> str:
    """A text in the encoding of a platform; "" where it is none that is known, or the bytes are not in it."""
    # Few fonts need them, and they take a while to import.
    from fontTools.misc.encodingTools import getEncoding

    encoding = getEncoding(*record)
    try:
        # Windows pads letters to two bytes.
        return text.decode(encoding).replace("\0", "") if encoding else ""
    except (LookupError, UnicodeError):
        return ""
