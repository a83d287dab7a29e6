"""Running bopomofo (注音) -> where its tone marks are, and what of a syllable stays on one line.

A tone mark belongs to the letter before it, the dot of the light tone also to the one behind it, before which it is
written in a column. So no line begins between the two, and no line is filled there (CLREQ 3.3.3). A tone mark without a
syllable, as in a list of the tones, is a sign by itself; beside Latin letters it is one of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TONES = "ˊˇˋ˙˪˫"
_TONE = f"[{TONES}]"
_LETTER = "[\u3105-\u312f\u31a0-\u31bf]"
_LATIN = "[A-Za-z\u00c0-\u024f]"
_ANY_TONE = re.compile(_TONE)
_OF_LATIN = re.compile(f"(?<={_LATIN}){_TONE}+|(?<!{_TONE}){_TONE}++(?={_LATIN})")
_OPENING = re.compile(f"(?<!{_LETTER})˙(?={_LETTER})")
_INITIAL, _MEDIAL, _FINAL = "[ㄅ-ㄙㄪ-ㄬㆠ-ㆣ]", "[ㄧㄨㄩ]", f"(?:(?!{'[ㄅ-ㄙㄪ-ㄬㆠ-ㆣ]'}){_LETTER})"
_SYLLABLE = re.compile(
    f"(?:(?<!{_LETTER})˙)?(?:{_INITIAL}{_MEDIAL}?{_FINAL}?|{_MEDIAL}{_FINAL}?|{_FINAL}){_TONE}*"
)


def has_tones(text: str) -> bool:
    """Whether there may be tone marks in a text."""
    return _ANY_TONE.search(text) is not None


def find_tones(text: str) -> tuple[list[int], list[int]]:
    """The offsets of the tone marks behind a syllable, or by themselves; and of those that a syllable begins with."""
    latin = {at for match in _OF_LATIN.finditer(text) for at in range(*match.span())}
    opening = [match.start() for match in _OPENING.finditer(text)]
    others = latin.union(opening)
    return [match.start() for match in _ANY_TONE.finditer(text) if match.start() not in others], opening


def syllable_places(text: str) -> Iterator[tuple[int, bool]]:
    """Each place inside a syllable that has a tone mark, and whether it is at that."""
    for match in _SYLLABLE.finditer(text):
        if has_tones(match.group()):
            for at in range(match.start() + 1, match.end()):
                yield at, text[at] in TONES or text[at - 1] in TONES
