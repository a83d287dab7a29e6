"""Bodies stand on the grid, in legs that are as wide and as level as the desk was promised, and lose nothing."""

from __future__ import annotations

import copy
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.desk import BlockSpot
from layout.makeup.legs.division import find_whites
from layout.makeup.legs.level_legs import EvenPortion, level_legs
from layout.makeup.text.lineproblems import badly_filled_lines
from layout.plan.grid import Grid, make_grid
from layout.plan.paper import Paper
from layout.publish import Outcome
from layout.scene import Box, GlyphRun, Ink, Line, Rule
from tests.editions import HAN, PAPER, Draft, block, ids, lines, paper_with, prose, region, running, story

GRID = make_grid(Paper.model_validate(PAPER))
COLUMN, STEP, LEADING = 100_000, 110_000, 15_000


def row(line: Line, grid: Grid = GRID) -> int:
    """The grid line that a line stands on, from 1; fails where it is off the grid by a thousandth of a point."""
    number, off = divmod(line.baseline - grid.baseline(1), grid.leading)
    assert off == 0, f"“{line.text}” stands {off / 1000} pt off the grid"
    return number + 1


def by_leg(found: list[Line]) -> dict[int, list[int]]:
    """The grid lines of each leg, by where the leg begins."""
    legs: dict[int, list[int]] = {}
    for line in found:
        legs.setdefault(line.x, []).append(row(line))
    return legs


def test_an_em_box_stands_in_the_middle_of_its_lines_cell() -> None:
    # 15 pt of line, 10 pt of type: 2.5 pt above and below; the baseline is 0.88 em under the box's top.
    assert GRID.top == 56_693  # 20 mm
    assert [GRID.baseline(line) - GRID.top for line in (1, 2, 50)] == [11_300, 26_300, 746_300]


def test_every_body_line_of_a_page_stands_on_the_grid(tmp_path: Path) -> None:
    outcome = Draft(
        blocks=[
            block("a", "1-3", "1-30", legs=2),
            block("b", "4-6", "3-30", head_lines=7),
            {"kind": "sidebar", "story": "c", "columns": "1-2", "lines": "31-50"},
            {"kind": "photo", "photo": "p", "columns": "3-6", "lines": "31-50"},
        ],
        stories={
            "a": story(["两行标题", "第二行"], running(300), running(250), deck="副题", kicker="引题"),
            "b": story("", running(280), "## 小标题", running(200)),
            "c": story("记者手记", running(120), running(80), byline="本报记者 某某"),
        },
        photos={"p": {"file": "p.jpg", "caption": running(60)}},
        pictures={"p.jpg": (1200, 900)},
    ).set(tmp_path)
    assert not [problem for problem in outcome.problems if problem.severity != "warning"]
    for name in "abc":
        found = lines(region(outcome.made.scene, name))
        assert len(found) > 10
        assert all(row(line) for line in found)
    subheads = lines(region(outcome.made.scene, "b"), "subhead")
    assert [row(line) for line in subheads]


def test_a_line_off_the_grid_would_be_seen(tmp_path: Path) -> None:
    outcome = Draft(blocks=[block("a", "1", "1-20")], stories={"a": story("", running(90))}).set(tmp_path)
    moved = make_grid(Paper.model_validate(paper_with(grid={"top_mm": 20.01})))
    with pytest.raises(AssertionError, match="off the grid"):
        row(lines(region(outcome.made.scene, "a"))[0], moved)


def test_legs_stand_in_the_basic_columns(tmp_path: Path) -> None:
    outcome = Draft(blocks=[block("a", "2-5", "5-20")], stories={"a": story("标题", running(480))}).set(
        tmp_path
    )
    found = lines(region(outcome.made.scene, "a"))
    first = GRID.column_x(2)
    assert sorted(by_leg(found)) == [first, first + STEP, first + 2 * STEP, first + 3 * STEP]
    assert {line.measure for line in found} == {COLUMN}
    full = [line for line in found if line.justified]
    assert full and all(line.width == COLUMN for line in full)


