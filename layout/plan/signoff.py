"""An edition's sign-offs and its problems -> which problems still hold the press, and who answers for the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic_core import InitErrorDetails

from content.patterns import pattern
from content.problems import Place, Problem
from layout.plan.style import CheckedModel, wrong_key

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]

REACH_MM = 1.0
"""How far outside a problem's place a sign-off's point may lie: messages round places, and editors read points off."""


_RULE = pattern(r"^[a-z0-9\-]{1,60}$", "the id of a problem, such as overset")


class SignOffModel(CheckedModel):
    """A problem that an editor answers for: it no longer holds the press, and the report keeps who let it pass."""

    rule: Annotated[str, StringConstraints(pattern=_RULE)] = Field(
        description="The problem's id, as `check`, `build` and the report show it."
    )
    page: str | None = Field(
        default=None,
        max_length=20,
        description="The page; left out for a problem of the whole edition. Alone it covers what has no place on it.",
    )
    block: str | None = Field(default=None, max_length=80, description="The block that the problem is in.")
    place_mm: tuple[float, float] | None = Field(
        default=None,
        description="A point in the problem's place: [x, y], in millimetres from the upper left corner of the page.",
    )
    by: _Name = Field(description="Who answers for it.")
    why: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = Field(
        default="", description="Why it may pass."
    )

    def contradictions(self) -> Iterator[InitErrorDetails]:
        if self.page is None and (self.block is not None or self.place_mm is not None):
            yield wrong_key(("page",), "no_page", "A place is on a page", "add the page")


@dataclass(frozen=True, slots=True)
class Signed:
    """A problem that was signed off, and the sign-off."""

    problem: Problem
    by: SignOffModel


@dataclass(frozen=True, slots=True)
class Settled:
    """Problems after the sign-offs: those still open, those that were signed off, the numbers of sign-offs in use."""

    standing: tuple[Problem, ...]
    signed: tuple[Signed, ...]
    used: frozenset[int]


def settle(problems: Sequence[Problem], sign_offs: Sequence[SignOffModel]) -> Settled:
    """Parts the problems that hold the press from those that an editor answers for.

    One sign-off covers all problems of its rule at its place. Warnings hold nothing and stay open.
    """
    standing, signed, used = [], [], set()
    for problem in problems:
        number = next((at for at, sign_off in enumerate(sign_offs) if _covers(sign_off, problem)), None)
        if problem.severity != "press" or number is None:
            standing.append(problem)
        else:
            signed.append(Signed(problem, sign_offs[number]))
            used.add(number)
    return Settled(tuple(standing), tuple(signed), frozenset(used))


def unused_sign_offs(
    sign_offs: Sequence[SignOffModel], used: frozenset[int], places: Sequence[Place]
) -> Iterator[Problem]:
    """A warning for each sign-off that nothing answered to. `places` are those of the sign-offs in their file."""
    for number, sign_off in enumerate(sign_offs):
        if number not in used:
            what = f"{sign_off.by} signed off {sign_off.rule}, and there is no such problem there."
            yield Problem("sign-off-unused", "warning", what, places[number], "take the sign-off out")


def _covers(sign_off: SignOffModel, problem: Problem) -> bool:
    where = problem.where
    if sign_off.rule != problem.id or sign_off.page != where.page:
        return False
    if sign_off.block is not None and sign_off.block != where.block:
        return False
    if sign_off.block is None and sign_off.place_mm is None:
        # A page is never signed off whole: what has a place on it is looked at by itself.
        return where.block is None and where.area_mm is None
    if sign_off.place_mm is None:
        return True
    if where.area_mm is None:
        return False
    (x, y), (left, top, right, bottom) = sign_off.place_mm, where.area_mm
    return left - REACH_MM <= x <= right + REACH_MM and top - REACH_MM <= y <= bottom + REACH_MM
