"""Type drawn narrower or lower than its size (扁, 長; 平体, 長体): grid, measures and all that stands in a line follow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pypdfium2
import pytest

from content.problems import Refused
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import GlyphRun, Line, Rule, Wave
from layout.scene.tojson import from_json, to_json
from tests.editions import Draft, block, ids, lines, paper_with, region, running, story
from tests.finished import one_page, pdf, saved
from tests.scene.test_roomproof import draft_of

Writing = Literal["horizontal", "vertical"]

NARROW, LOW = {"width_percent": 90}, {"height_percent": 90}

MARKED = (
    "{漢字|かん|じ}の[29]{.tcy}日は、[甲乙]{.name}と[丙丁]{.title}が*読者*だった!?。うち100人がABC Newspaperを読み、"
    "（{活字|ㄏㄨㄛˊ|ㄗˋ}）^①^[墊的是松脂蠟和紙灰]{.warichu}という**太字**で、１・５メートル。"
)
"""Copy with all that a line may have beside it or inside: ruby, zhuyin, dots, lines, figures side by side, notes."""


def paper_in(drawn: Mapping[str, float], writing: Writing = "horizontal", **more: Any) -> dict[str, Any]:
    """The round paper with bodies, subheads and captions drawn so; its grid says nothing of it."""
    caption, middle = {"size": 8, "leading": 12}, {"size": 10, "align": "center"}
    body = {"face": "song", "size": 10, "indent_em": 2, "emphasis_dots": "•"}
    sizes: dict[str, Any] = {"body": body, "caption": caption, "credit": caption, "subhead": middle}
    styles = {name: {**style, **drawn} for name, style in sizes.items()}
    return paper_with(grid={"writing": writing, "lines": 40, "columns": 5}, styles=styles, **more)


def set_copy(folder: Path, paper: dict[str, Any], *copy: str, **more: Any) -> Outcome:
    blocks = [block("a", "1-3", "1-40", **more)]
    return Draft(blocks, {"a": story("", *copy, lang="ja")}, paper=paper).set(folder)


def body_of(outcome: Outcome) -> list[Line]:
    return lines(region(outcome.made.scene, "a"))


def full_lines(outcome: Outcome) -> list[Line]:
    """The lines that characters fill without any space opened."""
    return [line for line in body_of(outcome) if line.justified and not line.step]


def steps_of(run: GlyphRun) -> set[int]:
    return {later - earlier for earlier, later in pairwise(run.xs)}


@pytest.mark.parametrize(("writing", "drawn"), [("horizontal", NARROW), ("vertical", LOW)])
def test_a_column_of_ten_characters_holds_ten_of_flat_type(
    tmp_path: Path, writing: Writing, drawn: Mapping[str, float]
) -> None:
    """90 × 100 in horizontal lines, 100 × 90 in vertical ones: nine points for each of a column's ten characters."""
    paper = paper_in(drawn, writing)
    grid = make_grid(Paper.model_validate(paper))
    assert (grid.em, grid.em_depth, grid.column, grid.gutter) == (9_000, 10_000, 90_000, 9_000)
    assert grid.type_area.width == 5 * 90_000 + 4 * 9_000
    full = full_lines(set_copy(tmp_path, paper, running(300)))
    assert {line.measure for line in full} == {line.width for line in full} == {90_000}
    # The first line of the paragraph is two ems shorter.
    assert {len(line.text) for line in full} == {8, 10}
    assert {step for line in full for run in line.runs for step in steps_of(run)} == {9_000}
    run = full[1].runs[0]
    assert (run.size, run.em, run.em_depth) == (10_000, 9_000, 10_000)
    assert (run.condensed, run.flattened) == ((900, 1000) if writing == "horizontal" else (1000, 900))


@pytest.mark.parametrize(("writing", "drawn"), [("horizontal", LOW), ("vertical", NARROW)])
def test_type_that_is_lower_across_its_lines_keeps_its_measure_and_the_middle_of_its_cell(
    tmp_path: Path, writing: Writing, drawn: Mapping[str, float]
) -> None:
    paper = paper_in(drawn, writing)
    grid = make_grid(Paper.model_validate(paper))
    assert (grid.em, grid.em_depth, grid.column, grid.inset) == (10_000, 9_000, 100_000, 3_000)
    full = full_lines(set_copy(tmp_path, paper, running(300)))
    assert {step for line in full for run in line.runs for step in steps_of(run)} == {10_000}
    if writing == "horizontal":
        # 3 pt of white, and 0.88 of the 9 pt that are left of each em box.
        assert {(line.baseline - grid.top) % grid.leading for line in full} == {3_000 + 7_920}
    else:
        assert {(grid.trim[0] - line.x - grid.top) % grid.leading for line in full} == {7_500}


