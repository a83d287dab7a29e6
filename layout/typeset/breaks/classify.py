"""Characters -> a string of class letters, one a character, by a profile's table. The setter's rules speak of these.

| letter | class | letter | class |
|---|---|---|---|
| `H` | Han, kana, full-width symbols | `m` | middle dot |
| `(` | opener | `~` | connector (～ –, one —) |
| `)` | closer | `D` | dash (two or more —) |
| `,` | pause ，、；： | `E` | ellipsis … |
| `.` | stop 。 | `/` | slash between Han |
| `!` | exclaim ！？ | `A` | Latin letter or symbol |
| `p` | prefix ￥ | `0` | digit |
| `s` | suffix ％ ℃, tone of bopomofo | ` ` `h` `_` | word space, one between Han, ideographic space |
| `x` | joins the character before it | `c` | control, takes no room |
| `N` | line feed and its like: the line ends here | `n` | comma or point inside a full-width number |
| `f` | space of a fixed width | `^` | superscript or subscript behind Han or a mark: it stays with that |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from layout.plan.profile import Profile
from layout.typeset.breaks.bopomofo import find_tones, has_tones
from layout.typeset.breaks.latin_quotes import find_latin_quotes
from layout.typeset.breaks.wide_figures import MARK_IN_HAN_NUMBER, MARK_IN_NUMBER
from layout.typeset.unicode.superscripts import SUPERSCRIPT

LETTERS = {
    "opener": "(",
    "closer": ")",
    "pause": ",",
    "stop": ".",
    "exclaim": "!",
    "middle": "m",
    "connector": "~",
    "dash": "D",
    "ellipsis": "E",
    "slash": "/",
    "prefix": "p",
    "suffix": "s",
}
_SPACES = {" ": " ", "\u00a0": " ", "\t": " ", "\u3000": "_"}
FIXED_SPACES = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"""Spaces that are as wide as they say (UAX #14 5.1: of all spaces U+0020 and U+00A0 alone are expanded)."""

_LINE_ENDS = "\n\v\f\x85\u2028\u2029"
_DASHES = "—⸺―"
_ELLIPSES = "…⋯‥"
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_HYPHENS = "‐‑‒"
_LATIN_1_END = 0x100


class _Table(dict[int, str]):
    """A translation table that works out a character's class when it is first met."""

    def __init__(self, ambiguous_is_wide: bool) -> None:
        super().__init__()
        self._ambiguous_is_wide = ambiguous_is_wide

    def __missing__(self, code: int) -> str:
        letter = _general_class(chr(code), self._ambiguous_is_wide)
        self[code] = letter
        return letter


def _general_class(char: str, ambiguous_is_wide: bool) -> str:
    category = unicodedata.category(char)
    if category[0] == "M" or char in _JOINERS or 0xE0100 <= ord(char) <= 0xE01EF:
        return "x"
    if category[0] == "C" and category not in ("Co", "Cn"):
        return "c"
    if SUPERSCRIPT.match(char):
        return "^"
    width = unicodedata.east_asian_width(char)
    if width in "WF":
        # Brackets that no list of a profile names are brackets all the same.
        return {"Ps": "(", "Pe": ")"}.get(category, "H")
    if category == "Nd":
        return "0"
    if category[0] == "Z":
        return " "
    # Ambiguous symbols (① → ■) are as wide as Han in a Han text. Ambiguous letters (Greek, Cyrillic) are not, nor is
    # what belongs to numbers and words: ± × ° ² of Latin-1, and hyphens.
    wide = width == "A" and category[0] != "L" and ord(char) >= _LATIN_1_END and char not in _HYPHENS
    return "H" if wide and ambiguous_is_wide else "A"


@cache
def class_table(profile: Profile) -> _Table:
    """The `str.translate` table of a profile."""
    table = _Table(profile.ambiguous_is_wide)
    for name, characters in profile.classes:
        for char in characters:
            table[ord(char)] = LETTERS[name]
    if profile.classes.middle:
        table.update({ord(dot): "m" for dot in STAND_INS if ord(dot) not in table})
    for char, letter in _SPACES.items():
        table[ord(char)] = letter
    table.update(str.maketrans(dict.fromkeys(FIXED_SPACES, "f") | dict.fromkeys(_LINE_ENDS, "N")))
    if profile.ambiguous_is_wide:  # among Latin letters they are Latin signs, not an em wide
        table.update(str.maketrans(dict.fromkeys(_DASHES, "D") | dict.fromkeys(_ELLIPSES, "E")))
    return table


STAND_INS = "•･∙⋅·‧"
"""What stands for the middle dot in copy that was typed or converted elsewhere."""
_DOTS = STAND_INS + "・ㆍ"


def proper_dot(char: str, profile: Profile) -> str:
    """The middle dot that a character is drawn as: the first that the profile names (· in Chinese and Korean, ・ in
    Japanese), for all that are dots.
    """
    return profile.classes.middle[:1] if char in _DOTS else char


@cache
def whole_letters(profile: Profile) -> str:
    """The letters of the marks that are one em whatever stands beside them."""
    return "".join(LETTERS[name] for name in profile.whole_em)


@cache
def centred_letters(profile: Profile) -> str:
    """The letters of the marks that stand in the middle of their em."""
    return "".join(LETTERS[name] for name in profile.centred)


_BESIDE_LATIN = re.compile(r"(?<=[A0])/|/(?=[A0])")
_INSIDE_NUMBERS = {"number-mark": MARK_IN_NUMBER, "han-number-mark": MARK_IN_HAN_NUMBER}
_HAN_SPACE = re.compile(r"(?<=[H),.!DEm]) (?=[H(DE])")
_SIGN_OR_HYPHEN = re.compile("[-~‐‑‒−≤≥≦≧≪≫≈≒≅≃≡≠∝√∠∥＜＞＝＋＃＠№〒℡′″‴€£]")
_ROLE = re.compile(
    "(?P<sign>[−≤≥≦≧≪≫≈≒≅≃≡≠∝√∠∥＜＞＝＋＃＠№〒℡](?=[-−+＋－]?[$€£¥￥]?[0-9０-９]))"
    "|(?P<prime>(?<=[0-9])[′″‴])"
    "|(?P<money>(?:(?<=[0-9０-９])|(?<=[0-9０-９] ))[€£](?![0-9０-９]))"
    "|(?P<hyphen>(?<![-~‐‑‒])[-~‐‑‒](?![-~‐‑‒]))"
)
_ROLES = {"sign": "p", "prime": "A", "money": "s", "hyphen": "~"}
_SINGLE_DASH = re.compile(r"(?<![—⸺―])[—―](?![—⸺―])")


_JAMO = ("[\u1100-\u115f\ua960-\ua97c]", "[\u1160-\u11a7\ud7b0-\ud7c6]", "[\u11a8-\u11ff\ud7cb-\ud7fb]")
_TAGS = "\U000e0020-\U000e007f"
_MAY_JOIN = re.compile(
    f"[\u200d\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff{_TAGS}]"
)
_JOINED = re.compile(
    "|".join(
        (
            "(?<=\u200d)[\u00a9\u00ae\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]",
            "[\U0001f1e6-\U0001f1ff]{2}",
            "(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\U0001f3fb-\U0001f3ff]",
            f"(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff{_TAGS}])[{_TAGS}]",
            f"(?<={_JAMO[0]}){_JAMO[0]}",
            f"(?<=[\u1100-\u11a7\ua960-\ua97c\ud7b0-\ud7c6]){_JAMO[1]}",
            f"(?<=[\uac00-\ud7a3\u1160-\u11ff\ud7b0-\ud7fb]){_JAMO[2]}",
        )
    )
)
"""What joins the character before it though it is none that combines (UAX #29 GB6 to GB13): an emoji behind a joiner, a
skin tone, the second letter of a flag, tags, jamo."""


_VIRAMAS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"
"""What makes one syllable of two consonants (UAX #29 GB9c)."""


def goes_on(before: str, after: str) -> bool:
    """Whether a text is one cluster with what is before it, though the shaper may take them for two."""
    joined = _JOINED.match(before + after, len(before))
    if joined is not None and joined.end() == len(before) + 1:
        return True
    return before[-1:] in _VIRAMAS and unicodedata.category(after[0]) == "Lo"


def classify(text: str, profile: Profile) -> str:
    """One class letter for each code point of `text`.

    One — is the connector 一字线, two or more are the dash 破折号 (CLREQ 3.1.2, GB/T 15834 5.1.4, 5.1.6).
    Beside Latin or digits a slash (km/h, 24/7), Latin words' quotes and apostrophes, superscripts and subscripts (m²,
    CO₂), and ′ ″ behind digits are part of that run. Behind Han and full-width signs - and ~ are connectors (GB/T 15834
    5.1.6). A sign of mathematics before a number is its prefix, a currency behind one its suffix. A comma or point
    inside a full-width number is no mark of the sentence (JLREQ 3.1.3).
    """
    classes = text.translate(class_table(profile))
    if "^" in classes:
        classes = _SCRIPTS.sub(_class_of_scripts(text), classes)
    if "m" in classes and (
        "•" in text or "∙" in text or "⋅" in text or ("·" in text and "·" not in profile.classes.middle)
    ):
        classes = _class_bullets(text, classes, profile)
    if "D" in classes and profile.single_dash_connects:
        classes = put_letter(classes, "~", [match.start() for match in _SINGLE_DASH.finditer(text)])
    if profile.ambiguous_is_wide:
        classes = put_letter(classes, "A", find_latin_quotes(text))
        if _SIGN_OR_HYPHEN.search(text):
            classes = _classes_of_signs(text, classes)
    if "/" in text:
        slashes = (match.start() for match in _BESIDE_LATIN.finditer(classes))
        classes = put_letter(classes, "A", [offset for offset in slashes if text[offset] == "/"])
    if profile.ambiguous_is_wide and has_tones(text):
        behind, opening = find_tones(text)
        classes = put_letter(put_letter(classes, "s", behind), "p", opening)
    for name, inside in _INSIDE_NUMBERS.items():
        if name in profile.half_em and inside.search(text):
            marks = (match.start() for match in inside.finditer(text))
            classes = put_letter(classes, "n", [offset for offset in marks if classes[offset] in ",.m"])
    if _MAY_JOIN.search(text):
        classes = put_letter(classes, "x", [match.end() - 1 for match in _JOINED.finditer(text)])
    if " " in classes and not profile.spaces_are_words:
        classes = _HAN_SPACE.sub("h", classes)
    return classes


def _classes_of_signs(text: str, classes: str) -> str:
    """The class string with those of signs and hyphens that their neighbours give them."""
    changed = list(classes)
    for hit in _SIGN_OR_HYPHEN.finditer(text):
        at = hit.start()
        role = _ROLE.match(text, at)
        if role is None or role.lastgroup is None:
            continue
        # Behind a pause or stop a hyphen before a number is its sign.
        wide = "H)s!" if classes[at + 1 : at + 2] == "0" else "H)s!,.m"
        if role.lastgroup != "hyphen" or (at and changed[at - 1] in wide):
            changed[at] = _ROLES[role.lastgroup]
    return "".join(changed)


def put_letter(classes: str, letter: str, offsets: list[int]) -> str:
    """The class string with one letter at all the offsets."""
    if not offsets:
        return classes
    changed = list(classes)
    for offset in offsets:
        changed[offset] = letter
    return "".join(changed)


_SCRIPTS = re.compile(r"(?P<latin>[A0]x*)?(?P<other>[H),.!ms~DE]x*)?\^[\^x]*")
_BEFORE_LATIN = re.compile("[A-Z][a-z]?(?![A-Za-z])|⁄")
"""An element's sign behind the number of an isotope (¹⁴C), and the bar of a fraction (¹⁄₂)."""


def _class_of_scripts(text: str) -> Callable[[re.Match[str]], str]:
    """Superscripts and subscripts in a row are part of the Latin run that they stand in, begin or touch. Behind Han or
    a mark they are of that (平方米², “注”¹), but for what is set before an element's sign.
    """

    def replaced(found: re.Match[str]) -> str:
        if found["other"] is not None and not _BEFORE_LATIN.match(text, found.end()):
            return found.group()
        return found.group().replace("^", "A")

    return replaced


_INTERPUNCT = re.compile(r"(?<=[HA0x)])m(?=[HA0(])")


def _class_bullets(text: str, classes: str, profile: Profile) -> str:
    """• between two characters of a name is a middle dot; elsewhere it is the sign before an entry, which may begin a
    line. ∙ and ⋅ between Latin letters are operators (kW⋅h), and so is · in a language whose own dot is another.
    """
    dots = {match.start() for match in _INTERPUNCT.finditer(classes)}
    loose = [at for at, char in enumerate(text) if char in "•∙⋅" and classes[at] == "m" and at not in dots]
    operators = "∙⋅" if "·" in profile.classes.middle else "∙⋅·"
    signs = [
        at for at in dots if text[at] in operators and classes[at - 1] in "A0x" and classes[at + 1] in "A0"
    ]
    return put_letter(put_letter(classes, "H", loose), "A", signs)
