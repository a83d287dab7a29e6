"""A story's kicker, headline, deck and byline -> a stack of set lines, a whole number of grid lines deep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from content.problems import Problem
from layout.blocks import CopyBlock
from layout.grid import ascent, points
from layout.makeup.desk import Desk, Job
from layout.makeup.headline_breaks import MOST_LINES, break_headline
from layout.makeup.text import (
    Copy,
    Look,
    natural_width,
    place_line,
    set_one_line,
    unknown_characters,
)
from layout.scene import CopyText, Line, Mpt
from layout.style import SIZE_LADDER
from layout.typeset.lines import SetLine
from layout.typeset.profile import Profile
from layout.wardrobe import Dress

WHITE_SHARES = {"above": 2, "between": 3, "below": 4}
"""How the white that a head's whole number of lines leaves is shared out: least above, most below it."""

STEP_DOWN_LEAST = 0.75
"""A headline is stepped down to this part of its size before it is broken over more lines."""

MOST_LINES_TOO_LONG = 8
"""Lines that a headline which no size fits is broken into, so that the proof shows it."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One line of a head: its text, which begins at character `start` of its copy, and the dress it is set in."""

    copy: Copy
    text: str
    start: int
    dress: Dress
    first_of_tier: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A head ready to be placed: its tiers, each set; `depth` in lines of the grid."""

    tiers: tuple[Tier, ...]
    lines: tuple[SetLine, ...]
    depth: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes of the headline's own lines, in points."""
        return tuple(
            tier.dress.style.size
            for tier in self.tiers
            if tier.copy.part.startswith(("headline", "jump_head"))
        )


def set_head(job: Job, measure: Mpt) -> Head:
    """Sets a story's head at a measure: sizes stepped down the 字号 ladder, or lines broken at words, until it fits."""
    story, block, desk = job.story, job.block, job.desk
    wanted: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("kicker", block.kicker_style, (story.kicker,) if story.kicker else ()),
        ("headline", block.headline_style, story.headline),
        ("deck", block.deck_style, story.deck),
        ("byline", block.byline_style, (story.byline,) if story.byline else ()),
    )
    if job.jump.begin is not None:
        # The rest of a story has its short head, or its headline once more.
        again = story.jump_head or " ".join(story.headline)
        wanted = (("jump_head", block.headline_style, (again,) if again else ()),)
    tiers: list[Tier] = []
    copy: list[CopyText] = []
    problems: list[Problem] = []
    for name, style_name, texts in wanted:
        if not texts:
            continue
        dress = desk.wardrobe.dresses.get(style_name)
        if dress is None:
            problems.append(_no_style(job, name, style_name))
            dress = desk.body
        dress, broken = _fit(texts, dress, measure, desk.paper.fit.least_headline_pt)
        if dress.style.size < desk.wardrobe.dresses.get(style_name, dress).style.size:
            problems.append(_stepped_down(job, name, dress, desk.wardrobe[style_name]))
        for number, (text, parts) in enumerate(zip(texts, broken, strict=True)):
            part = f"{name}[{number}]" if name in ("headline", "deck") else name
            copy.append(CopyText(story.id, part, text))
            problems += unknown_characters(text, dress, job.spot, Copy(story.id, part))
            if any(not line.endswith((" ", "\u3000")) for line in parts[:-1]):
                problems.append(_broken_by_program(job, part, parts))
            start = 0
            for piece in parts:
                first = number == 0 and start == 0
                tiers.append(Tier(Copy(story.id, part), piece, start, dress, first))
                start += len(piece)
    lines = tuple(set_one_line(tier.text, tier.dress, measure) for tier in tiers)
    depth = _depth(tiers, desk, block)
    return Head(tuple(tiers), lines, depth, tuple(copy), tuple(problems))


def place_head(head: Head, x: Mpt, top: Mpt, white: int, desk: Desk) -> tuple[Line, ...]:
    """The head's lines along the grid, its first em box at `top` plus its share of the white. `white` is grid
    lines that the head gets over its own depth.
    """
    # The body below starts an inset under its cell's top, so the head may use that much more.
    return spread_head(head, x, top, (head.depth + white) * desk.grid.leading)


def spread_head(head: Head, x: Mpt, top: Mpt, height: Mpt) -> tuple[Line, ...]:
    """The head's lines from `x` and `top` on; what a height leaves over its stack is shared out as white."""
    if not head.tiers:
        return ()
    room = height - stack_height(head.tiers)
    between = sum(tier.first_of_tier for tier in head.tiers) - 1
    shares = WHITE_SHARES["above"] + between * WHITE_SHARES["between"] + WHITE_SHARES["below"]
    y = top + max(0, room) * WHITE_SHARES["above"] // shares
    placed: list[Line] = []
    for number, (tier, line) in enumerate(zip(head.tiers, head.lines, strict=True)):
        size = tier.dress.font.size
        if number:
            y += (
                max(0, room) * WHITE_SHARES["between"] // shares
                if tier.first_of_tier
                else _line_gap(tier.dress)
            )
        role = tier.copy.part.partition("[")[0].replace("jump_head", "headline")
        look = Look(role, {0: tier.dress.ink}, tier.copy, tier.dress.vertical)
        one = place_line(line, x, y + ascent(size, vertical=tier.dress.vertical), look)
        placed.append(_moved_span(one, tier.start))
        y += size
    return tuple(placed)


