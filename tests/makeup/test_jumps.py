"""Stories on three pages and more (转版): where each part begins, its jump lines, and what holds which pages."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from layout.plan.press_settings import PressWish
from layout.press.tags.elements import Mark
from layout.press.tags.structure import build_structure
from layout.publish import Outcome, set_edition
from layout.scene import Region, Scene, Span
from layout.scene.proofs.copyproof import lost_copy
from tests.editions import Draft, block, ids, lines, prose, running, story

SENTENCES = "".join(f"{running(17)}{running(23)}" for _ in range(4))


def chain(name: str = "a", last: str = "1-40", **middle: object) -> list[dict[str, Any]]:
    """A01 → A02 → A04."""
    return [
        {"name": "A01", "blocks": [block(name, "1-2", "1-12", jump_to="A02")]},
        {"name": "A02", "blocks": [block(name, "1-2", "1-12", jump_from="A01", jump_to="A04", **middle)]},
        {"name": "A03", "blocks": []},
        {"name": "A04", "blocks": [block(name, "1-2", last, jump_from="A02")]},
    ]


def draft(pages: list[dict[str, Any]], *paragraphs: str) -> Draft:
    return Draft(pages=pages, stories={"a": story("很长的题", *paragraphs, jump_head="短题")})


def parts_of(scene: Scene, name: str = "a") -> list[Region]:
    return [region for page in scene.pages for region in page.regions if region.story == name]


def body_of(region: Region) -> list[Span]:
    return [line.span for line in lines(region) if line.span is not None]


def jumps_of(region: Region) -> list[str]:
    return [line.text for line in lines(region, "jump")]


def test_a_story_on_three_pages_goes_on_at_a_sentence_twice(tmp_path: Path) -> None:
    outcome = draft(chain(), *[SENTENCES] * 4).set(tmp_path)
    scene = outcome.made.scene
    parts = parts_of(scene)
    assert [jumps_of(part) for part in parts] == [
        ["（下转第2版）"],
        ["（上接第1版）", "（下转第4版）"],
        ["（上接第2版）"],
    ]
    assert [[line.text for line in lines(part, "headline")] for part in parts] == [
        ["很长的题"],
        ["短题"],
        ["短题"],
    ]
    for before, behind in pairwise(parts):
        last, first = body_of(before)[-1], body_of(behind)[0]
        assert (last.part, last.end) == (first.part, first.start)
        assert lines(before)[-1].text.endswith("。")
    spans = [span for part in parts for span in body_of(part)]
    assert (spans[0].start, spans[-1].part, spans[-1].end) == (0, "body[3]", len(SENTENCES))
    assert not {"copy-lost", "jump-back", "overset"} & set(ids(outcome))
    # The line back begins the middle part at its left edge, the line on ends it at its right.
    back, on = lines(parts[1], "jump")
    assert back.x == parts[1].legs[0].x and back.baseline < lines(parts[1])[0].baseline
    assert round(on.x + on.width, -2) == round(parts[1].legs[-1].right, -2)


def test_one_paragraph_may_be_cut_twice(tmp_path: Path) -> None:
    """The second cut is in the paragraph that the first left the end of."""
    outcome = draft(chain(), SENTENCES * 3).set(tmp_path)
    parts = parts_of(outcome.made.scene)
    spans = [body_of(part) for part in parts]
    assert {span.part for found in spans for span in found} == {"body[0]"}
    assert [found[0].start for found in spans] == [0, spans[0][-1].end, spans[1][-1].end]
    assert spans[2][-1].end == 3 * len(SENTENCES)
    assert "copy-lost" not in ids(outcome)


def test_a_middle_part_alone_is_as_in_the_whole_edition(tmp_path: Path) -> None:
    root = draft(chain(), *[SENTENCES] * 4).write(tmp_path)
    whole = parts_of(set_edition(root)[0].made.scene)
    for number, page in enumerate(("A01", "A02", "A04")):
        alone = set_edition(root, wish=PressWish(pages=(page,)))[0].made.scene
        assert [found.items for found in parts_of(alone)] == [whole[number].items]


def test_the_last_part_depends_on_what_stands_in_the_first(tmp_path: Path) -> None:
    def last(folder: str, rows: str) -> Region:
        motto = {"kind": "motto", "columns": "2", "lines": rows, "inside": "a"}
        pages = chain()
        pages[0]["blocks"].append(motto | {"text": [{"text": "语", "style": "kicker"}]})
        root = draft(pages, *[SENTENCES] * 4).write(tmp_path / folder)
        kept = parts_of(set_edition(root, wish=PressWish(kept=tmp_path / "kept"))[0].made.scene)
        assert kept == parts_of(set_edition(root)[0].made.scene)
        return kept[-1]

    assert last("short", "8-9").items != last("long", "5-10").items


def test_what_has_no_room_is_told_of_the_last_part_with_a_hint_that_holds(tmp_path: Path) -> None:
    outcome = draft(chain(last="1-20"), *[SENTENCES] * 4).set(tmp_path)
    [over] = [problem for problem in outcome.problems if problem.id == "overset"]
    assert (over.where.page, over.hint[:4]) == ("A04", "cut ")
    assert [part.overset is None for part in parts_of(outcome.made.scene)] == [True, True, False]
    count = int(over.hint.split()[1])
    cut = SENTENCES[: -count - 1] + "。"
    mended = draft(chain(last="1-20"), *[SENTENCES] * 3, cut).set(tmp_path / "mended")
    assert "overset" not in ids(mended)


def test_a_part_that_has_nothing_left_to_go_on_with_is_told(tmp_path: Path) -> None:
    outcome = draft(chain(), running(60), running(9)).set(tmp_path)
    assert "no-place-to-jump" in ids(outcome)
    assert "copy-lost" not in ids(outcome)


def test_the_middle_part_may_run_the_other_way(tmp_path: Path) -> None:
    outcome = draft(chain(writing="vertical", legs=2), *[SENTENCES] * 4).set(tmp_path)
    parts = parts_of(outcome.made.scene)
    assert [all(line.vertical for line in lines(part)) for part in parts] == [False, True, False]
    spans = [span for part in parts for span in body_of(part)]
    assert sum(span.end - span.start for span in spans) == 4 * len(SENTENCES)
    assert jumps_of(parts[1]) and "copy-lost" not in ids(outcome)


def test_the_short_head_of_each_part_is_proved_and_read_by_itself(tmp_path: Path) -> None:
    scene = draft(chain(), *[SENTENCES] * 4).set(tmp_path).made.scene
    assert not lost_copy(scene)
    found = build_structure(scene, scene.pages)
    [article] = [element for element in found.elements if element.kind == "Art"]
    heads = [part for part in article.kids if not isinstance(part, Mark) and part.kind in ("H1", "H2")]
    sheets = [{mark.sheet for mark in head.kids if isinstance(mark, Mark)} for head in heads]
    assert sheets == [{0}, {1}, {3}]

    # The last head taken away, and one more: both are told.
    last = scene.pages[-1]
    without = tuple(
        replace(region, items=tuple(item for item in region.items if item not in lines(region, "headline")))
        for region in last.regions
    )
    less = replace(scene, pages=(*scene.pages[:-1], replace(last, regions=without)))
    assert [problem.where.field for problem in lost_copy(less)] == ["jump_head"]
    fewer = replace(scene, copy=tuple(dict.fromkeys(scene.copy)))
    assert "jump_head" in {problem.where.field for problem in lost_copy(fewer)}


def jumping(*parts: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Pages with parts of one story, by the page of each."""
    pages: dict[str, list[dict[str, Any]]] = {name: [] for name in ("A01", "A02", "A03")}
    for number, (page, keys) in enumerate(parts):
        own = block("a", f"{2 * number + 1}-{2 * number + 2}", "1-12", **keys)
        pages[page].append(own if not pages[page] else own | {"id": f"a{number}"})
    return [{"name": name, "blocks": blocks} for name, blocks in pages.items()]


