"""A ferry at night, of cut paper."""

from __future__ import annotations

from random import Random

from PIL import Image

from tests.standin.papercut.colours import BLUE, CREAM, DUSK, INK, LAMP, NIGHT, RED
from tests.standin.papercut.reeds import reeds
from tests.standin.papercut.sheets import Papercut, hills, wave


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
    reeds(cut, Random(4), range(880, 1290, 17), 800, (300, 170))
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
