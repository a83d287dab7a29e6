"""What was made with an opened face -> remembered for the next page, and forgotten before many fonts are held open.

A face holds its file mapped. A process that stays, and sets one edition after another with fonts that change, must let
go of them: whatever remembers something of a face does it through here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Final, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

MOST_OPENED: Final = 64
"""Faces of readers' own that are opened before all that is remembered of faces is let go."""

_remembering: list[Callable[[], None]] = []
_opened: list[str] = []


def remember(most: int) -> Callable[[Callable[Given, Result]], _lru_cache_wrapper[Result]]:
    """A decorator: the latest `most` results of a function of faces are kept."""

    def keep(function: Callable[Given, Result]) -> _lru_cache_wrapper[Result]:
        kept = lru_cache(maxsize=most)(function)
        _remembering.append(kept.cache_clear)
        return kept

    return keep


def count_opened(face: str) -> None:
    """Told of each own face that is opened."""
    _opened.append(face)
    if len(_opened) >= MOST_OPENED:
        forget()


def forget() -> None:
    """Lets go of everything that is remembered of faces."""
    _opened.clear()
    for clear in _remembering:
        clear()
