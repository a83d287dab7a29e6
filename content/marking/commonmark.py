"""Markdown -> CommonMark's tokens, where ** and * may stand beside Han without a space."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from content.characters.kinds import is_cjk
from content.marking.stars import MOST_MARK, is_copy, is_name, may_close, may_open


def commonmark() -> MarkdownIt:
    """A new parser. Tables and struck text are read too, so that they can be refused."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
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
