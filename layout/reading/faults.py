"""Problems of an edition's folder as they are found, each with the thing whose file it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from content.problems import Problem, Refused
from layout.plan.things import Shown

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class FolderFault:
    """A problem of an edition's folder, and the story, photo, advertisement or table whose file it is of."""

    problem: Problem
    of: Shown | None = None


@dataclass(slots=True)
class FaultList:
    """The faults that were found so far."""

    found: list[FolderFault] = field(default_factory=list)

    def add(self, problems: Iterable[Problem], of: Shown | None = None) -> None:
        self.found += [FolderFault(problem, of) for problem in problems]

    def try_read(self, read: Callable[[], _Value], of: Shown | None = None) -> _Value | None:
        """What `read` gives; where it refuses, its problems join the others and there is nothing."""
        try:
            return read()
        except Refused as refusal:
            self.add(refusal.problems, of)
            return None
