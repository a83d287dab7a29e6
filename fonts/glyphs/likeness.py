"""A text and the character whose glyph is shown for it -> whether that is a form of the text or another character.

A face's substitutions lead to glyphs that have a character of their own: 角 of the mainland is what the radical ⻆ is
drawn as, （ of a vertical line is U+FE35, ş in Romanian is ș. Those are forms. 甲 shown as 乙 is a fault.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_TWICE: Final = (
    "㖈䎛 㘽㦳 㫚曶 㬵胶 㬺幐 㬻䐠 㮣槩 㴝𪏭 㶷𤈎 䲤鿐 墫壿 户戶戸 晚晩 "
    "朌肦 朐胊 朓脁 櫸𣟱 瑨𤨁 逸𨓜 郎郞 﨣𧺯 𠦄卉 𣏌杞 𧃰䕫 𩿎𩿗"
)
_UNIFIED: Final = tuple(map(frozenset, _TWICE.split()))
"""Ideographs that Unicode has twice since one of its sources wrote them apart: in another region's form they are drawn
alike, as pan-CJK faces do (`locl`)."""

_MARKS: Final = tuple(
    frozenset(group)
    for group in (
        "·•‧・∙⋅･",
        "—―─–‒‐‑−－-\u00ad⸺⸻",
        "…⋯‥",
        '“„‟〝＂"',
        '”〞〟″＂"',
        "‘‚‛'＇ʻ",
        "’'＇′ʼ",
        "~～〜∼˜",
        "|｜︱│∣‖∥￨",
        "/／⁄∕",
        "\\＼﹨∖",
        "*＊∗",
        ":：∶",
        "`｀‵",
        "<〈‹⟨",
        ">〉›⟩",
    )
)
"""Marks and signs of one look, by groups."""

_LETTERS: Final = tuple(map(frozenset, ("şș", "ŞȘ", "ţț", "ŢȚ", "iı", "jȷ")))
"""Letters that languages draw as one another (`locl`), or that lose their dot under an accent."""

_SIGN_FOR_LETTER: Final = {"x": "×", "X": "×"}
"""Between figures some faces set a multiplication sign (`calt`)."""

_RADICALS: Final = range(0x2E80, 0x2FE0)


@lru_cache(maxsize=4096)
def is_form(text: str, shown: str, *, upright: bool = False, part: bool = False) -> bool:
    """Whether the glyph of the character `shown` may stand for `text`: `upright` in vertical lines, as a `part` of it
    beside others.

    In vertical lines arrows and rules are turned and quotation marks become corner brackets, so that any mark may stand
    for a mark. A letter may be put together of the bare one and its accents.
    """
    own, other = (unicodedata.normalize("NFKC", char) for char in (text, shown))
    if own == other:
        return True
    if len(text) != 1:
        return _is_mark(text[0]) or text in _SIGN_FOR_LETTER
    if ord(text) in _RADICALS or ord(shown) in _RADICALS:
        return True  # a radical is drawn as the ideograph, or as a part of it
    if _is_mark(text) or _is_mark(shown):
        if _SIGN_FOR_LETTER.get(text) == shown:
            return True
        return _is_mark(text) and _is_mark(shown) and (upright or _share(_MARKS, text, shown))
    if unicodedata.category(text) == unicodedata.category(shown) == "No":
        return unicodedata.numeric(text, None) == unicodedata.numeric(shown, None)
    return _share(_UNIFIED, own, other) or _share(_LETTERS, text, shown) or (part and _bare(text) == shown)


def _is_mark(char: str) -> bool:
    """Whether a character is a mark, a sign or a modifier rather than a letter, an ideograph or a figure."""
    category = unicodedata.category(char)
    return category[0] not in "LN" or category == "Lm"


def _share(groups: tuple[frozenset[str], ...], char: str, other: str) -> bool:
    return any(char in group and other in group for group in groups)


def _bare(char: str) -> str:
    """A letter without its accents and strokes: é is e, ł is l."""
    bare = "".join(
        part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part)[0] != "M"
    )
    plain = unicodedata.name(bare, "").partition(" WITH ")[0] if len(bare) == 1 else ""
    try:
        return unicodedata.lookup(plain) if plain else bare
    except KeyError:
        return bare
