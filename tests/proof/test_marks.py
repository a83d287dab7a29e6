"""A proof shows its problems: oversets and missing photos where they are, all of them in a list below the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import reportlab
from PIL import Image

from content.problems import Place, Problem, Refused
from layout.proof.marks import AMBER, MOST, PAPER, RED, WHITE, Lettering, Scale, mark
from layout.scene import Overset, Page, Picture, Rect, Region
from tests.proof.scenes import COPY, scene, story

FACE = Lettering(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
SCALE = Scale(144)
OVER = Overset(2, 21, "围绕自身产业特色", ())
BLANK = Image.new("RGB", (480, 320), (255, 255, 255))


def problem(
    id: str = "overset", severity: str = "press", page: str | None = "A01", block: str | None = "lead"
) -> Problem:
    return Problem(id, severity, "Something is wrong.", Place(page=page, block=block), "mend it")  # type: ignore[arg-type]


def page_of(*regions: Region) -> Page:
    return scene(*regions).pages[0]


def counted(
    picture: Image.Image, colour: tuple[int, int, int], box: tuple[int, int, int, int] | None = None
) -> int:
    part = picture.crop(box) if box else picture
    return sum(count for count, value in part.getcolors(1 << 20) or [] if value == colour)


def test_a_page_without_a_problem_is_left_alone() -> None:
    marked = mark(BLANK, page_of(story(*COPY)), [], SCALE, FACE)
    assert marked.tobytes() == BLANK.tobytes()


def test_an_overset_frames_its_region_with_a_band_at_its_foot() -> None:
    region = story(*COPY, overset=OVER)
    marked = mark(BLANK, page_of(region), [], SCALE, FACE)
    left, top, right, bottom = SCALE.box(region.frame)
    band = counted(marked, RED, (left, bottom + 2, right, bottom + 14))
    assert band > (right - left) * 12 * 0.6
    assert marked.getpixel((left - 4, top + 20)) == marked.getpixel((right + 4, top + 20)) == RED
    assert counted(marked, WHITE, (left, top, right, bottom)) == (right - left) * (bottom - top), (
        "text is covered"
    )
    assert BLANK.getcolors() == [(480 * 320, (255, 255, 255))], "the picture that was given is not drawn on"


def test_marks_follow_the_trim_when_the_picture_has_bleed() -> None:
    region = story(*COPY, overset=OVER)
    plain = mark(BLANK, page_of(region), [], SCALE, FACE)
    wide = mark(Image.new("RGB", (500, 340), "white"), page_of(region), [], Scale(144, (10, 10)), FACE)
    assert wide.crop((10, 10, 490, 330)).tobytes() == plain.tobytes()


def test_a_photo_that_is_missing_has_a_red_tag_and_one_that_is_there_has_none() -> None:
    frame = Rect(36_000, 45_000, 100_000, 60_000)
    missing = Region("p1", "photo", "campus", "zh-Hans", frame, ())
    left, top, _, _ = SCALE.box(frame)
    tag = (left, top, left + 30, top + 12)
    assert counted(mark(BLANK, page_of(missing), [], SCALE, FACE), RED, tag) > 100
    there = replace(missing, items=(Picture("campus", "campus.jpg", "0" * 64, frame, (0, 0, 1, 1), ""),))
    assert mark(BLANK, page_of(there), [], SCALE, FACE).tobytes() == BLANK.tobytes()


def test_any_other_problem_of_a_block_is_framed_red_if_it_holds_the_press_amber_if_not() -> None:
    for severity, colour in (("press", RED), ("warning", AMBER)):
        marked = mark(BLANK, page_of(story(*COPY)), [problem("no-room", severity)], SCALE, FACE)
        left, top, _, _ = SCALE.box(story(*COPY).frame)
        assert marked.getpixel((left - 4, top + 40)) == colour


def test_problems_are_listed_below_the_page_which_stays_whole() -> None:
    page = page_of(story(*COPY))
    one = mark(BLANK, page, [problem(page=None, block=None)], SCALE, FACE)
    two = mark(BLANK, page, [problem(page=None, block=None)] * 2, SCALE, FACE)
    assert one.crop((0, 0, 480, 320)).tobytes() == BLANK.tobytes()
    assert two.height > one.height > 320
    strip = (0, 320, 480, one.height)
    assert counted(one, PAPER, strip) > 0 < counted(one, RED, strip)


def test_a_long_list_is_cut_and_says_so() -> None:
    page = page_of(story(*COPY))
    most, more = (mark(BLANK, page, [problem(page=None)] * n, SCALE, FACE) for n in (MOST + 1, MOST + 50))
    assert most.height == more.height


def test_problems_of_another_page_are_not_shown() -> None:
    marked = mark(BLANK, page_of(story(*COPY)), [problem(page="A02")], SCALE, FACE)
    assert marked.tobytes() == BLANK.tobytes()


def test_a_face_that_can_not_be_opened_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no face")
    with pytest.raises(Refused) as refused:
        mark(BLANK, page_of(story(*COPY)), [problem()], SCALE, Lettering(tmp_path / "broken.ttf"))
    assert refused.value.problems[0].id == "proof-face"
