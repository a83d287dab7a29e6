"""The rules of UAX #14 (Unicode 17.0, revision 55) as it prints them -> breaks, place by place: slow, to compare with.

Nothing here is shared with the setter but the letters of the classes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from layout.typeset.unicode.uax14 import LETTERS

NAMES: dict[str, Callable[[str], bool]] = {
    "QUPi": lambda kind: kind == "QU<",
    "QUPf": lambda kind: kind == "QU>",
    "QU-Pi": lambda kind: kind in ("QU", "QU>"),
    "QU-Pf": lambda kind: kind in ("QU", "QU<"),
    "OP-EA": lambda kind: kind == "OP",
    "CP-EA": lambda kind: kind == "CP",
    "EA": lambda kind: kind[-1] in "+=",
    "notEA": lambda kind: kind[-1] not in "+=",
    "Cn": lambda kind: kind[-1] == "?",
    "◌": lambda kind: kind == "AL*",
}

FIRST = """
4 BK ÷
5 CR × LF
5 CR ÷
5 LF ÷
5 NL ÷
6 × BK|CR|LF|NL
7 × SP
7 × ZW
8 ZW SP* ÷
8a ZJ ×
"""
THEN = """
11 × WJ
11 WJ ×
12 GL ×
12a AI|AK|AL|AP|AS|B2|BB|CB|CL|CP|EB|EM|EX|H2|H3|HL|ID|IN|IS|JL|JT|JV|NS|NU|OP|PO|PR|QU|RI|SY|VF|VI × GL
13 × CL
13 × CP
13 × EX
13 × SY
14 OP SP* ×
15a sot|BK|CR|LF|NL|OP|QU|GL|SP|ZW QUPi SP* ×
15b × QUPf SP|GL|WJ|CL|QU|CP|EX|IS|SY|BK|CR|LF|NL|ZW|eot
15c SP ÷ IS NU
15d × IS
16 CL|CP SP* × NS
17 B2 SP* × B2
18 SP ÷
19 × QU-Pi
19 QU-Pf ×
19a notEA × QU
19a × QU notEA|eot
19a QU × notEA
19a sot|notEA QU ×
20 ÷ CB
20 CB ÷
20a sot|BK|CR|LF|NL|SP|ZW|CB|GL HY|HH × AL|HL
21 × BA
21 × HH
21 × HY
21 × NS
21 BB ×
21a HL HY|HH × [^HL]
21b SY × HL
22 × IN
23 AL|HL × NU
23 NU × AL|HL
23a PR × ID|EB|EM
23a ID|EB|EM × PO
24 PR|PO × AL|HL
24 AL|HL × PR|PO
25 NU (SY|IS)* CL × PO
25 NU (SY|IS)* CP × PO
25 NU (SY|IS)* CL × PR
25 NU (SY|IS)* CP × PR
25 NU (SY|IS)* × PO
25 NU (SY|IS)* × PR
25 PO × OP NU
25 PO × OP IS NU
25 PO × NU
25 PR × OP NU
25 PR × OP IS NU
25 PR × NU
25 HY × NU
25 IS × NU
25 NU (SY|IS)* × NU
26 JL × JL|JV|H2|H3
26 JV|H2 × JV|JT
26 JT|H3 × JT
27 JL|JV|JT|H2|H3 × PO
27 PR × JL|JV|JT|H2|H3
28 AL|HL × AL|HL
28a AP × AK|◌|AS
28a AK|◌|AS × VF|VI
28a AK|◌|AS VI × AK|◌
28a AK|◌|AS × AK|◌|AS VF
29 IS × AL|HL
30 AL|HL|NU × OP-EA
30 CP-EA × AL|HL|NU
30a odd RI × RI
30b EB × EM
30b Cn × EM
31 ÷
"""


def _set(name: str) -> str:
    if name in ("sot", "eot"):
        return r"\A" if name == "sot" else r"\Z"

    def of_class(kind: str) -> bool:
        return kind[:2] == name

    wanted = NAMES.get(name, of_class)
    letters = "".join(re.escape(letter) for kind, letter in LETTERS.items() if wanted(kind))
    return f"[{letters}]" if letters else "(?!)"


def _side(text: str) -> str:
    found = []
    for word in text.split():
        if word == "odd":  # an even number of RI, and none before these
            one = _set("RI")
            found.append(f"(?:(?:\\A|[^{one[1:]})(?:{one}{one})*)")
            continue
        stars = "*" if word.endswith("*") else ""
        if word.startswith("[^"):
            found.append(f"[^{_set(word[2:-1])[1:]}")
            continue
        names = word.strip("()*").split("|")
        found.append("(?:" + "|".join(map(_set, names)) + ")" + stars)
    return "".join(found)


Rule = tuple[re.Pattern[str], bool, re.Pattern[str]]


@cache
def _rules(text: str) -> tuple[Rule, ...]:
    found = []
    for line in text.strip().splitlines():
        rule = line.partition(" ")[2]
        sign = "÷" if "÷" in rule else "×"
        left, _, right = rule.partition(sign)
        found.append((re.compile(_side(left) + r"\Z"), sign == "÷", re.compile(_side(right))))
    return tuple(found)


def _answer(rules: tuple[Rule, ...], letters: str, place: int) -> bool | None:
    before, behind = letters[:place], letters[place:]
    return next((may for left, may, right in rules if left.search(before) and right.match(behind)), None)


def breaks(kinds: Sequence[str]) -> list[int]:
    """The places between characters of these classes before which a line may begin."""
    letters = "".join(LETTERS[kind] for kind in kinds)
    # LB9 and LB10: the place of each character in the text without combining marks, and that text.
    whole: list[int] = []
    shortened: list[str] = []
    for kind in kinds:
        if kind in ("CM", "ZJ") and whole and shortened[-1][:2] not in ("BK", "CR", "LF", "NL", "SP", "ZW"):
            whole.append(-1)
            continue
        whole.append(len(shortened))
        shortened.append("AL" if kind in ("CM", "ZJ") else kind)
    rest = "".join(LETTERS[kind] for kind in shortened)
    found = []
    for place in range(1, len(kinds)):
        may = _answer(_rules(FIRST), letters, place)
        if may is None:
            may = whole[place] >= 0 and _answer(_rules(THEN), rest, whole[place])
        if may:
            found.append(place)
    return found
