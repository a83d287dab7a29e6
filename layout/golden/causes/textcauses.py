"""The flows of a golden and of today -> where they say something else, or in another type; what only moved, follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypedDict

from layout.golden.causes import sentences
from layout.golden.causes.boxes import boxes_of
from layout.golden.causes.flows import FlowKey, FlowLine, TextFlow
from layout.golden.causes.ledger import Ledger
from layout.golden.causes.textedits import Edit, TextLines, find_edits, slide_edits
from layout.golden.verdict import FollowingChange, SceneChange, SceneDifference


class _Where(TypedDict):
    """Where a line is, as a difference has it."""

    block: str | None
    story: str | None
    part: str
    leg: int | None
    line: int


def find_text_causes(ledger: Ledger) -> None:
    """Adds what the text says otherwise, and the lines that followed from it."""
    old, new = ledger.flows
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            _flow_alone(ledger, key, was, now)
        elif was.lines != now.lines or was.text != now.text:
            _flow(ledger, key, was, now)


def _flow_alone(ledger: Ledger, key: FlowKey, was: TextFlow | None, now: TextFlow | None) -> None:
    """A part that a block has on one side alone (a deck more): told, where the block is on both."""
    flow = now or was
    assert flow is not None
    by_block: dict[int, list[FlowLine]] = {}
    for line in flow.lines:
        by_block.setdefault(id(line.block), []).append(line)
    both = {id(block) for _, a, b in ledger.matched if a is not None and b is not None for block in (a, b)}
    for block, lines in by_block.items():
        if block not in both:
            continue
        first = lines[0]
        text = "".join(flow.shown[first.start : lines[-1].end])
        boxes = boxes_of(line.row for line in lines)
        difference = SceneDifference(
            "removed" if now is None else "added",
            first.page,
            "",
            **_where(first),
            was=sentences.cut_copy(text) if now is None else "",
            now=sentences.cut_copy(text) if was is None else "",
            count=len(lines),
            was_boxes=boxes if now is None else (),
            boxes=boxes if was is None else (),
        )
        ledger.add(difference, ledger.today(first.block), first.number, (key, 0))


def _flow(ledger: Ledger, key: FlowKey, was: TextFlow, now: TextFlow) -> None:
    found = find_edits(was.text, now.text)
    both = (TextLines(flow.text, frozenset(line.start for line in flow.lines)) for flow in (was, now))
    edits = slide_edits(found, *both)
    for edit in edits:
        _edit(ledger, key, was, now, edit)
    twins = _pair_lines(was, now, edits)
    paired_now = set()
    styles: dict[tuple[str, str, str], list[tuple[FlowLine, FlowLine]]] = {}
    for old, new in twins:
        paired_now.add(new.start)
        if old.row == new.row and (old.page, ledger.twins.get(id(old.block))) == (new.page, new.block):
            continue
        if old.row.text != new.row.text:
            was_text, now_text = sentences.cut_around(old.row.text, new.row.text)
            _line_cause(ledger, key, (old, new), _in_line("text", new, was_text, now_text))
        if old.row.beside != new.row.beside:
            difference = _in_line("beside", new, old.row.beside, new.row.beside)
            _line_cause(ledger, key, (old, new), difference)
        for change in _changed_styles(old.row.style, new.row.style):
            styles.setdefault((new.page, *change), []).append((old, new))
        _changed_place(ledger, key, old, new)
    broken = [line for line in now.lines if line.start not in paired_now and line.start < line.end]
    _follow_broken(ledger, key, was, edits, broken)
    _new_styles(ledger, was, broken, styles)
    for (page, old_style, new_style), lines in styles.items():
        if page in ledger.pages:
            _style(ledger, key, (page, old_style, new_style), lines)


def _edit(ledger: Ledger, key: FlowKey, was: TextFlow, now: TextFlow, edit: Edit) -> None:
    only_gone = edit.now_start == edit.now_end
    old_lines = [line for line in was.lines if _touches(line, edit.was_start, edit.was_end)]
    new_lines = [line for line in now.lines if _touches(line, edit.now_start, edit.now_end)]
    at_now = now.line_at(edit.now_start)
    at_was = was.line_at(edit.was_start)
    lines = [at_was, *old_lines] if only_gone or at_now is None else [at_now, *new_lines]
    first = next((line for line in lines if line is not None and line.page in ledger.pages), None)
    if first is None:
        return  # all of it is on pages that are new or gone
    texts = sentences.cut_change(was.shown, now.shown, edit)
    difference = SceneDifference(
        "text",
        first.page,
        "",
        **_where(first),
        was=texts[0],
        now=texts[1],
        was_boxes=boxes_of(line.row for line in old_lines if line.page == first.page),
        boxes=boxes_of(line.row for line in new_lines if line.page == first.page),
    )
    ledger.add(difference, ledger.today(first.block), first.number, (key, edit.now_start))


def _in_line(change: SceneChange, line: FlowLine, was: str, now: str) -> SceneDifference:
    boxes = boxes_of([line.row])
    return SceneDifference(change, line.page, "", **_where(line), was=was, now=now, boxes=boxes)


def _line_cause(
    ledger: Ledger, key: FlowKey, lines: tuple[FlowLine, FlowLine], difference: SceneDifference
) -> None:
    """Adds what is different in one line whose characters are the same, before and now."""
    old, new = lines
    if new.page in ledger.pages:
        was_boxes = boxes_of([old.row]) if old.page == new.page else ()
        ledger.add(replace(difference, was_boxes=was_boxes), new.block, new.number, (key, new.start))


def _changed_place(ledger: Ledger, key: FlowKey, old: FlowLine, new: FlowLine) -> None:
    change: FollowingChange
    if old.page != new.page or ledger.twins.get(id(old.block)) is not new.block:
        change = "to another block"
    elif old.leg != new.leg:
        change = "to another leg"
    elif ledger.is_far(old.row.corner, new.row.corner):
        change = "moved"
    elif ledger.slack == 0 and (old.row.spacing, old.row.vertical) != (new.row.spacing, new.row.vertical):
        change = "redrawn"
    else:
        return
    ledger.follow(new, change, old.row, key)


def _follow_broken(
    ledger: Ledger, key: FlowKey, was: TextFlow, edits: Sequence[Edit], lines: Sequence[FlowLine]
) -> None:
    """Lines that end elsewhere: where no edit is in them they followed."""
    for line in lines:
        if not any(_touches(line, edit.now_start, edit.now_end) for edit in edits):
            old = was.line_at(_was_place(edits, line.start))
            ledger.follow(line, "rebroken", old.row if old is not None else line.row, key)


def _new_styles(
    ledger: Ledger,
    was: TextFlow,
    broken: Sequence[FlowLine],
    styles: dict[tuple[str, str, str], list[tuple[FlowLine, FlowLine]]],
) -> None:
    """Types that only broken lines have: a size that changed breaks every line."""
    old = dict.fromkeys(style for line in was.lines for style in line.row.style.split(", "))
    still = {style for line in broken for style in line.row.style.split(", ")}
    gone = ", ".join([style for style in old if style not in still] or old)
    for line in broken:
        new = ", ".join(style for style in line.row.style.split(", ") if style not in old)
        if new:
            styles.setdefault((line.page, gone, new), []).append((was.line_at(line.start) or line, line))


def _style(
    ledger: Ledger, key: FlowKey, change: tuple[str, str, str], lines: Sequence[tuple[FlowLine, FlowLine]]
) -> None:
    """Adds a change of type on one page: the page, the type that was and that is."""
    page, was, now = change
    first = lines[0][1]
    difference = SceneDifference(
        "style",
        page,
        "",
        **_where(first),
        was=was,
        now=now,
        count=len(lines),
        was_boxes=boxes_of(old.row for old, _ in lines if old.page == page),
        boxes=boxes_of(new.row for _, new in lines),
    )
    ledger.add(difference, first.block, first.number, (key, first.start))


def _pair_lines(was: TextFlow, now: TextFlow, edits: Sequence[Edit]) -> Iterator[tuple[FlowLine, FlowLine]]:
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
    """Where a character of the text now was before."""
    shift = 0
    for edit in edits:
        if edit.now_end > at:
            break
        shift = edit.was_end - edit.now_end
    return at + shift


def _touches(line: FlowLine, start: int, end: int) -> bool:
    """Whether a line holds some of a range, or the place of an empty one."""
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
    yield from ((was_face, face) for was_face, face in zip(old, new, strict=True) if was_face != face)
