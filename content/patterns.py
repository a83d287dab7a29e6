"""A pattern that a model's text must match, and what it allows in an editor's words: no pattern stands in a message."""

from __future__ import annotations

_WORDS: dict[str, str] = {}


def pattern(regular: str, words: str) -> str:
    """The pattern itself. `words` end the sentence `… must be`."""
    _WORDS[regular] = words
    return regular


def words_of(regular: str) -> str:
    """What a pattern allows, in words."""
    return _WORDS.get(regular, "of another form")


NAME = pattern(r"^[\w\-]+$", "a name of letters, digits, _ and -")
CODE = pattern(r"^[A-Za-z0-9][A-Za-z0-9\-]{0,19}$", "1 to 20 letters A to Z, digits and -, the first no -")

LANGUAGE = pattern(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", "a language's tag such as zh-Hans, zh-Hant-HK, ja, ko or en"
)
"""A BCP 47 tag."""