def test_plain_type_is_drawn_as_it_was(tmp_path: Path) -> None:
    """The control: a width and a height of 100 are no width and no height."""
    whole: dict[str, float] = {"width_percent": 100, "height_percent": 100}
    plain, told = (set_copy(tmp_path, paper_in(drawn), MARKED * 3).made.scene for drawn in ({}, whole))
    assert to_json(plain) == to_json(told)
    assert "condensed" not in to_json(plain) and "flattened" not in to_json(plain)


def places(line: Line) -> Iterator[tuple[str, bool, int, int]]:
    """Each glyph of a line and of what is beside it: its place along the line and across, from the line's start."""
    for run in line.runs:
        for text, x in zip(run.texts, run.xs, strict=True):
            right, down = run.x - line.x, run.baseline - line.baseline
            if run.turn == "level":
                right += x
            else:
                down += x
            yield text, run.annotation, *((down, right) if line.vertical else (right, down))


def strokes(line: Line) -> Iterator[tuple[int, int, int, int]]:
    """Where each line beside text begins and ends along it, how far from it, and its weight."""
    for mark in line.marks:
        assert isinstance(mark, Rule | Wave)
        x1, y1, x2, y2 = mark.ends
        if line.vertical:
            yield y1 - line.baseline, y2 - line.baseline, x1 - line.x, mark.width
        else:
            yield x1 - line.x, x2 - line.x, y1 - line.baseline, mark.width


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize(("wide", "high"), [(90, 100), (100, 90), (80, 110), (120, 75)])
def test_all_that_stands_in_a_line_is_drawn_with_it(
    tmp_path: Path, writing: Writing, wide: float, high: float
) -> None:
    """Ruby, zhuyin, dots, lines beside names, figures side by side, notes in two lines, Latin and its gaps."""
    drawn = {"width_percent": wide, "height_percent": high}
    plain = body_of(set_copy(tmp_path / "plain", paper_in({}, writing), MARKED * 2))
    flat_type = body_of(set_copy(tmp_path / "flat", paper_in(drawn, writing), MARKED * 2))
    along, across = (high, wide) if writing == "vertical" else (wide, high)
    assert [(line.text, line.step) for line in plain] == [(line.text, line.step) for line in flat_type]
    assert any(line.marks for line in plain)
    for line, drawn_line in zip(plain, flat_type, strict=True):
        assert {(run.condensed, run.flattened) for run in drawn_line.runs} == {(10 * wide, 10 * high)}
        for was, now in zip(places(line), places(drawn_line), strict=True):
            assert was[:2] == now[:2]
            # Two roundings of a thousandth of a point each: the run's origin, and the glyph's place in it.
            assert now[2:] == pytest.approx((was[2] * along / 100, was[3] * across / 100), abs=2)
        for was_stroke, stroke in zip(strokes(line), strokes(drawn_line), strict=True):
            begin, end, away, weight = was_stroke
            wanted = (begin * along, end * along, away * across, weight * across)
            assert stroke == pytest.approx([length / 100 for length in wanted], abs=2)


def test_legs_hold_whole_characters_of_flat_type(tmp_path: Path) -> None:
    """Three columns as two legs: 32 em of 9 pt less a gutter, 15 em to each and an em more between them."""
    outcome = set_copy(tmp_path, paper_in(NARROW), running(150), legs=2)
    found = body_of(outcome)
    assert {line.measure for line in found} == {15 * 9_000}
    assert len({line.x for line in found}) == 2
    plain = set_copy(tmp_path / "plain", paper_in({}), running(150), legs=2)
    [fit], [plain_fit] = outcome.made.fits, plain.made.fits
    assert fit.white_characters == plain_fit.white_characters > 0


def test_gaps_are_told_in_ems_of_flat_type(tmp_path: Path) -> None:
    def told(name: str, drawn: Mapping[str, float]) -> list[str]:
        copy = "天地玄黄宇宙 incomprehensibly 洪荒日月盈昃辰宿列张 characteristically 寒来暑往秋收冬藏。"
        problems = set_copy(tmp_path / name, paper_in(drawn), copy, copy).problems
        return [problem.what for problem in problems if problem.id == "loose-line"]

    assert told("plain", {}) == told("flat", {"width_percent": 60}) != []


