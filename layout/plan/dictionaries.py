"""A language -> the dictionary of divisions that there is for it (Liang's patterns, as pyphen holds them)."""

from __future__ import annotations


def dictionary_name(lang: str) -> str | None:
    """The dictionary of a language, or of a wider tag: `de` for de_CH. None where there is none."""
    import pyphen  # opened when the first long word is met: most pages have none

    name: str | None = pyphen.language_fallback(lang)
    return name
