"""The body of a story in Markdown to paragraphs and subheads, by the part of CommonMark that a page can set.

Paragraphs, `##` and `###` subheads, **strong** and *emphasis*, backslash escapes and entities, and the spellings
of `inline_rules`: ruby, names and titles, tate-chu-yoko, warichu, notes' marks, forced breaks. All else
that CommonMark knows (lists, links, pictures, HTML, code, quotes, rules, tables) is a problem with its line:
nothing is dropped, and nothing is printed that was meant as a mark. Lines are paragraphs as `pasted` has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from content.characters.unseen import is_blank
from content.files import shorten
from content.marking.body import BodyBlock, Paragraph, Subhead, Text
from content.marking.headmarks import hide_holds, take_holds
from content.marking.inline_rules import parser
from content.marking.inlines import Findings, read_inlines
from content.marking.pasted import SourceLine, source_lines, why_apart
from content.problems import Problem

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
    lang: str
    source: tuple[SourceLine, ...]
    lines: tuple[int, ...]
    findings: Findings
    body: list[BodyBlock] = field(default_factory=list)

    def blocks(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            line = self.lines[token.map[0] if token.map else 0]
            if token.type in _BLOCKS:
                self.findings.refuse(_BLOCKS[token.type][0], line, _BLOCKS[token.type][1])
            elif token.type == "heading_open":
                self.subhead(token, tokens[position + 1], line)
            elif token.type == "paragraph_open":
                inlines = self.inlines(tokens[position + 1], line)
                if self.keep(Paragraph(inlines, line), "paragraph", line):
                    self.paragraph(token, line)
                if re.match("#{2,6}[^#\\s]", inlines[0].text if inlines else ""):
                    hint = "put a space after the # marks for a subhead"
                    what = "The paragraph begins with # marks, which are printed."
                    self.findings.stray(what, line, hint)
            position = _past(tokens, position)

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

    def paragraph(self, token: Token, line: int) -> None:
        """Tells lines that may be more than one paragraph, and a line that may be a subhead."""
        start, end = token.map or (0, 0)
        rows = self.source[start:end]
        texts = [row.text.strip() for row in rows]
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
