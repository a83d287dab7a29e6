"""A made-up edition and its problems -> the overlays of its proofs, and the face that they are lettered in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from content.nearest import meant
from content.problems import Place, Problem, Refused
from fonts.face import Face
from layout.overlays.drawing import draw_overlays
from layout.plan.objectiontable import Objection
from layout.publishing.problems.findings import OBJECTION
from layout.scene import FaceRef, Mpt, Page, Scene
from layout.scene.overlay import NAMES, Layers, Pointed
from layout.scene.problemplaces import on_page, places_of

FACE_ID = "overlay"
"""What labels call their face; no face of a scene has such an id."""


def read_overlays(text: str) -> tuple[str, ...]:
    """The names in a list with commas, each once. Raises Refused, with a problem for every name that is none."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = ", ".join(NAMES)
    problems = []
    for name in dict.fromkeys(names):
        if name not in NAMES:
            what = f"There is no overlay {name!r}; there are {known}."
            hint = meant(name, NAMES, f"write some of {known}, with commas between")
            problems.append(Problem("overlay-unknown", "refused", what, Place(), hint))
    if problems:
        raise Refused(problems)
    return tuple(name for name in NAMES if name in names)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with an edition: its open problems, and what the desk objects to on its pages."""

    problems: Sequence[Problem] = ()
    objections: Sequence[Objection] = ()


@dataclass(frozen=True, slots=True)
class FaceHand:
    """Lettering in one face: the forms of a language, character by character."""

    face: Face
    lang: str
    widths: dict[str, int] = field(default_factory=dict)

    def width(self, text: str, size: Mpt) -> Mpt:
        """How wide a text comes out."""
        return sum(map(self._advance, text)) * size // self.face.upem

    def letters(self, text: str) -> str:
        """The text on one line, with 〓 for each character that the face has not."""
        mark = "〓" if self.face.has("〓") else "?"
        return "".join(char if self.face.has(char) else mark for char in " ".join(text.split()))

    def _advance(self, char: str) -> int:
        if char not in self.widths:
            self.widths[char] = self.face.advance(self.face.glyph(char, self.lang))
        return self.widths[char]


def edition_layers(names: Sequence[str], scene: Scene, wrong: Wrong, face: Face) -> Layers:
    """The overlays of every page of a scene."""
    hand = FaceHand(face, scene.lang)
    ref = FaceRef(FACE_ID, face.file, face.sha256, face.index, face.axes)
    pages = {
        page.name: draw_overlays(
            names,
            scene,
            page,
            tuple(pointed_at(page, replace(wrong, problems=on_page(wrong.problems, page, scene.pages)))),
            hand,
        )
        for page in scene.pages
    }
    return Layers(ref, pages)


def pointed_at(page: Page, wrong: Wrong) -> Iterator[Pointed]:
    """The problems of a page, or of no page in particular, each with the rectangles that it is of; then what the desk
    objects to, with its own. An objection that was signed off is left out, a note is not: it is no problem.
    """
    unsigned = set()
    for problem in wrong.problems:
        if problem.where.page not in (None, page.name):
            continue
        if problem.id.startswith(OBJECTION):
            unsigned.add((problem.id.removeprefix(OBJECTION), problem.what))
            continue
        message = f"{problem.id} · {problem.where} · {problem.what} → {problem.hint}"
        yield Pointed(problem.severity, places_of(problem, page), message)
    for raised in wrong.objections:
        if raised.page == page.name and (
            raised.severity == "note" or (raised.id, raised.message) in unsigned
        ):
            message = f"{raised.id} · {' '.join(raised.blocks)} · {raised.message} → {raised.hint}"
            yield Pointed(raised.severity, raised.places, message)
