"""A scene, a paper's weights and limits -> every objection of every page, in one order."""

from __future__ import annotations

from collections.abc import Mapping

from layout.objections.seen import look_at
from layout.objections.table import OBJECTIONS
from layout.plan.objectiontable import Objection, ObjectionLimits, Weight
from layout.scene import Scene


def raise_objections(
    scene: Scene, weights: Mapping[str, Weight], limits: ObjectionLimits
) -> tuple[Objection, ...]:
    """Everything that a desk objects to: page by page, in the order of the table, from the head of the page down.

    `weights` are the paper's own by id; where it has none, that of its language counts. What is `off` is not looked
    for.
    """
    found: list[Objection] = []
    for page in scene.pages:
        seen = look_at(page, scene.lang, limits)
        for id, rule in OBJECTIONS.items():
            weight = weights.get(id, rule.weights.of_language(scene.lang))
            if weight == "off":
                continue
            here = [
                Objection(
                    id=id,
                    severity=weight,
                    page=page.name,
                    blocks=tuple(dict.fromkeys(offence.blocks)),
                    places=tuple(offence.places),
                    message=offence.message,
                    hint=offence.hint,
                    source=rule.source,
                )
                for offence in rule.check(seen)
            ]
            found += sorted(here, key=_place)
    return tuple(found)


def _place(objection: Objection) -> tuple[tuple[int, int], tuple[str, ...]]:
    places = [(place.y, place.x) for place in objection.places]
    return min(places, default=(0, 0)), objection.blocks
