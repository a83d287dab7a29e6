"""The sample edition -> the pictures of the documentation: `make pictures`.

The page small, a part of it at reading size, and the proof of a copy of the sample in which a story is too long and the
photo is missing, which is what the snippets of docs/reports.md make of it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from build import SAMPLE
from layout.publish import publish
from tests.snippets import ROOT, Checkout, snippets

PICTURES = ROOT / "docs" / "pictures"
COLOURS = 128
"""Of a palette: enough that neither the sky nor the edge of a letter shows steps."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = _proof(SAMPLE, Path(folder) / "sample")
        _write("front-page", page.resize((1000 * page.width // page.height, 1000), Image.Resampling.LANCZOS))
        _write("reading-size", page.crop((1446, 1700, 2146, 2240)))
        problems = _proof(_spoilt(Path(folder)), Path(folder) / "spoilt")
        _write("problems", _smaller(problems.crop((80, 1780, 2229, problems.height)), 1100))


def _proof(edition: Path, out: Path) -> Image.Image:
    publish(edition, out)
    with Image.open(next((out / "proof").glob("*.png"))) as picture:
        return picture.convert("RGB")


def _spoilt(folder: Path) -> Path:
    """The edition that docs/reports.md speaks of, as its first edits and commands leave it."""
    checkout = Checkout(folder)
    for snippet in snippets(ROOT / "docs" / "reports.md"):
        if snippet.language in ("diff", "console"):
            checkout.run(snippet)
    return folder / "content" / "editions" / "tomorrow"


def _smaller(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)


def _write(name: str, picture: Image.Image) -> None:
    PICTURES.mkdir(exist_ok=True)
    palette = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
