"""A story's block -> the story made up, with what the paper allows changed where its copy would not fit.

A head is stepped up to fill its lines only where it has room for it. A story that fits is left alone. One that is over
or under is made up again with one change after the other, the least harmful first: a headline no longer stepped up,
white over subheads, a headline a step smaller or larger, photos inside it some lines shallower or deeper, a line of
white from its head. The first that fits is taken; where none does, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.marking.body import Subhead
from layout.makeup.desk import AS_ASKED, BlockMakeup, BlockSpot, Desk, FitChange, Job, Jump
from layout.makeup.legs.obstacles import blocks_in
from layout.makeup.story.deepen_block import resize_photos
from layout.makeup.story.story import set_story
from layout.makeup.story.trials import fits
from layout.plan.blocks import Block, PhotoBlock, SidebarBlock, StoryBlock

MOST_OVER = 0.25
"""Of a story's lines: what is over by more is not tried, since no change that a paper allows makes up for it."""


def make_story(block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot, jump: Jump) -> BlockMakeup:
    """Makes up a story so that it fits, if the limits of its paper let it; `jump` is how it goes on elsewhere."""
    inside = blocks_in(spot.block, desk.blocks)
    job, first = _make_as_asked(Job(desk.stories[block.story], block, desk, spot, jump), inside)
    if job.strict or fits(first) or not first.region.legs:
        return first
    for change in _changes(job, first, inside):
        filled = change.filled and job.change.filled
        made = _make_changed(replace(job, change=replace(change, filled=filled)), inside)
        # A larger headline that takes more lines fills white with another head. A photo may grow up to the head, and a
        # head down to a photo or out of its place.
        same_head = len(made.fits[0].headline_pt) <= len(first.fits[0].headline_pt)
        if fits(made) and same_head and _count_misplaced(made) <= _count_misplaced(first):
            return made
    return first


def as_asked(block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot, jump: Jump) -> BlockMakeup:
    """Makes up a story with nothing changed to fit it."""
    job = Job(desk.stories[block.story], block, desk, spot, jump)
    return _make_as_asked(job, blocks_in(spot.block, desk.blocks))[1]


def _make_as_asked(job: Job, inside: Sequence[Block]) -> tuple[Job, BlockMakeup]:
    """A story with nothing changed to fit it. Its head is set at its style's size where a larger one, which would fill
    its lines, has no room: it would lie on a photo, or leave the body none.
    """
    first = _make_changed(job, inside)
    if job.strict or not _count_misplaced(first):
        return job, first
    plain = replace(job, change=replace(AS_ASKED, filled=False))
    made = _make_changed(plain, inside)
    return (plain, made) if _count_misplaced(made) < _count_misplaced(first) else (job, first)


def _count_misplaced(made: BlockMakeup) -> int:
    """How many things lie over the head; and whether it is larger than its place, or leaves the body none."""
    return sum(problem.id in ("over-head", "too-deep", "no-room") for problem in made.problems)


def _make_changed(job: Job, inside: Sequence[Block]) -> BlockMakeup:
    lines = job.change.photo_lines
    blocks, deeper = resize_photos(inside, job.block, lines) if lines else (tuple(inside), ())
    return replace(set_story(job, blocks, _photos(inside)), deeper=deeper)


def _photos(inside: Sequence[Block]) -> tuple[str, ...]:
    return tuple(block.id or block.photo for block in inside if isinstance(block, PhotoBlock))


def _changes(job: Job, first: BlockMakeup, inside: Sequence[Block]) -> Iterator[FitChange]:
    """What may be changed, the least harmful first."""
    [fit] = first.fits
    limits = job.desk.paper.fit
    photos = limits.photo_lines if _photos(inside) else 0
    if fit.over_lines:
        stepped_up = any(tier.taken_pt > tier.wanted_pt for tier in fit.heads)
        if stepped_up:
            yield replace(AS_ASKED, filled=False)
        if fit.over_lines > MOST_OVER * (fit.set_lines + fit.head_lines * fit.legs):
            return
        for steps in range(1, limits.headline_steps + 1):
            yield FitChange(head_steps=-steps, filled=False)
        for lines in range(1, photos + 1):
            yield FitChange(filled=not stepped_up, photo_lines=-lines)
        for lines in range(1, photos + 1):
            yield FitChange(-limits.headline_steps, filled=False, photo_lines=-lines)
        if fit.over_lines <= fit.legs:
            yield FitChange(filled=False, tight=True)
        return
    subheads = limits.subhead_lines if any(isinstance(block, Subhead) for block in job.story.body) else 0
    larger = [FitChange(subhead_lines=lines) for lines in range(1, subheads + 1)]
    larger += [FitChange(head_steps=steps) for steps in range(1, limits.headline_steps + 1)]
    larger += [FitChange(photo_lines=lines) for lines in range(1, photos + 1)]
    yield from larger
    for lines in range(photos + 1):
        for steps in range(limits.headline_steps + 1):
            change = FitChange(head_steps=steps, subhead_lines=subheads, photo_lines=lines)
            if change not in larger and change != AS_ASKED:
                yield change