def _fit(texts: tuple[str, ...], dress: Dress, measure: Mpt, least: float) -> tuple[Dress, list[list[str]]]:
    """The largest dress in which all the texts fit the measure, each on as few lines as that allows."""
    widest = max(natural_width(text, dress) for text in texts)
    if widest <= measure:
        return dress, [[text] for text in texts]
    sizes = [
        size
        for size in sorted(SIZE_LADDER, reverse=True)
        if min(least, dress.style.size) <= size < dress.style.size
    ]
    profile = dress.paragraph.profile
    smallest = STEP_DOWN_LEAST * dress.style.size
    for size in (size for size in sizes if size >= smallest):
        if widest * size / dress.style.size <= measure:
            return dress.at_size(size), [[text] for text in texts]
    for size in [dress.style.size, *sizes]:
        # Marks at a line's ends give up to an em; what is longer than that fits in no way, and is not tried.
        if widest * size / dress.style.size > MOST_LINES * (measure + points(size)):
            continue
        smaller = dress if size == dress.style.size else dress.at_size(size)
        fitted = partial(_width_in, smaller)
        broken = _broken(texts, fitted, measure, profile, MOST_LINES)
        if broken is not None:
            return smaller, broken
    # Nothing fits: it is told, and set on so many lines that it does not run over its neighbours.
    smallest_dress = dress.at_size(sizes[-1]) if sizes else dress
    fitted = partial(_width_in, smallest_dress)
    broken = _broken(texts, fitted, measure, profile, MOST_LINES_TOO_LONG)
    return smallest_dress, broken or [[text] for text in texts]


def _broken(
    texts: Sequence[str], width: Callable[[str], Mpt], measure: Mpt, profile: Profile, most: int
) -> list[list[str]] | None:
    found = []
    for text in texts:
        parts = break_headline(text, width, measure, profile, most)
        if parts is None:
            return None
        found.append(parts)
    return found


def _width_in(dress: Dress, text: str) -> Mpt:
    return natural_width(text.strip(), dress)


def _line_gap(dress: Dress) -> Mpt:
    """White between two lines of one tier: what its leading leaves."""
    return max(0, round(dress.style.line_height * 1000) - dress.font.size)


def stack_height(tiers: tuple[Tier, ...] | list[Tier]) -> Mpt:
    """From the first line's em box to the last one's."""
    height = 0
    for number, tier in enumerate(tiers):
        if number and not tier.first_of_tier:
            height += _line_gap(tier.dress)
        height += tier.dress.font.size
    return height


def _depth(tiers: list[Tier], desk: Desk, block: CopyBlock) -> int:
    """Lines of the grid that a head takes: its sizes added, and a line of white, rounded up (desk rule)."""
    if not tiers:
        return 0
    needed = -(-stack_height(tiers) // desk.grid.leading) + 1
    return max(needed, block.head_lines or 0)


def _moved_span(line: Line, start: int) -> Line:
    """A line that begins later in its part than the text it was set from."""
    if not start or line.span is None:
        return line
    span = replace(line.span, start=line.span.start + start, end=line.span.end + start)
    return replace(line, span=span)


def _first_part(name: str) -> str:
    """The part that messages name for a tier: the first of its lines."""
    return f"{name}[0]" if name in ("headline", "deck") else name


def _no_style(job: Job, name: str, style: str) -> Problem:
    return Problem(
        "no-style",
        "press",
        f"The story has a {name}, and the paper has no style {style!r} for it.",
        job.place(_first_part(name)),
        f"add {style!r} to the paper's styles, or name another with {name}_style",
    )


def _broken_by_program(job: Job, part: str, parts: Sequence[str]) -> Problem:
    """Lines that the program chose: a word model knows no names, so an editor reads them; too many hold the press."""
    lines = "／".join(line.strip() for line in parts)
    if len(parts) > MOST_LINES:
        over = sum(len(line.strip()) for line in parts[MOST_LINES:])
        what = f"The line is some {over} characters too long for {MOST_LINES} lines of its smallest size: {lines}."
        hint = "shorten it, or give the block more columns"
        return Problem(
            "headline-too-long", "press", what, job.place(part, sum(map(len, parts[:MOST_LINES]))), hint
        )
    what = f"The line is broken by the program: {lines}."
    hint = "read the breaks; to choose them, list the lines in the story's front matter"
    return Problem("headline-broken", "warning", what, job.place(part), hint)


def _stepped_down(job: Job, name: str, dress: Dress, wanted: Dress) -> Problem:
    return Problem(
        "headline-stepped-down",
        "warning",
        f"The {name} is set at {dress.style.size:g} pt instead of {wanted.style.size:g} pt, to fit its measure.",
        job.place(_first_part(name)),
        "shorten it, or give the block more columns",
    )
