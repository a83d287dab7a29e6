"""Characters and their classes -> where a line may begin, and what a break there costs.

UAX #14 (by uniseg) rules inside Latin runs; Han, marks and their neighbours go by the profile's own table,
since plain UAX #14 is wrong for Chinese: it lets · and ～ begin a line and never breaks before ……
"""

from __future__ import annotations

import re
from functools import cache

from layout.typeset.classify import LETTERS
from layout.typeset.profile import Profile

FORBIDDEN = -1
"""No line may begin here."""

FREE = 0

SPLITS_UNIT = 1
"""A line may begin here only if nothing better can be had: it parts a number from its unit, or a name."""


@cache
def _edges(profile: Profile) -> tuple[str, str]:
    start = "".join(LETTERS[name] for name in profile.not_at_start) + " h_xc"
    end = "".join(LETTERS[name] for name in profile.not_at_end)
    return start, end


@cache
def _kept(profile: Profile) -> re.Pattern[str] | None:
    """Matches a number with the unit that stays beside it, or a name that stays whole."""
    choices = []
    units = sorted(profile.units.split(), key=lambda unit: (-len(unit), unit))
    if units:
        choices.append(rf"[0-9０-９](?:[万亿])?(?:{'|'.join(map(re.escape, units))})+")
    choices += [
        re.escape(name) for name in sorted(profile.keep_together, key=lambda name: (-len(name), name))
    ]
    return re.compile("|".join(choices)) if choices else None


def break_costs(text: str, classes: str, profile: Profile) -> list[int]:
    """For each offset 0 to len(text): `FORBIDDEN`, `FREE` or `SPLITS_UNIT` for a line beginning there.

    Offset 0 is forbidden (the text begins there anyway), offset len(text) is free. CLREQ 3.1.3.
    """
    not_at_start, not_at_end = _edges(profile)
    size = len(text)
    costs = [FREE] * (size + 1)
    costs[0] = FORBIDDEN
    # Between two Han a line may always begin, so only the neighbours of what is not Han are looked at.
    for match in _NOT_HAN.finditer(classes):
        letter, offset = match.group(), match.start()
        if offset and (letter in not_at_start or (letter in "DE" and letter == classes[offset - 1])):
            costs[offset] = FORBIDDEN
        if letter in not_at_end and offset + 1 < size:
            costs[offset + 1] = FORBIDDEN
    for match in _LATIN.finditer(classes):
        _latin_breaks(text, match.start(), match.end(), costs)
    kept = _kept(profile)
    if kept is not None:
        for match in kept.finditer(text):
            for offset in range(match.start() + 1, match.end()):
                if costs[offset] == FREE:
                    costs[offset] = SPLITS_UNIT
    return costs


_NOT_HAN = re.compile("[^H]")
_LATIN = re.compile("[A0][A0x]*")
_PLAIN_WORD = re.compile(r"[0-9A-Za-z.,']*[0-9A-Za-z]")
_NEVER_FIRST = ",.;:!?)]}%'\"’”"
_NEVER_LAST = "([{$'\"#"


def _latin_breaks(text: str, start: int, end: int, costs: list[int]) -> None:
    """Marks where a Latin run `text[start:end]` may be broken inside, and what its ends forbid."""
    run = text[start:end]
    for offset in range(start + 1, end):
        costs[offset] = FORBIDDEN
    if not _PLAIN_WORD.fullmatch(run):
        from uniseg.linebreak import line_break_boundaries

        for boundary in line_break_boundaries(run):
            if 0 < boundary < len(run):
                costs[start + boundary] = FREE
    if run[0] in _NEVER_FIRST and start > 0:
        costs[start] = FORBIDDEN
    if run[-1] in _NEVER_LAST and end < len(text):
        costs[end] = FORBIDDEN
