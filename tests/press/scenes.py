"""Scenes set by hand for the press's tests: lines at known places, boxes, rules, a photo of known colours."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import Image

from fonts.catalogue import Catalogue
from fonts.face import Face, Shaped
from layout.press.document import Resources
from layout.scene import (
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
    Turn,
)
from layout.scene.condition import Condition

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


Part = tuple[Turn, str]
"""A stretch of a vertical line: how it stands, and its text; `level` is set side by side in one em."""


def vertical_line(parts: Sequence[Part], setting: Setting, x: Mpt = 250_000, top: Mpt = 40_000) -> Line:
    """A line that runs downward on the axis `x`, its em boxes centred there, at the face's own advances."""
    face, size = setting.face, setting.size
    runs, pen, text = [], 0.0, ""
    for turn, stretch in parts:
        start, text = round(pen), text + stretch
        if turn == "upright":
            shaped = [(glyph.glyph, glyph.advance, glyph.cluster) for glyph in _upright(stretch, setting)]
            glyphs, xs = [glyph for glyph, _, _ in shaped], []
            for _, advance, _ in shaped:
                xs.append(round(pen))
                pen += advance * size / face.upem + setting.spread
            ends = [*(cluster for _, _, cluster in shaped[1:]), len(stretch)]
            texts = [stretch[at:end] for (_, _, at), end in zip(shaped, ends, strict=True)]
            runs.append(
                GlyphRun(face.id, size, setting.ink, x, top, tuple(glyphs), tuple(xs), tuple(texts), turn)
            )
            continue
        across = run(stretch, replace(setting, lang="en", spread=0), 0, 0)
        wide = round(sum(face.advance(glyph) for glyph in across.glyphs) * size / face.upem)
        if turn == "level":
            baseline = top + start + size * 880 // 1000
            runs.append(replace(across, x=x - wide // 2, baseline=baseline))
            pen += size
        else:
            xs = [start + place for place in across.xs]
            runs.append(replace(across, x=x - size * 380 // 1000, baseline=top, xs=tuple(xs), turn=turn))
            pen += wide
    long = round(pen)
    span = Span("lead", "body[0]", 0, len(text))
    return Line("body", x, top, long, long, False, "", span, tuple(runs), vertical=True)


def _upright(text: str, setting: Setting) -> list[Shaped]:
    """Glyphs in vertical forms; a dash of two is shaped as one where the face has it."""
    face, found, at = setting.face, [], 0
    while at < len(text):
        if text[at : at + 2] == "——":
            (dash,) = face.shape("——", setting.lang, direction="ttb")
            found.append(Shaped(dash.glyph, dash.advance, 0, 0, at))
            at += 2
        else:
            (glyph,) = face.upright_glyphs(text[at], setting.lang)
            found.append(Shaped(glyph, face.advance_down(glyph), 0, 0, at))
            at += 1
    return found
