"""A paper's language -> the few words that its proofs say to the desk, where a type of problem has no room for more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskWords:
    """Words of one language. Each is a pattern of `str.format`."""

    overset: str
    begins: str
    missing: str
    more: str


CHINESE = DeskWords(
    overset="溢出{lines}行{characters}字",
    begins="：{text}…",
    missing="缺图 FPO",
    more="… 另有 {count} 处，见 report.json",
)
JAPANESE = DeskWords(
    overset="あふれ{lines}行{characters}字",
    begins="：{text}…",
    missing="写真未着 FPO",
    more="… ほかに {count} 件、report.json を参照",
)
ENGLISH = DeskWords(
    overset="{lines} lines, {characters} characters over",
    begins=": {text}…",
    missing="No picture (FPO)",
    more="… and {count} more, see report.json",
)


def desk_words(lang: str) -> DeskWords:
    """The words of a language by its BCP 47 tag: Chinese, Japanese, and English for all others."""
    return {"zh": CHINESE, "ja": JAPANESE}.get(lang.lower().partition("-")[0], ENGLISH)
