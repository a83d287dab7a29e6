"""Inline content -> units: the pieces that a line is made of, each with its glyphs, its core width and its blanks.

A unit is a character of Han, a mark, a word's unbreakable piece, a whole dash. Its *core* never changes; a
full-width mark's empty half is a *blank* at its left or right, which rules and adjustment may take away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from layout.typeset.breaks import FORBIDDEN, break_costs
from layout.typeset.classify import classify
from layout.typeset.glyphs import GETA, Cluster, Piece, find, full_width, scaled, shape, word_clusters
from layout.typeset.inline import Face, Font, Inline
from layout.typeset.lines import Missing
from layout.typeset.profile import Profile

_TOKENS = re.compile("H+x*|[A0][A0x]*|DDD(?!D)|DD?|EEE(?!E)|EE?|!+x*|[^HA0DE!]x*")
_INK_OVER = 50
"""Ink may stand over the middle of the em by one part in so many: Kai has its ？ there, FangSong its 《》."""


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What the spacing of two neighbours depends on. `em` is the type size, `left` and `right` the blanks.

    There is one object for each kind (see `kind_of`), so that kinds are compared and looked up as fast as can be.
    """

    letter: str
    em: int
    left: int = 0
    right: int = 0
    tracking: int = 0
    word_space: int = 0


@cache
def kind_of(
    letter: str, em: int, blanks: tuple[int, int] = (0, 0), tracking: int = 0, word_space: int = 0
) -> Kind:
    """The kind with these properties; always the same object for the same ones."""
    return Kind(letter, em, *blanks, tracking, word_space)


Glyphs = tuple[Face, tuple[int, ...], tuple[int, ...], tuple[str, ...]]
"""A face, glyph ids, their origins from the core's start, and the text each stands for."""

Mark = tuple[Kind, int, Glyphs]
"""A mark as a unit: its kind, core and glyph."""

UnitGlyphs = Glyphs | int
"""A unit's glyphs; a bare id is one glyph of the inline's own face, at the core's start, for the unit's text."""


@dataclass(slots=True)
class Units:
    """The units of a paragraph, as columns. `starts` has one entry more than there are units.

    `forced` are the units behind which the line ends whatever its width (forced breaks), in order; `hyphens` gives
    the width of the hyphen that a unit gets where it ends a line and the word goes on.
    """

    text: str
    starts: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    cores: list[int] = field(default_factory=list)
    glyphs: list[UnitGlyphs] = field(default_factory=list)
    inlines: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    contents: Sequence[Inline] = ()
    forced: list[int] = field(default_factory=list)
    hyphens: dict[int, int] = field(default_factory=dict)

    def add(self, start: int, kind: Kind, core: int, glyphs: Glyphs, inline: int) -> None:
        self.starts.append(start)
        self.kinds.append(kind)
        self.cores.append(core)
        self.glyphs.append(glyphs)
        self.inlines.append(inline)


def make_units(inlines: Sequence[Inline], profile: Profile) -> Units:
    """Every character of the inlines in order, as units; `breaks[i]` is the cost of a line beginning at unit i."""
    text = "".join(inline.text for inline in inlines)
    classes = classify(text, profile)
    costs = break_costs(text, classes, profile)
    units = Units(text, contents=inlines)
    offset = 0
    for number, inline in enumerate(inlines):
        end = offset + len(inline.text)
        marks: dict[str, Mark | None] = {}
        for match in _TOKENS.finditer(classes, offset, end):
            start, stop = match.span()
            token = text[start:stop]
            mark = marks.get(token)
            if mark is not None:
                units.add(start, *mark, number)
                continue
            piece = Piece(start, token, number, inline.font)
            _add_token(units, piece, classes[start:stop], costs, profile)
            if classes[start] in "(),." and stop - start == 1:
                # The class of — and / depends on their neighbours, and that of ！ on the one before it.
                marks[token] = measured_mark(token, classes[start], inline.font, profile)
        offset = end
    _close(units)
    units.breaks = [costs[start] for start in units.starts]
    units.starts.append(len(text))
    return units


