"""An index block (导读) -> its region: titles of stories, with leaders to the pages that they are on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.problems import Problem
from content.story import Story
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.furniture.listing import (
    Room,
    Row,
    level_rule,
    line_height,
    lines_of,
    region_of,
    room_of,
    too_deep,
    tops,
)
from layout.makeup.heads.headline_breaks import Within, break_headline
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Look, natural_width, place_line, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CopyBlock, IndexBlock
from layout.scene import Item, Mpt

LEADER = "·"
LEAST_DOTS = 3
MOST_LINES = 4
"""Lines that a title of the index is broken into."""


@dataclass(frozen=True, slots=True)
class _Entry:
    lines: tuple[str, ...]
    page: str


def make_index(block: IndexBlock, desk: Desk, spot: Spot) -> Made:
    """Makes up an index: the title's lines at the left, its page at the right on the last of them."""
    room = room_of(block, desk)
    dress = room.dress(desk, block.style, "body")
    number_dress = room.dress(desk, block.page_style, block.style)
    title_dress = room.dress(desk, block.title_style, block.style)
    entries = [_entry(room, dress, number_dress, words) for words in _words(block, desk)]
    step = max(line_height(dress), line_height(number_dress))
    rows = [Row(len(entry.lines) * step) for entry in entries]
    if block.title is not None:
        rows.insert(0, Row(line_height(title_dress)))
    items: list[Item] = []
    problems: list[Problem] = [*too_deep(rows, room, spot), *_waiting(block, desk, spot)]
    look = Look("index", {0: dress.ink}, None, dress.vertical)
    widest = max(natural_width(entry.page, number_dress) for entry in entries)
    places = tops(rows, room.rect, block.place)
    x, measure = room.rect.x, room.rect.width
    if block.title is not None:
        line = set_one_line(block.title, title_dress, measure)
        title_look = Look("index-title", {0: title_dress.ink}, None, title_dress.vertical)
        items.append(place_line(line, x, _baseline(room, places.pop(0), step, title_dress), title_look))
        problems += unknown_characters(block.title, title_dress, spot, None)
    for number, (entry, top) in enumerate(zip(entries, places, strict=True)):
        if number and block.rule is not None:
            before = places[number - 1] + rows[number - len(entries) - 1].height
            items.append(level_rule(room.rect, (before + top) // 2, block.rule, desk))
        for at, text in enumerate(entry.lines):
            baseline = _baseline(room, top + at * step, step, dress)
            items.append(place_line(set_one_line(text.strip(), dress, measure, "start"), x, baseline, look))
            problems += unknown_characters(text, dress, spot, None)
        baseline = _baseline(room, top + (len(entry.lines) - 1) * step, step, number_dress)
        page = set_one_line(entry.page, number_dress, measure, "end")
        number_look = Look("index", {0: number_dress.ink}, None, number_dress.vertical)
        dots, from_x = _leaders(entry, dress, x, x + measure - widest)
        if block.leaders and len(dots) >= LEAST_DOTS:
            dotted = set_one_line(dots, dress, x + measure - widest - dress.font.size // 2 - from_x, "end")
            items.append(place_line(dotted, from_x, baseline, look))
        items.append(place_line(page, x, baseline, number_look))
        problems += unknown_characters(entry.page, number_dress, spot, None)
    problems += overfull_lines(lines_of(items), spot, room.plot.longer)
    problems += _without_room_for_pages(entries, room, (dress, number_dress), spot)
    return Made(region_of(block, desk, spot, (room.plot, items)), problems=tuple(problems))


def _without_room_for_pages(
    entries: Sequence[_Entry], room: Room, dresses: tuple[Dress, Dress], spot: Spot
) -> Iterator[Problem]:
    """Titles that no break makes short enough for their page, which stands on the same line."""
    dress, number_dress = dresses
    for entry in entries:
        width = natural_width(entry.lines[-1].strip(), dress)
        if room.rect.width - natural_width(entry.page, number_dress) < width <= room.rect.width:
            what = f"The title “{entry.lines[-1].strip()}” leaves no room for its page, {entry.page}."
            hint = f"give the entry a shorter `title`, or the index more {room.plot.longer}"
            yield Problem("overfull", "press", what, spot.place(), hint)


def _waiting(block: IndexBlock, desk: Desk, spot: Spot) -> list[Problem]:
    """Entries of stories that have no headline, or can't be read: the stories' names stand in for it."""
    names = [
        one.story for one in block.entries if one.title is None and not _headline(desk.stories.get(one.story))
    ]
    unread = [name for name in names if name not in desk.stories]
    bare = [name for name in names if name in desk.stories]
    hint = "give the story a headline, or its entry a `title`"
    problems = []
    if unread:
        what = f"The index has no words for {', '.join(unread)}, which can't be read."
        mend = "mend the story, or give its entry a `title`"
        problems.append(Problem("index-waits", "press", what, spot.place(), mend))
    if bare:
        what = f"The index has no words for {', '.join(bare)}, which has no headline."
        problems.append(Problem("index-waits", "press", what, spot.place(), hint))
    return problems


def _headline(story: Story | None) -> str:
    """What an index calls a story by itself; "" for one without a headline, or none."""
    return "" if story is None else story.jump_head or " ".join(story.headline)


def _words(block: IndexBlock, desk: Desk) -> list[tuple[str, str]]:
    """The title and the page of each entry."""
    pages = {
        one.story: page.name
        for page in reversed(desk.pages)
        for one in page.blocks
        if isinstance(one, CopyBlock) and one.jump_from is None
    }
    found = []
    for entry in block.entries:
        page = pages.get(entry.story, "")
        digits = re.search("[0-9]+$", page)
        number = str(int(digits[0])) if digits else page
        title = entry.title or _headline(desk.stories.get(entry.story)) or entry.story
        found.append((title, block.page.replace("{page}", page).replace("{number}", number)))
    return found


def _entry(room: Room, dress: Dress, number_dress: Dress, words: tuple[str, str]) -> _Entry:
    """A title in as few lines as it can be, which leave two ems before the page."""
    title, page = words
    measure = room.rect.width - natural_width(page, number_dress) - 2 * dress.font.size
    lines = break_headline(
        title,
        lambda text: natural_width(text.strip(), dress),
        measure,
        dress.paragraph.profile,
        Within(MOST_LINES),
    )
    return _Entry(tuple(lines or [title]), page)


def _baseline(room: Room, top: Mpt, step: Mpt, dress: Dress) -> Mpt:
    size = dress.font.size
    return top + max(0, step - size) // 2 + room.plot.ascent(size)


def _leaders(entry: _Entry, dress: Dress, start: Mpt, end: Mpt) -> tuple[str, Mpt]:
    """Dots from the title to where all pages begin at the latest, counted from there so that they stand in columns; and
    where they begin.
    """
    em = dress.font.size
    step = natural_width(2 * LEADER, dress) - natural_width(LEADER, dress)
    free = end - em // 2 - (start + natural_width(entry.lines[-1].strip(), dress) + em // 2)
    count = max(0, free) // step
    return LEADER * count, end - em // 2 - count * step
