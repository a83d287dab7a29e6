"""The set page as plain values: what stands where. Made by make-up, read by every output.

These are the values; beside them lie what is written of a scene and read back (`tojson`, `fromjson`, `astext`), where
its characters and its ink are (`places`, `lineink`, `regionink`), and what is proved of it (`copyproof`, `roomproof`).
"""

from __future__ import annotations

from layout.scene.geometry import Mpt, Rect
from layout.scene.inks import Ink, spot_ink
from layout.scene.page import (
    FORMAT,
    Advert,
    Beside,
    Box,
    CopyText,
    FaceRef,
    GlyphRun,
    Item,
    Line,
    Overset,
    Page,
    PageGrid,
    Picture,
    Region,
    Rule,
    Scene,
    Span,
    Turn,
    Wave,
)

__all__ = [
    "FORMAT",
    "Advert",
    "Beside",
    "Box",
    "CopyText",
    "FaceRef",
    "GlyphRun",
    "Ink",
    "Item",
    "Line",
    "Mpt",
    "Overset",
    "Page",
    "PageGrid",
    "Picture",
    "Rect",
    "Region",
    "Rule",
    "Scene",
    "Span",
    "Turn",
    "Wave",
    "spot_ink",
]
