"""A line of type -> the dates and weekdays in it, in the usual spellings of all languages that the program knows."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from layout.reading.furniture.datewords import DATE_WORDS, ERAS, REPUBLIC

_HAN_DIGITS: Final = {"〇": 0, "零": 0, "○": 0, "元": 1} | {
    han: digit for digit, han in enumerate("一二三四五六七八九", 1)
}
_NUMBER: Final = "(?:[0-9]{1,4}|[〇零○元一二三四五六七八九十廿卅百]{1,6})"
_ERA: Final = "|".join((*(name for name, _ in ERAS), "民國", "民国"))
_WESTERN: Final = [
    (tag, words) for tag, words in DATE_WORDS.items() if tag not in ("zh", "ja", "ko", "en-US")
]
_MONTHS: Final = {
    name: number
    for _, words in _WESTERN
    for number, full in enumerate(words.months, 1)
    for name in (full.casefold(), full[:3].casefold() if words.months[4] == "May" else full.casefold())
} | {"sept": 9}
_WEEKDAYS: Final = {name.casefold(): day for _, words in _WESTERN for day, name in enumerate(words.weekdays)}
_SHORT_WEEKDAYS: Final = {
    short: day
    for day, shorts in enumerate(("mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"))
    for short in shorts.split()
}
_CJK_WEEKDAYS: Final = {
    sign: day
    for day, signs in enumerate(("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일"))
    for sign in signs
}


_WORD: Final = r"(?P<name>[^\W\d_]{3,10})"
_DAY: Final = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|er|º|\.)?"
_YEAR: Final = r"(?:,?\s+(?:del?\s+|of\s+)?(?P<year>[0-9]{4})\b)?"
_DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?P<era>{_ERA})?\s*(?P<year>{_NUMBER})\s*[年년]\s*(?:\([^()]*\)\s*)?)?"
        rf"(?P<month>{_NUMBER})\s*[月월]\s*(?P<day>{_NUMBER})\s*[日号號일]",
        r"(?<![\d.])(?P<year>\d{4})([-/.])\s?(?P<month>\d{1,2})\2\s?(?P<day>\d{1,2})(?![\d-])",
        r"(?<![\d.])(?P<day>\d{1,2})([-/.])\s?(?P<month>\d{1,2})\2\s?(?P<year>\d{4})(?![\d-])",
        rf"\b{_DAY}\s+(?:of\s+|de\s+|di\s+)?{_WORD}\b\.?{_YEAR}",
        rf"\b{_WORD}\b\.?\s+{_DAY}\b{_YEAR}",
    )
)
_ERA_YEAR: Final = re.compile(rf"(?P<era>{_ERA})\s*(?P<year>{_NUMBER})\s*[年년]")
_NOT_OURS: Final = re.compile(
    r"(?:农历|農曆|农曆|夏历|夏曆|旧历|舊曆|阴历|陰曆|旧暦|陰暦|음력|创刊于|創刊於|创办于|[Ss]ince|[Ff]ounded|[Ee]stablished|年)"
    r"\s*$"
)
"""What stands before a day of another calendar, or one that the paper was founded on."""

_FOUNDED: Final = re.compile(r"\s*(?:创刊|創刊|创办|創辦|창간)")
_ONE_OF_MORE: Final = re.compile(r"\s*(?:[至到、~–—]|-\s*(?=[A-Za-z星周週]))")
_WEEKDAY: Final = re.compile(
    r"(?:星期|礼拜|禮拜|(?<![每双雙单單一上下])[周週])(?P<han>[一二三四五六日天])(?![刊报報版])|"
    r"(?P<ja>[月火水木金土日])曜|(?P<ko>[월화수목금토일])요일|"
    r"(?<=[日일])\s*\((?P<beside>[月火水木金土日월화수목금토일一二三四五六])\)|"
    r"(?<![\w-])(?P<name>[^\W\d_]{3,11}(?:-feira)?)(?!\w)"
)
_BESIDE_DATE: Final = re.compile(r"\.?,?\s+(?:[0-9]|([^\W\d_]+))")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: as it stands there, and the days that it may mean. A year or day of 0 is not said."""

    text: str
    days: frozenset[tuple[int, int, int]]

    def may_be(self, day: datetime.date) -> bool:
        """Whether it is a way to write a day."""
        return any(
            year in (0, day.year) and month == day.month and date == day.day
            for year, month, date in self.days
        )


