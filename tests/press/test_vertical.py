"""Vertical lines in the press file: every glyph hangs at its place, and the text reads column by column."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonts.face import Face, FaceSpec
from layout.press.document import Resources, write_pdf
from layout.press.fonts.metrics import FontCodes
from layout.press.page import content
from layout.press.text.parting import Showing, TextPiece
from layout.proof.raster import render
from layout.scene import GlyphRun, Ink, Item, Line, Mpt, Rule, Wave
from tests.faces import Design, Vertical, square_face
from tests.press.reading import down_of, extracted, glyphs, opened, operators, origins, to_unicode
from tests.press.scenes import (
    BLACK,
    CONDITION,
    HEIGHT,
    Part,
    Setting,
    page,
    region,
    resources,
    run,
    scene,
    song,
    text_line,
    vertical_line,
)

SIZE: Mpt = 10_000
TOP: Mpt = 40_000
JA = Setting(song(), size=SIZE, lang="ja")


def pdf_of(*items: Item, root: Path, face: Face | None = None) -> bytes:
    shown = face or song()
    made = scene([page(region(*items))], [shown])
    files = resources(root) if face is None else Resources(lambda _: face, root)
    return write_pdf(made, made.pages, files)


def columns(*texts: str | Sequence[Part], tops: Mapping[int, Mpt] | None = None) -> list[Line]:
    """Vertical lines from right to left, 16 points apart; a bare text stands upright."""
    return [
        vertical_line(
            [("upright", text)] if isinstance(text, str) else text,
            JA,
            250_000 - 16_000 * at,
            (tops or {}).get(at, TOP),
        )
        for at, text in enumerate(texts)
    ]


def ruby(text: str, line: Line, down: Mpt = 0, size: Mpt = SIZE // 2) -> GlyphRun:
    """Small text at the right of a line, from `down` below its beginning."""
    shown = tuple(song().upright_glyphs(text, "ja"))
    places = tuple(size * at for at in range(len(text)))
    x, top = line.x + SIZE * 3 // 4, line.baseline + down
    return GlyphRun(song().id, size, BLACK, x, top, shown, places, tuple(text), "upright", True)


def with_ruby(line: Line, *annotations: GlyphRun) -> Line:
    # Between the line's own runs, as a setter may give them.
    return replace(line, runs=(*annotations, *line.runs))


def own_face(path: Path, flavour: Literal["glyf", "cff"], design: Design, chars: str = "一二三") -> Face:
    square_face(chars, path, flavour, design)
    return Face(FaceSpec("own", path, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), 0, ()))


# Fonts


def test_the_upright_twin_shares_the_fonts_program_and_its_text(tmp_path: Path) -> None:
    data = pdf_of(*columns([("upright", "縦"), ("sideways", "A"), ("upright", "書き")]), root=tmp_path)
    with opened(data) as pdf:
        fonts = {str(font.Encoding): font for font in pdf.pages[0].Resources.Font.values()}
        assert set(fonts) == {"/Identity-H", "/Identity-V"}
        level, upright = fonts["/Identity-H"], fonts["/Identity-V"]
        assert level.DescendantFonts[0].objgen == upright.DescendantFonts[0].objgen
        assert level.ToUnicode.objgen == upright.ToUnicode.objgen
        programs = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        assert len(programs) == 1


def test_a_page_without_vertical_lines_knows_nothing_of_them(tmp_path: Path) -> None:
    with opened(pdf_of(text_line("横组", Setting(song())), root=tmp_path)) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        assert not {"/W2", "/DW2"} & set(font.DescendantFonts[0].keys())


def test_w2_says_how_the_face_hangs_its_glyphs(tmp_path: Path) -> None:
    line = vertical_line([("upright", "漢——ｱ字")], JA)
    with opened(pdf_of(line, root=tmp_path)) as pdf:
        (font,) = (one for one in pdf.pages[0].Resources.Font.values() if one.Encoding == "/Identity-V")
        downs = down_of(font)
        assert [float(part) for part in font.DescendantFonts[0].DW2] == [880, -1000]
        # The dash alone is listed: half of a half-width mark's own width is its origin.
        assert list(downs.listed.values()) == [(-2000, 500, 1380)]
        shown = glyphs(pdf_of(line, root=tmp_path))
        assert [downs.metrics(glyph.code) for glyph in shown if glyph.text == "ｱ"] == [(-1000, 250, 880)]


METRICS = Vertical(downs={"二": 1500}, tops={"一": 700, "二": 1380})


@pytest.mark.parametrize(
    ("flavour", "vorg", "kind"),
    [("glyf", False, "/CIDFontType2"), ("cff", False, "/CIDFontType0"), ("cff", True, "/CIDFontType0")],
)
def test_w2_is_told_of_faces_of_each_kind(
    tmp_path: Path, flavour: Literal["glyf", "cff"], vorg: bool, kind: str
) -> None:
    design = Design(
        advances={"一": 600}, inks={"一": (0, 100, 600, 300)}, vertical=replace(METRICS, vorg=vorg)
    )
    face = own_face(tmp_path / "own", flavour, design)
    line = vertical_line([("upright", "一二三三")], Setting(face, size=SIZE))
    with opened(pdf_of(line, root=tmp_path, face=face)) as pdf:
        (font,) = (one for one in pdf.pages[0].Resources.Font.values() if one.Encoding == "/Identity-V")
        assert font.DescendantFonts[0].Subtype == kind
        assert str(font.BaseFont).endswith("-Identity-V") == (flavour == "cff")
        downs = down_of(font)
        told = {text: downs.metrics(code) for code, text in to_unicode(font).items()}
        assert told == {"一": (-1000, 300, 700), "二": (-1500, 500, 1380), "三": (-1000, 500, 880)}


def test_a_face_without_vertical_tables_hangs_by_its_em_box(tmp_path: Path) -> None:
    face = own_face(tmp_path / "own.ttf", "glyf", Design(typo=(850, -150)))
    data = pdf_of(vertical_line([("upright", "一二")], Setting(face, size=SIZE)), root=tmp_path, face=face)
    with opened(data) as pdf:
        (font,) = (one for one in pdf.pages[0].Resources.Font.values() if one.Encoding == "/Identity-V")
        assert [float(part) for part in font.DescendantFonts[0].DW2] == [850, -1000]


# Places

MIXED: tuple[Part, ...] = (
    ("upright", "「漢字」は、"),
    ("sideways", "Type"),
    ("upright", "と"),
    ("level", "25"),
    ("upright", "日——ー。"),
)


@pytest.mark.parametrize("spread", [0, 137, -250])
def test_upright_glyphs_hang_from_their_places(tmp_path: Path, spread: int) -> None:
    line = vertical_line([("upright", "「漢字」は、——日本。")], replace(JA, size=9_730, spread=spread))
    (wanted,) = line.runs
    data = pdf_of(line, root=tmp_path)
    for glyph, down in zip(glyphs(data), wanted.xs, strict=True):
        assert (glyph.turn, glyph.x) == ("upright", line.x / 1000)
        assert glyph.y == pytest.approx((HEIGHT - line.baseline - down) / 1000, abs=0.001)
    # The same by another program's reckoning, which tells the horizontal origin.
    face, size = song(), 9_730 / 1000
    hung = [face.upright_origin(glyph) for glyph in wanted.glyphs]
    found = {(round(x, 2), round(y, 2)) for _, x, y in origins(data)}
    for (x, y), down in zip(hung, wanted.xs, strict=True):
        at_x, at_y = line.x / 1000 - x * size / 1000, (HEIGHT - line.baseline - down) / 1000 - y * size / 1000
        assert any(abs(at_x - fx) <= 0.01 and abs(at_y - fy) <= 0.01 for fx, fy in found)


def test_sideways_glyphs_lie_on_their_baseline_and_run_downward(tmp_path: Path) -> None:
    line = vertical_line(MIXED, JA)
    turned = next(run for run in line.runs if run.turn == "sideways")
    read = [glyph for glyph in glyphs(pdf_of(line, root=tmp_path)) if glyph.turn == "sideways"]
    assert "".join(glyph.text for glyph in read) == "Type"
    for glyph, down in zip(read, turned.xs, strict=True):
        assert glyph.x == pytest.approx(turned.x / 1000, abs=0.001)
        assert glyph.y == pytest.approx((HEIGHT - turned.baseline - down) / 1000, abs=0.001)


def test_figures_side_by_side_stand_where_the_scene_has_them(tmp_path: Path) -> None:
    line = vertical_line(MIXED, JA)
    level = next(run for run in line.runs if run.turn == "level")
    read = [glyph for glyph in glyphs(pdf_of(line, root=tmp_path)) if glyph.text in ("2", "5")]
    for glyph, sign, at in zip(read, level.glyphs, level.xs, strict=True):
        x, y = song().upright_origin(sign)
        # Shown by the vertical origin: back from it, this is the run's own place.
        assert glyph.x - x * SIZE / 1e6 == pytest.approx((level.x + at) / 1000, abs=0.001)
        assert glyph.y - y * SIZE / 1e6 == pytest.approx((HEIGHT - level.baseline) / 1000, abs=0.001)


def inked(data: bytes, cell: int, corner: tuple[float, float, float, float]) -> float:
    """How much of a part of the cell-th em of the line on 250 pt is inked; the part in ems from the em's left top."""
    (picture,) = render(data, dpi=720, gray=True)
    left, top = 250 - SIZE / 2000, TOP / 1000 + cell * SIZE / 1000
    box = [
        round((edge * SIZE / 1000 + origin) * 10)
        for edge, origin in zip(corner, (left, top, left, top), strict=True)
    ]
    part = picture.crop((box[0], box[1], box[2], box[3]))
    black = part.point(lambda level: 255 if level < 128 else 0)
    return sum(black.histogram()[255:]) / (part.width * part.height)


