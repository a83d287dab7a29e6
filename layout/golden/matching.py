"""The blocks of a page, or the things in a block, before and now -> which of them are the same one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from layout.golden.rows import SetBlock, SetRow


def match_blocks(
    was: Sequence[SetBlock], now: Sequence[SetBlock]
) -> list[tuple[SetBlock | None, SetBlock | None]]:
    """The blocks in pairs, in today's order, those that are gone last.

    A block without a name is called by its number, which changes when another is put in before it. So what is equal
    comes first, then what has the same name, then what shows the same story in the same way.
    """
    left, right = list(was), list(now)
    twins: dict[int, SetBlock] = {}
    signs: tuple[Callable[[SetBlock], Hashable], ...] = (
        lambda block: block,
        lambda block: (block.kind, block.story, block.frame, block.rows),
        lambda block: (block.id, block.kind, block.story),
        lambda block: (block.kind, block.story) if block.story is not None else id(block),
        lambda block: (block.id, block.kind),
    )
    for sign in signs:
        waiting: dict[Hashable, list[SetBlock]] = {}
        for block in left:
            waiting.setdefault(sign(block), []).append(block)
        for block in right:
            if same := waiting.get(sign(block)):
                twins[id(block)] = same.pop(0)
        taken = {id(block) for block in twins.values()}
        left = [block for block in left if id(block) not in taken]
        right = [block for block in right if id(block) not in twins]
    pairs: list[tuple[SetBlock | None, SetBlock | None]] = [(twins.get(id(block)), block) for block in now]
    return pairs + [(block, None) for block in left]


def match_things(
    was: Sequence[SetRow], now: Sequence[SetRow]
) -> Iterator[tuple[SetRow | None, SetRow | None, int]]:
    """What is no line and differs, in pairs, with its number in the block: first what is drawn alike at another place,
    then what is drawn otherwise at the same place, then what is of one kind, and what is on one side alone.
    """
    left = [row for row in was if row.kind != "line"]
    right = [(row, number) for number, row in enumerate(now) if row.kind != "line"]
    signs: tuple[Callable[[SetRow], Hashable], ...] = (
        lambda row: row,
        lambda row: (row.kind, row.text, row.style),
        lambda row: (row.kind, row.rect),
        lambda row: row.kind,
    )
    for sign in signs:
        waiting: dict[Hashable, list[SetRow]] = {}
        for row in left:
            waiting.setdefault(sign(row), []).append(row)
        unmatched: list[tuple[SetRow, int]] = []
        matched: set[int] = set()
        for row, number in right:
            if same := waiting.get(sign(row)):
                old = same.pop(0)
                matched.add(id(old))
                if old != row:
                    yield old, row, number
            else:
                unmatched.append((row, number))
        right = unmatched
        left = [row for row in left if id(row) not in matched]
    yield from ((None, row, number) for row, number in right)
    yield from ((row, None, len(now)) for row in left)
