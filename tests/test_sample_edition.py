"""The sample of four pages goes to press as it is, and shows what it says it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, check, set_edition
from layout.scene import Box, Line, Mpt, Page, Picture, Region
from layout.scene.geometry import millimetres, turned_back
from tests.editions import lines

EDITION = Path(__file__).parent.parent / "content" / "editions" / "yangzhang"


@cache
def outcome() -> Outcome:
    return check(EDITION)


def page(name: str) -> Page:
    return next(page for page in outcome().made.scene.pages if page.name == name)


def region(name: str, block: str) -> Region:
    return next(region for region in page(name).regions if region.id == block)


def test_nothing_is_wrong_and_nobody_objects() -> None:
    assert outcome().problems == ()
    # The rule under the front page's lead, which its paper has as a note. A second one would want a word there.
    assert [(one.page, one.id, one.severity) for one in outcome().objections] == [
        ("A01", "broken-page", "note")
    ]


def test_nothing_is_over_and_no_more_than_a_line_a_leg_is_white() -> None:
    for fit in outcome().made.fits:
        assert fit.over_lines == 0
        assert fit.white <= fit.legs, f"{fit.page} {fit.story}: {fit.each_leg}"


def test_the_story_that_jumps_is_whole() -> None:
    first, second = region("A01", "green"), region("A03", "green")
    there = [line.text for line in lines(first, "jump")] + [line.text for line in lines(second, "jump")]
    assert there == ["（下转第3版）", "（上接第1版）"]
    assert [line.text for line in lines(second, "headline")] == ["清洁生产新动能"]
    body = "".join(line.text for made in (first, second) for line in lines(made, "body"))
    story = outcome().edition.stories["green"]
    copy = "".join(paragraph.plain for paragraph in story.paragraphs)
    assert re.sub(r"\s", "", body) == re.sub(r"\s", "", (story.lead_in or "") + copy)


@pytest.mark.parametrize(
    "name", ["wujin", "yangzhang", "qianzi", "tategumi", "haryeon", "tarnmouth", "weigang"]
)
def test_no_edges_of_a_sample_miss_each_other_by_little(name: str) -> None:
    """All edges along the lines of a page, of legs, pictures and boxes: the text in a box has those of the box."""
    scene = outcome().made.scene if EDITION.name == name else set_edition(EDITION.parent / name)[0].made.scene
    for page in scene.pages:
        edges = sorted({edge for region in page.regions for edge in _edges_of(page, region)})
        for edge, other in pairwise(edges):
            assert not 100 < other - edge < millimetres(3), (page.name, edge, other)


def _edges_of(page: Page, region: Region) -> Iterator[Mpt]:
    boxes = [item.rect for item in region.items if isinstance(item, Box)]
    pictures = [item.rect for item in region.items if isinstance(item, Picture) and not item.outline]
    for rect in (*(boxes[:1] or region.legs), *pictures):
        yield from turned_back(rect, page.width).across if page.grid and page.grid.vertical else rect.across


def test_five_columns_are_set_as_three() -> None:
    legs = region("A03", "duikai").legs
    assert [leg.width for leg in legs] == [25 * 10_500] * 3
    # 79 ems less 75 are two gutters of two: one each of its own and one that was left over.
    assert [later.x - earlier.right for earlier, later in pairwise(legs)] == [
        21_000,
        21_000,
    ]


def test_the_last_page_is_vertical_in_a_horizontal_paper() -> None:
    grids = {name: page(name).grid for name in ("A01", "A04")}
    level, upright = grids["A01"], grids["A04"]
    assert level is not None and upright is not None
    assert (level.vertical, upright.vertical) == (False, True)
    assert (upright.columns, upright.lines, upright.leading) == (9, 62, 16_180)
    body = lines(region("A04", "zhiban"), "body")
    assert all(line.vertical and line.measure == 13 * 10_500 for line in body)
    # Axes of the lines stand on the grid, counted from its right edge.
    first = upright.area.right - body[0].x
    assert {(upright.area.right - line.x - first) % upright.leading for line in body} == {0}
    assert body[0].x > body[1].x


def test_the_vertical_page_is_read_from_right_to_left_out_of_the_file() -> None:
    made, catalogue = set_edition(EDITION)
    scene = made.made.scene
    resources = Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes), root=made.edition.root
    )
    alone = tuple(one for one in scene.pages if one.name == "A04")
    text = pypdfium2.PdfDocument(write_pdf(scene, alone, resources))[0].get_textpage().get_text_range()
    plain = re.sub(r"\s", "", text)
    places = [
        plain.index(words)
        for words in ("一行字往下走", "這一版請從右邊讀起", "漢字為什麼直著寫", "這一版就站住了")
    ]
    assert places == sorted(places)


def test_the_index_leads_to_the_pages_where_the_stories_are() -> None:
    index = next(region for region in page("A01").regions if region.kind == "index")
    texts = [line.text for line in index.items if isinstance(line, Line)]
    pages = [text for text in texts if re.fullmatch(r"A\d\d", text)]
    titles = [text for text in texts if text not in pages and set(text) != {"·"} and text != "今日导读"]
    where = {
        region.story: one.name
        for one in outcome().made.scene.pages
        for region in one.regions
        if region.kind in ("story", "sidebar")
    }
    entries = next(block for block in outcome().edition.model.pages[0].blocks if block.kind == "index")
    assert [where[entry.story] for entry in entries.entries] == pages
    assert len(titles) == len(pages) == 8
