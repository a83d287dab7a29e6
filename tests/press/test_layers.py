"""Overlays are layers of a proof's PDF: named, shown on a screen, left out in print, and where the scene says."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from content.problems import Place, Problem
from fonts.catalogue import Catalogue
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.press.document import Resources, write_pdf
from layout.publishing.overlays import Wrong, edition_layers
from layout.scene import Scene
from layout.scene.overlay import NAMES, Layers
from tests.editions import PAPER, Draft, block, running, story

GRID = make_grid(Paper.model_validate(PAPER))


class Made:
    """A page with an overset story, as a proof with layers and as one without."""

    def __init__(self, folder: Path) -> None:
        blocks = [block("a", "1-2", "1-12"), block("b", "3-6", "1-20")]
        draft = Draft(blocks, {"a": story("标题", running(500)), "b": story("标题", running(700))})
        made = draft.set(folder).made.scene
        self.scene: Scene = replace(made, condition=replace(made.condition, level="proof"))
        catalogue = Catalogue.load()
        self.resources = Resources(
            open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes), root=folder
        )
        problem = Problem("overset", "press", "多了。", Place(page="A01", block="a"), "删去几句")
        self.layers = edition_layers(
            tuple(NAMES), self.scene, Wrong([problem]), catalogue.resolve("hei", 500).face
        )
        self.pdf = self.written(self.layers)

    def written(self, layers: Layers | None) -> bytes:
        return write_pdf(self.scene, self.scene.pages, replace(self.resources, layers=layers))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("layers") / "daily")


def picture(pdf: bytes, mode: str | None = None) -> Image.Image:
    shown: Image.Image = pdfium.PdfDocument(pdf)[0].render(scale=1, optimize_mode=mode).to_pil()
    return shown.convert("RGB")


def operators(pdf: bytes) -> dict[str, list[tuple[str, list[float]]]]:
    """The operators of each layer with their numbers; fails where a layer is in another or is content."""
    found: dict[str, list[tuple[str, list[float]]]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as file:
        depth, open_at, layer = 0, 0, ""
        for instruction in pikepdf.parse_content_stream(file.pages[0]):
            operands: list[Any] = [*instruction.operands]
            word = str(instruction.operator)
            if word in ("BDC", "BMC"):
                depth += 1
                if str(operands[0]) == "/OC":
                    assert not layer
                    layer, open_at = str(operands[1])[1:], depth
                    assert file.pages[0].Resources.Properties["/" + layer].Type == "/OCG"
            elif word == "EMC":
                if depth == open_at:
                    layer, open_at = "", 0
                depth -= 1
            elif layer:
                numbers = [float(one) for one in operands if isinstance(one, int | float | Decimal)]
                found.setdefault(layer, []).append((word, numbers))
        assert depth == 0
    return found


def test_each_overlay_is_a_group_that_is_shown_and_not_printed(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        content = file.Root.OCProperties
        assert [str(one.Name) for one in content.OCGs] == [f"{name} {title}" for name, title in NAMES.items()]
        assert content.D.BaseState == "/ON"
        assert "/OFF" not in content.D
        assert [str(one.Name) for one in content.D.Order] == [str(one.Name) for one in content.OCGs]
        for group in content.OCGs:
            assert group.Usage.Print.PrintState == "/OFF"
        (event,) = content.D.AS
        assert [str(event.Event), str(event.Category[0])] == ["/Print", "/Print"]
        assert len(event.OCGs) == len(NAMES)
    assert list(operators(made.pdf)) == list(NAMES)


def test_the_lines_of_the_grid_layer_stand_where_the_grid_says(made: Made) -> None:
    drawn = operators(made.pdf)["grid"]
    ways = [(first[1], last[1]) for first, last in pairwise(drawn) if (first[0], last[0]) == ("m", "l")]
    height = made.scene.pages[0].height / 1000
    upright = {round(start[0], 2) for start, end in ways if start[0] == end[0]}
    level = {round(height - start[1], 2) for start, end in ways if start[1] == end[1]}
    columns = [GRID.column_x(number) / 1000 for number in range(1, GRID.columns + 1)]
    lines = [GRID.line_y(number + 1) / 1000 for number in range(5, GRID.lines + 1, 5)]
    assert upright == {round(x + aside, 2) for x in columns for aside in (0, GRID.column / 1000)}
    assert level == {round(y, 2) for y in lines}


def test_layers_that_are_turned_off_or_printed_leave_the_page_as_it_is(made: Made) -> None:
    on_page = tuple(one for one in made.layers.pages["A01"] if not one.foot)
    assert len(on_page) == len(NAMES) - 1
    pdf, plain = made.written(replace(made.layers, pages={"A01": on_page})), made.written(None)
    assert differ(picture(plain), picture(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.Root.OCProperties.D.OFF = pikepdf.Array(list(file.Root.OCProperties.OCGs))
        out = io.BytesIO()
        file.save(out)
    assert not differ(picture(plain), picture(out.getvalue()))
    assert not differ(picture(plain, "print"), picture(pdf, "print"))


def differ(one: Image.Image, other: Image.Image) -> bool:
    assert one.size == other.size
    return ImageChops.difference(one, other).getbbox() is not None


def test_labels_are_read_back_as_text(made: Made) -> None:
    page = pdfium.PdfDocument(made.pdf)[0]
    text = page.get_textpage().get_text_range()
    over = made.scene.pages[0].regions[-2].overset or made.scene.pages[0].regions[-1].overset
    assert over is not None
    assert f"溢出{over.lines}行{over.characters}字" in text
    assert "删去几句" in text
    assert "溢出" not in pdfium.PdfDocument(made.written(None))[0].get_textpage().get_text_range()


def test_the_media_alone_grow_by_the_legend(made: Made) -> None:
    boxes = []
    for pdf in (made.written(None), made.pdf):
        with pikepdf.open(io.BytesIO(pdf)) as file:
            page = file.pages[0]
            boxes.append(
                [[float(edge) for edge in box] for box in (page.MediaBox, page.TrimBox, page.BleedBox)]
            )
    plain, layered = boxes
    assert plain[1:] == layered[1:]
    assert layered[0][1] == -made.layers.pages["A01"][3].foot / 1000
    assert plain[0][1] == 0


def test_the_same_layers_are_the_same_bytes_and_a_press_file_has_none(made: Made) -> None:
    assert made.written(made.layers) == made.pdf
    assert b"OCProperties" not in made.written(None)
    press = replace(made.scene, condition=replace(made.scene.condition, level="PDF/X-4"))
    with pytest.raises(ValueError, match="no layers"):
        write_pdf(press, press.pages, replace(made.resources, layers=made.layers))


def test_a_page_that_nothing_is_drawn_on_needs_no_face(made: Made) -> None:
    empty = replace(made.layers, pages={})
    with pikepdf.open(io.BytesIO(made.written(empty))) as file:
        assert "/Properties" not in file.pages[0].Resources
