"""A text -> the places of its characters that no reader sees, or that look like others; whether it shows anything.

Such characters come with copy that is pasted from web pages, PDF files and word processors. They are printed as they
stand, which is as nothing, but no search finds the words that hold them. Where a script or an emoji needs one, it is
meant, and there is no warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from pydantic_core import PydanticCustomError

from content.characters.kinds import FULL_WIDTH, HAN, name_of
from content.problems import Place, Problem

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
    """The Han character that is meant by a radical or compatibility ideograph that looks the same; None for any other.

    Copy taken from PDF files holds them: the font's glyph of 人 was named by the radical ⼈ (U+2F08).
    """
    code = ord(char)
    if 0x2E80 <= code <= 0x2EFF and char in SUPPLEMENT:
        return SUPPLEMENT[char]
    # The Kangxi radicals and two of the supplement decompose into their ideographs, as compatibility ideographs do.
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        plain = unicodedata.normalize("NFKC", char)
        return plain if plain != char else None
    return None


DEFAULT_IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point of the Unicode Character Database, as the inside of a regular expression's class."""

_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800"
_RADICALS = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_TOLD = re.compile(
    f"[{DEFAULT_IGNORABLE}{_RADICALS}]|(?<=[{HAN}{FULL_WIDTH}])[{_ODD_SPACES}](?=[{HAN}{FULL_WIDTH}])"
)
_UNSEEN = re.compile(f"[{DEFAULT_IGNORABLE}]")
_BLANK = re.compile(rf"[\s\u2800{DEFAULT_IGNORABLE}]*")
_HAN = re.compile(f"[{HAN}]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_JOINING = re.compile(
    "[\u0590-\u10ff\u1200-\u1aff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U0001193f]"
)
"""Scripts whose letters a joiner or non-joiner parts or joins, from Arabic to Khmer; Hangul, Han and Latin are none."""
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
"""South-East Asian scripts, which write no spaces: U+200B says where a line may end."""
_MONGOLIAN = re.compile("[\u1800-\u18af]")
_PICTURE = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff0-9#*]"
)
_DIRECTIONS = "\u061c\u200e\u200f"
"""Marks of direction, which a text that runs to the left may need."""
_LONGEST = 16
"""An emoji's own characters reach back no further."""
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Odd:
    """A character that is not what a reader sees: `unseen`, or `lookalike` of `meant`, at an index of its text."""

    kind: Literal["unseen", "lookalike"]
    index: int
    char: str
    meant: str = ""

    @property
    def why(self) -> str:
        """What is to be said of it, without a full stop."""
        name = name_of(self.char)
        if self.kind == "unseen":
            return f"{name}, which {'no reader sees' if _UNSEEN.match(self.char) else 'looks like a space'}"
        if not self.meant:
            return f"{self.char} ({name}) is a radical and no character of text"
        return f"{self.char} ({name}) looks like {self.meant} (U+{ord(self.meant[0]):04X}) and is another character"


def find_odd_characters(text: str) -> Iterator[Odd]:
    """Each character of a text that is unseen, or that looks like another, where no script or emoji needs it."""
    leftward: bool | None = None
    for found in _TOLD.finditer(text):
        at, char = found.start(), found.group()
        if char in _DIRECTIONS:
            if leftward is None:
                leftward = _RIGHT_TO_LEFT.search(text) is not None
            if not leftward:
                yield Odd("unseen", at, char)
        elif _UNSEEN.match(char):
            if not _is_meant(text, at):
                yield Odd("unseen", at, char)
        elif _HAN.match(char) or ord(char) > 0xF8FF:
            meant = lookalike(char)
            if meant is not None or ord(char) <= 0x2FDF:
                yield Odd("lookalike", at, char, meant or "")
        else:
            yield Odd("unseen", at, char)


def passed_over(text: str) -> set[int]:
    """Where the characters stand that a search must not be asked for: those that are unseen, and places for a hyphen or
    a line's end (U+00AD, U+200B), which words have that are typed without them.
    """
    unseen = {
        odd.index for odd in find_odd_characters(text) if odd.kind == "unseen" and _UNSEEN.match(odd.char)
    }
    return unseen | {found.start() for found in re.finditer("[\u00ad\u200b]", text)}


