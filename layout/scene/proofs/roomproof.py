"""A Scene -> what of its ink lies over other ink or outside of its place: nothing, or what no reader may come to see.

`overlaps` says what may lie over what. Everything else has a place of its own, inside its block, on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from content.problems import Place, Problem
from layout.scene import HEAD_ROLES, Advert, Box, Line, Mpt, Page, Picture, Rect, Region, Rule, Scene
from layout.scene.geometry import as_millimetres, bleed_over, hull
from layout.scene.proofs.inkboxes import InkBox, hull_boxes, intersect, is_covered, is_within
from layout.scene.proofs.overlaps import ADVERT, RANK, TOUCH, Overlaps
from layout.scene.proofs.regionink import ItemInk, Pile, pile_up, tighten

_SAYS_MORE: Final[dict[str, frozenset[str]]] = {
    "lies-outside": frozenset(("no-room", "too-deep", "overfull", "no-head-margin", "advert-size")),
    "lies-over": frozenset(),
    "block": frozenset(("folio-collides", "no-room", "overfull", "too-deep")),
    "head": frozenset(("over-head", "too-deep")),
}
"""Ids of problems that say it better: that something is out of a block, that two things of one block lie over each
other, or that something lies over its head.
"""


HINT = "move or shorten one of them; where both stand as they were asked for, report it with the edition"

_BLEEDING: Final = frozenset(("picture", "box", "stroke"))
"""Ink that may run over the edge of the page: a picture, and what stands in for one. Type never does."""

_SHOWN = 12
"""Characters of a line that a message shows."""


def lies_wrong(scene: Scene, known: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """A problem for each two things of which one lies over the other, and for each that is out of its place. None
    where a problem of the block that is `known` says it better.
    """
    said = {(problem.where.page, problem.where.block, problem.id) for problem in known}
    return tuple(
        fault.problem
        for page in scene.pages
        for fault in _Proof(page, scene.condition.bleed).find_faults()
        if said.isdisjoint((page.name, block, id) for block in fault.blocks for id in fault.said_by)
    )


@dataclass(frozen=True, slots=True)
class _Fault:
    """A problem, the blocks that are concerned, and the ids of problems that would say the same."""

    problem: Problem
    blocks: tuple[str, ...]
    said_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two things of which one lies over the other, by the first ink of each that does, and where."""

    upper: ItemInk
    lower: ItemInk
    places: list[InkBox]


