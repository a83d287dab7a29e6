"""Fonts of a file against their programs: what is missing, broken, or other than declared."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pytest
from fontTools.cffLib import (
    CFFFontSet,
    FDArrayIndex,
    FDSelect,
    FontDict,
)
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from fonts.face import Face, FaceSpec
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.fonts.cff import read_cff
from layout.preflight.fonts.program import BrokenProgram
from layout.preflight.fonts.sfnt import read_sfnt
from layout.preflight.fonts.type1 import decipher, read_type1
from layout.preflight.plant import Plant
from layout.preflight.rules.fonts import check_fonts
from layout.press.document import Resources, write_pdf
from tests.faces import square_face
from tests.preflight.planting import edited
from tests.press.scenes import CONDITION, Setting, page, region, scene, text_line


def font_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj.Resources.Font["/F1"]


def descendant(pdf: pikepdf.Pdf) -> Any:
    return font_of(pdf).DescendantFonts[0]


def checked(data: bytes) -> list[Finding]:
    """What is found in the fonts of which the pages paint something."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(check_fonts.find(ExaminedFile(pdf, Plant())))


def found(data: bytes, change: Any) -> set[str]:
    return {finding.rule for finding in checked(edited(data, change))}


def program_cut(pdf: pikepdf.Pdf) -> None:
    stream = descendant(pdf).FontDescriptor.FontFile2
    stream.write(stream.read_bytes()[:-700])


def program_of(data: bytes) -> Any:
    return lambda pdf: descendant(pdf).FontDescriptor.FontFile2.write(data)


def wider(pdf: pikepdf.Pdf) -> None:
    descendant(pdf).W = Array([1, Array([250, 1000, 1000])])


def descriptor_put(key: str, of: str) -> Any:
    def change(pdf: pikepdf.Pdf) -> None:
        font = descendant(pdf).FontDescriptor
        font[key] = font[of]
        del font[of]

    return change


