"""The runs of a set line -> the operators that show them (ISO 32000-1 9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from layout.press.fontmetrics import EM, PageFont, Sign, decimal
from layout.press.fontobjects import upright_label, utf16
from layout.press.objects import points
from layout.press.state import State, is_black
from layout.scene import GlyphRun, Line, Turn

NOISE: Final = 3 * EM // 5
"""How far a glyph may stand from its place before it is moved: 0.6 thousandths of a point, times `EM`.

The scene rounds places to 1; without this each rounding would be written out.
"""

_MATRICES: Final[Mapping[Turn, str]] = {"level": "1 0 0 1", "upright": "1 0 0 1", "sideways": "0 -1 1 0"}
"""How the turns lie: sideways glyphs are turned clockwise, so that their line runs downward."""


def line_shown(
    line: Line, runs: Sequence[GlyphRun], state: State, fonts: Mapping[str, PageFont]
) -> list[str]:
    """The operators that show a line in `runs`, its text first, then its annotations; none where there is no run.

    Two things are told to poppler by marks (ISO 32000-1 14.9.4, ActualText), which else reads the lines of a vertical
    page in another order. It gathers apart what stands level and what is turned: a vertical line that is not upright
    throughout is marked with its text. It takes annotations for lines of their own: they are marked as no text (pdfium
    reads them for all that, behind the text of their line).
    """
    if not runs:
        return []
    out = ["BT"]
    own = [run for run in runs if not run.annotation]
    mixed = line.vertical and any((run.turn, run.x) != ("upright", line.x) for run in own)
    if mixed and (text := line.text):
        out.append(_mark(text))
        for run in own:
            out += _run_shown(run, state, fonts, marked=True)
        if own[-1].turn == "level":
            out += _downward(own, state, fonts)
        out.append("EMC")
    else:
        for run in own:
            out += _run_shown(run, state, fonts)
    for run in runs:
        if run.annotation:
            out += [_mark(""), *_run_shown(run, state, fonts, marked=True), "EMC"]
    out.append("ET")
    return out


def _downward(runs: Sequence[GlyphRun], state: State, fonts: Mapping[str, PageFont]) -> list[str]:
    """What makes a mark end in a state of text that runs downward: poppler takes all of it to stand so."""
    last = runs[-1]
    model = next((run for run in runs if run.turn == "upright"), None)
    if model is None:
        return [f"{_MATRICES['sideways']} {state.place(*last.origin)} Tm"]
    # It looks at the font when text is shown: an empty string is enough.
    return [*_font(model, state, fonts), f"{_MATRICES['upright']} {state.place(*last.origin)} Tm", "[] TJ"]


def _font(run: GlyphRun, state: State, fonts: Mapping[str, PageFont]) -> list[str]:
    """What makes the next text of the run's font: nothing where it is so already."""
    font, upright = fonts[run.face], run.turn == "upright"
    if (run.face, upright, run.size) == state.font:
        return []
    state.font = (run.face, upright, run.size)
    return [f"/{upright_label(font.label) if upright else font.label} {points(run.size)} Tf"]


def _mark(text: str) -> str:
    """The operator that begins a mark around what reads as `text`."""
    return f"/Span <</ActualText <FEFF{utf16(text)}>>> BDC"


def _run_shown(
    run: GlyphRun, state: State, fonts: Mapping[str, PageFont], *, marked: bool = False
) -> list[str]:
    font = fonts[run.face]
    codes = font.codes
    if run.turn == "upright":
        signs = set(zip(run.glyphs, run.texts, strict=True))
        codes = {sign: (font.codes[sign][0], font.hanging[sign].advance) for sign in signs}
    return [
        *state.fills(run.ink, is_black(run.ink)),
        *_font(run, state, fonts),
        f"{_MATRICES[run.turn]} {state.place(*run.origin)} Tm",
        shown(run, codes, marked=marked),
    ]


def shown(run: GlyphRun, codes: Mapping[Sign, tuple[str, int]], *, marked: bool = False) -> str:
    """One `TJ` for a run: its codes, and a number wherever the next glyph stands elsewhere than the pen.

    `codes` has each sign's code and how far it moves the pen along the run. The pen is followed as the reader of the
    file follows it, in the numbers that are written, so that roundings do not add up along a line: every glyph stands
    within 0.001 pt of its place. What is `marked` with its text already gets no marks of its own.
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
    if "" in run.texts and not marked:
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
            pieces[index] = f"{move}>] TJ {_mark(text)} [<{code}"
            marked = True
        elif marked and not text and not goes_on:
            pieces[index] += ">] TJ EMC [<"
            marked = False
    return f"[<{''.join(pieces)}>] TJ ".replace("[<>] TJ ", "").rstrip()
