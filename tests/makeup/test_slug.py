"""The slug: a line outside the trim that names paper, day, page, time of issue, and each plate in its own ink."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from layout.scene import Ink, Line, spot_ink
from layout.scene.geometry import millimetres
from tests.editions import Draft, block, paper_with, region, running, story


def draft(press: dict[str, Any], **more: Any) -> Draft:
    return Draft(
        blocks=[block("a", "1-3", "1-25")],
        stories={"a": story("标题", running(100))},
        paper=paper_with(press=press, inks={"house": {"spot": "PANTONE 185 C", "m": 91}}),
        more=more,
    )


ORDERED = {"spots": ["PANTONE 185 C"]}


def test_it_says_paper_day_time_and_page_on_all_plates_and_each_ink_on_its_own(tmp_path: Path) -> None:
    outcome = draft({"preset": "trimmed", **ORDERED}, time="23:30").set(tmp_path / "e")
    slug = region(outcome.made.scene, "slug")
    pieces = [(item.text, item.runs[0].ink) for item in slug.items if isinstance(item, Line)]
    assert pieces == [
        ("方格报", spot_ink("All")),
        ("2024-11-25 23:30", spot_ink("All")),
        ("A01", spot_ink("All")),
        ("Cyan", Ink(100, 0, 0, 0)),
        ("Magenta", Ink(0, 100, 0, 0)),
        ("Yellow", Ink(0, 0, 100, 0)),
        ("Black", Ink(0, 0, 0, 100)),
        ("PANTONE 185 C", spot_ink("PANTONE 185 C")),
    ]
    assert outcome.made.scene.issued == "2024-11-25T23:30+08:00"


def test_it_stands_below_the_bleed_and_within_the_margin(tmp_path: Path) -> None:
    scene = draft({"preset": "trimmed", **ORDERED}).set(tmp_path / "e").made.scene
    page, slug = scene.pages[0], region(scene, "slug")
    assert slug.frame.y >= page.height + scene.condition.bleed
    assert slug.frame.bottom <= page.height + scene.condition.bleed + scene.condition.margin
    assert page.regions[-1] is slug
    # Clear of the crop marks at the corner, whose strokes end 8 mm from the trim.
    assert slug.frame.x > millimetres(8)


@pytest.mark.parametrize("press", [{}, {"preset": "trimmed", "marks": ["crop"]}])
def test_a_plant_that_wants_none_gets_none(press: dict[str, Any], tmp_path: Path) -> None:
    scene = draft({**press, **ORDERED}).set(tmp_path / "e").made.scene
    assert all(one.kind != "slug" for one in scene.pages[0].regions)
    assert scene.issued == "2024-11-25"
