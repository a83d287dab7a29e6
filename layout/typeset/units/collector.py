"""The tokens of inline content -> units, each of its kind: Han, marks, words, figures, what stands in one em."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fonts.remembered import remember
from layout.typeset.breaks.bopomofo import TONES
from layout.typeset.breaks.break_costs import FORBIDDEN
from layout.typeset.inline import Font, ScriptMark, TextMark, UprightMark, WarichuMark
from layout.typeset.lines import GlyphTurn, Missing
from layout.typeset.unicode.superscripts import SUPERSCRIPT
from layout.typeset.units.beside import SetSmall, side_by_side
from layout.typeset.units.glyphs import GETA, Manner, find_glyph, full_width, note_fault, scale
from layout.typeset.units.marks import has_upright_form, lies_down, mark_turn, measured_mark, stands_upright
from layout.typeset.units.scripts import make_character, make_script, split_made
from layout.typeset.units.shaping import Cluster, WordPiece, shape, word_clusters
from layout.typeset.units.spaces import space_width
from layout.typeset.units.standing import FIGURE, SIGN_KINDS, measured_sign, measured_tone, run_down
from layout.typeset.units.units import Unit, Units, kind_of

_TOKENS = re.compile("H+x*|[A0L][A0Lx]*|I+|DDD(?!D)|DD?|EEE(?!E)|EE?|!+x*|\\^[\\^x]*|[^HA0LIDE!]x*")
FORCED = "N"
"""The class of what ends a line whatever its width."""

_FIGURES = (("kern", False), ("tnum", True))
_NARROW = {3: "twid", 4: "qwid"}
"""The feature of figures of which so many are an em wide; half-width ones are drawn narrower where a face has none."""


@dataclass(slots=True)
class Collector:
    """The units so far, and what all tokens are made by: `classes` and `costs` are of the whole text."""

    units: Units
    manner: Manner
    classes: str
    costs: list[int]
    set_small: SetSmall

    def add(self, number: int, offset: int) -> None:
        """The units of one inline, which begins at `offset` of the text."""
        units, classes, inline = self.units, self.classes, self.units.contents[number]
        text, end = units.text, offset + len(inline.text)
        marks: dict[str, Unit | None] = {}
        if isinstance(inline.mark, WarichuMark):
            self._add_pairs(WordPiece(offset, inline.text, number, inline.font), inline.mark)
            return
        if isinstance(inline.mark, ScriptMark):
            self._add_script(WordPiece(offset, inline.text, number, inline.font), inline.mark)
            return
        for match in _TOKENS.finditer(classes, offset, end):
            start, stop = match.span()
            token = text[start:stop]
            mark = marks.get(token)
            if mark is not None and mark.kind.letter == classes[start]:  # ， is another mark inside a number
                units.add(start, mark, number)
                continue
            piece = WordPiece(start, token, number, inline.font)
            self._add_token(piece, classes[start:stop], inline.mark)
            if classes[start] in "(),." and stop - start == 1:
                # The class of — and / depends on their neighbours, and that of ！ on the one before it.
                marks[token] = measured_mark(token, classes[start], inline.font, self.manner)

    def _add_token(self, piece: WordPiece, classes: str, mark: TextMark | None) -> None:
        letter = classes[0]
        if self.manner.vertical and (letter == FIGURE or _stands_in_one_em(piece.text, classes, mark)):
            self._add_side_by_side(piece)
        elif letter == "H" and "x" not in classes:
            self._add_han(piece)
        elif letter == "^":
            self._add_behind_han(piece, classes)
        elif letter in "A0L" or "x" in classes:
            self._add_words(piece, classes)
        elif letter in "DE":
            self._add_long_mark(piece, letter)
        elif letter == "!":
            self._add_exclaims(piece)
        elif letter in " hf_N":
            self._add_space(piece, letter)
        elif letter != "c":
            self._add_mark(piece, letter)

    def _add_han(self, piece: WordPiece) -> None:
        units, font, start, text = self.units, piece.font, piece.start, piece.text
        face = font.face
        found = self.manner.glyphs(face, text)
        count = len(text)
        kind = kind_of("H", font.size, tracking=font.tracking)
        units.starts += range(start, start + count)
        units.kinds += [kind] * count
        units.inlines += [piece.inline] * count
        upem, size = face.upem, font.size
        advance = face.advance_down if self.manner.vertical else face.advance
        units.cores += [
            size if (width := advance(glyph)) == upem else (2 * width * size + upem) // (2 * upem)
            for glyph in found
        ]
        units.glyphs += found
        if 0 in found:
            self._find_elsewhere(piece, found)
        if self.manner.vertical:
            self._lay_down(piece, found)

    def _find_elsewhere(self, piece: WordPiece, found: Sequence[int]) -> None:
        """Puts another face's glyph, or the geta, where the inline's own face has none."""
        units, font = self.units, piece.font
        first = len(units.glyphs) - len(found)
        for offset, glyph in enumerate(found):
            if glyph:
                continue
            char = piece.text[offset]
            face, other = find_glyph(char, font, self.manner)
            note_fault(
                (piece.start + offset, char), font, face if other else None, self.manner, units.missing
            )
            if not other:
                face, other = find_glyph(GETA, font, self.manner)
            width = scale(self.manner.advance(face, other), font, face) if other else font.size
            units.cores[first + offset] = width
            units.glyphs[first + offset] = (face, (other,), (0,), (char,))

    def _lay_down(self, piece: WordPiece, found: Sequence[int]) -> None:
        """Turns what does not stand upright in a vertical line (UAX #50): arrows, and ー in a face without a form."""
        units, font = self.units, piece.font
        first = len(units.glyphs) - len(found)
        for offset in lies_down(piece.text):
            own = units.glyphs[first + offset]
            face = font.face if isinstance(own, int) else own[0]
            char = piece.text[offset]
            if has_upright_form(char, face, self.manner):
                continue
            glyph = self.manner.level.glyphs(face, char)[0]
            if glyph:
                units.glyphs[first + offset] = (face, (glyph,), (0,), (char,))
                units.cores[first + offset] = scale(face.advance(glyph), font, face)
                units.turns[first + offset] = "sideways"

    def _add_mark(self, piece: WordPiece, letter: str) -> None:
        mark = _measure(piece.text, letter, piece.font, self.manner)
        by = None if mark is None else mark.glyphs[0]
        note_fault((piece.start, piece.text), piece.font, by, self.manner, self.units.missing)
        if mark is None:
            face, glyph = find_glyph(GETA, piece.font, self.manner)
            em = piece.font.size
            width = scale(self.manner.advance(face, glyph), piece.font, face) if glyph else em
            kind = kind_of(SIGN_KINDS.get(letter, letter), em, tracking=piece.font.tracking)
            mark = Unit(kind, width, (face, (glyph,), (0,), (piece.text,)))
        self.units.add(piece.start, mark, piece.inline)

    def _add_exclaims(self, piece: WordPiece) -> None:
        """！ and ？ in a row: a pair is one em wide, three are two (GB/T 15834 5.1.2), so every second has no blank.
        In a vertical line a pair stands side by side.
        """
        count = len(piece.text) if "x" not in self.classes[piece.start : piece.start + len(piece.text)] else 0
        at = 0
        while at < len(piece.text):
            if self.manner.vertical and count - at >= 2:
                self._add_side_by_side(
                    piece._replace(start=piece.start + at, text=piece.text[at : at + 2]), "!"
                )
                at += 2
                continue
            self._add_mark(piece._replace(start=piece.start + at, text=piece.text[at]), "!")
            if at % 2:
                kind = self.units.kinds[-1]
                self.units.kinds[-1] = kind_of("!", kind.em, (kind.left, 0), kind.tracking)
            at += 1

    def _add_side_by_side(self, piece: WordPiece, letter: str = "H") -> None:
        unit, missing = _set_side_by_side(piece.text, piece.font, self.manner.level, letter, self.set_small)
        self.units.missing += [replace(fault, offset=piece.start + fault.offset) for fault in missing]
        self.units.add(piece.start, unit, piece.inline)

    def _add_pairs(self, piece: WordPiece, mark: WarichuMark) -> None:
        """A note in two small lines: a unit for each two characters, half an em wide. Which of them stand over the
        others is known when the line's end is (see `runs`).
        """
        em = mark.font.size
        kind = kind_of("H", em, tracking=mark.font.tracking)
        for at in range(0, len(piece.text), 2):
            self.units.add(piece.start + at, Unit(kind, em, (mark.font.face, (), (), ())), piece.inline)
        for at, char in enumerate(piece.text):
            face, glyph = full_width(char, mark.font, self.manner)
            note_fault(
                (piece.start + at, char), mark.font, face if glyph else None, self.manner, self.units.missing
            )

    def _add_long_mark(self, piece: WordPiece, letter: str) -> None:
        """A dash or an ellipsis, one piece of two ems. Upright where the face has a form for vertical lines."""
        manner = self.manner
        face = full_width(piece.text[0], piece.font, manner)[0]
        turn: GlyphTurn | None = None
        if manner.vertical and not has_upright_form(piece.text[0], face, manner):
            manner, turn = manner.level, "sideways"
        self._add_clusters(piece, letter, shape(piece, face, manner, self.units.missing), turn)

    def _add_words(self, piece: WordPiece, classes: str) -> None:
        """Words, and between their parts the superscripts and subscripts that the face has not and that are made."""
        if piece.text.isascii() or not SUPERSCRIPT.search(piece.text):
            self._add_shaped(piece, classes)
            return
        for start, end, made in split_made(piece.text, piece.font, self.manner):
            part = piece._replace(start=piece.start + start, text=piece.text[start:end])
            if not made:
                self._add_shaped(part, classes[start:end])
                continue
            for at, char in enumerate(part.text, part.start):
                unit = make_character(char, part.font, self.manner, self.set_small)
                self._add_made(part._replace(start=at, text=char), unit)

    def _add_behind_han(self, piece: WordPiece, classes: str) -> None:
        """Superscripts and subscripts behind Han or a mark."""
        first = len(self.units.kinds)
        self._add_words(piece, classes)
        self._tie(first)

    def _add_script(self, piece: WordPiece, mark: ScriptMark) -> None:
        """A superscript or subscript that the copy marks: one piece."""
        if not piece.text:
            return
        first = len(self.units.kinds)
        self._add_made(piece, make_script(piece.text, mark.kind, piece.font, self.manner, self.set_small))
        if self.classes[piece.start] == "^":
            self._tie(first)

    def _add_made(self, piece: WordPiece, made: tuple[Unit, Sequence[Missing]]) -> None:
        unit, missing = made
        self.units.missing += [replace(fault, offset=piece.start + fault.offset) for fault in missing]
        self.units.add(piece.start, unit, piece.inline)

    def _tie(self, first: int) -> None:
        """Ties the units from `first` on to the one before them: they are like closing marks without a blank, before
        which nothing opens.
        """
        kinds = self.units.kinds
        kinds[first:] = [kind_of(")", kind.em, tracking=kind.tracking) for kind in kinds[first:]]

    def _add_shaped(self, piece: WordPiece, classes: str) -> None:
        """Words, shaped whole so that they are kerned, cut where a line may begin inside and where the face changes.
        In a vertical line they lie on their side.

        Han and marks that carry a combining character come here too.
        """
        letter = "A" if classes[0] in "A0Lx f^" else "H"
        manner = self.manner.level if letter == "A" else self.manner
        turn: GlyphTurn | None = "sideways" if self.manner.vertical and letter == "A" else None
        unit: list[Cluster] = []
        for cluster in word_clusters(piece, classes, manner, self.units.missing):
            if unit and (self.costs[cluster.start] != FORBIDDEN or cluster.face is not unit[0].face):
                self._add_clusters(piece, letter, unit, turn)
                unit = []
            unit.append(cluster)
        self._add_clusters(piece, letter, unit, turn)

    def _add_clusters(
        self, piece: WordPiece, letter: str, clusters: Sequence[Cluster], turn: GlyphTurn | None
    ) -> None:
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
        self.units.add(clusters[0].start, Unit(kind, pen, own, turn), piece.inline)

    def _add_space(self, piece: WordPiece, letter: str) -> None:
        """A space is all blank: it goes at a line's end. An ideographic one is an em and does not give, nor do those of
        a fixed width. A line feed ends the line and has no width.
        """
        font = piece.font
        if letter == FORCED:
            kind = kind_of(letter, font.size)
            self.units.add(piece.start, Unit(kind, 0, (font.face, (), (), ())), piece.inline)
            return
        face, glyph = find_glyph(piece.text if letter == "_" else " ", font, self.manner.level)
        match letter:
            case "_":
                width = font.size
            case " " | "f":
                width = space_width(piece.text[0], font, self.manner.level)
            case _:
                width = round(self.manner.profile.han_space_em * font.size)
        kind = kind_of(letter, font.size, tracking=font.tracking, word_space=width)
        shown = piece.text
        # An ideographic space stands upright (UAX #50: U): readers of the file would lose one that lies down.
        turn: GlyphTurn | None = "sideways" if self.manner.vertical and letter != "_" else None
        glyphs = (face, (glyph,), (0,), (shown,)) if glyph else (face, (), (), ())
        self.units.add(piece.start, Unit(kind, 0, glyphs, turn), piece.inline)


@remember(4096)
def _set_side_by_side(
    text: str, font: Font, manner: Manner, letter: str, set_small: SetSmall
) -> tuple[Unit, Sequence[Missing]]:
    """Characters side by side in an em of a vertical line, and what no face has of them. Figures of a page are alike:
    those that are set so wide by the face, or else all as wide as the widest.
    """
    own = font
    if text.isdigit():
        narrow = _NARROW.get(len(text), "hwid")
        width = narrow if narrow in font.face.features(manner.lang) else "hwid"
        own = replace(font, features=(*font.features, (width, True), *_FIGURES))
    small = set_small(text, own, manner)
    return side_by_side(small, font, letter), tuple(small.missing)


def _stands_in_one_em(text: str, classes: str, mark: TextMark | None) -> bool:
    """Whether a token of a vertical line that is no figure is set upright in one em: where the copy says so, and a lone
    capital, or a sign that Unicode stands up (UAX #50: U).
    """
    if isinstance(mark, UprightMark):
        return True
    return classes == "A" and (
        (text.isupper() and text.isascii()) or (not text.isalpha() and stands_upright(text))
    )


def _measure(char: str, letter: str, font: Font, manner: Manner) -> Unit | None:
    """A mark, a sign of a vertical line, or a tone of bopomofo as a unit."""
    if letter in SIGN_KINDS:
        return measured_sign(char, letter, font, manner)
    if letter in "sp" and char in TONES:
        return measured_tone(char, letter, font, manner)
    if char in "–/／" and mark_turn(char, letter, font, manner) == "sideways":
        return run_down(char, "–" if char == "–" else "/", font, manner)
    return measured_mark(char, letter, font, manner)
