"""What stands before a place and the class behind it -> whether a line may begin there: rules LB4 to LB31 of UAX #14.

The rules of Unicode 17.0 (revision 55 of the annex), one function that reads down as the annex does. A class is written
as in `linebreak.txt`: two letters, then marks. One more mark is put on before the rules are asked: `!` says that what
follows the character, past its combining marks, is what a rule that looks ahead asks for (`uax14` puts it on).
"""

from __future__ import annotations

from dataclasses import dataclass

EAST_ASIAN = frozenset("+=")
"""Marks of the characters that LB19a and LB30 call East Asian."""

HARD = frozenset({"BK", "CR", "LF", "NL"})
COMBINING = frozenset({"CM", "ZJ"})
LETTERS = frozenset({"AL", "HL"})
HANGUL = frozenset({"JL", "JV", "JT", "H2", "H3"})
IDEOGRAPHIC = frozenset({"ID", "EB", "EM"})
_NO_BASE = HARD | {"", "SP", "ZW"}
_BEFORE_QUOTE = HARD | {"", "OP", "QU", "GL", "SP", "ZW"}
_BEFORE_HYPHEN = HARD | {"", "SP", "ZW", "CB", "GL"}
_HYPHENS = frozenset({"HY", "HH"})
_CLOSED = frozenset({"CL", "CP"})
_HOLD_SPACES = frozenset({"OP", "CL", "CP", "B2", "ZW"})
_AKSARAS = frozenset({"AK", "AS", "◌"})

OPENS, EAST, STARTS, HEBREW, AKSARA, ODD = "opens", "east", "starts", "hebrew", "aksara", "odd"


@dataclass(frozen=True, slots=True)
class Context:
    """All of the text before a place that the rules can ask for.

    `left` is the class of the character there, its combining marks being part of it (LB9); empty at the text's start.
    `before` is what the rules need of the characters before that one. `number` is 1 behind NU (SY | IS)*, 2 behind
    that and a closing mark (LB25). `joined` says that a ZWJ stands there (LB8a).
    """

    left: str = ""
    before: frozenset[str] = frozenset()
    number: int = 0
    joined: bool = False


def east_asian(kind: str) -> bool:
    """Whether a class with its marks is of an East Asian character (width F, W, H)."""
    return not EAST_ASIAN.isdisjoint(kind)


def _aksara(kind: str) -> str:
    """The class as LB28a has it, where the dotted circle is one of its own."""
    return "◌" if kind.startswith("AL*") else kind[:2]


def is_allowed(context: Context, right: str) -> bool:
    """Whether a line may begin between the context and a character of class `right` (and must, by LB4 and LB5)."""
    left, before = context.left, context.before
    a, b = left[:2], right[:2]
    spaced = before if a == "SP" else frozenset()
    # LB4, LB5, LB6: hard breaks.
    if a in HARD:
        return not (a == "CR" and b == "LF")
    if b in HARD:
        return False
    # LB7, LB8, LB8a, LB9: spaces, zero-width space, joiner, combining marks.
    if b in ("SP", "ZW"):
        return False
    if a == "ZW" or "ZW" in spaced:
        return True
    if context.joined:
        return False
    if b in COMBINING:
        if a not in _NO_BASE:
            return False
        b = right = "AL"  # LB10
    # LB11, LB12, LB12a: word joiner, no-break spaces.
    if "WJ" in (a, b) or a == "GL":
        return False
    if b == "GL" and a not in ("SP", "BA", "HY", "HH"):
        return False
    # LB13 to LB17: closing marks, opening marks, quotation marks, dashes, over spaces too.
    if b in ("CL", "CP", "EX", "SY"):
        return False
    if a == "OP" or "OP" in spaced:
        return False
    if OPENS in before:  # LB15a
        return False
    if right.startswith("QU>") and "!" in right:  # LB15b
        return False
    if a == "SP" and right == "IS!":  # LB15c
        return True
    if b == "IS":  # LB15d
        return False
    if b == "NS" and (a in _CLOSED or not _CLOSED.isdisjoint(spaced)):
        return False
    if b == "B2" and (a == "B2" or "B2" in spaced):
        return False
    # LB18
    if a == "SP":
        return True
    return _allowed_in_text(context, right)


