"""The build proves from the scene that no copy was lost; here the proof itself is put to the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from layout.publish import set_edition
from layout.reading.folder import load_edition
from layout.scene import Beside, CopyText, GlyphRun, Ink, Line, Overset, Region, Rule, Scene, Span
from layout.scene.proofs.copyproof import lost_copy
from tests.editions import Draft, block, prose, story
from tests.proof.scenes import down, small
from tests.proof.scenes import scene as small_scene
from tests.proof.scenes import story as small_story

WUJIN = Path(__file__).parents[2] / "content" / "editions" / "wujin"

Change = Callable[[Scene], Scene]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A story in three legs with a head and an overset, and a photo with caption and credit."""
    draft = Draft(
        blocks=[
            block("a", "1-3", "1-12"),
            {"kind": "photo", "photo": "p", "columns": "4-6", "lines": "1-20"},
        ],
        stories={"a": story("标 题", prose(200), "## 小标题", prose(200), lead_in="本报讯", deck="副题")},
        photos={"p": {"file": "p.jpg", "caption": prose(60), "credit": "某某 摄"}},
    )
    return draft.set(tmp_path_factory.mktemp("copyproof")).made.scene


def with_region(scene: Scene, name: str, change: Callable[[Region], Region]) -> Scene:
    [page] = scene.pages
    regions = tuple(change(one) if one.id == name else one for one in page.regions)
    return replace(scene, pages=(replace(page, regions=regions),))


def with_line(number: int, change: Callable[[Line], tuple[Line, ...]]) -> Change:
    """Changes the story's line of that number, counted over head and body."""

    def changed(region: Region) -> Region:
        spots = [at for at, item in enumerate(region.items) if isinstance(item, Line)]
        at = spots[number]
        line = region.items[at]
        assert isinstance(line, Line)
        return replace(region, items=(*region.items[:at], *change(line), *region.items[at + 1 :]))

    return lambda scene: with_region(scene, "a", changed)


def moved(line: Line, by: int) -> Line:
    assert line.span is not None
    return replace(line, span=replace(line.span, start=line.span.start + by, end=line.span.end + by))


def with_text(line: Line, *texts: str) -> Line:
    run: GlyphRun = line.runs[-1]
    return replace(line, runs=(*line.runs[:-1], replace(run, texts=(*texts, *run.texts[len(texts) :]))))


def test_a_sound_scene_has_lost_nothing(scene: Scene) -> None:
    assert lost_copy(scene) == ()


CHANGES: list[tuple[str, Change, str]] = [
    ("a body line is lost", with_line(8, lambda line: ()), "is on no page and in no overset"),
    ("the headline is lost", with_line(0, lambda line: ()), "is on no page and in no overset"),
    ("a line stands twice", with_line(8, lambda line: (line, line)), "is on the pages twice"),
    ("a character is another", with_line(8, lambda line: (with_text(line, "错"),)), "on the page and"),
    ("a character is gone", with_line(8, lambda line: (with_text(line, ""),)), "on the page and"),
    ("a character is added", with_line(8, lambda line: (with_text(line, "天天"),)), "on the page and"),
    ("a mark is another", with_line(3, lambda line: (with_text(line, "；"),)), "on the page and"),
    ("a line says it is the next", with_line(8, lambda line: (moved(line, 1),)), "on the page and"),
    (
        "a line is of no story",
        with_line(8, lambda line: (line, replace(line, span=Span("b", "body[0]", 0, 5)))),
        "is on a page and in no story",
    ),
    (
        "the overset is forgotten",
        lambda scene: with_region(scene, "a", lambda region: replace(region, overset=None)),
        "is on no page and in no overset",
    ),
    (
        "the photo's region is lost",
        lambda scene: with_region(scene, "p", lambda region: replace(region, items=())),
        "is on no page and in no overset",
    ),
]


@pytest.mark.parametrize(
    ("change", "says"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES]
)
def test_what_is_lost_doubled_or_changed_is_found(scene: Scene, change: Change, says: str) -> None:
    found = lost_copy(change(scene))
    assert found
    for problem in found:
        assert (problem.id, problem.severity) == ("copy-lost", "press")
        assert problem.where.story and problem.where.field and problem.where.character is not None
    assert any(says in problem.what for problem in found)


