"""Each planted change of a page gives its sentence and no other: the cause, with what followed from it folded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from layout.golden.causes import find_causes
from layout.golden.causes.flows import find_flows
from layout.golden.rows import SetPage, read_rows
from layout.publish import set_edition
from layout.scene.astext import scene_text
from tests.editions import Draft
from tests.golden.dailies import Plant, daily, planted, read_pages, tell

EDITIONS = Path(__file__).parents[2] / "content" / "editions"


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> list[SetPage]:
    return read_pages(daily(), tmp_path_factory.mktemp("golden") / "daily")


def in_story(name: str, was: str, now: str) -> Plant:
    def plant(draft: Draft) -> None:
        assert was in draft.stories[name]
        draft.stories[name] = draft.stories[name].replace(was, now, 1)

    return plant


def in_block(number: int, **keys: object) -> Plant:
    def plant(draft: Draft) -> None:
        assert draft.pages is not None
        draft.pages[0]["blocks"][number] |= keys

    return plant


def in_photo(draft: Draft) -> None:
    photo: Any = draft.photos["p"]
    photo["credit"] = "他人摄"


def other_picture(draft: Draft) -> None:
    draft.pictures["p.jpg"] = (1200, 801)


def bold_body(draft: Draft) -> None:
    assert isinstance(draft.paper, dict)
    draft.paper["styles"]["body"]["weight"] = 700


def flat_credit(draft: Draft) -> None:
    assert isinstance(draft.paper, dict)
    draft.paper["styles"]["credit"] |= {"width_percent": 80, "height_percent": 90}


def no_folio(draft: Draft) -> None:
    assert draft.pages is not None
    del draft.pages[0]["blocks"][0]


def block_more(draft: Draft) -> None:
    assert draft.pages is not None
    rule = {"kind": "rule", "columns": "1-6", "lines": "50"}
    draft.pages[0]["blocks"].insert(0, rule)


def no_deck(draft: Draft) -> None:
    draft.stories["a"] = draft.stories["a"].replace("deck: 副题一行\n", "")


def other_words_for_the_blind(draft: Draft) -> None:
    photo: Any = draft.photos["p"]
    photo["alt"] = "闸门"


def quote_inside(draft: Draft) -> None:
    assert draft.pages is not None
    quote = {
        "kind": "motto",
        "inside": "a",
        "columns": "2",
        "lines": "12-16",
        "text": [{"text": "引语", "style": "deck"}],
    }
    draft.pages[0]["blocks"].append(quote)


LONG = in_story("a", "玄黄", "玄黄红橙黄绿青蓝紫黑白灰金银铜铁")
CHANGES: dict[str, tuple[Plant, list[str]]] = {
    "one character": (in_story("a", "玄黄", "玄红"), ["A01 · a · leg 1, line 1: 「地玄黄」→「地玄红」"]),
    "a whole line": (
        LONG,
        ["A01 · a · leg 1, line 1: 「玄黄」→「玄黄红橙黄绿青蓝紫黑白灰金银铜铁」; 49 lines broken otherwise"],
    ),
    "over to the next page": (
        in_story("b", "玄黄", "玄黄红橙黄绿青蓝紫黑白灰金银铜铁"),
        [
            "A01 · b · leg 1, line 1: 「玄黄」→「玄黄红橙黄绿青蓝紫黑白灰金银铜铁」; 41 lines broken otherwise",
            "A02 · b: 12 lines moved down by one, 1 line went to another leg, 2 lines broken otherwise; "
            "because of A01 · b · leg 1, line 1",
        ],
    ),
    "a headline": (in_story("a", "东闸", "南闸"), ["A01 · a · headline, line 1: 「东闸开」→「南闸开」"]),
    "a deck gone": (
        no_deck,
        ["A01 · a · deck, line 1: gone: 「副题一行」; 1 line moved up by 4.500 pt; 51 lines moved up by 2"],
    ),
    "a block a line down": (in_block(3, lines="33-49"), ["A01 · p: moved down by 15.000 pt"]),
    "a block deeper": (
        in_block(1, lines="3-31"),
        [
            "A01 · a: another size or place: was x 29.330 y 86.693 w 320.000 h 420.000, "
            "is x 29.330 y 86.693 w 320.000 h 435.000"
        ],
    ),
    "a block less deep, whose picture is cropped": (
        in_block(3, lines="32-46"),
        [
            "A01 · p: another size or place: was x 29.330 y 521.693 w 320.000 h 255.000, "
            "is x 29.330 y 521.693 w 320.000 h 225.000; 2 lines moved up by 30.000 pt; "
            "1 rule, box or picture drawn otherwise"
        ],
    ),
    "words for the blind": (other_words_for_the_blind, ["A01 · p · alternative text: 「图说一」→「闸门」"]),
    "a block put into a story": (
        quote_inside,
        [
            "A01 · motto-5: a new block (motto); 4 lines moved up by 2; 10 lines moved down by 3; "
            "17 lines moved down by one; 3 more with them"
        ],
    ),
    "fewer legs": (in_block(1, legs=2), ["A01 · a · leg 1, line 1: broken otherwise (34 lines)"]),
    "a credit": (in_photo, ["A01 · p · credit, line 1: 「某某摄」→「他人摄」"]),
    "a type": (
        bold_body,
        [
            "A01 · a · leg 1, line 1: set in song-400 10.000 K100, now in song-700 10.000 K100 (96 lines)",
            "A02 · b · jump, line 1: set in song-400 10.000 K100, now in song-700 10.000 K100 (22 lines); "
            "1 line spaced otherwise",
        ],
    ),
    "type drawn narrower and lower": (
        flat_credit,
        [
            "A01 · p · credit, line 1: set in song-400 8.000 K100, "
            "now in song-400 8.000 K100 condensed 800 flattened 900; 1 line moved right by 4.800 pt"
        ],
    ),
    "a block gone": (no_folio, ["A01 · folio-1: the block is gone (folio)"]),
    "a block put in before all others": (block_more, ["A01 · rule-1: a new block (rule)"]),
    "a tint": (
        in_block(1, frame={"tint": "tint"}),
        [
            "A01 · a · box: new: x 29.330 y 89.193 w 320.000 h 415.000  fill Y8; "
            "2 lines moved right by 10.000 pt and down by 3.000 pt; 51 lines broken otherwise"
        ],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_gives_its_sentence_and_no_other(change: str, golden: list[SetPage], tmp_path: Path) -> None:
    plant, sentences = CHANGES[change]
    assert tell(golden, read_pages(planted(plant), tmp_path / "daily")) == sentences


def test_a_row_is_as_deep_as_its_type_is_drawn(tmp_path: Path) -> None:
    [page, _] = read_pages(planted(flat_credit), tmp_path / "daily")
    [credit] = [row for block in page.blocks for row in block.rows if row.role == "credit"]
    assert credit.rect.height == 7_200
    assert credit.rect.y + 7_200 * 88 // 100 == credit.baseline


def test_another_picture_is_named_by_file_and_hash(golden: list[SetPage], tmp_path: Path) -> None:
    (sentence,) = tell(golden, read_pages(planted(other_picture), tmp_path / "daily"))
    assert sentence.startswith(
        "A01 · p · picture: another picture or crop: was crop 54,0,1146,800 p photos/p.jpg "
    )


def test_two_changes_in_two_stories_are_told_apart(golden: list[SetPage], tmp_path: Path) -> None:
    def plant(draft: Draft) -> None:
        LONG(draft)
        in_photo(draft)
        in_block(2, headline_style="deck")(draft)

    found = find_causes(golden, read_pages(planted(plant), tmp_path / "daily"))
    assert {one.block for one in found["A01"]} == {"a", "b", "p"}
    (long,) = (one for one in found["A01"] if one.block == "a")
    assert [(one.change, one.things, one.count) for one in long.followed] == [("rebroken", "lines", 49)]


def test_the_same_pages_have_nothing_to_say(golden: list[SetPage]) -> None:
    assert tell(golden, golden) == []


def test_a_block_that_another_pushed_is_no_cause(golden: list[SetPage]) -> None:
    """Where a deeper block moves the one beneath it by as much."""
    (page, *_) = golden
    folio, a, b, photo = page.blocks
    deeper = replace(a, frame=replace(a.frame, height=a.frame.height + 15_000))

    def lower(block: Any) -> Any:
        rows = tuple(
            replace(row, rect=replace(row.rect, y=row.rect.y + 15_000), baseline=row.baseline + 15_000)
            for row in block.rows
        )
        return replace(block, frame=replace(block.frame, y=block.frame.y + 15_000), rows=rows)

    now = replace(page, blocks=(folio, deeper, b, lower(photo)))
    (difference,) = find_causes([page], [now])["A01"]
    assert (difference.block, difference.change) == ("a", "resized")
    assert [(one.change, one.down, one.count) for one in difference.followed] == [
        ("moved", 15_000, 2),
        ("moved", 15_000, 2),
    ]
    aside = replace(page, blocks=(folio, a, b, lower(photo)))
    assert [one.block for one in find_causes([page], [aside])["A01"]] == ["p"], "nothing pushed it"


def test_two_things_that_changed_alike_are_one(golden: list[SetPage], tmp_path: Path) -> None:
    """A change of type is told once for a page, whatever number of blocks it is in."""
    found = find_causes(golden, read_pages(planted(bold_body), tmp_path / "daily"))
    assert [one.count for one in found["A01"]] == [96]
    assert len(found["A01"][0].boxes) == 96


def test_cells_of_a_table_are_counted_by_rows_and_are_in_no_leg() -> None:
    head = "page A01  number 1  100.000 × 100.000 pt\n\nregion t · table · zh-Hans · "
    text = head + "x 0.000 y 0.000 w 100.000 h 100.000\n"
    cells = [("东闸", 0, 10), ("3.42", 50, 10), ("西闸", 0, 30), ("{}", 50, 30)]
    for cell, x, y in cells:
        text += f"  table     x {x}.000    y {y}.000   w 20.000 of 40.000  rag   -                  song 10.000 K100 |{cell}|\n"
    was, now = (read_rows(text.replace("{}", cell), "scene.txt") for cell in ("12.4", "12.9"))
    assert tell([was], [now]) == ["A01 · t · table, line 2: 「12.4」→「12.9」"]


def test_a_white_space_alone_is_a_difference() -> None:
    text = "page A01  number 1  100.000 × 100.000 pt\n\nregion a · story · story a · zh-Hans · {}\n  {}\n"
    frame = "x 0.000 y 0.000 w 100.000 h 100.000"
    line = "body      x 0.000    y 10.000   w 30.000 of 30.000  just  -                 song 10.000 K100 |{}|"
    was, now = (
        read_rows(text.format(frame, line.format(words)), "scene.txt")
        for words in ("天地 玄黄", "天地　玄黄")
    )
    assert tell([was], [now]) == ["A01 · a · leg 1, line 1: 「天地 玄黄」→「天地　玄黄」"]


def test_legs_are_counted_as_the_eye_counts_them() -> None:
    """A golden's text has no legs: they are told by where lines are, for horizontal and vertical pages."""
    for edition in ("wujin", "tategumi"):
        scene = set_edition(EDITIONS / edition)[0].made.scene
        regions = {(page.name, region.id): region for page in scene.pages for region in page.regions}
        flows = find_flows([read_rows(scene_text(page), "scene.txt") for page in scene.pages], {})
        told = 0
        for (_, role), flow in flows.items():
            for line in flow.lines if role == "body" else ():
                region = regions[line.page, line.block.id]
                x, y = line.row.rect.x, line.row.baseline
                x += line.row.rect.width // 2 if line.row.vertical else 0
                real = [
                    number
                    for number, leg in enumerate(region.legs, 1)
                    if leg.x - 50 <= x <= leg.right + 50 and leg.y - 50 <= y <= leg.bottom + 50
                ]
                assert line.leg in real, (line.row.text, line.leg, real)
                told += 1
        assert told > 100
