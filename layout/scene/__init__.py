"""The set page as plain values: what stands where. Made by make-up, read by every output.

Lengths are integers of thousandths of a point (`Mpt`), so that sums don't drift and a scene compares
exactly. The origin is the top left corner of the trim; x grows to the right, y downward.

Beside the values lie what is written of a scene and read back without loss (`tojson`, `fromjson`, `astext`), where
its characters and its ink are (`places`, `lineink`, `regionink`), and what is proved of it (`copyproof`, `roomproof`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from layout.scene.condition import Condition
from layout.scene.geometry import Mpt as Mpt
from layout.scene.geometry import PageSide as PageSide
from layout.scene.geometry import Rect as Rect
from layout.scene.inks import Ink as Ink
from layout.scene.inks import spot_ink as spot_ink

Turn = Literal["level", "upright", "sideways"]

FORMAT = "duikai-scene-1"

AFTER_HEADLINE: Final = ("deck", "summary", "byline")
"""The tiers of a head that follow its headline: they may have a measure of their own (袖見出し)."""

HEAD_ROLES: Final = frozenset(("kicker", "headline", *AFTER_HEADLINE))
"""The roles of the lines of a story's head."""

CAPTION_ROLES: Final = ("caption", "credit", "stand_in")
"""The roles of the lines of a photo's caption, in reading order."""


@dataclass(frozen=True, slots=True)
class FaceRef:
    """One face at one instance, named so that it can be found again on any machine: by the file's hash.

    `id` is what glyph runs name (`song-400-zh-Hans`); `file` is a bare file name; `axes` pins a variable
    font, e.g. (("wght", 400.0),), sorted by tag.
    """

    id: str
    file: str
    sha256: str
    index: int = 0
    axes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, size and ink on one baseline.

    `glyphs[i]` is a glyph id of the face, its place `xs[i]` behind the run's; `texts[i]` is what it stands for
    ("" for the later glyphs of a cluster). The three are equally long. `texts`, joined, is the run's text.
    How the glyphs stand is the run's `turn`: `level` ones have their horizontal origin at (`x + xs[i]`, `baseline`).
    In vertical lines `upright` ones have their vertical origin at (`x`, `baseline + xs[i]`), and `sideways` ones their
    horizontal origin there, turned clockwise by a right angle. An `annotation` (ruby, emphasis dots) is no part of
    the line's text. `condensed` is how wide glyphs are drawn on the page and `flattened` how high, in thousandths of
    what they are there in plain type of the size: 900 and 1000 are type of 90 × 100. Those that lie `sideways` are so
    too, on the page.
    """

    face: str
    size: Mpt
    ink: Ink
    x: Mpt
    baseline: Mpt
    glyphs: tuple[int, ...]
    xs: tuple[Mpt, ...]
    texts: tuple[str, ...]
    turn: Turn = "level"
    annotation: bool = False
    condensed: int = 1000
    flattened: int = 1000

    @property
    def em(self) -> Mpt:
        """How long an em is along the glyphs."""
        return self.size * (self.condensed if self.turn == "level" else self.flattened) // 1000

    @property
    def em_depth(self) -> Mpt:
        """How much room an em takes up across them."""
        return self.size * (self.flattened if self.turn == "level" else self.condensed) // 1000

    @property
    def origin(self) -> tuple[Mpt, Mpt]:
        """Where the first glyph's origin is on the page."""
        if self.turn == "level":
            return self.x + self.xs[0], self.baseline
        return self.x, self.baseline + self.xs[0]


@dataclass(frozen=True, slots=True)
class Span:
    """A range of copy: characters `start` to `end` (code points) of one part of one story.

    `part` is `headline`, `deck`, `body[0]` (the first paragraph, lead-in included), `caption`, …
    """

    story: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Stroke:
    x1: Mpt
    y1: Mpt
    x2: Mpt
    y2: Mpt
    width: Mpt
    ink: Ink

    @property
    def ends(self) -> tuple[Mpt, Mpt, Mpt, Mpt]:
        return self.x1, self.y1, self.x2, self.y2

    @property
    def reach(self) -> Rect:
        """From one end to the other, without its width."""
        return Rect(
            min(self.x1, self.x2), min(self.y1, self.y2), abs(self.x2 - self.x1), abs(self.y2 - self.y1)
        )


@dataclass(frozen=True, slots=True)
class Rule(_Stroke):
    """A straight line from (x1, y1) to (x2, y2)."""


@dataclass(frozen=True, slots=True)
class Wave(_Stroke):
    """A wavy line (书名号) along the straight one from (x1, y1) to (x2, y2), level or upright.

    It swings by `height` to either side; one whole wave is `length` long.
    """

    length: Mpt
    height: Mpt


@dataclass(frozen=True, slots=True)
class Line:
    """A set line of text. `x` and `measure` are the column's; `width` is what the line fills of it.

    `justified` lines fill the measure exactly. `step` names the adjustment step reached ("" for none).
    `span` is None for furniture (folio, nameplate), whose text is no story's. `marks` are the lines drawn beside its
    text. A `vertical` line runs downward: it begins at (`x`, `baseline`), `x` is the axis of its em boxes, and
    `measure` and `width` are heights.
    """

    role: str
    x: Mpt
    baseline: Mpt
    measure: Mpt
    width: Mpt
    justified: bool
    step: str
    span: Span | None
    runs: tuple[GlyphRun, ...]
    marks: tuple[Rule | Wave, ...] = ()
    vertical: bool = False

    @property
    def text(self) -> str:
        return "".join("".join(run.texts) for run in self.runs if not run.annotation)


