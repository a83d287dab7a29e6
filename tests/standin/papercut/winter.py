"""The beginning of winter, of cut paper: a race of dragon boats, jars of pickled greens."""

from __future__ import annotations

from math import pi, sin
from random import Random

from PIL import Image

from tests.standin.papercut.colours import CREAM, INK, RED, WOOD
from tests.standin.papercut.sheets import Papercut, hills, wave


def race() -> Image.Image:
    """Three dragon boats side by side, the near one ahead, flags on the bank."""
    cut = Papercut(1800, 820, (250, 226, 178))
    for radius, colour in ((310, (252, 212, 146)), (200, (250, 190, 110))):
        cut.disc(1370, 250, radius)
        cut.lay(colour, 6)
    cut.disc(1370, 250, 104)
    cut.lay((232, 104, 62), 7)
    for level, height, colour, seed in ((330, 210, (178, 200, 184), 14), (340, 110, (124, 164, 150), 17)):
        cut.cut([*hills(1800, level, height, seed), (1810, 830), (-10, 830)])
        cut.lay(colour, 7)
    random = Random(2)
    for x in range(20, 1800, 74):
        cut.strip([(x, 330), (x, 236)], 4)
        cut.cut([(x, 238), (x + 44, 252), (x, 270)])
    cut.lay(RED, 4)
    for x in range(0, 1800, 21):
        cut.disc(x + random.uniform(-4, 4), 322 + random.uniform(-5, 5), 9)
        cut.box(x - 9, 326, x + 9, 350)
    cut.lay((56, 82, 92), 4)
    water = (
        (352, (150, 200, 204)),
        (470, (104, 168, 184)),
        (600, (64, 132, 160)),
        (742, (40, 100, 134)),
    )
    boats = ((210, 470, 0.62, (70, 112, 84)), (470, 600, 0.8, (214, 150, 48)), (420, 748, 1.0, RED))
    for (level, colour), boat in zip(water, (None, *boats), strict=True):
        if boat:
            _dragon(cut, boat)
        cut.cut([*wave(-10, 1810, level, 7, 180), (1810, 830), (-10, 830)])
        cut.lay(colour, 7)
    return cut.finished(1920)


def _dragon(cut: Papercut, boat: tuple[float, float, float, tuple[int, int, int]]) -> None:
    """A boat from its stern at `x`, its water line `y`, its scale and its colour."""
    x, y, scale, colour = boat

    def at(along: float, up: float) -> tuple[float, float]:
        return x + along * scale, y - up * scale

    for seat in range(11):
        along = 150 + seat * 72
        cut.disc(*at(along + 22, 134), 15 * scale)
        cut.cut([at(along - 26, 40), at(along - 2, 116), at(along + 30, 108), at(along + 22, 40)])
        cut.strip([at(along + 12, 102), at(along + 54, 76)], 10 * scale)
    cut.disc(*at(985, 158), 16 * scale)
    cut.cut([at(958, 40), at(968, 140), at(1004, 140), at(1012, 40)])
    cut.strip([at(978, 124), at(936, 150)], 10 * scale)
    cut.lay(INK, 5)
    for seat in range(11):
        along = 150 + seat * 72
        cut.strip([at(along + 40, 108), at(along + 66, -16)], 7 * scale)
        cut.cut([at(along + 58, 30), at(along + 72, 30), at(along + 78, -30), at(along + 58, -30)])
    cut.lay(CREAM, 4)
    cut.box(*at(906, 100), *at(954, 52))
    cut.lay((188, 46, 40), 4)
    cut.cut(
        [
            at(-40, 150),
            at(20, 84),
            at(90, 48),
            at(1020, 48),
            at(1080, 66),
            at(1104, 120),
            at(1090, 190),
            at(1150, 214),
            at(1236, 186),
            at(1230, 158),
            at(1176, 156),
            at(1232, 138),
            at(1222, 120),
            at(1160, 112),
            at(1136, 40),
            at(1060, -26),
            at(80, -26),
            at(-6, 30),
        ]
    )
    cut.cut([at(1104, 206), at(1060, 262), at(1136, 214)])
    cut.lay(colour, 8)
    for along in range(110, 1030, 40):
        cut.cut([at(along, 8), at(along + 18, 30), at(along + 36, 8), at(along + 18, -12)])
    cut.disc(*at(1142, 186), 10 * scale)
    cut.lay(CREAM, 3)


def jars() -> Image.Image:
    """Jars of pickled greens on a bench, leaves above them on a line."""
    cut = Papercut(1000, 760, (240, 222, 186))
    cut.box(-10, 520, 1010, 770)
    cut.lay((198, 160, 112), 6)
    cut.strip([(x, 108 + 26 * sin(x / 1000 * pi)) for x in range(-10, 1011, 10)], 7)
    cut.lay(WOOD, 4)
    random = Random(5)
    for number, x in enumerate(range(50, 1000, 104)):
        top, length = 112 + 24 * sin(x / 1000 * pi), random.uniform(150, 196)
        for side in (-0.34, -0.12, 0.12, 0.34):
            tip = (x + side * length, top + length * (1 - abs(side) * 0.4))
            near = (x + side * length * 0.4 - 24, top + length * 0.62)
            far = (x + side * length * 0.4 + 24, top + length * 0.62)
            cut.cut([(x, top), near, tip, far])
        cut.lay((98, 136, 72) if number % 2 else (124, 158, 84), 5)
    for x, width, top, colour in (
        (190, 128, 378, (132, 70, 46)),
        (500, 156, 330, (92, 54, 44)),
        (812, 128, 384, (150, 82, 50)),
    ):
        foot = 690
        bulge = [
            (x + side * width * (0.62 + 0.38 * sin(at / 20 * pi)), top + 50 + (foot - top - 50) * at / 20)
            for side, steps in ((-1, range(21)), (1, range(20, -1, -1)))
            for at in steps
        ]
        cut.cut(bulge)
        cut.box(x - width * 0.6, top + 18, x + width * 0.6, top + 70)
        cut.lay(colour, 10)
        cut.box(x - width * 0.7, top, x + width * 0.7, top + 30)
        cut.lay((70, 44, 40), 5)
        cut.cut([(x, 470), (x + 62, 532), (x, 594), (x - 62, 532)])
        cut.lay(RED, 4)
        cut.cut([(x, 494), (x + 38, 532), (x, 570), (x - 38, 532)])
        cut.cut([(x, 504), (x + 28, 532), (x, 560), (x - 28, 532)], 0)
        cut.disc(x, 532, 9)
        cut.lay(CREAM, 2)
    return cut.finished()
