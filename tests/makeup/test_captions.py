"""Captions: their edges are their picture's, one distance parts them from it and from what follows, at any place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from content.problems import Refused
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.publish import Outcome, set_edition
from layout.scene import Box, Line, Mpt, Picture, Rect, Region
from layout.scene.geometry import hull
from layout.scene.places import filled_rect
from tests.editions import PAPER, Draft, block, ids, lines, paper_with, region, running, story

GRID = make_grid(Paper.model_validate(PAPER))
LINE = 15_000
SHEET = {"caption": running(60), "credit": "某某 摄"}
OWN = ("overset", "underset", "cropped-photo", "lone-line")
"""Problems that these little pages have."""


def set_photo(folder: Path, *others: dict[str, Any], sheet: dict[str, Any] = SHEET, **more: Any) -> Outcome:
    """A photo in columns 2 to 4 and lines 11 to 30, among other blocks."""
    paper = more.pop("paper", None) or paper_with()
    photo = {"kind": "photo", "photo": "p", "id": "p", "columns": "2-4", "lines": "11-30", **more}
    return Draft(
        [*others, photo],
        {one["story"]: story("标题", running(2000)) for one in others if "story" in one},
        {"p": {"file": "p.jpg", **sheet}},
        {"p.jpg": (1200, 900)},
        paper=paper,
    ).set(folder)


def picture_of(found: Region) -> Rect:
    return next(item.rect for item in found.items if isinstance(item, Picture))


def caption_of(found: Region) -> Rect:
    """The em boxes of a caption and its credits."""
    rows = [line for line in found.lines if line.role in ("caption", "credit", "stand_in")]
    place = hull(map(filled_rect, rows))
    assert place is not None
    return place


def told(outcome: Outcome) -> list[str]:
    return [name for name in ids(outcome) if name not in OWN]


def text_under(outcome: Outcome, name: str, rect: Rect) -> Mpt:
    """The top of the em boxes of a story's first body line under a place and beside none of its columns."""
    tops = [
        filled_rect(line).y
        for line in lines(region(outcome.made.scene, name))
        if filled_rect(line).y >= rect.bottom and rect.x <= line.x < rect.right
    ]
    return min(tops)


@pytest.mark.parametrize("size", [7, 8, 9.5])
@pytest.mark.parametrize("count", [10, 60, 130])
def test_a_caption_keeps_half_a_line_from_its_picture_and_a_line_from_the_text(
    tmp_path: Path, size: float, count: int
) -> None:
    paper = paper_with(
        styles={"caption": {"face": "hei", "size": size}, "credit": {"face": "song", "size": size}}
    )
    sheet = {"caption": running(count), "credit": "某某 摄"}
    outcome = set_photo(tmp_path, block("a", "1-6", "1-50"), sheet=sheet, inside="a", paper=paper)
    found = region(outcome.made.scene, "p")
    picture, caption = picture_of(found), caption_of(found)
    assert caption.y - picture.bottom == LINE // 2
    assert text_under(outcome, "a", caption) - caption.bottom == LINE
    assert picture.y - (GRID.line_y(11) - 2_500) == LINE  # from the em boxes of the line over it
    # The control: a paper that asks for other distances.
    other = {**paper, "white": {"caption_lines": 1, "under_caption_lines": 2}}
    outcome = set_photo(tmp_path / "other", block("a", "1-6", "1-50"), sheet=sheet, inside="a", paper=other)
    found = region(outcome.made.scene, "p")
    picture, caption = picture_of(found), caption_of(found)
    assert caption.y - picture.bottom == LINE
    assert text_under(outcome, "a", caption) - caption.bottom == 2 * LINE


def test_a_photo_without_a_caption_keeps_a_line_from_the_text_under_it(tmp_path: Path) -> None:
    outcome = set_photo(tmp_path, block("a", "1-6", "1-50"), sheet={}, inside="a")
    picture = picture_of(region(outcome.made.scene, "p"))
    assert text_under(outcome, "a", picture) - picture.bottom == LINE


