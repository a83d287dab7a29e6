"""A Scene -> what of its copy is neither on a page nor named as overset: nothing, or a fault of the program.

Every story's text must be tiled by the spans of set lines and of overset reports, with no gap, and the glyphs
of each line must read as its span does.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from content.problems import Place, Problem
from layout.scene import Line, Scene, Span

_INKLESS = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""Unicode's general categories of controls, format characters and separators. Private characters are copy."""


def lost_copy(scene: Scene) -> tuple[Problem, ...]:
    """A problem for each stretch of copy that is lost, printed twice, or printed other than it was written."""
    return tuple(_lost(scene))


def _lost(scene: Scene) -> Iterator[Problem]:
    texts = {(one.story, one.part): one.text for one in scene.copy}
    spans: dict[tuple[str, str], list[Span]] = {key: [] for key in texts}
    for span, line in _spans(scene):
        known = spans.get((span.story, span.part))
        if known is None:
            yield _fault(span, "is on a page and in no story")
            continue
        known.append(span)
        if line is not None:
            text = texts[span.story, span.part][span.start : span.end]
            if _solid(line.text) != _solid(text):
                yield _fault(span, f"reads “{line.text}” on the page and “{text}” in the copy")
    for (story, part), found in spans.items():
        at = 0
        for span in sorted(found, key=lambda span: span.start):
            if span.start > at:
                yield _fault(Span(story, part, at, span.start), "is on no page and in no overset")
            elif span.start < at:
                yield _fault(Span(story, part, span.start, at), "is on the pages twice")
            at = max(at, span.end)
        if at < len(texts[story, part]):
            yield _fault(Span(story, part, at, len(texts[story, part])), "is on no page and in no overset")


def _spans(scene: Scene) -> Iterator[tuple[Span, Line | None]]:
    for page in scene.pages:
        for region in page.regions:
            for item in region.items:
                if isinstance(item, Line) and item.span is not None:
                    yield item.span, item
            if region.overset is not None:
                for span in region.overset.spans:
                    yield span, None


def _solid(text: str) -> str:
    """Text without what takes no ink: spaces and control characters may go at a line's end."""
    return "".join(char for char in text if category(char) not in _INKLESS)


def _fault(span: Span, what: str) -> Problem:
    return Problem(
        "copy-lost",
        "press",
        f"Characters {span.start} to {span.end} of {span.part}: the copy {what}.",
        Place(story=span.story, field=span.part, character=span.start),
        "this is a fault of the program: please report it with the edition",
    )
