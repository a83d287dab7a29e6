"""The references among the objects of a kit -> a fault where they go round, lie too deep, or paint without end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from content.pdf.unreadable import Unreadable

DEEPEST: Final = 60
"""Objects one within the other. Renderers give up, or fall over, at some such depth."""

MOST_PAINTED: Final = 64_000_000
"""Bytes of operators that are carried out, those of a form as often as it is painted. As many operators as
the preflight looks through on a page are a quarter of it.
"""

MOST_FORMS: Final = 5_000
"""Forms, patterns and the like that are painted, each as often as it is. The preflight looks through as many."""


def check_graph(edges: Mapping[int, Mapping[int, int]], painted: Mapping[int, int]) -> None:
    """Raises Unreadable for a form that paints itself, by whatever way round, and for forms within forms that come
    to more than any page has. The graph's root is 0.

    What belongs to a picture has no way back: where a reference goes round, painting would.
    """
    cost: dict[int, int] = {}
    depth: dict[int, int] = {}
    forms: dict[int, int] = {}
    on_way: set[int] = set()
    stack = [0]
    while stack:
        number = stack[-1]
        if number in cost:
            stack.pop()
            continue
        if number not in on_way:
            on_way.add(number)
            for target in edges.get(number, {}):
                if target in on_way:
                    raise Unreadable("has a form, pattern or font that paints itself")
                if target not in cost:
                    stack.append(target)
            continue
        stack.pop()
        on_way.remove(number)
        below = edges.get(number, {})
        forms[number] = (number in painted) + sum(forms[target] * times for target, times in below.items())
        cost[number] = painted.get(number, 0) + sum(cost[target] * times for target, times in below.items())
        depth[number] = 1 + max((depth[target] for target in below), default=0)
        if depth[number] > DEEPEST:
            raise Unreadable(f"has objects nested over {DEEPEST} deep")
        if cost[number] > MOST_PAINTED or forms[number] > MOST_FORMS:
            raise Unreadable("paints forms within forms without end")
