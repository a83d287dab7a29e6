"""The stories of a page and its desk -> the stories made up, the heads of each style in one size.

First the heads alone are fitted, which says the size of each style (`share_sizes`). Then each story is made up at these
sizes. Where the body of one has no room, or too much, the style that its headline shares with others is stepped for all
of them, if each fits then that did before; else for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from content.problems import Problem
from layout.makeup.copyfit import TierFit
from layout.makeup.desk import NOWHERE, BlockMakeup, BlockSpot, Desk, HeadSize, Jump
from layout.makeup.heads.sharedsizes import FittedHead, share_sizes
from layout.makeup.heads.sizesearch import STEP_DOWN_LEAST
from layout.makeup.legs.obstacles import desk_of, give_white
from layout.makeup.story.fit_copy import MOST_OVER, count_misplaced, fit_head
from layout.makeup.story.trials import fits
from layout.makeup.story.turned import turn_desk
from layout.plan.blocks import Block, CopyBlock, SidebarBlock, StoryBlock
from layout.plan.edition import PageModel, block_id, stories_on, stories_round
from layout.plan.grid import Leg
from layout.plan.style import SIZE_LADDER

TextBlock = StoryBlock | SidebarBlock
MakeStory = Callable[[TextBlock, Desk, BlockSpot], BlockMakeup]
"""Makes up the story of a block at a desk."""

_B = TypeVar("_B", bound=Block)


@dataclass(frozen=True, slots=True)
class PageStories:
    """The stories of a page made up, by their blocks; and what the page said of the sizes of its styles before any was
    stepped so that a body fits.
    """

    made: Mapping[str, BlockMakeup]
    asked: Mapping[str, HeadSize]

    def desk_without(self, name: str, desk: Desk) -> Desk:
        """The desk at which a block's head has the sizes that it would have if it fitted better itself."""
        sizes = dict(self.asked)
        for style, size in self.asked.items():
            if name in size.by and size.why == "measure" and style in desk.wardrobe.dresses:
                own = desk.wardrobe[style].style.size
                sizes[style] = replace(size, held=None, most=min(size.most, own + 0.001))
        return replace(desk, head_sizes=sizes)


def make_stories(page: PageModel, desk: Desk, make: MakeStory, only: str = "") -> PageStories:
    """Makes up the stories of a page: those that are inside no other first, since the others stand on their legs. With
    `only` the one of that block, and those without which its heads have no size.
    """
    # A held page, on which a story begins that goes on on this one, may have others that can't be read.
    blocks = {
        name: block
        for name, block in stories_on(page.blocks).items()
        if isinstance(block, TextBlock) and block.story in desk.stories
    }
    outer_first = sorted(blocks, key=lambda name: len(stories_round(blocks[name], blocks)))
    sheet = _Sheet(page.name, {name: blocks[name] for name in outer_first}, desk, make)
    if desk.paper.headlines.together and len(blocks) > 1:
        sheet.share_sizes()
    asked = dict(sheet.sizes)
    groups = sheet.groups()
    wanted = sheet.needed_for(only, groups) if only else set(blocks)
    for name in sheet.blocks:
        if name in wanted:
            sheet.made[name] = sheet.make_one(name, sheet.made, sheet.sizes)
    for group in groups:
        if wanted.issuperset(group.blocks):
            sheet.fit_group(group)
    for name in sheet.made:
        sheet.tighten(name)
    return PageStories(sheet.made, asked)


def make_inside(
    make: Callable[[_B, Desk, BlockSpot], BlockMakeup],
    block: _B,
    desk: Desk,
    spot: BlockSpot,
    story: BlockMakeup | None,
) -> BlockMakeup:
    """Makes up a block; one inside a story with its part of the white round it. One that has room only without is made
    up so, and told.
    """
    own = desk if story is None else give_white(block, desk, story.region.legs)
    makeup = make(block, own, spot)
    if own is desk or not _lacks_room(makeup):
        return makeup
    plain = make(block, desk, spot)
    if _lacks_room(plain):
        return makeup
    what = f"The {block.kind.replace('-', ' ')} has no room for the white round it, and stands near the story's text."
    hint = "give it a line more, or less white (`white_round`)"
    crowded = Problem("crowded-block", "warning", what, spot.at("lines").place(), hint)
    return replace(plain, problems=(*plain.problems, crowded))


