"""All that a file is held against -> the looks that are taken at it, and the table of their rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf

from layout.preflight import painted
from layout.preflight.file import boxes, forbidden, identity, intent, level, metadata, opened, packing
from layout.preflight.finding import Finding
from layout.preflight.ink import cover
from layout.preflight.plant import Plant
from layout.preflight.rule import Rule
from layout.preflight.tags import checks as tags

Check = Callable[[pikepdf.Pdf, Plant], Iterable[Finding]]
"""A look at an open file, which a plant is to print."""

FAILED: Final = Rule("check-failed", "error", "Every rule can be held against the file.", "practice")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a file: what at (`boxes`), the check, and the rules that it holds."""

    at: str
    check: Check
    rules: tuple[Rule, ...]


LOOKS: Final[tuple[Look, ...]] = (
    Look("level", level.check_level, level.RULES),
    Look("identity", identity.check_identity, identity.RULES),
    Look("metadata", metadata.check_metadata, metadata.RULES),
    Look("output intent", intent.check_intent, intent.RULES),
    Look("page boxes", boxes.check_boxes, boxes.RULES),
    Look("forbidden things", forbidden.check_forbidden, forbidden.RULES),
    Look("streams", packing.check_packing, packing.RULES),
    Look("content and fonts", painted.check_painted, painted.RULES),
    Look("tags", tags.check_structure, tags.RULES),
)
"""The looks at an open file, in the order in which they are taken. Opening it and measuring its ink are others."""


def table(looks: Sequence[Look] = LOOKS) -> tuple[Rule, ...]:
    """Every rule once, in the order of the looks; what two looks hold in common stands with the first.

    Raises ValueError where two rules that differ have one id.
    """
    rules = [*opened.RULES, FAILED, *(rule for look in looks for rule in look.rules), *cover.RULES]
    found: dict[str, Rule] = {}
    for rule in rules:
        if found.setdefault(rule.id, rule) != rule:
            raise ValueError(f"two rules are called {rule.id}")
    return tuple(found.values())
