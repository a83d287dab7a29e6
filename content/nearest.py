"""A word that is not known and those that are -> the one that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, if one is like it; a or A is the same."""
    by_small = {name.lower(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word[:80].lower(), sorted(by_small), n=1, cutoff=0.6)
    return by_small[near[0]] if near else None


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: `did you mean …?`, or `otherwise` where no known word is like it."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near is not None else otherwise
