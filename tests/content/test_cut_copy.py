"""Where YAML may cut copy, at a # or a comma, and what its signs at a value's beginning do, is told with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.photo import read_photo
from content.problems import Refused
from content.story import parse_story


def told(front: str) -> list[tuple[str, int | None, str | None]]:
    story = parse_story(f"---\n{front}\n---\n文。", id="a", file="a.md")
    return [(one.id, one.where.line, one.where.field) for one in story.doubts]


CUT = {
    "headline: 第1 #期": ("comment-in-copy", 2, "headline"),
    "headline: 头条 # 待定": ("comment-in-copy", 2, "headline"),
    "headline: 题\nkicker: #头条": ("comment-in-copy", 3, "kicker"),
    "headline:\n- 甲\n- 第1 #期": ("comment-in-copy", 4, "headline"),
    "headline: 题\ndeck: [3,000人参加, 历时两天]": ("comma-in-list", 3, "deck"),
    "headline: 题\ndeck: [今天,明天]": ("comma-in-list", 3, "deck"),
    "headline: [A storm came, and went]": ("comma-in-list", 2, "headline"),
}


@pytest.mark.parametrize("front", CUT)
def test_copy_that_may_be_cut_is_told(front: str) -> None:
    assert told(front) == [CUT[front]]


@pytest.mark.parametrize(
    "front",
    [
        "headline: 第1#期",
        "headline: '第1 #期'  # in quotes",
        "headline: 题  \n# on a line of its own",
        "headline: # a list\n- 甲\n- 乙",
        "headline: 题\nlang: zh-Hans # the language",
        "headline: 题\nsummary: >\n  甲 #乙\n  丙",
        "headline: [今天, 明天]",
        "headline: ['3,000人', \"A,b\"]",
        "headline: [Storm comes, Storm goes]",
        "headline: 3,000人参加",
    ],
)
def test_what_yaml_cuts_on_purpose_is_not(front: str) -> None:
    assert told(front) == []


def test_a_photos_sheet_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("file: p.jpg # the last\ncaption: 湖面 #1\n", encoding="utf-8")
    [doubt] = read_photo(tmp_path / "p.yaml", root=tmp_path).doubts
    assert (doubt.id, doubt.where.file, doubt.where.line) == ("comment-in-copy", "p.yaml", 2)


@pytest.mark.parametrize("sign", ["*ST康美", "&甲", "!甲", "|甲", ">甲", "- 甲", "@甲", "%甲"])
def test_a_value_that_begins_with_a_sign_of_yaml_is_refused_and_the_sign_named(sign: str) -> None:
    with pytest.raises(Refused) as caught:
        told(f"headline: {sign}")
    [problem] = caught.value.problems
    assert (problem.id, problem.where.line, problem.hint) == ("malformed-yaml", 2, "put the text into quotes")
    assert problem.what == f"A plain value can't begin with {sign[0]}."
