"""The Markdown tokens of a paragraph -> its runs of text, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from markdown_it.token import Token

from content.characters.kinds import clusters, find_forbidden, is_cjk, is_set_solid
from content.characters.unseen import is_blank
from content.files import shorten
from content.marking.body import RunMark, Text
from content.marking.commonmark import is_single, may_be_copy
from content.marking.inline_rules import CLASSES, LONGEST_SCRIPT, SCRIPT_CLASSES
from content.nearest import meant
from content.problems import Place, Problem, Severity

MOST_UPRIGHT = 4
"""The most characters that tate-chu-yoko sets side by side in one em of a vertical line."""

_INLINES = {
    "image": ("A picture in the text", "give the picture a file in photos/ and a place on the page"),
    "link_open": ("A link", "write its text alone"),
    "code_inline": ("Code in backticks", "take the backticks away"),
    "html_inline": ("HTML", "take it away, or write < as &lt; to print it"),
    "hardbreak": ("Two spaces at a line's end", r"take them away, or write \ for a line end that is printed"),
    "s_open": ("Struck text", r"take it away, or write ~ as \~ to print it"),
}
_NAMES = {
    "name": "A name (.name)",
    "title": "A title (.title)",
    "tcy": "Tate-chu-yoko (.tcy)",
    "warichu": "A warichu (.warichu)",
    "signature": "A signature (.signature)",
    "sup": "A superscript (.sup)",
    "sub": "A subscript (.sub)",
    "ruby": "Ruby",
}
_ONE_LINE = ("ruby", "tcy", "signature", *SCRIPT_CLASSES)
"""What must stand in one line of the source, and has no blanks at its ends. The others are as paragraphs are."""


@dataclass(slots=True)
class Findings:
    """The problems of one file, as they are found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, id: str, severity: Severity, what: str, line: int, hint: str) -> None:
        self.problems.append(Problem(id, severity, what, Place(file=self.file, line=line), hint))

    def refuse(self, thing: str, line: int, hint: str) -> None:
        """Markdown that a page can't set."""
        thing = thing if thing == "HTML" else thing[0].lower() + thing[1:]
        self.add_problem("not-supported", "refused", f"Not supported: {thing}.", line, hint)

    def bad(self, what: str, line: int, hint: str) -> None:
        """One of our own marks, written wrong."""
        self.add_problem("bad-mark", "refused", f"{what}.", line, hint)

    def stray(self, what: str, line: int, hint: str) -> None:
        """What looks like a mark and is printed."""
        self.add_problem("stray-mark", "warning", what, line, hint)

    def check(self, text: str, line: int) -> None:
        """What an entity (&#x202e;) brought in, and tabs."""
        for spot in find_forbidden(text):
            what = f"An entity stands for {spot.name}, which can't be printed."
            self.add_problem("forbidden-character", "refused", what, line, "delete it")
        if "\t" in text:
            self.refuse("A tab in a paragraph", line, "write a space")


def read_inlines(tokens: Sequence[Token], line: int, lang: str, findings: Findings) -> tuple[Text, ...]:
    """The runs of one paragraph that begins on `line`; unmarked runs in the same dress are one."""
    reader = _Reader(tokens, lang, findings, line)
    for index, token in enumerate(tokens):
        reader.take(index, token)
    return tuple(run.read() for run in reader.runs)


@dataclass(slots=True)
class _Run:
    """A run that is being read. A `closed` one is a marked stretch or stands before one: nothing is added to it."""

    strong: bool
    emphasis: bool
    texts: list[str]
    mark: RunMark = ""
    ruby: tuple[str, ...] = ()
    closed: bool = False

    def read(self) -> Text:
        return Text("".join(self.texts), self.strong, self.emphasis, self.mark, self.ruby)


@dataclass(slots=True)
class _Open:
    """A marked stretch that is being read: what it is, its token, the number of its first run, its line."""

    kind: str
    token: Token
    first: int
    line: int


