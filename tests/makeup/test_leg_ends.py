"""Where a leg ends nothing is parted that another way would keep whole; ragged text is left ragged; subheads are even."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from content.problems import Problem
from layout.makeup.legs import level_legs
from layout.makeup.legs.ground import BodyLeg, Slot
from layout.makeup.legs.leg_ends import HeldWay, LineRoom, find_turns, lines_at
from layout.publish import Outcome
from layout.scene import Line
from layout.scene.proofs.copyproof import lost_copy
from tests.editions import HAN, Draft, block, ids, lines, paper_with, region, running, story

CLAUSES = "".join(HAN[at : at + 4] + ("，" if at % 8 == 0 else "。") for at in range(0, 40, 4)) * 20
"""Copy with a comma or a full stop behind every fourth character: its lines can give and take."""

ENGLISH = (
    "It was the season of harbours and the year of the lantern, when every ferryman on the river carried letters in his "
    "hat, and the councillors argued about the timetable until the lamps went out. We had everything before us, and an "
    "umbrella between the two of us; the printer had a different opinion, the gardener another, and nobody remembered "
    "the beginning. "
) * 3
"""Copy of short words and some long ones: most lines can do without a hyphen."""


def drafts(kind: str) -> Iterator[Draft]:
    """Stories of three legs, of which some end a leg inside a word if nobody minds."""
    styles = {name: {"face": "serif", "size": 10, "profile": "en"} for name in ("body", "headline")}
    paper = paper_with(styles=styles, grid={"columns": 3, "column_em": 20})
    paper["lang"] = "en"
    photo: dict[str, Any] = {
        "photos": {"p": {"file": "p.jpg", "alt": "lake"}},
        "pictures": {"p.jpg": (1200, 900)},
    }
    for end in range(540, 690, 15):
        copy = story("", ENGLISH[:end].rpartition(" ")[0] + ".", ENGLISH[:240], lang="en")
        blocks = [block("a", "1-3", "1-30", legs=3)]
        if kind == "photo":
            # It stands across all legs: each is two, one above it and one below.
            blocks.append({"kind": "photo", "photo": "p", "inside": "a", "columns": "1-3", "lines": "6-10"})
        yield Draft(blocks, {"a": copy}, paper=paper, **(photo if kind == "photo" else {}))


def feet(outcome: Outcome) -> list[str]:
    """What stands on both sides of each leg's end inside a paragraph, `before|behind`."""
    scene = outcome.made.scene
    assert lost_copy(scene) == ()
    found = lines(region(scene, "a"))
    copy = {part.part: part.text for part in scene.copy}
    ends = []
    for line, following in pairwise(found):
        assert line.span is not None and following.span is not None
        if line.span.part == following.span.part and not _stands_below(line, following):
            text, at = copy[line.span.part], line.span.end
            hyphen = "-" if line.runs[-1].texts[-1] == "" else ""
            ends.append(f"{text[at - 6 : at]}{hyphen}|{text[at : at + 6]}")
    return ends


def _stands_below(line: Line, following: Line) -> bool:
    return line.x == following.x and following.baseline - line.baseline == 15_000


def set_all(kind: str, folder: Path) -> tuple[list[str], list[Problem]]:
    """The ends of legs of all drafts of a kind, and what is told of them."""
    ends: list[str] = []
    told: list[Problem] = []
    for number, draft in enumerate(drafts(kind)):
        outcome = draft.set(folder / str(number))
        ends += feet(outcome)
        told += [problem for problem in outcome.problems if problem.id == "parted-end"]
    return ends, told


