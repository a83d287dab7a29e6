"""The fonts inside a press file: each one whole, of the right weight, its widths and its text true."""

from __future__ import annotations

import hashlib
import io
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from fonts.face import Face, FaceSpec
from layout.press.document import Resources, write_pdf
from layout.press.file.numbers import hundredths
from layout.press.fonts.metrics import width_array
from layout.press.fonts.objects import embed
from tests.faces import square_face
from tests.press.reading import glyphs, opened, to_unicode, width_of
from tests.press.scenes import Setting, hei, page, region, scene, song, text_line

TEXT = "中文字体，Typography “VA” 10.5——𬭩"


def written(tmp_path: Path, *faces: Face, text: str = TEXT) -> pikepdf.Pdf:
    lines = [text_line(text, Setting(face), baseline=50_000 * (at + 1)) for at, face in enumerate(faces)]
    made = scene([page(region(*lines))], faces)
    known = {face.id: face for face in faces}
    return opened(write_pdf(made, made.pages, Resources(lambda ref: known[ref.id], tmp_path)))


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font for _, font in sorted(pdf.pages[0].Resources.Font.items())]


def own(path: Path) -> Face:
    return Face(FaceSpec("own", path, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), 0, ()))


def test_every_face_is_one_composite_font_embedded_as_a_subset(tmp_path: Path) -> None:
    with written(tmp_path, song(400), song(900), hei(700)) as pdf:
        fonts = fonts_of(pdf)
        assert len(fonts) == 3
        names = set()
        for font in fonts:
            descendant = font.DescendantFonts[0]
            assert [str(font.Subtype), str(font.Encoding)] == ["/Type0", "/Identity-H"]
            tag, _, rest = str(font.BaseFont)[1:].partition("+")
            assert len(tag) == 6
            assert tag.isalpha() and tag.isupper()
            assert descendant.BaseFont == descendant.FontDescriptor.FontName == font.BaseFont
            assert len(descendant.FontDescriptor.FontFile2.read_bytes()) > 1_000
            names.add(rest)
        # Two weights of one name would be taken for one font.
        assert len(names) == 3


def test_nothing_names_a_font_that_is_not_embedded(tmp_path: Path) -> None:
    with written(tmp_path, song()) as pdf:
        fonts = [item for item in pdf.objects if _is(item, "/Font")]
        assert {str(font.Subtype) for font in fonts} == {"/Type0", "/CIDFontType2"}
        assert not any("Helvetica" in repr(item) for item in pdf.objects)


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


@pytest.mark.parametrize("weight", [250, 400, 900])
def test_widths_are_those_of_the_program(tmp_path: Path, weight: int) -> None:
    with written(tmp_path, song(weight)) as pdf:
        (font,) = fonts_of(pdf)
        descendant = font.DescendantFonts[0]
        program = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        to_gid = descendant.CIDToGIDMap.read_bytes()
        order = program.getGlyphOrder()
        widths = width_of(font)
        assert len(to_unicode(font)) == len(set(TEXT))
        for code in to_unicode(font):
            gid = int.from_bytes(to_gid[2 * code : 2 * code + 2], "big")
            advance = program["hmtx"][order[gid]][0]
            assert widths(code) == pytest.approx(advance * 1000 / program["head"].unitsPerEm, abs=0.01)


def test_the_program_is_of_the_weight_that_was_asked_for(tmp_path: Path) -> None:
    light, heavy = song(250), song(900)
    glyph = light.glyph("工", "zh-Hans")
    assert light.ink(glyph) != heavy.ink(glyph)
    for face in (light, heavy):
        with written(tmp_path, face, text="工") as pdf:
            (font,) = fonts_of(pdf)
            program = TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
            pen = BoundsPen(program.getGlyphSet())
            program.getGlyphSet()[program.getGlyphOrder()[1]].draw(pen)
            ink = face.ink(glyph)
            assert pen.bounds == pytest.approx((ink.x_min, ink.y_min, ink.x_max, ink.y_max), abs=1)


def test_two_characters_of_one_glyph_have_two_codes_and_one_outline(tmp_path: Path) -> None:
    face = song()
    assert face.glyph("⼀", "zh-Hans") == face.glyph("一", "zh-Hans")
    with written(tmp_path, face, text="一⼀") as pdf:
        (font,) = fonts_of(pdf)
        texts = to_unicode(font)
        assert sorted(texts.values()) == ["⼀", "一"]
        to_gid = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        gids = {to_gid[2 * code : 2 * code + 2] for code in texts}
        assert len(gids) == 1
        assert {width_of(font)(code) for code in texts} == {1000}


