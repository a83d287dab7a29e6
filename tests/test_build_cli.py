"""The command line: what it prints, where, and with which exit code a script is told."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import build
from layout.plan.schemas import MODELS
from tests.editions import Draft, block, prose, running, story
from tests.publishing.folders import names_of

ROOT = Path(__file__).parent.parent
ESCAPE = "\x1b"


def run(*arguments: str | Path, **environment: str) -> Result:
    result = CliRunner().invoke(build.app, [str(one) for one in arguments], env=environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception  # the program's own, which a user would have seen as a traceback
    assert ESCAPE not in result.output
    return result


@pytest.fixture
def good(tmp_path: Path) -> Path:
    draft = Draft(blocks=[block("a", "1-2", "1-20")], stories={"a": story("标题", running(338))})
    return draft.write(tmp_path / "daily")


@pytest.fixture
def over(tmp_path: Path) -> Path:
    """An edition that is built with a problem: overset."""
    draft = Draft(blocks=[block("a", "1-2", "1-20")], stories={"a": story("标题", running(400))})
    return draft.write(tmp_path / "daily")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """An edition that is refused, for two reasons."""
    draft = Draft(blocks=[block("a", "2-1", "1-99")], stories={"a": story("标题", running(9))})
    return draft.write(tmp_path / "daily")


def test_without_arguments_the_sample_is_built_into_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.splitlines() == [f"out/{name}" for name in names_of("A01", edition="wujin")]
    assert all((tmp_path / line).stat().st_size for line in result.stdout.splitlines())


def test_build_writes_where_it_is_told_and_says_what(good: Path, tmp_path: Path) -> None:
    result = run("build", good, "-o", tmp_path / "o", "--dpi", "30")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{tmp_path / 'o' / 'daily.pdf'}" in result.stdout.splitlines()


def test_a_problem_for_the_press_ends_with_code_1(over: Path, tmp_path: Path) -> None:
    result = run("build", over, "-o", tmp_path / "o", "--dpi", "30")
    assert result.exit_code == 1
    first, hint, *_ = result.stderr.splitlines()
    assert first.startswith("press stories/a.md:")
    assert " · body[0] · page A01 · block a · story a · character 337: " in first
    assert "characters of the story have no room" in first
    assert hint.startswith("    cut ")
    assert "Not for the press" in result.stderr
    assert not (tmp_path / "o" / "pages").exists()


def test_a_refused_edition_ends_with_code_2_and_all_its_problems(bad: Path, tmp_path: Path) -> None:
    result = run("build", bad, "-o", tmp_path / "o")
    assert result.exit_code == 2
    assert result.stdout == ""
    found = [line for line in result.stderr.splitlines() if not line.startswith("    ")]
    assert found == [
        "refused edition.yaml:8 · columns · page A01 · block a: The columns 2-1 are not on the grid.",
        "refused edition.yaml:9 · lines · page A01 · block a: The lines 1-99 are not on the grid.",
    ]
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("arguments", [("-q", "build"), ("build", "-q"), ("build", "--quiet")])
def test_quiet_says_nothing_of_what_went_well(good: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, good, "-o", tmp_path / "o", "--dpi", "30")
    assert (result.exit_code, result.output) == (0, "")


def test_quiet_still_says_what_is_wrong(over: Path) -> None:
    result = run("check", "-q", over)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no room" in result.stderr


def test_check_says_how_stories_fit_and_writes_nothing(good: Path, tmp_path: Path) -> None:
    result = run("check", good)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "A01 a: 34 lines in 2 legs of 17, 0 lines white, 0 lines (0 characters) over\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["daily"]


def test_check_gives_its_problems_as_json(good: Path, over: Path) -> None:
    result = run("check", "--json", over)
    assert result.exit_code == 1
    assert result.stderr == ""
    [row] = json.loads(result.stdout)
    assert row["id"] == "overset"
    assert row["severity"] == "press"
    assert row["where"]["story"] == "a"
    assert set(row) == {"id", "severity", "what", "where", "hint"}


def test_check_gives_a_refusal_as_json_too(bad: Path) -> None:
    result = run("check", "--json", bad)
    assert (result.exit_code, result.stderr) == (2, "")
    assert [row["id"] for row in json.loads(result.stdout)] == ["off-grid", "off-grid"]


def test_check_of_a_good_edition_gives_an_empty_list(good: Path) -> None:
    assert json.loads(run("check", "--json", good).stdout) == []


def test_copy_is_shown_as_it_is_written(tmp_path: Path) -> None:
    """No emoji for :100:, no markup for [red], nothing cut at a terminal's width."""
    text = "天:100:地[red]玄[/red]" * 40
    Draft(blocks=[block("a", "1", "1-6")], stories={"a": story("", text)}).write(tmp_path)
    shown = run("check", "--json", tmp_path, COLUMNS="40").stdout
    row = next(row for row in json.loads(shown) if row["id"] == "overset")
    assert ":100:" in row["what"] and "[red]" in row["what"]
    draft = Draft(
        blocks=[block("a", "1", "1-9", headline_style=":100:[red]")], stories={"a": story("", text)}
    )
    result = run("check", draft.write(tmp_path))
    assert ":100:[red]" in result.stderr


