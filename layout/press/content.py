"""A page of the scene -> the operators that paint it, in the scene's order (ISO 32000-1 8 and 9).

Every colour is four process inks (`k`, `K`). Black text and black rules overprint, so that no white shows
around them when the plates do not meet; everything else knocks out what lies beneath.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from layout.press.fontobjects import EM, Sign, decimal, utf16
from layout.press.objects import points
from layout.scene import Box, GlyphRun, Ink, Line, Mpt, Page, Picture, Rule

OVERPRINT: Final = "Over"
KNOCKOUT: Final = "Knock"
"""The names of the two graphics states that pages use."""

NOISE: Final = 3 * EM // 5
"""How far a glyph may stand from its place before it is moved: 0.6 thousandths of a point, times `EM`.

The scene rounds places to 1; without this each rounding would be written out.
"""


@dataclass(frozen=True, slots=True)
class PageFont:
    """A face as pages of one document name it: `/label`, and the code and width of each sign."""

    label: str
    codes: Mapping[Sign, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class PageResources:
    """What the operators of a page may name: fonts by the face's id, pictures by the scene's value."""

    fonts: Mapping[str, PageFont]
    pictures: Mapping[Picture, str]


class _State:
    """What the page's graphics state is after the operators so far, so that nothing is set twice."""

    __slots__ = ("fill", "font", "left", "overprint", "stroke", "top", "width")

    def __init__(self, left: Mpt, top: Mpt) -> None:
        # The scene's origin, seen from the lower left corner of the media.
        self.left = left
        self.top = top
        self.fill: Ink | None = None
        self.stroke: Ink | None = None
        self.overprint: bool | None = None
        self.width: Mpt | None = None
        self.font: tuple[str, Mpt] | None = None

    def place(self, x: Mpt, y: Mpt) -> str:
        return f"{points(self.left + x)} {points(self.top - y)}"

    def fills(self, ink: Ink, overprint: bool) -> list[str]:
        """The operators that make the next filling so; text is filled too."""
        changes = self.prints(overprint)
        if ink != self.fill:
            self.fill = ink
            changes.append(f"{inks(ink)} k")
        return changes

    def strokes(self, ink: Ink, width: Mpt, overprint: bool) -> list[str]:
        """The operators that make the next stroke so."""
        changes = self.prints(overprint)
        if ink != self.stroke:
            self.stroke = ink
            changes.append(f"{inks(ink)} K")
        if width != self.width:
            self.width = width
            changes.append(f"{points(width)} w")
        return changes

    def prints(self, overprint: bool) -> list[str]:
        if overprint == self.overprint:
            return []
        self.overprint = overprint
        return [f"/{OVERPRINT if overprint else KNOCKOUT} gs"]


def page_content(page: Page, bleed: Mpt, resources: PageResources) -> bytes:
    """The operators of a whole page, on media that is larger than the trim by `bleed` on every side.

    Raises KeyError for a face, a sign or a picture that `resources` has not.
    """
    state = _State(bleed, bleed + page.height)
    out: list[str] = []
    for region in page.regions:
        for item in region.items:
            match item:
                case Line():
                    out += _line(item, state, resources.fonts)
                case Box():
                    out += _box(item, state)
                case Rule():
                    out += _rule(item, state)
                case Picture():
                    out += _picture(item, state, resources.pictures[item])
    return "\n".join(out).encode("ascii")


def _line(line: Line, state: _State, fonts: Mapping[str, PageFont]) -> list[str]:
    runs = [run for run in line.runs if run.glyphs]
    if not runs:
        return []
    out = ["BT"]
    for run in runs:
        font = fonts[run.face]
        out += state.fills(run.ink, is_black(run.ink))
        if (run.face, run.size) != state.font:
            state.font = (run.face, run.size)
            out.append(f"/{font.label} {points(run.size)} Tf")
        out.append(f"1 0 0 1 {state.place(run.x + run.xs[0], run.baseline)} Tm")
        out.append(shown(run, font.codes))
    out.append("ET")
    return out


def shown(run: GlyphRun, codes: Mapping[Sign, tuple[str, int]]) -> str:
    """One `TJ` for a run: its codes, and a number wherever the next glyph stands elsewhere than the pen.

    The pen is followed as the reader of the file follows it, in the numbers that are written, so that
    roundings do not add up along a line: every glyph stands within 0.001 pt of its place.
    """
    size = run.size
    start = run.xs[0]
    pen = 0
    pieces: list[str] = []
    for sign, x in zip(zip(run.glyphs, run.texts, strict=True), run.xs, strict=True):
        code, width = codes[sign]
        # To the left is positive (ISO 32000-1 9.4.3).
        back = pen - ((x - start) * EM + size // 2) // size
        if back and abs(back) * size > NOISE:
            code = f">{decimal(back)}<{code}"
            pen -= back
        pieces.append(code)
        pen += width
    if "" in run.texts:
        return _with_clusters(pieces, run.texts)
    return f"[<{''.join(pieces)}>] TJ"


def _with_clusters(pieces: list[str], texts: Sequence[str]) -> str:
    """The same for a run in which several glyphs stand for one text: their text is told by a mark around them.

    ISO 32000-1 14.9.4, ActualText. `pieces` are the codes, each behind the number that moves the pen to it.
    """
    marked = False
    for index, text in enumerate(texts):
        goes_on = index + 1 < len(texts) and not texts[index + 1]
        if text and goes_on:
            # What moves the pen to the cluster stays before the mark: a code is the last four digits.
            move, code = pieces[index][:-4], pieces[index][-4:]
            mark = f"/Span <</ActualText <FEFF{utf16(text)}>>> BDC"
            pieces[index] = f"{move}>] TJ {mark} [<{code}"
            marked = True
        elif marked and not text and not goes_on:
            pieces[index] += ">] TJ EMC [<"
            marked = False
    return f"[<{''.join(pieces)}>] TJ ".replace("[<>] TJ ", "").rstrip()


def _box(box: Box, state: _State) -> list[str]:
    rect = box.rect
    corner = state.place(rect.x, rect.bottom)
    outline = f"{corner} {points(rect.width)} {points(rect.height)} re"
    out: list[str] = []
    if box.fill is not None:
        out += [*state.fills(box.fill, overprint=False), outline, "f"]
    if box.stroke is not None and box.stroke_width > 0:
        out += [*state.strokes(box.stroke, box.stroke_width, is_black(box.stroke)), outline, "S"]
    return out


def _rule(rule: Rule, state: _State) -> list[str]:
    return [
        *state.strokes(rule.ink, rule.width, is_black(rule.ink)),
        f"{state.place(rule.x1, rule.y1)} m",
        f"{state.place(rule.x2, rule.y2)} l",
        "S",
    ]


def _picture(picture: Picture, state: _State, label: str) -> list[str]:
    rect = picture.rect
    matrix = f"{points(rect.width)} 0 0 {points(rect.height)} {state.place(rect.x, rect.bottom)} cm"
    # A picture that overprints would show what lies beneath it through its white.
    return [*state.prints(overprint=False), "q", matrix, f"/{label} Do", "Q"]


def is_black(ink: Ink) -> bool:
    """Whether this is black alone at full strength: what may overprint without changing its colour."""
    return (ink.cyan, ink.magenta, ink.yellow, ink.black) == (0, 0, 0, 100)


@lru_cache(maxsize=256)
def inks(ink: Ink) -> str:
    """The four operands of `k` and `K`: parts of one, not percent."""
    parts = (ink.cyan, ink.magenta, ink.yellow, ink.black)
    return " ".join(f"{part / 100:.4f}".rstrip("0").rstrip(".") for part in parts)
