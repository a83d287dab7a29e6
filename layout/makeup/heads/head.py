"""A story's kicker, headline, deck and byline -> a stack of set lines, a whole number of grid lines deep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from content.headmarks import FREE
from content.problems import Problem
from layout.makeup.desk import Desk, Job
from layout.makeup.heads.headfit import FittedTier, Limits, Wording, fit_tier, limits_of
from layout.makeup.heads.headline_breaks import MOST_LINES
from layout.makeup.story.copyfit import TierFit
from layout.makeup.story.find_least import find_least
from layout.makeup.text.lineproblems import missing_characters, unknown_characters
from layout.makeup.text.text import Copy, Look, natural_width, place_line, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CopyBlock
from layout.plan.grid import ascent
from layout.scene import CopyText, Line, Mpt
from layout.typeset import Inline, SetLine, set_paragraph

WHITE_SHARES = {"above": 2, "between": 3, "below": 4}
"""How the white that a head's whole number of lines leaves is shared out: least above, most below it. Above it is never
more than an em of its smallest type, between two tiers one and a half.
"""

SOLID = ("zh", "ja", "ko")
"""Languages whose characters fill em boxes and have nothing below them."""

DESCENDER_THOUSANDTHS = 130

_DESCEND = frozenset("gjpqy")

MOST_TRIED = 80
"""Characters of a line of a head that is tried shorter: how much a longer one has to lose need not be told."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One line of a head: its text, which begins at character `start` of its copy, and the dress it is set in."""

    copy: Copy
    text: str
    start: int
    dress: Dress
    first_of_tier: bool
    condensed: int = 1000


@dataclass(frozen=True, slots=True)
class Head:
    """A head ready to be placed: its tiers, each set; `depth` in lines of the grid."""

    tiers: tuple[Tier, ...]
    lines: tuple[SetLine, ...]
    depth: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]
    fits: tuple[TierFit, ...] = ()

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes of the headline's own lines, in points."""
        return tuple(
            tier.dress.style.size
            for tier in self.tiers
            if tier.copy.part.startswith(("headline", "jump_head"))
        )


def set_head(job: Job, measure: Mpt) -> Head:
    """Sets a story's head at a measure: each tier in the size and on the lines that fit (`headfit`), then its summary
    and byline.
    """
    story, block, desk = job.story, job.block, job.desk
    limits = limits_of(desk.paper, job.change, strict=job.strict)
    made: list[_Tiers] = []
    for name, style_name, texts in _wanted(job):
        dress = desk.wardrobe.dresses.get(style_name)
        missing = [] if dress is not None else [_no_style(job, name, style_name)]
        copies = [
            CopyText(story.id, f"{name}[{at}]" if name in ("headline", "deck") else name, text)
            for at, text in enumerate(texts)
        ]
        if name == "summary":
            own = _summary(job, copies[0], dress or desk.body, measure)
        else:
            main = name in ("headline", "jump_head")
            own = _lines(job, copies, dress or desk.body, (measure, limits if main else limits.none))
        made.append(replace(own, problems=(*missing, *own.problems)))
    tiers = [tier for one in made for tier in one.tiers]
    return Head(
        tiers=tuple(tiers),
        lines=tuple(line for one in made for line in one.lines),
        depth=_depth(tiers, desk, block),
        copy=tuple(copy for one in made for copy in one.copy),
        problems=tuple(problem for one in made for problem in one.problems),
        fits=tuple(one.fit for one in made if one.fit is not None),
    )


def _wanted(job: Job) -> list[tuple[str, str, tuple[str, ...]]]:
    """The tiers of a story's head: the name of each, its style and its texts."""
    story, block = job.story, job.block
    if job.jump.begin is not None:
        # The rest of a story has its short head, or its headline once more.
        again = story.jump_head or " ".join(story.headline)
        return [("jump_head", block.headline_style, (again,))] if again else []
    tiers = (
        ("kicker", block.kicker_style, (story.kicker or "",)),
        ("headline", block.headline_style, story.headline),
        ("deck", block.deck_style, story.deck),
        ("summary", block.summary_style, (story.summary or "",)),
        ("byline", block.byline_style, (story.byline or "",)),
    )
    return [(name, style, texts) for name, style, texts in tiers if any(texts)]