CIRCLES: dict[str, tuple[str, tuple[tuple[str, dict[str, Any]], ...]]] = {
    "two parts go on on one page": (
        "jump-fork",
        (
            ("A01", {"jump_to": "A02"}),
            ("A02", {"jump_from": "A01"}),
            ("A02", {"jump_from": "A01"}),
        ),
    ),
    "it comes back": (
        "jump-fork",
        (
            ("A01", {"jump_to": "A02"}),
            ("A02", {"jump_from": "A01", "jump_to": "A01"}),
            ("A01", {"jump_from": "A02"}),
        ),
    ),
    "it never begins": (
        "jump-circle",
        (
            ("A01", {"jump_from": "A02", "jump_to": "A02"}),
            ("A02", {"jump_from": "A01", "jump_to": "A01"}),
        ),
    ),
    "nothing answers the middle": (
        "jump-unanswered",
        (
            ("A01", {"jump_to": "A02"}),
            ("A02", {"jump_from": "A01", "jump_to": "A03"}),
            ("A03", {"jump_from": "A01"}),
        ),
    ),
}


@pytest.mark.parametrize("case", CIRCLES)
def test_parts_that_do_not_make_a_chain_are_refused(tmp_path: Path, case: str) -> None:
    problem, parts = CIRCLES[case]
    outcome = draft(jumping(*parts), *[SENTENCES] * 2).set(tmp_path)
    told = [found for found in outcome.problems if found.id == problem]
    assert told and all(found.severity == "refused" and found.where.line for found in told)
    assert outcome.edition.held


