"""The house's faces and folders of readers' own -> an opened face for each role, family and weight."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from fonts.choice import FONTS_NAMED, find_called, nearest_face, note_style, note_twins, regional_role, sum_of
from fonts.errors import FontError
from fonts.face import Face, FaceSpec
from fonts.files.folder import read_folder
from fonts.files.fontfile import REGULAR, FontFace, plain_name
from fonts.files.names import LONGEST_SHOWN
from fonts.files.sfnt import SOUND_COPY, damaged_tables, read_directories
from fonts.house import PINNED, open_house_instance, read_source
from fonts.listing import FaceEntry, Listing, RoleEntry
from fonts.remembered import count_opened
from fonts.sources import ITALICS, STAND_INS, Source, sources_of
from fonts.subset import can_be_cut

ROLES: Final = tuple(STAND_INS)

Axes = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The face for what a style asks. `wanted` is the role or family as asked.

    `fallback` is None where it was met, else a sentence for the editor: what was taken instead, and why.
    """

    face: Face
    wanted: str
    fallback: str | None


class Catalogue:
    """Every face that can be set with. Files are opened when they are asked for, each instance once.

    `problems` are the own font files that can't be used, and own files in use whose bytes look damaged.
    """

    def __init__(self, own: Sequence[FontFace], problems: Sequence[FontError]) -> None:
        self._own: Final = tuple(own)
        self._unread: Final = tuple(problems)
        self._suspect: dict[str, FontError] = {}
        self._looked_at: set[tuple[str, int]] = set()
        self._house: dict[Source, FontFace | FontError] = {}
        self._opened: dict[tuple[str, int, Axes], Face] = {}
        self._resolved: dict[tuple[str, int, bool], Resolution] = {}
        self._reserves: dict[int, tuple[Face, ...]] = {}

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """The house's faces and those in the folders (an earlier folder goes before a later one).

        Only the names of own fonts are read here; damaged ones are collected in `problems`. Never raises.
        """
        own: list[FontFace] = []
        problems: list[FontError] = []
        for folder in folders:
            faces, met = read_folder(folder)
            own.extend(faces)
            problems.extend(met)
        return cls(own, problems)

    @property
    def problems(self) -> tuple[FontError, ...]:
        return (*self._unread, *self._suspect.values())

    def resolve(self, role: str, weight: int, lang: str = "", *, italic: bool = False) -> Resolution:
        """The face for a role (`song`, `kai`, …) or a family, full or PostScript name, at a weight and slant.

        A weight is 1 to 1000. Of a role that has faces with the forms of one language, `lang` (BCP 47) chooses. A role
        whose own face isn't there is played by another, and an upright face is set where a family has no italic, which
        `fallback` says. Raises FontError for a name that no face bears, and for a role for which nothing is left.
        """
        if not 1 <= weight <= 1000:
            raise FontError(f"a face of weight {weight} was asked for", None, "a weight is 1 to 1000")
        name = regional_role(plain_name(role), lang)
        key = (name, weight, italic)
        if key not in self._resolved:
            play = self._play if name in STAND_INS else self._find
            self._resolved[key] = play(name if name in STAND_INS else role, weight, italic=italic)
        return self._resolved[key]

    def stand_ins(self, role: str, weight: int, lang: str = "") -> tuple[Face, ...]:
        """The faces that help out one of a role or family, in the order in which they are asked. Song is the last: it
        has every mark full-width, and the most characters. Raises FontError where it is not there.
        """
        helpers = STAND_INS.get(regional_role(plain_name(role), lang), ("song",)) or ("song",)
        found = [
            self.resolve(helper, weight) for helper in helpers if helper == "song" or self._faces_of(helper)
        ]
        return tuple(dict.fromkeys(resolution.face for resolution in found))

    def own_faces(self, weight: int) -> tuple[Face, ...]:
        """The readers' own faces at a weight or the nearest, for what the house's have not: the one of that weight
        first, then by folder and file. What can't be opened is left out.
        """
        if weight not in self._reserves:
            nearest = sorted(self._own, key=lambda face: (abs(face.weight_for(weight) - weight), face.italic))
            found: list[Face] = []
            for face in nearest:
                with suppress(FontError):
                    found.append(self._opened_at(face, face.axes_for(weight)))
            self._reserves[weight] = tuple(dict.fromkeys(found))
        return self._reserves[weight]

    def open(self, sha256: str, index: int, axes: Axes) -> Face:
        """The face of a scene's reference: a file by its hash, an index, axis values. Raises FontError."""
        if (sha256, index, axes) in self._opened:
            return self._opened[sha256, index, axes]
        face = self._by_hash(sha256, index)
        if not face.allows(axes):
            named = ", ".join(f"{tag}={value:g}" for tag, value in axes) or "none"
            what = f"the font has no such instance (axes: {named})"
            raise FontError(what, face.file, "set the pages again")
        return self._open(face, axes)

    def listing(self) -> Listing:
        """Everything the catalogue holds and what each role resolves to at weight 400."""
        entries = [FaceEntry(face, role) for role in ROLES for face in self._faces_of(role)]
        entries.extend(FaceEntry(face, None) for face in self._own)
        roles = tuple(self._role_entry(role) for role in ROLES)
        return Listing(tuple(entries), roles, self.problems)

    # Roles

    def _play(self, role: str, weight: int, *, italic: bool) -> Resolution:
        faults: list[FontError] = []
        actors = (role, *STAND_INS[role])
        if italic and role in ITALICS and self._faces_of(ITALICS[role]):
            actors = (ITALICS[role],)
        for actor in actors:
            found = self._faces_of(actor)
            if not found:
                faults += [
                    fault
                    for fault in map(self._house_face, sources_of(actor))
                    if isinstance(fault, FontError)
                ]
                continue
            best = nearest_face(found, weight, italic=italic)
            face = self._open(best, best.axes_for(weight, italic=italic))
            if faults:
                return Resolution(face, role, f"{faults[0].what}: {actor} stands in; {faults[0].hint}")
            # The nameplate's face is heavy by its drawing, whatever number it bears.
            note = None if role == "nameplate" else note_style(best, weight, italic=italic)
            return Resolution(face, role, note)
        raise faults[0]

    def _faces_of(self, role: str) -> list[FontFace]:
        """The role's own faces that are there, not opened."""
        found = map(self._house_face, sources_of(role))
        return [face for face in found if isinstance(face, FontFace)]

    def _house_face(self, source: Source) -> FontFace | FontError:
        """The face of a pinned file, or why it can't be had."""
        if source not in self._house:
            try:
                self._house[source] = read_source(source)
            except FontError as error:
                self._house[source] = error
        return self._house[source]

    def _house_faces(self) -> tuple[FontFace, ...]:
        return tuple(face for role in ROLES for face in self._faces_of(role))

    def _role_entry(self, role: str) -> RoleEntry:
        try:
            found = self.resolve(role, REGULAR)
        except FontError as error:
            return RoleEntry(role, None, None, str(error))
        return RoleEntry(role, found.face.id, found.face.file, found.fallback)

    # Readers' own

    def _find(self, name: str, weight: int, *, italic: bool) -> Resolution:
        wanted = plain_name(name)
        family, named = find_called(wanted, self._own)
        if not family and not named:
            family, named = find_called(wanted, self._house_faces())
        # A family's regular face often bears the family's name alone; at another weight its sister is meant.
        choice = family or named or [face for face in self._own if plain_name(Path(face.file).stem) == wanted]
        if not choice:
            raise FontError(f"no face is called {name!r}", None, self._advice(wanted))
        best = nearest_face(choice, weight, italic=italic)
        # A face that is called by its own name is set as it is: an italic one needs no other word for it.
        slanted = italic or (best.italic and not family)
        note = note_style(best, weight, italic=slanted) or note_twins(
            best, [face for face in choice if face in self._own]
        )
        return Resolution(self._open(best, best.axes_for(weight, italic=italic)), name, note)

    def _advice(self, wanted: str) -> str:
        faces = (*self._own, *self._house_faces())
        known = {name: face for face in reversed(faces) for name in face.families | face.names}
        near = difflib.get_close_matches(wanted[:LONGEST_SHOWN], sorted({*ROLES, *known}), n=1)
        if near:
            face = known.get(near[0])
            of_file = f" (it is {face.file})" if face is not None and face in self._own else ""
            return f"did you mean {near[0][:LONGEST_SHOWN]!r}{of_file}?"
        unread = [problem.file for problem in self._unread if problem.file]
        if unread:
            return f"fonts that could not be read: {', '.join(unread)}"
        if self._own:
            write = [f"{face.family!r} for {face.file}" for face in self._own]
            more = f" and {len(write) - FONTS_NAMED} more" if len(write) > FONTS_NAMED else ""
            return f"write {', '.join(write[:FONTS_NAMED])}{more}, or one of {', '.join(ROLES)}"
        return f"use one of {', '.join(ROLES)}, or put the font into the edition's fonts folder"

    # Opening

    def _open(self, face: FontFace, axes: Axes) -> Face:
        """The face that a style or a scene asks for. Its bytes are looked through."""
        opened = self._opened_at(face, axes)
        looked_at = (opened.sha256, opened.index)
        if not opened.known and looked_at not in self._looked_at:
            if not can_be_cut(opened.hb_face):
                what = "the font can't be cut down to the glyphs in use, as a page holds it"
                raise FontError(what, face.file, SOUND_COPY)
            self._looked_at.add(looked_at)
            self._look_for_damage(face)
        return opened

    def _opened_at(self, face: FontFace, axes: Axes) -> Face:
        sha256 = sum_of(face)
        key = (sha256, face.index, axes)
        if key not in self._opened:
            spec = FaceSpec(
                id=self._id(face, sha256, axes),
                path=face.path,
                file=PINNED[sha256].file if sha256 in PINNED else Path(face.file).name,
                sha256=sha256,
                index=face.index,
                axes=axes,
                known=sha256 in PINNED,
            )
            if not spec.known:
                count_opened(spec.id)
            self._opened[key] = open_house_instance(spec) if spec.known else Face(spec)
        return self._opened[key]

    def _id(self, face: FontFace, sha256: str, axes: Axes) -> str:
        """`song-400` for the house's; `FZShuSong-Z01` or `MyFace-wght650` for readers' own."""
        pinned = PINNED.get(sha256)
        if pinned is not None:
            weight = dict(axes).get("wght", face.weight)
            return f"{pinned.role}-{weight:g}{'-italic' if face.italic else ''}"
        name = "".join(char if char.isalnum() else "-" for char in face.postscript_name)[:_LONGEST_NAME]
        # Two files may claim one PostScript name, and one file may claim a role's.
        others = {sum_of(other) for other in self._own if other.postscript_name == face.postscript_name}
        if len(others) > 1 or name.rpartition("-")[0] in STAND_INS:
            name += f"-{sha256[:8]}"
        twins = [other for other in self._own if other.path == face.path and other.index != face.index]
        if any(other.postscript_name == face.postscript_name for other in twins):
            name += f"-{face.index}"
        return "-".join([name, *(f"{tag.strip()}{value:g}" for tag, value in axes)])

    def _by_hash(self, sha256: str, index: int) -> FontFace:
        pinned = PINNED.get(sha256)
        if pinned is not None and index == 0:
            face = self._house_face(pinned)
            if isinstance(face, FontError):
                raise face
            return face
        for own in self._own:
            if own.index == index and sum_of(own) == sha256:
                return own
        what = f"no font file has the hash {sha256[:12]}…"
        raise FontError(what, None, "put back the font the page was set with")

    def _look_for_damage(self, face: FontFace) -> None:
        directory = read_directories(face.path, face.file)[face.index]
        if bad := damaged_tables(face.path, directory):
            what = f"the font's checksum is wrong for {', '.join(bad)}: it may be damaged"
            self._suspect[face.file] = FontError(what, face.file, SOUND_COPY)


_LONGEST_NAME: Final = 63
"""Of a PostScript name (Adobe Technical Note 5902)."""
