"""The body of a story in Markdown to paragraphs and subheads, by the part of CommonMark that a page can set.

Paragraphs, `##` and `###` subheads, `>` quotations, **strong** and *emphasis*, backslash escapes and entities, and the
spellings of `inline_rules`: ruby, names and titles, tate-chu-yoko, warichu, notes' marks, forced breaks, signatures;
and of `block_rules`: verse, and paragraphs in a style of the paper. All else that CommonMark knows (lists, links,
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
from content.files import shorten
from content.marking.body import BodyBlock, Form, FormKind, Paragraph, Subhead, Text
from content.marking.headmarks import hide_holds, take_holds
from content.marking.inline_rules import parser
from content.marking.inlines import Findings, read_inlines
from content.marking.pasted import SourceLine, source_lines, why_apart
from content.problems import Problem

_BLOCKS = {
    "bullet_list_open": ("A list", r"write - as \-, or make each entry a paragraph"),
    "ordered_list_open": ("A list", r"write 1. as 1\. to print the number, or make each entry a paragraph"),
    "code_block": ("An indented block", "take away the four spaces or the tab at the line's start"),
    "fence": ("A code block", "take away the fence"),
    "html_block": ("HTML", "take it away, or write < as &lt; to print it"),
    "hr": ("A rule across the column", "take it away; rules are the page's"),
    "table_open": ("A table", "make it a picture, or write paragraphs"),
}


DEEPEST_QUOTATION: Final = 3
"""A quotation in a quotation in a quotation: one deeper is refused."""

DEEPEST_INDENT: Final = 10
"""Ems that `::: indent-10` sets a paragraph further in."""

LONGEST_SIGNATURE: Final = 300
"""As long as a line of the front matter may be."""

_INDENT = re.compile(r"indent-(\d{1,2})")
_DIV_NAME = re.compile(rf"(?:\{{[ ]*\.)?({_INDENT.pattern}|[\w-]{{1,60}})(?:[ ]*\}})?")
_QUOTED = re.compile(r"(?:> ?)+")


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
    """Blocks read so far. `depth` is how many quotations are open, `div` the name of the div that is, on `div_line`."""

    lang: str
    source: tuple[SourceLine, ...]
    lines: tuple[int, ...]
    findings: Findings
    body: list[BodyBlock] = field(default_factory=list)
    depth: int = 0
    div: str = ""
    div_line: int = 0

    def blocks(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            line = self.lines[token.map[0] if token.map else 0]
            match token.type:
                case kind if kind in _BLOCKS:
                    self.findings.refuse(_BLOCKS[kind][0], line, _BLOCKS[kind][1])
                case "blockquote_open" if self.depth < DEEPEST_QUOTATION:
                    if not self.depth:
                        self.quotation(token, line)
                    self.depth += 1
                    position += 1
                    continue
                case "blockquote_open":
                    what = f"Quotations in quotations, over {DEEPEST_QUOTATION} deep"
                    self.findings.refuse(what, line, "take away a >")
                case "blockquote_close":
                    self.depth -= 1
                case "div":
                    self.open_div(token.info, line)
                case "heading_open" if self.depth:
                    self.findings.refuse("A subhead in a quotation", line, "let the quotation end before it")
                case "heading_open":
                    self.subhead(token, tokens[position + 1], line)
                case "paragraph_open" | "verse_open":
                    self.paragraph(token, tokens[position + 1], line)
                case _:
                    pass
            position = _past(tokens, position)
        if self.div_line:
            self.findings.bad("::: is not closed", self.div_line, "write ::: behind its last paragraph")

    def quotation(self, token: Token, line: int) -> None:
        """Tells what may be no quotation: a > that has no blank behind it, and lines without one."""
        start, end = token.map or (0, 0)
        for number in range(start, end):
            text = self.source[number].text.strip()
            if text and not text.startswith(">"):
                what = f"Line {self.lines[number]} has no > and goes on in the quotation before it."
                hint = "put an empty line before it if the quotation has ended, or write > before it"
                self.findings.add_problem("doubtful-paragraph", "warning", what, self.lines[number], hint)
                break
        text = self.source[start].text.strip()
        if re.match(r">(?![> \u3000]|\Z)", text):
            what = f"“{shorten(text, 20)}” is set as a quotation, and its > is not printed."
            self.findings.add_problem(
                "read-as-mark", "warning", what, line, r"write \> to print it, or > and a space"
            )

    def open_div(self, info: str, line: int) -> None:
        """A line of colons: one with a name opens a div, one without closes it."""
        found = _DIV_NAME.fullmatch(info)
        if self.depth:
            self.findings.bad("::: stands in a quotation", line, "write it outside, or take it away")
        elif not info and not self.div_line:
            self.findings.bad(
                "::: closes what is not open", line, r"write ::: and a name, or \::: to print it"
            )
        elif not info:
            self.div, self.div_line = "", 0
        elif self.div_line:
            self.findings.bad(
                "::: stands in another :::", line, "write ::: before it, which closes the other"
            )
        elif found is None or (found[2] and not 0 < int(found[2]) <= DEEPEST_INDENT):
            hint = f"write the name of a style of the paper, or indent-1 to indent-{DEEPEST_INDENT}"
            self.findings.bad(f"“{shorten(info, 20)}” is no name of a style", line, hint)
        else:
            self.div, self.div_line = found[1], line

    def form(self, token: Token) -> Form:
        """How the paragraph that a token opens stands apart."""
        kind: FormKind = "verse" if token.type == "verse_open" else "quotation" if self.depth else "prose"
        indent = _INDENT.fullmatch(self.div)
        if indent is not None:
            return Form(kind, self.depth, int(indent[1]))
        return Form(kind, self.depth, style=self.div)

    def paragraph(self, token: Token, content: Token, line: int) -> None:
        inlines = self.signed(self.inlines(content, line), line)
        if not self.keep(Paragraph(inlines, line, self.form(token)), "paragraph", line):
            return
        if token.type == "paragraph_open":
            self.doubt_paragraph(token, line)
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
        if is_blank(block.plain):
            self.blank(f"The {thing} has nothing that is printed", line)
            return False
        self.body.append(block)
        return True

    def doubt_paragraph(self, token: Token, line: int) -> None:
        """Tells lines that may be more than one paragraph, and a line that may be a subhead."""
        start, end = token.map or (0, 0)
        rows = self.source[start:end]
        texts = [row.text.strip() for row in rows]
        if self.depth:
            texts = [_QUOTED.sub("", text) for text in texts]
        why = None if any(text.endswith("\\") for text in texts) else why_apart(texts)
        if why is not None:
            last = self.lines[end - 1]
            what = f"Lines {line} to {last} are one paragraph, and they {why}."
            hint = "put an empty line, or an indent, where a paragraph begins, or \\ at the end of a line of verse"
        elif rows and rows[0].apart:
            what = f"“{shorten(texts[0], 20)}” has no indent, and the paragraphs round it have; it is a paragraph."
            hint = "write ## before it if it is a subhead, or join it to its paragraph"
        else:
            return
        self.findings.add_problem("doubtful-paragraph", "warning", what, line, hint)

    def blank(self, what: str, line: int) -> None:
        """What is there and shows nothing: it is no paragraph."""
        hint = "write its text, or delete the line"
        self.findings.add_problem("blank-paragraph", "warning", f"{what}; it is left out.", line, hint)

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
