"""The blocks of a golden and of today -> which are new, gone, moved or of another size; what in them is no text."""

from __future__ import annotations

import re
from typing import Literal, assert_never

from layout.golden.causes import sentences
from layout.golden.causes.boxes import box_mm, boxes_of
from layout.golden.causes.ledger import Consequence, Ledger
from layout.golden.causes.matching import match_things
from layout.golden.causes.sentences import ALTERNATIVE
from layout.golden.rows import NOWHERE, SetBlock, SetRow
from layout.golden.verdict import SceneChange, SceneDifference


def find_block_causes(ledger: Ledger) -> None:
    """Adds blocks that are new, gone, moved or of another size, and what changed of their rules, boxes and pictures."""
    for page, was, now in ledger.matched:
        block = now or was
        assert block is not None
        if was is not None and now is not None:
            if was.frame != now.frame and was.shown is not None:
                _frame(ledger, page, was, now)
            _things(ledger, page, was, now)
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
        ledger.add(difference, block)


def _frame(ledger: Ledger, page: str, was: SetBlock, now: SetBlock) -> None:
    same_size = (was.frame.width, was.frame.height) == (now.frame.width, now.frame.height)
    right, down = now.frame.x - was.frame.x, now.frame.y - was.frame.y
    difference = SceneDifference(
        "moved" if same_size else "resized",
        page,
        "",
        block=now.shown,
        story=now.story,
        was=sentences.say_place(was.frame),
        now=sentences.say_place(now.frame),
        right=right,
        down=down,
        was_boxes=(box_mm(was.frame),),
        boxes=(box_mm(now.frame),),
    )
    ledger.add(difference, now)


def _things(ledger: Ledger, page: str, was: SetBlock, now: SetBlock) -> None:
    """Rules, boxes and pictures of a block, and what it could not hold."""
    resized = (was.frame.width, was.frame.height) != (now.frame.width, now.frame.height)
    for old, new, number in match_things(was.rows, now.rows):
        order = ledger.order(now, number)
        if old is not None and new is not None and resized and _is_cropped_otherwise(old, new):
            ledger.consequences.append(Consequence(order, page, now, "redrawn", new, old))
            continue
        if old is not None and new is not None and (old.text, old.style) == (new.text, new.style):
            if old.rect != new.rect:
                same = (old.rect.width, old.rect.height) == (new.rect.width, new.rect.height)
                ledger.consequences.append(
                    Consequence(order, page, now, "moved" if same else "redrawn", new, old)
                )
            continue
        row = new or old
        assert row is not None
        if row.kind in ("rule", "box", "wave") and (old is None or new is None):
            # Rules between legs come and go with the legs.
            side: Literal["golden", "now"] = "golden" if new is None else "now"
            ledger.consequences.append(Consequence(order, page, now, "redrawn", row, row, side=side))
            continue
        ledger.add(_thing(page, now, old, new), now, number)


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
        change = "text" if row.kind in NOWHERE else change
    texts = tell_apart(was, now)
    part = row.role
    if change == "picture" and all(text.startswith("|") for text in texts):
        change, part = "text", ALTERNATIVE
        texts = sentences.cut_around(*(text.strip("|") for text in texts))
    return SceneDifference(
        change,
        page,
        "",
        block=block.shown,
        story=block.story,
        part=part,
        was=texts[0],
        now=texts[1],
        was_boxes=boxes_of([was] if was is not None else []),
        boxes=boxes_of([now] if now is not None else []),
    )


def tell_apart(was: SetRow | None, now: SetRow | None) -> tuple[str, str]:
    """What two rows are, in short: only what they differ in."""
    same_place = was is not None and now is not None and was.rect == now.rect
    same_style = was is not None and now is not None and was.style == now.style

    def say_row(row: SetRow | None) -> str:
        if row is None:
            return ""
        match row.kind:
            case "picture" | "advert":
                other = now if row is was else was
                return row.text if other is None else _say_placed(row.text, other.text)
            case "overset" | "cell":
                return row.text
            case "line":
                return row.spacing
            case "rule" | "wave" | "box":
                parts = ("" if same_place else sentences.say_place(row.rect), "" if same_style else row.style)
                return "  ".join(part for part in parts if part)
            case _:
                assert_never(row.kind)

    return say_row(was), say_row(now)


_PLACED = re.compile(r"((?:crop|box) \S+)  (.*?) (\|[^|]*\|)(.*)")


def _is_cropped_otherwise(was: SetRow, now: SetRow) -> bool:
    """Whether two rows are the same picture, and its crop alone is another."""
    texts = _PLACED.fullmatch(was.text), _PLACED.fullmatch(now.text)
    if was.kind != "picture" or texts[0] is None or texts[1] is None:
        return False
    return texts[0].groups()[1:] == texts[1].groups()[1:]


def _say_placed(text: str, other: str) -> str:
    """What is placed, in short: the crop, the name and file, the words for the blind, where they differ."""
    first, second = _PLACED.fullmatch(text), _PLACED.fullmatch(other)
    if first is None or second is None:
        return text
    return " ".join(a.strip() for a, b in zip(first.groups(), second.groups(), strict=True) if a != b)
