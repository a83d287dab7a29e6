"""Inline content -> units: characters classed, their breaks costed, each token made into units of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from layout.typeset.breaks.break_costs import FORBIDDEN, HYPHENATES, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.inline import (
    DotsMark,
    Font,
    Inline,
    NoteMark,
    RubyMark,
    ScriptMark,
    SideLineMark,
    UprightMark,
    WarichuMark,
    ZhuyinMark,
)
from layout.typeset.units.beside import add_beside
from layout.typeset.units.collector import FORCED, Collector
from layout.typeset.units.glyphs import (
    Manner,
    find_hyphen,
    scale,
)
from layout.typeset.units.optical import kern_by_ink
from layout.typeset.units.standing import stand_figures
from layout.typeset.units.units import Unit, Units, kind_of


def make_units(inlines: Sequence[Inline], manner: Manner) -> Units:
    """Every character of the inlines in order, as units; `breaks[i]` is the cost of a line beginning at unit i."""
    text = "".join(inline.text for inline in inlines)
    classes = classify(text, manner.profile)
    marked = any(inline.mark is not None for inline in inlines)
    if marked:
        classes = _classes_of_marks(classes, inlines, manner)
    costs = break_costs(text, classes, manner.profile)
    if marked:
        _breaks_of_marks(costs, inlines, classes)
    if manner.vertical:
        classes = stand_figures(text, classes, inlines, manner.profile)
    units = Units(text, manner.vertical, contents=inlines, marked=marked)
    collector = Collector(units, manner, classes, costs, _set_small)
    offset = 0
    for number, inline in enumerate(inlines):
        first = len(units.kinds)
        collector.add(number, offset)
        if inline.mark is not None:
            add_beside(units, first, manner, _set_small)
        offset += len(inline.text)
    _close(units)
    if manner.profile.optical_pt is not None:
        kern_by_ink(units, manner)
    units.breaks = [costs[start] for start in units.starts]
    units.starts.append(len(text))
    if FORCED in classes:
        units.forced = [number for number, kind in enumerate(units.kinds) if kind.letter == FORCED]
    if HYPHENATES in units.breaks:
        _add_hyphens(units, manner)
    return units


def _set_small(text: str, font: Font, manner: Manner) -> Units:
    """The units of a text that stands beside another."""
    return make_units([Inline(text, font)], manner)


def _classes_of_marks(classes: str, inlines: Sequence[Inline], manner: Manner) -> str:
    """What stands upright side by side is one character to its neighbours, an ideograph's equal (JLREQ cl-30). What is
    raised or lowered is of the word or the character that it stands behind.
    """
    pieces, offset, before = [], 0, ""
    for inline in inlines:
        end = offset + len(inline.text)
        own = classes[offset:end]
        if manner.vertical and isinstance(inline.mark, UprightMark) and own:
            own = "H" + "x" * (len(own) - 1)
        elif isinstance(inline.mark, ScriptMark):
            own = ("A" if before in " hf_A0xN" else "^") * len(own)
        pieces.append(own)
        offset, before = end, own[-1:] or before
    return "".join(pieces)


def _breaks_of_marks(costs: list[int], inlines: Sequence[Inline], classes: str) -> None:
    """Group ruby is not split (JLREQ 3.3.6), a note's mark stays with what is before it, what is raised or lowered with
    the letters at its sides, and what is set in two small lines is split between its pairs of characters.
    """
    offset = 0
    for inline in inlines:
        end = offset + len(inline.text)
        kept: Sequence[int] = ()
        match inline.mark:
            case NoteMark():
                kept = range(max(offset, 1), end)
            case RubyMark(texts=texts) if len(texts) == 1:
                kept = range(offset + 1, end)
            case ScriptMark():
                whole = classes[offset:end] + classes[end : end + 1]
                kept = [offset + at for at, letter in enumerate(whole) if letter in "A0^"]
                if offset == 0 or (whole[:1] == "A" and classes[offset - 1] not in "A0x"):
                    kept = kept[1:]
            case WarichuMark():
                kept = range(offset + 1, end, 2)
            case None | RubyMark() | ZhuyinMark() | DotsMark() | SideLineMark() | UprightMark():
                pass
            case _:
                assert_never(inline.mark)
        for at in kept:
            costs[at] = FORBIDDEN
        offset = end


def _close(units: Units) -> None:
    """Control characters take no room and make no mark: each is part of the unit before it, the first ones of the
    unit behind them, so that every character of the text is in a line.
    """
    if not units.text:
        return
    if not units.starts:
        font = units.contents[0].font
        units.add(0, Unit(kind_of("H", font.size), 0, (font.face, (), (), ())), 0)
    if units.starts[0]:
        units.glyphs[0] = units.glyphs_of(0)
    units.starts[0] = 0


def _add_hyphens(units: Units, manner: Manner) -> None:
    """The width of the hyphen of each unit behind which a word may be parted. It is part of the Latin run."""
    for number in range(len(units.breaks) - 1):
        if units.breaks[number + 1] == HYPHENATES:
            font = units.contents[units.inlines[number]].font
            face, glyph = find_hyphen(font, manner)
            units.hyphens[number] = scale(face.advance(glyph), font, face)
