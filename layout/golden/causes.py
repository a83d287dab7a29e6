"""The set pages of a golden and of today -> what differs by itself on each page, with what only followed from it.

A character more moves every line behind it, in its leg, the next leg, the next page. So lines are compared as flows:
what a flow says otherwise is a cause; lines of it that say the same at another place follow from that. What changed in
a block where no cause is, is a cause of its own, one for all that changed alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import TypedDict, assert_never

from layout.golden import sentences
from layout.golden.flows import Flow, FlowKey, FlowLine, find_flows
from layout.golden.matching import match_blocks, match_things
from layout.golden.rows import SetBlock, SetPage, SetRow
from layout.golden.textedits import Edit, find_edits
from layout.golden.verdict import BoxMm, Following, FollowingChange, SceneChange, SceneDifference
from layout.scene import Mpt, Rect

NEAR: Mpt = 20_000
"""How far a rule beside a block may be from it and still belong to it: a gutter."""

MOST_BOXES = 5_000
"""Places that are given of one cause."""


@dataclass(slots=True)
class _Cause:
    """A cause while what followed from it is gathered. `order` is its place in reading order: page, block, row."""

    order: tuple[int, int, int]
    difference: SceneDifference
    block: SetBlock | None
    flow: FlowKey | None = None
    at: int = 0
    followed: list[_Fact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something that has the same content and changed otherwise. `at` is its place in its flow."""

    order: tuple[int, int, int]
    page: str
    block: SetBlock
    change: FollowingChange
    row: SetRow
    was: SetRow
    flow: FlowKey | None = None
    at: int = 0

    @property
    def shift(self) -> tuple[Mpt, Mpt]:
        if self.change != "moved":
            return 0, 0
        was, now = self.was.corner, self.row.corner
        return now[0] - was[0], now[1] - was[1]


def find_causes(
    golden: Sequence[SetPage], now: Sequence[SetPage], slack: Mpt = 0
) -> dict[str, tuple[SceneDifference, ...]]:
    """The differences of all pages that are on both sides, by the page's name, in reading order.

    Pages that are on one side alone are only looked at for lines that went there or came from there. A shift of at
    most `slack` is none: what reads foreign PDFs rounds.
    """
    return _Desk(golden, now, slack).find()


class _Where(TypedDict):
    """Where a line is, as a difference has it."""

    block: str | None
    story: str | None
    part: str
    leg: int | None
    line: int


