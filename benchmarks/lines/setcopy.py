"""Paragraphs, a language and a measure -> their lines as a reader sees them, set by the setter's public face."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.lines.faults import SeenLine, Shown

if TYPE_CHECKING:
    from layout.typeset import Inline, ParagraphStyle, SetLine

EM: Final = 10_000
"""The body: 10 pt, in thousandths."""

PROFILES: Final = {
    "zh-Hans": ("zh-Hans-newspaper", 2),
    "zh-Hant": ("zh-Hant-TW", 2),
    "ja": ("ja-newspaper", 1),
    "ko": ("ko", 1),
    "ko by word": ("ko", 1),
    "en": ("en", 1),
}
"""The profile of each language, and the indent of a paragraph in ems."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a language's copy is set: its font and its style of paragraph."""

    language: str
    style: ParagraphStyle
    inline: Inline

    def set_copy(self, paragraphs: Sequence[str], ems: int) -> tuple[list[list[SeenLine]], float]:
        """The lines of each paragraph, and the seconds of processor time that setting them took."""
        from dataclasses import replace

        from layout.typeset import set_paragraph

        inlines = [[replace(self.inline, text=text)] for text in paragraphs]
        began = time.process_time()
        found = [set_paragraph(given, self.style, ems * EM).lines for given in inlines]
        seconds = time.process_time() - began
        return [[_see(line) for line in lines] for lines in found], seconds


def open_sheet(language: str) -> Sheet:
    """The font and the style for the copy of a language, in the program that is imported."""
    from fonts.catalogue import Catalogue
    from layout.typeset import Font, Inline, ParagraphStyle, load_profile

    name, indent = PROFILES[language]
    profile = load_profile(name)
    if language.endswith("by word"):
        profile = profile.model_copy(update={"name": language, "break_hangul": "word"})
    # What a body of this language has, where the program's profiles say it.
    tracking = round(getattr(profile, "tracking_em", 0) * EM)
    font = Font(Catalogue.load().resolve("song", 400).face, EM, tracking=tracking)
    return Sheet(language, ParagraphStyle(profile, "justify", indent * EM), Inline("", font))


def _see(line: SetLine) -> SeenLine:
    """A set line in ems, its glyphs from left to right."""
    glyphs = sorted(
        (
            Shown(text, x / EM, advance / EM)
            for run in line.runs
            if not run.annotation
            for text, x, advance in zip(run.texts, run.xs, run.advances, strict=True)
        ),
        key=lambda glyph: glyph.x,
    )
    return SeenLine(line.start, line.end, tuple(glyphs), line.measure / EM, line.width / EM, line.step)
