"""An edition's folder -> the paragraphs of its pages as a reader sees them, by the program that is imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.lines.customs import CUSTOMS, Customs
from benchmarks.lines.faults import SeenLine, Shown
from benchmarks.lines.figures import SeenParagraph

if TYPE_CHECKING:
    from fonts.face import Face
    from layout.scene import GlyphRun, Line


def see_edition(folder: Path) -> list[SeenParagraph]:
    """The paragraphs of the stories of an edition, in whatever legs they are. One that goes on on another page is two.

    Raises Refused.
    """
    from layout.publish import set_edition
    from layout.scene import Line

    outcome, catalogue = set_edition(folder)
    scene = outcome.made.scene
    faces = {face.id: catalogue.open(face.sha256, face.index, face.axes) for face in scene.faces}
    found: defaultdict[tuple[str, str, str], list[SeenLine]] = defaultdict(list)
    for page in scene.pages:
        for region in page.regions:
            for item in region.items:
                if isinstance(item, Line) and item.span is not None and item.span.part.startswith("body["):
                    found[item.span.story, item.span.part, page.name].append(_see(item, faces.__getitem__))
    copy = {(text.story, text.part): text.text for text in scene.copy}
    langs = {name: story.lang for name, story in outcome.edition.stories.items()}
    return [
        SeenParagraph(copy[story, part], _without_initial(lines), _customs_of(langs[story]))
        for (story, part, _), lines in found.items()
    ]


def _customs_of(lang: str) -> Customs:
    """The customs of a language, by its BCP 47 tag; English ones where it is none that is known."""
    return next((CUSTOMS[name] for name in CUSTOMS if lang.startswith(name)), CUSTOMS["en"])


def _without_initial(lines: list[SeenLine]) -> list[SeenLine]:
    """The lines in the order of the copy. A large first letter is no line of its own."""
    lines = sorted(lines, key=lambda line: line.start)
    return lines[1:] if len(lines) > 1 and lines[0].measure < lines[1].measure / 2 else lines


def _see(line: Line, open_face: Callable[[str], Face]) -> SeenLine:
    """A line of a page in ems of its type, its glyphs along it."""
    span = line.span
    assert span is not None
    runs = [run for run in line.runs if not run.annotation]
    em = max((run.size for run in runs), default=1)
    begins = line.baseline if line.vertical else line.x
    glyphs = sorted(
        (
            Shown(text, (x - begins) / em, advance / em)
            for run in runs
            for text, x, advance in _places(run, open_face(run.face), vertical=line.vertical)
        ),
        key=lambda glyph: glyph.x,
    )
    return SeenLine(span.start, span.end, tuple(glyphs), line.measure / em, line.width / em, line.step)


def _places(run: GlyphRun, face: Face, *, vertical: bool) -> list[tuple[str, int, float]]:
    """Each glyph's text, its place along the line and its advance there, in thousandths of a point."""
    if vertical and run.turn == "level":
        # Figures side by side are one em high, and hang from its head.
        return [("".join(run.texts), run.baseline - round(0.88 * run.size), float(run.size))]
    advance = face.advance_down if vertical and run.turn == "upright" else face.advance
    begins = run.baseline if vertical else run.x
    return [
        (text, begins + x, advance(glyph) * run.size / face.upem * (1 if vertical else run.condensed / 1000))
        for glyph, text, x in zip(run.glyphs, run.texts, run.xs, strict=True)
    ]
