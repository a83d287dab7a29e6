"""A story's kicker, headline, deck, summary and byline -> the set lines of its head, each tier in a size that fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from content.marking.headmarks import FREE
from content.problems import Problem
from layout.makeup.copyfit import TierFit
from layout.makeup.desk import Job
from layout.makeup.find_least import find_least
from layout.makeup.heads.headfit import FittedTier, TierRoom, Wording, fit_tier, limits_of
from layout.makeup.heads.headline_breaks import MOST_LINES
from layout.makeup.heads.headstack import HeadStack, Tier, stack_depth
from layout.makeup.text.lineproblems import missing_characters, unknown_characters
from layout.makeup.text.text import Copy, natural_width, set_one_line
from layout.makeup.wardrobe import Dress
from layout.scene import CopyText, Mpt
from layout.typeset import Inline, SetLine, set_paragraph

MOST_TRIED = 80
"""Characters of a line of a head that is tried shorter: nobody needs to know how much a longer one has to lose."""


def set_head(job: Job, measure: Mpt) -> HeadStack:
    """Sets a story's head at a measure: each tier in the size and on the lines that fit (`headfit`), then its summary
    and byline.
    """
    story, block, desk = job.story, job.block, job.desk
    limits = limits_of(desk.paper, job.change, strict=job.strict)
    made: list[_SetTier] = []
    for name, style_name, texts in _tiers_of(job):
        dress = desk.wardrobe.dresses.get(style_name)
        missing = [] if dress is not None else [_no_style(job, name, style_name)]
        copies = [
            CopyText(story.id, f"{name}[{at}]" if name in ("headline", "deck") else name, text)
            for at, text in enumerate(texts)
        ]
        if name == "summary":
            own = _set_summary(job, copies[0], dress or desk.body, measure)
        else:
            main = name in ("headline", "jump_head")
            room = TierRoom(dress or desk.body, measure, limits if main else limits.none)
            own = _set_lines(job, copies, room)
        made.append(replace(own, problems=(*missing, *own.problems)))
    tiers = [tier for set_tier in made for tier in set_tier.tiers]
    return HeadStack(
        tiers=tuple(tiers),
        lines=tuple(line for tier in made for line in tier.lines),
        depth=stack_depth(tiers, desk, block),
        copy=tuple(copy for tier in made for copy in tier.copy),
        problems=tuple(problem for tier in made for problem in tier.problems),
        fits=tuple(tier.fit for tier in made if tier.fit is not None),
    )


def _tiers_of(job: Job) -> list[tuple[str, str, tuple[str, ...]]]:
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
class _SetTier:
    """One tier, made: its lines, their copy, what is wrong, and how it came to its size."""

    tiers: tuple[Tier, ...]
    lines: tuple[SetLine, ...]
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]
    fit: TierFit | None = None


def _set_lines(job: Job, copies: Sequence[CopyText], room: TierRoom) -> _SetTier:
    """A tier of lines, each broken only where it must be."""
    name = copies[0].part.partition("[")[0]
    wordings = [Wording(copy.text, job.story.breaks_in(copy.part)) for copy in copies]
    fitted = fit_tier(name, wordings, room)
    tiers: list[Tier] = []
    problems: list[Problem] = []
    size = room.dress.style.size
    if fitted.fit.taken_pt < size:
        cut = _shorter_by(name, wordings, room, lambda shorter: shorter.fit.taken_pt >= size)
        problems.append(_stepped_down(job, name, fitted.fit, cut))
    for copy, wording, pieces in zip(copies, wordings, fitted.pieces, strict=True):
        own = Copy(copy.story, copy.part)
        problems += unknown_characters(copy.text, fitted.dress, job.spot, own)
        start = 0
        chosen = []
        for piece in pieces:
            if start and start not in wording.breaks.forced and copy.text[start - 1] not in " \u3000":
                chosen.append(start)
            tiers.append(Tier(own, piece, start, fitted.dress, not tiers))
            start += len(piece)
        if chosen:
            cut = None
            if len(pieces) > MOST_LINES and len(wordings) == 1:
                cut = _shorter_by(name, wordings, room, lambda shorter: len(shorter.pieces[0]) <= MOST_LINES)
            problems.append(_broken_by_program(job, copy.part, pieces, cut))
    lines = tuple(set_one_line(tier.text, tier.dress, room.measure) for tier in tiers)
    return _SetTier(tuple(tiers), lines, tuple(copies), tuple(problems), fitted.fit)


def _shorter_by(
    name: str,
    wordings: Sequence[Wording],
    room: TierRoom,
    good: Callable[[FittedTier], bool],
) -> int | None:
    """How many characters less of its longest line, at the end, make a tier good: it was tried. None where no number
    does, or where its editor has chosen the breaks.
    """
    at = max(range(len(wordings)), key=lambda number: natural_width(wordings[number].text, room.dress))
    longest = wordings[at]
    if longest.breaks != FREE or len(longest.text) > MOST_TRIED:
        return None

    def enough(characters: int) -> bool:
        shorter = Wording(longest.text[: len(longest.text) - characters].rstrip())
        return good(fit_tier(name, [*wordings[:at], shorter, *wordings[at + 1 :]], room))

    over = natural_width(longest.text, room.dress) - room.measure
    return find_least(enough, max(1, over // room.dress.em), len(longest.text) - 1)


def _set_summary(job: Job, copy: CopyText, dress: Dress, measure: Mpt) -> _SetTier:
    """The summary: a paragraph of lines under the deck."""
    own = Copy(copy.story, copy.part)
    found = set_paragraph([Inline(copy.text, dress.font)], dress.paragraph, measure)
    tiers = tuple(Tier(own, "", 0, dress, number == 0) for number in range(len(found.lines)))
    return _SetTier(tiers, found.lines, (copy,), tuple(missing_characters(found, job.spot, own)))


def _no_style(job: Job, name: str, style: str) -> Problem:
    return Problem(
        "no-style",
        "press",
        f"The story has a {name}, and the paper has no style {style!r} for it.",
        job.place_of_key("headline_style" if name == "jump_head" else f"{name}_style"),
        f"add {style!r} to the paper's styles, or name another with {name}_style",
    )


def _broken_by_program(job: Job, part: str, parts: Sequence[str], cut: int | None) -> Problem:
    """Lines that the program chose: a word model knows no names, so an editor reads them; too many hold the press."""
    lines = "／".join(line.strip() for line in parts)
    if len(parts) > MOST_LINES:
        over = cut or sum(len(line.strip()) for line in parts[MOST_LINES:])
        what = f"The line is some {over} characters too long for {MOST_LINES} lines of its smallest size: {lines}."
        hint = f"{_how_much_shorter(cut)}, or give the block more columns"
        return Problem(
            "headline-too-long", "press", what, job.place(part, sum(map(len, parts[:MOST_LINES]))), hint
        )
    what = f"The line is broken by the program: {lines}."
    hint = "read the breaks; to choose them, list the lines in the story's front matter"
    return Problem("headline-broken", "warning", what, job.place(part), hint)


def _how_much_shorter(characters: int | None) -> str:
    if characters is None:
        return "shorten it"
    return f"shorten it by {characters} character{'' if characters == 1 else 's'}"


def _stepped_down(job: Job, name: str, fit: TierFit, cut: int | None) -> Problem:
    why = "to make room for the body" if job.change.head_steps < 0 else "to fit its measure"
    return Problem(
        "headline-stepped-down",
        "warning",
        f"The {name} is set at {fit.taken_pt:g} pt instead of {fit.wanted_pt:g} pt, {why}.",
        job.place(f"{name}[0]" if name in ("headline", "deck") else name),
        f"{_how_much_shorter(cut)}, or give the block more columns",
    )
