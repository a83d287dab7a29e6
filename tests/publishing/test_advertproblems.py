"""What is printed of an advertisement can be looked at by itself, and what is wrong with it names file, page and block."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from content.pdf.limited import Exceeded
from content.problems import Place, Refused
from layout.preflight import aside
from layout.preflight.aside import examine_drawn
from layout.preflight.finding import Finding, Millimetres
from layout.preflight.plant import Plant
from layout.press.adverts import placed
from layout.press.adverts.sheet import write_advert_page
from layout.publishing.problems.adverts import advert_problems
from layout.publishing.problems.findings import advert_finding_problems
from layout.scene import Advert, Rect, Scene
from layout.scene.condition import Level
from tests.finished import flate, one_page, pdf, rich, stream
from tests.press.adverts.placing import DOTS, advert, alone, drawn
from tests.press.adverts.test_placing import same
from tests.press.scenes import CONDITION, page, region, scene

WHERE = Place(file="adverts/ad.pdf", page="A01", block="ad", advert="ad")
IMAGE = b"/Type /XObject /Subtype /Image /Width 4 /Height 3 /ColorSpace /DeviceGray "


def of(*adverts: Advert, level: Level = "PDF/X-4") -> Scene:
    sheets = [
        page(region(one, id="ad", kind="advert", story=one.advert), name=f"A0{at}", number=at)
        for at, one in enumerate(adverts, 1)
    ]
    return scene(sheets, [], replace(CONDITION, level=level))


def find_nothing(sheet: bytes) -> Iterable[Finding]:
    """A preflight for tests of what files are made of."""
    return ()


def test_a_sheet_is_what_is_printed(tmp_path: Path) -> None:
    data = pdf(rich())
    item = advert(data, tmp_path, rect=Rect(50_000, 60_000, 150_000, 150_000), box=(100, 0, 200, 100))
    made = write_advert_page(item, placed.advert_kit(item, tmp_path, WHERE))
    with pikepdf.open(io.BytesIO(made)) as file:
        assert file.check_pdf_syntax() == []
        [sheet] = file.pages
        assert [float(one) for one in sheet.obj["/TrimBox"]] == [0, 0, 150, 150]
        assert sheet.obj["/MediaBox"] == sheet.obj["/TrimBox"]
    assert same(drawn(made), alone(data, (100, 0, 200, 100), 1.5 * DOTS), within=3)
    with pypdfium2.PdfDocument(made) as document:
        # What is cut off is read all the same: its form has it.
        assert "ABC" in document[0].get_textpage().get_text_range()
    assert made == write_advert_page(item, placed.advert_kit(item, tmp_path, WHERE))


def test_a_preflights_objections_have_the_adverts_place(tmp_path: Path) -> None:
    seen: list[bytes] = []

    def examine(sheet: bytes) -> Iterable[Finding]:
        seen.append(sheet)
        yield Finding("total-ink", "error", "There is too much ink.", "take less", "picture P1", 1)
        yield Finding("thin-line", "warning", "A line is thin.", "", "", 1, Millimetres(3, 4.4, 9, 9))
        yield Finding("no-intent", "error", "There is no output intent.", "give one")

    data = pdf(rich())
    items = [advert(data, tmp_path), advert(data, tmp_path), advert(data, tmp_path, box=(0, 0, 100, 50))]
    found = advert_problems(of(*items), tmp_path, examine)
    assert len(seen) == 2  # the same at the same size is looked at once
    assert [(one.id, one.severity, one.where.page) for one in found] == [
        (id, severity, page_name)
        for page_name in ("A01", "A02", "A03")
        for id, severity in (("advert-total-ink", "press"), ("advert-thin-line", "warning"))
    ]
    assert (found[0].where.file, found[0].where.block, found[0].where.advert) == (
        "adverts/ad.pdf",
        "ad",
        "ad",
    )
    assert found[0].what == "The advertisement, picture P1: There is too much ink."
    assert found[1].what == "The advertisement, 3 mm from its left and 4 mm from its top: A line is thin."
    assert all(one.hint for one in found)
    assert list(advert_finding_problems([], WHERE)) == []


def ids(objects: dict[int, bytes], tmp_path: Path, level: Level = "PDF/X-4") -> list[tuple[str, str]]:
    item = advert(pdf(objects), tmp_path)
    return [(one.id, one.severity) for one in advert_problems(of(item, level=level), tmp_path, find_nothing)]


def test_a_sound_advert_has_no_problem(tmp_path: Path) -> None:
    assert ids(rich(), tmp_path) == []
    assert ids(rich(), tmp_path, "PDF/X-1a:2003") == []


@pytest.mark.parametrize(
    ("entries", "word"),
    [
        (b"/BitsPerComponent 8 /Filter /JPXDecode", "JPEG 2000"),
        (b"/BitsPerComponent 1 /Filter /JBIG2Decode", "JBIG2"),
        (b"/BitsPerComponent 16", "16 bits"),
    ],
)
def test_what_an_old_level_does_not_know_is_told_there_alone(
    tmp_path: Path, entries: bytes, word: str
) -> None:
    objects = one_page(b"/Im Do", b"/XObject << /Im 5 0 R >>", more={5: stream(bytes(24), IMAGE + entries)})
    assert ids(objects, tmp_path) == []
    item = advert(pdf(objects), tmp_path)
    [problem] = advert_problems(of(item, level="PDF/X-1a:2003"), tmp_path, find_nothing)
    assert (problem.id, problem.severity) == ("advert-level", "press")
    assert word in problem.what and "PDF/X-1a:2003" in problem.what


def test_layers_hold_the_press(tmp_path: Path) -> None:
    layer = b"<< /Type /OCG /Name (x) >>"
    marked = one_page(b"/OC /L BDC 0 0 9 9 re f EMC", b"/Properties << /L 5 0 R >>", more={5: layer})
    inside = one_page(b"/Im Do", b"/XObject << /Im 5 0 R >>")
    inside[5] = flate(bytes(12), IMAGE + b"/BitsPerComponent 8 /OC 6 0 R")
    for objects in (marked, inside | {6: layer}):
        assert ids(objects, tmp_path) == [("advert-layers", "press")]


def test_annotations_that_would_be_printed_are_told(tmp_path: Path) -> None:
    boxes = b"/MediaBox [0 0 200 100] /Annots [<< /Subtype /Link /F 4 >> << /Subtype /Stamp /F 4 >>]"
    assert ids(rich(page=boxes), tmp_path) == [("advert-annotations", "press")]
    # One that is hidden, or that does not say that it is printed, is on no paper.
    for printed, unprinted in (
        (b"/Stamp", b"/Popup"),
        (b"/Stamp /F 4", b"/Stamp /F 6"),
        (b"/Stamp /F 4", b"/Stamp"),
        (b"/Stamp /F 4", b"/Stamp /F 32"),
    ):
        assert ids(rich(page=boxes.replace(printed, unprinted)), tmp_path) == []
    # Off the screen and on paper (NoView and Print).
    seen = boxes.replace(b"/Stamp /F 4", b"/Stamp /F 36")
    assert ids(rich(page=seen), tmp_path) == [("advert-annotations", "press")]


def test_damage_that_was_mended_holds_the_press(tmp_path: Path) -> None:
    data = pdf(rich())
    mended = data.replace(b"startxref\n", b"startxref\n9")
    item = advert(mended, tmp_path)
    [problem] = advert_problems(of(item), tmp_path, find_nothing)
    assert (problem.id, problem.severity) == ("damaged-advert", "press")
    assert "0x" not in problem.what


def test_what_takes_too_much_to_be_drawn_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "DRAW_SECONDS", 1)
    shaded = (
        b"/Shading << /S << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 200 0] /Function 10 0 R >> >>"
    )
    for levels, expected in ((12, [("advert-file-too-large", "refused")]), (1, [])):
        functions = {
            10
            + at: b"<< /FunctionType 3 /Domain [0 1] /Functions [%b] /Bounds [.1 .2 .3 .4 .5 .6 .7] /Encode [%b] >>"
            % (b"%d 0 R " % (11 + at) * 8, b"0 1 " * 8)
            for at in range(levels)
        }
        functions[10 + levels] = b"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [.2 0 0 0] /N 1 >>"
        item = advert(pdf(one_page(b"/S sh", shaded, more=functions)), tmp_path)
        found = advert_problems(of(item), tmp_path, lambda data: examine_drawn(data, Plant()))
        told = [(one.id, one.severity) for one in found if "too-large" in one.id]
        assert told == expected
        assert all(one.where.page == "A01" for one in found)


def test_an_advert_that_takes_too_much_to_be_taken_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = advert(pdf(one_page(b"0 0 9 9 re f " * 3)), tmp_path)
    assert advert_problems(of(item), tmp_path, find_nothing) == ()

    def exceeded(*_: object, **__: object) -> None:
        raise Exceeded("takes more than 8 seconds of computing")

    monkeypatch.setattr(placed, "run_limited", exceeded)
    other = advert(pdf(one_page(b"0 0 9 9 re f " * 4)), tmp_path)
    [problem] = advert_problems(of(other), tmp_path, find_nothing)
    assert (problem.id, problem.severity, problem.where.page) == ("advert-too-much", "refused", "A01")
    assert problem.what == "The PDF takes more than 8 seconds of computing to be taken in."


def test_what_can_not_be_placed_is_refused_of_all_adverts_at_once(tmp_path: Path) -> None:
    good = advert(pdf(rich()), tmp_path, name="good")
    changed = replace(good, sha256="0" * 64)
    gone = replace(good, file="adverts/gone.pdf")
    outside = replace(good, file="../good.pdf")
    unfit = advert(pdf(one_page(b"/Im Do")), tmp_path, name="unfit")
    found = advert_problems(of(good, changed, gone, outside, unfit), tmp_path, find_nothing)
    assert [(one.id, one.where.page) for one in found] == [
        ("advert-changed", "A02"),
        ("advert-gone", "A03"),
        ("advert-outside", "A04"),
        ("unfit-advert", "A05"),
    ]
    assert {one.severity for one in found} == {"refused"}
    with pytest.raises(Refused):
        placed.advert_kit(unfit, tmp_path, WHERE)
