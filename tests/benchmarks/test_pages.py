"""What the benchmark of pages measures: each gap on a page made wrong by hand, and none on the page as it is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.pages.__main__ import OF_COPY, measure_editions
from benchmarks.pages.editions import HEADS, write_edition, write_head
from benchmarks.pages.gaps import find_gaps
from layout.scene import Item, Line, Mpt, Overset, Page, Picture, Rect, Region, Rule
from tests.editions import Draft, block, paper_with, prose, story

LEADING = 15_000
PHOTO = {"kind": "photo", "photo": "p", "columns": "2", "lines": "19-30", "inside": "a"}


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A story under a head of three tiers, with a subhead, rules between its legs and a photo in the second."""
    front = {"kicker": "肩题", "deck": "副题"}
    made = Draft(
        blocks=[block("a", "1-3", "1-40"), PHOTO],
        stories={"a": story("标题在此", prose(300), "## 小题", prose(420), **front)},
        photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "某某 摄"}},
        pictures={"p.jpg": (1200, 900)},
        paper=paper_with(rules={"between_legs": {"width_pt": 0.3}}),
    ).set(tmp_path_factory.mktemp("right"))
    return made.made.scene.pages[0]


def change(page: Page, name: str, changed: Callable[[Item], Item | None]) -> Page:
    """The page with each item of a region changed, or left out."""

    def of(region: Region) -> Region:
        items = tuple(item for own in region.items if (item := changed(own)) is not None)
        return replace(region, items=items) if region.id == name else region

    return replace(page, regions=tuple(of(region) for region in page.regions))


def move(page: Page, name: str, role: str, down: Mpt) -> Page:
    """The page with the lines of a role moved down."""

    def moved(item: Item) -> Item:
        wanted = isinstance(item, Line) and item.role == role
        return replace(item, baseline=item.baseline + down) if wanted and isinstance(item, Line) else item

    return change(page, name, moved)


def photo_of(page: Page) -> Rect:
    [region] = [region for region in page.regions if region.id == "p"]
    return next(item.rect for item in region.items if isinstance(item, Picture))


def kinds(page: Page) -> set[str]:
    return {gap.kind for gap in find_gaps(page)}


def without_lines_over_photo(page: Page, lines: int) -> Page:
    """The page without the last lines over the photo, in its leg."""
    photo = photo_of(page)

    def kept(item: Item) -> Item | None:
        gone = (
            isinstance(item, Line)
            and item.role == "body"
            and abs(item.x - photo.x) < 1000
            and photo.y - (lines + 1) * LEADING < item.baseline < photo.y
        )
        return None if gone else item

    return change(page, "a", kept)


def with_picture(page: Page, changed: Callable[[Rect], Rect]) -> Page:
    return change(
        page,
        "p",
        lambda item: replace(item, rect=changed(item.rect)) if isinstance(item, Picture) else item,
    )


def with_short_rule(page: Page) -> Page:
    """The page with the rules of its first gutter a line shorter."""
    first = min(item.x1 for region in page.regions for item in region.items if isinstance(item, Rule))

    def shorter(item: Item) -> Item:
        own = isinstance(item, Rule) and item.x1 == first
        return replace(item, y2=item.y2 - LEADING) if own and isinstance(item, Rule) else item

    return change(page, "a", shorter)


def without_text_under_subhead(page: Page) -> Page:
    """The page without the second line of text under its subhead."""
    [region] = [region for region in page.regions if region.id == "a"]
    lines = [item for item in region.items if isinstance(item, Line)]
    at = next(number for number, line in enumerate(lines) if line.role == "subhead")
    return change(page, "a", lambda item: None if item is lines[at + 2] else item)


WRONG: dict[str, Callable[[Page], Page]] = {
    "white under a head": lambda page: move(page, "a", "body", LEADING),
    "white between tiers": lambda page: move(page, "a", "kicker", -LEADING),
    "subhead alone": without_text_under_subhead,
    "leg rules end apart": with_short_rule,
    "caption to picture": lambda page: move(move(page, "p", "caption", LEADING), "p", "credit", LEADING),
    "caption's edges": lambda page: with_picture(
        page, lambda rect: replace(rect, x=rect.x + 4000, width=rect.width - 4000)
    ),
    "too near over a picture": lambda page: with_picture(
        page, lambda rect: replace(rect, y=rect.y - LEADING, height=rect.height + LEADING)
    ),
    "too far over a picture": lambda page: without_lines_over_photo(page, 4),
    "edges miss": lambda page: with_picture(page, lambda rect: replace(rect, x=rect.x + 4000)),
}


def test_a_page_as_it_is_made_up_has_no_gaps(right: Page) -> None:
    assert list(find_gaps(right)) == []


@pytest.mark.parametrize("kind", WRONG)
def test_each_kind_of_gap_is_found_on_a_page_made_wrong(right: Page, kind: str) -> None:
    assert kind in kinds(WRONG[kind](right))


def test_a_leg_may_end_two_lines_short_over_a_picture(right: Page) -> None:
    assert "too far over a picture" not in kinds(without_lines_over_photo(right, 2))


def test_white_over_a_picture_is_the_copy_s_where_the_whole_story_ends_over_it(right: Page) -> None:
    photo = photo_of(right)
    foot = photo.y - 4 * LEADING
    ended = change(right, "a", lambda item: None if isinstance(item, Line) and item.baseline > foot else item)
    assert "too far over a picture" not in kinds(ended)
    assert "too far over a picture" in kinds(without_lines_over_photo(right, 4))


def test_a_line_with_an_indent_in_the_next_leg_is_not_over_a_picture(right: Page) -> None:
    """Its measure begins before its first character, and ends before the gutter."""
    photo = photo_of(right)
    lines = [item for region in right.regions if region.id == "a" for item in region.items]
    indented = [
        line
        for line in lines
        if isinstance(line, Line) and line.role == "body" and min(run.x for run in line.runs) > line.x
    ]
    assert indented
    beside = replace(indented[0], x=photo.x - 110_000, baseline=photo.y - 500)
    own = indented[0].x - beside.x
    beside = replace(beside, runs=tuple(replace(run, x=run.x - own) for run in beside.runs))
    page = change(right, "a", lambda item: beside if item is indented[0] else item)
    assert not {kind for kind in kinds(page) if kind.startswith("too near")}


def test_subheads_of_copy_that_is_over_are_not_looked_at(tmp_path: Path) -> None:
    copy = story("标题", prose(300), "## 小题", prose(100))
    whole = Draft(blocks=[block("a", "1-2", "1-40")], stories={"a": copy}).set(tmp_path).made.scene.pages[0]
    wrong = without_text_under_subhead(whole)
    over = tuple(replace(region, overset=Overset(1, 9, "", ())) for region in wrong.regions)
    assert "subhead alone" in kinds(wrong)
    assert "subhead alone" not in kinds(replace(wrong, regions=over))


def test_random_editions_are_the_same_each_time_and_their_heads_are_counted(tmp_path: Path) -> None:
    first, again = write_edition(7, tmp_path / "first"), write_edition(7, tmp_path / "again")
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files and all((first / file).read_bytes() == (again / file).read_bytes() for file in files)
    figures = measure_editions("random", [first], [], Console(quiet=True))
    assert figures.pages == 4 and 0 <= figures.clean <= 4
    assert not OF_COPY & figures.problems.keys()


def test_heads_are_written_to_their_measure() -> None:
    long, short = HEADS[4], "河边步道　全线贯通"
    assert max(map(len, write_head(long, 5).split("\u3000"))) <= 5
    assert write_head(short, 4) == short
    assert write_head(long, 1) == long  # no head is so short
