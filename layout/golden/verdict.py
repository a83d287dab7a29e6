"""What a comparison of pages with their goldens found, as values: pages, differences, pictures, masks.

Whoever tells it (the command line, JSON, JUnit, the HTML report) reads these values and nothing else. A place on a
page is in millimetres from the trim's top left corner; a shift is in thousandths of a point, right and down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PageVerdict = Literal["same", "differs", "resized", "new", "gone", "other-renderer"]
"""`resized`: the trim has another size. `new`: no golden of this page. `gone`: a golden, and no page. `other-renderer`:
only pixels differ, and the golden's are by another pdfium, so that nobody can say whether the page differs.
"""

SceneChange = Literal[
    "text", "beside", "style", "moved", "rebroken", "resized", "added", "removed", "picture", "drawn"
]
"""What changed in a block: its words; what is set beside them; the type they are set in; the place of the block, or of
things in it; where its lines end, though the words are the same; the size of the block; a thing more; a thing less;
another picture or advertisement, or another crop; how a rule or a box is drawn, or a line spaced.
"""

FollowingChange = Literal["moved", "to another leg", "to another block", "rebroken", "redrawn"]
"""What became of a thing whose content is the same: another place in its leg; another leg; another block or page;
the line ends elsewhere; a rule, a box or a picture has another place or size, or the setter spaced a line otherwise.
"""


@dataclass(frozen=True, slots=True)
class BoxMm:
    """A rectangle on a page, in millimetres from the trim's top left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Following:
    """Things that changed because of one difference and not by themselves, all of them in the same way.

    `count` lines or other `things`. `right` and `down` are the shift in thousandths of a point, and `lines` the same
    in set lines where it is a whole number of them (negative: upward, or to the left in vertical setting); all three
    are 0 where the things have no common shift. `boxes` are where the things are now, `was_boxes` where they were.
    """

    change: FollowingChange
    things: Literal["lines", "items"]
    count: int
    right: int = 0
    down: int = 0
    lines: int = 0
    boxes: tuple[BoxMm, ...] = ()
    was_boxes: tuple[BoxMm, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneDifference:
    """One cause in the set page, or in the words of a foreign PDF, and all that followed from it.

    `leg` and `line` count from 1, and are those of the page now (of the golden for what is removed); `leg` is None
    outside of body text. `part` is the line's role (`body`, `headline`, `caption` …), or what kind of thing it is
    (`picture`, `rule` …). `was` and `now` are short texts, with a little of what stands before. `right` and `down` are
    the shift of what moved by itself, in thousandths of a point. `count` is how many things the cause itself changed.
    `was_boxes` are places on the golden page, `boxes` places on the page now.
    """

    change: SceneChange
    page: str
    sentence: str
    block: str | None = None
    story: str | None = None
    part: str | None = None
    leg: int | None = None
    line: int | None = None
    was: str = ""
    now: str = ""
    right: int = 0
    down: int = 0
    count: int = 1
    followed: tuple[Following, ...] = ()
    was_boxes: tuple[BoxMm, ...] = ()
    boxes: tuple[BoxMm, ...] = ()


@dataclass(frozen=True, slots=True)
class InkDifference:
    """The pixels of one block that differ, at 100 dpi gray; `block` is None for ink outside of all blocks.

    `explained` says that the scene differs there too, so that the ink has no sentence of its own to say.
    """

    page: str
    sentence: str
    pixels: int
    box: BoxMm
    block: str | None = None
    story: str | None = None
    explained: bool = False


@dataclass(frozen=True, slots=True)
class FileDifference:
    """The parts of the PDF whose unpacked bytes differ: `structure`, `content`, `fonts`, `pictures` …

    `explained` says that scene or ink of the page differ too.
    """

    page: str
    sentence: str
    parts: tuple[str, ...]
    explained: bool = False


@dataclass(frozen=True, slots=True)
class MaskUse:
    """A mask of the mask file and what it hid on its page: differences of the scene, and pixels."""

    page: str
    why: str
    block: str | None
    box: BoxMm
    scene: int = 0
    pixels: int = 0

    @property
    def used(self) -> bool:
        """Whether it hid anything. The report names one that hid nothing, so that it goes."""
        return bool(self.scene or self.pixels)


@dataclass(frozen=True, slots=True)
class DetailPictures:
    """A place that differs, close up, as PNGs of equal size in pixels: the golden (None where there is none) and now.

    `difference` is the number of the difference in `PageComparison.differences`. A golden that is kept as a picture
    has 100 dots to the inch and is enlarged, as `enlarged` says; `dpi` is that of both pictures as they come.
    """

    difference: int
    box: BoxMm
    golden: bytes | None
    now: bytes | None
    dpi: float
    enlarged: bool = False


@dataclass(frozen=True, slots=True)
class PagePictures:
    """A page as gray PNGs of 100 dpi, media box and all: the golden, and now; None for what is not there.

    `golden_trim` and `now_trim` say where the trim's top left corner is in each, in pixels.
    """

    golden: bytes | None
    now: bytes | None
    golden_trim: tuple[float, float] = (0.0, 0.0)
    now_trim: tuple[float, float] = (0.0, 0.0)
    dpi: float = 100.0
    details: tuple[DetailPictures, ...] = ()


@dataclass(frozen=True, slots=True)
class PageComparison:
    """A page against its golden. `golden_size` and `size` are the trim's width and height in points, None for a page
    that is not there. `notes` are facts that are no difference (another zlib, another pdfium with equal pixels).
    `pictures` is None for a page that is the same.
    """

    page: str
    verdict: PageVerdict
    scene: tuple[SceneDifference, ...] = ()
    ink: tuple[InkDifference, ...] = ()
    file: tuple[FileDifference, ...] = ()
    masks: tuple[MaskUse, ...] = ()
    notes: tuple[str, ...] = ()
    golden_size: tuple[float, float] | None = None
    size: tuple[float, float] | None = None
    pictures: PagePictures | None = None
    sentence: str = ""
    """What a verdict other than `same` and `differs` says: “A03: a new page; there is no golden of it”."""

    @property
    def differences(self) -> tuple[SceneDifference | InkDifference | FileDifference, ...]:
        """What has a sentence of its own, in the order of a report: scene, then ink, then file."""
        ink = (difference for difference in self.ink if not difference.explained)
        file = (difference for difference in self.file if not difference.explained)
        return (*self.scene, *ink, *file)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is to be said of a page that is not the same."""
        own = (self.sentence,) if self.sentence else ()
        return (*own, *(difference.sentence for difference in self.differences))

    @property
    def masked(self) -> int:
        """How many differences and blocks of pixels masks hid on this page."""
        return sum(mask.scene + (mask.pixels > 0) for mask in self.masks)

    @property
    def weight(self) -> int:
        """How grave it is among others, for the order of a report: whole pages first, then by pixels."""
        ranks = {"same": 0, "differs": 1, "other-renderer": 1, "resized": 2, "new": 3, "gone": 3}
        pixels = sum(difference.pixels for difference in self.ink)
        return ranks[self.verdict] * 1_000_000_000 + pixels + len(self.scene) + len(self.file)


@dataclass(frozen=True, slots=True)
class GoldenComparison:
    """All pages that were compared, in the order of the edition or file, those that are gone last.

    `golden` and `now` name what was compared, for a title: bare names, never a path of this machine. `idle` are masks
    that hid nothing.
    """

    golden: str
    now: str
    pages: tuple[PageComparison, ...]

    @property
    def same(self) -> bool:
        """Whether no page differs: exit code 0."""
        return all(page.verdict == "same" for page in self.pages)

    @property
    def idle(self) -> tuple[MaskUse, ...]:
        """Masks that hid nothing."""
        return tuple(mask for page in self.pages for mask in page.masks if not mask.used)
