"""Latin words and digits: kerned and joined as their face does it, figures of one width where a style asks for them."""

from __future__ import annotations

from itertools import pairwise

from fonts.catalogue import Catalogue
from layout.typeset.inline import Font, Inline
from layout.typeset.lines import SetLine
from layout.typeset.paragraph import set_paragraph
from tests.typeset.setting import EM, PLAIN

SONG = Catalogue.load().resolve("song", 400).face


def line(text: str, *features: tuple[str, bool]) -> SetLine:
    font = Font(SONG, EM, features=features)
    (found,) = set_paragraph([Inline(text, font)], PLAIN.style, 100 * EM).lines
    return found


def steps(found: SetLine) -> list[int]:
    """From each glyph's origin to the next one's."""
    (run,) = found.runs
    return [after - before for before, after in pairwise(run.xs)]


def test_pairs_are_kerned_as_the_face_has_it() -> None:
    (run,) = line("AVAT").runs
    kerned, plain = steps(line("AVAT")), steps(line("AVAT", ("kern", False)))
    assert plain == list(run.advances[:-1])
    assert kerned[0] < plain[0]


def test_letters_are_joined_as_the_face_has_it() -> None:
    joined, apart = line("office").runs[0], line("office", ("liga", False)).runs[0]
    assert len(apart.glyphs) == 6
    assert len(joined.glyphs) < 6
    assert "".join(joined.texts) == "".join(apart.texts) == "office"


def test_digits_are_proportional_unless_figures_of_one_width_are_asked_for() -> None:
    proportional = steps(line("1234567890"))
    assert len(set(proportional)) > 1
    tabular = line("1234567890", ("tnum", True))
    digits = [after - before for before, after in pairwise(x for _, x in cells(tabular))]
    assert max(digits) - min(digits) <= 1
    assert tabular.width >= line("1234567890").width


def cells(found: SetLine) -> list[tuple[str, int]]:
    """Each glyph's text and the middle of its advance."""
    (run,) = found.runs
    return [(text, x + wide // 2) for text, x, wide in zip(run.texts, run.xs, run.advances, strict=True)]


def test_a_word_s_letters_are_told_with_their_own_advances() -> None:
    (run,) = line("Wujin").runs
    assert len(run.advances) == len(run.glyphs)
    assert sum(run.advances) >= line("Wujin").width - EM // 10