def test_at_the_foot_of_a_story_a_caption_stands_level_with_the_last_lines(tmp_path: Path) -> None:
    for name, frame, last in (("plain", None, "50"), ("framed", {"stroke": {}}, "49")):
        story_block = block("a", "1-6", "1-50", **({"frame": frame} if frame else {}))
        outcome = set_photo(tmp_path / name, story_block, inside="a", lines=f"31-{last}")
        found = region(outcome.made.scene, "p")
        assert caption_of(found).bottom == GRID.line_y(int(last) + 1) - 2_500


@pytest.mark.parametrize(
    ("under", "white"),
    [
        ({"kind": "story", "story": "b", "columns": "1-6", "lines": "31-50"}, LINE - 5_000),
        ({"kind": "story", "story": "b", "columns": "1-6", "lines": "32-50"}, 0),
        ({"kind": "story", "story": "b", "columns": "5-6", "lines": "31-50"}, 0),
        ({"kind": "rule", "columns": "1-6", "lines": "31"}, 0),
        ({"kind": "rule", "columns": "1-6", "lines": "31-32", "place": "top"}, LINE // 2 - 5_000),
        ({"kind": "white", "columns": "1-6", "lines": "31"}, 0),
    ],
    ids=["story", "after a line", "beside", "rule", "rule at its top", "white"],
)
def test_a_photo_outside_of_stories_gives_what_lacks_to_what_follows(
    tmp_path: Path, under: dict[str, Any], white: int
) -> None:
    found = region(set_photo(tmp_path, under).made.scene, "p")
    assert GRID.line_y(31) - 2_500 - caption_of(found).bottom == white
    assert caption_of(found).y - picture_of(found).bottom == LINE // 2


@pytest.mark.parametrize("em", [10, 10.3])
def test_captions_and_credits_have_the_edges_of_their_picture(tmp_path: Path, em: float) -> None:
    paper = paper_with(grid={"column_em": em})
    for more in ({}, {"caption_legs": 2}, {"columns": "3"}):
        found = region(set_photo(tmp_path / str(more), paper=paper, **more).made.scene, "p")
        picture = picture_of(found)
        own = lines(found, "caption")
        assert min(line.x for line in own) == picture.x
        assert max(line.x + line.measure for line in own) == picture.right
        assert [line.x + line.width for line in lines(found, "credit")] == [picture.right]
        full = [line for line in own if line.justified]
        assert {line.x + line.width for line in full} <= {line.x + line.measure for line in own}


@pytest.mark.parametrize("captions", ["each", "together"])
def test_the_captions_of_a_group_have_the_edges_of_its_pictures_or_its_own(
    tmp_path: Path, captions: str
) -> None:
    group = {
        "kind": "photo-group",
        "photos": ["p", "q", "r"],
        "id": "g",
        "columns": "1-5",
        "lines": "1-30",
        "captions": captions,
        "shares": [2, 3, 2],
    }
    photos: dict[str, dict[str, Any] | str] = {
        name: {"file": "p.jpg", "caption": running(count), "credit": "某 摄"}
        for name, count in (("p", 10), ("q", 70), ("r", 40))
    }
    draft = Draft([group], {}, photos, {"p.jpg": (1200, 900)})
    found = region(draft.set(tmp_path).made.scene, "g")
    pictures = [item for item in found.items if isinstance(item, Picture)]
    assert len({(item.rect.y, item.rect.bottom) for item in pictures}) == 1
    top = pictures[0].rect.bottom + LINE // 2
    rows = [line for line in found.lines if line.role in ("caption", "credit")]
    for item in pictures:
        own = [line for line in rows if line.span is not None and line.span.story == item.photo]
        left, right = (
            (item.rect.x, item.rect.right) if captions == "each" else (0, GRID.column_x(5) + 100_000)
        )
        assert {line.x + line.width for line in own if line.role == "credit"} == {right}
        if captions == "each":
            assert {line.x for line in own if line.role == "caption"} == {left}
            assert min(filled_rect(line).y for line in own) == top
    assert max(filled_rect(line).bottom for line in rows) == GRID.line_y(31) - 2_500


def test_between_the_rows_of_a_group_captions_keep_a_line_from_the_next_picture(tmp_path: Path) -> None:
    group = {
        "kind": "photo-group",
        "photos": ["p", "q"],
        "id": "g",
        "columns": "1-3",
        "lines": "1-40",
        "across": 1,
    }
    photos: dict[str, dict[str, Any] | str] = {n: {"file": "p.jpg", "caption": running(9)} for n in "pq"}

    def white(name: str, **more: object) -> Mpt:
        found = region(
            Draft([{**group, **more}], {}, photos, {"p.jpg": (1200, 900)}).set(tmp_path / name).made.scene,
            "g",
        )
        _, lower = sorted(
            (item.rect for item in found.items if isinstance(item, Picture)), key=lambda rect: rect.y
        )
        return lower.y - min(filled_rect(line).bottom for line in lines(found, "caption"))

    assert white("line") == LINE
    assert white("more", gap_em=3) == 30_000


def test_photos_side_by_side_meet_the_edges_of_the_legs_over_them(tmp_path: Path) -> None:
    """Five columns as three legs: 17 em and gutters of 1.5 em."""
    group = {"kind": "photo-group", "photos": ["p", "q", "r"], "id": "g", "columns": "1-5", "lines": "32-50"}
    photos: dict[str, dict[str, Any] | str] = {n: {"file": "p.jpg"} for n in "pqr"}

    def edges(name: str, columns: str, **more: object) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        draft = Draft(
            [block("a", columns, "1-30", legs=3), {**group, **more}],
            {"a": story("标题", running(900))},
            photos,
            {"p.jpg": (1200, 900)},
        )
        scene = draft.set(tmp_path / name).made.scene
        pictures = [item.rect for item in region(scene, "g").items if isinstance(item, Picture)]
        return {leg.across for leg in region(scene, "a").legs}, {rect.across for rect in pictures}

    legs, pictures = edges("same", "1-5")
    assert legs == pictures
    _, pictures = edges("shares", "1-4", shares=[2, 1, 2])
    ends = ((1, 2), (3, 3), (4, 5))
    assert pictures == {(GRID.column_x(first), GRID.column_x(last) + 100_000) for first, last in ends}
    for name, columns, more in (("other", "1-4", {}), ("asked", "1-5", {"gap_em": 1})):
        legs, pictures = edges(name, columns, **more)
        assert legs != pictures


PLACES = ("below", "above", "left", "right")


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("paper", ["horizontal", "vertical"])
def test_a_caption_stands_at_the_side_that_its_block_says(
    tmp_path: Path, paper: str, place: str, writing: str
) -> None:
    of_paper = paper_with(grid={"writing": paper, "lines": 40})
    more: dict[str, Any] = {"caption_place": place, "caption_writing": writing}
    outcome = set_photo(tmp_path, paper=of_paper, sheet={"caption": running(40), "credit": "某某 摄"}, **more)
    assert told(outcome) == []
    found = region(outcome.made.scene, "p")
    picture, caption = picture_of(found), caption_of(found)
    assert {line.vertical for line in lines(found, "caption")} == {writing == "vertical"}
    gaps = {
        "below": caption.y - picture.bottom,
        "above": picture.y - caption.bottom,
        "left": picture.x - caption.right,
        "right": caption.x - picture.right,
    }
    assert [side for side, gap in gaps.items() if gap > 0] == [place]
    in_line = (place in ("below", "above")) == (writing == "horizontal")
    if in_line:
        assert gaps[place] == LINE // 2
        along, own = (
            (picture.across, caption.across) if writing == "horizontal" else (picture.down, caption.down)
        )
        assert own == along
    else:
        assert gaps[place] >= 10_000
    # All of it stands in its block, whose edges it has.
    whole = hull([picture, caption])
    assert whole is not None
    inner = found.frame
    assert (
        inner.x <= whole.x
        and whole.right <= inner.right
        and inner.y <= whole.y
        and whole.bottom <= inner.bottom
    )


def test_a_caption_beside_its_picture_takes_a_column_and_ends_with_it(tmp_path: Path) -> None:
    for place, column in (("left", 2), ("right", 4)):
        found = region(set_photo(tmp_path / place, caption_place=place).made.scene, "p")
        picture = picture_of(found)
        assert {(line.x, line.measure) for line in lines(found, "caption")} == {
            (GRID.column_x(column), 100_000)
        }
        assert picture.width == GRID.span(2)
        assert caption_of(found).bottom == picture.bottom == GRID.line_y(31) - 2_500
    narrow = region(set_photo(tmp_path / "em", caption_place="left", caption_em=7).made.scene, "p")
    assert {line.measure for line in lines(narrow, "caption")} == {70_000}
    assert picture_of(narrow).x == GRID.column_x(2) + 80_000


@pytest.mark.parametrize(
    ("more", "field", "what"),
    [
        ({"caption_place": "left", "caption_em": 31}, "caption_em", "the photo 0.0 of the body's"),
        ({"caption_place": "left", "caption_em": 4}, "caption_em", "would have 5.0 em of its type"),
        ({"caption_place": "right", "columns": "2"}, "caption_place", "would have"),
        ({"caption_place": "left", "lines": "11-13"}, "caption_place", "pt deep, the photo 40.0 pt"),
        ({"caption_place": "above", "lines": "11-12"}, "lines", "leaves no room for the photo"),
        ({"caption_place": "on", "lines": "11-12"}, "caption_place", "The caption on the photo takes"),
    ],
)
def test_a_caption_without_room_is_told_where_it_is_asked_for(
    tmp_path: Path, more: dict[str, Any], field: str, what: str
) -> None:
    if more.get("columns") == "2":
        more = {**more, "paper": paper_with(grid={"column_em": 5})}
    outcome = set_photo(tmp_path, **more)
    found = [problem for problem in outcome.problems if problem.id == "no-room"]
    assert [problem.where.field for problem in found] == [field]
    assert what in found[0].what and found[0].severity == "press"
    assert "copy-lost" not in ids(outcome)


@pytest.mark.parametrize(
    ("white", "sheet", "told_of"),
    [
        ({"under_caption_lines": 40}, {}, "The white under the photo leaves it 0.0 pt"),
        ({"under_caption_lines": 40}, SHEET, "leaves no room for the photo"),
        ({"caption_lines": 40}, SHEET, "leaves no room for the photo"),
        ({"caption_lines": 40}, {}, None),
    ],
)
def test_white_that_leaves_a_photo_no_room_is_told(
    tmp_path: Path, white: dict[str, Any], sheet: dict[str, Any], told_of: str | None
) -> None:
    outcome = set_photo(
        tmp_path, block("a", "1-6", "1-50"), sheet=sheet, inside="a", paper=paper_with(white=white)
    )
    found = [problem for problem in outcome.problems if problem.id == "no-room"]
    assert len(found) == (told_of is not None)
    if told_of is not None:
        assert told_of in found[0].what and found[0].where.field == "lines"
    assert "copy-lost" not in ids(outcome)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"caption_corner": "top-left"}, "caption_corner"),
        ({"caption_tint": "white"}, "caption_tint"),
        ({"caption_em": 9}, "caption_em"),
        ({"caption_em": 9, "caption_place": "left", "caption_writing": "vertical"}, "caption_em"),
        ({"caption_place": "on", "wrap": "outline"}, "caption_place"),
        ({"caption_place": "on", "caption_tint": "none"}, "caption_tint"),
    ],
)
def test_keys_of_another_place_are_refused(tmp_path: Path, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        set_photo(tmp_path, **more)
    assert field in [(problem.where.field or "").rpartition(".")[2] for problem in refused.value.problems]


WHITE_TYPE = paper_with(
    styles={
        "caption": {"face": "hei", "size": 8, "leading": 12, "ink": "white"},
        "credit": {"face": "song", "size": 8, "leading": 12, "ink": "white"},
    }
)


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_a_caption_on_its_picture_stands_in_a_corner_on_its_tint(
    tmp_path: Path, corner: str, writing: str
) -> None:
    outcome = set_photo(
        tmp_path,
        sheet={"caption": running(12), "credit": "某某 摄"},
        paper=WHITE_TYPE,
        caption_place="on",
        caption_corner=corner,
        caption_tint="black",
        caption_writing=writing,
    )
    assert told(outcome) == []
    found = region(outcome.made.scene, "p")
    picture = picture_of(found)
    [ground] = [item.rect for item in found.items if isinstance(item, Box)]
    caption = caption_of(found)
    assert (picture.y, picture.bottom) == (GRID.line_y(11) + 2_500, GRID.line_y(31) - 2_500)
    # Half an em of the type round the tint, and in it.
    whites = {
        "top": ground.y - picture.y,
        "bottom": picture.bottom - ground.bottom,
        "left": ground.x - picture.x,
        "right": picture.right - ground.right,
    }
    assert [side for side, white in whites.items() if white == 4_000] == [
        side for side in whites if side in corner.split("-")
    ]
    inside = (
        caption.x - ground.x,
        caption.y - ground.y,
        ground.right - caption.right,
        ground.bottom - caption.bottom,
    )
    assert inside == (4_000,) * 4


@pytest.mark.parametrize(
    ("ground", "ink", "more", "faint"),
    [
        (20, "white", {}, False),
        (250, "white", {}, True),
        (250, "black", {}, False),
        (20, "black", {}, True),
        (250, "white", {"caption_tint": "black"}, False),
        (20, "black", {"caption_tint": "black"}, True),
    ],
)
def test_type_on_a_picture_is_told_where_it_is_hardly_seen(
    tmp_path: Path, ground: int, ink: str, more: dict[str, Any], faint: bool
) -> None:
    """A picture that is light or dark at its foot, and the contrary elsewhere."""
    (tmp_path / "photos").mkdir()
    image = Image.new("L", (1200, 900), 255 - ground)
    image.paste(ground, (0, 500, 1200, 900))
    image.save(tmp_path / "photos/p.jpg", quality=95)
    styles = {name: {"face": "hei", "size": 8, "ink": ink} for name in ("caption", "credit")}
    outcome = set_photo(
        tmp_path,
        sheet={"caption": running(12)},
        paper=paper_with(styles=styles),
        caption_place="on",
        **more,
    )
    assert told(outcome) == ["faint-on-picture"] * faint
    if faint:
        (problem,) = [problem for problem in outcome.problems if problem.id == "faint-on-picture"]
        assert (problem.where.photo, problem.where.field) == ("p", "caption_place")
        assert "of 1." in problem.what


@pytest.mark.parametrize("faint", [False, True])
def test_no_character_of_a_caption_is_lost_on_its_picture(tmp_path: Path, faint: bool) -> None:
    """White on dark, with one light spot under the type, or beside it; in a JPEG so large that it is not read whole."""
    (tmp_path / "photos").mkdir()
    image = Image.new("L", (6000, 4500), 20)
    image.paste(150, (700, 4100, 950, 4400) if faint else (700, 200, 950, 500))
    turned = image.transpose(Image.Transpose.ROTATE_90)
    turned.getexif()[0x0112] = 6  # it is looked at turned clockwise
    turned.save(tmp_path / "photos/p.jpg", quality=90, exif=turned.getexif())
    styles = {name: {"face": "hei", "size": 8, "ink": "white"} for name in ("caption", "credit")}
    sheet = {"caption": running(12), "credit": "某 摄"}
    outcome = set_photo(tmp_path, sheet=sheet, paper=paper_with(styles=styles), caption_place="on")
    assert told(outcome) == ["faint-on-picture"] * faint
    if faint:
        (problem,) = [problem for problem in outcome.problems if problem.id == "faint-on-picture"]
        # It would do on the mean.
        assert "3.0 to 1 in places" in problem.what


def test_each_caption_of_a_group_is_read_on_its_own_picture(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for name, gray in (("p", 20), ("q", 250)):
        Image.new("L", (1200, 900), gray).save(tmp_path / f"photos/{name}.png")
    group = {
        "kind": "photo-group",
        "photos": ["p", "q", "r"],
        "columns": "1-6",
        "lines": "11-30",
        "caption_place": "on",
    }
    draft = Draft(
        [{**group, "caption_corner": "top-left"}],
        photos={name: {"file": f"{name}.png", "caption": "湖边的早晨"} for name in "pqr"},
        paper=WHITE_TYPE,
    )
    outcome = set_edition(draft.write(tmp_path))[0]
    # What stands in for a missing picture is read by nobody.
    found = [problem.where for problem in outcome.problems if problem.id == "faint-on-picture"]
    assert [(where.photo, where.field) for where in found] == [("q", "caption_place")]
    assert found[0].line is not None


def test_a_credit_too_long_for_its_row_is_broken_between_names(tmp_path: Path) -> None:
    """A photo of one column: 100 pt are 12 characters of 8 pt."""

    def rows(name: str, credit: str) -> tuple[list[str], list[str]]:
        outcome = set_photo(tmp_path / name, sheet={"caption": "湖。", "credit": credit}, columns="2")
        found = region(outcome.made.scene, "p")
        own = lines(found, "credit")
        assert {line.x + line.width for line in own} == {picture_of(found).right} or "overfull" in ids(
            outcome
        )
        return [line.text for line in own], told(outcome)

    assert rows("short", "朱梦琪、史莲寅 摄") == (["朱梦琪、史莲寅 摄"], [])
    assert rows("names", "朱梦琪、史莲寅、王 晨、欧阳长河 摄") == (
        ["朱梦琪、史莲寅、王 晨、", "欧阳长河 摄"],
        [],
    )
    assert rows("spaces", "朱梦琪 史莲寅 徐芊卉 欧阳长河 摄") == (["朱梦琪 史莲寅 徐芊卉", "欧阳长河 摄"], [])
    # What has no place to be parted at is overfull as before.
    assert rows("whole", "宇" * 13) == (["宇" * 13], ["overfull"])


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_text_runs_on_beside_a_credit_under_an_outline(tmp_path: Path, writing: str) -> None:
    """Only the credit's own width is kept free, and the whole of a caption's rows."""
    diamond = [[0.5, 0], [1, 0.5], [0.5, 1], [0, 0.5]]

    def beside(name: str, sheet: dict[str, Any]) -> list[Line]:
        outcome = set_photo(
            tmp_path / name,
            block("a", "1-6", "1-40", legs=2),
            sheet={**sheet, "outline": diamond},
            inside="a",
            wrap="outline",
            paper=paper_with(grid={"writing": writing, "lines": 40}, styles={}),
        )
        assert "lies-over" not in ids(outcome)
        found = region(outcome.made.scene, "p")
        own, rect = caption_of(found), picture_of(found)
        near = []
        for line in lines(region(outcome.made.scene, "a")):
            place = filled_rect(line)
            level = place.y < own.bottom and place.bottom > own.y
            if level and place.x < rect.right and place.right > rect.x:
                near.append(line)
        return near

    assert len(beside("credit", {"credit": "某 摄"})) > len(beside("caption", {"caption": running(20)}))
