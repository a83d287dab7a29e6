"""Plates: numbers of ink at known places, whatever a page is painted with; and pages that are no pages."""

from __future__ import annotations

import io
import shutil
import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from layout.preflight.ink import separations as module
from layout.preflight.ink.preparing import prepare_for_oxide
from layout.preflight.ink.separations import Separations, separate_pages
from layout.preflight.pageboxes import page_boxes
from tests.preflight.planting import form, image, one_page, spot


def made(data: bytes, dpi: int = 72, **options: Any) -> Separations:
    """The plates of the first page, a pixel a point, without Ghostscript unless told otherwise."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheets = {1: page_boxes(pdf.pages[0].obj)}
    (one,) = separate_pages(data, sheets, dpi=dpi, **{"by": "pdf_oxide", **options})
    return one


def inks_at(one: Separations, x: int, y: int) -> dict[str, int]:
    """Percent of each ink that there is at a place, from the upper left corner."""
    assert one.failure == ""
    return {ink: round(plate[y, x] / 2.55) for ink, plate in one.plates.items() if plate[y, x]}


TINT = b".5 .3 .2 0 k 0 0 60 100 re f "
PIXEL = b" q 60 0 0 100 40 0 cm /X Do Q"
UNDER = {"Cyan": 50, "Magenta": 30, "Yellow": 20}


def painted(colour: Any) -> Any:
    """Resources with a colour space `Own`."""
    return lambda pdf: {"ColorSpace": Dictionary(Own=colour)}


def pictured(data: bytes, **entries: Any) -> Any:
    """Resources with an image `X`."""
    return lambda pdf: {"XObject": Dictionary(X=image(pdf, data, **entries))}


def indexed(base: Any, table: bytes) -> Array:
    return Array([Name.Indexed, base, 1, String(table)])


def jpeg(value: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8), value).save(out, "JPEG", quality=100)
    return out.getvalue()


def nested(pdf: pikepdf.Pdf) -> dict[str, Any]:
    inner = form(pdf, b"0 0 0 1 k 0 0 60 100 re f")
    outer = form(pdf, b"q 1 0 0 1 10 0 cm /I Do Q", Resources=Dictionary(XObject=Dictionary(I=inner)))
    return {"XObject": Dictionary(F=outer)}


GOLD = spot("Gold")
CASES: list[tuple[str, bytes, Any, dict[str, int]]] = [
    # What is painted over the tint at (50, 50), and which inks are there then.
    ("K100 overprints and adds up", b"/Over gs 0 0 0 1 k 40 0 60 100 re f", None, {**UNDER, "Black": 100}),
    ("K100 knocks out", b"0 0 0 1 k 40 0 60 100 re f", None, {"Black": 100}),
    ("mode 0 knocks out", b"/Mode0 gs 0 0 0 1 k 40 0 60 100 re f", None, {"Black": 100}),
    ("a stroke overprints", b"/Over gs 0 0 0 1 K 60 w 70 0 m 70 100 l S", None, {**UNDER, "Black": 100}),
    ("gray is black", b".3 g 40 0 60 100 re f", None, {"Black": 70}),
    ("gray always knocks out", b"/Over gs 0 g 40 0 60 100 re f", None, {"Black": 100}),
    ("gray as a space", b"/DeviceGray cs .3 sc 40 0 60 100 re f", None, {"Black": 70}),
    ("a spot ink knocks out", b"/Own cs .7 scn 40 0 60 100 re f", painted(GOLD), {"Gold": 70}),
    ("a spot ink overprints", b"/Over gs /Own cs .7 scn 40 0 60 100 re f", painted(GOLD), {**UNDER, "Gold": 70}),
    ("the ink All is on every plate", b"/Own cs .7 scn 40 0 60 100 re f", painted(spot("All", (1, 1, 1, 1))), dict.fromkeys(("Cyan", "Magenta", "Yellow", "Black", "Gold"), 70)),
    ("forms in forms", b"/Over gs q 1 0 0 1 30 0 cm /F Do Q", nested, {**UNDER, "Black": 100}),
    ("a picture of four inks", PIXEL, pictured(bytes((51, 102, 0, 153)), ColorSpace=Name.DeviceCMYK), {"Cyan": 20, "Magenta": 40, "Black": 60}),
    ("a picture upside down", PIXEL, pictured(bytes((51, 102, 255, 153)), ColorSpace=Name.DeviceCMYK, Decode=[1, 0] * 4), {"Cyan": 80, "Magenta": 60, "Black": 40}),
    ("a gray picture", PIXEL, pictured(b"\x66", ColorSpace=Name.DeviceGray), {"Black": 60}),
    ("a gray picture overprinting", b"/Over gs" + PIXEL, pictured(b"\x66", ColorSpace=Name.DeviceGray), {"Black": 60}),
    ("a gray JPEG", PIXEL, pictured(jpeg(102), ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode, Width=8, Height=8), {"Black": 60}),
    ("one bit", PIXEL, pictured(b"\x00", ColorSpace=Name.DeviceGray, BitsPerComponent=1), {"Black": 100}),
    ("one bit upside down", PIXEL, pictured(b"\x00", ColorSpace=Name.DeviceGray, BitsPerComponent=1, Decode=[1, 0]), {}),
    ("a stencil", b"/Over gs 0 0 0 1 k" + PIXEL, pictured(b"\x00", ImageMask=True, BitsPerComponent=1), {**UNDER, "Black": 100}),
    ("indices", PIXEL, pictured(b"\x80", ColorSpace=indexed(Name.DeviceCMYK, bytes((0, 0, 0, 0, 51, 102, 0, 153))), BitsPerComponent=1), {"Cyan": 20, "Magenta": 40, "Black": 60}),
    ("indices of gray", PIXEL, pictured(b"\x01", ColorSpace=indexed(Name.DeviceGray, b"\xff\x66")), {"Black": 60}),
    ("indices of a spot ink", PIXEL, pictured(b"\x01", ColorSpace=indexed(GOLD, b"\x00\x66")), {"Gold": 40}),
    ("a picture in a spot ink", PIXEL, pictured(b"\x66", ColorSpace=GOLD), {"Gold": 40}),
    ("a JPEG in a spot ink", PIXEL, pictured(jpeg(102), ColorSpace=GOLD, Filter=Name.DCTDecode, Width=8, Height=8), {"Gold": 40}),
]  # fmt: skip


@pytest.fixture(scope="module")
def all_cases() -> Separations:
    """Every case on a page of its own would start a program each: they stand side by side on one page."""
    pdf = pikepdf.new()
    across = 5
    size = (100 * across, 100 * -(-len(CASES) // across))
    page = pdf.add_blank_page(page_size=size)
    contents, forms = [], Dictionary()
    for number, (_, content, resources, _) in enumerate(CASES):
        states = Dictionary(
            Over=Dictionary(OP=True, op=True, OPM=1), Mode0=Dictionary(OP=True, op=True, OPM=0)
        )
        own = Dictionary(**{"ExtGState": states, **(resources(pdf) if resources else {})})
        forms[f"/F{number}"] = form(pdf, TINT + content, Resources=own)
        x, y = number % across * 100, size[1] - 100 - number // across * 100
        contents.append(f"q 1 0 0 1 {x} {y} cm /F{number} Do Q".encode())
    page.obj.Resources = Dictionary(XObject=forms)
    page.obj.Contents = pdf.make_stream(b"\n".join(contents))
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return made(out.getvalue())


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0] for case in CASES])
def test_inks_that_are_painted_over_a_tint(all_cases: Separations, number: int) -> None:
    _, _, _, expected = CASES[number]
    assert all_cases.unsure == ()
    x, y = number % 5 * 100, number // 5 * 100
    there = inks_at(all_cases, x + 50, y + 50)
    assert there == expected
    # Beside it the tint is as it was: a form shows nothing beyond its box.
    assert inks_at(all_cases, x + 20, y + 50) == UNDER


def test_a_page_begins_in_black() -> None:
    assert inks_at(made(one_page(b"40 0 60 100 re f")), 50, 50) == {"Black": 100}


def test_the_process_inks_come_first_and_spot_inks_by_name() -> None:
    spaces = Dictionary(Own=spot("Gold"), Other=spot("Blue"))
    page = one_page(
        b"/Own cs 1 scn 0 0 9 9 re f /Other cs 1 scn 9 9 9 9 re f", lambda _: {"ColorSpace": spaces}
    )
    one = made(page)
    assert list(one.plates) == ["Cyan", "Magenta", "Yellow", "Black", "Blue", "Gold"]
    assert {plate.shape for plate in one.plates.values()} == {(100, 100)}
    assert (one.page, one.by) == (1, "pdf_oxide")


def shaded(pdf: pikepdf.Pdf) -> dict[str, Any]:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1] * 4, N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 9, 0], Function=function)
    return {"Shading": Dictionary(Own=shading)}


def masked(pdf: pikepdf.Pdf) -> dict[str, Any]:
    mask = image(pdf, b"\x80", ColorSpace=Name.DeviceGray)
    return {"XObject": Dictionary(X=image(pdf, b"\0\0\0\xff", ColorSpace=Name.DeviceCMYK, SMask=mask))}


def transparent(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {"ExtGState": Dictionary(Own=Dictionary(ca=0.5))}


UNSURE: list[tuple[bytes, Any, str]] = [
    (b"/Own sh", shaded, "shadings"),
    (b"/X Do", masked, "pictures with masks"),
    (b"/Own gs 0 0 9 9 re f", transparent, "transparency"),
    (b"/Pattern cs /P scn 0 0 9 9 re f", None, "patterns"),
    (b"1 0 0 rg 0 0 9 9 re f", None, "RGB"),
    (b"/X Do", pictured(b"\0\0\0", ColorSpace=Name.DeviceRGB), "RGB"),
    (b"/OC /L BDC 0 0 9 9 re f EMC", None, "layers"),
    (b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI", None, "pictures within the content"),
    (b"/X Do", pictured(b"\0", ColorSpace=Name.DeviceGray, Filter=Name.CCITTFaxDecode), "pictures in CCITT"),
    (b"/CMYK cs 1 scn 0 0 9 9 re f", lambda pdf: {"ColorSpace": Dictionary(CMYK=GOLD)}, "colours in ill-named spaces"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "resources", "named"), UNSURE, ids=[row[2] for row in UNSURE])
def test_what_is_painted_otherwise_than_on_a_press_is_named(
    content: bytes, resources: Any, named: str
) -> None:
    assert prepare_for_oxide(one_page(content, resources)).unsure == ((named,),)


@pytest.mark.parametrize(
    ("group", "overprints", "unsure"),
    [
        ({"I": True}, True, ("overprint in transparency groups",)),
        ({"K": True}, True, ("overprint in transparency groups",)),
        ({"I": True, "K": True}, False, ()),
        ({}, True, ()),
    ],
)
def test_overprint_in_a_group_that_is_apart_is_named(
    group: dict[str, bool], overprints: bool, unsure: tuple[str, ...]
) -> None:
    def resources(pdf: pikepdf.Pdf) -> dict[str, Any]:
        over = Dictionary(Over=Dictionary(OP=overprints, op=overprints, OPM=1))
        drawn = pdf.make_stream(
            b"/Over gs 0 1 0 0 k 0 0 50 50 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 100, 100],
            Group=Dictionary(
                {"/S": Name.Transparency, "/CS": Name.DeviceCMYK}
                | {f"/{key}": on for key, on in group.items()}
            ),
            Resources=Dictionary(ExtGState=over),
        )
        return {"XObject": Dictionary(X=drawn)}

    assert prepare_for_oxide(one_page(b"1 0 0 0 k 0 0 100 100 re f /X Do", resources)).unsure == (unsure,)


@pytest.mark.parametrize(("turn", "corner"), [(0, (5, 95)), (90, (5, 5)), (180, (95, 5)), (270, (95, 95))])
def test_plates_are_as_the_page_is_seen(turn: int, corner: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(one_page(b"1 0 0 0 k 50 50 20 20 re f"))) as pdf:
        page = pdf.pages[0].obj
        page.MediaBox = [50, 50, 150, 150]
        del page.TrimBox
        page.Rotate = turn
        out = io.BytesIO()
        pdf.save(out)
    assert inks_at(made(out.getvalue()), *corner) == {"Cyan": 100}


def test_a_picture_that_is_drawn_twice_is_there_twice() -> None:
    content = b"q 20 0 0 20 0 80 cm /X Do Q q 20 0 0 20 40 80 cm /X Do Q"
    one = made(one_page(content, pictured(b"\x66", ColorSpace=Name.DeviceGray)))
    assert [inks_at(one, x, 10) for x in (10, 30, 50)] == [{"Black": 60}, {}, {"Black": 60}]


def test_content_that_can_not_be_unpacked_is_named() -> None:
    with pikepdf.open(io.BytesIO(one_page(b""))) as pdf:
        bomb = pdf.make_stream(b"")
        twice = [Name.FlateDecode, Name.FlateDecode]
        bomb.write(zlib.compress(zlib.compress(b"0 g " * 20_000_000, 1)), filter=twice)
        pdf.pages[0].obj.Contents = bomb
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert prepare_for_oxide(out.getvalue()).unsure == (("content that can't be read",),)


def self_painting(pdf: pikepdf.Pdf) -> dict[str, Any]:
    own = pdf.make_indirect(form(pdf, b"1 0 0 0 k 0 0 9 9 re f /F Do"))
    own.Resources = Dictionary(XObject=Dictionary(F=own))
    return {"XObject": Dictionary(F=own)}


def test_a_form_that_paints_itself_brings_nothing_down() -> None:
    one = made(one_page(b"/F Do", self_painting))
    assert one.failure or one.unsure


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    one = made(one_page(b"0 0 9 9 re f"), seconds=0)
    assert not one.plates
    assert one.failure


def test_a_page_that_is_too_large_is_looked_at_more_coarsely(monkeypatch: pytest.MonkeyPatch) -> None:
    page = one_page(b"1 0 0 0 k 0 0 50 50 re f")
    monkeypatch.setattr(module, "MOST_PIXELS", 2_500)
    one = made(page, dpi=300)
    assert {plate.size for plate in one.plates.values()} <= {2_401, 2_500}
    monkeypatch.setattr(module, "MOST_PIXELS", 10)
    assert made(page).failure == "the page is too large to be looked at"


def test_ghostscript_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    page = one_page(b"0 g 0 0 9 9 re f")
    assert made(page, by="ghostscript").failure == "Ghostscript (gs) is not installed"
    assert made(page, by="auto").by == "pdf_oxide"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 junk"])
def test_what_is_no_file_has_no_plates(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(one_page(b""))) as pdf:
        sheets = {1: page_boxes(pdf.pages[0].obj)}
    (one,) = separate_pages(data, sheets, by="pdf_oxide")
    assert one.failure
    assert not one.plates


def test_a_picture_that_lies_about_its_size_is_not_unpacked() -> None:
    data = zlib.compress(b"\0" * 1_000)
    entries = {"Width": 100_000, "Height": 100_000, "ColorSpace": indexed(Name.DeviceCMYK, b"\0" * 8)}
    page = one_page(b"/X Do", pictured(data, Filter=Name.FlateDecode, **entries))
    assert prepare_for_oxide(page).unsure == (("pictures of indexed colours",),)
