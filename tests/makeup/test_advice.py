"""What a message says an editor can do was tried: done to the inputs, and built again, it mends what is wrong."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.makeup.copyfit import Fit
from layout.publish import Outcome
from tests.editions import HAN, Draft, block, ids, paper_with, running, story

VERTICAL = {
    "writing": "vertical",
    "body_pt": 10,
    "columns": 6,
    "column_em": 10,
    "gutter_em": 1,
    "leading_pt": 15,
    "lines": 40,
    "top_mm": 20,
}


def the_fit(outcome: Outcome, name: str = "a") -> Fit:
    return next(fit for fit in outcome.made.fits if fit.block == name)


def hint_of(outcome: Outcome, id: str) -> str:
    return next(problem.hint for problem in outcome.problems if problem.id == id)


def is_well(outcome: Outcome) -> bool:
    return not {"overset", "underset", "no-room"} & set(ids(outcome))


class Page:
    """A page with one story of paragraphs in a block, and what an editor does to it."""

    def __init__(self, paragraphs: list[str], shape: dict[str, Any], others: list[dict[str, Any]]) -> None:
        self.paragraphs, self.shape, self.others = paragraphs, shape, others
        self.vertical = shape.pop("vertical", False)

    def set(self, folder: Path) -> Outcome:
        grid = {"grid": VERTICAL} if self.vertical else {}
        return Draft(
            blocks=[self.shape, *self.others],
            stories={"a": story("标题", *self.paragraphs)},
            photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "摄"}},
            pictures={"p.jpg": (300, 300)},
            paper=paper_with(**grid),
        ).set(folder)

    def cut(self, characters: int) -> Page:
        """The same with so much less at its end."""
        left = list(self.paragraphs)
        while characters:
            if len(left[-1]) <= characters:
                characters -= len(left.pop())
            else:
                left[-1], characters = left[-1][:-characters], 0
        return Page(left, {**self.shape, "vertical": self.vertical}, self.others)

    def cut_in(self, number: int, characters: int) -> Page:
        left = list(self.paragraphs)
        left[number] = left[number][: -characters - 1] + left[number][-1]
        return Page(left, {**self.shape, "vertical": self.vertical}, self.others)

    def deeper(self, lines: int) -> Page:
        shape = copy.deepcopy(self.shape)
        parts = [shape, *shape.get("more", [])]
        low = max(parts, key=lambda part: int(part["lines"].partition("-")[2]))
        first, _, last = low["lines"].partition("-")
        low["lines"] = f"{first}-{int(last) + lines}"
        return Page(self.paragraphs, {**shape, "vertical": self.vertical}, self.others)

    def add(self, characters: int) -> Page:
        text = (HAN * (characters // len(HAN) + 1))[:characters]
        return Page(
            [*self.paragraphs[:-1], self.paragraphs[-1] + text],
            {**self.shape, "vertical": self.vertical},
            self.others,
        )


SHAPES: list[dict[str, Any]] = [
    block("a", "1-2", "1-14"),
    block("a", "1-3", "1-14"),
    block("a", "1-3", "1-14", legs=2),
    block("a", "1-3", "1-14", fit="strict"),
    block("a", "1-2", "1-12", more=[{"columns": "1", "lines": "13-18"}]),
    block("a", "1-2", "1-16", kind="sidebar", frame={"stroke": {"width_pt": 1}}),
    block("a", "1-3", "1-14", head={"side": "left"}),
    block("a", "1-3", "1-14", drop_cap=2),
    {**block("a", "1-2", "1-14"), "vertical": True},
    {**block("a", "1-3", "1-14", legs=2), "vertical": True},
]
PHOTO = {"kind": "photo", "photo": "p", "columns": "1", "lines": "6-12", "inside": "a"}


def apply(page: Page, outcome: Outcome, folder: Path) -> set[str]:
    """Does all that is advised, each by itself, and says what was advised."""
    done: set[str] = set()
    fit = the_fit(outcome)
    in_lines = [one for one in fit.can if one.what == "cut" and one.part]
    for number, one in enumerate(fit.can):
        if one.what == "photo" or one in in_lines:
            continue
        if one.what == "cut":
            changed = page.cut(one.characters)
        elif one.what == "add":
            changed = page.add(one.characters)
        else:
            changed = page.deeper(one.lines)
        assert is_well(changed.set(folder / str(number))), one
        done.add(one.what)
    if in_lines:
        changed = page
        for one in in_lines:
            changed = changed.cut_in(int(one.part[5:-1]), one.characters)
        assert is_well(changed.set(folder / "lines")), in_lines
        done.add("short")
    return done


@settings(max_examples=40)
@given(
    st.sampled_from(SHAPES),
    st.lists(st.integers(5, 130), min_size=1, max_size=6),
    st.booleans(),
)
def test_each_advice_mends_what_it_is_given_for(
    tmp_path_factory: pytest.TempPathFactory, shape: dict[str, Any], lengths: list[int], photo: bool
) -> None:
    folder = tmp_path_factory.mktemp("advice")
    page = Page([running(length) for length in lengths], dict(shape), [PHOTO] if photo else [])
    outcome = page.set(folder / "as-it-is")
    fit = the_fit(outcome)
    done = apply(page, outcome, folder)
    if fit.over_lines and fit.leg_lines:
        assert "cut" in done or sum(lengths) <= fit.over_characters + 1


def test_what_is_over_is_cut_or_the_block_made_deeper_and_a_line_less_is_not_enough(tmp_path: Path) -> None:
    page = Page([running(150), running(90)], block("a", "1-2", "1-12"), [])
    outcome = page.set(tmp_path / "one")
    fit = the_fit(outcome)
    assert apply(page, outcome, tmp_path) >= {"cut", "block"}
    cut, deeper = fit.can[0].characters, fit.can[1].lines
    assert f"cut {cut} characters, or make the block {deeper} lines deeper" in hint_of(outcome, "overset")
    assert not is_well(page.deeper(deeper - 1).set(tmp_path / "less"))
    assert not is_well(page.cut(cut - 10).set(tmp_path / "a-line-less"))


@pytest.mark.parametrize(
    "below",
    [
        block("b", "2", "13-30"),
        {"kind": "advert", "advert": "ad", "columns": "1-2", "lines": "13-30"},
        {"kind": "rule", "columns": "1-2", "lines": "13"},
        {"kind": "white", "columns": "1", "lines": "13-14"},
    ],
)
def test_a_block_is_not_asked_to_lie_over_another(tmp_path: Path, below: dict[str, Any]) -> None:
    def hint(folder: str, others: list[dict[str, Any]], lines: str = "1-12", more: int = 50) -> str:
        draft = Draft(
            blocks=[block("a", "1-2", lines), *others],
            stories={"a": story("标题", running(150 + more)), "b": story("", running(180))},
            adverts={"ad": {"file": "ad.pdf", "alt": "广告"}},
            paper=paper_with(grid={"lines": 30}),
        )
        return hint_of(draft.set(tmp_path / folder), "overset")

    assert "deeper" not in hint("under", [below])
    assert "cut" in hint("under", [below])
    assert "deeper" in hint("free", [{**below, "columns": "3" if below["columns"] == "2" else "3-4"}])
    assert "deeper" not in hint("foot", [], "19-30")
    # Nine lines are free, and more are needed.
    assert "deeper" not in hint("more", [{**below, "lines": "14-30"}], more=300)


def test_the_paragraph_whose_last_line_is_short_is_named_where_that_is_the_cheaper_cut(
    tmp_path: Path,
) -> None:
    # Two legs of ten characters: 8 + 3 × 10 + 2 characters end in a line of two.
    short, long = running(40), running(128)
    page = Page([short, long], block("a", "1-2", "1-12"), [])
    fit = the_fit(page.set(tmp_path / "fits"))
    assert (fit.over_lines, fit.white) == (0, 0)
    over = Page([short, running(138)], block("a", "1-2", "1-12"), [])
    outcome = over.set(tmp_path / "over")
    assert the_fit(outcome).over_lines == 1
    assert apply(over, outcome, tmp_path) >= {"cut", "short"}
    hint = hint_of(outcome, "overset")
    assert re.match(r"cut [23] characters of the paragraph on line \d+ \(body\[0\]\), whose last line", hint)
    # Where no paragraph ends in a short line none is named.
    none = Page([running(38), running(148)], block("a", "1-2", "1-12"), []).set(tmp_path / "none")
    assert the_fit(none).over_lines and "last line" not in hint_of(none, "overset")


def test_a_headline_is_short_enough_when_it_is_shortened_by_so_much(tmp_path: Path) -> None:
    def outcome(folder: str, headline: str) -> Outcome:
        draft = Draft(blocks=[block("a", "1-2", "1-12")], stories={"a": story(headline, running(120))})
        return draft.set(tmp_path / folder)

    for text, id in ((HAN[:8], "headline-stepped-down"), (HAN + HAN[:20], "headline-too-long")):
        found = re.search(r"shorten it by (\d+) character", hint_of(outcome(id, text), id))
        assert found is not None
        assert id not in ids(outcome(f"{id}-shorter", text[: -int(found[1])]))
        if int(found[1]) > 1:
            assert id in ids(outcome(f"{id}-less", text[: 1 - int(found[1])]))


def test_a_headline_that_at_its_size_pushes_its_body_out_asks_for_a_cut_too(tmp_path: Path) -> None:
    def outcome(folder: str, short: int, cut: int = 0) -> Outcome:
        draft = Draft(
            blocks=[block("a", "1-2", "1-8")],
            stories={"a": story(HAN[: 8 - short], running(92 - cut))},
            paper=paper_with(styles={"headline": {"size": 32, "leading": 38, "align": "center"}}),
        )
        return draft.set(tmp_path / folder)

    asked = hint_of(outcome("asked", 0), "headline-stepped-down")
    found = re.match(r"shorten it by (\d+) characters? and cut (\d+) characters of the story", asked)
    assert found is not None
    short, cut = int(found[1]), int(found[2])
    assert {"overset", "headline-stepped-down"} & set(ids(outcome("alone", short)))
    assert not {"overset", "headline-stepped-down"} & set(ids(outcome("both", short, cut)))


def test_a_block_as_wide_as_the_page_is_not_asked_for_more_columns(tmp_path: Path) -> None:
    def hint(folder: str, columns: str, characters: int) -> str:
        draft = Draft(
            blocks=[block("a", columns, "1-20")], stories={"a": story(HAN[:characters], running(520))}
        )
        return hint_of(draft.set(tmp_path / folder), "headline-stepped-down")

    assert "more columns" in hint("narrow", "1-5", 20)
    assert "more columns" not in hint("wide", "1-6", 24)


def test_a_headline_that_made_room_for_its_body_has_its_size_when_so_much_is_cut(tmp_path: Path) -> None:
    def outcome(folder: str, characters: int) -> Outcome:
        draft = Draft(
            blocks=[block("a", "1-3", "1-20")],
            stories={"a": story("六个字标题呢", running(characters))},
            paper=paper_with(styles={"headline": {"size": 48, "leading": 50, "align": "center"}}),
        )
        return draft.set(tmp_path / folder)

    found = re.match(
        r"cut (\d+) characters of the story", hint_of(outcome("over", 470), "headline-stepped-down")
    )
    assert found is not None
    assert "headline-stepped-down" not in ids(outcome("cut", 470 - int(found[1])))


def test_a_table_says_how_many_lines_it_lacks_or_rows_it_has_too_many(tmp_path: Path) -> None:
    def outcome(folder: str, lines: int, rows: int) -> Outcome:
        return Draft(
            blocks=[{"kind": "table", "table": "t", "columns": "1-2", "lines": f"1-{lines}"}],
            tables={"t": {"title": "表", "columns": [{}, {}], "rows": [["一", "2.5"]] * rows}},
        ).set(tmp_path / folder)

    hint = hint_of(outcome("over", 6, 20), "overset")
    found = re.match(r"make the block (\d+) lines deeper, or take (\d+) rows out", hint)
    assert found is not None
    deeper, rows = int(found[1]), int(found[2])
    assert "overset" not in ids(outcome("deeper", 6 + deeper, 20))
    assert "overset" in ids(outcome("less-deep", 5 + deeper, 20))
    assert "overset" not in ids(outcome("fewer", 6, 20 - rows))
    assert "overset" in ids(outcome("less-few", 6, 21 - rows))


def test_a_caption_or_a_panel_without_room_says_how_much_it_lacks(tmp_path: Path) -> None:
    def photo(folder: str, lines: int, caption: str) -> Outcome:
        return Draft(
            blocks=[{"kind": "photo", "photo": "p", "columns": "1", "lines": f"1-{lines}"}],
            photos={"p": {"file": "p.jpg", "caption": caption, "credit": "摄"}},
            pictures={"p.jpg": (300, 300)},
        ).set(tmp_path / folder)

    found = re.match(
        r"cut (\d+) characters of the caption, or make the block (\d+) lines? deeper",
        hint_of(photo("small", 3, running(60)), "no-room"),
    )
    assert found is not None
    assert "no-room" not in ids(photo("cut", 3, running(60)[: -int(found[1])]))
    assert "no-room" not in ids(photo("deeper", 3 + int(found[2]), running(60)))

    def panel(folder: str, lines: int) -> Outcome:
        text = [{"text": "题", "style": "headline"}] * 3
        one = {"kind": "label", "columns": "1-2", "lines": f"1-{lines}", "text": text}
        return Draft(blocks=[one]).set(tmp_path / folder)

    found = re.match(r"make the block (\d+) lines? deeper", hint_of(panel("p3", 3), "too-deep"))
    assert found is not None
    assert "too-deep" not in ids(panel("p", 3 + int(found[1])))
    assert "too-deep" in ids(panel("q", 2 + int(found[1])))


def test_the_rest_of_a_story_that_jumped_is_cut_where_it_is_over(tmp_path: Path) -> None:
    def outcome(folder: str, text: str, lines: int = 6) -> Outcome:
        pages = [
            {"name": "A01", "blocks": [block("a", "1-2", "1-12", jump_to="A02")]},
            {"name": "A02", "blocks": [block("a", "1-2", f"1-{lines}", jump_from="A01")]},
        ]
        return Draft(pages=pages, stories={"a": story("标题", text)}).set(tmp_path / folder)

    text = "天地玄黄宇宙洪荒。" * 36
    over = outcome("over", text)
    found = re.match(r"cut (\d+) characters, or make the block (\d+) lines? deeper", hint_of(over, "overset"))
    assert found is not None
    assert is_well(outcome("cut", text[: -int(found[1])]))
    assert is_well(outcome("deeper", text, 6 + int(found[2])))
    assert not is_well(outcome("less-deep", text, 5 + int(found[2])))


@pytest.mark.parametrize("vertical", [False, True])
def test_a_line_too_long_for_its_panel_or_folio_says_by_how_much(tmp_path: Path, vertical: bool) -> None:
    def outcome(folder: str, text: str) -> Outcome:
        label = {
            "kind": "label",
            "columns": "1-2",
            "lines": "1-6",
            "text": [{"text": text, "style": "headline"}],
        }
        grid = {"grid": VERTICAL} if vertical else {}
        return Draft([label], paper=paper_with(**grid)).set(tmp_path / folder)

    for text in (HAN[:12], "Tomorrow 天地玄黄宇宙洪荒", "天地玄黄，（宇宙洪荒）日月盈昃。"):
        found = re.match(r"shorten it by (\d+) character", hint_of(outcome(text, text), "overfull"))
        assert found is not None
        assert "overfull" not in ids(outcome(f"{text}-shorter", text[: -int(found[1])]))
        if int(found[1]) > 1:
            assert "overfull" in ids(outcome(f"{text}-less", text[: 1 - int(found[1])]))