class _Desk:
    """Where two versions of the same pages are laid side by side."""

    def __init__(self, golden: Sequence[SetPage], now: Sequence[SetPage], slack: Mpt) -> None:
        self.slack = slack
        old, new = ({page.name: page for page in pages} for pages in (golden, now))
        self.pages = [name for name in new if name in old]
        self.golden = [page for page in golden if page.name in new]
        self.causes: list[_Cause] = []
        self.facts: list[_Fact] = []
        self.places: dict[tuple[str, int], tuple[int, int]] = {}
        for number, page in enumerate(now):
            for at, block in enumerate(page.blocks):
                self.places[page.name, id(block)] = (number, at)
        self.matched: list[tuple[str, SetBlock | None, SetBlock | None]] = []
        for name in self.pages:
            pairs = match_blocks(old[name].blocks, new[name].blocks)
            self.matched += [(name, was, is_) for was, is_ in pairs]
        self.twins = {id(was): is_ for _, was, is_ in self.matched if was is not None}
        names = {id(was): is_.id for _, was, is_ in self.matched if was is not None and is_ is not None}
        self.flows = find_flows(golden, names), find_flows(now, {})

    def find(self) -> dict[str, tuple[SceneDifference, ...]]:
        self._blocks()
        self._texts()
        for page, was, now in self.matched:
            if was is not None and now is not None:
                self._things(page, was, now)
        self._share_out()
        found: dict[str, list[tuple[tuple[int, int, int], SceneDifference]]] = {
            name: [] for name in self.pages
        }
        for cause in self.causes:
            for page, difference in self._told(cause):
                found[page].append((cause.order, difference))
        return {
            page: tuple(difference for _, difference in sorted(rows, key=lambda row: row[0]))
            for page, rows in found.items()
        }

    def _order(self, page: str, block: SetBlock, row: int = 0) -> tuple[int, int, int]:
        number, at = self.places.get((page, id(block)), (len(self.pages), 0))
        return number, at, row

    def _add(
        self, order: tuple[int, int, int], block: SetBlock | None, difference: SceneDifference
    ) -> _Cause:
        cause = _Cause(order, difference, block)
        self.causes.append(cause)
        return cause

    # Blocks

    def _blocks(self) -> None:
        """Blocks that are new, gone, moved or of another size."""
        for page, was, now in self.matched:
            block = now or was
            assert block is not None
            if was is not None and now is not None:
                if was.frame != now.frame and was.shown is not None:
                    self._frame(page, was, now)
                continue
            change: SceneChange = "removed" if now is None else "added"
            boxes = (box_mm(block.frame),)
            difference = SceneDifference(
                change,
                page,
                sentences.block_alone(page, (block.shown, block.kind), change),
                block=block.shown,
                story=block.story,
                was=block.kind if now is None else "",
                now=block.kind if was is None else "",
                was_boxes=boxes if now is None else (),
                boxes=boxes if was is None else (),
            )
            self._add(self._order(page, block), block, difference)

    def _frame(self, page: str, was: SetBlock, now: SetBlock) -> None:
        same_size = (was.frame.width, was.frame.height) == (now.frame.width, now.frame.height)
        right, down = now.frame.x - was.frame.x, now.frame.y - was.frame.y
        difference = SceneDifference(
            "moved" if same_size else "resized",
            page,
            "",
            block=now.shown,
            story=now.story,
            was=sentences.place(was.frame),
            now=sentences.place(now.frame),
            right=right,
            down=down,
            was_boxes=(box_mm(was.frame),),
            boxes=(box_mm(now.frame),),
        )
        self._add(self._order(page, now), now, difference)

    # Texts

    def _texts(self) -> None:
        old, new = self.flows
        for key in dict.fromkeys((*new, *old)):
            was, now = old.get(key), new.get(key)
            if was is None or now is None:
                self._flow_alone(key, was, now)
            elif was.lines != now.lines or was.text != now.text:
                self._flow(key, was, now)

    def _flow_alone(self, key: FlowKey, was: Flow | None, now: Flow | None) -> None:
        """A part that a block has on one side alone (a deck more): told, where the block is on both."""
        flow = now or was
        assert flow is not None
        by_block: dict[int, list[FlowLine]] = {}
        for line in flow.lines:
            by_block.setdefault(id(line.block), []).append(line)
        both = {id(block) for _, a, b in self.matched if a is not None and b is not None for block in (a, b)}
        for block, lines in by_block.items():
            if block not in both:
                continue
            first = lines[0]
            text = "".join(flow.shown[first.start : lines[-1].end])
            boxes = tuple(box_mm(line.row.rect) for line in lines[:MOST_BOXES])
            difference = SceneDifference(
                "removed" if now is None else "added",
                first.page,
                "",
                **_where(first),
                was=sentences.cut(text) if now is None else "",
                now=sentences.cut(text) if was is None else "",
                count=len(lines),
                was_boxes=boxes if now is None else (),
                boxes=boxes if was is None else (),
            )
            block_now = first.block if was is None else self.twins.get(id(first.block)) or first.block
            cause = self._add(self._order(first.page, block_now, first.number), block_now, difference)
            cause.flow = key

    def _flow(self, key: FlowKey, was: Flow, now: Flow) -> None:
        edits = find_edits(was.text, now.text)
        for edit in edits:
            self._edit(key, was, now, edit)
        twins = _pair_lines(was, now, edits)
        paired_now = set()
        styles: dict[tuple[str, str, str], list[tuple[FlowLine, FlowLine]]] = {}
        for old, new in twins:
            paired_now.add(new.start)
            if old.row == new.row and (old.page, self.twins.get(id(old.block))) == (new.page, new.block):
                continue
            if old.row.text != new.row.text:
                self._line_cause(key, "text", old, new, sentences.around(old.row.text, new.row.text))
            if old.row.beside != new.row.beside:
                self._line_cause(key, "beside", old, new, (old.row.beside, new.row.beside))
            for change in _changed_styles(old.row.style, new.row.style):
                styles.setdefault((new.page, *change), []).append((old, new))
            self._changed_place(key, old, new)
        broken = [line for line in now.lines if line.start not in paired_now and line.start < line.end]
        self._broken(key, was, edits, broken)
        self._new_styles(was, broken, styles)
        for (page, old_style, new_style), lines in styles.items():
            self._style(key, page, (old_style, new_style), lines)

    def _edit(self, key: FlowKey, was: Flow, now: Flow, edit: Edit) -> None:
        only_gone = edit.now_start == edit.now_end
        old_lines = [line for line in was.lines if _touches(line, edit.was_start, edit.was_end)]
        new_lines = [line for line in now.lines if _touches(line, edit.now_start, edit.now_end)]
        at_now = now.line_at(edit.now_start)
        at_was = was.line_at(edit.was_start)
        lines = [at_was, *old_lines] if only_gone or at_now is None else [at_now, *new_lines]
        first = next((line for line in lines if line is not None and line.page in self.pages), None)
        if first is None:
            return  # all of it is on pages that are new or gone
        texts = sentences.change(was.shown, now.shown, edit)
        difference = SceneDifference(
            "text",
            first.page,
            "",
            **_where(first),
            was=texts[0],
            now=texts[1],
            was_boxes=_boxes(line.row for line in old_lines if line.page == first.page),
            boxes=_boxes(line.row for line in new_lines if line.page == first.page),
        )
        block = (self.twins.get(id(first.block)) or first.block) if only_gone else first.block
        cause = self._add(self._order(first.page, block, first.number), block, difference)
        cause.flow, cause.at = key, edit.now_start

    def _line_cause(
        self, key: FlowKey, change: SceneChange, old: FlowLine, new: FlowLine, texts: tuple[str, str]
    ) -> None:
        if new.page not in self.pages:
            return
        difference = SceneDifference(
            change,
            new.page,
            "",
            **_where(new),
            was=texts[0],
            now=texts[1],
            was_boxes=_boxes([old.row]) if old.page == new.page else (),
            boxes=_boxes([new.row]),
        )
        cause = self._add(self._order(new.page, new.block, new.number), new.block, difference)
        cause.flow, cause.at = key, new.start

    def _changed_place(self, key: FlowKey, old: FlowLine, new: FlowLine) -> None:
        change: FollowingChange
        if old.page != new.page or self.twins.get(id(old.block)) is not new.block:
            change = "to another block"
        elif old.leg != new.leg:
            change = "to another leg"
        elif self._far(old.row.corner, new.row.corner):
            change = "moved"
        elif self.slack == 0 and (old.row.spacing, old.row.vertical) != (new.row.spacing, new.row.vertical):
            change = "redrawn"
        else:
            return
        self._fact(new, change, old.row, key)

    def _broken(self, key: FlowKey, was: Flow, edits: Sequence[Edit], lines: Sequence[FlowLine]) -> None:
        """Lines that end elsewhere: where no edit is in them they followed."""
        marks = [(edit.now_start, max(edit.now_end, edit.now_start + 1)) for edit in edits]
        for line in lines:
            if not any(start < line.end and line.start < end for start, end in marks):
                at = _was_place(edits, line.start)
                old = was.line_at(at)
                self._fact(line, "rebroken", old.row if old is not None else line.row, key)

    def _new_styles(
        self,
        was: Flow,
        broken: Sequence[FlowLine],
        styles: dict[tuple[str, str, str], list[tuple[FlowLine, FlowLine]]],
    ) -> None:
        """Styles that only broken lines have: a size that changed breaks every line."""
        old = dict.fromkeys(style for line in was.lines for style in line.row.style.split(", "))
        for line in broken:
            new = [style for style in line.row.style.split(", ") if style not in old]
            if new:
                still = {style for other in broken for style in other.row.style.split(", ")}
                gone = [style for style in old if style not in still] or list(old)
                at = was.line_at(line.start)
                pairs = (
                    zip(gone, new, strict=False)
                    if len(gone) == len(new)
                    else [(", ".join(gone), ", ".join(new))]
                )
                for one, other in pairs:
                    styles.setdefault((line.page, one, other), []).append((at or line, line))

    def _style(
        self, key: FlowKey, page: str, styles: tuple[str, str], lines: Sequence[tuple[FlowLine, FlowLine]]
    ) -> None:
        if page not in self.pages:
            return
        first = lines[0][1]
        difference = SceneDifference(
            "style",
            page,
            "",
            **_where(first),
            was=styles[0],
            now=styles[1],
            count=len(lines),
            was_boxes=_boxes(old.row for old, _ in lines if old.page == page),
            boxes=_boxes(new.row for _, new in lines),
        )
        cause = self._add(self._order(page, first.block, first.number), first.block, difference)
        cause.flow, cause.at = key, first.start

    def _fact(self, line: FlowLine, change: FollowingChange, was: SetRow, key: FlowKey) -> None:
        order = self._order(line.page, line.block, line.number)
        if line.page in self.pages:
            self.facts.append(_Fact(order, line.page, line.block, change, line.row, was, key, line.start))

    def _far(self, was: tuple[Mpt, Mpt], now: tuple[Mpt, Mpt]) -> bool:
        return abs(was[0] - now[0]) > self.slack or abs(was[1] - now[1]) > self.slack

    # Other things

    def _things(self, page: str, was: SetBlock, now: SetBlock) -> None:
        """Rules, boxes and pictures of a block, and what it could not hold."""
        for old, new, number in match_things(was.rows, now.rows):
            order = self._order(page, now, number)
            if old is not None and new is not None and (old.text, old.style) == (new.text, new.style):
                if old.rect != new.rect:
                    same = (old.rect.width, old.rect.height) == (new.rect.width, new.rect.height)
                    self.facts.append(_Fact(order, page, now, "moved" if same else "redrawn", new, old))
                continue
            row = new or old
            assert row is not None
            if row.kind in ("rule", "box", "wave") and (old is None or new is None):
                # Rules between legs come and go with the legs.
                self.facts.append(_Fact(order, page, now, "redrawn", row, old or row))
                continue
            self._add(order, now, _thing(page, now, old, new))

    # Sharing out

    def _share_out(self) -> None:
        """Gives each fact to the cause that it followed from; what no cause explains becomes one."""
        own: dict[tuple[object, ...], list[_Fact]] = {}
        for fact in self.facts:
            cause = self._cause_of(fact)
            if cause is not None:
                cause.followed.append(fact)
                continue
            own.setdefault(
                (fact.page, id(fact.block), fact.change, fact.shift, fact.row.kind == "line"), []
            ).append(fact)
        for facts in own.values():
            first = facts[0]
            right, down = first.shift
            texts = (
                _told_apart(first.was, first.row) if len(facts) == 1 and first.change != "moved" else ("", "")
            )
            difference = SceneDifference(
                "moved" if first.change in ("moved", "to another leg", "to another block") else "drawn",
                first.page,
                "",
                block=first.block.shown,
                story=first.block.story,
                part=first.row.role,
                right=right,
                down=down,
                count=len(facts),
                was_boxes=_boxes(fact.was for fact in facts),
                boxes=_boxes(fact.row for fact in facts),
                was=texts[0],
                now=texts[1],
            )
            if (line := self._line_of(first)) is not None:
                difference = replace(difference, leg=line.leg if line.in_legs else None, line=line.line)
            self._add(first.order, first.block, difference)
        self._push_blocks()
        self._fold_styles()

    def _line_of(self, fact: _Fact) -> FlowLine | None:
        if fact.flow is None or fact.flow not in self.flows[1]:
            return None
        return self.flows[1][fact.flow].line_at(fact.at)

    def _cause_of(self, fact: _Fact) -> _Cause | None:
        """In its flow the last cause before it, else the first behind it: legs are levelled, so that lines before a
        change move as well. Then any of its block or story, then of a block beside it.
        """
        shifts = [
            c for c in self.causes if c.block is fact.block and c.difference.change in ("moved", "resized")
        ]
        for cause in shifts:
            moved = (cause.difference.right, cause.difference.down)
            if cause.difference.change == "moved" and fact.change == "moved" and fact.shift == moved:
                return cause
        if fact.flow is not None:
            same = [c for c in self.causes if c.flow == fact.flow]
            if same:
                return max(
                    (c for c in same if c.at <= fact.at),
                    key=lambda c: c.at,
                    default=min(same, key=lambda c: c.at),
                )
        story = fact.block.story
        near = [c for c in self.causes if c.block is fact.block] or [
            c for c in self.causes if story is not None and c.difference.story == story
        ]
        if not near and fact.row.kind != "line":
            near = [
                c
                for c in self.causes
                if c.difference.page == fact.page
                and c.block is not None
                and _beside(fact.row.rect, c.block.frame)
            ]
        before = [c for c in near if c.order <= fact.order]
        return before[-1] if before else near[0] if near else None

    def _push_blocks(self) -> None:
        """A block that moved as far as the lower edge of one above it did, was pushed."""
        pushed: list[_Cause] = []
        for cause in self.causes:
            if (
                cause.difference.change != "moved"
                or cause.block is None
                or cause.difference.part != cause.block.kind
            ):
                continue
            for page, was, now in self.matched:
                if page != cause.difference.page or was is None or now is None or now is cause.block:
                    continue
                lower = now.frame.bottom - was.frame.bottom
                above = was.frame.bottom <= cause.block.frame.y - cause.difference.down
                across = now.frame.x < cause.block.frame.right and cause.block.frame.x < now.frame.right
                if not (
                    lower == cause.difference.down != 0 and cause.difference.right == 0 and above and across
                ):
                    continue
                pushing = [c for c in self.causes if c.block is now and c is not cause and c not in pushed]
                if pushing:
                    row = SetRow("box", cause.block.kind, "", "", cause.block.frame)
                    old = replace(row, rect=replace(row.rect, y=row.rect.y - cause.difference.down))
                    pushing[0].followed += [
                        _Fact(cause.order, page, cause.block, "moved", row, old),
                        *cause.followed,
                    ]
                    pushed.append(cause)
                    break
        self.causes = [cause for cause in self.causes if not any(cause is one for one in pushed)]

    def _fold_styles(self) -> None:
        """One cause for the same change of type in many blocks of a page."""
        first: dict[tuple[str, str, str], _Cause] = {}
        kept: list[_Cause] = []
        for cause in sorted(self.causes, key=lambda cause: cause.order):
            one = cause.difference
            if one.change != "style":
                kept.append(cause)
                continue
            earlier = first.setdefault((one.page, one.was, one.now), cause)
            if earlier is cause:
                kept.append(cause)
                continue
            earlier.difference = replace(
                earlier.difference,
                count=earlier.difference.count + one.count,
                was_boxes=(*earlier.difference.was_boxes, *one.was_boxes)[:MOST_BOXES],
                boxes=(*earlier.difference.boxes, *one.boxes)[:MOST_BOXES],
            )
            earlier.followed += cause.followed
        self.causes = kept

    # Telling

    def _told(self, cause: _Cause) -> Iterator[tuple[str, SceneDifference]]:
        """The difference with what followed on its page, and one for each further page that it reached."""
        own = cause.difference
        by_page: dict[str, list[_Fact]] = {own.page: []}
        for fact in cause.followed:
            by_page.setdefault(fact.page, []).append(fact)
        for page, facts in by_page.items():
            followed = tuple(_following(facts, self.slack))
            if page == own.page:
                told = replace(own, followed=followed)
                if not told.sentence:
                    told = replace(told, sentence=sentences.say(told, self._leading(cause.block)))
                yield page, told
                continue
            block = facts[0].block
            line = self._line_of(facts[0])
            reached = SceneDifference(
                "moved",
                page,
                "",
                block=block.shown,
                story=block.story,
                part=facts[0].row.role,
                leg=line.leg if line is not None and line.in_legs else None,
                line=line.line if line is not None else None,
                count=0,
                followed=followed,
                was_boxes=(),
                boxes=(),
            )
            yield page, replace(reached, sentence=sentences.say_reached(reached, own))

    def _leading(self, block: SetBlock | None) -> Mpt:
        return leading_of(block.rows) if block is not None else 0


