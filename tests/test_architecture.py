"""docs/architecture.md is true: its walk is the one that a story takes, its table the contracts, its paths are there."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from layout.plan.press_settings import PressWish
from layout.publish import publish

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "content" / "editions" / "wujin"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")

STEP = re.compile(r"`(\w+)`\s+\(`([\w/.]+\.py)`\)")
PATH = re.compile(
    r"(?<![\w./-])(?:(?:benchmarks|content|docs|fonts|layout|tests)/[\w./-]*\w/?|[\w./-]+\.(?:py|toml|ya?ml|md))(?![\w])"
)
INPUTS = {"edition.yaml", "paper.yaml"}
"""Files that an editor writes: they are in each edition's folder."""

EVERYTHING = {"`build.py`", "`tests/`", "`benchmarks/`"}
"""Rooms that no contract holds to a few others."""


def section(heading: str) -> str:
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def without_snippets(page: str) -> str:
    """Text and diagrams: a test of all pages follows the links."""
    text = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"\]\([^)]*\)", "]", text)


def walk() -> list[tuple[str, str]]:
    """The functions that the walk names, each with its file, in order."""
    return STEP.findall(section("One story, from its file to the TJ operator"))


def functions(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def not_defined(steps: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, file) for name, file in steps if name not in functions((ROOT / file).read_text("utf-8"))]


def test_each_function_of_the_walk_is_in_the_file_that_it_names() -> None:
    steps = walk()
    assert (
        len(re.findall(r"^\d+\. ", section("One story, from its file to the TJ operator"), re.MULTILINE))
        >= 10
    )
    assert len(steps) > 30
    assert not_defined(steps) == []


def test_a_function_that_is_elsewhere_is_found() -> None:
    assert not_defined([("publish", "layout/prove.py")]) == [("publish", "layout/prove.py")]


def first_out_of_order(steps: Sequence[tuple[str, str]], calls: Iterable[tuple[str, str]]) -> object:
    """The first step that no call answers behind that of the step before it; None where all are made in order."""
    following: Iterator[tuple[str, str]] = iter(calls)
    return next((step for step in steps if step not in following), None)


def test_a_story_goes_the_way_of_the_walk(tmp_path: Path) -> None:
    steps = walk()
    names = {(name, str(ROOT / file)): (name, file) for name, file in steps}
    calls: list[tuple[str, str]] = []

    def note(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event == "call" and (step := names.get((code.co_name, code.co_filename))):
            calls.append(step)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        publish(SAMPLE, tmp_path / "out", dpi=20, wish=PressWish(workers=1))
    finally:
        sys.setprofile(before)
    assert first_out_of_order(steps, calls) is None
    assert first_out_of_order([*steps[1:], steps[0]], calls) == steps[0]


def modules(cell: str) -> set[str]:
    """The modules that a cell of the table names by their paths."""
    return {path.removesuffix(".py").strip("/").replace("/", ".") for path in re.findall(r"`([^`]+)`", cell)}


def table_of_rooms() -> dict[str, set[str]]:
    """What each room may import, by the page; those that may import everything are left out."""
    rows = re.findall(r"^\| (`[^|]+`) \| [^|]+ \| ([^|]+) \|$", section("The rooms"), re.MULTILINE)
    return {modules(room).pop(): modules(cell) for room, cell in rows if room not in EVERYTHING}


def contracts() -> Mapping[str, set[str]]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return {row["room"][0]: set(row["may_import"]) for row in table if row["type"] == "room"}


def test_the_table_of_rooms_is_that_of_the_contracts() -> None:
    assert table_of_rooms() == contracts()
    assert list(table_of_rooms())[:3] == ["content", "fonts", "layout"]


def missing_paths(text: str, made: Iterable[str] = ()) -> list[str]:
    known = {*INPUTS, *made}
    return [path for path in PATH.findall(text) if path not in known and not (ROOT / path).exists()]


def test_every_path_that_the_page_names_is_there() -> None:
    """In its text and diagrams; of a snippet the file that it changes."""
    text = without_snippets(PAGE)
    assert len(PATH.findall(text)) > 150
    changed = re.findall(r"^```diff program=(\S+)$", PAGE, re.MULTILINE)
    made = re.findall(r"^```python program=(\S+)$", PAGE, re.MULTILINE)
    assert changed
    assert made
    assert missing_paths(text) == []
    assert missing_paths("\n".join(changed), made) == []
    assert not [path for path in made if (ROOT / path).exists()]


def test_a_path_that_is_not_there_is_found() -> None:
    text = "`layout/press/nothing.py`, layout/presses/ and `registry.py`; `layout/press/`, pyproject.toml, edition.yaml"
    assert missing_paths(text) == ["layout/press/nothing.py", "layout/presses/", "registry.py"]
