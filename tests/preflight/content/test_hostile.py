"""Content that means harm, or is broken at random: the walk ends soon, with notes and without an exception."""

from __future__ import annotations

import io
import time
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from layout.preflight.content.shown import find_shown_fonts
from layout.preflight.content.walker import walk_pages
from layout.preflight.file.examined import ExaminedFile
from layout.press.document import write_pdf
from layout.scene import Box, Ink, Item, Rect
from tests.preflight.content.pages import PAGE_CHECKS, PLANT, form, found, image, new, separation
from tests.press import scenes

NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20).map(lambda number: b"%d" % number),
    st.floats(-1000, 1000).map(lambda number: b"%.3f" % number),
    st.sampled_from([b"0", b"1", b"-1", b"9" * 40, b"0." + b"0" * 40 + b"1", b"--1", b"1e9"]),
)
NAMES = st.sampled_from(
    [b"/F", b"/Over", b"/X", b"/P", b"/S", b"/T", b"/N", b"/Pattern", b"/DeviceRGB", b"/No", b"/"]
)
STRINGS = st.one_of(
    st.binary(max_size=6).map(lambda raw: b"<" + raw.hex().encode() + b">"),
    st.sampled_from(
        [b"(abc)", b"(", b"<<", b">>", b"[", b"]", b"<</MCID 1>>", b"[(a) -20 (b)]", b"null", b"true"]
    ),
)
OPERATORS = st.sampled_from(
    b"q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" "
    b"d0 d1 CS cs SC SCN sc scn G g RG rg K k sh BI ID EI Do MP DP BMC BDC EMC BX EX fnord".split()
)


def furnished(content: bytes) -> pikepdf.Pdf:
    """A page with all that content can name, some of it wrong."""
    pdf = new(content, StructParents=0)
    resources = pdf.pages[0].Resources
    loop = form(pdf, b"q /X Do /T scn 0 0 9 9 re f Q", Resources=resources)
    picture = image(pdf, bytes(16), (2, 2))
    resources.XObject = Dictionary(X=loop, P=picture)
    tile = pdf.make_stream(b"/P Do", PatternType=1, PaintType=1, Resources=resources)
    resources.Pattern = Dictionary(T=tile, N=Dictionary(PatternType=2, Shading=Dictionary()))
    resources.ColorSpace = Dictionary(
        S=separation(pdf, "Gold"), N=Array([Name.DeviceN, [], Name.No, Dictionary()])
    )
    resources.Shading = Dictionary(
        S=Dictionary(ColorSpace=Name.DeviceCMYK, Function=Array([Dictionary(FunctionType=3)]))
    )
    pdf.Root.StructTreeRoot = Dictionary(ParentTree=Dictionary(Nums=[0, [Dictionary(S=Name.P)], 0]))
    return pdf


def looked_through(pdf: pikepdf.Pdf, *, whole: bool = True) -> float:
    """The seconds of processor time that it took. Nothing in a `whole` file is caught by the last net of the walk."""
    start = time.process_time()
    file = ExaminedFile(pdf, PLANT)
    findings = [finding for check in PAGE_CHECKS for finding in check.find(file)]
    find_shown_fonts(file.pages)
    if whole:
        assert not any(finding.what.startswith("what ") for finding in findings)
    return time.process_time() - start


@given(st.lists(st.one_of(OPERATORS, OPERATORS, NUMBERS, NAMES, STRINGS), max_size=60).map(b" ".join))
@settings(max_examples=150)
def test_operators_at_random_are_passed_over(content: bytes) -> None:
    with furnished(content) as pdf:
        assert looked_through(pdf) < 1


@given(st.binary(max_size=200))
@settings(max_examples=60)
def test_bytes_at_random_are_passed_over(content: bytes) -> None:
    with furnished(content) as pdf:
        assert looked_through(pdf) < 1


@cache
def press_file() -> bytes:
    """A press file of our own, with text, boxes, rules and a spot ink's worth of colours; its streams not packed."""
    setting = scenes.Setting(scenes.song())
    items: list[Item] = [
        scenes.text_line("武进日报，二〇二四年。", setting),
        Box(Rect(36_000, 60_000, 100_000, 50_000), Ink(0, 10, 20, 0), Ink(), 500),
        scenes.text_line("标题", scenes.Setting(scenes.hei(), 24_000, Ink(0, 100, 90, 0)), baseline=150_000),
        scenes.vertical_line([("upright", "竖排"), ("level", "25")], setting),
    ]
    page = scenes.page(scenes.region(*items))
    data = write_pdf(scenes.scene([page], [scenes.song(), scenes.hei()]), [page], scenes.resources(Path()))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        unpacked = io.BytesIO()
        pdf.save(unpacked, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    return unpacked.getvalue()


def test_a_press_file_of_our_own_has_nothing_to_find() -> None:
    with pikepdf.open(io.BytesIO(press_file())) as pdf:
        assert found(pdf) == []
        shown = find_shown_fonts(walk_pages(pdf))
        text = {font.reader.text(sorted(font.codes)) for font in shown}
        assert {"标", "题"} < {sign for line in text for sign in line}


@given(st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=30))
@settings(max_examples=60)
def test_a_press_file_that_was_damaged_is_looked_through(changes: list[tuple[float, int]]) -> None:
    data = bytearray(press_file())
    for at, byte in changes:
        data[int(at * len(data))] = byte
    with warnings.catch_warnings():
        # Of opening the file, which is another's to tell.
        warnings.simplefilter("ignore")
        try:
            pdf = pikepdf.open(io.BytesIO(bytes(data)))
        except pikepdf.PdfError:
            return
    with pdf:
        assert looked_through(pdf, whole=False) < 1