def leading_of(rows: Sequence[SetRow]) -> Mpt:
    """The distance of lines that is the most common in a block, 0 where there is none."""
    body = [row for row in rows if row.kind == "line" and row.role == "body"] or [
        row for row in rows if row.kind == "line"
    ]
    steps = Counter(
        abs(b.rect.x - a.rect.x) if b.vertical else b.baseline - a.baseline for a, b in pairwise(body)
    )
    found = [(count, step) for step, count in steps.items() if step > 0]
    return max(found)[1] if found else 0


def _following(facts: Sequence[_Fact], slack: Mpt) -> Iterator[Following]:
    groups: dict[tuple[FollowingChange, bool, tuple[Mpt, Mpt]], list[_Fact]] = {}
    for fact in facts:
        alike = [
            key
            for key in groups
            if key[:2] == (fact.change, fact.row.kind == "line")
            and all(abs(one - two) <= slack for one, two in zip(key[2], fact.shift, strict=True))
        ]
        key = alike[0] if alike else (fact.change, fact.row.kind == "line", fact.shift)
        groups.setdefault(key, []).append(fact)
    for (change, is_line, (right, down)), members in groups.items():
        leading = leading_of(members[0].block.rows)
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
            _boxes(fact.row for fact in members),
            _boxes(fact.was for fact in members),
        )


