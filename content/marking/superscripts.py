"""`^4^`, `~2~` and what stands round them -> a superscript, a subscript, a note's mark, or signs of the copy.

The spellings are Pandoc's. Copy has ^ and ~ of its own (x^2+y^2, ^_^; 5~8℃, 10%~20%): so a subscript stands behind
a letter, and between its two ~ is a figure, a letter or a short word alone. A raised figure behind a Latin letter, a
digit or a bracket that closes is a superscript (10^4^, m^2^); elsewhere it is the mark of a note (说^1^), as ^①^ and
^[1]^ are everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from markdown_it.common.utils import unescapeAll

from content.characters.kinds import HAN, is_cjk

RaisedKind = Literal["note", "super", "sub"]

NOTE_LENGTH: Final = 8
"""What has more characters between ^ and ^, or ~ and ~, is no mark."""

_NOTE = re.compile(rf"\^((?:\\[^\w\s]|[^\s\\^]){{1,{NOTE_LENGTH}}})\^")
_SUB = re.compile(rf"~([^\s\\~]{{1,{NOTE_LENGTH}}})~(?!~)")
_IN_NOTE = re.compile(r"(?:[^\W_]|[*†‡§※#,，、.·:–\-()（）\[\]［］〔〕【】¹²³①-⓿❶-➓㈠-㉃㊀-㊉])+")
_NOTE_SIGN = re.compile(r"[\d*†‡§※¹²³①-⓿❶-➓㈠-㉃㊀-㊉〇一二三四五六七八九十注註]")
_POWER = re.compile(r"[0-9A-Za-z)]\^[-–−+]?[0-9A-Za-z]")
_HAN_AMID = re.compile(rf"[0-9A-Za-z][^0-9A-Za-z^]*(?![注註])[{HAN}].*[0-9A-Za-z(（]|[{HAN}]{{2}}")
_LOOSE_NOTE = re.compile(r"\^[\[(〔［（]?[\d①-⓿]")
_SIGNS = "-–−+"
_SUPER = re.compile(rf"[0-9A-Za-z\u0370-\u03ff{_SIGNS}=()′]+")
_FIGURES = re.compile(rf"[{_SIGNS}]?[0-9]+[{_SIGNS}]?")
_ELEMENT = re.compile("[A-Z][a-z]?(?![A-Za-z])")
_INDEX = re.compile(rf"[0-9]?[a-z\u03b1-\u03c9](?:[{_SIGNS}][0-9]+)?")
"""A letter that stands for a figure: n, 2n+2, i−1."""
_WORD = re.compile(rf"[A-Za-z]+|[{HAN}\u3041-\u30fc\uac00-\ud7a3]{{1,4}}")
_LETTER = re.compile(r"[^\W\d_](?<=[\u0000-\u052f])")
"""Latin, Greek or Cyrillic: what formulas are written with."""
_FORMULA = re.compile("(?:[A-Z][a-z]?[0-9₀-₉]*)+[)\\]]?\\Z")
_LONGEST_FORMULA = 24

_RAISED: Final = str.maketrans("0123456789+-–−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+-–−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_MAPPED: Final = re.compile(r"[0-9+\-–−=()]*[a-z]?[0-9+\-–−=()]*")


@dataclass(frozen=True, slots=True)
class Raised:
    """What stands between two ^ or two ~, and where the second ends."""

    kind: RaisedKind
    text: str
    end: int


def script_characters(kind: RaisedKind, text: str) -> str | None:
    """The text in characters of Unicode that are superscripts or subscripts by themselves (10⁻³, CO₂, xⁿ); None where
    there is no such character, and for words, which stay words (10th).
    """
    table = _LOWERED if kind == "sub" else _RAISED
    mapped = text.translate(table)
    whole = text and _MAPPED.fullmatch(text) and not any(char.isascii() or char in "–−" for char in mapped)
    return mapped if whole else None


def find_raised(text: str, at: int, end: int) -> Raised | None:
    """The superscript or note's mark that begins with the ^ at `at`. What can't be one (^_^, x^2+y^2) is none."""
    found = _NOTE.match(text, at, end)
    if found is None:
        return None
    within = unescapeAll(found[1])
    before, behind = text[at - 1 : at] if at else "", text[found.end() : found.end() + 1]
    based = _is_latin(before) or before in (")", "]", "~", "′")
    figures = _FIGURES.fullmatch(within)
    # Two powers: 10^6和10^7, x^2、y^2; but not m^2^K.
    if _POWER.match(text, at - 1 if at else 0) and (
        behind.isdecimal()
        or (not figures and (_is_latin(behind) or behind in ("-", "–", "−", "+")))
        or _HAN_AMID.search(within)
    ):
        return None
    isotope = figures and not based and _ELEMENT.match(text, found.end())
    if (based or isotope) and _SUPER.fullmatch(within):
        return Raised("super", within, found.end())
    is_one = _NOTE_SIGN.search(within) or _is_latin(before)  # 10^th^, but not ^o^
    return Raised("note", within, found.end()) if is_one and _IN_NOTE.fullmatch(within) else None


def find_lowered(text: str, at: int, end: int) -> Raised | None:
    """The subscript that begins with the ~ at `at`. A range (5~8, 10cm~15cm, A~B) is none."""
    found = _SUB.match(text, at, end)
    if found is None or not at:
        return None
    within, base = found[1], text[at - 1]
    behind = text[found.end() : found.end() + 1]
    if not _is_base(base) or behind.isdecimal():
        return None
    if _FIGURES.fullmatch(within) or (_INDEX.fullmatch(within) and _stands_alone(text, at)):
        return Raised("sub", within, found.end())
    grades = base.isupper() and _is_latin(behind) and not within[0].islower()  # A~B~C
    if _WORD.fullmatch(within) and _is_symbol(text, at) and not grades:
        return Raised("sub", within, found.end())
    return None


def is_lowered_loosely(text: str, at: int, end: int) -> bool:
    """Whether a figure stands between two ~ and has no letter before it: 水~2~."""
    found = _SUB.match(text, at, end)
    if found is None or not found[1].isdecimal() or _is_latin(text[found.end() : found.end() + 1]):
        return False
    return at > 0 and is_cjk(text[at - 1])


def _is_latin(char: str) -> bool:
    return char.isalnum() and char.isascii()


def _is_base(char: str) -> bool:
    """Whether a subscript may stand behind a character: a letter, or a bracket that closes."""
    return _LETTER.match(char) is not None or char in (")", "]", "^")


def _is_symbol(text: str, at: int) -> bool:
    """Whether the letter before `at` stands by itself, as in formulas (v~max~): no word ends there (la~la~)."""
    return at < 2 or _LETTER.match(text, at - 2) is None


def _stands_alone(text: str, at: int) -> bool:
    """Whether what ends before `at` is a symbol, or the formula of a substance (NO~x~)."""
    return _is_symbol(text, at) or _FORMULA.search(text, max(0, at - _LONGEST_FORMULA), at) is not None


def begins_loose_note(text: str, at: int) -> bool:
    """Whether a ^ behind Han looks like the beginning of a note's mark."""
    return at > 0 and is_cjk(text[at - 1]) and _LOOSE_NOTE.match(text, at) is not None
