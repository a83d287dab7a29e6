"""A little comparison of every verdict, with pictures: what the tests of the report look at."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from layout.golden.verdict import (
    BoxMm,
    DetailPictures,
    FileDifference,
    Following,
    GoldenComparison,
    InkDifference,
    MaskUse,
    PageComparison,
    PagePictures,
    SceneDifference,
)
from layout.proof.raster import png

SIZE = (400, 300)
"""A page of 101.6 × 76.2 mm at 100 dpi."""

HOSTILE = '<script>alert("深")</script>\u202e&\x00'


def sheet(*squares: tuple[int, int], side: int = 40, size: tuple[int, int] = SIZE) -> Image.Image:
    """White paper with black squares, by their top left corners."""
    paper = Image.new("L", size, 255)
    for x, y in squares:
        paper.paste(0, (x, y, x + side, y + side))
    return paper


WAS, IS = sheet((20, 40), (200, 40)), sheet((20, 40), (240, 40))
BOX = BoxMm(50, 8, 22, 15)


def close_up(picture: Image.Image) -> bytes:
    """The place of BOX, drawn at 200 dpi."""
    return png(picture.crop((197, 31, 284, 90)).resize((174, 118)), dpi=200)


def pictures(golden: Image.Image | None, now: Image.Image | None, *details: DetailPictures) -> PagePictures:
    return PagePictures(
        None if golden is None else png(golden, dpi=100),
        None if now is None else png(now, dpi=100),
        details=details,
    )


def detail(number: int) -> DetailPictures:
    return DetailPictures(number, BOX, close_up(WAS), close_up(IS), 200, enlarged=number == 2)


WORDS = SceneDifference(
    "text",
    "A01",
    "A01 · lead · leg 3, line 12: 「深厚」→「深厚，」; 14 lines moved down by 1 line",
    block="lead",
    was="深厚",
    now="深厚，",
    followed=(Following("moved", "lines", 14, down=11_250, lines=1, boxes=(BoxMm(50, 26, 22, 30),)),),
    was_boxes=(BoxMm(50, 10, 11, 11),),
    boxes=(BOX,),
)
GONE = SceneDifference(
    "removed", "A01", "A01 · folio: a rule is gone", block="folio", was_boxes=(BoxMm(5, 3, 90, 1),)
)
INK = InkDifference("A01", "A01 · photo: 120 pixels differ", 120, BoxMm(4, 9, 12, 12), block="photo")

DIFFERS = PageComparison(
    "A01",
    "differs",
    scene=(WORDS, GONE),
    ink=(INK, replace(INK, sentence="said by the scene already", explained=True)),
    file=(FileDifference("A01", "A01: the file's content differs", ("content",), explained=True),),
    masks=(
        MaskUse("A01", "日期", "folio", BoxMm(5, 3, 90, 4), scene=2, pixels=310),
        MaskUse("A01", "天气", None, BoxMm(70, 60, 20, 10)),
    ),
    notes=("the PDF is packed by another zlib",),
    pictures=pictures(WAS, IS, detail(0), detail(2)),
)
NEW = PageComparison(
    "A02", "new", sentence="A02: a new page; there is no golden of it", pictures=pictures(None, IS)
)
LOST = PageComparison("A03", "gone", sentence="A03: the page is gone", pictures=pictures(WAS, None))
RESIZED = PageComparison(
    "A04",
    "resized",
    sentence="A04: another size",
    golden_size=(288, 216),
    size=(300, 216),
    pictures=pictures(WAS, sheet((20, 40), size=(416, 300))),
)
FOREIGN = PageComparison(
    "A05",
    "other-renderer",
    sentence="A05: 3 pixels differ, and the golden is by pdfium 120",
    pictures=pictures(WAS, WAS),
)
SAME = PageComparison("A06", "same", masks=(MaskUse("A06", "日期", "folio", BoxMm(5, 3, 90, 4), scene=1),))

EVERY_VERDICT = GoldenComparison("golden", "paper", (DIFFERS, NEW, LOST, RESIZED, FOREIGN, SAME))
