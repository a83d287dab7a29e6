"""A Korean text -> the places inside its words (어절): where lines break between words alone, none begins there; and
where none begins in any case, beside the signs of firms and of entries in lists.

A word is what stands between two spaces, with its particles, whatever quotes and brackets it has (KLREQ 4.4.2:
“말”이라고, (주)삼성). It may be parted behind · and behind marks that no space follows, as headlines have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.typeset.unicode.superscripts import SUPERSCRIPTS

_HANGUL = "\u1100-\u11ff\u3130-\u318f\u3200-\u321e\u3260-\u327f\uac00-\ud7a3\u3400-\u4dbf\u4e00-\u9fff"
"""Hangul, ㈜ and its like, and the Hanja that stand in words with it."""

_OPENER, _CLOSER = "“‘「『（【〖〔《〈［｛(\\[{<", "”’」』）】〗〕》〉］｝)\\]}>"
_SUFFIX = f"%％‰°℃℉ℓ㎀-㏟㍱-㍺′″↑↓+?!＋？！①-⑳{SUPERSCRIPTS}"
"""Marks behind which a word goes on with its particle: 10⁴배, C++로, 왜?라고, ①번."""
_WORD = f"{_HANGUL}A-Za-z0-9０-９Ａ-Ｚａ-ｚ"

_BEFORE_HANGUL = re.compile(f"[{_WORD}{_CLOSER}{_SUFFIX}](?=[{_HANGUL}])")
_BEHIND_HANGUL = re.compile(f"[{_HANGUL}](?=[A-Za-z0-9０-９Ａ-Ｚａ-ｚ])")
_BEHIND_CLOSER = re.compile(f"[{_CLOSER}](?=[A-Za-z0-9０-９Ａ-Ｚａ-ｚ])")
_FIRMS = "㈜㈔"
_SIGN = re.compile(f"[{_FIRMS}①-⑳▲△▼▽◆◇■▶▷☞※]")
"""What stands before a firm's name or behind it, and before each entry of a list that runs on."""

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


def beside_signs(text: str) -> Iterator[int]:
    """Offsets between a sign and what it belongs to: ▲|서울 ①|수도권 ㈜|한빛, 한빛|㈜은, 2.5|▲ and then a space."""
    for match in _SIGN.finditer(text):
        at, end = match.span()
        before, behind = text[max(0, at - 1) : at], text[end : end + 1]
        closes = match.group() in _FIRMS or not behind.strip() or behind in _CLOSER + ",."
        if before.strip() and closes and before not in _OPENER:
            yield at
        elif behind:
            yield end + behind.isspace()
