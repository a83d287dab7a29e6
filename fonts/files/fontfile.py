"""A font file -> the faces in it: their names, weights, axes and licence, or what is wrong with it."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Literal

import uharfbuzz as hb

from fonts.errors import FontError
from fonts.files.names import name_of, names_of
from fonts.files.sfnt import SOUND_COPY, TableDirectory, read_directories

OutlineKind = Literal["glyf", "cff", "cff2"]


def outlines_of(face: hb.Face) -> OutlineKind:
    """The kind of outlines a face has: `glyf` (TrueType), `cff`, or `cff2` (variable CFF)."""
    tags = set(face.table_tags)
    if "CFF2" in tags:
        return "cff2"
    return "cff" if "CFF " in tags else "glyf"


REGULAR: Final = 400

_LOOKED_AT: Final = 100
_LEAST_EM, _MOST_EM = 0.1, 4.0
"""What the characters of a text face are wide, in ems, half of them at the least."""

_FAMILY_NAMES: Final = (1, 16, 21)
_FACE_NAMES: Final = (4, 6, 18, 25)
_SLANTED: Final = {"ital": "most", "slnt": "least"}
_NEEDED: Final = ("cmap", "head", "hhea", "hmtx", "maxp")


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a variable face, in its own scale (`wght`: 1 to 1000)."""

    tag: str
    least: float
    default: float
    most: float


@dataclass(frozen=True, slots=True)
class FontFace:
    """One face of a file, not opened for setting.

    `families` and `names` hold every name it answers to, in every language, made comparable by `plain_name`; where
    no other face bears it, it answers to the name of its file too.
    `weight` is the face's own (OS/2 usWeightClass); a variable one has it on its `wght` axis. `file` is a bare name or
    relative to the folder of own fonts, `index` the place in a collection.
    """

    path: Path
    file: str
    index: int
    outlines: OutlineKind
    family: str
    full_name: str
    postscript_name: str
    families: frozenset[str]
    names: frozenset[str]
    weight: int
    italic: bool
    axes: tuple[Axis, ...]
    glyph_count: int
    licence: str

    def axis(self, tag: str) -> Axis | None:
        return next((axis for axis in self.axes if axis.tag == tag), None)

    @property
    def weights(self) -> tuple[float, float]:
        """Least and most of its `wght` axis, or twice the one weight that it has."""
        axis = self.axis("wght")
        return (axis.least, axis.most) if axis is not None else (self.weight, self.weight)

    def weight_for(self, asked: int) -> float:
        """The weight this face gives when `asked` is wanted: on its axis, or the one it has."""
        least, most = self.weights
        return min(max(asked, least), most)

    def can_slant(self, *, italic: bool) -> bool:
        """Whether it is of a slant: by its drawing, or by an axis."""
        axes = [axis for axis in self.axes if axis.tag in _SLANTED]
        return self.italic == italic or (italic and any(axis.least < axis.most for axis in axes))

    def axes_for(self, weight: int, *, italic: bool = False) -> tuple[tuple[str, float], ...]:
        """A value for each axis, by tag: the weight asked for or the nearest, the full slant for an italic (OpenType,
        `ital` runs from 0 to 1, `slnt` downward), all others at their default.
        """

        def value_on(axis: Axis) -> float:
            if axis.tag == "wght":
                return self.weight_for(weight)
            return getattr(axis, _SLANTED.get(axis.tag, "default") if italic else "default")  # type: ignore[no-any-return]

        return tuple(
            (axis.tag, float(value_on(axis))) for axis in sorted(self.axes, key=lambda axis: axis.tag)
        )

    def allows(self, axes: tuple[tuple[str, float], ...]) -> bool:
        """Whether the values are one for each axis, by tag, each within its axis."""
        own = sorted(self.axes, key=lambda axis: axis.tag)
        return len(own) == len(axes) and all(
            axis.tag == tag and axis.least <= value <= axis.most
            for axis, (tag, value) in zip(own, axes, strict=True)
        )


