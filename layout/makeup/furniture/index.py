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
    most_white,
    room_of,
    spread_rows,
    too_deep,
    white_at_foot,
)
from layout.makeup.text.headline_breaks import Within, break_headline
from layout.makeup.text.inlines import inks_of
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.reach import NO_REACH, Reach, reach_of, widest_reach
from layout.makeup.text.text import Look, natural_width, place_line, set_one_line
from layout.makeup.text.wording import Wording, join_wordings, read_wording
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
    """A title on its lines, what stands beside them at most, and its page."""

    lines: tuple[Wording, ...]
    reach: Reach
    page: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an index is set in: its room, and the dresses of its entries, of their pages, and of the line over them."""

    room: Room
    text: Dress
    page: Dress
    title: Dress

    def step(self, reach: Reach) -> Mpt:
        """From line to line of an entry."""
        return reach.deepen(max(self.text.line_height, self.page.line_height), self.text.em_depth)

    def baseline(self, top: Mpt, dress: Dress, reach: Reach = NO_REACH) -> Mpt:
        """The baseline of a line whose row begins there."""
        size = dress.em_depth
        return top + max(0, reach.inset(self.step(reach), size)) + self.room.plot.ascent(size)


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
    rows = [Row(len(entry.lines) * setting.step(entry.reach)) for entry in entries]
    heading = None if block.title is None else read_wording(block.title)
    if heading is not None:
        line = set_one_line(heading, setting.title, room.rect.width)
        over = reach_of(line, setting.title).over
        rows.insert(0, Row(setting.title.line_height + over))
    height = sum(row.height for row in rows)
    items: list[Item] = []
    problems = [*too_deep(height, room.rect.height, room.plot, spot), *_waiting(block, desk, spot)]
    spread = spread_rows(rows, room.rect, block.place, most_white(desk))
    places = list(spread.tops)
    problems += white_at_foot(spread.rest, desk, room.plot, spot)
    if heading is not None:
        look = Look("index-title", inks_of(setting.title, setting.title), None, setting.title.vertical)
        title = place_line(line, room.rect.x, over + setting.baseline(places.pop(0), setting.title), look)
        items.append(title)
        problems += unknown_characters(heading, setting.title, spot.at("title"), None)
        problems += overfull_lines((title,), spot.at("title"), room.plot.longer)
    widest = max(natural_width(entry.page, setting.page) for entry in entries)
    for number, (entry, top) in enumerate(zip(entries, places, strict=True)):
        if number and block.rule is not None:
            before = places[number - 1] + rows[number - len(entries) - 1].height
            items.append(level_rule(room.rect, (before + top) // 2, block.rule, desk))
        lines = list(_entry_lines(entry, setting, top, widest if block.leaders else None))
        items += lines
        at_entry = spot.at("entries", number, "title")
        for words in entry.lines:
            problems += unknown_characters(words, setting.text, at_entry, None)
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
    look, step = Look("index", inks_of(dress, dress), None, dress.vertical), setting.step(entry.reach)
    for number, words in enumerate(entry.lines):
        baseline = setting.baseline(top + number * step, dress, entry.reach)
        yield place_line(set_one_line(words.trimmed(), dress, measure, "start"), x, baseline, look)
    baseline = setting.baseline(top + (len(entry.lines) - 1) * step, page_dress, entry.reach)
    if widest is not None:
        dots, from_x = _leaders(entry, dress, x, x + measure - widest)
        if len(dots) >= LEAST_DOTS:
            dotted = set_one_line(dots, dress, x + measure - widest - dress.em // 2 - from_x, "end")
            yield place_line(dotted, from_x, baseline, look)
    page_look = Look("index", {0: page_dress.ink}, None, page_dress.vertical)
    yield place_line(set_one_line(entry.page, page_dress, measure, "end"), x, baseline, page_look)


def _without_room_for_page(entry: _Entry, setting: _Setting, spot: BlockSpot) -> Iterator[Problem]:
    """A title that no break makes short enough for its page, which stands on the same line."""
    room, last = setting.room, entry.lines[-1].trimmed()
    width = natural_width(last, setting.text)
    if room.rect.width - natural_width(entry.page, setting.page) < width <= room.rect.width:
        what = f"The title “{last.text}” leaves no room for its page, {entry.page}."
        hint = f"give the entry a shorter `title`, or the index more {room.plot.longer}"
        yield Problem("overfull", "press", what, spot.place(), hint)


def _waiting(block: IndexBlock, desk: Desk, spot: BlockSpot) -> Iterator[Problem]:
    """Entries of stories that have no headline, or can't be read: the stories' names stand in for it."""
    unread: list[tuple[int, str]] = []
    bare: list[tuple[int, str]] = []
    for number, entry in enumerate(block.entries):
        if entry.title is None and _headline(desk.stories.get(entry.story)) is None:
            (bare if entry.story in desk.stories else unread).append((number, entry.story))
    for entries, why, mend in (
        (unread, "which can't be read", "mend the story, or give its entry a `title`"),
        (bare, "which has no headline", "give the story a headline, or its entry a `title`"),
    ):
        if entries:
            what = f"The index has no words for {', '.join(name for _, name in entries)}, {why}."
            place = spot.at("entries", entries[0][0], "story").place()
            yield Problem("index-waits", "press", what, place, mend)


def _headline(story: Story | None) -> Wording | None:
    """What an index calls a story by itself; None for one without a headline, or none."""
    if story is None or not (story.jump_head or story.headline):
        return None
    if story.jump_head:
        return Wording(story.jump_head, inlines=story.inlines_in("jump_head"))
    return join_wordings(
        [Wording(text, inlines=story.inlines_in(f"headline[{at}]")) for at, text in enumerate(story.headline)]
    )


def _words(block: IndexBlock, desk: Desk) -> list[tuple[Wording, str]]:
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
        own = _headline(desk.stories.get(entry.story)) or Wording(entry.story)
        title = read_wording(entry.title) if entry.title else own
        found.append((title, block.page.replace("{page}", page).replace("{number}", number)))
    return found


def _entry(setting: _Setting, title: Wording, page: str) -> _Entry:
    """A title in as few lines as it can be, which leave two ems before the page."""
    dress = setting.text
    measure = setting.room.rect.width - natural_width(page, setting.page) - 2 * dress.em
    spans = break_headline(
        title.text,
        lambda start, end: natural_width(title.part(start, end).trimmed(), dress),
        measure,
        dress.paragraph.profile,
        Within(MOST_LINES, title.held),
    )
    lines = tuple(title.part(*span) for span in spans or [(0, len(title.text))])
    reaches = [reach_of(set_one_line(line, dress, measure), dress) for line in lines if line.inlines]
    return _Entry(lines, widest_reach(reaches), page)


def _leaders(entry: _Entry, dress: Dress, start: Mpt, end: Mpt) -> tuple[str, Mpt]:
    """Dots from the title to where the widest page begins, counted from there so that they make columns; and
    where they begin.
    """
    em = dress.em
    step = natural_width(2 * LEADER, dress) - natural_width(LEADER, dress)
    free = end - em // 2 - (start + natural_width(entry.lines[-1].trimmed(), dress) + em // 2)
    count = max(0, free) // step
    return LEADER * count, end - em // 2 - count * step
