"""An advertisement has the size of its area, or is told; it stands where its block says, scaled only where it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from content.problems import Refused
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.publish import Outcome
from layout.scene import Advert, Box, Item, Picture, Rect
from tests.editions import PAPER, Draft, block, ids, paper_with, region, running, story
from tests.finished import one_page, pdf, saved

GRID = make_grid(Paper.model_validate(PAPER))
ROOM = Rect(GRID.column_x(2), GRID.line_y(11) + 2_500, 320_000, 295_000)
"""Columns 2 to 4 and lines 11 to 30: 3 × 100 + 2 × 10 pt, 20 × 15 − 5 pt."""


def placed(
    folder: Path,
    size: tuple[float, float] = (320, 295),
    page: bytes = b"",
    content: bytes = b"0 0 999 999 re f",
    **more: Any,
) -> Outcome:
    """An edition with one advertisement: a PDF of that size in points."""
    boxes = b"/MediaBox [0 0 %g %g] %b" % (*size, page)
    saved(pdf(one_page(content, page=boxes)), folder / "adverts/a.pdf")
    return drafted(**more).set(folder)


def drafted(file: str = "a.pdf", **more: Any) -> Draft:
    paper = more.pop("paper", None)
    ad = {"kind": "advert", "advert": "a", "columns": "2-4", "lines": "11-30", **more}
    draft = Draft(blocks=[ad], adverts={"a": {"file": file, "alt": "大减价"}})
    if paper is not None:
        draft.paper = paper
    return draft


def item(outcome: Outcome) -> Any:
    [found] = [one for one in region(outcome.made.scene, "a").items if isinstance(one, Advert | Picture)]
    return found


def test_an_advert_of_the_right_size_fills_its_room(tmp_path: Path) -> None:
    outcome = placed(tmp_path)
    assert outcome.problems == ()
    found = item(outcome)
    assert isinstance(found, Advert)
    assert (found.rect, found.box, found.alt) == (ROOM, (0, 0, 320, 295), "大减价")
    assert (found.advert, found.file) == ("a", "adverts/a.pdf")
    where = region(outcome.made.scene, "a")
    assert (where.kind, where.story, where.overset) == ("advert", "a", None)


@pytest.mark.parametrize(
    "content",
    [b"", b"1 g 0 0 999 999 re f", b"400 0 9 9 re f", b"0 0 0 0 re W n 0 0 99 99 re f", b"3 Tr"],
)
def test_one_on_which_nothing_is_seen_holds_the_press(tmp_path: Path, content: bytes) -> None:
    content = b"q %b Q" % content
    [told] = placed(tmp_path / "blank", content=content).problems
    assert (told.id, told.severity, told.where.block) == ("advert-nothing-seen", "press", "a")
    assert placed(tmp_path / "seen", content=content + b" 0 g 0 0 9 9 re f").problems == ()


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((320 + 1.4, 295), []),  # half a millimetre is 1.417 pt, a whole one 2.835
        ((320 + 1.43, 295), ["advert-size"]),
        ((320, 295 + 1.43), ["advert-size"]),
        ((320 - 2.8, 295), []),
        ((320 - 2.85, 295), ["advert-white"]),
        ((320, 295 - 2.85), ["advert-white"]),
        ((330, 200), ["advert-size"]),
    ],
)
def test_a_size_that_is_not_the_areas_is_told(
    tmp_path: Path, size: tuple[float, float], told: list[str]
) -> None:
    outcome = placed(tmp_path, size)
    assert ids(outcome) == told
    for problem in outcome.problems:
        assert problem.severity == ("press" if told == ["advert-size"] else "warning")
        own = f"{size[0] * 25.4 / 72:.1f} × {size[1] * 25.4 / 72:.1f} mm"
        assert own in problem.what and "112.9 × 104.1 mm" in problem.what
        assert "112.9 × 104.1 mm" in problem.hint and "scale: fit" in problem.hint
        assert (problem.where.file, problem.where.page, problem.where.block) == ("edition.yaml", "A01", "a")
        assert problem.where.advert == "a"
        assert problem.where.line is not None


def test_one_that_is_too_large_is_not_over_its_neighbours(tmp_path: Path) -> None:
    found = item(placed(tmp_path, (420, 395)))
    assert found.rect == ROOM
    assert found.box == (50, 50, 370, 345)


@pytest.mark.parametrize(
    ("align", "left", "top"),
    [("center", 0.5, 0.5), ("top-left", 0, 0), ("bottom", 0.5, 1), ("right", 1, 0.5), ("bottom-right", 1, 1)],
)
def test_a_smaller_one_stands_where_its_block_says(
    tmp_path: Path, align: str, left: float, top: float
) -> None:
    found = item(placed(tmp_path / "none", (120, 95), align=align))
    assert found.rect == Rect(round(ROOM.x + 200_000 * left), round(ROOM.y + 200_000 * top), 120_000, 95_000)
    fitted = item(placed(tmp_path / "fit", (100, 295), align=align, scale="fit")).rect
    assert (fitted.x, fitted.y) == (round(ROOM.x + 220_000 * left), ROOM.y)
    # Of one that is cut, the part that is there stays.
    cut = item(placed(tmp_path / "fill", (320, 590), align=align, scale="fill"))
    assert cut.rect == ROOM
    assert cut.box == (0, 295 * (1 - top), 320, 295 * (1 - top) + 295)


def test_fit_and_fill_scale_evenly(tmp_path: Path) -> None:
    fit = placed(tmp_path / "fit", (160, 100), scale="fit")
    assert fit.problems == ()
    assert item(fit).rect == Rect(ROOM.x, ROOM.y + 47_500, 320_000, 200_000)
    assert item(fit).box == (0, 0, 160, 100)
    fill = placed(tmp_path / "fill", (160, 100), scale="fill")
    assert fill.problems == ()
    left, bottom, right, top = item(fill).box
    assert item(fill).rect == ROOM
    assert (bottom, top) == (0, 100)
    assert (right - left) / (top - bottom) == pytest.approx(320 / 295, abs=1e-6)
    assert left + right == pytest.approx(160)
    large = placed(tmp_path / "large", (3200, 2000), scale="fit")
    assert item(large).rect == item(fit).rect


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, (0, 295, 320, 590)),
        (90, (0, 0, 295, 320)),
        (180, (0, 0, 320, 295)),
        (270, (295, 0, 590, 320)),
    ],
)
def test_what_is_cut_is_cut_from_the_page_as_it_is_looked_at(
    tmp_path: Path, turn: int, box: tuple[float, ...]
) -> None:
    size = (590, 320) if turn % 180 else (320, 590)
    found = item(placed(tmp_path, size, b"/Rotate %d" % turn, scale="fill", align="top"))
    assert found.box == box  # its upper half


def test_in_a_vertical_paper_it_stands_upright(tmp_path: Path) -> None:
    paper = paper_with(grid={"writing": "vertical", "column_em": 8, "lines": 30})
    size = (295, 260)  # 20 lines wide, 3 columns of 8 em deep
    outcome = placed(tmp_path, size, paper=paper)
    assert outcome.problems == ()
    assert (item(outcome).rect.width, item(outcome).rect.height) == (295_000, 260_000)
    assert ids(placed(tmp_path / "turned", (260, 295), paper=paper)) == ["advert-size"]


def test_a_frame_keeps_its_padding_on_all_sides(tmp_path: Path) -> None:
    frame = {"stroke": {"width_pt": 1}, "padding_em": 0.5}
    outcome = placed(tmp_path, (310, 285), frame=frame)
    assert outcome.problems == ()
    [box] = [one for one in region(outcome.made.scene, "a").items if isinstance(one, Box)]
    assert (box.rect, box.stroke_width) == (ROOM, 1_000)
    assert item(outcome).rect == Rect(ROOM.x + 5_000, ROOM.y + 5_000, 310_000, 285_000)
    assert ids(placed(tmp_path / "wide", frame={"padding_em": 10}, lines=11, columns=2)) == [
        "no-room",
        "advert-size",
    ]


def test_a_missing_file_shows_its_place(tmp_path: Path) -> None:
    outcome = drafted("gone.pdf").set(tmp_path)
    assert ids(outcome) == ["missing-advert"]
    items: tuple[Item, ...] = region(outcome.made.scene, "a").items
    assert isinstance(items[0], Box)
    assert items[0].rect == ROOM
    assert not outcome.ready


def picture(folder: Path, pixels: tuple[int, int], dpi: int | None, **more: Any) -> Outcome:
    (folder / "adverts").mkdir(parents=True)
    options: dict[str, Any] = {} if dpi is None else {"dpi": (dpi, dpi)}
    Image.radial_gradient("L").resize(pixels).save(folder / "adverts/a.png", **options)
    return drafted("a.png", **more).set(folder)


def test_a_picture_is_a_picture(tmp_path: Path) -> None:
    # 320 × 295 pt at 216 ppi
    outcome = picture(tmp_path / "own", (960, 885), 216)
    found = item(outcome)
    assert isinstance(found, Picture)
    assert (found.crop, found.photo, found.alt) == ((0, 0, 960, 885), "a", "大减价")
    assert found.rect.width == pytest.approx(320_000, abs=40)
    assert outcome.problems == ()
    cut = picture(tmp_path / "cut", (1920, 885), None, scale="fill", align="left")
    assert cut.problems == ()
    assert item(cut).crop == (0, 0, 960, 885)
    coarse = picture(tmp_path / "coarse", (80, 74), None, scale="fit")
    assert ids(coarse) == ["low-resolution"]
    assert "18 pixels to the inch" in coarse.problems[0].what


def test_a_picture_that_tells_no_size_is_fitted_and_told(tmp_path: Path) -> None:
    outcome = picture(tmp_path, (1600, 738), None)
    assert ids(outcome) == ["advert-size"]
    assert item(outcome).rect.width == ROOM.width


def test_an_advert_may_stand_in_several_blocks(tmp_path: Path) -> None:
    draft = drafted()
    second = {"kind": "advert", "advert": "a", "columns": "2-4", "lines": "31-50", "id": "again"}
    draft.pages = [
        {"name": "A01", "blocks": [*draft.blocks, second]},
        {"name": "A02", "blocks": draft.blocks},
    ]
    saved(pdf(one_page(b"0 0 99 99 re f", page=b"/MediaBox [0 0 320 295]")), tmp_path / "adverts/a.pdf")
    outcome = draft.set(tmp_path)
    assert outcome.problems == ()
    found = [one for page in outcome.made.scene.pages for here in page.regions for one in here.items]
    assert len(found) == 3


def refused(draft: Draft, folder: Path) -> list[str]:
    with pytest.raises(Refused) as caught:
        draft.set(folder)
    return [problem.id for problem in caught.value.problems if problem.severity == "refused"]


def test_what_is_named_and_not_there_is_refused_and_what_is_there_and_not_named_holds_the_press(
    tmp_path: Path,
) -> None:
    unknown = drafted(advert="b")
    assert refused(unknown, tmp_path / "unknown") == ["missing-file"]
    draft = drafted()
    draft.adverts["b"] = draft.adverts["a"]
    outcome = draft.set(tmp_path / "spare")
    assert [one.severity for one in outcome.problems if one.id == "advert-never-placed"] == ["press"]
    draft = drafted()
    draft.blocks.append({**draft.blocks[0], "lines": "31-50"})
    assert refused(draft, tmp_path / "twice") == ["block-id-twice"]


def test_a_stray_sheet_is_told(tmp_path: Path) -> None:
    (tmp_path / "adverts").mkdir()
    (tmp_path / "adverts/b.yml").write_text("file: b.pdf\n")
    assert set(ids(drafted().set(tmp_path))) == {"unread-file", "missing-advert"}


def test_it_is_read_in_its_rank_and_told_apart_from_a_story_of_its_name(tmp_path: Path) -> None:
    draft = drafted()
    draft.blocks = [*draft.blocks, block("a", "1", "1-10", legs=1)]
    draft.stories = {"a": story("标题", running(70))}
    names = [one.id for one in draft.set(tmp_path).made.scene.pages[0].regions]
    assert names == ["a-advert", "a"]


def test_what_can_not_be_placed_is_refused_by_check(tmp_path: Path) -> None:
    saved(pdf(one_page(b"/F1 9 Tf", page=b"/MediaBox [0 0 320 295]")), tmp_path / "adverts/a.pdf")
    draft = drafted()
    draft.write(tmp_path)
    with pytest.raises(Refused) as caught:
        draft.set(tmp_path)
    [problem] = caught.value.problems
    assert (problem.id, problem.where.file, problem.where.block) == ("unfit-advert", "adverts/a.pdf", "a")


@pytest.mark.parametrize(("density", "size"), [((204, 98), (204, 98)), ((300, 300), (300, 300))])
def test_a_picture_of_pixels_that_are_not_square_keeps_its_shape(
    tmp_path: Path, density: tuple[int, int], size: tuple[int, int]
) -> None:
    # A square of 2 inches, whatever its pixels.
    (tmp_path / "adverts").mkdir()
    picture = Image.radial_gradient("L").resize((size[0] * 2, size[1] * 2))
    picture.save(tmp_path / "adverts/a.jpg", dpi=density)
    for scale in ("none", "fit"):
        outcome = drafted("a.jpg", scale=scale).set(tmp_path)
        found = item(outcome)
        assert found.rect.width == pytest.approx(found.rect.height, rel=0.001)
        assert ("photo-pixels" in ids(outcome)) is (density[0] != density[1])
    assert found.rect.height == ROOM.height


def test_a_damaged_picture_is_refused_as_a_photo_is(tmp_path: Path) -> None:
    (tmp_path / "adverts").mkdir()
    Image.radial_gradient("L").resize((400, 400)).save(tmp_path / "adverts/a.jpg", quality=95)
    data = (tmp_path / "adverts/a.jpg").read_bytes()
    (tmp_path / "adverts/a.jpg").write_bytes(data[: len(data) // 2] + b"\xff\xd9")
    with pytest.raises(Refused) as caught:
        drafted("a.jpg", scale="fit").set(tmp_path)
    assert [problem.id for problem in caught.value.problems] == ["broken-photo"]
