"""The line setter: inline content, a style and a measure -> set lines, in either direction, by a profile's rules.

    from layout.typeset import Font, Inline, ParagraphStyle, load_profile, set_paragraph

    style = ParagraphStyle(load_profile("zh-Hans-newspaper"), "justify", indent=21_000)
    found = set_paragraph([Inline("……", Font(face, 10_500))], style, measure=157_500)

This is its public face; what other modules of the room hold may change. Lengths are thousandths of a point, offsets are
code points of the paragraph. `docs/setting.md` tells how it is used, `docs/CONFORMANCE.md` what it follows.

- what goes in: `Inline` (text in a `Font`, with a `TextMark`: `RubyMark`, `ZhuyinMark`, `DotsMark`, `SideLineMark`,
  `UprightMark`, `WarichuMark`, `NoteMark`, `ScriptMark`), `ParagraphStyle`, a `Measure`; the rules are a `Profile`
  (`load_profile`, `profile_names`)
- what comes out: `SetParagraph` of `SetLine`s of `SetRun`s and `SideStroke`s, with the characters `Missing` in every
  face, which messages name by `name_face`
- `measure_paragraph` first (a `Measurement`: fewest, natural and most lines), `set_paragraph` second; `set_lines` for
  texts of any length, `set_text` for short ones that are asked for again; `trace` says why the places of a line are as
  they are
- `prepare_paragraph` first (a `PreparedParagraph`), then `find_ways` (its `ParagraphWays` at a measure, a
  `ParagraphWay` for each number of lines) and `set_way`, where several measures or numbers of lines are tried; `Holds`
  are places where a text is not to be broken; `hold_ends` finds a way that parts nothing where some of its lines end,
  and `find_parted_ends` says which do
- `break_opportunities`: where a line may begin, by language and `BreakLevel`, without any font; `free_breaks` by a
  profile; `find_first_piece`: what a text begins with that no line's end parts
- `find_expressions`: the numbers of a text with all that belongs to them (an `Expression` each)
- `display_profile`: a profile as heads and other large type have it; `trim_to_ink`: their ink at the edges of a line
- `orientation`: how a character stands in a vertical line
"""

from __future__ import annotations

from layout.plan.profile import Profile, UnknownProfile, display_profile, load_profile, profile_names
from layout.typeset.breaks.expressions import Expression, find_expressions
from layout.typeset.breaks.language import UnknownLanguage
from layout.typeset.breaks.opportunities import (
    BREAK_LEVELS,
    BreakLevel,
    UnknownLevel,
    break_opportunities,
    find_first_piece,
    free_breaks,
)
from layout.typeset.ink_edges import trim_to_ink
from layout.typeset.inline import (
    NO_HOLDS,
    DotsMark,
    Font,
    Holds,
    Inline,
    Measure,
    NoteMark,
    ParagraphStyle,
    RubyMark,
    ScriptMark,
    SideLineMark,
    TextMark,
    UnusableFont,
    UprightMark,
    WarichuMark,
    ZhuyinMark,
)
from layout.typeset.lines import Measurement, Missing, SetLine, SetParagraph, SetRun, SideStroke
from layout.typeset.paragraph import (
    find_ways,
    measure_paragraph,
    prepare_paragraph,
    set_paragraph,
    set_text,
    set_way,
)
from layout.typeset.search.held_ends import find_parted_ends, hold_ends
from layout.typeset.search.prepared import PreparedParagraph
from layout.typeset.search.ways import ParagraphWay, ParagraphWays
from layout.typeset.stream import set_lines
from layout.typeset.trace import Adjusted, trace
from layout.typeset.unicode.orientation import Orientation, orientation
from layout.typeset.units.glyphs import name_face

__all__ = [
    "BREAK_LEVELS",
    "NO_HOLDS",
    "Adjusted",
    "BreakLevel",
    "DotsMark",
    "Expression",
    "Font",
    "Holds",
    "Inline",
    "Measure",
    "Measurement",
    "Missing",
    "NoteMark",
    "Orientation",
    "ParagraphStyle",
    "ParagraphWay",
    "ParagraphWays",
    "PreparedParagraph",
    "Profile",
    "RubyMark",
    "ScriptMark",
    "SetLine",
    "SetParagraph",
    "SetRun",
    "SideLineMark",
    "SideStroke",
    "TextMark",
    "UnknownLanguage",
    "UnknownLevel",
    "UnknownProfile",
    "UnusableFont",
    "UprightMark",
    "WarichuMark",
    "ZhuyinMark",
    "break_opportunities",
    "display_profile",
    "find_expressions",
    "find_first_piece",
    "find_parted_ends",
    "find_ways",
    "free_breaks",
    "hold_ends",
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
    "trim_to_ink",
]
