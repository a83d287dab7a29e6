"""A day and a language -> the day in words: its date, weekday, month and era, in Arabic or Han figures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from layout.plan.dates import DatesModel, Figures
from layout.plan.fields import FIELD


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes a date: its pattern, its seven weekdays from Monday on, its months."""

    date: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


def _words(date: str, weekdays: str, months: str) -> DateWords:
    return DateWords(date, tuple(weekdays.split()), tuple(months.split()))


_HAN_MONTHS: Final = "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"
_ZH: Final = _words(
    "{year}年{month}月{day}日", "星期一 星期二 星期三 星期四 星期五 星期六 星期日", _HAN_MONTHS
)
_EN: Final = _words(
    "{day} {month_name} {year}",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "January February March April May June July August September October November December",
)

DATE_WORDS: Final[Mapping[str, DateWords]] = {
    "zh": _ZH,
    "ja": _words("{year}年{month}月{day}日", "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日", _HAN_MONTHS),
    "ko": _words(
        "{year}년 {month}월 {day}일",
        "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
        "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
    ),
    "en": _EN,
    "en-US": DateWords("{month_name} {day}, {year}", _EN.weekdays, _EN.months),
    "de": _words(
        "{day}. {month_name} {year}",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": _words(
        "{day} {month_name} {year}",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": _words(
        "{day} de {month_name} de {year}",
        "lunes martes miércoles jueves viernes sábado domingo",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "it": _words(
        "{day} {month_name} {year}",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "pt": _words(
        "{day} de {month_name} de {year}",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "nl": _words(
        "{day} {month_name} {year}",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
}
"""The usual spelling of dates, by language (CLDR: the long date)."""

ERAS: Final = (
    ("令和", datetime.date(2019, 5, 1)),
    ("平成", datetime.date(1989, 1, 8)),
    ("昭和", datetime.date(1926, 12, 25)),
    ("大正", datetime.date(1912, 7, 30)),
    ("明治", datetime.date(1868, 10, 23)),
)
"""The Japanese eras (元号) and their first days, the last one first."""

REPUBLIC: Final = 1911
"""The year before the first of the Chinese Republic (民國)."""

_HAN_DIGITS: Final = "〇一二三四五六七八九"


def find_date_words(lang: str, model: DatesModel) -> DateWords | None:
    """How a paper writes dates: as it says itself, else as its language does. None for a language that the program
    does not know, where the paper says not all of it.
    """
    tag = lang
    while tag and tag not in DATE_WORDS:
        tag = tag.rpartition("-")[0]
    known = DATE_WORDS.get(tag)
    date = model.date or (known.date if known else None)
    weekdays = model.weekdays or (known.weekdays if known else None)
    months = model.months or (known.months if known else None)
    return DateWords(date, weekdays, months) if date and weekdays and months else None


def write_date(day: datetime.date, words: DateWords, figures: Figures) -> dict[str, str]:
    """The fields of a date: `date`, `weekday`, `year`, `month`, `day` and `month_name`."""
    parts = {
        "year": write_year(day.year, figures),
        "month": write_number(day.month, figures),
        "day": write_number(day.day, figures),
        "month_name": words.months[day.month - 1],
        "weekday": words.weekdays[day.weekday()],
    }
    return {**parts, "date": FIELD.sub(lambda match: _part(match[0], match[1], parts), words.date)}


def _part(written: str, name: str | None, parts: Mapping[str, str]) -> str:
    return written[0] if name is None else parts[name]


def write_era(day: datetime.date, lang: str, figures: Figures) -> str | None:
    """The year of the era that a day is in: 令和8年, 中華民國115年. None in other languages, or before one."""
    if lang.startswith("ja"):
        name, first = next(((name, first) for name, first in ERAS if day >= first), ("", day))
        year = day.year - first.year + 1
        if not name:
            return None
        return f"{name}{'元' if year == 1 else write_number(year, figures)}年"
    if lang.startswith(("zh-Hant", "zh-TW")) and day.year > REPUBLIC:
        return f"中華民國{write_number(day.year - REPUBLIC, figures)}年"
    return None


def write_year(year: int, figures: Figures) -> str:
    """2026, or 二〇二六."""
    return str(year) if figures == "arabic" else _digit_by_digit(year)


def write_number(number: int, figures: Figures) -> str:
    """30, or 三十; from a hundred on Han figures stand one by one, as on clocks and pages: 一一五."""
    if figures == "arabic":
        return str(number)
    if not 1 <= number < 100:
        return _digit_by_digit(number)
    tens, rest = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_HAN_DIGITS[tens]}十"
    return ten + (_HAN_DIGITS[rest] if rest else "")


def _digit_by_digit(number: int) -> str:
    return "".join(_HAN_DIGITS[int(digit)] for digit in str(number))
