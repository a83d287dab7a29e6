"""An opened face and a language -> the OpenType features that it has for words and Han; and what tags there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import uharfbuzz as hb

_SCRIPTS: Final = ("latn", "hani")
_DEFAULT_SCRIPTS: Final = ("DFLT", "dflt", "latn")
_DEFAULT_LANGUAGE: Final = 0xFFFF

_TAGS: Final = (
    "aalt abvf abvm abvs afrc akhn apkn blwf blwm blws calt case ccmp cfar chws cjct clig cpct cpsp cswh curs "
    "c2pc c2sc dist dlig dnom dtls expt falt fin2 fin3 fina flac frac fwid half haln halt hist hkna hlig hngl "
    "hojo hwid init isol ital jalt jp78 jp83 jp90 jp04 kern lfbd liga ljmo lnum locl ltra ltrm mark med2 medi "
    "mgrk mkmk mset nalt nlck nukt numr onum opbd ordn ornm palt pcap pkna pnum pref pres pstf psts pwid qwid "
    "rand rclt rkrf rlig rphf rtbd rtla rtlm ruby rvrn salt sinf size smcp smpl ssty stch subs sups swsh titl "
    "tjmo tnam tnum trad twid unic valt vapk vatu vchw vert vhal vjmo vkna vkrn vpal vrt2 vrtr zero"
)
REGISTERED: Final = frozenset(
    [
        *_TAGS.split(),
        *(f"ss{number:02}" for number in range(1, 21)),
        *(f"cv{number:02}" for number in range(1, 100)),
    ]
)
"""The tags that OpenType registers (OpenType 1.9.1, feature tags)."""


def features_of(face: hb.Face, lang: str) -> frozenset[str]:
    """The features that a face applies to Latin words or Han of a language (BCP 47)."""
    # The shaper kerns by the old table too.
    found = {"kern"} & {tag.strip() for tag in face.table_tags}
    tables: tuple[Literal["GSUB"], Literal["GPOS"]] = ("GSUB", "GPOS")
    for table in tables:
        scripts = face.get_table_script_tags(table)
        for script in {_choose_script(scripts, name) for name in _SCRIPTS} - {None}:
            languages = face.get_script_language_tags(table, script)
            found.update(face.get_language_feature_tags(table, script, _language(languages, lang)))
    return frozenset(found)


def _choose_script(scripts: Sequence[str], script: str) -> int | None:
    """The number of the script whose features the shaper takes: its own, or the default one."""
    return next((scripts.index(tag) for tag in (script, *_DEFAULT_SCRIPTS) if tag in scripts), None)


def _language(languages: Sequence[str], lang: str) -> int:
    wanted = lang.lower()
    for number, tag in enumerate(languages):
        known = (hb.ot_tag_to_language(tag) or "").lower()
        if known and (wanted == known or wanted.startswith(f"{known}-")):
            return number
    return _DEFAULT_LANGUAGE
