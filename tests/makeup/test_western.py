"""Pages of words with spaces: hyphens, heads with descenders, wide gaps, and what proofs say in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonts.catalogue import Catalogue
from layout.makeup.heads.headstack import DESCENDER_THOUSANDTHS
from layout.makeup.text.lineproblems import WIDE_WORD_SPACE_EM, _widest_word_space
from layout.scene import Line
from layout.scene.deskwords import desk_words
from tests.editions import Draft, block, ids, lines, paper_with, region, story

WORDS = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, "
    "it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of "
    "Darkness, it was the spring of hope, it was the winter of despair, we had everything before us."
)


def english(text: str, columns: str, *, profile: str = "en", legs: int = 1, **front: object) -> Draft:
    styles = {
        name: {"face": "song", "size": size, "profile": profile}
        for name, size in (("body", 10), ("headline", 30), ("deck", 14))
    }
    paper = paper_with(styles=styles)
    paper["lang"] = "en"
    headline = str(front.pop("headline", "Long years"))
    return Draft(
        [block("a", columns, "1-40", legs=legs)],
        {"a": story(headline, text, lang="en", **front)},
        paper=paper,
    )


def hyphenated(found: list[Line]) -> list[Line]:
    return [line for line in found if line.runs[-1].texts[-1] == ""]


def test_the_hyphen_stands_at_its_word_and_is_as_wide_as_the_copys(tmp_path: Path) -> None:
    """A Chinese face sets U+2010 in an em of its own: half an em of white before a hyphen, and loose lines."""
    outcome = english(WORDS, "1").set(tmp_path)
    parted = hyphenated(lines(region(outcome.made.scene, "a")))
    assert len(parted) > 2
    ref = next(one for one in outcome.made.scene.faces if one.id == parted[0].runs[-1].face)
    face = Catalogue.load().open(ref.sha256, ref.index, ref.axes)
    wide, narrow = (face.advance(face.glyph(char, "en")) for char in "‐-")
    assert narrow < 500 < wide  # the control: the face has both, and one is an em wide
    for line in parted:
        word, hyphen = line.runs[-2:]
        assert hyphen.glyphs == (face.glyph("-", "en"),)
        end = word.x + word.xs[-1] + face.advance(word.glyphs[-1]) * word.size // 1000
        assert abs(hyphen.x - end) <= 20  # kerned or not: two hundredths of a point
        assert line.x + line.measure == hyphen.x + hyphen.xs[-1] + narrow * hyphen.size // 1000


def test_descenders_keep_clear_of_the_tier_below(tmp_path: Path) -> None:
    def gap(folder: str, lang: str, headline: str = "Long years") -> int:
        draft = english(WORDS * 2, "1-6", profile=lang, deck="Deck", headline=headline)
        scene = draft.set(tmp_path / folder).made.scene
        (head,), (deck,) = (lines(region(scene, "a"), role) for role in ("headline", "deck"))
        return deck.baseline - head.baseline

    western = gap("en", "en")
    # A descender of 0.25 em ends above the capitals of the line below (0.73 em).
    assert western - 30_000 // 4 - 14_000 * 73 // 100 > 0
    # In a Chinese profile, whose em boxes are solid, a line that has descenders keeps as clear, and no other.
    without = gap("none", "zh-Hans-newspaper", "Harsh times")
    assert gap("zh", "zh-Hans-newspaper") - without >= 30_000 * DESCENDER_THOUSANDTHS // 1000
    assert western - without >= 30_000 * DESCENDER_THOUSANDTHS // 1000


def test_wide_gaps_between_words_are_told_by_the_paragraph(tmp_path: Path) -> None:
    text = "HARBOUR LIGHTS AND OLD BUILDINGS " * 4 + "end."  # names: none is divided
    outcome = english(text, "1").set(tmp_path)
    found = lines(region(outcome.made.scene, "a"))
    loose = [line for line in found if line.step == "stretch:all"]
    short = [line for line in found if line.step == "underfull"]
    assert len(loose) > 1 and len(short) > 1
    problem, left = (one for one in outcome.problems if one.id in ("loose-line", "short-line"))
    assert problem.what.startswith(f"The gaps of {len(loose)} lines are wide")
    assert problem.what.endswith(" em.")
    assert loose[0].span is not None
    assert (problem.where.field, problem.where.character) == ("body[0]", loose[0].span.start)
    lacking = max(line.measure - line.width for line in short) / 1000
    assert left.what.startswith(f"Nothing in {len(short)} lines can be opened further")
    assert left.what.endswith(f" is {lacking:.1f} pt short.")
    assert "loose-line" not in ids(english(WORDS, "1-6").set(tmp_path / "wide"))
    usual = english(WORDS, "1-2").set(tmp_path / "usual")
    wide = [line for line in lines(region(usual.made.scene, "a")) if line.step == "stretch:all"]
    spaces = [_widest_word_space(line) for line in wide]
    assert ("loose-line" in ids(usual)) is any(space > WIDE_WORD_SPACE_EM for space in spaces)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh-Hant-TW", "溢出2行23字"),
        ("ja", "あふれ2行23字"),
        ("en", "2 lines, 23 characters over"),
        ("de", "2 lines, 23 characters over"),
    ],
)
def test_a_proof_says_what_is_over_in_the_papers_language(lang: str, said: str) -> None:
    assert desk_words(lang).overset.format(lines=2, characters=23) == said


def test_a_missing_picture_is_named_in_the_papers_language(tmp_path: Path) -> None:
    photo = {"kind": "photo", "photo": "p", "columns": "1-3", "lines": "1-20"}
    for lang, said in (("zh-Hans", "缺图 FPO p.jpg"), ("en", "No picture (FPO) p.jpg")):
        paper = paper_with()
        paper["lang"] = lang
        draft = Draft([photo], photos={"p": {"file": "p.jpg", "caption": "x"}}, paper=paper)
        found = region(draft.set(tmp_path / lang).made.scene, "p")
        assert next(line.text for line in lines(found, "fpo")) == said


@pytest.mark.parametrize("align", ["start", "center", "end"])
def test_ragged_words_on_several_lines_are_set(align: str, tmp_path: Path) -> None:
    """The profile of English has two steps of adjustment, fewer than those of Chinese."""
    styles = {
        name: {"face": "song", "size": 10, "align": align, "profile": "en"} for name in ("body", "subhead")
    }
    draft = english(WORDS, "1")
    draft.stories = {"a": story("Long", "It left.", "## Lights in the afternoon and here", WORDS, lang="en")}
    assert isinstance(draft.paper, dict)
    draft.paper["styles"] |= styles
    found = region(draft.set(tmp_path).made.scene, "a")
    assert len(lines(found, "subhead")) > 1 and len(lines(found)) > 5
    assert not any(line.justified for line in lines(found))
