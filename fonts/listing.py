"""What the catalogue holds, as plain values for a person to read."""

from __future__ import annotations

from dataclasses import dataclass

from fonts.errors import FontError
from fonts.files.fontfile import FontFace


@dataclass(frozen=True, slots=True)
class FaceEntry:
    """One face, and the role that it plays: None for a reader's own."""

    face: FontFace
    role: str | None


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
