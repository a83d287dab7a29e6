"""Signatures, quotations, verse and paragraphs in styles of the paper, on the page: where each of their lines stands.

A basic column is 100 pt wide, an em 10 pt, a line 15 pt.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Line
from tests.editions import HAN, Draft, block, ids, lines, paper_with, prose, region, running, story

EM = 10_000
LEFT = 29_330


def set_copy(
    folder: Path,
    *copy: str,
    styles: dict[str, Any] | None = None,
    front: dict[str, Any] | None = None,
    **more: Any,
) -> Outcome:
    grid = more.pop("grid", {})
    placed = {"columns": "1-2", "lines": "1-40", "legs": 1, **more}
    return Draft(
        blocks=[block("a", **placed)],
        stories={"a": story("标题", *copy, **(front or {}))},
        paper=paper_with(styles=styles or {}, grid=grid),
    ).set(folder)


def found(outcome: Outcome, *roles: str) -> list[Line]:
    every = [item for item in region(outcome.made.scene, "a").items if isinstance(item, Line)]
    return [line for line in every if line.role in roles]


def starts(outcome: Outcome, *roles: str) -> list[float]:
    """How many ems behind its leg's start the ink of each line begins."""
    return [
        round((line.runs[0].x + line.runs[0].xs[0] - line.x) / EM, 2) if not line.vertical else -1
        for line in found(outcome, *roles)
    ]


def end(line: Line) -> int:
    return line.baseline + line.width if line.vertical else line.x + line.width


# A leg is 21 em wide: two columns and the gutter.
MEASURE = 21


def test_a_signature_ends_the_last_line_where_it_has_room_and_an_em(tmp_path: Path) -> None:
    # A first line of 19 em and 2 of indent, then 10 em: 21 − 10 = 11 = the signature's 10 and an em.
    outcome = set_copy(tmp_path, running(29) + "[（记者张三李四某）]{.signature}")
    body, [signature] = found(outcome, "body"), found(outcome, "signature")
    assert signature.text == "（记者张三李四某）" and signature.baseline == body[-1].baseline
    assert end(signature) == LEFT + MEASURE * EM
    assert ids(outcome) == ["underset"]


def test_with_less_than_an_em_between_it_has_a_line_of_its_own(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, running(32) + "[（记者张三李四某）]{.signature}")
    body, [signature] = found(outcome, "body"), found(outcome, "signature")
    assert signature.baseline == body[-1].baseline + 15_000
    assert end(signature) == LEFT + MEASURE * EM


def test_copy_without_the_mark_is_set_as_it_is(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, running(29) + "（记者张三李四某）")
    assert not found(outcome, "signature")
    assert found(outcome, "body")[-1].text.endswith("（记者张三李四某）")


def test_a_style_keeps_a_signature_an_em_from_the_edge(tmp_path: Path) -> None:
    styles = {"signature": {"face": "hei", "weight": 600, "size": 10, "end_em": 1}}
    outcome = set_copy(tmp_path, prose(60), front={"signature": "（本报记者 王小明）"}, styles=styles)
    [signature] = found(outcome, "signature")
    assert end(signature) == LEFT + (MEASURE - 1) * EM
    assert signature.span is not None and signature.span.part == "signature"
    assert signature.runs[0].face.startswith("hei")


@pytest.mark.parametrize("behind", [20, 32])
def test_a_signature_stands_at_the_foot_of_a_vertical_line(tmp_path: Path, behind: int) -> None:
    copy = running(behind) + "[（記者林大明／台北）]{.signature}"
    outcome = set_copy(tmp_path, copy, grid={"writing": "vertical", "lines": 40})
    body, [signature] = found(outcome, "body"), found(outcome, "signature")
    assert end(signature) == body[0].baseline + MEASURE * EM
    assert signature.x == body[-1].x - (0 if behind == 20 else 15_000)


def test_a_signature_beside_a_large_letter_ends_with_its_line(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, running(25) + "[（某某）]{.signature}", drop_cap=2)
    [signature] = found(outcome, "signature")
    body = found(outcome, "body")
    assert signature.baseline == body[-1].baseline and end(signature) == LEFT + MEASURE * EM


def test_each_item_of_a_column_of_letters_has_its_own(tmp_path: Path) -> None:
    outcome = set_copy(
        tmp_path,
        prose(50),
        "[——王小明]{.signature}",
        prose(50) + "[——李四]{.signature}",
        "## 小标题",
        prose(9),
    )
    assert [line.text for line in found(outcome, "body", "signature", "subhead") if line.role != "body"] == [
        "——王小明",
        "——李四",
        "小标题",
    ]
    assert "copy-lost" not in ids(outcome)