def _pair_lines(was: Flow, now: Flow, edits: Sequence[Edit]) -> Iterator[tuple[FlowLine, FlowLine]]:
    """Lines that hold the same characters of the text, before and now."""
    starts = {line.start: line for line in now.lines if line.start < line.end}
    # Where each character of the old text is in the new one.
    places: list[int] = []
    shift = 0
    for edit in (*edits, Edit(len(was.text), len(was.text), 0, 0)):
        places.extend(range(len(places) + shift, edit.was_start + shift))
        places.extend([-1] * (edit.was_end - edit.was_start))
        shift = edit.now_end - edit.was_end
    for line in was.lines:
        twin = starts.get(places[line.start]) if line.start < line.end else None
        if twin is not None and places[line.start : line.end] == list(range(twin.start, twin.end)):
            yield line, twin


def _was_place(edits: Sequence[Edit], at: int) -> int:
    shift = 0
    for edit in edits:
        if edit.now_end > at:
            break
        shift = edit.was_end - edit.now_end
    return at + shift


def _touches(line: FlowLine, start: int, end: int) -> bool:
    return line.start <= start < line.end if start == end else line.start < end and start < line.end


def _where(line: FlowLine) -> _Where:
    return {
        "block": line.block.shown,
        "story": line.block.story,
        "part": line.row.role,
        "leg": line.leg if line.in_legs else None,
        "line": line.line,
    }


