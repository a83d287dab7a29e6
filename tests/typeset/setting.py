"""Text -> lines of square type, whose places are read in ems: what the tests of the line setter have in common."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from fonts.face import Face, FaceSpec
from layout.plan.profile import Profile, load_profile
from layout.plan.style import Align
from layout.typeset.inline import Font, Inline, Measure, ParagraphStyle
from layout.typeset.lines import SetLine, SetParagraph
from layout.typeset.paragraph import set_paragraph
from tests.faces import FULL, HALVES, UPPER_AND_LOWER, Box, Design, square_face

FOLDER: Final = TemporaryDirectory(prefix="duikai-square-")
"""Where the faces are, as long as the tests run (see conftest)."""

EM: Final = 10_000
"""The body: 10 pt, so that an em is a round number of the setter's thousandths of a point."""

NEWSPAPER: Final = load_profile("zh-Hans-newspaper")

HAN: Final = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳中文字"
UNITS: Final = "年月日时分元万亿吨公里第版号家个"
MARKS: Final = "，。、：；？！“”‘’（）《》〈〉【】［］「」『』〔〕·・～—…／–￥％℃㎡"
LATIN: Final = string.ascii_letters + string.digits + string.punctuation
GETA: Final = "〓"
ALL: Final = HAN + UNITS + MARKS + LATIN + " " + GETA

_MIDDLE: Final[Box] = (400, 200, 600, 400)
_SPACE: Final = 400
"""The word space in thousandths of an em: wide enough to shrink (to 250) and to stretch (to 500)."""


def face_of(name: str, chars: str, **design: Any) -> Face:
    """A face with squares for the characters; what else is asked of its design, see `tests.faces.Design`."""
    path = Path(FOLDER.name) / f"{name}.ttf"
    square_face(chars, path, design=Design(family=name, **design))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Face(FaceSpec(name, path, path.name, digest, 0, ()))


@cache
def square(name: str = "square", chars: str = ALL, quotes: int = 1000) -> Face:
    """A face of squares: Han and marks one em (marks with ink in half of it), Latin half an em, a space 0.4 em.

    `quotes` is the advance of the curly quotes: Kai faces have them narrow.
    """
    advances = {**dict.fromkeys(LATIN, 500), " ": _SPACE, "–": 500, **dict.fromkeys("“”‘’", quotes)}
    inks = {**HALVES, **dict.fromkeys("·・", _MIDDLE), **dict.fromkeys("–/", (50, 200, 450, 250))}
    if quotes != 1000:
        inks |= dict.fromkeys("“”‘’", (50, 0, quotes - 50, 800))
    uprights = {**UPPER_AND_LOWER, **dict.fromkeys("—…～ー", FULL)}
    return face_of(name, chars, advances=advances, inks=inks, uprights=uprights)


@dataclass(frozen=True, slots=True)
class Case:
    """How the text of a test is set. Measures and places are in ems."""

    profile: Profile = NEWSPAPER
    align: Align = "justify"
    indent: float = 0
    face: Face | None = None
    fallbacks: tuple[Face, ...] = ()
    tracking: float = 0
    vertical: bool = False

    def but(self, **rules: Any) -> Case:
        """The same with other rules in the profile: for negative controls."""
        profile = self.profile.model_copy(update={"name": f"{self.profile.name} {rules}", **rules})
        return replace(self, profile=profile)

    @property
    def font(self) -> Font:
        return Font(self.face or square(), EM, self.fallbacks, round(self.tracking * EM))

    @property
    def style(self) -> ParagraphStyle:
        return ParagraphStyle(self.profile, self.align, round(self.indent * EM), self.vertical)

    def inlines(self, text: str) -> list[Inline]:
        return [Inline(text, self.font)]

    def set(self, text: str, measure: float, lines: int | None = None) -> SetParagraph:
        return set_paragraph(self.inlines(text), self.style, mpt(measure), lines)

    def set_to(self, text: str, measure: Measure, lines: int | None = None) -> SetParagraph:
        """The same with a measure in thousandths of a point, or one for each line."""
        return set_paragraph(self.inlines(text), self.style, measure, lines)

    def lines(self, text: str, measure: float) -> list[str]:
        """What stands on each line."""
        return texts(self.set(text, measure))

    def one_line(self, text: str) -> SetLine:
        """The text on a line that is long enough for it."""
        (line,) = self.set(text, 1000).lines
        return line

    def width(self, text: str) -> float:
        """The room that a text takes between two Han."""
        line = self.one_line(f"天{text}地")
        found = places(line)
        return found[-1][1] - found[0][1] - 1


PLAIN: Final = Case()
VERTICAL: Final = Case(vertical=True)


def mpt(ems: float) -> int:
    return round(ems * EM)


def texts(found: SetParagraph) -> list[str]:
    return [found.text[line.start : line.end] for line in found.lines]


def places(line: SetLine) -> list[tuple[str, float]]:
    """Each glyph's text and the origin of the glyph, in ems from the start of the measure."""
    return [(text, x / EM) for run in line.runs for text, x in zip(run.texts, run.xs, strict=True)]


def gaps(line: SetLine, advances: dict[str, float] | None = None) -> list[float]:
    """What stands between each glyph's advance box and the next's origin, in ems; negative where they overlap."""
    found = places(line)
    known = advances or {}
    wide = [known.get(text, 0.5 if text in LATIN else 0.4 if text == " " else 1) for text, _ in found]
    return [
        round(after[1] - before[1] - advance, 6)
        for before, after, advance in zip(found, found[1:], wide, strict=False)
    ]


def plain_text(lines: Sequence[SetLine]) -> str:
    """The text of all glyphs in order."""
    return "".join(text for line in lines for run in line.runs for text in run.texts)