@pytest.mark.parametrize(
    ("columns", "legs", "em", "gaps"),
    [
        # The broadsheet of 8 columns of 13 em with gutters of 1 em; W(3) = 41, W(5) = 69, W(8) = 111.
        (3, 2, 20, [1]),
        (5, 3, 22, [1.5, 1.5]),
        (5, 5, 13, [1, 1, 1, 1]),
        (2, 3, 8, [1.5, 1.5]),
        (8, 6, 17, [1.8, 1.8, 1.8, 1.8, 1.8]),
        (1, 1, 13, []),
        (8, 1, 111, []),
    ],
)
def test_re_columning_gives_whole_characters_and_widens_the_gutters(
    columns: int, legs: int, em: float, gaps: list[float]
) -> None:
    model = copy.deepcopy(PAPER)
    model["trim"] = {"width_mm": 393, "height_mm": 546}
    model["grid"] |= {"body_pt": 9, "columns": 8, "column_em": 13, "leading_pt": 11.25, "lines": 123}
    grid = make_grid(Paper.model_validate(model))
    assert grid.type_area.width == 999_000
    found = grid.legs(1000, grid.span(columns), legs)
    assert [leg.width for leg in found] == [em * 9000] * legs
    between = [after.x - before.x - before.width for before, after in pairwise(found)]
    assert between == [gap * 9000 for gap in gaps]
    assert found[0].x == 1000
    assert found[-1].x + found[-1].width == 1000 + grid.span(columns)


def test_legs_of_another_size_hold_whole_characters_of_it(tmp_path: Path) -> None:
    paper = paper_with(styles={"large": {"size": 12, "align": "justify"}})
    for columns, legs, measure in (("1-3", 2, 144_000), ("1-6", 4, 144_000)):
        outcome = Draft(
            blocks=[block("a", columns, "1-40", legs=legs, body_style="large")],
            stories={"a": story("", running(400))},
            paper=paper,
        ).set(tmp_path / columns)
        full = [line for line in lines(region(outcome.made.scene, "a")) if line.justified]
        assert {line.measure for line in full} == {measure}
        assert {line.step for line in full} == {""}  # nothing had to give


@pytest.mark.parametrize("size", [10, 9.5, 12])
def test_one_leg_ends_at_the_edge_of_its_block_whatever_its_type(tmp_path: Path, size: float) -> None:
    for columns, width in (("2", 100_000), ("1-2", 210_000)):
        outcome = Draft(
            blocks=[block("a", columns, "1-40", legs=1, body_style="own")],
            stories={"a": story("", running(400))},
            paper=paper_with(styles={"own": {"size": size, "align": "justify"}}),
        ).set(tmp_path / columns)
        full = [line for line in lines(region(outcome.made.scene, "a")) if line.justified]
        assert full and {(line.measure, line.width) for line in full} == {(width, width)}


def test_legs_end_level_where_a_paragraph_can_give_a_line(tmp_path: Path) -> None:
    draft = Draft(
        blocks=[block("a", "1-6", "1-50", legs=4)],
        stories={"a": story("", *[prose(count) for count in (182, 185, 188, 189, 183)])},
    )
    fit = draft.set(tmp_path / "level").made.fits[0]
    assert fit.natural_lines % 4  # else there is nothing to give
    assert (fit.set_lines, fit.over_lines) == (4 * fit.leg_lines, 0)
    # The same copy where the paper forbids it: each paragraph has its own lines.
    draft.paper = paper_with(fit={"level_legs": False})
    plain = draft.set(tmp_path / "plain")
    assert plain.made.fits[0].set_lines == fit.natural_lines


@pytest.mark.parametrize("count", [305, 315, 326, 335])
def test_legs_that_cannot_end_level_differ_by_a_line(tmp_path: Path, count: int) -> None:
    # Copy without a mark has nothing to give; a last leg of one line under five of six is no makeup.
    outcome = Draft(
        blocks=[block("a", "1-6", "1-20")],
        stories={"a": story("", running(count))},
        paper=paper_with(fit={"level_legs": False}),
    ).set(tmp_path)
    depths = [len(rows) for rows in by_leg(lines(region(outcome.made.scene, "a"))).values()]
    assert len(depths) == 6
    assert sum(depths) == outcome.made.fits[0].set_lines
    assert depths == sorted(depths, reverse=True)
    assert depths[0] - depths[-1] <= 1


