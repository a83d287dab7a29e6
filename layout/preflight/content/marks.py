"""What a page paints, as values in the order of painting: text, fills, strokes, images, shadings.

Lengths are points of the page (UserUnit applied), sizes and widths are those after all matrices.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal

from content.pdf.geometry import PageBox, common
from layout.preflight.content.colour import BLACK, ColourSpace, ColourValue
from layout.preflight.fonts.codes import ContentFont
from layout.preflight.pageboxes import PageBoxes
from layout.preflight.tags.stories import Owner

INVISIBLE: Final = 3
"""The mode of rendering that paints nothing; 1 and 5 stroke, 2 and 6 do both (ISO 32000-1 table 106)."""

Inking = tuple[tuple[ColourValue, bool], ...]
"""The colours that a mark is painted with, each with whether it overprints as far as OP and op go."""


@dataclass(frozen=True, slots=True)
class Paint:
    """With what is painted: the colours, whether they overprint (OP, op, OPM), and what is transparent about it."""

    fill: ColourValue = BLACK
    stroke: ColourValue = BLACK
    fill_overprint: bool = False
    stroke_overprint: bool = False
    mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: int = 0
    """The number of the object that a soft mask is made of, -1 for a broken one; 0 for no mask."""

    @property
    def filling(self) -> Inking:
        return ((self.fill, self.fill_overprint),)

    @property
    def stroking(self) -> Inking:
        return ((self.stroke, self.stroke_overprint),)


@dataclass(frozen=True, slots=True)
class GraphicsObject:
    """What every mark has. `box` is what it covers, `seen` what of this its clipping leaves, None for nothing.

    `inside` names the forms and patterns around it, from the page inward.
    """

    paint: Paint
    box: PageBox
    seen: PageBox | None
    owner: Owner | None
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaintedText(GraphicsObject):
    """Text of one operator. `size` is the height of an em. `line_width` is that of a stroked outline."""

    font: ContentFont
    codes: tuple[int, ...]
    size: float
    rendering: int
    line_width: float

    @property
    def text(self) -> str:
        return self.font.text(self.codes)

    @property
    def is_filled(self) -> bool:
        return self.rendering in {0, 2, 4, 6}

    @property
    def is_stroked(self) -> bool:
        return self.rendering in {1, 2, 5, 6}

    @property
    def colours(self) -> Inking:
        return self.paint.filling * self.is_filled + self.paint.stroking * self.is_stroked


@dataclass(frozen=True, slots=True)
class FilledPath(GraphicsObject):
    """A filled path. `area` is its own, at most that of its box. `thickness` is how thin the thinnest straight box
    in it is, and `length` how long that is; None where there is no such box.
    """

    area: float
    thickness: float | None
    length: float

    @property
    def colours(self) -> Inking:
        return self.paint.filling


@dataclass(frozen=True, slots=True)
class StrokedPath(GraphicsObject):
    """A stroked path. `line_width` is the least that the pen is wide on the page; 0 for the thinnest of the device."""

    line_width: float

    @property
    def colours(self) -> Inking:
        return self.paint.stroking


@dataclass(frozen=True, slots=True)
class Raster:
    """An image as its dictionary describes it. `space` is None for a mask, and for JPX that brings its own.

    `source` is the stream, or pikepdf's inline image.
    """

    width: int
    height: int
    bits: int
    space: ColourSpace | None
    is_mask: bool
    filters: tuple[str, ...]
    decode: tuple[float, ...]
    intent: str
    interpolate: bool
    soft_mask: bool
    alternates: bool
    source: Any = field(compare=False, repr=False)
    number: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class PlacedImage(GraphicsObject):
    """A placed image: `across` and `down` are its sides on the page. `skewed` sides are not at a right angle."""

    name: str
    raster: Raster
    across: float
    down: float
    skewed: bool
    mirrored: bool

    @property
    def colours(self) -> Inking:
        """Those of a mask alone: the others are in the pixels."""
        return self.paint.filling * self.raster.is_mask

    @property
    def ppi(self) -> tuple[float, float]:
        """Pixels to the inch, across and down; 0 for a side without length."""
        return (
            self.raster.width * 72 / self.across if self.across > 0 else 0.0,
            self.raster.height * 72 / self.down if self.down > 0 else 0.0,
        )


@dataclass(frozen=True, slots=True)
class PaintedShading(GraphicsObject):
    """A shading: `ends` are the colours at the ends of its functions, as far as these can be read."""

    name: str
    space: ColourSpace
    ends: tuple[ColourValue, ...]

    @property
    def colours(self) -> Inking:
        return tuple((colour, self.paint.fill_overprint) for colour in self.ends)


PaintedObject = PaintedText | FilledPath | StrokedPath | PlacedImage | PaintedShading


def is_to_overprint(mark: PaintedObject) -> bool:
    """Whether a mark is to overprint, as far as OP and op go."""
    if isinstance(mark, PlacedImage | PaintedShading):
        return mark.paint.fill_overprint
    return any(overprint for _, overprint in mark.colours)


NoteKind = Literal[
    "bad-operand",
    "bad-operator",
    "black-generation",
    "damaged",
    "default-space",
    "flatness",
    "group",
    "halftone",
    "intent",
    "layer",
    "loop",
    "opi",
    "plain-group",
    "postscript",
    "reference",
    "too-much",
    "transfer",
    "unbalanced",
    "undefined",
]


@dataclass(frozen=True, slots=True)
class ContentNote:
    """What a page's content says that paints nothing itself. `what` is a whole sentence.

    `box` is that of the form or the image that it is said in, None for the page itself. `number` is that of the object
    that it is said of, 0 for none.
    """

    kind: NoteKind
    what: str
    thing: str = ""
    owner: Owner | None = None
    box: PageBox | None = None
    number: int = 0


@dataclass(frozen=True)
class PageMarks:
    """All that one page paints. `index` counts from 0. `masks` are what soft masks are made of: it is not printed
    itself.
    """

    index: int
    sheet: PageBoxes
    marks: tuple[PaintedObject, ...]
    masks: tuple[PaintedObject, ...]
    notes: tuple[ContentNote, ...]
    stories: dict[Owner, str] = field(default_factory=dict)

    @cached_property
    def on_page(self) -> tuple[PaintedObject, ...]:
        """The marks of which something is seen inside the bleed: what is printed and not cut away at once."""
        return tuple(mark for mark in self.marks if inside(mark, self.sheet.bleed))


def inside(mark: GraphicsObject, area: PageBox) -> bool:
    """Whether something of the mark is seen in the area; a mark that only touches its edge is not."""
    if mark.seen is None or (shared := common(mark.seen, area)) is None:
        return False
    return (shared.width > 0 or mark.seen.width == 0) and (shared.height > 0 or mark.seen.height == 0)
