"""A Scene -> what of its copy is neither on a page nor named as overset: nothing, or a fault of the program.

Every story's text must be tiled by the spans of set lines and of overset reports, with no gap, and the glyphs
of each line must read as its span does. Copy that the scene has several times (the short head of each further part of
a story, 转版) must stand whole in as many blocks. What the copy has beside its text (ruby, dots, lines drawn along it)
must stand with the line that has the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from unicodedata import category

from content.problems import Place, Problem
from layout.scene import Beside, Line, Scene, Span

_INKLESS = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""Unicode's general categories of controls, format characters and separators. Private characters are copy."""


def lost_copy(scene: Scene) -> tuple[Problem, ...]:
    """A problem for each stretch of copy that is lost, printed twice, or printed other than it was written."""
    return tuple(_find_lost(scene))


def _find_lost(scene: Scene) -> Iterator[Problem]:
    copy = {(text.story, text.part): text for text in scene.copy}
    times = Counter((text.story, text.part) for text in scene.copy)
    spans: dict[tuple[str, str], dict[int, list[Span]]] = {key: {} for key in copy}
    for block, span, line in _spans(scene):
        known = spans.get((span.story, span.part))
        if known is None:
            yield _lost_problem(span, "is on a page and in no story")
            continue
        known.setdefault(block if times[span.story, span.part] > 1 else 0, []).append(span)
        if line is not None:
            whole = copy[span.story, span.part]
            text = whole.text[span.start : span.end]
            if _without_blanks(line.text) != _without_blanks(text):
                yield _lost_problem(span, f"reads “{line.text}” on the page and “{text}” in the copy")
            yield from _find_lost_beside(line, span, whole.beside)
    for key, found in spans.items():
        everything = Span(*key, 0, len(copy[key].text))
        for own in found.values():
            yield from _find_gaps(own, everything)
        if len(found) < times[key] and everything.end:
            yield _lost_problem(everything, "is on no page and in no overset")
        elif len(found) > times[key]:
            yield _lost_problem(everything, "is on the pages twice")


def _find_gaps(found: Sequence[Span], whole: Span) -> Iterator[Problem]:
    """What of a part of the copy is in none of some spans, or in two."""
    at = 0
    for span in sorted(found, key=lambda span: span.start):
        if span.start > at:
            yield _lost_problem(replace(whole, start=at, end=span.start), "is on no page and in no overset")
        elif span.start < at:
            yield _lost_problem(replace(whole, start=span.start, end=at), "is on the pages twice")
        at = max(at, span.end)
    if at < whole.end:
        yield _lost_problem(replace(whole, start=at), "is on no page and in no overset")


def _find_lost_beside(line: Line, span: Span, besides: Sequence[Beside]) -> Iterator[Problem]:
    """What stands beside a line must be what the copy has beside its span, in whatever order it is drawn."""
    if not besides and not line.marks and not any(run.annotation for run in line.runs):
        return
    wanted = "".join(aside.text for aside in besides if span.start <= aside.start < span.end)
    found = "".join(text for run in line.runs if run.annotation for text in run.texts)
    if sorted(_without_blanks(wanted)) != sorted(_without_blanks(found)):
        yield _lost_problem(span, f"has “{found}” beside it on the page and “{wanted}” in the copy")
    drawn = sum(
        1 for aside in besides if not aside.text and aside.start < span.end and span.start < aside.end
    )
    if len(line.marks) < drawn:
        yield _lost_problem(
            span, f"has {len(line.marks)} lines beside it on the page and {drawn} in the copy"
        )


def _spans(scene: Scene) -> Iterator[tuple[int, Span, Line | None]]:
    """The spans of the copy, each with the number of its block, and its line where it has one."""
    for number, region in enumerate(region for page in scene.pages for region in page.regions):
        for line in region.lines:
            if line.span is not None:
                yield number, line.span, line
        if region.overset is not None:
            for span in region.overset.spans:
                yield number, span, None


def _without_blanks(text: str) -> str:
    """Text without what takes no ink: spaces and control characters may go at a line's end."""
    return "".join(char for char in text if category(char) not in _INKLESS)


def _lost_problem(span: Span, what: str) -> Problem:
    return Problem(
        "copy-lost",
        "press",
        f"Characters {span.start} to {span.end} of {span.part}: the copy {what}.",
        Place(story=span.story, field=span.part, character=span.start),
        "this is a fault of the program: please report it with the edition",
    )
