"""Fields in the words of folios, panels and imprints: which there are, and how they are written."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from layout.plan.style import Printed

LINE_FIELDS: Final = (
    *("date", "weekday", "year", "month", "day", "month_name", "era", "lunar"),
    *("page", "number", "pages", "section", "paper", "issue", "imprint"),
)
"""What may be asked of the issue and its page in braces: `{date}`."""

DATE_FIELDS: Final = ("year", "month", "day", "month_name", "weekday")
"""What a date may be written with."""

FIELD: Final = re.compile(r"\{\{|\}\}|\{(\w+)\}")
"""A field, or a brace that is printed, which is written twice."""


def fields_in(text: str) -> list[str]:
    """The names in single braces, in order."""
    return [match[1] for match in FIELD.finditer(text) if match[1]]


def without_fields(text: str) -> str:
    """A text as it may be printed, with a figure for each of its fields, and no brace that is printed."""
    return FIELD.sub(lambda match: "0" if match[1] else "", text)


def _names_fields(text: str) -> str:
    """The same text, if what it has in braces are fields. A ruby has more than a name in its braces."""
    return _known(text, LINE_FIELDS, "a page's")


def _names_parts_of_a_date(text: str) -> str:
    return _known(text, DATE_FIELDS, "a date's")


def _known(text: str, known: tuple[str, ...], whose: str) -> str:
    wrong = next((name for name in fields_in(text) if name not in known), None)
    if wrong is not None:
        fields = ", ".join("{" + name + "}" for name in known)
        message = "“{field}” is none of {whose} fields"
        hint = f"the fields are {fields}; a brace that is printed is written twice"
        raise PydanticCustomError(
            "unknown_field", message, {"field": "{" + wrong + "}", "whose": whose, "hint": hint}
        )
    return text


FieldText = Annotated[Printed, AfterValidator(_names_fields)]
"""Text that is printed, with fields in it."""

DateText = Annotated[str, AfterValidator(_names_parts_of_a_date)]
"""How a date is written, by its fields."""
