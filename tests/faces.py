"""Characters -> a font file of our own making: every glyph one em square, so that numbers come out round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

Box = tuple[int, int, int, int]
"""Ink as x_min, y_min, x_max, y_max in thousandths of an em; all zero for none."""

UPEM: Final = 1000
ASCENT: Final = 880
DESCENT: Final = -120
FULL: Final[Box] = (0, DESCENT, UPEM, ASCENT)
BLANK: Final[Box] = (0, 0, 0, 0)
MISSING: Final[Box] = (100, 0, 900, 700)
"""The box of .notdef: what is drawn alike is taken for a missing character."""

HALVES: Final[Mapping[str, Box]] = {
    **dict.fromkeys("。，、．：；？！”’）］｝〉》」』】〕〗", (0, DESCENT, UPEM // 2, ASCENT)),
    **dict.fromkeys("“‘（［｛〈《「『【〔〖", (UPEM // 2, DESCENT, UPEM, ASCENT)),
}
"""Marks with their ink in one half of the em, as a mainland face has them: for `Design(inks=HALVES)`."""

UPPER_AND_LOWER: Final[Mapping[str, Box]] = {
    **dict.fromkeys("。，、．：；！？”’）］｝〉》」』】〕〗", (0, ASCENT - UPEM // 2, UPEM, ASCENT)),
    **dict.fromkeys("“‘（［｛〈《「『【〔〖", (0, DESCENT, UPEM, DESCENT + UPEM // 2)),
}
"""The same marks in vertical lines: for `Design(uprights=UPPER_AND_LOWER)`."""


@dataclass(frozen=True, slots=True)
class Vertical:
    """The vertical metrics of a test face, by character and in thousandths of an em; an em and 880 where not named.

    `downs` are the advances, `tops` the heights of the vertical origins over the baseline. `vorg` writes these to a VORG
    table too (CFF only); else they follow from the ink and the top side bearing. `forms` are vertical forms (`vert`).
    """

    downs: Mapping[str, int] = field(default_factory=dict)
    tops: Mapping[str, int] = field(default_factory=dict)
    vorg: bool = False
    forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Design:
    """How a test face differs from plain squares.

    `advances` and `inks` are by character, in thousandths of an em; `rights` is fsType. A space has no ink. Characters
    in `uprights` have a second glyph for vertical lines (`vert`), with ink of its own. `typo` are the typographic
    ascender and descender. A face without `vertical` has no tables for vertical lines.
    """

    family: str = "Square"
    chinese: str = "方块体"
    style: str = "Regular"
    weight: int = 400
    rights: int = 0
    advances: Mapping[str, int] = field(default_factory=dict)
    inks: Mapping[str, Box] = field(default_factory=dict)
    uprights: Mapping[str, Box] = field(default_factory=dict)
    typo: tuple[int, int] = (ASCENT, DESCENT)
    vertical: Vertical | None = None

    @property
    def postscript_name(self) -> str:
        return f"{self.family}-{self.style}".replace(" ", "")


PLAIN: Final = Design()


def square_face(
    chars: str, path: Path, flavour: Literal["glyf", "cff"] = "glyf", design: Design = PLAIN
) -> Path:
    """A static TTF or OTF with a glyph for each character. The same arguments give the same bytes."""
    _build(chars, flavour, design).save(path)
    return path


def square_collection(chars: str, path: Path, designs: Sequence[Design]) -> Path:
    """A TTC with one face for each design."""
    collection = TTCollection()
    collection.fonts = [_build(chars, "glyf", design) for design in designs]
    collection.save(str(path))
    return path


def variable_face(chars: str, path: Path, design: Design = PLAIN) -> Path:
    """A variable TTF, wght 200 to 900, default 400: at 900 each square is 100 units narrower at its right."""
    font = _build(chars, "glyf", design)
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 200, 400, 900, "Weight")], [])
    inked = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours]
    # Four corners from the lower left, counter-clockwise in x; then the four phantom points.
    moves = [(0, 0), (0, 0), (-100, 0), (-100, 0), *[(0, 0)] * 4]
    builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, moves)] for name in inked})
    font.save(path)
    return path


def _build(chars: str, flavour: Literal["glyf", "cff"], design: Design) -> TTFont:
    # Glyph 0 is .notdef, the next is the first character of `chars`, and so on.
    cmap = {ord(char): f"u{ord(char):05X}" for char in dict.fromkeys(chars)}
    uprights = {f"{cmap[ord(char)]}.vert": box for char, box in design.uprights.items() if ord(char) in cmap}
    names = [".notdef", *cmap.values(), *uprights]
    inks = {".notdef": MISSING} | {
        name: design.inks.get(chr(code), BLANK if chr(code).isspace() else FULL)
        for code, name in cmap.items()
    }
    inks |= uprights
    advances = {".notdef": UPEM} | dict.fromkeys(uprights, UPEM)
    advances |= {name: design.advances.get(chr(code), UPEM) for code, name in cmap.items()}
    builder = FontBuilder(UPEM, isTTF=flavour == "glyf")
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(cmap)
    if flavour == "glyf":
        builder.setupGlyf({name: _draw(TTGlyphPen(None), inks[name]).glyph() for name in names})
    else:
        pens = {name: _draw(T2CharStringPen(advances[name], None), inks[name]) for name in names}
        programs = {name: pen.getCharString() for name, pen in pens.items()}
        builder.setupCFF(design.postscript_name, {"FullName": design.family}, programs, {})
    builder.setupHorizontalMetrics({name: (advances[name], inks[name][0]) for name in names})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable(
        {
            "familyName": {"en": design.family, "zh": design.chinese},
            "styleName": design.style,
            "uniqueFontIdentifier": f"{design.postscript_name};test",
            "fullName": f"{design.family} {design.style}",
            "psName": design.postscript_name,
            "version": "Version 1.0",
            "licenseDescription": "Made for tests; free for any use.",
        }
    )
    builder.setupOS2(
        sTypoAscender=design.typo[0],
        sTypoDescender=design.typo[1],
        usWeightClass=design.weight,
        fsType=design.rights,
    )
    if design.vertical is not None:
        _stand_up(builder, design.vertical, cmap, inks)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    if uprights:
        forms = "".join(f"sub {name.removesuffix('.vert')} by {name};" for name in uprights)
        addOpenTypeFeaturesFromString(builder.font, f"feature vert {{ {forms} }} vert;")
    return builder.font


def _stand_up(
    builder: FontBuilder, vertical: Vertical, cmap: Mapping[int, str], inks: Mapping[str, Box]
) -> None:
    downs = {name: vertical.downs.get(chr(code), UPEM) for code, name in cmap.items()} | {".notdef": UPEM}
    tops = {name: vertical.tops.get(chr(code), ASCENT) for code, name in cmap.items()} | {".notdef": ASCENT}
    builder.setupVerticalMetrics({name: (down, tops[name] - inks[name][3]) for name, down in downs.items()})
    builder.setupVerticalHeader(ascent=UPEM // 2, descent=-UPEM // 2)
    if vertical.vorg:
        builder.setupVerticalOrigins(tops, ASCENT)
    if vertical.forms:
        pairs = "".join(
            f"sub {cmap[ord(char)]} by {cmap[ord(form)]};" for char, form in vertical.forms.items()
        )
        builder.addOpenTypeFeatures(f"feature vert {{ {pairs} }} vert;")


def _draw(pen: Any, box: Box) -> Any:
    left, bottom, right, top = box
    if box != BLANK:
        pen.moveTo((left, bottom))
        for corner in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    return pen
