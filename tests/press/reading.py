"""A press file -> what a reader of PDF finds in it: where each glyph stands, in which inks, and its text.

Written from ISO 32000-1 and with pikepdf alone, so that it shares no thought with the writer.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_raw


@dataclass(frozen=True)
class Glyph:
    """One glyph shown: its code, what ToUnicode says of it, its origin (points, from the lower left), its state.

    `turn` is `upright` in a font with Identity-V, of which the origin is the vertical one, `sideways` under a matrix
    that is turned clockwise, else `level`.
    """

    font: str
    code: int
    text: str
    x: float
    y: float
    size: float
    inks: tuple[float, ...]
    overprints: bool
    turn: str = "level"


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def operators(data: bytes, page: int = 0) -> list[tuple[list[Any], str]]:
    with opened(data) as pdf:
        return _operators(pdf.pages[page])


def _operators(page: pikepdf.Page) -> list[tuple[list[Any], str]]:
    return [(list(item.operands), str(item.operator)) for item in pikepdf.parse_content_stream(page)]


def glyphs(data: bytes, page: int = 0) -> list[Glyph]:
    """All glyphs in the order of painting. Knows the operators that the press writes, and no others."""
    with opened(data) as pdf:
        return _glyphs(pdf.pages[page])


def _glyphs(page: pikepdf.Page) -> list[Glyph]:
    fonts = {str(key): font for key, font in page.Resources.Font.items()}
    texts = {key: to_unicode(font) for key, font in fonts.items()}
    widths = {key: width_of(font) for key, font in fonts.items()}
    downs = {key: down_of(font) for key, font in fonts.items() if font.Encoding == "/Identity-V"}
    states = {str(key): state for key, state in page.Resources.ExtGState.items()}
    inks: tuple[float, ...] = (0.0,)
    overprints = False
    font, size = "", 0.0
    x = y = 0.0
    turned = False
    shown: list[Glyph] = []
    for operands, operator in _operators(page):
        match operator:
            case "k":
                inks = tuple(float(part) for part in operands)
            case "gs":
                state = states[str(operands[0])]
                overprints = bool(state.op) and int(state.OPM) == 1
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Tm":
                matrix = [float(part) for part in operands[:4]]
                turned = matrix != [1, 0, 0, 1]
                assert not turned or matrix == [0, -1, 1, 0]
                x, y = float(operands[4]), float(operands[5])
            case "TJ":
                turn = "sideways" if turned else "upright" if font in downs else "level"
                for piece in operands[0]:
                    if not isinstance(piece, pikepdf.String):
                        x, y = _moved(x, y, turn, -float(piece) * size / 1000)
                        continue
                    raw = bytes(piece)
                    for code in (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)):
                        text = texts[font][code]
                        shown.append(Glyph(font, code, text, x, y, size, inks, overprints, turn))
                        advance = (downs[font] if turn == "upright" else widths[font])(code)
                        x, y = _moved(x, y, turn, advance * size / 1000)
            case (
                "q"
                | "Q"
                | "cm"
                | "Do"
                | "BT"
                | "ET"
                | "K"
                | "w"
                | "re"
                | "f"
                | "S"
                | "m"
                | "l"
                | "c"
                | "BDC"
                | "EMC"
            ):
                pass
            case _:
                raise AssertionError(f"{operator} is not expected in a press file")
    return shown


def _moved(x: float, y: float, turn: str, by: float) -> tuple[float, float]:
    """The pen after a move along the text: to the right, or downward where the text is turned.

    In upright text w1 is negative, and it is in the direction of y (ISO 32000-1 9.4.4).
    """
    if turn == "level":
        return x + by, y
    return x, y - by if turn == "sideways" else y + by


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", cmap, re.S)
    found: dict[int, str] = {}
    for count, block in blocks:
        entries = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", block)
        assert int(count) == len(entries) <= 100
        found |= {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in entries}
    return found


@dataclass(frozen=True)
class Widths:
    """The widths of a descendant font: W, and DW for what is not in it."""

    listed: dict[int, float]
    usual: float

    def __call__(self, code: int) -> float:
        return self.listed.get(code, self.usual)


def width_of(font: pikepdf.Object) -> Widths:
    descendant = font.DescendantFonts[0]
    listed: dict[int, float] = {}
    pieces = list(descendant.W)
    while pieces:
        first, row = int(pieces.pop(0)), pieces.pop(0)
        listed |= {first + at: float(width) for at, width in enumerate(row)}
    return Widths(listed, float(descendant.DW))


@dataclass(frozen=True)
class Downs:
    """The vertical metrics of a descendant font: w1, vx and vy by code, from W2, else from DW2 and the width."""

    listed: dict[int, tuple[float, float, float]]
    usual: tuple[float, float]
    widths: Widths

    def __call__(self, code: int) -> float:
        return self.metrics(code)[0]

    def metrics(self, code: int) -> tuple[float, float, float]:
        origin, down = self.usual
        return self.listed.get(code, (down, self.widths(code) / 2, origin))


def down_of(font: pikepdf.Object) -> Downs:
    descendant = font.DescendantFonts[0]
    listed: dict[int, tuple[float, float, float]] = {}
    pieces = list(descendant.W2)
    while pieces:
        first, row = int(pieces.pop(0)), [float(part) for part in pieces.pop(0)]
        assert len(row) % 3 == 0
        for at in range(0, len(row), 3):
            listed[first + at // 3] = (row[at], row[at + 1], row[at + 2])
    origin, down = (float(part) for part in descendant.DW2)
    return Downs(listed, (origin, down), width_of(font))


def images(page: pikepdf.Page) -> dict[str, pikepdf.Object]:
    return {str(key): image for key, image in page.Resources.get("/XObject", {}).items()}


def extracted(data: bytes, page: int = 0) -> str:
    """The text as pdfium gives it, without the line ends that it adds."""
    with pypdfium2.PdfDocument(data) as document:
        return str(document[page].get_textpage().get_text_range()).replace("\r\n", "")


def origins(data: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """Each character that pdfium finds and its origin, in points from the lower left."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        text = document[page].get_textpage()
        for index in range(pdfium_raw.FPDFText_CountChars(text)):
            code = pdfium_raw.FPDFText_GetUnicode(text, index)
            x, y = pdfium_raw.c_double(), pdfium_raw.c_double()
            pdfium_raw.FPDFText_GetCharOrigin(text, index, x, y)
            if code not in (0x0A, 0x0D):
                found.append((chr(code), x.value, y.value))
    return found