@dataclass(slots=True)
class _Reader:
    tokens: Sequence[Token]
    lang: str
    findings: Findings
    line: int
    runs: list[_Run] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    strong: int = 0
    emphasis: int = 0
    pairs: list[int] = field(default_factory=list)
    """The tokens that open the pairs of * or _ which are open."""
    last: str = ""
    """The last character. A note's mark is no word: what stands before it decides whether a space is written."""

    def take(self, index: int, token: Token) -> None:
        findings = self.findings
        match token.type:
            case "text":
                findings.check(token.content, self.line)
                self.add(token.content)
            case "note":
                self.note(token.content, "note", "the mark of a note")
            case "script" if token.meta["mark"]:
                self.note(token.content, token.meta["mark"], "a superscript or subscript of letters")
            case "script":
                self.add(token.content)
            case "stray":
                self.stray(token, index)
            case "softbreak":
                self.line_end(index, "")
            case "forced_break":
                self.line_end(index, "\n")
            case "strong_open" | "strong_close":
                self.strong += token.nesting
                self.pair(index, token)
            case "em_open" | "em_close":
                self.emphasis += token.nesting
                self.pair(index, token)
            case "mark_open":
                self.begin(token)
            case "mark_close":
                self.end()
            case name if name in _INLINES:
                findings.refuse(_INLINES[name][0], self.line, _INLINES[name][1])
                self.line += token.content.count("\n") + (name == "hardbreak")
            case _:
                pass  # the ends of what was refused at its beginning

    def add(self, text: str) -> None:
        if not text:
            return
        dress = self.strong > 0, self.emphasis > 0
        last = self.runs[-1] if self.runs else None
        if last is None or last.closed or (last.strong, last.emphasis) != dress:
            self.runs.append(_Run(*dress, []))
        self.runs[-1].texts.append(text)
        self.last = text[-1]

    def stray(self, token: Token, index: int) -> None:
        after = "".join(token.content for token in self.tokens[index + 1 : index + 4])[:8]
        what = f"{token.content} before “{after}” has no partner and is printed."
        hint = rf"close it, or write \{token.content[0]} to print it"
        self.findings.stray(token.meta.get("what", what), self.line, token.meta.get("hint", hint))
        self.add(token.content)

    def pair(self, index: int, token: Token) -> None:
        """Tells a pair of marks that may be stars of the copy, and is not printed."""
        if token.nesting > 0:
            self.pairs.append(index)
            return
        first = self.pairs.pop()
        if not (may_be_copy(self.tokens, first, index) or is_single(self.tokens, first, index)):
            return
        within = "".join(token.content for token in self.tokens[first + 1 : index])
        dress = "strong" if token.type == "strong_close" else "emphasised"
        shown = f"“{token.markup}{shorten(within, 20)}{token.markup}”"
        what = f"{shown} is set {dress}, and its {token.markup} are not printed."
        hint = rf"write \{token.markup[0]} for each that is to be printed"
        self.findings.add_problem("read-as-mark", "warning", what, self.line, hint)

    def line_end(self, index: int, printed: str) -> None:
        """The end of a line of the source: one that only the file has, or a forced one, which is printed."""
        self.line += 1
        within = self.open[-1] if self.open else None
        if within is not None and (printed or within.kind in _ONE_LINE):
            what = f"{_NAMES[within.kind]} holds the end of a line"
            self.findings.bad(what, self.line - 1, "write it in one line")
            return
        if not printed:
            self.add(find_glue(self.last, _next_char(self.tokens, index + 1), self.lang))
        elif not self.runs or self.last == "\n":
            hint = r"take the \ away; paragraphs have the white that the page's style gives them"
            self.findings.bad(r"A line with nothing before its \ would be empty", self.line - 1, hint)
        else:
            self.add(printed)

    def note(self, text: str, mark: RunMark, name: str) -> None:
        """A note's mark, or a superscript or subscript that is a run of its own."""
        if self.open:
            what = f"{_NAMES[self.open[-1].kind]} holds {name}"
            self.findings.bad(what, self.line, f"write {name} behind it")
        self.runs.append(_Run(self.strong > 0, self.emphasis > 0, [text], mark, closed=True))
        if mark != "note":
            self.last = text[-1]

    def begin(self, token: Token) -> None:
        kind = "ruby" if "ruby" in token.meta else token.meta["class"]
        if "fault" in token.meta:
            self.findings.bad(token.meta["fault"][0], self.line, token.meta["fault"][1])
        elif kind not in _NAMES:
            classes = [f".{name}" for name in CLASSES]
            known = f"{', '.join(classes[:-1])} and {classes[-1]}"
            hint = meant(f".{kind}", classes, f"the classes are {known}")
            self.findings.bad(f"The class .{kind[:40]} is not known", self.line, hint)
        elif self.open and kind == self.open[-1].kind == "ruby":
            self.findings.bad("Ruby stands in ruby", self.line, "write one of the two")
        elif self.open:
            what = f"{_NAMES[kind]} stands in another mark"
            self.findings.bad(what, self.line, "end the other before it; only ** and * can hold a mark")
        if self.runs:
            self.runs[-1].closed = True
        kind = kind if kind in _NAMES else "name"  # a refused one goes on as any other
        self.open.append(_Open(kind, token, len(self.runs), self.line))

    def end(self) -> None:
        """Gives the runs of a marked stretch its mark. They must be one."""
        stretch = self.open.pop()
        runs = self.runs[stretch.first :]
        if len(runs) == 1 and stretch.kind in _ONE_LINE:
            runs[0].texts = ["".join(runs[0].texts).strip(" ")]
        text = "".join("".join(run.texts) for run in runs)
        name, at = _NAMES[stretch.kind], stretch.line
        if is_blank(text):
            self.findings.bad(f"{name} has no text", at, r"write it; to print [ or {, write \[ or \{")
        elif len(runs) > 1 and not any(run.mark or run.ruby for run in runs):
            hint = "put the ** or * round all of it, or round none"
            self.findings.bad(f"{name} is strong or emphasised in a part", at, hint)
        elif stretch.kind == "tcy" and len(clusters(text)) > MOST_UPRIGHT:
            what = f"{name} holds {len(clusters(text))} characters, “{text[:12]}”"
            self.findings.bad(what, at, f"set at most {MOST_UPRIGHT} so, or write them one below the other")
        elif stretch.kind in SCRIPT_CLASSES and len(text) > LONGEST_SCRIPT:
            what = f"{name} holds {len(text)} characters, “{text[:12]}”"
            hint = f"raise or lower at most {LONGEST_SCRIPT}: they are one piece of a line"
            self.findings.bad(what, at, hint)
        elif "ruby" in stretch.token.meta:
            self.read_ruby(stretch, runs[0], text)
        elif not runs[0].mark and not runs[0].ruby:
            runs[0].mark = SCRIPT_CLASSES.get(stretch.kind) or cast(RunMark, stretch.kind)
        for run in runs:
            run.closed = True
        self.line += stretch.token.meta.get("lines", 0)

    def read_ruby(self, stretch: _Open, run: _Run, text: str) -> None:
        texts: tuple[str, ...] = stretch.token.meta["ruby"]
        for ruby in texts:
            self.findings.check(ruby, stretch.line)
        count = len(clusters(text)) if len(texts) > 1 else 1
        if not all(texts):
            hint = "write it, or give ruby to the characters alone that have one: {食|た}べ{物|もの}"
            self.findings.bad("A ruby has no text", stretch.line, hint)
        elif len(texts) != count:
            what = f"“{text[:12]}” has {count} characters and {len(texts)} rubies"
            self.findings.bad(what, stretch.line, "write one for each, or one for all")
        else:
            run.ruby = texts


def _next_char(tokens: Sequence[Token], position: int) -> str:
    """The character that a line begins with; none for what is raised or lowered, which stays with what is before it."""
    while position < len(tokens) and not tokens[position].content:
        position += 1
    if position == len(tokens) or tokens[position].type in ("note", "script"):
        return ""
    return tokens[position].content[0]


def find_glue(before: str, after: str, lang: str) -> str:
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
