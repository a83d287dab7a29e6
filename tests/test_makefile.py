"""The set-up says plainly what is missing, before it makes anything."""

from __future__ import annotations

import shutil
import subprocess
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
    for target in ("proof", "test", "lint", "golden", "golden-update", "bench", "schema", "clean"):
        assert f"make {target} " in done.stdout
