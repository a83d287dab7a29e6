"""The blocks of a page, or the things in a block, before and now -> which of them are the same one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from layout.golden.rows import SetBlock, SetRow

Thing = TypeVar("Thing", SetBlock, SetRow)


def match_blocks(
    was: Sequence[SetBlock], now: Sequence[SetBlock]
) -> list[tuple[SetBlock | None, SetBlock | None]]:
    """The blocks in pairs, in today's order, those that are gone last.

    A block without a name is called by its number, which changes when another is put in before it. So what is equal
    comes first, then what has the same name, then what shows the same story in the same way.
    """
    signs: tuple[Callable[[SetBlock], Hashable], ...] = (
        lambda block: block,
        lambda block: (block.kind, block.story, block.frame, block.rows),
        lambda block: (block.id, block.kind, block.story),
        lambda block: (block.kind, block.story) if block.story is not None else id(block),
        lambda block: (block.id, block.kind),
    )
    twins = {id(block): old for old, block in _match(was, now, signs)}
    taken = {id(old) for old in twins.values()}
    pairs: list[tuple[SetBlock | None, SetBlock | None]] = [(twins.get(id(block)), block) for block in now]
    return pairs + [(block, None) for block in was if id(block) not in taken]


def match_things(
    was: Sequence[SetRow], now: Sequence[SetRow]
) -> Iterator[tuple[SetRow | None, SetRow | None, int]]:
    """What is no line and differs, in pairs, with its number in the block: first what is drawn alike at another place,
    then what is drawn otherwise at the same place, then what is of one kind, and what is on one side alone.
    """
    left = [row for row in was if row.kind != "line"]
    right = [row for row in now if row.kind != "line"]
    signs: tuple[Callable[[SetRow], Hashable], ...] = (
        lambda row: row,
        lambda row: (row.kind, row.text, row.style),
        lambda row: (row.kind, row.rect),
        lambda row: row.kind,
    )
    numbers = {id(row): number for number, row in enumerate(now)}
    twins = list(_match(left, right, signs))
    yield from ((old, row, numbers[id(row)]) for old, row in twins if old != row)
    matched = {id(row) for pair in twins for row in pair}
    yield from ((None, row, numbers[id(row)]) for row in right if id(row) not in matched)
    yield from ((row, None, len(now)) for row in left if id(row) not in matched)


def _match(
    was: Sequence[Thing], now: Sequence[Thing], signs: Sequence[Callable[[Thing], Hashable]]
) -> Iterator[tuple[Thing, Thing]]:
    """Pairs that have the same sign: by the first of the signs first, then of what is left by the next."""
    left, right = list(was), list(now)
    for sign in signs:
        waiting: dict[Hashable, list[Thing]] = {}
        for old in left:
            waiting.setdefault(sign(old), []).append(old)
        unmatched: list[Thing] = []
        for thing in right:
            if same := waiting.get(sign(thing)):
                yield same.pop(0), thing
            else:
                unmatched.append(thing)
        left = [old for olds in waiting.values() for old in olds]
        right = unmatched
