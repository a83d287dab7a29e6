"""What is wrong with an input or a page, as values: what, where, and what to do.

Every room above `content` reports with these; `fonts` has an exception of its own (`fonts.errors.FontError`) that its
callers turn into a `Problem`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["refused", "press", "warning"]
"""How grave a problem is, the gravest first. `refused`: nothing is built. `press`: a proof may be made, a press file
may not go out. `warning`: worth a look, nothing is held back."""

Gravity = Literal["error", "warning"]
"""The same scale in the words of a preflight and of a desk, for what they find on finished pages. A desk may also raise
a `note`, which is in the report alone and no problem."""

SEVERITY_OF: Final[dict[Gravity, Severity]] = {"error": "press", "warning": "warning"}
"""The severity of the problem that a finding or an objection becomes: an error holds the press."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file, line (from 1) and field, or a page, block, story, photo or advert, and character.

    `file` is relative to the edition's folder (POSIX slashes), never absolute. `character` counts
    code points from 0 in the part of `story` or `photo` named by `field`. `area_mm` is a rectangle on the page: left,
    top, right, bottom, in millimetres from the upper left corner of the trim.
    """

    file: str | None = None
    line: int | None = None
    field: str | None = None
    page: str | None = None
    block: str | None = None
    story: str | None = None
    photo: str | None = None
    character: int | None = None
    advert: str | None = None
    area_mm: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        """`stories/lead.md:3 headline · page A01 · block lead`, what is known in reading order."""
        head = self.file or ""
        if self.line is not None:
            head += f":{self.line}"
        names = ("page", "block", "story", "photo", "advert")
        known = [head, self.field, *(f"{name} {value}" for name in names if (value := getattr(self, name)))]
        if self.character is not None:
            known.append(f"character {self.character}")
        if self.area_mm is not None:  # across, then down
            left, top, right, bottom = self.area_mm
            known.append(f"at {left:.1f}–{right:.1f}, {top:.1f}–{bottom:.1f} mm")
        return " · ".join(part for part in known if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `id` is stable and hyphenated (`unknown-key`, `overset`): tests, sign-offs and scripts name it.
    `what` is a sentence that stands alone; `hint` says what to do about it.
    """

    id: str
    severity: Severity
    what: str
    where: Place
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.hint})"


MOST_PROBLEMS = 100
"""How many problems of one kind are listed of one file; the rest are counted."""


def limit_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in their order, of each kind and severity in each file the first `MOST_PROBLEMS`; behind them one
    that counts the rest: a file that is not what its name says may have a hundred thousand.
    """
    listed: list[Problem] = []
    counts: Counter[tuple[str | None, str, str]] = Counter()
    beyond: dict[tuple[str | None, str, str], Problem] = {}
    for problem in problems:
        kind = (problem.where.file, problem.id, problem.severity)
        counts[kind] += 1
        if counts[kind] <= MOST_PROBLEMS or problem.where.file is None:
            listed.append(problem)
        else:
            beyond.setdefault(kind, problem)
    return listed + [more_problems(first, counts[kind] - MOST_PROBLEMS) for kind, first in beyond.items()]


def more_problems(first: Problem, count: int) -> Problem:
    """The problem that says how many more there are like the first of them."""
    places = f"{count:,} more places" if count > 1 else "one more place"
    what = f"There {'are' if count > 1 else 'is'} {places} in the file with `{first.id}`."
    return Problem("more-problems", first.severity, what, first.where, "mend the places above first")


class Refused(Exception):
    """Input that can't be used. Carries every problem that was found, not the first alone."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
