"""The heads of a page, each fitted by itself -> the size that each style has in all of them (`HeadSize`).

One style, one size (desk custom, 同级同号): two heads of one style that differ by a step or two look like a mistake. A
page on which a lesser style is larger than a greater one tells the reader the wrong thing. So the heads of a style take
the least of the sizes that they fit in, and a style that comes out as large as a greater one gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal, Protocol

from layout.makeup.copyfit import TierFit
from layout.makeup.desk import HeadSize
from layout.makeup.heads.sizesearch import STEP_DOWN_LEAST
from layout.plan.fitlimits import FitModel
from layout.plan.style import SIZE_LADDER

HEADLINES = ("headline", "jump_head")
"""The tiers of a head whose sizes say the rank of their story."""


@dataclass(frozen=True, slots=True)
class FittedHead:
    """How the tiers of the head of a block came out by themselves."""

    block: str
    tiers: tuple[TierFit, ...]

    @property
    def headline(self) -> TierFit | None:
        return next((tier for tier in self.tiers if tier.tier in HEADLINES), None)


class FitsAt(Protocol):
    """Says of a page's heads whether they fit."""

    def __call__(self, block: str, style: str, size: float, *, surely: bool = False) -> bool:
        """Whether the tiers in a style of the head of the block of that name fit at a size, on the lines that an
        editor chose if any did; `surely` where no editor need read their breaks.
        """


def share_sizes(heads: Sequence[FittedHead], limits: FitModel, fits_at: FitsAt) -> dict[str, HeadSize]:
    """What a page says of the size of each style of its heads, by the style's name."""
    users: dict[str, list[tuple[str, TierFit]]] = {}
    for head in heads:
        for tier in head.tiers:
            users.setdefault(tier.style, []).append((head.block, tier))
    sizes = {style: _keep_size(style, _share_alone(tiers), fits_at) for style, tiers in users.items()}
    ranked = {head.headline.style for head in heads if head.headline is not None}
    ranks = _Ranks(
        {style: sizes[style] for style in sorted(ranked, key=lambda name: (-sizes[name].wanted, name))},
        limits,
    )
    ranks.put_in_order(fits_at)
    own = {style: size.said for style, size in sizes.items()}
    return own | {style: ranks.bounded(style) for style in ranks.sizes}


@dataclass(frozen=True, slots=True)
class _StyleSize:
    """The size that the heads of a style take, in points, and the one that the style has; whose heads ask for it, what
    for, and which have the style. It is `free` where one head alone has it, and nothing but that asks for its size.
    The heads that are not too long for any size near the style's are its `voters`; a style without is no measure for
    others.
    """

    wanted: float
    taken: float
    voters: tuple[str, ...]
    by: tuple[str, ...]
    mates: tuple[str, ...]
    why: Literal["measure", "rank"] = "measure"
    free: bool = False

    @property
    def plain(self) -> float:
        """The size without a step up."""
        return min(self.taken, self.wanted)

    @property
    def said(self) -> HeadSize:
        return HeadSize(held=None if self.free else self.taken, by=self.by, why=self.why, mates=self.mates)


def _share_alone(tiers: Sequence[tuple[str, TierFit]]) -> _StyleSize:
    """The size of one style: the least that one of its heads takes, of those that are not too long for any size near
    that of the style. Which are is told, and the others are not set as small.
    """
    wanted = tiers[0][1].wanted_pt
    sound = [
        (block, tier)
        for block, tier in tiers
        if not tier.too_long and tier.taken_pt >= STEP_DOWN_LEAST * wanted
    ]
    size = min(tier.taken_pt for _, tier in sound or tiers)
    mates = tuple(dict.fromkeys(block for block, _ in tiers))
    by = tuple(dict.fromkeys(block for block, tier in sound or tiers if tier.taken_pt == size))
    voters = tuple(dict.fromkeys(block for block, _ in sound))
    return _StyleSize(wanted, size, voters, by, mates, free=len(mates) == 1)


def _keep_size(style: str, own: _StyleSize, fits_at: FitsAt) -> _StyleSize:
    """The same at a size nearer to its style's, where no more than half of its heads ask for less and those can be
    broken in such a way that nobody need read it: two lines of one head are better than a page of smaller ones.
    """
    if len(own.mates) < 2 or 2 * len(own.by) > len(own.mates):
        return own
    nearer = [step for step in reversed(SIZE_LADDER) if own.taken < step < own.wanted]
    for step in [own.wanted, *nearer] if own.taken < own.wanted else ():
        if all(fits_at(block, style, step, surely=True) for block in own.voters):
            return replace(own, taken=step)
    return own


@dataclass(slots=True)
class _Ranks:
    """The styles of a page's headlines, the largest first: none comes out as large as one before it."""

    sizes: dict[str, _StyleSize]
    limits: FitModel

    def lesser(self, style: str) -> list[_StyleSize]:
        own = self.sizes[style].wanted
        return [size for size in self.sizes.values() if size.wanted < own and size.voters]

    def greater(self, style: str) -> list[_StyleSize]:
        own = self.sizes[style].wanted
        return [size for size in self.sizes.values() if size.wanted > own and size.voters]

    def put_in_order(self, fits_at: FitsAt) -> None:
        for style, own in self.sizes.items():
            self.sizes[style] = self.in_order(style, own, fits_at)
        for style, own in self.sizes.items():
            if own.taken >= self.most(style):
                self.sizes[style] = replace(own, taken=own.plain)

    def in_order(self, style: str, own: _StyleSize, fits_at: FitsAt) -> _StyleSize:
        """A style smaller than those before it, and larger than those behind it, where its heads let it."""
        below = self.least(style)
        if own.taken < own.wanted and own.taken <= below:
            # One of a higher rank is rather set in more lines than as small as the next.
            own = self.raised(style, below, fits_at)
        above = min(self.greater(style), key=lambda size: size.taken, default=None)
        if above is None or own.taken < above.taken:
            return own
        own = replace(own, taken=own.plain)
        return own if own.taken < above.taken else self.lowered(own, above)

    def raised(self, style: str, below: float, fits_at: FitsAt) -> _StyleSize:
        """A style at the largest size over another, up to its own, in which all of its heads fit."""
        own = self.sizes[style]
        steps = [own.wanted, *(step for step in reversed(SIZE_LADDER) if below < step < own.wanted)]
        for step in steps:
            if all(fits_at(block, style, step) for block in own.voters):
                return replace(own, taken=step, free=False)
        return own

    def lowered(self, own: _StyleSize, above: _StyleSize) -> _StyleSize:
        """A style at the largest size under that of a greater one; as it is where it would get too small."""
        steps = [step for step in SIZE_LADDER if self.limits.least_headline_pt <= step < above.taken]
        return replace(own, taken=steps[-1], by=above.by, why="rank", free=False) if steps else own

    def lowest(self, own: _StyleSize) -> float:
        """How small a style may be set so that the body fits, without being as small as a lesser one."""
        least = max((size.plain for size in self.sizes.values() if size.wanted < own.wanted), default=0)
        steps = [
            step
            for step in reversed(SIZE_LADDER)
            if least < step < own.taken and step >= self.limits.least_headline_pt
        ]
        return min([own.taken, *steps[: self.limits.headline_steps]])

    def least(self, style: str) -> float:
        return max((size.plain for size in self.lesser(style)), default=0)

    def most(self, style: str) -> float:
        return min(map(self.lowest, self.greater(style)), default=inf)

    def bounded(self, style: str) -> HeadSize:
        return replace(self.sizes[style].said, least=self.least(style), most=self.most(style))
