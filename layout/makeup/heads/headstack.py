"""The set lines of a head -> a stack of whole grid lines, with its white shared out; its lines placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.problems import Problem
from layout.makeup.copyfit import TierFit
from layout.makeup.desk import Desk
from layout.makeup.text.inlines import inks_of
from layout.makeup.text.reach import NO_REACH, Reach
from layout.makeup.text.text import Copy, Look, place_line
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CopyBlock
from layout.plan.grid import ascent
from layout.scene import CopyText, Line, Mpt
from layout.scene.places import EM_BOX
from layout.typeset import SetLine

SOLID = ("zh", "ja", "ko")
"""Languages whose characters fill em boxes and have nothing below them."""

DESCENDER_THOUSANDTHS = 130

_DESCEND = frozenset("gjpqyçşţğýÿ")

_LAST_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class Tier:
    """One line of a head: its text, which begins at character `start` of its copy, and the dress it is set in. What
    stands beside it has its `reach`; `white` is what its paper wants between it and the tier before.
    """

    copy: Copy
    text: str
    start: int
    dress: Dress
    first_of_tier: bool
    reach: Reach = NO_REACH
    white: Mpt = 0


@dataclass(frozen=True, slots=True)
class HeadStack:
    """A head ready to be placed: its tiers, each set; `depth` in lines of the grid. `most_under` is the most white that
    it leaves to its text, `least_under` the least, if it has so much; `padding` that of its ground, which its first and
    last line reach.
    """

    tiers: tuple[Tier, ...]
    lines: tuple[SetLine, ...]
    depth: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]
    fits: tuple[TierFit, ...] = ()
    most_under: Mpt = 0
    least_under: Mpt = 0
    padding: Mpt = 0

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes of the headline's own lines, in points."""
        return tuple(
            tier.dress.style.size
            for tier in self.tiers
            if tier.copy.part.startswith(("headline", "jump_head"))
        )


def space_tiers(tiers: Sequence[Tier], desk: Desk) -> tuple[Tier, ...]:
    """The tiers with the white that the paper wants between two of them, in ems of the smaller one."""
    ems = desk.paper.white.between_tiers_em
    spaced = list(tiers[:1])
    for before, tier in pairwise(tiers):
        smaller = min(before.dress.em_depth, tier.dress.em_depth)
        spaced.append(replace(tier, white=round(ems * smaller)) if tier.first_of_tier else tier)
    return tuple(spaced)


def pad_tiers(tiers: Sequence[Tier], padding: Mpt) -> tuple[Tier, ...]:
    """The tiers of a head on a ground: what its first line reaches up and its last one down is the ground's padding."""
    padded = list(tiers)
    if padded and padding:
        first = padded[0]
        padded[0] = replace(first, reach=replace(first.reach, over=first.reach.over + padding))
        last = padded[-1]
        under = last.reach.under if _is_solid(last.dress) else _overhang(last)
        padded[-1] = replace(last, reach=replace(last.reach, under=under + padding))
    return tuple(padded)


def spread_head(head: HeadStack, x: Mpt, top: Mpt, height: Mpt, over: Mpt = 0) -> tuple[Line, ...]:
    """The head's lines from `x` and `top` on. What a height leaves over its stack is white above it (题近文): under it
    is no more than above, with what is `over` the height already, and never more than its paper wants.
    """
    if not head.tiers:
        return ()
    room = max(0, height - stack_height(head.tiers))
    y = top + room - min(room, max((room + over) // 2, head.least_under), _most_under(head))
    placed: list[Line] = []
    for number, (tier, line) in enumerate(zip(head.tiers, head.lines, strict=True)):
        size = tier.dress.em_depth
        y += _gap_before(head.tiers, number)
        role = tier.copy.part.partition("[")[0].replace("jump_head", "headline")
        look = Look(role, inks_of(tier.dress, tier.dress), tier.copy, tier.dress.vertical)
        baseline = y + ascent(size, vertical=tier.dress.vertical)
        placed.append(place_line(line.further(tier.start), x + head.padding, baseline, look))
        y += size
    return tuple(placed)


def _most_under(head: HeadStack) -> Mpt:
    """The most white under a stack: from the foot of em boxes, or from a baseline that letters stand on, so that lines
    with descenders and without stand alike. Under descenders is half of it at least.
    """
    last, most = head.tiers[-1], head.most_under
    if head.padding or _is_solid(last.dress) or last.dress.vertical:
        return most
    from_baseline = most - last.dress.em_depth * (DESCENDER_THOUSANDTHS + EM_BOX[1]) // 1000
    return max(from_baseline, most // 2) if _descends(last) else from_baseline


def _overhang(tier: Tier) -> Mpt:
    """What the descenders of a line reach below its em box, whose foot is at −120 (a Latin font's are at about −250),
    or what stands under it.

    Han and kana keep inside their em boxes, and so do capitals and figures among them.
    """
    below = not _is_solid(tier.dress) or _descends(tier)
    return max(tier.reach.under, tier.dress.em_depth * DESCENDER_THOUSANDTHS // 1000 if below else 0)


def _descends(tier: Tier) -> bool:
    """Whether a line has letters with descenders; of what is not Latin, and of a paragraph's line, it is assumed."""
    if _DESCEND.intersection(tier.text):
        return True
    other = any(sign.isalpha() and sign > _LAST_LATIN for sign in tier.text)
    return not _is_solid(tier.dress) and (other or not tier.text)


def _is_solid(dress: Dress) -> bool:
    return dress.paragraph.profile.lang.lower().startswith(SOLID)


def _gap_before(tiers: Sequence[Tier], number: int) -> Mpt:
    """White before a line of a head: what its ruby needs, and between tiers what the paper wants, under descenders;
    inside one it is no less than what its leading leaves.
    """
    tier = tiers[number]
    if not number:
        return tier.reach.over
    if tier.first_of_tier:
        return _overhang(tiers[number - 1]) + tier.white + tier.reach.over
    leading = tier.dress.line_height - tier.dress.em_depth
    return max(0, leading, tiers[number - 1].reach.under + tier.reach.over)


def stack_height(tiers: Sequence[Tier]) -> Mpt:
    """From the first line's em box, or the ruby over it, to the last one's, or to what is under it."""
    height = sum(_gap_before(tiers, number) + tier.dress.em_depth for number, tier in enumerate(tiers))
    if not tiers:
        return height
    # Under the last line of a language of em boxes is the head's own white.
    return height + (tiers[-1].reach.under if _is_solid(tiers[-1].dress) else _overhang(tiers[-1]))


def stack_depth(tiers: Sequence[Tier], desk: Desk, block: CopyBlock) -> int:
    """Lines of the grid that a head takes: its sizes and the white between them, rounded up, and the paper's white
    (desk rule); half a line less in a frame, which has a line of white over it.
    """
    if not tiers:
        return 0
    leading = desk.grid.leading
    white = desk.paper.headlines.white_lines * leading
    if desk.paper.white.under_head_lines > 1:
        white = max(white, white_under(desk))
    white -= min(white, leading // 2) if block.frame is not None else 0
    if block.head.ground is not None:
        white = min(white, white_under(desk))  # it begins where its story does
    needed = -(-(stack_height(tiers) + white) // leading)
    return max(needed, block.head_lines or 0)


def white_under(desk: Desk) -> Mpt:
    """The most white that the paper wants between a head and the text under it."""
    return round(desk.paper.white.under_head_lines * desk.grid.leading)
