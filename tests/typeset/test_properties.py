"""What holds for any text at any measure of a newspaper column."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layout.plan.style import Align
from layout.typeset.breaks.latin_quotes import find_latin_quotes
from layout.typeset.lines import SetLine, SetParagraph
from layout.typeset.paragraph import find_ways, prepare_paragraph
from layout.typeset.units.spacing import CLOSING
from tests.typeset.setting import ALL, EM, HAN, LATIN, MARKS, NEWSPAPER, PLAIN, UNITS, Case, mpt, plain_text

WORDS = [
    "GDP",
    "km/h",
    "e-mail",
    "12.5%",
    "2024",
    "3万吨",
    "10:30",
    "A4",
    "（",
    "）",
    "“",
    "”",
    "，",
    "。",
    "、",
    "《",
    "》",
]
WORDS += ["-3日", "5月1日-3日", "10℃~15℃", "东风-41", "≥60", "1 234", "～5%"]
WORDS += ["——", "—", "……", "？！", "·", "～", "/", " ", "￥300", "25℃", "https://a.cn/b", "！", "／"]

newspaper_copy = st.lists(
    st.one_of(
        st.text(st.sampled_from(HAN + UNITS), min_size=1, max_size=12),
        st.sampled_from(WORDS),
        st.sampled_from(MARKS),
        st.text(st.sampled_from(LATIN + " "), max_size=8),
    ),
    max_size=40,
).map("".join)
"""Han with marks, numbers and Latin, thicker with marks than any story is."""

anything = st.text(max_size=60)
measures = st.integers(16, 48).map(lambda halves: halves / 2)

NEVER_FIRST = set("".join(getattr(NEWSPAPER.classes, name) for name in NEWSPAPER.not_at_start))
NEVER_LAST = set("".join(getattr(NEWSPAPER.classes, name) for name in NEWSPAPER.not_at_end))
SPACES = " \t\n\u3000\u00a0\u2009\u202f"
BROKEN = ("forced", "overfull")


def unmarked(text: str) -> str:
    """A line's text as the rules of its ends see it."""
    return text.strip(SPACES)


def assert_tiles(found: SetParagraph) -> None:
    assert bool(found.lines) == bool(found.text)
    if found.lines:
        assert (found.lines[0].start, found.lines[-1].end) == (0, len(found.text))
        assert all(before.end == after.start for before, after in pairwise(found.lines))


def assert_flush(line: SetLine) -> None:
    """A justified line is as wide as its measure exactly, and says so."""
    if line.justified:
        assert line.width == line.measure
    elif line.step != "overfull":
        assert line.width <= line.measure


@given(newspaper_copy, measures, st.sampled_from([0.0, 1.0, 2.0]))
def test_every_line_keeps_the_rules(text: str, measure: float, indent: float) -> None:
    case = Case(indent=indent)
    found = case.set(text, measure)
    assert_tiles(found)
    assert plain_text(found.lines).replace(" ", "") == text.replace(" ", "")
    for line in found.lines:
        assert_flush(line)
        assert line.step != "overfull"
    for before, after in pairwise(found.lines):
        if before.step in BROKEN:
            continue
        end, start = unmarked(text[before.start : before.end]), unmarked(text[after.start : after.end])
        # A word's own apostrophe may begin a line: ’90s.
        latin = text[after.start : after.end].find(start[:1]) + after.start in find_latin_quotes(text)
        assert latin or start[:1] not in NEVER_FIRST
        in_address = "://" in text and end[-1:] == "/"
        assert in_address or end[-1:] not in NEVER_LAST
        # Two dashes with a space between them are two.
        assert text[before.end - 1 : before.end + 1] not in ("——", "……")
        beside = end[-1:].isdigit() and start[:1].isdigit()
        assert not beside or text[before.end - 1].isspace()  # two numbers, as 2024 12.5%


