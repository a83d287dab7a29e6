"""Units of an inline and its mark -> what stands beside them: ruby, zhuyin and emphasis dots, each at its place.

Ruby by JLREQ 3.3: as a rule half the size, centred on its base; a base narrower than its ruby is spaced out, after
what the ruby may hang over kana and the blanks of marks at either side. Zhuyin and emphasis dots by CLREQ 3.3 and 3.4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from fonts.face import Face
from layout.typeset.breaks.bopomofo import TONES
from layout.typeset.inline import DotsMark, Font, Inline, NoteMark, RubyMark, ZhuyinMark
from layout.typeset.lines import SetRun
from layout.typeset.units.glyphs import CENTRE, EM_BOX_ASCENT, Manner, find_glyph, note_fault, scale
from layout.typeset.units.runs import glyph_runs
from layout.typeset.units.units import Unit, Units, kind_of

SetSmall = Callable[[str, Font, Manner], Units]
"""Sets a text that stands beside another: its units."""

_MAY_BE_OVERHUNG = re.compile("[\u3041-\u309f\u30a1-\u30ff、，。．）」』】〕》〉”’（「『【〔《〈“‘・]")
"""Kana, and marks with a blank, may have ruby of their neighbours over them (JLREQ 3.3.8); ideographs may not."""

DOT = 300
"""The least height of an emphasis dot, in thousandths of the size it is set in, which is half the text's as a rule."""

_LIGHT_TONE = "˙"


def add_beside(units: Units, first: int, manner: Manner, small: SetSmall) -> None:
    """Adds what the last inline's mark puts beside its units, which are those from `first` on."""
    if first == len(units.kinds):
        return
    number = units.inlines[first]
    mark = units.contents[number].mark
    if isinstance(mark, NoteMark):
        for at in range(first, len(units.kinds)):
            kind = units.kinds[at]
            # Like a closing mark without a blank: nothing opens before it.
            units.kinds[at] = kind_of(")", kind.em, tracking=kind.tracking)
    elif isinstance(mark, DotsMark):
        _add_dots(units, first, mark, manner)
    elif isinstance(mark, RubyMark):
        _add_ruby(units, first, mark, manner, small)
    elif isinstance(mark, ZhuyinMark):
        _add_zhuyin(units, first, mark, manner, small)


