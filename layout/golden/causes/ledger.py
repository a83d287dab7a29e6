"""Two versions of the same pages -> laid side by side, with room for what is found out: causes, and what followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from layout.golden.causes.flows import FlowKey, FlowLine, TextFlow, find_flows
from layout.golden.causes.matching import match_blocks
from layout.golden.rows import SetBlock, SetPage, SetRow
from layout.golden.verdict import FollowingChange, SceneDifference
from layout.scene import Mpt

Order = tuple[int, int, int]
"""A place in reading order: page, block, row."""


@dataclass(slots=True)
class Cause:
    """A difference while what followed from it is gathered. `at` is its place in its flow, in characters."""

    order: Order
    difference: SceneDifference
    block: SetBlock
    flow: FlowKey | None = None
    at: int = 0
    followed: list[Consequence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Consequence:
    """A thing that has the same content and changed otherwise: `was` and `row` are before and now, one and the same for
    a rule or box that is on one `side` alone.
    """

    order: Order
    page: str
    block: SetBlock
    change: FollowingChange
    row: SetRow
    was: SetRow
    flow: FlowKey | None = None
    at: int = 0
    side: Literal["both", "golden", "now"] = "both"

    @property
    def shift(self) -> tuple[Mpt, Mpt]:
        """How far it moved right and down, where that is all that changed."""
        if self.change != "moved":
            return 0, 0
        was, now = self.was.corner, self.row.corner
        return now[0] - was[0], now[1] - was[1]


class Ledger:
    """Pages of a golden and of today, and what is found out about them.

    `pages` are the names of those on both sides; `matched` their blocks in pairs; `twins` today's block by the
    `id()` of the golden's. A shift of at most `slack` is none.
    """

    def __init__(self, golden: Sequence[SetPage], now: Sequence[SetPage], slack: Mpt) -> None:
        old, new = ({page.name: page for page in pages} for pages in (golden, now))
        self.slack = slack
        self.pages = {name: None for name in new if name in old}
        self.causes: list[Cause] = []
        self._leadings: dict[int, Mpt] = {}
        self.consequences: list[Consequence] = []
        self.matched = [
            (name, was, block)
            for name in self.pages
            for was, block in match_blocks(old[name].blocks, new[name].blocks)
        ]
        self.twins = {id(was): block for _, was, block in self.matched if was is not None}
        names = {id(was): block.id for _, was, block in self.matched if was is not None and block is not None}
        self.flows: tuple[dict[FlowKey, TextFlow], dict[FlowKey, TextFlow]] = (
            find_flows(golden, names),
            find_flows(now, {}),
        )
        self._places = {
            id(block): (number, at) for number, page in enumerate(now) for at, block in enumerate(page.blocks)
        }

    def order(self, block: SetBlock, row: int = 0) -> Order:
        """Where a block of today is in reading order; one that is gone comes last."""
        return *self._places.get(id(block), (len(self._places), 0)), row

    def today(self, block: SetBlock) -> SetBlock:
        """What a block of the golden became, or itself."""
        return self.twins.get(id(block)) or block

    def add(
        self,
        difference: SceneDifference,
        block: SetBlock,
        row: int = 0,
        flow: tuple[FlowKey, int] | None = None,
    ) -> None:
        """Adds a cause, in a block of today if there is one, at a row of it, and in a flow at a character."""
        key, at = flow if flow is not None else (None, 0)
        self.causes.append(Cause(self.order(block, row), difference, block, key, at))

    def follow(self, line: FlowLine, change: FollowingChange, was: SetRow, key: FlowKey) -> None:
        """Adds a line that has the same text and changed otherwise."""
        if line.page in self.pages:
            order = self.order(line.block, line.number)
            self.consequences.append(
                Consequence(order, line.page, line.block, change, line.row, was, key, line.start)
            )

    def is_far(self, was: tuple[Mpt, Mpt], now: tuple[Mpt, Mpt]) -> bool:
        """Whether two places differ by more than rounding."""
        return abs(was[0] - now[0]) > self.slack or abs(was[1] - now[1]) > self.slack

    def leading(self, block: SetBlock) -> Mpt:
        """The distance of lines that is the most common in a block, 0 where there is none."""
        if id(block) not in self._leadings:
            self._leadings[id(block)] = _find_leading(block.rows)
        return self._leadings[id(block)]


def _find_leading(rows: Sequence[SetRow]) -> Mpt:
    body = [row for row in rows if row.kind == "line" and row.role == "body"] or [
        row for row in rows if row.kind == "line"
    ]
    steps = Counter(
        abs(b.rect.x - a.rect.x) if b.vertical else b.baseline - a.baseline for a, b in pairwise(body)
    )
    found = [(count, step) for step, count in steps.items() if step > 0]
    return max(found)[1] if found else 0
