"""The advances of a font's glyphs, across and down -> the arrays W and W2 of a composite font (ISO 32000-1 9.7.4.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from fonts.face import Face
from layout.press.file.numbers import hundredths
from layout.press.file.objects import array

Sign = tuple[int, str]
"""A glyph of a face and its text ("" for the later glyphs of a cluster)."""

EM: Final = 100_000
"""Hundredths of the thousandths of an em that PDF counts text in: the finest step that is written out."""


class Hanging(NamedTuple):
    """How a glyph hangs in a vertical line, in 1/`EM` em: how far it moves the pen downward, and its vertical origin,
    x to the right and y upward from the horizontal one.
    """

    advance: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class FontCodes:
    """A face as pages of one document name it: `/label`, and the code and width of each sign.

    `hanging` has the signs that its upright twin shows in vertical lines, `down` their codes and advances there.
    """

    label: str
    codes: Mapping[Sign, tuple[str, int]]
    hanging: Mapping[Sign, Hanging]
    down: Mapping[Sign, tuple[str, int]]


def page_font(
    label: str, codes: Mapping[Sign, tuple[str, int]], hanging: Mapping[Sign, Hanging]
) -> FontCodes:
    """A face under its name in a document."""
    down = {sign: (codes[sign][0], hangs.advance) for sign, hangs in hanging.items()}
    return FontCodes(label, codes, hanging, down)


def hangings(face: Face, signs: Iterable[Sign]) -> dict[Sign, Hanging]:
    """How each sign hangs, by the vertical metrics of its face."""

    def measure(glyph: int) -> Hanging:
        lengths = (face.advance_down(glyph), *face.upright_origin(glyph))
        return Hanging(*(round(length * EM / face.upem) for length in lengths))

    return {sign: measure(sign[0]) for sign in signs}


def vertical_arrays(hanging: Mapping[int, Hanging], widths: Sequence[int]) -> dict[str, str]:
    """DW2 and W2 of CIDs that hang so; nothing where none does. `widths` are those of all CIDs.

    DW2 is the most frequent origin's height and advance. It holds no x, which readers take for half of the glyph's
    width; W2 has the CIDs that hang otherwise: `[c [w1 vx vy w1 vx vy …] …]`.
    """
    if not hanging:
        return {}
    counts = Counter((hangs.y, hangs.advance) for hangs in hanging.values())
    usual = max(counts, key=lambda pair: (counts[pair], pair))
    otherwise = (
        (cid, (hundredths(-hangs.advance), hundredths(hangs.x), hundredths(hangs.y)))
        for cid, hangs in sorted(hanging.items())
        if (hangs.y, hangs.advance) != usual or 2 * hangs.x != widths[cid]
    )
    y, advance = usual
    return {"DW2": array(hundredths(y), hundredths(-advance)), "W2": _array_by_cid(otherwise)}


def width_array(widths: Sequence[int], usual: int) -> str:
    """The W array of all widths that differ from the usual one (ISO 32000-1 9.7.4.3): `[c [w w …] …]`."""
    return _array_by_cid((cid, (hundredths(width),)) for cid, width in enumerate(widths) if width != usual)


def _array_by_cid(numbers: Iterable[tuple[int, Sequence[str]]]) -> str:
    """Numbers of CIDs, which come in order: those of CIDs in a row are one array behind the first."""
    runs: list[tuple[int, list[str]]] = []
    following = -1
    for cid, own in numbers:
        if cid != following:
            runs.append((cid, []))
        runs[-1][1].extend(own)
        following = cid + 1
    return array(*(piece for start, run in runs for piece in (start, array(*run))))
