"""A small daily of two pages that tests plant changes in, and what its pages say in a golden's words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from layout.golden.causes import find_causes
from layout.golden.rows import SetPage, read_rows
from layout.scene.astext import scene_text
from tests.editions import Draft, block, prose, story

Plant = Callable[[Draft], object]


def daily() -> Draft:
    """Page A01: a folio, story a in three legs, story b, which goes on on A02, and a photo."""
    front = [
        {"kind": "folio", "columns": "1-6", "lines": "1-2", "left": "11月25日", "right": "A01"},
        block("a", "1-3", "3-30"),
        block("b", "4-6", "3-20", jump_to="A02"),
        {"kind": "photo", "photo": "p", "columns": "1-3", "lines": "32-48"},
    ]
    back = [block("b", "1-3", "3-20", jump_from="A01")]
    return Draft(
        pages=[{"name": "A01", "blocks": front}, {"name": "A02", "blocks": back}],
        stories={"a": story("东闸开闸", prose(500), deck="副题一行"), "b": story("西闸", prose(640))},
        photos={"p": {"file": "p.jpg", "caption": "图说一句话。", "credit": "某某摄"}},
        pictures={"p.jpg": (1200, 800)},
    )


def planted(plant: Plant) -> Draft:
    """The daily with a change."""
    draft = daily()
    plant(draft)
    return draft


def read_pages(draft: Draft, folder: Path) -> list[SetPage]:
    """The pages of an edition as a golden has them."""
    scene = draft.set(folder).made.scene
    return [read_rows(scene_text(page), page.name) for page in scene.pages]


def tell(golden: list[SetPage], now: list[SetPage]) -> list[str]:
    """All sentences of a comparison of scenes, page by page."""
    return [one.sentence for found in find_causes(golden, now).values() for one in found]
