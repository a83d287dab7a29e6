"""However the program ends, the user has a sentence and a code, and nothing is left that nobody reads."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path

import pytest
import typer

from layout.terminal import ending
from layout.terminal.ending import run_to_the_end


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files. What runs the tests hears its signals as before."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(ending, "_STOPS", [])
    monkeypatch.setenv("COLUMNS", "300")
    return tmp_path


def end(error: BaseException) -> int:
    """The code that a program ends with that raises this."""

    def program() -> None:
        tempfile.mkdtemp()
        raise error

    with pytest.raises(SystemExit) as ended:
        run_to_the_end(program)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize(
    "error", [KeyError("a secret of the program"), RecursionError(), OSError(5, "Input/output error")]
)
def test_a_fault_of_the_program_is_told_as_one_and_kept_for_those_who_mend_it(
    error: Exception, temporary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert end(error) == 3
    what, hint = capsys.readouterr().err.splitlines()
    assert what == "fault: The program has a fault of its own. Output folders hold a whole build, or none."
    [kept] = temporary.iterdir()
    assert hint.endswith(str(kept))
    assert "in program" in kept.read_text("utf-8") and "Traceback" in kept.read_text("utf-8")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "The machine has too little memory for this."),
        (OSError(12, "x"), "The machine has too little memory for this."),
        (OSError(28, "No space left on device"), "The machine has no room left: No space left on device."),
        (OSError(24, "Too many open files"), "The machine has no room left: Too many open files."),
    ],
)
def test_what_the_machine_has_not_enough_of_is_no_fault(
    error: Exception, told: str, temporary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert end(error) == 2
    assert capsys.readouterr().err.splitlines()[0] == f"refused: {told}"
    assert not list(temporary.iterdir())


def test_a_program_that_is_stopped_says_so_and_ends_with_the_signals_code(
    temporary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert end(ending.Stopped(signal.SIGINT)) == 130
    assert capsys.readouterr().err == "Stopped. Output folders hold a whole build, or none.\n"
    assert not list(temporary.iterdir())


def test_a_command_ends_as_it_says(temporary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert end(SystemExit(1)) == 1
    app = typer.Typer()
    app.command()(lambda: tempfile.mkdtemp() and None)
    run_to_the_end(lambda: app([], standalone_mode=False))
    assert capsys.readouterr() == ("", "")
    assert not list(temporary.iterdir())
