"""Three pictures of nets, of cut paper: hung up to dry, being made, drawn in."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin
from random import Random

from PIL import Image

from tests.standin.papercut.colours import CREAM, INK, RED, SKY, STRAW, TEAL, WOOD
from tests.standin.papercut.reeds import reeds
from tests.standin.papercut.sheets import Papercut, hills, wave


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
    reeds(cut, Random(7), range(-10, 150, 26), 810, (220, 120))
    cut.lay((74, 98, 66), 7)
    return cut.finished()


def _net(cut: Papercut, poles: list[tuple[float, float]], foot: float) -> None:
    """Cords from pole to pole, sagging between them, and meshes hung on them."""

    def cord(x: float) -> float:
        for (left, here), (right, there) in pairwise(poles):
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
