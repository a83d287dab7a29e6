"""A language -> what its standards keep from a line's start and end, and what they keep in one piece.

These tables are written from the standards, and share nothing with the rules of the setter: what one of the two has
wrong, the other shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

CLOSERS: Final = "”’」』）】〗〕》〉］｝)]}»›"
OPENERS: Final = "“‘「『（【〖〔《〈［｛([{«‹"
LATIN_MARKS: Final = ".,;:!?%"


@dataclass(frozen=True, slots=True)
class Customs:
    """What a language keeps.

    `not_first` and `not_last` are signs. `whole` are patterns of what is never parted, by the kind of fault that a
    break in them is. `connectors` connect two ends of a range, and where they do they begin no line. A last line of
    fewer than `runt` letters is too short. Words are joined by spaces where it `has_words`.
    """

    not_first: str
    not_last: str
    whole: dict[str, re.Pattern[str]]
    connectors: str = "-~‐‑‒–—－～〜−"
    runt: int = 2
    has_words: bool = False


_NUMBER: Final = "[0-9０-９]"
_CONNECTED: Final = (
    "0-9０-９A-Za-z%％‰℃℉°′″²³)）」”日月年号號时時點点分秒元円원万亿億萬千级級度人名岁歳歲天层層楼樓页頁回"
    "명개년월일시만억"
)
"""Behind these a hyphen or a tilde connects two ends of a range; behind anything else it is a sign before a number."""

CONNECTED: Final = re.compile(f"[{_CONNECTED}]")

_SI: Final = (
    "(?:[kMGTmµμnhcd]?(?:m|g|s|W|Wh|Hz|B|Pa|L|l|V|A|J|N|mol)|t|ha|dB|bps|[KMGT]bps|(?:mg|g|µg|μg)/[Llm]|km/h|m/s|m³/h|mph"
    "|ft|in|lb|oz|hr|min|sec|hrs|pp|[ap]\\.m\\.|per cent|percent|million|billion|trillion|°[CF]?|℃|℉|%|％|‰)"
)
_ZH_UNITS: Final = (
    "个百分点|百分点|平方公里|平方米|立方米|千瓦时|公里|公顷|厘米|毫米|小时|分钟|万元|亿元|万吨|万亩|人次|批次|"
    "年|月|日|时|分|秒|元|万|亿|吨|米|个|名|人|户|岁|届|级|度|天|点|幢|室|号|页|版|件|项|处|倍|次|胜|平|负|座|块|区"
)
_HANT_UNITS: Final = (
    "個百分點|百分點|平方公里|公噸|公里|公分|毫米|小時|百帕|萬元|億元|台斤|港元|"
    "年|月|日|時|分|秒|元|萬|億|個|名|人|戶|歲|屆|級|度|天|點|號|樓|頁|版|件|處|倍|次|勝|敗|億|段|巷|成|起|球|轟|籃板|助攻"
)
_JA_UNITS: Final = (
    "ポイント|ヘクトパスカル|ヘクタール|メートル|世帯|地区|カ所|トン|キロ|ドル|ユーロ|ページ|時間|年度|歳|場所|号機|番地|"
    "年|月|日|時|分|秒|円|銭|万|億|人|名|件|個|度|点|回|球|台|機|刷|勝|敗|号|軒|株|校|階|段|安打|奪三振"
)
_KO_UNITS: Final = (
    "퍼센트|포인트|%포인트|라운드|이닝|만 명|만 원|억 원|조 원|만명|만원|억원|달러|가구|"
    "년|월|일|시|분|초|원|명|개|곳|호|층|쪽|세|도|만|억|조|위|승|무|패|점|쇄|회|대|권|번길"
)

_MARKS_OF_NUMBERS: Final = re.compile(
    rf"(?:№|Nos?\.|Figs?\.|\bpp?\.|[Vv]ol\.|〒|ref\.|第|제(?={_NUMBER}))\s?#?{_NUMBER}"
)


def _wholes(units: str, more: dict[str, str] | None = None) -> dict[str, re.Pattern[str]]:
    """The patterns of what no language parts, with a language's own units."""
    si = rf"[0-9]\s?{_SI}(?![A-Za-z])"
    patterns = {
        "digits": r"[0-9]+(?:[.,:’][0-9]+)+|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]{3,4} [0-9]{3,4} [0-9]{4}|[0-9]{2,}",
        "unit": f"{si}|{_NUMBER}(?:{units})" if units else si,
        "sign": rf"(?<![{_CONNECTED}\s])[-−+~～](?=[0-9])[0-9]|[±≥≤≈<>§#@]\s?[0-9]|(?<=\s)[-−+±][0-9]",
        "currency": rf"(?:US|HK|NT)?[$€£¥￥₩]\s?{_NUMBER}|{_NUMBER}\s?[€¢]|{_NUMBER}p\b",
        "script": r"[^\s\d][⁰¹²³⁴-₟ₓ]+(?:[A-Za-z₀-₟]+)?|[0-9][⁰¹²³⁴-⁹⁺⁻]+|[0-9][°′″](?:[0-9]+[′″])*[NSEWC]?",
        "model": r"(?:东风|歼|雄風|H|K|[A-Z]{1,4})-[0-9]+[A-Z]?(?![0-9])",
        "pair": r"……|⋯⋯|——|――|\.\.\.|\. \. \.",
        "word": r"[A-Za-zÀ-ɏ]+(?:[’'][A-Za-zÀ-ɏ]+)*|(?<=\s)[’'][0-9A-Za-z]+’?",
        **(more or {}),
    }
    return {kind: re.compile(pattern) for kind, pattern in patterns.items()} | {"numero": _MARKS_OF_NUMBERS}


