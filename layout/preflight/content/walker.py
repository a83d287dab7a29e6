"""A page of a PDF -> all that it paints, as marks: an interpreter of content streams (ISO 32000-1 annex A).

It never raises over a file: what is wrong in it becomes a note and is passed over.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, Final

import pikepdf

from content.pdf.limited import working_at
from content.pdf.streams import USUAL_STREAM, Undecoded, decode_stream
from content.pdf.trees import inherited_entry
from content.pdf.values import UNREADABLE, elements, entry, identity, number, operator_of, whole
from layout.preflight.content import painting, placing, textobject
from layout.preflight.content.marks import PageMarks
from layout.preflight.content.walk import Known, Walk, is_too_much
from layout.preflight.pageboxes import page_boxes
from layout.preflight.tags.stories import Owner, Stories

NUMERIC: Final = painting.NUMERIC | textobject.NUMERIC | placing.NUMERIC
MIXED: Final = painting.MIXED | textobject.MIXED | placing.MIXED

REMEMBERED: Final = 20_000
"""Operators of a form that is kept for when it is placed again."""


def walk_page(
    page: pikepdf.Page, index: int = 0, known: Known | None = None, stories: Stories | None = None
) -> PageMarks:
    """All that a page paints, in the order of painting. `index` is the page's, from 0.

    `known` is what was read of the file already, and how much more of it may be looked through; `stories` are those of
    its structure tree. Both serve the pages of one file.
    """
    working_at(f"page {index + 1}")
    holder = page.obj
    sheet = page_boxes(holder)
    known = known or Known()
    walk = Walk(known, sheet.start, _run_stream)
    walk.resources = inherited_entry(holder, "/Resources")
    walk.holder = identity(holder)
    parents = entry(holder, "/StructParents")
    walk.parents = None if parents is None else whole(parents, -1)
    placing.note_defaults(walk, walk.resources)
    before = walk.left
    _execute(walk, _parse(walk, _read_content(walk, entry(holder, "/Contents"))))
    known.left -= before - walk.left
    placing.note_group(walk, "page", holder, walk.marks)
    marks, notes = tuple(walk.marks), tuple(walk.notes.values())
    titles: dict[Owner, str] = {}
    if stories is not None:
        found = {mark.owner for mark in marks} | {note.owner for note in notes}
        owners = sorted(owner for owner in found if owner is not None)
        titles = {owner: story for owner in owners if (story := stories.story(owner))}
    return PageMarks(index, sheet, marks, tuple(walk.masks), notes, titles)


def _read_content(walk: Walk, contents: Any) -> bytes:
    """The page's content, the parts of it joined as lines (ISO 32000-1 7.8.2)."""
    parts = [contents] if isinstance(contents, pikepdf.Stream) else elements(contents)[:10_000]
    found: list[bytes] = []
    room = USUAL_STREAM
    for part in parts:
        try:
            found.append(decode_stream(part, room))
        except Undecoded as undecoded:
            walk.note("damaged", f"the page's content can't be looked through: it {undecoded.why}", "page")
        else:
            room -= len(found[-1])
    return b"\n".join(found)


def _run_stream(walk: Walk, stream: Any) -> None:
    """Look through the operators of a form, a pattern, a glyph."""
    number = identity(stream)
    instructions = walk.known.instructions.get(number) if number[0] else None
    if instructions is None:
        try:
            data = decode_stream(stream)
        except Undecoded as undecoded:
            called = walk.inside[-1]
            walk.note("damaged", f"{called} can't be looked through: it {undecoded.why}", called)
            return
        instructions = _parse(walk, data)
        if number[0] and len(instructions) <= REMEMBERED and len(walk.known.instructions) < 100:
            walk.known.instructions[number] = instructions
    _execute(walk, instructions)


def _parse(walk: Walk, data: bytes) -> Sequence[Any]:
    """The instructions of content, as far as it can be read."""
    if is_too_much(data, walk.left):
        walk.note_here("too-much", "there is too much content to be looked through")
        return ()
    try:
        # A file of its own takes the warnings, and whatever the content says of objects.
        with pikepdf.new() as scratch, warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            instructions = pikepdf.parse_content_stream(pikepdf.Stream(scratch, data))
            complaints = len(scratch.get_warnings()) + len(warned)
    except UNREADABLE:
        walk.note_here("damaged", "the content can't be read")
        return ()
    if complaints:
        times = "once" if complaints == 1 else f"{complaints} times"
        walk.note_here("damaged", f"the content breaks the rules of PDF's syntax {times}")
    return instructions


def _execute(walk: Walk, instructions: Sequence[Any]) -> None:
    for instruction in instructions:
        if walk.left <= 0:
            walk.note("too-much", "there are too many operators on the page: the rest was not looked at")
            return
        walk.left -= 1
        operator = operator_of(instruction)
        try:
            operands = list(instruction.operands)
        except UNREADABLE:
            # Of an inline image these are its dictionary.
            walk.note_here("damaged", f"the operands of {operator} can't be read")
            continue
        try:
            _carry_out(walk, operator, operands)
        except UNREADABLE:
            walk.note_here("damaged", f"what {operator} names can't be read")
    _note_unended(walk)


def _carry_out(walk: Walk, operator: str, operands: list[Any]) -> None:
    if (numeric := NUMERIC.get(operator)) is not None:
        wanted, does = numeric
        values = [value for operand in operands if (value := number(operand)) is not None]
        if len(operands) != wanted:
            walk.note_here("bad-operand", f"{operator} has {len(operands)} operands and not {wanted}")
        elif len(values) != wanted:
            walk.note_here("bad-operand", f"{operator} has an operand that is no number")
        else:
            does(walk, values)
    elif (mixed := MIXED.get(operator)) is not None:
        mixed(walk, operands)
    elif not walk.compatible:
        walk.note_here("bad-operator", f"{operator[:20]!r} is no operator of PDF")


def _note_unended(walk: Walk) -> None:
    """Note what content has begun and not ended."""
    if walk.stack:
        walk.note_here(
            "unbalanced", f"{len(walk.stack)} saved graphics states are not restored (q without Q)"
        )
    if walk.in_text:
        walk.note_here("unbalanced", "a text object is not ended (BT without ET)")
    if walk.owners:
        walk.note_here("unbalanced", f"{len(walk.owners)} marks are not ended (BDC without EMC)")
    if walk.compatible:
        walk.note_here("unbalanced", "a compatibility section is not ended (BX without EX)")


def walk_pages(pdf: pikepdf.Pdf) -> tuple[PageMarks, ...]:
    """What the pages paint. What is common to them is read once.

    The file has to stay open as long as the marks are used: they read a font's text when it is asked for. Never raises
    over what is in the file.
    """
    known, stories = Known(), Stories(pdf)
    try:
        pages = list(pdf.pages)
    except UNREADABLE:
        # No page can be told from another: the check of the file itself says so.
        return ()
    return tuple(walk_page(page, index, known, stories) for index, page in enumerate(pages))
