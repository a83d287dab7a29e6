"""The catalogue: roles and their stand-ins, readers' own fonts by every name, ids, and what is refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._n_a_m_e import NameRecord

from fonts import sources
from fonts.catalogue import ROLES, Catalogue
from fonts.errors import FontError
from fonts.files.fontfile import FontFace
from fonts.remembered import MOST_OPENED
from fonts.sums import sha256_of
from layout.typeset.inline import Font
from layout.typeset.units.glyphs import tabular_width
from tests.faces import PLAIN, Design, square_collection, square_face, variable_face


def test_song_and_hei_come_in_every_weight() -> None:
    catalogue = Catalogue.load()
    for role, weight in (("song", 200), ("song", 400), ("song", 900), ("hei", 100), ("hei", 900)):
        found = catalogue.resolve(role, weight)
        assert found.face.id == f"{role}-{weight}"
        assert found.face.axes == (("wght", float(weight)),)
        assert found.fallback is None


def test_an_instance_is_opened_once() -> None:
    catalogue = Catalogue.load()
    face = catalogue.resolve("song", 400).face
    assert catalogue.resolve("Song", 400).face is face
    assert catalogue.resolve("noto serif cjk jp", 400).face is face
    assert catalogue.open(face.sha256, face.index, face.axes) is face
    assert catalogue.resolve("song", 401).face is not face


def test_a_scene_opens_its_faces_in_a_fresh_catalogue(own_folder: Path) -> None:
    first = Catalogue.load(own_folder)
    for role, weight in (("song", 900), ("Second", 400), ("Vary", 650), ("Square", 700)):
        face = first.resolve(role, weight).face
        again = Catalogue.load(own_folder).open(face.sha256, face.index, face.axes)
        assert (again.id, again.file, again.axes) == (face.id, face.file, face.axes)


def test_a_reference_that_nothing_answers_is_refused() -> None:
    catalogue = Catalogue.load()
    song = catalogue.resolve("song", 400).face
    for sha256, index, axes in (
        ("0" * 64, 0, ()),
        (song.sha256, 1, song.axes),
        (song.sha256, 0, ()),
        (song.sha256, 0, (("wght", 901.0),)),
        (song.sha256, 0, (("wdth", 400.0),)),
    ):
        with pytest.raises(FontError):
            catalogue.open(sha256, index, axes)


# Roles


@pytest.mark.parametrize("role", ["kai", "fangsong", "nameplate"])
def test_a_face_that_was_not_fetched_is_played_by_song_and_named(empty_cache: Path, role: str) -> None:
    found = Catalogue.load().resolve(role, 400)
    assert found.face.id == "song-400"
    assert found.wanted == role
    assert found.fallback is not None
    for word in (role, sources.sources_of(role)[0].file, "song stands in", "fonts.fetch"):
        assert word in found.fallback


def test_the_nameplate_falls_back_to_kai_first(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty_cache.mkdir(parents=True)
    path = square_face("中", empty_cache / "pinned.ttf")
    kai = sources.Source("kai", path.name, sha256_of(path), path.stat().st_size)
    monkeypatch.setattr(sources, "SOURCES", (*sources.INSTALLED, kai, sources.NAMEPLATE))
    found = Catalogue.load().resolve("nameplate", 900)
    assert found.face.file == kai.file
    assert found.fallback is not None and "kai stands in" in found.fallback


def test_a_file_that_is_not_the_one_pinned_is_not_used(empty_cache: Path) -> None:
    empty_cache.mkdir(parents=True)
    square_face("中", empty_cache / sources.KAI.file)
    found = Catalogue.load().resolve("kai", 400)
    assert found.face.id == "song-400"
    assert found.fallback is not None and "not the one pinned" in found.fallback


def test_kai_has_the_forms_of_the_paper_s_language() -> None:
    catalogue = Catalogue.load()
    for lang, face in (
        ("zh-Hant", "kai-hant-400"), ("zh-Hant-TW", "kai-hant-400"), ("zh-Hant-HK", "kai-hant-400"),
        ("zh-Hant-MO", "kai-hant-400"), ("zh-Hans", "kai-400"), ("zh-Hantx", "kai-400"), ("ja", "kai-400"), ("", "kai-400"),
    ):  # fmt: skip
        assert catalogue.resolve("kai", 400, lang).face.id == face
    traditional, mainland = (catalogue.resolve("kai", 400, lang).face for lang in ("zh-Hant", "zh-Hans"))
    # 骨 has its corner at the other side.
    assert traditional.ink(traditional.glyph("骨", "zh-Hant")) != mainland.ink(
        mainland.glyph("骨", "zh-Hans")
    )
    # Hong Kong's own characters are in it, or in the first face that helps it out.
    helper = catalogue.stand_ins("kai", 400, "zh-Hant-HK")[0]
    for char in "為着裏衞麪綫嘅嗰咁冇佢哋嚟睇喺乜咗㗎":
        assert traditional.has(char) or helper.has(char), char
    # What one lacks the next has, before Song.
    helpers = [face.id for face in catalogue.stand_ins("kai", 400, "zh-Hant-TW")]
    assert helpers == ["kai-old-400", "kai-400", "song-400"]
    assert [face.id for face in catalogue.stand_ins("kai", 400, "zh-Hans")] == ["song-400"]


def test_without_its_own_face_traditional_kai_is_the_mainland_s_and_that_is_said(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_cache.mkdir(parents=True)
    path = square_face("中", empty_cache / "pinned.ttf")
    kai = sources.Source("kai", path.name, sha256_of(path), path.stat().st_size)
    monkeypatch.setattr(sources, "SOURCES", (*sources.INSTALLED, kai, sources.KAI_HANT, sources.KAI_OLD))
    found = Catalogue.load().resolve("kai", 400, "zh-Hant-TW")
    assert found.face.file == kai.file
    assert found.fallback is not None and "kai stands in" in found.fallback


@pytest.mark.parametrize(
    ("asked", "face"),
    [
        (("serif", 400, False), "serif-400"),
        (("serif", 400, True), "serif-400-italic"),
        (("serif", 640, True), "serif-600-italic"),
        (("serif", 660, False), "serif-700"),
        (("sans", 900, True), "sans-900-italic"),
        (("song", 400, True), "serif-400-italic"),  # the Latin letters of Noto Serif CJK are of its design
        (("hei", 700, True), "sans-700-italic"),
        (("Source Serif Pro", 700, True), "serif-700-italic"),
    ],
)
def test_a_family_has_weights_and_italics(asked: tuple[str, int, bool], face: str) -> None:
    role, weight, italic = asked
    found = Catalogue.load().resolve(role, weight, italic=italic)
    assert (found.face.id, found.fallback) == (face, None)


def test_a_family_without_an_italic_says_so(tmp_path: Path) -> None:
    square_face("中", tmp_path / "one.ttf")
    catalogue = Catalogue.load(tmp_path)
    for name in ("Square", "kai"):
        found = catalogue.resolve(name, 400, italic=True)
        assert found.fallback is not None and found.fallback.endswith("has no italic: the upright is set")
        assert found.face is catalogue.resolve(name, 400).face


def test_song_has_no_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fonts.house.path_of", lambda source: None)
    catalogue = Catalogue.load()
    with pytest.raises(FontError) as caught:
        catalogue.resolve("kai", 400)
    assert "kai" in caught.value.what and caught.value.hint
    assert [role.face for role in catalogue.listing().roles] == [None] * len(ROLES)


def test_another_weight_is_said_where_a_reader_sees_it(tmp_path: Path) -> None:
    square_face("中", tmp_path / "one.ttf")
    variable_face("中", tmp_path / "many.ttf", Design("Vary", "变体"))
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.resolve("Square", 400).fallback is None
    assert catalogue.resolve("Square", 500).fallback is None
    note = catalogue.resolve("Square", 700).fallback
    assert note is not None and "700" in note and "400" in note
    assert catalogue.resolve("Vary", 900).fallback is None
    assert catalogue.resolve("Vary", 1000).face.axes == (("wght", 900.0),)


@pytest.mark.parametrize("weight", [0, -400, 1001])
def test_a_weight_outside_the_scale_is_refused(weight: int) -> None:
    with pytest.raises(FontError, match="1 to 1000"):
        Catalogue.load().resolve("song", weight)


# Readers' own fonts


@pytest.mark.parametrize(
    ("name", "file", "index"),
    [
        ("Square", "square.ttf", 0),
        ("方块体", "square.ttf", 0),
        ("SQUARE regular", "square.ttf", 0),
        ("Square-Regular", "square.ttf", 0),
        ("square-bold", "square-bold.otf", 0),
        ("First", "pair.ttc", 0),
        ("乙体", "pair.ttc", 1),
        ("  second ", "pair.ttc", 1),
        ("变体", "variable.ttf", 0),
    ],
)
def test_own_fonts_answer_to_their_names(own_folder: Path, name: str, file: str, index: int) -> None:
    face = Catalogue.load(own_folder).resolve(name, 400).face
    assert (face.file, face.index) == (file, index)
    assert face.glyph("中", "zh-Hans") == 1
    assert face.advance(1) == 1000


def test_a_family_gives_the_sister_nearest_in_weight(own_folder: Path) -> None:
    catalogue = Catalogue.load(own_folder)
    assert catalogue.resolve("Square", 300).face.file == "square.ttf"
    assert catalogue.resolve("Square", 600).face.file == "square-bold.otf"
    assert catalogue.resolve("方块体", 900).face.file == "square-bold.otf"


def test_a_variable_face_is_set_at_the_weight(own_folder: Path) -> None:
    catalogue = Catalogue.load(own_folder)
    regular, heavy = catalogue.resolve("Vary", 400).face, catalogue.resolve("Vary", 900).face
    assert (regular.ink(1).x_max, heavy.ink(1).x_max) == (1000, 900)
    assert regular.id == "Vary-Regular-wght400" and heavy.id == "Vary-Regular-wght900"


def test_a_name_that_nobody_bears_is_refused_with_the_nearest(own_folder: Path) -> None:
    with pytest.raises(FontError) as caught:
        Catalogue.load(own_folder).resolve("Sqare", 400)
    assert "'Sqare'" in caught.value.what
    assert "'square'" in caught.value.hint


def test_an_earlier_folder_goes_before_a_later_one(tmp_path: Path) -> None:
    for name, chars in (("one", "中"), ("two", "中文")):
        (tmp_path / name).mkdir()
        square_face(chars, tmp_path / name / "square.ttf")
    one, two = tmp_path / "one", tmp_path / "two"
    assert not Catalogue.load(one, two).resolve("Square", 400).face.has("文")
    assert Catalogue.load(two, one).resolve("Square", 400).face.has("文")


def test_ids_tell_every_instance_apart(tmp_path: Path) -> None:
    # Two files and two faces of one collection claim the name; one claims the id of the house's.
    square_face("中", tmp_path / "a.ttf")
    square_face("中文", tmp_path / "b.ttf", design=Design(style="Regular", weight=700))
    square_collection(
        "中", tmp_path / "c.ttc", [Design("Twin", "孪", weight=300), Design("Twin", "孪", weight=800)]
    )
    square_face("中", tmp_path / "d.ttf", design=Design("song", "宋", "400"))
    variable_face("中", tmp_path / "e.ttf", Design("Vary", "变体"))
    catalogue = Catalogue.load(tmp_path)
    asked = [("Square", 400), ("Square", 700), ("Twin", 300), ("Twin", 800), ("song 400", 400)]
    asked += [("Vary", 400), ("Vary", 401), ("song", 400), ("song", 401)]
    ids = [catalogue.resolve(name, weight).face.id for name, weight in asked]
    assert len(set(ids)) == len(asked)
    again = Catalogue.load(tmp_path)
    assert [again.resolve(name, weight).face.id for name, weight in reversed(asked)] == ids[::-1]


def test_a_copy_of_a_house_face_is_the_house_face(tmp_path: Path) -> None:
    source = sources.path_of(sources.HEI)
    assert source is not None
    shutil.copy(source, tmp_path / "copy.ttf")
    catalogue = Catalogue.load(tmp_path)
    face = catalogue.resolve("Noto Sans CJK JP", 400).face
    assert (face.id, face.file) == ("hei-400", sources.HEI.file)


def test_no_folder_and_an_empty_one_hold_nothing(tmp_path: Path) -> None:
    catalogue = Catalogue.load(tmp_path, tmp_path / "nowhere")
    assert catalogue.problems == ()
    (tmp_path / "readme.txt").write_text("no font")
    assert Catalogue.load(tmp_path).problems == ()


# The listing


def test_the_listing_names_every_face_and_role(own_folder: Path) -> None:
    listing = Catalogue.load(own_folder).listing()

    def listed(role: str | None) -> list[FontFace]:
        return [entry.face for entry in listing.faces if entry.role == role]

    own = [(face.file, face.index, face.outlines) for face in listed(None)]
    assert own == [
        ("pair.ttc", 0, "glyf"),
        ("pair.ttc", 1, "glyf"),
        ("square.ttf", 0, "glyf"),
        ("variable.ttf", 0, "glyf"),
        ("bold/square-bold.otf", 0, "cff"),
    ]
    vary = next(face for face in listed(None) if face.family == "Vary")
    assert vary.weights == (200.0, 900.0) and [axis.tag for axis in vary.axes] == ["wght"]
    (song,) = listed("song")
    assert (song.glyph_count, song.licence) == (65535, "OFL-1.1")
    assert [role.role for role in listing.roles] == list(ROLES)
    assert listing.roles[0].face == "song-400"


def test_the_listing_says_what_stands_in(empty_cache: Path) -> None:
    roles = {entry.role: entry for entry in Catalogue.load().listing().roles}
    assert roles["kai"].face == "song-400"
    assert roles["kai"].fallback is not None and roles["song"].fallback is None


def test_setting_with_the_house_faces_needs_neither_fonttools_nor_pip() -> None:
    program = (
        "import sys; from fonts.catalogue import Catalogue; import fonts.fetch\n"
        "Catalogue.load().resolve('song', 400).face.shape('——', 'zh-Hans')\n"
        "sys.exit(', '.join({'fontTools', 'numpy', 'pip', 'importlib.metadata'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def named(path: Path, *records: tuple[int, int, int, int, bytes], design: Design = PLAIN) -> Path:
    """A font whose name table holds these records alone: platform, encoding, language, id, bytes."""
    square_face("中文", path, design=design)
    font = TTFont(path)
    font["name"].names = []
    for platform, encoding, language, name_id, text in records:
        record = NameRecord()
        record.platformID, record.platEncID, record.langID = platform, encoding, language
        record.nameID, record.string = name_id, text
        font["name"].names.append(record)
    font.save(path)
    return path


OLD_NAMES = {
    "Macintosh, simplified": ((1, 25, 33), "试宋体", "gb2312"),
    "Macintosh, traditional": ((1, 2, 19), "試宋體", "big5"),
    "Macintosh, Japanese": ((1, 1, 11), "試明朝", "shift_jis"),
    "Macintosh, Korean": ((1, 3, 23), "시험명조", "euc_kr"),
    "Macintosh that says Roman": ((1, 0, 33), "试宋体", "gb2312"),
    "Windows, PRC": ((3, 3, 2052), "试宋体", "gb2312"),
    "Windows, Big5": ((3, 4, 1028), "試宋體", "big5"),
    "Windows, Shift-JIS": ((3, 2, 1041), "試明朝", "shift_jis"),
    "Windows, Wansung": ((3, 5, 1042), "시험명조", "euc_kr"),
    "Unicode": ((3, 1, 2052), "试宋体", "utf_16_be"),
}


@pytest.mark.parametrize("kind", OLD_NAMES)
def test_names_are_read_in_the_encodings_of_old_systems(tmp_path: Path, kind: str) -> None:
    where, name, encoding = OLD_NAMES[kind]
    named(tmp_path / "a.ttf", (*where, 1, name.encode(encoding)))
    found = Catalogue.load(tmp_path).resolve(name, 400)
    assert (found.face.file, found.fallback) == ("a.ttf", None)


def test_a_font_without_a_name_answers_to_its_file_s(tmp_path: Path) -> None:
    named(tmp_path / "My Song.ttf")
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.resolve("my song", 400).face.file == "My Song.ttf"
    with pytest.raises(FontError) as wrong:
        catalogue.resolve("something else", 400)
    assert "write 'My Song' for My Song.ttf" in wrong.value.hint


def test_a_name_without_what_can_t_be_written_is_meant(tmp_path: Path) -> None:
    text = "\0试\u202e宋\r\n体\u200b\x07"
    named(tmp_path / "a.ttf", (3, 1, 2052, 1, text.encode("utf_16_be")))
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.resolve("试宋 体", 400).face.family == "试宋 体"
    with pytest.raises(FontError) as wrong:
        catalogue.resolve("试宋体", 400)
    assert wrong.value.hint == "did you mean '试宋 体' (it is a.ttf)?"


def test_a_name_of_ten_thousand_characters_does_no_harm(tmp_path: Path) -> None:
    text = ("很长的名字" * 2000).encode("utf_16_be")
    named(tmp_path / "a.ttf", (3, 1, 2052, 1, text), (3, 1, 1033, 6, b"\0A" * 10_000))
    catalogue = Catalogue.load(tmp_path)
    face = catalogue.resolve("a", 400).face
    assert (len(face.family), len(face.id)) == (80, 63)
    with pytest.raises(FontError) as wrong:
        catalogue.resolve("很长的名", 400)
    assert len(str(wrong.value)) < 400


def test_two_fonts_of_one_name_are_told(tmp_path: Path) -> None:
    square_face("中", tmp_path / "b.ttf")
    square_face("中文", tmp_path / "a.ttf")
    found = Catalogue.load(tmp_path).resolve("Square", 400)
    assert found.face.file == "a.ttf"
    assert found.fallback == "a.ttf and b.ttf are both called 'Square': a.ttf is set"
    # A second copy of the same bytes is the same font, and another weight is asked for by its number.
    (tmp_path / "b.ttf").write_bytes((tmp_path / "a.ttf").read_bytes())
    square_face("中", tmp_path / "c.ttf", design=Design(weight=700))
    assert Catalogue.load(tmp_path).resolve("Square", 400).fallback is None


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="where files are mapped is told by Linux")
def test_a_process_that_stays_lets_go_of_fonts(tmp_path: Path) -> None:
    for number in range(3 * MOST_OPENED):
        square_face(f"中{chr(0x4E00 + number)}", tmp_path / "new.ttf")
        (tmp_path / "new.ttf").replace(tmp_path / "own.ttf")
        face = Catalogue.load(tmp_path).resolve("Square", 400).face
        tabular_width(face, Font(face, 1000))
    mapped = [line for line in Path("/proc/self/maps").read_text().splitlines() if str(tmp_path) in line]
    assert 0 < len(mapped) <= MOST_OPENED
    assert len(list(Path("/proc/self/fd").iterdir())) < 100