def side_by_side(small: Units, font: Font, letter: str) -> Unit:
    """Characters set level, side by side, in one em of a vertical line (tate-chu-yoko, JLREQ 3.2.5).

    Wider ones are drawn narrower, at their full height. A pair of ！ and ？ overlaps its blanks.
    """
    em = font.size
    pens = _exclaim_pens(small, em) if letter == "!" else _pens(small)
    width = max(pens[-1], em)
    across = pens[-1] * em // width
    # A little lower than the middle of the em box: figures and capitals have no descenders.
    along = em * EM_BOX_ASCENT // 1000
    runs = tuple(
        replace(
            run,
            xs=tuple(x * em // width for x in run.xs),
            rise=-across // 2,
            along=along,
            condensed=max(1, 1000 * em // width),
        )
        for run in glyph_runs(small, pens)
    )
    return Unit(kind_of(letter, em, tracking=font.tracking), em, (font.face, (), (), ()), None, runs)


def _exclaim_pens(units: Units, em: int) -> list[int]:
    """Where ！ and ？ begin whose ink stands in the middle of its half of an em, wherever it is in the glyph's own."""
    pens = []
    for number in range(len(units.glyphs)):
        face, glyphs, xs, _ = units.glyphs_of(number)
        ink = face.ink(glyphs[0])
        middle = xs[0] + (ink.x_min + ink.x_max) * em // (2 * face.upem)
        pens.append((2 * number + 1) * em // 4 - middle)
    return [*pens, em]


def _pens(units: Units) -> list[int]:
    """Where each core begins when the units are set solid, and where the last ends."""
    rooms = [
        core + kind.left + kind.right + kind.word_space
        for core, kind in zip(units.cores, units.kinds, strict=True)
    ]
    ends = [0, *accumulate(rooms)]
    return [end + kind.left for end, kind in zip(ends, units.kinds, strict=False)] + [ends[-1]]


def solid_runs(units: Units) -> tuple[tuple[SetRun, ...], int]:
    """The glyphs of units that are set solid, from 0 on, and how wide they are."""
    pens = _pens(units)
    return glyph_runs(units, pens), pens[-1]


@dataclass(frozen=True, slots=True)
class _Small:
    """A small text ready to stand beside a base, or the base itself: its units, and where each begins."""

    units: Units
    pens: tuple[int, ...]

    @property
    def width(self) -> int:
        return self.pens[-1]

    def spread(self, width: int) -> _Small:
        """The same spaced out to a width, half a gap at either end (JLREQ 3.3.6: 1 : 2 : 1)."""
        count = len(self.units.kinds)
        free = width - self.width
        if free <= 0 or not count or any(kind.letter in "A0" for kind in self.units.kinds):
            half = max(0, free) // 2
            return _Small(self.units, (*(pen + half for pen in self.pens[:-1]), max(width, self.width)))
        pens = tuple(
            pen + free * (2 * number + 1) // (2 * count) for number, pen in enumerate(self.pens[:-1])
        )
        return _Small(self.units, (*pens, width))

    def runs(self, at: int, rise: int) -> tuple[SetRun, ...]:
        """Its glyphs from `at` on, raised."""
        return tuple(
            replace(run.moved(at, vertical=self.units.vertical), rise=run.rise + rise, annotation=True)
            for run in glyph_runs(self.units, self.pens)
        )


def _add_ruby(units: Units, first: int, mark: RubyMark, manner: Manner, small: SetSmall) -> None:
    """Mono ruby stands over each unit, group ruby over all of them, which become one."""
    end = len(units.kinds)
    base = units.contents[units.inlines[first]]
    rise = _over(base.font.size, mark.font.size, manner)
    start = units.starts[first]
    if end - first != len(mark.texts):
        # Letters of a word are one unit: what was meant for each stands over all of it.
        mark = RubyMark(("".join(mark.texts),), mark.font)
    joined = None
    if end - first > len(mark.texts):
        joined, end = _join(units, first), first + 1
    for at, text in zip(range(first, end), mark.texts, strict=False):
        made = small(text, mark.font, manner)
        _tell_missing(units, made, units.starts[at])
        ruby = _Small(made, tuple(_pens(made)))
        core = units.cores[at]
        over = max(0, ruby.width + _apart(made, mark) - core)
        before, behind = (
            min(over // 2, _overhang(units, start, base, mark.font, side) if side_free else 0)
            for side, side_free in ((-1, at == first), (1, at == end - 1))
        )
        units.cores[at] = core + over - before - behind
        if joined is not None:
            units.inside[at] = glyph_runs(joined.units, joined.spread(units.cores[at]).pens)
        else:
            _shift_glyphs(units, at, over // 2 - before)
        units.beside[at] = ruby.spread(core + over).runs(-before, rise)


def _apart(made: Units, mark: RubyMark) -> int:
    """What syllables of pinyin over neighbouring characters are apart at least: a quarter of their em (CLREQ 3.3.4)."""
    latin = len(mark.texts) > 1 and any(kind.letter == "A" for kind in made.kinds)
    return mark.font.size // 4 if latin else 0


def _over(base: int, size: int, manner: Manner) -> int:
    """How far the baseline of text of a size stands over that of the base, the em boxes touching."""
    if manner.vertical:
        return (base + size) // 2
    return (base * EM_BOX_ASCENT + size * (1000 - EM_BOX_ASCENT)) // 1000


def _overhang(units: Units, start: int, base: Inline, font: Font, side: int) -> int:
    """How far ruby may hang over the character before (-1) or behind (1) its base: its size, over kana and marks."""
    at = start - 1 if side < 0 else start + len(base.text)
    beside = units.text[at : at + 1] if at >= 0 else ""
    return font.size if _MAY_BE_OVERHUNG.match(beside) else 0


def _join(units: Units, first: int) -> _Small:
    """Makes one unit of all from `first` on, the base of group ruby; gives what it was made of."""
    end = len(units.kinds)
    joined = Units(units.text, units.vertical, contents=units.contents)
    number = units.inlines[first]
    for at in range(first, end):
        turn, inside = units.turns.pop(at, None), units.inside.pop(at, ())
        own = Unit(units.kinds[at], units.cores[at], units.glyphs_of(at), turn, inside)
        joined.add(units.starts[at], own, number)
    joined.starts.append(units.starts[first] + len(units.contents[number].text))
    pens = _pens(joined)
    kind = units.kinds[first]
    for column in (units.starts, units.kinds, units.cores, units.glyphs, units.inlines):
        del column[first:]
    face = units.contents[number].font.face
    whole = Unit(kind_of("H", kind.em), pens[-1], (face, (), (), ()), None, glyph_runs(joined, tuple(pens)))
    units.add(joined.starts[0], whole, number)
    return _Small(joined, tuple(pens))


def _shift_glyphs(units: Units, at: int, by: int) -> None:
    """Moves a unit's glyphs inside its core: a base with wider ruby stands in the middle."""
    if not by:
        return
    face, glyphs, xs, texts = units.glyphs_of(at)
    units.glyphs[at] = (face, glyphs, tuple(x + by for x in xs), texts)
    if at in units.inside:  # figures side by side
        units.inside[at] = tuple(run.moved(by, vertical=units.vertical) for run in units.inside[at])


def _add_dots(units: Units, first: int, mark: DotsMark, manner: Manner) -> None:
    """A dot at each character that is no mark and no space, in the middle between it and the next line's."""
    for at in range(first, len(units.kinds)):
        kind = units.kinds[at]
        if kind.letter != "H" or not units.cores[at]:
            continue
        face, glyph = find_glyph(mark.char, mark.font, manner.level)
        note_fault(
            (units.starts[at], mark.char), mark.font, face if glyph else None, manner.level, units.missing
        )
        if not glyph:
            continue
        ink = face.ink(glyph)
        font = _dot_font(mark.font, face, ink.y_max - ink.y_min)
        middle = scale(ink.x_min + ink.x_max, font, face) // 2
        height = scale(ink.y_min + ink.y_max, font, face) // 2
        em, centre = kind.em, units.cores[at] // 2
        if manner.vertical:
            own = SetRun(
                0,
                face,
                font.size,
                (glyph,),
                (0,),
                ("",),
                rise=em * 5 // 8 - middle,
                along=centre + height,
            )
        else:
            away = em * (CENTRE + 625) // 1000 if mark.over else em * (CENTRE - 625) // 1000
            own = SetRun(0, face, font.size, (glyph,), (centre - middle,), ("",), rise=away - height)
        units.beside[at] = (replace(own, annotation=True),)


def _dot_font(font: Font, face: Face, ink: int) -> Font:
    """The dot's font: a face's • may be no more than a speck, and is set larger; a sesame dot is large enough."""
    least = DOT * face.upem // 1000
    return font if ink >= least or not ink else replace(font, size=font.size * least // ink)


def _add_zhuyin(units: Units, first: int, mark: ZhuyinMark, manner: Manner, small: SetSmall) -> None:
    """Bopomofo in a column at the right of each character, in the middle of its height; the tone is at the right of
    the last letter, the light tone's dot over the first. In a vertical line the column needs no room of the line.
    """
    size = mark.font.size
    for at, text in zip(range(first, len(units.kinds)), mark.texts, strict=False):
        chars = unicodedata.normalize("NFC", text)
        letters = size * sum(char not in TONES for char in chars)
        dots = size // 2 * min(1, chars.count(_LIGHT_TONE))
        em, core = units.kinds[at].em, units.cores[at]
        top = ((core if manner.vertical else em) - letters - dots) // 2
        # The places of the next letter, the next tone and the next dot. Bad copy has several: none covers another.
        letter = top + dots + size * EM_BOX_ASCENT // 1000
        tone, dot = letter + letters - size * 5 // 4, letter - dots - size // 4
        runs: list[SetRun] = []
        for char in chars:
            made = small(char, mark.font, manner.level)
            _tell_missing(units, made, units.starts[at])
            if char == _LIGHT_TONE:
                place, dot = (0, dot), dot - size // 2
            elif char in TONES:
                place, tone = (size * 3 // 4, tone), tone + size // 2
            else:
                place, letter = (0, letter), letter + size
            runs += _place_letters(made, place, core, em, manner)
        units.beside[at] = tuple(runs)
        if not manner.vertical:
            units.cores[at] = core + em // 2


def _place_letters(
    made: Units, place: tuple[int, int], core: int, em: int, manner: Manner
) -> Iterable[SetRun]:
    """Small letters at a place: how far from the base's edge, and how deep under the top of its em box."""
    across, lower = place
    for run in glyph_runs(made, tuple(_pens(made))):
        if manner.vertical:
            yield replace(run, rise=em // 2 + across, along=lower, annotation=True)
        else:
            rise = em * EM_BOX_ASCENT // 1000 - lower
            yield replace(run, xs=tuple(x + core + across for x in run.xs), rise=rise, annotation=True)


def _tell_missing(units: Units, small: Units, at: int) -> None:
    units.missing += [replace(missing, offset=at) for missing in small.missing]
