"""A text -> its expressions: each number with all that belongs to it, and where inside it a line may begin.

An expression is a number with its sign, currency, marks and unit (≥60, US$5 million, 39°54′N, 3万5千元), a range, date,
ratio or telephone number of such (5月1日-3日, 03（1234）5678), or a model number (东风-41). Whoever sets it in one
position, or as one large piece, takes it whole. GB/T 15834 5.1.6; GB/T 15835; UAX #14 LB21 and LB25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from layout.plan.profile import Profile
from layout.typeset.breaks.number_parts import (
    CONNECTORS,
    FIGURES,
    LETTERS,
    MYRIADS,
    OPERATORS,
    SPACES,
    NumberParts,
    number_parts,
)

LONGEST_WHOLE = 14
"""A number in groups of more characters than this may be parted between them: a narrow column has no more room."""

LONGEST_RANGE = 12
"""So may a range of more characters than this, which is one Latin run, behind its connector."""


class Expression(NamedTuple):
    """What belongs together: `text[start:end]`.

    At its `joints` a line may begin as at any other place (behind the connector of a range, between the parts of a
    date); at its `seams` only if nothing better can be had (between a number and its unit); elsewhere inside never.
    Both rise. `is_signed`: it begins with a minus or the like, with which a line may begin.
    """

    start: int
    end: int
    joints: tuple[int, ...] = ()
    seams: tuple[int, ...] = ()
    is_signed: bool = False

    @property
    def head_end(self) -> int:
        """Where its first piece ends, which has its unit: 2024年 of 2024年11月."""
        return self.joints[0] if self.joints else self.end


def find_expressions(text: str, profile: Profile) -> tuple[Expression, ...]:
    """The expressions of a text in the language of a profile, in order; none overlaps another.

    Work is in proportion to the text's length. Line ends and vertical lines ask for those of the same text.
    """
    return _find_expressions(text, profile) if _FIGURE.search(text) else ()


@lru_cache(maxsize=8)
def _find_expressions(text: str, profile: Profile) -> tuple[Expression, ...]:
    found: list[Expression] = []
    joined: list[_Piece] = []
    for piece in _pieces(text, profile):
        if not joined or not _join(text, joined[-1], piece):
            if joined:
                found.append(_expression(joined))
            _take_sign(text, joined[-1].end if joined else 0, piece)
            joined = []
        joined.append(piece)
    found.append(_expression(joined))
    return tuple(found)


@dataclass(slots=True)
class _Piece:
    """One number with what belongs to it. `number` is where its figures begin, `number_end` where they end.

    `joints` and `seams` are as an expression's, with those between it and the piece that it is joined to.
    """

    start: int
    number: int
    number_end: int
    end: int
    joints: list[int] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    is_signed: bool = False


def _expression(pieces: list[_Piece]) -> Expression:
    if len(pieces) == 1:
        joints, seams = tuple(pieces[0].joints), tuple(pieces[0].seams)
    else:
        joints = tuple(at for piece in pieces for at in piece.joints)
        seams = tuple(at for piece in pieces for at in piece.seams)
    return Expression(pieces[0].start, pieces[-1].end, joints, seams, pieces[0].is_signed)


_FIGURE = re.compile(f"[{FIGURES}]")
_NUMBER = (
    rf"[{FIGURES}]++(?:(?:[.,．:：∶'’·・]|(?<=[０-９])，(?=[０-９]{{3}}(?![{FIGURES}])))[{FIGURES}]++)*+"
)
_ROW = rf"{_NUMBER}(?:[{SPACES}]{_NUMBER})*+"
_ONE_NUMBER = re.compile(_NUMBER)
_SPACE = re.compile(f"[{SPACES}]")
_GROUPS = re.compile(
    r"\d{1,3}(?: \d{3})++(?:[.,．·・]\d+(?: \d{3})*+(?: \d{1,3})?+)?+"  # thousands (ISO 80000-1 7.3.1)
    r"|\d+[.,．·・]\d{3}(?: \d{3})*+(?: \d{1,3})?+"  # behind the point
    r"|\d{4} \d{4}|\d{1,4}(?: \d{2,4}){2,}+"  # telephone and card numbers
)


_TELEPHONE = (
    rf"(?:[0０][{FIGURES}]{{1,4}}[(（][{FIGURES}]{{2,4}}[)）]"
    rf"|0[0-9]{{1,2}}\)[{SPACES}]?"
    rf"|[(（](?:[0０][{FIGURES}]{{1,4}}|[{FIGURES}]{{3}})[)）][{SPACES}]?"
    rf"|[(（][+＋][{FIGURES}]{{1,4}}[)）][{SPACES}]?(?:[{FIGURES}]{{1,4}}[-－ ])?)"
    rf"[{FIGURES}]{{3,8}}+(?:[-－ ][{FIGURES}]{{3,4}}+)?+(?![{FIGURES}])"
)
_DATE = rf"[0-9]{{4}}\. [0-9]{{1,2}}\. [0-9]{{1,2}}(?![{FIGURES}])\.?"
"""A Korean date in figures: 2026. 3. 20."""

# What a match can begin with stands first, so that all other characters are passed over at once.
_ROW_OR_TELEPHONE = re.compile(rf"(?=[{FIGURES}(（])(?:(?P<parted>{_TELEPHONE}|{_DATE})|{_ROW})")
_BEHIND_SIGN = re.compile(rf"[)）\-－{SPACES}](?=[{FIGURES}])")


def _numbers(text: str) -> Iterator[_Piece]:
    """The numbers of a text by themselves. Figures in groups by spaces are one; so are telephone numbers and dates."""
    for match in _ROW_OR_TELEPHONE.finditer(text):
        first, last = match.span()
        if match["parted"]:
            seams = [sign.end() for sign in _BEHIND_SIGN.finditer(text, first, last)]
            yield _Piece(first, first, last, last, seams=seams)
            continue
        if _SPACE.search(text, first, last) is None or _is_grouped(text, first, last):
            yield _Piece(first, first, last, last)
        else:
            for number in _ONE_NUMBER.finditer(text, first, last):
                yield _Piece(number.start(), number.start(), number.end(), number.end())


def _is_grouped(text: str, first: int, last: int) -> bool:
    """Whether figures with spaces between them are one number."""
    international = text[first - 1 : first] in ("+", "＋")
    return international or _GROUPS.fullmatch(_SPACE.sub(" ", text[first:last])) is not None


_GLUED_BEFORE = re.compile(rf"[{LETTERS}]+[-‐‑]?$")
_GLUED_BEHIND = re.compile(rf"[{LETTERS}][{FIGURES}{LETTERS}]*+(?:[-‐‑][{LETTERS}]++)?+")
_FIRST_HAN = "\u2e80"
_LOOK_BACK = 16
"""The most characters that are looked at before a number."""

_MOST_BEFORE = 3
"""A number has a word, a currency and a sign before it at most: 约US$-5."""


def _pieces(text: str, profile: Profile) -> Iterator[_Piece]:
    """Each number with what stands before and behind it."""
    floor, parts = 0, number_parts(profile)
    for piece in _numbers(text):
        if piece.start < floor:  # part of the word before it
            continue
        _take_before(text, floor, piece, parts)
        _take_behind(text, piece, parts)
        if piece.end - piece.start > LONGEST_WHOLE:
            spaces = (match.end() for match in _SPACE.finditer(text, piece.start, piece.end - 1))
            piece.seams = sorted({*piece.seams, *spaces})
        floor = piece.end
        yield piece


def _take_before(text: str, floor: int, piece: _Piece, parts: NumberParts) -> None:
    """Adds to a number what stands before it, from `floor` on: No. 5, US$5, F-16."""
    for _ in range(_MOST_BEFORE):
        if piece.start == floor or text[piece.start - 1] not in parts.ends:
            break
        match = parts.before.search(text, max(floor, piece.start - _LOOK_BACK), piece.start)
        if match is None:
            break
        if match["word"] and text[piece.start] not in SPACES:
            piece.seams.insert(0, piece.start)
        piece.start = match.start()
    if piece.start == piece.number > floor and text[piece.start - 1] < _FIRST_HAN:
        match = _GLUED_BEFORE.search(text, max(floor, piece.start - _LOOK_BACK), piece.start)
        piece.start = match.start() if match else piece.start


def _take_behind(text: str, piece: _Piece, parts: NumberParts) -> None:
    """Adds to a number what stands behind it: 5%, 5 km/h, 3万吨, 5G."""
    match = parts.behind.match(text, piece.end)
    if match is None or match.end() == piece.end:
        match = _GLUED_BEHIND.match(text, piece.end)
        if match is None:
            return
    piece.end = match.end()
    if match.re is _GLUED_BEHIND or (match["word"] is None and text[piece.end - 1].isalpha()):
        match = parts.behind.match(text, piece.end)  # 5A级
        if match is None or match["word"] is None:
            return
        piece.end = match.end()
    if match["word"]:
        begin, end = match.span("word")
        piece.seams += (at for at in range(begin, end) if _may_part(text, at))


def _may_part(text: str, at: int) -> bool:
    """Whether a number and its unit may be parted at an offset: behind a space, and between Han, but not in a word,
    nor before 万 and the like, which are part of the number.
    """
    return text[at] not in SPACES + MYRIADS and (text[at - 1] in SPACES or text[at] >= _FIRST_HAN)


_CONNECTED = re.compile(
    rf"[{SPACES}]?([{CONNECTORS}{OPERATORS}/／]|(?<=[{SPACES}])[:：∶](?=[{SPACES}]))[{SPACES}]?([-−–+]?)"
)
_RANGE = "–—―─～〜∼"
_SCORE = ("比", "对", "對", "対")
_POWER_OF_TEN = re.compile("10[⁰¹²³⁴-⁹⁻^]")
_FEET = re.compile(r"(?:ft|feet|foot|'|′)$")
_INCHES = re.compile(rf"[{SPACES}](?:in|inch|inches)(?![A-Za-z])")
_SPLIT_UNITS = re.compile(r"(?<![A-Za-z])(?:ft|feet|yd|lbs?|st|h|min|m)$|[°º′″']$")
"""Units that a smaller one may follow: 6 ft 2 in, 39° 54′."""

_SMALLER = {"월": re.compile(f"일|[{CONNECTORS}]"), "시": re.compile("분")}
"""What follows the figures behind a Korean month and hour, and is part of these: 5월 1일, 5월 1~3일, 2시 30분."""


def _join(text: str, before: _Piece, after: _Piece) -> bool:
    """Joins a number to the one before it if they are one expression. Notes where a line may begin between them."""
    gap, unit = text[before.end : after.start], text[before.number_end : before.end]
    if not gap:
        return _join_adjacent(text, unit, after)
    if gap in SPACES:
        return _join_over_space(text, unit, after)
    if gap in _SCORE and not unit and after.start == after.number:  # 3比2
        after.seams[:0] = (before.end, after.start)
        return True
    match = _CONNECTED.fullmatch(gap)
    if match is None:
        return False
    sign, last = match[1], text[before.end - 1]
    after.start = before.end + match.start(2)  # -5℃~-3℃
    if sign in "/／":
        return True
    if text[after.start - 1] in SPACES or sign in _RANGE or (unit and _is_wide(last)):
        after.joints.insert(0, after.start)
    elif _is_wide(last) or after.end - before.start > LONGEST_RANGE:
        after.seams.insert(0, after.start)
    return True


def _join_over_space(text: str, unit: str, after: _Piece) -> bool:
    """Joins a number to one that a space parts from it: 6 ft 2 in, 39° 54′ N, 1억 2천만, 2 + 3."""
    if text[after.start] in OPERATORS and text[after.start + 1] in SPACES:
        power = _POWER_OF_TEN.match(text, after.start + 2) is not None
        (after.seams if power else after.joints).insert(0, after.start + 2)
        return True
    inches = _INCHES.match(text, after.end) if _FEET.search(unit) else None
    if inches is not None:
        after.end = inches.end()
    elif unit in _SMALLER:
        if not _SMALLER[unit].match(text, after.number_end):
            return False
    elif after.end == after.number_end or not (_ends_in_myriads(unit) or _SPLIT_UNITS.search(unit)):
        return False
    after.seams.insert(0, after.start)
    return True


def _join_adjacent(text: str, unit: str, after: _Piece) -> bool:
    """Joins a number to one that ends where it begins: 5月1日, 3万5千, 39°54′, 3米×5米."""
    if after.start == after.number:
        few = after.end - after.number <= _FEW and text[after.number : after.end].isdecimal()
        goes_on = few and _FIGURES_BEHIND.search(unit)  # 9秒83, not 8日15:00
        if unit and (goes_on or _ends_in_myriads(unit)):
            after.seams.insert(0, after.start)
        elif unit and unit[-1] >= _FIRST_HAN and not unit.endswith(("℃", "℉")):
            after.joints.insert(0, after.start)
        return True
    if text[after.start] in OPERATORS:
        if unit and _is_wide(unit[-1]):
            after.joints.insert(0, after.start + 1)
        return True
    return not unit and not _is_wide(text[after.start])


_FEW = 2
_FIGURES_BEHIND = re.compile("(?:[秒分点點米元块塊尺斤寸丈㍍对對対대]|メートル|センチ)$")
"""Units that so many figures without a unit of their own are part of (9秒83, 63㍍80, 1米75, 8点30), and words of a
score that are units too.
"""


def _ends_in_myriads(unit: str) -> bool:
    return bool(unit) and unit[-1] in MYRIADS


def _is_wide(char: str) -> bool:
    """Whether a character is no part of a Latin word, nor a figure."""
    return (char >= _FIRST_HAN and _FIGURE.match(char) is None) or char in "℃℉‰′″”’·…"


_MINUS = "-−–‐‒－"
_APPROXIMATE = "~～〜∼"
_QUOTES = "’'‘"
_AMOUNT = re.compile(
    rf"[{SPACES}]?(?:[^\w\s]|[A-Z]*[a-zµμ]|[{MYRIADS}元円圓米度攝摄公吨噸美欧歐港원도미퍼달ドメキパ])"
)
"""Units of what may be less than nothing. A name's number has none of them behind it: 歼-20等, 长征-5号, 三月-5月."""

