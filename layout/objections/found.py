"""What a check finds -> an objection of the page, before anyone has said how grave it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from layout.objections.seen import Seen
from layout.plan.objectiontable import OBJECTIONS, Objection
from layout.scene import Mpt, Rect

Check = Callable[[Seen], Iterator[Objection]]
"""A check looks at one page. Each objection of it is a `note` until a paper's weights are put on it."""


def objection(
    seen: Seen, id: str, blocks: Sequence[str], places: Sequence[Rect], words: tuple[str, str]
) -> Objection:
    """An objection; `words` are its message and its hint."""
    message, hint = words
    return Objection(
        id=id,
        severity="note",
        page=seen.page.name,
        blocks=tuple(dict.fromkeys(blocks)),
        places=tuple(places),
        message=message,
        hint=hint,
        source=OBJECTIONS[id].source,
    )


def millimetres(length: Mpt) -> str:
    """A length as messages have it: `12.5 mm`."""
    return f"{length * 25.4 / 72_000:.1f} mm"


def points(length: Mpt) -> str:
    """A size of type as messages have it: `10.5 pt`."""
    return f"{length / 1000:g} pt"
