"""A block that was made up -> the same made again with a change, and whether that mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from content.story import Story
from layout.makeup.desk import BlockMakeup, Desk
from layout.makeup.find_least import find_least
from layout.makeup.story.deepen_block import deepen_block
from layout.plan.blocks import Block

_MOST_LINES = 60
"""Lines that a block is tried deeper by, at most."""

Again = Callable[[Sequence[Block], Desk], BlockMakeup]
"""Makes up the block anew, as it is asked for, on a page of these blocks at this desk."""


@dataclass(frozen=True, slots=True)
class Case:
    """A block that was made up: its number on its page, the page's blocks, the desk, what came of it, and how it is
    made again.
    """

    at: int
    blocks: tuple[Block, ...]
    desk: Desk
    made: BlockMakeup
    again: Again

    @property
    def block(self) -> Block:
        return self.blocks[self.at]

    def deeper(self, lines: int) -> BlockMakeup | None:
        """The block made again so many lines deeper, or shallower (below 0); None where it has no room for that."""
        blocks = deepen_block(self.blocks, self.at, lines, self.desk.grid)
        return None if blocks is None else self.again(blocks, self.desk)

    def with_story(self, story: Story | None) -> BlockMakeup | None:
        """The block made again with other copy; None where there would be none."""
        if story is None:
            return None
        return self.again(self.blocks, replace(self.desk, stories=self.desk.stories | {story.id: story}))


def fits(made: BlockMakeup | None) -> bool:
    """Whether nothing is over, and no more than a line a leg is empty."""
    if made is None or not made.fits:
        return False
    [fit] = made.fits
    return not fit.over_lines and fit.white <= fit.legs and fit.leg_lines > 0


def is_good(case: Case, made: BlockMakeup | None) -> bool:
    """Whether a block fits, with nothing new that holds the press."""
    return made is not None and fits(made) and held_by(made) <= held_by(case.made) - {"overset", "no-room"}


def held_by(made: BlockMakeup) -> set[str]:
    return {problem.id for problem in made.problems if problem.severity == "press"}


def ids_of(made: BlockMakeup) -> set[str]:
    return {problem.id for problem in made.problems}


def deeper_meets(blocks: Sequence[Block], at: int, changed: Block) -> bool:
    """Whether a block that was made larger lies over another that stands in the same story."""
    return any(
        number != at and other.inside == changed.inside and other.areas[0].overlap(changed.area) is not None
        for number, other in enumerate(blocks)
    )


def least_lines_deeper(case: Case, enough: Callable[[BlockMakeup], bool]) -> int | None:
    """The fewest lines that mend a block that is made so much deeper; None where it has no room for them."""

    def holds(lines: int) -> bool:
        made = case.deeper(lines)
        return made is not None and enough(made)

    def has_room(lines: int) -> bool:
        return deepen_block(case.blocks, case.at, lines, case.desk.grid) is not None

    most = sum(1 for _ in takewhile(has_room, range(1, _MOST_LINES + 1)))
    guess = 1
    if case.made.fits and case.made.fits[0].leg_lines:
        guess = -(-case.made.fits[0].over_lines // max(1, case.made.fits[0].legs))
    return find_least(holds, guess, most)
