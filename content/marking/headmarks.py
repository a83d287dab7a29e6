r"""A line of a head as it is written -> its runs, and where a line break is forced (`<|>`) or forbidden (`<~>`).

Its other marks are those of a story's body (`linemarks`). No copy is written `<|>`. A bare `|` or `~` may be copy as
well (3~5天, 观察|新能源). `|` is a mark between two Han characters, kana or full-width marks alone, with a warning.
Elsewhere it is printed, and so is each bare `~`, and what is written `\|` and `\~`, or stands between braces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from content.characters.kinds import FULL_WIDTH, HAN
from content.marking.body import Text
from content.marking.linemarks import plain_of, read_line
from content.problems import Place, Problem

_MARK = re.compile(r"(?P<braced>\{[^{}]*\})|\\(?P<escaped>[|~])|<(?P<sure>[|~])>|(?P<bare>[|~]+)")
_ESCAPED = re.compile(r"\\([|~])")
_HIDDEN = {"|": "\ufdd0", "~": "\ufdd1"}
"""What stands for an escaped character while other marks are read: no copy has these."""
_FORCED, _HELD = "\ufdd2", "\ufdd3"
_SHOWN_AGAIN = {hidden: char for char, hidden in _HIDDEN.items()}
_HOLD_MARK = re.compile(r"(?P<braced>\{[^{}]*\})|\\(?P<escaped>[|~])|<(?P<sure>~)>")
_READ = re.compile(f"(?P<escaped>[{''.join(_SHOWN_AGAIN)}])|(?P<sure>[{_FORCED}{_HELD}])|(?P<bare>[|~]+)")
_NUMERAL = "〇一二三四五六七八九十百千万亿兆两廿卅半几数零壹贰叁肆伍陆柒捌玖拾佰仟初首末"

_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff]")
_WIDE = re.compile(f"[{FULL_WIDTH}“”‘’…—]")
_SIGN = re.compile("[０-９Ａ-Ｚａ-ｚ＃＄％＆＊＋＜＝＞＠＾｜～￥]")
"""Full-width figures, letters and signs, which are no marks."""
_VARIANT = "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_LATIN = re.compile(r"[^\W\d_]")
_COUNTED = re.compile(rf"(?:\d[\d.,]*|[{_NUMERAL}]+)[{HAN}]{{1,2}}\Z")
"""A count with its unit: 9时, 五月, 3公里."""
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[日天末]\Z")

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Breaks:
    """Offsets in a text: a line of it ends before each of `forced`, and none before one of `held`."""

    forced: tuple[int, ...] = ()
    held: tuple[int, ...] = ()

    def shown_in(self, text: str) -> str:
        """The text with `|` and `~` where it has these breaks."""
        marks = {**dict.fromkeys(self.held, "~"), **dict.fromkeys(self.forced, "|")}
        return "".join(marks.get(at, "") + char for at, char in enumerate(text))


FREE = Breaks()
"""The breaks of a text without marks: the program chooses."""

_Reading = Literal["mark", "copy", "doubtful"]


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare `|` or `~` that may have been meant otherwise, at an offset in the text: obeyed, or printed."""

    char: str
    at: int
    obeyed: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of a head, read. `inlines` are its runs, where it has marks other than those of line breaks; `faults` are
    what is wrong with those, without a place.
    """

    text: str
    breaks: Breaks = FREE
    bare: tuple[Bare, ...] = ()
    inlines: tuple[Text, ...] = ()
    faults: tuple[Problem, ...] = ()


def read_marks(written: str) -> Marked:
    """The text without its marks, and what they say. Forced breaks that are held too are forced; a break at an end of
    the text says nothing.
    """
    line = read_line(_MARK.sub(_hide, written))
    return _BreakReader(bare_marks=True).read(line.runs, line.faults)


def read_holds(written: str) -> Marked:
    """The same for a text that is set as a paragraph, as a caption is: of line breaks it has `<~>` alone."""
    line = read_line(hide_holds(written))
    return _BreakReader(bare_marks=False).read(line.runs, line.faults)


def hide_holds(written: str) -> str:
    """The text with `<~>` as `take_holds` finds it when all other marks are read."""
    return _HOLD_MARK.sub(_hide, written)


def take_holds(runs: Sequence[Text]) -> tuple[tuple[Text, ...], tuple[int, ...]]:
    """Runs of hidden text without `<~>`, and the offsets at which it stood."""
    read = _BreakReader(bare_marks=False).read(runs, ())
    return read.inlines or ((Text(read.text),) if read.text else ()), read.breaks.held


def _hide(found: re.Match[str]) -> str:
    """What stands for a mark of line breaks, or for an escaped sign, while the other marks are read."""
    if found["braced"]:
        return _ESCAPED.sub(lambda sign: _HIDDEN[sign[1]], found["braced"])
    if found["escaped"]:
        return _HIDDEN[found["escaped"]]
    if found["sure"]:
        return _FORCED if found["sure"] == "|" else _HELD
    return found[0]


def _show(found: re.Match[str]) -> str:
    """What is hidden, as a message shows it."""
    shown = {**_SHOWN_AGAIN, _FORCED: "<|>", _HELD: "<~>"}
    return shown.get(found[0], found[0])


@dataclass(slots=True)
class _BreakReader:
    """Reads the marks of line breaks in one run after the other; `text` is what was read. Without `bare_marks` a bare
    sign is never one.
    """

    bare_marks: bool
    text: str = ""
    forced: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    bare: list[Bare] = field(default_factory=list)

    def take(self, run: Text, behind: str) -> str:
        """The run's text without marks. What has ruby or is set upright has no bare ones."""
        start, end, given = len(self.text), 0, run.text
        for found in _READ.finditer(given):
            self.text += given[end : found.start()]
            end = found.end()
            marks = found["sure"] or ""
            if found["bare"] and (run.mark or run.ruby or not self.bare_marks):
                self.text += found["bare"]
            elif found["bare"]:
                marks = self.take_bare(found["bare"], without_marks(given[end:] + behind))
            elif found["escaped"]:
                self.text += _SHOWN_AGAIN[found["escaped"]]
            if "|" in marks or marks == _FORCED:
                self.forced.add(len(self.text))
            elif marks:
                self.held.add(len(self.text))
        self.text += given[end:]
        return self.text[start:]

    def take_bare(self, bare: str, behind: str) -> str:
        """Bare signs: given back where they are marks, else they are in the text."""
        is_ = _reading(bare, self.text, behind)
        if is_ != "copy":
            self.bare.append(Bare(bare, len(self.text), is_ == "mark"))
        if is_ == "mark":
            return bare
        self.text += bare
        return ""

    def read(self, written: Sequence[Text], faults: tuple[Problem, ...]) -> Marked:
        """All runs of a line."""
        runs = []
        for number, run in enumerate(written):
            if text := self.take(run, plain_of(written[number + 1 :])):
                runs.append(replace(run, text=text))
        inside = range(1, len(self.text))
        breaks = Breaks(
            tuple(sorted(at for at in self.forced if at in inside)),
            tuple(sorted(at for at in self.held - self.forced if at in inside)),
        )
        marked = any(run != Text(run.text) for run in runs)
        shown = tuple(replace(fault, what=_READ.sub(_show, fault.what)) for fault in faults)
        return Marked(self.text, breaks, tuple(self.bare), tuple(runs) if marked else (), shown)


