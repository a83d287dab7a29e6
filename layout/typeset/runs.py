"""A line's units and the gaps between them -> its glyphs, gathered by font, each at its place."""

from __future__ import annotations

from layout.typeset.inline import Face
from layout.typeset.lines import Run
from layout.typeset.prepared import Prepared
from layout.typeset.units import Units


def line_runs(prepared: Prepared, first: int, gaps: list[int], pen: int) -> tuple[tuple[Run, ...], int]:
    """The glyphs of a line, gathered by font; and where the last core ends."""
    units = prepared.units
    runs: list[Run] = []
    current: tuple[int, Face, int] | None = None
    glyphs: list[int] = []
    xs: list[int] = []
    texts: list[str] = []
    for number in range(len(gaps) + 1):
        index = first + number
        own = units.glyphs[index]
        inline = units.inlines[index]
        font = units.contents[inline].font
        face = font.face if isinstance(own, int) else own[0]
        if current is None or current[0] != inline or current[1] is not face:
            if glyphs and current is not None:
                runs.append(_run(units, current, (glyphs, xs, texts)))
                glyphs, xs, texts = [], [], []
            current = (inline, face, font.size)
        if isinstance(own, int):
            glyphs.append(own)
            xs.append(pen)
            texts.append(units.text[units.starts[index]])
        else:
            glyphs += own[1]
            xs += [pen + origin for origin in own[2]]
            texts += own[3]
        pen += units.cores[index]
        if number < len(gaps):
            pen += gaps[number]
    if glyphs and current is not None:
        runs.append(_run(units, current, (glyphs, xs, texts)))
    return tuple(runs), pen


def _run(units: Units, font: tuple[int, Face, int], columns: tuple[list[int], list[int], list[str]]) -> Run:
    inline, face, size = font
    glyphs, xs, texts = columns
    return Run(units.contents[inline].key, face, size, tuple(glyphs), tuple(xs), tuple(texts))
