"""What the body of a story is made of: paragraphs and subheads -> runs of text in one dress, with their marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from content.characters.kinds import clusters

RunMark = Literal["", "name", "title", "tcy", "warichu", "note", "signature", "entry", "super", "sub"]
"""What a run is beside its text: 专名号 and 书名号 (a line beside it), tate-chu-yoko, a note in two small lines
within the line (割注), a note's raised reference mark, a signature at its paragraph's end (署名), the mark of a
list's entry at its beginning, a superscript or subscript of what has no such character (10th).
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one dress. A line feed in it is a forced break: the line ends there.

    A run with a `mark` or with `ruby` is one marked stretch as a whole; two that stand side by side are two.
    `ruby` is one text over all of the run (group ruby), or one for each of its grapheme clusters (mono ruby).
    A run has a mark or ruby, never both.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    mark: RunMark = ""
    ruby: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Inlines:
    inlines: tuple[Text, ...]

    @property
    def plain(self) -> str:
        """The text alone: ruby is not in it; a forced break is a line feed."""
        return "".join(inline.text for inline in self.inlines)


FormKind = Literal["prose", "quotation", "verse", "list", "dialogue"]


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph stands apart from the run of the copy: a quotation so many `depth` deep, a stanza of `verse`, of
    which each line ends in a line feed; an entry of a list so many `depth` deep; a turn of a dialogue (问答). It may be
    so many ems further in (字下げ), or in a `style` of the paper.
    """

    kind: FormKind = "prose"
    depth: int = 0
    indent_em: int = 0
    style: str = ""


PROSE = Form()

Stay = Literal["", "whole", "next"]
"""What a leg's end should not part: a paragraph by itself, or a paragraph and what follows it."""


@dataclass(frozen=True, slots=True)
class Paragraph(_Inlines):
    """A paragraph; `line` is where it begins in its file (from 1) and is no part of its identity. One that `begins_leg`
    stands behind the mark of a leg's end.
    """

    line: int | None = field(default=None, compare=False)
    form: Form = PROSE
    stay: Stay = ""
    begins_leg: bool = False

    @property
    def signature(self) -> Text | None:
        """What it is signed with, its last run."""
        return self.inlines[-1] if self.inlines and self.inlines[-1].mark == "signature" else None

    @property
    def entry(self) -> Text | None:
        """The mark that it has as an entry of a list, its first run."""
        return self.inlines[0] if self.inlines and self.inlines[0].mark == "entry" else None

    @property
    def unsigned(self) -> tuple[Text, ...]:
        """Its runs without the signature."""
        return self.inlines if self.signature is None else self.inlines[:-1]

    @property
    def words(self) -> tuple[Text, ...]:
        """Its runs without the mark of an entry and the signature."""
        return self.unsigned if self.entry is None else self.unsigned[1:]


@dataclass(frozen=True, slots=True)
class Subhead(_Inlines):
    """A subhead (小标题) of level 2 (`##`) or 3 (`###`). No line of it begins at one of the offsets `held`."""

    level: int = 2
    line: int | None = field(default=None, compare=False)
    held: tuple[int, ...] = ()
    begins_leg: bool = False


BodyBlock = Paragraph | Subhead


@dataclass(frozen=True, slots=True)
class RubyText:
    """One text of ruby, over the characters `start` to `end` of its block's plain text."""

    start: int
    end: int
    text: str


def list_rubies(inlines: Sequence[Text]) -> Iterator[RubyText]:
    """Every text of ruby in a block, in order: one for a group, one for each character of mono ruby."""
    at = 0
    for inline in inlines:
        yield from ruby_over(inline.text, inline.ruby, at)
        at += len(inline.text)


def ruby_over(base: str, texts: Sequence[str], start: int = 0) -> Iterator[RubyText]:
    """The texts of ruby over a base that begins at character `start`: one over all of it, or one for each character."""
    for part, text in zip(clusters(base) if len(texts) > 1 else [base], texts, strict=False):
        yield RubyText(start, start + len(part), text)
        start += len(part)


def prose(inlines: Sequence[Text]) -> str:
    """The plain text as a check of its prose should see it, as long as it is.

    A note's mark reads as the character before it; what is set upright side by side (!?) is set so by choice, as is
    the mark of an entry (1.), and reads as figures.
    """
    seen = ""
    for inline in inlines:
        match inline.mark:
            case "note":
                seen += (seen[-1:] or "0") * len(inline.text)
            case "tcy" | "entry":
                seen += "0" * len(inline.text)
            case _:
                seen += inline.text
    return seen