def test_copy_reads_down_one_leg_and_on_in_the_next(tmp_path: Path) -> None:
    text = running(400)
    outcome = Draft(blocks=[block("a", "1-4", "1-30")], stories={"a": story("", text)}).set(tmp_path)
    found = lines(region(outcome.made.scene, "a"))
    assert "".join(line.text for line in found) == text
    places = [(line.x, line.baseline) for line in found]
    assert places == sorted(places)


def test_a_head_takes_whole_lines_over_all_legs(tmp_path: Path) -> None:
    outcome = Draft(
        blocks=[block("a", "1-3", "4-30")],
        stories={"a": story("大标题", running(700), kicker="引题", deck=["副题一", "副题二"], byline="某某")},
    ).set(tmp_path)
    found = region(outcome.made.scene, "a")
    fit = outcome.made.fits[0]
    head = [line for role in ("kicker", "headline", "deck", "byline") for line in lines(found, role)]
    first = min(row(line) for line in lines(found))
    assert first == 4 + fit.head_lines
    assert all(line.baseline < GRID.line_y(first) for line in head)
    assert all(line.baseline - 30_000 > GRID.line_y(4) - 15_000 for line in head)
    assert [line.baseline for line in head] == sorted(line.baseline for line in head)


def test_head_lines_hold_the_head_open(tmp_path: Path) -> None:
    draft = Draft(
        blocks=[block("a", "1-3", "1-40", head_lines=12)], stories={"a": story("标题", running(700))}
    )
    found = lines(region(draft.set(tmp_path).made.scene, "a"))
    assert min(row(line) for line in found) == 13


