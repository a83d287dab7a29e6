"""The marks of a list's entries -> how far its text hangs behind them, and each mark set before its text.

A mark ends right before the text, as numbers are aligned on their point. The text hangs on whole ems: as far in as the
first line of a paragraph, where the marks have room there, so that both begin at one edge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from content.marking.body import BodyBlock, Paragraph, Text
from content.marking.inlines import MOST_UPRIGHT
from layout.makeup.text.text import Copy, Look, natural_width, set_one_line
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.scene import Mpt
from layout.typeset import SetLine

GAP_EM = 0.25
"""White between a mark and the text, at least, but behind one that has white of its own (①, 一、)."""

_ENDS_IN_WHITE = "、．）"


@dataclass(frozen=True, slots=True)
class EntryMark:
    """The mark of an entry, which ends `room` behind the start of the entry's line."""

    text: str
    copy: Copy
    dress: Dress
    room: Mpt

    @property
    def look(self) -> Look:
        return Look("list", {0: self.dress.ink}, self.copy, self.dress.vertical)

    def set_mark(self) -> SetLine:
        return set_one_line(word_mark(self.text, self.dress), self.dress, self.room, "end")


def gap_behind(mark: str, dress: Dress) -> Mpt:
    """The white between a mark and its text: none behind one which has its own."""
    circled = len(mark) == 1 and mark.isalnum()
    return 0 if circled or mark[-1] in _ENDS_IN_WHITE else round(GAP_EM * dress.em)


def word_mark(mark: str, dress: Dress) -> Wording:
    """A mark as it is set: a number of a vertical line stands upright in an em, with its point (縦中横)."""
    upright = dress.vertical and mark.isascii() and mark[:1].isdigit() and len(mark) <= MOST_UPRIGHT
    return Wording(mark, inlines=(Text(mark, mark="tcy"),) if upright else ())


def dress_mark(mark: str, dress: Dress) -> Dress:
    """The dress of a mark: a bullet stands in the face of strong text, since that of a text face is hardly seen."""
    return dress if any(map(str.isalnum, mark)) else replace(dress, font=dress.strong)


def find_hangs(body: Sequence[BodyBlock], dresses: Mapping[int, Dress]) -> dict[int, tuple[int, ...]]:
    """By the number of each part of a list: the ems that its text hangs behind its marks, and for one in a list in that
    the ems of both. All lists that follow each other hang alike. `dresses` are those of the parts of lists.
    """
    found: dict[int, tuple[int, ...]] = {}
    run: list[int] = []
    for number in range(len(body) + 1):
        if number in dresses:
            run.append(number)
            continue
        ems = [0, 0]
        for at in run:
            part, dress = body[at], dresses[at]
            if isinstance(part, Paragraph) and part.entry is not None:
                mark = part.entry.text
                own = dress_mark(mark, dress)
                wide = natural_width(word_mark(mark, own), own) + gap_behind(mark, dress)
                depth = part.form.depth - 1
                ems[depth] = max(ems[depth], -(-wide // dress.em))
        for at in run:
            style = dresses[at].style
            first = max(ems[0], round(max(style.hanging_em, style.indent_em)))
            found[at] = (first, ems[1])[: depth_of(body[at])]
        run = []
    return found


def depth_of(part: BodyBlock) -> int:
    """How deep in lists a part of one is."""
    return part.form.depth if isinstance(part, Paragraph) else 1