def test_names_of_files_do_not_steer_the_terminal(tmp_path: Path) -> None:
    root = Draft(blocks=[block("a", "1-2", "1-20")], stories={"a": story("标题", running(338))}).write(
        tmp_path
    )
    (root / "stories" / "\x1b[2Jx.md").write_text(story("二", "天"), "utf-8")
    (root / "fonts").mkdir()
    (root / "fonts" / "\x1b]0;x\x07.ttf").write_bytes(b"x")
    (root / "fonts" / "gpj.\u202exyz.ttf").write_bytes(b"x")
    result = run("check", root)  # looks for the escape itself
    assert result.exit_code == 0
    assert "In the pool: 1 story (\ufffd[2Jx" in result.stdout
    assert "gpj.\ufffdxyz.ttf" in result.stderr and "\u202e" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build",),
        ("build", "x", "--dpi", "10"),
        ("build", "x", "--dpi", "nan"),
        ("build", "x", "--dpi", "many"),
        ("check", "x", "--no-such-option"),
        ("faces", "no/such/folder"),
        ("import", "no-such-file.txt", "-o", "x"),
        ("check", "no/such/folder"),
    ],
)
def test_wrong_usage_ends_with_code_2_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output
    assert not list(tmp_path.iterdir())


def test_help_names_every_command_and_the_exit_codes() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for word in ("build", "check", "schema", "import", "faces", "0 done", "1 built", "2 input refused"):
        assert word in " ".join(result.stdout.split())


def test_schema_writes_the_schema_of_every_input_file(tmp_path: Path) -> None:
    result = run("schema", "-o", tmp_path / "s")
    assert result.exit_code == 0
    names = sorted(f"{name}.schema.json" for name in MODELS)
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == names
    assert result.stdout.splitlines() == [str(tmp_path / "s" / name) for name in names]


def test_schema_into_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("x")
    result = run("schema", "-o", tmp_path / "s")
    assert result.exit_code == 2
    assert result.stderr.startswith("refused s: The output folder 's' can't be written")


def test_import_drafts_stories_that_check_can_read(tmp_path: Path) -> None:
    raw = ROOT / "tests" / "content" / "data" / "wujin-page.txt"
    result = run("import", raw, "-o", tmp_path / "new")
    assert (result.exit_code, result.stderr) == (0, "")
    *names, summary = result.stdout.splitlines()
    assert all(Path(name).is_file() for name in names)
    assert re.fullmatch(r"\d+ changes made, \d+ doubtful spots: see the import report\.", summary)
    again = run("import", raw, "-o", tmp_path / "new")
    assert again.exit_code == 2
    assert "stands already" in again.stderr


