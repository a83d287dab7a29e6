"""A story's kicker, headline, deck, summary and byline -> the set lines of its head, each tier in a size that fits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from content.marking.body import Text
from content.marking.headmarks import FREE
from content.problems import Problem
from content.story import Story
from layout.makeup.copyfit import TierFit
from layout.makeup.desk import ANY_SIZE, HeadSize, Job
from layout.makeup.find_least import find_least
from layout.makeup.ground import dress_on, padding_of
from layout.makeup.heads.headfit import FittedTier, TierRoom, fit_tier, limits_of
from layout.makeup.heads.headproblems import (
    tell_broken_by_program,
    tell_no_style,
    tell_stepped_down,
    tell_stepped_with,
)
from layout.makeup.heads.headstack import HeadStack, Tier, pad_tiers, space_tiers, stack_depth, white_under
from layout.makeup.jumphead import find_jump_style
from layout.makeup.text.headline_breaks import MOST_LINES, joints_of
from layout.makeup.text.holds import set_held
from layout.makeup.text.inlines import beside_of, inlines_of
from layout.makeup.text.lineproblems import missing_characters, unknown_characters
from layout.makeup.text.reach import reach_of
from layout.makeup.text.text import Copy, natural_width, set_one_line
from layout.makeup.text.wording import Wording, join_wordings
from layout.makeup.wardrobe import Dress
from layout.plan.profile import Profile
from layout.scene import AFTER_HEADLINE, CopyText, Mpt
from layout.typeset import SetLine

_WrittenTier = tuple[str, str, list[Wording]]
"""A tier's name, its style and its texts."""

MOST_TRIED = 80
"""Characters of a line of a head that is tried shorter: nobody needs to know how much a longer one has to lose."""


@dataclass(frozen=True, slots=True)
class _KeptHead:
    """A head that was set, and the story that it is the head of."""

    story: Story
    head: HeadStack


def set_head(job: Job, measure: Mpt, sleeve: Mpt | None = None) -> HeadStack:
    """Sets a story's head at a measure: each tier in the size and on the lines that fit (`headfit`), then its summary
    and byline. What follows the headline is set at the measure of the `sleeve`, if there is one. One that was set so on
    the page before is taken again.
    """
    tiers = _tiers_of(job)
    padding = _padding_of(job, tiers)
    if padding:
        measure, sleeve = max(1, measure - 2 * padding), None
    shared = tuple(_shared(job, style) for _, style, _ in tiers)
    dresses = job.desk.wardrobe.dresses
    # A vertical head may be spaced out to its place.
    spaced = tuple(dresses[style].font.tracking for _, style, _ in tiers if style in dresses)
    key = *_key_of(job, measure), sleeve, spaced
    for sizes in (shared, (ANY_SIZE,) * len(shared)):
        kept = job.desk.kept.heads.get((*key, sizes))
        if not isinstance(kept, _KeptHead) or kept.story is not job.story:
            continue
        if sizes == shared or _are_the_same(kept.head, shared, tiers):
            return kept.head
    head = _set_anew(job, measure, sleeve, tiers)
    job.desk.kept.heads[(*key, shared)] = _KeptHead(job.story, head)
    return head


def _key_of(job: Job, measure: Mpt) -> tuple[Hashable, ...]:
    """What a head depends on beside its story and the sizes of its styles."""
    change, grid = job.change, job.desk.grid
    way = change.head_steps, change.filled, change.sense_first, job.strict, job.jump.begin is None
    return (job.spot.block, measure, way, grid.leading, job.desk.body.vertical)


def _are_the_same(head: HeadStack, shared: Sequence[HeadSize], tiers: Sequence[_WrittenTier]) -> bool:
    """Whether a head that was set by itself comes out the same where its page says such sizes of its styles."""
    sizes = dict(zip((style for _, style, _ in tiers), shared, strict=True))
    return all(
        fit.taken_pt == fit.wanted_pt
        and not fit.too_long
        and sizes.get(fit.style, ANY_SIZE).held in (None, fit.wanted_pt)
        for fit in head.fits
    )


def _shared(job: Job, style: str) -> HeadSize:
    """What the page says of the size of a style; nothing is done to a head that is set strictly."""
    return ANY_SIZE if job.strict else job.desk.head_sizes.get(style, ANY_SIZE)


