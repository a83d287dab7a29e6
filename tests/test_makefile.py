"""The Makefile says what is missing before it makes anything, runs every tool before it fails, and knows the rooms."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from pytest import fixture, mark

ROOT = Path(__file__).parent.parent

pytestmark = mark.skipif(shutil.which("make") is None, reason="make is not installed")


@fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a space in its name, with nothing but what the set-up reads."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("Makefile", "constraints.txt", "constraints-bench.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=checkout, capture_output=True, text=True, check=False)


def fake_python(checkout: Path, script: str) -> str:
    python = checkout / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    return "./python"


def test_no_python_is_named_with_the_way_out(checkout: Path) -> None:
    done = make(checkout, "test", "PYTHON=python-nowhere")
    assert done.returncode != 0
    assert "there is no python-nowhere here" in done.stderr
    assert "make PYTHON=python3.12 test" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_named(checkout: Path) -> None:
    python = fake_python(checkout, 'case "$*" in *ensurepip*) exit 1;; *version_info*) echo 3.11;; esac')
    done = make(checkout, "proof", f"PYTHON={python}")
    assert done.returncode != 0
    assert "without its venv module" in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_refused_by_its_version(checkout: Path) -> None:
    """The version is compared in Python: an old one is played by shifting the bound that it has to reach."""
    makefile = checkout / "Makefile"
    text = makefile.read_text(encoding="utf-8")
    assert "(3, 11)" in text
    makefile.write_text(text.replace("(3, 11)", "(9, 11)"), encoding="utf-8")
    done = make(checkout, "proof")
    assert done.returncode != 0
    assert "needs 3.11 or later" in done.stderr
    assert not (checkout / ".venv").exists()


def test_help_names_the_daily_targets(checkout: Path) -> None:
    done = make(checkout, "help")
    for target in ("proof", "test", "lint", "golden", "golden-update", "bench", "schema", "browser", "clean"):
        assert f"make {target} " in done.stdout


@fixture
def played(checkout: Path) -> Path:
    """The checkout with an environment whose Python writes down what it is asked to run, and fails as FAILS says."""
    tools = checkout / "tools" / "bin"
    tools.mkdir(parents=True)
    python = tools / "python"
    python.write_text(
        '#!/bin/sh\necho "$*" >> ran.txt\ncase "$*" in $FAILS) exit 3;; esac\n', encoding="utf-8"
    )
    python.chmod(0o755)
    for stamp in (f".ready-3.{minor}" for minor in range(11, 20)):
        (checkout / "tools" / stamp).touch()
    return checkout


def make_with(played: Path, *arguments: str, fails: str = "nothing") -> subprocess.CompletedProcess[str]:
    """make in the played environment; `fails` is a pattern of the commands that fail."""
    (played / "ran.txt").write_text("", encoding="utf-8")
    return subprocess.run(
        ["make", *arguments, "VENV=tools", f"PYTHON={sys.executable}"],
        cwd=played,
        env={"PATH": "/usr/bin:/bin", "FAILS": fails},
        capture_output=True,
        text=True,
        check=False,
    )


def ran(played: Path) -> list[str]:
    return (played / "ran.txt").read_text(encoding="utf-8").splitlines()


LINT = ["ruff check", "ruff format", "mypy", "import-linter"]


@mark.parametrize("pattern", ["*ruff*check*", "*mypy*", "*"])
def test_lint_runs_every_tool_and_then_says_which_failed(played: Path, pattern: str) -> None:
    done = make_with(played, "lint", fails=pattern)
    failing = {"*ruff*check*": ["ruff check", "ruff format"], "*mypy*": ["mypy"], "*": LINT}[pattern]
    outcomes = [f"{tool:<14} {'FAILED' if tool in failing else 'passed'}" for tool in LINT]
    assert done.stdout.splitlines()[-5:] == ["make: what came of each", *outcomes]
    assert done.returncode != 0
    assert len(ran(played)) == 4


def test_lint_passes_where_every_tool_does(played: Path) -> None:
    done = make_with(played, "lint")
    assert done.returncode == 0, done.stderr
    assert "FAILED" not in done.stdout and done.stdout.count("passed") == 4


def test_format_runs_both_tools(played: Path) -> None:
    done = make_with(played, "format", fails="*--fix*")
    assert done.returncode != 0
    assert ran(played) == ["-m ruff check --fix .", "-m ruff format ."]
    assert make_with(played, "format").returncode == 0


def make_rooms(played: Path, *rooms: str) -> None:
    for room in rooms:
        (played / "tests" / room).mkdir(parents=True)
        (played / "tests" / room / "test_it.py").touch()
    (played / "tests" / "data").mkdir()


def test_one_room_is_tested(played: Path) -> None:
    make_rooms(played, "makeup", "press/text", "proof")
    assert make_with(played, "test", "ROOM=makeup").returncode == 0
    (suite,) = [command for command in ran(played) if "pytest" in command]
    assert suite.endswith(" tests/makeup")
    make_with(played, "test", "ROOM=press proof")
    assert ran(played)[-1].endswith(" tests/press tests/proof")


def test_all_rooms_are_tested_with_the_slowest_named_and_a_browser(played: Path) -> None:
    make_rooms(played, "makeup")
    assert make_with(played, "test").returncode == 0
    *before, suite = ran(played)
    assert suite.startswith("-m pytest") and "--durations=10" in suite and "tests/" not in suite
    assert "-m tests.browser" in before
    make_with(played, "test", "ROOM=makeup")
    assert "-m tests.browser" not in ran(played)
    assert "--durations=10" in ran(played)[-1]


@mark.parametrize("room", ["nowhere", "data", "makeup nowhere"])
def test_an_unknown_room_is_refused_with_those_there_are(played: Path, room: str) -> None:
    make_rooms(played, "makeup", "press/text")
    done = make_with(played, "test", f"ROOM={room}")
    assert done.returncode != 0
    wrong = room.rsplit(maxsplit=1)[-1]
    assert f"make: there are no tests of a room {wrong}. The rooms: makeup press" in done.stderr
    assert ran(played) == []


def test_the_golden_targets_run_tests_that_are_there(played: Path) -> None:
    for target in ("golden", "golden-update"):
        assert make_with(played, target).returncode == 0
        files = [word for word in ran(played)[-1].split() if word.startswith("tests/")]
        assert files and all((ROOT / file).is_file() for file in files)
