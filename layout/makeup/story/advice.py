"""A block that was made up with something wrong -> what an editor can do about it: each thing was tried, and mends it.

An editor on deadline does what a message says. So the block is made again with shorter copy, or with more lines, and
only a change that makes it fit becomes advice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from content.problems import Problem
from content.shorter import cut_at_end, cut_in, with_more, with_shorter_head
from content.story import Story
from layout.makeup.copyfit import Advice, Fit
from layout.makeup.desk import BlockMakeup
from layout.makeup.find_least import find_least
from layout.makeup.story.advicewords import word_advice, word_cut
from layout.makeup.story.count_fit import word_lines
from layout.makeup.story.deepen_block import can_widen, deepen_photo
from layout.makeup.story.trials import (
    Case,
    deeper_meets,
    fits,
    held_by,
    ids_of,
    is_good,
    least_lines_deeper,
)
from layout.plan.blocks import CopyBlock, PhotoBlock, TableBlock
from layout.plan.edition import block_id
from layout.scene import Line

MOST_BLOCKS = 12
"""Blocks of a page that advice is tried for: a page with more of them is hardly begun."""

_MOST_SHORT = 3
"""Lines over up to which the last lines of single paragraphs are looked at."""

_MOST_IN_A_SHORT_LINE = 6
"""Characters of a short last line."""

_MOST_TRIED = 16
"""Depths of a photo that are tried."""

_SHORTEN = re.compile(r"shorten it by (\d+) characters?")
_BAD_ENDS = ("lone-line", "hanging-subhead", "parted-end")
_TOO_SMALL = ("no-room", "too-deep")
_WIDER = ", or give the block more columns"


def wants_advice(made: BlockMakeup) -> bool:
    """Whether something is wrong with a block that may be mended by its length or depth."""
    return bool(
        ids_of(made) & {"overset", "underset", "headline-stepped-down", *_BAD_ENDS, *_TOO_SMALL}
    ) or any(_WIDER in problem.hint for problem in made.problems)


def advise(case: Case) -> BlockMakeup:
    """What was made with hints that hold, and the same as the story's `can`."""
    made = case.made
    can: tuple[Advice, ...] = ()
    hints: dict[str, str] = {}
    told = ids_of(made)
    if "overset" in told and isinstance(case.block, CopyBlock):
        can = tuple(_for_overset(case))
        hints["overset"] = (
            word_advice(case, can) or "cut copy, or give the story more room elsewhere (`jump_to`)"
        )
    elif "underset" in told and isinstance(case.block, CopyBlock):
        can = tuple(_for_underset(case))
        hints["underset"] = word_advice(case, can) or "add copy, or give the story less room"
    elif "overset" in told and isinstance(case.block, TableBlock):
        hints["overset"] = _for_table(case)
    for id in _TOO_SMALL:
        lines = least_lines_deeper(case, _is_mended(id)) if id in told else None
        if lines:
            hints[id] = f"make the block {word_lines(lines)} {case.desk.words.more}"
            can = (*can, Advice("block", "", 0, lines))
    if "headline-stepped-down" in told and (cut := _for_headline(case)):
        hints["headline-stepped-down"] = cut
    if "no-room" in told and isinstance(case.block, PhotoBlock) and (less := _for_caption(case, case.block)):
        hints["no-room"] = ", or ".join(hint for hint in (less, hints.get("no-room")) if hint)
    ends = _for_ends(case) if told & set(_BAD_ENDS) else ""
    problems = []
    for problem in made.problems:
        hint = hints.get(problem.id, problem.hint)
        if problem.id in _TOO_SMALL and problem.id in hints:
            # What the hint offers beside more room.
            offers = (", or set the type smaller", ", or shorten its head")
            hint = hints[problem.id] + next((offer for offer in offers if offer in problem.hint), "")
        if problem.id in _BAD_ENDS:
            hint = ends or "add or cut a line before it"
        if hint.endswith(_WIDER) and not can_widen(case.blocks, case.at, case.desk.grid):
            hint = hint.removesuffix(_WIDER)
        problems.append(replace(problem, hint=hint))
    fits = tuple(replace(fit, can=can) for fit in made.fits) if can else made.fits
    return replace(made, problems=tuple(problems), fits=fits)


