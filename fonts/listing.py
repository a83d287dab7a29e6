"""What the catalogue holds, as plain values for a person to read."""

from __future__ import annotations

from dataclasses import dataclass

from fonts.errors import FontError
from fonts.face import Outlines
from fonts.files.fontfile import Axis


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
    outlines: Outlines
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