def plain_name(name: str) -> str:
    """A name made comparable: width, case and spacing don't count (`思源宋体  CN`, `思源宋體` stay apart)."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_font_file(path: Path, file: str) -> tuple[FontFace, ...]:
    """Every face of a file; `file` is what errors and the catalogue call it.

    Raises FontError where the file is damaged, has no outlines, or its licence bits forbid embedding.
    """
    directories = read_directories(path, file)
    try:
        blob = hb.Blob.from_file_path(str(path))
        return tuple(_read_face(path, blob, index, entry) for index, entry in enumerate(directories))
    except FontError:
        raise
    except Exception as error:  # whatever HarfBuzz or a decoder has to say of a hostile file
        raise FontError("the font can't be read", file, SOUND_COPY) from error


def _read_face(path: Path, blob: hb.Blob, index: int, directory: TableDirectory) -> FontFace:
    face = hb.Face(blob, index)
    _check_tables(face, directory)
    weight, italic = _style(face, directory.file)
    spoken = names_of(face, *_FAMILY_NAMES, *_FACE_NAMES)
    stem = Path(directory.file).stem
    family = name_of(face, 16) or name_of(face, 1) or stem
    return FontFace(
        path=path,
        file=directory.file,
        index=index,
        outlines=outlines_of(face),
        family=family,
        full_name=name_of(face, 4) or family,
        postscript_name=name_of(face, 6) or stem,
        families=_plain(spoken, _FAMILY_NAMES) or frozenset({plain_name(stem)}),
        names=_plain(spoken, _FACE_NAMES),
        weight=weight,
        italic=italic,
        axes=tuple(
            Axis(info.tag, info.min_value, info.default_value, info.max_value) for info in face.axis_infos
        ),
        glyph_count=face.glyph_count,
        licence=_licence(face),
    )


def _plain(spoken: list[tuple[int, str]], ids: tuple[int, ...]) -> frozenset[str]:
    return frozenset(plain_name(name) for name_id, name in spoken if name_id in ids and name)


def _check_tables(face: hb.Face, directory: TableDirectory) -> None:
    """What setting and embedding rest on must be there and be long enough."""
    tables, file = directory.tables, directory.file
    missing = [tag for tag in _NEEDED if tag not in tables]
    if missing:
        raise FontError(f"the font lacks its table {', '.join(missing)}", file, SOUND_COPY)
    if not {"CFF ", "CFF2"} & tables.keys() and not {"glyf", "loca"} <= tables.keys():
        raise FontError("the font has no outlines", file, "use a TrueType or OpenType face, not a bitmap one")
    head, hhea = face.reference_table("head").data, face.reference_table("hhea").data
    maxp = face.reference_table("maxp").data
    if len(head) < 54 or head[12:16] != b"\x5f\x0f\x3c\xf5" or len(hhea) < 36 or len(maxp) < 6:
        raise FontError("the font's head is damaged", file, SOUND_COPY)
    (upem,), (long_loca,) = struct.unpack(">H", head[18:20]), struct.unpack(">h", head[50:52])
    (glyphs,), (measured,) = struct.unpack(">H", maxp[4:6]), struct.unpack(">H", hhea[34:36])
    if not 16 <= upem <= 16384:
        raise FontError(f"the font says its em is {upem} units", file, "an em has 16 to 16384 units")
    # hmtx: four bytes for each measured glyph, two for each after them (OpenType, hmtx).
    metrics_hold = 0 < measured <= glyphs and tables["hmtx"].length >= 2 * (measured + glyphs)
    loca_holds = "loca" not in tables or tables["loca"].length >= (glyphs + 1) * (4 if long_loca else 2)
    if not face.glyph_count or not metrics_hold or not loca_holds:
        raise FontError("the font's glyph tables don't agree with each other", file, SOUND_COPY)
    if not len(face.unicodes):
        raise FontError("the font maps no character to a glyph", file, "use a face with a Unicode cmap")
    font = hb.Font(face)
    if not _LEAST_EM <= (wide := _usual_advance(font) / upem) <= _MOST_EM:
        what = f"the font says its em is {upem} units, and its characters are {wide:.2g} em wide"
        raise FontError(what, file, SOUND_COPY)
    if all(font.get_glyph_extents(glyph) is None for glyph in range(min(glyphs, 8))):
        raise FontError("the font's outlines are damaged", file, SOUND_COPY)


def _usual_advance(font: hb.Font) -> float:
    """The median advance of the first characters that have one; of a face without any an em: each is a problem."""
    glyphs = (font.get_nominal_glyph(code) or 0 for code in islice(font.face.unicodes, _LOOKED_AT))
    advances = sorted(filter(None, map(font.get_glyph_h_advance, glyphs)))
    return float(advances[len(advances) // 2]) if advances else float(font.face.upem)


def _style(face: hb.Face, file: str) -> tuple[int, bool]:
    """Weight and slant from OS/2; raises FontError where its fsType forbids what a press file does."""
    data = face.reference_table("OS/2").data
    if len(data) < 64:
        # Old Macintosh faces have no OS/2 at all; nothing then forbids embedding.
        return REGULAR, False
    (weight,), (rights,) = struct.unpack(">H", data[4:6]), struct.unpack(">H", data[8:10])
    (selection,) = struct.unpack(">H", data[62:64])
    # Bits 1 to 3 are the level; where old faces set several, the most generous holds (OpenType, OS/2 fsType).
    # A page embeds a subset of outlines, so bits 8 (no subset) and 9 (bitmaps only) forbid it as well.
    if rights & 0x000E == 0x0002 or rights & 0x0300:
        what = f"the font's licence bits (OS/2 fsType {rights:#06x}) forbid embedding a subset of it"
        raise FontError(what, file, "ask the foundry for a copy that may be embedded, or use another face")
    # A few old Chinese faces write 1 to 9 for 100 to 900.
    return (weight * 100 if 0 < weight < 10 else weight or REGULAR), bool(selection & 1)


def _licence(face: hb.Face) -> str:
    """What the face says of its licence: a short name where it is known, else its address or first words."""
    text, address = name_of(face, 13), name_of(face, 14)
    if "open font license" in text.lower() or "scripts.sil.org/OFL" in address:
        return "OFL-1.1"
    return address or text[:60]