QUARTERS = {
    "right top": (0.5, 0.0, 1.0, 0.5),
    "left top": (0.0, 0.0, 0.5, 0.5),
    "right bottom": (0.5, 0.5, 1.0, 1.0),
    "left bottom": (0.0, 0.5, 0.5, 1.0),
}


def test_ink_is_in_the_corner_that_the_vertical_form_has_it_in(tmp_path: Path) -> None:
    line = vertical_line([("upright", "、「」漢")], JA)
    data = pdf_of(line, root=tmp_path)
    inks = [{name: inked(data, cell, part) for name, part in QUARTERS.items()} for cell in range(4)]
    comma, opener, closer, han = inks
    assert max(comma, key=comma.__getitem__) == "right top" and not comma["left bottom"]
    assert opener["right bottom"] > 0 and not opener["left top"]
    assert closer["left top"] > 0 and not closer["right bottom"]
    assert all(part > 0.05 for part in han.values())
    # The negative control: the horizontal forms have theirs elsewhere.
    flat = replace(line.runs[0], glyphs=tuple(song().glyphs("、「」漢", "ja")))
    level = inked(pdf_of(replace(line, runs=(flat,)), root=tmp_path), 0, QUARTERS["left bottom"])
    assert level > 0


def test_what_is_turned_has_its_top_at_the_right(tmp_path: Path) -> None:
    # Ink in the upper half of the em box only: at the right of the column when turned, at its top when upright.
    face = own_face(tmp_path / "own.ttf", "glyf", Design(inks={"一": (0, 380, 1000, 880)}))
    setting = Setting(face, size=SIZE)
    turned, upright = (
        pdf_of(vertical_line([(turn, "一")], setting, 250_000, TOP), root=tmp_path, face=face)
        for turn in ("sideways", "upright")
    )
    assert [round(inked(turned, 0, part), 1) for part in QUARTERS.values()] == [1, 0, 1, 0]
    assert [round(inked(upright, 0, part), 1) for part in QUARTERS.values()] == [1, 1, 0, 0]


