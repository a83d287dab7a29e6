"""Set lines -> lines of the scene: where each stands on the page, in which ink, and which copy it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fonts.face import Face
from fonts.remembered import remember
from layout.makeup.text.inlines import inlines_of
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.style import Align
from layout.scene import FaceRef, GlyphRun, Ink, Line, Mpt, Rule, Span, Wave
from layout.typeset import (
    Inline,
    ParagraphStyle,
    SetLine,
    SetParagraph,
    SetRun,
    SideStroke,
    set_paragraph,
    set_text,
    trim_to_ink,
)

VERY_WIDE = 10**12
"""A measure that no line of type reaches (2,000 characters of 1,000 pt are 2 · 10⁹), for a line's natural width."""

STROKE_EM, WAVE_EM, SWING_EM = 0.05, 0.4, 0.06
"""Weight of a line beside text; the length of a wave, and how far it swings to either side: in ems of the text."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy a set text is: a part of a story (or photo)."""

    story: str
    part: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a line of the scene takes from its block rather than from the setter; and how the setter ran it."""

    role: str
    inks: Mapping[int, Ink]
    copy: Copy | None
    vertical: bool = False


def place_line(line: SetLine, x: Mpt, baseline: Mpt, look: Look) -> Line:
    """A set line at its place: x along it, `baseline` (a vertical line's axis) across."""
    span = None if look.copy is None else Span(look.copy.story, look.copy.part, line.start, line.end)
    return Line(
        role=look.role,
        x=x,
        baseline=baseline,
        measure=line.measure,
        width=line.width,
        justified=line.justified,
        step=line.step,
        span=span,
        runs=tuple(_place_run(run, x, baseline, look) for run in line.runs),
        marks=tuple(_place_stroke(stroke, line, (x, baseline), look) for stroke in line.strokes),
        vertical=look.vertical,
    )


def _place_run(run: SetRun, x: Mpt, baseline: Mpt, look: Look) -> GlyphRun:
    across = look.vertical and run.turn == "level"
    origin = 0 if across else run.xs[0]
    return GlyphRun(
        face=run.face.id,
        size=run.size,
        ink=look.inks[run.key],
        x=x + (run.along if across else origin),
        baseline=baseline - run.rise,
        glyphs=run.glyphs,
        xs=tuple(position - origin for position in run.xs) if origin else run.xs,
        texts=run.texts,
        turn=run.turn,
        annotation=run.annotation,
        condensed=run.condensed,
        flattened=run.flattened,
    )


def _place_stroke(stroke: SideStroke, line: SetLine, at: tuple[Mpt, Mpt], look: Look) -> Rule | Wave:
    """A line beside text: as heavy as the strokes of its type, and its waves as long."""
    own = [run for run in line.runs if run.key == stroke.key and not run.annotation]
    wide = max((run.size * run.condensed // 1000 for run in own), default=0)
    high = max((run.size * run.flattened // 1000 for run in own), default=0)
    em, depth = (high, wide) if look.vertical else (wide, high)
    x, y = at[0], at[1] - stroke.rise
    start, end, width, ink = x + stroke.start, x + stroke.end, round(depth * STROKE_EM), look.inks[stroke.key]
    if stroke.kind == "proper":
        return Rule(start, y, end, y, width, ink)
    return Wave(start, y, end, y, width, ink, round(em * WAVE_EM), round(depth * SWING_EM))


def face_ref(face: Face) -> FaceRef:
    """How a scene names a face."""
    return FaceRef(face.id, face.file, face.sha256, face.index, face.axes)


def set_one_line(words: str | Wording, dress: Dress, measure: Mpt, align: Align | None = None) -> SetLine:
    """A text on one line, aligned in its measure; it says `overfull` in its step if it is too long."""
    line = set_natural_line(words, dress).lines[0]
    free = measure - line.width
    if free < 0:
        return replace(line, measure=measure, step="overfull")
    chosen = align or dress.style.align
    offset = {"justify": 0, "start": 0, "center": free // 2, "end": free}[chosen]
    return replace(line.moved(offset, vertical=dress.vertical), measure=measure)


def natural_width(words: str | Wording, dress: Dress) -> Mpt:
    """The width of a text set on one line."""
    text = words if isinstance(words, str) else words.text
    return set_natural_line(words, dress).lines[0].width if text else 0


def set_natural_line(words: str | Wording, dress: Dress) -> SetParagraph:
    """A text on one line as long as it is."""
    style = replace(dress.paragraph, align="start", indent=0)
    if isinstance(words, Wording) and words.inlines:
        found = _set_inlines(tuple(inlines_of(words.inlines, dress)), style)
    else:
        text = words.text if isinstance(words, Wording) else words
        found = set_text(text, dress.font, style, VERY_WIDE)
    profile = style.profile
    if profile.optical_pt is None or dress.font.size < profile.optical_pt * 1000:
        return found
    lines = tuple(trim_to_ink(line, profile, vertical=dress.vertical) for line in found.lines)
    return replace(found, lines=lines)


@remember(256)
def _set_inlines(inlines: tuple[Inline, ...], style: ParagraphStyle) -> SetParagraph:
    """Marked text on one line; like `set_text` it is asked for its width before it is placed."""
    return set_paragraph(inlines, style, VERY_WIDE)
