"""Marks round the trim, spot inks and the slug: what stands where, on which plates, read back from the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pdf_oxide import PdfDocument

from content.problems import Refused
from layout.preflight.examine import examine
from layout.preflight.plant import Plant
from layout.press.document import write_pdf
from layout.press.page.marks import marks_of
from layout.scene import Box, Ink, Page, Rect, Rule, spot_ink
from layout.scene.condition import Condition, Spot
from tests.press.reading import opened
from tests.press.scenes import (
    CONDITION,
    HEIGHT,
    WIDTH,
    Setting,
    page,
    region,
    resources,
    scene,
    song,
    text_line,
)

MM = 72 / 25.4
RED = Spot("PANTONE 185 C", (0, 91, 76, 0))
TRIMMED = replace(
    CONDITION,
    bleed=round(3000 * MM),
    margin=round(12000 * MM),
    marks=("crop", "registration", "color-bar"),
    spots=(RED,),
)


def written(shown: Page, condition: Condition = TRIMMED) -> bytes:
    return write_pdf(scene([shown], [song()], condition), [shown], resources(Path(".")))


def spot_page() -> Page:
    box = Box(Rect(100_000, 100_000, 50_000, 50_000), fill=spot_ink(RED.name, 40))
    rule = Rule(0, 0, 0, 0, 1000, spot_ink(RED.name))
    return page(region(box, replace(rule, x1=20_000, y1=300_000, x2=200_000, y2=300_000)))


def plates(data: bytes, dpi: int = 72) -> dict[str, np.ndarray]:
    found = PdfDocument.from_bytes(data).render_separations(0, dpi)
    return {
        one.ink_name: np.frombuffer(one.data, np.uint8).reshape(one.height, one.width).astype(int)
        for one in found
    }


def test_boxes_nest_media_round_bleed_round_trim() -> None:
    with opened(written(page(region(text_line("报", Setting(song())))))) as pdf:
        boxes = [
            [float(edge) for edge in pdf.pages[0].obj[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox")
        ]
    media, bleed, trim = boxes
    assert media[:2] == [0, 0]
    assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([WIDTH / 1000, HEIGHT / 1000])
    assert [bleed[0] - media[0], trim[0] - bleed[0]] == pytest.approx([12 * MM, 3 * MM], abs=0.001)
    assert [media[2] - bleed[2], bleed[3] - trim[3]] == pytest.approx([12 * MM, 3 * MM], abs=0.001)


def test_every_mark_stands_outside_the_bleed_and_inside_the_media() -> None:
    shown = page(region())
    around = TRIMMED.bleed + TRIMMED.margin
    for mark in marks_of(shown, TRIMMED):
        if isinstance(mark, Box):
            box = mark.rect
            ends = [(box.x, box.y), (box.right, box.bottom)]
        elif isinstance(mark, Rule):
            ends = [(mark.x1, mark.y1), (mark.x2, mark.y2)]
        else:
            ends = [(mark.x - mark.reach, mark.y - mark.reach), (mark.x + mark.reach, mark.y + mark.reach)]
        for x, y in ends:
            assert -around <= x <= WIDTH + around and -around <= y <= HEIGHT + around
        # One of the sides at least has the whole mark beyond the bleed.
        bleed = TRIMMED.bleed
        assert (
            all(x <= -bleed for x, _ in ends)
            or all(x >= WIDTH + bleed for x, _ in ends)
            or all(y <= -bleed for _, y in ends)
            or all(y >= HEIGHT + bleed for _, y in ends)
        )


def test_crop_marks_are_in_line_with_the_trim_and_on_every_plate() -> None:
    found = plates(written(spot_page()), dpi=288)
    scale = 288 / 72
    around = (TRIMMED.bleed + TRIMMED.margin) / 1000 * scale
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black", RED.name}
    for plate in found.values():
        # The stroke above the upper left corner, half way down its length.
        column = plate[round(around - (3 + 2.5) * MM * scale), :]
        assert column[round(around) - 3 : round(around) + 3].max() > 100
        assert column[round(around) + 6 : round(around) + 40].max() == 0


def test_a_spot_ink_is_on_its_own_plate_alone() -> None:
    found = plates(written(spot_page(), replace(TRIMMED, marks=(), margin=0, bleed=0)))
    assert found[RED.name][125, 125] == pytest.approx(0.4 * 255, abs=1)
    assert all(found[name][125, 125] == 0 for name in ("Cyan", "Magenta", "Yellow", "Black"))


def test_a_page_without_spot_inks_names_none() -> None:
    plain = page(region(text_line("报", Setting(song()))))
    with opened(written(plain, replace(CONDITION, spots=(RED,)))) as pdf:
        assert "/ColorSpace" not in pdf.pages[0].Resources
    with opened(written(spot_page(), replace(CONDITION, spots=(RED,)))) as pdf:
        (space,) = pdf.pages[0].Resources.ColorSpace.values()
        assert [str(space[0]), str(space[1]), str(space[2])] == [
            "/Separation",
            "/PANTONE 185 C",
            "/DeviceCMYK",
        ]
        assert [float(part) for part in space[3].C1] == [0, 0.91, 0.76, 0]


@pytest.mark.parametrize("called", ["专色 红", "A/B #1 (x) <y> [z] {w} 100%", "é", "a" * 60])
def test_a_spot_ink_may_be_called_as_the_plant_calls_it(called: str) -> None:
    box = Box(Rect(100_000, 100_000, 50_000, 50_000), fill=spot_ink(called))
    condition = replace(CONDITION, spots=(Spot(called, (0, 50, 0, 0)),))
    data = written(page(region(box)), condition)
    with opened(data) as pdf:
        (space,) = pdf.pages[0].Resources.ColorSpace.values()
        assert str(space[1]) == f"/{called}"
    assert [one.rule for one in examine(data, Plant(spots=(called,)), separator="none").findings] == []


def test_an_ink_that_the_plant_does_not_run_is_refused_with_its_page() -> None:
    with pytest.raises(Refused) as refusal:
        written(spot_page(), CONDITION)
    (problem,) = refusal.value.problems
    assert (problem.id, problem.where.page) == ("ink-unknown", "A01")


def test_no_patch_of_the_bar_is_over_the_ink_limit() -> None:
    low = replace(TRIMMED, ink_limit=150)
    fills = [mark.fill for mark in marks_of(page(region()), low) if isinstance(mark, Box)]
    assert fills and all(ink is not None and ink.total <= 150 for ink in fills)
    wide = replace(page(region()), width=900_000)
    assert Ink(100, 100, 0, 0) in [mark.fill for mark in marks_of(wide, TRIMMED) if isinstance(mark, Box)]


def test_marks_are_artifacts() -> None:
    with opened(written(page(region()))) as pdf:
        kinds = [str(item.operator) for item in pikepdf.parse_content_stream(pdf.pages[0])]
    assert kinds[0] == "BMC" and kinds[-1] == "EMC"
