"""A text and the profile of its language -> where its words end, each place with what a line's end costs there.

BudouX's model of Chinese and Japanese says where words part, and how surely: it is often right and sometimes not. What
it is unsure of costs more, and what leaves a character alone. Other languages write spaces; there words that lean on
their neighbours (articles, particles, describing words) keep to them. Both take the profile's `head_words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from content.characters.kinds import HAN
from layout.plan.profile import Profile

AT_SPACE = 0.0
AT_WORD = 8.0
UNSURE = 8.0
"""What a break costs that the model has no doubt of, and what it costs more where the model is wholly in doubt."""

TORN = 20.0
"""What it costs where it leaves one Han character by itself, which is mostly half of a word."""

LEANING = 22.0
"""What it costs behind a word that leans on the next, or before one that leans on the one before."""

IN_NAME = 8.0
"""What it costs between two words of a name of a language of Latin letters: Jean / Tolliver."""

SURE = 1500
"""The model's score from which on it has no doubt."""

SURE_OF_ONE = 2 * SURE
"""The same where a single Han character is left: it is a word by itself (人 | 最怕)."""

_SPACE = re.compile("[ \u3000]+")
_HAN = re.compile(f"[{HAN}]")
_NUMERALS = re.compile(
    "[〇零一二三四五六七八九十百千万亿兩两萬億]{2,}[点點成]?|百分之[〇零一二三四五六七八九十百]+"
)
"""A number of Han figures, which is one word; the setter's expressions have those of other figures."""

_PARTICLES = re.compile(
    "(?:들?(?:은|는|이|가|을|를|도|만|의|에|에서|에게|에는|에도|로|으로|와|과|나|이나|라도|까지|부터|보다|처럼|마다|조차|뿐|이?다|이?란|이?라고?)?)"
)
"""What stands behind a Korean noun and is one word with it."""

_TITLED = 0.6
"""Of its words as many begin with a capital in a head of which all do: capitals there are no sign of a name."""

_FEATURES = (
    ("UW1", -3, -2),
    ("UW2", -2, -1),
    ("UW3", -1, 0),
    ("UW4", 0, 1),
    ("UW5", 1, 2),
    ("UW6", 2, 3),
    ("BW1", -2, 0),
    ("BW2", -1, 1),
    ("BW3", 0, 2),
    ("TW1", -3, 0),
    ("TW2", -2, 1),
    ("TW3", -1, 2),
    ("TW4", 0, 3),
)
"""The characters round a place that BudouX's model looks at, by their offsets from it."""

_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿兩两萬億几幾数數半第每]")
"""A figure by itself leans on what it counts."""

_NO_WORD_BEGINS = "的了着著们們吧吗嗎呢"

_Score = Callable[[str, int], int]


@cache
def _model(lang: str) -> _Score | None:
    """What says of a place in a text whether a word ends there: it does above 0, the surer the more. None for languages
    that write spaces.
    """
    import budoux

    primary, _, rest = lang.partition("-")
    if primary == "ja":
        parser = budoux.load_default_japanese_parser()
    elif primary == "zh" and rest.partition("-")[0] in ("Hant", "TW", "HK", "MO"):
        parser = budoux.load_default_traditional_chinese_parser()
    elif primary == "zh":
        parser = budoux.load_default_simplified_chinese_parser()
    else:
        return None
    weights: dict[str, dict[str, int]] = parser.model
    base = -sum(sum(group.values()) for group in weights.values()) // 2
    features = [(weights[name], first, last) for name, first, last in _FEATURES if name in weights]

    def score(text: str, at: int) -> int:
        found = base
        for group, first, last in features:
            if at + first >= 0 and at + last <= len(text):
                found += group.get(text[at + first : at + last], 0)
        return found

    return score


def writes_spaces(profile: Profile) -> bool:
    """Whether words of the profile's language are parted by spaces."""
    return not profile.lang.lower().startswith(("zh", "ja"))


@lru_cache(maxsize=64)
def find_word_ends(text: str, profile: Profile) -> dict[int, float]:
    """The offsets at which words of a text end, each with what a line's end costs there."""
    score = _model(profile.lang)
    if score is None:
        return dict(_ends_at_spaces(text, _leaning(profile)))
    return dict(_ends_by_model(text, score, profile))


