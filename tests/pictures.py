"""The sample edition -> the pictures of the documentation: `make pictures`.

The page small, a part of it at reading size, and the pages that the snippets of three pages of the documentation make.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from build import SAMPLE
from layout.plan.press_settings import PressWish
from layout.publish import publish
from layout.publishing.preflighting import plates_of
from tests.snippets import ROOT, Checkout, snippets

EDITIONS = ROOT / "content" / "editions"
PICTURES = ROOT / "docs" / "pictures"
EDGE = (160, 160, 160)
"""Round each picture, which would end nowhere on a white screen."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = _proof(SAMPLE, Path(folder) / "sample")
        _write("front-page", _smaller(page, 720))
        _write("reading-size", page.crop((1446, 1700, 2146, 2240)))
        _write("plates", _plates(Path(folder) / "sample" / "pages" / "wujin-A01.pdf"))
        spoilt = _proof(_carried_out("reports", Path(folder)) / "tomorrow", Path(folder) / "spoilt")
        _write("problems", _smaller(spoilt.crop((0, 1760, spoilt.width, spoilt.height)), 1100))
        evening = _proof(_carried_out("make-an-edition", Path(folder)) / "evening", Path(folder) / "evening")
        publish(EDITIONS / "yangzhang", Path(folder) / "four")
        _write("four-pages", _beside(sorted((Path(folder) / "four" / "proof").glob("*.png")), 250))
        sluice = _proof(_carried_out("blocks", Path(folder)) / "sluice", Path(folder) / "sluice")
        _write("blocks", _smaller(sluice.crop((0, 0, sluice.width, sluice.height * 62 // 100)), 1000))
        overlays = ("grid", "frames", "overset", "objections", "order")
        ferries = _proof(
            _carried_out("proofs", Path(folder)) / "ferries", Path(folder) / "ferries", *overlays
        )
        _write(
            "overlays",
            _smaller(ferries.crop((60, 90, ferries.width - 60, 820)), 1190),
            Image.Quantize.FASTOCTREE,
        )
        tategumi = _proof(EDITIONS / "tategumi", Path(folder) / "tategumi")
        _write("vertical-page", _smaller(tategumi, 560))
        _write("vertical", tategumi.crop((560, 120, 1180, 680)))
        qianzi = _proof(EDITIONS / "qianzi", Path(folder) / "qianzi")
        _write("vertical-chinese", _smaller(qianzi, 560))
        for name in ("haryeon", "tarnmouth"):
            publish(EDITIONS / name, Path(folder) / "two" / name)
        _write("two-pages", _beside(sorted((Path(folder) / "two").glob("*/proof/*.png")), 420))
        publish(EDITIONS / "weigang", Path(folder) / "tabloid")
        _write("tabloid", _beside(sorted((Path(folder) / "tabloid" / "proof").glob("*.png")), 284))
        _write("evening", _smaller(evening.crop((0, 0, evening.width, 2420)), 900))


def _proof(edition: Path, out: Path, *overlays: str) -> Image.Image:
    publish(edition, out, wish=PressWish(overlays=overlays))
    with Image.open(min((out / "proof").glob("*.png"))) as picture:
        return picture.convert("RGB")


def _plates(file: Path) -> Image.Image:
    """The four plates of a page beside each other, and the map of its total ink."""
    pictures = plates_of(file, 100, "pdf_oxide").files
    height = 290
    row = []
    for ink in ("cyan", "magenta", "yellow", "black", "total-ink"):
        with Image.open(io.BytesIO(pictures[f"{file.stem}-{ink}.png"])) as plate:
            size = plate.width * height // plate.height, height
            row.append(ImageOps.expand(plate.convert("RGB").resize(size, Image.Resampling.LANCZOS), 1, EDGE))
    gap = 12
    sheet = Image.new("RGB", (sum(one.width + gap for one in row) + gap, height + 2 + 2 * gap), "white")
    x = gap
    for one in row:
        sheet.paste(one, (x, gap))
        x += one.width + gap
    return sheet


def _beside(files: list[Path], width: int) -> Image.Image:
    """Pages beside each other, each so wide."""
    pages = []
    for file in files:
        with Image.open(file) as opened:
            pages.append(ImageOps.expand(_smaller(opened.convert("RGB"), width), 1, EDGE))
    gap = 10
    sheet = Image.new("RGB", (len(pages) * (width + 2 + gap) + gap, pages[0].height + 2 * gap), "white")
    for at, page in enumerate(pages):
        sheet.paste(page, (gap + at * (width + 2 + gap), gap))
    return sheet


def _carried_out(page: str, folder: Path) -> Path:
    """The editions as the snippets of a page of the documentation leave them."""
    checkout = Checkout(folder / page)
    for snippet in snippets(ROOT / "docs" / f"{page}.md"):
        checkout.run(snippet)
    return checkout.folder / "content" / "editions"


def _smaller(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)


def _write(name: str, picture: Image.Image, how: Image.Quantize = Image.Quantize.MEDIANCUT) -> None:
    """`how` colours are chosen: FASTOCTREE keeps few that are far apart, as of marks on a page that is black and white."""
    PICTURES.mkdir(exist_ok=True)
    framed = ImageOps.expand(picture, 1, EDGE)
    palette = framed.quantize(256, how, dither=Image.Dither.NONE)
    palette.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