BAD: dict[str, Any] = {
    "Contents": Name.No,
    "Resources": 5,
    "MediaBox": [0, 0, 0, 0],
    "TrimBox": [String("a"), 1, 2, 3],
    "Rotate": String("left"),
    "UserUnit": -4,
    "StructParents": Name.No,
    "Group": 7,
}


@pytest.mark.parametrize(("key", "value"), BAD.items())
def test_a_page_with_an_entry_that_is_none_is_looked_through(key: str, value: Any) -> None:
    with furnished(b"0 1 0 0 k 20 20 9 9 re f BT /F 10 Tf (a) Tj ET") as pdf:
        pdf.pages[0].obj[f"/{key}"] = value
        assert looked_through(pdf) < 1


def nested(depth: int) -> Any:
    space: Any = Name.DeviceRGB
    for _ in range(depth):
        space = Array([Name.Indexed, space, 1, String(b"a")])
    return space


HARMFUL: dict[str, bytes] = {
    "many states": b"q " * 50_000,
    "many arrays": b"[" * 5_000 + b"]" * 5_000 + b" TJ",
    "matrices that grow": b"1000000 0 0 1000000 0 0 cm " * 1000 + b"0 0 1 1 re f",
    "white text on many boxes": b"1 g "
    + b"0 0 290 390 re f " * 3000
    + b"BT /F 6 Tf 20 30 Td (a) Tj ET " * 3000,
    "a path of many corners": b"0 0 m " + b"9 9 l " * 50_000 + b"f",
    "many thin boxes": b"20 20 50 0.1 re " * 20_000 + b"f",
    "colours without end": b"".join(b"%d 0 0 1 k 0 0 9 9 re f " % at for at in range(20_000)),
}


@pytest.mark.parametrize("content", HARMFUL.values(), ids=HARMFUL)
def test_content_that_means_harm_ends_soon(content: bytes) -> None:
    with furnished(content) as pdf:
        assert looked_through(pdf) < 4


@pytest.mark.parametrize("depth", [1, 5, 100])
def test_spaces_in_spaces_end(depth: int) -> None:
    with furnished(b"/Deep cs 0 sc 20 20 9 9 re f") as pdf:
        pdf.pages[0].Resources.ColorSpace.Deep = nested(depth)
        assert looked_through(pdf) < 1


def test_a_font_whose_tables_lie_is_shown() -> None:
    cmap = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FFFFFFFF> <0041> endbfrange 9 beginbfchar <zz> "
    with furnished(b"BT /L 10 Tf (abc) Tj ET") as pdf:
        descendant = Dictionary(W=Array([0, 10**15, 500, 3, [String("a"), Name.No], -5]), DW=Name.No)
        pdf.pages[0].Resources.Font.L = Dictionary(
            Subtype=Name.Type0,
            Encoding=pdf.make_stream(cmap),
            ToUnicode=pdf.make_stream(cmap),
            DescendantFonts=[descendant],
        )
        assert looked_through(pdf) < 1


@pytest.mark.parametrize(
    ("size", "rule"), [((1 << 23, 1 << 23), "not-looked-at"), ((1 << 14, 1 << 14), "picture-not-measured")]
)
def test_a_picture_that_says_it_is_vast_is_not_measured(size: tuple[int, int], rule: str) -> None:
    with furnished(b"q 99 0 0 99 20 20 cm /V Do Q") as pdf:
        pdf.pages[0].Resources.XObject.V = image(pdf, b"", size)
        findings = found(pdf)
    assert {"picture-not-measured", "not-looked-at"} & {finding.rule for finding in findings} == {rule}


@pytest.mark.parametrize("kind", ["pattern", "glyph"])
def test_a_pattern_and_a_glyph_that_paint_themselves_are_told(kind: str) -> None:
    with furnished(
        b"/Pattern cs /Self scn 20 20 50 50 re f"
        if kind == "pattern"
        else b"BT /Self 9 Tf 20 30 Td (a) Tj ET"
    ) as pdf:
        resources = pdf.pages[0].Resources
        if kind == "pattern":
            tile = pdf.make_stream(
                b"/Pattern cs /Self scn 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1
            )
            tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 9, 9]), 9, 9
            tile.Resources = Dictionary(Pattern=Dictionary(Self=tile))
            resources.Pattern = Dictionary(Self=tile)
        else:
            font = pdf.make_indirect(
                Dictionary(
                    Type=Name.Font,
                    Subtype=Name.Type3,
                    FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
                    FontBBox=[0, 0, 500, 500],
                    Encoding=Dictionary(Differences=[97, Name.a]),
                    FirstChar=97,
                    Widths=[500],
                )
            )
            font.CharProcs = Dictionary(a=pdf.make_stream(b"500 0 d0 BT /Self 9 Tf (a) Tj ET 0 0 9 9 re f"))
            font.Resources = Dictionary(Font=Dictionary(Self=font))
            resources.Font.Self = font
        findings = found(pdf)
    assert "content-loop" in {finding.rule for finding in findings}
