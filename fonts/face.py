"""A font file, a face index and axis values -> one opened face: metrics, glyphs of a language, shaping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from fonts.errors import FontError
from fonts.files.names import name_of
from fonts.files.sfnt import SOUND_COPY
from fonts.glyphs.edges import Bands, column_edges, row_edges
from fonts.glyphs.features import features_of
from fonts.glyphs.forms import MOST_PARTS, CharacterForms, TextDirection
from fonts.glyphs.soundness import ENDLESS, Soundness
from fonts.glyphs.superscripts import script_metrics
from fonts.glyphs.vertical import em_box_top, vertical_metrics

NO_FEATURES: Final[Mapping[str, bool]] = {}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ink of a glyph, in font units from its origin, y upward. All zero for a glyph without ink."""

    x_min: int
    y_min: int
    x_max: int
    y_max: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """One shaped glyph, in font units.

    `advance` runs along the line: to the right in a horizontal one, downward in a vertical one. `cluster` is
    the code point (from 0) of the text at which the glyph's cluster begins; several glyphs may share one.
    """

    glyph: int
    advance: int
    x_offset: int
    y_offset: int
    cluster: int


@dataclass(frozen=True, slots=True)
class FaceSpec:
    """Which face to open: a file, the index in its collection, and a value for every axis.

    `id` names this instance and no other; `file` and `sha256` name the file anywhere, `path` on this machine. Of a
    `known` file the outlines and substitutions are known to be sound.
    """

    id: str
    path: Path
    file: str
    sha256: str
    index: int
    axes: tuple[tuple[str, float], ...]
    known: bool = False


