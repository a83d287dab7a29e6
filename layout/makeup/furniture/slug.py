"""An edition's paper, date and page -> the slug: the line outside the trim that says which plate this is.

The line itself is in registration colour, so that it is on every plate; the name of each ink is in that ink alone, so
that each plate shows its own name and no other.
"""

from __future__ import annotations

from typing import Final

from layout.makeup.desk import Desk
from layout.makeup.text.text import Look, natural_width, place_line, set_one_line
from layout.plan.edition import Edition
from layout.plan.grid import ascent
from layout.scene import Ink, Line, Mpt, Rect, Region, spot_ink
from layout.scene.geometry import millimetres

SIZE_PT: Final = 8.0
REGISTRATION: Final = spot_ink("All")

_FROM: Final[Mpt] = millimetres(12)
"""From the trim's left edge: clear of the crop marks of any bleed."""

_BELOW: Final[Mpt] = millimetres(5)
"""White between the bleed and the line."""

_PROCESS: Final = (
    ("Cyan", Ink(100, 0, 0, 0)),
    ("Magenta", Ink(0, 100, 0, 0)),
    ("Yellow", Ink(0, 0, 100, 0)),
    ("Black", Ink(0, 0, 0, 100)),
)


def make_slug(edition: Edition, page: str, desk: Desk) -> tuple[Region, ...]:
    """The slug's region under the page's foot, as wide as its text; none where the plant wants none."""
    press = desk.paper.press
    if "slug" not in press.printer_marks:
        return ()
    dress = desk.body.running(vertical=False).at_size(SIZE_PT)
    top = desk.grid.trim[1] + millimetres(press.bleed) + _BELOW
    baseline = top + ascent(dress.em_depth)
    x = _FROM
    lines: list[Line] = []
    for text, ink in _pieces(edition, page):
        width = max(1, natural_width(text, dress))
        line = set_one_line(text, dress, width, "start")
        lines.append(place_line(line, x, baseline, Look("slug", {0: ink}, None)))
        x += width + dress.em
    frame = Rect(_FROM, top, x - _FROM, dress.em_depth)
    return (Region("slug", "slug", None, desk.paper.lang, frame, tuple(lines)),)


def _pieces(edition: Edition, page: str) -> list[tuple[str, Ink]]:
    model, paper = edition.model, edition.paper
    issued = model.date.isoformat() + (f" {model.time:%H:%M}" if model.time is not None else "")
    pieces = [(text, REGISTRATION) for text in (paper.name, issued, page)]
    spots = dict.fromkeys(ink.spot for ink in paper.inks.values() if ink.spot is not None)
    return [*pieces, *_PROCESS, *((name, spot_ink(name)) for name in sorted(spots))]
