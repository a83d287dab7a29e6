"""One face and the glyphs that a file shows -> the small font program that is embedded in the file."""

from __future__ import annotations

import hashlib
import io
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import uharfbuzz as hb

from fonts.errors import FontError
from fonts.face import Face
from fonts.files.sfnt import SOUND_COPY
from fonts.remembered import remember

OUTLINES: Final = frozenset(["glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF ", "CFF2"])
"""What an embedded program is drawn from (ISO 32000-1 table 126). A face's other tables serve text layout."""

AXES: Final = frozenset(["fvar", "gvar", "avar", "cvar", "HVAR", "MVAR"])
"""What the weight is pinned with. None of it is left in the result."""

FLAGS: Final[int] = (
    # Glyph ids are shaped already: nothing is to be substituted any more, so nothing else is to be kept.
    hb.SubsetFlags.NO_LAYOUT_CLOSURE
    # Presses draw at 1,200 dpi and more, where grid-fitting has nothing to do.
    | hb.SubsetFlags.NO_HINTING
    # The strokes of variable faces overlap: renderers have to fill by the non-zero rule.
    | hb.SubsetFlags.SET_OVERLAPS_FLAG
    # PDF knows CFF and no CFF2; a CFF code is a CID, so the charset has to say CID = glyph.
    | hb.SubsetFlags.DOWNGRADE_CFF2
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
)


@dataclass(frozen=True, slots=True)
class Subset:
    """A font program cut down to some glyphs, at one instance.

    `data` is a TrueType file (`kind` glyf) or a bare CFF table (`kind` cff). `new_ids` maps the face's glyph
    ids to the program's, `advances` are the program's widths by new id, in font units. `tag` is the six
    capital letters that a subset's name begins with (ISO 32000-1 9.6.4): other glyphs or another weight,
    another tag.
    """

    data: bytes
    kind: Literal["glyf", "cff"]
    new_ids: Mapping[int, int]
    advances: tuple[int, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class _Key:
    """What a subset depends on. Two faces opened from one file are one and the same here."""

    sha256: str
    index: int
    axes: tuple[tuple[str, float], ...]
    glyphs: frozenset[int]
    face: Face = field(compare=False)


def subset(face: Face, glyphs: Iterable[int]) -> Subset:
    """Cut `face` down to `glyphs`, its axes pinned at the face's values. Glyph 0 is always kept.

    The result depends on the face's file, its axes and the set of glyphs alone. The latest are remembered.
    Raises FontError for a face that can't be cut, and for a glyph that it has not.
    """
    return _subset(_Key(face.sha256, face.index, face.axes, frozenset(glyphs) | {0}, face))


@remember(16)
def _subset(key: _Key) -> Subset:
    face = key.face
    count = face.hb_face.glyph_count
    if strangers := sorted(glyph for glyph in key.glyphs if not 0 <= glyph < count):
        what = f"the font has no glyph {strangers[0]} (it has {count})"
        raise FontError(what, face.file, "set the page again with the fonts that it is printed with")
    try:
        plan = hb.SubsetPlan(face.hb_face, _wish(face.hb_face, key.glyphs, key.axes))
        result = _whole(plan.execute())
        new_ids = dict(sorted(plan.old_to_new_glyph_mapping.items()))
        kind: Literal["glyf", "cff"] = "cff" if "CFF " in result.table_tags else "glyf"
        data = bytes(result.reference_table("CFF ").data if kind == "cff" else result.blob.data)
        widths = hb.Font(result)
        advances = tuple(int(widths.get_glyph_h_advance(new)) for new in range(result.glyph_count))
    except Exception as error:
        # HarfBuzz says no more than that it could not.
        what = "the font can't be cut down to the glyphs in use"
        raise FontError(what, face.file, SOUND_COPY) from error
    if not data or set(new_ids.values()) != set(range(len(advances))):
        what = "the font lost glyphs when it was cut down"
        raise FontError(what, face.file, "use another format of the font")
    return Subset(data, kind, new_ids, advances, subset_tag(key.sha256, key.index, key.axes, key.glyphs))


def can_be_cut(face: hb.Face) -> bool:
    """Whether a face can be cut down: tried with its first glyphs."""
    try:
        _whole(hb.SubsetPlan(face, _wish(face, range(min(8, face.glyph_count)), ())).execute())
    except Exception:  # HarfBuzz says no more than that it could not
        return False
    return True


def _wish(hb_face: hb.Face, glyphs: Iterable[int], axes: Sequence[tuple[str, float]]) -> hb.SubsetInput:
    """The order that HarfBuzz is given."""
    wish = hb.SubsetInput()
    wish.flags = hb.SubsetFlags(FLAGS)
    wish.glyph_set.update(glyphs)
    # The set wants the four letters of a tag as one big-endian integer.
    wish.drop_table_tag_set.update(
        int.from_bytes(tag.encode("latin-1"), "big")
        for tag in hb_face.table_tags
        if tag not in OUTLINES | AXES
    )
    if hb_face.axis_infos:
        # An axis that the face does not name stands at its default: left open, it would stay variable.
        wish.pin_all_axes_to_default(hb_face)
        for axis, value in axes:
            wish.pin_axis_location(hb_face, axis, value)
    return wish


def _whole(program: hb.Face) -> hb.Face:
    """The program that HarfBuzz made. Raises ValueError where it left a table out: it does so with damaged ones, and a
    reader of the file then takes the program for one of another kind.
    """
    tables = set(program.table_tags)
    if not {"head", "hhea", "hmtx", "maxp"} <= tables or not ("CFF " in tables or {"glyf", "loca"} <= tables):
        raise ValueError("a table was left out")
    return program


def subset_tag(sha256: str, index: int, axes: Sequence[tuple[str, float]], glyphs: Iterable[int]) -> str:
    """Six capital letters that stand for an instance of a face and a set of its glyphs."""
    text = f"{sha256} {index} {list(axes)} {sorted(glyphs)}"
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return "".join(string.ascii_uppercase[number // 26**place % 26] for place in range(6))


def repeat_glyphs(cff: bytes, glyphs: Sequence[int]) -> bytes:
    """A bare CFF table with `glyphs` of it once more at its end, in the order given, each with a code of its own.

    In CFF a code is the glyph, so two characters that share an outline (⼀ and 一, hyphen and minus) can
    only be told apart by a second copy of it.
    """
    # It happens rarely, and fontTools takes long to import.
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(cff), None, isCFF2=False)
    top = fonts[0]
    outlines = top.CharStrings
    names = list(top.charset)
    index = outlines.charStringsIndex
    # Only a CID-keyed font has dictionaries to select from, and numbers for names.
    selector = getattr(top, "FDSelect", None)
    for copy, glyph in enumerate(glyphs):
        name = f"cid{len(names):05d}" if selector is not None else f"{names[glyph]}.copy{copy}"
        outlines.charStrings[name] = len(index)
        index.append(index[glyph])
        if selector is not None:
            selector.append(selector[glyph])
        names.append(name)
    top.charset = names
    top.numGlyphs = len(names)
    written = io.BytesIO()
    fonts.compile(written, TTFont(recalcTimestamp=False, recalcBBoxes=False), isCFF2=False)
    return written.getvalue()
