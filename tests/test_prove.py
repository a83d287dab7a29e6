"""Proofs of some pages alone: the same pictures as a build's where nothing but make-up is wrong, and no press file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

import layout.makeup.edition
from content.problems import Refused
from layout.makeup.page import make_blocks
from layout.plan.press_settings import PressWish
from layout.prove import prove
from layout.publish import publish
from tests.editions import Draft, block, ids, running, story

DPI = 40


def two_pages(folder: Path, *, over: int = 0) -> Path:
    """A story that jumps from the first page to the second, and another on each."""
    pages = [
        {"name": "A01", "blocks": [block("a", "1-3", "1-20", jump_to="A02"), block("b", "4-6", "1-20")]},
        {"name": "A02", "blocks": [block("a", "1-3", "1-30", jump_from="A01"), block("c", "4-6", "1-20")]},
    ]
    sentences = "".join(running(17 + number) for number in range(6))
    stories = {
        "a": story("题", *[sentences] * 8),
        "b": story("题", running(480 + over)),
        "c": story("题", running(480)),
    }
    return Draft(pages=pages, stories=stories).write(folder)


def test_a_proof_is_that_of_a_build(tmp_path: Path) -> None:
    edition = two_pages(tmp_path / "daily")
    publish(edition, tmp_path / "out", dpi=DPI)
    outcome = prove(edition, tmp_path / "proofs", dpi=DPI)
    assert outcome.files == ("daily-A01.png", "daily-A02.png")
    for name in outcome.files:
        one, other = (Image.open(tmp_path / folder / name) for folder in ("out/proof", "proofs"))
        assert ImageChops.difference(one, other).getbbox() is None
    assert sorted(path.name for path in (tmp_path / "proofs").iterdir()) == [*outcome.files]


def test_a_page_alone_is_made_up_alone_and_no_copy_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = two_pages(tmp_path / "daily", over=400)
    made: list[str] = []
    own = make_blocks

    def noted(page: Any, desk: Any) -> Any:
        made.append(page.name)
        return own(page, desk)

    monkeypatch.setattr(layout.makeup.edition, "make_blocks", noted)
    outcome = prove(edition, tmp_path / "proofs", dpi=DPI, wish=PressWish(pages=("A02",)))
    assert made == ["A02"]
    assert outcome.files == ("daily-A02.png",)
    assert not {"overset", "copy-lost"} & {*ids(outcome)}  # what is over is on the other page
    assert "overset" in ids(prove(edition, tmp_path / "proofs", dpi=DPI, wish=PressWish(pages=("A01",))))


def test_a_page_that_is_not_there_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    edition = two_pages(tmp_path / "daily")
    with pytest.raises(Refused) as refused:
        prove(edition, tmp_path / "proofs", dpi=DPI, wish=PressWish(pages=("A01", "A03")))
    [problem] = refused.value.problems
    assert "'A03'" in problem.what and problem.where.file == "edition.yaml"
    assert not (tmp_path / "proofs").exists() or not [*(tmp_path / "proofs").iterdir()]
