"""A scene goes to JSON and back without loss, damaged JSON is refused, and a diff reads as a proof-reader's note."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from content.problems import Refused
from layout.plan.blocks import Block
from layout.publish import set_edition
from layout.scene import (
    Advert,
    Beside,
    Box,
    CopyText,
    GlyphRun,
    Ink,
    Line,
    Overset,
    Page,
    Picture,
    Rect,
    Region,
    Rule,
    Span,
    Turn,
    Wave,
    spot_ink,
)
from layout.scene.places import find_annotations
from layout.scene.tojson import from_json, scene_text, to_json
from tests.editions import Draft
from tests.finished import one_page, pdf, saved
from tests.golden.test_block_goldens import BLOCKS, PAPER
from tests.proof.scenes import COPY, HAIRLINE, TINT, down, furniture, scene, set_line, small, story
from tests.work import calls_made

LENGTH = st.integers(-(10**9), 10**9)
PERCENT = st.floats(0, 100, allow_nan=False)
TEXT = st.text(max_size=12)
INK = st.builds(Ink, PERCENT, PERCENT, PERCENT, PERCENT) | st.builds(
    spot_ink, st.text(min_size=1, max_size=9), PERCENT
)
TURNS: tuple[Turn, ...] = ("level", "upright", "sideways")
SPAN = st.none() | st.builds(Span, TEXT, TEXT, LENGTH, LENGTH)


@st.composite
def runs(draw: st.DrawFn) -> GlyphRun:
    texts = tuple(draw(st.lists(TEXT | st.characters(codec="utf-8"), max_size=6)))
    whole = st.lists(LENGTH, min_size=len(texts), max_size=len(texts)).map(tuple)
    turn: Turn = draw(st.sampled_from(TURNS))
    return GlyphRun(
        face="song",
        size=draw(LENGTH),
        ink=draw(INK),
        x=draw(LENGTH),
        baseline=draw(LENGTH),
        glyphs=draw(whole),
        xs=draw(whole),
        texts=texts,
        turn=turn,
        annotation=draw(st.booleans()),
        condensed=draw(st.integers(1, 3000)),
        flattened=draw(st.integers(1, 3000)),
    )


STROKES = st.builds(Rule, *[LENGTH] * 5, INK) | st.builds(Wave, *[LENGTH] * 5, INK, LENGTH, LENGTH)
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
    marks=st.lists(STROKES, max_size=2).map(tuple),
    vertical=st.booleans(),
)
RECTS = st.builds(Rect, LENGTH, LENGTH, LENGTH, LENGTH)
PICTURES = st.builds(
    Picture,
    photo=TEXT,
    file=TEXT,
    sha256=TEXT,
    rect=RECTS,
    crop=st.tuples(LENGTH, LENGTH, LENGTH, LENGTH),
    alt=TEXT,
    outline=st.lists(st.tuples(LENGTH, LENGTH), max_size=3).map(tuple),
)
SIDE = st.floats(-1e6, 1e6) | st.integers(-(10**6), 10**6)
ADVERTS = st.builds(
    Advert,
    advert=TEXT,
    file=TEXT,
    sha256=TEXT,
    rect=RECTS,
    box=st.tuples(SIDE, SIDE, SIDE, SIDE),
    alt=TEXT,
)
BOXES = st.builds(Box, RECTS, st.none() | INK, st.none() | INK, LENGTH)
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
    frame=RECTS,
    items=st.lists(LINES | PICTURES | ADVERTS | BOXES | STROKES, max_size=4).map(tuple),
    overset=OVERSETS,
    legs=st.lists(RECTS, max_size=2).map(tuple),
    goes_with=st.none() | TEXT,
    inside=st.none() | TEXT,
    captions_on=st.booleans(),
    areas=st.lists(RECTS, max_size=2).map(tuple),
    leg_ends=st.lists(st.integers(0, 9), max_size=2).map(tuple),
)


COPIES = st.builds(
    CopyText, TEXT, TEXT, TEXT, st.lists(st.builds(Beside, LENGTH, LENGTH, TEXT), max_size=2).map(tuple)
)


@given(st.lists(REGIONS, max_size=3).map(tuple), TEXT, st.lists(COPIES, max_size=2).map(tuple))
def test_no_scene_changes_on_its_way_to_disk_and_back(
    regions: tuple[Region, ...], title: str, copy: tuple[CopyText, ...]
) -> None:
    before = replace(scene(*regions), title=title, copy=copy)
    written = to_json(before)
    assert from_json(written) == before
    assert to_json(from_json(written)) == written
    json.loads(written.encode())


EDITIONS = sorted(
    one.parent for one in (Path(__file__).parents[2] / "content/editions").glob("*/edition.yaml")
)


@pytest.mark.parametrize("root", EDITIONS, ids=lambda root: root.name)
def test_every_edition_s_scene_is_read_back_as_it_was_written(root: Path) -> None:
    before = set_edition(root)[0].made.scene
    assert from_json(to_json(before)) == before


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_kind_of_block_is_read_back_as_it_was_written(kind: str, tmp_path: Path) -> None:
    draft = BLOCKS[kind]()
    draft.paper = PAPER
    before = draft.set(tmp_path).made.scene
    assert kind in {region.kind for page in before.pages for region in page.regions}
    assert from_json(to_json(before)) == before


def test_every_kind_of_block_there_is_is_tried() -> None:
    kinds = [
        kind
        for model in get_args(get_args(Block)[0])
        for kind in get_args(model.model_fields["kind"].annotation)
    ]
    assert {*kinds} == {*BLOCKS}


@pytest.mark.parametrize("file", ["ad.pdf", "ad.png", "gone.pdf"])
def test_an_advertisement_is_read_back_as_it_was_written(file: str, tmp_path: Path) -> None:
    saved(pdf(one_page(b"0 0 9 9 re f", page=b"/MediaBox [0 0 99.5 200]")), tmp_path / "adverts/ad.pdf")
    Image.linear_gradient("L").save(tmp_path / "adverts/ad.png", dpi=(300, 300))
    placed = {"kind": "advert", "advert": "ad", "columns": "1-2", "lines": "1-9", "scale": "fit"}
    before = Draft([placed], adverts={"ad": {"file": file, "alt": "大减价"}}).set(tmp_path).made.scene
    kinds = {type(item) for region in before.pages[0].regions for item in region.items}
    assert kinds == {"ad.pdf": {Advert}, "ad.png": {Picture}, "gone.pdf": {Box, Rule, Line}}[file]
    assert from_json(to_json(before)) == before


def test_a_level_line_says_nothing_of_turns_and_marks() -> None:
    written = to_json(scene())
    assert not [key for key in ("turn", "annotation", "marks", "vertical", "beside") if f'"{key}"' in written]


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
        ('"xs":', '"turn":"askew","xs":', "run.turn"),
        ('"xs":', '"turn":1,"xs":', "scene.pages[0].regions[0].items[0].runs[0].turn"),
        ('"xs":', '"annotation":1,"xs":', "scene.pages[0].regions[0].items[0].runs[0].annotation"),
        ('"runs":', '"vertical":1,"runs":', "scene.pages[0].regions[0].items[0].vertical"),
        ('"runs":', '"marks":[{"wave":[1,2,3]}],"runs":', "scene.pages[0].regions[0].items[0].marks[0].wave"),
        ('"runs":', '"marks":[{}],"runs":', "scene.pages[0].regions[0].items[0].marks[0].rule"),
        ('"part":"body/0"', '"part":"body/0","beside":[[0,1]]', "beside"),
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


def test_the_golden_text_tells_vertical_lines_and_what_is_beside_them() -> None:
    (line,) = down("漢字を読む")
    rule = Rule(100_000, 40_000, 100_000, 61_000, 500, Ink())
    wave = Wave(100_000, 71_500, 100_000, 82_000, 500, Ink(), 7_000, 1_000)
    turned = replace(line.runs[0], turn="sideways", x=1, glyphs=(1,), xs=(52_500,), texts=("A",))
    beside = (small("かんじ", line, 0, 7_000), small("よ", line, 31_500, 5_250))
    full = replace(line, runs=(*line.runs, turned, *beside), marks=(rule, wave))
    region = replace(story(), items=(full, replace(line, runs=(*line.runs, small("・", line, 50_000, 100)))))
    assert scene_text(scene(region).pages[0]).splitlines()[3:] == [
        "  body      x 200.000  y 40.000   h 52.500 of 105.000  vert  rag   -                  song-400 10.500 K100, "
        "song-400 10.500 K100 sideways, song-400 7.000 K100, song-400 5.250 K100 |漢字を読むA| ^漢字=かんじ ^読=よ",
        "    rule      100.000,40.000 to 100.000,61.000  width 0.500 K100",
        "    wave      100.000,71.500 to 100.000,82.000  width 0.500 K100  length 7.000 height 1.000",
        "  body      x 200.000  y 40.000   h 52.500 of 105.000  vert  rag   -                  song-400 10.500 K100, "
        "song-400 0.100 K100 |漢字を読む| ^む=・",
    ]


def test_an_annotation_belongs_to_what_it_covers_the_middle_of() -> None:
    (line,) = down("志を立てる")
    # Wider than its character, it reaches half of its own em over the next one.
    over = replace(line, runs=(*line.runs, small("こころ", line, 0, 5_000)))
    assert find_annotations(over) == (("志", "こころ"),)
    level = set_line("志を立てる")
    run = replace(level.runs[0], size=5_000, x=level.x + 21_000, xs=(0,), glyphs=(1,), texts=("た",))
    assert find_annotations(replace(level, runs=(*level.runs, replace(run, annotation=True)))) == (
        ("立", "た"),
    )
    assert find_annotations(level) == ()
    assert find_annotations(replace(level, runs=(replace(run, annotation=True),))) == (("", "た"),)


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
