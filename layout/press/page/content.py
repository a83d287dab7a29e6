"""A page of the scene -> the operators that paint it, in the scene's order (ISO 32000-1 8 and 9).

Every colour is four process inks (`k`, `K`). Black text and black rules overprint, so that no white shows
around them when the plates do not meet; everything else, and black on a picture, knocks out what lies beneath.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never

from layout.press.adverts.placed import PlacedForm
from layout.press.file.numbers import points
from layout.press.fonts.metrics import FontCodes
from layout.press.page.marks import HAIRLINE, REGISTRATION, PressMark, Target, marks_of
from layout.press.state import PaintState
from layout.press.tags.elements import Mark
from layout.press.tags.marking import Marking, part_sequences
from layout.press.tags.structure import Stretch
from layout.press.text.parting import part_showings, showings
from layout.press.text.readable import has_beside
from layout.press.text.showing import show_pieces
from layout.scene import Advert, Box, Item, Line, Mpt, Page, Picture, Rule, Wave
from layout.scene.condition import Condition
from layout.scene.patterns import pattern_items

CurvePoint = tuple[Mpt, Mpt]

_HANDLE: Final = 212
"""How far a half wave's handles are from its ends along the axis, in thousandths of the whole wave's length.

With handles at 4/3 of the height its middle reaches the height, and at (4/3) / 2π of the length it leaves the axis as
a sine does.
"""

_SHORTEST: Final[Mpt] = 100
"""A half wave is never shorter, whatever the scene says: a tenth of a point is no wave on paper."""


@dataclass(frozen=True, slots=True)
class PageResources:
    """What the operators of a page may name: fonts by the face's id, pictures and adverts by the scene's value, spot
    inks by name.
    """

    fonts: Mapping[str, FontCodes]
    pictures: Mapping[Picture, str]
    spots: Mapping[str, str]
    adverts: Mapping[Advert, PlacedForm] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageContent:
    """The operators of a page, and what each of their MCIDs marks, by its number."""

    data: bytes
    marks: tuple[Mark, ...]


def page_content(
    page: Page, stretches: Sequence[Stretch], condition: Condition, resources: PageResources
) -> PageContent:
    """The operators of a whole page, on media that is larger than the trim by bleed and margin on every side.

    `stretches` have all of the page's items; each is marked as what it is. Raises KeyError for a face, a sign, a
    picture, an advert or a spot ink that `resources` has not.
    """
    around = condition.bleed + condition.margin
    state = PaintState(around, around + page.height, resources.spots)
    lines = [[item for item in stretch.items if isinstance(item, Line)] for stretch in stretches]
    texts = iter(part_showings([showing for own in lines for showing in showings(own)], resources.fonts))
    on_picture = {id(item) for region in page.regions for item in region.on_picture}
    out: list[str] = []
    marking = Marking(out)
    for stretch, own in zip(stretches, lines, strict=True):
        for item in stretch.items:
            state.on_picture = id(item) in on_picture
            if isinstance(item, Line):
                for pieces in part_sequences(next(texts)):
                    marking.begin(stretch)
                    out += show_pieces(pieces, state, resources.fonts)
                    if pieces[-1].mark is not None:
                        marking.end()
                if not item.marks:
                    continue
            marking.begin(stretch)
            out += _paint(item, state, resources)
        for line in filter(has_beside, own):
            state.on_picture = id(line) in on_picture
            marking.begin(stretch, beside=True)
            out += show_pieces(next(texts), state, resources.fonts)
        marking.end()
    state.on_picture = False
    if marks := [line for mark in marks_of(page, condition) for line in _paint(mark, state, resources)]:
        out += ["/Artifact BMC", *marks, "EMC"]
    return PageContent("\n".join(out).encode("ascii"), tuple(marking.marks))


def _paint(item: Item | PressMark, state: PaintState, resources: PageResources) -> list[str]:
    """The operators of one item, of a line those of its marks."""
    match item:
        case Line():
            return [operator for mark in item.marks for operator in _stroke(mark, state)]
        case Box():
            return _box(item, state)
        case Rule() | Wave():
            return _stroke(item, state)
        case Picture():
            return _picture(item, state, resources.pictures[item])
        case Advert():
            return _advert(item, state, resources.adverts[item])
        case Target():
            cross = [operator for rule in item.cross for operator in _stroke(rule, state)]
            return [*cross, *_circle(item, state)]
        case _:
            assert_never(item)


def _circle(target: Target, state: PaintState) -> list[str]:
    x, y, r = target.x, target.y, target.radius
    # Four Bézier quarters; their handles are (4/3)·tan(π/8) of the radius long.
    h = round(r * 0.552285)
    curves = (
        ((x + r, y + h), (x + h, y + r), (x, y + r)),
        ((x - h, y + r), (x - r, y + h), (x - r, y)),
        ((x - r, y - h), (x - h, y - r), (x, y - r)),
        ((x + h, y - r), (x + r, y - h), (x + r, y)),
    )
    drawn = [f"{' '.join(state.place(*point) for point in curve)} c" for curve in curves]
    return [*state.strokes(REGISTRATION, HAIRLINE, False), f"{state.place(x + r, y)} m", *drawn, "s"]


def _box(box: Box, state: PaintState) -> list[str]:
    outline = state.outline(box.rect)
    out: list[str] = []
    if box.fill is not None:
        out += [*state.fills(box.fill, overprint=False), outline, "f"]
    for item in pattern_items(box):
        out += _box(item, state) if isinstance(item, Box) else _stroke(item, state)
    if box.stroke is not None and box.stroke_width > 0:
        out += [*state.strokes(box.stroke, box.stroke_width, state.overprints(box.stroke)), outline, "S"]
    return out


def _stroke(stroke: Rule | Wave, state: PaintState) -> list[str]:
    out = [
        *state.strokes(stroke.ink, stroke.width, state.overprints(stroke.ink)),
        f"{state.place(stroke.x1, stroke.y1)} m",
    ]
    if isinstance(stroke, Wave):
        out += [f"{' '.join(state.place(*point) for point in curve)} c" for curve in _wave_curves(stroke)]
    else:
        out.append(f"{state.place(stroke.x2, stroke.y2)} l")
    return [*out, "S"]


def _wave_curves(wave: Wave) -> list[tuple[CurvePoint, CurvePoint, CurvePoint]]:
    """The curves from the wave's first point to its second, each a half wave: its two handles and its end.

    The number of half waves is the one that comes nearest to the length that is asked for, and never none: the line
    ends on its axis. The first swings upward, or to the left of an upright one.
    """
    dx, dy = wave.x2 - wave.x1, wave.y2 - wave.y1
    level = abs(dx) >= abs(dy)
    long = max(abs(dx), abs(dy))
    half = max(wave.length // 2, _SHORTEST)
    count = max(1, (2 * long + half) // (2 * half))

    def point(thousandths: int, swing: Mpt = 0) -> CurvePoint:
        x, y = (start + way * thousandths // (1000 * count) for start, way in ((wave.x1, dx), (wave.y1, dy)))
        return (x, y + swing) if level else (x + swing, y)

    curves = []
    for number in range(count):
        swing = (-1 if number % 2 == 0 else 1) * wave.height * 4 // 3
        start, end = 1000 * number, 1000 * (number + 1)
        curves.append((point(start + 2 * _HANDLE, swing), point(end - 2 * _HANDLE, swing), point(end)))
    return curves


def _picture(picture: Picture, state: PaintState, label: str) -> list[str]:
    rect = picture.rect
    matrix = f"{points(rect.width)} 0 0 {points(rect.height)} {state.place(rect.x, rect.bottom)} cm"
    outline = [f"{state.place(*point)} {'l' if at else 'm'}" for at, point in enumerate(picture.outline)]
    # Inside of its outline alone (ISO 32000-1 8.5.4).
    clip = [*outline, "h W n"] if outline else []
    # A picture that overprints would show what lies beneath it through its white.
    return [*state.prints(overprint=False), "q", *clip, matrix, f"/{label} Do", "Q"]


def _advert(advert: Advert, state: PaintState, form: PlacedForm) -> list[str]:
    rect = advert.rect
    corner = state.left + rect.x, state.top - rect.bottom
    # What a form finds set is its own page's first state; what it sets ends with it.
    return [*state.prints(overprint=False), *form.shown(corner, (rect.width, rect.height))]
