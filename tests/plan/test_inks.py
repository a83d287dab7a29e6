"""Inks of a paper: tints, spot inks, what they may not be, and the press settings that go with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content.problems import Refused
from content.reading import read_model
from layout.plan.inks import scene_inks, spots_of
from layout.plan.paper import Paper
from layout.plan.press_settings import PressModel, PressWish, apply_wish, condition_of
from layout.preflight.plant import Plant
from layout.publishing.plants import plant_of
from layout.reading.paperfile import read_paper
from layout.scene import Ink, spot_ink
from layout.scene.condition import PressLimits, Spot, Thresholds
from tests.editions import as_yaml, paper_with

RED = {"spot": "PANTONE 185 C", "m": 91, "y": 76}
ORDERED = {"spots": ["PANTONE 185 C"]}


def read(root: Path, **changes: Any) -> Paper:
    (root / "paper.yaml").write_text(as_yaml(paper_with(**changes)), "utf-8")
    return read_model(root / "paper.yaml", Paper, root=root).value


def refused(root: Path, **changes: Any) -> list[tuple[str, str | None, str]]:
    with pytest.raises(Refused) as refusal:
        read(root, **changes)
    assert all(problem.where.line is not None for problem in refusal.value.problems)
    return [(problem.id, problem.where.field, problem.what) for problem in refusal.value.problems]


def test_tints_are_parts_of_what_they_are_of(tmp_path: Path) -> None:
    inks = {
        "half": {"tint_of": "red", "percent": 50},
        "quarter": {"tint_of": "half", "percent": 50},
        "house": RED,
        "pale": {"tint_of": "house", "percent": 30},
        "paler": {"spot": "PANTONE 185 C", "m": 91, "y": 76, "percent": 12.5},
        "gray": {"tint_of": "black", "percent": 15},
    }
    found = scene_inks(read(tmp_path, inks=inks, press=ORDERED).inks)
    assert found["half"] == Ink(0, 50, 45, 0)
    assert found["quarter"] == Ink(0, 25, 22.5, 0)
    assert found["house"] == spot_ink("PANTONE 185 C")
    assert found["pale"] == spot_ink("PANTONE 185 C", 30)
    assert found["paler"] == spot_ink("PANTONE 185 C", 12.5)
    assert found["gray"] == Ink(0, 0, 0, 15)
    assert found["pale"].total == 30


def test_the_condition_has_each_spot_ink_once(tmp_path: Path) -> None:
    paper = read(tmp_path, inks={"a": RED, "b": {**RED, "percent": 20}}, press=ORDERED)
    spots = spots_of(paper.inks)
    assert spots == (Spot("PANTONE 185 C", (0, 91, 76, 0)),)
    assert condition_of(paper.press, spots).spots == spots


@pytest.mark.parametrize(
    ("inks", "press", "told", "words"),
    [
        ({"a": RED}, {}, ("spot-not-ordered", "inks.a.spot"), "not ordered"),
        ({"a": {"tint_of": "nope"}}, {}, ("unknown-name", "inks.a.tint_of"), "no ink 'nope'"),
        ({"a": {"tint_of": "a"}}, {}, ("circular", "inks.a.tint_of"), "tint of itself"),
        ({"a": {"tint_of": "red", "k": 5}}, {}, ("two-colours", "inks.a"), "inks of its own"),
        ({"a": {"c": 5, "percent": 5}}, {}, ("lone-percent", "inks.a.percent"), "percent of nothing"),
        ({"a": RED, "b": {**RED, "m": 1}}, ORDERED, ("two-looks", "inks.b"), "different elsewhere"),
        ({"a": {"spot": "All"}}, {}, ("reserved-name", "inks.a.spot"), "called All"),
        ({"a": {"spot": "black"}}, {}, ("reserved-name", "inks.a.spot"), "called black"),
        ({"a": {"spot": " x"}}, {}, ("bad-name", "inks.a.spot"), "blanks"),
        ({"mud": {"c": 90, "m": 90, "y": 90}}, {}, ("too-much-ink", "inks.mud"), "270 %"),
    ],
)
def test_an_ink_that_contradicts_itself_is_refused_at_its_key(
    inks: dict[str, Any], press: dict[str, Any], told: tuple[str, str], words: str, tmp_path: Path
) -> None:
    ((found, where, what),) = refused(tmp_path, inks=inks, press=press)
    assert (found, where) == told
    assert words in what


def test_two_inks_that_are_tints_of_each_other_are_both_told(tmp_path: Path) -> None:
    found = refused(tmp_path, inks={"a": {"tint_of": "b"}, "b": {"tint_of": "a"}})
    assert [field for _, field, _ in found] == ["inks.a.tint_of", "inks.b.tint_of"]


@pytest.mark.parametrize(
    ("press", "field"),
    [
        ({"most_ink_percent": 200}, "press.most_ink_percent"),
        ({"picture_ppi": 100}, "press.picture_ppi"),
        ({"line_art_ppi": 400}, "press.line_art_ppi"),
        ({"page_file": "a b"}, "press.page_file"),
        ({"page_file": "{x}"}, "press.page_file"),
        ({"edition_file": "{page}"}, "press.edition_file"),
        ({"marks": ["stars"]}, "press.marks[0]"),
        ({"preset": "gloss"}, "press.preset"),
        ({"spots": ["Cyan"]}, "press.spots[0]"),
    ],
)
def test_press_settings_that_can_not_be_are_refused(
    press: dict[str, Any], field: str, tmp_path: Path
) -> None:
    ((_, where, _),) = refused(tmp_path, press=press)
    assert where == field


def test_presets_bring_bleed_and_marks_and_may_be_overruled() -> None:
    plate, trimmed = PressModel(), PressModel(preset="trimmed")
    assert (plate.bleed, plate.printer_marks, condition_of(plate, ()).margin) == (0, (), 0)
    assert trimmed.bleed == 3
    assert trimmed.printer_marks == ("crop", "registration", "color-bar", "slug")
    assert condition_of(trimmed, ()).margin > 0
    own = PressModel(preset="trimmed", bleed_mm=5, marks=("crop",))
    assert (own.bleed, own.printer_marks) == (5, ("crop",))
    assert PressModel(preset="proof").file_level == "proof"
    assert trimmed.file_level == "PDF/X-4"


def test_a_wish_for_a_preset_sets_aside_what_the_paper_says_of_bleed_and_marks() -> None:
    own = PressModel(bleed_mm=1, marks=("slug",))
    asked = apply_wish(own, PressWish(preset="trimmed", level="PDF/X-1a:2003"))
    assert (asked.bleed, asked.printer_marks[0], asked.level) == (3, "crop", "PDF/X-1a:2003")
    assert apply_wish(own, PressWish()) == own


def test_the_ink_that_holds_a_page_is_a_little_over_the_one_that_is_aimed_at() -> None:
    # ISO 12647-3 newsprint: 220 aimed at, 240 never passed.
    assert PressModel().limits.ink == Thresholds(240, 220)
    assert PressModel(ink_limit_percent=240, most_ink_percent=245).limits.ink == Thresholds(245, 240)


def test_the_usual_press_is_the_one_that_preflight_takes_without_a_paper() -> None:
    paper = read_paper("wujin")
    usual = paper.model_copy(update={"press": PressModel()})
    size = (paper.trim.width_mm, paper.trim.height_mm)
    assert usual.press.limits == PressLimits()
    assert plant_of(usual) == Plant(usual.press.level, usual.press.condition, size)
    assert PressModel(least_type_pt=6).limits != PressLimits()
