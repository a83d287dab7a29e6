"""A WebP -> what is wrong with its pixels (RFC 9649). Its decoder finds what is cut off, and nothing else: there is no
check in it. In lossless ones a hole shows; in lossy ones noughts may be flat ground.
"""

from __future__ import annotations

import re
from typing import Final

from content.pictures.fault import PictureFault

_HOLE: Final = re.compile(rb"\0{8,}")
"""Stretches that come again are copied (RFC 9649 5.2.2): so many noughts in a row come of none."""


def webp_fault(data: bytes) -> PictureFault | None:
    """What is wrong with a still picture."""
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"VP8L" and _HOLE.search(data, at + 8, at + 8 + length):
            return PictureFault("seems to have a hole in its data, noughts where pixels were", doubtful=True)
        at += 8 + length + length % 2
    return None
