"""A page of the scene -> the operators that paint it, in the scene's order (ISO 32000-1 8 and 9).

Every colour is four process inks (`k`, `K`). Black text and black rules overprint, so that no white shows
around them when the plates do not meet; everything else knocks out what lies beneath.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layout.press.fontmetrics import PageFont
from layout.press.marking import Marking, sequences
from layout.press.objects import points
from layout.press.ornament import has_beside
from layout.press.parting import parted, showings
from layout.press.showing import line_shown
from layout.press.state import State, is_black
from layout.press.structure import Mark, Stretch
from layout.press.waves import wave_curves
from layout.scene import Box, Line, Mpt, Page, Picture, Rule, Wave


@dataclass(frozen=True, slots=True)
class PageResources:
    """What the operators of a page may name: fonts by the face's id, pictures by the scene's value."""

    fonts: Mapping[str, PageFont]
    pictures: Mapping[Picture, str]


@dataclass(frozen=True, slots=True)
class PageContent:
    """The operators of a page, and what each of their MCIDs marks, by its number."""

    data: bytes
    marks: tuple[Mark, ...]


def page_content(
    page: Page, stretches: Sequence[Stretch], bleed: Mpt, resources: PageResources
) -> PageContent:
    """The operators of a whole page, on media that is larger than the trim by `bleed` on every side.

    `stretches` have all of the page's items; each is marked as what it is. Raises KeyError for a face, a sign or a
    picture that `resources` has not.
    """
    state = State(bleed, bleed + page.height)
    lines = [[item for item in stretch.items if isinstance(item, Line)] for stretch in stretches]
    texts = iter(parted([one for own in lines for one in showings(own)], resources.fonts))
    out: list[str] = []
    marking = Marking(out)
    for stretch, own in zip(stretches, lines, strict=True):
        for item in stretch.items:
            if isinstance(item, Line):
                for pieces in sequences(next(texts)):
                    marking.begin(stretch)
                    out += line_shown(pieces, state, resources.fonts)
                    if pieces[-1].mark is not None:
                        marking.end()
                if not item.marks:
                    continue
            marking.begin(stretch)
            match item:
                case Line(marks=marks):
                    for mark in marks:
                        out += _stroke(mark, state)
                case Box():
                    out += _box(item, state)
                case Rule():
                    out += _stroke(item, state)
                case Picture():
                    out += _picture(item, state, resources.pictures[item])
        for _ in filter(has_beside, own):
            marking.begin(stretch, beside=True)
            out += line_shown(next(texts), state, resources.fonts)
        marking.end()
    return PageContent("\n".join(out).encode("ascii"), tuple(marking.marks))


def _box(box: Box, state: State) -> list[str]:
    rect = box.rect
    corner = state.place(rect.x, rect.bottom)
    outline = f"{corner} {points(rect.width)} {points(rect.height)} re"
    out: list[str] = []
    if box.fill is not None:
        out += [*state.fills(box.fill, overprint=False), outline, "f"]
    if box.stroke is not None and box.stroke_width > 0:
        out += [*state.strokes(box.stroke, box.stroke_width, is_black(box.stroke)), outline, "S"]
    return out


def _stroke(stroke: Rule | Wave, state: State) -> list[str]:
    out = [
        *state.strokes(stroke.ink, stroke.width, is_black(stroke.ink)),
        f"{state.place(stroke.x1, stroke.y1)} m",
    ]
    if isinstance(stroke, Wave):
        out += [f"{' '.join(state.place(*point) for point in curve)} c" for curve in wave_curves(stroke)]
    else:
        out.append(f"{state.place(stroke.x2, stroke.y2)} l")
    return [*out, "S"]


def _picture(picture: Picture, state: State, label: str) -> list[str]:
    rect = picture.rect
    matrix = f"{points(rect.width)} 0 0 {points(rect.height)} {state.place(rect.x, rect.bottom)} cm"
    # A picture that overprints would show what lies beneath it through its white.
    return [*state.prints(overprint=False), "q", matrix, f"/{label} Do", "Q"]
