"""A rule of the preflight, and a check that finds breaches, as values: the modules in `rules/` are made of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from content.problems import Gravity
from layout.preflight.finding import Finding, Millimetres

if TYPE_CHECKING:
    # Who tells a rule alone must not wait for what reads a file.
    from layout.preflight.file.examined import ExaminedFile

PDF_X: Final = "ISO 15930-7, ISO 15930-4"
"""The source of what PDF/X-4 and PDF/X-1a:2003 ask alike."""


@dataclass(frozen=True, slots=True)
class PreflightRule:
    """A rule. `id` is stable and hyphenated: sign-offs and scripts name it.

    `asks` is a sentence that says what a file has to be like, `source` the clause or the practice that it comes from.
    `severity` is that of a plain breach; a rule with two limits may find a lesser one.
    """

    id: str
    asks: str
    source: str
    severity: Gravity = "error"

    def at(self, severity: Gravity) -> PreflightRule:
        """The rule, for a breach that is of another severity than a plain one."""
        return replace(self, severity=severity)

    def broken(
        self, what: str, hint: str, thing: str = "", page: int | None = None, place: Millimetres | None = None
    ) -> Finding:
        """A breach as a finding."""
        return Finding(self.id, self.severity, what, hint, thing, page, place)


WarningRule: Final = partial(PreflightRule, severity="warning")
"""Makes a rule of which a plain breach is a warning."""


@dataclass(frozen=True, slots=True)
class PreflightCheck:
    """A check of a file: what it looks `at` (`page boxes`), and the function that yields what it finds.

    One check may find breaches of several rules: of all that a walk through the file's objects sees, for one.
    """

    at: str
    find: Callable[[ExaminedFile], Iterable[Finding]]


def file_check(at: str) -> Callable[[Callable[[ExaminedFile], Iterable[Finding]]], PreflightCheck]:
    """Make a check of a function that is given the whole file."""
    return lambda find: PreflightCheck(at, find)
