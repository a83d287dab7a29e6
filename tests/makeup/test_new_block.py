"""A new kind of block is its model, its make-up and a test, a new key of a paper its model and what reads it: those of
docs/architecture.md in a copy of the program.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.editions import Draft, block, paper_with, running, story
from tests.snippets import ROOT, snippets

WEATHER = {
    "kind": "weather",
    "columns": "3-4",
    "lines": "1-6",
    "places": ["东闸 晴 3到9度", "西闸 多云 2到8度"],
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the block of the documentation."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(ROOT / "layout", folder / "layout", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("content", "fonts", "build.py"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "build.py", folder / "main.py")  # a script's own folder is where its imports begin
    for snippet in snippets(ROOT / "docs" / "architecture.md"):
        if "program" in snippet.says:
            change(folder / snippet.says["program"], snippet.language, snippet.text)
    return folder


def change(path: Path, language: str, text: str) -> None:
    """Writes a file of Python, or puts the lines behind + in the place of those behind -."""
    if language == "python":
        assert not path.exists()
        path.write_text(text, "utf-8")
        return
    whole = path.read_text("utf-8")
    for match in re.finditer(r"((?:^-.*\n)+)((?:^\+.*\n)+)", text, re.MULTILINE):
        old, new = (re.sub("^.", "", part, flags=re.MULTILINE) for part in match.groups())
        assert whole.count(old) == 1, f"{path.name} has not {old!r}"
        whole = whole.replace(old, new)
    path.write_text(whole, "utf-8")


def edition(**changes: Any) -> Draft:
    framed = {**WEATHER, "frame": {"stroke": {}}, **changes}
    draft = Draft([block("a", "1-2", "1-20"), framed], {"a": story("标题", running(300))})
    draft.paper = paper_with(fit={"level_legs": False})
    return draft


def ruled(ink: str) -> Draft:
    """An edition whose paper has the key of the documentation: a rule over the weather."""
    draft = edition()
    draft.paper = paper_with(fit={"level_legs": False}, rules={"above_weather": {"width_pt": 1, "ink": ink}})
    return draft


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", *arguments]
    return subprocess.run(command, cwd=program, capture_output=True, text=True, check=False)


def test_it_is_built_preflighted_and_read_in_its_place(program: Path, tmp_path: Path) -> None:
    root = edition().write(tmp_path / "new")
    done = run(program, "build", str(root), "-o", str(tmp_path / "out"), "--dpi", "40")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out" / "pages").is_dir()  # nothing holds the press: its file was preflighted
    [page] = json.loads((tmp_path / "out" / "scene.json").read_text("utf-8"))["pages"]
    found = {region["kind"]: region for region in page["regions"]}
    lines = [item["runs"] for item in found["weather"]["items"] if item.get("line") == "weather"]
    assert ["".join("".join(run["text"]) for run in runs) for runs in lines] == WEATHER["places"]


def test_what_is_wrong_with_it_is_told_at_its_line(program: Path, tmp_path: Path) -> None:
    root = edition(lines="1-6", places=["**东闸**", "西闸 " + "晴" * 40], style="caption").write(
        tmp_path / "new"
    )
    told = run(program, "check", str(root)).stderr
    rows = (root / "edition.yaml").read_text("utf-8").splitlines()
    for text, words in (("**东闸**", "strong text"), ("晴" * 40, "wider than its measure")):
        line = next(number for number, row in enumerate(rows, 1) if text in row)
        assert f"edition.yaml:{line} " in told, told
        assert words in told
    root = edition(style="nowhere", lines="1-16").write(tmp_path / "bad")
    told = run(program, "check", str(root)).stderr
    assert "nowhere" in told
    assert "no style" in told


def weather_rules(program: Path, root: Path, out: Path) -> list[int]:
    """The widths of the rules in the region of the weather, as a build draws them."""
    done = run(program, "build", str(root), "-o", str(out), "--dpi", "20")
    assert done.returncode == 0, done.stdout + done.stderr
    [page] = json.loads((out / "scene.json").read_text("utf-8"))["pages"]
    [weather] = [region for region in page["regions"] if region["kind"] == "weather"]
    return [item["width"] for item in weather["items"] if "rule" in item]


def test_a_new_key_of_a_paper_is_read_checked_and_drawn(program: Path, tmp_path: Path) -> None:
    assert weather_rules(program, ruled("black").write(tmp_path / "ruled"), tmp_path / "out") == [1000]
    assert weather_rules(program, edition().write(tmp_path / "plain"), tmp_path / "plain-out") == []
    told = run(program, "check", str(ruled("nope").write(tmp_path / "bad"))).stderr
    assert "paper.yaml:" in told
    assert "There is no ink 'nope'" in told
