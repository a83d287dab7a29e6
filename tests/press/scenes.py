"""Scenes set by hand for the press's tests: lines at known places, boxes, rules, a photo of known colours."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.press.document import Resources
from layout.scene import (
    Condition,
    CopyText,
    FaceRef,
    GlyphRun,
    Ink,
    Item,
    Line,
    Mpt,
    Page,
    Picture,
    Rect,
    Region,
    Scene,
    Span,
)

WIDTH: Mpt = 300_000
HEIGHT: Mpt = 400_000
BLACK = Ink()
WHITE = Ink(black=0)

CONDITION = Condition(
    level="PDF/X-4",
    identifier="CGATS TR 002",
    registry="http://www.color.org",
    profile="news_snap_tac220.icc",
    ink_limit=220,
    bleed=0,
    picture_ppi=200,
)


@cache
def catalogue() -> Catalogue:
    return Catalogue.load()


def song(weight: int = 400) -> Face:
    return catalogue().resolve("song", weight).face


def hei(weight: int = 700) -> Face:
    return catalogue().resolve("hei", weight).face


def ref(face: Face) -> FaceRef:
    return FaceRef(face.id, face.file, face.sha256, face.index, face.axes)


@dataclass(frozen=True)
class Setting:
    """How a run of text is set: face, size, ink, and the space added after each glyph."""

    face: Face
    size: Mpt = 10_500
    ink: Ink = BLACK
    lang: str = "zh-Hans"
    spread: Mpt = 0


def run(text: str, setting: Setting, x: Mpt = 36_000, baseline: Mpt = 50_000) -> GlyphRun:
    """A run with one glyph a character, at the face's own advances and `spread`."""
    face = setting.face
    glyphs = face.glyphs(text, setting.lang)
    xs, pen = [], 0.0
    for glyph in glyphs:
        xs.append(round(pen))
        pen += face.advance(glyph) * setting.size / face.upem + setting.spread
    return GlyphRun(face.id, setting.size, setting.ink, x, baseline, tuple(glyphs), tuple(xs), tuple(text))


def line(*runs: GlyphRun, role: str = "body", span: Span | None = None) -> Line:
    first = runs[0]
    return Line(role, first.x, first.baseline, 200_000, 200_000, False, "", span, runs)


def text_line(text: str, setting: Setting, x: Mpt = 36_000, baseline: Mpt = 50_000) -> Line:
    span = Span("lead", "body/0", 0, len(text))
    return line(run(text, setting, x, baseline), span=span)


def region(*items: Item, id: str = "lead", kind: str = "story", story: str | None = "lead") -> Region:
    return Region(id, kind, story, "zh-Hans", Rect(0, 0, WIDTH, HEIGHT), items)


def page(*regions: Region, name: str = "A01", number: int = 1) -> Page:
    return Page(name, number, WIDTH, HEIGHT, regions)


def scene(
    pages: Sequence[Page], faces: Sequence[Face], condition: Condition = CONDITION, issued: str = "2024-11-25"
) -> Scene:
    refs = tuple(ref(face) for face in faces)
    copy = (CopyText("lead", "body/0", ""),)
    return Scene("wujin", "武进日报 & 样张", "wujin", issued, "zh-Hans", condition, refs, copy, tuple(pages))


def resources(root: Path, cache_folder: Path | None = None, catalogue_: Catalogue | None = None) -> Resources:
    known = catalogue_ or catalogue()
    return Resources(lambda face: known.open(face.sha256, face.index, face.axes), root, cache_folder)


def colour_chart(width: int = 320, height: int = 200) -> Image.Image:
    """An RGB picture with every kind of colour: dark, light, saturated, neutral."""
    red = Image.linear_gradient("L").resize((width, height))
    green = red.transpose(Image.Transpose.FLIP_LEFT_RIGHT).rotate(90).resize((width, height))
    blue = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (red, green, blue))


def saved(image: Image.Image, path: Path, **options: object) -> str:
    """Save a picture; its file's SHA-256."""
    written = io.BytesIO()
    image.save(
        written, {".jpg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".webp": "WEBP"}[path.suffix], **options
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written.getvalue())
    return hashlib.sha256(written.getvalue()).hexdigest()


def placed(file: str, sha256: str, size: tuple[int, int], rect: Rect | None = None) -> Picture:
    """A whole picture, placed 100 points wide unless told otherwise."""
    where = rect or Rect(36_000, 100_000, 100_000, 100_000 * size[1] // size[0])
    return Picture("campus", file, sha256, where, (0, 0, *size), "a chart of colours")