def test_two_characters_of_one_glyph_have_two_codes_in_cff_too(tmp_path: Path) -> None:
    face = own(square_face("中文", tmp_path / "own.otf", "cff"))
    glyph = face.glyph("中", "zh-Hans")
    made = embed(face, {(glyph, "中"), (glyph, "⼀"), (face.glyph("文", "zh-Hans"), "文")})
    assert len({code for code, _ in made.codes.values()}) == 3
    assert {width for _, width in made.codes.values()} == {100_000}
    code, _ = made.codes[glyph, "⼀"]
    # The first text by order keeps the glyph's own place; the other is a copy behind the last.
    outlines = _cff_outlines(_inflated(made.program))
    assert len(outlines) == 4
    assert outlines[int(made.codes[glyph, "中"][0], 16)] == outlines[int(code, 16)]


def test_a_cff_font_is_embedded_as_cff(tmp_path: Path) -> None:
    face = own(square_face("中文", tmp_path / "own.otf", "cff"))
    with written(tmp_path, face, text="文中") as pdf:
        (font,) = fonts_of(pdf)
        descendant = font.DescendantFonts[0]
        assert descendant.Subtype == "/CIDFontType0"
        assert descendant.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
        assert "/CIDToGIDMap" not in descendant
        assert str(font.BaseFont) == f"{descendant.BaseFont}-Identity-H"


def _inflated(data: bytes) -> bytes:
    return zlib.decompress(data)


def _cff_outlines(data: bytes) -> list[Any]:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None, isCFF2=False)
    found = []
    for name in fonts[0].charset:
        outline = fonts[0].CharStrings[name]
        outline.decompile()
        found.append(outline.program)
    return found


def test_the_descriptor_tells_the_fonts_own_figures(tmp_path: Path) -> None:
    face = own(square_face("中文", tmp_path / "own.ttf"))
    with written(tmp_path, face, text="文中") as pdf:
        descriptor = fonts_of(pdf)[0].DescendantFonts[0].FontDescriptor
        assert [int(edge) for edge in descriptor.FontBBox] == [0, -120, 1000, 880]
        assert (int(descriptor.Ascent), int(descriptor.Descent)) == (880, -120)
        assert (int(descriptor.ItalicAngle), int(descriptor.Flags)) == (0, 4)


def test_glyph_0_is_never_embedded_as_text() -> None:
    with pytest.raises(ValueError, match="glyph 0"):
        embed(song(), {(0, "?")})


def test_the_same_glyphs_are_embedded_once(tmp_path: Path) -> None:
    face = song()
    signs = {(glyph, char) for char, glyph in zip("报纸", face.glyphs("报纸", "zh-Hans"), strict=True)}
    assert embed(face, signs) is embed(face, set(signs))
    other = embed(song(900), signs)
    assert other.base_font != embed(face, signs).base_font


@pytest.mark.parametrize(
    ("widths", "array"),
    [
        ([100_000, 100_000], "[]"),
        ([50_000, 100_000, 33_333], "[0 [500] 2 [333.33]]"),
        ([100_000, 50_000, 50_050, 100_000], "[1 [500 500.5]]"),
    ],
)
def test_widths_that_are_usual_are_not_listed(widths: list[int], array: str) -> None:
    assert width_array(widths, 100_000) == array


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (5, "0.05"), (-5, "-0.05"), (-1250, "-12.5"), (100, "1"), (12_345, "123.45")],
)
def test_numbers_are_short_and_exact(count: int, text: str) -> None:
    assert hundredths(count) == text


def test_a_face_of_2048_units_keeps_its_places(tmp_path: Path) -> None:
    liberation = Path(str(song().path)).parent / "LiberationSerif-Regular.ttf"
    face = own(liberation)
    assert face.upem == 2048
    line = text_line("Typography in 2048 units: AVATAR, fi, ffl.", Setting(face, lang="en"))
    made = scene([page(region(line))], [face])
    data = write_pdf(made, made.pages, Resources(lambda _: face, tmp_path))
    (run,) = line.runs
    for glyph, x in zip(glyphs(data), run.xs, strict=True):
        assert glyph.x == pytest.approx((run.x + x) / 1000, abs=0.001)
