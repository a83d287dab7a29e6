"""All checks together: on a clean page none objects, on no page does one fail; papers weigh them, reports tell them."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Refused
from layout.objections.table import OBJECTIONS, SOURCES, raise_objections
from layout.plan.objectiontable import OBJECTION_IDS, ObjectionLimits, Weight
from layout.publish import check, publish
from layout.scene import (
    Advert,
    Box,
    GlyphRun,
    Ink,
    Item,
    Line,
    Page,
    PageGrid,
    Picture,
    Rect,
    Region,
    Rule,
    Span,
    Wave,
)
from tests.editions import Draft, block, ids, story
from tests.objections.pages import (
    Blocks,
    all_found,
    copy,
    fixed,
    head,
    japanese,
    page,
    picture,
    rows,
    rule,
    two_heads,
)
from tests.proof.scenes import scene_of

ROOT = Path(__file__).parents[2]
EVERYTHING: dict[str, Weight] = dict.fromkeys(OBJECTION_IDS, "warning")
NO_LIMITS = ObjectionLimits()


def sound_page() -> tuple[Blocks, dict[str, str], dict[str, Any]]:
    """A full page with a lead, two stories, a box and a photo, at which no desk takes offence."""
    blocks = [
        block("lead", "1-4", "1-22"),
        block("second", "5-6", "1-30", headline_style="small"),
        picture("p", "1-2", "23-38", goes_with="third"),
        block("third", "3-4", "23-30", headline_style="small"),
        {"kind": "sidebar", "story": "box", "columns": "1-2", "lines": "39-50", "headline_style": "small"},
        block("fourth", "3-6", "31-50", headline_style="small"),
    ]
    stories = {
        "lead": story(head(10), copy(76)),
        "second": story(head(5), copy(20), "## 小标题", copy(32)),
        "third": story(head(6), copy(10)),
        "box": story(head(3), copy(14, 9)),
        "fourth": story(head(4), copy(68)),
    }
    photos = {"p": {"file": "p.jpg", "caption": "湖边的楼。", "credit": "某某摄"}}
    return blocks, stories, {"photos": photos, "paper": PAPER}


PAPER = fixed(styles={"small": {"face": "hei", "weight": 700, "size": 20, "align": "center"}})


def test_each_id_that_a_paper_can_weigh_has_an_entry_with_a_check_of_its_own() -> None:
    assert tuple(OBJECTIONS) == OBJECTION_IDS
    assert len({rule.check for rule in OBJECTIONS.values()}) == len(OBJECTIONS)
    assert {name for one in OBJECTIONS.values() for name in one.source.split("; ")} == set(SOURCES)


def test_each_id_is_raised_by_a_page_of_these_tests() -> None:
    """A check that nobody has seen at work is none: some test finds each id on a page."""
    raised = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        nothing = {
            node
            for outer in ast.walk(tree)
            if (isinstance(outer, ast.Compare) and ast.unparse(outer.comparators[0]) == "[]")
            or (isinstance(outer, ast.UnaryOp) and isinstance(outer.op, ast.Not))
            for node in ast.walk(outer)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "found" and call not in nothing:
                raised |= {id.value for id in call.args[1:2] if isinstance(id, ast.Constant)}
    assert raised == {*OBJECTION_IDS}


def test_at_a_sound_page_nobody_takes_offence(tmp_path: Path) -> None:
    blocks, stories, more = sound_page()
    outcome = page(tmp_path, blocks, stories, **more)
    assert ids(outcome) == []
    for lang in ("zh-Hans", "en", "ja"):
        assert all_found(replace(outcome.made.scene, lang=lang)) == []


def test_at_a_sound_vertical_page_nobody_takes_offence(tmp_path: Path) -> None:
    paper = japanese(styles={"small": {"face": "hei", "weight": 700, "size": 20, "align": "start"}})
    for style in paper["styles"].values():
        style["profile"] = "ja-newspaper"
    blocks = [
        block("a", "1-4", "1-18"),
        block("b", "1-3", "19-40", headline_style="small"),
        picture("p", "5-6", "1-12"),
        picture("q", "4", "19-26"),
        block("c", "5-6", "13-26", headline_style="small"),
        block("d", "4-6", "27-40", headline_style="small"),
    ]
    stories = {
        "a": story(head(12), copy(60)),
        "b": story(head(13), copy(57)),
        "c": story(head(8), copy(22)),
        "d": story(head(14), copy(33)),
    }
    photos = {name: {"file": f"{name}.jpg", "credit": "某撮影"} for name in "pq"}
    outcome = page(tmp_path, blocks, stories, paper=paper, photos=photos)
    assert ids(outcome) == []
    assert all_found(outcome.made.scene) == []


LENGTH = st.integers(-(10**9), 10**9)
NEAR = st.integers(-10, 1_000_000)
RECTS = st.builds(Rect, *[LENGTH] * 4) | st.builds(Rect, *[NEAR] * 4)
NAMES = st.sampled_from(["a", "b", "c", ""])
ROLES = st.sampled_from(["headline", "kicker", "byline", "body", "subhead", "caption", "credit", "jump"])
KINDS = st.sampled_from(
    ["story", "sidebar", "photo", "advert", "nameplate", "folio", "rule", "rules", "slug", "?"]
)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    texts = tuple(draw(st.lists(st.sampled_from(["天", " ", "。", ""]), max_size=4)))
    xs = tuple(draw(st.lists(LENGTH, min_size=len(texts), max_size=len(texts))))
    run = GlyphRun(
        face=draw(st.sampled_from(["song-400", "hei-700-ja", "", "-1"])),
        size=draw(LENGTH | st.sampled_from([0, 9_000])),
        ink=Ink(),
        x=draw(NEAR),
        baseline=draw(NEAR),
        glyphs=tuple(range(len(texts))),
        xs=xs,
        texts=texts,
        turn=draw(st.sampled_from(["level", "upright", "sideways"])),
        annotation=draw(st.booleans()),
    )
    return Line(
        role=draw(ROLES),
        x=draw(NEAR),
        baseline=draw(NEAR),
        measure=draw(LENGTH),
        width=draw(LENGTH),
        justified=False,
        step="",
        span=draw(st.none() | st.builds(Span, NAMES, NAMES, st.integers(0, 3), st.integers(0, 3))),
        runs=tuple(draw(st.lists(st.just(run), max_size=2))),
        vertical=draw(st.booleans()),
    )


ITEMS = (
    lines()
    | st.builds(Rule, *[NEAR] * 4, LENGTH, st.just(Ink()))
    | st.builds(Box, RECTS)
    | st.builds(Picture, NAMES, NAMES, st.just(""), RECTS, st.just((0, 0, 1, 1)), st.just(""))
    | st.builds(Advert, NAMES, NAMES, st.just(""), RECTS, st.just((0.0, 0.0, 1.0, 1.0)), st.just(""))
)
REGIONS = st.builds(
    Region,
    id=NAMES,
    kind=KINDS,
    story=st.none() | NAMES,
    lang=st.just("zh"),
    frame=RECTS,
    items=st.lists(ITEMS, max_size=6).map(tuple),
    legs=st.lists(RECTS, max_size=4).map(tuple),
    goes_with=st.none() | NAMES,
    inside=st.none() | NAMES,
)
GRIDS = st.builds(
    PageGrid,
    area=RECTS,
    columns=st.integers(-1, 12) | LENGTH,
    column=NEAR,
    gutter=NEAR,
    lines=st.integers(-1, 60),
    leading=st.integers(-1, 20_000),
    em=NEAR,
    vertical=st.booleans(),
)
PAGES = st.builds(
    Page,
    name=NAMES,
    number=st.just(1),
    width=NEAR,
    height=NEAR,
    regions=st.lists(REGIONS, max_size=6).map(tuple),
    grid=st.none() | GRIDS,
)
LIMITS = st.sampled_from([NO_LIMITS, ObjectionLimits(stories=2, full_percent=0, grey_lines=2, grey_legs=1)])


@given(PAGES, LIMITS, st.sampled_from(["zh-Hans", "ja", "en", ""]))
def test_no_scene_is_too_odd_for_a_check(odd: Page, limits: ObjectionLimits, lang: str) -> None:
    scene = replace(scene_of(odd), lang=lang)
    once = raise_objections(scene, EVERYTHING, limits)
    assert once == raise_objections(scene, EVERYTHING, limits)
    assert all(one.id in OBJECTIONS and one.message and one.hint for one in once)


@pytest.fixture(scope="module")
def made_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """A level page and an upright one, with stories, photos, a box and a rule."""
    blocks, stories, more = sound_page()
    level = page(tmp_path_factory.mktemp("level"), blocks, stories, **more)
    flows = [
        block("a", "1", "1-20", more=[{"columns": "2", "lines": "1-12"}]),
        block("b", "1", "21-40", more=[{"columns": "2", "lines": "13-40"}]),
        block("c", "3-4", "1-38"),
        rule("3-4", "39"),
        block("d", "5-6", "1-40"),
    ]
    heads = {name: story(head(5), copy(40), copy(60)) for name in "abcd"}
    upright = page(tmp_path_factory.mktemp("upright"), flows, heads, paper=japanese())
    return [outcome.made.scene.pages[0] for outcome in (level, upright)]


@given(st.data())
def test_no_page_can_be_shaken_so_that_a_check_fails(made_pages: list[Page], data: st.DataObject) -> None:
    """Blocks of real pages moved by whole columns and lines, with items taken out and legs cut."""
    one = data.draw(st.sampled_from(made_pages))
    steps = st.integers(-8, 8)
    regions = []
    for region in data.draw(st.lists(st.sampled_from(one.regions), max_size=8)):
        across, down = data.draw(steps) * 55_000, data.draw(steps) * 15_000
        lost = data.draw(st.sets(st.integers(0, max(0, len(region.items) - 1)), max_size=12))
        kept = [item for at, item in enumerate(region.items) if at not in lost]
        legs = region.legs[: data.draw(st.integers(0, 4))]
        moved_legs = tuple(replace(leg, x=leg.x + across, y=leg.y + down) for leg in legs)
        frame = replace(region.frame, x=region.frame.x + across, y=region.frame.y + down)
        items = tuple(moved(item, across, down) for item in kept)
        regions.append(replace(region, items=items, legs=moved_legs, frame=frame))
    scene = scene_of(replace(one, regions=tuple(regions)))
    limits = ObjectionLimits(stories=2, full_percent=0, grey_lines=5)
    assert all(raised.page == "A01" for raised in raise_objections(scene, EVERYTHING, limits))


def moved(item: Item, across: int, down: int) -> Item:
    """An item of a scene further right and down."""
    if isinstance(item, Line):
        runs = tuple(replace(run, x=run.x + across, baseline=run.baseline + down) for run in item.runs)
        return replace(item, x=item.x + across, baseline=item.baseline + down, runs=runs)
    if isinstance(item, Rule | Wave):
        return replace(item, x1=item.x1 + across, x2=item.x2 + across, y1=item.y1 + down, y2=item.y2 + down)
    return replace(item, rect=replace(item.rect, x=item.rect.x + across, y=item.rect.y + down))


def test_objections_come_page_by_page_in_the_order_of_the_table_from_the_head_down(tmp_path: Path) -> None:
    blocks, stories = two_heads()
    lower = [block("c", "1-3", "11-20"), block("d", "4-6", "11-20"), picture("p", "1", "30-40")]
    stories |= {name: story(head(9), copy(18)) for name in "cd"}
    second = [block("e", "1-3", "1-10"), block("f", "4-6", "1-10")]
    stories |= {name: story(head(9), copy(18)) for name in "ef"}
    pages = [{"name": "A01", "blocks": [*lower, *blocks]}, {"name": "A02", "blocks": second}]
    draft = Draft(
        pages=pages, stories=stories, photos={"p": {"file": "p.jpg"}}, pictures={"p.jpg": (1200, 900)}
    )
    scene = draft.set(tmp_path).made.scene
    told = [(one.page, one.id, one.blocks) for one in raise_objections(scene, {}, NO_LIMITS)]
    assert told == [
        ("A01", "tombstone", ("b", "a")),
        ("A01", "tombstone", ("d", "c")),
        ("A01", "missing-credit", ("p",)),
        ("A02", "tombstone", ("f", "e")),
    ]


def test_the_papers_weight_comes_before_its_language_s(tmp_path: Path) -> None:
    scene = page(tmp_path, *rows(("a", "1-3", "1-30"))).made.scene
    for lang, weights, severities in (
        ("zh-Hans", {}, []),
        ("zh-Hans", {"grey": "error"}, ["error"]),
        ("ja", {}, ["warning"]),
        ("JA-jp", {"grey": "note"}, ["note"]),
        ("en", {"grey": "off"}, []),
    ):
        given: dict[str, Weight] = weights  # type: ignore[assignment]  # literals of the table above
        raised = raise_objections(replace(scene, lang=lang), given, NO_LIMITS)
        assert [one.severity for one in raised if one.id == "grey"] == severities


def draft(weight: Weight | None = None, **more: Any) -> Draft:
    blocks, stories = two_heads()
    paper = {**fixed(), "objections": {"tombstone": weight}} if weight else fixed()
    return Draft(blocks, stories, paper=paper, more=more)


@pytest.mark.parametrize(
    ("weight", "severities", "ready"),
    [(None, ["warning"], True), ("error", ["press"], False), ("note", [], True), ("off", [], True)],
)
def test_check_tells_an_objection_as_grave_as_the_paper_has_it(
    tmp_path: Path, weight: Weight | None, severities: list[str], ready: bool
) -> None:
    outcome = check(draft(weight).write(tmp_path / "edition"))
    told = [one for one in outcome.problems if one.id == "objection-tombstone"]
    assert [one.severity for one in told] == severities
    assert outcome.ready is ready
    assert [one.id for one in outcome.objections] == ["tombstone"] * (weight != "off")
    for one in told:
        assert (one.where.page, one.where.block, one.where.file) == ("A01", "b", "edition.yaml")
        left, top, right, bottom = one.where.area_mm or (0, 0, 0, 0)
        # From the first head's left end, 25 pt into the type area, to the second's right end, 600 pt further.
        assert abs((right - left) * 72 / 25.4 - 600) < 1
        assert abs((bottom - top) * 72 / 25.4 - 30) < 1


def test_an_error_holds_the_press_until_it_is_signed_off(tmp_path: Path) -> None:
    held = publish(draft("error").write(tmp_path / "held"), tmp_path / "out", dpi=40)
    assert not held.ready
    assert not list((tmp_path / "out").glob("pages/*"))
    sign_off = {"rule": "objection-tombstone", "page": "A01", "block": "b", "by": "王编辑"}
    passed = publish(
        draft("error", sign_offs=[sign_off]).write(tmp_path / "passed"), tmp_path / "out2", dpi=40
    )
    assert passed.ready
    assert [one.problem.id for one in passed.signed] == ["objection-tombstone"]
    assert list((tmp_path / "out2").glob("pages/*.pdf"))


def test_the_report_has_every_objection_notes_too_and_the_proof_shows_problems(tmp_path: Path) -> None:
    from PIL import Image

    heights = {}
    for weight in ("note", "warning"):
        out = tmp_path / weight
        publish(draft(weight).write(tmp_path / f"edition-{weight}" / "heads"), out, dpi=40)
        report = json.loads((out / "report.json").read_text("utf-8"))
        (one,) = report["objections"]
        assert (one["id"], one["trade"], one["severity"]) == ("tombstone", "碰题 · 横並び", weight)
        assert (one["page"], one["blocks"], one["source"]) == ("A01", ["b", "a"], "zonble; kyoto; buskin")
        (left, top, right, bottom), _ = one["places_mm"]
        assert (round(right - left, 1), round(bottom - top, 1)) == (95.2, 10.6)  # 270 by 30 pt
        with Image.open(out / "proof" / "heads-A01.png") as proof:
            heights[weight] = proof.height
    assert heights["warning"] > heights["note"]  # a strip below the page lists the problem


@pytest.mark.parametrize(
    ("key", "value", "problem", "hint"),
    [
        ("objections", {"tombston": "off"}, "unknown-name", "did you mean `tombstone`?"),
        ("objections", {"tombstone": "loud"}, "bad-value", ""),
        ("objection_limits", {"storeys": 3}, "unknown-key", "did you mean `stories`?"),
        ("objection_limits", {"stories": 1}, "out-of-range", ""),
    ],
)
def test_a_paper_names_ids_weights_and_limits_that_there_are(
    tmp_path: Path, key: str, value: object, problem: str, hint: str
) -> None:
    blocks, stories = two_heads()
    with pytest.raises(Refused) as refused:
        Draft(blocks, stories, paper={**fixed(), key: value}).set(tmp_path)
    (one,) = refused.value.problems
    assert one.id in (problem, problem.replace("-", "_"))
    assert one.where.file == "paper.yaml"
    assert one.where.line
    assert hint in one.hint


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("wujin", ["broken-page"]),
        ("qianzi", []),
        ("tategumi", ["harakiri", "entotsu"]),
        ("haryeon", []),
        ("weigang", ["broken-page"] * 3),
        ("tarnmouth", []),
    ],
)
def test_what_the_desk_notes_of_the_samples(name: str, notes: list[str]) -> None:
    outcome = check(ROOT / "content" / "editions" / name)
    assert [(one.id, one.severity) for one in outcome.objections] == [(note, "note") for note in notes]
    assert outcome.problems == ()


def test_the_docs_have_the_table_as_it_is() -> None:
    text = (ROOT / "docs" / "objections.md").read_text("utf-8")
    table = text.partition("## Every objection")[2]
    rows_told = re.findall(r"^\| `([\w-]+)` \| (.*) \|$", table, re.MULTILINE)
    assert dict(rows_told) == {
        id: " | ".join((rule.trade, rule.meaning, *astuple(rule.weights), rule.source))
        for id, rule in OBJECTIONS.items()
    }
    for name, source in SOURCES.items():
        assert f"| {name} | {source} |" in text
