"""The tables of a face -> the kind of its outlines."""

from __future__ import annotations

from typing import Literal

import uharfbuzz as hb

OutlineKind = Literal["glyf", "cff", "cff2"]


def outlines_of(face: hb.Face) -> OutlineKind:
    """The kind of outlines a face has: `glyf` (TrueType), `cff`, or `cff2` (variable CFF)."""
    tags = set(face.table_tags)
    if "CFF2" in tags:
        return "cff2"
    return "cff" if "CFF " in tags else "glyf"
