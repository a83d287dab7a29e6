"""A picture runs over the edge of the page where its block says so, and over two facing pages meets itself at the fold."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from content.problems import Refused
from layout.makeup.pictures.pageedge import HalfPicture
from layout.makeup.pictures.photo import halve_crop
from layout.plan.edition import PageModel
from layout.plan.facing import binding_of, find_facing_page, find_fold
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Box, Line, Picture
from layout.scene.fromjson import from_json
from layout.scene.geometry import Rect, millimetres
from layout.scene.proofs.roomproof import lies_wrong
from layout.scene.tojson import to_json
from tests.editions import PAPER, Draft, block, ids, lines, paper_with, region, running, story

GRID = make_grid(Paper.model_validate(PAPER))
WIDTH, HEIGHT = GRID.trim
BLEED = millimetres(3)
QUIET = {"warn_crop_percent": 100, "least_picture_ppi": 36, "warn_picture_ppi": 36}
"""Of pictures that are made for the test nothing else is said."""
TRIMMED: dict[str, Any] = {"press": {"preset": "trimmed", "marks": [], **QUIET}}


def bleeding(folder: Path, sides: list[str], *, sheet: dict[str, Any] | None = None, **more: Any) -> Outcome:
    paper = more.pop("paper", None) or paper_with(**TRIMMED)
    others = more.pop("others", [])
    place = {"kind": "photo", "photo": "p", "columns": "1-6", "lines": "1-50", "bleed": sides, **more}
    photos: dict[str, dict[str, Any] | str] = {"p": {**(sheet or {}), "file": "p.jpg", "credit": "某 摄"}}
    if sheet is None:
        photos["p"] = {"file": "p.jpg", "alt": "图"}
    stories = {"a": story("标题", running(200))}
    return Draft(
        blocks=[place, *others], photos=photos, pictures={"p.jpg": (2400, 3000)}, paper=paper, stories=stories
    ).set(folder)


def picture(outcome: Outcome, name: str = "p", page: int = 0) -> Picture:
    found = next(one for one in outcome.made.scene.pages[page].regions if one.id == name)
    return next(item for item in found.items if isinstance(item, Picture))


@pytest.mark.parametrize(
    ("sides", "place"),
    [
        (["top"], {"lines": "1-20"}),
        (["left"], {"columns": "1-2", "lines": "5-20"}),
        (["right", "top"], {"columns": "4-6", "lines": "1-20"}),
        (["bottom"], {"lines": "30-50"}),
        (["top", "left", "right", "bottom"], {}),
    ],
)
def test_a_picture_runs_over_the_trim_by_the_bleed_on_the_sides_that_are_named_and_on_no_other(
    tmp_path: Path, sides: list[str], place: dict[str, Any]
) -> None:
    outcome = bleeding(tmp_path / "bleed", sides, **place)
    rect, own = picture(outcome).rect, picture(bleeding(tmp_path / "inside", [], **place)).rect
    assert rect.x == (-BLEED if "left" in sides else own.x)
    assert rect.y == (-BLEED if "top" in sides else own.y)
    assert rect.right == (WIDTH + BLEED if "right" in sides else own.right)
    assert rect.bottom == (HEIGHT + BLEED if "bottom" in sides else own.bottom)
    left, top, right, bottom = picture(outcome).crop
    assert (right - left) / (bottom - top) == pytest.approx(rect.width / rect.height, rel=0.01)
    assert ids(outcome) == []
    assert region(outcome.made.scene, "p").bleeds == tuple(
        side for side in ("left", "top", "right", "bottom") if side in sides
    )


def test_the_room_proof_lets_a_picture_over_no_edge_that_its_block_does_not_name(tmp_path: Path) -> None:
    scene = bleeding(tmp_path, ["left"], columns="1-2", lines="5-20").made.scene
    assert lies_wrong(scene) == ()
    [page] = scene.pages
    plain = replace(page, regions=tuple(replace(one, bleeds=()) for one in page.regions))
    assert [problem.id for problem in lies_wrong(replace(scene, pages=(plain,)))] == ["lies-outside"]
    # Nor further than the bleed.
    less = replace(scene, condition=replace(scene.condition, bleed=0))
    assert [problem.id for problem in lies_wrong(less)] == ["lies-outside"]


def test_the_scene_is_read_back_with_its_edges(tmp_path: Path) -> None:
    scene = bleeding(tmp_path, ["left", "top"], columns="1-2", lines="1-20").made.scene
    assert from_json(to_json(scene)) == scene


def test_a_missing_picture_bleeds_as_its_stand_in(tmp_path: Path) -> None:
    place = {"kind": "photo", "photo": "p", "columns": "1-6", "lines": "1-20", "bleed": ["top"]}
    outcome = Draft(blocks=[place], photos={"p": {"file": "p.jpg"}}, paper=paper_with(**TRIMMED)).set(
        tmp_path
    )
    box = next(item for item in region(outcome.made.scene, "p").items if isinstance(item, Box))
    assert box.rect.y == -BLEED
    assert ids(outcome) == ["missing-photo"]


def test_on_a_vertical_page_sides_are_those_of_the_page_as_it_is_looked_at(tmp_path: Path) -> None:
    paper = paper_with(grid={"writing": "vertical", "lines": 40, "columns": 4}, **TRIMMED)
    outcome = bleeding(tmp_path, ["right", "top"], paper=paper, columns="1-2", lines="1-20")
    rect = picture(outcome).rect
    assert (rect.y, rect.right) == (-BLEED, WIDTH + BLEED)
    assert rect.x > 0
    assert ids(outcome) == []


def test_a_caption_stands_clear_of_the_edge_and_one_in_the_way_is_told(tmp_path: Path) -> None:
    sheet = {"caption": "图说"}
    outcome = bleeding(tmp_path / "top", ["top", "left", "right"], sheet=sheet, lines="1-20")
    [caption] = lines(region(outcome.made.scene, "p"), "caption")
    assert caption.x == GRID.column_x(1)
    assert picture(outcome).rect.bottom < caption.baseline < GRID.line_y(21)
    told = bleeding(tmp_path / "bottom", ["bottom"], sheet=sheet, lines="30-50")
    [problem] = [problem for problem in told.problems if problem.id == "caption-at-edge"]
    assert (problem.severity, problem.where.field) == ("press", "bleed")
    assert problem.where.line is not None
    # And the picture ends over it, so that nothing is covered.
    assert not {"lies-over", "lies-outside"} & set(ids(told))


def test_a_paper_without_bleed_is_told(tmp_path: Path) -> None:
    outcome = bleeding(tmp_path, ["top"], paper=paper_with(press=QUIET), lines="1-20")
    assert ids(outcome) == ["no-bleed"]
    assert picture(outcome).rect.y == 0


@pytest.mark.parametrize(
    ("keys", "id", "field"),
    [
        ({"bleed": ["right"], "columns": "1-3"}, "bleed-inside", "bleed"),
        ({"bleed": ["top"], "lines": "2-20"}, "bleed-inside", "bleed"),
        ({"bleed": ["up"]}, "bad-value", "bleed"),
        ({"bleed": ["top"], "show": "whole"}, "whole-at-edge", "bleed"),
        ({"bleed": ["left"], "inside": "s", "columns": "1-2", "lines": "25-30"}, "framed-edge", "bleed"),
        ({"bleed": ["top"], "lines": "1-10", "others": ["folio"]}, "bleed-over-folio", "bleed"),
        ({"spread_to": "A02"}, "spread-nowhere", "spread_to"),
        ({"spread_to": "A01"}, "not-facing", "spread_to"),
        ({"spread_to": "A02", "spread_from": "A02"}, "two-halves", "spread_from"),
    ],
)
def test_what_can_t_reach_an_edge_is_refused_at_its_key(
    tmp_path: Path, keys: dict[str, Any], id: str, field: str
) -> None:
    keys = dict(keys)
    sidebar = {"kind": "sidebar", "story": "a", "id": "s", "columns": "1-4", "lines": "20-40"}
    folio = {"kind": "folio", "place": "head", "center": "一版"}
    others = [folio] if keys.pop("others", None) else []
    others += [sidebar] if keys.get("inside") else []
    with pytest.raises(Refused) as refused:
        bleeding(tmp_path, keys.pop("bleed", []), others=others, **keys)
    found = [problem for problem in refused.value.problems if problem.id == id]
    assert len(found) == 1
    assert found[0].where.line is not None
    assert (found[0].where.field or "").rpartition(".")[2].startswith(field)


# Two facing pages


@given(st.integers(2, 9000), st.integers(100, 900_000), st.integers(100, 900_000))
def test_the_halves_of_a_crop_meet_at_one_pixel_and_are_as_wide_as_their_halves(
    pixels: int, left: int, right: int
) -> None:
    crop = (7, 3, 7 + pixels, 500)
    first = halve_crop(crop, left, HalfPicture(0, left + right, first=True))
    other = halve_crop(crop, right, HalfPicture(left, left + right, first=False))
    assert (first[0], other[2]) == (crop[0], crop[2])
    assert first[2] == other[0]
    assert first[0] < first[2] < other[2]
    if 2 < first[2] - first[0] < pixels - 2:
        assert (first[2] - first[0]) / pixels == pytest.approx(left / (left + right), abs=1 / pixels)


def halves(folder: Path, *, paper: dict[str, Any] | None = None, **more: Any) -> Outcome:
    first = {"kind": "photo", "photo": "p", "columns": "3-6", "lines": "1-30", "spread_to": "A03"}
    other = {"kind": "photo", "photo": "p", "columns": "1-5", "lines": "1-28", "spread_from": "A02"}
    pages = [
        {"name": "A02", "blocks": [{**first, **more.pop("first", {})}, *more.pop("beside", [])]},
        {"name": "A03", "blocks": [{**other, **more.pop("other", {})}]},
    ]
    if not (folder / "photos" / "p.png").exists():
        (folder / "photos").mkdir(parents=True)
        ramp = Image.linear_gradient("L").rotate(90).resize((2000, 1100))
        ramp.convert("RGB").save(folder / "photos" / "p.png")
    return set_edition(
        Draft(
            pages=more.pop("pages", pages),
            photos={"p": {"file": "p.png", "caption": running(20), "credit": "某 摄"}},
            paper=paper or paper_with(press=QUIET),
        ).write(folder)
    )[0]


def test_the_halves_of_a_picture_end_at_the_fold_at_one_height_and_at_one_pixel(tmp_path: Path) -> None:
    outcome = halves(tmp_path)
    left, right = picture(outcome), picture(outcome, page=1)
    assert left.rect.right == WIDTH
    assert right.rect.x == 0
    assert left.rect.down == right.rect.down
    assert left.crop[2] == right.crop[0]
    assert left.crop[1::2] == right.crop[1::2]
    # One scale: what a pixel is wide on both.
    scales = [one.rect.width / (one.crop[2] - one.crop[0]) for one in (left, right)]
    assert scales[0] == pytest.approx(scales[1], rel=0.002)
    # The caption is told once, under the half that has `spread_to`, and the credit is missed in neither.
    assert len(lines(outcome.made.scene.pages[0].regions[-1], "caption")) == 1
    assert lines(outcome.made.scene.pages[1].regions[-1], "caption") == []
    assert ids(outcome) == []


def test_the_caption_stands_under_its_half_wherever_the_other_ends(tmp_path: Path) -> None:
    outcome = halves(tmp_path, other={"lines": "1-24"})
    left, right = picture(outcome), picture(outcome, page=1)
    assert left.rect.down == right.rect.down
    [caption] = lines(outcome.made.scene.pages[0].regions[-1], "caption")
    assert 5_000 < caption.baseline - left.rect.bottom < 20_000
    assert ids(outcome) == ["spread-uneven"]
    [problem] = outcome.problems
    named = re.search(r"end in line (\d+)", problem.hint)
    assert named is not None
    # A block that ends there is not told.
    mended = halves(tmp_path / "mended", first={"lines": f"1-{named[1]}"}, other={"lines": "1-24"})
    assert ids(mended) == []


def test_outer_sides_of_halves_bleed_too(tmp_path: Path) -> None:
    edges = {"columns": "1-6", "bleed": ["top", "left"]}
    outcome = halves(
        tmp_path,
        paper=paper_with(**TRIMMED),
        first=edges,
        other={"columns": "1-6", "bleed": ["top", "right"]},
    )
    left, right = picture(outcome), picture(outcome, page=1)
    assert (left.rect.x, left.rect.y, left.rect.right) == (-BLEED, -BLEED, WIDTH)
    assert (right.rect.x, right.rect.y, right.rect.right) == (0, -BLEED, WIDTH + BLEED)
    assert left.crop[2] == right.crop[0]
    assert ids(outcome) == []


def test_a_paper_that_is_bound_at_the_right_has_its_even_pages_there(tmp_path: Path) -> None:
    paper = paper_with(grid={"writing": "vertical", "lines": 40, "columns": 4})
    outcome = halves(
        tmp_path,
        paper=paper,
        first={"columns": "1-2", "lines": "21-40"},
        other={"columns": "1-2", "lines": "1-15"},
    )
    even, odd = picture(outcome), picture(outcome, page=1)
    assert even.rect.x == 0
    assert odd.rect.right == WIDTH
    assert odd.crop[2] == even.crop[0]
    assert even.rect.down == odd.rect.down


def test_which_pages_face_each_other() -> None:
    paper = Paper.model_validate(PAPER)
    upright = Paper.model_validate(paper_with(grid={"writing": "vertical"}))

    def pages(*names: str) -> list[PageModel]:
        return [PageModel(name=name, blocks=()) for name in names]

    whole = pages("A01", "A02", "A03", "A04", "B01", "B02", "B03")
    assert [find_facing_page(whole, page.name) for page in whole] == [
        None,
        "A03",
        "A02",
        None,
        None,
        "B03",
        "B02",
    ]
    assert find_facing_page(pages("A02", "A03"), "A02") == "A03"
    assert find_facing_page(pages("front", "inside", "facing"), "inside") == "facing"
    assert [find_fold(paper, whole, name) for name in ("A02", "A03")] == ["right", "left"]
    assert [find_fold(upright, whole, name) for name in ("A02", "A03")] == ["left", "right"]
    assert binding_of(Paper.model_validate(PAPER | {"binding": "right"})) == "right"


@pytest.mark.parametrize(
    ("changes", "id"),
    [
        ({"first": {"columns": "1-5"}}, "off-fold"),
        ({"other": {"columns": "2-6"}}, "off-fold"),
        ({"other": {"lines": "3-28"}}, "spread-uneven"),
        ({"other": {"spread_from": "A01"}}, "spread-unanswered"),
        ({"first": {"bleed": ["right"]}}, "bleed-at-fold"),
        ({"first": {"bleed": ["top"]}}, "spread-uneven"),
        ({"first": {"show": "whole"}}, "whole-at-edge"),
    ],
)
def test_halves_that_can_t_meet_are_refused(tmp_path: Path, changes: dict[str, Any], id: str) -> None:
    with pytest.raises(Refused) as refused:
        halves(tmp_path, **changes)
    found = [problem for problem in refused.value.problems if problem.id == id]
    assert found
    assert found[0].where.line is not None


def test_pages_of_different_grids_hold_no_picture_over_both(tmp_path: Path) -> None:
    first = {"kind": "photo", "photo": "p", "columns": "3-6", "lines": "1-30", "spread_to": "A03"}
    other = {"kind": "photo", "photo": "p", "columns": "1", "lines": "1-28", "spread_from": "A02"}
    grids = {"wide": {**PAPER["grid"], "columns": 3}}
    pages = [{"name": "A02", "blocks": [first]}, {"name": "A03", "grid": "wide", "blocks": [other]}]
    with pytest.raises(Refused) as refused:
        halves(tmp_path, pages=pages, paper=paper_with(grids=grids))
    assert {"spread-grids"} <= {problem.id for problem in refused.value.problems}


# In the file


def pressed(outcome: Outcome, folder: Path) -> list[bytes]:
    scene = outcome.made.scene

    def no_face(face: object) -> Any:
        raise AssertionError(face)

    # Pages without type need no face.
    bare = tuple(
        replace(
            page,
            regions=tuple(
                replace(one, items=tuple(item for item in one.items if not isinstance(item, Line)))
                for one in page.regions
                if one.is_block
            ),
        )
        for page in scene.pages
    )
    scene = replace(scene, pages=bare, faces=(), copy=())
    return [write_pdf(scene, (page,), Resources(no_face, folder)) for page in bare]


def seen(data: bytes, dpi: int = 72) -> Image.Image:
    """A page with its bleed, in grays."""
    with pypdfium2.PdfDocument(data) as file:
        image: Image.Image = file[0].render(scale=dpi / 72).to_pil()
        return image.convert("L")


def test_in_the_file_ink_reaches_the_bleed_box_and_no_white_is_left_at_the_trim(tmp_path: Path) -> None:
    outcome = bleeding(tmp_path, ["top", "left"], columns="1-3", lines="1-20")
    Image.new("RGB", (2400, 3000), (90, 90, 90)).save(tmp_path / "photos" / "p.jpg")
    outcome = set_edition(tmp_path)[0]
    [data] = pressed(outcome, tmp_path)
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        media, bleed, trim = (
            [float(side) for side in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
    assert bleed == media
    assert trim[0] - bleed[0] == pytest.approx(BLEED / 1000, abs=0.001)
    image = seen(data, 144)
    assert max(image.crop((0, 0, 400, 400)).tobytes()) < 200  # from the corner of the media on
    assert image.getpixel((image.width - 2, 2)) == 255  # and nothing on sides that don't bleed


def test_in_the_files_of_two_pages_the_picture_goes_on_at_the_fold_without_a_pixel_lost(
    tmp_path: Path,
) -> None:
    outcome = halves(tmp_path, paper=paper_with(press={"preset": "plate", "picture_ppi": 200}))
    left, right = (seen(data, 144) for data in pressed(outcome, tmp_path))
    row = round(picture(outcome).rect.y / 1000 * 2) + 100
    across = left.crop((left.width - 200, row, left.width, row + 1)).tobytes()
    beyond = right.crop((0, row, 200, row + 1)).tobytes()
    # A ramp from dark to light, or from light to dark: it goes on at one pace, and nowhere is paper.
    values = [*across, *beyond]
    pace = (values[-1] - values[0]) / len(values)
    assert abs(pace) > 0.02
    for at in range(150, 250):
        assert values[at] == pytest.approx(values[0] + pace * at, abs=3)


def test_a_plain_photo_is_where_it_was(tmp_path: Path) -> None:
    outcome = Draft(
        blocks=[
            {"kind": "photo", "photo": "p", "columns": "1-3", "lines": "1-20"},
            block("a", "4-6", "1-30"),
        ],
        stories={"a": story("标题", running(200))},
        photos={"p": {"file": "p.jpg", "credit": "某 摄"}},
        pictures={"p.jpg": (1200, 900)},
    ).set(tmp_path)
    found = region(outcome.made.scene, "p")
    assert (found.bleeds, found.comes_from) == ((), None)
    assert picture(outcome).rect == Rect(
        GRID.column_x(1), GRID.line_y(1) + GRID.inset, GRID.span(3), picture(outcome).rect.height
    )