@dataclass(frozen=True, slots=True)
class _Tiers:
    """One tier, made: its lines, their copy, what is wrong, and how it came to its size."""

    tiers: tuple[Tier, ...]
    lines: tuple[SetLine, ...]
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]
    fit: TierFit | None = None


def _lines(job: Job, copies: Sequence[CopyText], dress: Dress, within: tuple[Mpt, Limits]) -> _Tiers:
    """A tier of lines, each broken only where it must be."""
    measure, limits = within
    name = copies[0].part.partition("[")[0]
    wordings = [Wording(copy.text, job.story.breaks_in(copy.part)) for copy in copies]
    fitted = fit_tier(name, wordings, dress, measure, limits)
    tiers: list[Tier] = []
    problems: list[Problem] = []
    if fitted.fit.taken_pt < dress.style.size:
        style = dress, measure, limits
        cut = _shorter_by(name, wordings, style, lambda one: one.fit.taken_pt >= dress.style.size)
        problems.append(_stepped_down(job, name, fitted.fit, cut))
    for copy, wording, pieces in zip(copies, wordings, fitted.pieces, strict=True):
        problems += unknown_characters(copy.text, fitted.dress, job.spot, Copy(copy.story, copy.part))
        start = 0
        chosen = []
        for piece in pieces:
            if start and start not in wording.breaks.forced and copy.text[start - 1] not in " \u3000":
                chosen.append(start)
            first = not tiers
            own = Copy(copy.story, copy.part)
            tiers.append(Tier(own, piece, start, fitted.dress, first, fitted.condensed))
            start += len(piece)
        if chosen:
            cut = None
            if len(pieces) > MOST_LINES and len(wordings) == 1:
                cut = _shorter_by(
                    name, wordings, (dress, measure, limits), lambda one: len(one.pieces[0]) <= MOST_LINES
                )
            problems.append(_broken_by_program(job, copy.part, pieces, cut))
    # Type that is drawn narrower is set in a measure that is as much wider.
    room = -(-measure * 1000 // fitted.condensed)
    lines = tuple(set_one_line(tier.text, tier.dress, room) for tier in tiers)
    return _Tiers(tuple(tiers), lines, tuple(copies), tuple(problems), fitted.fit)


def _shorter_by(
    name: str,
    wordings: Sequence[Wording],
    within: tuple[Dress, Mpt, Limits],
    good: Callable[[FittedTier], bool],
) -> int | None:
    """How many characters less of its longest line, at the end, make a tier good: it was tried. None where no number
    does, or where its editor has chosen the breaks.
    """
    dress, measure, limits = within
    at = max(range(len(wordings)), key=lambda number: natural_width(wordings[number].text, dress))
    longest = wordings[at]
    if longest.breaks != FREE or len(longest.text) > MOST_TRIED:
        return None

    def enough(characters: int) -> bool:
        shorter = Wording(longest.text[: len(longest.text) - characters].rstrip())
        return good(fit_tier(name, [*wordings[:at], shorter, *wordings[at + 1 :]], dress, measure, limits))

    over = natural_width(longest.text, dress) - measure
    return find_least(enough, max(1, over // dress.font.size), len(longest.text) - 1)


def _summary(job: Job, copy: CopyText, dress: Dress, measure: Mpt) -> _Tiers:
    """The summary: a paragraph of lines under the deck."""
    own = Copy(copy.story, copy.part)
    found = set_paragraph([Inline(copy.text, dress.font)], dress.paragraph, measure)
    tiers = tuple(Tier(own, "", 0, dress, number == 0) for number in range(len(found.lines)))
    return _Tiers(tiers, found.lines, (copy,), tuple(missing_characters(found, job.spot, own)))


def place_head(head: Head, x: Mpt, top: Mpt, white: int, desk: Desk) -> tuple[Line, ...]:
    """The head's lines along the grid, its first em box at `top` plus its share of the white. `white` is grid
    lines that the head gets over its own depth.
    """
    # The body below starts an inset under its cell's top, so the head may use that much more.
    return spread_head(head, x, top, (head.depth + white) * desk.grid.leading)


def spread_head(head: Head, x: Mpt, top: Mpt, height: Mpt) -> tuple[Line, ...]:
    """The head's lines from `x` and `top` on; what a height leaves over its stack is shared out as white. Tiers keep
    together: where a height is much more than they need, most of it is left below them.
    """
    if not head.tiers:
        return ()
    room = max(0, height - stack_height(head.tiers))
    between = sum(tier.first_of_tier for tier in head.tiers) - 1
    shares = WHITE_SHARES["above"] + between * WHITE_SHARES["between"] + WHITE_SHARES["below"]
    smallest = min(tier.dress.font.size for tier in head.tiers)
    white = {name: min(room * share // shares, smallest * share // 2) for name, share in WHITE_SHARES.items()}
    y = top + white["above"]
    placed: list[Line] = []
    for number, (tier, line) in enumerate(zip(head.tiers, head.lines, strict=True)):
        size = tier.dress.font.size
        if number:
            y += (
                white["between"] + _overhang(head.tiers[number - 1])
                if tier.first_of_tier
                else _line_gap(tier.dress)
            )
        role = tier.copy.part.partition("[")[0].replace("jump_head", "headline")
        look = Look(role, {0: tier.dress.ink}, tier.copy, tier.dress.vertical, tier.condensed)
        one = place_line(line, x, y + ascent(size, vertical=tier.dress.vertical), look)
        placed.append(_moved_span(one, tier.start))
        y += size
    return tuple(placed)


def _overhang(tier: Tier) -> Mpt:
    """What the descenders of a line reach below its em box, whose foot is at −120 (a Latin font's are at about −250).

    Han and kana keep inside their em boxes, and so do capitals and figures among them.
    """
    below = not _is_solid(tier.dress) or _DESCEND.intersection(tier.text)
    return tier.dress.font.size * DESCENDER_THOUSANDTHS // 1000 if below else 0


def _is_solid(dress: Dress) -> bool:
    return dress.paragraph.profile.lang.lower().startswith(SOLID)


def _line_gap(dress: Dress) -> Mpt:
    """White between two lines of one tier: what its leading leaves."""
    return max(0, round(dress.style.line_height * 1000) - dress.font.size)


def stack_height(tiers: tuple[Tier, ...] | list[Tier]) -> Mpt:
    """From the first line's em box to the last one's, or to its descenders."""
    height = 0
    for number, tier in enumerate(tiers):
        if number and not tier.first_of_tier:
            height += _line_gap(tier.dress)
        elif number:
            height += _overhang(tiers[number - 1])
        height += tier.dress.font.size
    # Under the last line of a language of em boxes is the head's own white.
    return height + (_overhang(tiers[-1]) if tiers and not _is_solid(tiers[-1].dress) else 0)


def _depth(tiers: list[Tier], desk: Desk, block: CopyBlock) -> int:
    """Lines of the grid that a head takes: its sizes added and rounded up, and the paper's white (desk rule)."""
    if not tiers:
        return 0
    needed = -(-stack_height(tiers) // desk.grid.leading) + desk.paper.headlines.white_lines
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


def _broken_by_program(job: Job, part: str, parts: Sequence[str], cut: int | None) -> Problem:
    """Lines that the program chose: a word model knows no names, so an editor reads them; too many hold the press."""
    lines = "／".join(line.strip() for line in parts)
    if len(parts) > MOST_LINES:
        over = cut or sum(len(line.strip()) for line in parts[MOST_LINES:])
        what = f"The line is some {over} characters too long for {MOST_LINES} lines of its smallest size: {lines}."
        hint = f"{_shorten(cut)}, or give the block more columns"
        return Problem(
            "headline-too-long", "press", what, job.place(part, sum(map(len, parts[:MOST_LINES]))), hint
        )
    what = f"The line is broken by the program: {lines}."
    hint = "read the breaks; to choose them, list the lines in the story's front matter"
    return Problem("headline-broken", "warning", what, job.place(part), hint)


def _shorten(characters: int | None) -> str:
    if characters is None:
        return "shorten it"
    return f"shorten it by {characters} character{'' if characters == 1 else 's'}"


def _stepped_down(job: Job, name: str, fit: TierFit, cut: int | None) -> Problem:
    why = "to make room for the body" if job.change.head_steps < 0 else "to fit its measure"
    return Problem(
        "headline-stepped-down",
        "warning",
        f"The {name} is set at {fit.taken_pt:g} pt instead of {fit.wanted_pt:g} pt, {why}.",
        job.place(_first_part(name)),
        f"{_shorten(cut)}, or give the block more columns",
    )
