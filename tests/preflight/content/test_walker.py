"""What a walk finds painted: sizes, places, colours and pictures, however a file writes them."""

from __future__ import annotations

import math
import time
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from content.pdf.geometry import PageBox
from layout.preflight.content.marks import (
    FilledPath,
    PageMarks,
    PaintedShading,
    PaintedText,
    PlacedImage,
    StrokedPath,
)
from layout.preflight.content.shown import find_shown_fonts
from layout.preflight.content.walk import Known
from layout.preflight.content.walker import walk_page
from layout.preflight.fonts.codes import FontKey
from layout.preflight.tags.stories import Stories
from tests.preflight.content.pages import PT, font, form, image, new, separation, walked


def texts(page: PageMarks) -> list[PaintedText]:
    return [mark for mark in page.marks if isinstance(mark, PaintedText)]


def only(page: PageMarks) -> Any:
    (mark,) = page.marks
    return mark


def close(box: Any, *edges: float) -> bool:
    return list(box) == pytest.approx(edges, abs=0.005)


def test_text_stands_where_its_widths_put_it() -> None:
    mark = only(walked(b"BT /F 10 Tf 20 30 Td (abc) Tj ET"))
    assert (mark.text, mark.size, mark.codes) == ("abc", 10, (97, 98, 99))
    assert close(mark.box, 20, 28, 35, 38)


@pytest.mark.parametrize(
    ("content", "left", "right", "size"),
    [
        (b"BT /F 10 Tf 20 30 Td [(ab) -1000 (c)] TJ ET", 20, 45, 10),
        (b"BT /F 10 Tf 50 Tz 20 30 Td (abcd) Tj ET", 20, 30, 10),
        (b"BT /F 10 Tf 2 Tc 20 30 Td (ab) Tj ET", 20, 34, 10),
        (b"BT /F 10 Tf 4 Tw 20 30 Td (a b) Tj ET", 20, 39, 10),
        (b"BT /F 1 Tf 12 0 0 12 20 30 Tm (ab) Tj ET", 20, 32, 12),
        (b"2 0 0 2 0 0 cm BT /F 5 Tf 10 15 Td (ab) Tj ET", 20, 30, 10),
        (b"1 0 0 -1 0 60 cm BT /F 10 Tf 1 0 0 -1 20 30 Tm (ab) Tj ET", 20, 30, 10),
        # A slant: an em is as high as before.
        (b"BT /F 10 Tf 1 0 0.5 1 20 30 Tm (ab) Tj ET", 19, 34, 10),
        # Half as wide by the matrix: the height is the size.
        (b"BT /F 10 Tf 0.5 0 0 1 20 30 Tm (abcd) Tj ET", 20, 30, 10),
        (b"BT /F 10 Tf 20 30 Td (x) ' ET", 20, 25, 10),
        (b'BT /F 10 Tf 20 30 Td 0 2 (ab) " ET', 20, 34, 10),
    ],
)
def test_the_state_of_text_is_followed(content: bytes, left: float, right: float, size: float) -> None:
    mark = only(walked(content))
    assert (mark.box.left, mark.box.right, mark.size) == pytest.approx((left, right, size))


def test_text_turned_upright_is_as_large() -> None:
    mark = only(walked(b"BT /F 10 Tf 0 1 -1 0 50 60 Tm (abcd) Tj ET"))
    assert mark.size == pytest.approx(10)
    assert close(mark.box, 42, 60, 52, 80)


def test_lines_follow_their_leading() -> None:
    page = walked(b"BT /F 10 Tf 12 TL 20 100 Td (a) Tj T* (b) Tj 0 -20 TD (c) Tj T* (d) Tj 5 Ts (e) Tj ET")
    assert [mark.box.bottom for mark in texts(page)] == pytest.approx([98, 86, 66, 46, 51])


def test_a_composite_font_has_codes_of_two_bytes_and_widths_by_cid() -> None:
    pdf = pikepdf.new()
    cmap = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0102> <4E2D> endbfchar 1 beginbfrange <0103> <0105> <6587> endbfrange"
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, DW=1000, W=[0x103, [250], 0x104, 0x105, 500]
    )
    composite = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        Encoding=Name("/Identity-H"),
        DescendantFonts=[descendant],
        ToUnicode=Stream(pdf, cmap),
    )
    sheet = new(b"BT /C 10 Tf 20 30 Td <0102010301040105> Tj ET")
    sheet.pages[0].Resources.Font.C = sheet.copy_foreign(pdf.make_indirect(composite))
    mark = only(walk_page(sheet.pages[0]))
    assert mark.text == "中" + "".join(map(chr, (0x6587, 0x6588, 0x6589)))
    assert mark.box.width == pytest.approx(22.5)
    assert close(mark.box, 20, 28.8, 42.5, 38.8)