def test_a_head_of_narrow_type_is_tracked_out_to_its_measure(tmp_path: Path) -> None:
    paper = paper_with(
        styles={"headline": {"size": 30, "leading": 36, "align": "start", "width_percent": 80}},
        headlines={"tracking_em": 0.5, "steps_up": 0},
    )
    draft = Draft([block("a", "1-2", "1-40")], {"a": story("这是七个字标题", running(500))}, paper=paper)
    [line] = lines(region(draft.set(tmp_path).made.scene, "a"), "headline")
    assert line.measure - 10 <= line.width <= line.measure == 210_000


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_a_large_first_letter_is_as_deep_as_its_lines_in_flat_type(tmp_path: Path, writing: Writing) -> None:
    drawn = {"width_percent": 80} if writing == "horizontal" else {"height_percent": 80}
    outcome = set_copy(tmp_path, paper_in(drawn, writing), running(300), drop_cap=2)
    letter, first, *rest = body_of(outcome)
    # From the first line's em box to the second one's foot, as in plain type; four fifths of that along the line.
    assert (letter.runs[0].em_depth, letter.runs[0].em) == (25_000, 20_000)
    # With a quarter of an em beside it that is 22 pt: three whole characters of 8 pt are taken from the line.
    assert first.measure == rest[0].measure == 80_000 - 24_000
    assert rest[1].measure == 80_000
    assert "copy-lost" not in ids(outcome) and "lies-over" not in ids(outcome)


@pytest.mark.parametrize("text", [running(300), "A" + running(300)])
def test_a_large_first_letter_of_low_type_is_as_deep_as_its_lines_too(tmp_path: Path, text: str) -> None:
    """Its em box reaches 15 pt further down than one of 8 pt; a capital from the tops of the body's to the second line's
    foot.
    """
    letter, first, second, *_ = body_of(
        set_copy(tmp_path, paper_in({"height_percent": 80}), text, drop_cap=2)
    )
    if letter.text == "A":
        capitals = 8_000 * 15_000 / (letter.runs[0].em_depth - 8_000)
        assert letter.baseline == second.baseline
        assert 0.6 * 8_000 < capitals < 0.85 * 8_000
    else:
        assert letter.runs[0].em_depth == 15_000 + 8_000
        assert letter.baseline - first.baseline == 15_000 * 88 // 100