def _allowed_in_text(context: Context, right: str) -> bool:
    """The rules from LB19: no space, no hard break, no joiner stands before the place."""
    left, before = context.left, context.before
    a, b = left[:2], right[:2]
    # LB19, LB19a: quotation marks, but for those between East Asian characters.
    if b == "QU" and ("<" not in right or "!" in right or not east_asian(left)):
        return False
    if a == "QU" and (">" not in left or not east_asian(right) or EAST not in before):
        return False
    # LB20, LB20a
    if "CB" in (a, b):
        return True
    if a in _HYPHENS and STARTS in before and b in LETTERS:
        return False
    # LB21, LB21a, LB21b, LB22
    if b in ("BA", "HH", "HY", "NS") or a == "BB":
        return False
    if a in _HYPHENS and HEBREW in before and b != "HL":
        return False
    if (a == "SY" and b == "HL") or b == "IN":
        return False
    # LB23, LB23a, LB24: digits and letters, prefixes and suffixes.
    if (a in LETTERS and b == "NU") or (a == "NU" and b in LETTERS):
        return False
    if (a == "PR" and b in IDEOGRAPHIC) or (a in IDEOGRAPHIC and b == "PO"):
        return False
    if (a in ("PR", "PO") and b in LETTERS) or (a in LETTERS and b in ("PR", "PO")):
        return False
    # LB25: numbers.
    if context.number and (b in ("PO", "PR") or (b == "NU" and context.number == 1)):
        return False
    if a in ("PO", "PR") and (b == "NU" or (b == "OP" and "!" in right)):
        return False
    if a in ("HY", "IS") and b == "NU":
        return False
    # LB26, LB27: Korean syllables.
    if a == "JL" and b in ("JL", "JV", "H2", "H3"):
        return False
    if (a in ("JV", "H2") and b in ("JV", "JT")) or (a in ("JT", "H3") and b == "JT"):
        return False
    if (a in HANGUL and b == "PO") or (a == "PR" and b in HANGUL):
        return False
    # LB28, LB28a: letters, Brahmic syllables.
    if a in LETTERS and b in LETTERS:
        return False
    first, second = _aksara(left), _aksara(right)
    if first == "AP" and second in _AKSARAS:
        return False
    if first in _AKSARAS and (second in ("VF", "VI") or (second in _AKSARAS and "!" in right)):
        return False
    if first == "VI" and AKSARA in before and second in ("AK", "◌"):
        return False
    # LB29, LB30, LB30a, LB30b
    if a == "IS" and b in LETTERS:
        return False
    if (a in LETTERS or a == "NU") and b == "OP" and not east_asian(right):
        return False
    if a == "CP" and not east_asian(left) and (b in LETTERS or b == "NU"):
        return False
    if a == "RI" and b == "RI" and ODD in before:
        return False
    return not (b == "EM" and (a == "EB" or "?" in left))


def after(context: Context, right: str) -> Context:
    """The context behind a character of class `right`."""
    left, before = context.left, context.before
    a, b = left[:2], right[:2]
    if b in COMBINING:
        if a not in _NO_BASE:  # LB9
            return Context(left, before, context.number, b == "ZJ")
        return Context("AL", joined=b == "ZJ")  # LB10
    if b == "SP":
        if a == "SP":
            return Context("SP", before)
        return Context("SP", before & {OPENS} | ({a} if a in _HOLD_SPACES else set()))
    if b == "QU":
        opens = "<" in right and a in _BEFORE_QUOTE
        return Context(right, _facts((OPENS, opens), (EAST, east_asian(left))))
    if b in _HYPHENS:
        return Context(right, _facts((STARTS, a in _BEFORE_HYPHEN), (HEBREW, a == "HL")))
    if b == "VI":
        return Context(right, _facts((AKSARA, _aksara(left) in _AKSARAS)))
    if b == "RI":
        return Context(right, _facts((ODD, a != "RI" or ODD not in before)))
    return Context(right, number=_number(context.number, b))


def _facts(*facts: tuple[str, bool]) -> frozenset[str]:
    return frozenset(name for name, holds in facts if holds)


def _number(number: int, right: str) -> int:
    if right == "NU" or (number == 1 and right in ("SY", "IS")):
        return 1
    return 2 if number == 1 and right in _CLOSED else 0
