"""A scene, a paper's weights and limits -> every objection of every page, in one order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from layout.objections.cuts import broken_page, harakiri, running_gutter
from layout.objections.flow import nakiwakare, ryounagare, tobiori
from layout.objections.found import Check
from layout.objections.heads import entotsu, outweighed_lead, rank, tombstone
from layout.objections.legs import dog_leg, grey, short_leg
from layout.objections.photos import caption_apart, missing_credit, photo_apart, wide_caption
from layout.objections.seen import see
from layout.objections.white import orphaned_rule, white_hole
from layout.plan.objectiontable import OBJECTIONS, Objection, ObjectionLimits, Weight
from layout.scene import Scene

CHECKS: dict[str, Check] = {
    "tombstone": tombstone,
    "broken-page": broken_page,
    "running-gutter": running_gutter,
    "outweighed-lead": outweighed_lead,
    "rank": rank,
    "short-leg": short_leg,
    "dog-leg": dog_leg,
    "wide-caption": wide_caption,
    "caption-apart": caption_apart,
    "missing-credit": missing_credit,
    "photo-apart": photo_apart,
    "orphaned-rule": orphaned_rule,
    "white-hole": white_hole,
    "harakiri": harakiri,
    "nakiwakare": nakiwakare,
    "ryounagare": ryounagare,
    "tobiori": tobiori,
    "entotsu": entotsu,
    "grey": grey,
}
"""The check of each id of the table."""


def raise_objections(
    scene: Scene, weights: Mapping[str, Weight], limits: ObjectionLimits
) -> tuple[Objection, ...]:
    """Everything that a desk objects to: page by page, in the order of the table, from the head of the page down.

    `weights` are the paper's own by id; where it has none, that of its language counts. What is `off` is not looked
    for.
    """
    found: list[Objection] = []
    for page in scene.pages:
        seen = see(page, scene.lang, limits)
        for id, check in CHECKS.items():
            weight = weights.get(id, OBJECTIONS[id].weight(scene.lang))
            if weight == "off":
                continue
            here = [replace(one, severity=weight) for one in check(seen)]
            found += sorted(here, key=_place)
    return tuple(found)


def _place(one: Objection) -> tuple[tuple[int, int], tuple[str, ...]]:
    places = [(place.y, place.x) for place in one.places]
    return min(places, default=(0, 0)), one.blocks
