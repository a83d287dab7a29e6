"""The body of a story in Markdown to paragraphs and subheads, by the part of CommonMark that a page can set.

Paragraphs, `##` and `###` subheads, `>` quotations, **strong** and *emphasis*, backslash escapes and entities, and the
spellings of `inline_rules`: ruby, names and titles, tate-chu-yoko, warichu, notes' marks, forced breaks, signatures;
of `block_rules`: verse, divs, ends of legs; and of `entries`: lists, dialogues. All else that CommonMark knows (links,
pictures, HTML, code, rules, tables) is a problem with its line: nothing is dropped, and nothing is printed that was
meant as a mark. Lines are paragraphs as `pasted` has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it.token import Token

from content.characters.unseen import is_blank
from content.marking.body import BodyBlock, Form, FormKind, Paragraph, Stay, Subhead, Text
from content.marking.divs import OpenDiv
from content.marking.doubtful_lines import doubt_paragraph, doubt_quotation
from content.marking.entries import (
    DEEPEST_LIST,
    find_bullet,
    find_label,
    find_mark,
    numbers_of,
    part_rows,
    stress_label,
)
from content.marking.headmarks import hide_holds, take_holds
from content.marking.inline_rules import parser
from content.marking.inlines import Findings, read_inlines
from content.marking.pasted import SourceLine, source_lines
from content.problems import Problem

_BLOCKS = {
    "code_block": ("An indented block", "take away the four spaces or the tab at the line's start"),
    "fence": ("A code block", "take away the fence"),
    "html_block": ("HTML", "take it away, or write < as &lt; to print it"),
    "hr": ("A rule across the column", "take it away; rules are the page's"),
    "table_open": ("A table", "make it a picture, or write paragraphs"),
}


DEEPEST_QUOTATION: Final = 3
"""A quotation in a quotation in a quotation: one deeper is refused."""

LONGEST_SIGNATURE: Final = 300
"""As long as a line of the front matter may be."""


def read_body(
    text: str, lang: str, *, file: str, first_line: int = 1
) -> tuple[tuple[BodyBlock, ...], list[Problem]]:
    """Reads a body. `first_line` is the line of `file` on which `text` begins.

    Problems of severity `refused` name what can't be set; those of severity `warning` name marks that found
    no partner and are printed as they stand.
    """
    references: dict[str, dict[str, dict[str, object]]] = {}
    lines = tuple(source_lines(text))
    tokens = parser().parse("\n".join(line.text for line in lines), references)
    reader = _Reader(lang, lines, tuple(first_line + line.number for line in lines), Findings(file))
    for definition in references.get("references", {}).values():
        found = definition.get("map")
        line = reader.lines[found[0] if isinstance(found, list) else 0]
        reader.findings.refuse("A link's address", line, "take the line away")
    for row in lines:
        if row.empty_mark:
            what = f"{row.empty_mark} and its partner have nothing between them"
            reader.blank(what, first_line + row.number)
    reader.blocks(tokens)
    problems = sorted(reader.findings.problems, key=lambda problem: problem.where.line or 0)
    return tuple(reader.body), problems


@dataclass(slots=True)
class _Reader:
    """Blocks read so far. `depth` is how many quotations are open, `div` the div that may be. `lists` has the marks of
    the lists that are open, still to come; `mark` is that of an entry whose text is to come. `leg_line` is where a
    leg's end is asked for that no text stands behind yet, `last_line` that of the last block.
    """

    lang: str
    source: tuple[SourceLine, ...]
    lines: tuple[int, ...]
    findings: Findings
    body: list[BodyBlock] = field(default_factory=list)
    depth: int = 0
    div: OpenDiv = field(default_factory=OpenDiv)
    lists: list[list[str]] = field(default_factory=list)
    mark: str = ""
    leg_line: int = 0
    last_line: int = 0

    def blocks(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            line = self.last_line = self.lines[token.map[0]] if token.map else self.last_line
            match token.type:
                case kind if kind in _BLOCKS:
                    self.findings.refuse(_BLOCKS[kind][0], line, _BLOCKS[kind][1])
                case "bullet_list_open" | "ordered_list_open" if self.open_list(tokens, position, line):
                    position += 1
                    continue
                case "list_item_open":
                    self.mark = self.lists[-1].pop(0)
                    position += 1
                    continue
                case "list_item_close":
                    if self.mark:
                        self.blank("The entry of a list has nothing that is printed", self.last_line)
                    self.mark = ""
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                case "blockquote_open" | "heading_open" | "verse_open" if self.lists:
                    self.findings.refuse(
                        "A quotation, subhead or verse in a list", line, "let the list end before it"
                    )
                case "blockquote_open" if self.depth < DEEPEST_QUOTATION:
                    if not self.depth:
                        doubt_quotation(self.rows_of(token), self.findings)
                    self.depth += 1
                    position += 1
                    continue
                case "blockquote_open":
                    what = f"Quotations in quotations, over {DEEPEST_QUOTATION} deep"
                    self.findings.refuse(what, line, "take away a >")
                case "blockquote_close":
                    self.depth -= 1
                case "div":
                    self.div.read(token.info, line, self.body, self.findings, quoted=self.depth > 0)
                case "leg_end":
                    self.end_leg(line)
                case "heading_open" if self.depth:
                    self.findings.refuse("A subhead in a quotation", line, "let the quotation end before it")
                case "heading_open":
                    self.subhead(token, tokens[position + 1], line)
                case "paragraph_open" | "verse_open":
                    self.paragraph(token, tokens[position + 1], line)
                case _:
                    pass
            position = _past(tokens, position)
        self.div.end(self.findings)
        if self.leg_line:
            self.tell_no_leg_end(self.leg_line)

    def open_list(self, tokens: Sequence[Token], position: int, line: int) -> bool:
        """Opens a list, with the marks of its entries, where one may stand: it says whether."""
        if self.depth or len(self.lists) == DEEPEST_LIST:
            what = f"Lists in lists, over {DEEPEST_LIST} deep" if self.lists else "A list in a quotation"
            self.findings.refuse(what, line, r"make its entries paragraphs, or write \ before their marks")
            return False
        level, end = tokens[position].level + 1, _past(tokens, position)
        items = [
            token for token in tokens[position:end] if token.type == "list_item_open" and token.level == level
        ]
        plain = tokens[position].type == "bullet_list_open"
        depth = len(self.lists) + 1
        self.lists.append([find_bullet(self.lang, depth)] * len(items) if plain else numbers_of(items))
        return True

    def end_leg(self, line: int) -> None:
        """A leg's end: what is read next begins a leg."""
        if self.depth or self.lists:
            where = "a quotation" if self.depth else "a list"
            self.findings.bad(f"<||> stands in {where}", line, "let it end before the leg does")
        elif self.leg_line or not self.body:
            self.tell_no_leg_end(line)
        else:
            self.leg_line = line

    def tell_no_leg_end(self, line: int) -> None:
        what = "<||> ends a leg, and no text of the story stands between it and the end of another, or of the story."
        self.findings.stray(what, line, "take it away")

    def form(self, token: Token) -> Form:
        """How the paragraph that a token opens stands apart."""
        kind: FormKind = (
            "verse" if token.type == "verse_open" else "quotation" if self.depth else self.div.asks.kind
        )
        depth = self.depth
        if self.lists or kind == "list":
            kind, depth = "list", max(1, len(self.lists))
        return Form(kind, depth, self.div.asks.indent_em, self.div.asks.style)

    def read_entries(self, content: Token, form: Form, line: int) -> None:
        """The entries of a list with marks of the copy's own, or the turns of a dialogue: a line or more for each."""
        is_list = form.kind == "list"
        for number, text in part_rows(content.content, find_mark if is_list else find_label):
            mark = find_mark(text) if is_list else ""
            [row] = parser().parseInline(text[len(mark) :].lstrip(" \u3000"))
            at = line + number
            inlines = self.signed(self.inlines(row, at), at)
            stay: Stay = ""
            if not is_list:
                stay = "next" if self.div.is_question(inlines) else ""
                inlines = stress_label(inlines)
            elif mark:
                inlines = (Text(mark, mark="entry"), *inlines)
            self.keep(Paragraph(inlines, at, form, stay), "paragraph", at)

    def paragraph(self, token: Token, content: Token, line: int) -> None:
        form = self.form(token)
        if form.kind in ("list", "dialogue") and not self.lists:
            self.read_entries(content, form, line)
            return
        inlines = self.signed(self.inlines(content, line), line)
        if self.mark:
            inlines, self.mark = (Text(self.mark, mark="entry"), *inlines), ""
        if not self.keep(Paragraph(inlines, line, form), "paragraph", line):
            return
        if token.type == "paragraph_open":
            doubt_paragraph(self.rows_of(token), self.depth > 0, self.findings)
        begins = re.match("#{2,6}[^#\\s]|[|][^ \u3000]", inlines[0].text)
        if begins is not None and begins[0][0] == "#":
            hint = "put a space after the # marks for a subhead"
            self.findings.stray("The paragraph begins with # marks, which are printed.", line, hint)
        elif begins is not None and token.type == "paragraph_open" and content.content.startswith("|"):
            hint = r"put a space after it for a line of verse, or write \| to print it"
            self.findings.stray("The paragraph begins with a |, which is printed.", line, hint)

    def signed(self, inlines: tuple[Text, ...], line: int) -> tuple[Text, ...]:
        """The runs of a paragraph whose signature, if it has one, ends it; blanks before that are not printed."""
        if any(run.mark == "signature" for run in inlines[:-1]):
            self.findings.bad("Text stands behind a signature", line, "end the paragraph with the signature")
        elif inlines and inlines[-1].mark == "signature" and len(inlines[-1].text) > LONGEST_SIGNATURE:
            what = f"A signature has over {LONGEST_SIGNATURE} characters"
            self.findings.bad(what, line, "sign with names alone")
        elif inlines and inlines[-1].mark == "signature" and len(inlines) > 1:
            before = replace(inlines[-2], text=inlines[-2].text.rstrip(" \u3000\n"))
            return (*inlines[:-2], *([before] if before.text else []), inlines[-1])
        return inlines

    def subhead(self, token: Token, content: Token, line: int) -> None:
        if not token.markup.startswith("#"):
            self.findings.refuse("A subhead that is underlined", line, "write ## before it")
        elif token.markup not in ("##", "###"):
            hint = "write ## or ###; the headline is front matter"
            self.findings.refuse(f"A subhead with {token.markup}", line, hint)
        elif not content.content.strip():
            self.findings.refuse("An empty subhead", line, "write its text, or take the ## away")
        else:
            inlines = self.inlines(content, line)
            if any(run.mark == "signature" for run in inlines):
                self.findings.bad("A subhead is signed", line, "sign a paragraph")
            held: tuple[int, ...] = ()
            if "<~>" in content.content:
                [hidden] = parser().parseInline(hide_holds(content.content))
                told_already = Findings(self.findings.file)
                runs = read_inlines(hidden.children or [], line, self.lang, told_already)
                inlines, held = take_holds(runs)
            self.keep(Subhead(inlines, len(token.markup), line, held), "subhead", line)

    def keep(self, block: BodyBlock, thing: str, line: int) -> bool:
        """Takes a block into the body; one that shows nothing is left out."""
        shown = block.words if isinstance(block, Paragraph) and block.entry is not None else block.inlines
        if is_blank("".join(run.text for run in shown)):
            self.blank(f"The {thing} has nothing that is printed", line)
            return False
        if self.leg_line:
            block, self.leg_line = replace(block, begins_leg=True), 0
        if self.div.asks.keep and isinstance(block, Paragraph):
            block = replace(block, stay="next")
        self.body.append(block)
        return True

    def blank(self, what: str, line: int) -> None:
        """What is there and shows nothing: it is no paragraph."""
        hint = "write its text, or delete the line"
        self.findings.add_problem("blank-paragraph", "warning", f"{what}; it is left out.", line, hint)

    def rows_of(self, token: Token) -> list[tuple[int, SourceLine]]:
        """The lines of a block, each with its number in the file."""
        start, end = token.map or (0, 0)
        return [*zip(self.lines[start:end], self.source[start:end], strict=True)]

    def inlines(self, content: Token, line: int) -> tuple[Text, ...]:
        return read_inlines(content.children or [], line, self.lang, self.findings)


def _past(tokens: Sequence[Token], position: int) -> int:
    """The position after a block and all that it holds."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)
