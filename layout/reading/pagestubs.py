"""A page that can't be read -> its stub: the page's name, and what it shows as far as that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from layout.plan.blocks import BLOCK_MODELS, Block, kinds_of
from layout.plan.things import ThingKind

SHOWN_KEYS: dict[str, ThingKind] = {
    model.shown_key: model.shown_kind for model in BLOCK_MODELS if model.shown_kind is not None
}
"""The keys of blocks that name what they show, with the kind of it."""

_KEYS_OF = {
    kind: (model.shown_key,) if model.shown_kind is not None else ()
    for model in BLOCK_MODELS
    for kind in kinds_of(model)
}
_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-]{0,19}\Z")


@dataclass(frozen=True, slots=True)
class PageStub:
    """A page's name, and blocks of one cell that show what is on it."""

    name: str
    blocks: tuple[Block, ...]


def stub_of(page: Any) -> PageStub | None:
    """A page that was parsed as a stub; None for one without a name."""
    name = page.get("name") if isinstance(page, dict) else None
    if not isinstance(name, str) or not _NAME.match(name):
        return None
    blocks = page.get("blocks")
    return PageStub(name, tuple(stub_blocks(blocks if isinstance(blocks, list) else [])))


def stub_blocks(blocks: Iterable[Any]) -> Iterator[Block]:
    """What blocks show, in blocks of one cell. One of no known kind shows what any of its keys names."""
    for block in blocks:
        if not isinstance(block, dict):
            continue
        jumps = {key: block.get(key) for key in ("jump_to", "jump_from") if isinstance(block.get(key), str)}
        kind = block.get("kind")
        for key in _KEYS_OF.get(kind, SHOWN_KEYS) if isinstance(kind, str) else SHOWN_KEYS:
            names, thing = block.get(key), SHOWN_KEYS[key]
            for name in names if isinstance(names, list) else (names,):
                values = {"kind": thing, thing: name, "columns": 1, "lines": 1}
                found = _block({**values, **jumps} if thing == "story" else values) or _block(values)
                yield from () if found is None else (found,)


def _block(values: dict[str, Any]) -> Block | None:
    try:
        return _BLOCK.validate_python(values)
    except ValidationError:
        return None