def test_vertical_text_runs_downward_around_its_axis() -> None:
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2)
    composite = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-V"), DescendantFonts=[descendant]
    )
    mark = only(walked(b"BT /C 10 Tf 100 300 Td <000100020003> Tj ET", {"Font": {"C": composite}}))
    assert close(mark.box, 95, 270, 105, 300)


def test_a_cmap_of_the_file_says_how_long_codes_are_and_their_cids() -> None:
    cmap = (
        b"/CMapName /Own def 2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange "
        b"1 begincidrange <8000> <8010> 500 endcidrange 1 begincidchar <41> 7 endcidchar"
    )
    pdf = new(b"BT /C 10 Tf 20 30 Td <4180018002> Tj ET")
    pdf.pages[0].Resources.Font.C = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        Encoding=pdf.make_stream(cmap),
        DescendantFonts=[Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, W=[7, [400], 501, 502, 800])],
    )
    mark = only(walk_page(pdf.pages[0]))
    assert mark.codes == (0x41, 0x8001, 0x8002)
    assert mark.box.width == pytest.approx(20)
    assert [mark.font.cid(code) for code in mark.codes] == [7, 501, 502]


def test_fills_and_strokes_have_their_width_after_all_matrices() -> None:
    page = walked(b"0.5 0 0 0.5 0 0 cm 4 w 20 20 m 100 20 l S 40 40 60 20 re f")
    stroke, fill = page.marks
    assert isinstance(stroke, StrokedPath) and isinstance(fill, FilledPath)
    assert stroke.line_width == pytest.approx(2)
    assert close(stroke.box, 9, 9, 51, 11)
    assert close(fill.box, 20, 20, 50, 30)
    assert (fill.area, fill.thickness) == pytest.approx((300, 10))


@pytest.mark.parametrize(
    ("line", "wide"), [(b"0 0 m 50 0 l", 2.0), (b"0 0 m 0 50 l", 0.5), (b"0 0 40 40 re", 0.5)]
)
def test_an_uneven_matrix_makes_a_pen_thin_in_one_direction(line: bytes, wide: float) -> None:
    assert only(walked(b"0.5 0 0 2 0 0 cm 1 w " + line + b" S")).line_width == pytest.approx(wide)


def test_a_turned_box_is_as_thin_as_it_was() -> None:
    turn = f"{math.cos(0.5):.6f} {math.sin(0.5):.6f} {-math.sin(0.5):.6f} {math.cos(0.5):.6f} 100 100 cm"
    fill = only(walked(turn.encode() + b" 0 0 80 0.2 re f"))
    assert (fill.thickness, fill.length) == pytest.approx((0.2, 80), rel=1e-3)


def test_every_painting_operator_paints_what_it_says() -> None:
    painted_by = {
        operator: [type(mark).__name__ for mark in walked(b"10 10 50 50 re " + operator).marks]
        for operator in (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"n")
    }
    assert painted_by == {
        **{key: ["FilledPath"] for key in (b"f", b"F", b"f*")},
        **{key: ["FilledPath", "StrokedPath"] for key in (b"B", b"B*", b"b", b"b*")},
        **{key: ["StrokedPath"] for key in (b"S", b"s")},
        b"n": [],
    }


def test_curves_lie_in_the_box_of_their_controls() -> None:
    fill = only(walked(b"0 0 m 0 30 40 30 40 0 c 50 -10 60 0 v 70 10 80 0 y h f"))
    assert close(fill.box, 0, -10, 80, 30)
    assert fill.thickness is None


def test_clipping_leaves_what_is_seen_and_q_brings_it_back() -> None:
    page = walked(b"q 20 20 10 10 re W n 0 0 100 100 re f 50 50 5 5 re f Q 0 0 100 100 re f")
    first, second, third = page.marks
    assert close(first.seen, 20, 20, 30, 30) and close(first.box, 0, 0, 100, 100)
    assert second.seen is None
    assert close(third.seen, 0, 0, 100, 100)


