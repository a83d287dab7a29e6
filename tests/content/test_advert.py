"""Advertisements: the sheet, and files that are missing, damaged, encrypted, huge or of another size than they say."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from content.advert import AdvertFacts, Advertisement, inspect, read_advert
from content.problems import Problem
from tests.content.problems import places, refused
from tests.finished import one_page, pdf, saved

SHEET = "file: a.pdf\nalt: 湖滨百货大减价\nclient: 湖滨百货\norder: 2025-0318\n"
PAGE = b"/MediaBox [0 0 200 100]"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "adverts").mkdir()
    return tmp_path


def sheet(root: Path, text: str = SHEET) -> Advertisement:
    (root / "adverts/sale.yaml").write_text(text, encoding="utf-8")
    return read_advert(root / "adverts/sale.yaml", root=root)


def looked_at(root: Path, data: bytes) -> tuple[AdvertFacts, tuple[Problem, ...]]:
    (root / "adverts/a.pdf").write_bytes(data)
    facts, problems = inspect(sheet(root), root=root)
    assert facts is not None
    return facts, problems


def refusal(root: Path, data: bytes) -> Problem:
    (root / "adverts/a.pdf").write_bytes(data)
    [problem] = refused(lambda: inspect(sheet(root), root=root))
    assert (problem.severity, problem.where.file) == ("refused", "adverts/a.pdf")
    return problem


def test_a_sheet_is_read_whole(root: Path) -> None:
    found = sheet(root)
    assert found == Advertisement("sale", "adverts/a.pdf", "湖滨百货大减价", "湖滨百货", "2025-0318")
    assert found.line_of("client") == 3


def test_all_problems_of_a_sheet(root: Path) -> None:
    problems = refused(lambda: sheet(root, "fiel: a.pdf\nfile: a.pdf\n"))
    assert places(problems) == [
        ("missing-key", 1, "alt"),
        ("unknown-key", 1, "fiel"),
    ]


@pytest.mark.parametrize("name", ["/etc/passwd", "../a.pdf", "a\\b.pdf"])
def test_a_file_outside_of_the_edition_is_refused(root: Path, name: str) -> None:
    [problem] = refused(lambda: sheet(root, f"file: {name}\nalt: x\n"))
    assert (problem.id, problem.where.line, problem.where.field) == ("outside-edition", 1, "file")


def test_a_missing_file_holds_the_press(root: Path) -> None:
    facts, [problem] = inspect(sheet(root), root=root)
    assert facts is None
    assert (problem.id, problem.severity) == ("missing-advert", "press")
    assert (problem.where.file, problem.where.line, problem.where.advert) == ("adverts/sale.yaml", 1, "sale")


@pytest.mark.parametrize(
    ("boxes", "size", "box"),
    [
        (PAGE, (200, 100), (0, 0, 200, 100)),
        (b"/MediaBox [200 100 0 0]", (200, 100), (0, 0, 200, 100)),
        (b"/MediaBox [0 0 200 100] /CropBox [10 10 190 95]", (180, 85), (10, 10, 190, 95)),
        (b"/MediaBox [0 0 200 100] /CropBox [0 0 9 9] /TrimBox [10 20 110 70]", (100, 50), (10, 20, 110, 70)),
        (b"/MediaBox [0 0 200 100] /TrimBox [-10 -10 110 70]", (110, 70), (0, 0, 110, 70)),
        (b"/MediaBox [0 0 300 218] /ArtBox [50 50 250 168]", (200, 118), (50, 50, 250, 168)),
        (
            b"/MediaBox [0 0 300 218] /ArtBox [50 50 250 168] /CropBox [0 0 99 99]",
            (200, 118),
            (50, 50, 250, 168),
        ),
        (b"/MediaBox [0 0 300 218] /ArtBox [50 50 250 168] /TrimBox [0 0 99 98]", (99, 98), (0, 0, 99, 98)),
        (b"/MediaBox [0 0 300 218] /TrimBox null /ArtBox [250 168 50 50]", (200, 118), (50, 50, 250, 168)),
        (
            b"/MediaBox [-9 -9 300 218] /ArtBox [-5 -5 95 45] /Rotate 270 /UserUnit 2",
            (100, 200),
            (-5, -5, 95, 45),
        ),
        (b"/MediaBox [-50 -50 150 50] /Rotate 90", (100, 200), (-50, -50, 150, 50)),
        (b"/MediaBox [0 0 200 100] /Rotate -90 /UserUnit 2", (200, 400), (0, 0, 200, 100)),
        (b"/MediaBox [0 0 283.46457 100]", (283.46457, 100), (0, 0, 283.46457, 100)),
    ],
)
def test_what_is_placed_is_the_trim_or_else_the_art_the_crop_or_the_media(
    root: Path, boxes: bytes, size: tuple[float, float], box: tuple[float, float, float, float]
) -> None:
    facts, problems = looked_at(root, pdf(one_page(b"f", page=boxes)))
    assert problems == ()
    assert (facts.kind, facts.size, facts.box) == ("pdf", size, box)


def test_boxes_are_inherited(root: Path) -> None:
    objects = one_page(b"f", page=b"")
    objects[2] = b"<< /Type /Pages /Kids [5 0 R] /Count 1 /MediaBox [0 0 300 200] /Rotate 90 >>"
    objects[5] = b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /CropBox [0 0 100 50] >>"
    objects[3] = b"<< /Type /Page /Parent 5 0 R /Contents 4 0 R >>"
    facts, _ = looked_at(root, pdf(objects))
    assert (facts.size, facts.quarters) == ((50, 100), 1)


def test_an_art_box_of_a_node_above_is_not_inherited(root: Path) -> None:
    objects = one_page(b"f", page=b"/MediaBox [0 0 200 100]")
    objects[2] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /ArtBox [0 0 50 50] >>"
    assert looked_at(root, pdf(objects))[0].size == (200, 100)


def test_numbers_of_boxes_may_be_objects_of_their_own(root: Path) -> None:
    objects = one_page(b"f", page=b"/MediaBox [0 0 200 100] /ArtBox 6 0 R /Rotate 5 0 R")
    objects |= {5: b"90", 6: b"[5 0 R 10 150 7 0 R]", 7: b"60.5"}
    facts, _ = looked_at(root, pdf(objects))
    assert (facts.box, facts.size, facts.quarters) == ((90, 10, 150, 60.5), (50.5, 60), 1)


def test_of_several_pages_the_first_is_placed(root: Path) -> None:
    objects = one_page(b"f", page=PAGE)
    objects[2] = b"<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>"
    objects[5] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    facts, [problem] = looked_at(root, pdf(objects))
    assert facts.size == (200.0, 100.0)
    assert (problem.id, problem.severity) == ("several-pages", "warning")
    assert "2 pages" in problem.what


def test_a_damaged_tree_is_not_told_on_the_terminal(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    objects = one_page(b"f", page=PAGE)
    objects[2] = b"<< /Type /Pages /Kids [3 0 R null] /Count 2 >>"
    looked_at(root, pdf(objects))
    assert caplog.records == []


def test_no_pdf(root: Path) -> None:
    assert refusal(root, b"").id == "unknown-advert-format"
    assert refusal(root, b"GIF89a" * 100).id == "unknown-advert-format"
    assert refusal(root, b"%PDF-1.4\n" + b"noise" * 100).id == "broken-advert"


def test_a_truncated_pdf_is_refused(root: Path) -> None:
    whole = pdf(one_page(b"f", page=PAGE))
    assert refusal(root, whole[: len(whole) // 4]).id == "broken-advert"


def encrypted(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(one_page(b"f", page=PAGE)))) as file:
        file.save(out, encryption=pikepdf.Encryption(user=user, owner="owner"))
    return out.getvalue()


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_pdf_is_refused_even_if_it_opens(root: Path, user: str) -> None:
    assert refusal(root, encrypted(user)).id == "encrypted-advert"


def test_trees_of_pages_that_hold_none_or_go_round(root: Path) -> None:
    objects = one_page(b"f", page=PAGE)
    for tree in (
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
        b"<< /Type /Pages /Kids [9 0 R null (x)] /Count 7 >>",
        b"null",
        b"[2 0 R]",
    ):
        assert refusal(root, pdf(objects | {2: tree})).id == "broken-advert"


def test_a_huge_file_is_refused_unread(root: Path) -> None:
    with (root / "adverts/a.pdf").open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(200_000_001)
    [problem] = refused(lambda: inspect(sheet(root), root=root))
    assert problem.id == "huge-advert"


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "adverts/a.pdf")
    [problem] = refused(lambda: inspect(sheet(root), root=root))
    assert problem.id == "unreadable-advert"


def test_a_pdf_of_another_name_is_known_by_its_beginning(root: Path) -> None:
    saved(pdf(one_page(b"f", page=PAGE)), root / "adverts/a.ai")
    facts, _ = inspect(sheet(root, "file: a.ai\nalt: x\n"), root=root)
    assert facts is not None
    assert facts.kind == "pdf"


def picture(root: Path, name: str = "a.png", **options: Any) -> AdvertFacts:
    Image.effect_noise((300, 150), 60).save(root / f"adverts/{name}", **options)
    facts, problems = inspect(sheet(root, f"file: {name}\nalt: x\n"), root=root)
    assert facts is not None
    across, down = options.get("dpi", (1, 1))
    assert [one.id for one in problems] == ([] if across == down else ["photo-pixels"])
    return facts


def test_a_picture_is_as_large_as_it_says(root: Path) -> None:
    facts = picture(root, "a.jpg", dpi=(150, 150))
    assert (facts.kind, facts.size, facts.box) == ("picture", (144, 72), None)
    assert facts.picture is not None
    assert (facts.picture.width, facts.picture.sha256) == (300, facts.sha256)
    assert picture(root, "a.tif", dpi=(300, 150)).size == (72, 72)
    turned = Image.Exif()
    turned[0x0112] = 6
    assert picture(root, "b.jpg", dpi=(300, 150), exif=turned).size == (72, 72)
    assert picture(root, "c.jpg", dpi=(150, 150), exif=turned).size == (72, 144)


def test_a_picture_that_does_not_say_has_no_size(root: Path) -> None:
    assert picture(root).size is None
    assert picture(root, "b.jpg", dpi=(1, 1)).size is None


def test_a_broken_picture_is_refused_as_photos_are(root: Path) -> None:
    (root / "adverts/a.jpg").write_bytes(b"noise")
    [problem] = refused(lambda: inspect(sheet(root, "file: a.jpg\nalt: x\n"), root=root))
    assert (problem.id, problem.where.file) == ("unknown-photo-format", "adverts/a.jpg")
