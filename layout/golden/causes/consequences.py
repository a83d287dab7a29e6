"""What changed without saying anything new -> given to the cause that it followed from, or a cause of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

from layout.golden.causes.blockcauses import tell_apart
from layout.golden.causes.boxes import MOST_BOXES, boxes_of
from layout.golden.causes.flows import FlowKey, FlowLine
from layout.golden.causes.ledger import Cause, Consequence, Ledger
from layout.golden.rows import SetBlock, SetRow
from layout.golden.verdict import FollowingChange, SceneChange, SceneDifference
from layout.scene import Mpt, Rect

NEAR: Mpt = 20_000
"""How far a rule beside a block may be from it and still belong to it: a gutter."""

MOST_PUSHED = 50
"""Blocks of a page among which it is asked which pushed which."""


_CHIEF: Mapping[FollowingChange, SceneChange] = {
    "moved": "moved",
    "to another leg": "moved",
    "to another block": "moved",
    "rebroken": "rebroken",
    "redrawn": "drawn",
}
"""What a change is called where nothing is found that it followed from."""


def share_out(ledger: Ledger) -> None:
    """Gives each consequence to its cause. What no cause explains becomes one, all that changed alike together."""
    ledger.causes.sort(key=lambda cause: cause.order)
    index = _Index(ledger.causes)
    own: dict[int, list[Consequence]] = {}
    for consequence in ledger.consequences:
        cause = index.cause_of(consequence)
        if cause is not None:
            cause.followed.append(consequence)
        else:
            own.setdefault(id(consequence.block), []).append(consequence)
    for members in own.values():
        _add_cause(ledger, members)
    _push_blocks(ledger)
    _fold_styles(ledger)


def line_of(ledger: Ledger, consequence: Consequence) -> FlowLine | None:
    """The line that a consequence is about, None for what is no line."""
    flow = ledger.flows[1].get(consequence.flow) if consequence.flow is not None else None
    return flow.line_at(consequence.at) if flow is not None else None


def _add_cause(ledger: Ledger, members: list[Consequence]) -> None:
    """Adds the cause of what changed in a block by itself: what is new or gone in it, or what most things did; the rest
    follows from that.
    """
    groups: dict[tuple[object, ...], list[Consequence]] = {}
    for member in members:
        alike = (member.side, member.change, member.shift, member.row.kind == "line")
        groups.setdefault(alike, []).append(member)
    chief = max(groups.values(), key=lambda group: (group[0].side != "both", len(group)))
    first = chief[0]
    ledger.add(_tell_chief(chief, line_of(ledger, first)), first.block, first.order[2])
    for group in groups.values():
        if group is not chief:
            ledger.causes[-1].followed += group


def _tell_chief(members: list[Consequence], line: FlowLine | None) -> SceneDifference:
    first = members[0]
    right, down = first.shift
    was = [member.was for member in members if member.side != "now"]
    now = [member.row for member in members if member.side != "golden"]
    texts = ("", "")
    if first.side != "both" or (len(members) == 1 and first.change != "moved"):
        texts = tell_apart(was[0] if was else None, now[0] if now else None)
    change = _CHIEF[first.change]
    if first.side != "both":
        change = "added" if first.side == "now" else "removed"
    return SceneDifference(
        change,
        first.page,
        "",
        block=first.block.shown,
        story=first.block.story,
        part=first.row.role,
        leg=line.leg if line is not None and line.in_legs else None,
        line=line.line if line is not None else None,
        was=texts[0],
        now=texts[1],
        right=right,
        down=down,
        count=len(members),
        was_boxes=boxes_of(was),
        boxes=boxes_of(now),
    )


class _Index:
    """Causes in reading order, to be found by where they are: a page may have thousands of consequences."""

    def __init__(self, causes: Iterable[Cause]) -> None:
        self.flows: dict[FlowKey, list[Cause]] = {}
        self.blocks: dict[int, list[Cause]] = {}
        self.stories: dict[str, list[Cause]] = {}
        self.pages: dict[str, list[Cause]] = {}
        for cause in causes:
            if cause.flow is not None:
                self.flows.setdefault(cause.flow, []).append(cause)
            if cause.difference.story is not None:
                self.stories.setdefault(cause.difference.story, []).append(cause)
            self.blocks.setdefault(id(cause.block), []).append(cause)
            self.pages.setdefault(cause.difference.page, []).append(cause)
        for in_flow in self.flows.values():
            in_flow.sort(key=lambda cause: cause.at)

    def cause_of(self, consequence: Consequence) -> Cause | None:
        """The block's own move, if it went along; else the last cause before it in its flow, or the first behind it:
        legs are levelled, so that lines before a change move as well. Then one of its block or story, or beside it.
        """
        own = self.blocks.get(id(consequence.block), [])
        for cause in own:
            difference = cause.difference
            if difference.change == "moved" and (difference.right, difference.down) == consequence.shift != (
                0,
                0,
            ):
                return cause
        in_flow = self.flows.get(consequence.flow, []) if consequence.flow is not None else []
        if in_flow:
            return in_flow[max(0, bisect_right(in_flow, consequence.at, key=lambda cause: cause.at) - 1)]
        near = own or (
            self.stories.get(consequence.block.story, []) if consequence.block.story is not None else []
        )
        if not near and consequence.row.kind != "line":
            near = [
                cause
                for cause in self.pages.get(consequence.page, [])
                if _is_near(consequence.row.rect, cause.block.frame, NEAR)
            ]
        if not near:  # a block put into a story, or taken out of it, makes its lines move
            near = [
                cause
                for cause in self.pages.get(consequence.page, [])
                if cause.difference.part is None
                and cause.difference.change in ("added", "removed")
                and _is_near(cause.block.frame, consequence.block.frame, 0)
            ]
        if not near:
            return None
        return near[max(0, bisect_right(near, consequence.order, key=lambda cause: cause.order) - 1)]


def _push_blocks(ledger: Ledger) -> None:
    """A block that moved as far as the lower edge of one above it did, was pushed by what moved the edge."""
    edges: dict[tuple[str, Mpt], list[tuple[SetBlock, SetBlock]]] = {}
    for page, was, now in ledger.matched:
        if was is not None and now is not None and was.frame.bottom != now.frame.bottom:
            edges.setdefault((page, now.frame.bottom - was.frame.bottom), []).append((was, now))
    causes = _Index(ledger.causes).blocks
    pushed: set[int] = set()
    for cause in ledger.causes:
        difference = cause.difference
        if (
            difference.change != "moved"
            or difference.part is not None
            or difference.right
            or not difference.down
        ):
            continue
        frame = cause.block.frame
        for was, now in edges.get((difference.page, difference.down), [])[:MOST_PUSHED]:
            above = now is not cause.block and was.frame.bottom <= frame.y - difference.down
            across = now.frame.x < frame.right and frame.x < now.frame.right
            pushing = [other for other in causes.get(id(now), []) if id(other) not in pushed]
            if above and across and pushing:
                row = SetRow("box", cause.block.kind, "", "", frame)
                old = replace(row, rect=replace(frame, y=frame.y - difference.down))
                block = Consequence(cause.order, difference.page, cause.block, "moved", row, old)
                pushing[0].followed += [block, *cause.followed]
                pushed.add(id(cause))
                break
    ledger.causes = [cause for cause in ledger.causes if id(cause) not in pushed]


def _fold_styles(ledger: Ledger) -> None:
    """One cause for the same change of type in many blocks of a page."""
    first: dict[tuple[str, str, str], Cause] = {}
    kept: list[Cause] = []
    for cause in sorted(ledger.causes, key=lambda cause: cause.order):
        difference = cause.difference
        earlier = cause
        if difference.change == "style":
            earlier = first.setdefault((difference.page, difference.was, difference.now), cause)
        if earlier is cause:
            kept.append(cause)
            continue
        earlier.difference = replace(
            earlier.difference,
            count=earlier.difference.count + difference.count,
            was_boxes=(*earlier.difference.was_boxes, *difference.was_boxes)[:MOST_BOXES],
            boxes=(*earlier.difference.boxes, *difference.boxes)[:MOST_BOXES],
        )
        earlier.followed += cause.followed
    ledger.causes = kept


def _is_near(rect: Rect, frame: Rect, gap: Mpt) -> bool:
    """Whether something is over a frame, or not farther from it than a gap."""
    return (
        rect.x < frame.right + gap
        and frame.x < rect.right + gap
        and rect.y < frame.bottom + gap
        and frame.y < rect.bottom + gap
    )