@given(newspaper_copy, measures, st.sampled_from(["justify", "start", "center", "end"]))
def test_glyphs_stand_in_order_and_inside_the_measure(text: str, measure: float, align: Align) -> None:
    found = Case(align=align).set(text, measure)
    for line in found.lines:
        # A mark's blank gives way to a space beside it: the mark's box may begin where the space does.
        xs = [x for run in line.runs for x, char in zip(run.xs, run.texts, strict=True) if char != " "]
        assert xs == sorted(xs)
        # The blank half of a mark may hang out at each side; no ink does.
        assert all(x >= -EM // 2 for x in xs)
        assert all(x <= line.measure for x in xs)
        assert line.width <= line.measure
        if align != "justify":
            assert not line.justified


@given(newspaper_copy, measures)
def test_nothing_overlaps(text: str, measure: float) -> None:
    """Marks may lose their blank, never their ink."""
    face = PLAIN.font.face
    for line in PLAIN.set(text, measure).lines:
        glyphs = [(x, glyph) for run in line.runs for x, glyph in zip(run.xs, run.glyphs, strict=True)]
        inks = [(x, face.ink(glyph), glyph) for x, glyph in glyphs]
        # The squares of Latin fill an em, and they are half of one: their advance counts.
        edges = [
            (
                x + (0 if ink.x_max > face.advance(glyph) else ink.x_min * EM // 1000),
                x + min(ink.x_max, face.advance(glyph)) * EM // 1000,
            )
            for x, ink, glyph in inks
            if ink.x_max
        ]
        assert all(before[1] <= after[0] + 1 for before, after in pairwise(edges))


@given(newspaper_copy, measures)
def test_the_same_input_gives_the_same_lines(text: str, measure: float) -> None:
    assert PLAIN.set(text, measure) == PLAIN.set(text, measure)


@given(newspaper_copy, measures)
def test_where_text_is_cut_into_inlines_changes_no_line(text: str, measure: float) -> None:
    """A key of its own for every Han: what is bold breaks as what is not."""
    from layout.typeset.inline import Inline
    from layout.typeset.paragraph import set_paragraph

    cut = (
        [Inline(char, PLAIN.font, number) for number, char in enumerate(text)]
        if set(text) <= set(HAN + "，。（）")
        else []
    )
    if cut:
        found = set_paragraph(cut, PLAIN.style, mpt(measure))
        assert [line.end for line in found.lines] == [line.end for line in PLAIN.set(text, measure).lines]


@given(newspaper_copy, measures)
def test_the_natural_number_of_lines_is_the_cheapest(text: str, measure: float) -> None:
    ways = find_ways(prepare_paragraph(PLAIN.inlines(text), PLAIN.style), mpt(measure))
    found = PLAIN.set(text, measure)
    assert ways.by_count[ways.natural].cost == ways.by_count[len(found.lines)].cost


@given(newspaper_copy, measures, st.integers(1, 12))
def test_lines_asked_for_tile_the_text_too(text: str, measure: float, lines: int) -> None:
    found = PLAIN.set(text, measure, lines)
    assert_tiles(found)
    for line in found.lines:
        assert_flush(line)


@given(anything, st.integers(0, 30))
def test_any_text_at_any_measure_is_set_whole(text: str, measure: int) -> None:
    found = PLAIN.set(text, measure)
    assert_tiles(found)
    for line in found.lines:
        assert_flush(line)
        for run in line.runs:
            assert len(run.glyphs) == len(run.xs) == len(run.texts)
    assert all(text[one.offset :].startswith(one.char) and one.char for one in found.missing)
    known = set(ALL)
    assert [char for char in plain_text(found.lines) if char in known and char != " "] == [
        char for char in text if char in known and char != " "
    ]


def test_the_closing_classes_are_those_that_begin_no_line() -> None:
    """The setter's own list of marks with a blank behind them agrees with the profile's."""
    assert set(CLOSING) == {")", ",", ".", "!"}
    assert set("，、。”）！") <= NEVER_FIRST