@dataclass(frozen=True, slots=True)
class FoundWeekday:
    """A weekday in a line: as it stands there, and its number, from 0 for Monday."""

    text: str
    weekday: int


def find_dates(line: str, issued: datetime.date) -> list[FoundDate]:
    """The dates in a line, but for those of a lunar calendar, and days on which a paper was founded. A year of two
    figures is of the century of the issue.
    """
    text = unicodedata.normalize("NFKC", line)
    found: list[FoundDate] = []
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < until and first < end for first, until in taken):
                continue
            if _NOT_OURS.search(text[:start]) or _FOUNDED.match(text[end:]):
                taken.append((start, end))
                continue
            if days := frozenset(_days_of(match, issued)):
                taken.append((start, end))
                found.append(FoundDate(match[0].strip(), days))
    return found


def find_eras(line: str) -> list[tuple[str, int]]:
    """The years of eras in a line, as they stand there, and the year that each is."""
    text = unicodedata.normalize("NFKC", line)
    return [
        (match[0], _year_of_era(match["era"], number))
        for match in _ERA_YEAR.finditer(text)
        if (number := _number(match["year"])) is not None and not _FOUNDED.match(text[match.end() :])
    ]


def find_weekdays(line: str) -> list[FoundWeekday]:
    """The weekdays in a line. Of days from one to another, and of what comes out each week, nothing is said."""
    text = unicodedata.normalize("NFKC", line)
    found = []
    for match in _WEEKDAY.finditer(text):
        before = text[: match.start()].rstrip()
        if _ONE_OF_MORE.match(text[match.end() :]) or before.endswith(("至", "到", "、", "~", "–", "—")):
            continue
        sign = match["han"] or match["ja"] or match["ko"] or match["beside"]
        day = _CJK_WEEKDAYS[sign] if sign else _named_weekday(match["name"].casefold(), text[match.end() :])
        if day is None:
            continue
        found.append(FoundWeekday(match[0].strip(" (),"), day))
    return found


def _named_weekday(name: str, behind: str) -> int | None:
    """The weekday of a name, if it is one: a short one (Sun, Sat) stands before a date."""
    if name in _WEEKDAYS:
        return _WEEKDAYS[name]
    date = _BESIDE_DATE.match(behind) if name in _SHORT_WEEKDAYS else None
    if date is None or (date[1] and date[1].casefold() not in _MONTHS):
        return None
    return _SHORT_WEEKDAYS[name]


def _days_of(match: re.Match[str], issued: datetime.date) -> Iterator[tuple[int, int, int]]:
    """The days that a match may mean: 3/4/2026 is two."""
    parts = match.groupdict()
    day = _number(parts["day"])
    month = _MONTHS.get(parts["name"].casefold()) if parts.get("name") else _number(parts["month"])
    if month is None or day is None:
        return
    year = 0 if parts["year"] is None else _number(parts["year"])
    if year is None:
        return
    turned = match.re is _DATES[2] and "." not in match[0]
    orders = ((month, day), (day, month)) if turned else ((month, day),)
    for own_year, (own_month, own_day) in product(_years_of(year, parts.get("era"), issued), orders):
        if 1 <= own_month <= 12 and 1 <= own_day <= 31:
            yield own_year, own_month, own_day


def _years_of(year: int, era: str | None, issued: datetime.date) -> tuple[int, ...]:
    """The years that a year of a date may be: short ones are of the issue's century, or of an era that is not named."""
    if era:
        return (_year_of_era(era, year),)
    if year == 0 or year >= 1000:
        return (year,)
    return (issued.year // 100 * 100 + year, REPUBLIC + year, ERAS[0][1].year - 1 + year)


def _year_of_era(era: str, year: int) -> int:
    first = dict(ERAS).get(era)
    return REPUBLIC + year if first is None else first.year - 1 + year


def _number(written: str) -> int | None:
    """A number in Arabic or Han figures, if it is one: 30, 三十, 卅, 一一五, 二〇二六."""
    if written.isdigit() and written.isascii():
        return int(written)
    text = written.replace("廿", "二十").replace("卅", "三十")
    if "百" in text:
        return None
    if "十" not in text:
        return int("".join(str(_HAN_DIGITS[sign]) for sign in text))
    tens, _, rest = text.partition("十")
    if len(tens) > 1 or len(rest) > 1:
        return None
    return 10 * _HAN_DIGITS.get(tens, 1) + _HAN_DIGITS.get(rest, 0)