def _set_anew(job: Job, measure: Mpt, sleeve: Mpt | None, written: Sequence[_WrittenTier]) -> HeadStack:
    story, block, desk = job.story, job.block, job.desk
    limits = limits_of(desk.paper, job.change, strict=job.strict)
    made: list[_SetTier] = []
    for name, style_name, wordings in written:
        dress = desk.wardrobe.dresses.get(style_name)
        missing = [] if dress is not None else [tell_no_style(job, name, style_name)]
        if dress is not None and block.head.ground is not None:
            dress = dress_on(block.head.ground, dress, desk)
        own_measure = measure if sleeve is None or name not in AFTER_HEADLINE else sleeve
        lines = [
            _Written(Copy(story.id, f"{name}[{at}]" if name in ("headline", "deck") else name), wording)
            for at, wording in enumerate(wordings)
        ]
        if name == "summary":
            own = _set_summary(job, lines[0], dress or desk.body, own_measure)
        else:
            own_dress = dress or desk.body
            large = own_dress if name == "byline" else own_dress.display
            own_limits = limits if name == "headline" else limits.none
            room = TierRoom(large, own_measure, replace(own_limits, shared=_shared(job, style_name)))
            own = _set_lines(job, lines, room)
        made.append(replace(own, problems=(*missing, *own.problems)))
    tiers = space_tiers([tier for set_tier in made for tier in set_tier.tiers], desk)
    padding = _padding_of(job, written)
    tiers = pad_tiers(tiers, padding)
    return HeadStack(
        tiers=tiers,
        lines=tuple(line for tier in made for line in tier.lines),
        depth=stack_depth(tiers, desk, block),
        copy=tuple(copy for tier in made for copy in tier.copy),
        problems=tuple(problem for tier in made for problem in tier.problems),
        fits=tuple(tier.fit for tier in made if tier.fit is not None),
        most_under=white_under(desk),
        padding=padding,
    )


def _padding_of(job: Job, written: Sequence[_WrittenTier]) -> Mpt:
    """The padding of a head's ground, if it has one."""
    ground, desk = job.block.head.ground, job.desk
    if ground is None or not written:
        return 0
    return padding_of(ground, (desk.wardrobe.get(style, desk.body) for _, style, _ in written), desk)


def _tiers_of(job: Job) -> list[_WrittenTier]:
    """The tiers of a story's head: the name of each, its style and its texts."""
    story, block = job.story, job.block

    def find_wording(part: str, text: str | None) -> list[Wording]:
        return [Wording(text, story.breaks_in(part), story.inlines_in(part))] if text else []

    def find_wordings(name: str, texts: tuple[str, ...]) -> list[Wording]:
        return [wording for at, text in enumerate(texts) for wording in find_wording(f"{name}[{at}]", text)]

    headline = find_wordings("headline", story.headline)
    if job.jump.begin is not None:
        # The rest of a story has its short head, or its headline once more.
        again = find_wording("jump_head", story.jump_head) or ([join_wordings(headline)] if headline else [])
        return [("jump_head", find_jump_style(block, job.desk.wardrobe.dresses), again)] if again else []
    tiers = (
        ("kicker", block.kicker_style, find_wording("kicker", story.kicker)),
        ("headline", block.headline_style, headline),
        ("deck", block.deck_style, find_wordings("deck", story.deck)),
        ("summary", block.summary_style, find_wording("summary", story.summary)),
        ("byline", block.byline_style, find_wording("byline", story.byline)),
    )
    return [(name, style, wordings) for name, style, wordings in tiers if wordings]


@dataclass(frozen=True, slots=True)
class _Written:
    """A line of a head as the story has it, and which copy it is."""

    copy: Copy
    wording: Wording

    def copy_text(self, dress: Dress) -> CopyText:
        beside = tuple(beside_of(inlines_of(self.wording.inlines, dress)))
        return CopyText(self.copy.story, self.copy.part, self.wording.text, beside)


@dataclass(frozen=True, slots=True)
class _SetTier:
    """One tier, made: its lines, their copy, what is wrong, and how it came to its size."""

    tiers: tuple[Tier, ...]
    lines: tuple[SetLine, ...]
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]
    fit: TierFit | None = None


