"""What a page shows of its lines -> the pieces that each is shown in, so that vertical lines are read back in order.

Readers of a file find its lines by the places of the text, each by its own rules. Nothing here moves a glyph.

pdfium takes pieces of text whose first glyphs begin at nearly one height, one shown right after the other, for a
line of horizontal text, and reads such a line from left to right. Vertical lines begin at one height and run from
right to left, so it would read a leg backward. Only where a piece begins counts: a vertical line whose last glyphs
are a piece of their own ends at another height than the next one begins at, and keeps its place. One glyph has no
second height: shown by its horizontal origin instead of its vertical one, it begins almost an em lower. Where neither
helps (a third column of one character each; one turned letter beside another), pdfium reads those two turned round.

poppler gathers level text apart from upright text, and would read figures set side by side (tate-chu-yoko)
behind all else. They are shown as upright ones, and marked with their text, which makes a word of them. It takes
annotations for lines of their own, and what is around them for other columns: they are marked as no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from layout.press.fonts.metrics import EM, FontCodes
from layout.press.text.readable import has_beside, is_ornament, read_texts
from layout.scene import GlyphRun, Line, Mpt

_TRIES: Final = 4
"""How many places at the end of a run are tried for a cut."""

_MARGIN: Final[Mpt] = 20
"""Half of this is how much nearer than pdfium's own limit is too near, since it reckons with rounded numbers."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Runs that are shown together. `mark` is the text that they are marked with (ActualText), None for no mark.

    `across` is the same shown level, for characters side by side in a vertical line.
    """

    runs: tuple[GlyphRun, ...]
    mark: str | None = None
    across: GlyphRun | None = None

    @property
    def downward(self) -> bool:
        """Whether it is level text of a vertical line, which only a mark shows to be of one."""
        return self.mark is not None and self.runs[-1].turn == "level" and not self.runs[-1].annotation


class Showing(NamedTuple):
    """What of a line is shown in one place of a page's order: its own text, or what is beside that."""

    line: Line
    beside: bool = False


def showings(lines: Sequence[Line]) -> list[Showing]:
    """How the lines of one paragraph are shown: their text, one after the other, then what is beside it.

    So the text reads on from line to line, also for readers that do not follow ActualText (pdfium, mupdf).
    """
    own = [Showing(line) for line in lines]
    return own + [Showing(line, beside=True) for line in lines if has_beside(line)]


def part_showings(shown: Sequence[Showing], fonts: Mapping[str, FontCodes]) -> list[list[TextPiece]]:
    """The pieces of all that a page shows, in its order, cut where it must be. Ornament loses its text."""
    # From the page's end, since whether a piece is cut depends on what is shown behind it.
    backward: list[tuple[int, TextPiece]] = []
    blanks: dict[int, TextPiece] = {}
    for number in range(len(shown) - 1, -1, -1):
        pieces = list(_pieces(shown[number], fonts))
        if len(pieces) > 1 and _is_blank(pieces[-1]):
            # pdfium passes over a piece of spaces: what follows it is shown right after what is before.
            blanks[number] = pieces.pop()
        for piece in reversed(pieces):
            if not (shown[number].line.vertical and backward):
                backward.append((number, piece))
                continue
            following = backward[-1][1]
            *others, last = _cut_piece(piece, following, fonts)
            if _turned_round(last, following, fonts):
                at, _ = backward.pop()
                after = backward[-1][1] if backward else None
                backward += [(at, part) for part in reversed(_lower_piece(following, after, fonts))]
            backward += [(number, part) for part in (last, *reversed(others))]
    out: list[list[TextPiece]] = [[] for _ in shown]
    for number, piece in reversed(backward):
        out[number].append(piece)
    for number, piece in blanks.items():
        out[number].append(piece)
    return out


def _pieces(shown: Showing, fonts: Mapping[str, FontCodes]) -> Iterator[TextPiece]:
    line = shown.line
    for run in line.runs:
        if not run.glyphs or run.annotation != shown.beside:
            continue
        if run.annotation:
            yield TextPiece((replace(run, texts=read_texts(run)) if is_ornament(run) else run,), "")
        elif line.vertical and run.turn == "level":
            glyphs = tuple(_hang_glyph(run, at, fonts) for at in range(len(run.glyphs)))
            yield TextPiece(glyphs, "".join(run.texts) if len(glyphs) > 1 else None, run)
        else:
            yield TextPiece((run,))


def _is_blank(piece: TextPiece) -> bool:
    return all(text in (" ", "\u3000") for run in piece.runs for text in run.texts)


