"""Text runs round a photo's own outline, never nearer than the gutter, and nothing of the photo is printed outside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from content.pictures.outline import alpha_outline
from content.problems import Refused
from layout.makeup.legs.ground import OutlineObstacle
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Line, Picture
from tests.editions import Draft, block, ids, lines, paper_with, region, running, story

DIAMOND = [[0.5, 0], [1, 0.5], [0.5, 1], [0, 0.5]]


def outlined_draft(outline: Any = DIAMOND, **more: Any) -> Draft:
    photo = {
        "kind": "photo",
        "photo": "p",
        "columns": "2-3",
        "lines": "8-27",
        "inside": "a",
        "wrap": "outline",
    }
    return Draft(
        blocks=[block("a", "1-4", "1-40"), photo | more],
        stories={"a": story("标题", running(1200))},
        photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "某某 摄", "outline": outline}},
        pictures={"p.jpg": (800, 1000)},
    )


def outlined(folder: Path, outline: Any = DIAMOND, **more: Any) -> Outcome:
    return outlined_draft(outline, **more).set(folder)


def picture(outcome: Outcome) -> Picture:
    return next(item for item in region(outcome.made.scene, "p").items if isinstance(item, Picture))


def body(outcome: Outcome) -> list[Line]:
    return lines(region(outcome.made.scene, "a"), "body")


def reach(points: Sequence[tuple[int, int]], top: int, bottom: int) -> list[float]:
    """Where the edges of a polygon are between two heights: their ends there, along the lines."""
    found = []
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        inside = [y1, y2, top, bottom] if y1 != y2 else []
        found += [
            x1 + (x2 - x1) * (y - y1) / (y2 - y1)
            for y in inside
            if max(top, min(y1, y2)) <= y <= min(bottom, max(y1, y2))
        ]
        found += [x1, x2] if y1 == y2 and top <= y1 <= bottom else []
    return found


def test_lines_keep_a_gutter_from_the_outline_and_use_its_corners(tmp_path: Path) -> None:
    outcome = outlined(tmp_path)
    shown = picture(outcome)
    assert shown.rect.width * 1000 == shown.rect.height * 800  # shown whole
    outline = OutlineObstacle(shown.outline, 0)
    beside = 0
    for line in body(outcome):
        taken = outline.across(line.baseline - 8_800, line.baseline + 1_200)
        if taken is None:
            continue
        assert line.x + line.measure <= taken[0] - 9_990 or line.x >= taken[1] + 9_990
        inside = shown.rect.x < line.x + line.measure and line.x < shown.rect.right
        beside += inside
    assert beside > 4, "no line stands in a corner that the outline leaves free"
    assert 40_000 <= min(line.measure for line in body(outcome)) < 60_000
    assert "copy-lost" not in ids(outcome)


def test_round_the_box_no_line_stands_in_its_corners(tmp_path: Path) -> None:
    outcome = outlined(tmp_path, wrap="box")
    shown = picture(outcome)
    assert shown.outline == ()
    for line in body(outcome):
        level = shown.rect.y < line.baseline < shown.rect.bottom
        assert not (level and line.x < shown.rect.right and line.x + line.measure > shown.rect.x)


def test_the_file_prints_nothing_of_the_photo_outside_its_outline(tmp_path: Path) -> None:
    outlined(tmp_path)
    outcome, catalogue = set_edition(tmp_path)
    scene = outcome.made.scene
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    pdf = pikepdf.open(BytesIO(write_pdf(scene, scene.pages, resources)))
    content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    clip = re.search(r"q\s+([\d. ]+ m\s+(?:[\d. ]+ l\s+){3})h W n", content)
    assert clip is not None
    top = float(pdf.pages[0].TrimBox[3])
    points = [(float(x), top - float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+) [ml]", clip[1])]
    shown = picture(outcome)
    left = float(pdf.pages[0].TrimBox[0])
    for (x, y), (px, py) in zip(points, shown.outline, strict=True):
        assert abs(x - left - px / 1000) < 0.01 and abs(y - py / 1000) < 0.01


def alpha_picture(path: Path, *, seen: bool = True) -> None:
    made = Image.new("RGBA", (400, 500), (0, 0, 0, 0))
    if seen:
        ImageDraw.Draw(made).ellipse((100, 50, 300, 450), fill=(90, 90, 90, 255))
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)


def test_a_transparent_pictures_outline_is_found(tmp_path: Path) -> None:
    alpha_picture(tmp_path / "p.png")
    found = alpha_outline(tmp_path / "p.png")
    xs, ys = [x for x, _ in found], [y for _, y in found]
    assert 0.22 < min(xs) <= 0.25 and 0.75 <= max(xs) < 0.78
    assert 0.07 < min(ys) <= 0.1 and 0.9 <= max(ys) < 0.93
    alpha_picture(tmp_path / "none.png", seen=False)
    assert alpha_outline(tmp_path / "none.png") == ()
    Image.new("RGB", (10, 10)).save(tmp_path / "rgb.png")
    assert alpha_outline(tmp_path / "rgb.png") == ()


@pytest.mark.parametrize(
    ("outline", "kind", "file"),
    [
        (None, "no-outline", "edition.yaml"),
        ("alpha", "no-outline", "photos/p.yaml"),  # a JPEG has no transparency
        ([[0, 0], [1, 1]], "bad-value", "photos/p.yaml"),
        ([[0, 0], [1, 1], [0, 2]], "bad-value", "photos/p.yaml"),
    ],
)
def test_a_bad_outline_is_refused_at_its_place(tmp_path: Path, outline: Any, kind: str, file: str) -> None:
    with pytest.raises(Refused) as refused:
        outlined(tmp_path, outline)
    assert [(problem.id, problem.where.file) for problem in refused.value.problems][:1] == [(kind, file)]
    assert refused.value.problems[0].where.line


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=12))
def test_no_line_meets_any_polygon(
    tmp_path_factory: pytest.TempPathFactory, points: list[tuple[float, float]]
) -> None:
    draft = outlined_draft([list(point) for point in points], lines="4-17")
    # A small page, and copy that about fills it: the time goes into the text round the polygon.
    draft.blocks[0]["lines"] = "1-18"
    draft.stories["a"] = story("标题", running(160), running(300))
    outcome = draft.set(tmp_path_factory.mktemp("o"))
    shown = picture(outcome)
    for line in body(outcome):
        taken = reach(shown.outline, line.baseline - 8_800, line.baseline + 1_200)
        assert not taken or line.x + line.measure <= min(taken) or line.x >= max(taken)
    assert "copy-lost" not in ids(outcome)


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_text_keeps_clear_of_a_caption_that_is_wider_than_its_picture(tmp_path: Path, writing: str) -> None:
    """A long caption leaves less depth to its picture, which is shown whole and so is narrower than it was measured."""
    for count in (20, 60, 100):
        photo = {
            "kind": "photo",
            "photo": "p",
            "inside": "a",
            "wrap": "outline",
            "columns": "2-3",
            "lines": "12-24",
        }
        draft = Draft(
            [block("a", "1-4", "1-36"), photo],
            {"a": story("标题", *[running(225)] * 4)},
            photos={"p": {"file": "p.jpg", "caption": running(count), "credit": "某 摄", "outline": DIAMOND}},
            pictures={"p.jpg": (600, 600)},
            paper=paper_with(grid={"writing": writing, "lines": 40}),
        )
        outcome = draft.set(tmp_path / str(count))
        assert "no-room" not in ids(outcome)
        assert "lies-over" not in ids(outcome)
