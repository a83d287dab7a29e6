"""The set pages of a golden and of today -> what differs by itself on each page, with what only followed from it.

A character more moves every line behind it, in its leg, the next leg, the next page. So lines are compared as flows:
what a flow says otherwise is a cause; lines of it that say the same at another place follow from that. What changed in
a block where no cause is, is a cause of its own, one for all that changed alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.golden.causes import sentences
from layout.golden.causes.blockcauses import find_block_causes
from layout.golden.causes.boxes import boxes_of
from layout.golden.causes.consequences import line_of, share_out
from layout.golden.causes.ledger import Cause, Consequence, Ledger, Order
from layout.golden.causes.textcauses import find_text_causes
from layout.golden.rows import SetPage
from layout.golden.verdict import Following, FollowingChange, SceneDifference
from layout.scene import Mpt


def find_causes(
    golden: Sequence[SetPage], now: Sequence[SetPage], slack: Mpt = 0
) -> dict[str, tuple[SceneDifference, ...]]:
    """The differences of all pages that are on both sides, by the page's name, in reading order.

    Pages that are on one side alone are only looked at for lines that went there or came from there. A shift of at
    most `slack` is none: what reads foreign PDFs rounds.
    """
    ledger = Ledger(golden, now, slack)
    find_text_causes(ledger)
    find_block_causes(ledger)
    share_out(ledger)
    found: dict[str, list[tuple[Order, SceneDifference]]] = {name: [] for name in ledger.pages}
    for cause in ledger.causes:
        for page, difference in _tell_pages(ledger, cause):
            found[page].append((cause.order, difference))
    return {
        page: tuple(difference for _, difference in sorted(rows, key=lambda row: row[0]))
        for page, rows in found.items()
    }


_TOUCHING = (0, -1, 1)


def _tell_pages(ledger: Ledger, cause: Cause) -> Iterator[tuple[str, SceneDifference]]:
    """The difference with what followed on its page, and one for each further page that it reached."""
    own = cause.difference
    by_page: dict[str, list[Consequence]] = {own.page: []}
    for consequence in cause.followed:
        by_page.setdefault(consequence.page, []).append(consequence)
    for page, consequences in by_page.items():
        followed = tuple(_following(ledger, consequences))
        if page == own.page:
            told = replace(own, followed=followed)
            said = told.sentence or sentences.say_cause(told, ledger.leading(cause.block))
            yield page, replace(told, sentence=said + sentences.say_consequences(told))
            continue
        block = consequences[0].block
        line = line_of(ledger, consequences[0])
        reached = SceneDifference(
            "moved",
            page,
            "",
            block=block.shown,
            story=block.story,
            part=consequences[0].row.role,
            leg=line.leg if line is not None and line.in_legs else None,
            line=line.line if line is not None else None,
            count=0,
            followed=followed,
        )
        yield page, replace(reached, sentence=sentences.say_reached(reached, own))


def _following(ledger: Ledger, consequences: Sequence[Consequence]) -> Iterator[Following]:
    groups: dict[tuple[FollowingChange, bool, Mpt, Mpt], list[Consequence]] = {}
    for consequence in consequences:
        kind = consequence.change, consequence.row.kind == "line"
        # Shifts that differ by rounding alone are one: of what shares a cell of the slack, or cells that touch.
        step = ledger.slack or 1
        cell = [length // step for length in consequence.shift]
        near = [(*kind, cell[0] + across, cell[1] + along) for across in _TOUCHING for along in _TOUCHING]
        key = next((key for key in near if ledger.slack and key in groups), near[0])
        groups.setdefault(key, []).append(consequence)
    for (change, is_line, *_), members in groups.items():
        right, down = members[0].shift
        leading = ledger.leading(members[0].block)
        vertical = members[0].row.vertical
        along, across = (-right, down) if vertical else (down, right)
        whole = bool(leading) and not across and along % leading == 0
        yield Following(
            change,
            "lines" if is_line else "items",
            len(members),
            right,
            down,
            along // leading if whole else 0,
            boxes_of(member.row for member in members),
            boxes_of(member.was for member in members),
        )
