"""Photos with captions too wide or too far, without a credit, apart from their story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from layout.publish import Outcome
from tests.editions import block, lines, region, running, story
from tests.objections.pages import copy, fixed, found, head, page, picture, rule


def photo_page(folder: Path, sheet: dict[str, Any], white: float = 0.5, **more: object) -> Outcome:
    """A photo of two columns, 210 pt wide, with captions of 8 pt so many lines of 15 pt under it."""
    paper = fixed(
        styles={"caption": {"face": "hei", "size": 8, "leading": 12}}, white={"caption_lines": white}
    )
    photos = {"p": {"file": "p.jpg", **sheet}}
    return page(folder, [picture("p", "1-2", "1-20", **more)], {}, photos=photos, paper=paper)


def test_a_credit_that_reaches_out_beyond_its_photo(tmp_path: Path) -> None:
    wide = photo_page(tmp_path / "wide", {"credit": running(30)}).made.scene
    (one,) = found(wide, "wide-caption")
    assert one.blocks == ("p",)
    assert one.places[0].width == 30 * 8_000 - 4_000  # a stop at a line's end is half an em
    out = 236_000 - 210_000
    assert f"{out * 25.4 / 72_000:.1f} mm" in one.message
    assert not found(wide, "wide-caption", caption_wider_mm=9.2)
    fits = photo_page(tmp_path / "fits", {"credit": running(26)}).made.scene
    assert not found(fits, "wide-caption")


def test_a_caption_with_too_much_white_over_it(tmp_path: Path) -> None:
    sheet = {"caption": running(20), "credit": "某某摄"}
    apart = photo_page(tmp_path / "apart", sheet, white=1.2).made.scene
    (one,) = found(apart, "caption-apart")
    caption, photo = one.places
    (line,) = lines(region(apart, "p"), "caption")
    assert caption.y < line.baseline < caption.bottom
    assert caption.y - photo.bottom > 16_000
    near = photo_page(tmp_path / "near", sheet, white=1).made.scene
    assert not found(near, "caption-apart")


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ({}, True),
        ({"caption": "湖边的楼。"}, True),
        ({"caption": "他摄下了湖边的楼，后来楼拆了，湖还在，来看湖的人一年比一年多。"}, True),
        ({"credit": "某某摄"}, False),
        ({"caption": "湖边的楼。某某摄"}, False),
        ({"stand_in": "（替代图）"}, False),
    ],
)
def test_a_photo_without_a_credit(tmp_path: Path, sheet: dict[str, Any], told: bool) -> None:
    scene = photo_page(tmp_path, sheet).made.scene
    assert [one.blocks for one in found(scene, "missing-credit")] == [("p",)] * told
    if told:
        assert found(scene, "missing-credit")[0].places == (region(scene, "p").frame,)


@pytest.mark.parametrize(
    ("photo", "more", "told"),
    [
        (("1-2", "11-20"), [], False),
        (("1-2", "13-20"), [], False),
        (("1-2", "15-25"), [], True),
        (("1-2", "12-20"), [rule("1-2", "11")], True),
        (("5-6", "1-10"), [], False),
        (("5-6", "11-20"), [], True),
    ],
    ids=["under it", "two lines off", "four lines off", "behind a rule", "beside it", "at its corner"],
)
def test_a_photo_apart_from_its_story(
    tmp_path: Path, photo: tuple[str, str], more: list[dict[str, Any]], told: bool
) -> None:
    blocks = [block("a", "1-4", "1-10"), picture("p", *photo, goes_with="a"), *more]
    sheet = {"p": {"file": "p.jpg", "credit": "某某摄"}}
    scene = page(tmp_path, blocks, {"a": story(head(4), copy(28))}, photos=sheet).made.scene
    objections = found(scene, "photo-apart")
    assert [one.blocks for one in objections] == [("p", "a")] * told
    if told:
        assert ("22.0 mm" in objections[0].message) is (photo == ("1-2", "15-25"))


def test_a_photo_that_goes_with_no_story_or_stands_in_its_own_is_apart_from_none(tmp_path: Path) -> None:
    sheet = {"p": {"file": "p.jpg", "credit": "某某摄"}}
    free = [block("a", "1-4", "1-10"), picture("p", "1-2", "30-40")]
    stories = {"a": story(head(4), copy(28))}
    assert not found(page(tmp_path / "free", free, stories, photos=sheet).made.scene, "photo-apart")
    inside = [block("a", "1-4", "1-30"), picture("p", "2-3", "10-20", inside="a")]
    stories = {"a": story(head(4), copy(80))}
    assert not found(page(tmp_path / "inside", inside, stories, photos=sheet).made.scene, "photo-apart")


def test_a_group_of_photos_without_any_credit(tmp_path: Path) -> None:
    def told(folder: str, *credits: str) -> list[tuple[str, ...]]:
        names = [f"p{at}" for at in range(len(credits))]
        group = {"kind": "photo-group", "photos": names, "columns": "1-4", "lines": "1-20", "id": "g"}
        photos: dict[str, dict[str, Any] | str] = {
            name: {"file": f"{name}.jpg", "caption": "湖。", **({"credit": credit} if credit else {})}
            for name, credit in zip(names, credits, strict=True)
        }
        scene = page(tmp_path / folder, [group], {}, photos=photos).made.scene
        return [one.blocks for one in found(scene, "missing-credit")]

    assert told("none", "", "") == [("g",)]
    assert told("one", "", "本组图片由某某摄") == []
