"""Two inks of a page -> where they lie over each other and may not.

An item may lie over another only where the page's model says so: copy and pictures on their own block's tint and inside
its frame, what stands in a story on the story's tint, a rule on a block, text inside a picture's rectangle and outside
its outline, a caption that stands wholly on its own photo, ruby and dots between the lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from layout.scene import HEAD_ROLES, Box, Line, Mpt, Picture, Rect, Region
from layout.scene.proofs.inkboxes import InkBox, hull_boxes, intersect, is_covered, is_within, meets_outline
from layout.scene.proofs.regionink import InkSort, ItemInk, split_ink, thickness, tighten

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

_COPY: Final = ("story", "sidebar")

_PANELS: Final = ("nameplate", "ear", "label", "motto", "imprint")

RANK: Final[dict[InkSort, int]] = {"line": 0, "head": 0, "note": 0, "picture": 1, "box": 1, "stroke": 2}
"""Of two inks that lie over each other, what is said to lie over the other."""

_TYPE: Final = frozenset(("line", "head", "note"))
_DRAWN: Final = frozenset(("box", "stroke"))


@dataclass(slots=True)
class Overlaps:
    """The inks of one page, held against what may lie over what."""

    regions: tuple[Region, ...]
    _above: list[frozenset[int]] = field(init=False)
    _under: list[frozenset[int]] = field(init=False)

    def __post_init__(self) -> None:
        numbers = {region.id: number for number, region in enumerate(self.regions)}
        self._above = [_blocks_above(number, self.regions, numbers) for number in range(len(self.regions))]
        self._under = [
            frozenset() if region.lies_on not in numbers else frozenset((numbers[region.lies_on],))
            for region in self.regions
        ]

    def find_fault(self, lower: ItemInk, upper: ItemInk) -> InkBox | None:
        """Where two inks lie over each other and may not."""
        same = lower.region == upper.region
        sorts = {lower.sort, upper.sort}
        if same and "note" in sorts:
            return None  # ruby and dots stand in the white between the lines of their own story
        if same and "head" in sorts:
            return self._in_own_head(*((lower, upper) if lower.sort == "head" else (upper, lower)))
        if not same and (
            lower.region in self._under[upper.region] or upper.region in self._under[lower.region]
        ):
            on, picture = (upper, lower) if lower.region in self._under[upper.region] else (lower, upper)
            if self._lies_on(on, picture):
                return None
        if "head" in sorts and any(
            isinstance(ink.item, Picture) and ink.item.outline for ink in (lower, upper)
        ):
            return None  # an outline may reach into the white beside the lines of a head
        if same and "picture" in sorts and self._stands_on_own_picture(lower, upper):
            return None
        if sorts <= _DRAWN and (same or "stroke" in sorts):
            return None  # a frame's own border, rules that end at each other, a rule over a block
        if sorts == {"picture", "stroke"} and "rule" in (
            self._block_of(lower).kind,
            self._block_of(upper).kind,
        ):
            return None
        kin = same or lower.region in self._above[upper.region] or upper.region in self._above[lower.region]
        if kin and "box" in sorts:
            box, ink = (lower, upper) if lower.sort == "box" else (upper, lower)
            if self._stands_on(ink, box):
                return None
        return self._over(lower, upper)

    def _stands_on_own_picture(self, lower: ItemInk, upper: ItemInk) -> bool:
        """Whether a caption, or its ground, stands on its photo and nowhere beside it (`caption_place: on`)."""
        picture, ink = (lower, upper) if isinstance(lower.item, Picture) else (upper, lower)
        if not self._block_of(ink).captions_on or not isinstance(picture.item, Picture):
            return False
        rect = picture.item.rect
        return ink.sort in ("line", "box") and is_within(tighten(ink)[:4], rect, TOUCH)

    def _block_of(self, ink: ItemInk) -> Region:
        return self.regions[ink.region]

    def _in_own_head(self, head: ItemInk, ink: ItemInk) -> InkBox | None:
        """A story's own copy between the lines of its head: each of those is looked at by itself as well."""
        if not isinstance(ink.item, Line) or ink.sort == "head" or ink.item.role in HEAD_ROLES:
            return None
        return intersect(tighten(ink)[:4], head[:4], TOUCH)

    def _over(self, lower: ItemInk, upper: ItemInk) -> InkBox | None:
        """What two inks have in common, beyond a touch; of a picture with an outline only what is inside of that."""
        low, high = tighten(lower), tighten(upper)
        least = min(TOUCH, thickness(low) // 2, thickness(high) // 2)
        panel = lower.region == upper.region and self._block_of(lower).kind in _PANELS
        if panel and low.sort == high.sort == "line":
            least = PANEL_EM * min(thickness(low), thickness(high)) // 1000
        if intersect(low[:4], high[:4], least) is None:
            return None
        # Between lines of one block descenders have what its style gives: lines set solid may touch.
        out = lower.region != upper.region
        met = [
            place
            for own in split_ink(lower, descenders=out)
            for part in split_ink(upper, descenders=out)
            if (place := intersect(own, part, least)) and not _is_outside_outline(place, low, high)
        ]
        return hull_boxes(met) if met else None

    def _lies_on(self, ink: ItemInk, picture: ItemInk) -> bool:
        """Whether ink lies wholly on the picture that its block says: a story's head, or anything of a panel. What
        stands in for a missing picture is one too.
        """
        region, item = self._block_of(ink), picture.item
        of_head = isinstance(ink.item, Line) and ink.item.role in HEAD_ROLES
        if region.kind in _COPY and ink.sort == "line" and not of_head:
            return False
        if isinstance(item, Line) and item.role == "fpo":
            return True
        if not isinstance(item, Picture | Box):
            return False
        return is_within(tighten(ink)[:4], item.rect, EDGE)

    def _stands_on(self, ink: ItemInk, box: ItemInk) -> bool:
        """Whether ink stands on its own block's box, or on that of the story it is in, and within its edges."""
        if ink.region == box.region and ink.at < box.at:
            return False
        item = box.item
        edge = item.stroke_width // 2 if isinstance(item, Box) and item.stroke is not None else 0
        if ink.sort not in _TYPE:
            edge = -edge  # a picture may fill a frame to its edge
        slack = ADVERT if self._block_of(ink).kind == "advert" else EDGE
        room = Rect(box.x0 + edge, box.y0 + edge, box.x1 - box.x0 - 2 * edge, box.y1 - box.y0 - 2 * edge)
        if is_within(tighten(ink)[:4], room, slack):
            return True
        # The ground of a story of several rectangles is several boxes, without a seam.
        region = self._block_of(box)
        grounds = [item.rect for item in region.items if isinstance(item, Box)] if region.areas else ()
        return bool(grounds) and is_covered(tighten(ink)[:4], grounds, slack)


def _blocks_above(number: int, regions: tuple[Region, ...], numbers: dict[str, int]) -> frozenset[int]:
    """The blocks that a block stands in, one in the other."""
    above: set[int] = set()
    inside = regions[number].inside
    while inside is not None and inside in numbers and numbers[inside] not in above:
        above.add(numbers[inside])
        inside = regions[numbers[inside]].inside
    return frozenset(above)


def _is_outside_outline(place: InkBox, *inks: ItemInk) -> bool:
    """Whether a place is beside the outline of one of some inks, where the picture has nothing to print."""
    return any(
        isinstance(ink.item, Picture) and ink.item.outline and not meets_outline(place, ink.item.outline)
        for ink in inks
    )
