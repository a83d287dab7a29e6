"""One objection of a preflight, as a value: by which rule, how grave, of what, and where on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from content.problems import Gravity


class Millimetres(NamedTuple):
    """A rectangle on the page, in millimetres from the upper left corner of the trim, y downward."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One objection.

    `rule` is the id of one of the rules, `page` counts from 1 and is None for what is
    the whole file's. `what` is a whole sentence, `hint` says what to do. `thing` names the object:
    `text “…”`, `picture P1`, `font SONG`, `object 12`. `story` is the title of the article or the figure of the file's
    own structure tree that it belongs to, where it has one. `objects` are the numbers of the objects at fault: they are
    not reported, and show which findings are of one fault.
    """

    rule: str
    severity: Gravity
    what: str
    hint: str
    thing: str = ""
    page: int | None = None
    place: Millimetres | None = None
    story: str | None = None
    objects: frozenset[int] = field(default=frozenset(), compare=False, repr=False)
