"""An edition's stories -> what is wrong with their shapes, and with what is inside them or goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from content.nearest import meant
from content.problems import Problem
from content.reading import Read
from layout.plan.blocks import Block, CopyBlock, range_ends
from layout.plan.edition import EditionModel, PlannedBlock, blocks_of, stories_of, stories_on, stories_round
from layout.plan.grid import Area, make_grid, points
from layout.plan.outline import edges_of, trace_outlines
from layout.plan.paper import Paper
from layout.plan.style import Writing
from layout.plan.turnedgrid import is_turned, turn_story


def bad_shapes(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Stories whose parts don't adjoin, or whose head has no place in them."""
    for at in stories_of(read):
        areas = at.block.areas
        for part, area in enumerate(areas[1:], 1):
            if not any(_adjoin(area, other) for other in (*areas[:part], *areas[part + 1 :])):
                what = f"The story's part in {area} touches none of its other parts."
                yield at.refusal("apart", what, "let its parts adjoin, or make it a block of its own", "more")
        for key, legs, area in (
            ("legs", at.block.legs, at.block.area),
            *(("more", part.legs, part.area) for part in at.block.more),
        ):
            if isinstance(legs, tuple) and sum(legs) != area.columns:
                what = f"The legs take {sum(legs)} basic columns in all, and there are {area.columns}."
                yield at.refusal(
                    "uneven-sum", what, "let them sum to the columns, or write how many legs", key
                )
        yield from _narrow_steps(at, paper)
        block, writing = at.block, paper.grid_of(at.page.grid).writing
        if is_turned(block, vertical=writing == "vertical"):
            if block.more:
                what = f"A {block.writing} story of a {writing} page must be a rectangle."
                yield at.refusal("framed-shape", what, "take the further parts out", "more")
            if isinstance(block.legs, tuple):
                what = f"The legs of a {block.writing} story of a {writing} page are of one length."
                yield at.refusal("uneven-sum", what, "write how many legs it has", "legs")
            turned = turn_story(block, paper, make_grid(paper, at.page.grid))
            block, writing = turned.block, block.writing or writing
        for what, hint in _head_faults(block, writing):
            yield at.refusal("bad-head-place", what, hint, "head")


def _narrow_steps(at: PlannedBlock[CopyBlock], paper: Paper) -> Iterator[Problem]:
    """A border of a frame round several rectangles that is deeper than a step of theirs has room for."""
    frame = at.block.frame
    if frame is None or frame.border is None or not at.block.more:
        return
    grid = make_grid(paper, at.page.grid)
    edges = (edge for outline in trace_outlines(at.block.areas, grid) for edge in edges_of(outline))
    least = min(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in edges)
    if least < LEAST_STEP * points(frame.border_pt):
        what = f"The border is {frame.border_pt:g} pt deep, and a step of the story's outline {least / 1000:.1f} pt."
        yield at.refusal(
            "framed-shape", what, "let the step be longer, or the border finer", "frame", "border_pt"
        )


LEAST_STEP = 3
"""Depths of a border that each side of an outline is long at least: a piece at either corner, and one between."""


def _head_faults(block: CopyBlock, writing: Writing) -> Iterator[tuple[str, str]]:
    """What is wrong with where a story's head is to be, and what to do."""
    head, area = block.head, block.area
    if head.on is not None:
        return  # it lies on a picture (`overpictures`)
    sides = ("right", "top", "bottom") if writing == "vertical" else ("top", "left", "right")
    if head.side is not None and head.side not in sides:
        yield (
            f"In {writing} writing no head can stand at the {head.side} of its story.",
            f"write {sides[0]}, {sides[1]} or {sides[2]}",
        )
    called, most_columns = "columns", (area.first_column, area.last_column)
    if head.columns_are == "legs":
        called, most_columns = "legs", (1, block.leg_count)
    for name, own, most in (
        (called, head.columns, most_columns),
        ("lines", head.lines, (area.first_line, area.last_line)),
    ):
        if not own:
            continue
        first, last = range_ends(own)
        if last < first or first < most[0] or last > most[1]:
            what = f"The head's {name} {own} are not in the story's {name} {most[0]}-{most[1]}."
            yield what, "give it some of the story's own"
    if head.side in sides[1:] and not head.columns and head.writing == writing:
        what = "A head beside the legs whose lines run as theirs has no width of its own."
        yield what, "give it columns, or let its lines run across"
    yield from _sleeve_faults(block, writing)


def _sleeve_faults(block: CopyBlock, writing: Writing) -> Iterator[tuple[str, str]]:
    """What is wrong with the room that a head gives to what follows its headline (袖見出し)."""
    head, area = block.head, block.area
    across = head.runs_across(writing)
    legs = block.leg_count
    if head.columns:
        first, last = range_ends(head.columns)
        legs = min(legs, last - first + 1)
    for key, own, most, what_of in (
        ("sleeve_columns", head.sleeve_columns, legs, "legs"),
        ("sleeve_lines", head.sleeve_lines, area.lines, "lines"),
    ):
        if own is None:
            continue
        if across == (key == "sleeve_columns"):
            which, other = ("across", "sleeve_lines") if across else ("along", "sleeve_columns")
            yield (
                f"The head's lines run {which} those of the text, and `{key}` is of others.",
                f"write `{other}`",
            )
        elif own > most:
            yield f"The head's `{key}` is {own}, and it has {most} {what_of}.", "give it fewer"