def read_breaks(written: str) -> tuple[str, Breaks]:
    """The text of a line of a head, and its breaks."""
    read = read_marks(written)
    return read.text, read.breaks


def as_written(text: str) -> str:
    """A text as a line of a head is written, so that it is read back as it is."""
    written = re.sub(r"([|~])", r"\\\1", text)
    if read_marks(written) == Marked(text):
        return written
    return re.sub(r"([\\`*_\[\]{}^<&|~])", r"\\\1", text)


def without_marks(written: str) -> str:
    """What is left of a line where every `|` and `~` that is not escaped is taken for a mark."""
    left = _MARK.sub(lambda found: found["braced"] or found["escaped"] or "", written)
    return _READ.sub(lambda found: _SHOWN_AGAIN.get(found[0], ""), left)


def head_mark_problems(read: Marked, where: Place) -> list[Problem]:
    """What is wrong with a line's marks, and a warning for each bare `|` or `~` that was taken for a mark and may be
    copy, or the other way round.
    """
    bare = [_mark_problem(read.text, bare, replace(where, character=bare.at)) for bare in read.bare]
    return [*(replace(fault, where=where) for fault in read.faults), *bare]


def _mark_problem(text: str, bare: Bare, where: Place) -> Problem:
    sign, printed = bare.char[0], "" if bare.obeyed else bare.char
    before, behind = text[max(0, bare.at - _SHOWN) : bare.at], text[bare.at + len(printed) :][:_SHOWN]
    says = "a line ends there" if "|" in bare.char else "no line ends there"
    outcome = f"is a mark and not printed: {says}" if bare.obeyed else "is printed"
    what = f"{bare.char} between “{before}” and “{behind}” {outcome}."
    hint = rf"write <{sign}> for the mark, or \{sign} to print it"
    return Problem("head-mark" if bare.obeyed else "stray-mark", "warning", what, where, hint)


def _reading(marks: str, before: str, behind: str) -> _Reading:
    """Whether bare marks between two texts are marks, copy, or copy that may have been meant as marks."""
    before = before.rstrip(_VARIANT)
    near, far = before[-1:], behind[:1]
    if not near or not far or near.isspace() or far.isspace() or marks.count("~") > 1:
        return "copy"
    counted = bool(_COUNTED.search(before))
    return _bar(near, far, counted) if "|" in marks else _tilde(near, far, before, counted)


def _is_chinese(char: str) -> bool:
    """Whether a character is Han, kana or a full-width mark; full-width figures, letters and signs are none."""
    return any(kind.match(char) for kind in (_HAN, _KANA, _WIDE)) and not _SIGN.match(char)


def _bar(near: str, far: str, counted: bool) -> _Reading:
    chinese = [_is_chinese(char) for char in (near, far)]
    if all(chinese):
        return "doubtful" if counted else "mark"
    return "doubtful" if any(chinese) else "copy"


def _tilde(near: str, far: str, before: str, counted: bool) -> _Reading:
    """A bare `~` is how copy writes a range: it is never a mark. There is a warning where one may be meant."""
    if any(map(str.isdigit, near + far)):
        return "copy"
    if _HAN.match(near) and _HAN.match(far):
        dated = counted or near in _NUMERAL or far in _NUMERAL or _WEEKDAY.search(before)
        return "copy" if dated else "doubtful"
    words = [char for char in near + far if _HAN.match(char) or _KANA.match(char)]
    others = [char for char in near + far if _KANA.match(char) or _WIDE.match(char) or _LATIN.match(char)]
    return "doubtful" if words and others else "copy"