def test_a_head_of_narrow_type_is_condensed_further(tmp_path: Path) -> None:
    paper = paper_with(
        styles={"headline": {"size": 30, "leading": 36, "align": "start", "width_percent": 90}},
        headlines={"condense_percent": 13},
    )
    # 9 · 27 = 243 of 210 pt: 0.864 of its width. Eight characters are 216 pt, and need 0.972.
    draft = Draft([block("a", "1-2", "1-40")], {"a": story("这是八个字的标题", running(500))}, paper=paper)
    outcome = draft.set(tmp_path)
    [line] = lines(region(outcome.made.scene, "a"), "headline")
    [run] = line.runs
    assert (run.size, run.condensed, line.step) == (30_000, 900 * 972 // 1000, "")
    assert line.width <= line.measure == 210_000
    assert outcome.made.fits[0].heads[0].condensed_percent == pytest.approx(2.8)


def test_heads_and_captions_are_as_deep_as_their_type_is_drawn(tmp_path: Path) -> None:
    def foot(high: float) -> tuple[int, int]:
        paper = paper_with(
            styles={
                "headline": {"size": 30, "height_percent": high},
                "caption": {"size": 8, "height_percent": high},
            },
            headlines={"steps_up": 0},
        )
        for name in ("headline", "caption"):
            paper["styles"][name].pop("leading", None)
        draft = Draft(
            [block("a", "1-2", "1-40"), {"kind": "photo", "photo": "p", "columns": "3-4", "lines": "1-20"}],
            {"a": story(["两行标题", "第二行"], running(700))},
            photos={"p": {"file": "p.jpg", "caption": running(60)}},
            pictures={"p.jpg": (900, 900)},
            paper=paper,
        )
        scene = draft.set(tmp_path / str(high)).made.scene
        first, second = lines(region(scene, "a"), "headline")
        upper, lower = lines(region(scene, "p"), "caption")[:2]
        return second.baseline - first.baseline, lower.baseline - upper.baseline

    # From baseline to baseline is 1.25 of the height.
    assert foot(100) == (37_500, 10_000)
    assert foot(80) == (30_000, 8_000)


def test_a_grid_may_be_counted_in_plain_type(tmp_path: Path) -> None:
    """95 pt hold ten of 9 pt, and 5 pt are left to be shared out."""
    paper = paper_in(NARROW)
    paper["grid"]["body_width_percent"] = 95
    with pytest.raises(Refused) as refused:
        set_copy(tmp_path / "none", paper, running(100))
    [problem] = refused.value.problems
    assert "type of 10 pt, 95 × 100, which no style has" in problem.what
    assert problem.where.field == "grid.body_width_percent" and problem.hint
    paper["styles"]["note"] = {"size": 10, "width_percent": 95}
    full = [line for line in body_of(set_copy(tmp_path / "one", paper, running(300))) if line.justified]
    assert {line.width for line in full} == {95_000} and max(len(line.text) for line in full) == 10


def test_a_further_grid_is_counted_in_its_own_type(tmp_path: Path) -> None:
    paper = paper_in({})
    paper["styles"]["flat"] = {"size": 10, "height_percent": 80}
    paper["grids"] = {"upright": {**paper["grid"], "writing": "vertical", "body_height_percent": 80}}
    model = Paper.model_validate(paper)
    assert (make_grid(model).em, make_grid(model, "upright").em) == (10_000, 8_000)
    pages = [
        {
            "name": "A01",
            "grid": "upright",
            "blocks": [block("a", "1-2", "1-20", body_style="flat", drop_cap=0)],
        }
    ]
    outcome = Draft(pages=pages, stories={"a": story("", running(200))}, paper=paper).set(tmp_path)
    full = [line for line in body_of(outcome) if line.justified]
    assert {(line.vertical, line.measure, len(line.text)) for line in full} == {(True, 80_000, 10)}


@pytest.mark.parametrize("percent", [5, 49.9, 150.1, 200, -90, 0, float("nan"), "wide"])
@pytest.mark.parametrize("key", ["width_percent", "height_percent"])
def test_type_is_drawn_at_half_to_one_and_a_half_of_its_size(
    tmp_path: Path, key: str, percent: object
) -> None:
    paper = paper_with(styles={"body": {"size": 10, key: percent}})
    with pytest.raises(Refused) as refused:
        set_copy(tmp_path, paper, running(100))
    [problem] = refused.value.problems
    assert problem.where.field == f"styles.body.{key}" and problem.hint


def test_a_lead_in_is_drawn_as_the_line_that_it_opens(tmp_path: Path) -> None:
    paper = paper_in(NARROW)
    draft = Draft([block("a", "1-2", "1-40")], {"a": story("", running(300), lead_in="本报讯")}, paper=paper)
    outcome = draft.set(tmp_path / "silent")
    assert "unlike-lead-in" not in ids(outcome)
    assert {run.condensed for run in body_of(outcome)[0].runs} == {900}
    paper["styles"]["lead-in"]["width_percent"] = 100
    [problem] = [found for found in draft.set(tmp_path / "other").problems if found.id == "unlike-lead-in"]
    assert (problem.severity, problem.where.field) == ("warning", "styles.lead-in.width_percent")
    assert problem.hint == "leave it out, or write 90"


def test_type_larger_than_its_lines_is_refused_by_what_is_drawn(tmp_path: Path) -> None:
    def set_at(high: float) -> Outcome:
        paper = paper_in({})
        paper["styles"]["body"] |= {"size": 16, "height_percent": high}
        return set_copy(tmp_path / str(high), paper, running(100))

    assert "over-leading" not in ids(set_at(90))  # 14.4 of 15 pt
    with pytest.raises(Refused) as refused:
        set_at(95)
    assert [problem.id for problem in refused.value.problems] == ["over-leading"]


def middle(line: Line) -> int:
    """The middle of a line's em boxes, across it; of a folio in the head margin, which is as deep as its type is and half
    as much at either side, the foot of that; of a caption, which stands at the foot of its block, its own foot.
    """
    if line.vertical:
        return line.x
    depth = max(run.em_depth for run in line.runs)
    top = line.baseline - depth * 880 // 1000
    if line.role == "caption":
        return top + depth
    return top + depth // 2 + (depth if line.role == "folio" else 0)


@pytest.mark.parametrize("grid", ["level", "upright"])
@pytest.mark.parametrize("drawn", [(80, 100), (100, 80)])
def test_blocks_of_every_kind_keep_their_lines_in_their_place(
    tmp_path: Path, grid: str, drawn: tuple[float, float]
) -> None:
    """Type that is as large as ever and drawn lower stands in the middle of the same rows, cells and lines."""

    def lines_of(name: str, wide: float, high: float) -> list[tuple[str, int]]:
        draft = draft_of(grid)
        assert isinstance(draft.paper, dict)
        for style in draft.paper["styles"].values():
            style |= {"width_percent": wide, "height_percent": high}
            style.setdefault("leading", 1.25 * style["size"])
        draft.paper["styles"]["plain"] = {"size": 10}
        draft.paper["grid"] |= {"body_width_percent": 100, "body_height_percent": 100}
        root = draft.write(tmp_path / name)
        saved(pdf(one_page(b"0 0 9 9 re f", page=b"/MediaBox [0 0 200 200]")), root / "adverts/ad.pdf")
        outcome = set_edition(root)[0]
        assert not {"lies-over", "lies-outside", "copy-lost", "too-deep"}.intersection(ids(outcome))
        page = outcome.made.scene.pages[0]
        roles = {"folio", "quote", "index", "table", "table-heading", "table-title"}
        if drawn[0] == 100:  # narrower captions break elsewhere, and are less deep
            roles.add("caption")
        found = [
            (line.role, middle(line)) for one in page.regions for line in one.lines if line.role in roles
        ]
        assert {role for role, _ in found} == roles
        if name == "flat":
            drawn_runs = {
                (run.condensed, run.flattened)
                for one in page.regions
                for line in one.lines
                for run in line.runs
            }
            assert drawn_runs == {(10 * wide, 10 * high)}
        return found

    for (role, was), (drawn_role, now) in zip(
        lines_of("plain", 100, 100), lines_of("flat", *drawn), strict=True
    ):
        assert role == drawn_role and abs(was - now) <= 2, role


def pdf_of(folder: Path, drawn: Mapping[str, float], writing: Writing) -> pypdfium2.PdfTextPage:
    draft = Draft([block("a", "1-3", "1-40")], {"a": story("", MARKED * 2)}, paper=paper_in(drawn, writing))
    outcome, catalogue = set_edition(draft.write(folder))
    scene = outcome.made.scene
    assert from_json(to_json(scene)) == scene
    assert not {"copy-lost", "lies-over", "lies-outside"}.intersection(ids(outcome))
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), folder)
    return pypdfium2.PdfDocument(write_pdf(scene, scene.pages, resources))[0].get_textpage()


