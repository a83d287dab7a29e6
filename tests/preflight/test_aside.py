"""Files that would take gigabytes or minutes: what looks at them and draws them ends with the page where it did."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from layout.preflight import aside
from layout.preflight.aside import TOO_MUCH, draw_aside, examine_aside, examine_drawn
from layout.preflight.plant import Plant
from layout.publishing.preflighting import look_at
from tests.finished import flate, one_page, pdf, stream

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 200 100] "
FORMS = b"/XObject << /X 10 0 R >>"


def forms(levels: int, times: int) -> dict[int, bytes]:
    """Forms, each painted so often by the one before."""
    return {
        10 + at: stream(
            b"/X Do " * times if at + 1 < levels else b"0 0 9 9 re f",
            FORM + b"/Resources << /XObject << /X %d 0 R >> >>" % (11 + at),
        )
        for at in range(levels)
    }


def functions(levels: int) -> dict[int, bytes]:
    """Stitching functions, each made of the next eight times."""
    found = {
        10
        + at: b"<< /FunctionType 3 /Domain [0 1] /Functions [%b] /Bounds [.1 .2 .3 .4 .5 .6 .7] /Encode [%b] >>"
        % (b"%d 0 R " % (11 + at) * 8, b"0 1 " * 8)
        for at in range(levels)
    }
    found[10 + levels] = b"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1 >>"
    return found


SHADED = (
    b"/Shading << /S << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 200 0] /Function 10 0 R >> >>"
)
TILE = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep .0001 /YStep .0001 "

UNDRAWN: Mapping[str, dict[int, bytes]] = {
    "forms that multiply": one_page(b"/X Do", FORMS, more=forms(8, 10)),
    "functions that multiply": one_page(b"/S sh", SHADED, more=functions(12)),
    "the smallest tiles": one_page(
        b"/Pattern cs /P scn 0 0 200 100 re f",
        b"/Pattern << /P 10 0 R >>",
        more={10: stream(b"0 0 1 1 re f", TILE)},
    ),
}


@pytest.fixture(autouse=True)
def sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "DRAW_SECONDS", 1)


@pytest.mark.parametrize("objects", UNDRAWN.values(), ids=UNDRAWN)
def test_a_page_that_would_be_drawn_without_end_is_told(objects: dict[int, bytes]) -> None:
    pictures, (finding,) = draw_aside(pdf(objects), [1])
    assert pictures == {}
    assert (finding.rule, finding.severity, finding.page) == (TOO_MUCH, "error", 1)
    assert finding.what.startswith("page 1 ")
    assert finding.what.endswith(" to be drawn")


def test_forms_that_multiply_are_told_of_by_the_look_too() -> None:
    found = examine_aside(pdf(UNDRAWN["forms that multiply"]), Plant(), "none").findings
    assert [(one.severity, one.page) for one in found if one.rule == "not-looked-at"] == [("error", 1)]


def test_a_page_of_as_many_forms_as_pages_have_is_drawn() -> None:
    data = pdf(one_page(b"/X Do", FORMS, more=forms(3, 10)))
    pictures, findings = draw_aside(data, [1])
    assert (list(pictures), findings) == ([1], ())
    assert not [one for one in examine_drawn(data, Plant()) if one.rule in (TOO_MUCH, "not-looked-at")]


def packed_objects(page: bytes) -> bytes:
    """A file whose page stands in an object stream."""
    inner = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page]
    places, at = [], 0
    for number, one in enumerate(inner, 1):
        places.append(b"%d %d " % (number, at))
        at += len(one) + 1
    head = b"".join(places)
    held = flate(head + b" ".join(inner), b"/Type /ObjStm /N 3 /First %d" % len(head))
    begin = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"
    body = begin + b"4 0 obj\n" + held + b"\nendobj\n"
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(begin), 0), (1, len(body), 0)]
    table = b"".join(
        kind.to_bytes(1, "big") + one.to_bytes(4, "big") + two.to_bytes(2, "big") for kind, one, two in rows
    )
    cross = stream(zlib.compress(table), b"/Type /XRef /Size 6 /Root 1 0 R /W [1 4 2] /Filter /FlateDecode")
    return body + b"5 0 obj\n" + cross + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_objects_that_unpack_to_gigabytes_are_told() -> None:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> /X [%b] >>"
    sound = examine_aside(packed_objects(page % b"0 0 0"), Plant(), "none")
    assert [one.number for one in sound.pages] == [1]
    bomb = packed_objects(page % (b"0 " * 30_000_000))
    assert len(bomb) < 200_000
    assert TOO_MUCH in {one.rule for one in examine_aside(bomb, Plant(), "none").findings}


def test_a_report_with_pictures_says_what_could_not_be_drawn(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(UNDRAWN["functions that multiply"]))
    assert TOO_MUCH not in {one.rule for one in look_at(file, None, None, "pdf_oxide").report.findings}
    looked = look_at(file, None, None, "pdf_oxide", draw=True)
    assert TOO_MUCH in {one.rule for one in looked.report.errors}
    assert "to be drawn" in looked.html()
