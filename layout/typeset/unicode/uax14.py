"""Text -> where a line may begin, by Unicode 17's line breaking algorithm (UAX #14), untailored or tailored.

A character becomes a letter for its class (`str.translate`). Rules that look ahead are settled by regular expressions,
which mark the letters that they concern; what is left looks back alone, and a machine reads the letters once. Its
states and steps are worked out from the rules when they are first met: a text has few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from layout.typeset.unicode import rules
from layout.typeset.unicode.ranges import load_ranges
from layout.typeset.unicode.tailoring import TAILORED, tailor_rules

_CLASSES = """
AL AL+ AL* AL? AK AP AS B2 BA BA+ BB BK CB CL CL+ CM CP CR EB EB+ EM+ EX EX+ GL H2+ H3+ HH HL HY ID ID+ ID? IN IN+ IS
JL+ JT JV LF NL NS NS+ NU OP OP+ PO PO+ PO~ PR PR+ PR= PR~ QU QU< QU> RI SP SY VF VI WJ ZJ ZW
AL*! AK! AS! IS! OP! OP+! QU<! QU>! QU<_! QU>_!
"""
_ALPHABET = [*map(chr, range(0x30, 0x7F)), *map(chr, range(0x100, 0x180))]
LETTERS: Mapping[str, str] = dict(zip([*_CLASSES.split(), *TAILORED.split()], _ALPHABET, strict=False))
"""The letter of each class with its marks."""

_KINDS = {letter: kind for kind, letter in LETTERS.items()}


class Classes(dict[int, str]):
    """A `str.translate` table: code point -> letter, found in the ranges when it is first met.

    `kind` changes a class for a tailoring; `own` gives single characters theirs.
    """

    __slots__ = ("_kind",)

    def __init__(self, kind: Callable[[str], str], own: Mapping[str, str]) -> None:
        super().__init__({ord(char): LETTERS[name] for char, name in own.items()})
        self._kind = kind

    def __missing__(self, code: int) -> str:
        kind = load_ranges("linebreak")[code]
        if kind == "Hangul":
            kind = "H3+" if (code - 0xAC00) % 28 else "H2+"
        letter = LETTERS[self._kind(kind)]
        self[code] = letter
        return letter


@cache
def default_classes() -> Classes:
    """The classes of UAX #14, none tailored: CJ is NS (LB1)."""
    return Classes(lambda kind: "NS+" if kind == "CJ+" else kind, {})


def breaks(text: str) -> list[int]:
    """The code-point offsets before which UAX #14, untailored, lets a line begin; none is 0 or len(text).

    Linear in the text's length. Any string is taken: lone surrogates and unassigned characters have classes too.
    """
    return breaks_of(text.translate(default_classes()))


def breaks_of(letters: str) -> list[int]:
    """The same, of a string of class letters."""
    state = _state(rules.Context())
    found = []
    for offset, letter in enumerate(_looked_ahead(letters)):
        state, may = state[letter]
        if may:
            found.append(offset)
    return found


def joined_offsets(text: str) -> set[int]:
    """The offsets inside what is one character to a reader: before a combining mark, beside a joiner of emoji, in a
    Korean syllable of several letters, a flag, an emoji with its skin colour (LB8a, LB9, LB26, LB30a, LB30b).
    """
    letters = text.translate(default_classes())
    return {match.end() for pattern in _sequences() for match in pattern.finditer(letters)}


@cache
def _sequences() -> tuple[re.Pattern[str], ...]:
    """Patterns that end where a line may not begin."""
    based = letter_set(lambda kind: kind[:2] not in rules.HARD | {"SP", "ZW"})
    flag = re.escape(LETTERS["RI"])
    return (
        re.compile(f"{based}(?={_of('CM', 'ZJ')})|{_of('ZJ')}(?={based})"),
        re.compile(f"{_of('JL')}(?={_of('JL', 'JV', 'H2', 'H3')})|{_of('JV', 'H2')}(?={_of('JV', 'JT')})"),
        re.compile(f"{_of('JT', 'H3')}(?={_of('JT')})|{flag}(?={flag})"),
        re.compile(f"{_of('EB')}{_MARKS}(?={_of('EM')})"),
    )


class _State(dict[str, tuple["_State", bool]]):
    """Where the machine stands: next letter -> the state behind it, and whether a line may begin before it."""

    __slots__ = ("context",)

    def __init__(self, context: rules.Context) -> None:
        self.context = context

    def __missing__(self, letter: str) -> tuple[_State, bool]:
        kind = _KINDS[letter]
        step = _state(rules.after(self.context, kind)), bool(self.context.left) and self._allowed(kind)
        self[letter] = step
        return step

    def _allowed(self, kind: str) -> bool:
        return rules.is_allowed(*tailor_rules(self.context, kind))


@cache
def _state(context: rules.Context) -> _State:
    return _State(context)


def forget() -> None:
    """Forgets the states that are worked out; the next text works them out anew."""
    _state.cache_clear()


def letter_set(wanted: Callable[[str], bool]) -> str:
    """A regular expression for one letter of the classes that are wanted."""
    return "[" + "".join(re.escape(letter) for kind, letter in LETTERS.items() if wanted(kind)) + "]"


def _of(*classes: str) -> str:
    return letter_set(lambda kind: kind[:2] in classes)


_MARKS = _of("CM", "ZJ") + "*"


@dataclass(frozen=True, slots=True)
class _Look:
    """A rule that looks ahead: the letters it concerns, where the right thing is behind them, and what they become."""

    concerns: str
    found: re.Pattern[str]
    marked: dict[str, str]

    def mark(self, letters: str) -> str:
        return self.found.sub(lambda match: self.marked[match.group()], letters)


def _look(kinds: Iterable[str], follows: str) -> _Look:
    marked = {LETTERS[kind]: LETTERS[kind + "!"] for kind in kinds}
    concerns = "".join(map(re.escape, marked))
    return _Look(concerns, re.compile(f"[{concerns}](?={_MARKS}(?:{follows}))"), marked)


@cache
def _looks() -> tuple[re.Pattern[str], tuple[_Look, ...]]:
    """What any of the rules concerns, and the rules."""
    number = _of("NU")
    closed = _of("SP", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY", "BK", "CR", "LF", "NL", "ZW")
    western = letter_set(lambda kind: not rules.east_asian(kind) and kind[:2] not in rules.COMBINING)
    looks = (
        _look(["QU>", "QU>_"], rf"{closed}|\Z"),  # LB15b
        _look(["IS"], number),  # LB15c
        _look(["QU<", "QU<_"], rf"{western}|\Z"),  # LB19a
        _look(["OP", "OP+"], f"{_of('IS')}{_MARKS}{number}|{number}"),  # LB25
        _look(["AK", "AS", "AL*"], _of("VF")),  # LB28a
    )
    return re.compile("[" + "".join(look.concerns for look in looks) + "]"), looks


def _looked_ahead(letters: str) -> str:
    """The letters with those marked for which a rule that looks ahead holds."""
    concerned, looks = _looks()
    if concerned.search(letters):
        for look in looks:
            letters = look.mark(letters)
    return letters
