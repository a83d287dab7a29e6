"""A paper's own setting profile: a file beside paper.yaml, checked with file, line, field and a hint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content.problems import Place, Problem, Refused
from layout.plan.profile import load_profile
from layout.publish import set_edition
from layout.reading.profiles import find_profile, profiles_beside
from tests.editions import Draft, block, paper_with, prose, story

HERE = Place(file="paper.yaml", line=9, field="styles.body.profile")


def refused(folder: Path, text: str, name: str = "my.yaml") -> Problem:
    """What is wrong with a profile's file."""
    (folder / "my.yaml").write_text(text, "utf-8")
    with pytest.raises(Refused) as caught:
        profiles_beside(folder)(name, HERE)
    [problem] = caught.value.problems
    assert problem.hint
    assert str(folder) not in str(problem)
    return problem


def test_a_profile_is_found_by_name_or_by_file(tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text(
        "name: my house\nextends: zh-Hans-newspaper\nhan_latin_gap_em: {natural: 0.125}\nkeep_together: [武进日报]\n",
        "utf-8",
    )
    find = profiles_beside(tmp_path)
    assert find("ja-book", HERE) is find_profile("ja-book", HERE) is load_profile("ja-book")
    own = find("my.yaml", HERE)
    assert (own.name, own.lang, own.han_latin_gap_em.natural) == ("my house", "zh-Hans", 0.125)
    assert own.keep_together == ("武进日报",)
    assert own.units == load_profile("zh-Hans-newspaper").units


def test_a_profile_may_start_from_another_file(tmp_path: Path) -> None:
    folder = tmp_path / "setting"
    folder.mkdir()
    (folder / "base.yaml").write_text("name: base\nextends: ko\nbreak_hangul: word\n", "utf-8")
    (folder / "own.yaml").write_text("name: own\nextends: base.yaml\nnumber_prefixes: 제\n", "utf-8")
    own = profiles_beside(tmp_path)("setting/own.yaml", HERE)
    assert (own.name, own.lang, own.break_hangul, own.number_prefixes) == ("own", "ko", "word", "제")


@pytest.mark.parametrize(
    ("text", "id", "where", "words"),
    [
        ("name: my\nextends: ko\nunit: 원\n", "unknown-key", "my.yaml:3 · unit", "units"),
        ("name: my\nextends: ko\nlevel: loose\n", "bad-value", "my.yaml:3 · level", "none"),
        (
            "name: my\nextends: ko\nword_space_em:\n  shrink_to: wide\n",
            "wrong-type",
            "my.yaml:4 · word_space_em.shrink_to",
            "number",
        ),
        (
            "name: my\nextends: ko\nclasses: {opener: （, closer: （）}\n",
            "double-class",
            "my.yaml:3 · classes.closer",
            "one class",
        ),
        (
            "name: my\nextends: ko\nclasses: {middle: ·，}\n",
            "double-class",
            "my.yaml:3 · classes.middle",
            "write `pause` here, too, without it",
        ),
        (
            "name: my\nextends: ko\nshrink_order: [pause, pause]\n",
            "double-step",
            "my.yaml:3 · shrink_order",
            "twice",
        ),
        ("name: my\nextends: klingon\n", "unknown-profile", "my.yaml:2 · extends", "zh-Hans-newspaper"),
        ("name: my\nextends: my.yaml\n", "circular-profile", "my.yaml:2 · extends", "starts from itself"),
        ("name: my\nextends: ../else.yaml\n", "outside-edition", "my.yaml:2 · extends", "leads out"),
        ("name: my\nextends: else.yaml\n", "missing-file", "my.yaml:2 · extends", "else.yaml"),
        (
            "name: my\nextends: en\nhyphens: {lang: tlh}\n",
            "no-dictionary",
            "my.yaml:3 · hyphens.lang",
            "en_US",
        ),
        ("- a list\n", "not-a-mapping", "my.yaml:1", "mapping"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    tmp_path: Path, text: str, id: str, where: str, words: str
) -> None:
    problem = refused(tmp_path, text)
    assert (problem.id, str(problem.where)) == (id, where)
    assert words in f"{problem.what} {problem.hint}"


def test_a_mark_may_move_from_one_class_of_the_base_to_another(tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text(
        "name: my\nextends: ko\nclasses: {pause: 、；：, middle: ·，}\n", "utf-8"
    )
    classes = profiles_beside(tmp_path)("my.yaml", HERE).classes
    assert (classes.pause, classes.middle) == ("、；：", "·，")


def test_a_profile_that_starts_from_none_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text("name: my\nlang: zh-Hans\nclasses: {}\n", "utf-8")
    with pytest.raises(Refused) as caught:
        profiles_beside(tmp_path)("my.yaml", HERE)
    [problem] = caught.value.problems
    assert (problem.id, str(problem.where)) == ("missing-key", "my.yaml:1")
    assert problem.what.startswith("`not_at_start`, `not_at_end`, `shrink_order`, `stretch_order` missing")


@pytest.mark.parametrize("name", ["../my.yaml", "/etc/my.yaml", "no.yaml", "a/../../my.yaml"])
def test_a_file_that_is_not_in_the_folder(tmp_path: Path, name: str) -> None:
    problem = refused(tmp_path, "name: my\nextends: ko\n", name)
    assert problem.id in ("outside-edition", "missing-file")
    assert problem.where == HERE


def test_files_that_start_from_each_other(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"p{number}.yaml").write_text(f"name: p\nextends: p{(number + 1) % 20}.yaml\n", "utf-8")
    with pytest.raises(Refused, match="starts from itself, or from too many others"):
        profiles_beside(tmp_path)("p0.yaml", HERE)


def test_an_edition_is_set_by_its_paper_s_own_profile(tmp_path: Path) -> None:
    def lines(name: str, profile: str | None) -> Any:
        style = {"face": "song", "size": 10, "indent_em": 2} | ({"profile": profile} if profile else {})
        draft = Draft(
            blocks=[block("a", "1-2", "1-20")],
            stories={"a": story("标题", prose(200))},
            paper=paper_with(styles={"body": style}),
        )
        folder = draft.write(tmp_path / name)
        (folder / "half.yaml").write_text(
            "name: half\nextends: zh-Hans-newspaper\nmark_scheme: half\n", "utf-8"
        )
        scene = set_edition(folder)[0].made.scene
        return [region for page in scene.pages for region in page.regions if region.kind == "story"]

    assert lines("own", "half.yaml") != lines("plain", None)


def test_what_is_wrong_in_a_paper_s_profile_refuses_the_edition_once(tmp_path: Path) -> None:
    style = {"face": "song", "size": 10, "profile": "half.yaml"}
    draft = Draft(
        blocks=[block("a", "1-2", "1-20")],
        stories={"a": story("标题", prose(100))},
        paper=paper_with(styles={"body": style, "deck": style}),
    )
    folder = draft.write(tmp_path / "edition")
    (folder / "half.yaml").write_text("name: half\nextends: ko\nmark_schem: half\n", "utf-8")
    with pytest.raises(Refused) as caught:
        set_edition(folder)
    assert [(one.id, str(one.where)) for one in caught.value.problems] == [
        ("unknown-key", "half.yaml:3 · mark_schem")
    ]
