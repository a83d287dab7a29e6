"""A set line of large type -> the same with its ink, and not the boxes of its characters, at its edges."""

from __future__ import annotations

from dataclasses import replace

from layout.plan.profile import Profile
from layout.typeset.lines import SetLine, SetRun

USUAL_BEARING = 400
"""The white that body type has at a line's edge, in thousandths of a point: a head's ink stands as far inside."""


MOST_EM = 0.125
"""The most of an em that goes at an edge: 一 at the top of a vertical head stands nearly where its em box has it."""


def trim_to_ink(line: SetLine, profile: Profile, *, vertical: bool) -> SetLine:
    """The line moved, and its width taken, so that ink begins and ends at the measure's edges: at each end where its
    type is large enough for the profile. An opening mark or 一 at 60 points would stand 2 to 4 points inside.
    """
    runs = [run for run in line.runs if run.glyphs and not run.annotation]
    if profile.optical_pt is None or not runs:
        return line
    least = profile.optical_pt * 1000
    start = _ink(runs[0], 0, vertical=vertical) if runs[0].size >= least else None
    end = _ink(runs[-1], -1, vertical=vertical) if runs[-1].size >= least else None
    width = line.width
    if end is not None:
        width = max(end[1] + USUAL_BEARING, width - round(MOST_EM * runs[-1].size))
    by = 0 if start is None else max(USUAL_BEARING - start[0], -round(MOST_EM * runs[0].size))
    return replace(line, width=width).moved(by, vertical=vertical)


def _ink(run: SetRun, at: int, *, vertical: bool) -> tuple[int, int] | None:
    """Where the ink of one glyph of a run begins and ends along the line; None if it stands beside others in one em."""
    if vertical and run.turn == "level":
        return None
    face, glyph = run.face, run.glyphs[at]
    ink = face.ink(glyph)
    start, end = ink.x_min, ink.x_max
    if run.turn == "upright":
        top = face.upright_origin(glyph)[1]
        start, end = top - ink.y_max, top - ink.y_min
    if start == end:
        return None
    origin, upem = run.xs[at], face.upem
    size = run.size * (run.condensed if run.turn == "level" else run.flattened) // 1000
    return origin + start * size // upem, origin + end * size // upem
