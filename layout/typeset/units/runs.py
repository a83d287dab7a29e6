"""A line's units and where each begins -> its glyphs, gathered by font, at their places, and the lines beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from operator import add

from fonts.face import Face
from layout.typeset.breaks.break_costs import HYPHENED
from layout.typeset.inline import NoteMark, SideLineMark, WarichuMark
from layout.typeset.lines import GlyphTurn, SetRun, SideStroke
from layout.typeset.units.glyphs import CENTRE, EM_BOX_ASCENT, Manner, find_hyphen, full_width
from layout.typeset.units.units import Units

SIDE_LINE_EM = 0.08
"""From the em box to the line beside it (专名号, 书名号)."""

SIDE_LINE_GAP_EM = 0.06
"""What a line beside text is shorter than the text at either end, so that two neighbours stand apart."""


def glyph_runs(units: Units, pens: Sequence[int], first: int = 0) -> tuple[SetRun, ...]:
    """The glyphs of units from `first` on, whose cores begin at `pens` (the last of which is the end of all)."""
    turn: GlyphTurn = "upright" if units.vertical else "level"
    runs: list[SetRun] = []
    current: tuple[int, Face, GlyphTurn] | None = None
    glyphs: list[int] = []
    xs: list[int] = []
    texts: list[str] = []
    turns, inside, inlines, contents = units.turns, units.inside, units.inlines, units.contents
    bare = -1  # the inline whose bare glyphs need no look: the run is in its own face, and nothing is turned
    for index, pen in enumerate(pens[:-1], first):
        own = units.glyphs[index]
        inline = inlines[index]
        if inline == bare and isinstance(own, int):
            glyphs.append(own)
            xs.append(pen)
            texts.append(units.text[units.starts[index]])
            continue
        face = contents[inline].font.face if isinstance(own, int) else own[0]
        own_turn = turns.get(index, turn) if turns else turn
        if current is None or current[0] != inline or current[1] is not face or current[2] != own_turn:
            if glyphs and current is not None:
                runs.append(_make_run(units, current, (glyphs, xs, texts)))
                glyphs, xs, texts = [], [], []
            current = (inline, face, own_turn)
            bare = inline if face is contents[inline].font.face and not turns and not inside else -1
        if inside and index in inside:
            if glyphs:
                runs.append(_make_run(units, current, (glyphs, xs, texts)))
                glyphs, xs, texts = [], [], []
            key = contents[inline].key
            runs += [replace(run, key=key).moved(pen, vertical=units.vertical) for run in inside[index]]
        elif isinstance(own, int):
            glyphs.append(own)
            xs.append(pen)
            texts.append(units.text[units.starts[index]])
        else:
            glyphs += own[1]
            xs += [pen + origin for origin in own[2]]
            texts += own[3]
    if glyphs and current is not None:
        runs.append(_make_run(units, current, (glyphs, xs, texts)))
    return tuple(runs)


def _make_run(
    units: Units, font: tuple[int, Face, GlyphTurn], columns: tuple[list[int], list[int], list[str]]
) -> SetRun:
    number, face, turn = font
    inline = units.contents[number]
    glyphs, xs, texts = columns
    size = inline.font.size
    rise = inline.mark.rise if isinstance(inline.mark, NoteMark) else 0
    if turn == "sideways":
        # What lies down stands with the middle of its em box on the line's axis.
        rise -= size * CENTRE // 1000
    return SetRun(inline.key, face, size, tuple(glyphs), tuple(xs), tuple(texts), rise, turn)


@dataclass(frozen=True, slots=True)
class LineGlyphs:
    """The runs of a line in reading order, what stands beside it last; its strokes; and where its last core ends."""

    runs: tuple[SetRun, ...]
    strokes: tuple[SideStroke, ...]
    end: int


def line_glyphs(units: Units, first: int, gaps: Sequence[int], begin: int, manner: Manner) -> LineGlyphs:
    """A line's glyphs: units from `first` on, one more than there are gaps, the first core beginning at `begin`."""
    pens = _core_starts(units, first, gaps, begin)
    if units.plain:
        return LineGlyphs(glyph_runs(units, pens, first), (), pens[-1])
    last = first + len(gaps)
    runs = [*_runs_with_pairs(units, pens, first, manner)]
    end = pens[-1]
    if last in units.hyphens and last + 1 < len(units.breaks) and units.breaks[last + 1] in HYPHENED:
        runs.append(_hyphen_run(units, last, end, manner))
        end += units.hyphens[last]
    beside: list[SetRun] = []
    for index in range(first, last + 1):
        if index in units.beside:
            beside += _beside(units, index, pens[index - first], (index == first, index == last))
    return LineGlyphs((*runs, *_join_runs(beside)), tuple(_strokes(units, pens, first)), end)


