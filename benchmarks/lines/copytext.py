"""Hand-written sentences with slots -> paragraphs of varied newspaper copy, the same ones each time.

A file of `copy/` has lines of three kinds. `@name a | b` lists what may stand where a sentence says `{name}`, `## kind`
begins a kind of copy, and each other line is a sentence of it. A slot with numbers makes a number: `{int 1 30}`,
`{dec 0.1 9.9}` (as many places as the limits have), `{comma 1000 90000}` (12,345), `{groups 1000 90000}` (12 345); with
`wide` before it in full-width figures (`{wide 1 30}`, `{widedec …}`, `{widecomma …}`), and `{han 20 98}` in Han ones,
digit by digit.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

COPY: Final = Path(__file__).parent / "copy"

LONGEST: Final = 5
"""Sentences of a paragraph at the most."""

_SLOT: Final = re.compile(r"\{(\w+)(?: ([\d.]+) ([\d.]+))?\}")
_WIDE: Final = {ord(char): ord(char) + 0xFEE0 for char in "0123456789,."}
_HAN: Final = str.maketrans("0123456789", "〇一二三四五六七八九")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a language by kind of copy, and the words for their slots."""

    words: dict[str, list[str]]
    kinds: dict[str, list[str]]


def read_sentences(file: Path) -> Sentences:
    """The sentences of a file of copy."""
    found = Sentences({}, {})
    kind: list[str] = []
    for line in filter(None, file.read_text(encoding="utf-8").splitlines()):
        if line.startswith("@"):
            name, _, words = line[1:].partition(" ")
            found.words[name] = words.split(" | ")
        elif line.startswith("## "):
            kind = found.kinds.setdefault(line[3:], [])
        else:
            kind.append(line)
    return found


def make_copy(language: str, characters: int, only: Collection[str] = ()) -> list[str]:
    """Paragraphs of a language, of so many characters or a few more: each of one kind (`only` of those that are named),
    no sentence twice in it.
    """
    sentences = read_sentences(COPY / f"{language}.txt")
    between = "" if language.startswith(("zh", "ja")) else " "
    chance = Random(f"copy in {language}")
    kinds = [kind for name, kind in sentences.kinds.items() if not only or name in only]
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        kind = kinds[len(paragraphs) % len(kinds)]
        chosen = chance.sample(kind, chance.randint(1, min(LONGEST, len(kind))))
        paragraphs.append(between.join(_fill(sentence, sentences.words, chance) for sentence in chosen))
        length += len(paragraphs[-1])
    return paragraphs


def _fill(sentence: str, words: dict[str, list[str]], chance: Random) -> str:
    """The sentence with something in each of its slots."""

    def fill(slot: re.Match[str]) -> str:
        name, least, most = slot.groups()
        return chance.choice(words[name]) if least is None else _number(name, least, most, chance)

    return _SLOT.sub(fill, sentence)


def _number(form: str, least: str, most: str, chance: Random) -> str:
    """A number between two, in a form."""
    places = len(least.partition(".")[2])
    value = chance.randint(int(least.replace(".", "")), int(most.replace(".", "")))
    plain = str(value)
    if places:
        plain = f"{value // 10**places}.{value % 10**places:0{places}}"
    elif form.endswith("comma"):
        plain = f"{value:,}"
    elif form == "groups":
        plain = f"{value:,}".replace(",", " ")
    return plain.translate(_HAN if form == "han" else _WIDE if form.startswith("wide") else {})