def _is_mended(id: str) -> Callable[[BlockMakeup], bool]:
    """Whether a problem is gone, and a story fits."""
    return lambda made: id not in ids_of(made) and (not made.fits or fits(made))


def _for_overset(case: Case) -> Iterator[Advice]:
    [fit] = case.made.fits
    story = case.desk.stories[fit.story]
    whole = sum(len(block.plain) for block in story.body)

    def enough(characters: int) -> bool:
        made = case.with_story(cut_at_end(story, characters))
        return made is not None and made.fits[0].over_lines == 0 and made.fits[0].leg_lines > 0

    # What is over is as many characters, wherever they are cut; seldom a few more are needed.
    cut = fit.over_characters if _holds_cut(case, story, fit.over_characters) else None
    if cut is None and (fewest := find_least(enough, fit.over_characters, whole - 1)):
        cut = next((count for count in range(fewest, fewest + 4) if _holds_cut(case, story, count)), None)
    if cut is not None:
        yield Advice("cut", "", cut, 0)
    lines = least_lines_deeper(case, lambda made: made.fits[0].over_lines == 0 and made.fits[0].leg_lines > 0)
    if lines and is_good(case, case.deeper(lines)):
        yield Advice("block", "", 0, lines)
    yield from _in_short_lines(case, fit, story, cut or whole)
    yield from _photos(case, -1, (-(-fit.over_lines // max(1, fit.legs)), fit.over_lines))


def _holds_cut(case: Case, story: Story, characters: int) -> bool:
    """Whether a story fits when it is cut by `characters` at its end, with its closing mark and without."""
    ways = (cut_at_end(story, characters, keep_mark=keep) for keep in (False, True))
    return all(is_good(case, case.with_story(way)) for way in ways)


def _in_short_lines(case: Case, fit: Fit, story: Story, other: int) -> Iterator[Advice]:
    """A few characters of single paragraphs whose last line is short, where that is the cheaper cut."""
    if fit.over_lines > _MOST_SHORT:
        return
    short = sorted(_short_lines(case.made, story))[: fit.over_lines]
    if len(short) < fit.over_lines or 2 * sum(count for count, _ in short) > other:
        return
    changed: Story | None = story
    for count, number in short:
        changed = cut_in(changed, number, count) if changed is not None else None
    if is_good(case, case.with_story(changed)):
        for count, number in short:
            yield Advice("cut", f"body[{number}]", count, 0)


def _short_lines(made: BlockMakeup, story: Story) -> Iterator[tuple[int, int]]:
    """The paragraphs that end in a short line: its characters, and the paragraph's number."""
    lengths = {f"body[{number}]": (len(block.plain), number) for number, block in enumerate(story.body)}
    lengths |= {
        copy.part: (len(copy.text), lengths[copy.part][1]) for copy in made.copy if copy.part in lengths
    }
    for item in made.region.items:
        if isinstance(item, Line) and item.role == "body" and item.span is not None:
            length, number = lengths.get(item.span.part, (-1, 0))
            count = item.span.end - item.span.start
            if item.span.end == length and item.span.start > 0 and 0 < count <= _MOST_IN_A_SHORT_LINE:
                yield count, number


def _for_underset(case: Case) -> Iterator[Advice]:
    [fit] = case.made.fits
    story = case.desk.stories[fit.story]
    line = max(1, fit.white_characters // max(1, fit.white))
    # In the middle of what is good: less than a line a leg may stay empty.
    for more in (
        fit.white_characters - fit.legs * line // 2,
        fit.white_characters - line // 2,
        fit.white_characters,
    ):
        if more > 0 and is_good(case, case.with_story(with_more(story, more))):
            yield Advice("add", "", more, 0)
            break
    guess = max(1, fit.white // max(1, fit.legs))
    for lines in (guess, guess - 1, guess + 1, guess + 2):
        if lines > 0 and is_good(case, case.deeper(-lines)):
            yield Advice("block", "", 0, -lines)
            break
    yield from _photos(case, 1, (guess, fit.white))


def _photos(case: Case, way: int, within: tuple[int, int]) -> Iterator[Advice]:
    """The photos inside a story that make it fit if one of them is so many lines deeper (`way` 1) or shallower (−1)."""
    name = block_id(case.block, case.at)
    for number, photo in enumerate(case.blocks):
        if not isinstance(photo, PhotoBlock) or photo.inside != name or not isinstance(case.block, CopyBlock):
            continue
        for lines in range(within[0], min(within[1], within[0] + _MOST_TRIED) + 1):
            changed = deepen_photo(photo, case.block, way * lines)
            if changed is None:
                break
            if way > 0 and deeper_meets(case.blocks, number, changed):
                break
            blocks = (*case.blocks[:number], changed, *case.blocks[number + 1 :])
            if is_good(case, case.again(blocks, case.desk)):
                yield Advice("photo", block_id(photo, number), 0, way * lines)
                break


def _for_table(case: Case) -> str:
    """What mends a table whose rows have no room."""
    block = case.block
    assert isinstance(block, TableBlock)
    table = case.desk.tables[block.table]
    lines = least_lines_deeper(case, lambda made: "overset" not in ids_of(made))
    ways = [f"make the block {word_lines(lines)} {case.desk.words.more}"] if lines else []

    def enough(rows: int) -> bool:
        less = table.cut_after(len(table.rows) - rows)
        desk = replace(case.desk, tables=case.desk.tables | {table.id: less})
        return "overset" not in ids_of(case.again(case.blocks, desk))

    rows = find_least(enough, 1, len(table.rows) - 1)
    if rows:
        ways.append(f"take {rows} row{'' if rows == 1 else 's'} out")
    return ", or ".join([*ways, "set the type smaller"])


def _for_headline(case: Case) -> str:
    """What gives a headline its size again that was set smaller; nothing where what it says already does."""
    told = next(problem for problem in case.made.problems if problem.id == "headline-stepped-down")
    if not isinstance(case.block, CopyBlock):
        return ""
    story = case.desk.stories[case.block.story]
    if "to make room" not in told.what:
        return _for_shorter_head(case, story, told)
    asked = case.again(case.blocks, case.desk).fits[0]
    if asked.over_characters and _holds_cut(case, story, asked.over_characters):
        return f"cut {asked.over_characters} characters of the story, and it has its size"
    return ""


def _for_shorter_head(case: Case, story: Story, told: Problem) -> str:
    """What gives a headline its size again that is too long for its measure, where to shorten it is not enough: at its
    size it may take more lines, and push the body out.
    """
    found = _SHORTEN.match(told.hint)
    if found is None:
        return ""
    shorter = with_shorter_head(story, (told.where.field or "").partition("[")[0], int(found[1]))
    made = case.with_story(shorter)
    if shorter is None or made is None or held_by(made) <= held_by(case.made):
        return ""
    over = made.fits[0].over_characters if made.fits else 0
    if over and is_good(case, case.with_story(cut_at_end(shorter, over))):
        return f"{found[0]} and cut {over} characters of the story{_WIDER}"
    return "shorten it and its story, or give the story more room"


def _for_caption(case: Case, block: PhotoBlock) -> str:
    """What makes a caption leave room for its photo."""
    photo = case.desk.photos[block.photo]
    caption = photo.caption or ""

    def enough(characters: int) -> bool:
        less = replace(photo, caption=caption[: len(caption) - characters])
        desk = replace(case.desk, photos=case.desk.photos | {photo.id: less})
        return "no-room" not in ids_of(case.again(case.blocks, desk))

    characters = find_least(enough, max(1, len(caption) // 2), len(caption) - 1)
    return f"cut {characters} characters of the caption" if characters else ""


def _for_ends(case: Case) -> str:
    """What mends bad ends of a story's legs; nothing where nothing that was tried does."""
    before = _bad_ends(case.made)
    more = case.desk.words.more, case.desk.words.fewer
    ways = []
    if isinstance(case.block, CopyBlock):
        story = case.desk.stories[case.block.story]
        for count, number in sorted(_short_lines(case.made, story))[:4]:
            made = case.with_story(cut_in(story, number, count))
            if is_good(case, made) and made is not None and _bad_ends(made) < before:
                ways.append(word_cut(count, story, number))
                break
    for lines, word in zip((1, -1), more, strict=True):
        made = case.deeper(lines)
        if is_good(case, made) and made is not None and _bad_ends(made) < before:
            ways.append(f"make the block a line {word}")
    return ", or ".join(ways)


def _bad_ends(made: BlockMakeup) -> int:
    return sum(problem.id in _BAD_ENDS for problem in made.problems)
