"""A scene -> a small PDF without fonts: each character is a square of 4 × 4 cells, black by the bits of its code."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.colors import CMYKColor
from reportlab.pdfgen.canvas import Canvas

from layout.scene import Box, GlyphRun, Ink, Line, Page, Rule, Scene


def draw(scene: Scene, *, bleed: float = 0, packed: int = 1) -> bytes:
    """The PDF of `scene`, a page each, with `bleed` points round the trim; the same scene gives the same bytes."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=packed)
    for page in scene.pages:
        width, height = page.width / 1000, page.height / 1000
        canvas.setPageSize((width + 2 * bleed, height + 2 * bleed))
        canvas.setTrimBox((bleed, bleed, bleed + width, bleed + height))
        canvas.translate(bleed, height + bleed)
        _page(canvas, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, page: Page) -> None:
    for region in page.regions:
        for item in region.items:
            match item:
                case Line():
                    for run in item.runs:
                        _run(canvas, run)
                case Box(rect=rect, fill=fill) if fill is not None:
                    canvas.setFillColor(_colour(fill))
                    _rect(canvas, rect.x, rect.y, rect.width, rect.height)
                case Rule():
                    canvas.setFillColor(_colour(item.ink))
                    _rect(canvas, item.x1, item.y1, item.x2 - item.x1, item.width)


def _run(canvas: Canvas, run: GlyphRun) -> None:
    canvas.setFillColor(_colour(run.ink))
    cell = run.size * 0.2
    for glyph, at in zip(run.glyphs, run.xs, strict=True):
        x, y = (run.x, run.baseline + at + run.size) if run.turn == "upright" else (run.x + at, run.baseline)
        for bit in range(16):
            if glyph >> bit & 1:
                column, row = bit % 4, bit // 4
                _rect(
                    canvas,
                    x + (column - 2 * (run.turn == "upright")) * cell,
                    y - (row + 1) * cell,
                    cell,
                    cell,
                )


def _rect(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.rect(x / 1000, -(y + height) / 1000, width / 1000, height / 1000, stroke=0, fill=1)


def _colour(ink: Ink) -> CMYKColor:
    return CMYKColor(ink.cyan / 100, ink.magenta / 100, ink.yellow / 100, ink.black / 100)
