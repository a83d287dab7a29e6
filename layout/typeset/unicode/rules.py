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


def allowed(context: Context, right: str) -> bool:
    """Whether a line may begin between the context and a character of class `right` (and must, by LB4 and LB5)."""
    left, before = context.left, context.before
    l, r = left[:2], right[:2]  # noqa: E741
    spaced = before if l == "SP" else frozenset()
    # LB4, LB5, LB6: hard breaks.
    if l in HARD:
        return not (l == "CR" and r == "LF")
    if r in HARD:
        return False
    # LB7, LB8, LB8a, LB9: spaces, zero-width space, joiner, combining marks.
    if r in ("SP", "ZW"):
        return False
    if l == "ZW" or "ZW" in spaced:
        return True
    if context.joined:
        return False
    if r in COMBINING:
        if l not in _NO_BASE:
            return False
        r = right = "AL"  # LB10
    # LB11, LB12, LB12a: word joiner, no-break spaces.
    if "WJ" in (l, r) or l == "GL":
        return False
    if r == "GL" and l not in ("SP", "BA", "HY", "HH"):
        return False
    # LB13 to LB17: closing marks, opening marks, quotation marks, dashes, over spaces too.
    if r in ("CL", "CP", "EX", "SY"):
        return False
    if l == "OP" or "OP" in spaced:
        return False
    if OPENS in before:  # LB15a
        return False
    if right.startswith("QU>") and "!" in right:  # LB15b
        return False
    if l == "SP" and right == "IS!":  # LB15c
        return True
    if r == "IS":  # LB15d
        return False
    if r == "NS" and (l in _CLOSED or not _CLOSED.isdisjoint(spaced)):
        return False
    if r == "B2" and (l == "B2" or "B2" in spaced):
        return False
    # LB18
    if l == "SP":
        return True
    return _allowed_in_text(context, right)


def _allowed_in_text(context: Context, right: str) -> bool:
    """The rules from LB19: no space, no hard break, no joiner stands before the place."""
    left, before = context.left, context.before
    l, r = left[:2], right[:2]  # noqa: E741
    # LB19, LB19a: quotation marks, but for those between East Asian characters.
    if r == "QU" and ("<" not in right or "!" in right or not east_asian(left)):
        return False
    if l == "QU" and (">" not in left or not east_asian(right) or EAST not in before):
        return False
    # LB20, LB20a
    if "CB" in (l, r):
        return True
    if l in _HYPHENS and STARTS in before and r in LETTERS:
        return False
    # LB21, LB21a, LB21b, LB22
    if r in ("BA", "HH", "HY", "NS") or l == "BB":
        return False
    if l in _HYPHENS and HEBREW in before and r != "HL":
        return False
    if (l == "SY" and r == "HL") or r == "IN":
        return False
    # LB23, LB23a, LB24: digits and letters, prefixes and suffixes.
    if (l in LETTERS and r == "NU") or (l == "NU" and r in LETTERS):
        return False
    if (l == "PR" and r in IDEOGRAPHIC) or (l in IDEOGRAPHIC and r == "PO"):
        return False
    if (l in ("PR", "PO") and r in LETTERS) or (l in LETTERS and r in ("PR", "PO")):
        return False
    # LB25: numbers.
    if context.number and (r in ("PO", "PR") or (r == "NU" and context.number == 1)):
        return False
    if l in ("PO", "PR") and (r == "NU" or (r == "OP" and "!" in right)):
        return False
    if l in ("HY", "IS") and r == "NU":
        return False
    # LB26, LB27: Korean syllables.
    if l == "JL" and r in ("JL", "JV", "H2", "H3"):
        return False
    if (l in ("JV", "H2") and r in ("JV", "JT")) or (l in ("JT", "H3") and r == "JT"):
        return False
    if (l in HANGUL and r == "PO") or (l == "PR" and r in HANGUL):
        return False
    # LB28, LB28a: letters, Brahmic syllables.
    if l in LETTERS and r in LETTERS:
        return False
    a, b = _aksara(left), _aksara(right)
    if a == "AP" and b in _AKSARAS:
        return False
    if a in _AKSARAS and (b in ("VF", "VI") or (b in _AKSARAS and "!" in right)):
        return False
    if a == "VI" and AKSARA in before and b in ("AK", "◌"):
        return False
    # LB29, LB30, LB30a, LB30b
    if l == "IS" and r in LETTERS:
        return False
    if (l in LETTERS or l == "NU") and r == "OP" and not east_asian(right):
        return False
    if l == "CP" and not east_asian(left) and (r in LETTERS or r == "NU"):
        return False
    if l == "RI" and r == "RI" and ODD in before:
        return False
    return not (r == "EM" and (l == "EB" or "?" in left))


def after(context: Context, right: str) -> Context:
    """The context behind a character of class `right`."""
    left, before = context.left, context.before
    l, r = left[:2], right[:2]  # noqa: E741
    if r in COMBINING:
        if l not in _NO_BASE:  # LB9
            return Context(left, before, context.number, r == "ZJ")
        return Context("AL", joined=r == "ZJ")  # LB10
    if r == "SP":
        if l == "SP":
            return Context("SP", before)
        return Context("SP", before & {OPENS} | ({l} if l in _HOLD_SPACES else set()))
    if r == "QU":
        opens = "<" in right and l in _BEFORE_QUOTE
        return Context(right, _facts((OPENS, opens), (EAST, east_asian(left))))
    if r in _HYPHENS:
        return Context(right, _facts((STARTS, l in _BEFORE_HYPHEN), (HEBREW, l == "HL")))
    if r == "VI":
        return Context(right, _facts((AKSARA, _aksara(left) in _AKSARAS)))
    if r == "RI":
        return Context(right, _facts((ODD, l != "RI" or ODD not in before)))
    return Context(right, number=_number(context.number, r))


def _facts(*facts: tuple[str, bool]) -> frozenset[str]:
    return frozenset(name for name, holds in facts if holds)


def _number(number: int, right: str) -> int:
    if right == "NU" or (number == 1 and right in ("SY", "IS")):
        return 1
    return 2 if number == 1 and right in _CLOSED else 0