class Face:
    """One opened instance of a face. Lengths are font units, `upem` to the em.

    `hb_face` and `hb_font` are HarfBuzz's own objects, with the axes set, for the subset and for outlines.
    """

    def __init__(self, spec: FaceSpec) -> None:
        """Open a face. Raises FontError where HarfBuzz can't make glyphs of it."""
        self.id: Final = spec.id
        self.path: Final = spec.path
        self.file: Final = spec.file
        self.sha256: Final = spec.sha256
        self.index: Final = spec.index
        self.axes: Final = spec.axes
        self.known: Final = spec.known
        try:
            # The file is mapped, not read: opening 60 MB takes half a millisecond.
            blob = hb.Blob.from_file_path(str(spec.path))
            self.hb_face: Final = hb.Face(blob, spec.index)
            self.hb_font: Final = hb.Font(self.hb_face)
            self.hb_font.set_variations(dict(spec.axes))
        except Exception as error:
            raise FontError("the font can't be opened", spec.file, SOUND_COPY) from error
        if not self.hb_face.glyph_count:
            raise FontError("the font holds no glyphs", spec.file, SOUND_COPY)
        self.upem: Final[int] = self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent: Final[int] = extents.ascender
        self.descent: Final[int] = extents.descender
        self.family: Final = name_of(self.hb_face, 16) or name_of(self.hb_face, 1) or Path(spec.file).stem
        self.postscript_name: Final = name_of(self.hb_face, 6) or Path(spec.file).stem
        self._forms: dict[tuple[str, TextDirection], CharacterForms] = {}
        self._advances: dict[int, int] = {}
        self._vertical_metrics: Final = vertical_metrics(self.hb_face)
        self._em_top: Final = em_box_top(self.hb_font)
        self._inks: dict[int, Bounds] = {}
        self._edges: dict[tuple[int, bool], Bands] = {}
        self._sound: Final = Soundness(self.hb_font, known=spec.known)

    def __repr__(self) -> str:
        return f"Face({self.id!r}, {self.file!r})"

    def has(self, char: str) -> bool:
        """Whether the face maps the character to a glyph of its own."""
        return bool(self.hb_font.get_nominal_glyph(ord(char)))

    def glyph(self, char: str, lang: str) -> int:
        """The glyph of one character in the form of a language (BCP 47, `zh-Hans`); 0 where there is none."""
        return self._forms_of(lang)[char]

    def glyphs(self, text: str, lang: str) -> list[int]:
        """One glyph for each character, each shaped alone: for what is monospaced and joins with nothing."""
        return list(map(self._forms_of(lang).__getitem__, text))

    def fault(self, char: str, lang: str, *, upright: bool = False) -> str:
        """Why a character can't be set in the face, which maps it to a glyph; "" where it can, or is mapped to none."""
        forms = self._forms_of(lang, "ttb" if upright else "ltr")
        return "" if forms[char] else forms.faults.get(char, "")

    def cluster_fault(
        self, text: str, glyphs: tuple[int, ...], advance: int, *, upright: bool = False
    ) -> str:
        """Why glyphs of `shape`, which move the pen by `advance`, don't show their cluster's text; "" where they do."""
        return self._sound.fault(text, glyphs, advance, upright=upright)

    def moved(self, glyphs: Sequence[tuple[int, int, int]], advance: int) -> str:
        """Why glyphs of `shape`, each with how far right and up it is moved, can't be printed there; "" if they can."""
        return self._sound.moved(glyphs, advance)

    def script_metrics(self, *, raised: bool) -> tuple[int, int]:
        """The size of superscripts (or subscripts) that are made, and how far their baseline is over that of the line,
        in thousandths of an em.
        """
        return script_metrics(self.hb_font, raised=raised)

    def features(self, lang: str) -> frozenset[str]:
        """The OpenType features that the face has for words and Han of a language."""
        return features_of(self.hb_face, lang)

    def varies(self, char: str, selector: str) -> bool:
        """Whether the face knows the form of a character that a variation selector asks for (cmap, format 14)."""
        return bool(self.hb_font.get_variation_glyph(ord(char), ord(selector)))

    def advance(self, glyph: int) -> int:
        """The horizontal advance of a glyph."""
        try:
            return self._advances[glyph]
        except KeyError:
            value = self._advances[glyph] = int(self.hb_font.get_glyph_h_advance(glyph))
            return value

    def ink(self, glyph: int) -> Bounds:
        """The box of the glyph's ink."""
        try:
            return self._inks[glyph]
        except KeyError:
            value = self._inks[glyph] = self._measure(glyph)
            return value

    def edges(self, glyph: int, *, down: bool = False) -> Bands:
        """How far the glyph's ink reaches in each band across a line that runs to the right, or `down`."""
        key = (glyph, down)
        if key not in self._edges:
            self._edges[key] = (column_edges if down else row_edges)(self.hb_font, glyph)
        return self._edges[key]

    def upright_glyphs(self, text: str, lang: str) -> list[int]:
        """One glyph for each character of a vertical line, in its vertical form where the face has one (`vert`)."""
        return list(map(self._forms_of(lang, "ttb").__getitem__, text))

    def advance_down(self, glyph: int) -> int:
        """How far a glyph of a vertical line moves the pen downward; an em in a face without vertical metrics."""
        if self._vertical_metrics is None:
            return self.upem
        return -int(self.hb_font.get_glyph_v_advance(glyph))

    def upright_origin(self, glyph: int) -> tuple[int, int]:
        """The middle of the top of a glyph's em box, in font units from its horizontal origin, y upward.

        That is what VORG says, or the ink's top and the top side bearing of `vmtx` (OpenType, VORG and vmtx); in a
        face without vertical metrics it is reckoned from the em box of Han characters.
        """
        if self._vertical_metrics is None:
            return self.advance(glyph) // 2, self._em_top
        if self._vertical_metrics.by_ink:
            return self.advance(glyph) // 2, self.ink(glyph).y_max + self._vertical_metrics.bearing(glyph)
        x, y = self.hb_font.get_glyph_v_origin(glyph)
        return int(x), int(y)

    def shape(
        self,
        text: str,
        lang: str,
        features: Mapping[str, bool] = NO_FEATURES,
        direction: TextDirection = "ltr",
    ) -> tuple[Shaped, ...]:
        """The glyphs of a text in visual order, with everything the face does by itself and `features`.

        The text is taken to be of one direction and one script (the first that shows in it). Where the face makes too
        many glyphs of it each character has the glyph `ENDLESS`.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = direction
        buffer.language = lang
        buffer.guess_segment_properties()
        if buffer.script in (None, "", "Zyyy", "Zinh"):
            # Marks alone have no script of their own: `——` joins only under one that knows it.
            buffer.script = "Hani" if lang[:2].lower() in ("zh", "ja", "ko") else "Latn"
        try:
            hb.shape(self.hb_font, buffer, dict(features))
        except MemoryError:  # HarfBuzz stops a face that makes glyphs of glyphs without end
            return _endless(text)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        if len(infos) > MOST_PARTS * (len(text) + 1):
            return _endless(text)
        if positions is None:
            return ()
        along = "x_advance" if direction in ("ltr", "rtl") else "y_advance"
        sign = 1 if direction in ("ltr", "rtl") else -1
        return tuple(
            Shaped(info.codepoint, sign * getattr(place, along), place.x_offset, place.y_offset, info.cluster)
            for info, place in zip(infos, positions, strict=True)
        )

    def _forms_of(self, lang: str, direction: TextDirection = "ltr") -> CharacterForms:
        try:
            return self._forms[lang, direction]
        except KeyError:
            value = self._forms[lang, direction] = CharacterForms(self.hb_font, self._sound, lang, direction)
            return value

    def _measure(self, glyph: int) -> Bounds:
        extents = self.hb_font.get_glyph_extents(glyph)
        if extents is None:
            return Bounds(0, 0, 0, 0)
        # HarfBuzz gives the top left corner and a height that runs downward (negative).
        left, top = extents.x_bearing, extents.y_bearing
        return Bounds(left, top + extents.height, left + extents.width, top)


def _endless(text: str) -> tuple[Shaped, ...]:
    return tuple(Shaped(ENDLESS, 0, 0, 0, at) for at in range(len(text)))
