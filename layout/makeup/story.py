"""A story's block -> its region: frame, head, body in legs, and how it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.problems import Problem
from layout.blocks import SidebarBlock, StoryBlock
from layout.grid import Area, Leg, points
from layout.makeup.body import Body, overset_of, place_body, set_body
from layout.makeup.desk import NARROWEST_EM, Desk, Fit, Job, Made, Spot
from layout.makeup.frame import frame_items
from layout.makeup.head import Head, place_head, set_head
from layout.makeup.plot import make_plot
from layout.makeup.text import badly_filled_lines, overfull_lines
from layout.scene import Item, Mpt, Overset, Rect, Region, Rule, Span

MOST_WHITE_TO_HEAD = 3
"""Lines of the grid that a body may leave empty and the head takes up as white of its own; more is left at the foot."""


def make_story(block: StoryBlock | SidebarBlock, desk: Desk, spot: Spot) -> Made:
    """Makes up a story in its area. Body lines stand on the grid, also inside a frame."""
    story = desk.stories[block.story]
    job = Job(story, block, desk, spot)
    area, x, width = _inside(block, desk)
    count = block.legs or block.area.columns
    em = desk.wardrobe[block.body_style].font.size
    legs = desk.grid.legs(x, width, count, em)
    head = set_head(job, width)
    room = area.lines - head.depth
    problems = [*head.problems, *_other_language(job)]
    if room < 1:
        lines = max(0, area.lines)
        return _no_room(
            job, head, f"its head takes {head.depth} of {lines} lines and leaves none for the body"
        )
    if legs[0].width < NARROWEST_EM * em:
        return _no_room(job, head, f"{count} legs leave {max(0, legs[0].width / em):.1f} em to each")
    body = set_body(job, legs, room)
    slack = room - body.fill.depth
    # White that the head can't take whole is better seen whole, where the story ends.
    gives = block.head_lines is None and bool(head.tiers) and slack <= MOST_WHITE_TO_HEAD
    extra = slack if gives else 0
    first_body_line = area.first_line + head.depth + extra
    head_lines = place_head(head, x, desk.grid.line_y(area.first_line) + desk.grid.inset, extra, desk)
    body_lines = place_body(body, legs, first_body_line, desk)
    overset = overset_of(body)
    items: tuple[Item, ...] = (
        *frame_items(block.frame, desk.grid.inner(block.area), desk),
        *_leg_rules(desk, legs, first_body_line, body.fill.depth),
        *head_lines,
        *body_lines,
    )
    problems += [*overfull_lines(head_lines, spot), *body.problems]
    problems += [*overfull_lines(body_lines, spot), *badly_filled_lines(body_lines, spot)]
    fit = _fit(job, head, body, room, extra)
    problems += _fit_problems(job, fit, overset)
    region = replace(_region(job, items, overset), legs=_places(job, legs, first_body_line, room - extra))
    return Made(region, (*head.copy, *body.copy), (fit,), tuple(problems))


def _region(job: Job, items: Sequence[Item], overset: Overset | None) -> Region:
    """The block's region: its items, made up along the grid, where they are on the page."""
    block, story = job.block, job.story
    plot = make_plot(job.desk.grid, block.area, vertical=job.desk.grid.vertical)
    frame = job.desk.grid.on_page(plot.whole)
    return Region(job.spot.block, block.kind, story.id, story.lang, frame, plot.on_page(items), overset)


def _places(job: Job, legs: Sequence[Leg], first_line: int, lines: int) -> tuple[Rect, ...]:
    """The place of each leg on the page, all of its lines."""
    grid = job.desk.grid
    top = grid.line_y(first_line)
    return tuple(grid.on_page(Rect(leg.x, top, leg.width, lines * grid.leading)) for leg in legs)


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
            job.place("lang"),
            "give its block a body style of its language",
        )
    ]


def _inside(block: StoryBlock | SidebarBlock, desk: Desk) -> tuple[Area, Mpt, Mpt]:
    """The lines, left edge and width that a block's copy has: a frame keeps a line and its padding."""
    rect = desk.grid.rect(block.area)
    if block.frame is None:
        return block.area, rect.x, rect.width
    padding = round(block.frame.padding_em * desk.grid.em)
    whole = block.area
    area = Area(whole.first_column, whole.last_column, whole.first_line + 1, whole.last_line - 1)
    return area, rect.x + padding, rect.width - 2 * padding


def _leg_rules(desk: Desk, legs: tuple[Leg, ...], first_line: int, depth: int) -> tuple[Item, ...]:
    rule = desk.paper.rules.between_legs
    if rule is None or depth == 0:
        return ()
    top = desk.grid.line_y(first_line) + desk.grid.inset
    bottom = desk.grid.line_y(first_line + depth) - desk.grid.inset
    middles = [(one.x + one.width + other.x) // 2 for one, other in pairwise(legs)]
    return tuple(Rule(x, top, x, bottom, points(rule.width_pt), desk.ink(rule.ink)) for x in middles)


def _fit(job: Job, head: Head, body: Body, room: int, extra: int) -> Fit:
    legs = job.block.legs or job.block.area.columns
    overset = overset_of(body)
    return Fit(
        story=job.story.id,
        page=job.spot.page,
        block=job.spot.block,
        legs=legs,
        leg_lines=body.fill.depth,
        head_lines=head.depth + extra,
        set_lines=len(body.slots),
        natural_lines=body.natural,
        white=max(0, legs * (room - extra) - len(body.slots)),
        over_lines=overset.lines if overset else 0,
        over_characters=overset.characters if overset else 0,
        headline_pt=head.sizes,
    )


def _fit_problems(job: Job, fit: Fit, overset: Overset | None) -> list[Problem]:
    problems = []
    if overset is not None:
        span = overset.spans[0]
        problems.append(
            Problem(
                "overset",
                "press",
                f"{overset.lines} lines, {overset.characters} characters of the story have no room, "
                f"from “{overset.text[:20]}”.",
                job.place(span.part, span.start),
                f"cut {overset.characters} characters, or make the block {-(-overset.lines // fit.legs)} lines "
                f"{job.desk.words.more}",
            )
        )
    if fit.white > fit.legs:
        problems.append(
            Problem(
                "underset",
                "warning",
                f"The story leaves {fit.white} lines of its {fit.legs} legs empty.",
                job.place(),
                f"make the block {fit.white // fit.legs} lines {job.desk.words.fewer}, or add copy",
            )
        )
    return problems


def _no_room(job: Job, head: Head, why: str) -> Made:
    """A block too small for its head, or for two characters in a leg: everything of the story is overset."""
    block, desk, story = job.block, job.desk, job.story
    rect = desk.grid.rect(block.area)
    body = set_body(job, (Leg(rect.x, max(rect.width, 4 * desk.grid.em)),), 1)
    copy = (*head.copy, *body.copy)
    spans = tuple(Span(one.story, one.part, 0, len(one.text)) for one in copy)
    text = "".join(one.text for one in copy)
    overset = Overset(len(body.slots), len(text), text[:40], spans)
    problem = Problem(
        "no-room",
        "press",
        f"The block is too small for the story: {why}.",
        job.place(),
        f"give it more lines or columns, or fewer legs; it has {block.area}",
    )
    region = _region(job, frame_items(block.frame, desk.grid.inner(block.area), desk), overset)
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
    return Made(region, copy, (fit,), (*head.problems, *body.problems, problem))
