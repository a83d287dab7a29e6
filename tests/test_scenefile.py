"""A scene goes to JSON and back without loss, damaged JSON is refused, and a diff reads as a proof-reader's note."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Refused
from layout.scene import GlyphRun, Ink, Line, Overset, Page, Picture, Rect, Region, Span
from layout.scenefile import from_json, scene_text, to_json
from tests.proof.scenes import COPY, HAIRLINE, TINT, furniture, scene, set_line, story
from tests.work import calls_made

LENGTH = st.integers(-(10**9), 10**9)
PERCENT = st.floats(0, 100, allow_nan=False)
TEXT = st.text(max_size=12)
INK = st.builds(Ink, PERCENT, PERCENT, PERCENT, PERCENT)
SPAN = st.none() | st.builds(Span, TEXT, TEXT, LENGTH, LENGTH)


@st.composite
def runs(draw: st.DrawFn) -> GlyphRun:
    texts = tuple(draw(st.lists(TEXT | st.characters(codec="utf-8"), max_size=6)))
    whole = st.lists(LENGTH, min_size=len(texts), max_size=len(texts)).map(tuple)
    return GlyphRun(
        "song", draw(LENGTH), draw(INK), draw(LENGTH), draw(LENGTH), draw(whole), draw(whole), texts
    )


LINES = st.builds(
    Line,
    role=TEXT,
    x=LENGTH,
    baseline=LENGTH,
    measure=LENGTH,
    width=LENGTH,
    justified=st.booleans(),
    step=TEXT,
    span=SPAN,
    runs=st.lists(runs(), max_size=3).map(tuple),
)
PICTURES = st.builds(
    Picture,
    photo=TEXT,
    file=TEXT,
    sha256=TEXT,
    rect=st.builds(Rect, LENGTH, LENGTH, LENGTH, LENGTH),
    crop=st.tuples(LENGTH, LENGTH, LENGTH, LENGTH),
    alt=TEXT,
)
OVERSETS = st.none() | st.builds(
    Overset,
    LENGTH,
    LENGTH,
    TEXT,
    st.lists(st.builds(Span, TEXT, TEXT, LENGTH, LENGTH), max_size=2).map(tuple),
)
REGIONS = st.builds(
    Region,
    id=TEXT,
    kind=TEXT,
    story=st.none() | TEXT,
    lang=TEXT,
    frame=st.builds(Rect, LENGTH, LENGTH, LENGTH, LENGTH),
    items=st.lists(LINES | PICTURES | st.sampled_from([TINT, HAIRLINE]), max_size=4).map(tuple),
    overset=OVERSETS,
)


@given(st.lists(REGIONS, max_size=3).map(tuple), TEXT)
def test_no_scene_changes_on_its_way_to_disk_and_back(regions: tuple[Region, ...], title: str) -> None:
    before = replace(scene(*regions), title=title)
    written = to_json(before)
    assert from_json(written) == before
    assert to_json(from_json(written)) == written
    json.loads(written.encode())


def test_equal_scenes_are_written_alike() -> None:
    """100 and 100.0 are one value, so they may not make two files."""
    whole, fraction = story("字"), story("字")
    items = (replace(TINT, fill=Ink(black=10)), replace(TINT, fill=Ink(0.0, 0.0, 0.0, 10.0)))
    one, other = scene(replace(whole, items=items[:1])), scene(replace(fraction, items=items[1:]))
    assert one == other
    assert to_json(one) == to_json(other)


def test_one_changed_character_changes_one_line_of_the_json() -> None:
    before, after = (
        to_json(scene(story(*COPY))),
        to_json(scene(story(COPY[0], "区委书记沈东以实地走仿", COPY[2]))),
    )
    changed = [
        pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]
    ]
    assert len(changed) == 1
    assert "区委书记沈东以实地走访" in changed[0][0]


def test_the_json_states_its_format_and_unit() -> None:
    data = json.loads(to_json(scene()))
    assert (data["format"], data["unit"]) == ("duikai-scene-1", "pt/1000")


def test_a_number_that_is_none_is_not_written() -> None:
    with pytest.raises(ValueError):
        to_json(scene(furniture(replace(TINT, fill=Ink(black=float("nan"))))))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('"duikai-scene-1"', '"duikai-scene-9"', "scene.format"),
        ('"unit":"pt/1000"', '"unit":"mm"', "scene.unit"),
        ('"title":"样报",', "", "scene.title"),
        ('"title":"样报"', '"title":7', "scene.title"),
        ('"number":1', '"number":true', "scene.pages[0].number"),
        ('"number":1', '"number":1,"extra":0', "scene.pages[0].extra"),
        ('"justified":false', '"justified":"no"', "scene.pages[0].regions[0].items[0].justified"),
        ('"glyphs":[24213,', '"glyphs":[', "run.glyphs"),
        ('"ink":[0,0,0,100]', '"ink":[0,0,0]', "scene.pages[0].regions[0].items[0].runs[0].ink"),
        ('"ink":[0,0,0,100]', '"ink":[0,0,0,NaN]', "scene"),
        ('["lead","body/0",0,10]', '["lead","body/0",0]', "span"),
    ],
)
def test_a_damaged_scene_is_refused_with_its_field(old: str, new: str, field: str) -> None:
    written = to_json(scene())
    assert old in written
    with pytest.raises(Refused) as refused:
        from_json(written.replace(old, new, 1), file="scene.json")
    (problem,) = refused.value.problems
    assert problem.id == "scene-file-damaged"
    assert (problem.where.file, problem.where.field) == ("scene.json", field)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "7", "[" * 100_000, '{"format":' + "9" * 5000 + "}", '{"format":[]}']
)
def test_what_is_no_scene_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        from_json(text)


def test_the_golden_text_names_what_a_proof_reader_sees() -> None:
    overset = Overset(2, 21, "围绕自身", ())
    text = scene_text(scene(furniture(TINT, HAIRLINE), story(*COPY, overset=overset)).pages[0])
    assert text.splitlines() == [
        "page A01  number 1  240.000 × 160.000 pt",
        "",
        "region frame · furniture · zh-Hans · x 30.000 y 30.000 w 180.000 h 100.000",
        "  box       x 30.000 y 100.000 w 180.000 h 30.000  fill K10",
        "  rule      30.000,40.000 to 210.000,40.000  width 0.500 K100",
        "",
        "region lead · story · story lead · zh-Hans · x 36.000 y 45.000 w 157.500 h 47.250",
        "  body      x 36.000   y 60.000   w 105.000 of 157.500  rag   -                  song-400 10.500 K100 |底蕴深厚，未来可期。|",
        "  body      x 36.000   y 75.750   w 115.500 of 157.500  rag   -                  song-400 10.500 K100 |区委书记沈东以实地走访|",
        "  body      x 36.000   y 91.500   w 115.500 of 157.500  rag   -                  song-400 10.500 K100 |集中调研全区各镇街道。|",
        "  OVERSET 2 lines, 21 characters |围绕自身|",
    ]


def test_characters_that_hide_or_break_lines_are_spelt_out() -> None:
    text = scene_text(scene(story("甲\u2028乙\n\u200b|")).pages[0])
    assert "|甲\\u{2028}乙\\u{000a}\\u{200b}\\u{007c}|" in text
    assert len(text.splitlines()) == 4


@given(st.lists(TEXT.filter(bool), min_size=1, max_size=3))
def test_a_set_line_is_always_one_line_of_text(texts: list[str]) -> None:
    assert len(scene_text(scene(story(*texts)).pages[0]).splitlines()) == 3 + len(texts)


def test_a_full_page_is_written_in_little_time() -> None:
    """Calls for each glyph would be thousands: a proof waits for this."""
    lines = tuple(set_line("区委书记沈东以实地走访，听取汇报", baseline=i * 1000) for i in range(250))
    page = Page("A01", 1, 1, 1, (replace(story(), items=lines),))
    full = replace(scene(), pages=(page,))
    assert calls_made(lambda: to_json(full)) / 250 < 60
