"""The steps of the GitHub Action: `python steps.py key|compare|summary|comment`. Inputs come as environment variables.

Whatever an input or the copy of a page holds, it is data here: nothing is given to a shell, what the comparison prints
can't command the runner, and what goes into Markdown is escaped. Needs nothing but Python's own library.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parents[2]
"""The action's own checkout."""

VERDICTS: Final = {0: "same", 1: "differs"}
"""By exit code of `golden compare`; all others are `not-compared`."""

ROWS: Final = 50
"""Differences that a summary names. The report has all."""

CELL: Final = 400
"""Characters of a cell; a row is under 10 kB however it is escaped, a summary under GitHub's 1 MiB."""

SAID: Final = 20_000
"""Characters kept of what the comparison printed, where there is no report."""

MARK: Final = "<!-- duikai: golden pages -->"
"""The first line of the action's comment, by which the next run finds it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the summary: a difference, or a page that has none of its own."""

    page: str
    verdict: str
    sentence: str


def main(arguments: list[str]) -> int:
    """Does one step. Returns 0; what was found is the last step's to return."""
    steps: dict[str, Callable[[], None]] = {
        "key": name_faces,
        "compare": compare,
        "summary": write_summary,
        "comment": write_comment,
    }
    steps[arguments[0]]()
    return 0


def name_faces() -> None:
    """What the faces are kept under between runs: the hash of the list that names each by its hash."""
    set_output("key", hashlib.sha256((HERE / "fonts" / "sources.py").read_bytes()).hexdigest())


def compare() -> None:
    """Compares, and says what came of it to the steps that follow. A difference is no error yet."""
    folder = Path(os.environ["RUNNER_TEMP"]) / f"golden-pages-{secrets.token_hex(4)}"
    folder.mkdir()
    edition = os.environ["EDITION"]
    try:
        more = shlex.split(os.environ.get("ARGS", ""))
    except ValueError as error:
        code, printed = 2, f"the input args can't be read: {error}\n"
        tell(printed)
    else:
        code, printed = run_comparison(more, edition, folder)
    (folder / "said.txt").write_text(printed, encoding="utf-8", errors="backslashreplace")
    rows = read_rows(folder)
    report = folder / "report.html"
    set_output("code", str(code))
    set_output("verdict", VERDICTS.get(code, "not-compared"))
    set_output("report", str(report) if report.is_file() else "")
    set_output("differences", str(sum(row.verdict != "same" for row in rows)))
    set_output("folder", str(folder))
    set_output("artifact", artifact_name(edition))
    annotate(code, rows)


def annotate(code: int, rows: list[Row]) -> None:
    """Puts the first difference on the run's page, in front of its log."""
    told = [row.sentence for row in rows if row.verdict != "same"]
    if code:
        what = one_line(told[0]) if told else "the pages could not be compared"
        more = f" ({len(told) - 1} more)" if len(told) > 1 else ""
        # A percent sign begins an escape of the runner's.
        sys.stdout.write(f"::error title=Golden pages::{what.replace('%', '%25')}{more}\n")


