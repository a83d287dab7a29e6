"""Breaches of rules on one page -> findings: many that are one in kind become one, with their number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from content.pdf.geometry import common
from content.pdf.limited import working_at
from layout.preflight.content.marks import (
    ContentNote,
    FilledPath,
    PageMarks,
    PaintedObject,
    PaintedShading,
    PaintedText,
    PlacedImage,
    StrokedPath,
)
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightCheck, PreflightRule

OF_CONTENT: Final = "content and fonts"
"""What checks of pages look at, as messages call it."""
QUOTED: Final = 16
"""Characters of a text that name it."""
LONGEST: Final = 400
"""Characters of a sentence: a file may give names of thousands."""
MOST_KINDS: Final = 12
"""Findings of one rule and one severity in one story: a drawing can have a thousand widths of lines."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One place at which a page breaks a rule.

    `what` is a sentence without its place; breaches of one rule with the same `what` in one story are one finding.
    `mark` is what breaks it, or the note that says so. `objects` are the numbers of the objects at fault where the
    check of the file's objects may find them too. Where one cause makes many breaches `across` the page they are one
    finding whatever their stories.
    """

    rule: PreflightRule
    what: str
    hint: str
    mark: PaintedObject | ContentNote
    objects: tuple[int, ...] = ()
    across: bool = False


def breach_of_note(note: ContentNote, rule: PreflightRule, hint: str) -> Breach:
    """What a note says as a breach of a rule."""
    return Breach(rule, note.what, hint, note, (note.number,) if note.number else ())


def page_check(find: Callable[[PageMarks, Plant], Iterable[Breach]]) -> PreflightCheck:
    """Make a check of a function that is given one page after the other, and a plant of the level that is asked."""
    return PreflightCheck(
        OF_CONTENT, lambda file: fold_pages(file, lambda page: find(page, file.plant_of_level))
    )


def fold_pages(file: ExaminedFile, find: Callable[[PageMarks], Iterable[Breach]]) -> Iterator[Finding]:
    """The findings of all pages, of the breaches that `find` yields of each."""
    for page in file.pages:
        working_at(f"page {page.index + 1}")
        yield from fold(page, find(page))


def fold(page: PageMarks, breaches: Iterable[Breach]) -> Iterator[Finding]:
    """The findings of a page, in the order of their first places. A finding has the place of its first breach.

    Of one rule in one story there are at most `MOST_KINDS`; the last one counts all further breaches.
    """
    kinds: dict[_Group, dict[str, list[Breach]]] = {}
    groups: list[list[Breach]] = []
    for breach in breaches:
        story = None if breach.across else _story(page, breach)
        alike = kinds.setdefault((breach.rule, story), {})
        # When there are too many kinds, all further breaches are of the last one.
        kind = breach.what if breach.what in alike or len(alike) < MOST_KINDS - 1 else _FURTHER
        if kind not in alike:
            alike[kind] = []
            groups.append(alike[kind])
        alike[kind].append(breach)
    return (_finding(page, group) for group in groups)


_Group = tuple[PreflightRule, str | None]
"""A rule in one severity, and a story."""

_FURTHER = ""


def _finding(page: PageMarks, group: list[Breach]) -> Finding:
    first, mark = group[0], group[0].mark
    story = _story(page, first)
    if isinstance(mark, ContentNote):
        box, thing = mark.box, mark.thing
    else:
        # It is looked for where it is seen on the media, else at all of it.
        box, thing = common(mark.seen or mark.box, page.sheet.media) or mark.box, thing_of(mark)
    alike = sum(breach.what == first.what for breach in group)
    more = len(group) - alike
    counted = [f"{alike} places"] * (alike > 1) + [f"and {more} more like it"] * (more > 0)
    return Finding(
        rule=first.rule.id,
        severity=first.rule.severity,
        what=_plain(f"{first.what} ({', '.join(counted)})" if counted else first.what),
        hint=first.hint,
        thing=_plain(thing),
        page=page.index + 1,
        place=None if box is None else page.sheet.millimetres(box),
        story=None if story is None else _plain(story),
        objects=frozenset(number for breach in group for number in breach.objects),
    )


def _plain(text: str) -> str:
    """Text of the file as a report can take it: without signs that steer a terminal or turn a line around."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:LONGEST])


def _story(page: PageMarks, breach: Breach) -> str | None:
    owner = breach.mark.owner
    return None if owner is None else page.stories.get(owner)


def thing_of(mark: PaintedObject) -> str:
    """`text “…”`, `picture P1 in form X1`, `line`."""
    inside = f" in {mark.inside[-1]}" if mark.inside else ""
    match mark:
        case PaintedText():
            text = " ".join(mark.text.split())
            shown = text if len(text) <= QUOTED else f"{text[:QUOTED]}…"
            # Codes that say nothing to a reader: how many there are is all that is known.
            named = (
                f"text “{shown}”" if shown else f"text of {len(mark.codes)} characters in {mark.font.label}"
            )
        case PlacedImage():
            named = f"picture {mark.name}" if mark.name else "inline picture"
        case PaintedShading():
            named = f"shading {mark.name}"
        case FilledPath():
            named = "filled shape"
        case StrokedPath():
            named = "line"
        case _:
            assert_never(mark)
    return named + inside
