"""What the catalogue holds, as plain values for a person to read."""

from __future__ import annotations

from dataclasses import dataclass

from fonts.errors import FontError
from fonts.files.fontfile import Axis, FontFace, OutlineKind


@dataclass(frozen=True, slots=True)
class FaceEntry:
    """One face: what it is called, where it lies, what it can do.

    `role` is the role it plays, None for a reader's own. `weights` are least and most of the `wght` axis, or
    twice the one weight. `file` is a bare name or relative to the folder of own fonts, `index` the place in a
    collection.
    """

    name: str
    family: str
    role: str | None
    file: str
    index: int
    outlines: OutlineKind
    weights: tuple[float, float]
    axes: tuple[Axis, ...]
    glyphs: int
    licence: str


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """What a role resolves to: a face's id, or None where nothing is left. `fallback` says why."""

    role: str
    face: str | None
    file: str | None
    fallback: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole catalogue: faces by role, then by file; roles in the house's order; and what was refused."""

    faces: tuple[FaceEntry, ...]
    roles: tuple[RoleEntry, ...]
    problems: tuple[FontError, ...]


def list_face(face: FontFace, role: str | None) -> FaceEntry:
    """The entry of a face, and of the role that it plays."""
    axis = face.axis("wght")
    return FaceEntry(
        name=face.full_name,
        family=face.family,
        role=role,
        file=face.file,
        index=face.index,
        outlines=face.outlines,
        weights=(axis.least, axis.most) if axis is not None else (face.weight, face.weight),
        axes=face.axes,
        glyphs=face.glyph_count,
        licence=face.licence,
    )
