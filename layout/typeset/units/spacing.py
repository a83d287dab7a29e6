"""Two neighbouring units -> the space between them: its natural width, and what it can give at which step.

CLREQ 3.1.6 and 3.2.4; GB/T 15834 5.1; JLREQ appendices B, D and E (tables 1, 3 and 6); KLREQ 4.3. Where two marks meet
they are an em and a half together, as CSS Text 4 `text-spacing-trim` collapses them: of their blanks half an em goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from layout.plan.profile import Profile
from layout.plan.profileparts import MarkScheme, ShrinkStep
from layout.typeset.breaks.classify import LETTERS
from layout.typeset.lines import GapStep, UnitKind, UnitSpace

CLOSING = "),.!"
"""Marks whose blank is behind them, or half of it behind them where they stand in the middle of their em."""

_MARKS = "(" + CLOSING + "m"
_SHRINK_STEP: dict[str, ShrinkStep] = {
    ")": "bracket",
    "(": "bracket",
    ",": "pause",
    ".": "stop",
    "!": "stop",
    "m": "middle",
}
_SQUEEZED: Mapping[MarkScheme, str] = {"full": "", "line-end-half": "", "kaiming": "(),m", "half": _MARKS}
"""The marks that have no blank under each scheme: 开明 leaves 。！？ alone whole, 半角 nothing."""

_PAIR_LETTERS = {**LETTERS, "wide-space": "_"}


def start_blank(kind: UnitKind, profile: Profile) -> int:
    """The blank kept before a unit that begins a line."""
    trimmed = kind.letter == "(" and profile.trim_line_start and profile.mark_scheme != "full"
    return 0 if trimmed else _blanks(kind, profile)[0]


def end_blank(kind: UnitKind, profile: Profile) -> int:
    """The blank kept behind a unit that ends a line; spaces are all blank, and vanish there."""
    trimmed = profile.trim_line_end is True and profile.mark_scheme != "full"
    return 0 if trimmed else _blanks(kind, profile)[1]


def end_give(kind: UnitKind, profile: Profile) -> int:
    """How much of that blank goes, all or nothing, if the line is too long otherwise (JLREQ 3.1.9, CLREQ 3.2.4)."""
    return end_blank(kind, profile) if profile.trim_line_end == "needed" else 0


class SpaceTable(dict[tuple[UnitKind, UnitKind], UnitSpace]):
    """The space between two neighbours in a line, worked out when the two first meet."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def __missing__(self, pair: tuple[UnitKind, UnitKind]) -> UnitSpace:
        space = self[pair] = space_between(*pair, self._profile)
        return space


space_table = cache(SpaceTable)
"""The table of a profile, which grows as paragraphs are set."""


def space_between(before: UnitKind, after: UnitKind, profile: Profile) -> UnitSpace:
    """The space between two neighbours in a line. It gives only at the steps that the profile has."""
    space = _space(before, after, profile)
    if space.shrink_step not in _ranks(profile):
        space = replace(space, shrink=0, shrink_step=None)
    if space.stretch_step not in (*profile.stretch_order, "beside-marks"):
        space = replace(space, stretch=0, stretch_step=None)
    return space


def _space(before: UnitKind, after: UnitKind, profile: Profile) -> UnitSpace:
    """The space with all that it could give."""
    if before.letter in " h":
        return _word_space(before, profile)
    if before.letter == "f":
        return UnitSpace(before.word_space + before.tracking, 0, None, None)
    pair = before.letter + after.letter
    right, left = _kept_blanks(before, after, profile)
    if before.letter == "_":
        right += before.word_space
    gap = profile.han_latin_gap_em
    if pair in ("HA", "AH") or (after.letter == "A" and before.letter in _letters(gap.behind)):
        return _han_latin(max(before.em, after.em), right + before.tracking, profile)
    shrink, step = _shrink(before, after, (0 if before.letter == "_" else right, left), profile)
    return UnitSpace(right + left + before.tracking, shrink, step, _expands(pair, profile))


