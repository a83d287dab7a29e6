"""The set lines of a head -> a stack of whole grid lines, with its white shared out; its lines placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from layout.typeset import SetLine

WHITE_SHARES = {"above": 2, "between": 3, "below": 4}
"""How the white that a head's whole number of lines leaves is shared out: least above, most below it. Above it is never
more than an em of its smallest type, between two tiers one and a half.
"""

SOLID = ("zh", "ja", "ko")
"""Languages whose characters fill em boxes and have nothing below them."""

DESCENDER_THOUSANDTHS = 130

_DESCEND = frozenset("gjpqy")


@dataclass(frozen=True, slots=True)
class Tier:
    """One line of a head: its text, which begins at character `start` of its copy, and the dress it is set in. What
    stands beside it has its `reach`.
    """

    copy: Copy
    text: str
    start: int
    dress: Dress
    first_of_tier: bool
    reach: Reach = NO_REACH


@dataclass(frozen=True, slots=True)
class HeadStack:
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


def spread_head(head: HeadStack, x: Mpt, top: Mpt, height: Mpt) -> tuple[Line, ...]:
    """The head's lines from `x` and `top` on; what a height leaves over its stack is shared out as white. Tiers keep
    together: where a height is much more than they need, most of it is left below them.
    """
    if not head.tiers:
        return ()
    room = max(0, height - stack_height(head.tiers))
    between = sum(tier.first_of_tier for tier in head.tiers) - 1
    shares = WHITE_SHARES["above"] + between * WHITE_SHARES["between"] + WHITE_SHARES["below"]
    smallest = min(tier.dress.em_depth for tier in head.tiers)
    white = {name: min(room * share // shares, smallest * share // 2) for name, share in WHITE_SHARES.items()}
    y = top + white["above"]
    placed: list[Line] = []
    for number, (tier, line) in enumerate(zip(head.tiers, head.lines, strict=True)):
        size = tier.dress.em_depth
        y += _gap_before(head.tiers, number) + (white["between"] if number and tier.first_of_tier else 0)
        role = tier.copy.part.partition("[")[0].replace("jump_head", "headline")
        look = Look(role, inks_of(tier.dress, tier.dress), tier.copy, tier.dress.vertical)
        baseline = y + ascent(size, vertical=tier.dress.vertical)
        placed.append(place_line(line.further(tier.start), x, baseline, look))
        y += size
    return tuple(placed)


def _overhang(tier: Tier) -> Mpt:
    """What the descenders of a line reach below its em box, whose foot is at −120 (a Latin font's are at about −250),
    or what stands under it.

    Han and kana keep inside their em boxes, and so do capitals and figures among them.
    """
    below = not _is_solid(tier.dress) or _DESCEND.intersection(tier.text)
    return max(tier.reach.under, tier.dress.em_depth * DESCENDER_THOUSANDTHS // 1000 if below else 0)


def _is_solid(dress: Dress) -> bool:
    return dress.paragraph.profile.lang.lower().startswith(SOLID)


def _gap_before(tiers: Sequence[Tier], number: int) -> Mpt:
    """White before a line of a head: what its ruby needs, and between tiers what descenders do; inside one it is no
    less than what its leading leaves.
    """
    tier = tiers[number]
    if not number:
        return tier.reach.over
    if tier.first_of_tier:
        return _overhang(tiers[number - 1]) + tier.reach.over
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
    """Lines of the grid that a head takes: its sizes added and rounded up, and the paper's white (desk rule)."""
    if not tiers:
        return 0
    needed = -(-stack_height(tiers) // desk.grid.leading) + desk.paper.headlines.white_lines
    return max(needed, block.head_lines or 0)