def run_comparison(more: list[str], edition: str, folder: Path) -> tuple[int, str]:
    """The exit code of `golden compare` and what it printed, which the log shows as well."""
    golden = os.environ.get("GOLDEN", "")
    command = [os.environ["DUIKAI_PYTHON"], str(HERE / "build.py"), "golden", "compare", *more]
    # Behind the caller's own options, so that these hold; a folder whose name begins with a hyphen is a folder.
    command += [*(["--golden", golden] if golden else []), "--report", str(folder), "--", edition]
    faces = os.environ.get("DUIKAI_CACHE") or str(Path.home() / ".cache" / "duikai")
    environment = {**os.environ, "DUIKAI_CACHE": faces, "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except (OSError, ValueError) as error:  # a NUL in an input, a Python that is not there
        printed = f"the comparison could not be started: {error}\n"
        tell(printed)
        return 2, printed
    printed = done.stdout.decode("utf-8", "replace")
    tell(printed)
    return (
        done.returncode if done.returncode >= 0 else 2,
        printed,
    )  # a signal is no exit code that a shell can give


def tell(printed: str) -> None:
    """Shows text in the log. A line of it that looks like a command to the runner is none."""
    token = secrets.token_hex(16)
    sys.stdout.write(f"::stop-commands::{token}\n{printed}\n::{token}::\n")
    sys.stdout.flush()


def set_output(name: str, value: str) -> None:
    """An output of the step. Its end can't be guessed, so that a value can't end it and set another."""
    end = f"end-{secrets.token_hex(16)}"
    append("GITHUB_OUTPUT", f"{name}<<{end}\n{value}\n{end}\n")


def append(variable: str, text: str) -> None:
    """Adds text to the file that a variable of the runner names."""
    with Path(os.environ[variable]).open(
        "a", encoding="utf-8", newline="\n", errors="backslashreplace"
    ) as file:
        file.write(text)


def artifact_name(edition: str) -> str:
    """A name for the report among a run's artifacts, which GitHub allows: by job and edition."""
    job = os.environ.get("GITHUB_JOB", "")
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", f"{job}-{edition}").strip("-.")
    return f"golden-pages-{plain}"[:100]


def read_rows(folder: Path) -> list[Row]:
    """A row for each difference that report.json tells, and for each page that is the same; none without one."""
    try:
        data: Any = json.loads((folder / "report.json").read_bytes())
        return [
            Row(str(page["page"]), str(page["verdict"]), str(sentence))
            for page in data["pages"]
            for sentence in (page["sentences"] or [""])
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write_summary() -> None:
    """Adds the table of what differs to the run's summary."""
    append("GITHUB_STEP_SUMMARY", summary(Path(os.environ["FOLDER"]), os.environ["VERDICT"]))


def write_comment() -> None:
    """Writes the summary into the pull request, over the action's own earlier comment where there is one."""
    event: Any = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())
    if (why_not := no_comment(event)) is not None:
        sys.stdout.write(f"::notice::No comment was written: {why_not}\n")
        return
    folder = Path(os.environ["FOLDER"])
    body = folder / "comment.md"
    body.write_text(f"{MARK}\n{summary(folder, os.environ['VERDICT'], rows=20)}", encoding="utf-8")
    issue = f"repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    number = int(event["pull_request"]["number"])
    mine = f'.[] | select(.user.type == "Bot" and (.body | startswith("{MARK}"))) | .id'
    earlier = call_github("--paginate", "--jq", mine, f"{issue}/{number}/comments").split()
    if earlier:
        call_github("--method", "PATCH", "--field", f"body=@{body}", f"{issue}/comments/{int(earlier[0])}")
    else:
        call_github("--method", "POST", "--field", f"body=@{body}", f"{issue}/{number}/comments")


def no_comment(event: Any) -> str | None:
    """Why nothing is to be written into the pull request; None where it may be."""
    if os.environ["GITHUB_EVENT_NAME"] != "pull_request":
        return "this run is of no pull request"
    head = (event["pull_request"]["head"].get("repo") or {}).get("full_name")
    return None if head == os.environ["GITHUB_REPOSITORY"] else "the pull request comes from a fork"


def call_github(*arguments: str) -> str:
    """What GitHub's own command line answers. Its refusal ends the step."""
    done = subprocess.run(["gh", "api", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"::error::The comment could not be written: {one_line(done.stderr)}")
    return done.stdout


def summary(folder: Path, verdict: str, rows: int = ROWS) -> str:
    """What came of the comparison, as Markdown: a title, a table of at most `rows` differences, where the report is."""
    found = read_rows(folder)
    told = [row for row in found if row.verdict != "same"]
    pages = {row.page for row in found}
    lines = [f"### Golden pages: {verdict.replace('-', ' ')}", ""]
    if told:
        lines += [f"{len({row.page for row in told})} of {len(pages)} pages, {len(told)} differences.", ""]
        lines += ["| page | verdict | what |", "| --- | --- | --- |"]
        lines += [f"| {cell(row.page)} | {cell(row.verdict)} | {cell(row.sentence)} |" for row in told[:rows]]
        if len(told) > rows:
            lines += ["", f"{len(told) - rows} more differences are in the report."]
    elif verdict == "not-compared":
        lines += ["<pre>", html.escape(read_said(folder)), "</pre>"]
    else:
        lines.append(f"{len(pages)} pages are as their goldens.")
    address = os.environ.get("ARTIFACT_URL", "")
    if re.fullmatch(r"https://[\w./-]+", address):
        lines += ["", f"[The report, to download]({address})"]
    return "\n".join([*lines, "", ""])


def read_said(folder: Path) -> str:
    """What the comparison printed, cut to what a summary may hold; no empty line, which would end an HTML block."""
    said = (folder / "said.txt").read_text(encoding="utf-8")
    cut = said if len(said) <= SAID else f"{said[:SAID]}\n… (cut; the log has all)"
    return "\n".join(filter(str.strip, cut.splitlines()))


def cell(text: str) -> str:
    """Text as a cell of a table: one line, nothing of it Markdown, HTML, or a call to a person (`@name`)."""
    line = one_line(text)
    line = line if len(line) <= CELL else f"{line[: CELL - 1]}…"
    plain = re.sub(r"[^\w\s.,;:·→「」“”…]|_", lambda mark: f"&#{ord(mark[0])};", line)
    # GitHub looks for @name and #12 in what came out of the Markdown: a space of no width parts them.
    return plain.replace("&#64;", "&#64;\u200b").replace("&#35;", "&#35;\u200b")


def one_line(text: str) -> str:
    """Text without what would end a line or a command to the runner."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
