"""The browser of the tests: where it is looked for, how it is got, and what is said where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import browser
from tests.browser import find_browser, install_browser, left_out_line, main

ROOT = Path(__file__).parent.parent

posix = pytest.mark.skipif(os.name != "posix", reason="programs are played by shell scripts")


def program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@posix
@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "microsoft-edge"])
def test_a_browser_is_found_on_path(name: str, tmp_path: Path) -> None:
    there = program(tmp_path / "bin", name)
    assert find_browser({"PATH": str(tmp_path / "bin")}, ()) == there
    assert find_browser({"PATH": str(tmp_path)}, ()) is None


@posix
def test_the_variable_goes_first_and_is_never_passed_over(tmp_path: Path) -> None:
    own, path = program(tmp_path / "my own", "thorium"), tmp_path / "bin"
    program(path, "chromium")
    assert find_browser({"PATH": str(path), "DUIKAI_BROWSER": str(own)}, ()) == own
    with pytest.raises(FileNotFoundError, match=r"DUIKAI_BROWSER names .*nowhere"):
        find_browser({"PATH": str(path), "DUIKAI_BROWSER": str(tmp_path / "nowhere")}, ())


def test_the_usual_places_come_last(tmp_path: Path) -> None:
    missing, there = tmp_path / "missing", tmp_path / "chrome.exe"
    there.touch()
    assert find_browser({"PATH": ""}, (missing, there)) == there


def test_the_usual_places_are_those_of_three_systems() -> None:
    windows = {"PROGRAMFILES": "C:/Program Files", "LOCALAPPDATA": "C:/Users/me/AppData/Local"}
    places = {place.as_posix() for place in browser.usual_places(windows)}
    assert {
        "/opt/google/chrome/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
        "C:/Users/me/AppData/Local/Chromium/Application/chrome.exe",
    } <= places


def test_the_end_of_the_suite_counts_only_what_a_browser_would_have_run() -> None:
    skipped = f"Skipped: {browser.NO_BROWSER}"
    assert left_out_line(["Skipped: make is not installed"]) is None
    assert (left_out_line([skipped, "Skipped: other"]) or "").startswith("1 test was left out: no Chromium")
    line = left_out_line([skipped] * 3) or ""
    assert line.startswith("3 tests were left out") and "DUIKAI_BROWSER" in line and "\n" not in line


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may install")
def test_root_with_apt_installs_chromium(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program(tmp_path, "apt-get")
    asked: list[str] = []

    def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        asked.append(" ".join(command))
        if "install" in command:
            program(tmp_path, "chromium")
        return subprocess.CompletedProcess(command, 0, "", "")

    assert main({"PATH": str(tmp_path)}, run) == 0
    assert asked == [
        "apt-get update --quiet",
        "apt-get install --yes --quiet --no-install-recommends chromium",
    ]
    assert capsys.readouterr().out.endswith(f"make: browser {tmp_path / 'chromium'}\n")
    assert main({"PATH": str(tmp_path)}, run) == 0
    assert len(asked) == 2, "a browser that is there is not installed again"


def test_who_may_not_install_is_told_how_to_get_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        raise AssertionError("there is no apt here")

    assert main({"PATH": str(tmp_path)}, run) == 0
    assert browser.HOW_TO_GET_ONE in capsys.readouterr().out
    assert main({"PATH": str(tmp_path), "DUIKAI_BROWSER": "nowhere"}, run) == 1


def test_an_installation_that_fails_says_why() -> None:
    def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        wrong = "W: old\nE: Unable to locate package chromium\n"
        return subprocess.CompletedProcess(command, 100 * ("install" in command), "", wrong)

    assert install_browser(run) == "E: Unable to locate package chromium"


def run_suite(tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A suite with one test that needs a browser, on a machine that has none."""
    (tmp_path / "conftest.py").write_text(
        "from tests import browser\n"
        "browser.usual_places = lambda environment: []\n"
        "from tests.conftest import *\n",
        encoding="utf-8",
    )
    (tmp_path / "test_it.py").write_text(
        "def test_needs_one(browser): pass\n\ndef test_needs_none(): pass\n", encoding="utf-8"
    )
    environment = {**os.environ, "PATH": "", "PYTHONPATH": str(ROOT), **more}
    environment.pop("DUIKAI_BROWSER", None)
    if "REQUIRE_BROWSER" not in more:
        environment.pop("REQUIRE_BROWSER", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    return subprocess.run(
        [*command, str(tmp_path)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )


def test_without_a_browser_its_tests_are_left_out_and_said(tmp_path: Path) -> None:
    done = run_suite(tmp_path)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert lines[-2].startswith("1 test was left out: no Chromium, Chrome or Edge was found; install one")
    assert lines[-1].startswith("1 passed, 1 skipped"), "pytest's closing line is the last"


def test_where_a_browser_is_required_leaving_out_is_failing(tmp_path: Path) -> None:
    done = run_suite(tmp_path, REQUIRE_BROWSER="1")
    assert done.returncode == 1
    assert "REQUIRE_BROWSER is set" in done.stdout
    assert not browser.is_required({"REQUIRE_BROWSER": "0"})
    assert not browser.is_required({})


def test_the_check_before_a_landing_requires_the_browser() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.index("export REQUIRE_BROWSER=1") < script.index("make test")
    assert script.rstrip().splitlines()[-1] == "make test"