def _changed_styles(was: str, now: str) -> Iterator[tuple[str, str]]:
    """The faces of a line that changed, one by one where there are as many as before."""
    if was == now:
        return
    old, new = was.split(", "), now.split(", ")
    if len(old) != len(new):
        yield was, now
        return
    yield from ((one, other) for one, other in zip(old, new, strict=True) if one != other)


def _thing(page: str, block: SetBlock, was: SetRow | None, now: SetRow | None) -> SceneDifference:
    row = now or was
    assert row is not None
    change: SceneChange
    if was is None:
        change = "added"
    elif now is None:
        change = "removed"
    else:
        change = "picture" if row.kind in ("picture", "advert") else "drawn"
        change = "text" if row.kind == "overset" else change
    texts = _told_apart(was, now)
    return SceneDifference(
        change,
        page,
        "",
        block=block.shown,
        story=block.story,
        part=row.role,
        was=texts[0],
        now=texts[1],
        was_boxes=_boxes([was] if was is not None else []),
        boxes=_boxes([now] if now is not None else []),
    )


def _told_apart(was: SetRow | None, now: SetRow | None) -> tuple[str, str]:
    """What two rows are, in short: only what they differ in."""
    same_place = was is not None and now is not None and was.rect == now.rect
    same_style = was is not None and now is not None and was.style == now.style

    def told(row: SetRow | None) -> str:
        if row is None:
            return ""
        match row.kind:
            case "picture" | "advert":
                other = now if row is was else was
                return row.text if other is None else _told_placed(row.text, other.text)
            case "overset":
                return row.text
            case "line":
                return row.spacing
            case "rule" | "wave" | "box":
                parts = ("" if same_place else sentences.place(row.rect), "" if same_style else row.style)
                return "  ".join(part for part in parts if part)
            case _:
                assert_never(row.kind)

    return told(was), told(now)