@dataclass(frozen=True, slots=True)
class _Leaning:
    """What a profile says of words in heads. `wholes` are the words that `whole` finds; `last` and `first` are those
    that lean on the next and on the one before, `endings` and `beginnings` what such words end and begin with.
    """

    whole: re.Pattern[str] | None
    wholes: tuple[str, ...]
    last: frozenset[str]
    first: frozenset[str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]


@cache
def _leaning(profile: Profile) -> _Leaning:
    words = profile.head_words
    whole = sorted({*words.whole.split(), *profile.keep_together}, key=lambda word: (-len(word), word))
    last, first = words.not_last.split(), words.not_first.split()
    return _Leaning(
        re.compile("|".join(map(re.escape, whole))) if whole else None,
        tuple(whole),
        frozenset(word.casefold() for word in last if not word.startswith("-")),
        frozenset(word.casefold() for word in first if not word.endswith("-")),
        tuple(word[1:] for word in last if len(word) > 1 and word.startswith("-")),
        tuple(word[:-1] for word in first if len(word) > 1 and word.endswith("-")),
    )


def _ends_by_model(text: str, score: _Score, profile: Profile) -> Iterator[tuple[int, float]]:
    words = _leaning(profile)
    inside = {
        at
        for pattern in (words.whole, _NUMERALS)
        if pattern is not None
        for found in pattern.finditer(text)
        for at in range(found.start() + 1, found.end())
    }
    # At the edge of a word that is known a word ends, whatever the model says.
    known = (
        {at for found in words.whole.finditer(text) for at in (found.start(), found.end())}
        if words.whole is not None
        else set()
    )
    scores = {at: score(text, at) for at in range(1, len(text)) if at not in inside}
    ends = sorted(at for at, sure in scores.items() if sure > 0 or at in known)
    edges = [0, *ends, len(text)]
    for number, at in enumerate(ends, 1):
        before, behind = text[edges[number - 1] : at], text[at : edges[number + 1]]
        doubt = min(1.0, max(0.0, 1 - scores[at] / SURE))
        cost = AT_WORD + UNSURE * (doubt / 2 if at in known else doubt)
        leans = before in words.last or (at not in known and before.endswith(words.endings))
        led = behind in words.first or behind.startswith(words.beginnings)
        if leans or led or _begins_with_particle(behind, words):
            cost = LEANING
        elif any(_is_torn(part, scores[at]) for part in (before, behind)):
            cost = TORN
        yield at, cost
    yield len(text), AT_WORD


def _is_torn(part: str, score: int) -> bool:
    """Whether a part is a Han character that is rather half of a word than one by itself."""
    return (
        len(part) == 1
        and _HAN.match(part) is not None
        and (score < SURE_OF_ONE or part in _NO_WORD_BEGINS or _NUMERAL.match(part) is not None)
    )


def _begins_with_particle(behind: str, words: _Leaning) -> bool:
    """Whether a phrase begins with a particle of one character, which the model put to what follows."""
    return behind[:1] in _NO_WORD_BEGINS and behind[:1] in words.first


def _ends_at_spaces(text: str, words: _Leaning) -> Iterator[tuple[int, float]]:
    spaces = [found.span() for found in _SPACE.finditer(text)]
    starts, stops = [0, *(end for _, end in spaces)], [*(start for start, _ in spaces), len(text)]
    pieces = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    capitals = [piece[:1].isupper() for piece in pieces]
    titled = sum(capitals) >= _TITLED * len(pieces)
    for number, (_, end) in enumerate(spaces):
        before, behind = pieces[number], pieces[number + 1]
        cost = AT_SPACE
        if _leans(before, behind, words):
            cost = LEANING
        elif number and not titled and capitals[number] and capitals[number + 1]:
            cost = IN_NAME
        yield end, cost
    yield len(text), AT_WORD


def _leans(before: str, behind: str, words: _Leaning) -> bool:
    """Whether a word leans on the next, or that on it. A mark between them parts them: “in, ” leans on nothing."""
    if before and not before[-1].isalnum():
        return False
    bare, next_bare = before.strip("“‘\"'(").casefold(), behind.strip("”’\"'.,!?…").casefold()
    return (
        bare in words.last
        or (bare.endswith(words.endings) and not bare.endswith(words.wholes))
        or next_bare in words.first
        or any(_is_word_of(next_bare, word) for word in words.beginnings)
    )


def _is_word_of(word: str, stem: str) -> bool:
    """Whether a word is a stem with no more than particles: 말을, 것이다, but not 말씀하다."""
    return word.startswith(stem) and _PARTICLES.fullmatch(word, len(stem)) is not None
