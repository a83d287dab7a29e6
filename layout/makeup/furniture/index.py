"""An index block (导读) -> its region: titles of stories, with leaders to the pages that they are on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.problems import Problem
from content.story import Story
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import (
    Room,
    Row,
    framed_items,
    level_rule,
    room_of,
    too_deep,
    tops,
)
from layout.makeup.heads.headline_breaks import Within, break_headline
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Look, natural_width, place_line, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import IndexBlock
from layout.plan.edition import stories_on
from layout.scene import Item, Line, Mpt

LEADER = "·"
LEAST_DOTS = 3
MOST_LINES = 4
"""Lines that a title of the index is broken into."""


@dataclass(frozen=True, slots=True)
class _Entry:
    lines: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an index is set in: its room, and the dresses of its entries, of their pages, and of the line over them."""

    room: Room
    text: Dress
    page: Dress
    title: Dress

    @property
    def step(self) -> Mpt:
        """From line to line of the entries."""
        return max(self.text.line_height, self.page.line_height)

    def baseline(self, top: Mpt, dress: Dress) -> Mpt:
        """The baseline of a line whose row begins there."""
        size = dress.em_depth
        return top + max(0, self.step - size) // 2 + self.room.plot.ascent(size)


def make_index(block: IndexBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up an index: the title's lines at the left, its page at the right on the last of them."""
    room = room_of(block, desk)
    setting = _Setting(
        room,
        text=room.dress(desk, block.style, "body"),
        page=room.dress(desk, block.page_style, block.style),
        title=room.dress(desk, block.title_style, block.style),
    )
    entries = [_entry(setting, *words) for words in _words(block, desk)]
    rows = [Row(len(entry.lines) * setting.step) for entry in entries]
    if block.title is not None:
        rows.insert(0, Row(setting.title.line_height))
    height = sum(row.height for row in rows)
    items: list[Item] = []
    problems = [*too_deep(height, room.rect.height, room.plot, spot), *_waiting(block, desk, spot)]
    places = tops(rows, room.rect, block.place)
    if block.title is not None:
        line = set_one_line(block.title, setting.title, room.rect.width)
        look = Look("index-title", {0: setting.title.ink}, None, setting.title.vertical)
        title = place_line(line, room.rect.x, setting.baseline(places.pop(0), setting.title), look)
        items.append(title)
        problems += unknown_characters(block.title, setting.title, spot.at("title"), None)
        problems += overfull_lines((title,), spot.at("title"), room.plot.longer)
    widest = max(natural_width(entry.page, setting.page) for entry in entries)
    for number, (entry, top) in enumerate(zip(entries, places, strict=True)):
        if number and block.rule is not None:
            before = places[number - 1] + rows[number - len(entries) - 1].height
            items.append(level_rule(room.rect, (before + top) // 2, block.rule, desk))
        lines = list(_entry_lines(entry, setting, top, widest if block.leaders else None))
        items += lines
        at_entry = spot.at("entries", number, "title")
        for text in entry.lines:
            problems += unknown_characters(text, setting.text, at_entry, None)
        problems += unknown_characters(entry.page, setting.page, spot.at("page"), None)
        problems += overfull_lines(lines, at_entry, room.plot.longer)
        problems += _without_room_for_page(entry, setting, at_entry)
    return BlockMakeup(
        desk.region(block, spot, framed_items(block, desk, room.plot, items)), problems=tuple(problems)
    )


def _entry_lines(entry: _Entry, setting: _Setting, top: Mpt, widest: Mpt | None) -> Iterator[Line]:
    """The lines of an entry from its top on: its title, its page, and dots up to the `widest` page if that is given."""
    x, measure = setting.room.rect.x, setting.room.rect.width
    dress, page_dress = setting.text, setting.page
    look = Look("index", {0: dress.ink}, None, dress.vertical)
    for number, text in enumerate(entry.lines):
        baseline = setting.baseline(top + number * setting.step, dress)
        yield place_line(set_one_line(text.strip(), dress, measure, "start"), x, baseline, look)
    baseline = setting.baseline(top + (len(entry.lines) - 1) * setting.step, page_dress)
    if widest is not None:
        dots, from_x = _leaders(entry, dress, x, x + measure - widest)
        if len(dots) >= LEAST_DOTS:
            dotted = set_one_line(dots, dress, x + measure - widest - dress.em // 2 - from_x, "end")
            yield place_line(dotted, from_x, baseline, look)
    page_look = Look("index", {0: page_dress.ink}, None, page_dress.vertical)
    yield place_line(set_one_line(entry.page, page_dress, measure, "end"), x, baseline, page_look)


def _without_room_for_page(entry: _Entry, setting: _Setting, spot: BlockSpot) -> Iterator[Problem]:
    """A title that no break makes short enough for its page, which stands on the same line."""
    room, last = setting.room, entry.lines[-1].strip()
    width = natural_width(last, setting.text)
    if room.rect.width - natural_width(entry.page, setting.page) < width <= room.rect.width:
        what = f"The title “{last}” leaves no room for its page, {entry.page}."
        hint = f"give the entry a shorter `title`, or the index more {room.plot.longer}"
        yield Problem("overfull", "press", what, spot.place(), hint)


def _waiting(block: IndexBlock, desk: Desk, spot: BlockSpot) -> Iterator[Problem]:
    """Entries of stories that have no headline, or can't be read: the stories' names stand in for it."""
    unread: list[tuple[int, str]] = []
    bare: list[tuple[int, str]] = []
    for number, entry in enumerate(block.entries):
        if entry.title is None and not _headline(desk.stories.get(entry.story)):
            (bare if entry.story in desk.stories else unread).append((number, entry.story))
    for entries, why, mend in (
        (unread, "which can't be read", "mend the story, or give its entry a `title`"),
        (bare, "which has no headline", "give the story a headline, or its entry a `title`"),
    ):
        if entries:
            what = f"The index has no words for {', '.join(name for _, name in entries)}, {why}."
            place = spot.at("entries", entries[0][0], "story").place()
            yield Problem("index-waits", "press", what, place, mend)


def _headline(story: Story | None) -> str:
    """What an index calls a story by itself; "" for one without a headline, or none."""
    return "" if story is None else story.jump_head or " ".join(story.headline)


def _words(block: IndexBlock, desk: Desk) -> list[tuple[str, str]]:
    """The title and the page of each entry."""
    pages = {
        story.story: page.name
        for page in reversed(desk.pages)
        for story in stories_on(page.blocks).values()
        if story.jump_from is None
    }
    found = []
    for entry in block.entries:
        page = pages.get(entry.story, "")
        digits = re.search("[0-9]+$", page)
        number = str(int(digits[0])) if digits else page
        title = entry.title or _headline(desk.stories.get(entry.story)) or entry.story
        found.append((title, block.page.replace("{page}", page).replace("{number}", number)))
    return found


def _entry(setting: _Setting, title: str, page: str) -> _Entry:
    """A title in as few lines as it can be, which leave two ems before the page."""
    dress = setting.text
    measure = setting.room.rect.width - natural_width(page, setting.page) - 2 * dress.em
    lines = break_headline(
        title,
        lambda text: natural_width(text.strip(), dress),
        measure,
        dress.paragraph.profile,
        Within(MOST_LINES),
    )
    return _Entry(tuple(lines or [title]), page)


def _leaders(entry: _Entry, dress: Dress, start: Mpt, end: Mpt) -> tuple[str, Mpt]:
    """Dots from the title to where the widest page begins, counted from there so that they make columns; and
    where they begin.
    """
    em = dress.em
    step = natural_width(2 * LEADER, dress) - natural_width(LEADER, dress)
    free = end - em // 2 - (start + natural_width(entry.lines[-1].strip(), dress) + em // 2)
    count = max(0, free) // step
    return LEADER * count, end - em // 2 - count * step
