"""A story and its block -> its region: frame, head, body in legs, and how it fits as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from content.problems import Problem
from layout.makeup.copyfit import Fit
from layout.makeup.desk import NARROWEST_EM, NOWHERE, BlockMakeup, Desk, Job
from layout.makeup.ground import find_faint
from layout.makeup.heads.headplace import HeadSeat, place_ground, place_seated_head, seat_head
from layout.makeup.heads.headstack import HeadStack, stack_height
from layout.makeup.heads.over_head import find_over_head, make_way, stands_over
from layout.makeup.heads.takes_white import takes_white
from layout.makeup.legs.body import leg_rules, overset_of, place_body
from layout.makeup.legs.ground import (
    BodyLeg,
    Measures,
    RectObstacle,
    Slot,
    Strip,
    begin_anew,
    count_scraps,
    is_plain,
    make_ground,
    move_down,
    part_legs,
    runs_of,
)
from layout.makeup.legs.intro import find_openers, set_intro
from layout.makeup.legs.obstacles import obstacles_in
from layout.makeup.legs.set_body import set_body
from layout.makeup.legs.shape_legs import inset_strips, lines_at_frame
from layout.makeup.pictures.frame import frame_items, frame_lines, frame_padding, shape_items
from layout.makeup.plot import make_plot
from layout.makeup.story.count_fit import FilledStory, count_fit, fit_problems
from layout.makeup.story.under_head import begin_under_head, find_resized
from layout.makeup.text.forms import form_problems
from layout.makeup.text.lineproblems import badly_filled_lines, overfull_lines
from layout.plan.blocks import Block, SidebarBlock, StoryBlock
from layout.plan.blocks.copy import Legs, count_legs
from layout.plan.grid import Area
from layout.plan.outline import trace_outlines
from layout.scene import Item, Overset, Rect, Region, Span

MOST_WHITE_TO_HEAD = 3
"""Lines of the grid that a body may leave empty and the head takes up as white of its own; more is left at the foot."""


def seat_story_head(job: Job) -> tuple[HeadSeat, Measures]:
    """The head of a story in its place, and the measures that its legs may have."""
    desk = job.desk
    em = desk.wardrobe[job.block.body_style].em
    fit = desk.paper.fit
    least = round(fit.least_measure_em * desk.grid.em), round(fit.least_outline_measure_em * desk.grid.em)
    measures = Measures(em, *least, fit.remainder == "leg")
    strip = _parts_of(job.block, desk, measures)[0]
    return seat_head(job, strip, part_legs(desk.grid, strip, measures)), measures


def set_story(job: Job, blocks: Sequence[Block] = (), asked: Sequence[Block] = ()) -> BlockMakeup:
    """Makes up a story in its area as its job says. Body lines stand on the grid, also inside a frame and round the
    `blocks` that stand in it, which are those that were `asked` for with pictures of another depth.
    """
    block, desk, spot = job.block, job.desk, job.spot
    em = desk.wardrobe[block.body_style].em
    stand, measures = seat_story_head(job)
    strip, *further = _parts_of(block, desk, measures)
    head = stand.head
    problems = [*head.problems, *_other_language(job), *form_problems(job)]
    if strip.last_line - strip.first_line + 1 - (head.depth if stand.over else 0) < 1:
        lines = max(0, strip.last_line - strip.first_line + 1)
        return _no_room(
            job, head, f"its head takes {head.depth} of {lines} lines and leaves none for the body"
        )
    for strip in (stand.strip, *further):
        legs = part_legs(desk.grid, strip, measures)
        narrowest = min(leg.width for leg in legs)
        if narrowest < NARROWEST_EM * em:
            why = f"{strip.legs} legs leave {max(0, narrowest / em):.1f} em to {'one' if strip.shares else 'each'}"
            return _no_room(job, head, why, "give it more columns, or fewer legs", "legs")
    own = stand.beside or part_legs(desk.grid, stand.strip, measures)
    blocks = begin_under_head(job, stand, blocks, own)
    stand = make_way(job, stand, blocks, own)
    # A head that gave of its white begins its legs higher.
    blocks = begin_under_head(job, stand, blocks, own)
    head, resized = stand.head, find_resized(job, asked, blocks)
    problems += [*_head_too_deep(job, stand), *find_over_head(job, stand, blocks, own)]
    all_round = [
        *obstacles_in(blocks, desk, own),
        *(RectObstacle(rect, desk.grid.gutter) for rect in stand.taken),
        *(lines_at_frame(block.areas, desk.grid) if block.frame is not None and block.more else ()),
    ]
    openers, intro, strip = find_openers(job), None, stand.strip
    if openers:
        intro = set_intro(job, openers, strip, all_round, measures)
        strip = replace(strip, first_line=strip.first_line + (intro.depth if intro is not None else 0))
        if intro is None or strip.last_line < strip.first_line:
            why = "its intro finds no room" if intro is None else "its intro leaves no line for the body"
            return _no_room(job, head, why, "give it more lines, or its intro fewer legs", "intro")
    ground = make_ground(desk.grid, [strip, *further], all_round, measures)
    if (block.legs_under or desk.paper.fit.legs_under) == "anew":
        ground = begin_anew(ground)
    if not ground:
        return _no_room(job, head, "what stands in it leaves no line for the body")
    body = set_body(job, ground)
    slack = max(len(leg.slots) for leg in ground) - body.depth
    # White that the head can't take whole is better seen whole, where the story ends.
    plain = is_plain(ground) and (intro is None or is_plain(intro.legs))
    gives = takes_white(job, stand) and slack <= MOST_WHITE_TO_HEAD and plain
    extra = slack if gives else 0
    # What stands under the head, in a leg that it has to itself, does not move down with the legs.
    deeper = replace(stand.rect, height=stand.rect.height + extra * desk.grid.leading)
    if extra and any(stands_over(obstacle, deeper) for obstacle in all_round):
        extra = 0
    ground = move_down(ground, extra)
    head_lines, across = place_seated_head(stand, extra, job)
    ground_along, ground_across = place_ground(stand, job)
    intro_rules, intro_lines = intro.place(job, extra) if intro is not None else ((), ())
    body_lines = (*intro_lines, *place_body(body, ground, desk))
    overset = overset_of(body)
    items: tuple[Item, ...] = (
        *_frame_of(block, desk),
        *ground_along,
        *leg_rules(desk, ground, body),
        *intro_rules,
        *head_lines,
        *body_lines,
    )
    problems += [*overfull_lines((*head_lines, *across), spot), *_faint_head(job, head), *body.problems]
    problems += intro.body.problems if intro is not None else ()
    problems += [*overfull_lines(body_lines, spot), *badly_filled_lines(body_lines, spot)]
    story_fit = count_fit(job, FilledStory(head, body, ground, overset, extra, resized))
    problems += fit_problems(job, story_fit, overset)
    region = _region(job, items, overset)
    # A head across the paper's lines is read first, as any is, and is on the page already.
    behind = len(region.items) - len(body_lines)
    region = replace(
        region,
        items=(*region.items[:behind], *ground_across, *across, *region.items[behind:]),
        legs=_places(job, ground),
        leg_ends=_leg_ends(ground, body.ended),
    )
    # The first part of a story that jumps has the copy of all.
    opening = intro.body.copy if intro is not None else ()
    copy = head.copy if job.jump.begin is not None else (*head.copy, *opening, *body.copy)
    scraps = count_scraps(ground, body.depths)
    made = BlockMakeup(region, copy, (story_fit,), tuple(problems), body.cut, resized, scraps)
    return replace(made, legs=own)


def _head_too_deep(job: Job, stand: HeadSeat) -> Iterator[Problem]:
    """A head whose place, as its block says it, is too small for its stack of lines."""
    if job.block.head.on is not None:
        return  # it is told where it is set
    grid = job.desk.grid
    rect, block = stand.rect, grid.rect(job.block.area)
    if stand.across:
        room = min(rect.right, block.right) - max(rect.x, block.x)
        ends = rect.right >= block.right
    else:
        # Its last lines are the frame's.
        framed = frame_lines(job.block.frame, job.desk) * grid.leading if job.block.frame is not None else 0
        room = min(rect.bottom, block.bottom - framed) - rect.y
        ends = rect.bottom >= block.bottom - framed
    height = stack_height(stand.head.tiers)
    # Body lines keep half of the white between two of them from the edges of their cells.
    if stand.over or height <= room + (0 if ends else grid.inset):
        return
    deep = "wide" if grid.vertical != stand.across else "deep"
    what = f"The head is {height / 1000:.1f} pt {deep}, its place {room / 1000:.1f} pt."
    more = "columns" if stand.across else "lines"
    hint = f"give the head more {more}, shorten it, or set it smaller"
    yield Problem("too-deep", "press", what, job.place_of_key("head"), hint)


def _faint_head(job: Job, head: HeadStack) -> list[Problem]:
    """Type of a head that is hard to read on its ground."""
    ground = job.block.head.ground
    if ground is None:
        return []
    named = ((tier.copy.part.partition("[")[0].replace("_", " "), tier.dress) for tier in head.tiers)
    return find_faint(ground, named, job.desk, job.spot.at("head", "ground"))


def _strip(area: Area, legs: Legs | None, desk: Desk) -> Strip:
    rect = desk.grid.rect(area)
    shares = legs if isinstance(legs, tuple) else ()
    return Strip(area.first_line, area.last_line, rect.x, rect.width, count_legs(legs, area), shares)


def _region(job: Job, items: Sequence[Item], overset: Overset | None) -> Region:
    """The block's region: its items, made up along the grid, where they are on the page."""
    block, story = job.block, job.story
    grid = job.desk.grid
    plot = make_plot(grid, block.area, vertical=grid.vertical)
    frame = grid.on_page(plot.whole)
    region = Region(job.spot.block, block.kind, story.id, story.lang, frame, plot.on_page(items), overset)
    if not block.more:
        return region
    return replace(region, areas=tuple(grid.on_page(grid.rect(area)) for area in block.areas))


