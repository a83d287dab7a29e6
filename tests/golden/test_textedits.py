"""Edits lead from one text to the other, are few for few changes, and are found in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layout.golden.textedits import JOINED, Edit, find_edits

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
