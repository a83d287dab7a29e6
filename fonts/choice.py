"""A style's wish and the faces that there are -> the face that comes nearest, and what to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fonts.errors import FontError
from fonts.files.fontfile import FontFace
from fonts.sources import REGIONAL
from fonts.sums import sha256_of

FONTS_NAMED: Final = 5
"""The most font files that one message names."""

NOTICEABLE: Final = 150
"""A difference of weight (OS/2 scale, 100 to 900) that a reader would see: less is not worth a warning."""


def sum_of(face: FontFace) -> str:
    try:
        return sha256_of(face.path)
    except OSError as error:
        raise FontError("the font file can't be read any more", face.file, "put it back") from error


def find_called(name: str, faces: Sequence[FontFace]) -> tuple[list[FontFace], list[FontFace]]:
    """The faces whose family has the name, and those that bear it themselves."""
    return [face for face in faces if name in face.families], [face for face in faces if name in face.names]


def regional_role(role: str, lang: str) -> str:
    """The role that has the forms of a language, where the house has one."""
    return next(
        (own for (name, tag), own in REGIONAL.items() if name == role and f"{lang}-".startswith(f"{tag}-")),
        role,
    )


def nearest_face(faces: Sequence[FontFace], weight: int, *, italic: bool) -> FontFace:
    """The face of a slant where there is one, and of these the one nearest to a weight."""
    return min(
        faces, key=lambda face: (not face.can_slant(italic=italic), abs(face.weight_for(weight) - weight))
    )


def note_style(face: FontFace, weight: int, *, italic: bool) -> str | None:
    given = face.weight_for(weight)
    if italic and not face.can_slant(italic=True):
        return f"{face.family} has no italic: the upright is set"
    if abs(given - weight) < NOTICEABLE:
        return None
    return f"{face.family} has no weight {weight}: {given:g} is set"


def note_twins(best: FontFace, choice: Sequence[FontFace]) -> str | None:
    """What to say where other files bear the name as well, at the same weight: one of them can be meant alone."""
    twins = [
        face.file
        for face in choice
        if (face.weight, face.italic, face.axes) == (best.weight, best.italic, best.axes)
        and face.path != best.path
        and sum_of(face) != sum_of(best)
    ]
    if not twins:
        return None
    return f"{best.file} and {', '.join(twins[:FONTS_NAMED])} are both called {best.family!r}: {best.file} is set"
