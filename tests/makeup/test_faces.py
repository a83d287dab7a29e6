"""Which face sets a character on a page, and what is told where it is not the one that the style names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from content.problems import Problem, Refused
from fonts.catalogue import Catalogue
from layout.makeup.wardrobe import Dress, open_wardrobe
from layout.plan.paper import Paper
from layout.publish import Outcome, set_edition
from tests.editions import PAPER, Draft, block, ids, lines, paper_with, region, story
from tests.faces import Design, square_face

SONG = "Noto Serif CJK JP (NotoSerifCJKjp-VF.ttf)"


def outcome_of(
    folder: Path, text: str, fonts: dict[str, str], blank: str = "", face: str = "Square", **style: Any
) -> Outcome:
    """A story whose body is set in `face`; `fonts` are own files and their characters, of which `blank` have no ink."""
    body = {**PAPER["styles"]["body"], "strong": None, "emphasis": None, "face": face, **style}
    draft = Draft(
        [block("a", "1-6", "1-20")], {"a": story("题", text)}, paper=paper_with(styles={"body": body})
    )
    root = draft.write(folder / "edition")
    (root / "fonts").mkdir()
    for name, chars in fonts.items():
        path = square_face(chars, root / "fonts" / name, design=Design(Path(name).stem.title()))
        font = TTFont(path)
        for char in blank:
            font["glyf"][f"u{ord(char):05X}"] = Glyph()
        font.save(path)
    return set_edition(root)[0]


def set_in(outcome: Outcome) -> dict[str, str]:
    """The text of the body that each face sets."""
    found: dict[str, str] = {}
    for line in lines(region(outcome.made.scene, "a")):
        for run in line.runs:
            found[run.face] = found.get(run.face, "") + "".join(run.texts)
    return found


def told(outcome: Outcome, id: str) -> list[Problem]:
    return [problem for problem in outcome.problems if problem.id == id]


def test_another_face_stands_in_for_glyphs_without_ink_and_that_is_told_once(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天地玄黄天。\n\n地天AB", {"square.ttf": "天地玄黄。AB"}, blank="天黄B")
    assert set_in(outcome) == {"Square-Regular": "地玄。地", "song-400": "天黄天天AB"}
    (problem,) = told(outcome, "stand-in-character")
    assert problem.what == f"Square (square.ttf) has a glyph without ink for “天黄B”: {SONG} stands in."
    assert (problem.severity, problem.where.file, problem.where.line) == ("warning", "stories/a.md", 5)
    assert (problem.where.page, problem.where.block, problem.where.character) == ("A01", "a", 0)


def test_a_sound_face_sets_all_of_its_characters_and_nothing_is_told(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天地玄黄天。AB", {"square.ttf": "天地玄黄。AB"})
    assert set_in(outcome) == {"Square-Regular": "天地玄黄天。AB"}
    assert not {"stand-in-character", "missing-character", "unknown-variant"} & set(ids(outcome))


def test_a_character_that_a_face_just_has_not_is_set_by_song_in_silence(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天地玄", {"square.ttf": "天玄"})
    assert set_in(outcome) == {"Square-Regular": "天玄", "song-400": "地"}
    assert not told(outcome, "stand-in-character")


def test_a_glyph_without_ink_that_no_face_can_stand_in_for_is_missing(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天\ue000地", {"square.ttf": "天地\ue000"}, blank="\ue000")
    (problem,) = told(outcome, "missing-character")
    assert problem.severity == "press" and problem.where.character == 1
    assert "(U+E000); 〓 stands in for it. Square (square.ttf) has a glyph without ink" in problem.what


def test_of_very_many_characters_some_are_named(tmp_path: Path) -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E40)))
    outcome = outcome_of(tmp_path, many, {"square.ttf": many}, blank=many)
    (problem,) = told(outcome, "stand-in-character")
    assert f"“{many[:20]}” and 44 more" in problem.what


def test_a_heap_of_accents_gives_no_long_message(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天龘" + "\u0489" * 3000 + "地", {"square.ttf": "天地"}, face="Square")
    (problem,) = told(outcome, "missing-character")
    assert "and 2985 more" in problem.what and len(problem.what) < 400


def test_a_headline_is_told_of_too(tmp_path: Path) -> None:
    paper = paper_with(styles={"headline": {**PAPER["styles"]["headline"], "face": "Square"}})
    draft = Draft([block("a", "1-6", "1-20")], {"a": story("天A", "地")}, paper=paper)
    root = draft.write(tmp_path / "edition")
    (root / "fonts").mkdir()
    path = square_face("天A", root / "fonts" / "square.ttf")
    font = TTFont(path)
    font["glyf"]["u00041"] = Glyph()
    font.save(path)
    (problem,) = told(set_edition(root)[0], "stand-in-character")
    assert "'A' (U+0041)" in problem.what and problem.where.field == "headline[0]"


def test_a_form_that_a_face_does_not_know_is_set_by_one_that_does_and_told(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天辻\U000e0101地辻玄", {"square.ttf": "天地玄辻"})
    assert set_in(outcome) == {"Square-Regular": "天地辻玄", "song-400": "辻\U000e0101"}
    (problem,) = told(outcome, "unknown-variant")
    assert "(U+8FBB U+E0101)" in problem.what and problem.what.endswith(f": {SONG} sets it.")
    assert (problem.severity, problem.where.character) == ("warning", 1)
    # The forms of the language don't undo it: the mainland writes 辻 otherwise.
    song = Catalogue.load().resolve("song", 400).face
    (glyph,) = (
        glyph
        for line in lines(region(outcome.made.scene, "a"))
        for run in line.runs
        for glyph, text in zip(run.glyphs, run.texts, strict=True)
        if run.face == "song-400" and text
    )
    assert glyph == song.shape("辻\U000e0101", "ja")[0].glyph != song.glyph("辻", "zh-Hans")


def test_a_selector_that_a_face_maps_to_a_blank_is_not_known_for_that(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天辻\U000e0101地", {"square.ttf": "天地辻\U000e0101"}, blank="\U000e0101")
    assert [one.where.character for one in told(outcome, "unknown-variant")] == [1]


def test_of_a_form_that_no_face_knows_the_usual_one_is_set_and_its_text_is_kept(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "天葛\U000e01ef地，\ufe01龙\ufe00", {"square.ttf": "天地葛，龙"})
    assert "".join(set_in(outcome).values()).count("葛\U000e01ef") == 1
    assert [problem.where.character for problem in told(outcome, "unknown-variant")][:1] == [1]
    assert "(U+845B U+E01EF)" in told(outcome, "unknown-variant")[0].what
    assert all("the usual form is set" in one.what for one in told(outcome, "unknown-variant")[:1])


@pytest.mark.parametrize("text", ["天地", "☎\ufe0e地", "天\u200b地\u2060", "天\u3000地"])
def test_no_selector_for_a_form_is_told_where_there_is_none(tmp_path: Path, text: str) -> None:
    outcome = outcome_of(tmp_path, text, {"square.ttf": "天地☎\u3000"})
    assert not {"unknown-variant", "missing-character", "stand-in-character"} & set(ids(outcome))


def test_an_own_face_sets_what_none_of_the_others_has(tmp_path: Path) -> None:
    fonts = {"a.ttf": "天\ue000", "b.ttf": "\ue000\ue001"}
    outcome = outcome_of(tmp_path, "天\ue000地\ue001", fonts, face="song")
    assert set_in(outcome) == {"song-400": "天地", "A-Regular": "\ue000", "B-Regular": "\ue001"}
    assert "missing-character" not in ids(outcome)
    # Without them there is 〓.
    outcome = outcome_of(tmp_path / "without", "天\ue000地\ue001", {}, face="song")
    assert set_in(outcome) == {"song-400": "天\ue000地\ue001"}
    assert ids(outcome).count("missing-character") == 2


FEATURES = {
    "none of the face's": ({"smcp": True}, ["smcp"]),
    "misspelt": ({"liag": False}, ["liag"]),
    "in capitals": ({"KERN": True}, ["KERN"]),
    "several": ({"ss01": True, "kern": True, "onum": True}, ["ss01", "onum"]),
    "the face's own": ({"kern": True, "liga": False}, []),
    "made in any face": ({"tnum": True}, []),
    "off, and not there": ({"smcp": False}, []),
}


@pytest.mark.parametrize("kind", FEATURES)
def test_a_feature_that_changes_nothing_is_told(tmp_path: Path, kind: str) -> None:
    features, wrong = FEATURES[kind]
    outcome = outcome_of(tmp_path, "天AB", {}, face="song", features=features)
    found = told(outcome, "unknown-feature")
    assert [problem.where.field for problem in found] == [f"styles.body.features.{tag}" for tag in wrong]
    for problem, tag in zip(found, wrong, strict=True):
        assert f"Style 'body': {SONG} has no feature {tag!r} for zh-Hans" in problem.what
        assert problem.where.file == "paper.yaml" and problem.where.line
    if kind in ("misspelt", "in capitals"):
        assert "did you mean" in found[0].hint and "OpenType knows none" in found[0].what


def dress_in(profile: str, **style: Any) -> Dress:
    style = {"size": 9, "profile": profile, **style}
    paper = paper_with(styles={"body": style})
    return open_wardrobe(Paper.model_validate(paper), Catalogue.load())["body"]


@pytest.mark.parametrize(
    ("profile", "style", "strong", "emphasis"),
    [
        ("en", {"face": "serif"}, "serif-700", "serif-400-italic"),
        ("en", {"face": "serif", "italic": True}, "serif-700-italic", "serif-400"),
        ("en", {"face": "sans", "weight": 700}, "sans-900", "sans-700-italic"),
        ("en", {"face": "song"}, "song-700", "serif-400-italic"),
        ("en", {"face": "serif", "emphasis": {"face": "hei"}}, "serif-700", "hei-400"),
        ("ko", {"face": "song"}, "hei-600", "hei-400"),
        ("zh-Hans-newspaper", {"face": "song"}, "hei-600", "kai-400"),
        ("zh-Hant-TW", {"face": "song"}, "hei-600", "kai-hant-400"),
        ("zh-Hant-HK", {"face": "song"}, "hei-600", "kai-hant-400"),
    ],
)
def test_emphasis_is_what_the_language_s_readers_know(
    profile: str, style: dict[str, Any], strong: str, emphasis: str
) -> None:
    dress = dress_in(profile, **style)
    assert (dress.strong.face.id, dress.emphasis.face.id) == (strong, emphasis)


def test_italics_stand_on_the_page_and_small_capitals_come_from_the_face(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, "The *Courier* said so.", {}, face="serif", profile="en")
    assert set_in(outcome) == {"serif-400": "The  said so.", "serif-400-italic": "Courier"}
    plain = dress_in("en", face="serif").font.face
    capitals = [glyph.glyph for glyph in plain.shape("abc", "en", {"smcp": True})]
    assert capitals != [glyph.glyph for glyph in plain.shape("abc", "en")]


def test_a_family_without_an_italic_says_so_where_one_is_asked_for(tmp_path: Path) -> None:
    fonts = {"square.ttf": "天地Aab."}
    outcome = outcome_of(tmp_path / "asked", "Aab.", fonts, italic=True, profile="en")
    (problem,) = told(outcome, "face-fallback")
    assert problem.what == "Square has no italic: the upright is set."
    # Where nobody asked, words are still set off: by the house's own italic.
    quiet = outcome_of(tmp_path / "quiet", "A*ab*.", fonts, profile="en")
    assert set_in(quiet) == {"Square-Regular": "A.", "serif-400-italic": "ab"}
    assert not told(quiet, "face-fallback")


def test_a_face_or_feature_that_is_not_there_is_told_for_every_kind_of_text(tmp_path: Path) -> None:
    outcome = outcome_of(
        tmp_path, "Aab.", {}, face="serif", italic=True, features={"smcp": True}, profile="en"
    )
    (problem,) = told(outcome, "unknown-feature")
    assert "has no feature 'smcp' for en: it changes nothing" in problem.what
    assert problem.where.field == "styles.body.features.smcp"
    with pytest.raises(Refused) as refused:
        dress_in("en", face="serif", strong={"face": "Sorce Serif"}, emphasis={"face": "kay"})
    assert [problem.where.field for problem in refused.value.problems] == [
        "styles.body.strong.face",
        "styles.body.emphasis.face",
    ]


@pytest.mark.parametrize(
    ("profile", "own", "tracking"),
    [
        ("ko", {}, -0.04),
        ("ko", {"tracking_em": 0}, 0),
        ("ko", {"tracking_em": 0.1}, 0.1),
        ("ja-newspaper", {}, 0),
    ],
)
def test_a_style_that_says_no_tracking_has_the_profile_s(
    tmp_path: Path, profile: str, own: dict[str, Any], tracking: float
) -> None:
    outcome = outcome_of(
        tmp_path, "天地玄黄", {"own.ttf": "天地玄黄"}, face="Own", profile=profile, size=10, **own
    )
    [run] = [run for line in lines(region(outcome.made.scene, "a")) for run in line.runs if "天" in run.texts]
    assert [x - run.xs[0] for x in run.xs] == [round(number * (1 + tracking) * 10_000) for number in range(4)]
