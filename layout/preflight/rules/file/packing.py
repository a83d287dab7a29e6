"""The streams of a file -> those that do not unpack to their last byte: they are other than they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from content.pdf.streams import LARGEST_STREAM, filter_names, is_whole
from content.pdf.values import UNREADABLE, object_name
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.rule import PreflightRule, file_check

WHOLE: Final = PreflightRule(
    "stream-damaged",
    "Every stream that is packed with Flate unpacks to its end, and its check sum is right.",
    "ISO 32000-1 7.4.4, RFC 1950",
)

MOST_TOLD: Final = 10


@file_check("streams")
def check_packing(file: ExaminedFile) -> Iterator[Finding]:
    """Every stream whose first filter is Flate, whether it is used or not."""
    hint = "send the file again: it has been changed or cut on its way"
    told = 0
    for found in file.pdf.objects:
        if not isinstance(found, pikepdf.Stream) or filter_names(found)[:1] != ("FlateDecode",):
            continue
        try:
            whole = is_whole(found.read_raw_bytes(), LARGEST_STREAM)
        except UNREADABLE:
            whole = False
        if not whole:
            told += 1
            if told <= MOST_TOLD:
                what = "a stream can't be unpacked to its end: it is not what was written"
                yield WHOLE.broken(what, hint, object_name(found))
    if told > MOST_TOLD:
        what = f"{told - MOST_TOLD} more streams can't be unpacked to their ends"
        yield WHOLE.broken(what, hint)
