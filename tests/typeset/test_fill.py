"""How a line comes to its measure: shrink before expanding, a step used up before the next, all places in proportion."""

from __future__ import annotations

import pytest

from layout.plan.profile import load_profile
from layout.plan.style import Align
from layout.typeset.lines import SetLine
from tests.typeset.setting import EM, PLAIN, Case, gaps, places, texts

ENGLISH = Case(profile=load_profile("en"))

# One of each that gives: brackets with a blank of half an em at each outer side, ， 。 with one behind, a word space of
# 0.4 em, and gaps between Han and Latin. A single line shrinks too if that lets it be the last.
SHRINKING = "天（地）玄，黄。宇a b宙"
FULL = 6 * 1 + 4 * 1 + 2 * 0.5 + 0.4


def shrunk(case: Case, need: float) -> dict[str, float]:
    """What is left at each place of a line that is `need` ems too long. Keys are the place's neighbours."""
    (line,) = case.set(SHRINKING, FULL - need, lines=1).lines
    assert line.width == round((FULL - need) * EM)
    left = places(line)
    ink = {
        "天（": left[1][1] + 0.5 - left[0][1] - 1,
        "）玄": left[4][1] - left[3][1] - 0.5,
        "，黄": left[6][1] - left[5][1] - 0.5,
        "。宇": left[8][1] - left[7][1] - 0.5,
        "宇a": left[9][1] - left[8][1] - 1,
        "a b": left[11][1] - left[9][1] - 0.5,
        "b宙": left[12][1] - left[11][1] - 0.5,
    }
    return {place: round(value, 4) for place, value in ink.items()}


NATURAL = {"天（": 0.5, "）玄": 0.5, "，黄": 0.5, "。宇": 0.5, "宇a": 0, "a b": 0.4, "b宙": 0}


@pytest.mark.parametrize(
    ("need", "step", "changed"),
    [
        (0, "", {}),
        (0.1, "shrink:word-space", {"a b": 0.3}),
        (0.15, "shrink:word-space", {"a b": 0.25}),
        (0.35, "shrink:bracket", {"a b": 0.25, "天（": 0.4, "）玄": 0.4}),
        (1.15, "shrink:bracket", {"a b": 0.25, "天（": 0, "）玄": 0}),
        (1.45, "shrink:pause", {"a b": 0.25, "天（": 0, "）玄": 0, "，黄": 0.2}),
        (1.65, "shrink:pause", {"a b": 0.25, "天（": 0, "）玄": 0, "，黄": 0}),
        (1.95, "shrink:stop", {"a b": 0.25, "天（": 0, "）玄": 0, "，黄": 0, "。宇": 0.2}),
        (2.15, "shrink:stop", {"a b": 0.25, "天（": 0, "）玄": 0, "，黄": 0, "。宇": 0}),
    ],
)
def test_shrinking_goes_step_by_step(need: float, step: str, changed: dict[str, float]) -> None:
    assert shrunk(PLAIN, need) == NATURAL | changed
    assert PLAIN.set(SHRINKING, FULL - need, lines=1).lines[0].step == step


def test_the_order_of_shrinking_is_data_of_the_profile() -> None:
    turned = PLAIN.but(shrink_order=("stop", "pause", "bracket", "word-space"))
    assert shrunk(turned, 0.3) == NATURAL | {"。宇": 0.2}
    assert shrunk(turned, 0.7) == NATURAL | {"。宇": 0, "，黄": 0.3}
    none = PLAIN.but(shrink_order=("word-space",))
    assert len(none.set(SHRINKING, FULL - 0.35).lines) == 2


def test_gaps_of_han_and_latin_shrink_between_commas_and_stops() -> None:
    gap = PLAIN.but(han_latin_gap_em=type(PLAIN.profile.han_latin_gap_em)(natural=0.25, shrink_to=0.125))
    wide = FULL + 0.5
    found = {need: places(gap.set(SHRINKING, wide - need, lines=1).lines[0]) for need in (0, 1.65, 1.85, 1.9)}
    before = {need: round(line[9][1] - line[8][1] - 1, 4) for need, line in found.items()}
    assert before == {0: 0.25, 1.65: 0.25, 1.85: 0.15, 1.9: 0.125}


def test_middle_dots_of_a_whole_em_shrink_at_both_sides_before_brackets() -> None:
    whole = PLAIN.but(half_em=())
    text, natural = "天·地（玄）黄", 7.0
    assert whole.width("·") == 1
    (line,) = whole.set(text, natural - 0.3).lines
    assert line.step == "shrink:middle"
    found = places(line)
    assert found[2][1] - found[0][1] - 1 == pytest.approx(0.7)
    (line,) = whole.set(text, natural - 0.7).lines
    assert line.step == "shrink:bracket"
    assert places(line)[2][1] == pytest.approx(1.5)


# A first line is filled when what follows has no room: eleven figures are not split.
NEXT = "12345678901"


