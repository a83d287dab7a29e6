"""Legs end level, and where they can't, at the line where no subhead is left without its text."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.legs import division
from layout.makeup.legs import level_legs as level_legs_module
from layout.makeup.legs.division import BadEnd, Division, bad_ends, find_whites
from layout.makeup.legs.ground import BodyLeg, Slot
from layout.makeup.legs.level_legs import EvenPortion, level_legs, share_out
from layout.makeup.legs.uneven_legs import LegRoom


def rigid(*lines: int) -> list[EvenPortion]:
    """Pieces that take so many lines and no others; a subhead's are below zero."""
    return [EvenPortion({abs(count): 0.0}, abs(count), count < 0) for count in lines]


def subheads(pieces: list[EvenPortion]) -> list[bool]:
    return [piece.subhead for piece in pieces]


def hanging(pieces: list[EvenPortion], fill: Division) -> int:
    """Subheads that end where a leg ends, with text to follow; counted from the fill alone."""
    feet = set(accumulate(fill.depths))
    ends = list(accumulate(fill.counts))
    return sum(piece.subhead and end in feet for piece, end in zip(pieces[:-1], ends[:-1], strict=True))


UNEVEN = [
    # Shared out evenly, the first legs a line deeper, a subhead would be the last line of a leg of each.
    ((5, -1, 5), 2, (5, 6)),
    ((4, -1, 4, -1, 4), 3, (4, 5, 5)),
    ((5, -1, 4, -1, 5, -1, 5), 4, (5, 5, 6, 6)),
]


@pytest.mark.parametrize(("lines", "legs", "depths"), UNEVEN)
@pytest.mark.parametrize("level", [True, False])
def test_a_subhead_goes_to_the_next_leg_with_its_text(
    lines: tuple[int, ...], legs: int, depths: tuple[int, ...], level: bool
) -> None:
    pieces = rigid(*lines)
    fill = level_legs(pieces, legs, 20, level=level)
    assert fill.depths == depths
    assert hanging(pieces, fill) == 0
    assert bad_ends(subheads(pieces), fill) == []


