"""What is told of a report, as lines, as a table, as JSON and as a page: all of it, in place, and nothing of a file's own."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields
from html.parser import HTMLParser

import pytest
from PIL import Image
from rich.console import Console

from layout.preflight.examine import examine
from layout.preflight.finding import Finding, Millimetres
from layout.preflight.plant import Plant
from layout.preflight.report import InkFigures, PageReport, Report, SignOff, in_order
from layout.preflight.telling.ashtml import as_html
from layout.preflight.telling.asjson import as_json
from layout.preflight.telling.astable import lines, tell
from layout.preflight.telling.drawing import draw_pages

HEAVY = Finding("total-ink", "error", "270 % of ink", "lighten it", page=1, place=Millimetres(20, 30, 40, 80))
LINK = Finding(
    "annotation", "error", "a link: <script>alert('x')</script>", "remove it", "object 7", 1, Millimetres(-3, 0, 7, 10), "要闻 <b>"
)  # fmt: skip
FONT = Finding("font-unicode", "warning", "font \x1b[31mA does not say", "export it anew", "font A")
LOST = Finding("trim-box", "error", "page 9 has no TrimBox", "export it anew", page=9)

BOX = Millimetres(-5, -5, 105, 205)
INK = InkFigures(270.5, {"Cyan": 3.25, "Black": 12.5, "Gold & Co": 0.1})
REPORT = Report(
    "ab" * 32,
    "PDF/X-4",
    in_order({HEAVY, LINK, FONT, LOST}),
    (PageReport(1, (100, 200), BOX, BOX, INK, "pdf_oxide"),),
    ("total-ink", "annotation"),
)
SIGNED = {LINK: SignOff("annotation", 1, "-3.0, 0.0 to 7.0, 10.0 mm", "Li", "the <client> wants it")}


def test_errors_come_first_then_pages_rules_and_places() -> None:
    assert REPORT.findings == (LINK, HEAVY, LOST, FONT)
    assert REPORT.errors == (LINK, HEAVY, LOST)


def test_the_json_holds_everything() -> None:
    said = json.loads(as_json(REPORT, SIGNED))
    assert said["format"] == "duikai-preflight-1"
    assert (said["sha256"], said["level"], said["rules"]) == (
        "ab" * 32,
        "PDF/X-4",
        ["total-ink", "annotation"],
    )
    assert said["open"] == {"error": 2, "warning": 1}
    first, second, *_ = said["findings"]
    named = {field.name for field in fields(Finding) if field.compare} - {"place"}
    assert set(first) == named | {"place_mm", "signed"}
    assert first["signed"] == {"by": "Li", "why": "the <client> wants it"}
    assert first["story"] == "要闻 <b>"
    assert second["place_mm"] == {"left": 20, "top": 30, "right": 40, "bottom": 80}
    assert second["signed"] is None
    (page,) = said["pages"]
    assert page["ink"] == {
        "highest": 270.5,
        "coverage": {"Cyan": 3.25, "Black": 12.5, "Gold & Co": 0.1},
        "by": "pdf_oxide",
    }
    assert page["trim_mm"] == [100, 200]


def test_lines_say_what_where_and_what_to_do() -> None:
    told = list(lines(REPORT, SIGNED))
    assert told[1] == ("error total-ink · page 1 · 20.0, 30.0 to 40.0, 80.0 mm: 270 % of ink (lighten it)")
    assert told[0].endswith("[signed off by Li: the <client> wants it]")
    assert "coverage in percent: Cyan 3.25, Black 12.5, Gold & Co 0.1 (pdf_oxide)" in told[4]
    assert told[-1] == "PDF/X-4: 2 errors, 1 warning, 1 signed off"


def test_no_word_of_a_file_steers_the_terminal() -> None:
    assert not any("\x1b" in line for line in lines(REPORT, {}))
    for is_terminal in (True, False):
        out = io.StringIO()
        tell(REPORT, Console(file=out, force_terminal=is_terminal, width=100, color_system=None), SIGNED)
        assert "\x1b[31m" not in out.getvalue()
        assert "total-ink" in out.getvalue()
        assert "signed off" in out.getvalue()


def test_the_console_gets_a_table_and_a_file_gets_lines() -> None:
    table, plain = io.StringIO(), io.StringIO()
    tell(REPORT, Console(file=table, force_terminal=True, width=100), SIGNED)
    tell(REPORT, Console(file=plain, force_terminal=False, width=40), SIGNED)
    assert "─" in table.getvalue()
    assert plain.getvalue().splitlines() == list(lines(REPORT, SIGNED))


class Reader(HTMLParser):
    """Collects the tags of a page with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (110, 210), "white").save(out, "PNG")
    return out.getvalue()


def test_places_are_marked_where_they_are_on_the_picture() -> None:
    page = read(as_html(REPORT, {1: picture()}, SIGNED, "a.pdf"))
    marks = {tag["id"]: tag for name, tag in page.tags if name == "a" and "id" in tag}
    assert set(marks) == {"place-1", "place-2"}
    # The picture shows 110 by 210 mm, from 5 mm left of the trim and 5 mm above it.
    numbers = [float(part) for part in re.findall(r"[\d.]+", marks["place-2"]["style"])]
    assert numbers == pytest.approx([2500 / 110, 3500 / 210, 2000 / 110, 5000 / 210], abs=0.001)
    assert marks["place-1"]["class"] == "signed"
    assert marks["place-2"]["class"] == "error"
    assert {tag["id"] for name, tag in page.tags if name == "li"} == {
        f"finding-{number}" for number in (1, 2, 3, 4)
    }


def test_the_page_shows_words_of_a_file_as_words() -> None:
    html = as_html(REPORT, {1: picture()}, SIGNED, "<img src=x>.pdf")
    page = read(html)
    assert {name for name, _ in page.tags} & {"script", "link", "iframe"} == set()
    assert "<script>alert('x')</script>" in page.text
    assert "<img src=x>.pdf" in page.text
    assert "the <client> wants it" in page.text
    assert "Gold & Co" in page.text


def test_the_page_needs_nothing_else() -> None:
    html = as_html(REPORT, {1: picture()}, {}, "a.pdf")
    sources = [tag[key] for _, tag in read(html).tags for key in ("src", "href") if key in tag]
    assert all(source.startswith(("data:image/png;base64,", "#")) for source in sources)
    assert html == as_html(REPORT, {1: picture()}, {}, "a.pdf")


def test_a_page_that_can_not_be_drawn_is_told() -> None:
    assert "could not be drawn" in as_html(REPORT, {}, {}, "a.pdf")


def test_the_report_of_a_right_file_says_so(x4: bytes) -> None:
    report = examine(x4, Plant(), separator="none")
    pictures = draw_pages(x4, [1, 2])
    assert list(pictures) == [1]
    with Image.open(io.BytesIO(pictures[1])) as image:
        assert image.width / image.height == pytest.approx(317 / 417, abs=0.01)
    html = as_html(report, pictures, {}, "a.pdf")
    assert "Nothing to object to." in html
    assert "Not measured." in html
    assert list(lines(report, {}))[-1] == "PDF/X-4: no errors, no warnings"


@pytest.mark.parametrize("data", [b"", b"junk"])
def test_what_can_not_be_drawn_has_no_pictures(data: bytes) -> None:
    assert draw_pages(data, [1]) == {}
