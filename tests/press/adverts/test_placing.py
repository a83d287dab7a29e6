"""A placed PDF prints as its own file shows it: at its place, cut to it, its inks, fonts and data untouched."""

from __future__ import annotations

import io
import re
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest

from content.pdf.file import open_pdf
from content.pdf.page import FirstPage, first_page
from layout.press.adverts.kit import Kit
from layout.press.adverts.taking import take
from layout.scene import Box, Ink, Rect
from layout.scene.condition import Level
from tests.finished import PICTURE, flate, one_page, pdf, rich, stream
from tests.press.adverts.placing import DOTS, RECT, advert, alone, cut, drawn, pressed
from tests.press.reading import opened
from tests.press.scenes import HEIGHT, Setting, hei, page, region, resources, scene, song, text_line

GROUND = Box(Rect(20_000, 20_000, 260_000, 360_000), fill=Ink(30, 0, 20, 0))


@lru_cache(maxsize=4)
def held(data: bytes) -> pikepdf.Pdf:
    """A file that stays open while its objects are looked at."""
    return opened(data)


def front(data: bytes) -> FirstPage:
    """The page that is placed."""
    with open_pdf(data) as file:
        return first_page(file)


def form(data: bytes) -> pikepdf.Object:
    return held(data).pages[0].Resources.XObject["/A1"]


def page_operators(data: bytes) -> bytes:
    return held(data).pages[0].Contents.read_bytes()


def same(one: Any, other: Any, within: int = 2) -> bool:
    return one.shape == other.shape and int(np.abs(one - other).max()) <= within


def test_an_advert_stands_at_its_place_as_in_its_own_file(tmp_path: Path) -> None:
    data = pdf(rich())
    made = drawn(pressed(tmp_path, [advert(data, tmp_path)]))
    assert same(cut(made, RECT), alone(data, (0, 0, 200, 100)))
    # What is wrong by a point is seen.
    beside = Rect(RECT.x + 1000, RECT.y, RECT.width, RECT.height)
    assert not same(cut(made, beside), alone(data, (0, 0, 200, 100)))


def test_nothing_is_painted_outside_its_place(tmp_path: Path) -> None:
    data = pdf(one_page(b"0 0 0 1 k -1000 -1000 5000 5000 re f"))
    made = drawn(pressed(tmp_path, [advert(data, tmp_path)]))
    assert cut(made, RECT).max() < 80
    made[60 * DOTS : 160 * DOTS, 50 * DOTS : 250 * DOTS] = 255
    assert made.min() == 255


@pytest.mark.parametrize(
    "boxes",
    [
        b"/MediaBox [-20 -30 220 130] /TrimBox [0 0 200 100] /CropBox [-5 -5 205 105]",
        b"/MediaBox [100 50 -100 -50] /TrimBox [-100 50 100 -50]",
        b"/MediaBox [0 0 400 300] /TrimBox [37.5 21.25 237.5 121.25]",
        b"/MediaBox [0 0 400 300] /CropBox [37.5 21.25 237.5 121.25]",
        b"/MediaBox [1000 1000 1200 1100]",
    ],
)
def test_the_placed_box_fills_the_place(tmp_path: Path, boxes: bytes) -> None:
    numbers = [float(one) for one in re.findall(rb"-?[\d.]+", boxes.rpartition(b"[")[2])]
    if b"CropBox [-5" in boxes:
        numbers = [0, 0, 200, 100]
    left, bottom = min(numbers[0::2]), min(numbers[1::2])
    drawing = b"1 0 0 1 %g %g cm " % (left, bottom)
    objects = rich(page=boxes)
    objects[4] = stream(drawing + objects[4].partition(b"stream\n")[2].rpartition(b"\nendstream")[0])
    data = pdf(objects)
    box = (left, bottom, left + 200, bottom + 100)
    page = front(data)
    assert (page.width, page.height, page.box) == (200, 100, box)
    made = drawn(pressed(tmp_path, [advert(data, tmp_path, box=box)]))
    plain = drawn(pressed(tmp_path, [advert(pdf(rich()), tmp_path, name="plain")]))
    assert same(cut(made, RECT), cut(plain, RECT))


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("unit", [1, 2.5])
def test_a_turned_page_is_placed_as_it_is_read(tmp_path: Path, turn: int, unit: float) -> None:
    boxes = b"/MediaBox [10 20 210 120] /Rotate %d /UserUnit %g" % (turn, unit)
    data = pdf(rich(page=boxes))
    wide, high = (100, 200) if turn % 180 else (200, 100)
    assert (front(data).width, front(data).height) == (wide * unit, high * unit)
    rect = Rect(40_000, 30_000, wide * 1000, high * 1000)
    made = drawn(pressed(tmp_path, [advert(data, tmp_path, rect=rect, box=(10, 20, 210, 120))]))
    objects = rich(page=b"/MediaBox [10 20 210 120] /Rotate %d" % turn)
    assert same(cut(made, rect), alone(pdf(objects), (10, 20, 210, 120)))


