"""Characters that no reader sees, and those that look like others: told in every field, and quiet where a script needs them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from content.characters.kinds import HAN
from content.characters.unseen import SUPPLEMENT, find_odd_characters, is_blank, lookalike, odd_problems
from content.photo import read_photo
from content.problems import Place
from content.story import parse_story
from content.table import read_table

UNSEEN = [
    *(
        "\u00ad",
        "\u034f",
        "\u061c",
        "\u115f",
        "\u1160",
        "\u180b",
        "\u180e",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
    ),
    *("\u200f", "\u2060", "\u2064", "\u3164", "\ufe0f", "\uffa0", "\U000e0001", "\U000e0041"),
    *("\u00a0", "\u2003", "\u202f", "\u2800"),
]


@pytest.mark.parametrize("char", UNSEEN, ids=ascii)
def test_between_han_they_are_told(char: str) -> None:
    assert [(odd.kind, odd.index) for odd in find_odd_characters(f"昨天{char}河边")] == [("unseen", 2)]


MEANT = {
    "an ideographic variant": "葛\U000e0100飾区",
    "an emoji's look": "❤\ufe0f 1\ufe0f\u20e3",
    "a family": "👨\u200d👩\u200d👧",
    "a skin tone": "👩🏽\u200d🚀",
    "a flag": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "Persian": "می\u200cخواهم",
    "Devanagari": "क्\u200dष",
    "Thai": "ไทย\u200bไทย",
    "Hebrew": "שלום\u200f!",
    "Mongolian": "ᠭᠠ\u180bᠷ",
    "an author's hyphen": "co\u00adoper\u00adation",
    "a unit": "100\u00a0kg，第\u00a05 版",
    "wide spaces": "春\u3000夏 秋",
    "jamo": "\u115f\u1161",
}


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_where_a_script_or_an_emoji_needs_them_nothing_is_told(text: str) -> None:
    assert list(find_odd_characters(text)) == []


def test_a_selector_or_a_joiner_away_from_its_place_is_told() -> None:
    for text in ("\ufe0f字", "字\ufe0f", "a\ufe00", "字\u200d字", "wo\u200crd", " \U000e0100"):
        assert len(list(find_odd_characters(text))) == 1, ascii(text)


def test_radicals_and_compatibility_ideographs_are_told_with_what_is_meant() -> None:
    assert [(odd.char, odd.meant) for odd in find_odd_characters("⽔⾯⻔⻅\uf9d1人")] == [
        ("⽔", "水"),
        ("⾯", "面"),
        ("⻔", "门"),
        ("⻅", "见"),
        ("\uf9d1", "六"),
    ]
    [problem] = odd_problems("都说⼈好", Place(file="a.md"))
    assert (problem.id, problem.where.character, problem.hint) == ("lookalike-character", 2, "write 人")


def test_every_radical_has_its_ideograph_but_one() -> None:
    radicals = [chr(code) for code in range(0x2E80, 0x2FD6) if unicodedata.name(chr(code), "")]
    without = [one for one in radicals if lookalike(one) is None]
    assert without == ["\u2e80"]
    assert all(re.fullmatch(f"[{HAN}]", meant) and lookalike(meant) is None for meant in SUPPLEMENT.values())
    assert [one.meant for one in find_odd_characters("\u2e80")] == [""]


def test_they_are_told_once_a_part_with_the_first_place() -> None:
    story = parse_story(
        "---\nheadline: 河\u200b边\nbyline: ⼈名\n---\n昨\u200b天\u2060好。\n\n## 小\u00ad题\n\n{漢|か\u200bん}字",
        id="a",
        file="a.md",
    )
    found = [(one.id, one.where.field, one.where.line, one.where.character) for one in story.doubts]
    assert found == [
        ("unseen-character", "headline[0]", 2, 1),
        ("lookalike-character", "byline", 3, 0),
        ("unseen-character", "body[0]", 5, 1),
        ("unseen-character", "body[1]", 7, 1),
        ("unseen-character", "body[2].ruby[0]", 9, 1),
    ]
    assert {one.severity for one in story.doubts} == {"warning"}
    assert "(the first of 2 such characters)" in story.doubts[2].what


def test_they_are_told_in_sheets(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("file: p.jpg\ncaption: 河\u200b边\ncredit: ⼈ 摄\n", encoding="utf-8")
    (tmp_path / "t.yaml").write_text(
        "columns:\n- {heading: 项\u200b目}\nrows:\n- [一]\n- [⼆]\nnote: 注\u2060\n", encoding="utf-8"
    )
    photo = read_photo(tmp_path / "p.yaml", root=tmp_path)
    assert [(one.id, one.where.field) for one in photo.doubts] == [
        ("unseen-character", "caption"),
        ("lookalike-character", "credit"),
    ]
    table = read_table(tmp_path / "t.yaml", root=tmp_path)
    assert [(one.id, one.where.field, one.where.line) for one in table.doubts] == [
        ("unseen-character", "note", 6),
        ("unseen-character", "columns[0].heading", 2),
        ("lookalike-character", "rows[1][0]", 5),
    ]


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("昨天\u200b好。", "Between “昨天” and “好。” stands U+200B", "delete it, unless"),
        ("昨天好。\u200b", "Behind “昨天好。” stands U+200B", "delete it, unless"),
        ("\u2060昨天好。", "Before “昨天好。” stands U+2060", "delete it, unless"),
        (
            "记者\u00a0何雨",
            "Between “记者” and “何雨” stands U+00A0",
            "write a plain space for it, or delete it",
        ),
    ],
)
def test_it_is_told_between_what_it_stands(text: str, what: str, hint: str) -> None:
    [one] = odd_problems(text, Place(file="a.md"))
    assert one.what.startswith(what)
    assert one.hint.startswith(hint)


def test_a_mark_of_byte_order_amid_copy_is_told_like_any_other() -> None:
    """Copy that is pasted from a file begins with one. Nobody sees it, so it must not hold a page."""
    story = parse_story("---\nheadline: 河边\n---\n昨天\ufeff好。", id="a", file="a.md")
    assert [(one.id, one.severity, one.where.line) for one in story.doubts] == [
        ("unseen-character", "warning", 4)
    ]


def test_what_is_blank() -> None:
    assert all(map(is_blank, ["", " \t", "\u3000\u00a0", "\u200b\ufeff\u2060", "\u3164", "\u2800"]))
    assert not any(map(is_blank, ["a", "\u3000。", "\u0301"]))