FAULTS: list[tuple[str, Any, set[str]]] = [
    ("nothing", lambda pdf: None, set()),
    ("not embedded", lambda pdf: descendant(pdf).FontDescriptor.__delitem__("/FontFile2"), {"font-embedded"}),
    ("no descriptor", lambda pdf: descendant(pdf).__delitem__("/FontDescriptor"), {"font-embedded"}),
    ("no tag", lambda pdf: descendant(pdf).__setitem__("/BaseFont", Name.Song), {"font-subset-tag"}),
    ("no ToUnicode", lambda pdf: font_of(pdf).__delitem__("/ToUnicode"), {"font-unicode"}),
    ("an empty ToUnicode", lambda pdf: font_of(pdf).ToUnicode.write(b""), {"font-unicode"}),
    ("other widths", wider, {"font-widths"}),
    ("a width within a thousandth", lambda pdf: descendant(pdf).__setitem__("/W", Array([1, Array([1000.9])])), set()),
    ("a map beyond the glyphs", lambda pdf: descendant(pdf).__setitem__("/CIDToGIDMap", pdf.make_stream(b"\xff\xf0" * 60)), {"font-glyph-map"}),
    ("a map that is none", lambda pdf: descendant(pdf).__setitem__("/CIDToGIDMap", Name.Other), {"font-glyph-map"}),
    ("a program cut short", program_cut, {"font-program"}),
    ("a program of nothing", program_of(b""), {"font-program"}),
    ("a program of junk", program_of(b"junk" * 99), {"font-program"}),
    ("a program of another type", descriptor_put("/FontFile", "/FontFile2"), {"font-program"}),
    ("Type 3, of which the page's text is told", lambda pdf: font_of(pdf).__setitem__("/Subtype", Name.Type3), set()),
    ("a CMap that is not read", lambda pdf: font_of(pdf).__setitem__("/Encoding", Name("/GBK-EUC-H")), {"font-not-read"}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_of_a_font_is_found_and_nothing_else(x4: bytes, change: Any, expected: set[str]) -> None:
    # A W that has a few widths less: what is not listed is not asked for.
    assert found(x4, change) == expected


def more_text(pdf: pikepdf.Pdf, content: bytes) -> None:
    """Adds content to the page, in the font F1 at 9 points."""
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" BT /F1 9 Tf " + content + b" ET")


def test_notdef_is_found_where_it_is_shown(x4: bytes) -> None:
    assert checked(edited(x4, lambda pdf: more_text(pdf, b"<00010002> Tj"))) == []
    (finding,) = checked(edited(x4, lambda pdf: more_text(pdf, b"60 50 Td <00010000> Tj")))
    assert (finding.rule, finding.page) == ("font-notdef", 1)
    assert finding.place is not None
    # 60 points from the sheet's edge, of which 8.5 are bleed.
    assert finding.place.left == pytest.approx((60 - 8.504) / 72 * 25.4, abs=0.02)
    assert "0000" in finding.what


def test_fonts_that_nothing_is_painted_in_are_passed_over(x4: bytes) -> None:
    def broken(pdf: pikepdf.Pdf) -> None:
        del descendant(pdf).FontDescriptor["/FontFile2"]

    assert found(x4, broken) == {"font-embedded"}

    def unseen(pdf: pikepdf.Pdf, content: bytes) -> None:
        broken(pdf)
        pdf.pages[0].obj.Contents = pdf.make_stream(content)

    assert found(x4, lambda pdf: unseen(pdf, b"")) == set()
    assert found(x4, lambda pdf: unseen(pdf, b"BT /F1 9 Tf 3 Tr <0001> Tj ET")) == set()
    assert found(x4, lambda pdf: unseen(pdf, b"BT /F1 9 Tf <0001> Tj ET")) == {"font-embedded"}


def test_a_font_that_is_no_object_of_its_own_is_looked_at(x4: bytes) -> None:
    def direct(pdf: pikepdf.Pdf) -> None:
        wider(pdf)
        pdf.pages[0].obj.Resources.Font["/F1"] = Dictionary(dict(font_of(pdf).items()))

    assert found(x4, direct) == {"font-widths"}


def test_a_cmap_of_the_files_own_is_followed(x4: bytes) -> None:
    cmap = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidchar <8140> 1 endcidchar"

    def own_cmap(pdf: pikepdf.Pdf) -> None:
        font_of(pdf).Encoding = pdf.make_stream(cmap, Type=Name.CMap)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 9 Tf <8140> Tj ET")

    assert found(x4, own_cmap) == set()
    assert found(edited(x4, own_cmap), wider) == {"font-widths"}


@pytest.mark.parametrize("kind", ["glyf", "cff"])
def test_a_readers_own_face_passes_in_both_outlines(tmp_path: Path, kind: Literal["glyf", "cff"]) -> None:
    data = own_face_file(kind, tmp_path)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        subtype = "/CIDFontType0" if kind == "cff" else "/CIDFontType2"
        assert descendant(pdf).Subtype == subtype
    assert checked(data) == []

    def narrow(pdf: pikepdf.Pdf) -> None:
        descendant(pdf).W = Array([1, 3, 900])

    (finding,) = checked(edited(data, narrow))
    assert finding.rule == "font-widths"
    assert "900 instead of 1000" in finding.what


def own_face_file(kind: Literal["glyf", "cff"], root: Path) -> bytes:
    path = square_face("中文-", root / f"own.{kind}", kind)
    face = Face(FaceSpec("own", path, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), 0, ()))
    made = scene([page(region(text_line("中文-中", Setting(face))))], [face], CONDITION)
    return write_pdf(made, made.pages, Resources(lambda _: face, root))