_WIDE_FIGURES: Final = {"wide figures": "[０-９]+(?:[．，・][０-９]+)*"}

_ZH_FIRST: Final = f"。．，、：；！？‼⁇⁈⁉·‧・•･／/％‰℃℉㎡′″{CLOSERS}{LATIN_MARKS}"
_ZH_LAST: Final = f"{OPENERS}/￥¥＄$€£№"
_KO_FIRST: Final = f"。．，、：；！？·‧・／％‰℃℉㎡㎥㎜㎝㎞㎏′″々〻ー{CLOSERS}{LATIN_MARKS}"
_BY_WORD: Final = {"particle": "[’”』」》〉)][가-힣]", "hangul word": "[가-힣]+"}

CUSTOMS: Final = {
    # CLREQ 3.1 (line start and end prohibition), GB/T 15834 5.1, GB/T 15835 (numbers), GB 3101 (units).
    "zh-Hans": Customs(_ZH_FIRST, _ZH_LAST, _wholes(_ZH_UNITS)),
    "zh-Hant": Customs(_ZH_FIRST, _ZH_LAST, _wholes(_HANT_UNITS)),
    # JLREQ appendix C.3, "very loose", as newspapers have it; figures 3.1.3 and 3.2.
    "ja": Customs(
        f"。．、，％‰℃{CLOSERS}{LATIN_MARKS}",
        f"{OPENERS}￥＄$€£№〒",
        _wholes(_JA_UNITS, _WIDE_FIGURES),
        # That rule lets 〜 begin a line; a hyphen of ASCII is no sign of its own there.
        connectors="-~‐‑‒−",
    ),
    # KLREQ 4: by syllable, and by word.
    "ko": Customs(_KO_FIRST, f"{OPENERS}￥￦₩＄$€£№", _wholes(_KO_UNITS), has_words=True),
    "ko by word": Customs(_KO_FIRST, f"{OPENERS}￥￦₩＄$€£№", _wholes(_KO_UNITS, _BY_WORD), has_words=True),
    # UAX #14, and New Hart's Rules on numbers and words; a last line has four letters at least.
    "en": Customs(f"/{CLOSERS}{LATIN_MARKS}", f"{OPENERS}$€£№#@", _wholes(""), runt=4, has_words=True),
}
"""By the name of the copy; `ko by word` is the copy of `ko`."""
