"""A story's block -> the story made up, with what the paper allows changed where its copy would not fit.

A head is stepped up to fill its lines only where it has room for it. A story that fits is left alone. One that is over
or under is made up again with one change after the other, the least harmful first: a headline no longer stepped up,
white over subheads, a headline a step smaller or larger, photos inside it some lines shallower or deeper, no white
over subheads at all, a line of white from its head. The first that fits is taken, or a later one in which no line or
subhead stands alone at a leg's end; where none does, nothing is changed. A story that fits but for such lines, or is
under, may get white over its subheads, or photos of another depth, where that leaves fewer of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.marking.body import Subhead
from layout.makeup.copyfit import Fit, TierFit
from layout.makeup.desk import ANY_SIZE, AS_ASKED, BlockMakeup, BlockSpot, Desk, FitChange, Job, Jump
from layout.makeup.heads.sharedsizes import HEADLINES
from layout.makeup.legs.ground import part_legs
from layout.makeup.legs.obstacles import blocks_in
from layout.makeup.story.deepen_block import resize_photos
from layout.makeup.story.story import seat_story_head, set_story
from layout.makeup.story.trials import fits
from layout.plan.blocks import Block, CopyBlock, PhotoBlock, SidebarBlock, StoryBlock
from layout.plan.grid import Leg

MOST_OVER = 0.25
"""Of a story's lines: what is over by more is not tried, since no change that a paper allows makes up for it."""

MOST_FURTHER = 4
"""Changes that are tried further where one fits and leaves a line or subhead alone."""


def make_story(block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot, jump: Jump) -> BlockMakeup:
    """Makes up a story so that it fits, if the limits of its paper let it; `jump` is how it goes on elsewhere."""
    inside = blocks_in(spot.block, desk.blocks)
    job, first = _make_as_asked(Job(desk.stories[block.story], block, desk, spot, jump), inside)
    if job.strict or not first.region.legs or (fits(first) and not _count_alone(first)):
        return first
    best: BlockMakeup | None = first if fits(first) else None
    under = first
    further = 0
    for change in _changes(job, first, inside):
        further += best is not None
        if further > MOST_FURTHER:
            break
        kept = replace(
            change,
            filled=change.filled and job.change.filled,
            sense_first=change.sense_first and job.change.sense_first,
        )
        made = _make_changed(replace(job, change=kept), inside)
        # A larger headline that takes more lines fills white with another head. A photo may grow up to the head, and a
        # head down to a photo or out of its place.
        same_head = len(made.fits[0].headline_pt) <= len(first.fits[0].headline_pt)
        well_placed = count_misplaced(block, made) <= count_misplaced(block, first)
        if same_head and well_placed and not change.head_steps and _is_sounder(made, under):
            under = made
        if not (fits(made) and same_head and well_placed):
            continue
        if best is None or _count_alone(made) < _count_alone(best):
            best = made
        if not _count_alone(best):
            break
    [fit] = first.fits
    sound = not fit.over_lines and best is not None and _count_alone(under) < _count_alone(best)
    return under if best is None or sound else best


def _is_sounder(made: BlockMakeup, than: BlockMakeup) -> bool:
    """Whether a story that is under has fewer lines alone and no more white."""
    [fit], [old] = made.fits, than.fits
    over = fit.over_lines or old.over_lines
    return not over and fit.white <= old.white and _count_alone(made) < _count_alone(than)


def fit_head(
    block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot, jump: Jump
) -> tuple[tuple[TierFit, ...], tuple[Leg, ...]]:
    """How the tiers of a story's head come out, and the legs that the head leaves to what is inside the story."""
    stand, measures = seat_story_head(Job(desk.stories[block.story], block, desk, spot, jump))
    return stand.head.fits, part_legs(desk.grid, stand.strip, measures)


def as_asked(block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot, jump: Jump) -> BlockMakeup:
    """Makes up a story with nothing changed to fit it."""
    job = Job(desk.stories[block.story], block, desk, spot, jump)
    return _make_as_asked(job, blocks_in(spot.block, desk.blocks))[1]


def _make_as_asked(job: Job, inside: Sequence[Block]) -> tuple[Job, BlockMakeup]:
    """A story with nothing changed to fit it. Its head is set at its style's size where a larger one, which would fill
    its lines, has no room, and in one smaller line where two that its writer's marks part have none: they would lie on
    a photo, be deeper than the lines that the block gives them, or leave the body none.
    """
    first = _make_changed(job, inside)
    if job.strict or not count_misplaced(job.block, first):
        return job, first
    best = job, first
    for change in (replace(AS_ASKED, filled=False), FitChange(filled=False, sense_first=False)):
        plain = replace(job, change=change)
        made = _make_changed(plain, inside)
        if count_misplaced(job.block, made) < count_misplaced(job.block, best[1]):
            best = plain, made
    return best


