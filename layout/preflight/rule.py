"""One rule of the preflight, as a value: its id, how grave a breach is, what it asks for, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from content.problems import Gravity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `id` is stable and hyphenated: sign-offs and scripts name it.

    `severity` is that of a plain breach; a rule with two limits may find a lesser one. `asks` is a sentence that says
    what a file has to be like, `source` the clause or the practice that it comes from.
    """

    id: str
    severity: Gravity
    asks: str
    source: str
