"""A language tag (BCP 47) -> the writing system whose line breaks it asks for, and the profile that sets it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
)
_IRREGULAR = """
en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu
sgn-be-fr sgn-be-nl sgn-ch-de
"""
"""Tags registered before the syntax was fixed (RFC 5646, section 2.1, `irregular`)."""

_SINITIC = "zh cdo cjy cmn cnp cpx csp czh czo gan hak hsn lzh mnp nan wuu yue"
"""zh and the languages that ISO 639-3 counts to it."""

_SCRIPTS = {"hans hant hani hanb bopo": "zh", "jpan hrkt hira kana": "ja", "kore hang jamo": "ko"}
"""The writing system that a script subtag says (CSS Text 3, the appendix on the content's writing system)."""

_LATIN = """
af az br bs ca co cs cy da de en eo es et eu fi fo fr fy ga gd gl ha hr hu id ig is it jv lb lt lv mg mi ms mt nb nl nn
no oc pl pt rm ro sk sl sm so sq st sv sw tl tn to tr ts uz vi wo xh yo zu
"""
"""Languages whose papers are printed in Latin letters."""

_HOUSE = "zh-Hans-newspaper"
_PROFILES = {"ja": "ja-newspaper", "ko": "ko"}
_LONGEST = 255


class UnknownLanguage(ValueError):
    """What was given as a language is no BCP 47 tag."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        super().__init__(
            f"{tag[:_LONGEST]!r} is no language tag (BCP 47); tags are written like zh-Hans, zh-Hant-HK, ja, ko, en,"
            " and und where the language is not known"
        )


@dataclass(frozen=True, slots=True)
class Language:
    """What line breaking asks of a language: its writing system (zh, ja, ko, or none of them), and its profile.

    Latin languages have the profile `en`; one that is not known, and `und`, the house's own, zh-Hans-newspaper.
    """

    system: str
    profile: str


@lru_cache(maxsize=256)
def language(tag: str) -> Language:
    """The language of a BCP 47 tag, in any case. A well-formed tag that is not known here is like `und`.

    The writing system is the script subtag's if there is one (zh-Latn is not Chinese, ko-Hani is), else the
    language's own (CSS Text 3). Raises `UnknownLanguage` for what is no tag.
    """
    lower = tag.lower() if len(tag) <= _LONGEST and tag.isascii() else ""
    if lower in _IRREGULAR.split():
        return Language("", "en" if lower.startswith("en") else _HOUSE)
    match = _TAG.fullmatch(lower)
    if match is None:
        raise UnknownLanguage(tag)
    name = (match["language"] or "").partition("-")[0]
    script, region = match["script"] or "", match["region"] or ""
    own = "zh" if name in _SINITIC.split() else name if name in ("ja", "ko") else ""
    written = next((name for scripts, name in _SCRIPTS.items() if script in scripts.split()), "")
    system = written if script else own
    if system == "zh":
        return Language(system, _chinese_profile(lower, script, region))
    latin = script == "latn" or (not script and name in _LATIN.split())
    return Language(system, "en" if latin else _PROFILES.get(system, _HOUSE))


def _chinese_profile(tag: str, script: str, region: str) -> str:
    """Hong Kong and Macau, Taiwan, else the mainland, by the region and the script; Cantonese is Hong Kong's."""
    if script == "hans":
        return _HOUSE
    cantonese = tag.startswith(("yue", "zh-yue"))
    if region in ("hk", "mo") or (cantonese and region in ("", "hk", "mo")):
        return "zh-Hant-HK"
    korean_or_other = tag.partition("-")[0] not in _SINITIC.split()
    traditional = (
        script in ("hant", "hanb", "bopo") or region == "tw" or (script == "hani" and korean_or_other)
    )
    return "zh-Hant-TW" if traditional else _HOUSE
