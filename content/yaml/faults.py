"""What stopped the YAML parser -> what is wrong with the line, in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from content.files import shorten
from content.problems import Place, Problem

_WIDE_COLON = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][A-Za-z0-9_-]*) *：")
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +|(?<=- ))(?P<value>[\"'\[{].*)")
_SIGN = re.compile(r"\s*(?:- +)*(?:[\w-]+: +|(?<=- ))([*&!|>?-]) ?\S")
"""A value that begins with a sign that means something to YAML, as *ST does, or - behind a key."""


def syntax_problems(error: yaml.YAMLError, text: str, file: str, first_line: int) -> list[Problem]:
    """What is wrong with the lines at which the parser stopped; `first_line` is the line that `text` begins on."""
    mark = getattr(error, "problem_mark", None)
    index = mark.line if mark is not None else 0
    began = getattr(getattr(error, "context_mark", None), "line", index)
    # A key with a full-width colon is text to YAML, which goes on in the lines below: they are where it stops.
    rows = text.split("\n")
    first = min(index, len(rows) - 1)
    while first and _WIDE_COLON.match(rows[first - 1]):
        first -= 1
    wide = wide_colons(text, sorted({began, *range(first, index + 1)}), file, first_line)
    if wide:
        return wide
    row = rows[index] if index < len(rows) else ""
    rest = row[mark.column :] if mark is not None else ""
    for near in (index, index - 1):
        behind = _goes_on(rows[near]) if 0 <= near < len(rows) else None
        if behind is not None:
            return [_malformed_yaml(*behind, Place(file=file, line=near + first_line))]
    said, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    return [_malformed_yaml(*_explain(said, context, row, rest), Place(file=file, line=index + first_line))]


def wide_colons(text: str, numbers: Iterable[int], file: str, first_line: int) -> list[Problem]:
    """A problem for each of some rows (from 0) whose key is followed by a full-width colon."""
    rows = text.split("\n")
    found = [(number, _WIDE_COLON.match(rows[number])) for number in numbers if number < len(rows)]
    return [
        _malformed_yaml(
            f"A full-width colon stands behind the key `{shorten(match['key'])}`.",
            f"write `{shorten(match['key'])}: `, with a half-width colon and a space",
            Place(file=file, line=number + first_line),
        )
        for number, match in found
        if match is not None
    ]


def _goes_on(row: str) -> tuple[str, str] | None:
    """What and hint for a value that begins with a quotation mark or bracket and goes on behind its close."""
    found = _VALUE.match(row)
    if found is None:
        return None
    value = found["value"]
    end = _close(value)
    behind = value[end:]
    if end == 0 or not behind.strip() or behind.lstrip()[0] in "#:":
        return None
    quotes = "double" if value[0] == "'" else "single"
    what = f"The value begins with {value[0]} and goes on behind {value[end - 1]}: {shorten(value, 40)}"
    return what + ".", f"put the whole value in {quotes} quotes"


def _close(value: str) -> int:
    """The position behind the close of the quotation or bracket that a value begins with; 0 if there is none."""
    if value[0] in "\"'":
        return value.find(value[0], 1) + 1
    opened = 0
    for position, char in enumerate(value):
        opened += (char in "[{") - (char in "]}")
        if opened == 0:
            return position + 1
    return 0


def _explain(said: str, context: str, row: str, rest: str) -> tuple[str, str]:
    """What and hint for the parser's complaint. Its own words are for programmers and are not passed on."""
    if "\t" in row[: len(row) - len(row.lstrip())] or rest.startswith("\t"):
        return "The line is indented with a tab.", "indent with spaces"
    if "mapping values" in said:
        return "A colon stands where no key can be.", "check the indent, or put the text into quotes"
    if rest[:1] in ("@", "`", "%"):
        return f"A plain value can't begin with {rest[:1]}.", "put the text into quotes"
    sign = _SIGN.match(row)
    if sign is not None:
        return f"A plain value can't begin with {sign[1]}.", "put the text into quotes"
    if "quoted scalar" in context and "end of stream" in said:
        return "A quotation mark is not closed.", "close the quotation mark"
    if "escape" in said:
        return "A backslash in double quotes is no known escape.", "write \\\\, or use single quotes"
    if "flow" in context:
        return "A list or mapping in brackets is not closed.", "check its commas and its end"
    if "expected ':'" in said:
        what = "The line, or the one before it, is neither a key with a colon nor an entry of a list."
        return what, "write `key: value`, or indent the line if it goes on from the one above"
    hint = "check the indent, the colons and the quotation marks of this line and the one before"
    return "The file can't be read as YAML from this line on.", hint


def _malformed_yaml(what: str, hint: str, where: Place) -> Problem:
    return Problem("malformed-yaml", "refused", what, where, hint)
