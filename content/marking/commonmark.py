"""Markdown -> CommonMark's tokens, where ** and * may stand beside Han without a space, and be copy.

Copy has stars of its own: 3*5, 5米*3米, A*B, *ST康美, 138****5678, 张*明. A pair that could be either is taken for
emphasis, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from content.characters.kinds import HAN, clusters, is_cjk
from content.marking.block_rules import add_block_rules


def commonmark() -> MarkdownIt:
    """A new parser, with verse and divs. Tables and struck text are read too, so that they can be refused."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    add_block_rules(made)
    made.inline.ruler.at("emphasis", _emphasis)
    made.inline.ruler2.before("fragments_join", "stray", _stray)
    return made


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Takes a run of * or _ as a delimiter run, as CommonMark 0.31 (6.2) but with room for Han.

    CommonMark wants a space or a mark outside of `**“词”**`, and Chinese has none: a run that touches a mark
    on its inner side is no delimiter beside a Han character. Here, as in the proposal for CJK-friendly
    emphasis, full-width marks don't count as punctuation and a Han neighbour counts as a space.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = scanned.can_open, scanned.can_close
    warns = marker == "*" and scanned.length > 1
    if marker == "*" and is_copy(state.src, state.pos, end):
        opens = closes = False
        # A row of stars amid words hides figures (138****5678); one elsewhere may be meant as a mark.
        hidden = scanned.length == 1 and is_name(state.src, state.pos)
        warns = hidden or (scanned.length > MOST_MARK and not (before + after).isalnum())
    elif marker == "*":
        opens = may_open(after) and (opens or (not after.isspace() and (is_cjk(after) or is_cjk(before))))
        closes = may_close(before) and (
            closes or (not before.isspace() and (is_cjk(before) or is_cjk(after)))
        )
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        # One that stands free (3 * 4) is text from the first; two were meant as a mark.
        token.meta = {"mark": opens or closes or warns, "before": before, "after": after}
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, opens, closes)
        )
    state.pos = end
    return True


def _stray(state: StateInline) -> None:
    """Sets the marks that found no partner apart as tokens `stray`, one for a run, before text is joined."""
    run: Token | None = None
    for token in state.tokens:
        if token.type == "text" and token.meta.get("mark") and token.content:
            if run is not None and run.content[0] == token.content:
                run.content += token.content
                token.content = ""
            else:
                token.type, run = "stray", token
        else:
            run = None


MOST_MARK: Final = 3
"""No mark has more stars: `***` is strong and emphasised."""

_STOCK = re.compile(rf"\*S?ST[{HAN}A-Za-z]")
_MEASURE = re.compile(rf"\d[{HAN}A-Za-z]{{1,3}}\Z")
_NAME_BEGINS = re.compile(rf"(?:\A|[^{HAN}*])[{HAN}]{{1,2}}\Z")
_NAME_ENDS = re.compile(rf"[{HAN}]{{1,2}}(?![{HAN}*])")
_HANGUL = "\uac00-\ud7a3"
_KOREAN_NAME = re.compile(rf"(?:\A|[^{_HANGUL}*])[{_HANGUL}]{{1,2}}\Z")
_STOPS = "，。、；：？！）」』】》〉〕”’,.;:?!)"
_OPENERS = "（「『【《〈〔“‘("
_CLAUSE = re.compile("[，。、；：？！,;?!]")
_BEHIND_MEASURE = 4


def is_copy(text: str, at: int, end: int) -> bool:
    """Whether the stars from `at` to `end` are no mark, whatever partners they have."""
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    if end - at > MOST_MARK:
        return True
    if before.isdigit() and after.isdigit():
        return True
    latin = (before + after).isascii() and before.isalnum() and after.isalnum()
    if end - at > 1:
        return latin  # f***ing
    if _STOCK.match(text, at) or _in_product(text, at, before, after):
        return True
    return is_name(text, at)


def is_name(text: str, at: int) -> bool:
    """Whether the star hides a part of a name: 张*明、李*华; 김*수씨, since a Korean word has no emphasis inside."""
    before = text[max(0, at - 3) : at]
    if _KOREAN_NAME.search(before):
        return re.match(f"[{_HANGUL}]", text[at + 1 : at + 2]) is not None
    return bool(_NAME_BEGINS.search(before) and _NAME_ENDS.match(text, at + 1))


def _in_product(text: str, at: int, before: str, after: str) -> bool:
    """5米*3米, 20cm*30cm, A*B."""
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return before.isdigit() or after.isdigit() or (before + after).isupper()
    return after.isdigit() and _MEASURE.search(text[max(0, at - _BEHIND_MEASURE) : at]) is not None


def may_open(after: str) -> bool:
    """Whether strong text may begin with a character: with no mark that ends a clause (王**、李**)."""
    return after not in _STOPS


def may_close(before: str) -> bool:
    """Whether strong text may end with a character."""
    return before not in _OPENERS


def may_be_copy(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the pair of marks that opens at token `first` and closes at `last` may be stars of the copy: they stand
    amid words, and round a clause's end or between figures (带*的重要，带*的急; 宽2米*高3米*长).
    """
    before, after, within = _surroundings(tokens, first, last)
    if tokens[first].markup[:1] == "_" and not (within[:1].isalnum() and within[-1:].isalnum()):
        return True  # a face: ^_^, (*^_^*)
    amid = before.isalnum(), after.isalnum()
    if _CLAUSE.search(within[:-1]):
        return any(amid) if tokens[first].type == "em_open" else all(amid)
    if not all(amid):
        return False
    sides = (before + within[:1], within[-1:] + after)
    latin = "".join(sides).isascii() and "".join(sides).isalnum()  # sh*t and f*ck
    return latin or all(any(map(str.isdigit, pair)) for pair in sides)


def is_single(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a pair of single marks stands amid words round one character, as in 长*宽*高."""
    before, after, within = _surroundings(tokens, first, last)
    plain = all(token.type == "text" for token in tokens[first + 1 : last])
    amid = before.isalnum() and after.isalnum() and plain
    return amid and tokens[first].type == "em_open" and len(clusters(within)) == 1


def _surroundings(tokens: Sequence[Token], first: int, last: int) -> tuple[str, str, str]:
    """The characters before and behind a pair of marks, and the text between."""
    within = "".join(token.content for token in tokens[first + 1 : last] if token.type == "text")
    return str(tokens[first].meta.get("before", "")), str(tokens[last].meta.get("after", "")), within
