"""A way through a paragraph, and lines whose ends matter -> the way in as many lines that parts nothing there.

Where a leg ends the reader's eye has far to go: no word is divided there (CSS Text 4, `hyphenate-limit-last: column`),
and no number, name or title parted from what belongs to it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from layout.typeset.inline import Measure
from layout.typeset.search.line_costs import Search
from layout.typeset.search.prepared import PreparedParagraph
from layout.typeset.search.prices import LOOSE_COST, PARTED_END_COST, RUNT_COST
from layout.typeset.search.ways import (
    LEEWAY,
    NOWHERE,
    Numbered,
    ParagraphWay,
    parts_at,
    way_between,
)


def find_parted_ends(prepared: PreparedParagraph, way: ParagraphWay) -> frozenset[int]:
    """The numbers, from 0, of a way's lines that end with a hyphen, or inside what belongs together."""
    units = prepared.units
    return frozenset(number for number, end in enumerate(way.ends) if parts_at(units, end + 1))


def hold_ends(
    prepared: PreparedParagraph, measure: Measure, way: ParagraphWay, held: AbstractSet[int]
) -> ParagraphWay:
    """The best way in as many lines as `way` that parts less at the ends of the lines `held`, by their numbers from 0;
    `way` itself where there is none, or where it would tear a line: with gaps of 0.2 em between Han, or of 0.75 em
    between words.
    """
    parted = find_parted_ends(prepared, way) & held
    if not parted:
        return way
    search = Search(prepared)
    # Worse lines than such need only be looked at where the way itself has some.
    forward = Numbered(search, measure, 2 * LEEWAY if way.cost < LOOSE_COST else RUNT_COST, held=held)
    forward.begin((0, 0), NOWHERE)
    forward.go(0, search.count)
    count = len(way.ends)
    if count not in forward.states.get(search.count, ()):
        return way
    found = way_between(forward, (0, 0), (search.count, count))
    left = len(find_parted_ends(prepared, found) & held)
    found = replace(found, cost=found.cost - left * PARTED_END_COST, faults=found.faults - left)
    return found if left < len(parted) and found.cost < way.cost + LEEWAY else way