def _blanks(kind: UnitKind, profile: Profile) -> tuple[int, int]:
    """The blanks of a mark in a line, by the profile's scheme."""
    return (0, 0) if kind.letter in _SQUEEZED[profile.mark_scheme] else (kind.left, kind.right)


@cache
def _kept_pairs(profile: Profile) -> frozenset[str]:
    return frozenset(_PAIR_LETTERS[first] + _PAIR_LETTERS[second] for first, second in profile.keep_blanks)


def _letters(names: tuple[str, ...]) -> str:
    return "".join(_PAIR_LETTERS[name] for name in names)


@cache
def _ranks(profile: Profile) -> Mapping[str | None, int]:
    """Each kind of space with the number of its step in the profile's order of shrinking."""
    steps = [(entry,) if isinstance(entry, str) else entry for entry in profile.shrink_order]
    return {kind: rank for rank, step in enumerate(steps) for kind in step}


def _kept_blanks(before: UnitKind, after: UnitKind, profile: Profile) -> tuple[int, int]:
    """What is left of the two blanks that meet."""
    right, left = _blanks(before, profile)[1], _blanks(after, profile)[0]
    pair = before.letter + after.letter
    if pair in _kept_pairs(profile):
        return right, left
    if "_" in pair or after.letter in " hf":
        return 0, 0  # beside a space that was typed, a mark has no blank of its own
    if before.letter not in _MARKS or after.letter not in _MARKS:
        return right, left
    # A middle dot has the same blank beside any mark: what is beside it gives.
    first = right if before.letter in CLOSING else 0
    second = left if after.letter != "m" else 0
    # Adjacent marks are 1½ em together (or 1), not 2. With two sizes the larger gives; of equals an opener does,
    # so that brackets stand close to what they hold.
    most = first + second if profile.tight_adjacent_marks else max(before.em, after.em) // 2
    if after.letter == "(" and second >= first:
        taken = min(second, most)
        return right - min(first, most - taken), left - taken
    taken = min(first, most)
    return right - taken, left - min(second, most - taken)


def _shrink(
    before: UnitKind, after: UnitKind, blanks: tuple[int, int], profile: Profile
) -> tuple[int, ShrinkStep | None]:
    """What the blanks between two units give, and at which step: where they give at two, at the earlier."""
    ranks = _ranks(profile)
    found = [
        (ranks[step], step, blank)
        for letter, blank in zip((before.letter, after.letter), blanks, strict=True)
        if blank and (step := _SHRINK_STEP.get(letter)) in ranks and step is not None
    ]
    if not found:
        return 0, None
    rank, step, _ = min(found, key=lambda place: place[0])
    return sum(blank for own, _, blank in found if own == rank), step


def _expands(pair: str, profile: Profile) -> GapStep | None:
    """When lines are filled between two letters: never behind an opener, before a closing mark or middle dot, around
    slashes and before connectors, in words, dashes and ellipses, between a number and its sign, around its marks.
    """
    before, after = pair[0], pair[1]
    if before in "(/n" or after in CLOSING or after in "m~/ hnf":
        return None
    if (before == after and before in "ADE") or before == "p" or after == "s":
        return None
    beside = before in CLOSING or after == "("
    when = profile.stretch_beside_marks
    if before in "~m_" or after == "_":
        return "beside-marks" if when == "last" else None
    if not beside or when == "with-han":
        return "han"
    return "beside-marks" if when == "last" else None


def _word_space(space: UnitKind, profile: Profile) -> UnitSpace:
    limits = profile.word_space_em
    least, most = round(limits.shrink_to * space.em), round(limits.stretch_to * space.em)
    natural = space.word_space + space.tracking
    return UnitSpace(natural, max(0, natural - least), "word-space", "word-space", max(0, most - natural))


def _han_latin(em: int, beside: int, profile: Profile) -> UnitSpace:
    """A gap between Han and Latin; `beside` is what stands there besides it."""
    gap = profile.han_latin_gap_em
    natural = round(gap.natural * em)
    least, most = round(gap.shrink_to * em), round(gap.stretch_to * em)
    shrink = max(0, natural - least)
    return UnitSpace(
        natural + beside, shrink, "han-latin" if shrink else None, "han-latin", max(0, most - natural)
    )
