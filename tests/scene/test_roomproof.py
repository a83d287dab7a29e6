"""Every build proves that no ink lies over other ink, or outside of its place: the proof is tested on spoilt scenes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.problems import Problem, Refused
from layout.publish import set_edition
from layout.scene import Advert, Box, Item, Line, Page, Picture, Region, Rule, Scene, Wave
from layout.scene.proofs.roomproof import lies_wrong
from tests.editions import Draft, block, ids, paper_with, running, story
from tests.finished import one_page, pdf, saved
from tests.scene.roomcases import any_case

GRIDS: dict[str, dict[str, Any]] = {
    "level": {"writing": "horizontal", "lines": 54},
    "upright": {"writing": "vertical", "lines": 44, "column_em": 8},
}


def draft_of(writing: str) -> Draft:
    """A page with a block of each kind that has ink: 6 columns, furniture, stories with all that may stand in one."""
    upright = writing == "upright"
    last = 44 if upright else 54
    paper = paper_with(
        grid=GRIDS[writing],
        rules={"between_blocks": {"width_pt": 0.3}, "between_legs": {"width_pt": 0.25}},
        fit={"mode": "strict"},
        press={"marks": ["crop", "slug"]},
        styles={
            "summary": {"face": "kai", "size": 10, "align": "start"},
            "headline": {"face": "hei", "weight": 700, "size": 24, "align": "center"},
            "table": {"face": "hei", "size": 8, "leading": 12},
            "quote": {"face": "kai", "size": 14, "align": "center"},
            "index": {"face": "song", "size": 9, "leading": 13, "align": "start"},
        },
    )
    lead = story(
        "头条标题",
        "天地（宇宙）{洪|hóng}荒，" + running(150),
        "## 小标题",
        running(100),
        kicker="引题",
        deck="副题",
        summary=running(30),
        byline="某人",
    )
    photo = {"file": "p.jpg", "caption": "图说" * 4, "credit": "某 摄"}
    blocks: list[dict[str, Any]] = [
        {"kind": "folio", "place": "head", "left": "左", "right": "右"},
        {
            "kind": "nameplate",
            "id": "plate",
            "columns": "1-2",
            "lines": "1-4",
            "text": [{"text": "方格报", "style": "headline"}],
            "frame": {"tint": "tint"},
        },
        {"kind": "rule", "id": "line", "columns": "3-6", "lines": "4"},
        block("a", "1-3", "5-30", drop_cap=2),
        {"kind": "photo", "photo": "p", "inside": "a", "columns": "2", "lines": "20-30"},
        {
            "kind": "quote",
            "id": "said",
            "story": "a",
            "text": "天地",
            "inside": "a",
            "columns": "3",
            "lines": "24-30",
            "above": {"width_pt": 1},
        },
        block("b", "4-6", "5-18", kind="sidebar", frame={"border": "wave", "border_pt": 4}),
        block("c", "4-6", "19-30", kind="sidebar", legs=2),
        {"kind": "photo", "photo": "q", "columns": "1-3", "lines": "31-40"},
        {"kind": "photo-group", "id": "group", "photos": ["r", "s"], "columns": "4-6", "lines": "31-40"},
        {"kind": "table", "id": "rows", "table": "t", "columns": "1-3", "lines": f"41-{last}"},
        {"kind": "advert", "advert": "ad", "scale": "fill", "columns": "4-5", "lines": f"41-{last}"},
        {
            "kind": "index",
            "id": "contents",
            "entries": [{"story": "a", "title": "头条"}],
            "columns": "6",
            "lines": f"41-{last}",
        },
    ]
    return Draft(
        blocks,
        {"a": lead, "b": story("框内", running(60)), "c": story("又一框", running(120))},
        photos=dict.fromkeys("pqrs", photo),
        pictures={"p.jpg": (600, 400)},
        adverts={"ad": {"file": "ad.pdf", "alt": "某店"}},
        tables={
            "t": {"title": "表", "columns": [{"heading": "甲"}, {"heading": "乙"}], "rows": [["一", "二"]]}
        },
        paper=paper,
    )


@cache
def sound(writing: str, folder: Path) -> Scene:
    boxes = b"/MediaBox [0 0 200 200]"
    saved(pdf(one_page(b"0 0 9 9 re f", page=boxes)), folder / "adverts/ad.pdf")
    outcome = draft_of(writing).set(folder)
    assert not {"lies-over", "lies-outside", "copy-lost", "no-room", "over-head", "too-deep"} & {
        *ids(outcome)
    }
    return outcome.made.scene


@pytest.fixture(scope="module", params=GRIDS)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return sound(request.param, tmp_path_factory.mktemp(request.param))


def moved(item: Item, dx: int, dy: int) -> Item:
    """An item so much further right and down."""
    if isinstance(item, Line):
        runs = tuple(replace(run, x=run.x + dx, baseline=run.baseline + dy) for run in item.runs)
        marks = tuple(moved_stroke(mark, dx, dy) for mark in item.marks)
        return replace(item, x=item.x + dx, baseline=item.baseline + dy, runs=runs, marks=marks)
    if isinstance(item, Rule | Wave):
        return moved_stroke(item, dx, dy)
    return replace(item, rect=replace(item.rect, x=item.rect.x + dx, y=item.rect.y + dy))


def moved_stroke(stroke: Rule | Wave, dx: int, dy: int) -> Rule | Wave:
    return replace(stroke, x1=stroke.x1 + dx, y1=stroke.y1 + dy, x2=stroke.x2 + dx, y2=stroke.y2 + dy)


def page_of(scene: Scene) -> Page:
    return scene.pages[0]


def region(scene: Scene, name: str) -> Region:
    return next(one for one in page_of(scene).regions if one.id == name)


def changed(scene: Scene, name: str, change: Callable[[Item], Item | None]) -> Scene:
    """The scene with the items of one block changed; those that the change gives None for stay."""
    regions = tuple(
        replace(one, items=tuple(change(item) or item for item in one.items)) if one.id == name else one
        for one in page_of(scene).regions
    )
    return replace(scene, pages=(replace(page_of(scene), regions=regions),))


def middle(item: Item) -> tuple[int, int]:
    """The middle of a line's first glyph, of a picture or of an advertisement."""
    if isinstance(item, Line):
        run = next(run for run in item.runs if not run.annotation and run.xs)
        x, y = run.origin
        return (x, y + run.size // 2) if run.turn != "level" else (x + run.size // 2, y - run.size * 3 // 8)
    assert isinstance(item, Picture | Advert | Box)
    return item.rect.x + item.rect.width // 2, item.rect.y + item.rect.height // 2


def onto(scene: Scene, one: tuple[str, Item], other: tuple[str, Item]) -> Scene:
    """The scene with one block's item moved so that its middle is another item's."""
    (x, y), (to_x, to_y) = middle(one[1]), middle(other[1])
    return changed(scene, one[0], lambda item: moved(item, to_x - x, to_y - y) if item is one[1] else None)


def first(scene: Scene, name: str, role: str) -> tuple[str, Item]:
    """The first line of a role in a block; its first picture or advertisement, for `picture`."""
    for item in region(scene, name).items:
        if isinstance(item, Line) and item.role == role and any(item.runs):
            return name, item
        if role == "picture" and isinstance(item, Picture | Advert):
            return name, item
    raise AssertionError(f"{name} has no {role}")


def over(problems: tuple[Problem, ...], *names: str) -> list[Problem]:
    """The problems of ink over ink that name all of these."""
    return [one for one in problems if one.id == "lies-over" and all(name in one.what for name in names)]


def test_a_sound_page_is_silent(scene: Scene) -> None:
    assert lies_wrong(scene) == ()
    kinds = {type(item) for one in page_of(scene).regions for item in one.items}
    assert kinds == {Line, Box, Rule, Wave, Picture, Advert}


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (("p", "picture"), ("a", "summary"), ("The photo p", "the summary of a", "blocks p and a")),
        (("p", "picture"), ("a", "byline"), ("The photo p", "the byline of a")),
        (("p", "caption"), ("a", "body"), ("The caption of p", "the body[0] of a")),
        (("a", "headline"), ("a", "deck"), ("The deck[0] of a", "the headline[0] of a", "block a")),
        (("a", "headline"), ("a", "body"), ("headline[0] of a", "body[0] of a")),
        (("a", "body"), ("a", "subhead"), ("body[0] of a", "body[1] of a")),
        (("a", "body"), ("c", "body"), ("body[0] of a", "body[0] of c")),
        (("said", "quote"), ("a", "body"), ("quote line “天地” of said", "body[0] of a")),
        (("q", "caption"), ("q", "picture"), ("The photo q", "the caption of q", "block q")),
        (("group", "picture"), ("q", "picture"), ("The photo r", "the photo q")),
        (("rows", "table"), ("rows", "table-title"), ("rows[0][0] of t", "title of t")),
        (("ad", "picture"), ("rows", "table"), ("The advertisement ad", "the rows[0][0] of t")),
        (("contents", "index"), ("c", "body"), ("index line “头条” of contents", "body[0] of c")),
        (("plate", "nameplate"), ("a", "body"), ("nameplate line “方格报” of plate", "body[0] of a")),
        (("folio-1", "folio"), ("b", "headline"), ("folio line “左”", "headline[0] of b")),
    ],
)
def test_a_thing_that_lies_over_another_is_told_with_both_names(
    scene: Scene, one: tuple[str, str], other: tuple[str, str], names: tuple[str, ...]
) -> None:
    spoilt = onto(scene, first(scene, *one), first(scene, *other))
    found = over(lies_wrong(spoilt), *(name.removeprefix("The ").removeprefix("the ") for name in names))
    assert len(found) == 1
    assert found[0].severity == "press"
    assert (found[0].where.page, found[0].where.area_mm is not None) == ("A01", True)
    assert found[0].where.block in {one[0], other[0]}


