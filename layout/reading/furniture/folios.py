"""An edition whose fields are written out -> dates, weekdays and pages in its folios that are not the edition's."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from content.problems import Place, Problem
from content.reading import Read
from layout.plan.blocks import Block, FolioBlock, ImprintBlock, PanelBlock
from layout.plan.blocks.base import OwnWords
from layout.plan.edition import EditionModel, PlannedBlock, blocks_of, number_of, section_of
from layout.plan.fields import FIELD
from layout.plan.paper import Paper
from layout.reading.furniture.datewords import find_date_words, write_date
from layout.reading.furniture.founddates import find_dates, find_eras, find_weekdays

_HAN: Final = "〇一二三四五六七八九十"
_NAME: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<letters>[A-Z]{1,2})[- ]?(?P<number>[0-9]{1,3})(?![A-Za-z0-9./-])"
)
_NUMBERED: Final = re.compile(
    rf"(?:(?:第|^)\s*(?P<han>[{_HAN}]{{1,3}}|[0-9]{{1,3}})|(?<![0-9A-Za-z.,/-])(?P<plain>[0-9]{{1,3}}))\s*[版面면頁页]"
    r"|\b(?:[Pp]age|PAGE|[Pp]\.|[Pp]g\.|[Ss]eite|[Pp]agina|[Pp]ágina)\s*(?P<western>[0-9]{1,3})\b"
    r"|^\W*(?P<alone>[0-9]{1,3})\W*$"
)
_COUNTS: Final = (
    "共",
    "今日",
    "今天",
    "本期",
    "本报",
    "本報",
    "总",
    "總",
    "全",
    "計",
    "计",
    "开",
    "開",
    "총",
    "전",
)
"""What stands before a number of pages, which is no page's number."""

_LETTER: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A page that a folio says it is of: as it stands there, its letters if it has any, and its number."""

    text: str
    letters: str | None
    number: int


def wrong_folios(read: Read[EditionModel], paper: Paper) -> Iterator[Problem]:
    """Dates, weekdays and pages of folios that are not the edition's, and dates of nameplates, ears and imprints."""
    for at in blocks_of(read):
        if not isinstance(at.block, FolioBlock | PanelBlock | ImprintBlock):
            continue
        if isinstance(at.block, PanelBlock) and not at.block.is_furniture:
            continue  # a label or motto may speak of any day
        words = [own for own in at.block.own_words if own.text]
        for own in words:
            yield from _wrong_dates(at, own, read.value, paper)
        if isinstance(at.block, FolioBlock):
            yield from _wrong_page(at, words, read.value, paper)


def _wrong_dates(
    at: PlannedBlock[Block], own: OwnWords, model: EditionModel, paper: Paper
) -> Iterator[Problem]:
    """The first date, era and weekday of a text that are not the issue's, where none in it is."""
    text, day = own.text.replace(paper.name, " "), model.date
    dates, eras, weekdays = find_dates(text, day), find_eras(text), find_weekdays(text)
    if not isinstance(at.block, FolioBlock) and not _is_dateline(text, day):
        return
    words = find_date_words(paper.lang, paper.dates)
    right = write_date(day, words, "arabic") if words else {"date": day.isoformat(), "weekday": f"{day:%A}"}
    hint = "write {date} and {weekday} for the issue's, or mend the edition's date"
    if dates and not any(date.may_be(day) for date in dates):
        what = f"“{dates[0].text}” is not the edition's date, {right['date']}."
        yield Problem("wrong-date", "press", what, at.place(*own.path), hint)
    elif eras and all(year != day.year for _, year in eras):
        what = f"“{eras[0][0]}” is not the edition's year, {day.year}."
        yield Problem("wrong-date", "press", what, at.place(*own.path), hint)
    if weekdays and all(found.weekday != day.weekday() for found in weekdays):
        what = f"“{weekdays[0].text}” is not the edition's weekday, {right['weekday']}."
        yield Problem("wrong-date", "press", what, at.place(*own.path), hint)


def _is_dateline(text: str, issued: datetime.date) -> bool:
    """Whether a line of a panel is the issue's: a date with its weekday, or either of them and no word beside."""
    found = [date.text for date in find_dates(text, issued)]
    weekdays = [weekday.text for weekday in find_weekdays(text)]
    if found and weekdays:
        return True
    rest = unicodedata.normalize("NFKC", text)
    for part in (*found, *weekdays):
        rest = rest.replace(part, "")
    return bool(found or weekdays) and not _LETTER.search(rest)


