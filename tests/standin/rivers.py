"""Says what stands where at two rivers: a viaduct of stone in the hills, and a new town behind a bridge on stays."""

from __future__ import annotations

from random import Random

from tests.standin.blocks import Block
from tests.standin.bridges import Plane, StayedBridge, Viaduct
from tests.standin.campus import city, trees
from tests.standin.cranes import Crane
from tests.standin.land import far_shore
from tests.standin.place import Place
from tests.standin.trees import Tree


def viaduct() -> Place:
    """A valley without a town: the viaduct, a train on it, woods on the far bank."""
    random = Random(3)
    planted = _bank([(52, -152, 13.5), (61, -146, 11.0), (44, -166, 8.5), (70, -138, 12.0)])
    for number in range(520):
        x, shade = random.uniform(-230, 230), 0.8 + 0.4 * random.random()
        away, height = float(far_shore(x)) + 6 + 150 * random.random(), 8 + 6 * random.random()
        planted.append(Tree(x, away, height, number % 7, (0.11 * shade, 0.17 * shade, 0.06 * shade)))
    bridge = Viaduct(Plane(-52, 0.42), 23.0, 18.4, 33.0, 48.0, (-50.0, 30.0))
    return Place((), (), (), _far_first(planted), (bridge,), clouds=-1.3)


def new_town() -> Place:
    """Slabs of flats in rows behind the river, one of them still being built, and the bridge that leads to them."""
    random = Random(8)
    blocks = [
        Block(x, 120 + 74 * row, 40, 14, 44 + 9 * random.randrange(4), -18, "grid", 60 + 9 * row + column)
        for row in range(3)
        for column, x in enumerate(range(-250 + 18 * row, 250, 64))
    ]
    shell = Block(206, 118, 40, 16, 52.0, -18, "shell", 95)
    bridge = StayedBridge(Plane(-58, -0.34), (-64.0, 58.0), 82.0, 19.0, 12)
    planted = _bank([(-36, -172, 7.0), (-61, -140, 9.0)])
    crane = Crane(224, 140, 78, 42, 150)
    return Place((*blocks, shell), city(), (crane,), _far_first(planted), (bridge,), clouds=1.0)


def _bank(places: list[tuple[float, float, float]]) -> list[Tree]:
    """The campus's trees, but on this bank others, at places with their heights."""
    planted = [tree for tree in trees() if tree.y > -120 or tree.height < 4]
    return planted + [
        Tree(x, y, height, number % 5, (0.10, 0.155, 0.055), foot=-0.3)
        for number, (x, y, height) in enumerate(places)
    ]


def _far_first(planted: list[Tree]) -> list[Tree]:
    return sorted(planted, key=lambda tree: -tree.y)