def test_a_part_is_shown_at_another_size(tmp_path: Path) -> None:
    data = pdf(rich())
    rect = Rect(40_000, 40_000, 200_000, 200_000)
    item = advert(data, tmp_path, rect=rect, box=(100, 0, 200, 100))
    made = drawn(pressed(tmp_path, [item]))
    assert same(cut(made, rect), alone(data, (100, 0, 200, 100), 2 * DOTS), within=3)


def test_its_own_size_is_not_scaled_by_a_rounding(tmp_path: Path) -> None:
    data = pdf(one_page(b"0 0 9 9 re f", page=b"/MediaBox [0 0 283.46457 141.73228]"))
    item = advert(data, tmp_path, rect=Rect(0, 0, 283_465, 141_732), box=(0, 0, 283.46457, 141.73228))
    content = page_operators(pressed(tmp_path, [item]))
    assert b"\n1 0 0 1 0 258.268 cm\n" in content


def test_a_place_is_kept_to_a_thousandth_of_a_point(tmp_path: Path) -> None:
    data = pdf(one_page(b"0 0 9 9 re f", page=b"/MediaBox [3.1 7.7 733.4 291.2] /Rotate 90"))
    rect = Rect(1_234, 5_678, 111_111, 277_777)
    item = advert(data, tmp_path, rect=rect, box=(13.3, 17.7, 700.1, 290))
    content = page_operators(pressed(tmp_path, [item]))
    cm = [float(one) for one in re.findall(rb"([-\d. ]+) cm", content)[0].split()]
    a, b, c, d, e, f = (
        float(one) for one in form(pressed(tmp_path, [advert(data, tmp_path, rect=rect)])).Matrix
    )
    ends = []
    for x, y in ((13.3, 17.7), (700.1, 290)):
        u, v = a * x + c * y + e, b * x + d * y + f
        ends.append((cm[0] * u + cm[4], cm[3] * v + cm[5]))
    (x1, x2), (y1, y2) = (sorted(one) for one in zip(*ends, strict=True))
    high = HEIGHT / 1000
    assert (x1, y1) == pytest.approx((1.234, high - 283.455), abs=1e-3)
    assert (x2, y2) == pytest.approx((112.345, high - 5.678), abs=1e-3)


def test_data_stay_as_they_came(tmp_path: Path) -> None:
    objects = rich()
    placed = form(pressed(tmp_path, [advert(pdf(objects), tmp_path)]))
    own = held(pdf(objects)).pages[0]
    for one, other in zip(data_of(placed), data_of(own), strict=True):
        assert one == other
    assert placed.read_raw_bytes() == own.Contents.read_raw_bytes()
    assert placed.Resources.XObject.Pic.read_bytes() == PICTURE
    for category, name in (("/ColorSpace", "/Spot"), ("/ExtGState", "/Over")):
        assert written(placed.Resources[category][name]) == written(own.Resources[category][name])


def data_of(page: Any) -> list[bytes]:
    """The packed data of all that a page or form paints with."""
    named, font = page.Resources.XObject, page.Resources.Font.F1
    streams = [named.Pic, named.Fm, named.Fm.Resources.XObject.Inner, font.ToUnicode]
    streams.append(font.DescendantFonts[0].FontDescriptor.FontFile2)
    return [one.read_raw_bytes() for one in streams]


def written(value: pikepdf.Object) -> bytes:
    return value.unparse(resolved=True)


