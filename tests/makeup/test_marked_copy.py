"""Copy with ruby, names, notes and dots on a made-up page: nothing is lost, and what has no room beside it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.publish import Outcome
from layout.scene import Beside, Line
from layout.scene.proofs.copyproof import lost_copy
from tests.editions import Draft, block, ids, paper_with, running, story

COPY = "天{地玄|dì|xuán}黄，[宇宙]{.name}[洪荒]{.title}日月^①^，*盈昃*辰宿[小字双行之注]{.warichu}。{列张|うけたまわ}寒来"


def page(folder: Path, leading: float = 16, **grid: object) -> Outcome:
    paper = paper_with(grid={"leading_pt": leading, "lines": 40, **grid})
    paper["styles"]["body"] |= {"emphasis_dots": "•"}
    stories = {"a": story("", COPY + running(200), lead_in="本报讯")}
    return Draft(blocks=[block("a", "1-2", "1-12")], stories=stories, paper=paper).set(folder)


def body(outcome: Outcome) -> list[Line]:
    scene = outcome.made.scene
    items = [item for region in scene.pages[0].regions for item in region.items]
    return [item for item in items if isinstance(item, Line) and item.role == "body"]


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_what_stands_beside_copy_is_on_the_page_with_it(tmp_path: Path, writing: str) -> None:
    outcome = page(tmp_path, writing=writing)
    assert ids(outcome) == []
    scene = outcome.made.scene
    assert lost_copy(scene) == ()
    (whole,) = [one for one in scene.copy if one.part == "body[0]"]
    # Behind the lead-in, which opens the paragraph.
    assert whole.beside == (
        Beside(4, 5, "dì"),
        Beside(5, 6, "xuán"),
        Beside(8, 10, ""),
        Beside(10, 12, ""),
        Beside(27, 29, "うけたまわ"),
    )
    lines = body(outcome)
    assert "".join(line.text for line in lines).startswith(
        "本报讯天地玄黄，宇宙洪荒日月①，盈昃辰宿小字双行之注。列张"
    )
    assert sum(len(line.marks) for line in lines) >= 2
    assert {line.vertical for line in lines} == {writing == "vertical"}


def test_ruby_that_has_no_room_between_the_lines_is_told_once(tmp_path: Path) -> None:
    crowded = page(tmp_path / "crowded", leading=14)
    assert ids(crowded) == ["crowded-ruby"]
    (problem,) = crowded.problems
    assert problem.what == "The ruby of “地玄” needs 5 pt between the lines, and there is 4 pt."
    assert problem.where.field == "body[0]"
    assert ids(page(tmp_path / "roomy", leading=15)) == []
