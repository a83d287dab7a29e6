"""Pages of a scene and their copy -> the same pages, in which the texts of the glyphs are all of that copy.

Not every character of the copy has a glyph: the setter drops the spaces at a line's end, and what takes no room
(a zero-width space). A reader that takes the glyphs' texts one after the other would find two words in one. Such
characters join the text of the glyph before them, so that the text of a paragraph's lines, in a row, is the copy's.
But those inside of words that nobody types who searches for the word (a soft hyphen, a zero-width space) are left out.
The hyphen that parts a word at a line's end is no character of the copy: it is a soft hyphen (ISO 32000-1 14.8.2.2.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from unicodedata import category

from content.characters.unseen import passed_over
from layout.scene import CopyText, GlyphRun, Item, Line, Page, Region, Span

SOFT_HYPHEN: Final = "\u00ad"

IN_LINES: Final = ("headline", "deck")
"""Roles of which each line is a copy text of its own, and all are one text to a reader: a space parts them."""

_INKLESS: Final = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""Unicode's general categories of controls, format characters and separators."""

Texts = Mapping[tuple[str, str], str]
"""The copy by story and part."""


def is_ornament(run: GlyphRun) -> bool:
    """Whether an annotation has neither a letter nor a figure nor a tone mark: then it is seen and not read."""
    return run.annotation and not any(
        category(char)[0] in "LMN" or category(char) == "Sk" for text in run.texts for char in text
    )


def read_texts(run: GlyphRun) -> tuple[str, ...]:
    """The text of each glyph of a run, as a reader of the file gets it: ornament has none."""
    return ("",) * len(run.texts) if is_ornament(run) else run.texts


def has_beside(line: Line) -> bool:
    """Whether the line has something beside its text: ruby, emphasis dots."""
    return any(run.annotation and run.glyphs for run in line.runs)


def make_readable(pages: Sequence[Page], copy: Sequence[CopyText]) -> tuple[Page, ...]:
    """The pages as they are, but for the texts of glyphs. A line that is not of the copy stays as it is."""
    texts = {(text.story, text.part): text.text for text in copy}
    return tuple(
        replace(page, regions=tuple(_region(region, texts) for region in page.regions)) for page in pages
    )


def _region(region: Region, texts: Texts) -> Region:
    items = list(region.items)
    before = -1
    changed = False
    for at, item in enumerate(items):
        if not isinstance(item, Line) or item.span is None:
            continue
        whole = _searchable(_whole(item, item.span, texts))
        if whole is not item:
            items[at], changed = whole, True
        if item.role in IN_LINES:
            if before >= 0 and _go_on(items[before], item):
                items[before], changed = _with_space(items[before]), True
            before = at
    return replace(region, items=tuple(items)) if changed else region


def _whole(line: Line, span: Span, texts: Texts) -> Line:
    wanted = texts.get((span.story, span.part), "")[span.start : span.end]
    if len(line.runs) == 1 and "".join(line.runs[0].texts) == wanted:
        return line
    own = [run.texts for run in line.runs if not run.annotation]
    hyphen = bool(own) and own[-1] == ("",)
    if not hyphen and "".join(map("".join, own)) == wanted:
        return line
    shown = [text for run in own for text in run]
    if hyphen:
        # The copy may have a soft hyphen there, which no glyph shows but this one.
        shown, wanted = shown[:-1], wanted.removesuffix(SOFT_HYPHEN)
    found = _share_out(shown, wanted)
    if found is None:
        return line
    return _with_texts(line, [*found, SOFT_HYPHEN] if hyphen else found)


def _searchable(line: Line) -> Line:
    """The line without the characters that part a word for a search. A glyph whose text is one of these alone reads as
    a later glyph of what is before it; at the line's beginning it keeps it.
    """
    texts = [text for run in line.runs if not run.annotation for text in run.texts]
    joined = "".join(texts)
    dropped = set() if joined.isascii() else passed_over(joined)
    if not dropped:
        return line
    found: list[str] = []
    at = 0
    for number, text in enumerate(texts, 1):
        kept = "".join(char for index, char in enumerate(text, at) if index not in dropped)
        parts_word = text == SOFT_HYPHEN and number == len(texts)  # by the setter, at the line's end
        found.append(text if parts_word or not (kept or any(found)) else kept)
        at += len(text)
    return _with_texts(line, found)


def _share_out(shown: Sequence[str], wanted: str) -> list[str] | None:
    """The wanted text in as many parts as are shown, each beginning with what is shown. None if it is another text."""
    found = [""] * len(shown)
    end, last = 0, -1
    for at, text in enumerate(shown):
        if not text:  # a later glyph of a cluster
            continue
        start = end
        while not wanted.startswith(text, start):
            if start == len(wanted) or not _inkless(wanted[start]):
                return None
            start += 1
        # What is before the first glyph joins it.
        found[at if last < 0 else last] += wanted[end:start]
        found[at] += text
        end, last = start + len(text), at
    if last < 0 or not all(map(_inkless, wanted[end:])):
        return None
    found[last] += wanted[end:]
    return found


def _inkless(char: str) -> bool:
    return category(char) in _INKLESS


def _go_on(line: Item, following: Line) -> bool:
    """Whether two lines are of one text that the copy has in several."""
    return (
        isinstance(line, Line)
        and line.role == following.role
        and line.span is not None
        and following.span is not None
        and line.span.story == following.span.story
        and line.span.part != following.span.part
    )


def _with_space(item: Item) -> Item:
    assert isinstance(item, Line)
    texts = [text for run in item.runs if not run.annotation for text in run.texts]
    last = max((at for at, text in enumerate(texts) if text), default=-1)
    if last < 0 or texts[last][-1].isspace():
        return item
    texts[last] += " "
    return _with_texts(item, texts)


def _with_texts(line: Line, texts: Sequence[str]) -> Line:
    """The line with other texts of its own glyphs, annotations left out, in their order."""
    rest = iter(texts)
    runs = tuple(
        run if run.annotation else replace(run, texts=tuple(next(rest) for _ in run.texts))
        for run in line.runs
    )
    return replace(line, runs=runs)