_POINT = re.compile(rf"[.．·・][{FIGURES}]")
_OPENING = "\"'“‘「『（(【[〖〔《〈［｛{，、；：。．！？…—,;:.!?/／"


def _take_sign(text: str, floor: int, piece: _Piece) -> None:
    """Adds to a number that continues no other one the connector before it.

    Behind a space, a bracket or mark it is a sign. Behind Han it is a minus if the number is an amount, with a point
    or a unit of measure or money (气温-18.5℃, 海拔-154米); else what is before it is a name (东风-41).
    ’ before two figures is a year's (’90s).
    """
    at = piece.start - 1
    if at < floor:
        return
    sign, before = text[at], text[at - 1] if at else ""
    follows = not before or before.isspace() or before in _OPENING
    if sign in _QUOTES:
        if follows or _is_wide(before):
            piece.start = at
    elif sign in _MINUS:
        unit = text[piece.number_end : piece.end]
        money = piece.start < piece.number and not text[piece.start].isalpha()
        amount = money or _AMOUNT.match(unit) or _POINT.search(text, piece.number, piece.number_end)
        piece.is_signed = follows or (_is_wide(before) and (bool(amount) or sign == "−"))
        if piece.is_signed or _is_wide(before):
            piece.start = at if piece.is_signed else at - 1
    elif sign == "—" and follows and before != "—":
        piece.start, piece.is_signed = at, True
    elif before and sign in _APPROXIMATE and (follows or _is_wide(before)):
        piece.start, piece.is_signed = at, follows
