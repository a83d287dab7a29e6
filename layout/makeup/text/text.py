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
    """What a line of the scene takes from its block rather than from the setter; how the setter ran it, and how wide
    its level glyphs are drawn, in thousandths.
    """

    role: str
    inks: Mapping[int, Ink]
    copy: Copy | None
    vertical: bool = False
    condensed: int = 1000


def place_line(line: SetLine, x: Mpt, baseline: Mpt, look: Look) -> Line:
    """A set line at its place: x along it, `baseline` (a vertical line's axis) across."""
    span = None if look.copy is None else Span(look.copy.story, look.copy.part, line.start, line.end)
    if look.condensed != 1000:
        line = _narrower(line, look.condensed)
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
        condensed=look.condensed * run.condensed // 1000,
    )


def _narrower(line: SetLine, thousandths: int) -> SetLine:
    """A line with all its places so much nearer to its start."""

    def scaled(length: Mpt) -> Mpt:
        return length * thousandths // 1000

    runs = tuple(replace(run, xs=tuple(map(scaled, run.xs)), along=scaled(run.along)) for run in line.runs)
    strokes = tuple(
        replace(stroke, start=scaled(stroke.start), end=scaled(stroke.end)) for stroke in line.strokes
    )
    return replace(line, measure=scaled(line.measure), width=scaled(line.width), runs=runs, strokes=strokes)


def _place_stroke(stroke: SideStroke, line: SetLine, at: tuple[Mpt, Mpt], look: Look) -> Rule | Wave:
    """A line beside text: as heavy as the strokes of its type, and its waves as long."""
    em = max((run.size for run in line.runs if run.key == stroke.key and not run.annotation), default=0)
    x, y = at[0], at[1] - stroke.rise
    start, end, width, ink = x + stroke.start, x + stroke.end, round(em * STROKE_EM), look.inks[stroke.key]
    if stroke.kind == "proper":
        return Rule(start, y, end, y, width, ink)
    return Wave(start, y, end, y, width, ink, round(em * WAVE_EM), round(em * SWING_EM))


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
    if isinstance(words, Wording):
        if words.inlines:
            return _set_inlines(tuple(inlines_of(words.inlines, dress)), style)
        words = words.text
    return set_text(words, dress.font, style, VERY_WIDE)


@remember(256)
def _set_inlines(inlines: tuple[Inline, ...], style: ParagraphStyle) -> SetParagraph:
    """Marked text on one line; like `set_text` it is asked for its width before it is placed."""
    return set_paragraph(inlines, style, VERY_WIDE)
