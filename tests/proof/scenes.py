"""Small scenes made by hand for the tests of the proof room: one region of set lines, no face needed."""

from __future__ import annotations

from dataclasses import replace

from layout.scene import (
    Box,
    CopyText,
    FaceRef,
    GlyphRun,
    Ink,
    Item,
    Line,
    Mpt,
    Overset,
    Page,
    Rect,
    Region,
    Rule,
    Scene,
    Span,
)
from layout.scene.condition import Condition

BODY: Mpt = 10_500
LEADING: Mpt = 15_750
COPY = ("底蕴深厚，未来可期。", "区委书记沈东以实地走访", "集中调研全区各镇街道。")


def set_line(text: str, *, x: Mpt = 36_000, baseline: Mpt = 60_000, start: int = 0) -> Line:
    """`text` set solid at 10.5 pt, one glyph a character."""
    width = BODY * len(text)
    run = GlyphRun(
        face="song-400",
        size=BODY,
        ink=Ink(),
        x=x,
        baseline=baseline,
        glyphs=tuple(ord(char) for char in text),
        xs=tuple(range(0, width, BODY)),
        texts=tuple(text),
    )
    return Line(
        role="body",
        x=x,
        baseline=baseline,
        measure=15 * BODY,
        width=width,
        justified=False,
        step="",
        span=Span("lead", "body/0", start, start + len(text)),
        runs=(run,),
    )


def down(*texts: str, x: Mpt = 200_000, top: Mpt = 40_000) -> list[Line]:
    """`texts` set solid at 10.5 pt in vertical lines from right to left, `LEADING` apart."""
    lines = []
    for at, text in enumerate(texts):
        line = set_line(text, x=x - at * LEADING, baseline=top)
        runs = tuple(replace(run, turn="upright") for run in line.runs)
        lines.append(replace(line, runs=runs, measure=10 * BODY, vertical=True))
    return lines


def small(text: str, line: Line, after: Mpt, size: Mpt) -> GlyphRun:
    """An annotation at the right of a vertical line, `after` its beginning, set solid."""
    return GlyphRun(
        face="song-400",
        size=size,
        ink=Ink(),
        x=line.x + 8_000,
        baseline=line.baseline + after,
        glyphs=tuple(ord(char) for char in text),
        xs=tuple(range(0, size * len(text), size)),
        texts=tuple(text),
        turn="upright",
        annotation=True,
    )


def story(*texts: str, x: Mpt = 36_000, overset: Overset | None = None) -> Region:
    """A region of one story whose lines stand `LEADING` apart."""
    lines = [set_line(text, x=x, baseline=60_000 + i * LEADING) for i, text in enumerate(texts)]
    frame = Rect(x, 45_000, 15 * BODY, LEADING * len(texts))
    return Region("lead", "story", "lead", "zh-Hans", frame, tuple(lines), overset)


def scene(*regions: Region, name: str = "A01") -> Scene:
    """An edition of one small page (240 × 160 pt) that holds `regions`."""
    return scene_of(Page(name, 1, 240_000, 160_000, regions or (story(*COPY),)))


def scene_of(*pages: Page) -> Scene:
    """An edition of `pages`."""
    return Scene(
        edition="sample",
        title="样报",
        paper="small",
        issued="2024-11-25",
        lang="zh-Hans",
        condition=Condition("PDF/X-4", "CGATS TR 002", "http://www.color.org", "news.icc", 220, 0, 200),
        faces=(FaceRef("song-400", "Song.ttf", "0" * 64, 0, (("wght", 400.0),)),),
        copy=(CopyText("lead", "body/0", "".join(COPY)),),
        pages=pages,
    )


def furniture(*items: Item) -> Region:
    """A region of no story: boxes and rules."""
    return Region("frame", "furniture", None, "zh-Hans", Rect(30_000, 30_000, 180_000, 100_000), items)


TINT = Box(Rect(30_000, 100_000, 180_000, 30_000), fill=Ink(black=10))
HAIRLINE = Rule(30_000, 40_000, 210_000, 40_000, 500, Ink())