def _places(job: Job, legs: Sequence[BodyLeg]) -> tuple[Rect, ...]:
    """The place of each leg on the page: of each run of its lines, where something stands across it."""
    grid = job.desk.grid
    return tuple(
        grid.on_page(Rect(leg.x, grid.line_y(first), leg.width, (last - first + 1) * grid.leading))
        for leg in legs
        for first, last in runs_of(slot.line for slot in leg.slots)
    )


def _leg_ends(legs: Sequence[BodyLeg], ended: Sequence[int]) -> tuple[int, ...]:
    """Which of the places of legs are the last ones of the legs that the copy ends."""
    places = [*accumulate(len([*runs_of(slot.line for slot in leg.slots)]) for leg in legs)]
    return tuple(places[number] - 1 for number in ended)


def _other_language(job: Job) -> list[Problem]:
    """A story in another language than its body's profile sets: it is set by rules that are not its own."""
    profile = job.desk.wardrobe[job.block.body_style].paragraph.profile
    if job.story.lang.split("-")[:2] == profile.lang.split("-")[:2]:
        return []
    what = f"The story is in {job.story.lang!r}, and is set by the rules of {profile.name}, for {profile.lang!r}."
    return [
        Problem(
            "other-language",
            "warning",
            what,
            job.place_of_key("body_style"),
            "give its block a body style of its language",
        )
    ]


