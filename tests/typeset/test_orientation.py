"""How characters stand in a vertical line (UAX #50)."""

from __future__ import annotations

import pytest

from layout.typeset.unicode.orientation import orientation
from layout.typeset.unicode.ranges import load_ranges
from tests import unicode_tables


def test_every_code_point_stands_as_unicode_17_says() -> None:
    letters = "".join(map(chr, range(unicode_tables.CODES))).translate(load_ranges("orientation"))
    names = {"R": "R", "U": "U", "r": "Tr", "u": "Tu"}
    found = list(map(names.__getitem__, letters))
    # what the file does not list is R, by its @missing line
    assert "# @missing: 0000..10FFFF; R" in unicode_tables.lines("VerticalOrientation-17")
    assert found == unicode_tables.values("VerticalOrientation-17", "R")
    assert (found.count("Tr"), found.count("Tu")) == (51, 162)


def test_the_table_is_made_of_unicode_s_file() -> None:
    assert (unicode_tables.TABLES / "orientation.txt").read_text("utf-8") == unicode_tables.orientation()
    assert load_ranges("orientation").starts[0] == 0


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("天あア한", "UUUU"),
        ("Ab12", "RRRR"),
        ("、。，．", "uuuu"),
        ("「」（）《》ー", "rrrrrrr"),
        ("ぁッ！？", "uuuu"),
        ("：；", "rr"),
        ("“”‘’—…·", "rrrrRRR"),
        ("Ａ１％", "UUU"),
        ("①㈱℃©", "UUUU"),
        ("😀🇨", "UU"),
        ("\ue000\ud800", "UR"),
        ("", ""),
    ],
)
def test_letters_of_a_text(text: str, letters: str) -> None:
    assert text.translate(load_ranges("orientation")) == letters
    assert [orientation(char) for char in text] == [
        {"r": "Tr", "u": "Tu"}.get(letter, letter) for letter in letters
    ]