def test_a_signature_longer_than_its_line_is_broken_between_names_and_told(tmp_path: Path) -> None:
    names = "（记者 张三三 李四四 王五五）"
    outcome = set_copy(tmp_path, prose(50), front={"signature": names}, columns="1")
    # Two lines, though the first of them would hold a name more.
    assert [line.text for line in found(outcome, "signature")] == ["（记者 张三三 ", "李四四 王五五）"]
    assert {end(line) for line in found(outcome, "signature")} == {LEFT + 10 * EM}
    [problem] = [problem for problem in outcome.problems if problem.id == "long-signature"]
    assert (problem.severity, problem.where.line) == ("warning", 3)
    whole = set_copy(tmp_path / "wide", prose(50), front={"signature": names})
    assert [line.text for line in found(whole, "signature")] == [names] and "long-signature" not in ids(whole)


def test_a_signature_goes_with_the_rest_of_a_story_that_jumps(tmp_path: Path) -> None:
    pages = [
        {"name": "A01", "blocks": [block("a", "1-3", "1-10", jump_to="A02")]},
        {"name": "A02", "blocks": [block("a", "1-3", "1-40", jump_from="A01")]},
    ]
    text = story("标题", prose(700) + "[（某某）]{.signature}", signature="（编辑）")
    outcome = Draft(pages=pages, stories={"a": text}).set(tmp_path)
    assert "copy-lost" not in ids(outcome)
    first, second = outcome.made.scene.pages
    assert not lines(first.regions[-1], "signature")
    assert [line.text for line in lines(second.regions[-1], "signature")] == ["（某某）", "（编辑）"]


def test_a_quotation_stands_further_in_and_one_in_it_than_that(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, running(60), "> " + running(60), ">> " + running(60))
    # The body's first line has an indent of two ems; a quotation's lines begin two ems further in.
    assert starts(outcome, "body") == [2, 0, 0]
    assert starts(outcome, "quotation") == [4, 2, 2, 2, 6, 4, 4, 4]
    assert {line.width for line in found(outcome, "quotation") if line.justified} == {MEASURE * EM}


def test_a_style_has_indents_at_both_ends_and_hangs(tmp_path: Path) -> None:
    styles = {"quotation": {"face": "song", "size": 10, "start_em": 1, "end_em": 2, "hanging_em": 3}}
    outcome = set_copy(tmp_path, "> " + running(60), styles=styles)
    assert starts(outcome, "quotation") == [1, 4, 4, 4]
    full = [line for line in found(outcome, "quotation") if line.justified]
    assert {(line.width, line.measure) for line in full} == {((MEASURE - 2) * EM,) * 2}


def test_an_indent_of_so_many_ems_and_a_style_of_the_paper(tmp_path: Path) -> None:
    styles = {"letter": {"face": "hei", "weight": 600, "size": 9, "start_em": 0, "indent_em": 0}}
    outcome = set_copy(
        tmp_path,
        "::: indent-3\n" + running(40) + "\n:::",
        "::: letter\n" + running(40) + "\n:::",
        styles=styles,
    )
    assert starts(outcome, "body") == [5, 3, 3, 0, 0]
    assert {line.runs[0].size for line in found(outcome, "body")[3:]} == {9_000}
    assert "no-style" not in ids(outcome)


@pytest.mark.parametrize(("name", "id"), [("nowhere", "no-style"), ("headline", "over-leading")])
def test_a_style_that_is_not_there_or_too_large_holds_the_press(tmp_path: Path, name: str, id: str) -> None:
    outcome = set_copy(tmp_path, prose(30), f"::: {name}\n{prose(30)}\n:::")
    [problem] = [problem for problem in outcome.problems if problem.id == id]
    assert (problem.severity, problem.where.line, problem.where.field) == ("press", 8, "body[1]")
    assert "copy-lost" not in ids(outcome)


POEM = "| 床前明月光\n| 疑是地上霜\n|\n| 举头望明月\n| 低头思故乡"


def test_stanzas_are_parted_by_a_line_of_white_and_lines_are_not_filled(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, POEM)
    verse = found(outcome, "verse")
    assert [line.text.strip() for line in verse] == ["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"]
    assert [line.baseline - verse[0].baseline for line in verse] == [0, 15_000, 45_000, 60_000]
    assert not any(line.justified for line in verse) and starts(outcome, "verse") == [2] * 4
    plain = set_copy(
        tmp_path / "plain", POEM.replace("| ", "").replace("|\n", "\n").replace("光\n", "光\\\n")
    )
    assert not found(plain, "verse")


def test_a_line_that_is_turned_over_stands_further_in(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, f"| {HAN[:30]}\n| {HAN[:5]}")
    assert starts(outcome, "verse") == [2, 4, 2]
    assert [line.text.strip() for line in found(outcome, "verse")] == [HAN[:19], HAN[19:30], HAN[:5]]