def test_colours_are_values_with_their_inks() -> None:
    pdf = new()
    n = Array(
        [
            Name.DeviceN,
            [Name.Cyan, Name.Gold, Name("/None")],
            Name.DeviceCMYK,
            Dictionary(FunctionType=2, N=1),
        ]
    )
    spaces = {
        "S": separation(pdf, "WARM RED"),
        "N": n,
        "I": Array([Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(b"\x00\x00\x00\xff\xff\x33\x00\x00")]),
        "All": separation(pdf, "All"),
    }
    content = b"""0 0 1 1 re f 0.25 g 0 0 1 1 re f 0 1 0.5 0 k 0 0 1 1 re f /S cs 0 0 1 1 re f 0.4 scn 0 0 1 1 re f
        /N cs 0.1 0.2 0.9 scn 0 0 1 1 re f /I cs 1 sc 0 0 1 1 re f /All cs 1 scn 0 0 1 1 re f 1 0 0 rg 0 0 1 1 re f"""
    inks = [mark.paint.fill.inks for mark in walked(content, {"ColorSpace": spaces}).marks]
    assert inks[:3] == [{"Black": 100}, {"Black": 75}, {"Magenta": 100, "Yellow": 50}]
    assert inks[3:5] == [{"WARM RED": 100}, {"WARM RED": 40}]
    assert inks[5] == {"Cyan": 10, "Gold": 20}
    assert inks[6] == pytest.approx({"Cyan": 100, "Magenta": 20})
    assert inks[7:] == [{"All": 100}, None]


def test_overprint_is_followed_through_states_and_q() -> None:
    states = {"Both": Dictionary(OP=True, OPM=0), "Odd": Dictionary(OP=True, op=False, OPM=1)}
    content = (
        b"q /Both gs 0 0 1 1 re f Q q /Odd gs 0 0 1 1 re f Q /Over gs 0 0 1 1 re f /Knock gs 0 0 1 1 re f"
    )
    paints = [mark.paint for mark in walked(content, {"ExtGState": states}).marks]
    assert [(paint.stroke_overprint, paint.fill_overprint, paint.mode) for paint in paints] == [
        (True, True, 0),
        (True, False, 1),
        (True, True, 1),
        (False, False, 0),
    ]


def test_images_have_their_pixels_to_the_inch() -> None:
    pdf = new(b"q 72 0 0 36 20 30 cm /P1 Do Q q 0 72 -36 0 100 100 cm /P1 Do Q")
    pdf.pages[0].Resources.XObject = Dictionary(P1=image(pdf, bytes(300 * 100 * 4), (300, 100)))
    upright, turned = walk_page(pdf.pages[0]).marks
    assert isinstance(upright, PlacedImage) and isinstance(turned, PlacedImage)
    assert upright.ppi == pytest.approx((300, 200)) and turned.ppi == pytest.approx((300, 200))
    assert close(upright.box, 20, 30, 92, 66) and close(turned.box, 64, 100, 100, 172)
    assert not (turned.skewed or turned.mirrored)
    assert upright.raster.space is not None and upright.raster.space.family == "DeviceCMYK"


def test_inline_images_are_images() -> None:
    mark = only(walked(b"q 72 0 0 72 20 30 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q"))
    assert isinstance(mark, PlacedImage)
    assert (mark.raster.width, mark.raster.bits, mark.ppi) == (2, 8, (2, 2))
    assert mark.raster.space is not None and mark.raster.space.family == "DeviceGray"


def test_forms_in_forms_use_their_matrices_boxes_and_the_resources_around_them() -> None:
    pdf = new(b"1 0 0 1 100 0 cm /Outer Do 0 0 5 5 re f")
    inner = form(
        pdf, b"0 1 0 0 k BT /F 10 Tf 0 0 Td (a) Tj ET", Matrix=[2, 0, 0, 2, 0, 50], BBox=[0, 0, 3, 100]
    )
    outer = form(pdf, b"/Inner Do 0 0 400 400 re f", Matrix=[1, 0, 0, 1, 10, 0], BBox=[0, 0, 50, 60])
    outer.Resources = Dictionary(XObject=Dictionary(Inner=inner), Font=Dictionary(F=font()))
    pdf.pages[0].Resources.XObject = Dictionary(Outer=outer)
    text, filled, last = walk_page(pdf.pages[0]).marks
    assert isinstance(text, PaintedText) and text.size == 20 and text.inside == ("form Outer", "form Inner")
    assert close(text.box, 110, 46, 120, 66) and close(text.seen, 110, 50, 116, 60)
    # The form's colour stays in it.
    assert filled.paint.fill.inks == {"Black": 100} and close(filled.seen, 110, 0, 160, 60)
    assert close(last.box, 100, 0, 105, 5) and last.inside == ()


