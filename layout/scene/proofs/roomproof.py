"""A Scene -> what of its ink lies over other ink or outside of its place: nothing, or what no reader may come to see.

An item may lie over another only where the page's model says so: copy and pictures on their own block's tint and inside
its frame, what stands in a story on the story's tint, a rule on a block, text inside a picture's rectangle and outside
its outline, ruby and dots between the lines. Everything else has a place of its own, inside its block, on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from content.problems import Problem
from layout.scene import Advert, Box, Line, Mpt, Page, Picture, Rect, Region, Rule, Scene
from layout.scene.proofs.lineink import Sides
from layout.scene.proofs.regionink import (
    HEAD_ROLES,
    Ink,
    Pile,
    Sort,
    around,
    close,
    meets_outline,
    parts,
    piles_of,
    shared,
    thin,
)
from layout.scene.proofs.roomtold import block_problem, outside_problem, over_problem

TOUCH: Final[Mpt] = 100
"""Ink that shares so little with other ink touches it: 0.1 pt is less than half of the finest rule that prints."""

EDGE: Final[Mpt] = 300
"""How far ink may reach over the edge of the box that it stands on: what begins at the edge of a finely ruled frame."""

PANEL_EM: Final = 300
"""Of its em boxes a panel's lines may share so much with each other, in thousandths: they are set by hand, and display
faces leave that much white.
"""

ADVERT: Final[Mpt] = 1_420
"""An advertisement may be 0.5 mm larger than its place, and then stands in the white around."""

_PANELS = ("nameplate", "ear", "label", "motto")

_NO_BLOCKS = ("rules", "slug")
"""Kinds of region that are no block: the paper's own rules, and the line outside the trim."""

_RANK: dict[Sort, int] = {"line": 0, "head": 0, "note": 0, "picture": 1, "box": 1, "stroke": 2}
"""Of two inks that lie over each other, what is said to lie over the other."""

_TYPE = frozenset(("line", "head", "note"))
_DRAWN = frozenset(("box", "stroke"))

_TOLD: dict[str, frozenset[str]] = {
    "lies-outside": frozenset(("no-room", "too-deep", "overfull", "no-head-margin", "advert-size")),
    "lies-over": frozenset(),
    "block": frozenset(("folio-collides", "no-room", "overfull", "too-deep")),
    "head": frozenset(("over-head", "too-deep")),
}
"""Problems that say of a block already, and say better, that something is out of it, that two things of it lie over
each other, or that something lies over its head.
"""


