"""Made-up pages on which a desk objects to one thing, and how the tests look at them.

A level page has six columns of 100 pt with gutters of 10 pt, and 50 lines of 15 pt. On an upright one six dan of 100 pt
lie one below the other, and 40 lines of 15 pt run from the right.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from layout.objections.table import raise_objections
from layout.plan.objectiontable import OBJECTION_IDS, Objection, ObjectionLimits, Weight
from layout.publish import Outcome
from layout.scene import Scene
from tests.editions import HAN, Draft, block, paper_with, running, story

Blocks = list[dict[str, Any]]

UPRIGHT: dict[str, Any] = {"writing": "vertical", "lines": 40}


def fixed(**more: Any) -> dict[str, Any]:
    """The round paper, in which nothing is done to fit copy: heads and legs are as they are asked for, and no text runs
    on beneath a vertical head.
    """
    return paper_with(
        **{"headlines": {"steps_up": 0, "text_beneath": False}, "fit": {"mode": "strict"}, **more}
    )


def japanese(**more: Any) -> dict[str, Any]:
    """That paper set upright in Japanese."""
    return {**fixed(grid=UPRIGHT, **more), "lang": "ja"}


def head(count: int) -> str:
    """A headline of so many characters: 30 pt each."""
    return HAN[:count]


def copy(lines: int, em: int = 10) -> str:
    """A paragraph that fills so many lines of 10 em, with its indent of two."""
    return running(lines * em - 2)


def picture(name: str, columns: str, lines: str, **more: object) -> dict[str, Any]:
    return {"kind": "photo", "photo": name, "columns": columns, "lines": lines, **more}


def rule(columns: str, lines: str, **more: object) -> dict[str, Any]:
    return {"kind": "rule", "columns": columns, "lines": lines, **more}


def page(folder: Path, blocks: Blocks, stories: dict[str, str], **more: Any) -> Outcome:
    """A page of some blocks, set. Pictures are 1200 by 900 pixels."""
    photos = more.get("photos", {})
    pictures = {sheet["file"]: (1200, 900) for sheet in photos.values()}
    return Draft(blocks, stories, pictures=pictures, **{"paper": fixed(), **more}).set(folder)


def found(scene: Scene, id: str, **limits: Any) -> list[Objection]:
    """What is objected to under one id alone."""
    weights: dict[str, Weight] = {one: "warning" if one == id else "off" for one in OBJECTION_IDS}
    return [*raise_objections(scene, weights, ObjectionLimits(**limits))]


def all_found(scene: Scene, **weights: Weight) -> list[str]:
    """The ids of all that is objected to, by the language's weights but for those given."""
    given = {name.replace("_", "-"): weight for name, weight in weights.items()}
    return [one.id for one in raise_objections(scene, given, ObjectionLimits())]


def two_heads(*ends: str, **second: object) -> tuple[Blocks, dict[str, str]]:
    """Two stories side by side, with heads of nine characters."""
    first, other = ends or ("1-10", "1-10")
    blocks = [block("a", "1-3", first), block("b", "4-6", other, **second)]
    return blocks, {name: story(head(9), copy(18)) for name in "ab"}


def rows(*blocks: tuple[str, str, str], size: int = 4) -> tuple[Blocks, dict[str, str]]:
    """Stories that fill their areas: name, columns, lines; heads of `size` characters, three lines deep."""
    stories = {}
    for name, columns, lines in blocks:
        first, _, last = columns.partition("-")
        top, _, foot = lines.partition("-")
        legs = int(last or first) - int(first) + 1
        stories[name] = story(head(size), copy(legs * (int(foot) - int(top) - 2)))
    return [block(name, columns, lines) for name, columns, lines in blocks], stories