def test_the_place_of_a_problem_is_what_the_two_have_in_common(scene: Scene) -> None:
    name, item = first(scene, "q", "picture")
    assert isinstance(item, Picture)
    _, other = first(scene, "c", "body")
    [told] = over(lies_wrong(onto(scene, (name, item), ("c", other))), "photo q", "body[0] of c")
    left, top, right, bottom = told.where.area_mm or (0, 0, 0, 0)
    x, y = (side * 25.4 / 72_000 for side in middle(other))
    assert left <= x <= right and top <= y <= bottom
    assert (told.where.photo, told.where.block) == ("q", "q")


def nudged(item: Item) -> Item:
    return moved(item, 40, -40)


@pytest.mark.parametrize(
    "name", ["a", "p", "said", "b", "c", "q", "group", "rows", "ad", "contents", "plate"]
)
def test_four_hundredths_of_a_point_are_nothing(scene: Scene, name: str) -> None:
    assert lies_wrong(changed(scene, name, nudged)) == ()


def test_any_line_or_picture_on_any_other_is_told_with_both_blocks(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("any-pair")

    @given(st.sampled_from([*GRIDS]), st.data())
    def told(writing: str, data: st.DataObject) -> None:
        scene = sound(writing, folder / writing)
        inked = [
            (one.id, item)
            for one in page_of(scene).regions
            for item in one.items
            if isinstance(item, Picture | Advert) or (isinstance(item, Line) and item.text.strip())
            if one.kind != "slug"
        ]
        one, other = data.draw(st.sampled_from(inked)), data.draw(st.sampled_from(inked))
        assume(one[1] is not other[1])
        found = over(lies_wrong(onto(scene, one, other)))
        pairs = [f"blocks {one[0]} and {other[0]}", f"blocks {other[0]} and {one[0]}"]
        assert any(pair in problem.what for problem in found for pair in [*pairs, f"block {one[0]}"])

    told()


def test_a_photo_that_grows_up_over_the_summary_is_told(scene: Scene) -> None:
    summary = first(scene, "a", "summary")[1]
    assert isinstance(summary, Line)

    def grown(item: Item) -> Item | None:
        if not isinstance(item, Picture):
            return None
        rect, (x, y) = item.rect, middle(summary)
        if summary.vertical:  # the head stands right of the photo
            return replace(item, rect=replace(rect, width=x - rect.x))
        return replace(item, rect=replace(rect, y=y, height=rect.bottom - y))

    problems = lies_wrong(changed(scene, "p", grown))
    assert over(problems, "The photo p", "summary of a")
    assert over(problems, "The photo p", "body[0] of a")  # what stood between the two


def test_the_white_between_the_lines_of_a_head_is_the_heads(scene: Scene) -> None:
    headline, deck = (first(scene, "a", role)[1] for role in ("headline", "deck"))
    (x, y), (to_x, to_y) = middle(headline), middle(deck)
    size = (1_000, 1_000)

    def small(item: Item) -> Item | None:
        if not isinstance(item, Picture):
            return None
        # Between the two lines and over none of them.
        rect = replace(
            item.rect, x=(x + to_x) // 2 + 6_000, y=(y + to_y) // 2 + 6_000, width=size[0], height=size[1]
        )
        return replace(item, rect=rect)

    upright = isinstance(headline, Line) and headline.vertical
    shift = changed(scene, "p", small)
    told = over(lies_wrong(shift), "The photo p", "head of a" if not upright else "of a")
    assert told


def test_a_rule_through_type_is_told_and_one_over_a_picture_is_not(scene: Scene) -> None:
    x, y = middle(first(scene, "a", "body")[1])
    for name in ("rules", "line"):
        struck = changed(
            scene,
            name,
            lambda item: (
                replace(item, x1=x - 9_000, x2=x + 9_000, y1=y, y2=y) if isinstance(item, Rule) else None
            ),
        )
        assert over(lies_wrong(struck), f"A rule of {name}", "body[0] of a")
    x, y = middle(first(scene, "q", "picture")[1])
    for name, count in (("rules", 1), ("line", 0)):
        crossed = changed(
            scene,
            name,
            lambda item: (
                replace(item, x1=x - 9, x2=x + 9_000, y1=y, y2=y) if isinstance(item, Rule) else None
            ),
        )
        assert len(over(lies_wrong(crossed), f"A rule of {name}", "photo q")) == count


def test_copy_across_its_own_frame_is_told(scene: Scene) -> None:
    [box] = [item for item in region(scene, "c").items if isinstance(item, Box)]

    def onto_the_edge(item: Item) -> Item | None:
        if isinstance(item, Line) and item.role == "headline":
            return moved(item, box.rect.x - middle(item)[0], 0)
        return None

    problems = lies_wrong(changed(scene, "c", onto_the_edge))
    assert over(problems, "A box of c", "headline[0] of c")
    waves = [item for item in region(scene, "b").items if isinstance(item, Wave)]
    x, y = middle(first(scene, "b", "headline")[1])
    side = waves[0]
    spoilt = changed(
        scene, "b", lambda item: moved(item, x - side.x1 - 5_000, y - side.y1) if item is side else None
    )
    assert over(lies_wrong(spoilt), "A wave of b", "headline[0] of b")


@pytest.mark.parametrize(
    ("name", "role", "by", "named"),
    [
        ("a", "body", (-40_000, -40_000), "The body[0] of a"),
        ("q", "picture", (0, 2_000_000), "The photo q"),
        ("ad", "picture", (-2_000_000, 0), "The advertisement ad"),
        ("folio-1", "folio", (0, -60_000), "The folio line “左”"),
        ("rows", "table", (0, 3_000_000), "The rows[0][0] of t"),
    ],
)
def test_what_stands_outside_of_its_block_is_told(
    scene: Scene, name: str, role: str, by: tuple[int, int], named: str
) -> None:
    _, thing = first(scene, name, role)
    problems = lies_wrong(changed(scene, name, lambda item: moved(item, *by) if item is thing else None))
    [told] = [one for one in problems if one.id == "lies-outside"]
    assert told.what.startswith(named)
    assert (told.severity, told.where.block) == ("press", name)


def test_an_advertisement_may_be_half_a_millimetre_larger_than_its_place(scene: Scene) -> None:
    def wider(by: int) -> tuple[Problem, ...]:
        rect = region(scene, "ad").frame

        def change(item: Item) -> Item | None:
            return (
                replace(item, rect=replace(rect, width=rect.width + by)) if isinstance(item, Advert) else None
            )

        return lies_wrong(changed(scene, "ad", change))

    assert wider(1_400) == ()
    assert [one.id for one in wider(1_500)] == ["lies-outside"]


def test_a_block_outside_the_type_area_is_told_and_a_folio_outside_the_trim(scene: Scene) -> None:
    def with_frame(name: str, dy: int) -> tuple[Problem, ...]:
        regions = tuple(
            replace(
                one,
                frame=replace(one.frame, y=one.frame.y + dy),
                items=tuple(moved(item, 0, dy) for item in one.items),
            )
            if one.id == name
            else one
            for one in page_of(scene).regions
        )
        spoilt = lies_wrong(replace(scene, pages=(replace(page_of(scene), regions=regions),)))
        return tuple(one for one in spoilt if one.id == "lies-outside")

    area = page_of(scene).grid.area  # type: ignore[union-attr]
    frame = region(scene, "rows").frame
    [told] = with_frame("rows", area.bottom - frame.bottom + 1_000)
    assert (told.id, told.what) == ("lies-outside", "The block rows reaches out of the type area.")
    folio = region(scene, "folio-1").frame
    assert with_frame("folio-1", -folio.y) == ()  # up to the edge of the page
    assert [one.what for one in with_frame("folio-1", -folio.y - 1_000)] == [
        "The block folio-1 reaches out of the page."
    ]


def test_a_slug_on_the_page_is_told(scene: Scene) -> None:
    height = page_of(scene).height
    slug = region(scene, "slug").frame
    assert lies_wrong(changed(scene, "slug", lambda item: moved(item, 0, height - slug.y))) == ()
    problems = lies_wrong(changed(scene, "slug", lambda item: moved(item, 0, height - slug.bottom - 1_000)))
    assert [one.where.block for one in problems] == ["slug"]


def test_ruby_stands_between_its_own_lines_and_over_no_other_block(scene: Scene) -> None:
    noted = next(
        item
        for item in region(scene, "a").items
        if isinstance(item, Line) and any(run.annotation for run in item.runs)
    )

    def lifted(by: tuple[int, int]) -> tuple[Problem, ...]:
        def change(item: Item) -> Item | None:
            if item is not noted:
                return None
            runs = tuple(
                replace(run, x=run.x + by[0], baseline=run.baseline + by[1]) if run.annotation else run
                for run in noted.runs
            )
            return replace(noted, runs=runs)

        return lies_wrong(changed(scene, "a", change))

    assert lifted((3_000, 3_000)) == ()  # over its own line
    (x, y), (to_x, to_y) = middle(noted), middle(first(scene, "q", "picture")[1])
    assert over(lifted((to_x - x, to_y - y)), "photo q", "body[0] of a")


def test_marks_side_by_side_in_a_vertical_head_are_as_wide_as_the_line(tmp_path: Path) -> None:
    styles = {"summary": {"face": "song", "size": 11, "leading": 13.75}}
    summary = "孩子们一拥而上说算了吧真的吗当然是真的！！" * 4
    placed = block("a", "1-3", "1-24", head={"side": "right"})
    draft = Draft(
        [placed], {"a": story("题", running(200), summary=summary)}, paper=paper_with(styles=styles)
    )
    outcome = draft.set(tmp_path)
    lines = [item for item in outcome.made.scene.pages[0].regions[0].items if isinstance(item, Line)]
    pairs = [run for line in lines if line.vertical for run in line.runs if run.texts == ("！", "！")]
    assert pairs and {run.turn for run in pairs} == {"level"}
    assert "lies-over" not in ids(outcome)


def test_what_a_block_was_told_of_already_is_not_told_again(scene: Scene) -> None:
    spoilt = onto(scene, first(scene, "p", "picture"), first(scene, "a", "summary"))
    told = lies_wrong(spoilt)
    assert over(told, "photo p", "summary of a")
    known = Problem("over-head", "press", "", replace(told[0].where, block="a"), "")
    left = lies_wrong(spoilt, (known,))
    assert not over(left, "photo p", "summary of a")
    assert lies_wrong(spoilt, (replace(known, where=replace(known.where, page="A02")),)) == told
    assert lies_wrong(spoilt, (replace(known, id="loose-line"),)) == told


@given(st.randoms(use_true_random=False))
def test_no_step_of_the_fit_lays_one_thing_over_another(
    tmp_path_factory: pytest.TempPathFactory, pick: Random
) -> None:
    """Whatever is done so that copy fits: heads larger and smaller, white that heads and subheads take, photos deeper
    and shallower, legs that end level, initials. What an editor might do is not tried: hints set nothing on the page.
    """
    draft = any_case(pick)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("layout.makeup.page.MOST_BLOCKS", 0)
        try:
            outcome = set_edition(draft.write(tmp_path_factory.mktemp("fit")))[0]
        except Refused:
            return
    if "no-room" not in ids(outcome):
        assert [one.what for one in outcome.problems if one.id.startswith("lies-")] == []
    assert "copy-lost" not in ids(outcome)