def filled(text: str, slack: float, case: Case = PLAIN) -> SetLine:
    """The first line of a paragraph, which is `slack` ems short of its measure before it is filled."""
    natural = case.one_line(text).width / EM
    found = case.set(text + NEXT, natural + slack)
    first = found.lines[0]
    assert found.text[first.start : first.end] == text
    assert first.width == first.measure == round((natural + slack) * EM)
    assert first.justified
    return first


STRETCHING = "天地玄a b黄宇宙"
"""Four gaps between Han, two between Han and Latin, a word space of 0.4 em."""


@pytest.mark.parametrize(
    ("slack", "step", "space", "latin", "han"),
    [
        (0, "", 0.4, 0, 0),
        (0.06, "stretch:word-space", 0.46, 0, 0),
        (0.1, "stretch:word-space", 0.5, 0, 0),
        (0.3, "stretch:han-latin", 0.5, 0.1, 0),
        (0.7666, "stretch:han-latin", 0.5, 0.3333, 0),
        (0.9666, "stretch:han", 0.5, 0.3333, 0.05),
        (1.2666, "stretch:han", 0.5, 0.3333, 0.125),
        # wider than a good gap: what is left goes to all that expands
        (1.9666, "stretch:all", 0.6, 0.4333, 0.225),
    ],
)
def test_expanding_goes_step_by_step(slack: float, step: str, space: float, latin: float, han: float) -> None:
    line = filled(STRETCHING, slack)
    assert line.step == step
    # gaps() takes the space's own width for granted.
    assert gaps(line) == pytest.approx([han, han, latin, 0, space - 0.4, latin, han, han], abs=2e-4)


def test_the_order_of_expanding_is_data_of_the_profile() -> None:
    han_first = PLAIN.but(stretch_order=("han",))
    assert gaps(filled(STRETCHING, 0.2, han_first)) == pytest.approx([0.05, 0.05, 0, 0, 0, 0, 0.05, 0.05])
    assert gaps(filled(STRETCHING, 0.2)) == pytest.approx([0, 0, 0.05, 0, 0.1, 0.05, 0, 0])


def test_a_line_that_can_shrink_is_not_expanded() -> None:
    # 6½ em: with 荒 the line is ½ em too long and its comma can give that; without, ½ em short.
    assert PLAIN.set("天地，玄黄宇宙洪荒日月", 6.5).lines[0].step == "shrink:pause"
    assert PLAIN.lines("天地，玄黄宇宙洪荒日月", 6.5)[0] == "天地，玄黄宇宙"
    rigid = PLAIN.but(shrink_order=())
    assert rigid.lines("天地，玄黄宇宙洪荒日月", 6.5)[0] == "天地，玄黄宇"
    assert rigid.set("天地，玄黄宇宙洪荒日月", 6.5).lines[0].step == "stretch:han"


@pytest.mark.parametrize(
    ("text", "still", "moving"),
    [
        ("天（地）玄黄", [1, 2], [0, 3, 4]),  # behind an opener, before a closer
        ("天地，玄。黄", [1, 3], [0, 2, 4]),  # before a comma and a full stop
        ("天地～玄黄宇", [1, 2], [0, 3, 4]),
        ("天地—玄黄宇", [1, 2], [0, 3, 4]),
        ("天地·玄黄宇", [1, 2], [0, 3, 4]),
        ("天地/玄黄宇", [1, 2], [0, 3, 4]),
        ("天地——玄黄", [2], [0, 1, 3, 4]),  # inside a dash
        ("天地……玄黄", [2], [0, 1, 3, 4]),
        ("天地————玄黄", [2, 3, 4], [0, 1, 5, 6]),  # between two dashes
        ("天地￥玄黄", [2], [0, 1, 3]),
        ("天地℃玄黄", [1], [0, 2, 3]),
        ("天地？！玄黄", [1, 2], [0, 3, 4]),
    ],
)
def test_lines_are_not_expanded_around_some_marks(text: str, still: list[int], moving: list[int]) -> None:
    natural, wide = gaps(PLAIN.one_line(text)), gaps(filled(text, 0.3))
    assert [
        number for number, (old, new) in enumerate(zip(natural, wide, strict=True)) if old == new
    ] == still
    assert [
        number for number, (old, new) in enumerate(zip(natural, wide, strict=True)) if old < new
    ] == moving


def test_words_are_not_expanded_inside() -> None:
    assert gaps(filled("天word地玄", 0.5))[1:4] == [0, 0, 0]


def test_letters_are_never_spaced() -> None:
    """A line of one word, or a piece of an address, is left short."""
    found = PLAIN.set("https://abcd.efghijk/lmnopqrs", 7)
    first = found.lines[0]
    assert found.text[: first.end] == "https://abcd."
    assert (first.width, first.step, first.justified) == (round(6.5 * EM), "underfull", False)
    # Fish-er-men’s, parted by the copy: the pieces stood apart.
    word = ENGLISH.set("fish\u00ader\u00admen’s marketplaces", 6.25).lines[0]
    assert (word.step, gaps(word)[:9]) == ("underfull", [0.0] * 9)