def _core_starts(units: Units, first: int, gaps: Sequence[int], begin: int) -> list[int]:
    last = first + len(gaps)
    pens = list(accumulate(map(add, units.cores[first:last], gaps), initial=begin))
    pens.append(pens[-1] + units.cores[last])
    return pens


def _runs_with_pairs(units: Units, pens: Sequence[int], first: int, manner: Manner) -> Iterator[SetRun]:
    """The runs of a line in which notes in two small lines (warichu) may stand."""
    count = len(pens) - 1
    numbers = units.inlines[first : first + count]
    at = 0
    for number, group in groupby(numbers, key=lambda number: number if _is_warichu(units, number) else -1):
        length = len(list(group))
        part = pens[at : at + length + 1]
        if number < 0:
            yield from glyph_runs(units, part, first + at)
        else:
            yield from _warichu(units, number, part, first + at, manner)
        at += length


def _is_warichu(units: Units, number: int) -> bool:
    return isinstance(units.contents[number].mark, WarichuMark)


def _warichu(units: Units, number: int, pens: Sequence[int], first: int, manner: Manner) -> Iterator[SetRun]:
    """The part of a note in two small lines that stands in one line: its first half over its second (JLREQ 3.4.2)."""
    inline = units.contents[number]
    mark = inline.mark
    assert isinstance(mark, WarichuMark)
    columns = len(pens) - 1
    text = units.text[units.starts[first] : units.starts[first + columns]]
    em, size = inline.font.size, mark.font.size
    if manner.vertical:
        rises = (size // 2, -size // 2)
    else:
        rises = (
            (em - size) * EM_BOX_ASCENT // 1000,
            -em * (1000 - EM_BOX_ASCENT) // 1000 + size * (1000 - EM_BOX_ASCENT) // 1000,
        )
    half = (len(text) + 1) // 2
    for row, rise in zip((text[:half], text[half:]), rises, strict=True):
        for char, pen in zip(row, pens, strict=False):
            face, glyph = full_width(char, mark.font, manner)
            if glyph:
                turn = manner.turn
                yield SetRun(inline.key, face, size, (glyph,), (pen,), (char,), rise, turn)


def _hyphen_run(units: Units, last: int, pen: int, manner: Manner) -> SetRun:
    """The hyphen of a word that goes on in the next line. It is no character of the copy, so its text is empty."""
    inline = units.contents[units.inlines[last]]
    face, glyph = find_hyphen(inline.font, manner)
    turn: GlyphTurn = "sideways" if manner.vertical else "level"
    return _make_run(units, (units.inlines[last], face, turn), ([glyph], [pen], [""]))


def _beside(units: Units, index: int, pen: int, edges: tuple[bool, bool]) -> Iterator[SetRun]:
    """What stands beside a unit. At a line's edges ruby that hangs over a neighbour is drawn in (JLREQ 3.3.8)."""
    key = units.contents[units.inlines[index]].key
    runs = units.beside[index]
    along = [run for run in runs if run.turn != "level" or not units.vertical]
    start = min((run.xs[0] for run in along), default=0)
    over = max((run.xs[-1] + run.advances[-1] for run in along), default=0) - units.cores[index]
    by = 0
    if edges[0] and start < 0:
        by = -start
    elif edges[1] and over > 0:
        by = -over
    for run in runs:
        yield replace(run, key=key).moved(pen + by, vertical=units.vertical)


def _join_runs(runs: Iterable[SetRun]) -> Iterator[SetRun]:
    """Neighbouring runs of one look as one."""
    for _, group in groupby(
        runs, lambda run: (run.key, run.face.id, run.size, run.rise, run.along, run.turn)
    ):
        alike = list(group)
        if len(alike) == 1 or alike[0].along:
            yield from alike
            continue
        glyphs, xs, texts = zip(*((run.glyphs, run.xs, run.texts) for run in alike), strict=True)
        yield replace(alike[0], glyphs=sum(glyphs, ()), xs=sum(xs, ()), texts=sum(texts, ()))


def _strokes(units: Units, pens: Sequence[int], first: int) -> Iterator[SideStroke]:
    """The lines beside text: as long as the text in this line, less a little, so that neighbours stand apart."""
    count = len(pens) - 1
    at = 0
    for number, group in groupby(units.inlines[first : first + count]):
        length = len(list(group))
        inline = units.contents[number]
        if isinstance(inline.mark, SideLineMark):
            em = inline.font.size
            end = pens[at + length - 1] + units.cores[first + at + length - 1]
            gap = round(SIDE_LINE_GAP_EM * em)
            below = 500 if units.vertical else 1000 - EM_BOX_ASCENT
            rise = -em * below // 1000 - round(SIDE_LINE_EM * em)
            yield SideStroke(inline.key, inline.mark.kind, pens[at] + gap, end - gap, rise)
        at += length
