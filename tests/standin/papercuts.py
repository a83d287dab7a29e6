"""Draws the pictures of cut paper, the chart, the cartoon and the code of the tabloid:
`python -m tests.standin.papercuts NAME OUT`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path
from random import Random

from PIL import Image

from tests.standin.papercut import Papercut, hills, wave
from tests.standin.picture import srgb

NIGHT, DUSK, BLUE, TEAL = (24, 42, 82), (43, 72, 122), (72, 112, 160), (38, 96, 116)
CREAM, LAMP, RED, STRAW = (248, 240, 220), (250, 206, 96), (204, 62, 44), (226, 190, 128)
INK, WOOD, LEAF, SKY = (26, 34, 52), (146, 92, 54), (98, 132, 84), (196, 220, 226)


def ferry() -> Image.Image:
    """A ferry at night: moon, hills, the lights of the town, water, the lamp of the landing, reeds."""
    cut = Papercut(1280, 800, NIGHT)
    for radius, colour in ((330, (31, 53, 98)), (235, (42, 68, 116)), (150, (62, 92, 140))):
        cut.disc(930, 190, radius)
        cut.lay(colour, 7)
    cut.disc(930, 190, 78)
    cut.lay((252, 232, 178), 8)
    for level, height, colour, seed in ((430, 190, DUSK, 3), (450, 120, (34, 60, 106), 8)):
        cut.cut([*hills(1280, level, height, seed), (1290, 810), (-10, 810)])
        cut.lay(colour, 8)
    _town(cut)
    for level, colour, length in ((470, BLUE, 190), (560, (52, 92, 142), 230)):
        cut.cut([*wave(-10, 1290, level, 7, length), (1290, 810), (-10, 810)])
        cut.lay(colour, 7)
    for number, y in enumerate((590, 606, 624, 645)):
        half = 150 - 26 * number
        cut.strip(wave(690 - half, 690 + half, y, 3, 60), 5)
    cut.lay((236, 196, 110), 2)
    _boat(cut, 690, 560)
    for level, colour, length in ((640, (36, 74, 122), 260), (712, (26, 54, 98), 300)):
        cut.cut([*wave(-10, 1290, level, 8, length), (1290, 810), (-10, 810)])
        cut.lay(colour, 9)
    _landing(cut)
    _reeds(cut, Random(4), range(880, 1290, 17), 800, (300, 170))
    cut.lay((14, 26, 54), 9)
    return cut.finished()


def _town(cut: Papercut) -> None:
    random = Random(6)
    houses = []
    x = 40.0
    while x < 620:
        width, height = random.uniform(34, 62), random.uniform(40, 130)
        houses.append((x, 480 - height, x + width))
        cut.box(x, 480 - height, x + width, 500)
        cut.cut([(x - 5, 480 - height), (x + width / 2, 462 - height), (x + width + 5, 480 - height)])
        x += width + random.uniform(0, 16)
    cut.lay((20, 38, 74), 6)
    for x, top, right in houses:
        y = top + 12
        while y < 458:
            for at in range(round(x + 8), round(right - 10), 14):
                if random.random() < 0.45:
                    cut.box(at, y, at + 7, y + 9)
            y += 20
    cut.lay(LAMP, 1)


def _boat(cut: Papercut, x: float, y: float) -> None:
    """A ferry with two decks, its bow at the right, `y` its water line."""
    cut.box(x - 20, y - 196, x + 26, y - 120)
    cut.strip([(x - 96, y - 130), (x - 96, y - 230)], 6)
    cut.lay(RED, 6)
    cut.box(x - 130, y - 136, x + 110, y - 90)
    cut.box(x + 66, y - 172, x + 128, y - 120)
    cut.box(x - 190, y - 92, x + 170, y - 34)
    cut.lay(CREAM, 6)
    for at in range(-116, 60, 34):
        cut.box(x + at, y - 124, x + at + 22, y - 102)
    for at in range(-172, 150, 40):
        cut.box(x + at, y - 78, x + at + 27, y - 50)
    cut.box(x + 78, y - 160, x + 120, y - 142)
    cut.disc(x - 96, y - 236, 9)
    cut.lay(LAMP, 2)
    cut.cut([(x - 246, y - 42), (x + 268, y - 42), (x + 214, y + 22), (x - 212, y + 22)])
    cut.lay(RED, 8)
    cut.cut([(x - 246, y - 42), (x + 268, y - 42), (x + 259, y - 30), (x - 240, y - 30)])
    cut.lay(CREAM, 2)


def _landing(cut: Papercut) -> None:
    cut.cut([(232, 300), (20, 800), (560, 800)])
    cut.lay((58, 84, 128), 2)
    cut.strip([(232, 310), (232, 760)], 13)
    cut.strip([(232, 322), (190, 322)], 8)
    cut.box(206, 300, 258, 318)
    cut.box(-10, 736, 372, 760)
    for x in range(20, 372, 82):
        cut.box(x, 750, x + 16, 810)
    for x in (96, 146):
        cut.disc(x, 640, 15)
        cut.cut([(x - 22, 738), (x - 15, 660), (x + 15, 660), (x + 22, 738)])
    cut.lay(INK, 8)
    cut.cut([(210, 318), (254, 318), (246, 356), (218, 356)])
    cut.lay(LAMP, 5)


def _reeds(cut: Papercut, random: Random, places: range, foot: float, heights: tuple[float, float]) -> None:
    for place in places:
        height = random.uniform(heights[1], heights[0])
        lean = random.uniform(-26, 52)
        top = (place + lean, foot - height)
        cut.strip([(place, foot + 10), (place + lean * 0.35, foot - height * 0.6), top], 5)
        cut.cut([(top[0] - 4, top[1] + 34), (top[0] + 20, top[1] - 34), (top[0] + 14, top[1] + 26)])
        cut.cut([(place, foot), (place + 60, foot - height * 0.55), (place + 9, foot)])


def drying() -> Image.Image:
    """Nets hung up to dry on poles by the water."""
    cut = Papercut(800, 800, SKY)
    cut.disc(590, 190, 92)
    cut.lay((246, 172, 96), 6)
    for level, height, colour, seed in ((430, 150, (150, 186, 190), 5), (450, 80, (108, 154, 160), 9)):
        cut.cut([*hills(800, level, height, seed), (810, 810), (-10, 810)])
        cut.lay(colour, 7)
    cut.cut([*wave(-10, 810, 470, 5, 150), (810, 810), (-10, 810)])
    cut.lay(TEAL, 6)
    cut.cut([*hills(800, 690, 60, 12), (810, 810), (-10, 810)])
    cut.lay(STRAW, 9)
    _net(cut, [(96, 232), (390, 286), (704, 216)], 596)
    cut.lay((92, 58, 40), 5)
    for x, top in ((96, 190), (390, 244), (704, 174)):
        cut.strip([(x, top), (x + 4, 740)], 15)
    cut.lay(WOOD, 6)
    _reeds(cut, Random(7), range(-10, 150, 26), 810, (220, 120))
    cut.lay((74, 98, 66), 7)
    return cut.finished()


def _net(cut: Papercut, poles: list[tuple[float, float]], foot: float) -> None:
    """Cords from pole to pole, sagging between them, and meshes hung on them."""

    def cord(x: float) -> float:
        for (left, here), (right, there) in zip(poles, poles[1:], strict=False):
            if x <= right:
                at = (x - left) / (right - left)
                return here + (there - here) * at + 56 * sin(at * pi)
        return poles[-1][1]

    first, last = round(poles[0][0]), round(poles[-1][0])
    columns = range(first, last + 1, 19)
    for row in range(19):
        for number, x in enumerate(columns):
            if (row + number) % 2:
                continue
            step = (foot - cord(x)) / 19
            y = cord(x) + row * step
            for side in (-19, 19):
                if first <= x + side <= last:
                    cut.strip([(x, y), (x + side, cord(x + side) + (row + 1) * step)], 3)
    cut.strip([(x, cord(x)) for x in range(first, last + 1, 6)], 7)


def shuttle() -> Image.Image:
    """A netting shuttle on a net, with its thread."""
    cut = Papercut(800, 800, (232, 214, 176))
    for row in range(-2, 9):
        for column in range(-2, 9):
            x, y = column * 108 + (row % 2) * 54, row * 92
            cut.strip([(x, y), (x + 54, y + 92)], 7)
            cut.strip([(x + 108, y), (x + 54, y + 92)], 7)
            cut.disc(x + 54, y + 92, 11)
    cut.lay((70, 108, 126), 7)
    turn = -0.72
    c, s = cos(turn), sin(turn)

    def at(along: float, across: float) -> tuple[float, float]:
        return 400 + along * c - across * s, 400 + along * s + across * c

    cut.cut(
        [
            at(*p)
            for p in (
                (-330, -62),
                (170, -62),
                (270, -40),
                (352, 0),
                (270, 40),
                (170, 62),
                (-330, 62),
                (-262, 0),
            )
        ]
    )
    cut.cut([at(*p) for p in ((-60, -36), (190, -36), (252, 0), (190, 36), (-60, 36))], 0)
    cut.lay((178, 116, 62), 13)
    cut.cut([at(*p) for p in ((-66, -9), (170, -9), (186, 0), (170, 9), (-66, 9))])
    cut.lay((152, 94, 48), 6)
    for along in range(-236, 120, 15):
        cut.strip([at(along, -70), at(along + 9, 70)], 10)
    cut.lay(RED, 5)
    start = at(112, 70)
    thread = [(start[0] + 16 * step + 62 * sin(step / 3.1), start[1] + 30 * step) for step in range(16)]
    cut.strip(thread, 8)
    cut.lay(RED, 7)
    return cut.finished()


def moonboat() -> Image.Image:
    """One boat under the moon, a man who draws in his net."""
    cut = Papercut(800, 800, (36, 58, 104))
    for radius, colour in ((300, (46, 72, 122)), (210, (62, 92, 142))):
        cut.disc(270, 250, radius)
        cut.lay(colour, 7)
    cut.disc(270, 250, 122)
    cut.lay((252, 230, 170), 8)
    cut.cut([*hills(800, 520, 130, 21), (810, 810), (-10, 810)])
    cut.lay((28, 48, 90), 8)
    cut.cut([*wave(-10, 810, 540, 6, 170), (810, 810), (-10, 810)])
    cut.lay((64, 104, 150), 7)
    for number, y in enumerate((570, 592, 618)):
        cut.strip(wave(190 + 14 * number, 350 - 14 * number, y, 3, 50), 6)
    cut.lay((240, 212, 140), 2)
    _net_in_water(cut)
    cut.lay(CREAM, 3)
    cut.disc(452, 440, 25)
    cut.cut([(376, 440), (452, 396), (532, 440)])
    cut.cut([(428, 592), (434, 470), (476, 462), (500, 592)])
    cut.strip([(462, 490), (574, 506)], 17)
    cut.strip([(462, 508), (572, 528)], 15)
    cut.lay(INK, 7)
    cut.cut([(150, 560), (246, 604), (520, 604), (640, 556), (580, 664), (222, 664)])
    cut.lay(WOOD, 9)
    for level, colour, length in ((656, (44, 80, 128), 210), (728, (30, 56, 102), 240)):
        cut.cut([*wave(-10, 810, level, 8, length), (810, 810), (-10, 810)])
        cut.lay(colour, 9)
    return cut.finished(960)


def _net_in_water(cut: Papercut) -> None:
    for number in range(9):
        cut.strip([(576, 514), (600 + number * 22, 560 + number * 6), (590 + number * 27, 690)], 3)
    for number in range(1, 7):
        cut.strip([(586 + number, 530 + number * 24), (596 + number * 33, 546 + number * 24)], 3)


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


SCENES: dict[str, Callable[[], Image.Image]] = {
    "ferry": ferry,
    "drying": drying,
    "shuttle": shuttle,
    "moonboat": moonboat,
    "race": race,
    "jars": jars,
}


def written(picture: Image.Image) -> bytes:
    """The picture as a JPEG with an sRGB profile in it."""
    out = BytesIO()
    picture.save(out, format="JPEG", quality=80, dpi=(300, 300), icc_profile=srgb())
    return out.getvalue()


if __name__ == "__main__":
    name, file = sys.argv[1:]
    Path(file).write_bytes(written(SCENES[name]()))
