"""A subset holds the glyphs that were asked for, at their weight, and is the same on every run."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont, newTable

from fonts.catalogue import Catalogue
from fonts.errors import FontError
from fonts.face import Face, FaceSpec
from fonts.subset import _subset, repeat_glyphs, subset
from tests.faces import Design, square_collection, square_face, variable_face

CHARS = "中文字体，A"


def face_of(path: Path, index: int = 0, axes: tuple[tuple[str, float], ...] = ()) -> Face:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Face(FaceSpec("own", path, path.name, sha256, index, axes))


def cff_of(data: bytes) -> Any:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None, isCFF2=False)
    return fonts[0]


def test_a_glyf_face_gives_a_small_truetype_file(tmp_path: Path) -> None:
    face = face_of(square_face(CHARS, tmp_path / "own.ttf", design=Design(advances={"A": 600})))
    wanted = face.glyphs("字A", "zh-Hans")
    made = subset(face, wanted)
    program = TTFont(io.BytesIO(made.data))
    assert made.kind == "glyf"
    assert sorted(program.keys()) == ["GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"]
    assert set(made.new_ids) == {0, *wanted}
    assert [made.advances[made.new_ids[glyph]] for glyph in wanted] == [1000, 600]
    assert [program["hmtx"][name][0] for name in program.getGlyphOrder()] == list(made.advances)


def test_a_cff_face_gives_a_bare_cff_table(tmp_path: Path) -> None:
    face = face_of(square_face(CHARS, tmp_path / "own.otf", "cff", Design(advances={"A": 600})))
    made = subset(face, face.glyphs("字A", "zh-Hans"))
    assert made.kind == "cff"
    assert len(cff_of(made.data).CharStrings) == len(made.advances) == 3


def test_one_face_of_a_collection_is_cut(tmp_path: Path) -> None:
    designs = [Design(advances={"A": 500}), Design(style="Bold", advances={"A": 700})]
    path = square_collection(CHARS, tmp_path / "own.ttc", designs)
    for index, advance in enumerate((500, 700)):
        face = face_of(path, index)
        made = subset(face, face.glyphs("A", "en"))
        assert made.advances[1] == advance


@pytest.mark.parametrize(("weight", "right"), [(400.0, 1000), (900.0, 900), (650.0, 950)])
def test_the_weight_is_pinned(tmp_path: Path, weight: float, right: int) -> None:
    face = face_of(variable_face(CHARS, tmp_path / "own.ttf"), axes=(("wght", weight),))
    made = subset(face, face.glyphs("中", "zh-Hans"))
    program = TTFont(io.BytesIO(made.data))
    assert not {"fvar", "gvar", "avar", "HVAR", "MVAR", "STAT"} & set(program.keys())
    pen = BoundsPen(program.getGlyphSet())
    program.getGlyphSet()[program.getGlyphOrder()[1]].draw(pen)
    assert pen.bounds == (0, -120, right, 880)


def test_a_variable_cff_face_is_brought_down_to_cff(tmp_path: Path) -> None:
    face = face_of(_variable_cff(tmp_path / "own.otf"), axes=(("wght", 900.0),))
    made = subset(face, face.glyphs("AB", "en"))
    top = cff_of(made.data)
    assert made.kind == "cff"
    # A code is a CID: the charset has to count from 0 without a gap.
    assert top.charset == [".notdef", "cid00001", "cid00002"]
    outline = top.CharStrings["cid00002"]
    outline.decompile()
    # 500 wide at weight 400, 600 at 900: the width (700 - 500) comes first.
    assert outline.program == [200, 0, 0, "rmoveto", 600, 700, -600, "hlineto", "endchar"]
    assert made.advances == (500, 600, 700)


def _variable_cff(path: Path) -> Path:
    builder = FontBuilder(1000, isTTF=False)
    advances = {".notdef": 500, "A": 600, "B": 700}
    builder.setupGlyphOrder(list(advances))
    builder.setupCharacterMap({0x41: "A", 0x42: "B"})
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own-Regular"})
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    wider = [
        0,
        0,
        "rmoveto",
        500,
        100,
        1,
        "blend",
        "hlineto",
        700,
        "vlineto",
        -500,
        -100,
        1,
        "blend",
        "hlineto",
    ]
    programs = {name: T2CharString(program=wider) for name in advances}
    # Less high than the letters: what looks like the box for missing characters is taken for it.
    lower = [600 if one == 700 else one for one in wider]
    programs[".notdef"] = T2CharString(program=lower)
    builder.setupCFF2(programs, [{}], [{"wght": (0, 1, 1)}])
    builder.setupHorizontalMetrics({name: (advance, 0) for name, advance in advances.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def test_a_cff_face_that_counts_with_gaps_is_counted_anew(tmp_path: Path) -> None:
    """The big CJK faces are CID-keyed: without care a subset keeps their numbers, and its codes would miss."""
    variable = face_of(_variable_cff(tmp_path / "v.otf"))
    font = TTFont(variable.path)
    for tag in ("CFF2", "fvar"):
        del font[tag]
    font["CFF "] = newTable("CFF ")
    font["CFF "].decompile(subset(variable, variable.glyphs("AB", "en")).data, font)
    font.setGlyphOrder([".notdef", "cid00001", "cid00002"])
    font["cmap"].tables[0].cmap = {0x42: "cid00002"}
    del font["cmap"].tables[1:]
    font.save(tmp_path / "own.otf")
    face = face_of(tmp_path / "own.otf")
    made = subset(face, [2])
    assert made.new_ids == {0: 0, 2: 1}
    assert cff_of(made.data).charset == [".notdef", "cid00001"]


def test_no_glyph_comes_along_that_was_not_asked_for() -> None:
    face = Catalogue.load().resolve("song", 400).face
    # Each of these has a vertical form and others that the face could put in its place.
    wanted = face.glyphs("，—（", "zh-Hans")
    assert set(subset(face, wanted).new_ids) == {0, *wanted}


def test_the_same_glyphs_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    face = face_of(square_face(CHARS, tmp_path / "own.ttf"))
    wanted = face.glyphs(CHARS, "zh-Hans")
    first = subset(face, wanted)
    _subset.cache_clear()
    assert subset(face, reversed(wanted)) == first


def test_other_glyphs_or_another_weight_have_another_tag(tmp_path: Path) -> None:
    path = variable_face(CHARS, tmp_path / "own.ttf")
    light, heavy = (face_of(path, axes=(("wght", weight),)) for weight in (400.0, 900.0))
    tags = {
        subset(light, light.glyphs("中", "zh-Hans")).tag,
        subset(light, light.glyphs("中文", "zh-Hans")).tag,
        subset(heavy, heavy.glyphs("中", "zh-Hans")).tag,
    }
    assert len(tags) == 3
    assert all(len(tag) == 6 and tag.isascii() and tag.isupper() for tag in tags)


def test_a_glyph_that_the_face_has_not_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    face = face_of(square_face(CHARS, tmp_path / "own.ttf"))
    with pytest.raises(FontError, match="no glyph 700") as caught:
        subset(face, [1, 700])
    assert caught.value.file == "own.ttf"


@pytest.mark.parametrize("variable", [False, True])
def test_a_glyph_of_a_cff_table_can_be_repeated(tmp_path: Path, variable: bool) -> None:
    # A plain CFF names its glyphs; one that was CFF2 numbers them and selects among dictionaries.
    path = _variable_cff(tmp_path / "v.otf") if variable else square_face("AB", tmp_path / "own.otf", "cff")
    face = face_of(path)
    made = subset(face, face.glyphs("AB", "en"))
    top = cff_of(repeat_glyphs(made.data, [2, 1, 2]))
    programs = []
    for name in top.charset:
        outline = top.CharStrings[name]
        outline.decompile()
        programs.append(outline.program)
    assert len(programs) == len(set(top.charset)) == 6
    assert programs[3:] == [programs[2], programs[1], programs[2]]
