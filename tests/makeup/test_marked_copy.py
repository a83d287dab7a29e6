"""Copy with ruby, names, notes and dots on a made-up page: nothing is lost, and what has no room beside it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Beside, Line
from layout.scene.proofs.copyproof import lost_copy
from tests.editions import Draft, block, ids, paper_with, running, story
from tests.press.reading import extracted, glyphs

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


SCRIPTS = "面积10^4^平方米、10⁷吨，CO~2~与H~2~O，第10^th^届，v~max~、V~水~，“注”¹，约翰•肯尼迪，1\u2009234人"
READ = "面积10⁴平方米、10⁷吨，CO₂与H₂O，第10th届，vmax、V水，“注”¹，约翰•肯尼迪，1\u2009234人"


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_what_is_raised_and_lowered_is_read_as_the_copy_has_it(tmp_path: Path, writing: str) -> None:
    paper = paper_with(grid={"leading_pt": 16, "lines": 40, "writing": writing})
    stories = {"a": story("10⁷与CO₂", SCRIPTS + running(100))}
    draft = Draft(blocks=[block("a", "1-3", "1-20")], stories=stories, paper=paper)
    draft.write(tmp_path)
    outcome, catalogue = set_edition(tmp_path)
    scene = outcome.made.scene
    assert not {"missing-character", "copy-lost", "stray-mark"} & {*ids(outcome)}
    assert lost_copy(scene) == ()
    assert "".join(line.text for line in body(outcome)).startswith(READ)
    small = [run for line in body(outcome) for run in line.runs if run.size < 9_000]
    assert {run.turn for run in small} == {"level" if writing == "horizontal" else "sideways"}
    assert [text for run in small for text in run.texts] == list("⁴⁷₂₂thmax水¹")
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    data = write_pdf(scene, scene.pages, resources)
    shown = "".join(glyph.text for glyph in glyphs(data))
    assert "10⁷与CO₂" in shown and READ.replace("\u2009", "") in shown.replace("\u2009", "")
    if writing == "horizontal":
        printed = extracted(data).replace(" ", "")
        for words in ("10⁴", "10⁷", "CO₂", "H₂O", "约翰•肯尼迪"):
            assert words in printed, words
