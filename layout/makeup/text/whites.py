"""What each text of a body asks for of white -> the lines of white over each, and which stand half a line higher.

Body lines stand on the grid. A quotation, verse or what else has a style of its own may stand half a line off it, where
it asks for half a line over and under it: both together are a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from content.marking.body import FormKind
from layout.plan.style import TypeStyle
from layout.plan.white import WhiteModel

TextKind = FormKind | Literal["subhead"]


@dataclass(frozen=True, slots=True)
class AskedWhite:
    """What a text asks for, in halves of a line: over and under it, as its style has it, else round all that stand
    together of its kind, and `between` them. One that is `free` may stand half a line off the grid.
    """

    kind: TextKind = "prose"
    above: int | None = None
    below: int | None = None
    around: int = 0
    between: int = 0
    free: bool = False

    def under(self, following: AskedWhite) -> int:
        """The white between this text and the one behind it: the larger of what the two ask for."""
        together = self.between if self.kind == following.kind else None
        sides = (
            (self.below, self.around if together is None else together),
            (following.above, following.around if together is None else together),
        )
        return max(around if own is None else own for own, around in sides)


ASKS_NOTHING = AskedWhite()
"""A text with no white of its own."""


@dataclass(frozen=True, slots=True)
class TextWhite:
    """Lines of white over a text, and whether it stands half a line higher than the grid's line."""

    lines: int = 0
    raised: bool = False


def ask_white(kind: TextKind, style: TypeStyle, white: WhiteModel, *, styled: bool) -> AskedWhite:
    """What a text of a kind and style asks for; `styled`: the copy names the style."""
    around = {
        "quotation": white.round_quotations_lines,
        "verse": white.round_verse_lines,
        "list": white.round_lists_lines,
    }.get(kind, 0)
    return AskedWhite(
        kind,
        above=_halves(style.white_above_lines),
        below=_halves(style.white_below_lines),
        around=round(2 * around),
        between=2 * white.between_stanzas_lines if kind == "verse" else 0,
        free=styled or kind not in ("prose", "subhead"),
    )


def space_texts(asked: Sequence[AskedWhite]) -> Iterator[TextWhite]:
    """The white over each text of a body. Where what is asked for would part it from the grid it is rounded up."""
    before: AskedWhite | None = None
    raised = 0
    for text in asked:
        if before is None:
            yield TextWhite()
        else:
            halves = before.under(text) - raised
            lines = -(-halves // 2)
            raised = 2 * lines - halves if text.free else 0
            yield TextWhite(lines, bool(raised))
        before = text


def _halves(lines: float | None) -> int | None:
    return None if lines is None else round(2 * lines)