def _wrong_page(
    at: PlannedBlock[Block], words: list[OwnWords], model: EditionModel, paper: Paper
) -> Iterator[Problem]:
    """The first page that a folio names, where it does not name its own. What looks like a page's name, and is none of
    the edition's, may be a word.
    """
    names = {name for page in model.pages if (name := _name_of(page.name))}
    own_name, own_number = _name_of(at.page.name), number_of(at.page.name)
    claims = [(own, claim) for own in words for claim in _claims(own.text.replace(paper.name, " "))]
    shaped = [
        (own, claim)
        for own, claim in claims
        if claim.letters is None
        or (claim.letters, claim.number) in names
        or _is_shaped_as(claim.text, at.page.name)
    ]
    right = {own_number, at.page_number + 1} if own_number is not None else {at.page_number + 1}
    if not shaped or any(
        claim.number in right if claim.letters is None else (claim.letters, claim.number) == own_name
        for _, claim in shaped
    ):
        return
    own, claim = shaped[0]
    what = f"The folio says “{claim.text}”, and stands on page {at.page.name}."
    hint = "write {page}, or {number}, for the page's own"
    sure = claim.letters is None or (claim.letters, claim.number) in names
    yield Problem("wrong-page", "press" if sure else "warning", what, at.place(*own.path), hint)


def _claims(line: str) -> Iterator[_Claim]:
    """The pages that a text names: B07, 第七版, 7면, page 7, or a number alone."""
    text = unicodedata.normalize("NFKC", line)
    for match in _NAME.finditer(text):
        yield _Claim(match[0], match["letters"], int(match["number"]))
    for match in _NUMBERED.finditer(text):
        written = match["han"] or match["plain"] or match["western"] or match["alone"]
        if text[: match.start()].rstrip().endswith(_COUNTS):
            continue
        yield _Claim(match[0].strip(), None, int(written) if written.isascii() else _han_number(written))


def _han_number(written: str) -> int:
    tens, ten, rest = written.partition("十")
    if not ten:
        return int("".join(str(_HAN.index(sign)) for sign in written))
    return 10 * (_HAN.index(tens) if tens else 1) + (_HAN.index(rest) if len(rest) == 1 else 0)


def _name_of(page: str) -> tuple[str, int] | None:
    """The letters and the number of a page's name that has both."""
    letters, number = section_of(page), number_of(page)
    return None if letters is None or number is None else (letters.upper(), number)


def _is_shaped_as(claim: str, page: str) -> bool:
    """Whether a word has as many letters and as many figures as a page's name: B07 and A01."""
    return re.sub("[A-Z]", "A", re.sub("[0-9]", "0", claim)) == re.sub(
        "[A-Z]", "A", re.sub("[0-9]", "0", page.upper())
    )


def missing_imprint(read: Read[EditionModel], paper: Paper) -> Iterator[Problem]:
    """An imprint that the paper wants on page one, where none is there: no block of it, nor its words elsewhere. `read`
    has its fields written out.
    """
    if not paper.imprint.required or not read.value.pages:
        return
    here = [at for at in blocks_of(read) if at.page_number == 0]
    if any(isinstance(at.block, ImprintBlock) for at in here):
        return
    said = "".join(own.text for at in here for own in at.block.own_words)
    wanted = [part for line in paper.imprint.text for part in _fixed_parts(line)]
    if wanted and all(part in "".join(said.split()).replace("\\", "") for part in wanted):
        return
    page = read.value.pages[0]
    what = f"Page {page.name} has no imprint, which the paper wants on its first page."
    hint = "give it a block of `kind: imprint`, or write {imprint} in its folio or an ear"
    line = read.line_of(("pages", 0, "name"))
    yield Problem("no-imprint", "press", what, Place(read.file, line, "name", page=page.name), hint)


def _fixed_parts(line: str) -> list[str]:
    """What of an imprint's line is the same in each issue, without spaces."""
    return [part for piece in FIELD.sub("\0", line).split("\0") if (part := "".join(piece.split()))]
