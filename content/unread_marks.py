"""A field of plain text -> a warning where it holds a mark that is read in a story's body alone."""

from __future__ import annotations

import re
from dataclasses import replace

from content.problems import Place, Problem

_MARKS = re.compile(
    r"\{[^{}|]+\|[^{}]+\}"  # ruby
    r"|\[[^\[\]]+\]\{\s*\.\w+\s*\}"  # a name, title, …
    r"|\*\*[^*\s](?:[^*]*[^*\s])?\*\*"  # strong
)


def unread_mark(text: str, where: Place) -> list[Problem]:
    """One warning for a field that is set as it is written, with the first such mark in it."""
    found = _MARKS.search(text)
    if found is None:
        return []
    what = f"“{found.group()[:20]}” is printed as it is written: this text has no marks."
    hint = "take the marks away; ruby, names and strong text stand in a story's body alone"
    return [Problem("stray-mark", "warning", what, replace(where, character=found.start()), hint)]
