"""Heads of one style have one size on a page, a lesser style is never as large as a greater one, and all is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.problems import Problem
from layout.makeup.copyfit import TierFit
from layout.makeup.desk import open_desk
from layout.makeup.edition import MakeupOptions, make_up
from layout.makeup.keptpages import page_key
from layout.makeup.wardrobe import open_wardrobe
from layout.publish import Outcome, set_edition
from tests.editions import HAN, Draft, block, ids, paper_with, running, story

SEVEN, EIGHT = "七个字的标题呢", "这是八个字的标题"
"""At 30 pt 210 pt, the measure of two columns, and 30 pt too much: it fits at 26 pt."""


def paper(headline: float = 30, second: float | None = None, **headlines: object) -> dict[str, Any]:
    style = {"face": "hei", "weight": 700, "align": "center"}
    styles: dict[str, object] = {"headline": {**style, "size": headline}}
    if second is not None:
        styles["second"] = {**style, "size": second}
    return paper_with(styles=styles, headlines=headlines)


def side_by_side(
    folder: Path, heads: dict[str, str | list[str]], given: dict[str, Any], **more: dict[str, Any]
) -> Outcome:
    """Stories of 400 characters in two columns each."""
    blocks = [
        block(name, f"{2 * at + 1}-{2 * at + 2}", "1-40", **more.get(name, {}))
        for at, name in enumerate(heads)
    ]
    stories = {name: story(headline, running(500)) for name, headline in heads.items()}
    return Draft(blocks, stories, paper=given).set(folder)


def headline_of(outcome: Outcome, name: str) -> TierFit:
    [fit] = [fit for fit in outcome.made.fits if fit.block == name]
    return next(tier for tier in fit.heads if tier.tier in ("headline", "jump_head"))


def taken(outcome: Outcome) -> dict[str, float]:
    return {fit.block: headline_of(outcome, fit.block).taken_pt for fit in outcome.made.fits}


def told(outcome: Outcome, name: str) -> Problem:
    [problem] = [
        problem
        for problem in outcome.problems
        if problem.id == "headline-stepped-down" and problem.where.block == name
    ]
    return problem


def test_what_one_head_is_set_smaller_by_all_of_its_style_are(tmp_path: Path) -> None:
    outcome = side_by_side(tmp_path, {"a": EIGHT, "b": SEVEN, "c": SEVEN}, paper())
    assert taken(outcome) == {"a": 26, "b": 26, "c": 26}
    assert told(outcome, "a").what == (
        "The headline is set at 26 pt instead of 30 pt, to fit its measure, and with it those of b and c, of the same "
        "style."
    )
    assert told(outcome, "a").hint.startswith("shorten it by 1 character")
    assert told(outcome, "b").what == (
        "The headline is set at 26 pt instead of 30 pt, as that of a is too long for its measure: heads of one style "
        "have one size."
    )
    assert told(outcome, "b").hint == "shorten the head of a"


def test_one_of_many_heads_is_broken_rather_than_all_set_smaller(tmp_path: Path) -> None:
    heads: dict[str, str | list[str]] = {"a": "修伞的人最怕晴天", "b": SEVEN, "c": SEVEN}
    outcome = side_by_side(tmp_path / "one", heads, paper())
    assert taken(outcome) == {"a": 30, "b": 30, "c": 30}
    assert headline_of(outcome, "a").lines == ("修伞的人", "最怕晴天")
    assert not {"headline-stepped-down", "headline-broken"} & {*ids(outcome)}
    # Where most are too long, the style is too large for the page.
    most = side_by_side(tmp_path / "most", {**heads, "b": EIGHT}, paper())
    assert taken(most) == {"a": 26, "b": 26, "c": 26}


def test_a_paper_may_let_each_head_have_its_own_size(tmp_path: Path) -> None:
    outcome = side_by_side(tmp_path, {"a": EIGHT, "b": SEVEN}, paper(together=False))
    assert taken(outcome) == {"a": 26, "b": 30}
    assert "headline-stepped-down" not in [one.id for one in outcome.problems if one.where.block == "b"]


def test_heads_of_another_style_and_those_set_strictly_keep_their_size(tmp_path: Path) -> None:
    heads: dict[str, str | list[str]] = {"a": EIGHT, "b": SEVEN, "c": SEVEN}
    more = {"b": {"headline_style": "second"}, "c": {"fit": "strict"}}
    outcome = side_by_side(tmp_path, heads, paper(second=30), **more)
    assert taken(outcome) == {"a": 26, "b": 30, "c": 30}


def test_decks_and_kickers_of_one_style_step_together_too(tmp_path: Path) -> None:
    def decks(folder: str, long: str) -> list[float]:
        blocks = [block("a", "1-2", "1-40"), block("b", "3-4", "1-40")]
        stories = {"a": story(SEVEN, running(480), deck=long), "b": story(SEVEN, running(480), deck="副题")}
        given = paper()
        given["styles"]["deck"]["size"] = 16
        outcome = Draft(blocks, stories, paper=given).set(tmp_path / folder)
        return [tier.taken_pt for fit in outcome.made.fits for tier in fit.heads if tier.tier == "deck"]

    assert decks("long", HAN[:14]) == [15, 15]  # 14 · 16 = 224 pt of 210
    assert decks("short", HAN[:13]) == [16, 16]


def test_heads_are_set_larger_only_if_all_of_their_style_are(tmp_path: Path) -> None:
    # Five characters of 36 pt fill 180 of 210 pt; six would take 216.
    both = side_by_side(tmp_path / "both", {"a": "五字的标题", "b": "五字的标题"}, paper(26))
    assert taken(both) == {"a": 36, "b": 36}
    one = side_by_side(tmp_path / "one", {"a": "五字的标题", "b": "六个字的标题"}, paper(26))
    assert taken(one) == {"a": 26, "b": 26}


def test_a_lesser_style_is_never_set_as_large_as_a_greater_one(tmp_path: Path) -> None:
    def second(folder: str, lead: float) -> float:
        heads: dict[str, str | list[str]] = {"a": SEVEN, "b": "五字的标题"}
        given = paper(lead, 26, **{"fill": 0.8})
        return taken(side_by_side(tmp_path / folder, heads, given, b={"headline_style": "second"}))["b"]

    assert second("far", 63) == 36
    assert second("near", 36) == 26  # the lead's own size


def test_a_lead_is_set_in_two_lines_rather_than_as_small_as_the_next(tmp_path: Path) -> None:
    def both(folder: str, size: float) -> tuple[dict[str, float], int]:
        heads: dict[str, str | list[str]] = {"a": EIGHT, "b": "短标题"}
        outcome = side_by_side(
            tmp_path / folder, heads, paper(30, size, steps_up=0), b={"headline_style": "second"}
        )
        return taken(outcome), len(headline_of(outcome, "a").lines)

    assert both("apart", 24) == ({"a": 26, "b": 24}, 1)
    assert both("level", 26) == ({"a": 30, "b": 26}, 2)


def test_a_lesser_style_gives_way_to_a_lead_whose_lines_are_chosen(tmp_path: Path) -> None:
    heads: dict[str, str | list[str]] = {"a": [EIGHT, "第二行"], "b": "短标题"}
    outcome = side_by_side(tmp_path, heads, paper(30, 26, steps_up=0), b={"headline_style": "second"})
    assert taken(outcome) == {"a": 26, "b": 24}
    assert told(outcome, "b").what == (
        "The headline is set at 24 pt instead of 26 pt, so that it is smaller than that of a, of a larger style."
    )


def test_one_that_is_too_long_for_any_size_is_set_smaller_alone_and_named(tmp_path: Path) -> None:
    outcome = side_by_side(tmp_path, {"a": running(100), "b": SEVEN, "c": EIGHT}, paper())
    assert taken(outcome) == {"a": 14, "b": 26, "c": 26}
    assert "the other heads of its style on the page have 26 pt" in told(outcome, "a").what
    assert "headline-too-long" in [one.id for one in outcome.problems if one.where.block == "a"]


def two_bodies(
    folder: Path, size: float, lengths: tuple[int, int], mate: str = "headline"
) -> tuple[Outcome, dict[str, float]]:
    """Two stories of so many characters, in ten lines of three legs under a head of 42 pt, in nine under one of 48 pt.
    They don't begin level, so that their heads may take white of their bodies.
    """
    above = {"kind": "white", "columns": "1-6", "lines": "1-2"}
    blocks = [block("a", "1-3", "3-16"), block("b", "4-6", "4-17", headline_style=mate)]
    stories = {name: story("标题字", running(count)) for name, count in zip("ab", lengths, strict=True)}
    outcome = Draft([*blocks, above], stories, paper=paper(size, size, steps_up=0)).set(folder)
    return outcome, taken(outcome)


def test_a_style_is_stepped_for_the_body_of_one_and_all_are_told(tmp_path: Path) -> None:
    both, found = two_bodies(tmp_path, 48, (290, 264))
    assert found == {"a": 42, "b": 42}
    assert "overset" not in ids(both)
    assert "to make room for the body, and with it that of b" in told(both, "a").what
    assert told(both, "a").hint.endswith("and it has its size")
    assert told(both, "b").what.endswith(
        "as that of a has its size to make room for the body: heads of one style have one size."
    )
    assert told(both, "b").hint == "shorten the body of a"
    assert [step.what for fit in both.made.fits for step in fit.done].count("headline") == 2


def test_a_style_is_not_stepped_for_a_body_where_one_of_its_stories_would_not_fit(tmp_path: Path) -> None:
    full, short = 292, 150
    # The short one leaves four lines a leg, and fits under a larger head, which the full one has no room for.
    _, found = two_bodies(tmp_path / "full", 42, (short, full))
    assert found == {"a": 42, "b": 42}
    _, found = two_bodies(tmp_path / "room", 42, (short, 200))
    assert found == {"a": 48, "b": 48}
    _, found = two_bodies(tmp_path / "other", 42, (short, full), "second")
    assert found == {"a": 48, "b": 42}


def test_a_page_of_a_jump_is_the_same_made_up_by_itself(tmp_path: Path) -> None:
    """The first part's head is as small as its neighbour's: where it ends depends on that."""

    def draft(head: str) -> Draft:
        first = [block("a", "1-2", "1-20", jump_to="A02"), block("b", "3-4", "1-40")]
        rest = [block("a", "1-6", "1-20", jump_from="A01")]
        stories = {"a": story("标题字", "天地玄黄。" * 150), "b": story(head, running(500))}
        return Draft(
            pages=[{"name": "A01", "blocks": first}, {"name": "A02", "blocks": rest}],
            stories=stories,
            paper=paper(48, steps_up=0, white_lines=0),
        )

    def check(folder: str, head: str) -> tuple[str, str]:
        outcome, catalogue = set_edition(draft(head).write(tmp_path / folder))
        assert "copy-lost" not in ids(outcome)
        edition = outcome.edition
        wardrobe = open_wardrobe(edition.paper, catalogue)
        alone = make_up(edition, wardrobe, MakeupOptions(pages=frozenset({"A02"})))
        [page] = alone.scene.pages
        assert page == outcome.made.scene.pages[1]
        last = edition.model.pages[1]
        text = "".join(line.text for line in page.regions[0].lines if line.role == "body")
        return page_key(last, open_desk(edition, wardrobe).at_page(last)), text

    # 48 pt takes four lines of 15 pt, 42 pt three.
    plain, smaller = check("plain", "四字的题"), check("smaller", "天地玄黄宇")
    assert plain[0] != smaller[0] and plain[1] != smaller[1]


def with_photo(folder: Path, first: int, **more: Any) -> tuple[float, Outcome]:
    """A head of four characters that fills more of its measure at 48 pt, over a photo from a line on."""
    draft = Draft(
        [
            block("a", "1-2", "1-30", **more),
            {"kind": "photo", "photo": "p", "columns": "1-2", "lines": f"{first}-{first + 8}", "inside": "a"},
        ],
        {"a": story("四字的题", running(300))},
        {"p": {"file": "p.jpg", "caption": "图", "credit": "某 摄"}},
        {"p.jpg": (900, 500)},
        paper=paper(42, fill=0.85),
    )
    outcome = draft.set(folder)
    return headline_of(outcome, "a").taken_pt, outcome


def test_no_head_is_set_larger_into_what_stands_in_its_story(tmp_path: Path) -> None:
    # 42 pt takes three lines of 15 pt and one of white, 48 pt four and one.
    free, _ = with_photo(tmp_path / "free", 12)
    assert free == 48
    size, outcome = with_photo(tmp_path / "tight", 5)
    assert size == 42
    assert "over-head" not in ids(outcome)


def test_no_head_is_set_larger_than_the_lines_that_its_block_gives_it(tmp_path: Path) -> None:
    assert with_photo(tmp_path / "four", 12, head_lines=4)[0] == 42
    assert with_photo(tmp_path / "five", 12, head_lines=5)[0] == 48


def test_no_head_is_set_larger_than_its_place_in_the_text_is_deep(tmp_path: Path) -> None:
    def size(lines: str) -> float:
        return with_photo(tmp_path / lines, 12, head={"columns": "1-2", "lines": lines})[0]

    assert (size("1-3"), size("1-4")) == (42, 48)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    heads=st.lists(st.text(alphabet=HAN + "，", min_size=1, max_size=14), min_size=2, max_size=3),
    lengths=st.lists(st.integers(60, 420), min_size=3, max_size=3),
    second=st.sampled_from([18, 24, 26, 36]),
    styled=st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_no_two_heads_of_a_style_differ_on_a_page(
    tmp_path_factory: pytest.TempPathFactory,
    heads: list[str],
    lengths: list[int],
    second: int,
    styled: list[bool],
) -> None:
    blocks, stories = [], {}
    for at, head in enumerate(heads):
        style = "second" if styled[at] else "headline"
        name = f"s{at}"
        blocks.append(block(name, f"{2 * at + 1}-{2 * at + 2}", "1-20", headline_style=style))
        stories[name] = story(head.strip("，") or "题", running(lengths[at]))
    outcome = Draft(blocks, stories, paper=paper(30, second)).set(tmp_path_factory.mktemp("page"))
    assert "copy-lost" not in ids(outcome)
    sizes: dict[str, set[float]] = {}
    for fit in outcome.made.fits:
        tier = headline_of(outcome, fit.block)
        if not tier.too_long:
            sizes.setdefault(tier.style, set()).add(tier.taken_pt)
    assert all(len(found) == 1 for found in sizes.values()), sizes
    if len(sizes) == 2:
        [large], [small] = sizes["headline"], sizes["second"]
        if second != 30:
            assert (small < large) == (second < 30)
