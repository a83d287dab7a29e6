"""The profiles are data: each is whole, one may start from another, and what contradicts itself is refused."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from layout.plan.profile import Profile, extend_profile, flat, load_profile, profile_names
from layout.typeset.breaks.classify import LETTERS, classify
from tests.typeset.setting import NEWSPAPER, Case, texts

BASE: dict[str, Any] = {
    "name": "own",
    "lang": "zh-Hans",
    "classes": {"opener": "（", "closer": "）"},
    "not_at_start": ["closer"],
    "not_at_end": ["opener"],
    "shrink_order": ["bracket"],
    "stretch_order": ["han"],
}


@pytest.mark.parametrize("name", profile_names())
def test_each_profile_says_its_language_and_sets_text(name: str) -> None:
    profile = load_profile(name)
    assert name.startswith(profile.lang.split("-")[0])
    text = "天地玄黄，宇宙洪荒。“日月盈昃”——辰宿列张……ABC 3,000.5%" * 3
    found = Case(profile=profile).set(text, 9)
    assert "".join(texts(found)) == text


@pytest.mark.parametrize("name", profile_names())
def test_each_character_of_a_class_has_its_letter(name: str) -> None:
    profile = load_profile(name)
    for kind, characters in profile.classes:
        for char in characters:
            assert classify(f"天{char}地", profile)[1] in (LETTERS[kind], "A"), (kind, char)


def test_a_profile_takes_from_another_what_it_does_not_say() -> None:
    own = Profile.model_validate(
        {"name": "own", "extends": "zh-Hans-newspaper", "half_em": [], "han_latin_gap_em": {"natural": 0.25}}
    )
    found = extend_profile(own, NEWSPAPER)
    assert (found.name, found.half_em, found.han_latin_gap_em.natural) == ("own", (), 0.25)
    # Of a gap and of the classes each key by itself.
    assert found.han_latin_gap_em.stretch_to == NEWSPAPER.han_latin_gap_em.stretch_to == 0.3333
    same = NEWSPAPER.model_dump(exclude={"name", "extends", "half_em", "han_latin_gap_em"})
    assert found.model_dump(include=set(same)) == same


def test_what_comes_with_the_setter_starts_from_what_it_names() -> None:
    taiwan, hong_kong = load_profile("zh-Hant-TW"), load_profile("zh-Hant-HK")
    assert taiwan.classes.opener == NEWSPAPER.classes.opener
    assert taiwan.half_em != NEWSPAPER.half_em
    assert hong_kong.units == taiwan.units != NEWSPAPER.units
    assert (taiwan.trim_line_end, hong_kong.trim_line_end) == ("needed", True)


@pytest.mark.parametrize("key", sorted(BASE.keys() - {"name"}))
def test_a_profile_of_its_own_says_all_that_matters(key: str) -> None:
    assert Profile.model_validate(BASE).name == "own"
    with pytest.raises(ValidationError, match=f"`{key}` missing"):
        Profile.model_validate({name: value for name, value in BASE.items() if name != key})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"classes": {"opener": "（", "closer": "（"}}, "in the classes opener and closer"),
        ({"shrink_order": ["bracket", ["pause", "bracket"]]}, "'bracket' stands twice"),
        ({"shrink_order": ["kerning"]}, "word-space"),
        ({"not_at_start": ["commas"]}, "opener"),
        ({"han_latin_gap_em": {"natural": -1}}, "greater than or equal to 0"),
        ({"han_space_em": float("nan")}, "finite"),
        ({"hyphens": {"lang": "../en"}}, "pattern"),
        ({"mark_scheme": "wide"}, "line-end-half"),
        ({"trim_line_end": "sometimes"}, "needed"),
        ({"kerning": True}, "Extra inputs"),
    ],
)
def test_what_is_wrong_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Profile.model_validate({**BASE, **change})


ALPHABETS = {
    "zh-Hant": "天地玄黃，。、：；！？「」『』（）《》·—…3年a ",
    "zh-Hans": "天地玄黄，。、：；！？“”（）《》·—…3年a ",
    "ja": "東京あアっー々、。・：；！？「」『』（）〜—…3円％a\u3000",
    "ko": "한국어는띄쓰기를。、“”「」()!?.,·3원a ",
    "en": "abcdefgh“”—….,;:!?()-/5 ",
}
SPACES = " \u3000"


def on_its_lines(name: str) -> st.SearchStrategy[str]:
    lang = load_profile(name).lang
    return st.text(st.sampled_from(ALPHABETS["-".join(lang.split("-")[:2])]), max_size=60)


@pytest.mark.parametrize("name", profile_names())
@given(data=st.data())
def test_no_line_begins_or_ends_as_its_profile_forbids(name: str, data: st.DataObject) -> None:
    profile = load_profile(name)
    text, measure = data.draw(on_its_lines(name)), data.draw(st.integers(14, 40)) / 2
    classes = classify(text, profile)
    first = {LETTERS[kind] for kind in profile.not_at_start}
    last = {LETTERS[kind] for kind in profile.not_at_end}
    found = Case(profile=profile).set(text, measure)
    assert "".join(texts(found)) == text
    for before, line in pairwise(found.lines):
        if before.step in ("forced", "overfull"):
            continue
        assert classes[line.start] not in first, text[line.start :]
        assert text[line.start] not in profile.never_first
        ended = text[before.start : before.end].rstrip(SPACES)
        assert not ended or classes[before.start + len(ended) - 1] not in last, ended
        if before.justified:
            assert before.width == before.measure


def test_the_order_of_shrinking_may_have_steps_of_several_kinds() -> None:
    profile = Profile.model_validate({**BASE, "shrink_order": ["middle", ["bracket", "pause"]]})
    assert profile.shrink_order == ("middle", ("bracket", "pause"))
    assert list(flat(profile.shrink_order)) == ["middle", "bracket", "pause"]
