"""The golden text of a page (`scene.txt`, or `text.txt` of a foreign PDF) -> its blocks, and a row for each thing.

Both sides of a comparison are read from this text, the golden's and today's, so that they are read alike. What a row
keeps apart is what a person tells apart: what it says, how it is set, where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from content.problems import Place, Problem, Refused
from layout.scene import Mpt, Rect

RowKind = Literal["line", "rule", "wave", "box", "picture", "advert", "overset", "cell"]
"""What a row is of. Copy without room and a cell's place in its table are nowhere on the page (`NOWHERE`)."""

NOWHERE: Final = frozenset(("overset", "cell"))

MOST_ROWS = 20_000
"""Rows of a page; a full broadsheet has a thousand."""

_NUMBER = r"(-?\d{1,9}\.\d{3})"
_RECT = rf"x {_NUMBER} y {_NUMBER} w {_NUMBER} h {_NUMBER}"
_PAGE = re.compile(rf"page (.*)  number (-?\d{{1,9}})  {_NUMBER} × {_NUMBER} pt")
_REGION = re.compile(rf"region (.*?) · ([a-z-]+)(?: · story (.*))? · ([^·]*) · {_RECT}")
_LINE = re.compile(
    rf"(\S+) +x {_NUMBER} +y {_NUMBER} *([wh]) {_NUMBER} of {_NUMBER}  (vert  )?(just|rag ) +(\S+) +([^|]*) "
    r"\|([^|]*)\|([^|]*)"
)
_SIZE = re.compile(r" (\d{1,6}\.\d{3}) ")
_DRAWN = re.compile(r" (condensed|flattened) (\d{1,4})")
_STROKE = re.compile(rf"(rule|wave) +{_NUMBER},{_NUMBER} to {_NUMBER},{_NUMBER}  (.*)")
_PLACED = re.compile(rf"(box|picture|advert) +{_RECT}(.*)")
_CELL = re.compile(
    r"cell +(row \d{1,3} column \d{1,3}(?:  \d{1,3} down \d{1,3} across)?"
    r"(?:  heads its (?:column|row|section))?)  (\S+)"
)
_OVERSET = re.compile(r"OVERSET (\d{1,9} lines, \d{1,9} characters) \|([^|]*)\|")


@dataclass(frozen=True, slots=True)
class SetRow:
    """One thing on a page. `text` is what a line says, or what is placed (a picture's name, file and hash).

    `style` is the type of a line, or how a rule or box is drawn. `spacing` is how a line was justified. `beside` is
    what is set beside a line. `rect` is where it is: of a line its em boxes, filled or white, from its column's edge.
    """

    kind: RowKind
    role: str
    text: str
    style: str
    rect: Rect
    spacing: str = ""
    beside: str = ""
    baseline: Mpt = 0
    measure: Mpt = 0
    vertical: bool = False

    @property
    def corner(self) -> tuple[Mpt, Mpt]:
        """What tells where it stands: a line's left edge and baseline (its axis and top), else the corner."""
        return self.rect.x, self.baseline if self.kind == "line" else self.rect.y

    @property
    def reach(self) -> Rect:
        """Where its ink can be: what is set beside a line stands out of it by less than the type's size."""
        if not self.beside:
            return self.rect
        size = min(self.rect.width, self.rect.height)
        sides = self.rect.width + 2 * size, self.rect.height + 2 * size
        return Rect(self.rect.x - size, self.rect.y - size, *sides)


