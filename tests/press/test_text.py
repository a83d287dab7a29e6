"""What stands on the plate as text: every glyph at its place, in black that overprints, and readable as copy."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonts.face import Face, FaceSpec
from layout.press.document import Resources, write_pdf
from layout.press.text.showing import show_run
from layout.scene import Box, FaceRef, GlyphRun, Ink, Item, Rect
from tests.press.reading import extracted, glyphs, operators, origins
from tests.press.scenes import (
    BLACK,
    HEIGHT,
    WHITE,
    Setting,
    hei,
    line,
    page,
    region,
    resources,
    run,
    scene,
    song,
    text_line,
)

RARE = "武进𬭩、𠮷野家，⼀一“测试”——10.5 pt"


def pdf_of(*items: Item, faces: tuple[Face, ...], root: Path) -> bytes:
    made = scene([page(region(*items))], faces)
    return write_pdf(made, made.pages, resources(root))


def test_text_reads_back_as_it_was_written_beyond_the_bmp_too(tmp_path: Path) -> None:
    data = pdf_of(text_line(RARE, Setting(song())), faces=(song(),), root=tmp_path)
    assert extracted(data) == RARE
    assert "".join(glyph.text for glyph in glyphs(data)) == RARE


def test_text_reads_in_the_order_of_the_regions(tmp_path: Path) -> None:
    # The second story stands above the first: order is of reading, not of place.
    first = region(text_line("先读", Setting(song()), baseline=300_000), id="a")
    second = region(text_line("后读", Setting(song()), baseline=100_000), id="b")
    made = scene([page(first, second)], [song()])
    data = write_pdf(made, made.pages, resources(tmp_path))
    assert "".join(glyph.text for glyph in glyphs(data)) == "先读后读"


@pytest.mark.parametrize("spread", [0, 1, 137, -250])
def test_each_glyph_stands_at_its_place(tmp_path: Path, spread: int) -> None:
    text = "新闻纸，Typography 2024年《标点》VAfi全角。"
    setting = Setting(song(), size=9_730, spread=spread)
    wanted = run(text, setting)
    data = pdf_of(line(wanted), faces=(song(),), root=tmp_path)
    places = [((wanted.x + x) / 1000, (HEIGHT - wanted.baseline) / 1000) for x in wanted.xs]
    read = glyphs(data)
    assert len(read) == len(places)
    for glyph, (x, y) in zip(read, places, strict=True):
        assert glyph.x == pytest.approx(x, abs=0.001)
        assert glyph.y == pytest.approx(y, abs=0.0001)
    # The same by another program's reckoning.
    for (char, at_x, at_y), (x, y), wanted_char in zip(origins(data), places, text, strict=True):
        assert char == wanted_char
        assert at_x == pytest.approx(x, abs=0.01)
        assert at_y == pytest.approx(y, abs=0.01)


def test_a_place_off_by_a_fiftieth_of_a_point_is_seen_by_these_tests(tmp_path: Path) -> None:
    wanted = run("新闻纸", Setting(song()))
    moved = replace(wanted, xs=(0, 10_520, 21_000))
    data = pdf_of(line(moved), faces=(song(),), root=tmp_path)
    assert origins(data)[1][1] != pytest.approx((wanted.x + wanted.xs[1]) / 1000, abs=0.01)


steps = st.lists(st.integers(-2_000, 40_000), min_size=1, max_size=60)


@given(size=st.integers(5_000, 150_000), steps=steps, width=st.integers(1, 200_000))
def test_roundings_do_not_add_up_along_a_run(size: int, steps: list[int], width: int) -> None:
    xs = [sum(steps[:end]) for end in range(len(steps))]
    codes = {(1, "一"): ("0001", width)}
    many = len(xs)
    made = GlyphRun("song", size, BLACK, 0, 0, (1,) * many, tuple(xs), ("一",) * many)
    written = show_run(made, codes).removeprefix("[<").removesuffix(">] TJ")
    pen, places = 0.0, []
    for number, piece in enumerate(written.split("<")):
        text, _, move = piece.partition(">")
        assert number == 0 or text
        for _ in range(len(text) // 4):
            places.append(pen)
            pen += width / 100_000 * size
        pen -= float(move or 0) / 1000 * size
    assert len(places) == many
    for place, x in zip(places, xs, strict=True):
        # Mpt: 1 is 0.001 pt.
        assert abs(place - (x - xs[0])) <= 1.0


def test_a_run_is_one_string_where_nothing_is_moved(tmp_path: Path) -> None:
    data = pdf_of(text_line("一行正文不动", Setting(song())), faces=(song(),), root=tmp_path)
    shows = [operands for operands, operator in operators(data) if operator == "TJ"]
    assert [len(show[0]) for show in shows] == [1]


def test_black_text_overprints_and_white_knocks_out_in_any_order(tmp_path: Path) -> None:
    inks = [BLACK, WHITE, BLACK, WHITE, BLACK, Ink(0, 0, 0, 60), BLACK]
    lines = [
        text_line("墨", Setting(song(), ink=ink), baseline=50_000 + 20_000 * at)
        for at, ink in enumerate(inks)
    ]
    tint = Box(Rect(0, 0, 300_000, 400_000), fill=Ink(0, 0, 0, 20), stroke=BLACK, stroke_width=500)
    data = pdf_of(tint, *lines, faces=(song(),), root=tmp_path)
    read = glyphs(data)
    assert [glyph.overprints for glyph in read] == [ink == BLACK for ink in inks]
    assert [glyph.inks for glyph in read[:2]] == [(0, 0, 0, 1), (0, 0, 0, 0)]


def test_several_glyphs_of_one_text_read_as_that_text(tmp_path: Path) -> None:
    face = song()
    one, two, three = face.glyphs("甲乙丙", "zh-Hans")
    # The glyph of 乙 stands once for nothing of its own, and once for itself.
    cluster = GlyphRun(
        face.id,
        10_000,
        BLACK,
        36_000,
        50_000,
        (one, two, three, two),
        (0, 9_000, 18_000, 28_000),
        ("葛甲", "", "丙", "乙"),
    )
    data = pdf_of(line(cluster), faces=(face,), root=tmp_path)
    assert extracted(data) == "葛甲丙乙"
    assert [glyph.x for glyph in glyphs(data)] == pytest.approx([36, 45, 54, 64], abs=0.001)


def test_a_ligature_reads_as_its_letters(tmp_path: Path) -> None:
    face = song()
    shaped = face.shape("fi", "en", {"liga": True})
    texts = ("fi",) if len(shaped) == 1 else ("f", "i")
    advances = [0, *(round(glyph.advance * 10_000 / face.upem) for glyph in shaped)][: len(shaped)]
    ligature = GlyphRun(
        face.id, 10_000, BLACK, 36_000, 50_000, tuple(glyph.glyph for glyph in shaped), tuple(advances), texts
    )
    assert extracted(pdf_of(line(ligature), faces=(face,), root=tmp_path)) == "fi"


def test_faces_and_sizes_change_within_a_line(tmp_path: Path) -> None:
    lead = run("本报讯", Setting(hei(), size=10_500))
    body = run("正文", Setting(song(), size=9_000), x=lead.x + 31_500)
    data = pdf_of(line(lead, body), faces=(song(), hei()), root=tmp_path)
    read = glyphs(data)
    assert [glyph.size for glyph in read] == [10.5] * 3 + [9] * 2
    assert len({glyph.font for glyph in read}) == 2
    assert extracted(data) == "本报讯正文"


def test_one_file_under_two_languages_is_one_font(tmp_path: Path) -> None:
    face = song()
    names = ("song-zh", "song-ja")
    refs = tuple(FaceRef(name, face.file, face.sha256, face.index, face.axes) for name in names)
    runs = [
        replace(run("骨", Setting(face, lang=lang), baseline=at), face=name)
        for name, lang, at in zip(names, ("zh-Hans", "ja"), (50_000, 70_000), strict=True)
    ]
    made = replace(scene([page(region(*(line(one) for one in runs)))], [face]), faces=refs)
    read = glyphs(write_pdf(made, made.pages, resources(tmp_path)))
    assert [glyph.text for glyph in read] == ["骨", "骨"]
    assert len({glyph.font for glyph in read}) == 1
    # The two forms are two glyphs, and so two codes.
    assert len({glyph.code for glyph in read}) == 2


def test_own_faces_of_any_kind_are_shown(tmp_path: Path, own_face: Path) -> None:
    face = Face(
        FaceSpec("own", own_face, own_face.name, hashlib.sha256(own_face.read_bytes()).hexdigest(), 0, ())
    )
    made = scene([page(region(text_line("中-文", Setting(face))))], [face])
    data = write_pdf(made, made.pages, Resources(lambda _: face, tmp_path))
    assert extracted(data) == "中-文"