def char_boxes(page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float, float]]:
    """Each character of the copy that pdfium finds, and the lower left of its ink."""
    text = page.get_text_range()
    for at in range(text.index("かん") if "かん" in text else len(text)):
        if not text[at].isspace():
            left, bottom, _, _ = page.get_charbox(at)
            yield text[at], left, bottom


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize(("wide", "high"), [(90, 100), (100, 90), (85, 100)])
def test_the_file_shows_type_as_wide_and_high_and_reads_as_before(
    tmp_path: Path, writing: Writing, wide: float, high: float
) -> None:
    plain = pdf_of(tmp_path / "plain", {}, writing)
    drawn = pdf_of(tmp_path / "drawn", {"width_percent": wide, "height_percent": high}, writing)
    text = plain.get_text_range()
    (own, beside), (drawn_own, drawn_beside) = (
        page.get_text_range().replace("\r\n", "").split("かん", 1) for page in (plain, drawn)
    )
    assert own == drawn_own
    # pdfium puts a space between two readings where they stand as far apart as one is wide.
    assert beside.replace(" ", "") == drawn_beside.replace(" ", "")
    boxes, drawn_boxes = ([*char_boxes(page)] for page in (plain, drawn))
    near = 0
    for (was, after), (now, then) in zip(pairwise(boxes), pairwise(drawn_boxes), strict=True):
        assert (was[0], after[0]) == (now[0], then[0])
        right, up = after[1] - was[1], after[2] - was[2]
        if max(abs(right), abs(up)) < 12:  # both of one line
            near += 1
            assert (then[1] - now[1], then[2] - now[2]) == pytest.approx(
                (right * wide / 100, up * high / 100), abs=0.03
            ), was[0]
    assert near > 100
    seen = 0
    for char in "漢字日か甲読9Aㄏㄗ①墊松太１を（」":
        at, drawn_at = text.find(char), drawn.get_text_range().find(char)
        if at < 0:
            continue
        seen += 1
        was, now = plain.get_charbox(at), drawn.get_charbox(drawn_at)
        sides = (was[2] - was[0]) * wide / 100, (was[3] - was[1]) * high / 100
        assert (now[2] - now[0], now[3] - now[1]) == pytest.approx(sides, abs=0.02), char
    assert seen > 14