def _close(units: Units) -> None:
    """Control characters take no room and make no mark: each is part of the unit before it, the first ones of the
    unit behind them, so that every character of the text is in a line.
    """
    if not units.text:
        return
    if not units.starts:
        font = units.contents[0].font
        units.add(0, kind_of("H", font.size), 0, (font.face, (), (), ()), 0)
    first = units.glyphs[0]
    if units.starts[0] and isinstance(first, int):
        face = units.contents[units.inlines[0]].font.face
        units.glyphs[0] = (face, (first,), (0,), (units.text[units.starts[0]],))
    units.starts[0] = 0


def _add_token(units: Units, piece: Piece, classes: str, costs: list[int], profile: Profile) -> None:
    letter = classes[0]
    if letter == "H" and "x" not in classes:
        _add_han(units, piece, profile)
    elif letter in "A0" or "x" in classes:
        _add_words(units, piece, classes, costs, profile.lang)
    elif letter in "DE":
        face = full_width(piece.text[0], piece.font, profile.lang)[0]
        _add_clusters(units, piece, letter, shape(piece, face, profile.lang, units.missing))
    elif letter == "!":
        _add_exclaims(units, piece, profile)
    elif letter in " h_":
        _add_space(units, piece, letter, profile)
    elif letter != "c":
        _add_mark(units, piece, letter, profile)


def _add_han(units: Units, piece: Piece, profile: Profile) -> None:
    font, start, text = piece.font, piece.start, piece.text
    face = font.face
    found = face.glyphs(text, profile.lang)
    count = len(text)
    kind = kind_of("H", font.size, tracking=font.tracking)
    units.starts += range(start, start + count)
    units.kinds += [kind] * count
    units.inlines += [piece.inline] * count
    upem, size, advance = face.upem, font.size, face.advance
    units.cores += [
        size if (width := advance(glyph)) == upem else (2 * width * size + upem) // (2 * upem)
        for glyph in found
    ]
    units.glyphs += found
    if 0 in found:
        _find_elsewhere(units, piece, found, profile.lang)


def _find_elsewhere(units: Units, piece: Piece, found: Sequence[int], lang: str) -> None:
    """Puts another face's glyph, or the geta, where the inline's own face has none."""
    first = len(units.glyphs) - len(found)
    for offset, glyph in enumerate(found):
        if glyph:
            continue
        char = piece.text[offset]
        face, other = find(char, piece.font, lang)
        if not other:
            units.missing.append(Missing(piece.start + offset, char))
            face, other = find(GETA, piece.font, lang)
        width = scaled(face.advance(other), piece.font, face) if other else piece.font.size
        units.cores[first + offset] = width
        units.glyphs[first + offset] = (face, (other,), (0,), (char,))


def _half_em(char: str, letter: str, profile: Profile) -> bool:
    name = {"m": "middle", "/": "slash"}.get(letter, "en-dash" if char == "–" else "")
    return name in profile.half_em


def _add_mark(units: Units, piece: Piece, letter: str, profile: Profile) -> None:
    mark = measured_mark(piece.text, letter, piece.font, profile)
    if mark is None:
        units.missing.append(Missing(piece.start, piece.text))
        face, glyph = find(GETA, piece.font, profile.lang)
        em = piece.font.size
        width = scaled(face.advance(glyph), piece.font, face) if glyph else em
        mark = (
            kind_of(letter, em, tracking=piece.font.tracking),
            width,
            (face, (glyph,), (0,), (piece.text,)),
        )
    units.add(piece.start, *mark, piece.inline)


