"""A Latin word -> where it may be divided with a hyphen, by its language's patterns (Liang's, as pyphen holds them)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from layout.plan.profile import Hyphens
from layout.plan.style import dictionary_name

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


@cache
def _dictionary(lang: str) -> Pyphen | None:
    name = dictionary_name(lang)
    if name is None:
        return None
    import pyphen  # opened when the first long word is met: most pages have none

    return pyphen.Pyphen(lang=name, left=1, right=1)