def annotated(*texts: str, rules: int = 1, second: bool = False) -> Scene:
    """Two vertical lines: 漢字 has ruby and a line beside it in the copy; on the page, the first has `texts`."""
    copy = CopyText(
        "lead",
        "body[0]",
        "漢字を読む",
        (Beside(0, 1, "かん"), Beside(1, 2, "じ"), Beside(0, 2, ""), Beside(3, 4, "よ")),
    )
    lines = []
    for line, start, beside in zip(down("漢字を", "読む"), (0, 3), (texts, ("よ",)), strict=True):
        span = Span("lead", "body[0]", start, start + len(line.text))
        notes = [small(text, line, 0, 5_000) for text in beside]
        rule = Rule(0, 0, 0, 9, 9, Ink())
        lines.append(
            replace(line, span=span, runs=(*line.runs, *notes), marks=(rule,) * (rules if start == 0 else 0))
        )
    shown = lines[:1] if second else lines
    over = Overset(1, 2, "読む", (Span("lead", "body[0]", 3, 5),)) if second else None
    return replace(small_scene(replace(small_story(), items=tuple(shown), overset=over)), copy=(copy,))


def test_what_is_beside_copy_may_not_vanish() -> None:
    assert lost_copy(annotated("かん", "じ")) == ()
    # The order in which it is drawn is the setter's; of what is overset nothing is looked for.
    assert lost_copy(annotated("じ", "かん")) == ()
    assert lost_copy(annotated("かん", "じ", second=True)) == ()


@pytest.mark.parametrize(
    ("texts", "rules", "says"),
    [
        (("かん",), 1, "has “かん” beside it on the page and “かんじ” in the copy"),
        ((), 1, "has “” beside it on the page and “かんじ” in the copy"),
        (("かん", "じ", "じ"), 1, "has “かんじじ” beside it"),
        (("かん", "ぢ"), 1, "has “かんぢ” beside it"),
        (("かん", "じ"), 0, "has 0 lines beside it on the page and 1 in the copy"),
    ],
)
def test_what_is_lost_beside_copy_is_found(texts: tuple[str, ...], rules: int, says: str) -> None:
    (problem,) = lost_copy(annotated(*texts, rules=rules))
    assert (problem.id, problem.severity, problem.where.character) == ("copy-lost", "press", 0)
    assert says in problem.what


def test_an_annotation_that_no_copy_has_is_found() -> None:
    made = annotated("かん", "じ")
    bare = replace(made, copy=tuple(replace(one, beside=()) for one in made.copy))
    assert [problem.where.character for problem in lost_copy(bare)] == [0, 3]


def test_a_private_character_counts_as_copy(tmp_path: Path) -> None:
    draft = Draft(blocks=[block("a", "1", "1-9")], stories={"a": story("", "天\ue000地。")})
    scene = draft.set(tmp_path).made.scene
    assert lost_copy(scene) == ()

    def without(line: Line) -> tuple[Line, ...]:
        runs = tuple(
            replace(run, texts=tuple(t.replace("\ue000", "") for t in run.texts)) for run in line.runs
        )
        return (replace(line, runs=runs),)

    assert lost_copy(with_line(0, without)(scene))


@pytest.mark.parametrize("root", [WUJIN, None], ids=["the sample", "a story with every part"])
def test_the_proof_covers_every_part_of_every_story_and_photo(tmp_path: Path, root: Path | None) -> None:
    """The scene's own list of copy holds all that the files hold: else the proof would prove nothing."""
    if root is None:
        root = Draft(
            blocks=[
                block("a", "1-3", "1-40"),
                {"kind": "photo", "photo": "p", "columns": "4", "lines": "1-9"},
            ],
            stories={
                "a": story(
                    ["标题一", "标题二"],
                    prose(50),
                    "## 小标题",
                    "**天**地*玄*黄{宇宙|yǔ|zhòu}。",
                    kicker="引题",
                    deck=["副题一", "副题二"],
                    byline="某某",
                    lead_in="本报讯",
                )
            },
            photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "某某 摄", "stand_in": "（替代图）"}},
        ).write(tmp_path)
    edition = load_edition(root)
    copies = set_edition(root)[0].made.scene.copy
    listed = {(one.story, one.part): one.text for one in copies}
    beside = {(one.story, one.part): [each.text for each in one.beside] for one in copies}
    for name, one in edition.stories.items():
        lead_in = one.lead_in or ""
        for part in one.parts:
            if part.field == "lead_in":
                continue
            if part.over is not None:
                assert beside[name, part.field.partition(".")[0]].pop(0) == part.text
                continue
            text = listed.pop((name, part.field))
            if lead_in and part.field.startswith("body") and text.startswith(lead_in):
                text, lead_in = text.removeprefix(lead_in), ""
            assert text == part.text
        assert not lead_in
    for name, photo in edition.photos.items():
        for field in ("caption", "credit", "stand_in"):
            if getattr(photo, field):
                assert listed.pop((name, field)) == getattr(photo, field)
    assert not listed
    assert not any(beside.values())
