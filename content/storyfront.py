"""The front matter of a story file: its model, and the parts of the head with the marks of their line breaks read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from content.characters.unseen import is_blank, shows
from content.marking.body import Text
from content.marking.headmarks import (
    FREE,
    Breaks,
    Marked,
    head_mark_problems,
    read_holds,
    read_marks,
    without_marks,
)
from content.marking.linemarks import read_line
from content.patterns import LANGUAGE
from content.problems import Place, Problem


def one_line(text: str) -> str:
    """Holds a field to one line: front matter is set as lines, not as paragraphs."""
    if "\n" in text or "\t" in text:
        raise PydanticCustomError(
            "not-one-line",
            "the text must be one line without tabs",
            {"hint": "write it on one line; of a headline, list the lines: [first line, second line]"},
        )
    return text


PlainLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(one_line),
    AfterValidator(shows),
]


def _with_its_gap(text: str) -> str:
    """Takes blanks off both ends, but for ideographic spaces at the end: the gap before the paragraph goes on."""
    bare = text.strip()
    gap = text.rstrip(" \t\n")
    return bare + "\u3000" * (len(gap) - len(gap.rstrip("\u3000")))


LeadIn = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(shows),
    AfterValidator(_with_its_gap),
    AfterValidator(one_line),
]


def _more_than_marks(text: str) -> str:
    """Refuses a line of marks alone, of which nothing would be set."""
    if is_blank(without_marks(text)):
        what = "the text has marks of line breaks alone"
        raise PydanticCustomError(
            "only-marks", what, {"hint": r"write the line, or \| and \~ for the characters themselves"}
        )
    return text


HeadLine = Annotated[PlainLine, AfterValidator(_more_than_marks)]
HeadLines = Annotated[tuple[HeadLine, ...], Field(max_length=8)]


class StoryFront(BaseModel):
    """The front matter of a story file: what stands over and before its body."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Story front matter")

    kicker: HeadLine | None = Field(None, description="Kicker (引题): one line over the headline.")
    headline: HeadLine | HeadLines = Field(
        (),
        description="Headline (主题): its text, or a list of lines that are set one below the other. `<|>` forces a "
        "line break inside a line, `<~>` forbids one. `|` between two Han characters forces one too, which is told. "
        "Marks of the body (ruby, `[29]{.tcy}`, `*emphasis*`) are read in it, as in kicker, deck, jump_head, summary "
        "and byline.",
    )
    deck: HeadLine | HeadLines = Field(
        (), description="Deck (副题): its text, or a list of lines that are set one below the other."
    )
    summary: PlainLine | None = Field(
        None,
        description="Summary (提要题): what the story says in a sentence or two, set as lines under the deck.",
    )
    byline: PlainLine | None = Field(None, description="Byline (署名): who wrote it, set as given.")
    signature: PlainLine | None = Field(
        None,
        description="Signature (文末署名), as （记者 张三）: at the end of the last paragraph, flush to the end of "
        "its line.",
    )
    lead_in: LeadIn | None = Field(
        None, description="Lead-in (电头), as 本报讯 （记者 某某）: set at the head of the first paragraph."
    )
    jump_head: HeadLine | None = Field(
        None,
        description="Short head over the part of it that stands on another page (转版); the headline where left out.",
    )
    lang: str | None = Field(
        None,
        pattern=LANGUAGE,
        description="Language of the story as a BCP 47 tag: zh-Hans, zh-Hant-HK, ja, ko, en …; the paper's where left "
        "out.",
    )


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head, read: `breaks` and `inlines` are those of the parts that have such marks."""

    read: dict[str, Marked]

    @property
    def inlines(self) -> tuple[tuple[str, tuple[Text, ...]], ...]:
        return tuple((name, line.inlines) for name, line in self.read.items() if line.inlines)

    @property
    def breaks(self) -> tuple[tuple[str, Breaks], ...]:
        return tuple((name, line.breaks) for name, line in self.read.items() if line.breaks != FREE)

    def single(self, name: str) -> str | None:
        return self.read[name].text if name in self.read else None

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(line.text for part, line in self.read.items() if part.startswith(f"{name}["))

    def problems(self, place: Callable[[str], Place]) -> Iterator[Problem]:
        """What is wrong with its marks, or may be, in the place that each part has."""
        for part, line in self.read.items():
            yield from head_mark_problems(line, place(part))


def read_head(front: StoryFront) -> Head:
    """The parts of a story's head, their marks read. Of line breaks a summary has `<~>` alone, a byline none."""
    parts = {name: text for name in ("kicker", "jump_head") if (text := getattr(front, name)) is not None}
    for name, given in (("headline", front.headline), ("deck", front.deck)):
        lines = (given,) if isinstance(given, str) else given
        parts |= {f"{name}[{at}]": text for at, text in enumerate(lines)}
    read = {name: read_marks(text) for name, text in parts.items()}
    if front.summary is not None:
        read["summary"] = read_holds(front.summary)
    if front.byline is not None:
        line = read_line(front.byline)
        read["byline"] = Marked(line.text, inlines=line.inlines, faults=line.faults)
    return Head(read)
