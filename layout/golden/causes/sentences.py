"""What differs, as values -> the sentence that a sub-editor reads: where, what was and is, and what followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from layout.golden.causes.textedits import Edit
from layout.golden.verdict import Following, FollowingChange, SceneChange, SceneDifference
from layout.scene import Mpt, Rect

LONGEST = 28
"""Characters of copy that are shown of one change."""

CONTEXT = 2
"""Characters before a change that are shown with it."""


MOST_FOLLOWED = 3
"""Ways in which things followed that a sentence says."""


def cut_copy(text: str) -> str:
    """A text short enough for a sentence."""
    text = text.strip()
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}…{text[-half:]}"


def cut_change(was: Sequence[str], now: Sequence[str], edit: Edit) -> tuple[str, str]:
    """What was and what is at an edit, with the characters before it; at a text's beginning with those behind it."""
    start, end = edit.was_start, edit.was_end
    first = max(0, start - CONTEXT)
    while first > 0 and start - first < LONGEST and _in_word(was[first - 1], was[first]):
        first -= 1
    last = end if start > first else end + CONTEXT
    while 0 < last < len(was) and last - end < LONGEST and _in_word(was[last - 1], was[last]):
        last += 1
    before, behind = "".join(was[first:start]), "".join(was[end:last])

    def shown(text: Sequence[str], start: int, end: int) -> str:
        return (before + cut_copy("".join(text[start:end])) + behind).strip()

    return shown(was, edit.was_start, edit.was_end), shown(now, edit.now_start, edit.now_end)


def _in_word(left: str, right: str) -> bool:
    """Whether two characters are of one word that is written with letters."""
    return left.isalnum() and right[0].isalnum() and left < "\u2e80" and right < "\u2e80"


def cut_around(was: str, now: str) -> tuple[str, str]:
    """The parts of two lines where they first differ: they differ in white space alone."""
    at = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, at - CONTEXT)
    return was[start : at + CONTEXT + 1], now[start : at + CONTEXT + 1]


def say_place(rect: Rect) -> str:
    """Where something is, in points."""
    x, y, width, height = (length / 1000 for length in (rect.x, rect.y, rect.width, rect.height))
    return f"x {x:.3f} y {y:.3f} w {width:.3f} h {height:.3f}"


def say_spot(difference: SceneDifference) -> str:
    """`A01 · lead · leg 3, line 12`, or `A01 · lead · headline`."""
    part = difference.part
    if difference.line is None:
        where = part if part in _THINGS else ""
    elif part in (None, "body", "words"):
        where = _leg_and_line(difference)
    else:
        where = f"{part}, {_leg_and_line(difference)}"
    return " · ".join(piece for piece in (difference.page, difference.block or "", where or "") if piece)


ALTERNATIVE = "alternative text"
"""The part of a picture that is for who does not see it."""

_THINGS = frozenset(("picture", "advert", "rule", "wave", "box", "overset", "cell", ALTERNATIVE))


def _leg_and_line(difference: SceneDifference) -> str:
    leg = f"leg {difference.leg}, " if difference.leg is not None else ""
    return f"{leg}line {difference.line}"


def say_cause(difference: SceneDifference, leading: Mpt) -> str:
    """The sentence of a cause, without what followed."""
    return f"{say_spot(difference)}: {_what(difference, leading)}"


def say_consequences(difference: SceneDifference) -> str:
    """`; 14 lines moved down by one; 2 lines went to another leg`: the largest, and how many things more."""
    moved = (difference.right, difference.down) if difference.part is None else None
    told = [
        following
        for following in difference.followed
        if (following.right, following.down) != moved or following.change != "moved"
    ]
    return "".join(f"; {tail}" for tail in _tails(told))


def _tails(told: Sequence[Following]) -> list[str]:
    most = sorted(told, key=lambda following: -following.count)[:MOST_FOLLOWED]
    rest = sum(following.count for following in told) - sum(following.count for following in most)
    return [say_following(following) for following in told if following in most] + (
        [f"{rest} more with them"] if rest else []
    )