def _lacks_room(makeup: BlockMakeup) -> bool:
    return any(problem.id in ("too-deep", "no-room") for problem in makeup.problems)


def find_part_before(block: CopyBlock, page: str, desk: Desk) -> tuple[PageModel, str] | None:
    """The part of a story that goes on in a block of a page (转版): its page, and the name of its block."""
    for other in desk.pages if block.jump_from is not None else ():
        for number, part in enumerate(other.blocks):
            if isinstance(part, TextBlock) and part.story == block.story and part.jump_to == page:
                return other, block_id(part, number)
    return None


@dataclass(frozen=True, slots=True)
class _Group:
    """The blocks of a page whose headlines share a style."""

    style: str
    blocks: tuple[str, ...]


@dataclass(slots=True)
class _Sheet:
    """The story blocks of a page, the outer ones first; what is said of its styles, and what is made up so far."""

    page: str
    blocks: Mapping[str, TextBlock]
    desk: Desk
    make: MakeStory
    sizes: dict[str, HeadSize] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    made: dict[str, BlockMakeup] = field(default_factory=dict)

    def share_sizes(self) -> None:
        """Fits the heads by themselves, which says the sizes of the styles."""
        legs: dict[str, tuple[Leg, ...]] = {}
        heads = []
        for name in self.blocks:
            tiers, legs[name] = self.fit_head(name, legs, {})
            heads.append(FittedHead(name, tiers))
        self.styles = {head.block: head.headline.style for head in heads if head.headline is not None}

        def fits_at(block: str, style: str, size: float, *, surely: bool = False) -> bool:
            tiers, _ = self.fit_head(block, legs, {style: HeadSize(held=size, by=(block,))})
            chosen = len(self.desk.stories[self.blocks[block].story].headline)
            return not any(
                tier.too_long
                or (surely and tier.in_doubt)
                or (tier.tier == "headline" and 1 < chosen < len(tier.lines))
                for tier in tiers
                if tier.style == style
            )

        self.sizes = share_sizes(heads, self.desk.paper.fit, fits_at)

    def fit_head(
        self, name: str, legs: Mapping[str, tuple[Leg, ...]], sizes: Mapping[str, HeadSize]
    ) -> tuple[tuple[TierFit, ...], tuple[Leg, ...]]:
        """How the tiers of a block's head come out at such sizes, and the legs under it."""
        block = self.blocks[name]
        # A part that goes on has its own head, wherever it begins.
        goes_on = find_part_before(block, self.page, self.desk) is not None
        jump = Jump(begin=NOWHERE) if goes_on else Jump()
        desk = desk_of(block, self.desk, legs.get(block.inside or "", ()))
        own, at = turn_desk(block, replace(desk, head_sizes=sizes))
        return fit_head(own, at, BlockSpot(self.page, name), jump)

    def tighten(self, name: str) -> None:
        """Lets a head give a line of its white to a story that nothing else made fit."""
        over = any(0 < fit.over_lines <= fit.legs for fit in self.made[name].fits)
        if over and (self.blocks[name].fit or self.desk.paper.fit.mode) != "strict":
            desk, self.desk = self.desk, replace(self.desk, tight_heads=True)
            self.made[name] = self.make_one(name, self.made, self.sizes)
            self.desk = desk

    def make_one(
        self, name: str, made: Mapping[str, BlockMakeup], sizes: Mapping[str, HeadSize]
    ) -> BlockMakeup:
        """Makes up the story of a block, on the legs of the one that it is inside."""
        block = self.blocks[name]
        outer = made.get(block.inside or "")
        desk = self.desk if outer is None else desk_of(block, self.desk, outer.legs)
        return make_inside(
            self.make, block, replace(desk, head_sizes=sizes), BlockSpot(self.page, name), outer
        )

    def groups(self) -> list[_Group]:
        """The blocks that share a style which may be stepped so that their bodies fit. A story that comes from another
        page is made up when the part before it is: what it has no room for steps nothing.
        """
        users: dict[str, list[str]] = {}
        for name, style in self.styles.items():
            if (self.blocks[name].fit or self.desk.paper.fit.mode) != "strict":
                users.setdefault(style, []).append(name)
        return [
            _Group(style, tuple(names))
            for style, names in users.items()
            if len(names) > 1 and not any(self.blocks[name].jump_from for name in names)
        ]

    def needed_for(self, name: str, groups: list[_Group]) -> set[str]:
        """The blocks without which one can't be made up: its group, and what they are inside."""
        own = {name}.union(*(group.blocks for group in groups if name in group.blocks))
        return own.union(*(stories_round(self.blocks[inner], self.blocks) for inner in own))

    def fit_group(self, group: _Group) -> None:
        """Steps a style if that makes the bodies of more of its stories fit, and none of fewer."""
        poor = {name for name in group.blocks if self.is_poor(name, self.made[name])}
        best: tuple[set[str], dict[str, BlockMakeup], HeadSize] | None = None
        for size in self.steps(group, poor):
            trial = self.tried(group, size, poor)
            if trial is not None and (best is None or trial[0] < best[0]):
                best = *trial, size
            if best and not best[0]:
                break
        if best is None:
            return
        before, self.made = self.made, best[1]
        self.sizes[group.style] = best[2]
        for name, block in self.blocks.items():
            outer = block.inside or ""
            if name not in group.blocks and outer in before and before[outer].legs != self.made[outer].legs:
                self.made[name] = self.make_one(name, self.made, self.sizes)

    def tried(
        self, group: _Group, size: HeadSize, poor: set[str]
    ) -> tuple[set[str], dict[str, BlockMakeup]] | None:
        """What is poor, and all that is made up, with a group at another size. None where that mends no story, or
        spoils one. Those that are to be mended are tried first: most steps are given up there.
        """
        sizes, made = self.sizes | {group.style: size}, dict(self.made)
        left: set[str] = set()
        mended = False
        for name in sorted(
            group.blocks, key=lambda name: (self.blocks[name].inside is not None, name not in poor)
        ):
            made[name] = self.make_one(name, made, sizes)
            if self.is_poor(name, made[name]):
                left.add(name)
            mended = mended or (name in poor and name not in left)
            hopeless = not mended and poor <= left
            if hopeless or not left <= poor or not self.keeps_head(name, made[name]):
                return None
        return left, made

    def is_poor(self, name: str, made: BlockMakeup) -> bool:
        """Whether a block's story doesn't fit, or its head has no room."""
        return not fits(made) or count_misplaced(self.blocks[name], made) > 0

    def keeps_head(self, name: str, made: BlockMakeup) -> bool:
        """Whether a headline takes no more lines than before, and lies no worse."""
        old, block = self.made[name], self.blocks[name]
        more = len(made.fits[0].headline_pt) > len(old.fits[0].headline_pt)
        return not more and count_misplaced(block, made) <= count_misplaced(block, old)

    def steps(self, group: _Group, poor: set[str]) -> Iterator[HeadSize]:
        """The sizes that a style may be stepped to, the nearest first: smaller ones where a story is over, else larger
        ones; none where less than half of its stories are over or under.
        """
        size, limits = self.sizes[group.style], self.desk.paper.fit
        held, own = size.held, self.desk.wardrobe[group.style].style.size
        if held is None:
            return
        found = {name: self.made[name].fits[0] for name in group.blocks if name in poor}
        over = [
            name
            for name, fit in found.items()
            if fit.over_lines <= MOST_OVER * (fit.set_lines + fit.head_lines * fit.legs)
            and (fit.over_lines or count_misplaced(self.blocks[name], self.made[name]))
        ]
        # For a few bodies of many the heads of all are not changed: those stories are told as over or under.
        if 2 * len(found) < len(group.blocks):
            return
        if over:
            smaller = [step for step in reversed(SIZE_LADDER) if size.least < step < min(held, own)]
            near = [step for step in smaller if step >= limits.least_headline_pt]
            at_marks = any(tier.at_marks for name in over for tier in found[name].heads)
            count = limits.headline_steps
            if at_marks:
                count = max(count, sum(step >= STEP_DOWN_LEAST * own for step in near))
            for step in [*([own] if held > own else []), *near[:count]]:
                yield replace(size, held=step, by=tuple(over), why="body")
        elif found and not any(fit.over_lines for fit in found.values()):
            larger = [step for step in SIZE_LADDER if held < step < size.most]
            for step in larger[: limits.headline_steps]:
                yield replace(size, held=step, by=tuple(found), why="body")