@lru_cache(maxsize=4096)
def measured_mark(char: str, letter: str, font: Font, profile: Profile) -> Mark | None:
    """A single mark's kind, core and glyph; None if no face has it.

    Its blank is where the glyph has no ink, so that any face's own design is followed.
    """
    halved = _half_em(char, letter, profile)
    # The full-width ／ has ink all over its em: half an em of it is what / is.
    drawn = "/" if letter == "/" and halved else char
    look_up = find if letter in "m/" else full_width
    face, glyph = look_up(drawn, font, profile.lang)
    if not glyph:
        return None
    em, half = font.size, font.size // 2
    advance = scaled(face.advance(glyph), font, face)
    left = right = shift = 0
    ink = face.ink(glyph)
    centre = scaled(ink.x_min + ink.x_max, font, face) // 2
    if halved:
        core, shift = half, half // 2 - centre
    elif letter == "m":
        core, shift = half, half // 2 - centre
        left = right = (em - half) // 2
    else:
        core = advance
        if advance == em and letter in "(),.!":
            left, right = _blanks(scaled(ink.x_min, font, face), scaled(ink.x_max, font, face), em)
            core, shift = em - left - right, -left
    return kind_of(letter, em, (left, right), font.tracking), core, (face, (glyph,), (shift,), (char,))


def _blanks(ink_start: int, ink_end: int, em: int) -> tuple[int, int]:
    """The blank at each side of a full-width mark: half an em at the side without ink, a quarter at both if centred."""
    half, quarter, over = em // 2, em // 4, em // _INK_OVER
    if ink_end <= half + over:
        return 0, half
    if ink_start >= em - half - over:
        return half, 0
    if ink_start >= quarter and ink_end <= em - quarter:
        return quarter, quarter
    return 0, 0


def _add_exclaims(units: Units, piece: Piece, profile: Profile) -> None:
    """！ and ？ in a row: a pair is one em wide, three are two (GB/T 15834 5.1.2), so every second has no blank."""
    for number, char in enumerate(piece.text):
        one = Piece(piece.start + number, char, piece.inline, piece.font)
        _add_mark(units, one, "!", profile)
        if number % 2:
            kind = units.kinds[-1]
            units.kinds[-1] = kind_of("!", kind.em, (kind.left, 0), kind.tracking)


def _add_words(units: Units, piece: Piece, classes: str, costs: list[int], lang: str) -> None:
    """Words, shaped whole so that they are kerned, cut where a line may begin inside and where the face changes.

    Han and marks that carry a combining character come here too.
    """
    letter = "A" if classes[0] in "A0x " else "H"
    unit: list[Cluster] = []
    for cluster in word_clusters(piece, classes, lang, units.missing):
        if unit and (costs[cluster.start] != FORBIDDEN or cluster.face is not unit[0].face):
            _add_clusters(units, piece, letter, unit)
            unit = []
        unit.append(cluster)
    _add_clusters(units, piece, letter, unit)


def _add_clusters(units: Units, piece: Piece, letter: str, clusters: Sequence[Cluster]) -> None:
    """One unit of clusters that stay together. Tracking goes into words too, but never into a dash."""
    if not clusters:
        return
    tracking = piece.font.tracking
    glyphs, xs, texts, pen = [], [], [], 0
    for number, cluster in enumerate(clusters):
        if number and letter not in "DE":
            pen += tracking
        for glyph, origin in cluster.glyphs:
            glyphs.append(glyph)
            xs.append(pen + origin)
            texts.append("")
        texts[-len(cluster.glyphs)] = cluster.text
        pen += cluster.advance
    kind = kind_of(letter, piece.font.size, tracking=tracking)
    own = (clusters[0].face, tuple(glyphs), tuple(xs), tuple(texts))
    units.add(clusters[0].start, kind, pen, own, piece.inline)


def _add_space(units: Units, piece: Piece, letter: str, profile: Profile) -> None:
    """A space is all blank: it goes at a line's end. An ideographic one is an em and does not give."""
    font = piece.font
    face, glyph = find(piece.text if letter == "_" else " ", font, profile.lang)
    if letter == " ":
        width = scaled(face.advance(glyph), font, face) if glyph else font.size // 4
    else:
        width = font.size if letter == "_" else round(profile.han_space_em * font.size)
    kind = kind_of(letter, font.size, tracking=font.tracking, word_space=width)
    shown = piece.text
    glyphs = (face, (glyph,), (0,), (shown,)) if glyph else (face, (), (), ())
    units.add(piece.start, kind, 0, glyphs, piece.inline)