@pytest.mark.parametrize(("lines", "legs", "depths"), UNEVEN)
def test_it_is_the_cost_of_a_hanging_subhead_that_moves_it(
    lines: tuple[int, ...], legs: int, depths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(division, "HANGING_SUBHEAD_COST", 0)
    pieces = rigid(*lines)
    fill = level_legs(pieces, legs, 20, level=True)
    assert fill.depths != depths
    assert hanging(pieces, fill) > 0
    assert [end.hanging for end in bad_ends(subheads(pieces), fill)].count(True) == hanging(pieces, fill)


def test_level_legs_give_a_line_rather_than_leave_a_subhead_without_its_text() -> None:
    # Level, both legs have six lines, and the subhead is the sixth; the last paragraph could do with five.
    pieces = [*rigid(5, -1), EvenPortion({5: 10.0, 6: 0.0}, 6)]
    fill = level_legs(pieces, 2, 6, level=True)
    # The last line of the first leg is left white.
    assert (fill.counts, fill.depths) == ((5, 2, 5), (6, 6))
    assert find_whites(pieces, fill.counts, fill.depths) == (0, 1, 0)


def test_a_subhead_that_nothing_can_move_hangs_and_is_told() -> None:
    pieces = rigid(5, -1, 6)
    fill = level_legs(pieces, 2, 6, level=True)
    assert fill.depths == (6, 6)
    assert bad_ends(subheads(pieces), fill) == [BadEnd(portion=1, line=0, hanging=True)]


@pytest.mark.parametrize("minded", [True, False])
def test_two_lines_of_text_stand_below_a_subhead(minded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = rigid(4, -1, 7)  # level, one line of its text would follow the subhead in the first leg
    if not minded:
        for cost in ("CLOSE_SUBHEAD_COST", "LONE_LINE_COST"):
            monkeypatch.setattr(division, cost, 0)
        monkeypatch.setattr(level_legs_module, "_count_faults", lambda portions, division: (0, 0, 0))
    fill = level_legs(pieces, 2, 10, level=True)
    told = bad_ends(subheads(pieces), fill)
    assert told == ([] if minded else [BadEnd(1, 0, hanging=True, behind=1), BadEnd(2, 0, hanging=False)])


@pytest.mark.parametrize(
    ("lines", "depths", "told"),
    [
        ((7, 5), (6, 6), [BadEnd(0, 6, hanging=False)]),
        ((5, 7), (6, 6), [BadEnd(1, 0, hanging=False)]),
        ((4, 8), (6, 6), []),
        ((5, 1, 6), (6, 6), []),  # a paragraph of one line is whole
        ((5, 2, 5), (6, 6), [BadEnd(1, 0, hanging=False)]),
        ((5, -2, 5), (6, 6), [BadEnd(1, 0, hanging=True)]),
        ((3, -3, 6), (5, 7), [BadEnd(1, 1, hanging=True)]),
        ((4, -1, 1, 6), (6, 6), [BadEnd(1, 0, hanging=True, behind=1)]),
        ((4, -1, 1), (6, 6), []),  # the story ends with its one line
        ((5, 6, -1), (6, 6), [BadEnd(1, 0, hanging=False)]),  # a subhead with nothing to follow hangs nowhere
        ((7, 7), (6, 6), []),  # two lines are over: it is the copy that is wrong
    ],
)
def test_bad_ends_are_named_by_piece_and_line(
    lines: tuple[int, ...], depths: tuple[int, ...], told: list[BadEnd]
) -> None:
    fill = Division(tuple(abs(count) for count in lines), depths)
    assert bad_ends(subheads(rigid(*lines)), fill) == told


def test_legs_are_levelled_by_what_a_paragraph_can_give() -> None:
    pieces = [EvenPortion({5: 0.0, 6: 100.0}, 5), EvenPortion({6: 0.0}, 6)]
    assert level_legs(pieces, 2, 10, level=True) == Division((6, 6), (6, 6))
    # Where they may not give, it is the second that is deeper: the other way parts a line from its paragraph.
    assert level_legs(pieces, 2, 10, level=False) == Division((5, 6), (5, 6))


def test_legs_are_as_deep_as_the_area_where_paragraphs_can_give_so_much() -> None:
    pieces = [EvenPortion({count: 10.0 * abs(count - 8) for count in range(6, 12)}, 8) for _ in range(2)]
    for room, depth in ((6, 6), (8, 8), (10, 10), (20, 11)):
        assert level_legs(pieces, 2, room, level=True).depths == (depth, depth)


def test_many_pieces_in_many_legs_are_soon_filled() -> None:
    paragraphs = [
        EvenPortion({count: 50.0 * abs(count - own) for count in (own - 1, own, own + 1)}, own)
        for own in (3 + number * 7 % 6 for number in range(40))
    ]
    pieces = [one for number, own in enumerate(paragraphs) for one in (*rigid(-1)[number % 2 :], own)]
    fill = level_legs(pieces, 8, 60, level=True)
    assert len(pieces) == 60
    assert hanging(pieces, fill) == 0


@given(st.lists(st.sampled_from([-1, 1, 2, 3, 4, 5, 6, 7]), min_size=1, max_size=7), st.integers(1, 4))
def test_no_subhead_hangs_where_legs_a_line_apart_could_save_it(lines: list[int], legs: int) -> None:
    pieces = rigid(*lines)
    total = sum(map(abs, lines))
    found = level_legs(pieces, legs, 40, level=True)
    each = total // legs
    every = [
        hanging(pieces, Division(tuple(map(abs, lines)), depths))
        for deep in (each, each + 1)
        for depths in product((deep, deep + 1), repeat=legs)
        if sum(depths) == total
    ]
    assert hanging(pieces, found) <= min(every)


@pytest.mark.parametrize("natural", [9, 10, 11])
def test_legs_that_cannot_end_level_keep_the_lines_that_copy_takes_of_itself(natural: int) -> None:
    pieces = [EvenPortion(dict.fromkeys((9, 10, 11), 0.0), natural)]
    fill = level_legs(pieces, 4, 20, level=True)
    assert fill.counts == (natural,)
    assert fill.depths == share_out(natural, 4)


@pytest.mark.parametrize(
    ("total", "rooms", "depths"),
    [(18, (9, 9, 9, 9), (5, 5, 5, 3)), (6, (4, 4), (3, 3)), (1, (1, 1, 1), (1, 0, 0)), (7, (6, 4), (5, 2))],
)
def test_poured_legs_are_full_but_the_last(
    total: int, rooms: tuple[int, ...], depths: tuple[int, ...]
) -> None:
    legs = [BodyLeg(0, 100, tuple(Slot(10 - room + line, 0, 100) for line in range(room))) for room in rooms]
    assert LegRoom(legs, poured=True).depths(total) == depths


def test_legs_end_two_lines_apart_or_a_subhead_has_less_white_rather_than_hang(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # In 9, 9, 8 and 8 lines the first subhead would have one line of its text at its leg's foot.
    counts = (6, 1, 6, 1, 10, 8)
    pieces = [EvenPortion({count: 0.0}, count, subhead=count == 1, gap=int(count == 1)) for count in counts]

    def set_level() -> Division:
        fill = level_legs(pieces, 4, 10, level=True)
        whole = replace(fill, whites=find_whites(pieces, fill.counts, fill.depths))
        assert bad_ends(subheads(pieces), whole) == []
        return whole

    closed = set_level()
    assert closed.depths == (9, 8, 8, 8) and closed.whites[1] == 0
    monkeypatch.setattr(level_legs_module, "CLOSED_COST", 1e9)
    apart = set_level()
    assert apart.depths == (10, 8, 8, 8) and apart.whites[1] == 1
