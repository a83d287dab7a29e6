"""A run of raw text -> the same with the full-width marks that a paper prints, each change recorded."""

from __future__ import annotations

from content.characters.half_width import find_beside_chinese, full_width_marks
from content.importing.traced import Record, Traced


def widen(run: Traced, record: Record) -> Traced:
    """The run with its half-width stops and brackets made full-width where they stand in Chinese.

    Half-width marks that touch Han and stay are named as doubtful.
    """
    marks = full_width_marks(run.text)
    for at, mark in marks.items():
        record.change("full-width", run.at[at], run.text[at], mark)
    wide = Traced("".join(marks.get(at, char) for at, char in enumerate(run.text)), run.at)
    for at in find_beside_chinese(wide.text):
        shown = wide.text[max(0, at - 4) : at + 5]
        record.doubt("half-width", run.at[at], shown, f"The half-width {wide.text[at]} was left as it is.")
    return wide