def test_what_is_no_part_of_the_picture_is_left_out(tmp_path: Path) -> None:
    page_more = b"/MediaBox [0 0 200 100] /StructParents 0 /Tabs /S /Annots [<< /Subtype /Link >>] /Group << /S /Other >>"
    data = pressed(tmp_path, [advert(pdf(rich(page=page_more)), tmp_path)])
    placed = form(data)
    assert set(placed.keys()) == {"/Type", "/Subtype", "/BBox", "/Matrix", "/Resources", "/Length"}
    assert set(placed.Resources.XObject.keys()) == {"/Pic", "/Fm"}
    assert "/Metadata" not in placed.Resources.XObject.Pic
    assert "/StructParent" not in placed.Resources.XObject.Pic
    assert "/PieceInfo" not in placed.Resources.XObject.Fm
    assert b"/Annot" not in data and data.count(b"/Type /Page ") + data.count(b"/Type /Page\n") == 1


def test_text_of_an_advert_is_found(tmp_path: Path) -> None:
    data = pressed(tmp_path, [advert(pdf(rich()), tmp_path)])
    with pypdfium2.PdfDocument(data) as document:
        assert "ABC" in document[0].get_textpage().get_text_range()


def test_the_rest_of_the_page_is_as_without_it(tmp_path: Path) -> None:
    line = text_line("天地玄黄", Setting(song()), baseline=30_000)
    after = text_line("宇宙", Setting(hei()), baseline=380_000)
    rule = Box(Rect(20_000, 300_000, 100_000, 20_000), fill=Ink(0, 50, 0, 0))

    def built(*items: Any) -> Any:
        made = scene([page(region(*items))], [song(), hei()])
        from layout.press.document import write_pdf

        return drawn(write_pdf(made, made.pages, resources(tmp_path)))

    # It changes every part of the state that a page sets, and puts nothing back.
    spoiling = b"q q 5 w 1 0 0 0 k 0 1 0 0 K 2 0 0 2 5 5 cm /Over gs BT 7 Tc 90 Tz 3 Tr ET 0 0 1 1 re f"
    data = pdf(one_page(spoiling, b"/ExtGState << /Over << /OP true /op true /OPM 1 /LW 9 /ca 1 >> >>"))
    with_it, without = built(line, advert(data, tmp_path), rule, after), built(line, rule, after)
    where = cut(with_it, RECT)
    where[:] = cut(without, RECT)
    assert same(with_it, without, within=0)


def test_the_state_an_advert_begins_in_is_a_pages_first(tmp_path: Path) -> None:
    # It sets nothing itself: black, knocking out, lines of one point.
    data = pdf(one_page(b"10 10 50 50 re f 100 50 m 150 50 l S"))
    item = advert(data, tmp_path)
    before = Box(
        Rect(50_000, 60_000, 10_000, 10_000), fill=Ink(0, 100, 0, 0), stroke=Ink(), stroke_width=5_000
    )
    made = drawn(pressed(tmp_path, [before, item]))
    expected = alone(data, (0, 0, 200, 100))
    assert same(cut(made, RECT)[60:], expected[60:])
    content = page_operators(pressed(tmp_path, [before, item]))
    assert content.rindex(b"/Knock gs") > content.rindex(b"/Over gs")


def test_a_surplus_of_restores_does_not_reach_the_page(tmp_path: Path) -> None:
    data = pdf(one_page(b"Q Q EMC 0 0 0 1 k 0 0 50 50 re f q /X BMC"))
    read = form(pressed(tmp_path, [advert(data, tmp_path)])).read_bytes()
    assert read.split() == b"0 0 0 1 k 0 0 50 50 re f q /X BMC EMC Q".split()


def test_two_placements_are_one_form(tmp_path: Path) -> None:
    data = pdf(rich())
    first = advert(data, tmp_path)
    second = advert(data, tmp_path, rect=Rect(10_000, 200_000, 100_000, 50_000), box=(0, 0, 100, 50))
    copied = advert(data, tmp_path, rect=Rect(150_000, 200_000, 100_000, 50_000), name="copy")
    made = pressed(tmp_path, [first, second, copied])
    assert made.count(b"/Subtype /Image") == 1
    with opened(made) as file:
        assert list(file.pages[0].Resources.XObject.keys()) == ["/A1"]
        assert file.pages[0].Contents.read_bytes().count(b"/A1 Do") == 3


