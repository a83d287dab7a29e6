"""A Latin word -> where it may be divided with a hyphen, by its language's patterns (Liang's, as pyphen holds them)."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from layout.typeset.profile import Hyphens

if TYPE_CHECKING:
    from pyphen import Pyphen


@lru_cache(maxsize=4096)
def divisions(word: str, hyphens: Hyphens) -> tuple[int, ...]:
    """The offsets in a word of letters alone before which a new line may begin, in order.

    None in a short word, in a word with capitals beyond its first letter (a name, an abbreviation), nor where the
    language has no dictionary. Divisions that change the spelling (Hungarian, old German) are left out.
    """
    size = len(word)
    if size < hyphens.shortest or word[1:] != word[1:].lower():
        return ()
    dictionary = _dictionary(hyphens.lang)
    if dictionary is None:
        return ()
    return tuple(
        int(place)
        for place in dictionary.positions(word.lower())
        if getattr(place, "data", None) is None and hyphens.left <= place <= size - hyphens.right
    )


def hyphenation_languages() -> Collection[str]:
    """The languages that there is a dictionary for: en_US, de_DE …"""
    import pyphen

    return tuple(sorted(pyphen.LANGUAGES))


def has_dictionary(lang: str) -> bool:
    """Whether words of a language can be divided: there is a dictionary for it, or for a wider tag (de for de_CH)."""
    return _dictionary(lang) is not None


@cache
def _dictionary(lang: str) -> Pyphen | None:
    import pyphen  # opened when the first long word is met: most pages have none

    known = pyphen.language_fallback(lang)
    return pyphen.Pyphen(lang=known, left=1, right=1) if known else None
