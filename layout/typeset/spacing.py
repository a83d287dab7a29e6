"""Two neighbouring units -> the space between them: its natural width, and what it can give at which step.

CLREQ 3.1.6 and 3.2.4; GB/T 15834 5.1; adjacent marks as CSS Text 4 `text-spacing-trim` collapses them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from layout.typeset.profile import Profile, ShrinkStep, StretchStep
from layout.typeset.units import Kind

CLOSING = "),.!"
"""Marks whose blank is behind them."""

_SHRINK_STEP: dict[str, ShrinkStep] = {
    ")": "bracket",
    "(": "bracket",
    ",": "pause",
    ".": "stop",
    "!": "stop",
    "m": "middle",
}
_NEVER_STRETCHED_AROUND = "~/m"


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The space between two units. `shrink` is how much it can give at its step; `stretch_step` is None where it
    never expands, and `stretch` the most it takes there (0 for no limit). Every pair of kinds has its own object.
    """

    natural: int
    shrink: int
    shrink_step: ShrinkStep | None
    stretch_step: StretchStep | None
    stretch: int = 0


def start_blank(kind: Kind, profile: Profile) -> int:
    """The blank kept before a unit that begins a line."""
    return 0 if kind.letter == "(" and profile.trim_line_start else kind.left


def end_blank(kind: Kind, profile: Profile) -> int:
    """The blank kept behind a unit that ends a line; spaces are all blank, and vanish there."""
    return 0 if profile.trim_line_end else kind.right


class SpaceTable(dict[tuple[Kind, Kind], Space]):
    """The space between two neighbours in a line, worked out when the two first meet."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def __missing__(self, pair: tuple[Kind, Kind]) -> Space:
        space = self[pair] = space_between(*pair, self._profile)
        return space


space_table = cache(SpaceTable)
"""The table of a profile, which grows as paragraphs are set."""


def space_between(before: Kind, after: Kind, profile: Profile) -> Space:
    """The space between two neighbours in a line. It gives only at the steps that the profile has."""
    space = _space(before, after, profile)
    if space.shrink_step not in profile.shrink_order:
        space = replace(space, shrink=0, shrink_step=None)
    if space.stretch_step not in profile.stretch_order:
        space = replace(space, stretch=0, stretch_step=None)
    return space


def _space(before: Kind, after: Kind, profile: Profile) -> Space:
    """The space with all that it could give. Beside a space that was typed, a mark has no blank of its own."""
    if before.letter in " h":
        return _word_space(before, profile)
    if before.letter == "_":
        return Space(before.word_space + before.tracking, 0, None, None)
    if after.letter in " h_":
        return Space(before.tracking, 0, None, None)
    right, left = _kept_blanks(before, after, profile)
    natural = right + left + before.tracking
    letters = before.letter + after.letter
    if letters in ("HA", "AH"):
        return _han_latin(max(before.em, after.em), before.tracking, profile)
    shrink, step = 0, None
    if right and before.letter in _SHRINK_STEP:
        shrink, step = right, _SHRINK_STEP[before.letter]
    elif left and after.letter in "(m":
        shrink, step = left, _SHRINK_STEP[after.letter]
    return Space(natural, shrink, step, "han" if _expands(before.letter, after.letter) else None)


def _expands(before: str, after: str) -> bool:
    """Whether lines may be filled here: not after openers, before closing marks, around connectors, in words."""
    if before == "(" or after in CLOSING:
        return False
    if before in _NEVER_STRETCHED_AROUND or after in _NEVER_STRETCHED_AROUND:
        return False
    # Two units of one letter are a word, a run of dashes, an ellipsis.
    return not (before == after and before in "ADE") and before not in "p" and after not in "s"


def _kept_blanks(before: Kind, after: Kind, profile: Profile) -> tuple[int, int]:
    """What is left of the two blanks that meet: adjacent marks are 1½ em together (or 1), not 2."""
    right, left = before.right, after.left
    if before.letter in CLOSING and (after.letter in CLOSING or after.letter == "m"):
        right = 0
    elif before.letter in "(m" and after.letter == "(":
        left = 0
    elif right and left:
        if profile.tight_adjacent_marks:
            return 0, 0
        if right > left:  # with two sizes the larger one gives
            right = 0
        else:
            left = 0
    return right, left


def _word_space(space: Kind, profile: Profile) -> Space:
    limits = profile.word_space_em
    least, most = round(limits.shrink_to * space.em), round(limits.stretch_to * space.em)
    natural = space.word_space + space.tracking
    return Space(natural, max(0, natural - least), "word-space", "word-space", max(0, most - natural))


def _han_latin(em: int, tracking: int, profile: Profile) -> Space:
    gap = profile.han_latin_gap_em
    natural = round(gap.natural * em)
    least, most = round(gap.shrink_to * em), round(gap.stretch_to * em)
    shrink = max(0, natural - least)
    return Space(
        natural + tracking, shrink, "han-latin" if shrink else None, "han-latin", max(0, most - natural)
    )
