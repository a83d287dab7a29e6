"""A pattern for the names of press files -> the name of one: `{paper}{date:%Y%m%d}{section}{page:02}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Final

from pydantic_core import PydanticCustomError

FIELDS: Final = ("paper", "edition", "date", "section", "page", "name")
_OF_A_PAGE: Final = frozenset({"section", "page", "name"})

_DATE: Final = re.compile(r"(?:%[Ymdyj]|[A-Za-z0-9_\-])*")
_LITERAL: Final = re.compile(r"[A-Za-z0-9_\-]*")
_NUMBER: Final = re.compile(r"0?[1-9]?")
_PAGE_NAME: Final = re.compile(r"(?P<section>.*?)(?P<page>[0-9]*)$")
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\s]')
"""What no file may be called by on one system or another, and blanks."""

_DEVICES: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{at}" for port in ("COM", "LPT") for at in range(1, 10))}
)
"""Names that one system keeps for its devices."""

LONGEST: Final = 200
"""Bytes of a file's name, its ending left out: most disks hold 255."""


@dataclass(frozen=True, slots=True)
class Named:
    """What names a press file: the paper's code, the edition's folder and day; and the page, if it is one's."""

    paper: str
    edition: str
    day: date
    page: str | None = None
    number: int = 0


def is_pattern(text: str) -> str:
    """The same text, if it is a pattern. Raises PydanticCustomError, which says what is wrong with it."""
    what = _fault_of(text)
    if what is not None:
        hint = f"write it of letters, - and _, and of {', '.join(f'{{{field}}}' for field in FIELDS)}"
        raise PydanticCustomError("bad_pattern", what.replace("{", "(").replace("}", ")"), {"hint": hint})
    return text


def is_edition_pattern(text: str) -> str:
    """The same text, if it is a pattern that names nothing of a page. Raises PydanticCustomError."""
    of_a_page = sorted(fields_of(is_pattern(text)) & _OF_A_PAGE)
    if of_a_page:
        what = f"The edition's file is no page's: there is no field ({of_a_page[0]}) for it"
        raise PydanticCustomError("bad_pattern", what, {"hint": "name it by paper, edition and date"})
    return text


def _fault_of(text: str) -> str | None:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return "A brace is not closed, or never opened"
    for literal, field, spec, conversion in parts:
        if not _LITERAL.fullmatch(literal):
            return f"A file's name can't hold {literal!r}"
        if field is None:
            continue
        if field not in FIELDS or conversion is not None:
            return f"There is no field {{{field}{f'!{conversion}' if conversion else ''}}} here"
        form = {"date": _DATE, "page": _NUMBER}.get(field)
        if spec and (form is None or not form.fullmatch(spec)):
            return f"The field {{{field}}} can't be written as {spec!r}"
    return None if parts else "A file must have a name"


def fields_of(pattern: str) -> frozenset[str]:
    """The fields that a pattern names."""
    return frozenset(field for _, field, _, _ in Formatter().parse(pattern) if field)


def file_name(pattern: str, named: Named) -> str:
    """The name of a file, without its ending. Marks that a system can't have in names become `-`.

    `section` is what stands before the digits at the end of the page's name (`A` of A01), `page` is these digits as a
    number; a page whose name has none is numbered by its place in the edition.
    """
    match = _PAGE_NAME.match(named.page or "")
    section, digits = (match["section"], match["page"]) if match else ("", "")
    values = {
        "paper": named.paper,
        "edition": named.edition,
        "section": section,
        "name": named.page or "",
    }
    out = []
    for literal, field, spec, _ in Formatter().parse(pattern):
        out.append(literal)
        if field == "date":
            out.append(named.day.strftime(spec or "%Y-%m-%d"))
        elif field == "page":
            out.append(format(int(digits) if digits else named.number, spec or ""))
        elif field is not None:
            out.append(_FORBIDDEN.sub("-", values[field]))
    name = "".join(out).strip("-.") or "page"
    if name.partition(".")[0].upper() in _DEVICES:
        name = f"{name}_"
    return name.encode()[:LONGEST].decode(errors="ignore")
