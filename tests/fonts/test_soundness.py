"""Glyphs that don't show their character: of each kind one, beside a sound one in the same face."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

from fonts.catalogue import ROLES, Catalogue
from fonts.face import Face
from fonts.glyphs.likeness import is_form
from fonts.glyphs.soundness import (
    AWAY,
    BOX,
    INK,
    MOVED,
    NO_INK,
    NO_ROOM,
    NONE,
    ONLY_COLOUR,
    OTHER,
    TOO_HEAVY,
    TOO_MANY,
    Soundness,
)
from tests.faces import Design, Vertical, square_face

CHARS = "甲乙丙丁，。（ ABf i"
SPOILT, SOUND = "u07532", "u04E19"
"""甲, of which each font below has a bad glyph; 丙, which is sound in all of them."""

Spoil = Callable[[TTFont], None]


def opened(folder: Path, spoil: Spoil, flavour: str = "glyf", chars: str = CHARS, **design: Any) -> Face:
    path = square_face(chars, folder / "own.ttf", "cff" if flavour == "cff" else "glyf", Design(**design))
    font = TTFont(path)
    spoil(font)
    font.save(path)
    return Catalogue.load(folder).resolve("Square", 400).face


def drawn(*contours: list[tuple[int, int]]) -> Glyph:
    pen = TTGlyphPen(None)
    for points in contours:
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def composite(*names: str, at: tuple[int, int] = (0, 0)) -> Glyph:
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for name in names:
        part = GlyphComponent()
        part.glyphName, (part.x, part.y), part.flags = name, at, 0x4
        glyph.components.append(part)
    # A composite says how large it is; nobody need believe it.
    glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax = 0, -120, 1000, 880
    return glyph


def outline(make: Callable[[], Glyph]) -> Spoil:
    def spoil(font: TTFont) -> None:
        glyph = make()
        font.recalcBBoxes = not glyph.isComposite()
        font["glyf"][SPOILT] = glyph

    return spoil


def chain(font: TTFont) -> None:
    """A composite that is a hundred deep."""
    font.recalcBBoxes = False
    names = [SPOILT, *(f"deep{number}" for number in range(100))]
    font.setGlyphOrder([*font.getGlyphOrder(), *names[1:]])
    for name, part in zip(names, [*names[1:], "u04E59"], strict=True):
        font["glyf"][name] = composite(part)
        font["hmtx"][name] = (1000, 0)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def zero_loca(font: TTFont) -> None:
    font["glyf"][SPOILT] = Glyph()


def far_right(font: TTFont) -> None:
    font["glyf"][SPOILT] = drawn([(9000, 0), (9000, 700), (9700, 700)])
    # A side bearing of nothing would draw it back.
    font["hmtx"][SPOILT] = (1000, 9000)


def in_colour(font: TTFont) -> None:
    font["glyf"][SPOILT] = Glyph()
    font["COLR"] = buildCOLR({SPOILT: [("u04E59", 0)]})
    font["CPAL"] = buildCPAL([[(1.0, 0.0, 0.0, 1.0)]])


def painted(font: TTFont) -> None:
    font["glyf"][SPOILT] = Glyph()
    paint = {"Format": 10, "Paint": {"Format": 2, "PaletteIndex": 0, "Alpha": 1.0}, "Glyph": "u04E59"}
    font["COLR"] = buildCOLR({SPOILT: paint}, version=1)
    font["CPAL"] = buildCPAL([[(1.0, 0.0, 0.0, 1.0)]])


def as_svg(font: TTFont) -> None:
    font["glyf"][SPOILT] = Glyph()
    number = font.getGlyphID(SPOILT)
    font["SVG "] = newTable("SVG ")
    font["SVG "].docList = [(f"<svg xmlns='http://www.w3.org/2000/svg' id='glyph{number}'/>", number, number)]


def as_tofu(font: TTFont) -> None:
    font["glyf"][SPOILT] = font["glyf"][".notdef"]


def boxed(*contours: list[tuple[int, int]]) -> Spoil:
    """The box for missing characters, its outline written in another way."""

    def spoil(font: TTFont) -> None:
        font["glyf"][SPOILT] = drawn(*contours)
        font["hmtx"][SPOILT] = (1000, 100)

    return spoil


def standing(left: int, bottom: int, right: int, top: int) -> Spoil:
    """A rectangle, with the side bearing that belongs to it."""

    def spoil(font: TTFont) -> None:
        font["glyf"][SPOILT] = drawn([(left, bottom), (left, top), (right, top), (right, bottom)])
        font["hmtx"][SPOILT] = (1000, left)

    return spoil


def narrow(font: TTFont) -> None:
    font["hmtx"][SPOILT] = (200, 0)


def without_room(font: TTFont) -> None:
    font["hmtx"][SPOILT] = (0, 0)


def led(feature: str, rule: str) -> Spoil:
    def spoil(font: TTFont) -> None:
        addOpenTypeFeaturesFromString(font, f"feature {feature} {{ {rule} }} {feature};")

    return spoil


def language_form(font: TTFont) -> None:
    rule = f"script hani; language ZHS ; sub {SPOILT} by u04E59;"
    addOpenTypeFeaturesFromString(font, f"feature locl {{ {rule} }} locl;")


FAULTS: dict[str, tuple[Spoil, str]] = {
    "empty": (zero_loca, NO_INK),
    "points in a line": (outline(lambda: drawn([(0, 0), (500, 500), (900, 900)])), NO_INK),
    "there and back": (outline(lambda: drawn([(0, 0), (800, 0), (400, 0), (100, 0)])), NO_INK),
    "a contour of two points": (outline(lambda: drawn([(0, 0), (800, 700)])), NO_INK),
    "a contour of one point": (outline(lambda: drawn([(300, 300)])), NO_INK),
    "a speck": (outline(lambda: drawn([(300, 300), (300, 304), (304, 304)])), NO_INK),
    "far to the right": (far_right, NO_INK),
    "far below": (outline(lambda: drawn([(0, -9000), (0, -8000), (700, -8000)])), NO_INK),
    "a composite of itself": (outline(lambda: composite(SPOILT)), NO_INK),
    "a composite of nothing": (outline(lambda: composite("u00020")), NO_INK),
    "a composite far away": (outline(lambda: composite(SOUND, at=(20000, 0))), NO_INK),
    "a composite too deep": (chain, NO_INK),
    "layers of colour": (in_colour, ONLY_COLOUR),
    "paint": (painted, ONLY_COLOUR),
    "SVG": (as_svg, ONLY_COLOUR),
    "the box for missing ones": (as_tofu, BOX),
    "the box from another point": (boxed([(900, 700), (900, 0), (100, 0), (100, 700)]), BOX),
    "the box the other way round": (boxed([(100, 0), (900, 0), (900, 700), (100, 700)]), BOX),
    "the box with a point more": (boxed([(100, 0), (100, 300), (100, 700), (900, 700), (900, 0)]), BOX),
    "a stroke that no plate holds": (standing(0, 300, 1000, 302), NO_INK),
    "a dot that no plate holds": (standing(300, 300, 315, 315), NO_INK),
    "over its room": (standing(0, 1200, 1000, 1900), AWAY),
    "below its room": (standing(0, -1200, 1000, -400), AWAY),
    "over its neighbour to the right": (standing(1000, 0, 1900, 800), AWAY),
    "over its neighbour to the left": (standing(-900, 0, 0, 800), AWAY),
    "over all round it": (standing(-4000, -4000, 4000, 4000), AWAY),
    "a fifth of an em wide": (narrow, NO_ROOM),
    "no advance": (without_room, NO_ROOM),
    "led to a space": (led("ccmp", f"sub {SPOILT} by u00020;"), NO_INK),
    "led to another": (led("ccmp", f"sub {SPOILT} by u04E59;"), OTHER),
    "led to another by calt": (led("calt", f"sub {SPOILT} by u04E59;"), OTHER),
    "led to another by rlig": (led("rlig", f"sub {SPOILT} by u04E59;"), OTHER),
    "led to another by liga": (led("liga", f"sub {SPOILT} by u04E59;"), OTHER),
    "led to another by locl": (language_form, OTHER),
    "led to .notdef": (led("ccmp", f"sub {SPOILT} by .notdef;"), NONE),
    "led to a mark": (led("ccmp", f"sub {SPOILT} by u0FF0C;"), OTHER),
    "made a hundred": (led("ccmp", f"sub {SPOILT} by {' '.join([SOUND] * 100)};"), TOO_MANY),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_glyph_that_does_not_show_its_character_is_none(tmp_path: Path, kind: str) -> None:
    spoil, why = FAULTS[kind]
    face = opened(tmp_path, spoil)
    assert face.glyph("甲", "zh-Hans") == 0
    assert face.fault("甲", "zh-Hans") == why
    # The others of the same face are sound.
    assert all(face.glyphs("丙丁，。（ AB", "zh-Hans"))
    assert not any(face.fault(char, "zh-Hans") for char in "丙丁，。（ AB")


def test_a_sound_face_has_all_of_its_characters(tmp_path: Path) -> None:
    face = opened(tmp_path, lambda font: None)
    assert all(face.glyphs(CHARS, "zh-Hans"))
    assert all(face.upright_glyphs(CHARS, "zh-Hans"))


def test_outlines_of_cff_are_looked_at_as_well(tmp_path: Path) -> None:
    def spoil(font: TTFont) -> None:
        pen = T2CharStringPen(1000, None)
        pen.moveTo((0, 0))
        pen.lineTo((500, 500))
        pen.closePath()
        strings = font["CFF "].cff[0].CharStrings
        strings[SPOILT] = pen.getCharString(strings[SPOILT].private, strings.globalSubrs)

    face = opened(tmp_path, spoil, "cff")
    assert face.fault("甲", "zh-Hans") == NO_INK
    assert all(face.glyphs("乙丙丁，", "zh-Hans"))


def test_a_form_for_vertical_lines_is_looked_at_where_it_is_used(tmp_path: Path) -> None:
    face = opened(tmp_path, led("vert", f"sub {SPOILT} by u00020; sub u0FF08 by u0FF0C;"))
    assert face.fault("甲", "zh-Hans", upright=True) == NO_INK
    assert face.glyph("甲", "zh-Hans") and not face.fault("甲", "zh-Hans")
    # In vertical lines brackets are turned into other marks as a rule.
    assert all(face.upright_glyphs("（", "zh-Hans"))


BLANK = (
    " \u00a0\u2002\u2003\u200b\u200c\u200d\u2060\u2800\u3000\u3164\uffa0\u115f\u1160\u034f\ufe00\ufeff\u00ad"
)


def test_what_is_blank_by_its_nature_stays(tmp_path: Path) -> None:
    face = opened(tmp_path, lambda font: None, chars=f"{BLANK}天", inks=dict.fromkeys(BLANK, (0, 0, 0, 0)))
    assert all(face.glyphs(BLANK, "zh-Hans"))
    assert not any(face.fault(char, "zh-Hans") for char in BLANK)


def test_a_space_with_ink_or_without_room_is_none(tmp_path: Path) -> None:
    inked = opened(tmp_path, lambda font: None, chars="天 \u3000", inks={" ": (0, 0, 200, 500)})
    assert (inked.fault(" ", "zh-Hans"), inked.fault("\u3000", "zh-Hans")) == (INK, "")
    (tmp_path / "none").mkdir()
    flat = opened(tmp_path / "none", lambda font: None, chars="天 \u200a", advances={" ": 0, "\u200a": 42})
    assert (flat.fault(" ", "zh-Hans"), flat.fault("\u200a", "zh-Hans")) == (NO_ROOM, "")


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("pos u00041 u00042 -300;", ""),
        ("pos u00041 u00042 -900;", NO_ROOM),
        ("pos u00041 <0 0 -2000 0>;", NO_ROOM),
        ("pos u00041 <100 0 0 0>;", ""),
        ("pos u00041 <5000 0 0 0>;", MOVED),
        ("pos u00041 <-1500 0 0 0>;", MOVED),
        ("pos u00041 <0 300 0 0>;", MOVED),
    ],
)
def test_a_letter_that_is_moved_away_or_onto_its_neighbour_is_none(
    tmp_path: Path, rule: str, why: str
) -> None:
    face = opened(tmp_path, led("kern", rule))
    first = face.shape("AB", "en")[0]
    assert not face.cluster_fault(
        "A", (first.glyph,), 1000
    )  # what was told of it elsewhere counts for nothing here
    told = face.cluster_fault("A", (first.glyph,), first.advance)
    assert (told or face.moved([(first.glyph, first.x_offset, first.y_offset)], first.advance)) == why


def test_a_letter_that_is_set_twice_is_another(tmp_path: Path) -> None:
    face = opened(tmp_path, led("ccmp", "sub u00041 by u00041 u00041;"))
    shaped = face.shape("A", "en")
    assert face.cluster_fault("A", tuple(one.glyph for one in shaped), 2000) == OTHER


def test_marks_and_modifiers_need_no_room_but_ink(tmp_path: Path) -> None:
    marks = "\u0301\u0e34\u302a\u02be\u1161"
    face = opened(tmp_path, lambda font: None, chars=f"{marks}a", advances=dict.fromkeys(marks, 0))
    assert not any(face.fault(char, "zh-Hans") for char in marks)
    (tmp_path / "blank").mkdir()
    face = opened(
        tmp_path / "blank", lambda font: None, chars=f"{marks}a", inks=dict.fromkeys(marks, (0, 0, 0, 0))
    )
    assert {face.fault(char, "zh-Hans") for char in marks} == {NO_INK}


def test_a_square_may_look_like_the_box_for_missing_ones(tmp_path: Path) -> None:
    def boxes(font: TTFont) -> None:
        for name in ("u025A1", "u053E3", SPOILT):
            font["glyf"][name] = font["glyf"][".notdef"]

    face = opened(tmp_path, boxes, chars="□口甲")
    assert all(face.glyphs("□口", "zh-Hans"))
    assert face.fault("甲", "zh-Hans") == BOX


def test_characters_may_share_a_glyph(tmp_path: Path) -> None:
    def share(font: TTFont) -> None:
        for table in font["cmap"].tables:
            table.cmap |= {
                0x2F00: "u04E00",
                0x391: "u00041",
                0x410: "u00041",
                0x212B: "u000C5",
                0x2010: "u0002D",
                0xA0: "u00020",
            }

    face = opened(tmp_path, share, chars="一AÅ- ")
    assert all(face.glyphs("一\u2f00A\u0391\u0410Å\u212b-\u2010 \u00a0", "zh-Hans"))


@pytest.mark.parametrize(
    ("text", "shown", "form"),
    [
        ("角", "⻆", True),
        ("户", "戸", True),
        ("神", "\ufa19", True),
        ("（", "︵", True),
        ("ş", "ș", True),
        ("i", "ı", True),
        ("é", "e", False),
        ("が", "か", False),
        ("ば", "ぱ", False),
        ("“", "”", False),
        ("fi", "ﬁ", True),
        ("①", "➀", True),
        ("—", "―", True),
        ("x", "×", True),
        ("角", "甲", False),
        ("一", "1", False),
        ("fi", "f", False),
        ("A", "B", False),
        ("3", "8", False),
        ("。", "，", False),
        ("天", "。", False),
        ("；", "甲", False),
    ],
)
def test_a_form_of_a_character_is_told_from_another_character(text: str, shown: str, form: bool) -> None:
    assert is_form(text, shown) is form


def test_a_letter_may_be_put_together_of_its_parts() -> None:
    assert is_form("ł", "l", part=True) and is_form("é", "e", part=True)
    assert not is_form("ł", "t", part=True)


@pytest.mark.parametrize(("parts", "why"), [("u00065 u00301", ""), ("u0006F u00301", OTHER)])
def test_a_letter_that_is_put_together_of_another_s_parts_is_none(
    tmp_path: Path, parts: str, why: str
) -> None:
    face = opened(tmp_path, led("ccmp", f"sub u000E9 by {parts};"), chars="éeo\u0301")
    shaped = face.shape("é", "en")
    glyphs = tuple(one.glyph for one in shaped)
    assert len(glyphs) == 2
    assert face.cluster_fault("é", glyphs, sum(one.advance for one in shaped)) == why


def test_a_glyph_that_takes_no_room_of_a_vertical_line_is_none_there(tmp_path: Path) -> None:
    face = opened(tmp_path, lambda font: None, vertical=Vertical(downs={"甲": 0}))
    assert face.fault("甲", "zh-Hans", upright=True) == NO_ROOM
    assert face.upright_glyphs("乙丙", "zh-Hans") == face.glyphs("乙丙", "zh-Hans")
    assert face.glyph("甲", "zh-Hans")


def test_in_vertical_lines_marks_may_be_turned_into_others() -> None:
    assert is_form("→", "↓", upright=True) and not is_form("→", "↓")
    assert is_form("“", "﹃", upright=True) and not is_form("甲", "﹃", upright=True)


WORDS = {
    "a ligature that is a space": ("liga", "sub u00066 u00069 by u00020;", NO_INK),
    "a ligature that is another letter": ("liga", "sub u00066 u00069 by u00041;", OTHER),
    "a letter that another makes blank": ("calt", "sub u00066' u00069 by u00020;", NO_INK),
    "a letter that is another between others": ("calt", "sub u00066' u00069 by u00042;", OTHER),
}


@pytest.mark.parametrize("kind", WORDS)
def test_what_letters_become_together_is_looked_at(tmp_path: Path, kind: str) -> None:
    feature, rule, why = WORDS[kind]
    face = opened(tmp_path, led(feature, rule), chars="ABfi ")
    assert all(face.glyphs("fi", "en"))  # alone they are sound
    first = face.shape("fi", "en")[0]
    text = "fi" if len(face.shape("fi", "en")) == 1 else "f"
    assert face.cluster_fault(text, (first.glyph,), first.advance) == why
    (other,) = face.shape("A", "en")
    assert not face.cluster_fault("A", (other.glyph,), other.advance)


def lookups(rule: str, count: int) -> Spoil:
    """So many lookups one after another, each of which does the same to what the last has made."""

    def spoil(font: TTFont) -> None:
        parts = "".join(f"lookup l{number} {{ {rule} }} l{number};" for number in range(count))
        named = "".join(f"lookup l{number};" for number in range(count))
        addOpenTypeFeaturesFromString(font, f"{parts} feature ccmp {{ {named} }} ccmp;")

    return spoil


ENDLESS: dict[str, Spoil] = {
    "a character": lookups(f"sub {SPOILT} by {' '.join([SPOILT] * 60)};", 10),
    "a character, less often": lookups(f"sub {SPOILT} by {' '.join([SPOILT] * 9)};", 3),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_glyphs_without_end_are_stopped(tmp_path: Path, kind: str) -> None:
    face = opened(tmp_path, ENDLESS[kind])
    started = time.process_time()
    assert face.fault("甲", "zh-Hans") == TOO_MANY
    for number in range(50):
        shaped = face.shape("甲" * (number + 1), "zh-Hans")
        assert len(shaped) <= 2000
    assert time.process_time() - started < 5
    assert all(face.glyphs("乙丙丁", "zh-Hans"))


def test_an_outline_of_very_many_points_is_not_printed(tmp_path: Path) -> None:
    def many(count: int) -> Spoil:
        triangles = [[(x % 900, x // 900), (x % 900 + 40, x // 900), (x % 900, 700)] for x in range(count)]
        return outline(lambda: drawn(*triangles))

    assert opened(tmp_path, many(6000)).fault("甲", "zh-Hans") == TOO_HEAVY
    (tmp_path / "fewer").mkdir()
    assert opened(tmp_path / "fewer", many(1000)).fault("甲", "zh-Hans") == ""


USUAL = "的一是了不在有人我他这中大来上个国，。、；：？！“”‘’（）《》—…·%0123456789ABCxyz角门骨虎龟户戸直"


@pytest.mark.parametrize("role", ROLES)
def test_the_house_s_faces_are_sound(role: str) -> None:
    """Their files are taken at their word, by their hashes: here they are looked at like any other."""
    face = Catalogue.load().resolve(role, 400).face
    looked = Soundness(face.hb_font)
    for lang in ("zh-Hans", "zh-Hant", "ja"):
        for upright, glyphs in ((False, face.glyphs(USUAL, lang)), (True, face.upright_glyphs(USUAL, lang))):
            for char, glyph in zip(USUAL, glyphs, strict=True):
                down = face.advance_down(glyph) if upright else face.advance(glyph)
                if glyph:
                    assert looked.fault(char, (glyph,), down, upright=upright) == "", (char, lang, upright)