def test_a_poem_is_centred_as_a_block_by_its_longest_line(tmp_path: Path) -> None:
    styles = {"verse": {"face": "song", "size": 10, "align": "center"}}
    outcome = set_copy(tmp_path, f"| {HAN[:11]}\n| {HAN[:3]}\n|\n| {HAN[:7]}", styles=styles)
    assert starts(outcome, "verse") == [5, 5, 5]


@pytest.mark.parametrize("vertical", [False, True])
def test_no_stanza_is_parted_by_a_leg_s_end(tmp_path: Path, vertical: bool) -> None:
    stanza = "".join(f"| {HAN[at : at + 5]}\n" for at in range(4))
    grid = {"writing": "vertical", "lines": 40} if vertical else {}
    head = {"side": "right"} if vertical else {}  # over all the legs
    outcome = set_copy(tmp_path, "|\n".join([stanza] * 5), columns="1-3", legs=3, head=head, grid=grid)
    verse = found(outcome, "verse")
    legs: dict[int, int] = {}
    for line in verse:
        place = line.baseline if vertical else line.x
        legs[place] = legs.get(place, 0) + 1
    assert list(legs.values()) == [8, 8, 4]


def test_a_stanza_amid_prose_is_whole_and_legs_end_level(tmp_path: Path) -> None:
    copy = [prose(260), POEM, prose(300)]
    outcome = set_copy(tmp_path, *copy, columns="1-3", legs=3)
    by_leg: dict[int, list[Line]] = {}
    for line in found(outcome, "body", "verse"):
        by_leg.setdefault(line.x, []).append(line)
    feet = {leg[-1].baseline for leg in by_leg.values()}
    assert max(feet) - min(feet) <= 15_000
    for first, second in (("床", "疑"), ("举", "低")):
        places = [line.x for line in found(outcome, "verse") if line.text.strip()[0] in (first, second)]
        assert len(set(places)) == 1


def test_poems_beside_a_large_letter_or_a_head_lose_nothing(tmp_path: Path) -> None:
    outcome = set_copy(
        tmp_path,
        prose(80),
        POEM,
        prose(200) + "[（某）]{.signature}",
        POEM,
        columns="1-4",
        legs=3,
        drop_cap=2,
        head={"columns": "1-2"},
    )
    assert not {"copy-lost", "lies-over", "lies-outside"} & set(ids(outcome))
    words = "".join("".join(line.text.split()) for line in found(outcome, "verse"))
    assert words == "床前明月光疑是地上霜举头望明月低头思故乡" * 2
    assert [line.text for line in found(outcome, "signature")] == ["（某）"]
    legs = region(outcome.made.scene, "a").legs
    stanzas: dict[str, set[int]] = {}
    for line in found(outcome, "verse"):
        if line.span is not None:
            leg = next(number for number, leg in enumerate(legs) if leg.x <= line.x < leg.right)
            stanzas.setdefault(line.span.part, set()).add(leg)
    assert [len(own) for own in stanzas.values()] == [1] * 4


INTRO = {"intro": {"face": "hei", "weight": 600, "size": 12, "leading": 18}}


def test_an_intro_stands_in_legs_of_its_own_over_the_body(tmp_path: Path) -> None:
    outcome = set_copy(
        tmp_path,
        prose(100),
        prose(300),
        styles=INTRO,
        columns="1-3",
        legs=3,
        intro={"legs": 1, "style": "intro"},
    )
    intro, body = found(outcome, "intro"), found(outcome, "body")
    # Three columns and two gutters are 320 pt: 26 characters of 12 pt, with what is over at their end.
    assert {line.width for line in intro if line.justified} == {312_000}
    assert {second.baseline - first.baseline for first, second in pairwise(intro)} == {18_000}
    assert len({line.x for line in body}) == 3
    top = min(line.baseline for line in body)
    assert {line.baseline for line in body if line.baseline == top and line.x} == {top}
    assert 30_000 <= top - intro[-1].baseline < 45_000
    assert intro[0].span is not None and intro[0].span.part == "body[0]"
    plain = set_copy(tmp_path / "plain", prose(100), prose(300), styles=INTRO, columns="1-3", legs=3)
    assert not found(plain, "intro")


def test_an_intro_without_a_leading_of_its_own_stands_on_the_grid_and_is_level(tmp_path: Path) -> None:
    outcome = set_copy(
        tmp_path,
        prose(120),
        prose(120),
        prose(300),
        columns="1-3",
        legs=3,
        intro={"paragraphs": 2, "legs": 2, "white_lines": 0},
    )
    intro, body = found(outcome, "intro"), found(outcome, "body")
    columns = {x: [line for line in intro if line.x == x] for x in {line.x for line in intro}}
    counts = [len(column) for column in columns.values()]
    assert len(counts) == 2 and max(counts) - min(counts) <= 1
    assert min(line.baseline for line in body) == max(line.baseline for line in intro) + 15_000


