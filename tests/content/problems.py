"""Runs a reader that must refuse, to the problems that it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content.problems import Problem, Refused


def refused(read: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems of a refusal; each must name its file, say what to do and be a sentence."""
    with pytest.raises(Refused) as caught:
        read()
    problems = caught.value.problems
    assert problems
    for problem in problems:
        assert problem.where.file
        assert not problem.where.file.startswith("/")
        assert problem.hint
        assert problem.what.endswith((".", "。"))
    return problems


def places(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str | None]]:
    """What tests compare: id, line and field of each problem."""
    return [(problem.id, problem.where.line, problem.where.field) for problem in problems]
