"""What a comparison with a golden found, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "different", "could not compare"]

Level = Literal["pages", "scene", "ink", "file"]
"""What differs: the number or size of pages, the set text, the rendered ink, the PDF's parts."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the page and its golden part.

    `what` is a sentence for a proof-reader. `line` counts from 1 in `scene.txt` (level scene only). `weight`
    ranks differences of one level in a report (lines, pixels or bytes that differ) and decides nothing.
    """

    level: Level
    what: str
    page: str | None = None
    region: str | None = None
    story: str | None = None
    line: int | None = None
    weight: int = 1

    def __str__(self) -> str:
        known = (
            f"page {self.page}" if self.page else "",
            f"region {self.region}" if self.region else "",
            f"story {self.story}" if self.story else "",
            f"scene.txt:{self.line}" if self.line else "",
        )
        place = " · ".join(part for part in known if part)
        return f"[{self.level}] {place}: {self.what}" if place else f"[{self.level}] {self.what}"


@dataclass(frozen=True, slots=True)
class PagePictures:
    """A page whose ink differs, as PNG: the golden, the page now, and the page now with the difference in red.

    `golden` is None when there is none that can be read; `heat` also when the two differ in size.
    """

    page: str
    golden: bytes | None
    actual: bytes
    heat: bytes | None
    deviations: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome for one golden. `unsure` says why a level could not be compared; `notes` hold nothing back."""

    name: str
    differences: tuple[Difference, ...] = ()
    unsure: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pictures: tuple[PagePictures, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.differences:
            return "different"
        return "could not compare" if self.unsure else "same"

    def __str__(self) -> str:
        """The verdict and all that was found, a line each."""
        found = [*map(str, self.differences), *self.unsure, *(f"note: {note}" for note in self.notes)]
        return "\n  ".join([f"{self.name}: {self.verdict}", *found])