def test_a_vertical_intro_stands_right_of_the_body_in_wider_dan(tmp_path: Path) -> None:
    outcome = set_copy(
        tmp_path,
        prose(100),
        prose(300),
        columns="1-4",
        legs=4,
        intro={"legs": 2},
        grid={"writing": "vertical", "lines": 40},
    )
    intro, body = found(outcome, "intro"), found(outcome, "body")
    assert min(line.x for line in intro) > max(line.x for line in body)
    assert len({line.baseline for line in intro}) == 2 and len({line.baseline for line in body}) == 4
    assert min(line.measure for line in intro) > max(line.measure for line in body)


def test_an_intro_ends_where_verse_begins(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, prose(50), POEM, prose(60), prose(70), intro={"paragraphs": 3})
    parts = {line.span.part for line in found(outcome, "intro") if line.span is not None}
    assert parts == {"body[0]"}
    order = [line.span.part for line in found(outcome, "intro", "verse", "body") if line.span is not None]
    assert order == sorted(order)


def test_an_intro_is_on_the_first_page_of_a_story_that_jumps(tmp_path: Path) -> None:
    pages = [
        {"name": "A01", "blocks": [block("a", "1-3", "1-14", jump_to="A02", intro={"legs": 1})]},
        {"name": "A02", "blocks": [block("a", "1-3", "1-40", jump_from="A01", intro={"legs": 1})]},
    ]
    outcome = Draft(pages=pages, stories={"a": story("标题", prose(80), prose(700))}).set(tmp_path)
    assert "copy-lost" not in ids(outcome)
    first, second = outcome.made.scene.pages
    assert lines(first.regions[-1], "intro") and not lines(second.regions[-1], "intro")


@pytest.mark.parametrize("more", [{"columns": "1"}, {"intro": {"legs": 40}}])
def test_an_intro_without_room_is_told_and_its_copy_overset(tmp_path: Path, more: dict[str, Any]) -> None:
    outcome = set_copy(tmp_path, prose(3000), prose(100), **{"intro": {}, **more})
    [problem] = [problem for problem in outcome.problems if problem.id == "no-room"]
    assert (problem.severity, problem.where.field) == ("press", "intro")
    assert "copy-lost" not in ids(outcome)


def test_the_press_file_reads_as_the_copy_does(tmp_path: Path) -> None:
    set_copy(
        tmp_path,
        running(40),
        "> " + running(30),
        POEM,
        running(30) + "[（某某）]{.signature}",
        front={"signature": "（编者）"},
        columns="1-3",
        intro={},
    )
    made, catalogue = set_edition(tmp_path)
    scene = made.made.scene
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    text = pypdfium2.PdfDocument(write_pdf(scene, scene.pages, resources))[0].get_textpage().get_text_range()
    plain = "".join(text.split())
    wanted = [
        running(40),
        running(30),
        "床前明月光疑是地上霜",
        "举头望明月低头思故乡",
        running(30) + "（某某）",
        "（编者）",
    ]
    assert plain.endswith("".join(wanted))


PIECES = st.sampled_from(
    [
        "> " + prose(40),
        ">> " + prose(20),
        POEM,
        f"| {HAN * 2}\n| {HAN[:3]}",
        "## 小标题",
        prose(70),
        prose(30) + "[（某某）]{.signature}",
        "[（另一个人的名字）]{.signature}",
        "::: indent-2\n" + prose(30) + "\n:::",
    ]
)


@given(
    st.lists(PIECES, min_size=1, max_size=9),
    st.fixed_dictionaries(
        {
            "legs": st.integers(1, 4),
            "intro": st.sampled_from([None, {}, {"paragraphs": 3, "legs": 2}]),
            "head": st.sampled_from([{}, {"columns": "1-2"}, {"lines": "9-16", "columns": "2-3"}]),
            "drop_cap": st.sampled_from([0, 2]),
            "grid": st.sampled_from([{}, {"writing": "vertical", "lines": 40}]),
        }
    ),
)
def test_forms_in_any_order_lose_nothing_and_leave_no_place(
    tmp_path_factory: pytest.TempPathFactory, copy: list[str], more: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("forms")
    outcome = set_copy(folder, *copy, front={"signature": "（编者）"}, columns="1-4", lines="1-26", **more)
    assert not {"copy-lost", "lies-outside"} & set(ids(outcome))
