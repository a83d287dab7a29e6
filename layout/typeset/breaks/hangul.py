"""A Korean text -> the places inside its words (어절): where lines break between words alone, none begins there.

A word is what stands between two spaces, with its particles, whatever quotes and brackets it has (KLREQ 4.4.2:
“말”이라고, (주)삼성). It may be parted behind · and behind marks that no space follows, as headlines have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HANGUL = "\u1100-\u11ff\u3130-\u318f\u3200-\u321e\u3260-\u327f\uac00-\ud7a3\u3400-\u4dbf\u4e00-\u9fff"
"""Hangul, ㈜ and its like, and the Hanja that stand in words with it."""

_OPENER, _CLOSER = "“‘「『（【〖〔《〈［｛(\\[{", "”’」』）】〗〕》〉］｝)\\]}"
_SUFFIX = "%％‰°℃℉㎡㎥㎜㎝㎞㎏㎢㎖㏊′″"
_WORD = f"{_HANGUL}A-Za-z0-9０-９Ａ-Ｚａ-ｚ"

_BEFORE_HANGUL = re.compile(f"[{_WORD}{_CLOSER}{_SUFFIX}](?=[{_HANGUL}])")
_BEHIND_HANGUL = re.compile(f"[{_HANGUL}](?=[A-Za-z0-9０-９Ａ-Ｚａ-ｚ])")
_BEHIND_CLOSER = re.compile(f"[{_CLOSER}](?=[A-Za-z0-9０-９Ａ-Ｚａ-ｚ])")
_BEFORE_OPENER = re.compile(f"[{_WORD}{_CLOSER}{_SUFFIX}](?=[{_OPENER}])")


def inside_words(text: str) -> Iterator[int]:
    """Offsets between the characters of words."""
    for pattern in (_BEFORE_HANGUL, _BEHIND_HANGUL, _BEHIND_CLOSER):
        for match in pattern.finditer(text):
            yield match.end()


def before_brackets(text: str) -> Iterator[int]:
    """Offsets inside words before an opening bracket or quote: 연방준비제도|(Fed)는."""
    for match in _BEFORE_OPENER.finditer(text):
        yield match.end()