def _set_lines(job: Job, written: Sequence[_Written], room: TierRoom) -> _SetTier:
    """A tier of lines, each broken only where it must be."""
    name = written[0].copy.part.partition("[")[0]
    wordings = [line.wording for line in written]
    fitted = fit_tier(name, wordings, room)
    tiers: list[Tier] = []
    lines: list[SetLine] = []
    problems: list[Problem] = []
    size = room.dress.style.size
    if fitted.fit.taken_pt < size:
        shared = room.limits.shared
        if (
            fitted.fit.too_long
            or shared.held is None
            or (job.spot.block in shared.by and shared.why != "rank")
        ):
            alone = replace(room, limits=replace(room.limits, shared=ANY_SIZE))
            cut = _shorter_by(name, wordings, alone, lambda shorter: shorter.fit.taken_pt >= size)
            problems.append(tell_stepped_down(job, name, fitted.fit, cut))
        else:
            problems.append(tell_stepped_with(job, name, fitted.fit, shared))
    for own, pieces in zip(written, fitted.pieces, strict=True):
        wording = own.wording
        problems += unknown_characters(wording, fitted.dress, job.spot, own.copy)
        start = 0
        chosen = []
        profile = fitted.dress.paragraph.profile
        for piece in pieces:
            if start and start not in wording.breaks.forced and not _is_at_mark(wording.text, start, profile):
                chosen.append(start)
            line = set_one_line(piece, fitted.dress, room.measure)
            tier = Tier(own.copy, piece.text, start, fitted.dress, not tiers)
            tiers.append(replace(tier, reach=reach_of(line, fitted.dress)))
            lines.append(line)
            start += len(piece.text)
        if chosen and (fitted.fit.in_doubt or len(pieces) > MOST_LINES):
            cut = None
            if len(pieces) > MOST_LINES and len(wordings) == 1:
                cut = _shorter_by(name, wordings, room, lambda shorter: len(shorter.pieces[0]) <= MOST_LINES)
            problems.append(tell_broken_by_program(job, own.copy.part, [piece.text for piece in pieces], cut))
    copies = tuple(line.copy_text(fitted.dress) for line in written)
    return _SetTier(tuple(tiers), tuple(lines), copies, tuple(problems), fitted.fit)


def _is_at_mark(text: str, start: int, profile: Profile) -> bool:
    """Whether a line begins where the writer has parted the text: behind a space, or a comma, colon or dash."""
    return text[start - 1] in " \u3000" or start in joints_of(text, profile)


def _shorter_by(
    name: str,
    wordings: Sequence[Wording],
    room: TierRoom,
    good: Callable[[FittedTier], bool],
) -> int | None:
    """How many characters less of its longest line, at the end, make a tier good: it was tried. None where no number
    does, or where its editor has chosen the breaks.
    """
    at = max(range(len(wordings)), key=lambda number: natural_width(wordings[number], room.dress))
    longest = wordings[at]
    if longest.breaks != FREE or longest.inlines or len(longest.text) > MOST_TRIED:
        return None

    def enough(characters: int) -> bool:
        shorter = Wording(longest.text[: len(longest.text) - characters].rstrip())
        return good(fit_tier(name, [*wordings[:at], shorter, *wordings[at + 1 :]], room))

    over = natural_width(longest.text, room.dress) - room.measure
    return find_least(enough, max(1, over // room.dress.em), len(longest.text) - 1)


def _set_summary(job: Job, written: _Written, dress: Dress, measure: Mpt) -> _SetTier:
    """The summary: a paragraph of lines under the deck."""
    wording, own = written.wording, written.copy
    inlines = inlines_of(wording.inlines or (Text(wording.text),), dress)
    found = set_held(inlines, dress.paragraph, measure, wording.breaks.held)
    tiers = tuple(
        Tier(own, "", 0, dress, number == 0, reach=reach_of(line, dress))
        for number, line in enumerate(found.lines)
    )
    problems = tuple(missing_characters(found, job.spot, own))
    return _SetTier(tiers, found.lines, (written.copy_text(dress),), problems)