def test_word_spaces_open_to_an_em_and_then_the_line_is_left_short() -> None:
    """Lines of words, whose words have no divisions."""
    for slack, step, space in ((0.1, "word-space", 0.5), (0.3, "all", 0.7), (0.6, "all", 1.0)):
        line = ENGLISH.set("AB CD " + "X" * 12, 2.4 + slack).lines[0]
        assert (line.step, line.justified) == (f"stretch:{step}", True)
        assert places(line)[3][1] - places(line)[1][1] - 0.5 == pytest.approx(space)
    short = ENGLISH.set("AB CD " + "X" * 12, 3.1).lines[0]
    assert (short.step, short.justified, short.width) == ("underfull", False, round(2.5 * EM))


def test_rounding_is_shared_and_the_right_edge_is_exact() -> None:
    # 1 em over 7 gaps of 10,000/7: no gap differs from another by more than a thousandth of a point.
    line = filled("天地玄黄宇宙洪荒", 0.87)
    found = [round(gap * EM) for gap in gaps(line)]
    assert sum(found) == 8700
    assert max(found) - min(found) <= 1


def test_the_last_line_is_not_expanded() -> None:
    last = PLAIN.set("天地玄黄宇宙洪荒", 5).lines[-1]
    assert (last.width, last.justified, last.step) == (3 * EM, False, "")


def test_a_paragraph_that_is_exactly_full() -> None:
    found = PLAIN.set("天地玄黄宇宙洪荒日月", 5)
    assert [(line.width, line.step) for line in found.lines] == [(5 * EM, ""), (5 * EM, "")]
    assert [line.justified for line in found.lines] == [True, False]


@pytest.mark.parametrize(
    ("align", "starts"), [("start", [0, 0]), ("center", [0.25, 1.25]), ("end", [0.5, 2.5])]
)
def test_ragged_lines_keep_their_natural_width(align: Align, starts: list[float]) -> None:
    found = Case(align=align).set("天地玄黄宇宙洪荒日月", 6.5)
    assert texts(found) == ["天地玄黄宇宙", "洪荒日月"]
    assert [places(line)[0][1] for line in found.lines] == starts
    assert [line.width / EM - start for line, start in zip(found.lines, starts, strict=True)] == [6, 4]
    assert not any(line.justified or line.step for line in found.lines)


def test_a_centred_line_is_centred_without_the_blank_of_its_last_mark() -> None:
    (line,) = Case(align="center").set("“天地”", 6).lines
    # ½ + 2 + ½ em of type in 6 em: 1½ em at each side, the opener's blank hanging out to the left.
    assert places(line)[0] == ("“", 1.0)
    assert line.width == round(4.5 * EM)


def test_tracking_is_added_behind_each_character_but_the_last() -> None:
    (line,) = Case(tracking=0.25).set("天地AB玄", 100).lines
    assert [x for _, x in places(line)] == [0, 1.25, 2.5, 3.25, 4.0]
    assert line.width == 5 * EM
    dash = Case(tracking=0.25).set("天——地", 100).lines[0]
    assert [x for _, x in places(dash)] == [0, 1.25, 2.25, 3.5]  # never inside a dash


def test_a_space_between_han_is_half_an_em_and_gives() -> None:
    assert places(PLAIN.one_line("天 地"))[-1] == ("地", 1.5)
    assert places(PLAIN.but(han_space_em=1.0).one_line("天 地"))[-1] == ("地", 2)
    assert places(PLAIN.one_line("a b"))[-1] == ("b", 0.9)  # between words the face's own
    assert places(PLAIN.set("天 地", 2.3).lines[0])[-1][1] == pytest.approx(1.3)


def test_beside_a_typed_space_a_mark_has_no_blank_of_its_own() -> None:
    assert places(PLAIN.one_line("天， 地"))[-1] == ("地", 2)
    assert places(PLAIN.one_line("天 （地"))[-1] == ("地", 2)
    first = PLAIN.set("天地玄黄宇宙洪， 荒日月", 7.5).lines[0]
    assert (first.step, places(first)[7]) == (
        "",
        ("，", 7),
    )  # the line ends with the comma, and the space vanishes


def test_an_ideographic_space_is_an_em_that_does_not_give() -> None:
    assert PLAIN.width("\u3000") == 1
    assert PLAIN.width("，\u3000（") == 2
    line = filled("天\u3000地玄", 0.2)
    assert [x for _, x in places(line)][-2:] == pytest.approx([2, 3.2])


def test_a_line_that_nothing_can_fill_says_so() -> None:
    """A word and its mark: no gap behind the word may open, and its letters are none."""
    found = PLAIN.set("WebAssembly，" * 3, 8)
    assert texts(found) == ["WebAssembly，"] * 3
    assert [(line.step, line.justified) for line in found.lines[:2]] == [("underfull", False)] * 2
    assert [line.step for line in PLAIN.set("WebAssembly，" * 3, 6).lines[:2]] == ["", ""]