def simple_font(pdf: pikepdf.Pdf, key: str, program: bytes, **entries: Any) -> None:
    """A simple font `Own` on a new page, of one program."""
    stream = pdf.make_stream(program)
    if key == "/FontFile3":
        stream.Subtype = Name.Type1C
    descriptor = Dictionary({"/Type": Name.FontDescriptor, "/Flags": 4, key: stream})
    font = Dictionary(
        Type=Name.Font,
        BaseFont=Name("/ABCDEF+Own"),
        FontDescriptor=pdf.make_indirect(descriptor),
        ToUnicode=pdf.make_stream(b"1 beginbfchar <41> <0041> endbfchar"),
        **entries,
    )
    page = pdf.add_blank_page().obj
    page.Resources = Dictionary(Font=Dictionary(Own=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"BT /Own 9 Tf (A) Tj ET")


def simple_file(key: str, program: bytes, **entries: Any) -> bytes:
    with pikepdf.new() as pdf:
        simple_font(pdf, key, program, **entries)
        out = io.BytesIO()
        pdf.save(out, static_id=True)
        return out.getvalue()


def cff_of(path: Path) -> bytes:
    with TTFont(path) as font:
        return bytes(font.getTableData("CFF "))


def enciphered(data: bytes, key: int) -> bytes:
    out = bytearray()
    for byte in data:
        out.append(byte ^ (key >> 8))
        key = ((out[-1] + key) * 52845 + 22719) & 0xFFFF
    return bytes(out)


LINE = bytes([149, 149, 21, 189, 6, 189, 7, 9])
"""10 10 rmoveto, 50 hlineto, 50 vlineto, closepath."""


def type1(widths: Mapping[str, int], outline: bytes = LINE) -> bytes:
    """A Type 1 font of glyphs of one outline, encoded at A, B, C and so on."""
    rows = b""
    for name, width in widths.items():
        # 0, the width as a long number over one (div), hsbw, the outline, endchar.
        charstring = bytes([139, 255]) + width.to_bytes(4, "big") + bytes([140, 12, 12, 13, *outline, 14])
        body = enciphered(b"\0" * 4 + charstring, 4330)
        rows += f"/{name} {len(body)} RD ".encode() + body + b" ND\n"
    private = b"dup /Private 8 dict dup begin /lenIV 4 def /CharStrings 9 dict dup begin\n" + rows + b"end\n"
    codes = "".join(f"dup {65 + at} /{name} put\n" for at, name in enumerate(widths))
    clear = f"%!PS-AdobeFont-1.0: Own\n/FontMatrix [0.001 0 0 0.001 0 0] def\n/Encoding 256 array\n{codes}currentfile eexec\n"
    return clear.encode() + enciphered(b"\0" * 4 + private, 55665)


def test_a_type_1_font_is_read_by_its_charstrings() -> None:
    program = read_type1(type1({"A": 722, "B": 667, ".notdef": 250}))
    assert program.of_name is not None and program.of_code is not None
    assert [program.across(program.of_name[name]) for name in ("A", "B", ".notdef")] == [722, 667, 250]
    assert program.of_name[".notdef"] == 0
    assert program.of_code(65) == program.of_name["A"]
    assert decipher(enciphered(b"text", 55665), 55665) == b"text"


@pytest.mark.parametrize(("width", "expected"), [(722, set()), (720, {"font-widths"})])
def test_widths_of_a_type_1_font_are_its_programs(width: int, expected: set[str]) -> None:
    entries = {"Subtype": Name.Type1, "FirstChar": 65, "Widths": Array([width, 667])}
    data = simple_file("/FontFile", type1({"A": 722, "B": 667, ".notdef": 250}), **entries)
    assert {finding.rule for finding in checked(data)} == expected


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        (LINE, set()),
        (b"", {"font-outlines"}),  # A draws nothing
        (bytes([149, 21]), {"font-outlines"}),  # a move of one number
        (LINE[:2] + bytes([31]), {"font-outlines"}),  # a curve of two
        (LINE + bytes([12, 99]), {"font-outlines"}),  # no operator
    ],
)
def test_outlines_of_a_type_1_font_are_drawn(outline: bytes, expected: set[str]) -> None:
    entries = {"Subtype": Name.Type1, "FirstChar": 65, "Widths": Array([722, 667])}
    assert {
        one.rule for one in checked(simple_file("/FontFile", type1({"A": 722}, outline), **entries))
    } == expected


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        (Name.WinAnsiEncoding, set()),
        (Dictionary(Differences=[65, Name.B]), set()),
        (Dictionary(Differences=[65, Name.space]), set()),
        (Dictionary(Differences=[65, Name.C]), {"font-notdef"}),
        (Dictionary(Differences=[65, Name.nonesuch]), {"font-notdef"}),
    ],
)
def test_a_name_that_the_program_has_not_shows_notdef(encoding: Any, expected: set[str]) -> None:
    entries = {"Subtype": Name.Type1, "FirstChar": 65, "Widths": Array([722, 722]), "Encoding": encoding}
    data = simple_file("/FontFile", type1({"A": 722, "B": 722}), **entries)
    # The second code is one that the font has, so that it is looked at.
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"BT /Own 9 Tf (AB) Tj ET")
        pdf.pages[0].Resources.Font.Own.ToUnicode = pdf.make_stream(b"1 beginbfchar <41> <0041> endbfchar")
        found = list(check_fonts.find(ExaminedFile(pdf, Plant())))
    assert {one.rule for one in found} == expected


def glyph_start(face: TTFont, glyph: str) -> int:
    offsets = face["loca"].locations
    return int(offsets[face.getGlyphID(glyph)])


