"""An initial and the places of the lines beside it -> why it can't stand there, or nothing.

It stands beside any lines of its paragraph that begin at one edge, one below the other. They need not be of one length:
something may stand behind some of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.makeup.legs.ground import Slot
from layout.makeup.text.initial import Initial
from layout.scene import Mpt


@dataclass(frozen=True, slots=True)
class NoInitial:
    """Why an initial can't stand where it should, and what to do."""

    what: str
    hint: str


def find_no_initial(initial: Initial, beside: Sequence[Slot], least: Mpt, em: Mpt) -> NoInitial | None:
    """Why an initial has no place beside these lines, of which its paragraph has all. `least` is the shortest line that
    the paper allows, `em` the body's.
    """
    fewer = "give it fewer lines (`drop_cap`)"
    narrowest = min((slot.width for slot in beside), default=0)
    if not initial.single and 2 * initial.line.width > narrowest > 0:
        what = f"would be “{initial.letter}”, which is not parted, and takes over half of its lines"
        return NoInitial(what, f"begin the story with another word, {fewer}, or make its legs wider")
    if len(beside) < initial.lines:
        what = (
            f"is {initial.lines} lines deep, and its paragraph has {len(beside)} to stand beside in its leg"
        )
        return NoInitial(what, f"{fewer}, or lengthen its paragraph")
    if beside[-1].line - beside[0].line != initial.lines - 1:
        what = f"is {initial.lines} lines deep, and its leg ends, or something stands across it, before that"
        return NoInitial(what, f"{fewer}, or give the leg more lines there")
    if any(slot.x != beside[0].x for slot in beside):
        what = "finds no lines that begin at one edge: something stands before some of them"
        return NoInitial(what, f"move what stands there, or {fewer}")
    if narrowest - initial.less < least:
        what = (
            f"leaves {max(0, narrowest - initial.less) / em:.1f} em to a line beside it, and the paper's "
            f"shortest line has {least / em:.1f} (`least_measure_em`)"
        )
        return NoInitial(what, f"{fewer}, or make the leg wider there")
    return None
