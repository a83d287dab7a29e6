"""The glyphs that pages show in one face -> one composite font of a PDF, and the code of each glyph in it.

ISO 32000-1 9.7: a Type0 font with Identity-H, so that two bytes of text are a CID; what vertical lines show upright
has a twin with Identity-V over the same descendant. CIDs up to the program's last glyph are the program's own glyph
ids. Where one glyph has two texts (⼀ and 一, a hyphen and a minus), the further ones get CIDs behind the last,
since ToUnicode can say but one thing of each.
"""

from __future__ import annotations

import hashlib
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from fonts.face import Face
from fonts.remembered import remember
from fonts.subset import Subset, repeat_glyphs, subset
from layout.press.file.numbers import hundredths
from layout.press.file.objects import DEFLATE_LEVEL, PdfDictionary, PdfStream, array, name
from layout.press.fonts.metrics import EM, Hanging, Sign, hangings, vertical_arrays, width_array

SYMBOLIC: Final = 4
ITALIC: Final = 64
ZERO_WIDTH_SPACE: Final = "\u200b"
LAST_CID: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A composite font, all but its name in the document: a pure value that any number of files can hold.

    `codes` gives each sign its code as four hexadecimal digits and its width in 1/`EM` em. `hanging` says the same of
    the signs that vertical lines show upright, and `vertical` are the descendant's entries for them (DW2 and W2).
    `program`, `to_unicode` and `cid_to_gid` are compressed. `digest` is a hash of the program and the codes.
    """

    codes: Mapping[Sign, tuple[str, int]]
    base_font: str
    kind: Literal["glyf", "cff"]
    program: bytes
    program_length: int
    to_unicode: bytes
    cid_to_gid: bytes | None
    widths: str
    default_width: str
    descriptor: Mapping[str, str]
    digest: str
    hanging: Mapping[Sign, Hanging]
    vertical: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Key:
    """What an embedded font depends on. Two faces opened from one file are one and the same here."""

    sha256: str
    index: int
    axes: tuple[tuple[str, float], ...]
    signs: frozenset[Sign]
    upright: frozenset[Sign]
    face: Face = field(compare=False)


def embed(face: Face, signs: Iterable[Sign], upright: Iterable[Sign] = ()) -> EmbeddedFont:
    """The composite font that shows `signs` in `face`, and those of them that are `upright` in vertical lines too.

    The latest are remembered, for the next page or proof.
    Raises FontError for a face that can't be cut down. Glyph 0 must not be among the signs: the caller has
    found it already, and can say where on the page it is.
    """
    return _embed(_Key(face.sha256, face.index, face.axes, frozenset(signs), frozenset(upright), face))


@remember(64)
def _embed(key: _Key) -> EmbeddedFont:
    face = key.face
    if any(glyph == 0 for glyph, _ in key.signs):
        raise ValueError("glyph 0 is no character and can't be embedded as one")
    cut = subset(face, (glyph for glyph, _ in key.signs))
    cids = _allot(key.signs, cut)
    # The glyph behind each CID past the program's last, in order.
    extra = [
        cut.new_ids[glyph]
        for (glyph, _), cid in sorted(cids.items(), key=lambda item: item[1])
        if cid >= len(cut.advances)
    ]
    program = repeat_glyphs(cut.data, extra) if extra and cut.kind == "cff" else cut.data
    widths = [round(advance * EM / face.upem) for advance in cut.advances]
    widths += [widths[new] for new in extra]
    usual = Counter(widths[1:]).most_common(1)[0][0] if len(widths) > 1 else EM
    base_font = f"{cut.tag}+{_instance_name(face)}"
    codes = {sign: (f"{cid:04X}", widths[cid]) for sign, cid in cids.items()}
    hanging = hangings(face, key.upright)
    return EmbeddedFont(
        codes=codes,
        base_font=base_font,
        kind=cut.kind,
        program=zlib.compress(program, DEFLATE_LEVEL),
        program_length=len(program),
        to_unicode=zlib.compress(to_unicode(cids), DEFLATE_LEVEL),
        cid_to_gid=zlib.compress(_cid_to_gid(len(cut.advances), extra), DEFLATE_LEVEL)
        if cut.kind == "glyf"
        else None,
        widths=width_array(widths, usual),
        default_width=hundredths(usual),
        descriptor=_descriptor(face, {glyph for glyph, _ in key.signs}),
        digest=hashlib.sha256(program + repr(sorted(cids.items())).encode()).hexdigest(),
        hanging=hanging,
        vertical=vertical_arrays({cids[sign]: hangs for sign, hangs in hanging.items()}, widths),
    )


def _allot(signs: frozenset[Sign], cut: Subset) -> dict[Sign, int]:
    """A CID for each sign: a glyph's first text takes the glyph's own, further ones follow the last glyph.

    First is the shortest text that is not empty, then the lowest in code points: whatever the page's order.
    """
    cids: dict[Sign, int] = {}
    taken: set[int] = set()
    following = len(cut.advances)
    for glyph, text in sorted(signs, key=lambda sign: (sign[0], not sign[1], len(sign[1]), sign[1])):
        if glyph in taken:
            cids[glyph, text] = following
            following += 1
        else:
            cids[glyph, text] = cut.new_ids[glyph]
            taken.add(glyph)
    if following > LAST_CID + 1:
        raise ValueError(f"{following} codes in one font: two bytes hold {LAST_CID + 1}")
    return cids


def _cid_to_gid(glyphs: int, extra: Sequence[int]) -> bytes:
    """The map of CIDs to glyph ids, two bytes each (ISO 32000-1 table 117)."""
    return b"".join(gid.to_bytes(2, "big") for gid in (*range(glyphs), *extra))


def to_unicode(cids: Mapping[Sign, int]) -> bytes:
    """The CMap from codes to text (ISO 32000-1 9.10.3): UTF-16, so any plane and any number of characters.

    A glyph without a text reads as a zero-width space: for one that is not in the map, readers guess.
    """
    lines = [
        f"<{cid:04X}> <{utf16(text or ZERO_WIDTH_SPACE)}>"
        for (_, text), cid in sorted(cids.items(), key=lambda item: item[1])
    ]
    # A block holds a hundred entries at most.
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode("ascii")


def utf16(text: str) -> str:
    """The text in big-endian UTF-16, as hexadecimal digits."""
    return text.encode("utf-16-be").hex().upper()


def _instance_name(face: Face) -> str:
    """A PostScript name that no other instance of the face has: two of one name would pass for one font."""
    # A variable face is named after its default style, which an instance need not have.
    own_name = face.postscript_name.partition("-")[0] if face.axes else face.postscript_name
    plain = re.sub(r"[^A-Za-z0-9-]", "", own_name)[:48] or f"Font{face.sha256[:8]}"
    axes = "".join(f"-{axis.strip()}{value:g}".replace(".", "p") for axis, value in face.axes)
    return plain + re.sub(r"[^A-Za-z0-9-]", "", axes)


def _descriptor(face: Face, glyphs: set[int]) -> dict[str, str]:
    """The font's own figures, in thousandths of an em (ISO 32000-1 table 122).

    The box is that of the glyphs in use. No OpenType face has a stem's width: it is the usual estimate
    from the weight, and only a substitute for the font, which is embedded, would be drawn with it.
    """
    font = face.hb_font
    weight = float(font.get_style_value(hb.StyleTag.WEIGHT))
    slant = float(font.get_style_value(hb.StyleTag.SLANT_ANGLE))
    capital = font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    inks = [face.ink(glyph) for glyph in glyphs]

    def em(units: float) -> int:
        return round(units * 1000 / face.upem)

    box = (
        math.floor(min((ink.x_min for ink in inks), default=0) * 1000 / face.upem),
        math.floor(min((ink.y_min for ink in inks), default=0) * 1000 / face.upem),
        math.ceil(max((ink.x_max for ink in inks), default=0) * 1000 / face.upem),
        math.ceil(max((ink.y_max for ink in inks), default=0) * 1000 / face.upem),
    )
    return {
        "Flags": str(SYMBOLIC | (ITALIC if slant else 0)),
        "FontBBox": array(*box),
        "ItalicAngle": f"{slant:g}",
        "Ascent": str(em(face.ascent)),
        "Descent": str(em(face.descent)),
        "CapHeight": str(em(capital)),
        "StemV": str(round(50 + (weight / 65) ** 2)),
    }


@dataclass(frozen=True, slots=True)
class CompositeFont:
    """An embedded font under its name in one document.

    It is in ReportLab's list `delayedFonts`. When the file is written, ReportLab calls `addObjects` of each.
    """

    font: EmbeddedFont
    label: str

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:
        """Add the font and all that belongs to it, and enter it among the fonts that pages may use."""
        font = self.font
        base = name(font.base_font)
        is_cff = font.kind == "cff"
        flate = {"Filter": name("FlateDecode")}
        own = {"Subtype": name("CIDFontType0C")} if is_cff else {"Length1": font.program_length}
        program = PdfStream(font.program, flate | own)
        descriptor = PdfDictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": base,
                **font.descriptor,
                "FontFile3" if is_cff else "FontFile2": program,
            }
        )
        descendant: dict[str, Any] = {
            "Type": name("Font"),
            "Subtype": name("CIDFontType0" if is_cff else "CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
            ),
            "FontDescriptor": descriptor,
            "DW": font.default_width,
            "W": font.widths,
            **font.vertical,
        }
        if font.cid_to_gid is not None:
            descendant["CIDToGIDMap"] = PdfStream(font.cid_to_gid, flate)
        shared = PdfDictionary(descendant)
        mapping = PdfStream(font.to_unicode, flate)
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        for label, encoding in ((self.label, "Identity-H"), (upright_label(self.label), "Identity-V")):
            if encoding == "Identity-V" and not font.vertical:
                continue
            composite = PdfDictionary(
                {
                    "Type": name("Font"),
                    "Subtype": name("Type0"),
                    # Under a CFF descendant the name says the encoding too (table 121).
                    "BaseFont": name(f"{font.base_font}-{encoding}") if is_cff else base,
                    "Encoding": name(encoding),
                    "DescendantFonts": pdfdoc.PDFArray([shared]),
                    "ToUnicode": mapping,
                }
            )
            fonts[label] = document.Reference(composite)


def upright_label(label: str) -> str:
    """The name of a font's upright twin, which shares its descendant and with that its program."""
    return f"{label}V"
