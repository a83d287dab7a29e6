"""What an edition's folder holds for blocks to show: stories, photos, advertisements and tables, each in its folder."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

ThingKind = Literal["story", "photo", "advert", "table"]


class Shown(NamedTuple):
    """A thing of an edition's folder that a block shows: its kind and its id."""

    kind: ThingKind
    id: str


FOLDERS: Final[dict[ThingKind, tuple[str, str]]] = {
    "story": ("stories", ".md"),
    "photo": ("photos", ".yaml"),
    "advert": ("adverts", ".yaml"),
    "table": ("tables", ".yaml"),
}
"""The folder that holds one file for each thing of a kind, and how those files end."""

POOLED: Final[tuple[ThingKind, ...]] = ("story", "photo", "table")
"""Kinds of things that may wait in the pool (稿库). An advertisement is an order: a block must show it."""
