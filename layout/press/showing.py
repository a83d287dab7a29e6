"""The runs of a set line -> the operators that show them (ISO 32000-1 9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from layout.press.fontmetrics import EM, PageFont, Sign, decimal
from layout.press.fontobjects import upright_label, utf16
from layout.press.objects import points
from layout.press.state import State, is_black
from layout.scene import GlyphRun, Turn

NOISE: Final = 3 * EM // 5
"""How far a glyph may stand from its place before it is moved: 0.6 thousandths of a point, times `EM`.

The scene rounds places to 1; without this each rounding would be written out.
"""

_MATRICES: Final[Mapping[Turn, str]] = {"level": "1 0 0 1", "upright": "1 0 0 1", "sideways": "0 -1 1 0"}
"""How the turns lie: sideways glyphs are turned clockwise, so that their line runs downward."""


def line_shown(runs: Sequence[GlyphRun], state: State, fonts: Mapping[str, PageFont]) -> list[str]:
    """The operators that show runs of one line in their order; none where there is no run."""
    if not runs:
        return []
    out = ["BT"]
    for run in runs:
        font = fonts[run.face]
        upright = run.turn == "upright"
        out += state.fills(run.ink, is_black(run.ink))
        if (run.face, upright, run.size) != state.font:
            state.font = (run.face, upright, run.size)
            label = upright_label(font.label) if upright else font.label
            out.append(f"/{label} {points(run.size)} Tf")
        out.append(f"{_MATRICES[run.turn]} {state.place(*run.origin)} Tm")
        if upright:
            signs = set(zip(run.glyphs, run.texts, strict=True))
            out.append(
                shown(run, {sign: (font.codes[sign][0], font.hanging[sign].advance) for sign in signs})
            )
        else:
            out.append(shown(run, font.codes))
    out.append("ET")
    return out


def shown(run: GlyphRun, codes: Mapping[Sign, tuple[str, int]]) -> str:
    """One `TJ` for a run: its codes, and a number wherever the next glyph stands elsewhere than the pen.

    `codes` has each sign's code and how far it moves the pen along the run. The pen is followed as the reader of the
    file follows it, in the numbers that are written, so that roundings do not add up along a line: every glyph stands
    within 0.001 pt of its place.
    """
    size = run.size
    start = run.xs[0]
    # A positive number moves to the left, or downward (ISO 32000-1 9.4.3).
    sign_of_back: Literal[1, -1] = -1 if run.turn == "upright" else 1
    pen = 0
    pieces: list[str] = []
    for sign, x in zip(zip(run.glyphs, run.texts, strict=True), run.xs, strict=True):
        code, width = codes[sign]
        back = pen - ((x - start) * EM + size // 2) // size
        if back and abs(back) * size > NOISE:
            code = f">{decimal(sign_of_back * back)}<{code}"
            pen -= back
        pieces.append(code)
        pen += width
    if "" in run.texts:
        return _with_clusters(pieces, run.texts)
    return f"[<{''.join(pieces)}>] TJ"


def _with_clusters(pieces: list[str], texts: Sequence[str]) -> str:
    """The same for a run in which several glyphs stand for one text: their text is told by a mark around them.

    ISO 32000-1 14.9.4, ActualText. `pieces` are the codes, each behind the number that moves the pen to it.
    """
    marked = False
    for index, text in enumerate(texts):
        goes_on = index + 1 < len(texts) and not texts[index + 1]
        if text and goes_on:
            # What moves the pen to the cluster stays before the mark: a code is the last four digits.
            move, code = pieces[index][:-4], pieces[index][-4:]
            mark = f"/Span <</ActualText <FEFF{utf16(text)}>>> BDC"
            pieces[index] = f"{move}>] TJ {mark} [<{code}"
            marked = True
        elif marked and not text and not goes_on:
            pieces[index] += ">] TJ EMC [<"
            marked = False
    return f"[<{''.join(pieces)}>] TJ ".replace("[<>] TJ ", "").rstrip()
