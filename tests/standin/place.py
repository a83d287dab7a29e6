"""What a landscape of the stand-ins is made of: its blocks, the town behind, cranes, trees, bridges, and its clouds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.standin.blocks import Block
from tests.standin.bridges import StayedBridge, Viaduct
from tests.standin.cranes import Crane
from tests.standin.trees import Tree


@dataclass(frozen=True, slots=True)
class Place:
    """A landscape on a lake or river. `clouds` is how far its sky is moved along, so that no two have the same."""

    blocks: Sequence[Block]
    city: Sequence[Block]
    cranes: Sequence[Crane]
    trees: Sequence[Tree]
    bridges: Sequence[StayedBridge | Viaduct] = ()
    clouds: float = 0.0
