"""Turns numbers into twelve photos of 24 megapixels, and these into one page: as an edition, in Typst and in HTML.

No photo is kept in the project: they are made of noise, gradients and edges, the same on every run, and are as hard on
a codec as what comes out of a camera.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks import sheet
from benchmarks.duikai import ROOT
from benchmarks.pagetext import EDITION
from benchmarks.sheet import Area

PHOTOS = 12
WIDTH, HEIGHT = 6000, 4000
QUALITY = 92
"""Of the JPEG, with chroma halved both ways, as cameras write."""

ACROSS, DEPTH = 2, 22
"""Basic columns and lines of a photo's block: three stand side by side and four below each other."""


def blocks() -> tuple[Area, ...]:
    """Where the photos stand on the grid of the page."""
    return tuple(
        Area(1 + ACROSS * (number % 3), ACROSS * (1 + number % 3), DEPTH * (number // 3), DEPTH)
        for number in range(PHOTOS)
    )


def photographs(folder: Path) -> tuple[Path, ...]:
    """The photos' files, made on the first call."""
    folder.mkdir(parents=True, exist_ok=True)
    files = tuple(folder / f"photo-{number + 1:02}.jpg" for number in range(PHOTOS))
    for number, file in enumerate(files):
        if not file.is_file():
            part = file.with_suffix(".part")
            photograph(number, part)
            part.replace(file)
    return files


def photograph(number: int, file: Path) -> None:
    """A sky, a ground and a row of houses, with the grain of a sensor."""
    import numpy as np
    from PIL import Image

    chance = np.random.default_rng(number)
    scene = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    for size in (8, 60, 500):  # forms, textures, detail: each finer and fainter
        blotches = chance.random((size * 2 // 3, size, 3), np.float32) * np.float32(200 * 8 / (size + 8))
        for band in range(3):
            drawn = Image.fromarray(blotches[..., band])
            scene[..., band] += np.asarray(drawn.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC))
    for _ in range(60):  # edges
        left, top = (int(chance.integers(0, most)) for most in (WIDTH - 900, HEIGHT - 900))
        wide, high = (int(chance.integers(60, 900)) for _ in range(2))
        scene[top : top + high, left : left + wide] += chance.uniform(-70, 70, 3).astype(np.float32)
    scene += chance.standard_normal((HEIGHT, WIDTH, 1), np.float32) * 5
    Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)).save(
        file, "JPEG", quality=QUALITY, subsampling="4:2:0"
    )


def write_edition(folder: Path, photos: Sequence[Path]) -> None:
    """An edition of one page with nothing on it but the photos."""
    edition = folder / "edition"
    (edition / "photos").mkdir(parents=True)
    sample = ROOT / EDITION
    model = yaml.safe_load((sample / "edition.yaml").read_text(encoding="utf-8"))
    placed = zip(blocks(), photos, strict=True)
    model["pages"] = [{"name": "A01", "blocks": [_block(area, photo) for area, photo in placed]}]
    text = yaml.safe_dump(model, allow_unicode=True, sort_keys=False)
    (edition / "edition.yaml").write_text(text, encoding="utf-8")
    for photo in photos:
        shutil.copyfile(photo, edition / "photos" / photo.name)
        sheet_file = (edition / "photos" / photo.name).with_suffix(".yaml")
        sheet_file.write_text(f"file: {photo.name}\nalt: {photo.stem}\n", encoding="utf-8")


def _block(area: Area, photo: Path) -> dict[str, object]:
    return {
        "kind": "photo",
        "photo": photo.stem,
        "columns": f"{area.first}-{area.last}",
        "lines": f"{area.line + 1}-{area.line + area.lines}",
    }


def write_typst(folder: Path, photos: Sequence[Path]) -> None:
    """The page in Typst, which puts the files into the PDF as they are."""
    lines = [f"#set page(width: {sheet.WIDTH}pt, height: {sheet.HEIGHT}pt, margin: 0pt)"]
    for area, name in _beside(folder, photos):
        size = f'width: {area.width}pt, height: {area.height}pt, fit: "cover"'
        lines.append(f'#place(top + left, dx: {area.x}pt, dy: {area.y}pt, image("{name}", {size}))')
    (folder / "page.typ").write_text("\n".join(lines), encoding="utf-8")


def write_html(folder: Path, photos: Sequence[Path]) -> None:
    """The page in HTML for WeasyPrint, which puts the files into the PDF as they are."""
    images = "".join(
        f'<img src="{name}" alt="" style="position: absolute; object-fit: cover; left: {area.x}pt; '
        f'top: {area.y}pt; width: {area.width}pt; height: {area.height}pt">'
        for area, name in _beside(folder, photos)
    )
    page = f"@page {{ size: {sheet.WIDTH}pt {sheet.HEIGHT}pt; margin: 0 }} body {{ margin: 0 }}"
    (folder / "page.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>page</title><style>{page}</style><body>{images}</body>',
        encoding="utf-8",
    )


def _beside(folder: Path, photos: Sequence[Path]) -> Iterator[tuple[Area, str]]:
    for area, photo in zip(blocks(), photos, strict=True):
        shutil.copyfile(photo, folder / photo.name)
        yield area, photo.name
