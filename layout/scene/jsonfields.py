"""How each value of a scene is written as JSON: one description, which `tojson` and `fromjson` both read.

A value is an object with its fields in their order, under their own names but for `NAMES`. A field that has its default
is left out, but for `ALWAYS`. Small values are lists (`ROWS`), and what `BLOCKS` names comes last, a row to a line.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from operator import attrgetter
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from layout.scene import (
    Advert,
    Beside,
    Box,
    CellPlace,
    CopyText,
    FaceRef,
    GlyphRun,
    Line,
    Overset,
    Page,
    PageGrid,
    Picture,
    Region,
    Rule,
    Scene,
    Span,
    Wave,
)
from layout.scene.condition import Condition, Sharpening, Spot
from layout.scene.geometry import Rect

UNIT: Final = "pt/1000"
"""What the JSON says of its lengths: thousandths of a point."""

NAMES: Final[dict[tuple[type, str], str]] = {
    (FaceRef, "id"): "face",
    (GlyphRun, "texts"): "text",
    (Line, "role"): "line",
    (Box, "rect"): "box",
    (Picture, "photo"): "picture",
    (Region, "id"): "region",
    (Page, "name"): "page",
}
"""The fields whose key is another: the first key of an item says what it is."""

ENDS: Final[dict[type, str]] = {Rule: "rule", Wave: "wave"}
"""Values whose two ends, their first four fields, are one list under this key."""

ALWAYS: Final = frozenset(
    [
        (FaceRef, "index"),
        (FaceRef, "axes"),
        (Box, "fill"),
        (Box, "stroke"),
        (Box, "stroke_width"),
        (Region, "overset"),
        (Condition, "line_art_ppi"),
    ]
)
"""The fields that are written though they have their default."""

ROWS: Final = (Rect, Span, Beside, Sharpening, Spot)
"""Values that are written as the list of what they hold."""

BLOCKS: Final[dict[type, tuple[str, ...]]] = {
    Scene: ("faces", "copy", "pages"),
    Page: ("regions",),
    Region: ("items",),
}
"""The lists that are written last in their object, each member on a line of its own."""


@dataclass(frozen=True, slots=True)
class JsonField:
    """One key of an object: the fields of the value that it holds, their type, and the default that is left out.

    `default` is MISSING where the key is always written. `plain` values are JSON as they are.
    """

    key: str
    names: tuple[str, ...]
    type: Any
    default: object
    plain: bool


@dataclass(frozen=True, slots=True)
class JsonForm:
    """How a value is written: its keys in their order, its blocks behind them, and what gets from it what is under
    each of the keys.
    """

    fields: tuple[JsonField, ...]
    blocks: tuple[JsonField, ...]
    get: attrgetter[Any]


def _form(kind: type) -> JsonForm:
    types = get_type_hints(kind)
    found = []
    for field in fields(kind):
        name = field.name
        default = MISSING if (kind, name) in ALWAYS else field.default
        key = NAMES.get((kind, name), name)
        found.append(JsonField(key, (name,), types[name], default, _is_plain(types[name])))
    if kind in ENDS:
        names = tuple(field.key for field in found[:4])
        found[:4] = [JsonField(ENDS[kind], names, tuple[int, int, int, int], MISSING, True)]
    blocks = [field for field in found if field.key in BLOCKS.get(kind, ())]
    rest = [field for field in found if field not in blocks]
    rest.sort(
        key=lambda field: field.names != ("texts",)
    )  # a run's text comes first, where a person looks for it
    get = attrgetter(*("ends" if len(field.names) > 1 else field.names[0] for field in rest))
    return JsonForm(tuple(rest), tuple(blocks), get)


def _is_plain(type_: Any) -> bool:
    if get_origin(type_) is Literal or type_ in (str, int, bool, type(None), ...):
        return True
    return bool(get_args(type_)) and all(map(_is_plain, get_args(type_)))


_OBJECTS: Final = (
    *(Scene, Condition, FaceRef, CopyText, Page, PageGrid, Region, CellPlace, Overset),
    *(Line, GlyphRun, Box, Rule, Wave, Picture, Advert),
)

FORMS: Final[dict[Any, JsonForm]] = {kind: _form(kind) for kind in (*_OBJECTS, *ROWS)}
"""How the values of each type are written."""
