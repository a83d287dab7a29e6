"""A story and a number of characters -> the same story so much shorter or longer, to try what an editor might do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from content.marking.body import BodyBlock, Paragraph, Subhead, Text
from content.story import Story

_ENDS = "。！？…”』」）.!?)\"'"
"""Marks at a paragraph's end, which an editor who shortens it keeps."""


def cut_at_end(story: Story, characters: int, *, keep_mark: bool = False) -> Story | None:
    """The story without the last characters of its body, or without those before its closing mark. A subhead that is
    left at the end goes too, and with a paragraph its mark in a list and its signature. None where nothing would be
    left.
    """
    body = list(story.body)
    left = characters
    while body and left > 0:
        last = body[-1]
        length = len(_own_text(last)) or len(last.plain)
        if isinstance(last, Subhead) or length <= left:
            body.pop()
            left -= length
        else:
            body[-1] = _shorter(last, left, keep_mark=keep_mark)
            left = 0
    while body and isinstance(body[-1], Subhead):
        body.pop()
    return replace(story, body=tuple(body)) if body else None


def cut_in(story: Story, number: int, characters: int) -> Story | None:
    """The story with `characters` less in one block of its body, taken out before its closing mark. None where
    nothing of the block would be left.
    """
    block = story.body[number]
    if len(_own_text(block)) <= characters + 1:
        return None
    body = list(story.body)
    body[number] = _shorter(block, characters, keep_mark=True)
    return replace(story, body=tuple(body))


def with_shorter_head(story: Story, name: str, characters: int) -> Story | None:
    """The story with the longest line of a head (`headline`, `jump_head` …) shorter by `characters`. None where no
    character would be left.
    """
    given = getattr(story, name)
    lines = [given] if isinstance(given, str) else list(given or ())
    if not lines:
        return None
    at = max(range(len(lines)), key=lambda number: _ems(lines[number]))
    lines[at] = lines[at][: max(0, len(lines[at]) - characters)].rstrip()
    if not lines[at]:
        return None
    changed: dict[str, Any] = {name: lines[0] if isinstance(given, str) else tuple(lines)}
    return replace(story, **changed)


def _ems(text: str) -> float:
    """About how wide a text is set, in ems."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def with_more(story: Story, characters: int) -> Story | None:
    """The story with `characters` more of its own copy at the end of its last paragraph; None without one."""
    number = next(
        (at for at in reversed(range(len(story.body))) if isinstance(story.body[at], Paragraph)), None
    )
    own = "".join(_own_text(block) for block in story.paragraphs).replace("\n", "")
    if number is None or not own:
        return None
    text = (own * (characters // len(own) + 1))[:characters]
    body = list(story.body)
    mark, runs, signature = _parts_of(body[number])
    body[number] = replace(body[number], inlines=(*mark, *runs, Text(text), *signature))
    return replace(story, body=tuple(body))


def _shorter(block: BodyBlock, characters: int, *, keep_mark: bool) -> BodyBlock:
    text = _own_text(block)
    mark, runs, signature = _parts_of(block)
    kept = len(text) - len(text.rstrip(_ENDS)) if keep_mark else 0
    kept = min(kept, max(0, len(text) - characters - 1))
    until = len(text) - kept - characters
    closing = [Text(text[len(text) - kept :])] if kept else []
    return replace(block, inlines=(*mark, *_first(runs, until), *closing, *signature))


def _parts_of(block: BodyBlock) -> tuple[tuple[Text, ...], tuple[Text, ...], tuple[Text, ...]]:
    """The mark of a block that is a list's entry, its own words, and its signature."""
    if not isinstance(block, Paragraph):
        return (), block.inlines, ()
    first = 0 if block.entry is None else 1
    last = len(block.unsigned)
    return block.inlines[:first], block.inlines[first:last], block.inlines[last:]


def _own_text(block: BodyBlock) -> str:
    return "".join(run.text for run in _parts_of(block)[1])


def _first(inlines: Sequence[Text], until: int) -> tuple[Text, ...]:
    """The runs up to a character. Of a run that is cut no mark or ruby is left: it would be of another text."""
    found = []
    at = 0
    for run in inlines:
        if at + len(run.text) <= until:
            found.append(run)
        elif at < until:
            found.append(Text(run.text[: until - at], run.strong, run.emphasis))
        at += len(run.text)
    return tuple(found)
