"""The operators of a page, as they come -> the same in marked-content sequences: whose each is (ISO 32000-1 14.6).

A sequence that is an element's has a number, its MCID; an artifact's has none. Readers lose what follows in a sequence
behind one that it holds (poppler, whose own stack of them is short of one): so a sequence ends behind a mark of text,
and the element goes on in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from layout.press.tags.elements import Mark
from layout.press.tags.structure import Stretch
from layout.press.text.parting import TextPiece

BESIDE: Final = "Span"
"""The tag of what is beside text."""


@dataclass(slots=True)
class Marking:
    """Which sequence is open in `out`, and what each MCID so far marks, by its number."""

    out: list[str]
    marks: list[Mark] = field(default_factory=list)
    open: tuple[Stretch, bool] | None = None

    def begin(self, stretch: Stretch, *, beside: bool = False) -> None:
        """Let what comes be the stretch's, or be beside its text. Writes nothing where it is so already."""
        if self.open is not None and self.open[0] is stretch and self.open[1] == beside:
            return
        self.end()
        self.open = stretch, beside
        if stretch.mark is None:
            self.out.append(f"/Artifact <<{stretch.tag}>> BDC")
            return
        tag = BESIDE if beside else stretch.tag
        self.out.append(f"/{tag} <</MCID {len(self.marks)}>> BDC")
        self.marks.append(stretch.mark._replace(beside=beside))

    def end(self) -> None:
        """End the sequence that is open, if any is."""
        if self.open is not None:
            self.out.append("EMC")
            self.open = None


def part_sequences(pieces: Sequence[TextPiece]) -> Iterator[list[TextPiece]]:
    """A line's pieces in as few parts as can each be of one sequence: a part ends behind a piece that has a mark."""
    part: list[TextPiece] = []
    for piece in pieces:
        part.append(piece)
        if piece.mark is not None:
            yield part
            part = []
    if part:
        yield part
