"""The pieces of a set line -> the operators that show them (ISO 32000-1 9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from layout.press.file.numbers import hundredths, points
from layout.press.fonts.metrics import EM, FontCodes, Sign
from layout.press.fonts.objects import upright_label, utf16
from layout.press.state import PaintState
from layout.press.text.parting import TextPiece
from layout.scene import GlyphRun, Turn

NOISE: Final = 3 * EM // 5
"""How far a glyph may be from its place before it is moved: 0.6 thousandths of a point, times `EM`.

The scene rounds places to 1; without this each rounding would be written out.
"""

_MATRICES: Final[Mapping[Turn, str]] = {
    "level": "{width} 0 0 {height}",
    "upright": "{width} 0 0 {height}",
    "sideways": "0 -{height} {width} 0",
}
"""How the turns lie: sideways glyphs are turned clockwise, so that their line runs downward. Glyphs are drawn so wide
and high on the page.
"""


def show_pieces(pieces: Sequence[TextPiece], state: PaintState, fonts: Mapping[str, FontCodes]) -> list[str]:
    """The operators that show a line's pieces in their order; none where there is no piece."""
    if not pieces:
        return []
    out = ["BT"]
    for piece in pieces:
        if piece.mark is not None:
            out.append(_mark(piece.mark))
        for run in piece.runs:
            out += _show_run_from(run, state, fonts, marked=piece.mark is not None)
        if piece.downward:
            out += _downward(piece.runs[-1], state, fonts)
        if piece.mark is not None:
            out.append("EMC")
    out.append("ET")
    return out


def _mark(text: str) -> str:
    """The operator that begins a mark around what reads as `text` (ISO 32000-1 14.9.4)."""
    return f"/Span <</ActualText <FEFF{utf16(text)}>>> BDC"


def _downward(run: GlyphRun, state: PaintState, fonts: Mapping[str, FontCodes]) -> list[str]:
    """What ends a mark in a state of text that runs downward: poppler takes all of the mark to run so.

    It looks at the font when text is shown: an empty string is enough.
    """
    upright = replace(run, turn="upright")
    return [*_font(upright, state, fonts), f"{_matrix(upright)} {state.place(*run.origin)} Tm", "[] TJ"]


def _matrix(run: GlyphRun) -> str:
    """The first four numbers of the text matrix that draws a run (ISO 32000-1 9.4.2)."""
    return _MATRICES[run.turn].format(width=f"{run.condensed / 1000:g}", height=f"{run.flattened / 1000:g}")


def _font(run: GlyphRun, state: PaintState, fonts: Mapping[str, FontCodes]) -> list[str]:
    """What makes the next text of the run's font: nothing where it is so already."""
    font, upright = fonts[run.face], run.turn == "upright"
    if (run.face, upright, run.size) == state.font:
        return []
    state.font = (run.face, upright, run.size)
    return [f"/{upright_label(font.label) if upright else font.label} {points(run.size)} Tf"]


def _show_run_from(
    run: GlyphRun, state: PaintState, fonts: Mapping[str, FontCodes], *, marked: bool = False
) -> list[str]:
    font = fonts[run.face]
    codes = font.down if run.turn == "upright" else font.codes
    matrix, origin = _matrix(run), state.place(*run.origin)
    drawn = run.condensed if run.turn == "level" else run.flattened
    if drawn != 1000:
        # The matrix makes glyphs and the distances between them smaller: their numbers are those without it.
        start = run.xs[0]
        run = replace(run, xs=tuple(start + (x - start) * 1000 // drawn for x in run.xs))
    return [
        *state.fills(run.ink, state.overprints(run.ink)),
        *_font(run, state, fonts),
        f"{matrix} {origin} Tm",
        show_run(run, codes, marked=marked),
    ]


def show_run(run: GlyphRun, codes: Mapping[Sign, tuple[str, int]], *, marked: bool = False) -> str:
    """One `TJ` for a run: its codes, and a number wherever the next glyph is not at the pen.

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
            code = f">{hundredths(sign_of_back * back)}<{code}"
            pen -= back
        pieces.append(code)
        pen += width
    if "" in run.texts and not marked:
        return _with_clusters(pieces, run.texts)
    return f"[<{''.join(pieces)}>] TJ"


def _with_clusters(pieces: list[str], texts: Sequence[str]) -> str:
    """The same for a run in which several glyphs have one text: a mark around them says it.

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
