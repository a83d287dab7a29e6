"""Says what stands where on the campus: its blocks, cranes and trees."""

from __future__ import annotations

from random import Random

import numpy as np

from tests.standin.blocks import Block
from tests.standin.cranes import Crane
from tests.standin.land import far_shore, near_shore
from tests.standin.noise import noise
from tests.standin.place import Place
from tests.standin.trees import Tree

TURN = -26.0
"""The campus's main axis, in degrees: enough that every block shows two walls."""

BLOCKS = (
    # The library in the middle, low and broad on the water, a glazed hall above it.
    Block(-8, 78, 78, 40, 13.5, TURN, "fins", 2),
    Block(-4, 86, 56, 30, 14.0, TURN, "curtain", 4, 13.5),
    Block(-22, 88, 20, 24, 6.0, TURN, "ribbon", 6, 27.5),
    # Teaching wings to the left.
    Block(-118, 82, 62, 18, 19.5, TURN, "ribbon", 8),
    Block(-132, 112, 20, 52, 23.4, TURN, "ribbon", 10),
    Block(-96, 128, 74, 18, 27.3, TURN, "ribbon", 12),
    # Laboratories to the right.
    Block(88, 92, 54, 20, 22.5, TURN, "grid", 13),
    Block(120, 108, 22, 48, 25.5, TURN, "grid", 15),
    Block(160, 96, 40, 20, 15.0, TURN, "ribbon", 16),
    # Halls of residence behind.
    Block(-168, 196, 46, 16, 45.5, TURN, "grid", 19),
    Block(-96, 214, 46, 16, 49.0, TURN, "grid", 20),
    Block(54, 206, 52, 18, 42.0, TURN, "grid", 21),
    # The clinic tower, and two blocks whose shells have just been topped out.
    Block(-30, 232, 40, 26, 76.0, TURN, "curtain", 22),
    Block(-30, 232, 24, 18, 6.0, TURN, "ribbon", 23, 76.0),
    Block(118, 214, 44, 22, 66.3, TURN, "shell", 24),
    Block(190, 236, 40, 22, 54.6, TURN, "shell", 26),
    # What stands on the roofs: plant rooms and the heads of stairs.
    Block(-112, 84, 9, 7, 3.6, TURN, "curtain", 30, 19.5),
    Block(-84, 122, 12, 8, 4.0, TURN, "ribbon", 31, 27.3),
    Block(-112, 138, 8, 7, 3.4, TURN, "ribbon", 32, 27.3),
    Block(16, 76, 14, 9, 3.4, TURN, "curtain", 33, 27.5),
    Block(84, 94, 8, 7, 3.4, TURN, "ribbon", 34, 22.5),
    Block(122, 102, 9, 8, 3.6, TURN, "ribbon", 35, 25.5),
    Block(-176, 200, 9, 8, 4.2, TURN, "ribbon", 36, 45.5),
    Block(-160, 192, 6, 6, 3.0, TURN, "ribbon", 37, 45.5),
    Block(-98, 215, 10, 8, 4.2, TURN, "ribbon", 38, 49.0),
    Block(46, 210, 9, 8, 4.0, TURN, "ribbon", 39, 42.0),
    Block(66, 200, 7, 6, 3.2, TURN, "ribbon", 40, 42.0),
    Block(116, 215, 11, 9, 5.0, TURN, "shell", 41, 66.3),
    # A porch before the library and a covered way to the teaching wings.
    Block(2, 54, 22, 8, 5.2, TURN, "fins", 42),
    Block(-66, 96, 40, 5, 9.0, TURN, "curtain", 43, 4.5),
)

CRANES = (Crane(84, 236, 92, 46, 158), Crane(224, 262, 80, 44, 20), Crane(-220, 330, 70, 40, 200))

GREENS = ((0.11, 0.17, 0.06), (0.13, 0.19, 0.06), (0.16, 0.19, 0.06), (0.08, 0.13, 0.06), (0.10, 0.16, 0.07))
AUTUMN = ((0.36, 0.27, 0.08), (0.38, 0.22, 0.07), (0.31, 0.26, 0.07))


def city() -> list[Block]:
    """The town far behind, pale in the haze."""
    random = Random(5)
    out = []
    for i in range(46):
        y = 620 + 900 * random.random()
        x = (random.random() - 0.5) * 0.9 * (y + 300)
        height = 24 + 70 * random.random() ** 2
        size = 22 + 26 * random.random()
        out.append(Block(x, y, size, 18, height, 40 * random.random() - 30, "grid", 100 + i))
    return out


def trees() -> list[Tree]:
    """Rows along the walk, groves on the lawns, woods behind, and the bank on this side; far ones first."""
    random = Random(11)
    out: list[Tree] = []

    def plant(x: float, y: float, height: float, drawing: int) -> None:
        tint = random.choice(AUTUMN if random.random() < 0.09 else GREENS)
        shade = 0.75 + 0.45 * random.random()
        colour = (tint[0] * shade, tint[1] * shade, tint[2] * shade)
        out.append(Tree(x, y, height * (0.7 + 0.55 * random.random()), drawing, colour, foot=-0.3))

    for i in range(420):
        y = 240 + 420 * random.random()
        plant((random.random() - 0.5) * 0.95 * (y + 300), y, 11, i % 7)
    for i in range(110):
        # The walk's own row, planted in groups with gaps to look through.
        x = -200 + 400 * (i + random.random()) / 110
        if noise_at(x * 0.05) < 0.34:
            continue
        shore = float(far_shore(x))
        plant(x, shore + 12.5 + random.random() * 2, 7.0, random.choice((0, 1, 2, 3, 7)))
    for _ in range(46):
        x, y = random.uniform(-205, 205), random.uniform(28, 52)
        for _ in range(random.randrange(2, 6)):
            plant(x + random.gauss(0, 5), y + random.gauss(0, 4), 9.5, random.randrange(7))
    for _ in range(150):
        x = random.uniform(-205, 205)
        shore = float(far_shore(x))
        plant(x, shore + random.uniform(18, 50), 2.2, 7 + random.randrange(2))
    for _ in range(130):
        x = random.uniform(-210, 210)
        plant(x, float(far_shore(x)) + 1.2, 1.7, 7 + random.randrange(2))
    for _ in range(900):
        x = random.uniform(-100, 100)
        shore = float(near_shore(x))
        if noise_at(x * 0.09 + 50) > 0.33:
            plant(x, shore + 1.5 - random.random() ** 2 * 5, 2.3, 9 + random.randrange(2))
    for _ in range(120):
        x = random.uniform(-100, 100)
        shore = float(near_shore(x))
        plant(x, shore - random.uniform(5, 24), 1.5, 7 + random.randrange(2))
    for x, y, height in (
        (-58, -148, 13.0),
        (-50, -160, 10.5),
        (-66, -135, 12.0),
        (-43, -170, 8.0),
        (60, -150, 8.5),
    ):
        out.append(Tree(x, y, height, int(-x) % 5, (0.10, 0.155, 0.055), foot=-0.3))
    return sorted(out, key=lambda tree: -tree.y)


def noise_at(x: float) -> float:
    """Smooth noise from 0 to 1 along one line."""
    return float(noise(np.asarray(x), np.asarray(0.5), 77))


def campus() -> Place:
    """All of it."""
    return Place(BLOCKS, city(), CRANES, trees())