def with_table(data: bytes, tag: str, change: Any, *, sums: bool) -> bytes:
    """A TrueType program with a table changed in place: its check sums reckoned anew, or as they were."""
    with TTFont(io.BytesIO(data)) as face:
        row = face.reader.tables[tag]
        start, length = row.offset, row.length
    body = bytearray(data)
    table = bytearray(body[start : start + length])
    change(table)
    body[start : start + length] = table
    if not sums:
        return bytes(body)
    # Sums that do not fit each other are of no account: as programs leave them that cut fonts down.
    at = data.index(b"head") + 4
    return bytes(body[:at] + bytes(4) + body[at + 4 :])


def test_a_table_that_is_not_what_was_written_is_found(x4: bytes) -> None:
    with pikepdf.open(io.BytesIO(x4)) as pdf:
        program = descendant(pdf).FontDescriptor.FontFile2.read_bytes()

    def nudged(table: bytearray) -> None:
        table[12] ^= 4

    assert found(x4, program_of(program)) == set()
    assert found(x4, program_of(with_table(program, "glyf", nudged, sums=False))) == {"font-program"}
    # A program whose sums do not fit each other is taken as it is: the outline can still be drawn.
    assert found(x4, program_of(with_table(program, "glyf", lambda table: None, sums=True))) == set()


@pytest.mark.parametrize("fault", ["no outline", "a damaged outline"])
def test_a_character_without_an_outline_is_found(x4: bytes, fault: str) -> None:
    with pikepdf.open(io.BytesIO(x4)) as pdf:
        program = descendant(pdf).FontDescriptor.FontFile2.read_bytes()
    with TTFont(io.BytesIO(program)) as face:
        order = face.getGlyphOrder()
        start, glyphs = glyph_start(face, order[1]), len(order)
        long = bool(face["head"].indexToLocFormat)

    def blanked(table: bytearray) -> None:
        # The first glyph begins where the second does.
        size = 4 if long else 2
        table[size : 2 * size] = table[2 * size : 3 * size]

    def broken(table: bytearray) -> None:
        # The first contour ends at a point that is not there.
        table[start + 10 : start + 12] = b"\xff\xf0"

    assert glyphs > 2
    tag, change = ("loca", blanked) if fault == "no outline" else ("glyf", broken)
    (finding, *_) = checked(edited(x4, program_of(with_table(program, tag, change, sums=True))))
    assert (finding.rule, finding.severity, finding.page) == ("font-outlines", "error", 1)
    assert fault in finding.what
    assert finding.place is not None


@pytest.mark.parametrize(("width", "expected"), [(1000, set()), (500, {"font-widths"})])
@pytest.mark.parametrize("key", ["/FontFile2", "/FontFile3"])
def test_widths_of_a_simple_font_are_its_programs(
    tmp_path: Path, key: str, width: int, expected: set[str]
) -> None:
    kind: Literal["glyf", "cff"] = "glyf" if key == "/FontFile2" else "cff"
    path = square_face("AB", tmp_path / f"own.{kind}", kind)
    names = Dictionary(Differences=Array([65, Name.u00041 if kind == "cff" else Name.A]))
    entries = {
        "Subtype": Name.TrueType if kind == "glyf" else Name.Type1,
        "FirstChar": 65,
        "Widths": Array([width]),
        "Encoding": Name.WinAnsiEncoding if kind == "glyf" else names,
    }
    data = simple_file(key, path.read_bytes() if kind == "glyf" else cff_of(path), **entries)
    assert {finding.rule for finding in checked(data)} == expected


def test_a_code_whose_letter_the_subset_lacks_shows_notdef(tmp_path: Path) -> None:
    program = square_face("AB", tmp_path / "own.ttf", "glyf").read_bytes()

    def showing(text: bytes) -> bytes:
        data = simple_file(
            "/FontFile2",
            program,
            Subtype=Name.TrueType,
            FirstChar=65,
            Widths=Array([1000] * 3),
            Encoding=Name.WinAnsiEncoding,
        )

        def change(pdf: pikepdf.Pdf) -> None:
            pdf.pages[0].obj.Resources.Font.Own.FontDescriptor.Flags = 32
            pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /Own 9 Tf (" + text + b") Tj ET")

        return edited(data, change)

    assert [finding.rule for finding in checked(showing(b"AC"))] == ["font-notdef"]
    # A space is not in the subset either, and there is nothing to see of it.
    assert checked(showing(b"A B")) == []


