"""A picture that is shown whole loses nothing, has its caption right beside it and as wide, and a code can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from content.pictures.code import measure_code
from content.problems import Refused
from layout.makeup.pictures.whole import place_in
from layout.plan.grid import Area, make_grid
from layout.plan.paper import Paper
from layout.publish import Outcome
from layout.publishing.outcome import add_objections
from layout.scene import Box, Line, Picture, Rect
from layout.scene.fromjson import from_json
from layout.scene.inks import Ink
from layout.scene.tojson import to_json
from tests.editions import PAPER, Draft, block, ids, lines, paper_with, region, running, story

GRID = make_grid(Paper.model_validate(PAPER))
SIDES = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))


def shown(
    folder: Path, size: tuple[int, int], *, sheet: dict[str, Any] | None = None, **more: object
) -> Outcome:
    place = {"kind": "photo", "photo": "p", "columns": "2-4", "lines": "11-30", "show": "whole", **more}
    photos: dict[str, dict[str, Any] | str] = {
        "p": {"caption": "图说", "credit": "某 摄", **(sheet or {}), "file": "p.png"}
    }
    return Draft(blocks=[place], photos=photos, pictures={"p.png": size}).set(folder)


def picture(outcome: Outcome, name: str = "p") -> Picture:
    return next(item for item in region(outcome.made.scene, name).items if isinstance(item, Picture))


def boxes(outcome: Outcome) -> list[Box]:
    return [item for item in region(outcome.made.scene, "p").items if isinstance(item, Box)]


@given(SIDES, st.integers(100, 900_000), st.integers(100, 900_000), st.sampled_from((0.0, 0.5, 1.0)))
def test_the_whole_of_a_picture_is_as_large_as_its_place_allows(
    sides: tuple[int, int], width: int, height: int, share: float
) -> None:
    room = Rect(1_000, 2_000, width, height)
    found = place_in(room, sides, (share, share))
    assert room.x <= found.x and found.right <= room.right
    assert room.y <= found.y and found.bottom <= room.bottom
    # It ends at two of the room's edges, but for what whole thousandths of its other side round off.
    across, down = sides
    assert width - found.width <= 1 + across // down or height - found.height <= 1 + down // across


@pytest.mark.parametrize("size", [(3000, 500), (600, 3000), (1000, 1000), (1600, 1000)])
def test_nothing_is_cut_off_and_the_caption_is_as_wide_as_the_picture_and_right_under_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    outcome = shown(tmp_path / "whole", size)
    found = picture(outcome)
    assert found.crop == (0, 0, *size)
    assert found.rect.width / found.rect.height == pytest.approx(size[0] / size[1], rel=0.001)
    [caption], [credit] = (lines(region(outcome.made.scene, "p"), role) for role in ("caption", "credit"))
    assert abs(caption.x - found.rect.x) <= 10
    assert -10 <= found.rect.right - credit.x - credit.width < GRID.em
    # As far from the picture as where that fills its place.
    cropped = shown(tmp_path / "crop", size, show="crop")
    [usual] = lines(region(cropped.made.scene, "p"), "caption")
    assert usual.baseline - picture(cropped).rect.bottom == pytest.approx(
        caption.baseline - found.rect.bottom, abs=20
    )
    assert picture(cropped).rect.width == GRID.span(3)
    assert "cropped-photo" not in ids(outcome)


def test_a_whole_picture_stands_with_its_caption_where_it_is_aligned(tmp_path: Path) -> None:
    place = GRID.inner(Area(2, 4, 11, 30))
    top = shown(tmp_path / "top", (3000, 500), align="top")
    assert abs(picture(top).rect.y - place.y) <= 10
    foot = shown(tmp_path / "foot", (3000, 500), align="bottom")
    [caption] = lines(region(foot.made.scene, "p"), "caption")
    assert place.bottom - 12_000 < caption.baseline < place.bottom
    left = shown(tmp_path / "left", (600, 3000), align="left")
    assert abs(picture(left).rect.x - place.x) <= 10
    right = shown(tmp_path / "right", (600, 3000), align="top-right")
    assert abs(picture(right).rect.right - place.right) <= 10


def test_a_long_caption_under_a_narrow_picture_is_as_wide_as_that(tmp_path: Path) -> None:
    outcome = shown(tmp_path, (800, 1000), sheet={"caption": running(60)})
    found = picture(outcome).rect
    own = lines(region(outcome.made.scene, "p"), "caption")
    assert "".join(line.text for line in own) == running(60)
    assert {abs(line.x - found.x) <= 10 and line.measure <= found.width + 10 for line in own} == {True}
    assert len(own) > 2
    assert "lies-over" not in ids(outcome) and "lies-outside" not in ids(outcome)


def test_a_mat_fills_the_place_and_is_seen_all_round(tmp_path: Path) -> None:
    outcome = shown(tmp_path, (1000, 1000), mat_tint="tint", mat_em=1.5)
    [mat], found = boxes(outcome), picture(outcome).rect
    assert mat.fill == Ink(0, 0, 8, 0)
    assert (mat.rect.x, mat.rect.width) == (GRID.column_x(2), GRID.span(3))
    assert found.y - mat.rect.y == mat.rect.bottom - found.bottom == 15_000
    assert found.x - mat.rect.x > 15_000
    # The caption is as wide as what is seen as the picture: the mat.
    [caption] = lines(region(outcome.made.scene, "p"), "caption")
    assert caption.x == mat.rect.x
    assert ids(outcome) == []
    assert boxes(shown(tmp_path / "none", (1000, 1000))) == []


@pytest.mark.parametrize("size", [(900, 300), (250, 900)])
@pytest.mark.parametrize("mat", [{}, {"mat_tint": "tint", "mat_em": 2}])
@pytest.mark.parametrize("corner", ["bottom-left", "top-right"])
def test_a_caption_on_a_whole_picture_stands_on_the_picture_and_not_beside_it(
    tmp_path: Path, size: tuple[int, int], mat: dict[str, Any], corner: str
) -> None:
    outcome = shown(tmp_path, size, caption_place="on", caption_corner=corner, columns="2-5", **mat)
    own = picture(outcome).rect
    found = region(outcome.made.scene, "p")
    words = [item for item in found.items if isinstance(item, Line)]
    assert words and "lies-over" not in ids(outcome)
    for line in words:
        assert own.x <= line.x and line.x + line.width <= own.right
        assert own.y < line.baseline < own.bottom


def test_whole_pictures_of_a_group(tmp_path: Path) -> None:
    sizes = {"a": (2000, 1000), "b": (1000, 2000), "c": (1000, 1000)}
    group = {"kind": "photo-group", "photos": [*sizes], "columns": "1-6", "lines": "1-20", "id": "g"}

    def made(name: str, **more: object) -> Outcome:
        return Draft(
            blocks=[{**group, **more}],
            photos={name: {"file": f"{name}.png", "caption": "图说", "credit": "某 摄"} for name in sizes},
            pictures={f"{name}.png": size for name, size in sizes.items()},
        ).set(tmp_path / name)

    for captions in ("each", "together"):
        outcome = made(captions, show="whole", captions=captions)
        pictures = [item for item in region(outcome.made.scene, "g").items if isinstance(item, Picture)]
        assert [item.crop for item in pictures] == [(0, 0, *size) for size in sizes.values()]
        for item, (width, height) in zip(pictures, sizes.values(), strict=True):
            assert item.rect.width / item.rect.height == pytest.approx(width / height, rel=0.001)
        if captions == "each":
            for item, line in zip(pictures, lines(region(outcome.made.scene, "g"), "caption"), strict=True):
                assert abs(line.x - item.rect.x) <= 10
        assert "lies-over" not in ids(outcome)
    cropped = [item for item in region(made("crop").made.scene, "g").items if isinstance(item, Picture)]
    assert len({item.rect.width for item in cropped}) == 1


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_on_a_vertical_page_a_whole_picture_is_upright_with_its_caption_beside_it(
    tmp_path: Path, writing: str
) -> None:
    place = {
        **{"kind": "photo", "photo": "p", "columns": "2-3", "lines": "5-24", "show": "whole"},
        **{"caption_writing": writing, "align": "top-right"},
    }
    outcome = Draft(
        blocks=[place],
        photos={"p": {"file": "p.png", "caption": running(30), "credit": "某 摄"}},
        pictures={"p.png": (900, 600)},
        paper=paper_with(grid={"writing": "vertical", "lines": 40}),
    ).set(tmp_path)
    found = picture(outcome)
    own = region(outcome.made.scene, "p")
    assert found.crop == (0, 0, 900, 600)
    assert found.rect.width / found.rect.height == pytest.approx(1.5, rel=0.001)
    assert own.frame.right - found.rect.right < 5_000
    for line in lines(own, "caption"):
        if writing == "vertical":
            assert found.rect.x - 40_000 < line.x < found.rect.x
            assert found.rect.y - 10 <= line.baseline < found.rect.bottom
        else:
            assert found.rect.bottom < line.baseline < found.rect.bottom + 40_000
            assert abs(line.x - found.rect.x) <= 10
    assert not {"lies-over", "lies-outside", "no-room"} & set(ids(outcome))


def save_code(path: Path, module: int, white: int) -> int:
    """A drawing with the corners of a QR code of 25 modules; gives its side in pixels."""
    side = (25 + 2 * white) * module
    image = Image.new("1", (side, side), 1)
    draw = ImageDraw.Draw(image)

    def dark(x: int, y: int, width: int, color: int = 0) -> None:
        left, top = (white + x) * module, (white + y) * module
        draw.rectangle((left, top, left + width * module - 1, top + width * module - 1), fill=color)

    for x, y in ((0, 0), (18, 0), (0, 18)):
        for inset, color in ((0, 0), (1, 1), (2, 0)):
            dark(x + inset, y + inset, 7 - 2 * inset, color)
    for at in range(8, 17, 2):
        dark(at, at, 1)
    dark(24, 24, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return side


def coded(folder: Path, white: int, **more: object) -> Outcome:
    save_code(folder / "photos" / "p.png", 16, white)
    place = {"kind": "photo", "photo": "p", "columns": "2", "lines": "11-20", **more}
    return Draft(blocks=[place], photos={"p": {"file": "p.png", "code": "qr"}}).set(folder)


def test_a_code_is_shown_whole_with_four_modules_of_white_round_it(tmp_path: Path) -> None:
    for white in (0, 1, 4):
        outcome = coded(tmp_path / str(white), white, mat_tint="red", show="whole")
        found = picture(outcome)
        module = found.rect.width / (25 + 2 * white)
        clear = boxes(outcome)[-1] if white < 4 else None
        outer = clear.rect if clear is not None else found.rect
        assert found.rect.x - outer.x + white * module == pytest.approx(4 * module, abs=20)
        assert outer.bottom - found.rect.bottom + white * module == pytest.approx(4 * module, abs=20)
        assert clear is None or clear.fill == Ink(0, 0, 0, 0)
    own = coded(tmp_path / "own", 4)
    assert picture(own).crop == (0, 0, 528, 528)
    assert from_json(to_json(own.made.scene)) == own.made.scene
    # Nobody is credited with a code, as with a photo.
    assert "objection-missing-credit" not in ids(add_objections(own))
    photo = shown(tmp_path / "photo", (800, 600), sheet={"credit": None})
    assert "objection-missing-credit" in ids(add_objections(photo))


def test_a_code_that_is_too_small_or_cropped_is_told(tmp_path: Path) -> None:
    assert "small-code" not in ids(coded(tmp_path / "large", 4))
    small = coded(tmp_path / "small", 4, lines="11-12")
    [problem] = [problem for problem in small.problems if problem.id == "small-code"]
    # 27.5 pt are 33 modules.
    assert "0.27 mm wide" in problem.what
    assert "10.9 × 10.9 mm" in problem.hint
    assert problem.severity == "press" and problem.where.line is not None
    assert "cropped-code" in ids(coded(tmp_path / "cropped", 4, show="crop"))
    plain = Draft(
        blocks=[{"kind": "photo", "photo": "p", "columns": "2", "lines": "11-12"}],
        photos={"p": {"file": "p.png", "code": "qr"}},
        pictures={"p.png": (600, 600)},
    ).set(tmp_path / "plain")
    assert "no-code" in ids(plain)


def test_a_code_reaches_no_edge_of_the_page(tmp_path: Path) -> None:
    outcome = coded(tmp_path, 4, columns="1", bleed=["left"])
    [problem] = [problem for problem in outcome.problems if problem.id == "whole-at-edge"]
    assert (problem.severity, problem.where.field) == ("press", "bleed")
    assert picture(outcome).rect.x >= GRID.column_x(1)


def test_a_bar_code_keeps_eleven_bars_of_white_at_its_sides(tmp_path: Path) -> None:
    image = Image.new("L", (300, 100), 255)
    for at in range(20):
        ImageDraw.Draw(image).rectangle((30 + at * 12, 10, 30 + at * 12 + (3 if at % 2 else 7), 89), fill=0)
    image.save(tmp_path / "bar.png")
    facts = measure_code(tmp_path / "bar.png", "bar")
    assert facts is not None
    assert (facts.module, facts.white) == (4.0, (30, 10, 38, 10))
    assert facts.lacking == (14, 0, 6, 0)
    assert measure_code(tmp_path / "bar.png", "qr") is None


def test_text_runs_round_the_outline_of_a_picture_that_is_shown_whole(tmp_path: Path) -> None:
    photo = {"kind": "photo", "photo": "p", "columns": "2-3", "lines": "8-27", "inside": "a"}
    diamond = [[0.5, 0], [1, 0.5], [0.5, 1], [0, 0.5]]

    def made(name: str, **more: object) -> Outcome:
        return Draft(
            blocks=[block("a", "1-4", "1-40"), photo | {"wrap": "outline"} | more],
            stories={"a": story("标题", running(1200))},
            photos={"p": {"file": "p.png", "caption": "图说", "credit": "某 摄", "outline": diamond}},
            pictures={"p.png": (800, 1000)},
        ).set(tmp_path / name)

    plain, whole = made("plain"), made("whole", show="whole")
    assert picture(plain) == picture(whole)
    assert picture(whole).outline
    assert ids(plain) == ids(whole)


@pytest.mark.parametrize(
    ("keys", "id"),
    [
        ({"mat_tint": "tint"}, "not-whole"),
        ({"align": "top"}, "not-whole"),
        ({"show": "whole", "mat_tint": "plaid"}, "unknown-name"),
        ({"show": "some"}, "bad-value"),
        ({"show": "whole", "mat_em": 40}, "out-of-range"),
        ({"wrap": "outline", "show": "whole", "mat_tint": "tint"}, "mat-outside"),
    ],
)
def test_keys_that_can_t_be_used_are_refused_with_their_line(
    tmp_path: Path, keys: dict[str, object], id: str
) -> None:
    place = {"kind": "photo", "photo": "p", "columns": "2-4", "lines": "11-30", **keys}
    draft = Draft(blocks=[place], photos={"p": {"file": "p.png"}}, pictures={"p.png": (800, 600)})
    with pytest.raises(Refused) as refused:
        draft.set(tmp_path)
    problem = refused.value.problems[0]
    assert problem.where.line is not None
    assert problem.id == id


def test_a_mat_that_leaves_no_room_is_told(tmp_path: Path) -> None:
    outcome = shown(tmp_path, (800, 600), columns="2", mat_tint="tint", mat_em=6)
    [problem] = [problem for problem in outcome.problems if problem.id == "no-room"]
    assert problem.where.field == "mat_em"