def test_overset_is_named_in_lines_characters_and_the_text_where_it_begins(tmp_path: Path) -> None:
    text = running(400)
    outcome = Draft(blocks=[block("a", "1-2", "1-10")], stories={"a": story("", text)}).set(tmp_path)
    found = region(outcome.made.scene, "a")
    shown = "".join(line.text for line in lines(found))
    assert found.overset is not None
    assert len(lines(found)) == 20
    assert found.overset.characters == 400 - len(shown)
    assert found.overset.text == text[len(shown) :][:40]
    assert found.overset.lines == -(-found.overset.characters // 10)
    [problem] = outcome.problems
    assert (problem.id, problem.severity) == ("overset", "press")
    assert (problem.where.page, problem.where.block, problem.where.story) == ("A01", "a", "a")
    assert (problem.where.field, problem.where.character) == ("body[0]", len(shown))
    assert f"{found.overset.lines} lines, {found.overset.characters} characters" in problem.what
    assert text[len(shown) :][:20] in problem.what
    assert f"cut {found.overset.characters} characters" in problem.hint
    assert not outcome.ready


def test_taking_the_hint_of_an_overset_ends_it(tmp_path: Path) -> None:
    draft = Draft(blocks=[block("a", "1-2", "1-10")], stories={"a": story("", running(400))})
    over = draft.set(tmp_path / "over").made.fits[0]
    deeper = -(-over.over_lines // 2)
    draft.blocks[0]["lines"] = f"1-{10 + deeper}"
    assert "overset" not in ids(draft.set(tmp_path / "deeper"))
    draft.blocks[0]["lines"] = f"1-{10 + deeper - 1}"
    assert "overset" in ids(draft.set(tmp_path / "one-less"))
    draft.blocks[0]["lines"] = "1-10"
    draft.stories["a"] = story("", running(400 - over.over_characters))
    assert "overset" not in ids(draft.set(tmp_path / "cut"))


def test_overset_over_several_paragraphs_names_each_stretch(tmp_path: Path) -> None:
    draft = Draft(
        blocks=[block("a", "1", "1-10")],
        stories={"a": story("", running(95), "## 小标题", running(30), running(25))},
    )
    over = region(draft.set(tmp_path).made.scene, "a").overset
    assert over is not None
    assert [(span.part, span.end) for span in over.spans][-3:] == [
        ("body[1]", 3),
        ("body[2]", 30),
        ("body[3]", 25),
    ]
    assert sum(span.end - span.start for span in over.spans) == over.characters


def test_a_story_that_is_short_is_a_warning_and_goes_to_press(tmp_path: Path) -> None:
    outcome = Draft(blocks=[block("a", "1-2", "1-40")], stories={"a": story("", running(200))}).set(tmp_path)
    [problem] = outcome.problems
    assert (problem.id, problem.severity) == ("underset", "warning")
    assert outcome.ready
    white = outcome.made.fits[0].white
    assert f"{white} lines" in problem.what
    assert white == 80 - outcome.made.fits[0].set_lines


def test_a_sidebar_keeps_a_line_and_its_padding_inside_its_frame(tmp_path: Path) -> None:
    outcome = Draft(
        blocks=[
            {
                "kind": "sidebar",
                "story": "a",
                "columns": "2-3",
                "lines": "11-30",
                "legs": 2,
                "frame": {"stroke": {"width_pt": 1, "ink": "red"}, "tint": "tint", "padding_em": 1.5},
            }
        ],
        stories={"a": story("手记", running(240))},
    ).set(tmp_path)
    found = region(outcome.made.scene, "a")
    [box] = [item for item in found.items if isinstance(item, Box)]
    # Frames stand where em boxes of body lines do: half the white between lines inside their cells.
    assert (box.rect.x, box.rect.right) == (GRID.column_x(2), GRID.column_x(3) + COLUMN)
    assert (box.rect.y, box.rect.bottom) == (GRID.line_y(11) + 2_500, GRID.line_y(31) - 2_500)
    assert box.stroke is not None and box.stroke.magenta == 100
    assert box.fill is not None and box.fill.yellow == 8
    body = lines(found)
    assert {line.x for line in body} == {box.rect.x + 15_000, box.rect.right - 15_000 - 80_000}
    assert {line.measure for line in body} == {80_000}  # (210 − 30 − 10) / 2 pt, in whole ems
    rows = [row(line) for line in body]
    assert min(rows) > 11 and max(rows) <= 29


def test_rules_between_legs_are_as_deep_as_the_legs(tmp_path: Path) -> None:
    outcome = Draft(
        blocks=[block("a", "1-3", "1-20")],
        stories={"a": story("标题", running(400))},
        paper=paper_with(rules={"between_legs": {"width_pt": 0.5}}),
    ).set(tmp_path)
    found = region(outcome.made.scene, "a")
    rules = [item for item in found.items if isinstance(item, Rule)]
    assert [rule.x1 for rule in rules] == [GRID.left + 105_000, GRID.left + 215_000]
    rows = [row(line) for line in lines(found)]
    assert {(rule.y1, rule.y2) for rule in rules} == {
        (GRID.line_y(min(rows)) + 2_500, GRID.line_y(max(rows) + 1) - 2_500)
    }


def rules_of(outcome: Outcome) -> list[Rule]:
    return [item for item in region(outcome.made.scene, "a").items if isinstance(item, Rule)]


LEG_RULES = paper_with(
    rules={"between_legs": {"width_pt": 0.5}}, fit={"mode": "strict"}, headlines={"steps_up": 0}
)


@pytest.mark.parametrize("count", [300, 330, 400])
def test_rules_between_legs_end_alike_where_the_last_leg_is_short(tmp_path: Path, count: int) -> None:
    """A head over two of three legs: the first begins higher, and all rules end with the deepest leg."""
    for name, head in (("over", {}), ("part", {"columns": "2-3"})):
        outcome = Draft(
            blocks=[block("a", "1-3", "1-20", head=head)],
            stories={"a": story("标题", running(count))},
            paper=LEG_RULES,
        ).set(tmp_path / name)
        rules = rules_of(outcome)
        rows = [row(line) for line in lines(region(outcome.made.scene, "a"))]
        assert [rule.x1 for rule in rules] == [GRID.left + 105_000, GRID.left + 215_000]
        assert {rule.y2 for rule in rules} == {GRID.line_y(max(rows) + 1) - 2_500}
        assert len({rule.y1 for rule in rules}) == 1


def test_rules_between_legs_end_with_the_text_where_a_leg_leaves_a_line_white(tmp_path: Path) -> None:
    photo = {"kind": "photo", "photo": "p", "inside": "a", "columns": "2", "lines": "9-20"}
    outcome = Draft(
        blocks=[block("a", "1-4", "1-20"), photo],
        stories={"a": story("标题", *[running(34)] * 7)},
        photos={"p": {"file": "p.jpg", "alt": "图"}},
        paper=paper_with(rules={"between_legs": {"width_pt": 0.5}}),
    ).set(tmp_path)
    rows = [row(line) for line in lines(region(outcome.made.scene, "a"))]
    assert max(rule.y2 for rule in rules_of(outcome)) == GRID.line_y(max(rows) + 1) - 2_500


def test_a_rule_between_legs_is_interrupted_by_what_stands_at_it_alone(tmp_path: Path) -> None:
    def rules(name: str, columns: str, lines: str = "8-14") -> list[tuple[int, int, int]]:
        photo = {"kind": "photo", "photo": "p", "inside": "a", "columns": columns, "lines": lines}
        outcome = Draft(
            blocks=[block("a", "1-6", "1-20", legs=2), photo],
            stories={"a": story("", running(1200))},
            photos={"p": {"file": "p.jpg"}},
            pictures={"p.jpg": (600, 600)},
            paper=LEG_RULES,
        ).set(tmp_path / name)
        return [
            (rule.x1, (rule.y1 - GRID.top) // 15_000 + 1, (rule.y2 - GRID.top) // 15_000 + 1)
            for rule in rules_of(outcome)
        ]

    x = GRID.left + 325_000
    assert rules("away", "1") == [(x, 1, 20)]
    assert rules("at", "3") == rules("over", "3-4") == [(x, 1, 7), (x, 15, 20)]
    # What is left of one line is a stub.
    assert rules("stub", "3", "2-14") == [(x, 15, 20)]


def test_strong_and_emphasised_text_and_the_lead_in_have_their_own_faces(tmp_path: Path) -> None:
    outcome = Draft(
        blocks=[block("a", "1-2", "1-10")],
        stories={"a": story("", "天地**玄黄**宇宙*洪荒*日月。", lead_in="本报讯")},
        paper=paper_with(
            styles={
                "body": {
                    "size": 10,
                    "strong": {"face": "hei", "weight": 700},
                    "emphasis": {"face": "song", "weight": 300},
                }
            }
        ),
    ).set(tmp_path)
    runs = [run for line in lines(region(outcome.made.scene, "a")) for run in line.runs]
    faces = {char: run.face for run in runs for char in run.texts}
    wanted = {"hei-500": "本报讯", "hei-700": "玄黄", "song-300": "洪荒", "song-400": "天地宇宙日月"}
    for face, chars in wanted.items():
        assert {faces[char] for char in chars} == {face}
    assert {face.id for face in outcome.made.scene.faces} == set(faces.values())


@pytest.mark.parametrize("body", [(), ("## 小标题",)])
def test_a_lead_in_without_a_paragraph_is_not_lost(tmp_path: Path, body: tuple[str, ...]) -> None:
    outcome = Draft(
        blocks=[block("a", "1-2", "1-10")], stories={"a": story("标题", *body, lead_in="本报讯")}
    ).set(tmp_path)
    found = region(outcome.made.scene, "a")
    assert lines(found)[0].text == "本报讯"
    assert "copy-lost" not in ids(outcome)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"lines": "1-2"}, "its head takes 3 of 2 lines"),
        ({"kind": "sidebar", "lines": "1"}, "its head takes 3 of 0 lines"),
        ({"legs": 40}, "40 legs leave 0.0 em"),
        ({"legs": 9}, "9 legs leave 1.0 em"),
    ],
)
def test_a_block_with_no_room_says_why_and_loses_nothing(
    tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    outcome = Draft(
        blocks=[block("a", "1-2", "1-20") | changes],
        stories={"a": story("标题", running(60))},
    ).set(tmp_path)
    [problem] = outcome.problems
    assert (problem.id, problem.severity) == ("no-room", "press")
    assert says in problem.what
    over = region(outcome.made.scene, "a").overset
    assert over is not None
    assert over.characters == sum(len(text.text) for text in outcome.made.scene.copy) == 62


def test_a_subhead_that_fits_a_line_is_never_broken_to_level_the_legs(tmp_path: Path) -> None:
    for count in range(70, 90):
        outcome = Draft(
            blocks=[block("a", "1-2", "1-30")],
            stories={"a": story("", prose(count), "## 好语料胜过大语料", prose(60))},
        ).set(tmp_path / str(count))
        assert [line.text for line in lines(region(outcome.made.scene, "a"), "subhead")] == [
            "好语料胜过大语料"
        ]


def test_a_subhead_does_not_hang_at_the_foot_of_a_leg_where_paragraphs_can_give(tmp_path: Path) -> None:
    for count in range(150, 240, 5):
        outcome = Draft(
            blocks=[block("a", "1-6", "1-40", legs=4)],
            stories={"a": story("", prose(count), "## 小标题", prose(390 - count), "## 小标题", prose(190))},
        ).set(tmp_path / str(count))
        found = region(outcome.made.scene, "a")
        for subhead in lines(found, "subhead"):
            part = subhead.span.part if subhead.span else ""
            following = next(line for line in lines(found) if line.span and line.span.part > part)
            assert following.x == subhead.x, count


@pytest.mark.parametrize(
    "natural", [(7, 5), (5, 7)], ids=["a last line at a leg's head", "a first line at a foot"]
)
def test_no_line_of_a_paragraph_is_left_alone_by_the_end_of_a_leg(natural: tuple[int, int]) -> None:
    """Both ways fill two legs of six lines; the paragraphs' own numbers part a single line from the rest (孤行)."""
    pieces = [EvenPortion({count: 0.0, 6: 100.0}, count) for count in natural]
    assert level_legs(pieces, 2, 6, level=True).counts == (6, 6)
    # Where two lines are parted from the others, the paragraphs keep their own numbers.
    pieces = [EvenPortion({count: 0.0, 6: 100.0}, count) for count in (8, 4)]
    assert level_legs(pieces, 2, 6, level=True).counts == (8, 4)


PIECE = st.integers(1, 12).flatmap(
    lambda natural: st.builds(
        lambda less, more, cost, subhead: EvenPortion(
            {
                count: cost * abs(count - natural)
                for count in range(max(1, natural - less), natural + more + 1)
            },
            natural,
            subhead and natural == 1,
        ),
        st.integers(0, 2),
        st.integers(0, 2),
        st.floats(1, 1000),
        st.booleans(),
    )
)


@given(st.lists(PIECE, max_size=12), st.integers(1, 6), st.integers(1, 20), st.booleans())
def test_legs_are_filled_inside_the_rules(
    pieces: list[EvenPortion], legs: int, room: int, level: bool
) -> None:
    fill = level_legs(pieces, legs, room, level=level)
    assert len(fill.counts) == len(pieces)
    # A subhead may have the rest of a leg white over it.
    whites = find_whites(pieces, fill.counts, fill.depths)
    own = [count - white for count, white in zip(fill.counts, whites, strict=True)]
    assert all(count in piece.costs for piece, count in zip(pieces, own, strict=True))
    assert all(piece.subhead or not white for piece, white in zip(pieces, whites, strict=True))
    assert len(fill.depths) == legs
    assert max(fill.depths) <= room
    # The last leg, in which a story ends, may be two lines short so that nothing stands alone.
    assert max(fill.depths) - min(fill.depths[:-1] or fill.depths) <= 1
    assert max(fill.depths) - fill.depths[-1] <= 2
    total, fewest = sum(fill.counts), sum(min(piece.costs) for piece in pieces)
    if level:
        # What is left over is only what no setting inside the rules could save.
        assert (total > legs * room) == (fewest > legs * room)
        if fewest > legs * room:
            assert total == fewest
    else:
        assert own == [piece.natural for piece in pieces]
    assert sum(fill.depths) == min(total, legs * room)


@pytest.mark.parametrize(("lang", "told"), [("zh-Hans", []), ("zh-Hans-CN", []), ("ja", ["other-language"])])
def test_a_story_of_another_language_is_told(tmp_path: Path, lang: str, told: list[str]) -> None:
    draft = Draft(blocks=[block("a", "1-2", "1-20")], stories={"a": story("标题", running(338), lang=lang)})
    assert ids(draft.set(tmp_path)) == told


@pytest.mark.parametrize(("count", "white", "told"), [(380, 2, []), (370, 3, ["underset"])])
def test_a_story_is_short_from_more_than_a_line_a_leg(
    tmp_path: Path, count: int, white: int, told: list[str]
) -> None:
    # Two legs of 20 lines of ten characters; the first line is indented by two.
    draft = Draft(blocks=[block("a", "1-2", "1-20")], stories={"a": story("", running(count - 2))})
    outcome = draft.set(tmp_path)
    assert outcome.made.fits[0].white == white
    assert ids(outcome) == told


@pytest.mark.parametrize(("slack", "taken"), [(0, 0), (1, 1), (3, 3), (4, 0), (9, 0)])
def test_a_head_takes_the_white_of_three_lines_whole_or_none(tmp_path: Path, slack: int, taken: int) -> None:
    paper = paper_with(fit={"headline_steps": 0})  # else a larger headline takes up more
    above = {"kind": "white", "columns": "1", "lines": "1-2"}
    blocks = [block("a", "1-2", "3-25"), above]
    draft = Draft(blocks=blocks, stories={"a": story("标题", running(398))}, paper=paper)
    plain = draft.set(tmp_path / "plain").made.fits[0]
    assert (plain.head_lines, plain.white) == (3, 0)
    draft.blocks[0]["lines"] = f"3-{25 + slack}"
    outcome = draft.set(tmp_path / "slack")
    fit = outcome.made.fits[0]
    assert (fit.head_lines, fit.white) == (3 + taken, 2 * (slack - taken))
    assert ids(outcome) == (["underset"] if slack > taken else [])
    found = lines(region(outcome.made.scene, "a"))
    assert min(row(line) for line in found) == 6 + taken
    # A head of a depth that the page model gives takes none.
    draft.blocks[0]["head_lines"] = 3
    assert draft.set(tmp_path / "given").made.fits[0].head_lines == 3


def test_a_subhead_that_hangs_is_told_at_its_place(tmp_path: Path) -> None:
    body = [running(48), "## 小标题", running(58)]
    draft = Draft(blocks=[block("a", "1-2", "1-6")], stories={"a": story("", *body)})
    outcome = draft.set(tmp_path / "hangs")
    [problem] = outcome.problems
    assert (problem.id, problem.severity) == ("hanging-subhead", "warning")
    assert (problem.where.story, problem.where.field, problem.where.character) == ("a", "body[1]", 0)
    assert outcome.ready
    # One line less behind it, and it goes over to its text.
    draft.stories["a"] = story("", *body[:2], running(46))
    assert ids(draft.set(tmp_path / "moved")) == []


@pytest.mark.parametrize(
    ("counts", "part", "character"), [((68, 48), "body[0]", 58), ((48, 68), "body[1]", 0)]
)
def test_a_line_left_alone_by_the_end_of_a_leg_is_told_at_its_place(
    tmp_path: Path, counts: tuple[int, int], part: str, character: int
) -> None:
    draft = Draft(blocks=[block("a", "1-2", "1-6")], stories={"a": story("", *map(running, counts))})
    [problem] = draft.set(tmp_path).problems
    assert (problem.id, problem.severity) == ("lone-line", "warning")
    assert (problem.where.field, problem.where.character) == (part, character)


def test_a_line_of_wide_gaps_is_told_with_how_wide_they_are(tmp_path: Path) -> None:
    # Ten characters to a line: an address that can't begin on the second leaves four gaps to fill it.
    text = HAN[:8] + HAN[8:13] + "12345678901" + HAN[13:30] + "。"
    outcome = Draft(blocks=[block("a", "1", "1-6")], stories={"a": story("", text)}).set(tmp_path)
    loose = [line for line in lines(region(outcome.made.scene, "a")) if line.step == "stretch:all"]
    told = [one for one in outcome.problems if one.id == "loose-line"]
    assert loose
    for line, problem in zip(loose, told, strict=True):
        assert problem.severity == "warning"
        [run] = line.runs
        han = [x for x, char in zip(run.xs, run.texts, strict=True) if char in HAN]
        gap = max(after - before for before, after in pairwise(han)) / 10_000 - 1
        assert gap > 0.125
        assert f"“{line.text}” are {gap:.2f} em wide" in problem.what
        assert line.span is not None
        assert (problem.where.field, problem.where.character) == ("body[0]", line.span.start)


@pytest.mark.parametrize(
    ("count", "gap", "told"), [(9, 2000, False), (9, 2600, True), (15, 2500, False), (25, 2000, True)]
)
def test_gaps_that_are_not_seen_in_a_short_line_are_not_told(count: int, gap: int, told: bool) -> None:
    xs = tuple(number * (10_000 + gap) for number in range(count))
    run = GlyphRun("song-400", 10_000, Ink(), 0, 0, (1,) * count, xs, tuple(HAN[:count]))
    measure = (count + 1) * 10_000
    line = Line("body", 0, 0, measure, measure, True, "stretch:all", None, (run,))
    assert [one.id for one in badly_filled_lines([line], BlockSpot("A01", "a"))] == ["loose-line"] * told


def test_a_line_that_ends_where_none_may_is_told(tmp_path: Path) -> None:
    text = "天地玄黄" + "！" * 40 + "宇宙洪荒。"
    outcome = Draft(blocks=[block("a", "1", "1-8")], stories={"a": story("", text)}).set(tmp_path)
    forced = [line for line in lines(region(outcome.made.scene, "a")) if line.step == "forced"]
    told = [one for one in outcome.problems if one.id == "forced-break"]
    assert forced
    assert [one.where.character for one in told] == [line.span.start for line in forced if line.span]
    assert {one.severity for one in told} == {"warning"}


def test_lines_of_usual_copy_are_told_nothing(tmp_path: Path) -> None:
    for columns, legs in (("1-2", 1), ("1-6", 3)):
        draft = Draft(blocks=[block("a", columns, "1-50", legs=legs)], stories={"a": story("", prose(900))})
        found = ids(draft.set(tmp_path / str(legs)))
        assert not {"loose-line", "forced-break", "lone-line", "hanging-subhead"} & set(found)


def test_lines_and_paragraphs_of_blanks_are_no_fault(tmp_path: Path) -> None:
    """Web pages and word processors leave them between paragraphs; each ended the build in a fault."""
    first, second = running(60), running(80)
    blanks = (
        "\u3000",
        "\u00a0",
        "\u200b",
        "&#8203;",
        "&nbsp;",
        "**\u3000**",
        "\u3164",
        "甲。\\\n&nbsp;\\\n乙。",
    )
    for number, blank in enumerate(blanks):
        draft = Draft(blocks=[block("a", "1-2", "1-30")], stories={"a": story("题", first, blank, second)})
        outcome = draft.set(tmp_path / str(number))
        text = "".join(line.text for line in lines(region(outcome.made.scene, "a"), "body"))
        assert text.startswith(first) and text.endswith(second), ascii(blank)
        assert "copy-lost" not in ids(outcome)