def test_inherited_resources_and_boxes_are_the_pages() -> None:
    pdf = new(b"BT /F 10 Tf 20 30 Td (a) Tj ET")
    sheet = pdf.pages[0].obj
    parent = sheet.Parent
    parent.Resources, parent.MediaBox, parent.Rotate = sheet.Resources, sheet.MediaBox, 90
    del sheet["/Resources"], sheet["/MediaBox"]
    page = walk_page(pdf.pages[0])
    assert texts(page)[0].text == "a"
    assert not page.notes
    assert page.sheet.media == PageBox(0, 0, 300, 400)
    assert page.sheet.rotate == 90


@pytest.mark.parametrize(
    ("rotate", "left", "top"), [(0, 10, 360), (90, 10, 10), (180, 260, 10), (270, 360, 260)]
)
def test_places_are_millimetres_from_the_trims_corner_as_the_page_is_seen(
    rotate: int, left: float, top: float
) -> None:
    page = walked(b"20 20 10 10 re f", Rotate=rotate)
    place = page.sheet.millimetres(only(page).box)
    assert place == pytest.approx((left * PT, top * PT, (left + 10) * PT, (top + 10) * PT), abs=0.1)


def test_a_unit_of_the_page_makes_all_larger() -> None:
    page = walked(b"BT /F 4 Tf 20 20 Td (a) Tj ET", UserUnit=2)
    assert only(page).size == 8
    assert page.sheet.millimetres(only(page).box).left == pytest.approx((40 - 20) * PT, abs=0.1)


def test_streams_of_a_page_are_one_content() -> None:
    pdf = new()
    parts = [b"q 1 0 0 1 5 5 c", b"m BT /F 10 Tf 20 30", b"Td [(ab)", b"(c)] TJ ET Q"]
    pdf.pages[0].obj.Contents = Array([pdf.make_stream(part) for part in parts])
    page = walk_page(pdf.pages[0])
    # A token that is split is two, and told; what is split between tokens is one.
    assert only(page).text == "abc"
    assert {note.kind for note in page.notes} == {"bad-operand", "bad-operator"}


def test_patterns_paint_what_is_in_their_cells_where_they_are_used() -> None:
    pdf = new(b"/Pattern cs /T scn 50 50 30 20 re f /U scn 0 0 5 5 re f /CS cs 0 1 0 0 /V scn 90 90 5 5 re f")
    tile = pdf.make_stream(
        b"1 0 0 rg 0 0 1 1 re f",
        PatternType=1,
        PaintType=1,
        BBox=[0, 0, 1, 1],
        XStep=1,
        YStep=1,
        Matrix=[1, 0, 0, 1, -900, 0],
    )
    plain = pdf.make_stream(
        b"1 0 0 rg 0 0 1 1 re f", PatternType=1, PaintType=2, BBox=[0, 0, 1, 1], XStep=1, YStep=1
    )
    blend = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Function=Dictionary(FunctionType=2, C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1),
    )
    pdf.pages[0].Resources.Pattern = Dictionary(T=tile, U=Dictionary(PatternType=2, Shading=blend), V=plain)
    pdf.pages[0].Resources.ColorSpace = Dictionary(CS=[Name.Pattern, Name.DeviceCMYK])
    coloured, shading, uncoloured = walk_page(pdf.pages[0]).marks
    assert coloured.paint.fill.space.family == "DeviceRGB" and close(coloured.box, 50, 50, 80, 70)
    assert isinstance(shading, PaintedShading) and [colour.total for colour in shading.ends] == [0, 200]
    assert uncoloured.paint.fill.inks == {"Magenta": 100}


def test_a_drawn_font_is_text_and_its_glyphs_are_looked_through_once() -> None:
    pdf = new(b"BT /D 10 Tf 20 30 Td (aaa) Tj (ab) Tj ET")
    glyphs = Dictionary(
        one=pdf.make_stream(b"500 0 d0 1 0 0 rg 0 0 500 700 re f"),
        two=pdf.make_stream(b"500 0 0 0 500 700 d1 1 0 0 rg 0 0 500 700 re f"),
    )
    pdf.pages[0].Resources.Font.D = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FontBBox=[0, -200, 500, 800],
        CharProcs=glyphs,
        Encoding=Dictionary(Differences=[97, Name.one, Name.two]),
        FirstChar=97,
        Widths=[500, 500],
    )
    page = walk_page(pdf.pages[0])
    first = texts(page)[0]
    assert (first.size, first.box.width) == pytest.approx((10, 15))
    fills = [mark for mark in page.marks if isinstance(mark, FilledPath)]
    assert [mark.paint.fill.space.family for mark in fills] == ["DeviceRGB", "DeviceGray"]
    assert close(fills[0].box, 20, 30, 25, 37)


