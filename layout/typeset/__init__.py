"""The line setter: inline content, a style and a measure -> set lines, in either direction, by a profile's rules.

    from layout.typeset import Font, Inline, ParagraphStyle, load_profile, set_paragraph

    style = ParagraphStyle(load_profile("zh-Hans-newspaper"), "justify", indent=21_000)
    found = set_paragraph([Inline("……", Font(face, 10_500))], style, measure=157_500)

This is its public face; what other modules of the room hold may change. Lengths are thousandths of a point, offsets are
code points of the paragraph. `docs/setting.md` tells how it is used, `docs/CONFORMANCE.md` what it follows.

- what goes in: `Inline` (text in a `Font`, with a mark: `Ruby`, `Zhuyin`, `Dots`, `SideLine`, `Upright`, `Warichu`,
  `Note`), `ParagraphStyle`, a `Measure`; the rules are a `Profile` (`load_profile`, `profile_names`)
- what comes out: `SetParagraph` of `SetLine`s of `Run`s and `Stroke`s, with the characters `Missing` in every face
- `measure_paragraph` first (a `Measurement`: fewest, natural and most lines), `set_paragraph` second; `set_lines` for
  texts of any length; `trace` tells why the places of a line are as they are
- `break_opportunities`: where a line may begin, by language and level, without any font
- `orientation`: how a character stands in a vertical line
"""

from __future__ import annotations

from layout.plan.profile import Profile, UnknownProfile, load_profile, profile_names
from layout.typeset.glyphs import name_face
from layout.typeset.inline import (
    Dots,
    Face,
    Font,
    Inline,
    Mark,
    Measure,
    Note,
    ParagraphStyle,
    Ruby,
    SideLine,
    UnusableFont,
    Upright,
    Warichu,
    Zhuyin,
)
from layout.typeset.language import UnknownLanguage
from layout.typeset.lines import Measurement, Missing, Run, SetLine, SetParagraph, Stroke
from layout.typeset.opportunities import LEVELS, Level, UnknownLevel, break_opportunities, free_breaks
from layout.typeset.paragraph import (
    find_ways,
    measure_paragraph,
    prepare_paragraph,
    set_paragraph,
    set_text,
    set_way,
)
from layout.typeset.paragraphways import ParagraphWay, ParagraphWays
from layout.typeset.prepared import PreparedParagraph
from layout.typeset.stream import set_lines
from layout.typeset.trace import Adjusted, trace
from layout.typeset.unicode.orientation import Orientation, orientation

__all__ = [
    "LEVELS",
    "Adjusted",
    "Dots",
    "Face",
    "Font",
    "Inline",
    "Level",
    "Mark",
    "Measure",
    "Measurement",
    "Missing",
    "Note",
    "Orientation",
    "ParagraphStyle",
    "ParagraphWay",
    "ParagraphWays",
    "PreparedParagraph",
    "Profile",
    "Ruby",
    "Run",
    "SetLine",
    "SetParagraph",
    "SideLine",
    "Stroke",
    "UnknownLanguage",
    "UnknownLevel",
    "UnknownProfile",
    "UnusableFont",
    "Upright",
    "Warichu",
    "Zhuyin",
    "break_opportunities",
    "find_ways",
    "free_breaks",
    "load_profile",
    "measure_paragraph",
    "name_face",
    "orientation",
    "prepare_paragraph",
    "profile_names",
    "set_lines",
    "set_paragraph",
    "set_text",
    "set_way",
    "trace",
]
