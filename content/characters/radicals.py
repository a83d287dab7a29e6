"""A radical, or a compatibility ideograph -> the Han character that looks the same and is another to any search.

Copy taken from PDF files holds them: the font's glyph of 人 was named by the radical ⼈ (U+2F08).
"""

from __future__ import annotations

import unicodedata
from typing import Final

SUPPLEMENT: Final = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿"
        "⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹"
        "艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""Radicals of U+2E80 to U+2EFF, by EquivalentUnifiedIdeograph.txt of the Unicode Character Database."""


def lookalike(char: str) -> str | None:
    """The character that is meant by one of another block that looks the same; None for any other character."""
    code = ord(char)
    if 0x2E80 <= code <= 0x2EFF and char in SUPPLEMENT:
        return SUPPLEMENT[char]
    # The Kangxi radicals and two of the supplement decompose into their ideographs, as compatibility ideographs do.
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        plain = unicodedata.normalize("NFKC", char)
        return plain if plain != char else None
    return None
