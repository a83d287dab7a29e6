"""A Latin word -> where it may be divided with a hyphen: by its language's patterns (Liang's, as pyphen holds them),
and by syllables where it is pinyin among Han. Names are not divided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from layout.plan.profile import Profile
from layout.plan.profileparts import Hyphens
from layout.plan.style import dictionary_name
from layout.typeset.breaks.pinyin import syllable_starts

if TYPE_CHECKING:
    from pyphen import Pyphen

_CHUNK = re.compile(r"[\w.@/-]+")
_WORD = re.compile(r"([^\W\d_]+)\.*")
"""No address, no compound that has a hyphen already, nothing with digits."""

_NAME = re.compile(r"[^\W\d_]{6,}")

_NUMERALS = ("million", "billion", "trillion")
"""Words that are part of the figures before them, and not divided there."""

_CAPITAL_NOUNS = ("de", "lb", "nds")
"""Languages that write their nouns with capitals: a capital is no sign of a name there."""

_BEFORE_WORD = 48
"""How far back from a word it is looked for the end of a sentence: more than an abbreviation and a row of quotes."""

_BEGINS_SENTENCE = re.compile(
    r"(?:\A|[\n.!?…。！？][”’\"')\]）」』]*[ \u00a0\u3000]*|(?:[,:，：]|——?)[ \u00a0]*(?=[“‘\"'「]))"
    r"[“‘\"'(\[（「『¡¿]*\Z"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mrs?|Ms|Dr|St|Mt|Ft|Gov|Sen|Rep|Prof|Gen|Col|Capt|Lt|Sgt|Rev|Hon|Pres|Jr|Sr|No|vs|Messrs|Mme"
    r"|Mlle)|\.[A-Za-z])\.[ \u00a0]*[“‘\"'(\[]*\Z"
)


def find_divisions(text: str, start: int, end: int, profile: Profile) -> Iterator[int]:
    """The offsets of `text` before which a new line may begin in the words of its Latin run `text[start:end]`, each
    behind a hyphen, as the profile has it; in order.
    """
    hyphens = profile.hyphens
    if hyphens is None:
        return
    among_han = profile.lang.startswith("zh")
    for match in _CHUNK.finditer(text, start, end):
        found, at = _WORD.fullmatch(match.group()), match.start()
        if found is None or len(word := found[1]) < hyphens.shortest:
            continue
        syllables = syllable_starts(word) if among_han or word[0].isupper() else ()
        if syllables and among_han and word[0].isupper():
            places = _within(syllables, len(word), hyphens)
        elif _is_name(text, at, hyphens) or (word in _NUMERALS and text[max(0, at - 2) : at - 1].isdigit()):
            continue
        else:
            # A word that may be pinyin is divided where that and the dictionary agree: Machine, Guangdong.
            places = tuple(at for at in divisions(word, hyphens) if not syllables or at in syllables)
        yield from (at + place for place in places)


def find_name_divisions(piece: str, profile: Profile) -> tuple[int, ...]:
    """The offsets in a piece of a Latin run where its word may be divided if no line can hold it, though it is a
    name.
    """
    if profile.hyphens is None or (found := _NAME.search(piece)) is None:
        return ()
    return tuple(found.start() + place for place in divisions(found[0].lower(), profile.hyphens))


def _is_name(text: str, at: int, hyphens: Hyphens) -> bool:
    """Whether a word that begins at an offset is a name: it has a capital, and no sentence begins with it."""
    if not text[at].isupper() or hyphens.lang.lower().startswith(_CAPITAL_NOUNS):
        return False
    before = text[max(0, at - _BEFORE_WORD) : at]
    # What lies before is cut short only where something stands there, so a match of its beginning is no paragraph's.
    begins = _BEGINS_SENTENCE.search(before if at <= _BEFORE_WORD else f"a{before}")
    return begins is None or _ABBREVIATED.search(before) is not None


def _within(places: tuple[int, ...], size: int, hyphens: Hyphens) -> tuple[int, ...]:
    return tuple(place for place in places if hyphens.left <= place <= size - hyphens.right)


@lru_cache(maxsize=4096)
def divisions(word: str, hyphens: Hyphens) -> tuple[int, ...]:
    """The offsets in a word of letters alone before which a new line may begin, in order, by the dictionary.

    None in a short word, in a word with capitals beyond its first letter (a name, an abbreviation), nor where the
    language has no dictionary. Divisions that change the spelling (Hungarian, old German) are left out.
    """
    size = len(word)
    if size < hyphens.shortest or word[1:] != word[1:].lower():
        return ()
    dictionary = _dictionary(hyphens.lang)
    if dictionary is None:
        return ()
    places = dictionary.positions(word.lower())
    plain = tuple(int(place) for place in places if getattr(place, "data", None) is None)
    return _within(plain, size, hyphens)


@cache
def _dictionary(lang: str) -> Pyphen | None:
    name = dictionary_name(lang)
    if name is None:
        return None
    import pyphen  # opened when the first long word is met: most pages have none

    return pyphen.Pyphen(lang=name, left=1, right=1)
