"""Total ink on a page: areas over the limits with their place and size, and the figures of the plates."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image

from content.pdf.geometry import PageBox
from layout.preflight.content.colour import PROCESS
from layout.preflight.finding import Finding, Millimetres
from layout.preflight.ink.cover import InkMap, find_areas, ink_figures, ink_map
from layout.preflight.ink.pictures import heat_map, plate_pictures
from layout.preflight.ink.separations import Plate, Separations
from layout.preflight.pageboxes import MM, PageBoxes
from layout.preflight.plant import Plant
from layout.preflight.report import InkFigures
from layout.preflight.rules.ink import check_ink
from layout.scene.condition import Thresholds

SIDE = 100
"""Millimetres of the page, and pixels of a plate: a pixel is a square millimetre over four."""


def sheet(bleed: float = 0) -> PageBoxes:
    """A page of 100 mm, with a bleed in millimetres around it."""
    outer = PageBox(0, 0, (SIDE + 2 * bleed) * MM, (SIDE + 2 * bleed) * MM)
    trim = PageBox(bleed * MM, bleed * MM, (SIDE + bleed) * MM, (SIDE + bleed) * MM)
    return PageBoxes(outer, outer, outer, trim)


def plates(paint: Callable[[dict[str, Plate]], None], pixels: int = 2 * SIDE) -> Separations:
    made = {ink: np.zeros((pixels, pixels), np.uint8) for ink in (*PROCESS, "Gold")}
    paint(made)
    return Separations(1, "pdf_oxide", made)


def level(percent: float) -> int:
    return round(percent * 2.55)


def told(made: Separations, of: PageBoxes | None = None, plant: Plant | None = None) -> list[Finding]:
    of = of or sheet()
    return list(check_ink(made, ink_map(made, of), plant or Plant()))


def heavy(ink: dict[str, Plate]) -> None:
    """270 % on 10 by 20 mm, 30 mm from the left and 40 mm from the top; 230 % on 5 by 5 mm elsewhere."""
    ink["Black"][80:120, 60:80] = 255
    ink["Cyan"][80:120, 60:80] = level(90)
    ink["Gold"][80:120, 60:80] = level(80)
    ink["Black"][10:20, 10:20] = 255
    ink["Yellow"][10:20, 10:20] = level(65)
    ink["Magenta"][10:20, 10:20] = level(65)


def test_areas_over_the_limits_are_told_with_place_size_and_inks() -> None:
    first, second = told(plates(heavy))
    assert (first.rule, first.severity, first.page) == ("total-ink", "error", 1)
    assert first.place == Millimetres(30, 40, 40, 60)
    assert first.what == "270 % of ink (C 90 K 100 Gold 80) on 200.0 mm², the limit is 240 %"
    assert (second.severity, second.place) == ("warning", Millimetres(5, 5, 10, 10))
    assert second.what == "230 % of ink (M 65 Y 65 K 100) on 25.0 mm², the limit is 220 %"


def test_places_are_from_the_trims_corner_when_there_is_a_bleed() -> None:
    def paint(ink: dict[str, Plate]) -> None:
        for one in PROCESS:
            ink[one][80:100, 60:80] = 255

    (finding,) = told(plates(paint, 2 * SIDE + 20), sheet(bleed=5))
    assert finding.place == Millimetres(25, 35, 35, 45)


def test_what_stands_outside_the_bleed_is_not_counted() -> None:
    def marks(ink: dict[str, Plate]) -> None:
        for one in PROCESS:
            ink[one][:10, :10] = 255

    of = replace(sheet(bleed=5), bleed=sheet(bleed=5).trim)
    assert told(plates(marks, 2 * SIDE + 20), of) == []
    assert len(told(plates(marks, 2 * SIDE + 20), sheet(bleed=5))) == 1


@pytest.mark.parametrize(("percent", "count"), [(240, 1), (240.3, 1), (243, 1), (220, 0), (215, 0)])
def test_the_limits_themselves_are_kept(percent: float, count: int) -> None:
    def paint(ink: dict[str, Plate]) -> None:
        for one in PROCESS:
            ink[one][50:80, 50:80] = round(percent / 4 * 2.55)

    findings = told(plates(paint))
    assert len(findings) == count
    assert [finding.severity for finding in findings] == ["error" if percent > 242 else "warning"] * count


@pytest.mark.parametrize(("side", "count"), [(1, 0), (2, 1)])
def test_less_than_a_square_millimetre_is_not_told(side: int, count: int) -> None:
    def paint(ink: dict[str, Plate]) -> None:
        for one in PROCESS:
            ink[one][50 : 50 + side, 50 : 50 + side] = 255

    assert len(told(plates(paint))) == count


def test_text_over_a_tint_is_one_area() -> None:
    """Strokes half a millimetre apart are one word."""

    def paint(ink: dict[str, Plate]) -> None:
        for at in range(50, 70, 2):
            for one in PROCESS:
                ink[one][50:60, at] = 255

    (finding,) = told(plates(paint))
    assert finding.place == Millimetres(25, 25, 34.5, 30)
    assert "on 25.0 mm²" in finding.what


def test_many_areas_are_told_together() -> None:
    def paint(ink: dict[str, Plate]) -> None:
        for row in range(0, 200, 20):
            for column in range(0, 200, 20):
                for one in PROCESS:
                    ink[one][row : row + 4, column : column + 4] = 255

    findings = told(plates(paint))
    assert len(findings) == 31
    assert findings[-1].what.startswith("70 more areas of page 1, 280.0 mm² in all")
    assert findings[-1].place is None


def test_figures_are_what_ink_keys_are_set_by() -> None:
    def paint(ink: dict[str, Plate]) -> None:
        ink["Black"][:100] = 255
        ink["Cyan"][:, :50] = level(20)

    made = plates(paint)
    of = ink_map(made, sheet())
    assert of is not None
    usual = {"Cyan": 5, "Magenta": 0, "Yellow": 0, "Black": 50, "Gold": 0}
    assert ink_figures(of, sheet()) == InkFigures(120, usual)


def test_figures_are_of_the_trim_and_not_of_the_bleed() -> None:
    def paint(ink: dict[str, Plate]) -> None:
        ink["Black"][:] = 255
        ink["Black"][10:-10, 10:-10] = level(40)

    made, bled = plates(paint, 2 * SIDE + 20), sheet(bleed=5)
    of = ink_map(made, bled)
    assert of is not None
    assert ink_figures(of, bled) == InkFigures(
        40, {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 40, "Gold": 0}
    )
    # Without a bleed the same pixels are all of the page.
    whole = replace(bled, trim=bled.media)
    of = ink_map(made, whole)
    assert of is not None
    assert ink_figures(of, whole).highest == 100


def test_plates_that_could_not_be_made_are_an_error() -> None:
    (finding,) = told(Separations(3, None, {}, failure="it fell over the file"))
    assert (finding.rule, finding.severity, finding.page) == ("ink-not-measured", "error", 3)
    assert "it fell over the file" in finding.what


def test_what_was_painted_otherwise_is_a_warning() -> None:
    made = replace(plates(lambda _: None), unsure=("shadings", "soft masks"))
    (finding,) = told(made)
    assert (finding.rule, finding.severity) == ("ink-not-measured", "warning")
    assert "shadings, soft masks" in finding.what


def slowly(over: NDArray[np.bool_]) -> list[tuple[int, tuple[int, int, int, int]]]:
    """The areas of cells of one pixel, pixel by pixel."""
    left = {(int(y), int(x)) for y, x in zip(*np.nonzero(over), strict=True)}
    found = []
    while left:
        stack, area = [left.pop()], []
        while stack:
            y, x = stack.pop()
            area.append((y, x))
            near = {(y + down, x + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
            left -= near
            stack += near
        ys, xs = zip(*area, strict=True)
        found.append((len(area), (min(xs), min(ys), max(xs) + 1, max(ys) + 1)))
    return sorted(found)


@given(arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_areas_are_the_pixels_that_touch(over: NDArray[np.bool_]) -> None:
    values = np.where(over, 700, 0).astype(np.uint16)
    found = find_areas(values, 600, 1)
    assert sorted((area.pixels, area.box) for area in found) == slowly(over)


@given(
    arrays(np.uint16, st.tuples(st.integers(1, 30), st.integers(1, 30)), elements=st.integers(0, 1020)),
    st.integers(1, 7),
)
def test_no_heavy_pixel_is_lost(values: NDArray[np.uint16], cell: int) -> None:
    found = find_areas(values, 600, cell)
    assert sum(area.pixels for area in found) == (values > 600).sum()
    for area in found:
        left, top, right, bottom = area.box
        part = values[top:bottom, left:right]
        assert 600 < area.highest <= part.max()
        assert (part[0] > 600).any() and (part[-1] > 600).any()
        assert (part[:, 0] > 600).any() and (part[:, -1] > 600).any()


def mapped(made: Separations) -> InkMap:
    of = ink_map(made, sheet())
    assert of is not None
    return of


def test_a_plate_is_drawn_black_on_white() -> None:
    made = plates(heavy)
    pictures = plate_pictures(made, mapped(made), Thresholds(240, 220))
    assert set(pictures) == {"cyan", "magenta", "yellow", "black", "gold", "total-ink"}
    with Image.open(io.BytesIO(pictures["black"])) as black:
        assert (black.format, black.mode, black.size) == ("PNG", "L", (200, 200))
        assert [black.getpixel(at) for at in ((70, 100), (0, 0))] == [0, 255]
        assert black.info == {}


def test_pictures_are_the_same_bytes_each_time() -> None:
    made = plates(heavy)
    limits = Thresholds(240, 220)
    assert plate_pictures(made, mapped(made), limits) == plate_pictures(made, mapped(made), limits)


@pytest.mark.parametrize(
    ("inks", "names"),
    [
        (("PANTONE 186 C",), ["pantone-186-c"]),
        (("专色金",), ["专色金"]),
        (("../../etc/passwd", "etc passwd"), ["etc-passwd", "etc-passwd-2"]),
        (("Total Ink", "///"), ["total-ink-2", "ink"]),
    ],
)
def test_names_of_inks_are_names_of_files(inks: tuple[str, ...], names: list[str]) -> None:
    plate = np.zeros((4, 4), np.uint8)
    made = Separations(1, "ghostscript", dict.fromkeys(inks, plate))
    assert list(plate_pictures(made, None, Thresholds(240, 220))) == names


def test_the_map_shows_the_limits_and_outlines_what_is_over() -> None:
    picture = heat_map(mapped(plates(heavy)), Thresholds(240, 220))
    assert picture.width > 200
    over, between, none = (picture.getpixel(at) for at in ((70, 100), (15, 15), (150, 150)))
    assert isinstance(over, tuple) and isinstance(between, tuple)
    assert over[0] > 180 and over[1] < 60 and over[2] < 60
    assert between[0] > 240 and between[1] > 150 and between[2] < 120
    assert none == (255, 255, 255)
    assert picture.getpixel((59, 79)) == (0, 0, 0)
    assert picture.getpixel((9, 9)) != (0, 0, 0)
