"""The text of a paragraph -> Markdown tokens: CommonMark's, and those of the spellings that a newspaper needs.

| spelling | tokens |
|---|---|
| `{漢字|かん|じ}` | `mark_open` with the ruby's texts, the base, `mark_close` |
| `[魯迅]{.name}` | `mark_open` with the class, the text, `mark_close`: Pandoc's bracketed span |
| `10^4^`, `H~2~O`, `[4]{.sup}`, `[2]{.sub}` | `script`: Pandoc's superscript and subscript |
| `^①^` | `note`: a superscript that is a note's reference mark |
| a backslash at a line's end | `forced_break`: CommonMark's hard line break (6.7), in the spelling that is seen |

What looks like one of them and is none (a brace that is not closed) is a token `stray`, which is printed. All else
reads as CommonMark has it, but the address of a web page has no marks in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline.state_inline import StateInline

from content.characters.web_code import ADDRESS
from content.marking.commonmark import commonmark
from content.marking.superscripts import (
    RaisedKind,
    begins_loose_note,
    find_lowered,
    find_raised,
    is_lowered_loosely,
    script_characters,
)

SCRIPT_CLASSES: dict[str, RaisedKind] = {"sup": "super", "sub": "sub"}
CLASSES = ("name", "title", "tcy", "warichu", "signature", *SCRIPT_CLASSES)
"""The classes of `[text]{.class}`."""

LONGEST_SCRIPT = 24
"""The most characters of a superscript or subscript, which is one piece of a line."""

_SYNTAX = re.compile(r"\\.|[\[\]{}|]", re.DOTALL)
_CLASS = re.compile(r"\s*\.([^\s.#={}]+)\s*")
_ATTRIBUTES = re.compile(r"\s*(?:[.#]\S|\w+=)")
_LOOSE_CLASS = re.compile(rf"\{{\s*\.(?:{'|'.join(CLASSES)})\b")
_SPECIAL = re.compile(rf"[\\*_`<&^~{{}}|\[\]\s]|\A\Z|.{{{LONGEST_SCRIPT + 1}}}")
"""What is more than the plain text of a superscript."""
_LIVE = re.compile(r"\\.|([*`<^{}\[\]])", re.DOTALL)


@cache
def parser() -> MarkdownIt:
    """CommonMark with room for Han beside *, and with the marks."""
    return _make_parser()


@cache
def line_parser() -> MarkdownIt:
    """The same for texts of one line: what a body refuses is text there."""
    return _make_parser().disable(
        [
            "link",
            "image",
            "autolink",
            "html_inline",
            "backticks",
            "entity",
            "newline",
            "line_end",
            "strikethrough",
        ]
    )


def _make_parser() -> MarkdownIt:
    made = commonmark()
    made.inline.add_terminator_char("|")  # a ruby's base ends there
    for before, name, rule in (
        ("newline", "address", _address),
        ("escape", "line_end", _line_end),
        ("link", "span", _span),
        ("link", "ruby", _ruby),
        ("link", "raised", _raised),
    ):
        made.inline.ruler.before(before, name, rule)
    return made


@dataclass(slots=True)
class _Pairs:
    """Where the brackets and braces of a text close. `braces` also has the places of the bars between the two.

    `unclosed` are braces that have bars and do not close; `printed` are the ] that an escaped [ is the partner of.
    """

    brackets: dict[int, int] = field(default_factory=dict)
    braces: dict[int, tuple[int, tuple[int, ...]]] = field(default_factory=dict)
    unclosed: frozenset[int] = frozenset()
    printed: set[int] = field(default_factory=set)


@lru_cache(maxsize=4)
def _pairs(text: str) -> _Pairs:
    """The pairs of the text, found in one pass for all of its rules. Escaped ones don't count."""
    pairs = _Pairs()
    brackets: list[int] = []
    braces: list[tuple[int, list[int]]] = []
    escaped = 0
    for found in _SYNTAX.finditer(text):
        at = found.start()
        match found.group():
            case "[":
                brackets.append(at)
            case "]" if brackets:
                pairs.brackets[brackets.pop()] = at
            case "]" if escaped:
                pairs.printed.add(at)
                escaped -= 1
            case r"\[":
                escaped += 1
            case "{":
                braces.append((at, []))
            case "|" if braces:
                braces[-1][1].append(at)
            case "}" if braces:
                start, bars = braces.pop()
                pairs.braces[start] = at, tuple(bars)
            case _:
                pass
    pairs.unclosed = frozenset(start for start, bars in braces if bars)
    return pairs


@lru_cache(maxsize=4)
def _addresses(text: str) -> list[tuple[int, int]]:
    """Where each address of a web page begins and ends."""
    return [found.span() for found in ADDRESS.finditer(text)]


def _address(state: StateInline, silent: bool) -> bool:
    """The rest of a web page's address, which has no marks in it: https://例子.cn/a_b*c."""
    addresses = _addresses(state.src)
    before = bisect_left(addresses, (state.pos, 0)) - 1
    end = min(addresses[before][1], state.posMax) if before >= 0 else 0
    if end <= state.pos:
        return False
    if not silent:
        state.pending += unescapeAll(state.src[state.pos : end])
    state.pos = end
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """`{base|text}` and `{base|text|text}`."""
    start = state.pos
    if state.src[start] != "{":
        return False
    pairs = _pairs(state.src)
    end, bars = pairs.braces.get(start, (state.posMax, ()))
    if end >= state.posMax or not bars:
        if silent:
            return False
        if _LOOSE_CLASS.match(state.src, start) and start - 1 not in pairs.printed:
            what = "{ begins a class and has no [text] right before it; it is printed."
            if end >= state.posMax:
                what = "{ begins a class and is not closed; it is printed."
            return _loose(state, what, r"write [text]{.class}, or \{ to print it")
        if start in pairs.unclosed:
            hint = r"close it, as {base|ruby}, or write \{ to print it"
            return _loose(state, "{ begins ruby and is not closed; it is printed.", hint)
        return False
    if not silent:
        parts = [
            state.src[bar + 1 : stop].strip(" ") for bar, stop in zip(bars, (*bars[1:], end), strict=True)
        ]
        meta: dict[str, object] = {"ruby": tuple(unescapeAll(part) for part in parts)}
        if any(found.group(1) for part in parts for found in _LIVE.finditer(part)):
            nested = any("{" in part or "}" in part for part in parts)
            what = "Ruby stands in ruby" if nested else "The text of a ruby has marks in it"
            meta["fault"] = what, r"write it plain; to print such a mark, write \ before it"
        elif any("\n" in part for part in parts):
            meta["fault"] = "A line ends in the text of a ruby", "write it in one line"
        meta["lines"] = sum(part.count("\n") for part in parts)
        _push_marked(state, (start + 1, bars[0]), meta)
    state.pos = end + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """`[text]{.class}`."""
    start = state.pos
    if state.src[start] != "[":
        return False
    pairs = _pairs(state.src)
    middle = pairs.brackets.get(start)
    if middle is None or state.src[middle + 1 : middle + 2] != "{":
        return False
    end, bars = pairs.braces.get(middle + 1, (state.posMax, ()))
    if end >= state.posMax or bars:
        return False
    given = state.src[middle + 2 : end]
    found = _CLASS.fullmatch(given)
    meta: dict[str, object] = {"class": found[1] if found else given.strip()}
    if found is None:
        if given.strip() in CLASSES:
            meta["fault"] = f"The class {given.strip()} has no dot before it", f"write {{.{given.strip()}}}"
        elif _ATTRIBUTES.match(given):
            meta["fault"] = "Between { and } behind a ] stands more than a class", "write one class"
        else:
            return False
    within = state.src[start + 1 : middle]
    if not silent and meta["class"] in SCRIPT_CLASSES and "fault" not in meta and not _SPECIAL.search(within):
        _push_raised(state, SCRIPT_CLASSES[str(meta["class"])], within)
    elif not silent:
        _push_marked(state, (start + 1, middle), meta)
    state.pos = end + 1
    return True


def _push_marked(state: StateInline, span: tuple[int, int], meta: dict[str, object]) -> None:
    """The tokens of a marked stretch: what is in `span`, between open and close."""
    before = state.posMax
    state.push("mark_open", "", 1).meta = meta
    state.pos, state.posMax = span
    state.md.inline.tokenize(state)
    state.push("mark_close", "", -1)
    state.posMax = before


def _raised(state: StateInline, silent: bool) -> bool:
    """`10^4^` and `H~2~O`; `^1^`, `^①^`, `^[1]^`."""
    at = state.pos
    match state.src[at]:
        case "^":
            found = find_raised(state.src, at, state.posMax)
            loose = found is None and begins_loose_note(state.src, at)
            hint = r"close it, as ^1^, or write \^ to print it"
            what = "^ begins a note's mark and is not closed; it is printed."
        case "~" if state.src[at - 1 : at] != "~":
            found = find_lowered(state.src, at, state.posMax)
            loose = found is None and is_lowered_loosely(state.src, at, state.posMax)
            hint = r"write [2]{.sub} for a subscript, or \~ to print it"
            what = "~ begins a subscript and has no letter before it; it is printed."
        case _:
            return False
    if found is not None:
        if not silent:
            _push_raised(state, found.kind, found.text)
        state.pos = found.end
        return True
    return loose and not silent and _loose(state, what, hint)


def _push_raised(state: StateInline, kind: RaisedKind, text: str) -> None:
    """The token of a note's mark; or of a superscript or subscript, in characters of its own where it has some."""
    own = None if kind == "note" else script_characters(kind, text)
    token = state.push("note" if kind == "note" else "script", "", 0)
    token.content = text if own is None else own
    token.meta = {"mark": "" if own else kind}


def begins_mark(text: str, at: int) -> bool:
    """Whether the ^ or { at `at` would be taken for a note's mark, a superscript or a class, or for one that is not
    closed.

    Whether a { begins ruby depends on the bars behind it, and is not looked at here.
    """
    if text[at] == "^":
        return find_raised(text, at, len(text)) is not None or begins_loose_note(text, at)
    return _LOOSE_CLASS.match(text, at) is not None


def _line_end(state: StateInline, silent: bool) -> bool:
    """A backslash at a line's end; at a paragraph's it is printed."""
    start = state.pos
    if state.src[start] != "\\":
        return False
    if start + 1 == len(state.src) and not silent:
        hint = r"take it away: the paragraph ends here; or write \\ to print it"
        return _loose(state, "A paragraph ends in a backslash, which is printed.", hint)
    if state.src[start + 1 : start + 2] != "\n" or start + 1 >= state.posMax:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("forced_break", "", 0)
    state.pos = start + 2
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _loose(state: StateInline, what: str, hint: str) -> bool:
    """One character that looks like a mark's beginning, printed as it stands."""
    token = state.push("stray", "", 0)
    token.content = state.src[state.pos]
    token.meta = {"what": what, "hint": hint}
    state.pos += 1
    return True