@dataclass(frozen=True, slots=True)
class SetBlock:
    """A block and its rows in painting order. A foreign page has one block, of kind `words`, that nobody named."""

    id: str
    kind: str
    story: str | None
    frame: Rect
    rows: tuple[SetRow, ...]

    @property
    def shown(self) -> str | None:
        """Its name for a person."""
        return None if self.kind == "words" else self.id


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page as its golden text has it."""

    name: str
    width: Mpt
    height: Mpt
    blocks: tuple[SetBlock, ...]


def read_rows(text: str, file: str) -> SetPage:
    """The page that a golden text is of. `file` names it in a message.

    Raises Refused for a text that `scene_text` or `words_text` did not write: with the first line at fault.
    """
    lines = text.split("\n")
    head = _PAGE.fullmatch(lines[0])
    if head is None:
        raise _refuse_damage(file, 1)
    blocks: list[SetBlock] = []
    region: re.Match[str] | None = None
    rows: list[SetRow] = []

    def close() -> None:
        if region is not None:
            frame = _rect(region.groups()[4:])
            blocks.append(SetBlock(region[1], region[2], region[3], frame, tuple(rows)))

    if len(lines) > MOST_ROWS:
        raise _refuse_damage(file, MOST_ROWS)
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        if line.startswith("region "):
            close()
            region, rows = _REGION.fullmatch(line), []
            row: object = region
        else:
            row = _row(line.strip(" ")) if region is not None else None
            if isinstance(row, SetRow):
                rows.append(row)
        if row is None:
            raise _refuse_damage(file, number)
    close()
    return SetPage(head[1], _mpt(head[3]), _mpt(head[4]), tuple(blocks))


def _row(line: str) -> SetRow | None:
    if found := _LINE.fullmatch(line):
        return _set_line(found)
    if found := _STROKE.fullmatch(line):
        x1, y1, x2, y2 = map(_mpt, found.groups()[1:5])
        rect = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        kind: RowKind = "rule" if found[1] == "rule" else "wave"
        return SetRow(kind, found[1], "", found[6], rect)
    if found := _PLACED.fullmatch(line):
        rect, rest = _rect(found.groups()[1:5]), found[6].strip(" ")
        match found[1]:
            case "picture":
                return SetRow("picture", "picture", rest, "", rect)
            case "advert":
                return SetRow("advert", "advert", rest, "", rect)
            case _:
                return SetRow("box", "box", "", rest, rect)
    if found := _CELL.fullmatch(line):
        return SetRow("cell", "cell", f"{found[2]}: {found[1]}", "", Rect(0, 0, 0, 0))
    if found := _OVERSET.fullmatch(line):
        return SetRow("overset", "overset", f"{found[1]}: {found[2]}", "", Rect(0, 0, 0, 0))
    return None


def _set_line(found: re.Match[str]) -> SetRow:
    role, x, y, _, length, measure, vertical, edge, step, style, text, beside = found.groups()
    left, base, long = _mpt(x), _mpt(y), _mpt(length)
    size = max((_depth(run, vertical=bool(vertical)) for run in style.split(", ")), default=0)
    rect = Rect(left, base - size * 88 // 100, long, size)
    if vertical:
        rect = Rect(left - size // 2, base, size, long)
    spacing = f"{edge.strip()} {step} {length} of {measure}"
    return SetRow(
        kind="line",
        role=role,
        text=text,
        style=style.strip(" "),
        rect=rect,
        spacing=spacing,
        beside=beside.strip(" "),
        baseline=base,
        measure=_mpt(measure),
        vertical=bool(vertical),
    )


def _depth(run: str, *, vertical: bool) -> Mpt:
    """What type takes up across its line, of the size and as wide and high as its style says."""
    size = max((_mpt(number) for number in _SIZE.findall(f" {run} ")), default=0)
    drawn = {key: int(part) for key, part in _DRAWN.findall(run)}
    return size * drawn.get("condensed" if vertical else "flattened", 1000) // 1000


def _rect(numbers: tuple[str | None, ...]) -> Rect:
    x, y, width, height = (_mpt(number or "0") for number in numbers)
    return Rect(x, y, width, height)


def _mpt(number: str) -> Mpt:
    return int(number.replace(".", ""))


def _refuse_damage(file: str, line: int) -> Refused:
    what = f"Line {line} of the golden's text is none that this program writes."
    hint = "take the file from your version control again, or run golden accept for this page"
    return Refused([Problem("golden-damaged", "refused", what, Place(file=file, line=line), hint)])
