"""A text of copy and its dress -> the setter's inlines, in the faces and sizes of the text and its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from content.characters.kinds import clusters
from content.marking.body import Text, ruby_over
from layout.makeup.wardrobe import Dress, font_at
from layout.scene import Beside, Ink
from layout.typeset import (
    DotsMark,
    Font,
    Inline,
    NoteMark,
    RubyMark,
    ScriptMark,
    SideLineMark,
    TextMark,
    UprightMark,
    WarichuMark,
    ZhuyinMark,
)

_PLAIN, _LEAD_IN, _STRONG, _EMPHASIS = range(4)

RUBY_EM = 0.5
"""Size of ruby and pinyin against the text's (JLREQ 3.3; CLREQ 3.3.4)."""

ZHUYIN_EM = 0.3
"""Size of zhuyin (CLREQ 3.3.4: three tenths)."""

DOTS_EM = 0.5
"""Size that emphasis dots are set in (CSS Text Decoration 3, 3.4)."""

WARICHU_EM = 0.5
"""Size of a note in two lines (JLREQ 3.4.2)."""

NOTE_EM, NOTE_RISE_EM = 0.6, 0.35
"""Size of a note's reference mark, and how far it is raised: a face's superscript figures are about so."""

_BOPOMOFO = re.compile("[\u3100-\u312f\u31a0-\u31bf]")


def inlines_of(texts: Sequence[Text], dress: Dress) -> list[Inline]:
    """The inlines of a paragraph or subhead; the key of each says in which ink (`inks_of`)."""
    return [_inline(text, dress) for text in texts]


def make_lead_in(text: str, opening: Dress) -> Inline:
    """The lead-in that opens a paragraph, in its own dress."""
    return Inline(text, opening.font, _LEAD_IN)


def inks_of(dress: Dress, opening: Dress) -> Mapping[int, Ink]:
    """The ink of each key, where the lead-in is dressed in `opening`."""
    return {_PLAIN: dress.ink, _STRONG: dress.ink, _EMPHASIS: dress.ink, _LEAD_IN: opening.ink}


def beside_of(inlines: Iterable[Inline]) -> Iterator[Beside]:
    """What stands beside a paragraph's text and is copy too: each ruby and zhuyin, and each line drawn along a name.

    Emphasis dots are a way to show copy, and none themselves.
    """
    offset = 0
    for inline in inlines:
        mark, end = inline.mark, offset + len(inline.text)
        if isinstance(mark, SideLineMark):
            yield Beside(offset, end, "")
        elif isinstance(mark, RubyMark | ZhuyinMark):
            for ruby in ruby_over(inline.text, mark.texts, offset):
                yield Beside(ruby.start, ruby.end, ruby.text)
        offset = end


def _inline(text: Text, dress: Dress) -> Inline:
    # What has ruby or a line beside it already shows its emphasis by the face.
    dots = dress.style.emphasis_dots if text.emphasis and not (text.ruby or text.mark) else None
    key = _STRONG if text.strong else _EMPHASIS if text.emphasis and not dots else _PLAIN
    font = {_PLAIN: dress.font, _STRONG: dress.strong, _EMPHASIS: dress.emphasis}[key]
    if text.mark == "note":
        return Inline(text.text, _at_part(font, NOTE_EM), key, NoteMark(round(font.size * NOTE_RISE_EM)))
    mark = _mark(text, font)
    if mark is None and dots:
        over = dress.paragraph.profile.lang.startswith("ja")
        mark = DotsMark(dots, _at_part(font, DOTS_EM), over)
    return Inline(text.text, font, key, mark)


def _mark(text: Text, font: Font) -> TextMark | None:
    """What stands beside a text; of two marks on one, ruby."""
    if text.ruby:
        # Zhuyin is by the character; one reading for several is set as other ruby is.
        if len(text.ruby) == len(clusters(text.text)) and _BOPOMOFO.search("".join(text.ruby)):
            return ZhuyinMark(text.ruby, _at_part(font, ZHUYIN_EM))
        return RubyMark(text.ruby, _at_part(font, RUBY_EM))
    if text.mark == "tcy":
        return UprightMark()
    if text.mark == "warichu":
        return WarichuMark(_at_part(font, WARICHU_EM))
    if text.mark in ("name", "title"):
        return SideLineMark("proper" if text.mark == "name" else "title")
    if text.mark in ("super", "sub"):
        return ScriptMark("super" if text.mark == "super" else "sub")
    return None


def _at_part(font: Font, em: float) -> Font:
    """The font at a part of its size."""
    return font_at(font, round(font.size * em))
