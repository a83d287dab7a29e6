"""One opened face: language forms, metrics and shaping, with the house's faces and with round numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from fonts.catalogue import Catalogue
from fonts.face import Bounds, Face
from fonts.files.fontfile import outlines_of
from tests.faces import HALVES, Design, Vertical, square_face

LANGUAGES = ("zh-Hans", "zh-Hant", "zh-HK", "ja", "ko", "en")


@pytest.fixture(scope="module")
def song() -> Face:
    return Catalogue.load().resolve("song", 400).face


def test_a_character_takes_the_form_of_its_language(song: Face) -> None:
    # The default glyphs are Japanese; the mainland writes these two otherwise.
    for char in "骨直":
        assert song.glyph(char, "zh-Hans") != song.glyph(char, "ja")
    forms = {song.glyph("骨", lang) for lang in ("zh-Hans", "zh-Hant", "ja")}
    assert len(forms) == 3
    # The negative control: a character that is written alike everywhere.
    assert len({song.glyph("一", lang) for lang in LANGUAGES}) == 1


def test_a_region_says_as_much_as_a_script(song: Face) -> None:
    assert song.glyph("骨", "zh-CN") == song.glyph("骨", "zh-Hans")
    assert song.glyph("骨", "zh-TW") == song.glyph("骨", "zh-Hant")
    assert song.glyph("直", "zh-Hant-HK") == song.glyph("直", "zh-HK") != song.glyph("直", "zh-Hant")


def test_quotes_are_a_full_em_in_chinese_and_proportional_in_english(song: Face) -> None:
    assert song.advance(song.glyph("“", "zh-Hans")) == 1000
    assert song.advance(song.glyph("“", "en")) < 500


@given(st.text(alphabet="中国骨直戶一“”，。—…·A1𬭩", max_size=30), st.sampled_from(LANGUAGES))
def test_glyphs_takes_each_character_alone(song: Face, text: str, lang: str) -> None:
    # Two dashes side by side would join in a common buffer: alone they may not.
    fresh = Catalogue.load().resolve("song", 400).face
    assert song.glyphs(text, lang) == [fresh.glyph(char, lang) for char in text]


def test_a_dash_of_two_ems_is_one_glyph(song: Face) -> None:
    (dash,) = song.shape("——", "zh-Hans")
    assert (dash.advance, dash.cluster) == (2000, 0)
    assert dash.glyph not in song.glyphs("—", "zh-Hans")
    one, two = song.shape("……", "zh-Hans")
    assert (one.cluster, two.cluster, one.advance + two.advance) == (0, 1, 2000)


def test_features_are_applied(song: Face) -> None:
    (opener,) = song.shape("「", "zh-Hans", {"halt": True})
    assert (opener.advance, opener.x_offset) == (500, -500)
    assert song.shape("「", "zh-Hans")[0].advance == 1000
    assert len(song.shape("fi", "en")) == 1
    assert len(song.shape("fi", "en", {"liga": False})) == 2


def test_a_vertical_advance_runs_downward(song: Face) -> None:
    (dash,) = song.shape("——", "zh-Hans", direction="ttb")
    assert dash.advance == 2000
    assert dash.glyph != song.shape("——", "zh-Hans")[0].glyph


def test_a_combining_mark_belongs_to_the_cluster_of_its_base(song: Face) -> None:
    assert {glyph.cluster for glyph in song.shape("中\u0301x", "zh-Hans")} == {0, 2}


def test_a_variation_selector_chooses_a_glyph(song: Face) -> None:
    plain = song.shape("侮", "ja")
    varied = song.shape("侮\ufe00", "ja")
    assert len(plain) == len(varied) == 1
    assert plain[0].glyph != varied[0].glyph


def test_shaping_nothing_gives_nothing(song: Face) -> None:
    assert song.shape("", "zh-Hans") == ()
    assert song.glyphs("", "zh-Hans") == []


def test_what_a_face_lacks_is_glyph_0(song: Face) -> None:
    assert not song.has("\ue000")
    assert song.glyphs("\ue000中", "zh-Hans")[0] == 0
    # Beyond the BMP it is there.
    assert song.has("𬭩") and song.glyph("𬭩", "zh-Hans")
    # A zero-width space is no space: it may not stand in for one.
    assert song.glyph("\u200b", "zh-Hans") != song.glyph(" ", "zh-Hans")


def test_the_weight_is_set_on_the_axis() -> None:
    catalogue = Catalogue.load()
    light, heavy = (catalogue.resolve("song", weight).face for weight in (200, 900))
    glyph = light.glyph("一", "zh-Hans")
    assert light.axes == (("wght", 200.0),) and heavy.axes == (("wght", 900.0),)
    thickness = [face.ink(glyph).y_max - face.ink(glyph).y_min for face in (light, heavy)]
    assert thickness[0] < thickness[1]


def test_metrics_are_in_font_units(song: Face) -> None:
    assert (song.upem, song.ascent, song.descent) == (1000, 1000, -200)
    assert song.family == "Noto Serif CJK JP"
    han = song.glyph("中", "zh-Hans")
    assert song.advance(han) == 1000
    ink = song.ink(han)
    assert 0 < ink.x_min < ink.x_max < 1000
    assert song.ink(song.glyph(" ", "zh-Hans")) == Bounds(0, 0, 0, 0)


@pytest.mark.parametrize("flavour", ["glyf", "cff"])
def test_square_faces_give_round_numbers(tmp_path: Path, flavour: str) -> None:
    design = Design(inks=HALVES, advances={"A": 600})
    square_face("中，（A ", tmp_path / "square.ttf", "glyf" if flavour == "glyf" else "cff", design)
    face = Catalogue.load(tmp_path).resolve("Square", 400).face
    assert outlines_of(face.hb_face) == flavour
    assert (face.upem, face.ascent, face.descent) == (1000, 880, -120)
    han, comma, bracket, latin, space = face.glyphs("中，（A ", "zh-Hans")
    assert (han, comma, bracket, latin, space) == (1, 2, 3, 4, 5)
    assert [face.advance(glyph) for glyph in (han, comma, latin)] == [1000, 1000, 600]
    assert face.ink(han) == Bounds(0, -120, 1000, 880)
    assert face.ink(comma) == Bounds(0, -120, 500, 880)
    assert face.ink(bracket) == Bounds(500, -120, 1000, 880)
    assert face.ink(space) == Bounds(0, 0, 0, 0)


def upright(face: Face, char: str, lang: str = "ja") -> tuple[int, int, tuple[int, int]]:
    """A character's vertical form, its advance downward and its vertical origin."""
    (glyph,) = face.upright_glyphs(char, lang)
    return glyph, face.advance_down(glyph), face.upright_origin(glyph)