def say_reached(difference: SceneDifference, cause: SceneDifference) -> str:
    """The sentence of a page on which there is nothing but what followed from a cause on another."""
    block = " · ".join(piece for piece in (difference.page, difference.block or "") if piece)
    return f"{block}: {', '.join(_tails(difference.followed))}; because of {say_spot(cause)}"


def block_alone(page: str, block: tuple[str | None, str], change: SceneChange) -> str:
    """The sentence of a block (its name and kind) that is new or gone."""
    name, kind = block
    return f"{page} · {name or kind}: {'a new block' if change == 'added' else 'the block is gone'} ({kind})"


def say_following(following: Following) -> str:
    """`14 lines moved down by one`."""
    match following.things:
        case "lines":
            things = "1 line" if following.count == 1 else f"{following.count} lines"
        case "items":
            things = (
                "1 rule, box or picture"
                if following.count == 1
                else f"{following.count} rules, boxes or pictures"
            )
        case _:
            assert_never(following.things)
    return f"{things} {_say_change(following.change, following)}"


def _say_change(change: FollowingChange, following: Following) -> str:
    match change:
        case "moved":
            return f"moved {say_shift(following.right, following.down, following.lines)}"
        case "to another leg":
            return "went to another leg"
        case "to another block":
            return "went to another block or page"
        case "rebroken":
            return "broken otherwise"
        case "redrawn":
            return "spaced otherwise" if following.things == "lines" else "drawn otherwise"
        case _:
            assert_never(change)


def say_shift(right: Mpt, down: Mpt, lines: int) -> str:
    """`down by one`, `up by 3`, `right by 0.100 pt`. `lines` is 0 where the shift is no whole number of lines."""
    if lines:
        way = ("down" if lines > 0 else "up") if down else ("left" if lines > 0 else "right")
        return f"{way} by {'one' if abs(lines) == 1 else abs(lines)}"
    ways = [
        f"{ahead if length > 0 else back} by {abs(length) / 1000:.3f} pt"
        for length, ahead, back in ((right, "right", "left"), (down, "down", "up"))
        if length
    ]
    return " and ".join(ways) or "about"


def _what(difference: SceneDifference, leading: Mpt) -> str:
    was, now, count = difference.was, difference.now, difference.count
    things = "" if count == 1 else f" ({count} {'lines' if difference.line is not None else 'things'})"
    match difference.change:
        case "text":
            return f"「{was}」→「{now}」"
        case "beside":
            return f"set beside it was {was or 'nothing'}, is {now or 'nothing'}"
        case "style":
            return f"set in {was}, now in {now}{things}"
        case "moved":
            lines = (
                difference.down // leading
                if leading and not difference.right and difference.down % leading == 0
                else 0
            )
            if not difference.right and not difference.down:
                return f"went to another leg, block or page{things}"
            points = f" ({abs(difference.down) / 1000:.3f} pt)" if lines else ""
            return f"moved {say_shift(difference.right, difference.down, lines)}{points}{things}"
        case "rebroken":
            return f"broken otherwise{things}"
        case "resized":
            return f"another size or place: was {was}, is {now}"
        case "added":
            return f"new: {_quote(difference, now)}"
        case "removed":
            return f"gone: {_quote(difference, was)}"
        case "picture":
            return f"another picture or crop: was {was}, is {now}"
        case "drawn":
            how = "spaced" if difference.line is not None else "drawn"
            return f"{how} otherwise{things}" + (f": was {was}, is {now}" if was or now else "")
        case _:
            assert_never(difference.change)


def _quote(difference: SceneDifference, text: str) -> str:
    many = (
        ""
        if difference.count == 1
        else f" ({difference.count} {'things' if difference.line is None else 'lines'})"
    )
    return f"{text}{many}" if difference.part in _THINGS else f"「{text}」{many}"
