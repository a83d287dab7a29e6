"""YAML files: what is read, and how each thing that is wrong is told."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from content.files import MOST_TEXT_BYTES, inside
from content.patterns import CODE
from content.problems import MOST_PROBLEMS, Place, Refused
from content.reading import Read, read_model, read_model_text
from content.yaml.tree import core_value, read_tree
from tests.content.problems import places, refused
from tests.work import calls_made


class BodyBlock(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    area: str
    columns: int = Field(3, ge=1, le=8)
    kind: Literal["story", "photo"] = "story"


class Sheet(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    date: datetime.date | None = None
    headline: str | tuple[str, ...] | None = None
    blocks: tuple[BodyBlock, ...] = ()
    size: float = 10.5
    bleed: bool = False

    @field_validator("size")
    @classmethod
    def _small(cls, size: float) -> float:
        if size > 50:
            raise PydanticCustomError("huge-type", "a body of over 50 pt", {"hint": "take 9 to 12 pt"})
        if size < 4:
            raise ValueError("nobody reads type under 4 pt")
        return size


def read(text: str) -> Read[Sheet]:
    return read_model_text(text, Sheet, file="sheet.yaml")


@pytest.mark.parametrize(
    "word", ["no", "on", "Yes", "1:30", "2024-11-25", "0777", "1_000", "12e3", "null", "0x1F"]
)
def test_a_text_field_keeps_what_was_written(word: str) -> None:
    assert read(f"name: {word}\n").value.name == word


def test_numbers_in_a_union_of_text_and_list_keep_their_digits() -> None:
    assert read("name: a\nheadline: 007\n").value.headline == "007"
    assert read("name: a\nheadline: [007, 1.50, no]\n").value.headline == ("007", "1.50", "no")


def test_plain_scalars_follow_the_core_schema() -> None:
    words = "true False null ~ 12 -3 0o17 0x1f 1.5 .5 1e3 no 1:30 010 .inf .nan 1_0 2024-11-25"
    assert [core_value(word) for word in words.split()] == [
        *(True, False, None, None, 12, -3, 15, 31, 1.5, 0.5, 1000.0),
        *("no", "1:30", 10, ".inf", ".nan", "1_0", "2024-11-25"),
    ]
    assert core_value("9" * 5000) == "9" * 5000
    assert core_value("1e999") == "1e999"


def test_a_date_is_a_date_only_where_the_model_says_so() -> None:
    assert read("name: 2024-11-25\ndate: 2024-11-25\n").value == Sheet(
        name="2024-11-25", date=datetime.date(2024, 11, 25)
    )


def test_lines_of_keys() -> None:
    sheet = read("# a comment\nname: a\nblocks:\n  - area: x\n    columns: 2\n  -\n    area: y\n")
    assert sheet.line_of(("name",)) == 2
    assert sheet.line_of(("blocks", 0, "columns")) == 5
    assert sheet.line_of(("blocks", 1, "area")) == 7
    assert sheet.line_of(("blocks", 1, "kind")) == 7  # not written: the nearest ancestor
    assert sheet.line_of(("size",)) == 2  # the top of the mapping


def test_all_problems_are_told_at_once_with_line_field_and_hint() -> None:
    problems = refused(
        lambda: read(
            "nmae: x\nname: a\nname: b\nblocks:\n  - aera: 3\n    columns: 99\n    kind: stroy\n"
            "  - area: [x]\nsize: 70\nheadline: {a: 1}\nbleed: maybe\ndate: soon\n"
        )
    )
    assert places(problems) == [
        ("unknown-key", 1, "nmae"),
        ("duplicate-key", 3, "name"),
        ("unknown-key", 5, "blocks[0].aera"),
        ("missing-key", 5, "blocks[0].area"),
        ("out-of-range", 6, "blocks[0].columns"),
        ("bad-value", 7, "blocks[0].kind"),
        ("wrong-type", 8, "blocks[1].area"),
        ("huge-type", 9, "size"),
        ("wrong-type", 10, "headline"),
        ("wrong-type", 11, "bleed"),
        ("wrong-type", 12, "date"),
    ]
    hints = {problem.where.field: problem.hint for problem in problems}
    assert hints["nmae"] == "did you mean `name`?"
    assert hints["blocks[0].aera"] == "did you mean `area`?"
    assert hints["blocks[0].kind"] == "did you mean `story`?"
    assert hints["size"] == "take 9 to 12 pt"
    assert {problem.severity for problem in problems} == {"refused"}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("name: a\nsize: true\n", "size"),  # not 1
        ("name: a\nbleed: 1\n", "bleed"),  # not true
        ("name: a\ndate: 0\n", "date"),  # not the first of January 1970
        ("name: a\nsize: nan\n", "size"),
        ("name: a\nsize: .inf\n", "size"),
        ("name: ~\nsize: 9\n", "name"),
        ("name: a\nsize:\n", "size"),
    ],
)
def test_no_value_is_quietly_taken_for_another_kind(text: str, field: str) -> None:
    assert [problem.where.field for problem in refused(lambda: read(text))] == [field]


@pytest.mark.parametrize(
    ("text", "id", "line"),
    [
        ("", "not-a-mapping", 1),
        ("- a\n", "not-a-mapping", 1),
        ("name: [a\nsize: 1\n", "malformed-yaml", 2),
        ("name: a\n  size: 1\n", "malformed-yaml", 2),
        ("name: 'a\n", "malformed-yaml", 2),
        ("name: @a\n", "malformed-yaml", 1),
        ("name: a\nblocks:\n\t- area: x\n", "malformed-yaml", 3),
        ('name: "\\q"\n', "malformed-yaml", 1),
        ("name: a\n---\nname: b\n", "two-documents", 2),
        ("name: &a b\n", "anchor", 1),
        ("name: !!python/object:os.system a\n", "tag", 1),
        ("name: !!str a\n", "tag", 1),
        ("? [a]\n: b\n", "bad-key", 1),
        ("name: " + "[" * 40 + "]" * 40, "nested-too-deep", 1),
        ("name: a\x00b\n", "forbidden-character", 1),
        ('name: a\nheadline: "\\u202e"\n', "forbidden-character", 2),
        ("name: a\nheadline: a\u2028b\n", "forbidden-character", 2),
    ],
)
def test_malformed_and_hostile_yaml(text: str, id: str, line: int) -> None:
    found = [(problem.id, problem.where.line) for problem in refused(lambda: read(text))]
    assert (id, line) in found


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    ids = {problem.id for problem in refused(lambda: read(bomb + "name: *i\n"))}
    assert {"anchor", "alias"} <= ids
    assert "wrong-type" not in ids  # what an alias stood for is not guessed at


def test_problems_of_form_and_of_values_come_together() -> None:
    ids = [problem.id for problem in refused(lambda: read("name: a\nname: b\nsiez: 3\ndate: &x no\n"))]
    assert ids == ["duplicate-key", "unknown-key", "anchor", "wrong-type"]


@settings(max_examples=400)
@given(st.text() | st.text(alphabet="ab: -[]{}&*!|>'\"%@`\n\t#,?~0", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read(text)
    except Refused as error:
        assert error.problems


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("name: a\nheadline: 武进\n".encode("gb18030"))
    (tmp_path / "big.yaml").write_bytes(b"#" * (MOST_TEXT_BYTES + 1))
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")

    def ids(name: str) -> list[tuple[str, int | None, str | None]]:
        return places(refused(lambda: read_model(tmp_path / name, Sheet, root=tmp_path)))

    assert ids("gbk.yaml") == [("not-utf-8", 2, None)]
    assert ids("big.yaml") == [("too-large", None, None)]
    assert ids("folder.yaml") == [("unreadable-file", None, None)]
    assert ids("pipe.yaml") == [("unreadable-file", None, None)]
    assert ids("none.yaml") == [("missing-file", None, None)]


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.yaml").write_bytes(b"\xef\xbb\xbfname: a\r\nsize: 9\r\n")
    sheet = read_model(tmp_path / "sub/a.yaml", Sheet, root=tmp_path)
    assert (sheet.value.name, sheet.file, sheet.line_of(("size",))) == ("a", "sub/a.yaml", 2)


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "~/a", "C:/a", "a\\b", "out/a"])
def test_names_that_lead_out_of_the_edition(tmp_path: Path, name: str) -> None:
    root = tmp_path / "edition"
    root.mkdir()
    (tmp_path / "a").touch()
    (root / "out").symlink_to(tmp_path)
    where = Place(file="edition.yaml", line=7, field="paper")
    with pytest.raises(Refused) as caught:
        inside(root, name, where=where)
    (problem,) = caught.value.problems
    assert (problem.id, problem.where) == ("outside-edition", where)


@pytest.mark.parametrize(
    ("name", "id"),
    [("", "bad-file-name"), ("a\0b", "bad-file-name"), ("none", "missing-file"), ("loop", "unreadable-file")],
)
def test_names_that_are_no_file(tmp_path: Path, name: str, id: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Refused) as caught:
        inside(tmp_path, name)
    assert [problem.id for problem in caught.value.problems] == [id]


def test_a_link_within_the_edition_is_good(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").symlink_to("a")
    assert inside(tmp_path, "b") == tmp_path / "b"


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        (
            'size: 9\nname: "夜场"试运行\n',
            2,
            'begins with " and goes on',
            "put the whole value in single quotes",
        ),
        (
            "name: [图] 新书\nsize: 9\n",
            1,
            "begins with [ and goes on",
            "put the whole value in single quotes",
        ),
        ("name: '夜场'试运行\n", 1, "begins with ' and goes on", "put the whole value in double quotes"),
        ('blocks:\n  - "a"b\n', 2, 'begins with " and goes on', "put the whole value in single quotes"),
        ("name：x\nsize: 9\n", 1, "full-width colon stands behind the key `name`", "`name: `"),
        ("size: 9\nname：x\ndate: 2024-11-25\n", 2, "full-width colon", "half-width colon"),
        ("blocks:\n  - area: x\n    columns：2\n    kind: y\n", 3, "the key `columns`", "half-width"),
        ("name：x", 1, "the key `name`", "half-width"),
        ("name: a\nsize\ndate: 2024-11-25\n", 3, "neither a key", "write `key: value`"),
        ("name: a\n- b\n", 2, "can't be read as YAML", "indent"),
    ],
)
def test_slips_in_yaml_are_named_in_an_editors_words(text: str, line: int, what: str, hint: str) -> None:
    [problem] = refused(lambda: read(text))
    assert (problem.id, problem.where.line) == ("malformed-yaml", line)
    assert what in problem.what
    assert hint in problem.hint
    for word in ("block mapping", "scanning", "did not find", "could not find", "token"):
        assert word not in str(problem)


def test_every_key_with_a_full_width_colon_is_named() -> None:
    problems = refused(lambda: read("name：x\ndate：y\nsize: 9\n"))
    assert [(one.id, one.where.line) for one in problems] == [("malformed-yaml", 1), ("malformed-yaml", 2)]


@pytest.mark.parametrize("text", ['name: "夜场" # 试运行\n', "name: a：b\n", "name: '“夜场”：试'\n"])
def test_quotes_comments_and_colons_that_are_none_of_these_slips(text: str) -> None:
    tree, problems = read_tree(text, "x.yaml")
    assert tree is not None and not problems


def test_keys_that_are_not_known_are_told_and_beyond_a_hundred_counted() -> None:
    text = "name: a\n" + "".join(f"k{number}: 1\n" for number in range(90_000))
    problems = refused(lambda: read(text))
    a_few_more = "name: a\n" + "".join(f"k{number}: 1\n" for number in range(3000))
    assert calls_made(lambda: refused(lambda: read(a_few_more))) < 1_000_000
    assert places(problems[:2]) == [("unknown-key", 2, "k0"), ("unknown-key", 3, "k1")]
    assert len(problems) == MOST_PROBLEMS + 1
    assert places(problems[-1:]) == [("more-problems", 102, "k100")]
    assert "89,900 more places" in problems[-1].what
    # What is wrong in another way is told all the same.
    other = refused(lambda: read(text + "bleed: 7\n"))
    assert [one.id for one in other].count("wrong-type") == 1
    few = "name: a\n" + "".join(f"k{number}: 1\n" for number in range(MOST_PROBLEMS))
    assert [one.id for one in refused(lambda: read(few))] == ["unknown-key"] * MOST_PROBLEMS


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("name: a\nblocks: [" + "1, " * 5000 + "]\n", "wrong-type"),
        ("name: a\n" * 5000, "duplicate-key"),
        ("name: a\n" + "".join(f"k{number}: *a\n" for number in range(5000)), "alias"),
        ("name: a\n" + "".join(f"k{number}: &a 1\n" for number in range(5000)), "anchor"),
        ("name: a\n" + "".join(f"k{number}: !a 1\n" for number in range(5000)), "tag"),
        ("name: a\nblocks: [" + "{area: a, kind: x}, " * 5000 + "]\n", "bad-value"),
        ("name: a\nblocks: [" + "{area: a, columns: 99}, " * 5000 + "]\n", "out-of-range"),
        ("name: a\nblocks: [" + "{}, " * 5000 + "]\n", "missing-key"),
    ],
    ids=["type", "twice", "alias", "anchor", "tag", "choice", "range", "missing"],
)
def test_any_problem_that_comes_thousands_of_times_is_counted(text: str, id: str) -> None:
    ids = [one.id for one in refused(lambda: read(text))]
    assert ids.count(id) == MOST_PROBLEMS
    assert ids[-1] == "more-problems"
    assert len(ids) <= 2 * MOST_PROBLEMS + 2


def test_a_pattern_is_told_in_words() -> None:
    class Coded(BaseModel):
        code: str = Field(pattern=CODE)

    [problem] = refused(lambda: read_model_text("code: -a\n", Coded, file="a.yaml"))
    assert problem.what == "`code` must be 1 to 20 letters A to Z, digits and -, the first no -, not “-a”."