def test_soft_masks_are_kept_apart_and_their_fonts_are_shown() -> None:
    pdf = new(b"/M gs 0 0 10 10 re f")
    group = form(pdf, b"BT /F 10 Tf (mask) Tj ET", Resources=pdf.pages[0].Resources)
    pdf.pages[0].Resources.ExtGState.M = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
    page = walk_page(pdf.pages[0])
    assert only(page).paint.soft_mask
    assert [mark.text for mark in page.masks if isinstance(mark, PaintedText)] == ["mask"]
    (shown,) = find_shown_fonts([page])
    assert shown.codes == set(b"mask") and shown.first_on[0].place is None


def test_shown_codes_are_told_by_font_with_their_first_places() -> None:
    with new(b"BT /F 10 Tf 20 30 Td (aab) Tj /G 10 Tf 3 Tr (z) Tj ET", {"Font": {"G": font()}}) as pdf:
        fonts = find_shown_fonts([walk_page(pdf.pages[0], 0)])
        plain, direct = fonts
        number = pdf.pages[0].Resources.Font.F.objgen
        assert plain.key == FontKey(*number) and direct.key == FontKey(*pdf.pages[0].obj.objgen, "G")
        assert plain.codes == plain.visible == {97, 98} and direct.codes == {122} and direct.visible == set()
        assert plain.first_of[98].text == "aab" and plain.first_on[0].page == 1
        assert plain.first_of[98].place is not None
        assert plain.first_of[98].place.left == pytest.approx(10 * PT, abs=0.1)


def test_marks_know_the_story_that_owns_them() -> None:
    pdf = new(
        b"/P <</MCID 0>> BDC 0 0 9 9 re f /Span <</Lang (en)>> BDC 0 0 9 9 re f EMC EMC /H1 /Named BDC 0 0 9 9 re f EMC "
        b"/Artifact BMC 0 0 9 9 re f EMC /P <</MCID 2>> BDC 0 0 9 9 re f EMC /Fm Do",
        {"Properties": {"Named": Dictionary(MCID=1)}},
        StructParents=0,
    )
    article = pdf.make_indirect(Dictionary(S=Name.Story, T=pikepdf.String("头条")))
    figure = pdf.make_indirect(Dictionary(S=Name.Figure, Alt=pikepdf.String("桥"), P=article))
    caption = pdf.make_indirect(Dictionary(S=Name.Caption, P=figure))
    paragraph = pdf.make_indirect(Dictionary(S=Name.P, P=article))
    loop = pdf.make_indirect(Dictionary(S=Name.P))
    loop.P = loop
    tree = Dictionary(Kids=[pdf.make_indirect(Dictionary(Nums=[0, [paragraph, caption, loop], 1, [figure]]))])
    pdf.Root.StructTreeRoot = Dictionary(ParentTree=tree, RoleMap=Dictionary(Story=Name.Art))
    pdf.pages[0].Resources.XObject = Dictionary(
        Fm=form(pdf, b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC", StructParents=1)
    )
    page = walk_page(pdf.pages[0], 0, None, Stories(pdf))
    stories = [page.stories.get(mark.owner) if mark.owner else None for mark in page.marks]
    assert stories == ["头条", "头条", "桥", None, None, "桥"]


def kinds(content: bytes, **resources: Any) -> set[str]:
    return {note.kind for note in walked(content, resources).notes}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"q", "unbalanced"),
        (b"Q", "unbalanced"),
        (b"BT", "unbalanced"),
        (b"ET", "unbalanced"),
        (b"BT BT ET", "unbalanced"),
        (b"/A BMC", "unbalanced"),
        (b"EMC", "unbalanced"),
        (b"EX", "unbalanced"),
        (b"/F 10 Tf (a) Tj", "unbalanced"),
        (b"1 w w", "bad-operand"),
        (b"(a) w", "bad-operand"),
        (b"1 2 3 re", "bad-operand"),
        (b"/DeviceCMYK cs 1 scn", "bad-operand"),
        (b"1e9 w", "bad-operator"),
        (b"0 0 l S", "bad-operator"),
        (b"fnord", "bad-operator"),
        (b"/G gs", "undefined"),
        (b"/X Do", "undefined"),
        (b"/C cs", "undefined"),
        (b"/S sh", "undefined"),
        (b"BT /Z 1 Tf (a) Tj ET", "undefined"),
        (b"/P /Q BDC EMC", "undefined"),
        (b"/Pattern cs /P scn", "undefined"),
        (b"(abc", "damaged"),
        (b"BI /W 1 /H 1 ID xx", "damaged"),
    ],
)
def test_what_breaks_pdfs_rules_is_noted_and_passed_over(content: bytes, kind: str) -> None:
    page = walked(content)
    assert kind in {note.kind for note in page.notes}


