"""Overlays on a proof's picture: pixels differ where something is drawn and nowhere else."""

from __future__ import annotations

from pathlib import Path

import reportlab
from PIL import Image, ImageChops

from layout.proof.layers import draw_on
from layout.proof.marks import Lettering, Scale
from layout.scene import Rect
from layout.scene.overlay import Drawn, Label, Overlay, Patch, PenStroke

FACE = Lettering(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
SCALE = Scale(144)
WHITE, BLACK, CYAN = (255, 255, 255), (0, 0, 0), (200, 240, 255)
BLANK = Image.new("RGB", (400, 300), WHITE)


def drawn(*items: Drawn, on: Image.Image = BLANK, scale: Scale = SCALE, foot: int = 0) -> Image.Image:
    return draw_on(on, [Overlay("grid", items, foot)], scale, FACE)


def changed(picture: Image.Image, before: Image.Image = BLANK) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(picture, before).getbbox()


def test_nothing_drawn_changes_no_pixel() -> None:
    assert drawn().tobytes() == BLANK.tobytes()


def test_a_patch_is_its_rectangle_and_leaves_black_type_black() -> None:
    page = BLANK.copy()
    page.paste(BLACK, (60, 60, 70, 70))
    picture = drawn(Patch(Rect(20_000, 20_000, 50_000, 30_000), CYAN), on=page)
    assert changed(picture, page) == (40, 40, 140, 100)
    assert picture.getpixel((65, 65)) == BLACK
    assert picture.getpixel((45, 45)) == CYAN


def test_what_is_drawn_follows_the_trim() -> None:
    patch = Patch(Rect(20_000, 20_000, 50_000, 30_000), CYAN)
    assert changed(drawn(patch, scale=Scale(144, (17, 9)))) == (57, 49, 157, 109)


def test_what_is_smaller_than_a_pixel_is_drawn_as_one() -> None:
    """The lowest resolution, and a hair of colour under a label that no pixel has room for."""
    hair = Rect(36_000, 36_000, 100, 100)
    for thing in (Patch(hair, CYAN), Label(hair, "l", 100, WHITE, BLACK)):
        assert changed(drawn(thing, scale=Scale(20))) is not None
    assert changed(drawn(Patch(hair, CYAN), scale=Scale(20))) == (10, 10, 11, 11)


def test_a_dashed_stroke_leaves_gaps() -> None:
    whole, dashed = (
        drawn(PenStroke(20_000, 50_000, 100_000, 50_000, 1_000, BLACK, dash)) for dash in (0, 5_000)
    )
    row = [sum(one.getpixel((x, 100)) == BLACK for x in range(400)) for one in (whole, dashed)]
    assert row[0] == 161
    assert 70 < row[1] < 100


def test_a_label_stays_in_its_rectangle_and_covers_what_is_beneath() -> None:
    page = Image.new("RGB", (400, 300), BLACK)
    rect = Rect(20_000, 20_000, 60_000, 11_000)
    picture = drawn(Label(rect, "lead", 8_000, WHITE, (200, 0, 0)), on=page)
    assert changed(picture, page) == (40, 40, 160, 62)
    counts = {colour: count for count, colour in picture.getcolors(1 << 16) or []}
    assert counts[(200, 0, 0)] > 1_500
    assert counts.get(WHITE, 0) > 10, "the text itself"


def test_the_legend_makes_the_picture_longer() -> None:
    picture = drawn(PenStroke(0, 150_000, 200_000, 150_000, 1_000, BLACK), foot=30_000)
    assert picture.size == (400, 360)
    assert BLANK.size == (400, 300)