PatternName = Literal["", "dots", "lines", "hatch", "check", "wave"]
"""What is drawn over a box's fill: small squares, level lines, rising ones, a chessboard, waves; or nothing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle filled, stroked (the stroke is centred on the edge), or both. A `pattern` (地紋) is drawn over
    the fill in repeats of about its pitch (`layout.scene.patterns`).
    """

    rect: Rect
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_width: Mpt = 0
    pattern: PatternName = ""
    pattern_ink: Ink | None = None
    pattern_pitch: Mpt = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A placed photo. `file` is relative to the edition's folder; `crop` is left, top, right, bottom in
    pixels of the upright picture (EXIF orientation applied) and has the proportion of `rect`. Of one with an `outline`,
    a polygon of points on the page, nothing is printed outside of it. `code` says that machines read it.
    """

    photo: str
    file: str
    sha256: str
    rect: Rect
    crop: tuple[int, int, int, int]
    alt: str
    outline: tuple[tuple[Mpt, Mpt], ...] = ()
    code: bool = False


@dataclass(frozen=True, slots=True)
class Advert:
    """A placed page of a PDF that came finished, an advertisement's. `file` is relative to the edition's folder.

    `box` is the part of that page that is shown (left, bottom, right, top), in units of the page's own coordinates,
    which its Rotate and UserUnit have not changed yet; turned by them it fills `rect`.
    """

    advert: str
    file: str
    sha256: str
    rect: Rect
    box: tuple[float, float, float, float]
    alt: str


Item = Line | Box | Rule | Wave | Picture | Advert


@dataclass(frozen=True, slots=True)
class Overset:
    """What of a story found no room: `lines` set lines over, `characters` of copy, `text` where it begins."""

    lines: int
    characters: int
    text: str
    spans: tuple[Span, ...]


CellHeads = Literal["", "column", "row", "section"]
"""What a cell of a table heads: its columns, its rows, or the rows down to the next section."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell of a table is in its grid, and what it heads: `part` of the copy from a row and a column on (both
    from 0, rows of headings are counted first), so many rows down and columns across.
    """

    part: str
    row: int
    column: int
    down: int = 1
    across: int = 1
    heads: CellHeads = ""


@dataclass(frozen=True, slots=True)
class Region:
    """One block of a page, its items in painting order. `kind` is the block's (`story`, `photo`, `folio`, …).

    `legs` are the places that a story's body has, in reading order: each as wide as its measure and as deep as it may
    be filled; the copy itself ends those that `leg_ends` numbers, from 0. `story` is the story, photo or advertisement
    that the block shows; `goes_with` is the story that it belongs to, and `inside` the block that it stands in, whose
    text runs round it. `areas` are the rectangles of a block that has more than one (an L, a U), in reading order, of
    which `frame` is the first; empty where it is alone. A picture runs over the edges of the page that `bleeds` names
    (出血), or to the fold. `comes_from` is the page that has the first half of a picture over two facing pages (跨版).
    `lies_on` is the block of a photo that its head, or all of a panel, lies on (压图题).
    `cells` are those of a table that have room, row by row.
    `captions_on` says that the captions of its pictures stand on them.
    """

    id: str
    kind: str
    story: str | None
    lang: str
    frame: Rect
    items: tuple[Item, ...]
    overset: Overset | None = None
    legs: tuple[Rect, ...] = ()
    goes_with: str | None = None
    inside: str | None = None
    areas: tuple[Rect, ...] = ()
    bleeds: tuple[PageSide, ...] = ()
    comes_from: str | None = None
    lies_on: str | None = None
    cells: tuple[CellPlace, ...] = ()
    captions_on: bool = False
    leg_ends: tuple[int, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        """The set lines among its items."""
        return (item for item in self.items if isinstance(item, Line))

    @property
    def on_picture(self) -> Iterator[Item]:
        """The items that lie on the picture of another block: of a story its head, of a panel all."""
        if self.lies_on is not None:
            whole = self.kind not in ("story", "sidebar")
            for item in self.items:
                if whole or (isinstance(item, Line) and item.role in HEAD_ROLES):
                    yield item

    @property
    def is_block(self) -> bool:
        """Whether an editor placed it: the paper's own rules and the line outside the trim are no blocks."""
        return self.kind not in ("rules", "slug")

    @property
    def places(self) -> tuple[Rect, ...]:
        """Every rectangle of the block: its areas, or the frame alone."""
        return self.areas or (self.frame,)


@dataclass(frozen=True, slots=True)
class PageGrid:
    """The grid that a page is made up on: its type area on the page, and how that is parted.

    `columns` basic columns of `column` with `gutter` between them lie along its lines, `lines` of `leading` across.
    In a `vertical` grid columns are counted from the head and lines from the right edge. `em` is how long an em of the
    body type is along its lines.
    """

    area: Rect
    columns: int
    column: Mpt
    gutter: Mpt
    lines: int
    leading: Mpt
    em: Mpt
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: regions in reading order (rank of the story on the page), furniture first."""

    name: str
    number: int
    width: Mpt
    height: Mpt
    regions: tuple[Region, ...]
    grid: PageGrid | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What copy has beside characters `start` to `end` of its text: a ruby, a dot, or "" for a line drawn along them.

    It stands in one line whole: mono ruby and emphasis dots are one for each character. Lines drawn may be divided.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CopyText:
    """The whole text of one part of one story, and what is beside it, for the proof that none of it was lost."""

    story: str
    part: str
    text: str
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """All pages of an edition, set. `issued` is the issue's date, ISO 8601 (`2024-11-25`)."""

    edition: str
    title: str
    paper: str
    issued: str
    lang: str
    condition: Condition
    faces: tuple[FaceRef, ...]
    copy: tuple[CopyText, ...]
    pages: tuple[Page, ...]