def test_marks_and_brackets_have_forms_for_vertical_lines_and_han_has_none(song: Face) -> None:
    for char in "。、「」（）『』ー…—":
        assert song.upright_glyphs(char, "ja") != song.glyphs(char, "ja"), char
    assert song.upright_glyphs("漢字", "ja") == song.glyphs("漢字", "ja")


@pytest.mark.parametrize("weight", [200, 400, 900])
@pytest.mark.parametrize("role", ["song", "hei"])
def test_glyphs_hang_from_the_middle_of_the_top_of_their_em_box(role: str, weight: int) -> None:
    face = Catalogue.load().resolve(role, weight).face
    for char in "漢。「ー　":
        assert upright(face, char)[1:] == (1000, (500, 880))
    # Half an em wide, they still are an em high.
    for char in "｢ｱ":
        assert upright(face, char)[1:] == (1000, (250, 880))
    glyph, down, origin = upright(face, "A")
    assert (down, origin) == (1000, (face.advance(glyph) // 2, 880))


def test_a_dash_of_two_ems_hangs_from_half_an_em_higher(song: Face) -> None:
    (dash,) = song.shape("——", "ja", direction="ttb")
    assert song.advance_down(dash.glyph) == dash.advance == 2000
    # Its ink is centred on the baseline's middle, where one of an em has it: the box is half an em higher and lower.
    assert song.upright_origin(dash.glyph) == (500, 1380)
    assert song.upright_origin(song.upright_glyphs("—", "ja")[0]) == (500, 880)


@pytest.mark.parametrize(("flavour", "vorg"), [("glyf", False), ("cff", False), ("cff", True)])
def test_vertical_metrics_come_from_the_face(tmp_path: Path, flavour: str, vorg: bool) -> None:
    design = Design(
        advances={"一": 600},
        inks={"一": (0, 100, 600, 300)},
        vertical=Vertical({"︵": 1500}, {"一": 700, "︵": 1380}, vorg, forms={"（": "︵"}),
    )
    square_face("一︵（四", tmp_path / "own.ttf", "glyf" if flavour == "glyf" else "cff", design)
    face = Catalogue.load(tmp_path).resolve("Square", 400).face
    assert upright(face, "一") == (1, 1000, (300, 700))
    assert upright(face, "︵") == (2, 1500, (500, 1380))
    assert upright(face, "（") == (2, 1500, (500, 1380))  # by its vertical form
    assert upright(face, "四") == (4, 1000, (500, 880))


@pytest.mark.parametrize(
    ("typo", "top"),
    [((880, -120), 880), ((850, -150), 850), ((1000, -200), 880)],
    ids=["the usual em box", "its own em box", "no em: the usual one"],
)
def test_a_face_without_vertical_metrics_hangs_from_its_em_box(
    tmp_path: Path, typo: tuple[int, int], top: int
) -> None:
    square_face("一A", tmp_path / "own.ttf", design=Design(advances={"A": 501}, typo=typo))
    face = Catalogue.load(tmp_path).resolve("Square", 400).face
    assert upright(face, "一")[1:] == (1000, (500, top))
    assert upright(face, "A")[1:] == (1000, (250, top))


def test_a_face_with_half_of_the_vertical_tables_has_none(tmp_path: Path) -> None:
    path = square_face("一", tmp_path / "own.ttf", design=Design(vertical=Vertical(downs={"一": 700})))
    font = TTFont(path)
    del font["vhea"]
    font.save(path)
    assert upright(Catalogue.load(tmp_path).resolve("Square", 400).face, "一") == (1, 1000, (500, 880))
