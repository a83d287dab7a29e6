"""What the tabloid shows whole: a chart, a cartoon, a code."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from fonts.sources import HEI, path_of

FINER = 3
ADDRESS = "https://weigang.example/"
RIDERS = {"18:30": 152, "19:15": 131, "20:00": 118, "20:45": 96, "21:30": 87, "22:15": 74, "23:00": 41}
BLACK, BLUE, RED, PALE = "#1a2234", "#1f4f7a", "#c8402e", "#c9d3da"


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (width * FINER, height * FINER), "white")
    return picture, ImageDraw.Draw(picture)


def _finished(picture: Image.Image) -> Image.Image:
    size = picture.width // FINER, picture.height // FINER
    return picture.resize(size, Image.Resampling.LANCZOS)


def riders() -> Image.Image:
    """A column for each boat of the first night, with a line at the forty people that a boat has to have."""
    picture, draw = _sheet(1000, 560)
    file = path_of(HEI)
    assert file is not None, "make faces"
    font = ImageFont.truetype(file, 38 * FINER)
    font.set_variation_by_axes([550])
    foot, rise = 490, 2.75

    def y(people: float) -> float:
        return (foot - people * rise) * FINER

    for number, (time, people) in enumerate(RIDERS.items()):
        middle = (78 + number * 141) * FINER
        half = 44 * FINER
        last = number == len(RIDERS) - 1
        draw.rectangle((middle - half, y(people), middle + half, y(0)), fill=RED if last else BLUE)
        draw.text((middle, y(people) - 8 * FINER), str(people), BLACK, font, anchor="ms")
        draw.text((middle, (foot + 48) * FINER), time, BLACK, font, anchor="ms")
    draw.line((0, y(0), picture.width, y(0)), BLACK, 3 * FINER)
    for x in range(0, 850, 22):
        draw.line((x * FINER, y(40), (x + 12) * FINER, y(40)), PALE, 4 * FINER)
    return _finished(picture)


def waiting() -> Image.Image:
    """Five people on a landing look at their telephones; behind them the boat has left."""
    picture, draw = _sheet(1200, 800)

    def line(points: list[tuple[float, float]], width: float = 6) -> None:
        draw.line([(x * FINER, y * FINER) for x, y in points], BLACK, round(width * FINER), joint="curve")

    def disc(x: float, y: float, radius: float, fill: str = "white") -> None:
        box = ((x - radius) * FINER, (y - radius) * FINER, (x + radius) * FINER, (y + radius) * FINER)
        draw.ellipse(box, fill=fill, outline=BLACK, width=6 * FINER)

    def shape(points: list[tuple[float, float]], fill: str) -> None:
        draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=fill)
        line([*points, points[0], points[1]])

    for number, (x, y, radius) in enumerate(((770, 96, 26), (830, 66, 34), (906, 46, 26))):
        disc(x, y, radius, "#e4e8ea" if number % 2 else "white")
    shape([(592, 236), (1010, 236), (960, 316), (640, 316)], RED)
    shape([(650, 176), (926, 176), (926, 236), (650, 236)], "white")
    for x in range(674, 900, 50):
        shape([(x, 192), (x + 28, 192), (x + 28, 218), (x, 218)], "#f3d27a")
    shape([(720, 126), (764, 126), (764, 176), (720, 176)], BLUE)
    for x, y, length in ((40, 330, 160), (300, 350, 120), (500, 336, 200), (860, 344, 260), (1020, 306, 120)):
        line(
            [
                (x, y),
                (x + length / 4, y - 8),
                (x + length / 2, y),
                (x + length * 3 / 4, y - 8),
                (x + length, y),
            ],
            4,
        )
    shape([(-20, 700), (1220, 700), (1220, 740), (-20, 740)], "#d9c19a")
    for x in range(90, 1200, 240):
        shape([(x, 740), (x + 34, 740), (x + 34, 820), (x, 820)], "#b89868")
    coats = (BLUE, "#6d8a5c", "#d8a23c", RED, "#6f6f86")
    for number, coat in enumerate(coats):
        x, up = 130 + number * 222, (0, 24, -18, 12, -8)[number]
        line([(x - 26, 590), (x - 30, 700), (x - 52, 700)], 8)
        line([(x + 22, 590), (x + 26, 700), (x + 4, 700)], 8)
        shape([(x - 52, 600), (x - 44, 440 - up), (x + 34, 440 - up), (x + 52, 600)], coat)
        disc(x - 20, 392 - up, 52)
        line(
            [
                (x - 66, 372 - up),
                (x - 52, 350 - up),
                (x - 26, 338 - up),
                (x + 4, 342 - up),
                (x + 28, 366 - up),
            ],
            13,
        )
        line([(x - 54, 404 - up), (x - 42, 408 - up)], 5)
        line([(x + 14, 470 - up), (x - 40, 520 - up), (x - 92, 490 - up)], 8)
        shape([(x - 116, 452 - up), (x - 94, 446 - up), (x - 80, 496 - up), (x - 102, 504 - up)], "#dfe8ee")
    return _finished(picture)


def code() -> Image.Image:
    """The paper's address as a QR code with its four modules of white round it."""
    made = QRCode(None, QRErrorCorrectLevel.M)
    made.addData(ADDRESS)
    made.make()
    count = made.getModuleCount()
    small = Image.new("1", (count + 8, count + 8), 1)
    for row in range(count):
        for column in range(count):
            if made.isDark(row, column):
                small.putpixel((column + 4, row + 4), 0)
    return small.resize((small.width * 32, small.height * 32), Image.Resampling.NEAREST)


DRAWINGS: dict[str, Callable[[], Image.Image]] = {"riders": riders, "waiting": waiting, "code": code}


def png(picture: Image.Image) -> bytes:
    """The picture as a PNG of few colours, or of one bit, that says it has 300 pixels to the inch."""
    out = BytesIO()
    few = picture if picture.mode == "1" else picture.quantize(64, dither=Image.Dither.NONE)
    few.save(out, format="PNG", optimize=True, dpi=(300, 300))
    return out.getvalue()
