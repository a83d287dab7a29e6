"""The lines of a body -> Markdown tokens of blocks that CommonMark has not: verse, divs, ends of legs.

| spelling | tokens |
|---|---|
| `| a line of verse` | `verse_open`, a stanza as one text with forced breaks, `verse_close`: Pandoc's line block |
| `|` alone, or an empty line | the next stanza begins |
| `::: name`, `:::` | `div`, with the name in `info` or nothing: Pandoc's fenced div |
| `<||>` | `leg_end`: the next paragraph begins a leg |

Rows that end in a bar too are those of a table, which can't be set.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

_VERSE = re.compile("[|](?=[ \u3000]|\\Z)")
_TABLE = re.compile(r"[|].*(?<!\\)[|]")
_DELIMITER = re.compile(r"[|]?\s*:?-+:?\s*(?:[|]\s*:?-+:?\s*)*[|]?")
_DIV = re.compile(":{3,}.*")
_LEG_END = re.compile(r"<\|\|>[ \t]*")
_ENDS_PARAGRAPH: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
_DEEP = 4
"""Blanks before a line of code."""


def add_block_rules(made: MarkdownIt) -> None:
    """Teaches a parser these blocks."""
    made.block.ruler.before("table", "verse", _verse, _ENDS_PARAGRAPH)
    made.block.ruler.before("table", "div", _div, _ENDS_PARAGRAPH)
    made.block.ruler.before("table", "leg_end", _leg_end, _ENDS_PARAGRAPH)


def _row(state: StateBlock, line: int, *, ends: bool = False) -> str:
    """A line without its indent; nothing where that is so deep that it is code's, or less than that of the list that it
    would stand in, unless it is asked whether it ends that.
    """
    indent = state.sCount[line] - state.blkIndent
    if indent >= _DEEP or (indent < 0 and not ends):
        return ""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _verse(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line block, from the first line with a bar to the last."""
    first = start
    rows: list[str] = []
    while start + len(rows) < end and _VERSE.match(row := _row(state, start + len(rows))):
        rows.append(row)
    following = _row(state, first + 1) if first + 1 < end else ""
    if not any(map(_text_of, rows)) or ("|" in following and _DELIMITER.fullmatch(following.strip())):
        return False
    if silent:
        return True
    state.line = start + len(rows)
    if any(_TABLE.fullmatch(row.rstrip()) for row in rows):
        state.push("table_open", "", 1).map = [start, state.line]
        state.push("table_close", "", -1)
        return True
    stanza: list[str] = []
    for number, row in enumerate([*rows, "|"], start):
        text = _text_of(row)
        if text:
            stanza.append(text)
        elif stanza:
            _push_stanza(state, stanza, number - len(stanza))
            stanza = []
    return True


def _text_of(row: str) -> str:
    """A line of verse. Blanks before it are kept as Pandoc has them, but for the one behind the bar."""
    text = row[1:].removeprefix(" ").rstrip()
    text = text[: len(text) - (len(text) - len(text.rstrip("\\"))) % 2]
    bare = text.lstrip(" ")
    return "\u00a0" * (len(text) - len(bare)) + bare


def _push_stanza(state: StateBlock, lines: list[str], start: int) -> None:
    place = [start, start + len(lines)]
    state.push("verse_open", "", 1).map = place
    inline = state.push("inline", "", 0)
    inline.map, inline.content, inline.children = place, "\\\n".join(lines), []
    state.push("verse_close", "", -1)


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of colons, with the name of what it opens, or with none."""
    found = _DIV.fullmatch(_row(state, start, ends=silent))
    if found is None:
        return False
    if not silent:
        token = state.push("div", "", 0)
        token.map, token.info = [start, start + 1], found[0].strip(": \t")
        state.line = start + 1
    return True


def _leg_end(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that ends a leg, and has nothing else."""
    if not _LEG_END.fullmatch(_row(state, start, ends=silent)):
        return False
    if not silent:
        state.push("leg_end", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True