def test_the_bleed_moves_an_advert_with_everything(tmp_path: Path) -> None:
    data = pdf(rich())
    made = drawn(pressed(tmp_path, [advert(data, tmp_path)], bleed=10_000))
    moved = Rect(RECT.x + 10_000, RECT.y + 10_000, RECT.width, RECT.height)
    assert same(cut(made, moved), alone(data, (0, 0, 200, 100)))


def test_parts_of_the_operators_are_joined_at_line_ends(tmp_path: Path) -> None:
    parts = [b"0 0 0 1 k 10 10", b"50 50 re", b"f", b"1 0 0 0 k 70 10 50 50 re f"]
    objects = one_page(b"", more={4: b"[5 0 R 6 0 R 7 0 R 8 0 R]"})
    objects |= {5 + at: flate(part) if at % 2 else stream(part) for at, part in enumerate(parts)}
    data = pdf(objects)
    made = pressed(tmp_path, [advert(data, tmp_path)])
    assert form(made).read_bytes() == b"\n".join(parts)
    assert same(cut(drawn(made), RECT), alone(data, (0, 0, 200, 100)))


@pytest.mark.parametrize("empty", [b"", b"\r\n"])
def test_a_part_without_data_paints_nothing(tmp_path: Path, empty: bytes) -> None:
    objects = one_page(b"", more={4: b"[5 0 R 6 0 R 5 0 R]", 6: flate(b"0 0 0 1 k 0 0 99 50 re f")})
    objects[5] = stream(empty, b"/Filter /FlateDecode")
    data = pdf(objects)
    here = drawn(pressed(tmp_path, [advert(data, tmp_path)]))
    assert np.array_equal(cut(here, RECT), alone(data, (0, 0, 200, 100)))


def group_of(page: bytes, content: bytes = b"0 0 0 1 k 0 0 9 9 re f") -> bool:
    """Whether the form of a page with these entries is a transparency group."""
    states = b"/ExtGState << /Half << /ca .5 >> /Full << /ca 1 /CA 1.0 /BM /Normal /SMask /None >> >>"
    kit = take(pdf(one_page(content, states, page=b"/MediaBox [0 0 200 100] " + page)))
    return b"/Group" in b"".join(piece for piece in kit.objects[0].pieces if isinstance(piece, bytes))


def test_a_pages_group_goes_where_it_changes_nothing() -> None:
    plain, half, full = b"0 0 0 1 k 0 0 9 9 re f", b"/Half gs 0 0 9 9 re f", b"/Full gs 0 0 9 9 re f"
    group = b"/Group << /S /Transparency /CS /DeviceCMYK /I true >>"
    assert [group_of(group, content) for content in (plain, full, half)] == [False, False, True]
    # One that blends in RGB, or whose parts knock each other out, changes what is opaque too.
    assert group_of(group.replace(b"CMYK", b"RGB"))
    assert group_of(group.replace(b"/I", b"/K"))


def test_inherited_entries_are_the_pages_own(tmp_path: Path) -> None:
    objects = rich()
    resources_at = objects[3].index(b"/Resources")
    inherited = objects[3][resources_at:].replace(b"/MediaBox [0 0 200 100]", b"").rstrip(b"> ") + b" >> >>"
    objects[2] = b"<< /Type /Pages /Kids [20 0 R] /Count 1 /MediaBox [0 0 200 100] /Rotate 180 >>"
    objects[20] = b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 " + inherited + b" >>"
    objects[3] = b"<< /Type /Page /Parent 20 0 R /Contents 4 0 R >>"
    data = pdf(objects)
    made = drawn(pressed(tmp_path, [advert(data, tmp_path)]))
    assert same(cut(made, RECT), alone(data, (0, 0, 200, 100)))
    assert not same(cut(made, RECT), alone(pdf(rich()), (0, 0, 200, 100)))