def lies_wrong(scene: Scene, told: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """A problem for each two things of which one lies over the other, and for each that is out of its place. What was
    `told` of a block already is not told again.
    """
    known = {(one.where.page, one.where.block, one.id) for one in told}
    return tuple(
        one.problem
        for page in scene.pages
        for one in _Proof(page).found()
        if known.isdisjoint((page.name, block, id) for block in one.blocks for id in one.told_by)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem, the blocks that are concerned, and the ids of problems that would say the same."""

    problem: Problem
    blocks: tuple[str, ...]
    told_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two things of which one lies over the other, by the first ink of each that does, and where."""

    upper: Ink
    lower: Ink
    places: list[Sides]


@dataclass(slots=True)
class _Proof:
    """The proof of one page."""

    page: Page
    _above: list[frozenset[int]] = field(init=False)
    _meetings: dict[tuple[object, object], _Meeting] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        regions = self.page.regions
        numbers = {region.id: number for number, region in enumerate(regions)}
        self._above = [_blocks_above(number, regions, numbers) for number in range(len(regions))]

    def found(self) -> Iterator[_Found]:
        """What is wrong on the page: first what is out of its place, then what lies over another."""
        piles = [pile for number, region in enumerate(self.page.regions) for pile in piles_of(region, number)]
        for problem in (*self._blocks_outside(), *self._outside(piles)):
            yield _Found(problem, (problem.where.block or "",), _TOLD[problem.id])
        active: list[Pile] = []
        for pile in sorted(piles, key=lambda one: one.y0):
            x0, y0, x1 = pile.x0, pile.y0, pile.x1
            active = [one for one in active if one[3] > y0]
            for other in [one for one in active if one[0] < x1 and one[2] > x0]:
                self._meet(other, pile)
            active.append(pile)
        for (upper, _), one in self._meetings.items():
            roles = ((one.lower.region, role) for role in HEAD_ROLES)
            if one.lower.sort == "head" and any((upper, role) in self._meetings for role in roles):
                continue  # the line of the head is named already
            blocks = tuple(self._region(ink).id for ink in (one.upper, one.lower))
            within = one.upper.region == one.lower.region
            told_by = _TOLD["head" if _is_head(one.lower) else "block" if within else "lies-over"]
            yield _Found(over_problem(self.page, one.upper, one.lower, one.places), blocks, told_by)

    def _region(self, ink: Ink) -> Region:
        return self.page.regions[ink.region]

    def _blocks_outside(self) -> Iterator[Problem]:
        """Blocks outside the type area; a folio, which may stand in the head margin, outside the trim."""
        page = self.page
        for region in page.regions:
            if region.kind in _NO_BLOCKS:
                continue
            on_page = region.kind == "folio" or page.grid is None
            room = Rect(0, 0, page.width, page.height) if on_page or page.grid is None else page.grid.area
            for place in region.places:
                sides = place.x, place.y, place.right, place.bottom
                if not _within(sides, room, TOUCH):
                    yield block_problem(page, region, sides, "page" if on_page else "type area")

    def _outside(self, piles: Iterable[Pile]) -> Iterator[Problem]:
        """Blocks with ink outside of them, each once."""
        found: dict[int, list[Ink]] = {}
        for pile in piles:
            region = self.page.regions[pile.region]
            if region.kind == "slug":
                page = 0, 0, self.page.width, self.page.height
                out = [ink for ink in pile.inks if shared(ink[:4], page) is not None]
            elif any(_within(pile[:4], place, TOUCH) for place in region.places):
                continue
            else:
                nearer = (close(ink, descenders=False) for ink in pile.inks)
                out = [ink for ink in nearer if _is_outside(ink, region)]
            found.setdefault(pile.region, []).extend(out)
        for number, inks in found.items():
            if inks:
                yield outside_problem(self.page, self.page.regions[number], inks)

    def _meet(self, one: Pile, other: Pile) -> None:
        """Compares two piles whose hulls have something in common, ink by ink."""
        if "slug" in (self.page.regions[one.region].kind, self.page.regions[other.region].kind):
            return
        if len(one.inks) == len(other.inks) == 1:
            self._compare(one.inks[0], other.inks[0])
            return
        theirs = _near(other.inks, one)
        for ink in _near(one.inks, other) if theirs else ():
            for another in _near(theirs, ink):
                self._compare(ink, another)

    def _compare(self, one: Ink, other: Ink) -> None:
        """Notes that two inks lie over each other where they may not: what is drawn over pictures over type."""
        lower, upper = sorted((one, other), key=lambda ink: (_RANK[ink.sort], ink.region, ink.at))
        place = self._wrong(lower, upper)
        if place is not None:
            key = _part(upper), _part(lower)
            self._meetings.setdefault(key, _Meeting(upper, lower, [])).places.append(place)

    def _wrong(self, lower: Ink, upper: Ink) -> Sides | None:
        """Where two inks lie over each other and may not."""
        same = lower.region == upper.region
        sorts = {lower.sort, upper.sort}
        if same and "note" in sorts:
            return None  # ruby and dots stand in the white between the lines of their own story
        if same and "head" in sorts:
            return self._in_own_head(*((lower, upper) if lower.sort == "head" else (upper, lower)))
        if "head" in sorts and any(
            isinstance(one.item, Picture) and one.item.outline for one in (lower, upper)
        ):
            return None  # an outline may reach into the white beside the lines of a head
        if sorts <= _DRAWN and (same or "stroke" in sorts):
            return None  # a frame's own border, rules that end at each other, a rule over a block
        if sorts == {"picture", "stroke"} and "rule" in (self._region(lower).kind, self._region(upper).kind):
            return None
        kin = same or lower.region in self._above[upper.region] or upper.region in self._above[lower.region]
        if kin and "box" in sorts:
            box, ink = (lower, upper) if lower.sort == "box" else (upper, lower)
            if self._stands_on(ink, box):
                return None
        return self._over(lower, upper)

    def _in_own_head(self, head: Ink, ink: Ink) -> Sides | None:
        """A story's own copy between the lines of its head: each of those is looked at by itself as well."""
        if not isinstance(ink.item, Line) or ink.sort == "head" or ink.item.role in HEAD_ROLES:
            return None
        return shared(close(ink)[:4], head[:4], TOUCH)

    def _over(self, lower: Ink, upper: Ink) -> Sides | None:
        """What two inks have in common, beyond a touch; of a picture with an outline only what is inside of that."""
        one, other = close(lower), close(upper)
        least = min(TOUCH, thin(one) // 2, thin(other) // 2)
        panel = lower.region == upper.region and self._region(lower).kind in _PANELS
        if panel and one.sort == other.sort == "line":
            least = PANEL_EM * min(thin(one), thin(other)) // 1000
        if shared(one[:4], other[:4], least) is None:
            return None
        # Between lines of one block descenders have what its style gives: lines set solid may touch.
        out = lower.region != upper.region
        met = [
            place
            for own in parts(lower, descenders=out)
            for part in parts(upper, descenders=out)
            if (place := shared(own, part, least)) and not _outside_outline(place, one, other)
        ]
        return around(met) if met else None

    def _stands_on(self, ink: Ink, box: Ink) -> bool:
        """Whether ink stands on its own block's box, or on that of the story it is in, and within its edges."""
        if ink.region == box.region and ink.at < box.at:
            return False
        item = box.item
        edge = item.stroke_width // 2 if isinstance(item, Box) and item.stroke is not None else 0
        if ink.sort not in _TYPE:
            edge = -edge  # a picture may fill a frame to its edge
        slack = ADVERT if self._region(ink).kind == "advert" else EDGE
        room = Rect(box.x0 + edge, box.y0 + edge, box.x1 - box.x0 - 2 * edge, box.y1 - box.y0 - 2 * edge)
        return _within(close(ink)[:4], room, slack)


def _blocks_above(number: int, regions: tuple[Region, ...], numbers: dict[str, int]) -> frozenset[int]:
    """The blocks that a block stands in, one in the other."""
    above: set[int] = set()
    inside = regions[number].inside
    while inside is not None and inside in numbers and numbers[inside] not in above:
        above.add(numbers[inside])
        inside = regions[numbers[inside]].inside
    return frozenset(above)


def _outside_outline(place: Sides, *inks: Ink) -> bool:
    """Whether a place is beside the outline of one of some inks, where the picture has nothing to print."""
    return any(
        isinstance(ink.item, Picture) and ink.item.outline and not meets_outline(place, ink.item.outline)
        for ink in inks
    )


def _is_head(ink: Ink) -> bool:
    return isinstance(ink.item, Line) and ink.item.role in HEAD_ROLES


def _part(ink: Ink) -> object:
    """What is told of as one thing: a region's lines of one role, its head, what it draws, one picture."""
    if ink.sort in ("line", "note") and isinstance(ink.item, Line):
        return ink.region, ink.item.role
    return ink.region, ink.sort, ink.at if ink.sort == "picture" else 0


def _near(inks: Iterable[Ink], other: Pile | Ink) -> list[Ink]:
    """Those of some inks that have more than an edge in common with another's rectangle, or a pile's."""
    x0, y0, x1, y1 = other[:4]
    return [ink for ink in inks if ink[0] < x1 and ink[2] > x0 and ink[1] < y1 and ink[3] > y0]


def _is_outside(ink: Ink, region: Region) -> bool:
    """Whether an ink is in none of its block's rectangles. A head is looked at line by line; ruby of a first line may
    stand in the white over its block.
    """
    if ink.sort in ("head", "note"):
        return False
    places = [*region.places]
    if ink.sort == "stroke":
        # A rule between legs may stand in the gutter between two rectangles of its block.
        places.append(_hull(region.places))
    return not any(_within(ink[:4], one, _slack(ink)) for one in places)


def _hull(places: Sequence[Rect]) -> Rect:
    left, top = min(one.x for one in places), min(one.y for one in places)
    right, bottom = max(one.right for one in places), max(one.bottom for one in places)
    return Rect(left, top, right - left, bottom - top)


def _slack(ink: Ink) -> Mpt:
    """How far an ink may reach out of its block; a rule on the edge by half of its width."""
    item = ink.item
    return ADVERT if isinstance(item, Advert) else item.width if isinstance(item, Rule) else TOUCH


def _within(sides: Sides, room: Rect, slack: Mpt) -> bool:
    return (
        sides[0] >= room.x - slack
        and sides[1] >= room.y - slack
        and sides[2] <= room.right + slack
        and sides[3] <= room.bottom + slack
    )