@dataclass(slots=True)
class _Proof:
    """The proof of one page, which has so much bleed."""

    page: Page
    bleed: Mpt
    _overlaps: Overlaps = field(init=False)
    _meetings: dict[tuple[object, object], _Meeting] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._overlaps = Overlaps(self.page.regions)

    def find_faults(self) -> Iterator[_Fault]:
        """What is wrong on the page: first what is out of its place, then what lies over another."""
        piles = [pile for number, region in enumerate(self.page.regions) for pile in pile_up(region, number)]
        for problem in (*self._find_blocks_outside(), *self._find_ink_outside(piles)):
            yield _Fault(problem, (problem.where.block or "",), _SAYS_MORE[problem.id])
        active: list[Pile] = []
        for pile in sorted(piles, key=lambda pile: pile.y0):
            x0, y0, x1 = pile.x0, pile.y0, pile.x1
            active = [above for above in active if above[3] > y0]
            for other in [above for above in active if above[0] < x1 and above[2] > x0]:
                self._meet(other, pile)
            active.append(pile)
        for (key, _), meeting in self._meetings.items():
            upper, lower = meeting.upper, meeting.lower
            roles = ((lower.region, role) for role in HEAD_ROLES)
            if lower.sort == "head" and any((key, role) in self._meetings for role in roles):
                continue  # the line of the head is named already
            blocks = tuple(self.page.regions[ink.region].id for ink in (upper, lower))
            within = upper.region == lower.region
            said_by = _SAYS_MORE["head" if _is_head(lower) else "block" if within else "lies-over"]
            yield _Fault(_over_problem(self.page, upper, lower, meeting.places), blocks, said_by)

    def _find_blocks_outside(self) -> Iterator[Problem]:
        """Blocks outside the type area; a folio, which may stand in the head margin, outside the trim."""
        page = self.page
        for region in page.regions:
            if not region.is_block:
                continue
            on_page = region.kind == "folio" or page.grid is None
            room = Rect(0, 0, page.width, page.height) if on_page or page.grid is None else page.grid.area
            for place in region.places:
                sides = place.x, place.y, place.right, place.bottom
                if not is_within(sides, room, TOUCH):
                    yield _block_problem(page, region, sides, "page" if on_page else "type area")

    def _find_ink_outside(self, piles: Iterable[Pile]) -> Iterator[Problem]:
        """Blocks with ink outside of them, each once."""
        found: dict[int, list[ItemInk]] = {}
        for pile in piles:
            region = self.page.regions[pile.region]
            if region.kind == "slug":
                page = 0, 0, self.page.width, self.page.height
                out = [ink for ink in pile.inks if intersect(ink[:4], page) is not None]
            elif any(is_within(pile[:4], place, TOUCH) for place in region.places):
                continue
            else:
                nearer = (tighten(ink, descenders=False) for ink in pile.inks)
                rooms = self._rooms(region)
                out = [ink for ink in nearer if _is_outside(ink, region, rooms)]
            found.setdefault(pile.region, []).extend(out)
        for number, inks in found.items():
            if inks:
                yield _outside_problem(self.page, self.page.regions[number], inks)

    def _places(self, region: Region) -> tuple[Rect, ...]:
        """The rectangles of a block, over the edges of the page that its picture runs over."""
        if not region.bleeds:
            return region.places
        trim = self.page.width, self.page.height
        return tuple(bleed_over(place, region.bleeds, trim, self.bleed) for place in region.places)

    def _rooms(self, region: Region) -> _Rooms:
        """Where ink of a block may be: its type in its rectangles and on the picture that it lies on."""
        under = [other for other in self.page.regions if other.id == region.lies_on]
        places = (*region.places, *(place for other in under for place in other.places))
        gutter = self.page.grid.gutter if self.page.grid is not None else 0
        return _Rooms(places, self._places(region), (*region.areas, *_between(region.areas, gutter + TOUCH)))

    def _meet(self, pile: Pile, other: Pile) -> None:
        """Compares two piles whose hulls have something in common, ink by ink."""
        if "slug" in (self.page.regions[pile.region].kind, self.page.regions[other.region].kind):
            return
        if len(pile.inks) == len(other.inks) == 1:
            self._compare(pile.inks[0], other.inks[0])
            return
        theirs = _near(other.inks, pile)
        for ink in _near(pile.inks, other) if theirs else ():
            for another in _near(theirs, ink):
                self._compare(ink, another)

    def _compare(self, ink: ItemInk, other: ItemInk) -> None:
        """Notes that two inks lie over each other where they may not: what is drawn over pictures over type."""
        lower, upper = sorted((ink, other), key=lambda ink: (RANK[ink.sort], ink.region, ink.at))
        place = self._overlaps.find_fault(lower, upper)
        if place is not None:
            key = _part(upper), _part(lower)
            self._meetings.setdefault(key, _Meeting(upper, lower, [])).places.append(place)


def _is_head(ink: ItemInk) -> bool:
    return isinstance(ink.item, Line) and ink.item.role in HEAD_ROLES


def _part(ink: ItemInk) -> object:
    """What a problem names as one thing: a region's lines of one role, its head, what it draws, one picture."""
    if ink.sort in ("line", "note") and isinstance(ink.item, Line):
        return ink.region, ink.item.role
    return ink.region, ink.sort, ink.at if ink.sort == "picture" else 0


def _near(inks: Iterable[ItemInk], other: Pile | ItemInk) -> list[ItemInk]:
    """Those of some inks that have more than an edge in common with another's rectangle, or a pile's."""
    x0, y0, x1, y1 = other[:4]
    return [ink for ink in inks if ink[0] < x1 and ink[2] > x0 and ink[1] < y1 and ink[3] > y0]


@dataclass(frozen=True, slots=True)
class _Rooms:
    """Where a block's type may be, and where what it paints may. Of a block of several rectangles its ground may be all
    over the `shape` that they are.
    """

    type: tuple[Rect, ...]
    painted: tuple[Rect, ...]
    shape: tuple[Rect, ...] = ()


def _between(places: Sequence[Rect], most: Mpt) -> Iterator[Rect]:
    """The gutters between rectangles of one block that are so far apart at most."""
    for place, other in combinations(places, 2):
        left, right = max(place.x, other.x), min(place.right, other.right)
        top, bottom = max(place.y, other.y), min(place.bottom, other.bottom)
        if (0 < left - right <= most and top < bottom) or (0 < top - bottom <= most and left < right):
            left, right, top, bottom = (*sorted((left, right)), *sorted((top, bottom)))
            yield Rect(left, top, right - left, bottom - top)