def test_a_form_without_resources_has_the_pages(tmp_path: Path) -> None:
    inner = stream(b"q 50 0 0 50 0 0 cm /Pic Do Q", b"/Type /XObject /Subtype /Form /BBox [0 0 60 60]")
    objects = rich(content=b"/Fm Do")
    objects[12] = inner
    placed = form(pressed(tmp_path, [advert(pdf(objects), tmp_path)]))
    assert placed.Resources.XObject.Fm.Resources.XObject.Pic.Width == 4


def marked(content: bytes, resources: bytes = b"") -> bytes:
    return pdf(one_page(content, resources))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC", b"0 0 9 9 re f"),
        (b"/P <</Lang (a>>b) /MCID 3 /X <</Y [1 2]>> >> BDC f EMC", b"f"),
        (b"/Span /M0 BDC f EMC /Span /M1 BDC f EMC", b"f /Span /M1 BDC f EMC"),
        # An artifact may not stand in a figure, which the advertisement is as a whole.
        (b"/Artifact BMC /P <</MCID 1>> BDC f EMC EMC", b"f"),
        (b"/Artifact <</Type /Layout>> BDC f EMC /Other BMC f EMC", b"f /Other BMC f EMC"),
        (
            b"/P <</MCID 1>> BDC /Span <</ActualText (x)>> BDC f EMC EMC",
            b"/Span <</ActualText (x)>> BDC f EMC",
        ),
        (b"BT (/P <</MCID 0>> BDC) Tj ET", b"BT (/P <</MCID 0>> BDC) Tj ET"),
        (b"% /P <</MCID 0>> BDC\nf", b"% /P <</MCID 0>> BDC\nf"),
        (b"BI /W 2 /H 1 /CS /G /BPC 8 ID Q) EI f", b"BI /W 2 /H 1 /CS /G /BPC 8 ID Q) EI f"),
    ],
)
def test_marks_do_not_point_into_a_structure_that_is_not_theirs(written: bytes, read: bytes) -> None:
    kit = take(marked(written, b"/Properties << /M0 << /MCID 5 >> /M1 << /Other 5 >> >>"))
    data = unpacked(kit)
    assert data.split() == read.split()
    assert (data == written) == (written == read)


def unpacked(kit: Kit) -> bytes:
    """The operators of a kit's page."""
    first = kit.objects[0]
    assert first.stream is not None
    head = b"".join(piece for piece in first.pieces if isinstance(piece, bytes))
    return zlib.decompress(first.stream) if b"/FlateDecode" in head else first.stream


def test_lzw_is_packed_anew_and_other_filters_stay(tmp_path: Path) -> None:
    from PIL import Image

    pixels = bytes(at * 7 % 251 for at in range(40 * 30))
    written = io.BytesIO()
    Image.frombytes("L", (40, 30), pixels).save(written, "TIFF", compression="tiff_lzw")
    with Image.open(io.BytesIO(written.getvalue())) as tiff:
        (offset,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]  # type: ignore[attr-defined]
    packed = written.getvalue()[offset : offset + length]
    head = b"/Type /XObject /Subtype /Image /Width 40 /Height 30 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    hexed = packed.hex().encode() + b">"
    objects = one_page(
        b"/A Do /B Do /C Do",
        b"/XObject << /A 5 0 R /B 6 0 R /C 7 0 R >>",
        more={
            5: stream(packed, head + b"/Filter /LZWDecode"),
            6: stream(
                hexed, head + b"/Filter [/ASCIIHexDecode /LZWDecode] /DecodeParms [null << /EarlyChange 1 >>]"
            ),
            7: stream(pixels.hex().encode() + b">", head + b"/Filter /AHx"),
        },
    )
    made = pressed(tmp_path, [advert(pdf(objects), tmp_path)])
    assert b"LZW" not in made
    for name in ("/A", "/B", "/C"):
        assert form(made).Resources.XObject[name].read_bytes() == pixels
    assert form(made).Resources.XObject["/C"].read_raw_bytes() == pixels.hex().encode() + b">"


