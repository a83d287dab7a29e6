"""A photo fills what its caption leaves, cropped round its focus; one that is missing or too small is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from content.pictures.picturefile import PictureFacts
from content.problems import Refused
from layout.makeup.pictures.photo import crop_box
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.publish import Outcome
from layout.scene import Box, Line, Picture, Rect, Rule
from tests.editions import PAPER, Draft, block, ids, lines, paper_with, region, running, story

GRID = make_grid(Paper.model_validate(PAPER))


def placed(
    folder: Path, size: tuple[int, int] | None = (1200, 900), *, sheet: dict[str, Any], **more: object
) -> Outcome:
    block = {"kind": "photo", "photo": "p", "columns": "2-4", "lines": "11-30", **more}
    return Draft(
        blocks=[block],
        photos={"p": {**sheet, "file": "p.jpg"}},
        pictures={"p.jpg": size} if size else {},
    ).set(folder)


def picture(outcome: Outcome) -> Picture:
    [found] = [item for item in region(outcome.made.scene, "p").items if isinstance(item, Picture)]
    return found


def facts(width: int, height: int) -> PictureFacts:
    return PictureFacts(width, height, "RGB", "0" * 64, "JPEG")


PIXELS = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
PLACE = st.tuples(st.integers(1, 3_000_000), st.integers(1, 3_000_000))
FOCUS = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(PIXELS, PLACE, FOCUS)
def test_a_crop_has_the_proportion_of_its_place_and_holds_the_focus(
    pixels: tuple[int, int], place: tuple[int, int], focus: tuple[float, float]
) -> None:
    width, height = pixels
    left, top, right, bottom = crop_box(facts(width, height), focus, Rect(0, 0, *place))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left <= focus[0] * width <= right
    assert top <= focus[1] * height <= bottom
    # As large as it can be (one of its sides is the picture's), and of the right proportion to half a pixel.
    assert right - left == width or bottom - top == height
    assert abs(right - left - max(1, min(width, height * place[0] / place[1]))) <= 0.5
    assert abs(bottom - top - max(1, min(height, width * place[1] / place[0]))) <= 0.5


def test_a_crop_is_as_near_to_its_focus_as_fits() -> None:
    square = Rect(0, 0, 100, 100)
    assert crop_box(facts(300, 100), (0.5, 0.5), square) == (100, 0, 200, 100)
    assert crop_box(facts(300, 100), (0.0, 0.5), square) == (0, 0, 100, 100)
    assert crop_box(facts(300, 100), (0.9, 0.5), square) == (200, 0, 300, 100)
    assert crop_box(facts(100, 400), (0.5, 0.6), square) == (0, 190, 100, 290)


def test_a_photo_fills_its_columns_and_what_its_caption_leaves_to_it(tmp_path: Path) -> None:
    outcome = placed(tmp_path, sheet={"caption": running(60), "credit": "某某 摄"})
    assert outcome.problems == ()
    found = picture(outcome)
    assert (found.rect.x, found.rect.width) == (GRID.column_x(2), GRID.span(3))
    # 60 characters of 8 pt in 320 pt are two lines, the credit at the end of the second: 20 pt from em box to em box,
    # down to the last line's foot, and half a line of 15 pt over them.
    assert (found.rect.y, found.rect.bottom) == (GRID.line_y(11) + 2_500, GRID.line_y(31) - 2_500 - 27_500)
    caption = lines(region(outcome.made.scene, "p"), "caption")
    [credit] = lines(region(outcome.made.scene, "p"), "credit")
    assert "".join(line.text for line in caption) == running(60)
    assert len(caption) == 2
    assert all(found.rect.bottom < line.baseline - 7_000 for line in caption)
    assert all(line.baseline < GRID.line_y(31) for line in caption)
    assert credit.baseline == caption[-1].baseline
    assert credit.x + credit.width == GRID.column_x(2) + GRID.span(3)


def test_the_focus_of_the_sheet_is_what_the_crop_keeps(tmp_path: Path) -> None:
    left = picture(placed(tmp_path / "left", (4000, 900), sheet={"focus": [0, 0.5]}))
    right = picture(placed(tmp_path / "right", (4000, 900), sheet={"focus": [1, 0.5]}))
    assert left.crop[0] == 0
    assert right.crop[2] == 4000


def test_a_stand_in_says_so_after_the_credit(tmp_path: Path) -> None:
    outcome = placed(tmp_path, sheet={"caption": "图说", "credit": "某某 摄", "stand_in": "（替代图）"})
    found = region(outcome.made.scene, "p")
    [credit], [stand_in] = lines(found, "credit"), lines(found, "stand_in")
    assert stand_in.baseline == credit.baseline
    assert stand_in.x == credit.x + credit.width


def test_a_credit_that_does_not_fit_behind_the_caption_has_a_line_of_its_own(tmp_path: Path) -> None:
    found = region(placed(tmp_path, sheet={"caption": running(38), "credit": "某某 摄"}).made.scene, "p")
    [caption], [credit] = lines(found, "caption"), lines(found, "credit")
    assert credit.baseline - caption.baseline == 12_000


def test_a_credit_is_never_broken_and_one_wider_than_the_photo_is_told(tmp_path: Path) -> None:
    # 320 pt are 40 characters of 8 pt.
    fits = placed(tmp_path / "fits", sheet={"caption": "图说", "credit": "宇" * 40})
    [credit] = lines(region(fits.made.scene, "p"), "credit")
    assert (credit.text, credit.x) == ("宇" * 40, GRID.column_x(2))
    assert fits.problems == ()
    wide = placed(tmp_path / "wide", sheet={"caption": "图说", "credit": "宇" * 41})
    [credit] = lines(region(wide.made.scene, "p"), "credit")
    assert (credit.text, credit.x) == ("宇" * 41, GRID.column_x(2))
    [problem] = wide.problems
    assert (problem.id, problem.severity, problem.where.field) == ("overfull", "press", "credit")
    assert "8.0 pt wider" in problem.what


def test_credit_and_stand_in_that_have_no_room_side_by_side_stand_one_below_the_other(tmp_path: Path) -> None:
    sheet = {"caption": "图说", "credit": "宇" * 30, "stand_in": "宙" * 20}
    outcome = placed(tmp_path, sheet=sheet)
    found = region(outcome.made.scene, "p")
    [caption], [credit], [stand_in] = (lines(found, role) for role in ("caption", "credit", "stand_in"))
    # The caption's last line runs on beside the first of them.
    assert [line.baseline - caption.baseline for line in (credit, stand_in)] == [0, 12_000]
    assert {line.x + line.width for line in (credit, stand_in)} == {GRID.column_x(2) + GRID.span(3)}
    assert outcome.problems == ()


def test_a_caption_in_legs(tmp_path: Path) -> None:
    outcome = placed(tmp_path, sheet={"caption": running(70)}, caption_legs=2)
    found = lines(region(outcome.made.scene, "p"), "caption")
    assert len({line.x for line in found}) == 2
    assert len({line.baseline for line in found}) == 2
    assert "".join(line.text for line in found) == running(70)


@pytest.mark.parametrize(
    ("columns", "asked", "legs"),
    [("2", 8, 1), ("2", 2, 1), ("2-3", 4, 3), ("2-4", 5, 5), ("2-4", 6, 5)],
)
def test_a_caption_in_legs_of_less_than_six_em_is_told_and_set_in_fewer(
    tmp_path: Path, columns: str, asked: int, legs: int
) -> None:
    # Legs are of whole body ems (10 pt) with gutters of one, and must be 48 pt wide: 50 pt.
    size = (600, 1000) if columns == "2" else (1200, 900)
    outcome = placed(tmp_path, size, sheet={"caption": running(100)}, caption_legs=asked, columns=columns)
    assert ids(outcome) == (["no-room"] if legs < asked else [])
    assert all(
        f"less than 6 em to each; it is set in {legs}." in problem.what for problem in outcome.problems
    )
    assert len({line.x for line in lines(region(outcome.made.scene, "p"), "caption")}) == legs


def test_a_narrow_photo_may_have_its_caption_in_one_leg(tmp_path: Path) -> None:
    styles = {"caption": {"face": "hei", "size": 20, "leading": 30}}
    block = {"kind": "photo", "photo": "p", "columns": "2", "lines": "11-30"}
    photos: dict[str, dict[str, Any] | str] = {"p": {"caption": running(12), "file": "p.jpg"}}
    draft = Draft(
        blocks=[block], photos=photos, pictures={"p.jpg": (600, 1000)}, paper=paper_with(styles=styles)
    )
    assert draft.set(tmp_path).problems == ()


def a_fax(folder: Path, across: int, down: int) -> Picture:
    """A photo of 816 × 392 pixels with so many to the inch, in a place of 320 pt by 285."""
    (folder / "photos").mkdir(parents=True)
    Image.radial_gradient("L").resize((816, 392)).save(folder / "photos/p.jpg", dpi=(across, down))
    return picture(placed(folder, sheet={}))


def test_pixels_that_are_not_square_are_cropped_and_printed_in_their_shape(tmp_path: Path) -> None:
    for density in ((204, 98), (98, 98)):
        found = a_fax(tmp_path / str(density[0]), *density)
        left, top, right, bottom = found.crop
        # An inch across is as long as an inch down.
        across = found.rect.width / (right - left) * density[0]
        down = found.rect.height / (bottom - top) * density[1]
        assert across == pytest.approx(down, rel=0.005)
    assert found.crop[3] - found.crop[1] == 392


def test_of_two_resolutions_the_lower_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    Image.radial_gradient("L").resize((1600, 750)).save(tmp_path / "photos/p.jpg", dpi=(204, 98))
    outcome = placed(tmp_path, sheet={})
    found = picture(outcome)
    left, top, right, bottom = found.crop
    assert (right - left) * 72_000 / found.rect.width > 300
    down = (bottom - top) * 72_000 / found.rect.height
    [problem] = [one for one in outcome.problems if one.id == "low-resolution"]
    assert f"has {down:.0f} pixels to the inch" in problem.what and down < 200


@pytest.mark.parametrize(
    ("size", "most", "told"),
    [
        ((1200, 1069), None, []),
        ((1900, 1069), None, []),
        ((2100, 1069), None, ["cropped-photo"]),
        ((1200, 1900), None, ["cropped-photo"]),
        ((2100, 1069), 50, []),
        ((1900, 1069), 30, ["cropped-photo"]),
    ],
)
def test_a_photo_that_loses_much_of_its_area_is_told(
    tmp_path: Path, size: tuple[int, int], most: float | None, told: list[str]
) -> None:
    block = {"kind": "photo", "photo": "p", "columns": "2-4", "lines": "11-30"}
    paper = paper_with() if most is None else paper_with(press={"warn_crop_percent": most})
    draft = Draft(blocks=[block], photos={"p": {"file": "p.jpg"}}, pictures={"p.jpg": size}, paper=paper)
    outcome = draft.set(tmp_path)
    assert ids(outcome) == told
    left, top, right, bottom = picture(outcome).crop
    lost = 100 - 100 * (right - left) * (bottom - top) / (size[0] * size[1])
    for problem in outcome.problems:
        assert (problem.severity, problem.where.photo) == ("warning", "p")
        side = "left and right" if size[0] > size[1] else "top and bottom"
        assert f"cropped by {lost:.0f} percent of its area, at {side}" in problem.what


def test_a_missing_picture_is_set_as_a_crossed_box_with_its_name_and_size(tmp_path: Path) -> None:
    outcome = placed(tmp_path, None, sheet={"caption": "图说"})
    [problem] = outcome.problems
    assert (problem.id, problem.severity) == ("missing-photo", "press")
    assert (problem.where.file, problem.where.line, problem.where.field) == ("photos/p.yaml", 2, "file")
    found = region(outcome.made.scene, "p")
    box = next(item for item in found.items if isinstance(item, Box))
    crosses = [item for item in found.items if isinstance(item, Rule)]
    corners = {(rule.x1, rule.y1, rule.x2, rule.y2) for rule in crosses}
    rect = box.rect
    assert corners == {
        (rect.x, rect.y, rect.right, rect.bottom),
        (rect.x, rect.bottom, rect.right, rect.y),
    }
    assert box.fill is not None and box.fill.black == 15
    # 320 pt by 20 lines less the white above and below, a caption of 8 pt and half a line: 112.9 × 98.6 mm.
    texts = [item.text for item in found.items if isinstance(item, Line) and item.role == "fpo"]
    assert texts == ["缺图 FPO p.jpg", "112.9 × 98.6 mm"]


def test_a_photo_with_too_few_pixels_is_a_problem_for_the_press(tmp_path: Path) -> None:
    # 320 pt are 4.44 inch: 150 pixels to the inch are 667 pixels.
    low = placed(tmp_path / "low", (660, 900), sheet={})
    [problem] = low.problems
    assert (problem.id, problem.severity) == ("low-resolution", "press")
    assert "148 pixels to the inch" in problem.what and "150" in problem.what
    # From there to 200 it is told, and nothing is held back.
    [doubt] = placed(tmp_path / "soft", (668, 900), sheet={}).problems
    assert (doubt.id, doubt.severity) == ("low-resolution", "warning")
    assert "150 pixels to the inch" in doubt.what and "200" in doubt.what
    assert placed(tmp_path / "enough", (890, 900), sheet={}).problems == ()


def test_line_art_needs_more_pixels(tmp_path: Path) -> None:
    def problems(name: str, width: int) -> list[tuple[str, str]]:
        draft = Draft(
            blocks=[{"kind": "photo", "photo": "p", "columns": "2-4", "lines": "11-30"}],
            photos={"p": {"file": "p.png"}},
        )
        folder = draft.write(tmp_path / name)
        Image.new("1", (width, width), 1).save(folder / "photos/p.png")
        return [(problem.severity, problem.what) for problem in draft.set(folder).problems]

    # 320 pt at 600 pixels to the inch are 2,667.
    [(severity, what)] = problems("low", 2660)
    assert severity == "press"
    assert what == "The line art has 598 pixels to the inch at its placed size; the press needs 600."
    assert problems("enough", 2668) == []


def test_a_caption_longer_than_its_block_is_told(tmp_path: Path) -> None:
    outcome = placed(tmp_path, sheet={"caption": running(1500)}, lines="1-6")
    assert ids(outcome)[0] == "no-room"
    assert outcome.problems[0].severity == "press"
    assert "of the block's 6 lines" in outcome.problems[0].what
    assert "copy-lost" not in ids(outcome)


def test_a_character_that_no_face_has_is_named_in_caption_and_credit(tmp_path: Path) -> None:
    outcome = placed(tmp_path, sheet={"caption": "图\ue000", "credit": "\ue001 摄", "stand_in": "（\ue002）"})
    fields = [(problem.where.field, problem.where.character) for problem in outcome.problems]
    assert ids(outcome) == ["missing-character"] * 3
    assert fields == [("caption", 1), ("credit", 0), ("stand_in", 1)]


@pytest.mark.parametrize(
    ("more", "story_of"),
    [
        ({}, None),
        ({"goes_with": "lead"}, "a"),
        ({"inside": "lead"}, "a"),
        ({"inside": "lead", "goes_with": "other"}, "b"),
    ],
)
def test_a_photo_goes_with_the_story_of_the_block_that_it_names_or_stands_in(
    tmp_path: Path, more: dict[str, Any], story_of: str | None
) -> None:
    photo = {"kind": "photo", "photo": "p", "columns": "2-3", "lines": "11-20", **more}
    lead = block("a", "1-4", "1-30" if "inside" in more else "1-9", id="lead")
    draft = Draft(
        [lead, photo, block("b", "5-6", "1-30", id="other")],
        {"a": story("题", running(300)), "b": story("题", running(300))},
        {"p": {"file": "p.jpg"}},
    )
    assert region(draft.set(tmp_path).made.scene, "p").goes_with == story_of


def test_a_photo_goes_with_no_story_that_is_not_on_its_page(tmp_path: Path) -> None:
    photo = {"kind": "photo", "photo": "p", "columns": "1", "lines": "31-40", "goes_with": "laed"}
    draft = Draft(
        [block("a", "1-4", "1-30", id="lead"), photo],
        {"a": story("题", running(300))},
        {"p": {"file": "p.jpg"}},
    )
    with pytest.raises(Refused) as refused:
        draft.set(tmp_path)
    (one,) = [one for one in refused.value.problems if one.id != "missing-photo"]
    assert (one.id, one.where.block, one.where.field) == ("unknown-name", "p", "goes_with")
    assert one.hint == "did you mean `lead`?"
