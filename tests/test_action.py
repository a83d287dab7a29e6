"""The GitHub Action: what its file may say, and its steps run as a runner would, on a small edition and hostile inputs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest import fixture, mark

from tests.editions import Draft, block, prose, story
from tests.snippets import snippets

ROOT = Path(__file__).parent.parent
STEPS = ROOT / ".github" / "action" / "steps.py"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

HOSTILE = "a \"b\" 'c' $(touch taken) `touch taken` ; touch taken\n::error::taken\nx=${{ y }}"
"""A folder's name that would do harm if anything read it as a script."""


def step(word: str) -> dict[str, Any]:
    """The step whose script or action has a word in its call."""
    (found,) = [step for step in ACTION["runs"]["steps"] if word in step.get("run", step.get("uses", ""))]
    return found  # type: ignore[no-any-return]


@dataclass
class Runner:
    """A folder with what a runner gives to a step."""

    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        files = {
            name: str(self.folder / name.lower())
            for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH")
        }
        (self.folder / "temp").mkdir(exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", str(self.folder)),
            "DUIKAI_CACHE": os.environ.get("DUIKAI_CACHE", str(ROOT / ".cache")),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_JOB": "pages",
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_REPOSITORY": "desk/paper",
            "RUNNER_TEMP": str(self.folder / "temp"),
            "DUIKAI_PYTHON": sys.executable,
            **files,
            **more,
        }

    def run(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(STEPS), name],
            cwd=self.folder,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def outputs(self) -> dict[str, str]:
        """What the steps set, read as the runner reads it: `NAME<<END`, lines, `END`."""
        text = (self.folder / "github_output").read_text(encoding="utf-8")
        found = re.findall(r"(?ms)^(\w+)<<(\S+)\n(.*?)\n\2$", text)
        return {name: value for name, _, value in found}

    def summary(self) -> str:
        return (self.folder / "github_step_summary").read_text(encoding="utf-8")


@fixture
def runner(tmp_path: Path) -> Runner:
    folder = tmp_path / "work space"
    folder.mkdir()
    return Runner(folder)


# action.yml


def test_no_input_reaches_a_script_but_as_a_variable() -> None:
    for described in ACTION["runs"]["steps"]:
        assert "${{" not in described.get("run", ""), described
        assert ("run" in described) == (described.get("shell") == "bash"), described
        for value in described.get("env", {}).values():
            assert re.fullmatch(r"\$\{\{ [\w.-]+ \}\}", value)