def test_rows_written_as_differences_stay_so(tmp_path: Path) -> None:
    rows = b"".join(b"\x02" + bytes([at, 0, 255 - at, 0] * 4) for at in (10, 60, 90))
    head = b"/Type /XObject /Subtype /Image /Width 4 /Height 3 /ColorSpace /DeviceCMYK /BitsPerComponent 8 "
    parameters = b"<< /Predictor 15 /Colors 4 /Columns 4 >>"
    hexed = zlib.compress(rows).hex().encode() + b">"
    filters = b"/Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null %b]" % parameters
    objects = one_page(
        b"q 90 0 0 90 5 5 cm /A Do Q q 90 0 0 90 105 5 cm /B Do Q",
        b"/XObject << /A 5 0 R /B 6 0 R >>",
        more={5: flate(rows, head + b"/DecodeParms " + parameters), 6: stream(hexed, head + filters)},
    )
    data = pdf(objects)
    made = pressed(tmp_path, [advert(data, tmp_path)])
    assert same(cut(drawn(made), RECT), alone(data, (0, 0, 200, 100)))
    for name in ("/A", "/B"):
        assert form(made).Resources.XObject[name].read_bytes()[:4] == bytes([10, 0, 245, 0])


def test_glyphs_painted_by_operators_are_fonts_too(tmp_path: Path) -> None:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 65 /LastChar 65 "
        b"/Widths [10] /Encoding << /Differences [65 /a] >> /CharProcs << /a 6 0 R /b 6 0 R >> "
        b"/Resources << /XObject << /Dot 7 0 R /Not 14 0 R >> >> >>"
    )
    objects = one_page(
        b"BT /T 20 Tf 20 20 Td (A) Tj ET",
        b"/Font << /T 5 0 R >>",
        more={
            5: font,
            6: stream(b"10 0 0 0 10 10 d1 /P <</MCID 0>> BDC /Dot Do EMC"),
            7: stream(b"0 0 8 8 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 10 10]"),
        },
    )
    data = pdf(objects)
    made = pressed(tmp_path, [advert(data, tmp_path)])
    assert same(cut(drawn(made), RECT), alone(data, (0, 0, 200, 100)))
    placed = form(made).Resources.Font.T
    assert b"MCID" not in placed.CharProcs.a.read_bytes()
    assert list(placed.Resources.XObject.keys()) == ["/Dot"]


def test_names_of_any_bytes_are_kept(tmp_path: Path) -> None:
    objects = one_page(
        b"/A#20B gs /\xcb\xce gs /C#c3#a9 gs /n gs 0 0 9 9 re f",
        b"/ExtGState << /A#20B << /LW 1 >> /#cb#ce << /LW 2 >> /C\xc3\xa9 << /LW 3 >> /n << /LW 4 /X (\xff\\000\\)) >> >>",
    )
    made = pressed(tmp_path, [advert(pdf(objects), tmp_path)])
    written = made[made.index(b"/ExtGState << ") :].partition(b"\n")[0]
    for name, width in ((b"/A#20B", 1), (b"/#cb#ce", 2), (b"/C#c3#a9", 3), (b"/n", 4)):
        assert name + b" << /LW %d" % width in written


@pytest.mark.parametrize("level", ["PDF/X-4", "PDF/X-1a:2003", "proof"])
def test_a_file_with_adverts_is_sound(tmp_path: Path, level: Level) -> None:
    with opened(pressed(tmp_path, [GROUND, advert(pdf(rich()), tmp_path)], level)) as file:
        assert file.check_pdf_syntax() == []


def test_the_same_bytes_however_the_advert_is_numbered(tmp_path: Path) -> None:
    objects = rich()
    numbers = [1, *range(16, 1, -1)]

    def renumbered(written: bytes) -> bytes:
        head, mark, data = written.partition(b"stream\n")
        return re.sub(rb"(\d+) 0 R", lambda hit: b"%d 0 R" % numbers[int(hit[1]) - 1], head) + mark + data

    other = {numbers[number - 1]: renumbered(written) for number, written in objects.items()}
    with pikepdf.open(io.BytesIO(pdf(objects))) as source:
        packed = io.BytesIO()
        source.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    files = [pdf(objects), pdf(dict(sorted(other.items()))), packed.getvalue()]
    made = {pressed(tmp_path / str(at), [advert(data, tmp_path / str(at))]) for at, data in enumerate(files)}
    assert len(set(files)) == 3
    assert len(made) == 1
    assert made == {pressed(tmp_path / "0", [advert(files[0], tmp_path / "0")])}