def test_import_of_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("武进".encode("gb18030"))
    result = run("import", tmp_path / "x.txt", "-o", tmp_path / "new")
    assert result.exit_code == 2
    assert result.stderr.startswith("refused x.txt:1: Byte 1 of the file is not UTF-8.")
    assert not (tmp_path / "new").exists()


def test_faces_lists_what_each_role_is_set_in(good: Path) -> None:
    result = run("faces")
    assert result.exit_code == 0
    roles = {line.split()[0] for line in result.stdout.split("\n\n")[0].splitlines()}
    assert roles == {
        "song",
        "hei",
        "kai",
        "fangsong",
        "nameplate",
        "serif",
        "sans",
        "kai-hant",
        "kai-old",
    }
    assert re.search(r"^song +song-400 +NotoSerifCJKjp-VF\.ttf$", result.stdout, re.MULTILINE)
    (good / "fonts").mkdir()
    (good / "fonts" / "x.ttf").write_bytes(b"no font")
    assert "x.ttf" in run("faces", good).stderr


def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a shell starts it, in an environment without a locale."""
    bare = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHON", "NO_COLOR", "FORCE_COLOR"))
    }
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        env={**bare, **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["the C locale", "ASCII", "a set encoding"],
)
def test_a_locale_that_is_not_utf_8_can_still_print_copy(over: Path, environment: dict[str, str]) -> None:
    done = command("check", over, **environment)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert running(400)[338:348] in done.stderr.decode("utf-8")


def test_no_colour_where_none_is_wanted(over: Path) -> None:
    wanted = command("check", over, FORCE_COLOR="1", TERM="xterm-256color")
    assert b"\x1b[" in wanted.stderr  # else this test could not fail
    refused = command("check", over, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    codes = re.findall(rb"\x1b\[([0-9;]*)m", refused.stderr)
    assert [code for code in codes if re.search(rb"3[0-9]|9[0-9]", code)] == []
    assert b"\x1b" not in command("check", over).stderr


def test_a_check_does_not_wait_for_reportlab_to_make_pages(good: Path) -> None:
    code = (
        "import sys, pathlib; from layout.publish import set_edition; set_edition(pathlib.Path(sys.argv[1]));"
        "sys.exit('pypdfium2' in sys.modules or 'layout.press.document' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(good)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == 0


def test_warnings_go_to_press(tmp_path: Path) -> None:
    root = Draft(blocks=[block("a", "1-2", "1-40")], stories={"a": story("", prose(100))}).write(
        tmp_path / "e"
    )
    result = run("check", root)
    assert result.exit_code == 0
    assert result.stderr.startswith("warning edition.yaml:9 ")
    assert " · page A01 · block a · story a: The story leaves " in result.stderr


def test_proof_draws_the_pages_that_are_asked_for(good: Path, over: Path, tmp_path: Path) -> None:
    result = run("proof", over, "-p", "A01", "-o", tmp_path / "proofs", "--dpi", "40")
    assert result.exit_code == 1 and "overset" not in result.stdout
    assert "lines, " in result.stderr
    assert result.stdout.splitlines() == [f"{tmp_path / 'proofs' / 'daily-A01.png'}"]
    assert run("proof", over, "--page", "B02", "-o", tmp_path / "none").exit_code == 2


FAULTY = """
import build, layout.publish
def wrong(*arguments, **options):
    raise KeyError('a secret of the program')
layout.publish.publish = wrong
build.main()
"""


def test_a_fault_of_the_program_ends_with_code_3(good: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, "build", str(good), "-o", str(tmp_path / "o")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp"), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    what, hint = done.stderr.splitlines()
    assert what == "fault: The program has a fault of its own. Output folders hold a whole build, or none."
    [kept] = (tmp_path / "tmp").iterdir()
    assert hint.endswith(str(kept)) and "in wrong" in kept.read_text("utf-8")
    assert not (tmp_path / "o").exists()


def test_the_tests_see_a_fault_as_it_is(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*arguments: object, **options: object) -> None:
        raise KeyError("a")

    monkeypatch.setattr("layout.publish.check", wrong)
    with pytest.raises(KeyError):
        run("check", good)
