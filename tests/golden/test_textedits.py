"""Edits lead from one text to the other, are few for few changes, and are found in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layout.golden.causes.textedits import JOINED, Edit, TextLines, find_edits, slide_edits

TEXT = st.text("天地玄黄", max_size=40)


@given(TEXT, TEXT)
def test_the_edits_lead_from_one_text_to_the_other(was: str, now: str) -> None:
    edits = find_edits(was, now)
    made, at = "", 0
    for edit in edits:
        made += was[at : edit.was_start]
        assert len(made) == edit.now_start
        made += now[edit.now_start : edit.now_end]
        at = edit.was_end
    assert made + was[at:] == now
    assert all(b.was_start - a.was_end > JOINED for a, b in pairwise(edits))


def test_a_line_taken_out_between_lines_that_end_alike_is_that_line() -> None:
    """Of 天甲黄 天乙黄 天丙黄 the second is gone, and not 乙黄天 or 黄天乙."""
    was = TextLines("天甲黄天乙黄天丙黄", frozenset((0, 3, 6)))
    now = TextLines("天甲黄天丙黄", frozenset((0, 3)))
    assert slide_edits(find_edits(was.text, now.text), was, now) == [Edit(3, 6, 3, 3)]
    assert slide_edits(find_edits(now.text, was.text), now, was) == [Edit(3, 3, 3, 6)]
    split = TextLines(was.text, frozenset((0, 4, 7)))
    assert slide_edits([Edit(4, 7, 4, 4)], split, now) == [Edit(4, 7, 4, 4)], "it is whole lines as it is"


@given(TEXT)
def test_a_text_has_no_edit_from_itself(text: str) -> None:
    assert find_edits(text, text) == []


def test_one_wrong_character_is_one_edit_of_one_character() -> None:
    assert find_edits("底蕴深厚，未来可期", "底蕴深厚、未来可期") == [Edit(4, 5, 4, 5)]
    assert find_edits("底蕴深厚未来可期", "底蕴深厚，未来可期") == [Edit(4, 4, 4, 5)]


def test_texts_that_have_nothing_in_common_take_no_time() -> None:
    begin = time.process_time()
    assert len(find_edits("天" * 100_000, "天地" * 50_000)) == 1
    assert time.process_time() - begin < 1
