r"""A text of one line (of a head, a caption, a label) as it is written -> its runs, marked as in a story's body.

It has ruby, names and titles, tate-chu-yoko, notes, strong and emphasised text, and a `\` before a sign that is
printed. What else Markdown knows (links, code, tags, entities) is printed as it is written and holds the press.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.marking.body import Text
from content.marking.inline_rules import line_parser
from content.marking.inlines import Findings, read_inlines
from content.marking.unread_marks import find_foreign_mark
from content.problems import Place, Problem

_SIGNS = re.compile(r"[*_\[{^`\\~&<]")
_IN_LINES = frozenset(("", "name", "title", "tcy", "warichu", "note", "super", "sub"))
"""The marks of runs that a line may have; others belong to whole paragraphs."""


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A text of one line, read: its runs, and what is wrong with its marks, without a place."""

    runs: tuple[Text, ...]
    faults: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The text alone, without marks and ruby."""
        return plain_of(self.runs)

    @property
    def inlines(self) -> tuple[Text, ...]:
        """Its runs where it has marks, else none."""
        return self.runs if any(run != Text(run.text) for run in self.runs) else ()


def read_line(written: str) -> WrittenLine:
    """Reads a text of one line. Most have no sign of a mark, and are taken as they are."""
    if not _SIGNS.search(written):
        return WrittenLine((Text(written),) if written else ())
    findings = Findings("")
    [line] = line_parser().parseInline(written)
    runs = read_inlines(line.children or [], 1, "", findings)
    # No entity is read here, so none brings in what can't be printed.
    faults = [problem for problem in findings.problems if problem.id != "forbidden-character"]
    faults += find_foreign_mark(written, plain_of(runs))
    for mark in sorted({run.mark for run in runs} - _IN_LINES):
        hint = "take it away, or write it in a story's body"
        faults.append(Problem("bad-mark", "refused", f"A text of one line has no .{mark}.", Place(), hint))
    return WrittenLine(runs, tuple(replace(problem, where=Place()) for problem in faults))


def plain_of(runs: Sequence[Text]) -> str:
    """The text of runs, without marks and ruby."""
    return "".join(run.text for run in runs)
