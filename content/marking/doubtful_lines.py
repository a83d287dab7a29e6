"""The lines of one paragraph or quotation as they stand in the copy -> a warning where they may be meant otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.files import shorten
from content.marking.inlines import Findings
from content.marking.pasted import SourceLine, why_apart

_QUOTED = re.compile(r"(?:> ?)+")

Rows = Sequence[tuple[int, SourceLine]]
"""Lines, each with its number in the file."""


def doubt_quotation(rows: Rows, findings: Findings) -> None:
    """Tells what may be no quotation: a > that has no blank behind it, and lines without one."""
    for number, row in rows:
        text = row.text.strip()
        if text and not text.startswith(">"):
            what = f"Line {number} has no > and goes on in the quotation before it."
            hint = "put an empty line before it if the quotation has ended, or write > before it"
            findings.add_problem("doubtful-paragraph", "warning", what, number, hint)
            break
    for number, row in rows[:1]:
        text = row.text.strip()
        if re.match(r">(?![> \u3000]|\Z)", text):
            what = f"“{shorten(text, 20)}” is set as a quotation, and its > is not printed."
            hint = r"write \> to print it, or > and a space"
            findings.add_problem("read-as-mark", "warning", what, number, hint)


def doubt_paragraph(rows: Rows, quoted: bool, findings: Findings) -> None:
    """Tells lines that may be more than one paragraph, and a line that may be a subhead."""
    texts = [_QUOTED.sub("", row.text.strip()) if quoted else row.text.strip() for _, row in rows]
    why = None if any(text.endswith("\\") for text in texts) else why_apart(texts)
    if why is not None:
        what = f"Lines {rows[0][0]} to {rows[-1][0]} are one paragraph, and they {why}."
        hint = (
            "put an empty line, or an indent, where a paragraph begins, or \\ at the end of a line of verse"
        )
    elif rows and rows[0][1].apart:
        what = (
            f"“{shorten(texts[0], 20)}” has no indent, and the paragraphs round it have; it is a paragraph."
        )
        hint = "write ## before it if it is a subhead, or join it to its paragraph"
    else:
        return
    findings.add_problem("doubtful-paragraph", "warning", what, rows[0][0], hint)
