"""The blocks of all pages -> the texts that flow through them, each a chain of set lines that knows leg and line.

A story's body is one flow, through its legs, its blocks and on over its pages: so what is put in at one place and
pushes lines on is seen as one thing. Where a leg begins is seen from its lines, as a golden's text has no legs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from layout.golden.rows import SetBlock, SetPage, SetRow
from layout.scene import Mpt

_TABLE = frozenset(("table", "table-heading"))

FlowKey = tuple[str, str]
"""The story, block or file that lines belong to, and their role."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A set line in its flow: characters `start` to `end` of it. `leg` and `line` count from 1; `row` is the number of
    its row in the block.
    """

    page: str
    block: SetBlock
    number: int
    row: SetRow
    leg: int
    line: int
    start: int
    end: int

    @property
    def in_legs(self) -> bool:
        """Whether a leg is worth naming: body text is in legs."""
        return self.row.role == "body" or self.leg > 1


@dataclass(frozen=True, slots=True)
class TextFlow:
    """`lines` in reading order, and their `text` without white space or the hyphens of line ends: what stays the same
    when lines break otherwise. `shown` has, for each of its characters, the same with the white space behind it.
    """

    lines: tuple[FlowLine, ...]
    text: str
    shown: tuple[str, ...]

    def line_at(self, character: int) -> FlowLine | None:
        """The line that holds a character, the last one for the end of the text."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end <= character:
                low = middle + 1
            else:
                high = middle
        return self.lines[low] if low < len(self.lines) else self.lines[-1] if self.lines else None


def find_flows(pages: Sequence[SetPage], names: Mapping[int, str]) -> dict[FlowKey, TextFlow]:
    """The flows of the pages, in reading order. `names` are other names for blocks, by their `id()`: a block that was
    put in before others changes the names that they have by their number.
    """
    found: dict[FlowKey, list[tuple[str, SetBlock, int, int, int]]] = {}
    for page in pages:
        for block in page.blocks:
            source = f"block {page.name} {names.get(id(block), block.id)}"
            if (
                block.kind == "words"
            ):  # a foreign PDF's text goes on from page to page, which are named FILE-NUMBER
                source = f"words {page.name.rpartition('-')[0]}"
            elif block.story is not None:
                source = f"story {block.story}"
            for number, leg, line in _in_legs(block.rows):
                row = block.rows[number]
                found.setdefault((source, row.role), []).append((page.name, block, number, leg, line))
    return {key: _flow(lines) for key, lines in found.items()}


def _flow(places: Sequence[tuple[str, SetBlock, int, int, int]]) -> TextFlow:
    lines: list[FlowLine] = []
    shown: list[str] = []
    for page, block, number, leg, line in places:
        start = len(shown)
        row = block.rows[number]
        shown += _pieces(row.text, apart=row.role in _TABLE)
        lines.append(FlowLine(page, block, number, row, leg, line, start, len(shown)))
    return TextFlow(tuple(lines), "".join(piece[0] for piece in shown), tuple(shown))


def _pieces(text: str, *, apart: bool) -> Iterator[str]:
    """The characters of a line, each with the white space behind it; a hyphen at its end and space at its head fall.
    A cell of a table stands `apart` from the next.
    """
    words = text.split()
    for number, word in enumerate(words, 1):
        last = number == len(words)
        if last and len(word) > 1 and word[-1] in "-‐" and word[-2].isalpha():
            yield from word[:-1]
            continue
        yield from word[:-1]
        han = word[-1] >= "\u2e80"
        yield word[-1] + ("" if last and han and not apart else " ")


def _in_legs(rows: Sequence[SetRow]) -> Iterator[tuple[int, int, int]]:
    """The lines of a block by number, each with its leg and its line in that. Lines between the first and the last of
    the body (subheads) are in the body's legs; others are counted by their role.
    """
    body = [number for number, row in enumerate(rows) if row.role == "body"]
    counters: dict[str, _Counter] = {}
    for number, row in enumerate(rows):
        if row.kind == "line":
            within = bool(body) and body[0] <= number <= body[-1]
            counter = counters.setdefault("" if within else row.role, _Counter())
            yield number, *counter.count(row)


class _Counter:
    """Counts lines, and legs: a new one begins higher than the line before stood, or beside the leg so far."""

    def __init__(self) -> None:
        self.leg, self.line = 1, 0
        self.last: SetRow | None = None
        self.low: Mpt = 0
        self.high: Mpt = 0

    def count(self, row: SetRow) -> tuple[int, int]:
        if row.role in _TABLE:  # cells beside each other are one row of the table, and no legs
            self.line += self.last is None or self.last.baseline != row.baseline
            self.last = row
            return self.leg, self.line
        across = -row.rect.x if row.vertical else row.baseline
        low = row.baseline if row.vertical else row.rect.x
        high = low + max(row.measure, 1)
        if self.last is not None:
            half = max(row.rect.width if row.vertical else row.rect.height, 2) // 2
            before = -self.last.rect.x if row.vertical else self.last.baseline
            if across < before - half or low >= self.high or high <= self.low:
                self.leg, self.line = self.leg + 1, 0
        if self.line == 0:
            self.low, self.high = low, high
        self.low, self.high = min(self.low, low), max(self.high, high)
        self.line += 1
        self.last = row
        return self.leg, self.line