def odd_problems(text: str, where: Place, *, compatibility: bool = True) -> list[Problem]:
    """One warning for the unseen characters of a part of the copy, and one for its lookalikes, with the first of each.

    `compatibility`: whether compatibility ideographs count; in a story they are among all that is not composed.
    """
    found: dict[str, list[Odd]] = {}
    for odd in find_odd_characters(text):
        if compatibility or odd.char < "\uf900" or odd.kind == "unseen":
            found.setdefault(odd.kind, []).append(odd)
    return [_problem(text, kind, odds, where) for kind, odds in found.items()]


def _problem(text: str, kind: str, odds: list[Odd], where: Place) -> Problem:
    first = odds[0]
    place = replace(where, character=first.index)
    before, behind = text[max(0, first.index - _SHOWN) : first.index], text[first.index + 1 :][:_SHOWN]
    more = f" (the first of {len(odds)} such characters)" if len(odds) > 1 else ""
    if kind == "unseen":
        left, right = _show(before), _show(behind)
        one_side = f"Behind “{left}”" if left else f"Before “{right}”"
        spot = f"Between “{left}” and “{right}”" if left and right else one_side
        what = f"{spot} stands {first.why}{more}."
        hint = "delete it" if _UNSEEN.match(first.char) else "write a plain space for it, or delete it"
        return Problem("unseen-character", "warning", what, place, f"{hint}, unless it is meant")
    what = f"In “{_show(before)}{first.char}{_show(behind)}”, {first.why}{more}. No search finds it."
    hint = f"write {first.meant}" if first.meant else "write the character that is meant"
    return Problem("lookalike-character", "warning", what, place, hint)


def _show(text: str) -> str:
    return "".join(char for char in text if char.isprintable())


def is_blank(text: str) -> bool:
    """Whether a text has nothing that is printed: spaces of any kind and characters that no reader sees."""
    return _BLANK.fullmatch(text) is not None


def shows(text: str) -> str:
    """Holds a field that is printed to text that shows something; for a Pydantic model."""
    if text and is_blank(text):
        what = "the text has no character that is printed"
        raise PydanticCustomError("blank-text", what, {"hint": "write it, or take the key out"})
    return text


def _is_meant(text: str, at: int) -> bool:
    """Whether a character that no reader sees is what its script, or an emoji, needs at that place."""
    near = text[max(0, at - _LONGEST) : at]
    code, before, behind = ord(text[at]), near[-1:], text[at + 1 : at + 2]
    if code == 0xAD:  # the author's own place for a hyphen
        return _parts_word(before) and _parts_word(behind)
    if code == 0x200C:
        return bool(_JOINING.match(before)) and (not behind or bool(_JOINING.match(behind)))
    if code == 0x200D:
        return bool(_JOINING.match(before)) or (_ends_picture(near) and bool(_PICTURE.match(behind)))
    if code == 0x200B:
        return bool(_SPACELESS.match(before)) and bool(_SPACELESS.match(behind))
    if code == 0x34F:
        return bool(behind) and unicodedata.combining(behind) > 0
    if code in (0x115F, 0x1160):
        return "\u1100" <= (before or " ") <= "\u11ff" or "\u1100" <= (behind or " ") <= "\u11ff"
    if 0x180B <= code <= 0x180F:
        return bool(_MONGOLIAN.match(before))
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return _selects(code, before)
    if 0xE0020 <= code <= 0xE007F:  # the tags of a flag
        return re.search("\U0001f3f4[\U000e0020-\U000e007f]*\\Z", near) is not None
    return False


def _parts_word(char: str) -> bool:
    """Whether a hyphen may part a word beside this letter: those of Latin, Greek and Cyrillic, and marks on them."""
    return bool(char) and char < "\u0590" and (char.isalpha() or unicodedata.combining(char) > 0)


def _ends_picture(text: str) -> bool:
    bare = text.rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
    return _PICTURE.match(bare[-1:]) is not None


def _selects(code: int, before: str) -> bool:
    """Whether a variation selector has a character before it that has variants of its kind."""
    if not before or before.isspace() or _UNSEEN.match(before):
        return False
    if code >= 0xE0100:
        return _HAN.match(before) is not None
    if code >= 0xFE0E:
        return _PICTURE.match(before) is not None
    return not (before.isalpha() and before < "\u0590")