def _parts_of(block: StoryBlock | SidebarBlock, desk: Desk, measures: Measures) -> tuple[Strip, ...]:
    """The parts of a block that its copy has: a frame keeps its lines and its padding."""
    first = _strip(block.area, block.legs, desk)
    strips = (first, *(_strip(part.area, part.legs, desk) for part in block.more))
    if block.frame is None:
        return strips
    padding, lines = frame_padding(block.frame, desk), frame_lines(block.frame, desk)
    if block.more:
        return inset_strips(block.areas, strips, padding, desk.grid, measures)
    inside = replace(
        first,
        first_line=first.first_line + lines,
        last_line=first.last_line - lines,
        x=first.x + padding,
        width=first.width - 2 * padding,
    )
    return (inside,)


def _frame_of(block: StoryBlock | SidebarBlock, desk: Desk) -> tuple[Item, ...]:
    """What is drawn round and behind a block."""
    if block.frame is None or not block.more:
        return frame_items(block.frame, desk.grid.inner(block.area), desk)
    return shape_items(block.frame, trace_outlines(block.areas, desk.grid), desk)


def _no_room(
    job: Job,
    head: HeadStack,
    why: str,
    hint: str = "give it more lines, or shorten its head",
    key: str = "lines",
) -> BlockMakeup:
    """A block too small for its head, or for two characters in a leg: everything of the story is overset."""
    block, desk, story = job.block, job.desk, job.story
    rect = desk.grid.rect(block.area)
    width = max(rect.width, 4 * desk.grid.em)
    # A large first letter would be no line of what is over; an intro is over with the rest.
    plain = block.model_copy(update={"drop_cap": 0, "intro": None})
    uncut = replace(job, block=plain, jump=replace(job.jump, to=""))
    body = set_body(uncut, (BodyLeg(rect.x, width, (Slot(block.area.first_line, rect.x, width),)),))
    copy = head.copy if job.jump.begin is not None else (*head.copy, *body.copy)
    left = overset_of(replace(body, depths=())) or Overset(0, 0, "", ())
    spans = (*(Span(copy.story, copy.part, 0, len(copy.text)) for copy in head.copy), *left.spans)
    text = "".join(copy.text for copy in head.copy)
    overset = Overset(len(body.lines), len(text) + left.characters, (text + left.text)[:40], spans)
    problem = Problem(
        "no-room",
        "press",
        f"The block is too small for the story: {why}.",
        job.place_of_key(key),
        f"{hint}; it has {block.area}",
    )
    region = _region(job, _frame_of(block, desk), overset)
    fit = Fit(
        story=story.id,
        page=job.spot.page,
        block=job.spot.block,
        legs=1,
        leg_lines=0,
        head_lines=head.depth,
        set_lines=0,
        natural_lines=body.natural,
        white=0,
        over_lines=overset.lines,
        over_characters=overset.characters,
    )
    cut = NOWHERE if job.jump.to else None
    return BlockMakeup(region, copy, (fit,), (*head.problems, *body.problems, problem), cut)
