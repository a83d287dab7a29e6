"""A proof shows its problems: oversets and missing photos where they are, all of them in a list below the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import reportlab
from PIL import Image

from content.problems import Place, Problem, Refused
from layout.proof.flags import FlagGround, do_overlap, list_printed, place_flag
from layout.proof.marks import AMBER, MOST, PAPER, RED, WHITE, Lettering, Scale, mark_problems
from layout.scene import Overset, Page, Picture, Rect, Region
from tests.proof.scenes import COPY, down, scene, set_line, small, story

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
    marked = mark_problems(BLANK, page_of(story(*COPY)), [], SCALE, FACE)
    assert marked.tobytes() == BLANK.tobytes()


def test_an_overset_frames_its_region_with_a_band_at_its_foot() -> None:
    region = story(*COPY, overset=OVER)
    marked = mark_problems(BLANK, page_of(region), [], SCALE, FACE)
    left, top, right, bottom = SCALE.box(region.frame)
    band = counted(marked, RED, (left, bottom + 2, right, bottom + 14))
    assert band > (right - left) * 12 * 0.6
    assert marked.getpixel((left - 4, top + 20)) == marked.getpixel((right + 4, top + 20)) == RED
    assert counted(marked, WHITE, (left, top, right, bottom)) == (right - left) * (bottom - top), (
        "text is covered"
    )
    assert BLANK.getcolors() == [(480 * 320, (255, 255, 255))], "the picture that was given is not drawn on"


def test_a_region_of_several_rectangles_is_framed_round_each_with_its_band_at_the_deepest() -> None:
    """An L: what is over is told under its foot, not across its own lines."""
    first, second = Rect(36_000, 36_000, 120_000, 40_000), Rect(36_000, 76_000, 50_000, 40_000)
    region = replace(story(*COPY, overset=OVER), frame=first, areas=(first, second))
    marked = mark_problems(BLANK, page_of(region), [], SCALE, FACE)
    for rect in (first, second):
        left, top, right, bottom = SCALE.box(rect)
        assert marked.getpixel((right + 4, (top + bottom) // 2)) == RED
    left, _, right, bottom = SCALE.box(second)
    assert counted(marked, RED, (left, bottom + 2, right, bottom + 14)) > (right - left) * 12 * 0.5
    _, _, wide, foot = SCALE.box(first)
    assert counted(marked, RED, (right + 8, foot + 6, wide, foot + 14)) == 0


def test_marks_follow_the_trim_when_the_picture_has_bleed() -> None:
    region = story(*COPY, overset=OVER)
    plain = mark_problems(BLANK, page_of(region), [], SCALE, FACE)
    wide = mark_problems(
        Image.new("RGB", (500, 340), "white"), page_of(region), [], Scale(144, (10, 10)), FACE
    )
    assert wide.crop((10, 10, 490, 330)).tobytes() == plain.tobytes()


def test_a_photo_that_is_missing_has_a_red_tag_and_one_that_is_there_has_none() -> None:
    frame = Rect(36_000, 45_000, 100_000, 60_000)
    missing = Region("p1", "photo", "campus", "zh-Hans", frame, ())
    left, top, _, _ = SCALE.box(frame)
    tag = (left, top, left + 30, top + 12)
    assert counted(mark_problems(BLANK, page_of(missing), [], SCALE, FACE), RED, tag) > 100
    there = replace(missing, items=(Picture("campus", "campus.jpg", "0" * 64, frame, (0, 0, 1, 1), ""),))
    assert mark_problems(BLANK, page_of(there), [], SCALE, FACE).tobytes() == BLANK.tobytes()


def test_any_other_problem_of_a_block_is_framed_red_if_it_holds_the_press_amber_if_not() -> None:
    for severity, colour in (("press", RED), ("warning", AMBER)):
        marked = mark_problems(BLANK, page_of(story(*COPY)), [problem("no-room", severity)], SCALE, FACE)
        left, top, _, _ = SCALE.box(story(*COPY).frame)
        assert marked.getpixel((left - 4, top + 40)) == colour


def test_a_flag_stands_in_the_margin_with_a_leader_to_its_frame_and_covers_no_type() -> None:
    for severity, colour in (("press", RED), ("warning", AMBER)):
        region = story(*COPY)
        left, top, right, bottom = SCALE.box(region.frame)
        marked = mark_problems(BLANK, page_of(region), [problem("no-room", severity)], SCALE, FACE)
        flag = counted(marked, colour, (0, 0, left - 8, 320))
        assert flag > 200, "no flag left of the type area"
        assert counted(marked, WHITE, (left, top, right, bottom)) == (right - left) * (bottom - top)
        assert counted(marked, WHITE, (right + 8, 0, 480, 320)) == (480 - right - 8) * 320


def test_a_flag_stands_in_the_margin_that_is_nearer() -> None:
    left = story(*COPY)
    right = replace(story(*COPY), id="right", frame=Rect(120_000, 45_000, 80_000, 40_000), items=())
    left = replace(left, frame=Rect(36_000, 45_000, 80_000, 40_000), items=())
    marked = mark_problems(BLANK, page_of(left, right), [problem("no-room", block="right")], SCALE, FACE)
    assert counted(marked, RED, (408, 0, 480, 320)) > 200
    assert counted(marked, RED, (0, 0, 72, 320)) == 0


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_flag_has_fewer_numbers_where_the_margin_is_too_narrow_for_all(count: int) -> None:
    """The margins are 46 pixels wide; three numbers and the dots behind them are wider than that."""
    narrow = replace(story(*COPY), frame=Rect(23_000, 45_000, 194_000, 80_000), items=())
    left, _, right, _ = SCALE.box(narrow.frame)
    marked = mark_problems(BLANK, page_of(narrow), [problem("no-room")] * count, SCALE, FACE)
    assert counted(marked, RED, (0, 0, left - 6, 320)) + counted(marked, RED, (right + 6, 0, 480, 320)) > 200


def test_flags_of_neighbours_do_not_lie_on_each_other() -> None:
    taken: list[tuple[int, int, int, int]] = []
    ground = FlagGround(480, 320, (72, 90, 400, 300), ())
    for _ in range(6):
        flag = place_flag((72, 90, 200, 300), (20, 24), ground, taken)
        assert flag is not None and flag.leader is not None
        assert not any(do_overlap(flag.box, other) for other in taken)
        assert flag.box[0] >= 0 and not do_overlap(flag.box, ground.area)
        taken.append(flag.box)


def test_a_leader_takes_the_white_between_lines_and_is_left_out_where_there_is_none() -> None:
    frame, area = (200, 90, 300, 200), (72, 90, 400, 300)
    lines = tuple((72, y, 190, y + 20) for y in range(90, 200, 30))
    flag = place_flag(frame, (20, 24), FlagGround(410, 320, area, lines), [])
    assert flag is not None and flag.leader is not None
    assert flag.leader[:2] == (flag.box[2], frame[0])
    assert not any(top <= flag.leader[2] < bottom for _, top, _, bottom in lines)
    photo = ((72, 80, 190, 220),)
    flag = place_flag(frame, (20, 24), FlagGround(410, 320, area, photo), [])
    assert flag is not None and flag.leader is None
    flag = place_flag(frame, (20, 24), FlagGround(480, 320, area, photo), [])
    assert flag is not None and flag.leader is not None, "the other margin has a way"
    assert flag.leader[:2] == (300, flag.box[0]) and flag.box[0] > 400


def test_there_is_no_flag_where_no_margin_has_room() -> None:
    assert place_flag((5, 90, 200, 300), (20, 24), FlagGround(410, 320, (5, 90, 400, 300), ()), []) is None


def test_what_is_printed_is_where_the_type_is() -> None:
    [first, *_] = list_printed(page_of(story(*COPY)))
    line = set_line(COPY[0])
    assert (first.x, first.y, first.width, first.height) == (
        line.x,
        line.baseline - 9_240,
        line.width,
        10_500,
    )


def test_what_is_printed_of_a_vertical_line_runs_downward() -> None:
    (line,) = down("底蕴深厚")
    [plain] = list_printed(page_of(replace(story(), items=(line,))))
    assert plain == Rect(line.x - 5_250, line.baseline, 10_500, 4 * 10_500)
    noted = replace(line, runs=(*line.runs, small("dǐ", line, 0, 5_000)))
    [wider] = list_printed(page_of(replace(story(), items=(noted,))))
    assert wider == replace(plain, width=5_250 + 8_000 + 2_500)


def test_an_overset_has_its_band_only_where_nothing_stands_below_it() -> None:
    region = story(*COPY, overset=OVER)
    below = replace(story(*COPY), id="below", frame=replace(region.frame, y=region.frame.bottom), items=())
    left, top, right, bottom = SCALE.box(region.frame)
    marked = mark_problems(BLANK, page_of(region, below), [problem()], SCALE, FACE)
    inside = (left, bottom + 6, right, SCALE.box(below.frame)[3])
    assert counted(marked, RED, inside) == 0, "the band lies on the block below"
    assert counted(marked, RED, (0, 0, left - 8, 320)) > 200, "a flag stands for it"
    # A picture that ends with the region has no room below it either.
    cut = mark_problems(BLANK.crop((0, 0, 480, bottom + 6)), page_of(region), [], SCALE, FACE)
    assert counted(cut, WHITE, (left, top, right, bottom)) == (right - left) * (bottom - top)


def test_the_tag_of_a_missing_photo_has_its_number() -> None:
    region = Region("p1", "photo", "campus", "zh-Hans", Rect(36_000, 45_000, 100_000, 60_000), ())
    box = SCALE.box(region.frame)
    own, other = (
        mark_problems(
            BLANK,
            page_of(region),
            [Problem("missing-photo", "press", "It is missing.", where, "add it")],
            SCALE,
            FACE,
        )
        for where in (Place(file="photos/campus.yaml"), Place(file="photos/other.yaml"))
    )
    assert own.crop(box).tobytes() != other.crop(box).tobytes()


def test_the_list_numbers_problems_as_the_flags_do() -> None:
    page = page_of(story(*COPY))
    one, other = problem("no-room"), problem("overfull", page=None, block=None)
    first, second = (mark_problems(BLANK, page, found, SCALE, FACE) for found in ([one, other], [other, one]))
    box = (0, 0, SCALE.box(story(*COPY).frame)[0] - 8, 320)
    assert first.crop(box).tobytes() != second.crop(box).tobytes(), "1 and 2 look the same"


def test_problems_are_listed_below_the_page_which_stays_whole() -> None:
    page = page_of(story(*COPY))
    one = mark_problems(BLANK, page, [problem(page=None, block=None)], SCALE, FACE)
    two = mark_problems(BLANK, page, [problem(page=None, block=None)] * 2, SCALE, FACE)
    assert one.crop((0, 0, 480, 320)).tobytes() == BLANK.tobytes()
    assert two.height > one.height > 320
    strip = (0, 320, 480, one.height)
    assert counted(one, PAPER, strip) > 0 < counted(one, RED, strip)


def test_a_long_list_is_cut_and_says_so() -> None:
    page = page_of(story(*COPY))
    most, more = (
        mark_problems(BLANK, page, [problem(page=None)] * n, SCALE, FACE) for n in (MOST + 1, MOST + 50)
    )
    assert most.height == more.height


def test_problems_of_another_page_are_not_shown() -> None:
    marked = mark_problems(BLANK, page_of(story(*COPY)), [problem(page="A02")], SCALE, FACE)
    assert marked.tobytes() == BLANK.tobytes()


def test_a_face_that_can_not_be_opened_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no face")
    with pytest.raises(Refused) as refused:
        mark_problems(BLANK, page_of(story(*COPY)), [problem()], SCALE, Lettering(tmp_path / "broken.ttf"))
    assert refused.value.problems[0].id == "proof-face"
