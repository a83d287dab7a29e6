"""Builds, once in a session, the press files that the preflight's tests plant their faults in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from layout.press.document import write_pdf
from layout.scene import Box, Ink, Rect, Rule
from layout.scene.condition import Level
from tests.preflight.planting import untagged
from tests.press.scenes import (
    BLACK,
    CONDITION,
    HEIGHT,
    WIDTH,
    Setting,
    colour_chart,
    hei,
    page,
    placed,
    region,
    resources,
    saved,
    scene,
    song,
    text_line,
)

BLEED = 8_504
"""3 mm, in thousandths of a point."""


def right_file(root: Path, level: Level) -> bytes:
    """A page with text in two faces, a tint, a rule, a frame and a photo, as the press writes it, with a bleed."""
    chart = colour_chart(300, 200)
    items = (
        Box(Rect(0, 0, WIDTH, HEIGHT), fill=Ink(0, 0, 0, 8)),
        Box(Rect(20_000, 20_000, 200_000, 90_000), stroke=BLACK, stroke_width=500),
        text_line("武进日报，样张", Setting(song()), baseline=50_000),
        text_line("要闻", Setting(hei(), size=20_000), baseline=90_000),
        Rule(20_000, 120_000, 220_000, 120_000, 250, BLACK),
        placed("photos/c.png", saved(chart, root / "photos/c.png"), chart.size),
    )
    condition = replace(CONDITION, level=level, bleed=BLEED, picture_ppi=220)
    made = scene([page(region(*items))], [song(), hei()], condition)
    return write_pdf(made, made.pages, resources(root))


@pytest.fixture(scope="session")
def x4(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return right_file(tmp_path_factory.mktemp("x4"), "PDF/X-4")


@pytest.fixture(scope="session")
def untagged_x4(x4: bytes) -> bytes:
    return untagged(x4)


@pytest.fixture(scope="session")
def x1a(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return right_file(tmp_path_factory.mktemp("x1a"), "PDF/X-1a:2003")
