"""Several works, each of which may be refused -> all that they give, or everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from content.problems import Problem, Refused, limit_problems

Work = TypeVar("Work")


def try_work(work: Callable[[], Work]) -> Work | Refused:
    """What a work gives, or why it is refused."""
    try:
        return work()
    except Refused as refusal:
        return refusal


def settle(done: Iterable[Work | Refused], more: Iterable[Problem] = ()) -> list[Work]:
    """What all works gave. Raises Refused with the problems of all, and those that are wrong besides."""
    given: list[Work] = []
    problems: list[Problem] = []
    for outcome in done:
        if isinstance(outcome, Refused):
            problems += outcome.problems
        else:
            given.append(outcome)
    problems += more
    if problems:
        raise Refused(limit_problems(problems))
    return given