_PLACED = re.compile(r"((?:crop|box) \S+)  (.*?) (\|[^|]*\|)(.*)")


def _told_placed(text: str, other: str) -> str:
    """What is placed, in short: the crop, the name and file, the words for the blind, where they differ."""
    one, two = _PLACED.fullmatch(text), _PLACED.fullmatch(other)
    if one is None or two is None:
        return text
    return " ".join(a.strip() for a, b in zip(one.groups(), two.groups(), strict=True) if a != b)


def _beside(rect: Rect, frame: Rect) -> bool:
    """Whether something is in a frame or within a gutter of it."""
    return (
        rect.x <= frame.right + NEAR
        and frame.x <= rect.right + NEAR
        and rect.y <= frame.bottom + NEAR
        and frame.y <= rect.bottom + NEAR
    )


def _boxes(rows: Iterable[SetRow]) -> tuple[BoxMm, ...]:
    return tuple(
        box_mm(row.rect) for row in islice((row for row in rows if row.kind != "overset"), MOST_BOXES)
    )


def box_mm(rect: Rect) -> BoxMm:
    """A rectangle of the scene in millimetres, to the hundredth."""
    left, top, width, height = (
        round(length / 72_000 * 25.4, 2) for length in (rect.x, rect.y, rect.width, rect.height)
    )
    return BoxMm(left, top, width, height)