def test_stories_that_wait_for_each_other_are_refused(tmp_path: Path) -> None:
    """Each stands in the other where it goes on: neither can be set first."""
    pages: list[dict[str, Any]] = [
        {
            "name": "A01",
            "blocks": [
                block("b", "1-4", "1-30", jump_from="A02"),
                block("a", "2-3", "8-20", inside="b", jump_to="A02"),
            ],
        },
        {
            "name": "A02",
            "blocks": [
                block("a", "1-4", "1-30", jump_from="A01"),
                block("b", "2-3", "8-20", inside="a", jump_to="A01"),
            ],
        },
        {"name": "A03", "blocks": []},
    ]
    outcome = Draft(pages=pages, stories={name: story("题", SENTENCES) for name in "ab"}).set(tmp_path)
    assert {"jump-circle"} <= set(ids(outcome)) and outcome.edition.held == {"A01", "A02"}


def test_a_jump_to_an_earlier_page_is_told(tmp_path: Path) -> None:
    def told(*parts: tuple[str, dict[str, Any]]) -> Outcome:
        return draft(jumping(*parts), *[SENTENCES] * 2).set(tmp_path / parts[0][0])

    back = told(("A02", {"jump_to": "A01"}), ("A01", {"jump_from": "A02"}))
    [problem] = [problem for problem in back.problems if problem.id == "jump-back"]
    assert (problem.severity, problem.where.page, problem.where.field) == ("warning", "A02", "jump_to")
    assert not back.edition.held and "copy-lost" not in ids(back)
    on = told(("A01", {"jump_to": "A02"}), ("A02", {"jump_from": "A01"}))
    assert "jump-back" not in ids(on)


def test_every_later_part_waits_for_a_page_whose_plan_cannot_be_used(tmp_path: Path) -> None:
    pages = chain()
    pages[0]["blocks"].append(block("b", "4-6", "1-20", headline_style="nobody"))
    made = draft(pages, *[SENTENCES] * 4)
    made.stories["b"] = story("题", prose(90))
    outcome = made.set(tmp_path)
    assert outcome.edition.held == {"A01", "A02", "A04"}
    assert [problem.where.page for problem in outcome.problems if problem.id == "page-waits"] == [
        "A02",
        "A04",
    ]


def test_a_part_that_goes_on_amid_a_paragraph_that_begins_a_leg_begins_its_own_leg(tmp_path: Path) -> None:
    pages = [*chain()[:1], {"name": "A02", "blocks": [block("a", "1-2", "1-30", jump_from="A01")]}]
    outcome = draft(pages, running(40), f"<||>{SENTENCES}").set(tmp_path)
    first = parts_of(outcome.made.scene)[1]
    assert lines(first)[0].baseline - lines(first, "jump")[0].baseline == 15_000
    assert lines(first)[0].x == first.legs[0].x