@pytest.mark.parametrize(("kind", "left"), [("level", 0), ("photo", 0)])
def test_no_leg_ends_inside_a_word(
    tmp_path: Path, kind: str, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends, told = set_all(kind, tmp_path / "minded")
    assert len(ends) > 10
    parted = [end for end in ends if end.partition("|")[0].endswith("-")]
    assert left == len(parted) == len(told)  # where no way is found it is told
    # Without the rule more do.
    monkeypatch.setattr(LineRoom, "hold", LineRoom.keep)
    monkeypatch.setattr(level_legs, "_count_faults", lambda *_: (0,))  # nor do legs end apart for it
    ends, told = set_all(kind, tmp_path / "not")
    parted = [end for end in ends if end.partition("|")[0].endswith("-")]
    assert left + 2 <= len(parted) == len(told)


def test_what_no_way_keeps_whole_is_told_with_its_place(tmp_path: Path) -> None:
    # Figures without a break, over two legs of two lines: nothing can be moved.
    text = "天地玄黄宇宙洪荒日月" + "１２３４５６７８９０" * 2 + "盈昃辰宿列张寒来暑。"
    draft = Draft([block("a", "1-2", "1-2", legs=2)], {"a": story("", text)})
    draft.paper = paper_with(styles={"body": {"face": "song", "size": 10, "indent_em": 0}})
    outcome = draft.set(tmp_path)
    [problem] = [problem for problem in outcome.problems if problem.id == "parted-end"]
    assert (problem.severity, problem.where.field, problem.where.character) == ("warning", "body[0]", 20)
    assert "“３４５６７８９０|１２３４５６７８”" in problem.what
    assert outcome.ready


def test_a_turn_is_where_no_line_stands_right_below() -> None:
    def leg(*rows: int) -> BodyLeg:
        return BodyLeg(0, 100, tuple(Slot(row, 0, 100) for row in rows))

    legs = (leg(1, 2, 3, 8, 9), leg(1, 2, 3))
    assert find_turns(legs, (5, 3)) == {3, 5, 8}
    assert find_turns(legs, (2, 2)) == {2, 4}
    # A portion of five lines behind line 2: its first and its third are the last before a turn.
    assert lines_at({3, 5, 8}, 2, 5) == {0, 2}
    # Where it ends, or begins, with the leg nothing is parted.
    assert lines_at({3, 8}, 3, 5) == frozenset()
    assert HeldWay.__dataclass_fields__["cost"].default == 0.0


@pytest.mark.parametrize(("align", "levelled"), [("start", 0), ("center", 0), ("end", 0), ("justify", 1)])
def test_levelling_legs_makes_no_ragged_paragraph_longer(tmp_path: Path, align: str, levelled: int) -> None:
    """Ragged lines cost nothing however short, so that they were what gave where legs were to end level."""
    # Two paragraphs of 5 and 6 lines in two legs: a line more makes them level.
    body = {"face": "song", "size": 10, "indent_em": 0, "align": align}
    copy = story("", CLAUSES[:53], CLAUSES[:57])
    draft = Draft([block("a", "1-2", "1-6", legs=2)], {"a": copy}, paper=paper_with(styles={"body": body}))
    outcome = draft.set(tmp_path)
    [fit] = outcome.made.fits
    assert fit.set_lines - fit.natural_lines == (
        fit.set_lines % 2 == 0 and levelled and fit.natural_lines % 2
    )
    assert {"overset", "copy-lost"}.isdisjoint(ids(outcome))


def test_a_subhead_of_two_lines_is_even_and_parts_no_word(tmp_path: Path) -> None:
    def subhead(folder: str, text: str, **style: Any) -> list[Line]:
        styles = {"subhead": {"face": "hei", "size": 10, **style}}
        copy = story("", running(60), f"## {text}", running(60))
        draft = Draft([block("a", "1", "1-30")], {"a": copy}, paper=paper_with(styles=styles))
        return lines(region(draft.set(tmp_path / folder).made.scene, "a"), "subhead")

    # At ten characters a line filled to its end would leave three for the second.
    text = "老旧小区改造工程全面启动啦"
    assert [line.text for line in subhead("centred", text, align="center")] == [
        "老旧小区改造",
        "工程全面启动啦",
    ]
    # Neither line is spread out, in a style whose lines are else full.
    first, second = subhead("justified", text, align="justify")
    assert (first.width, second.width, first.justified) == (60_000, 70_000, False)
    # The control: what fits on a line stays on one.
    assert len(subhead("short", text[:8], align="center")) == 1


@pytest.mark.parametrize(("align", "first"), [("center", "老旧小区改造"), ("start", "老旧小区改造工程全面")])
def test_a_centred_caption_is_even_and_another_s_lines_are_full(
    tmp_path: Path, align: str, first: str
) -> None:
    styles = {"caption": {"face": "hei", "size": 10, "leading": 12, "align": align}}
    draft = Draft(
        [{"kind": "photo", "photo": "p", "columns": "1", "lines": "1-20"}],
        photos={"p": {"file": "p.jpg", "caption": "老旧小区改造工程全面启动啦", "alt": "楼"}},
        pictures={"p.jpg": (900, 1200)},
        paper=paper_with(styles=styles),
    )
    scene = draft.set(tmp_path).made.scene
    found = [item for item in scene.pages[0].regions[0].items if isinstance(item, Line)]
    assert found[0].text == first
