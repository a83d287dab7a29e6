"""A run of copy to the spots that an editor should look at: doubled words, open quotes, odd characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from content.characters.kinds import HAN, find_forbidden, find_not_composed
from content.characters.unseen import find_odd_characters
from content.characters.web_code import find_running_on, find_web_code
from content.files import shorten
from content.importing.draft import Record, Traced
from content.marking.unread_marks import first_mark

# 研究研究 is good Chinese but rare in copy; 一步一步 and 非常非常 are common, so they are no doubt.
_TWICE = re.compile(f"(?![一二两三几每]|非常|很多|许多|好多)([{HAN}]{{2,6}})(?=\\1)")
# 昂扬扬的: a doubled character before a particle. Further off (学生生活, 中国国家) doubles are two words' ends.
_DOUBLED_BEFORE_PARTICLE = re.compile(f"([{HAN}])([{HAN}])\\2(?=[的地得了着])")
_PARTICLE_TWICE = re.compile("(?<!目)的的")
_MARK_TWICE = re.compile("([，。、；：？！,;:])\\1+")
_MARK_TWICE_MEANT = re.compile("[？！?!]{2,3}\\Z")

_REDUPLICATED = frozenset(
    # Adverbs, measures and nouns that are said twice.
    "常时事早人天年月日层处家户种点步稳牢紧渐慢好仅刚往默频多大小深远久每纷悄匆滔熊源洋堂彤沉重高低长短"
    "轻细满足实快缓静明暗红绿蓝白黑黄金甜香暖热冷凉亮空圆方厚薄浓淡真假老新旧丝条片块朵颗串阵声句字行代"
    "村镇区县市校店样件桩回次遍口头脸手眼心念想看听说谈走试笑尝问读写学练聊坐站停歇等谢妈爸哥姐弟妹爷奶"
    "叔伯舅姑婶嫂公婆姥太宝星猩饽蛐"
    # The second part of 绿油油, 沉甸甸, 气昂昂.
    "油甸昂融茫腾灿莹晶滚盈飕津滋乎生蒙森岌巍烈跃勃孜兢翩郁葱皑粼潺涓汪荡晃颤蹦乐嘻哈呵嘿哗嗡喳叽呼隆咚"
    "当辘淋漉绵泱济奕炯栩铮谆娓侃滔喋絮依恋脉"
)

_PAIRS = dict(zip("”’」』）》〉】〕］｝)]}", "“‘「『（《〈【〔［｛([{", strict=True))
_OPENERS = frozenset(_PAIRS.values())
_HAN_SPACE = re.compile(f"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_BEGINS_BLOCK = re.compile(r"(?:[-*+] |>|\||[-*_=]{3,}\s*\Z)")
_BLOT = frozenset("□■▢▣◻◼○●◌〓")
"""What optical readers print for a character that they can't read."""


_Doubts = Iterator[tuple[str, int, int, str]]
"""Of each doubt its kind, where in the run it begins and ends, and why."""


def look_over(run: Traced, record: Record, *, spaces: bool = True) -> None:
    """Names what is doubtful in a run. `spaces`: whether a space between Han is one of these things."""
    text = run.text
    _name_doubts(
        chain(_doubles(text), _lone_marks(text), _odd_characters(text), _web_code(text)), run, record
    )
    _look_for_marks(run, record)
    _name_doubts(_spaces(text, spaces), run, record)


def _name_doubts(doubts: _Doubts, run: Traced, record: Record) -> None:
    for kind, start, end, why in doubts:
        record.doubt(kind, run.at[start], run.text[max(0, start - 2) : end + 2], why)


def _spaces(text: str, between_han: bool) -> _Doubts:
    tab = text.find("\t")
    if tab >= 0:
        yield "tab", tab, tab + 1, "A tab stands here and becomes a space: was this a table?"
    # 记者 朱梦琪 in brackets is how names are set apart.
    bare = re.sub("（[^（）]*）", lambda found: "（" * len(found.group()), text) if between_han else ""
    for found in _HAN_SPACE.finditer(bare):
        yield "space", *found.span(), "A space stands between Han characters."


def _doubles(text: str) -> _Doubts:
    end = 0
    for found in _TWICE.finditer(text):
        if found.start() >= end:  # 了解了解了 is also 解了解了
            end = found.end() + len(found.group(1))
            yield "doubled-word", found.start(), end, f"{found.group(1)} stands twice."
    for found in _DOUBLED_BEFORE_PARTICLE.finditer(text):
        first, char = found.groups()
        before = text[max(0, found.start() - 1) : found.start()]
        if char not in _REDUPLICATED and first not in (char, before):  # 沸沸扬扬的
            yield "doubled-word", *found.span(), f"{char} stands twice."
    for found in _PARTICLE_TWICE.finditer(text):
        yield "doubled-word", *found.span(), "的 stands twice."
    for found in _MARK_TWICE.finditer(text):
        if not _MARK_TWICE_MEANT.match(found.group()):
            yield "doubled-mark", *found.span(), f"{found.group(1)} stands twice."


def _lone_marks(text: str) -> _Doubts:
    open_at: list[int] = []
    for position, char in enumerate(text):
        if char in _OPENERS:
            open_at.append(position)
        elif char in _PAIRS:
            if char == "’" and position and text[position - 1].isascii() and text[position - 1].isalpha():
                continue  # it’s
            if open_at and text[open_at[-1]] == _PAIRS[char]:
                open_at.pop()
            else:
                yield "unbalanced", position, position + 1, f"{char} closes nothing."
    for position in open_at:
        yield "unbalanced", position, position + 1, f"{text[position]} is not closed."
    if text.count('"') % 2:
        position = text.rindex('"')
        yield "unbalanced", position, position + 1, 'A " has no partner.'


def _web_code(text: str) -> _Doubts:
    for code in find_web_code(text):
        yield "web-code", *code.span(), f"{shorten(code.group(), 40)} is code of a web page."
    for start, address in find_running_on(text):
        yield "address", start, start + len(address), "The address goes on in Han: where does it end?"


def _look_for_marks(run: Traced, record: Record) -> None:
    """Marks of Markdown, which the draft escapes."""
    name = first_mark(run.text)
    begins = _BEGINS_BLOCK.match(run.text)
    if name is not None or begins is not None:
        what = name or "the beginning of a list, quotation or table"
        why = f"It would be {what} in Markdown; the draft prints its signs."
        record.doubt("mark", run.at[0], shorten(run.text, 20), why)


def _odd_characters(text: str) -> _Doubts:
    forbidden, loose = list(find_forbidden(text)), list(find_not_composed(text))
    known = {spot.index for spot in (*forbidden, *loose)}
    found = [(odd.index, f"{odd.why}.") for odd in find_odd_characters(text) if odd.index not in known]
    found += [(spot.index, f"{spot.name} can't be printed.") for spot in forbidden]
    found += [(spot.index, f"{spot.name} has another, composed form (NFC).") for spot in loose]
    for position, char in enumerate(text):
        if char in _BLOT or unicodedata.category(char) == "Co":
            why = f"U+{ord(char):04X} may stand for a character that could not be read."
            found.append((position, why))
    for at, why in found:
        yield "odd-character", at, at + 1, why
