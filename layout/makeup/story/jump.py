"""A story that goes on on another page (转版) -> its jump lines, and where its copy is cut: at a sentence's end."""

from __future__ import annotations

import re

from layout.makeup.desk import BlockMakeup, BlockSpot, Cut, Desk, Jump
from layout.makeup.story.fit_copy import make_story
from layout.makeup.story.page_stories import TextBlock, find_part_before, make_stories
from layout.makeup.story.turned import make_in_writing
from layout.plan.blocks import CopyBlock
from layout.plan.edition import PageModel

_WORDS = {
    "zh-Hans": ("（下转第{number}版）", "（上接第{number}版）"),
    "zh-Hant": ("（下轉第{number}版）", "（上接第{number}版）"),
    "ja": ("（{number}面に続く）", "（{number}面から続く）"),
    "ko": ("{number}면에 계속", "{number}면에서 계속"),
    "en": ("Continued on {page}", "From {page}"),
}
"""Jump lines by language: to the other page, and from it."""


def jump_of(block: CopyBlock, page: str, desk: Desk) -> Jump:
    """How a block is one of the parts of a story. For a later one those before are made up here, to know where it
    begins: so no page waits for another.
    """
    to = "" if block.jump_to is None else _words(block.jump_to, desk, back=False)
    if block.jump_from is None:
        return Jump(to)
    before = find_part_before(block, page, desk)
    begin = None if before is None else _find_cut(before[0], before[1], desk)
    return Jump(to, _words(block.jump_from, desk, back=True), begin)


def _find_cut(page: PageModel, name: str, desk: Desk) -> Cut | None:
    """Where a part of a story is cut, made up as it is on its own page, and so from where the one before it is."""
    there = desk.at_page(page)

    def make(block: TextBlock, own: Desk, spot: BlockSpot) -> BlockMakeup:
        return make_in_writing(make_story, block, own, spot, jump_of(block, page.name, there))

    return make_stories(page, there, make, only=name).made[name].cut


def _words(page: str, desk: Desk, *, back: bool) -> str:
    """A jump line. The number is that at the end of the page's name, as papers number their pages."""
    model, lang = desk.paper.jumps, desk.paper.lang
    own = model.back if back else model.to
    known = next((words for tag, words in _WORDS.items() if lang.startswith(tag)), _WORDS["en"])
    text = own if own is not None else known[back]
    digits = re.search("[0-9]+$", page)
    return text.replace("{page}", page).replace("{number}", str(int(digits[0])) if digits else page)
