"""A Chinese or Japanese text -> where a line would part a name that is no word of Latin letters and no number.

Two characters with a space between them in a list of names (王 晨), a letter and the Han behind it (A股, T恤), a word
and its number (iPhone 15), initials and plates with a middle dot (J·K·罗琳, 苏D·8K63V).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u3400-\u9fff"
_MARKS = "\u3000-\u301f\uff01-\uff0f\uff1a\uff1b\uff1f“‘—…"
_ASKS = re.compile("[A-Z \u00a0\u3000·]")
_NAME = re.compile(
    rf"(?P<pair>(?<=[^{_HAN}][{_HAN}])[ \u3000](?=[{_HAN}](?![{_HAN}])))"
    rf"|(?P<plate>(?<=[{_HAN}])(?=[A-Z]·[A-Z0-9]{{5,6}}(?![A-Za-z0-9])))"
    rf"|(?<![^{_HAN}{_MARKS}])[A-Z](?=[{_HAN}])"
    r"|(?<=[A-Za-z])[ \u00a0](?=[0-9])"
    r"|(?<=[A-Za-z0-9])·(?=[A-Za-z0-9])"
)


def inside_names(text: str) -> Iterator[int]:
    """The offsets inside such names, rising."""
    paired = 0
    for asked in _ASKS.finditer(text):
        match = _NAME.match(text, asked.start())
        if match is None or (match["pair"] and match.start() == paired):  # the third of 王 晨 李 明
            continue
        if match["pair"]:
            paired = match.end() + 1
        yield match.end()
