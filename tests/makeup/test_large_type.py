"""Heads, nameplates and first letters are set as large type: by their ink over 48 points, their marks half an em."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.publish import Outcome, set_edition
from layout.scene import GlyphRun, Line
from tests.editions import Draft, block, lines, paper_with, region, running, story


def page(folder: Path, headline: str, size: float, **front: object) -> Outcome:
    styles = {"headline": {"face": "song", "weight": 900, "size": size, "align": "start"}}
    draft = Draft(
        blocks=[
            {
                "kind": "nameplate",
                "columns": "1-6",
                "lines": "1-8",
                "text": [{"text": "建设报", "style": "nameplate"}],
            },
            block("a", "1-6", "10-40"),
        ],
        stories={"a": story(headline, running(900), **front)},
        paper=paper_with(
            styles={**styles, "nameplate": {"face": "song", "weight": 900, "size": 90, "align": "start"}}
        ),
    )
    return set_edition(draft.write(folder))[0]


def first_ink(outcome: Outcome, line: Line) -> float:
    """How far the ink of a line's first glyph stands behind the start of its measure, in points."""
    run = line.runs[0]
    ink = _face(outcome, run).ink(run.glyphs[0])
    return (run.x + run.xs[0] + ink.x_min * run.size / 1000 - line.x) / 1000


def _face(outcome: Outcome, run: GlyphRun) -> Face:
    ref = next(face for face in outcome.made.scene.faces if face.id == run.face)
    return Catalogue.load().open(ref.sha256, ref.index, ref.axes)


@pytest.mark.parametrize(("size", "large"), [(60, True), (42, False)])
def test_a_large_head_begins_at_the_edge_of_its_column_as_text_does(
    tmp_path: Path, size: float, large: bool
) -> None:
    outcome = page(tmp_path, "建设", size)
    [head] = lines(region(outcome.made.scene, "a"), "headline")
    own = _face(outcome, head.runs[0]).ink(head.runs[0].glyphs[0]).x_min * size / 1000
    assert first_ink(outcome, head) == pytest.approx(0.4 if large else own, abs=0.01)
    assert own > 0.7  # what its em box alone would leave
    [plate] = lines(region(outcome.made.scene, "nameplate-1"), "nameplate")
    assert first_ink(outcome, plate) == pytest.approx(0.4, abs=0.01)
    # Text keeps its boxes.
    body = lines(region(outcome.made.scene, "a"))[1]
    assert body.runs[0].x == body.x


def test_ink_in_a_large_head_does_not_touch(tmp_path: Path) -> None:
    outcome = page(tmp_path, "争一争一流", 60)
    [head] = lines(region(outcome.made.scene, "a"), "headline")
    (run,) = head.runs
    face = _face(outcome, run)
    for (glyph, x), (other, y) in pairwise(zip(run.glyphs, run.xs, strict=True)):
        white = y + face.ink(other).x_min * 60 - x - face.ink(glyph).x_max * 60
        assert white >= 0.03 * 60_000
    small = lines(region(page(tmp_path / "small", "争一", 42).made.scene, "a"), "headline")[0].runs[0]
    assert small.xs == (0, 42_000)


def test_marks_of_heads_and_decks_are_half_an_em_and_those_of_text_an_em(tmp_path: Path) -> None:
    outcome = page(tmp_path, "建“文明”城", 40, deck="镇、区", byline="者、通")
    found = region(outcome.made.scene, "a")

    def ems(role: str) -> float:
        """From the first character of a tier to its last."""
        [line] = lines(found, role)
        origins = [run.x + x for run in line.runs for x in run.xs]
        return round((origins[-1] - origins[0]) / line.runs[0].size, 2)

    assert (ems("headline"), ems("deck"), ems("byline")) == (4, 1.5, 2)