def count_misplaced(block: CopyBlock, made: BlockMakeup) -> int:
    """How many things lie over the head; and whether it is larger than its place, or than the lines that its block
    asks for, or leaves the body none.
    """
    found = sum(problem.id in ("over-head", "too-deep", "no-room") for problem in made.problems)
    deeper = any(block.head_lines and fit.head_lines > block.head_lines for fit in made.fits)
    return found + deeper


def _count_alone(made: BlockMakeup) -> int:
    """How many lines stand alone where a leg ends, or subheads without their text, and how often hardly a line of a leg
    stands over or under a picture.
    """
    alone = sum(problem.id in ("lone-line", "hanging-subhead") for problem in made.problems)
    return alone + made.scraps


def _make_changed(job: Job, inside: Sequence[Block]) -> BlockMakeup:
    lines = job.change.photo_lines
    return set_story(job, resize_photos(inside, job.block, lines)[0] if lines else inside, inside)


def _is_free(job: Job, fit: Fit) -> bool:
    """Whether the headline may be stepped for this story alone: no other head of the page has its style."""
    styles = [tier.style for tier in fit.heads if tier.tier in HEADLINES]
    return all(job.desk.head_sizes.get(style, ANY_SIZE).held is None for style in styles)


def _changes(job: Job, first: BlockMakeup, inside: Sequence[Block]) -> Iterator[FitChange]:
    """What may be changed, the least harmful first."""
    [fit] = first.fits
    limits = job.desk.paper.fit
    free = _is_free(job, fit)
    steps_most = limits.headline_steps if free else 0
    # Photos of a page whose lines run across the story's are as deep as they are.
    photos = (
        limits.photo_lines
        if job.desk.page_grid is None and any(isinstance(block, PhotoBlock) for block in inside)
        else 0
    )
    if fits(first):
        if _has_subheads(job):
            yield from (FitChange(subhead_lines=lines) for lines in range(1, limits.subhead_lines + 1))
        yield from (FitChange(photo_lines=sign * lines) for lines in range(1, photos + 1) for sign in (-1, 1))
        return
    if fit.over_lines:
        stepped_up = free and any(tier.taken_pt > tier.wanted_pt for tier in fit.heads)
        if stepped_up:
            yield replace(AS_ASKED, filled=False)
        if any(tier.at_marks for tier in fit.heads):
            yield FitChange(filled=False, sense_first=False)
        if fit.over_lines > MOST_OVER * (fit.set_lines + fit.head_lines * fit.legs):
            return
        for steps in range(1, steps_most + 1):
            yield FitChange(head_steps=-steps, filled=False)
        for lines in range(1, photos + 1):
            yield FitChange(filled=not stepped_up, photo_lines=-lines)
        for lines in range(1, photos + 1) if steps_most else ():
            yield FitChange(-steps_most, filled=False, photo_lines=-lines)
        if _has_subheads(job):
            closed = -job.desk.paper.white.over_subhead_lines
            for change in (FitChange(), FitChange(-steps_most), FitChange(photo_lines=-photos)):
                yield replace(change, filled=not stepped_up, subhead_lines=closed)
            yield FitChange(-steps_most, filled=False, subhead_lines=closed, photo_lines=-photos)
        if job.desk.tight_heads and fit.over_lines <= fit.legs:
            yield FitChange(filled=False, tight=True)
        return
    subheads = limits.subhead_lines if _has_subheads(job) else 0
    larger = [FitChange(subhead_lines=lines) for lines in range(1, subheads + 1)]
    larger += [FitChange(head_steps=steps) for steps in range(1, steps_most + 1)]
    larger += [FitChange(photo_lines=lines) for lines in range(1, photos + 1)]
    yield from larger
    # A story that goes on elsewhere has copy enough: where a sentence more has room, its legs are full.
    for lines in range(1, photos + 1) if job.jump.to else ():
        yield FitChange(photo_lines=-lines)
    for lines in range(photos + 1):
        for steps in range(steps_most + 1):
            change = FitChange(head_steps=steps, subhead_lines=subheads, photo_lines=lines)
            if change not in larger and change != AS_ASKED:
                yield change


def _has_subheads(job: Job) -> bool:
    return any(isinstance(block, Subhead) for block in job.story.body)