@pytest.mark.parametrize("following", ["", "天"])
def test_figures_drawn_narrower_stand_beside_each_other_in_their_em(tmp_path: Path, following: str) -> None:
    """Three figures an em wide each, drawn at a third: each has its third of the em, at its full height. With a line
    behind them that begins at their height they are shown level.
    """
    face = own_face(tmp_path / "own.ttf", "glyf", Design(inks={"二": (400, -120, 600, 880)}), "一二三天")
    setting = Setting(face, size=SIZE)
    line = vertical_line([("level", "一二三")], setting, 250_000, TOP)
    (level,) = line.runs
    own = replace(level, x=250_000 - SIZE // 2, xs=(0, SIZE // 3, SIZE * 2 // 3), condensed=333)
    lines = [replace(line, runs=(own,))]
    lines += [vertical_line([("upright", following)], setting, 230_000, TOP)] if following else []
    data = pdf_of(*lines, root=tmp_path, face=face)
    # The second has a fifth of its third in the middle.
    parts = [
        (0.02, 0, 0.31, 1),
        (0.35, 0, 0.45, 1),
        (0.475, 0, 0.525, 1),
        (0.55, 0, 0.64, 1),
        (0.69, 0, 0.98, 1),
    ]
    assert [round(inked(data, 0, part), 1) for part in parts] == [1, 0, 1, 0, 1]
    assert extracted(data).replace(" ", "") == "一二三" + following
    wide = pdf_of(replace(line, runs=(replace(own, condensed=1000),)), root=tmp_path, face=face)
    assert inked(wide, 0, (1.1, 0, 1.4, 1)) > 0


# Reading order


def uncut(shown: Sequence[Showing], fonts: Mapping[str, FontCodes]) -> list[list[TextPiece]]:
    return [[TextPiece((run,)) for run in one.line.runs if run.glyphs] for one in shown]


LEG = ("「新聞は、毎日読む。」", "これは縦書きの（見本）", "です。活字と紙。", "た。", "次の段落は一字下げ、")


def test_columns_read_from_right_to_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = columns(*LEG, tops={4: TOP + SIZE})
    assert extracted(pdf_of(*lines, root=tmp_path)) == "".join(LEG)
    # Uncut, lines that begin at one height are taken for a line of horizontal text.
    monkeypatch.setattr(content, "part_showings", uncut)
    assert extracted(pdf_of(*columns(*LEG), root=tmp_path)) == "".join(reversed(LEG))


@pytest.mark.parametrize(
    ("texts", "tops"),
    [
        (("天地玄黄", "宇", "宙洪荒日"), {}),
        (("天地玄黄", "宇", "宙洪荒日"), {2: TOP + SIZE}),
        (("天地玄黄", "宇宙", "洪荒日月"), {2: TOP + SIZE}),
        (("天", "地", "玄", "黄"), {}),
        (((("sideways", "Type"),), "天地", "玄黄"), {}),
        ((((("level"), "25"),), "天地", "玄黄"), {}),
        (((("upright", "天地"), ("level", "25")), (("level", "25"), ("upright", "日")), "月"), {}),
        (((("upright", "、"), ("sideways", "Type")), "天地"), {}),
        (((("upright", "天地——"),), (("upright", "——"),), "玄黄"), {}),
    ],
    ids=["one", "one, indent", "two, indent", "ones", "latin", "figures", "figures at ends", "mark", "dash"],
)
def test_short_columns_keep_their_order(
    tmp_path: Path, texts: tuple[str | Sequence[Part], ...], tops: Mapping[int, Mpt]
) -> None:
    lines = columns(*texts, tops=tops)
    assert extracted(pdf_of(*lines, root=tmp_path)) == "".join(line.text for line in lines)


def test_mixed_columns_read_as_their_text_and_legs_one_after_the_other(tmp_path: Path) -> None:
    upper = columns(MIXED, LEG[0], MIXED)
    lower = [
        vertical_line(MIXED, JA, 250_000 - 16_000 * at, TOP + 16 * SIZE + (at % 2) * SIZE) for at in range(3)
    ]
    lines = [*upper, *lower]
    read = extracted(pdf_of(*lines, root=tmp_path)).replace(" ", "")
    assert read == "".join(line.text for line in lines)


def test_a_vertical_form_reads_as_the_character_of_the_copy(tmp_path: Path) -> None:
    # ﹃ stands for “ in a vertical line: its glyph, and the copy's text.
    (line,) = columns("『本』")
    (own,) = line.runs
    quoted = replace(line, runs=(replace(own, texts=("“", "本", "”")),))
    assert extracted(pdf_of(quoted, root=tmp_path)) == "“本”"


def test_ruby_is_read_behind_the_text_of_its_paragraph(tmp_path: Path) -> None:
    first, second = columns("新聞を読む", "人びと")
    lines = with_ruby(first, ruby("しんぶん", first), ruby("よ", first, 3 * SIZE)), second
    data = pdf_of(*lines, root=tmp_path)
    assert extracted(data) == "新聞を読む人びとしんぶんよ"
    assert "".join(glyph.text for glyph in glyphs(data)) == "新聞を読む人びとしんぶんよ"
    # Readers that follow ActualText take the lines' own text alone.
    marks = [item[0][1] for item in operators(data) if item[1] == "BDC" and "/ActualText" in item[0][1]]
    assert len(marks) == 2 and all(str(mark.ActualText) == "" for mark in marks)


@pytest.mark.parametrize("kana", ["き", "しん"])
def test_ruby_at_the_top_of_a_column_does_not_turn_the_next_one_round(tmp_path: Path, kana: str) -> None:
    for text in ("木", "木立"):
        first, second, third = columns(text, "人びとの町", "新聞社")
        lines = with_ruby(first, ruby(kana, first)), second, third
        assert extracted(pdf_of(*lines, root=tmp_path)).replace(" ", "") == f"{text}人びとの町新聞社{kana}"


def test_emphasis_dots_are_seen_and_not_read(tmp_path: Path) -> None:
    (line,) = columns("大切な")
    dotted = with_ruby(line, ruby("﹅﹅", line, size=SIZE))
    data = pdf_of(dotted, root=tmp_path)
    assert len(glyphs(data)) == 5
    assert extracted(data).replace("\u200b", "").strip() == "大切な"
    assert extracted(pdf_of(with_ruby(line, ruby("かな", line)), root=tmp_path)) == "大切なかな"


def test_annotations_of_a_horizontal_line_are_read_behind_it_too(tmp_path: Path) -> None:
    own = text_line("漢字を読む", Setting(song(), size=SIZE), baseline=60_000)
    above = replace(run("かんじ", Setting(song(), size=SIZE // 2), own.x, 50_000), annotation=True)
    data = pdf_of(replace(own, runs=(above, *own.runs)), root=tmp_path)
    assert extracted(data) == "漢字を読むかんじ"


# Lines beside text


def strokes_of(data: bytes) -> list[tuple[str, list[float]]]:
    wanted = ("gs", "K", "w", "m", "l", "c", "S")
    return [
        (operator, [float(part) for part in operands] if operator != "gs" else [])
        for operands, operator in operators(data)
        if operator in wanted
    ]


def test_lines_beside_text_are_drawn_with_their_line(tmp_path: Path) -> None:
    (line,) = columns("司馬遷")
    rule = Rule(line.x - 7_000, TOP, line.x - 7_000, TOP + 3 * SIZE, 500, BLACK)
    data = pdf_of(replace(line, marks=(rule,)), root=tmp_path)
    drawn = [item for item in strokes_of(data) if item[0] != "gs"]
    assert drawn == [("K", [0, 0, 0, 1]), ("w", [0.5]), ("m", [243, 360]), ("l", [243, 330]), ("S", [])]
    used = [operator for _, operator in operators(data)]
    assert used.index("ET") < used.index("m")
    # A line without a glyph keeps what is drawn beside it.
    assert ("m", [243, 360]) in strokes_of(pdf_of(replace(line, runs=(), marks=(rule,)), root=tmp_path))


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("length", [7_000, 40_000, 1, 0, -5])
def test_a_wave_swings_about_its_axis_and_ends_on_it(tmp_path: Path, upright: bool, length: Mpt) -> None:
    (line,) = columns("史記")
    ends = (100_000, 50_000, 100_000, 80_000) if upright else (100_000, 50_000, 130_000, 50_000)
    wave = Wave(*ends, width=400, ink=Ink(100, 0, 0, 0), length=length, height=1_500)
    data = pdf_of(replace(line, marks=(wave,)), root=tmp_path)
    found = strokes_of(data)
    curves = [numbers for operator, numbers in found if operator == "c"]
    assert found[-1] == ("S", []) and [item for item in found if item[0] == "m"] == [("m", [100, 350])]
    assert curves[-1][4:] == ([100, 320] if upright else [130, 350])
    across = 0 if upright else 1
    axis = 100 if upright else 350
    for number, curve in enumerate(curves):
        assert curve[4 + across] == axis
        # 3/4 of a handle's distance is how far the curve swings.
        swing = 0.75 * (curve[across] - axis)
        assert abs(swing) == pytest.approx(1.5, abs=0.002)
        assert (swing > 0) == ((number % 2 == 0) != upright)
    if length == 7_000:
        assert len(curves) == 9  # 30 points in half waves of 3.5, and ending on the axis
    if length <= 1:
        assert len(curves) == 300


def test_text_and_lines_keep_their_inks(tmp_path: Path) -> None:
    (line,) = columns("史記")
    red = Ink(0, 100, 100, 0)
    (own,) = line.runs
    wave = Wave(1_000, 1_000, 1_000, 9_000, 400, red, 2_000, 500)
    items = (
        replace(line, runs=(replace(own, ink=red),), marks=(wave,)),
        line,
    )
    read = glyphs(pdf_of(*items, root=tmp_path))
    assert [(glyph.inks, glyph.overprints) for glyph in read] == [
        *[((0, 1, 1, 0), False)] * 2,
        *[((0, 0, 0, 1), True)] * 2,
    ]
    used = [
        (operator, str(operands[0]))
        for operands, operator in operators(pdf_of(*items, root=tmp_path))
        if operator == "gs"
    ]
    assert used == [("gs", "/Knock"), ("gs", "/Over")]


@pytest.mark.parametrize("level", ["PDF/X-4", "PDF/X-1a:2003"])
def test_a_vertical_page_is_a_sound_file_and_the_same_on_each_run(
    tmp_path: Path, level: Literal["PDF/X-4", "PDF/X-1a:2003"]
) -> None:
    first, *others = columns(MIXED, *LEG)
    lines = with_ruby(first, ruby("かんじ", first, SIZE)), *others
    made = scene([page(region(*lines))], [song()], replace(CONDITION, level=level))
    data = write_pdf(made, made.pages, resources(tmp_path))
    assert data == write_pdf(made, made.pages, resources(tmp_path))
    with opened(data) as pdf:
        assert pdf.check_pdf_syntax() == []
    used = [operator for _, operator in operators(data)]
    for start, end in (("BT", "ET"), ("BDC", "EMC")):
        assert used.count(start) == used.count(end) > 0


UPRIGHT = st.tuples(st.just("upright"), st.text(alphabet="天地玄黄、。「」", min_size=2, max_size=8))
ACROSS = st.tuples(st.just("level"), st.sampled_from(["7", "25"]))
TURNED = st.tuples(st.just("sideways"), st.sampled_from(["i", "Type"]))
COLUMNS = st.lists(
    st.tuples(
        # Columns of an em, of figures or of a word have tests of their own.
        st.tuples(UPRIGHT, ACROSS | TURNED, UPRIGHT).map(list) | UPRIGHT.map(lambda part: [part]),
        st.integers(0, 2),
        st.none() | st.tuples(st.sampled_from(["き", "しん"]), st.integers(0, 3)),
    ),
    min_size=1,
    max_size=9,
)


@given(drawn=COLUMNS)
@settings(max_examples=60)
def test_any_columns_read_in_their_order(
    drawn: list[tuple[list[Part], int, tuple[str, int] | None]],
) -> None:
    lines, read, notes = [], "", ""
    for at, (parts, indent, note) in enumerate(drawn):
        line = vertical_line(parts, JA, 250_000 - 16_000 * at, TOP + indent * SIZE)
        read += line.text
        if note is not None:
            line = with_ruby(line, ruby(note[0], line, note[1] * SIZE))
            notes += note[0]
        lines.append(line)
    assert extracted(pdf_of(*lines, root=Path())).replace(" ", "") == read + notes


def draw(line: Line, wide: int, high: int) -> Line:
    """A vertical line in type of such a width and height, in thousandths: all of it nearer to its axis and its head."""
    runs = []
    for own in line.runs:
        along = wide if own.turn == "level" else high
        runs.append(
            replace(
                own,
                x=line.x + (own.x - line.x) * wide // 1000,
                baseline=line.baseline + (own.baseline - line.baseline) * high // 1000,
                xs=tuple(place * along // 1000 for place in own.xs),
                condensed=wide,
                flattened=high,
            )
        )
    return replace(line, runs=tuple(runs), width=line.width * high // 1000)


@given(drawn=COLUMNS, how=st.sampled_from([(1000, 900), (1000, 800), (900, 1000), (800, 1000), (1200, 1000)]))
@settings(max_examples=60)
def test_any_columns_of_flat_type_read_in_their_order(
    drawn: list[tuple[list[Part], int, tuple[str, int] | None]], how: tuple[int, int]
) -> None:
    lines = [
        draw(vertical_line(parts, JA, 250_000 - 16_000 * at, TOP + indent * SIZE * how[1] // 1000), *how)
        for at, (parts, indent, _) in enumerate(drawn)
    ]
    read = extracted(pdf_of(*lines, root=Path())).replace(" ", "")
    assert read == "".join(line.text for line in lines)


@pytest.mark.parametrize(("wide", "high", "near"), [(1500, 1000, 600), (1000, 600, 380), (1000, 1000, 480)])
def test_pdfium_takes_the_mean_of_width_and_height_for_how_wide_type_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wide: int, high: int, near: int
) -> None:
    """Columns that begin nearer than half of it are cut, so that they are read in their order; others are left whole."""

    def read(down: int) -> str:
        lines = [
            draw(vertical_line([("upright", text)], JA, 250_000 - 16_000 * at, TOP + at * down), wide, high)
            for at, text in enumerate(("天地玄黄", "宙洪荒日"))
        ]
        return extracted(pdf_of(*lines, root=tmp_path))

    assert read(near * SIZE // 1000) == "天地玄黄宙洪荒日"
    monkeypatch.setattr(content, "part_showings", uncut)
    assert read(near * SIZE // 1000) == "宙洪荒日天地玄黄"
    assert read((near + 50) * SIZE // 1000) == "天地玄黄宙洪荒日"


@pytest.mark.parametrize("how", [(1000, 800), (800, 1000)])
def test_a_glyph_that_is_cut_off_stands_in_its_place_in_flat_type(
    tmp_path: Path, how: tuple[int, int]
) -> None:
    """One that is shown by its horizontal origin, so that the next column is read behind it."""
    lines = columns("天地玄黄", "宇", "宙洪荒日")

    def boxes(lines: Sequence[Line]) -> dict[str, tuple[float, ...]]:
        with pypdfium2.PdfDocument(pdf_of(*lines, root=tmp_path)) as document:
            page = document[0].get_textpage()
            text = page.get_text_range()
            return {char: page.get_charbox(at) for at, char in enumerate(text) if not char.isspace()}

    plain, drawn = boxes(lines), boxes([draw(line, *how) for line in lines])
    assert len(plain) == 9
    for char, (left, bottom, right, top) in plain.items():
        own = drawn[char]
        assert (own[2] - own[0], own[3] - own[1]) == pytest.approx(
            ((right - left) * how[0] / 1000, (top - bottom) * how[1] / 1000), abs=0.02
        )
        # All begin at one height and on an axis of their own, 16 pt from the next.
        at = next(number for number, line in enumerate(lines) if char in line.text)
        first, drawn_first = plain["天"], drawn["天"]
        away, drawn_away = left - first[0] + 16 * at, own[0] - drawn_first[0] + 16 * at
        assert drawn_away == pytest.approx(away * how[0] / 1000, abs=0.03)
        assert own[3] - drawn_first[3] == pytest.approx((top - first[3]) * how[1] / 1000, abs=0.03)