def test_what_is_between_bx_and_ex_may_be_unknown() -> None:
    assert kinds(b"BX fnord EX") == set()


def test_a_form_that_paints_itself_is_told_and_ended() -> None:
    pdf = new(b"/X Do")
    loop = form(pdf, b"0 0 9 9 re f /X Do")
    loop.Resources = Dictionary(XObject=Dictionary(X=loop))
    pdf.pages[0].Resources.XObject = Dictionary(X=loop)
    page = walk_page(pdf.pages[0])
    assert len(page.marks) == 1 and [note.kind for note in page.notes] == ["loop"]


def test_forms_that_multiply_are_ended_by_the_number_of_operators() -> None:
    pdf = new(b"/X Do")
    last = form(pdf, b"0 0 9 9 re f " * 10)
    for _ in range(12):
        last = form(pdf, b"/X Do " * 10, Resources=Dictionary(XObject=Dictionary(X=pdf.make_indirect(last))))
    pdf.pages[0].Resources.XObject = Dictionary(X=last)
    known = Known()
    known.left = 20_000
    page = walk_page(pdf.pages[0], 0, known)
    assert "too-much" in {note.kind for note in page.notes}
    assert known.left == 0 and len(page.marks) < 20_000


def test_a_bomb_of_content_is_not_unpacked() -> None:
    import zlib

    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(80)) + packer.flush()
    pdf = new()
    bomb = Stream(pdf, b"")
    bomb.write(data, filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = pdf.make_indirect(bomb)
    page = walk_page(pdf.pages[0])
    assert [note.what for note in page.notes] == [
        "the page's content can't be looked through: it is longer than 64 MiB"
    ]


def test_a_page_of_two_thousand_lines_takes_a_blink() -> None:
    show = b"BT /F 10 Tf 1 0 0 1 20 30 Tm [(abcdefghij) -30 (klmnopqrst) 5 (uvwxyz)] TJ ET\n"
    with new(show * 2000) as pdf:
        start = time.process_time()
        assert len(walk_page(pdf.pages[0]).marks) == 2000
        # A tenth of this on an idle machine.
        assert time.process_time() - start < 2


def test_names_in_other_encodings_are_found() -> None:
    pdf = new(b"/#C4#E3 gs 0 0 9 9 re f /\xe9 cs 0 0 9 9 re f")
    more = pikepdf.Object.parse(b"<</#C4#E3 <</OP true>>>>")
    pdf.pages[0].Resources.ExtGState = more
    pdf.pages[0].Resources.ColorSpace = pikepdf.Object.parse(
        b"<</#e9 [/Separation /#e9t#e9 /DeviceCMYK null]>>"
    )
    page = walk_page(pdf.pages[0])
    assert page.notes == ()
    assert page.marks[0].paint.fill_overprint and page.marks[1].paint.fill.inks == {"été": 100}


def test_a_cell_without_a_colour_is_black_as_a_page_begins() -> None:
    pdf = new(b"/Pattern cs /T scn 50 50 30 20 re f")
    pdf.pages[0].Resources.Pattern = Dictionary(
        T=pdf.make_stream(b"0 0 1 1 re f", PatternType=1, PaintType=1)
    )
    assert only(walk_page(pdf.pages[0])).paint.fill.inks == {"Black": 100}


def test_a_font_that_is_not_there_is_told_once() -> None:
    assert [note.what for note in walked(b"BT /Z 9 Tf (a) Tj (b) Tj ET").notes] == [
        "the font Z is used and not defined"
    ]
    assert [note.what for note in walked(b"BT (a) Tj ET").notes] == ["text is shown without a font"]