def _is_outside(ink: ItemInk, region: Region, rooms: _Rooms) -> bool:
    """Whether an ink is in none of its block's rectangles, nor over the edges that its picture runs over. A head is
    looked at line by line; ruby of a first line may stand in the white over its block.
    """
    if ink.sort in ("head", "note"):
        return False
    places = [*(rooms.painted if ink.sort in _BLEEDING else rooms.type)]
    if ink.sort == "stroke" and (whole := hull(places)) is not None:
        places.append(
            whole
        )  # a rule between legs may stand in the gutter between two rectangles of its block
    if any(is_within(ink[:4], place, _slack(ink)) for place in places):
        return False
    return ink.sort != "box" or not rooms.shape or not is_covered(ink[:4], rooms.shape, _slack(ink))


def _slack(ink: ItemInk) -> Mpt:
    """How far an ink may reach out of its block; a rule on the edge by half of its width."""
    item = ink.item
    return ADVERT if isinstance(item, Advert) else item.width if isinstance(item, Rule) else TOUCH


def _over_problem(page: Page, upper: ItemInk, lower: ItemInk, places: Sequence[InkBox]) -> Problem:
    """That one thing lies over another, and where."""
    first, other = page.regions[upper.region], page.regions[lower.region]
    blocks = f"block {first.id}" if first is other else f"blocks {first.id} and {other.id}"
    under = name_ink(lower, other)
    more = f", in {len(places)} places" if len(places) > 1 else ""
    what = f"{name_ink(upper, first)} lies over {under[:1].lower()}{under[1:]}{more} ({blocks})."
    return Problem("lies-over", "press", what, _where(page, first, hull_boxes(places), (upper, lower)), HINT)


def _outside_problem(page: Page, region: Region, inks: Sequence[ItemInk]) -> Problem:
    """That ink stands outside of its block."""
    more = f" and {len(inks) - 1} more" if len(inks) > 1 else ""
    what = f"{name_ink(inks[0], region)}{more} stands outside of its block {region.id}."
    place = hull_boxes([ink[:4] for ink in inks])
    return Problem("lies-outside", "press", what, _where(page, region, place, inks[:1]), HINT)


def _block_problem(page: Page, region: Region, place: InkBox, room: str) -> Problem:
    """That a block reaches out of the type area or the page."""
    what = f"The block {region.id} reaches out of the {room}."
    return Problem("lies-outside", "press", what, _where(page, region, place, ()), HINT)


def name_ink(ink: ItemInk, region: Region) -> str:
    """What a message calls an ink."""
    item = ink.item
    if ink.sort == "head":
        return f"The head of {region.story or region.id}"
    if isinstance(item, Line):
        text = item.text.strip()
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        if item.span is not None:
            return f"The {item.span.part} of {item.span.story} (“{shown}”)"
        return f"The {item.role} line “{shown}” of {region.id}"
    if isinstance(item, Picture):
        return f"The {'advertisement' if region.kind == 'advert' else 'photo'} {item.photo}"
    if isinstance(item, Advert):
        return f"The advertisement {item.advert}"
    thing = "box" if isinstance(item, Box) else "rule" if isinstance(item, Rule) else "wave"
    return f"A {thing} of {region.id}"


def _where(page: Page, region: Region, place: InkBox, inks: Sequence[ItemInk]) -> Place:
    """The place of a problem: the block and what it shows, and the story that one of the inks is of."""
    left, top, right, bottom = (round(as_millimetres(side), 1) for side in place)
    shown = region.story if inks else None
    span = next((ink.item.span for ink in inks if isinstance(ink.item, Line) and ink.item.span), None)
    photo = shown if region.kind == "photo" else None
    if region.kind == "photo-group":
        photo = next((ink.item.photo for ink in inks if isinstance(ink.item, Picture)), None)
    of_story = span if photo is None and region.kind not in ("advert", "photo-group") else None
    return Place(
        page=page.name,
        block=region.id,
        story=of_story.story if of_story is not None else None,
        photo=photo,
        field=of_story.part if of_story is not None else None,
        character=of_story.start if of_story is not None else None,
        advert=shown if region.kind == "advert" else None,
        area_mm=(left, top, right, bottom),
    )