def test_other_actions_are_pinned_by_commit_and_say_their_version() -> None:
    lines = (ROOT / "action.yml").read_text(encoding="utf-8").splitlines()
    uses = [line.strip(" -") for line in lines if re.match(r"\s*-?\s*uses:", line)]
    assert len(uses) == 3
    for line in uses:
        assert re.fullmatch(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_the_report_is_kept_whatever_came_of_the_comparison() -> None:
    assert step("upload-artifact")["if"].startswith("always()")
    assert step('steps.py" summary')["if"].startswith("always()")
    assert step("exit")["if"] == "always()"
    assert ACTION["runs"]["steps"][-1] == step("exit")


def test_every_output_is_set_by_a_step_and_every_script_is_there() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    set_there = set(re.findall(r'set_output\(\s*"(\w+)"', STEPS.read_text(encoding="utf-8"))) | {
        "python",
        "artifact-url",
    }
    assert set(re.findall(r"steps\.\w+\.outputs\.([\w-]+)", text)) <= set_there
    for name in re.findall(r"GITHUB_ACTION_PATH/([\w./-]+)", text):
        assert (ROOT / name).is_file(), name


def test_packages_and_faces_come_by_hash_into_an_environment_of_its_own(runner: Runner) -> None:
    """The script runs with a Python that is played: nothing is fetched here."""
    tools = runner.folder / "tools"
    tools.mkdir()
    python = tools / "python"
    python.write_text(
        '#!/bin/sh\necho "$DUIKAI_CACHE $*" >> "$RUNNER_TEMP/ran.txt"\n'
        'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    environment = runner.environment(
        PATH=f"{tools}:{os.environ['PATH']}", HOME=str(runner.folder), DUIKAI_CACHE=""
    )
    done = subprocess.run(
        ["bash", str(STEPS.with_name("install.sh"))],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    _, install, faces = (runner.folder / "temp" / "ran.txt").read_text(encoding="utf-8").splitlines()
    assert "--require-hashes --only-binary=:all:" in install and install.endswith(
        f"-r {ROOT}/constraints.txt"
    )
    assert faces == f"{runner.folder}/.cache/duikai -m fonts.fetch --quiet"
    output = (runner.folder / "github_output").read_text(encoding="utf-8")
    assert output == f"python={runner.folder}/temp/duikai/bin/python\n"
    assert step("actions/cache")["with"]["path"] == "~/.cache/duikai/faces"


def test_the_faces_are_kept_by_the_hash_of_their_list(runner: Runner) -> None:
    assert runner.run("key").returncode == 0
    assert re.fullmatch(r"[0-9a-f]{64}", runner.outputs()["key"])


# The steps, on an edition


@fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition with its goldens, in a folder whose name is hostile."""
    folder = tmp_path_factory.mktemp("editions") / HOSTILE / "today"
    draft = Draft([block("a", "1-3", "1-16")], {"a": story("题目", prose(120))})
    root = draft.write(folder)
    accept = [sys.executable, "build.py", "golden", "accept", "--", str(root)]
    done = subprocess.run(
        accept, cwd=ROOT, env={**os.environ, "CI": ""}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def compare(runner: Runner, edition: Path, **inputs: str) -> dict[str, str]:
    done = runner.run("compare", EDITION=str(edition), **inputs)
    assert done.returncode == 0, done.stderr
    outputs = runner.outputs()
    runner.run("summary", VERDICT=outputs["verdict"], FOLDER=outputs["folder"])
    assert not list(Path(runner.folder).rglob("taken"))
    return outputs


def exit_code(code: str) -> int:
    """What the action's last step ends with."""
    script = step("exit")["run"]
    return subprocess.run(["bash", "-c", script], env={"CODE": code}, check=False).returncode


def test_pages_that_are_the_same_pass(runner: Runner, edition: Path) -> None:
    outputs = compare(runner, edition)
    assert (outputs["verdict"], outputs["differences"]) == ("same", "0")
    assert exit_code(outputs["code"]) == 0
    assert "### Golden pages: same" in runner.summary()


def test_a_changed_character_fails_with_its_sentence(runner: Runner, edition: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    subprocess.run(["cp", "-r", str(edition), str(changed)], check=True)
    (copy,) = (changed / "stories").glob("*.md")
    text = copy.read_text(encoding="utf-8")
    copy.write_text(text.replace("题目", "题目 <b>@all</b>"), encoding="utf-8")
    outputs = compare(runner, changed)
    assert outputs["verdict"] == "differs"
    assert exit_code(outputs["code"]) == 1
    assert int(outputs["differences"]) >= 1
    assert Path(outputs["report"]).is_file()
    assert "| A01 | differs | " in runner.summary()
    assert "<b>" not in runner.summary() and "@all" not in runner.summary()


def test_what_can_not_be_compared_says_why(runner: Runner, edition: Path, tmp_path: Path) -> None:
    outputs = compare(runner, edition, GOLDEN=str(tmp_path / HOSTILE.partition("\n")[0]))
    assert outputs["verdict"] == "not-compared"
    assert exit_code(outputs["code"]) == 2
    summary = runner.summary()
    assert "### Golden pages: not compared" in summary and "golden accept" in summary


def play_program(runner: Runner, script: str) -> dict[str, str]:
    """A Python that is played: what it is called with is in ARGUMENTS.json, and `script` runs then."""
    python = runner.folder / "python"
    python.write_text(
        f"#!{sys.executable}\nimport json, pathlib, sys\n"
        f"pathlib.Path({str(runner.folder / 'ARGUMENTS.json')!r}).write_text(json.dumps(sys.argv[1:]))\n{script}\n",
        encoding="utf-8",
    )
    python.chmod(0o755)
    return {"DUIKAI_PYTHON": str(python)}


@mark.parametrize(
    ("args", "options"),
    [
        ("", []),
        ("--page 'A 01'\n--mask \"m.yaml\"", ["--page", "A 01", "--mask", "m.yaml"]),
        (
            "$(touch taken) `touch taken` ; touch taken",
            ["$(touch", "taken)", "`touch", "taken`", ";", "touch", "taken"],
        ),
        ("--report elsewhere", ["--report", "elsewhere"]),
    ],
)
def test_args_are_options_and_no_script(runner: Runner, args: str, options: list[str]) -> None:
    played = play_program(runner, "")
    done = runner.run("compare", EDITION=HOSTILE, GOLDEN="-g $(touch taken)", ARGS=args, **played)
    assert done.returncode == 0, done.stderr
    asked = json.loads((runner.folder / "ARGUMENTS.json").read_text(encoding="utf-8"))
    own = ["--golden", "-g $(touch taken)", "--report", runner.outputs()["folder"], "--", HOSTILE]
    assert asked == [str(ROOT / "build.py"), "golden", "compare", *options, *own], (
        "the action's own come last, and hold"
    )
    assert not list(runner.folder.rglob("taken"))


def test_args_that_end_in_a_quotation_are_refused(runner: Runner) -> None:
    outputs = compare(runner, Path("e"), ARGS="--page 'A01")
    assert (outputs["verdict"], exit_code(outputs["code"])) == ("not-compared", 2)
    assert "the input args can&#x27;t be read" in runner.summary()


# The steps, on what a comparison left behind


@dataclass(frozen=True)
class Found:
    """What a comparison wrote into its folder."""

    sentences: tuple[str, ...]

    def write(self, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        pages = [
            {"page": "A01", "verdict": "differs", "sentences": list(self.sentences)},
            {"page": "A02", "verdict": "same", "sentences": []},
        ]
        (folder / "report.json").write_text(json.dumps({"pages": pages}), encoding="utf-8")
        (folder / "said.txt").write_text("", encoding="utf-8")
        return folder


def summarise(runner: Runner, folder: Path, verdict: str = "differs", **more: str) -> str:
    done = runner.run("summary", FOLDER=str(folder), VERDICT=verdict, **more)
    assert done.returncode == 0, done.stderr
    return runner.summary()


def test_a_summary_is_cut_after_fifty_rows_and_says_so(runner: Runner) -> None:
    long = summarise(
        runner, Found(tuple(f"{'深<' * 3000} {n}" for n in range(300))).write(runner.folder / "f")
    )
    assert long.count("\n| A01 |") == 50
    assert "1 of 2 pages, 300 differences." in long
    assert "250 more differences are in the report." in long
    assert len(long.encode()) < 2**20


def test_a_short_summary_is_whole(runner: Runner) -> None:
    short = summarise(runner, Found(tuple(map(str, range(50)))).write(runner.folder / "f"))
    assert short.count("\n| A01 |") == 50
    assert "more differences" not in short


def test_what_was_printed_is_cut_too(runner: Runner) -> None:
    folder = runner.folder / "f"
    folder.mkdir()
    (folder / "said.txt").write_text("</pre><script>\n\n" + "深" * 2_000_000, encoding="utf-8")
    said = summarise(runner, folder, "not-compared")
    assert "&lt;/pre&gt;&lt;script&gt;\n深" in said and "… (cut; the log has all)" in said
    assert len(said.encode()) < 2**20


def test_copy_is_no_markdown_in_a_summary(runner: Runner) -> None:
    nasty = "| a | <img src=x> [x](y) `c` **b** @desk #12 \r\n\x1b[31m ::error::x 「深厚」→「深厚，」"
    text = summarise(runner, Found((nasty,)).write(runner.folder / "f"))
    (row,) = [line for line in text.splitlines() if line.startswith("| A01")]
    assert row.count("|") == 4
    assert not set("<>[]`*@#\x1b") & set(re.sub(r"&#\d+;", "", row))
    assert "「深厚」→「深厚&#65292;」" in row or "「深厚」→「深厚，」" in row
    assert "&#64;\u200bdesk" in row, "nobody is called"


def test_only_an_address_of_an_artifact_becomes_a_link(runner: Runner) -> None:
    folder = Found(("x",)).write(runner.folder / "f")
    address = "https://github.com/desk/paper/actions/runs/1/artifacts/2"
    assert f"]({address})" in summarise(runner, folder, ARTIFACT_URL=address)
    (runner.folder / "github_step_summary").unlink()
    assert "The report" not in summarise(runner, folder, ARTIFACT_URL="javascript:alert(1)")


def test_the_log_is_not_commanded_by_what_is_printed(runner: Runner) -> None:
    """A played comparison prints commands to the runner: they stand between a pair that switches commands off."""
    played = play_program(runner, "print('::add-mask::x')\nsys.exit(1)")
    done = runner.run("compare", EDITION="e", **played)
    stop, command, _, go = done.stdout.splitlines()[:4]
    token = stop.removeprefix("::stop-commands::")
    assert len(token) == 32 and command == "::add-mask::x" and go == f"::{token}::"
    other = runner.run("compare", EDITION="e", **played).stdout
    assert token not in other, "it can't be foreseen"


def test_the_first_difference_stands_before_the_log(runner: Runner) -> None:
    """A played comparison leaves a report; of its copy nothing commands the runner."""
    pages = [{"page": "A01", "verdict": "differs", "sentences": ["100 %\r\n::warning::x", "b", "c"]}]
    report = (
        f"pathlib.Path(sys.argv[-3], 'report.json').write_text({json.dumps({'pages': pages})!r})\nsys.exit(1)"
    )
    done = runner.run("compare", EDITION="e", **play_program(runner, report))
    assert done.stdout.splitlines()[-1] == "::error title=Golden pages::100 %25 ::warning::x (2 more)"
    assert runner.outputs()["differences"] == "3"


def test_an_output_can_not_set_another(runner: Runner) -> None:
    hostile = "x\nEOF\nverdict<<EOF\nsame\nEOF"
    call = f"import sys; sys.path.insert(0, {str(STEPS.parent)!r}); import steps; steps.set_output('folder', {hostile!r})"
    subprocess.run([sys.executable, "-c", call], env=runner.environment(), check=True)
    assert runner.outputs() == {"folder": hostile}


def test_an_artifact_has_a_name_that_github_takes(runner: Runner) -> None:
    runner.run("compare", EDITION=HOSTILE, **play_program(runner, ""))
    name = runner.outputs()["artifact"]
    assert re.fullmatch(r"golden-pages-pages-[\w.-]{1,80}", name) and len(name) <= 100


# The comment


def play_github(runner: Runner, comments: str) -> dict[str, str]:
    """A `gh` that writes down what it is asked, and answers a question for comments."""
    tools = runner.folder / "tools"
    tools.mkdir(exist_ok=True)
    gh = tools / "gh"
    gh.write_text(
        '#!/bin/sh\nfor a in "$@"; do printf "%s\\n" "$a" >> "$RUNNER_TEMP/asked.txt"; done\n'
        f'case "$*" in *--jq*) echo "{comments}";; esac\n',
        encoding="utf-8",
    )
    gh.chmod(0o755)
    return {"PATH": f"{tools}:{os.environ['PATH']}"}


def comment(runner: Runner, head: str, comments: str = "", **more: str) -> tuple[str, list[str]]:
    event = {"pull_request": {"number": 7, "head": {"repo": {"full_name": head}}}}
    (runner.folder / "github_event_path").write_text(json.dumps(event), encoding="utf-8")
    folder = Found(("「深厚」→「深厚，」",)).write(runner.folder / "f")
    environment = {**play_github(runner, comments), **more}
    done = runner.run("comment", FOLDER=str(folder), VERDICT="differs", **environment)
    assert done.returncode == 0, done.stderr
    asked = runner.folder / "temp" / "asked.txt"
    return done.stdout, asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []


def test_a_comment_is_written_once_and_then_renewed(runner: Runner) -> None:
    _, asked = comment(runner, "desk/paper")
    assert asked[-4:] == [
        "POST",
        "--field",
        f"body=@{runner.folder}/f/comment.md",
        "repos/desk/paper/issues/7/comments",
    ]
    body = (runner.folder / "f" / "comment.md").read_text(encoding="utf-8")
    assert body.startswith("<!-- duikai: golden pages -->\n### Golden pages: differs")
    _, asked = comment(runner, "desk/paper", comments="4711")
    assert asked[-4] == "PATCH" and asked[-1] == "repos/desk/paper/issues/comments/4711"


@mark.parametrize(
    ("head", "event", "why"),
    [
        ("stranger/paper", "pull_request", "comes from a fork"),
        ("desk/paper", "pull_request_target", "of no pull request"),
        ("desk/paper", "push", "of no pull request"),
    ],
)
def test_no_comment_is_written_for_a_fork_or_with_rights_that_a_fork_could_use(
    runner: Runner, head: str, event: str, why: str
) -> None:
    said, asked = comment(runner, head, GITHUB_EVENT_NAME=event)
    assert why in said and asked == []


def test_a_comment_is_only_made_where_it_was_asked_for() -> None:
    assert "inputs.comment == 'true'" in step('steps.py" comment')["if"]
    assert ACTION["inputs"]["comment"]["default"] == "false"


# Its documentation


def test_the_documentation_shows_a_workflow_that_the_action_takes() -> None:
    shown = [snippet.text for snippet in snippets(ROOT / "docs" / "golden.md")]
    (workflow,) = [yaml.safe_load(text) for text in shown if "uses: OWNER/duikai@" in text]
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    (ours,) = [step for step in job["steps"] if step["uses"].startswith("OWNER/duikai@")]
    assert set(ours["with"]) <= set(ACTION["inputs"])
    assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for step in job["steps"] if step is not ours)


def test_the_documentation_shows_how_gitlab_keeps_the_report() -> None:
    shown = [snippet.text for snippet in snippets(ROOT / "docs" / "golden.md")]
    (pipeline,) = [
        yaml.safe_load(text) for text in shown if "artifacts:" in text and "golden compare" in text
    ]
    (job,) = pipeline.values()
    assert job["artifacts"]["when"] == "always"
    junit = job["artifacts"]["reports"]["junit"]
    assert any(f"--junit {junit}" in line for line in job["script"])
