"""Raw text to its pieces: the headings, and the runs between blank lines or indents, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.characters.unseen import is_blank
from content.files import shorten
from content.importing.draft import Record, Traced
from content.marking.inlines import find_glue
from content.marking.pasted import LEAD, begins_paragraph, is_entry, may_be_subhead, why_apart

_LINE = re.compile("[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""What stands between two line ends, of whatever kind (Unicode 5.8)."""
_NEW_PARAGRAPH = re.compile("[\f\u2029]")
"""Line ends that end a paragraph too."""
_HEADING = re.compile(r"(?P<mark>#{1,6})(?:\s+(?P<text>.*?))??(?P<tail>\s+#+)?\s*\Z", re.DOTALL)
_BOX = re.compile(r"(?P<open>[/／|｜])\s*(?P<text>\S.*?)\s*(?P<close>(?P=open))\Z", re.DOTALL)
_ENDED = re.compile(r"(?:[。？！…?!]|(?<=[A-Za-z0-9)\]%”’\"'])\.)[”’」』）)】》〉\]\"']*\Z")
_CREDIT = re.compile(r"[（(]?\S.{0,30}(?:摄|摄影)[）)]?\Z")
_OPEN = re.compile(r"[，、；：,;:—]\Z")
_MARK = re.compile(r"[，。、；：？！…—,;:?!]")

SHORT = 30
"""A line of at most this many characters, without the end of a sentence, may be a headline or a label."""


@dataclass(frozen=True, slots=True)
class CopyPiece:
    """A heading (`level` 1 to 6, as many # as it had; `boxed` for `/ 记者手记 /`) or a run of copy (`level` 0).

    One that is `indented` says by its own indent that a paragraph begins.
    """

    run: Traced
    level: int = 0
    boxed: bool = False
    indented: bool = False

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _ENDED.search(self.run.text) is not None

    @property
    def is_short(self) -> bool:
        """Whether it is as short as a headline, and neither ends as a sentence nor breaks off at a comma."""
        if self.level or len(self.run.text) > SHORT:
            return False
        return not (self.ends_sentence or _OPEN.search(self.run.text))

    @property
    def is_bare(self) -> bool:
        """Whether it is a short line without any mark, as labels and mottoes are."""
        return self.is_short and not self.credit and _MARK.search(self.run.text) is None

    @property
    def credit(self) -> bool:
        """Whether it is a photographer's credit: 某某 摄."""
        return not self.level and _CREDIT.match(self.run.text) is not None


def split_pieces(record: Record) -> list[CopyPiece]:
    """Takes the raw text apart at blank lines, indents and headings. Lines within a piece are joined, and recorded."""
    found: list[CopyPiece] = []
    for lines, indented in _paragraphs(record):
        run = lines[0]
        why = why_apart([line.text for line in lines], narrow=True)
        if why is not None:
            shown = shorten(run.text, 20)
            record.doubt("joined", run.at[0], shown, f"{len(lines)} lines were joined, and they {why}.")
        for line in lines[1:]:
            run = join_runs(run, line, record)
        is_heading = _HEADING.match(run.text) is not None
        found.append(_read_heading(run, record) if is_heading else CopyPiece(run, indented=indented))
    return [piece for piece in found if piece.run.text]


def join_runs(first: Traced, second: Traced, record: Record) -> Traced:
    """Two runs as one, recorded: what stood between them, and what stands there now."""
    start, end = first.at[-1] + 1, second.at[0]
    glue = find_glue(first.text[-1], second.text[0], "zh")
    record.change("joined", start, record.raw[start:end], glue)
    return first.join(glue, second)


def _paragraphs(record: Record) -> Iterator[tuple[list[Traced], bool]]:
    """The lines of each piece, and whether the first is indented; a heading is a piece by itself."""
    lines: list[Traced] = []
    first_indented = False
    row = end = 0
    for found in _LINE.finditer(record.raw):
        run = record.trace(*found.span()).strip()
        if is_blank(run.text):
            if run.text:
                record.change("unseen", run.at[0], run.text, "")
            continue
        line, _ = record.lines.at(found.start())
        indented = begins_paragraph(found.group())
        unseen = LEAD.match(run.text)
        if indented and unseen is not None and unseen.group():
            record.change("unseen", run.at[0], unseen.group(), "")
            run = run[unseen.end() :]
        apart = (
            line > row + 1
            or indented
            or _NEW_PARAGRAPH.search(record.raw, end, found.start()) is not None
            or (bool(lines) and is_entry(lines[-1].text, run.text))
        )
        if lines and (apart or any(_HEADING.match(near.text) for near in (run, lines[-1]))):
            yield from _part_subhead(lines, first_indented)
            lines = []
        if not lines:
            first_indented = indented
        lines.append(run)
        row, end = line, found.end()
    if lines:
        yield from _part_subhead(lines, first_indented)


def _part_subhead(lines: list[Traced], indented: bool) -> Iterator[tuple[list[Traced], bool]]:
    """The lines of a piece; where an indented one ends in a line that may be a subhead, that by itself."""
    if indented and len(lines) > 1 and may_be_subhead(lines[-1].text, lines[-2].text):
        yield lines[:-1], True
        lines, indented = lines[-1:], False
    yield lines, indented


def _read_heading(run: Traced, record: Record) -> CopyPiece:
    """Takes the # marks off, and the slashes of a box's title."""
    found = _HEADING.match(run.text)
    assert found is not None
    level = len(found["mark"])
    record.change("heading-mark", run.at[0], found["mark"], "")
    if found["tail"]:
        tail = run[found.start("tail") : found.end("tail")].strip()
        record.change("heading-mark", tail.at[0], tail.text, "")
    span = found.span("text") if found["text"] else (0, 0)
    text = run[span[0] : span[1]].strip()
    box = _BOX.match(text.text)
    if box is None:
        if not text.text:
            record.doubt("empty-heading", run.at[0], run.text, "A heading without text was left out.")
        return CopyPiece(text, level)
    for part in ("open", "close"):
        record.change("box-mark", text.at[box.start(part)], box[part], "")
    return CopyPiece(text[box.start("text") : box.end("text")], level, boxed=True)