def _cut_piece(
    piece: TextPiece, following: TextPiece, fonts: Mapping[str, FontCodes]
) -> tuple[TextPiece, ...]:
    """The piece whole, if what follows is read behind it so; else in two, of which that is true of the second.

    The piece whole, too, where there is no such cut.
    """
    for pieces in _ways(piece, fonts):
        if not _turned_round(pieces[-1], following, fonts):
            return pieces
    return (piece,)


def _ways(piece: TextPiece, fonts: Mapping[str, FontCodes]) -> Iterator[tuple[TextPiece, ...]]:
    yield (piece,)
    if piece.across is not None:
        yield (_across(piece.across),)
        return
    run = piece.runs[0]
    last = len(run.glyphs) - 1
    for at in range(last, max(0, last - _TRIES), -1):
        if run.texts[at] or piece.mark is not None:  # a glyph without text belongs to the one before
            yield _part(piece, 0, at), _part(piece, at, last + 1)
    if run.turn == "upright":
        # One glyph is of one height; shown by its horizontal origin, it begins almost an em lower.
        levelled = _level(_part(piece, last, last + 1), fonts)
        yield (_part(piece, 0, last), levelled) if last else (levelled,)


def _lower_piece(
    piece: TextPiece, after: TextPiece | None, fonts: Mapping[str, FontCodes]
) -> tuple[TextPiece, ...]:
    """A piece so that it begins lower, in parts that are read in their order and before `after`; else as it is."""
    run = piece.runs[0]
    if piece.across is not None:
        parts: tuple[TextPiece, ...] = (_across(piece.across),)
    elif run.turn != "upright":
        return (piece,)
    else:
        parts = (_level(_part(piece, 0, 1), fonts),)
        if len(run.glyphs) > 1:
            rest = _part(piece, 1, len(run.glyphs))
            parts += (rest,) if after is None else _cut_piece(rest, after, fonts)
    meeting = pairwise(parts if after is None else (*parts, after))
    return (piece,) if any(_turned_round(part, other, fonts) for part, other in meeting) else parts


def _across(run: GlyphRun) -> TextPiece:
    return TextPiece((run,), "".join(run.texts))


def _part(piece: TextPiece, start: int, end: int) -> TextPiece:
    (run,) = piece.runs
    return replace(piece, runs=(_cut_run(run, start, end),))


def _cut_run(run: GlyphRun, start: int, end: int) -> GlyphRun:
    return replace(run, glyphs=run.glyphs[start:end], xs=run.xs[start:end], texts=run.texts[start:end])


def _level(piece: TextPiece, fonts: Mapping[str, FontCodes]) -> TextPiece:
    """An upright glyph at the same place, by its horizontal origin."""
    (run,) = piece.runs
    hanging = fonts[run.face].hanging[run.glyphs[0], run.texts[0]]
    x, y = run.origin
    x, y = x - _scale(hanging.x, run.em_depth), y + _scale(hanging.y, run.em)
    level = replace(run, x=x, baseline=y, xs=(0,), turn="level")
    return TextPiece((level,), run.texts[0] if piece.mark is None else piece.mark)


def _hang_glyph(run: GlyphRun, at: int, fonts: Mapping[str, FontCodes]) -> GlyphRun:
    """A glyph of a level run at the same place, by its vertical origin."""
    hanging = fonts[run.face].hanging[run.glyphs[at], run.texts[at]]
    x, y = run.x + run.xs[at] + _scale(hanging.x, run.em), run.baseline - _scale(hanging.y, run.em_depth)
    return replace(_cut_run(run, at, at + 1), x=x, baseline=y, xs=(0,), turn="upright")


def _scale(part: int, size: Mpt) -> Mpt:
    return (part * size + EM // 2) // EM


def _turned_round(piece: TextPiece, following: TextPiece, fonts: Mapping[str, FontCodes]) -> bool:
    """Whether pdfium would read `following` first: it begins at the same height, to the left.

    The same height is nearer than half of the wider glyph of the two that meet.
    """
    run, other = piece.runs[-1], following.runs[0]
    (x, y), (next_x, next_y) = run.origin, other.origin
    if next_x >= x:
        return False
    wider = max(_width(run, -1, fonts), _width(other, 0, fonts))
    return 2 * abs(next_y - y) <= wider + _MARGIN


def _width(run: GlyphRun, at: int, fonts: Mapping[str, FontCodes]) -> Mpt:
    _, width = fonts[run.face].codes[run.glyphs[at], run.texts[at]]
    # pdfium takes a width to be drawn as the matrix draws, half of it along x and half along y.
    return _scale(width, (run.em + run.em_depth) // 2)
