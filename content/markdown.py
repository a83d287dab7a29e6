"""The body of a story in Markdown to paragraphs and subheads, by the part of CommonMark that a page can set.

Paragraphs, `##` and `###` subheads, **strong** and *emphasis*, backslash escapes and entities. All else that
CommonMark knows (lists, links, pictures, HTML, code, quotes, rules, tables) is a problem with its line:
nothing is dropped, and nothing is printed that was meant as a mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from content.characters import forbidden, is_cjk, is_set_solid
from content.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one dress."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `line` is where it begins in its file (from 1) and is no part of its identity."""

    inlines: tuple[Text, ...]
    line: int | None = field(default=None, compare=False)

    @property
    def plain(self) -> str:
        return "".join(inline.text for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class Subhead:
    """A subhead (小标题) of level 2 (`##`) or 3 (`###`)."""

    inlines: tuple[Text, ...]
    level: int = 2
    line: int | None = field(default=None, compare=False)

    @property
    def plain(self) -> str:
        return "".join(inline.text for inline in self.inlines)


Block = Paragraph | Subhead

_BLOCKS = {
    "bullet_list_open": ("A list", r"write - as \-, or make each entry a paragraph"),
    "ordered_list_open": ("A list", r"write 1. as 1\. to print the number, or make each entry a paragraph"),
    "blockquote_open": ("A quotation block", r"write > as \>, or quote with “ ”"),
    "code_block": ("An indented block", "take away the four spaces or the tab at the line's start"),
    "fence": ("A code block", "take away the fence"),
    "html_block": ("HTML", "take it away, or write < as &lt; to print it"),
    "hr": ("A rule across the column", "take it away; rules are the page's"),
    "table_open": ("A table", "make it a picture, or write paragraphs"),
}
_INLINES = {
    "image": ("A picture in the text", "give the picture a file in photos/ and a place on the page"),
    "link_open": ("A link", "write its text alone"),
    "code_inline": ("Code in backticks", "take the backticks away"),
    "html_inline": ("HTML", "take it away, or write < as &lt; to print it"),
    "hardbreak": ("A line break in a paragraph", r"take away the \ or the two spaces at the line's end"),
    "s_open": ("Struck text", r"take it away, or write ~ as \~ to print it"),
}


def read_body(
    text: str, lang: str, *, file: str, first_line: int = 1
) -> tuple[tuple[Block, ...], list[Problem]]:
    """Reads a body. `first_line` is the line of `file` on which `text` begins.

    Problems of severity `refused` name what can't be set; those of severity `warning` name marks that found
    no partner and are printed as they stand.
    """
    references: dict[str, dict[str, dict[str, object]]] = {}
    tokens = _parser().parse(text, references)
    reader = _Reader(lang, file, first_line)
    for definition in references.get("references", {}).values():
        lines = definition.get("map")
        line = first_line + (lines[0] if isinstance(lines, list) else 0)
        reader.refuse("A link's address", line, "take the line away")
    reader.blocks(tokens)
    reader.problems.sort(key=lambda problem: problem.where.line or 0)
    return tuple(reader.body), reader.problems


@dataclass(slots=True)
class _Reader:
    lang: str
    file: str
    first_line: int
    body: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, thing: str, line: int, hint: str) -> None:
        what = f"Not supported: {thing[0].lower()}{thing[1:]}." if thing != "HTML" else "Not supported: HTML."
        self.problems.append(
            Problem("not-supported", "refused", what, Place(file=self.file, line=line), hint)
        )

    def doubt(self, id: str, what: str, line: int, hint: str) -> None:
        self.problems.append(Problem(id, "warning", what, Place(file=self.file, line=line), hint))

    def blocks(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            line = self.first_line + (token.map[0] if token.map else 0)
            if token.type in _BLOCKS:
                self.refuse(_BLOCKS[token.type][0], line, _BLOCKS[token.type][1])
                position = _past(tokens, position)
                continue
            if token.type == "heading_open":
                self.subhead(token, tokens[position + 1], line)
            elif token.type == "paragraph_open":
                inlines = self.inlines(tokens[position + 1].children or [], line)
                self.body.append(Paragraph(inlines, line))
                if re.match("#{2,6}[^#\\s]", inlines[0].text if inlines else ""):
                    hint = "put a space after the # marks for a subhead"
                    self.doubt(
                        "stray-mark", "The paragraph begins with # marks, which are printed.", line, hint
                    )
            position = _past(tokens, position)

    def subhead(self, token: Token, content: Token, line: int) -> None:
        if not token.markup.startswith("#"):
            self.refuse("A subhead that is underlined", line, "write ## before it")
        elif token.markup not in ("##", "###"):
            self.refuse(
                f"A subhead with {token.markup}", line, "write ## or ###; the headline is front matter"
            )
        elif not content.content.strip():
            self.refuse("An empty subhead", line, "write its text, or take the ## away")
        else:
            inlines = self.inlines(content.children or [], line)
            self.body.append(Subhead(inlines, len(token.markup), line))

    def inlines(self, tokens: Sequence[Token], line: int) -> tuple[Text, ...]:
        """The runs of one paragraph; runs in the same dress are one."""
        runs: list[tuple[bool, bool, list[str]]] = []
        strong = emphasis = 0

        def add(text: str) -> None:
            if not text:
                return
            if not runs or runs[-1][:2] != (strong > 0, emphasis > 0):
                runs.append((strong > 0, emphasis > 0, []))
            runs[-1][2].append(text)

        for index, token in enumerate(tokens):
            if token.type == "text":
                self.check(token.content, line)
                add(token.content)
            elif token.type == "stray":
                what = f"{token.content} before “{_after(tokens, index)}” has no partner and is printed."
                hint = rf"close it, or write \{token.content[0]} to print it"
                self.doubt("stray-mark", what, line, hint)
                add(token.content)
            elif token.type == "softbreak":
                line += 1
                before = runs[-1][2][-1][-1] if runs else ""
                add(between(before, _next_char(tokens, index + 1), self.lang))
            elif token.type in ("strong_open", "strong_close"):
                strong += token.nesting
            elif token.type in ("em_open", "em_close"):
                emphasis += token.nesting
            elif token.type in _INLINES:
                self.refuse(_INLINES[token.type][0], line, _INLINES[token.type][1])
                line += token.content.count("\n") + (token.type == "hardbreak")
        return tuple(Text("".join(texts), *dress) for *dress, texts in runs)

    def check(self, text: str, line: int) -> None:
        """What an entity (&#x202e;) brought in, and tabs."""
        for spot in forbidden(text):
            what = f"An entity stands for {spot.name}, which can't be printed."
            place = Place(file=self.file, line=line)
            self.problems.append(Problem("forbidden-character", "refused", what, place, "delete it"))
        if "\t" in text:
            self.refuse("A tab in a paragraph", line, "write a space")


def _past(tokens: Sequence[Token], position: int) -> int:
    """The position after a block and all that it holds."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)


def _next_char(tokens: Sequence[Token], position: int) -> str:
    while position < len(tokens) and not tokens[position].content:
        position += 1
    return tokens[position].content[0] if position < len(tokens) else ""


def _after(tokens: Sequence[Token], index: int) -> str:
    return "".join(token.content for token in tokens[index + 1 : index + 4])[:8]


def between(before: str, after: str, lang: str) -> str:
    """What the end of a source line inside a paragraph stands for: nothing beside Han, a space between words.

    Korean writes spaces, and Han in it stands among Hangul: there both sides must be Han.
    """
    if not before or not after:
        return ""
    solid = is_set_solid(before), is_set_solid(after)
    if all(solid) or (any(solid) and not lang.startswith("ko")):
        return ""
    # “ ” ‘ ’ … — are Chinese and Latin marks alike: between two of them the language decides.
    if lang.startswith(("zh", "ja")) and is_cjk(before) and is_cjk(after):
        return ""
    return " "


@cache
def _parser() -> MarkdownIt:
    """CommonMark with room for Han beside *; tables and struck text are read so that they can be refused."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler2.before("fragments_join", "stray", _stray)
    return parser


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
    if marker == "*":
        opens = opens or (not after.isspace() and (is_cjk(after) or is_cjk(before)))
        closes = closes or (not before.isspace() and (is_cjk(before) or is_cjk(after)))
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        token.meta = {"mark": opens or closes}  # one that stands free (3 * 4) is text from the first
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
