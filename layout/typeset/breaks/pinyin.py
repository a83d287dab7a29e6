"""A word -> its syllables where it is Hanyu Pinyin, between which alone it may be divided (GB/T 16159-2012, 6.6)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ü üe ue v",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ü üe ue v",
    "g h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "j q x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
"""The finals of each initial of Putonghua (GB/T 16159; v for ü as it is typed)."""

_SYLLABLES = {
    initial: "|".join(sorted((initial + final for final in finals.split()), key=len, reverse=True))
    for initials, finals in _FINALS.items()
    for initial in (initials.split() or [""])
}
_LATER = "|".join(syllables for initial, syllables in _SYLLABLES.items() if initial)
# Inside of a word a syllable that begins with a, o or e has an apostrophe before it (Xi’an): so there is one reading.
_FIRST = re.compile(f"(?:{'|'.join(_SYLLABLES.values())})(?=(?:{_LATER})+\\Z)")
_NEXT = re.compile(f"(?:{_LATER})(?=(?:{_LATER})*\\Z)")
_TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))
_LONGEST = 40
"""No word of pinyin has more letters."""


@lru_cache(maxsize=1024)
def syllable_starts(word: str) -> tuple[int, ...]:
    """The offsets at which the second and further syllables of a word of pinyin begin; none where it is no such word.

    It may have its tone marks. An English word may read as pinyin by chance (machine, dance).
    """
    plain = _without_tones(word)
    if len(plain) != len(word) or len(plain) > _LONGEST:
        return ()
    starts: list[int] = []
    found = _FIRST.match(plain)
    while found is not None and found.end() < len(plain):
        starts.append(found.end())
        found = _NEXT.match(plain, found.end())
    return tuple(starts)


def _without_tones(word: str) -> str:
    """The word in small letters without the marks of its tones; ü keeps its dots."""
    parts = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    return unicodedata.normalize("NFC", parts)
