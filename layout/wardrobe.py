"""A paper's type styles and a catalogue of faces -> the fonts that each style is set in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from content.problems import Place, Problem, Refused
from fonts.catalogue import Catalogue
from fonts.errors import FontError
from fonts.face import Face
from layout.grid import points
from layout.paper import Paper
from layout.scene import Ink
from layout.style import FaceChoice, TypeStyle
from layout.typeset.lines import Font, ParagraphStyle
from layout.typeset.profile import UnknownProfile, load_profile


@dataclass(frozen=True, slots=True)
class Dress:
    """A type style with its faces opened: plain, strong and emphasised text, its ink and its paragraph style."""

    name: str
    style: TypeStyle
    font: Font
    strong: Font
    emphasis: Font
    ink: Ink
    paragraph: ParagraphStyle

    def at_size(self, size: float) -> Dress:
        """The same style at another size, in points."""
        style = self.style.model_copy(update={"size": size, "leading": None})
        return Dress(
            self.name,
            style,
            _resized(self.font, size),
            _resized(self.strong, size),
            _resized(self.emphasis, size),
            self.ink,
            self.paragraph,
        )


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """All dresses of a paper, its inks, and the fall-backs that were needed to get them."""

    dresses: Mapping[str, Dress]
    inks: Mapping[str, Ink]
    warnings: tuple[Problem, ...] = field(default=())

    def __getitem__(self, name: str) -> Dress:
        return self.dresses[name]

    def get(self, name: str, other: Dress) -> Dress:
        """The dress of a style, or another where the paper has no such style."""
        return self.dresses.get(name, other)


def open_wardrobe(paper: Paper, catalogue: Catalogue) -> Wardrobe:
    """Opens the faces of all the paper's styles. Raises Refused with every style that can't be dressed."""
    problems: list[Problem] = []
    warnings: dict[str, Problem] = {}
    inks = {name: Ink(ink.c, ink.m, ink.y, ink.k) for name, ink in paper.inks.items()}
    dresses = {}
    for name, style in paper.styles.items():
        try:
            dresses[name] = _dress(name, style, inks, catalogue, warnings)
        except FontError as error:
            problems.append(
                Problem(
                    "no-face",
                    "refused",
                    f"Style {name!r}: {error.what}.",
                    _style_place(name, "face"),
                    error.hint,
                )
            )
        except UnknownProfile as error:
            problems.append(
                Problem(
                    "unknown-profile",
                    "refused",
                    f"There is no setting profile {error.name!r}.",
                    _style_place(name, "profile"),
                    f"name one of {', '.join(error.known)}",
                )
            )
    problems += [
        Problem("bad-font", "warning", f"{error.what}.", Place(file=error.file), error.hint)
        for error in catalogue.problems
    ]
    refused = [problem for problem in problems if problem.severity == "refused"]
    if refused:
        raise Refused([*problems, *warnings.values()])
    return Wardrobe(dresses, inks, (*problems, *warnings.values()))


def _style_place(name: str, field_name: str) -> Place:
    return Place(file="paper.yaml", field=f"styles.{name}.{field_name}")


def _dress(
    name: str, style: TypeStyle, inks: Mapping[str, Ink], catalogue: Catalogue, warnings: dict[str, Problem]
) -> Dress:
    def opened(choice: FaceChoice) -> Face:
        found = catalogue.resolve(choice.face, choice.weight)
        if found.fallback is not None:
            warnings.setdefault(
                found.wanted,
                Problem(
                    "face-fallback",
                    "warning",
                    f"{found.fallback}.",
                    _style_place(name, "face"),
                    "run `make faces`",
                ),
            )
        return found.face

    def font(choice: FaceChoice) -> Font:
        face = opened(choice)
        # Song has every mark full-width and the most characters: it helps out the other faces.
        song = catalogue.resolve("song", choice.weight).face
        fallbacks = () if song is face else (song,)
        return Font(face, points(style.size), fallbacks, round(style.tracking_em * style.size * 1000))

    plain = font(FaceChoice(face=style.face, weight=style.weight))
    paragraph = ParagraphStyle(
        load_profile(style.profile), style.align, round(style.indent_em * style.size * 1000)
    )
    return Dress(name, style, plain, font(style.strong), font(style.emphasis), inks[style.ink], paragraph)


def _resized(font: Font, size: float) -> Font:
    tracking = round(font.tracking * size * 1000 / font.size)
    return Font(font.face, points(size), font.fallbacks, tracking)
