"""A made-up edition and its problems -> the overlays of its proofs, and the face that they are lettered in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from content.nearest import meant
from content.problems import Place, Problem, Refused
from fonts.face import Face
from layout.overlay import NAMES, Layers, Overlay, Pointed
from layout.overlays.drawing import draw_overlays
from layout.scene import FaceRef, Mpt, Page, Rect, Region, Scene

FACE_ID = "overlay"
"""What labels call their face; no face of a scene has such an id."""


def overlays_asked(text: str) -> tuple[str, ...]:
    """The names in a list with commas, each once. Raises Refused, which tells of every name that is none."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = ", ".join(NAMES)
    problems = [
        Problem(
            "overlay-unknown",
            "refused",
            f"There is no overlay {name!r}; there are {known}.",
            Place(),
            meant(name, NAMES, f"write some of {known}, with commas between"),
        )
        for name in dict.fromkeys(names)
        if name not in NAMES
    ]
    if problems:
        raise Refused(problems)
    return tuple(name for name in NAMES if name in names)


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


def edition_layers(names: Sequence[str], scene: Scene, problems: Sequence[Problem], face: Face) -> Layers:
    """The overlays of every page of a scene."""
    hand = FaceHand(face, scene.lang)
    ref = FaceRef(FACE_ID, face.file, face.sha256, face.index, face.axes)
    pages = {
        page.name: draw_overlays(names, scene, page, tuple(pointed_at(page, problems)), hand)
        for page in scene.pages
    }
    return Layers(ref, pages)


def pointed_at(page: Page, problems: Iterable[Problem]) -> Iterator[Pointed]:
    """The problems of a page, or of no page in particular, each with the rectangles of the block that it is of."""
    for one in problems:
        if one.where.page not in (None, page.name):
            continue
        found = next((region for region in page.regions if _is_of(one, region)), None)
        places: tuple[Rect, ...] = found.places if found is not None else ()
        yield Pointed(one.severity, places, f"{one.id} · {one.where} · {one.what} → {one.hint}")


def _is_of(problem: Problem, region: Region) -> bool:
    where = problem.where
    if where.page is None:  # found when a file was read, before that had a place on a page
        return where.file == f"{region.kind}s/{region.story}.yaml"
    return where.block == region.id


def shown_overset(overlays: Iterable[Overlay]) -> bool:
    """Whether the overlays tell what found no room."""
    return any(one.name == "overset" for one in overlays)
