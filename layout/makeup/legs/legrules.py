"""Legs and how deep they are filled -> the rules between them (栏线)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from layout.makeup.desk import Desk
from layout.makeup.legs.ground import BodyLeg, runs_of
from layout.plan.grid import points
from layout.scene import Item, Rule


def leg_rules(desk: Desk, legs: tuple[BodyLeg, ...], depths: Sequence[int]) -> tuple[Item, ...]:
    """Rules between legs, along the lines that both have whole. Where something stands in the place of a leg, the legs
    beside it are no neighbours.
    """
    rule = desk.paper.rules.between_legs
    if rule is None:
        return ()
    whole = [{slot.line for slot in leg.slots[: max(depths)] if slot.width == leg.width} for leg in legs]
    found: list[Item] = []
    for number, (leg, other) in enumerate(pairwise(legs)):
        if not 0 < other.x - leg.x - leg.width < min(leg.width, other.width):
            continue
        x = (leg.x + leg.width + other.x) // 2
        both = sorted(whole[number] & whole[number + 1])
        for first, last in runs_of(both):
            top = desk.grid.line_y(first) + desk.grid.inset
            bottom = desk.grid.line_y(last + 1) - desk.grid.inset
            found.append(Rule(x, top, x, bottom, points(rule.width_pt), desk.ink(rule.ink)))
    return tuple(found)