def bad_insides(read: Read[EditionModel], paper: Paper | None) -> Iterable[Problem]:
    """Blocks inside a story that is not on their page, or not wholly inside it. Without a paper, which has problems of
    its own, lines are taken to run level.
    """
    for at in blocks_of(read):
        name, legs = at.block.inside, at.block.columns_are == "legs"
        if name is None:
            if legs:
                what = "The block stands in no story whose legs its columns could be."
                yield at.refusal("outside-story", what, "name the story as `inside`", "columns_are")
            if "white_round" in at.block.model_fields_set:
                what = "The block stands in no story whose text could keep white from it."
                yield at.refusal("outside-story", what, "name the story as `inside`", "white_round")
            continue
        stories = _other_stories(at)
        if name not in stories:
            what = f"There is no story {name!r} on the page for the block to stand in."
            yield at.refusal("unknown-name", what, _near(name, stories), "inside")
            continue
        story = stories[name]
        round_ = stories_round(at.block, stories_on(at.page.blocks))
        if at.id in round_ or len(round_) > MOST_ROUND:
            yield _too_deep(at, round_)
            continue
        upright = paper is not None and paper.grid_of(at.page.grid).writing == "vertical"
        if legs and paper is not None and is_turned(story, vertical=upright):
            what = f"The story {name!r} runs across the page's lines: its legs are no columns of the page."
            hint = "let the block count the page's columns (`columns_are: basic`)"
            yield at.refusal("outside-story", what, hint, "columns_are")
            continue
        areas = (_of_legs(story, vertical=upright),) if legs else story.areas
        placed = at.block.areas
        if not legs and story.columns_are == "legs":
            # Whether legs of a story have such basic columns is known when it is set: the proof of room says it.
            first = story.area.first_column
            placed = tuple(replace(area, first_column=first, last_column=first) for area in placed)
        for area in placed:
            if _covers(areas, area):
                continue
            said, hint = f"{area}", "move it into the story's area, or take `inside` out"
            if legs:
                own = areas[0]
                said = (
                    f"legs {area.first_column}-{area.last_column}, lines {area.first_line}-{area.last_line}"
                )
                hint = f"the story has legs 1 to {own.last_column} in lines {own.first_line}-{own.last_line}"
            what = f"The block in {said} is not all inside story {name!r}."
            yield at.refusal("outside-story", what, hint, "inside")


MOST_ROUND = 3
"""Stories that a block may stand in, one in the other: a picture in a box in a story, and one box more."""


def _too_deep(at: PlannedBlock[Block], round_: tuple[str, ...]) -> Problem:
    """That a block stands in a story that stands in it, or in too many."""
    if at.id in round_:
        what = f"The story {at.id!r} stands in {round_[0]!r}, and that one in it."
        return at.refusal("outside-story", what, "take one `inside` out", "inside")
    what = f"The block stands in {len(round_)} stories, one in the other."
    return at.refusal("outside-story", what, f"let it stand in {MOST_ROUND} at most", "inside")


def _of_legs(story: CopyBlock, *, vertical: bool) -> Area:
    """The lines of a story's first part, with its legs for columns. A head that takes columns beside them leaves fewer
    legs, unless the story says how many it has.
    """
    legs, area, head = story.leg_count, story.area, story.head
    of_legs = head.columns_are == "legs"
    if head.columns and (of_legs or story.legs is None) and _is_as_deep(story, vertical=vertical):
        first, last = range_ends(head.columns)
        own = (1, legs) if of_legs else (area.first_column, area.last_column)
        if first == own[0] or last == own[1]:
            legs = max(1, legs - (last - first + 1))
    return Area(1, legs, area.first_line, area.last_line)


def _is_as_deep(story: CopyBlock, *, vertical: bool) -> bool:
    """Whether the head of a story takes all of its lines: at the ends of the legs, across them, or by its lines."""
    head, area = story.head, story.area
    if head.lines:
        first, last = range_ends(head.lines)
        framed = story.frame is not None
        return first <= area.first_line + framed and last >= area.last_line - framed
    page: Writing = "vertical" if vertical else "horizontal"
    return head.is_beside(page) or head.runs_across(page)


def missing_companions(read: Read[EditionModel]) -> Iterable[Problem]:
    """Photos and tables that go with a story which is not on their page."""
    for at in blocks_of(read):
        name = at.block.belongs_to
        if name is None or name == at.block.inside:
            continue
        stories = _other_stories(at)
        if name not in stories:
            thing = at.block.kind.replace("-", " ")
            what = f"There is no story {name!r} on the page for the {thing} to go with."
            yield at.refusal("unknown-name", what, _near(name, stories), "goes_with")


def _other_stories(at: PlannedBlock[Block]) -> dict[str, CopyBlock]:
    """The blocks of a block's page that hold a story, by name, but for itself."""
    stories = stories_on(at.page.blocks)
    return {name: block for name, block in stories.items() if block is not at.block}


def _near(name: str, stories: Iterable[str]) -> str:
    known = sorted(stories)
    return meant(name, known, f"the page has {', '.join(known)}" if known else "the page has no other story")


def _adjoin(area: Area, other: Area) -> bool:
    """Whether two areas share an edge, or a part of one."""
    columns = min(area.last_column, other.last_column) - max(area.first_column, other.first_column)
    lines = min(area.last_line, other.last_line) - max(area.first_line, other.first_line)
    return (columns >= 0 and lines >= -1) or (columns >= -1 and lines >= 0)


def _covers(areas: Iterable[Area], inner: Area) -> bool:
    """Whether areas that don't overlap cover one."""
    shared = (inner.overlap(area) for area in areas)
    return (
        sum(area.columns * area.lines for area in shared if area is not None) == inner.columns * inner.lines
    )