def cid_keyed(path: Path) -> bytes:
    """The CFF of a face as a program whose glyphs are named by character ids: the second has 700, the third 701."""
    fonts = CFFFontSet()
    with TTFont(path) as font:
        fonts.decompile(io.BytesIO(font.getTableData("CFF ")), font)
        top = fonts.topDictIndex[0]
        order = top.charset
        order_new = [".notdef", *(f"cid{699 + at:05d}" for at in range(1, len(order)))]
        charstrings = top.CharStrings
        charstrings.charStrings = {
            new: charstrings.charStrings[old] for old, new in zip(order, order_new, strict=True)
        }
        top.charset = order_new
        top.ROS = ("Adobe", "Identity", 0)
        top.CIDCount = 1000
        inner = FontDict()
        inner.FontName = "Own"
        inner.Private = top.Private
        array = FDArrayIndex()
        array.append(inner)
        top.FDArray = array
        top.FDSelect = FDSelect()
        top.FDSelect.format = 3
        top.FDSelect.gidArray = [0] * len(order)
        charstrings.fdArray, charstrings.fdSelect = array, top.FDSelect
        del top.rawDict["Private"]
        del top.Private
        top.rawDict.pop("Encoding", None)
        out = io.BytesIO()
        fonts.compile(out, font)
        return out.getvalue()


def test_a_cid_keyed_program_is_asked_by_character_ids(tmp_path: Path) -> None:
    program = read_cff(cid_keyed(square_face("中文-", tmp_path / "own.otf", "cff")))
    assert program.glyphs == 4
    assert program.of_cid is not None
    assert [program.of_cid(cid) for cid in (0, 700, 701, 702, 703)] == [0, 1, 2, 3, None]
    assert [program.across(glyph) for glyph in range(5)] == [1000, 1000, 1000, 1000, None]


@pytest.mark.parametrize("kind", ["glyf", "cff"])
def test_advances_are_those_that_fonttools_reads(tmp_path: Path, kind: Literal["glyf", "cff"]) -> None:
    path = square_face("中文-ab", tmp_path / f"own.{kind}", kind)
    with TTFont(path) as font:
        order, upem = font.getGlyphOrder(), font["head"].unitsPerEm
        expected = [font["hmtx"][name][0] * 1000 / upem for name in order]
    program = read_sfnt(path.read_bytes())
    assert [program.across(glyph) for glyph in range(program.glyphs)] == expected
    if kind == "cff":
        bare = read_cff(cff_of(path))
        assert [bare.across(glyph) for glyph in range(bare.glyphs)] == expected


READERS = {"glyf": read_sfnt, "cff": read_cff, "type1": read_type1}


@given(st.sampled_from(sorted(READERS)), st.data())
def test_damaged_programs_are_refused_and_never_hang(
    sound_programs: dict[str, bytes], kind: str, data: st.DataObject
) -> None:
    program = bytearray(sound_programs[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(program) - 1))
        program[at] = data.draw(st.integers(0, 255))
    cut = (
        bytes(program[: data.draw(st.integers(0, len(program)))])
        if data.draw(st.booleans())
        else bytes(program)
    )
    started = time.process_time()
    try:
        read = READERS[kind](cut)
        for glyph in range(min(read.glyphs, 50)):
            read.across(glyph)
    except (BrokenProgram, IndexError, KeyError, ValueError, OverflowError):
        pass  # what `open_program` takes for broken
    assert time.process_time() - started < 1


@pytest.fixture(scope="module")
def sound_programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("programs")
    return {
        "glyf": square_face("中文-", root / "own.ttf").read_bytes(),
        "cff": cid_keyed(square_face("中文-", root / "own.otf", "cff")),
        "type1": type1({"A": 722, "B": 667, ".notdef": 250}),
    }


def test_all_fonts_of_a_page_take_a_fraction_of_a_second(x4: bytes) -> None:
    started = time.process_time()
    assert checked(x4) == []
    assert time.process_time() - started < 0.5


def test_a_head_that_is_cut_short_is_a_broken_program(x4: bytes) -> None:
    """The last table of the file, of four bytes: the check sum of the file would lie behind its end."""
    program = b"\0\1\0\0" + (1).to_bytes(2, "big") + bytes(6) + b"head" + bytes(4)
    program += (28).to_bytes(4, "big") + (4).to_bytes(4, "big") + bytes(4)
    (finding,) = checked(edited(x4, program_of(program)))
    assert (finding.rule, "leads to places outside of itself" in finding.what) == ("font-program", True)
