"""A page of the documentation -> its fenced snippets, and a copy of the project in which they are carried out.

The word after a snippet's language says what is done with it:

| snippet | what is done |
|---|---|
| `console` | the commands behind `$` are run, and what follows them is what they must print |
| `yaml file=PATH`, `markdown file=PATH` | written to the file, which must be one that the program can read |
| `yaml append=PATH` | added at the file's end |
| `diff edit=PATH` | the line behind `-` is replaced by the line behind `+` |
| `json in=PATH`, `yaml in=PATH` | must be a part of what the file holds; `…` stands for anything |
| `python` | run; the snippets of a page share their names |
| `python program=PATH`, `diff program=PATH` | a change of the program, which `tests/makeup/test_new_block.py` makes |
| `sh`, `text` | looked at by a person, but for its make targets |

A line `…` in what a command prints stands for any lines.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from pydantic import TypeAdapter, ValidationError
from typer.testing import CliRunner

from build import app
from content.advert import read_advert
from content.photo import read_photo
from content.problems import Place, Refused
from content.reading import read_model
from content.story import read_story
from content.table import read_table
from layout.plan.blocks import Block
from layout.plan.edition import EditionModel
from layout.plan.paper import Paper
from layout.reading.profiles import profiles_beside

ROOT = Path(__file__).parent.parent
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fenced block: its language, what its info line says beside it, its text, its first line (from 1)."""

    language: str
    says: dict[str, str]
    text: str
    line: int


def snippets(page: Path) -> list[Snippet]:
    """Every fenced block of a Markdown file, also those in lists."""
    found = []
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and token.map:
            language, *rest = token.info.split() or [""]
            says = dict(word.partition("=")[::2] for word in rest)
            found.append(Snippet(language, says, token.content, token.map[0] + 1))
    return found


def _wrong_blocks(text: str) -> str | None:
    """What is wrong with a list of blocks that a page might have."""
    try:
        TypeAdapter(list[Block]).validate_python(yaml.safe_load(text))
    except ValidationError as wrong:
        return str(wrong)
    return None


class Checkout:
    """A folder with what a reader's commands need of the project, in which one page's snippets are carried out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = 0
        self.printed = ""
        self.names: dict[str, Any] = {"__name__": "snippet"}
        for name in ("content/editions", "content/papers", "layout/plan/profiles", "tests/content/data"):
            shutil.copytree(ROOT / name, folder / name)

    def run(self, snippet: Snippet) -> str | None:
        """Carries a snippet out. Gives what is wrong with it as it stands, or None."""
        text, says = snippet.text, snippet.says
        match snippet.language, *says:
            case "console", *_:
                return self._console(text)
            case (("yaml" | "markdown"), "file"):
                return self._write(says["file"], text)
            case "yaml", "append":
                return self._write(says["append"], self._read(says["append"]) + text)
            case "diff", "edit":
                return self._edit(says["edit"], text)
            case "json", "in":
                return _missing(json.loads(text), json.loads(self._read(says["in"])))
            case "yaml", "in":
                return _missing(yaml.safe_load(text), yaml.safe_load(self._read(says["in"])))
            case "yaml", "blocks":
                return _wrong_blocks(text)
            case (("python" | "diff"), "program"):
                pass
            case "python", *_:
                with _inside(self.folder), contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(text, f"snippet at line {snippet.line}", "exec"), self.names)
            case (("sh" | "text"), *_):
                pass
            case _:
                return f"nobody knows what to do with {snippet.language} {says}"
        return None

    def _path(self, name: str) -> Path:
        path = self.folder / name
        return path if path.exists() or not (ROOT / name).exists() else ROOT / name

    def _read(self, name: str) -> str:
        return self._path(name).read_text(encoding="utf-8")

    def _write(self, name: str, text: str) -> str | None:
        """Writes a file and reads it as the program does."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        root = self.folder / Path(*Path(name).parts[:3])
        try:
            match path.parent.name, path.name:
                case "stories", _:
                    read_story(path, root=root)
                case "photos", _:
                    read_photo(path, root=root)
                case "adverts", _:
                    read_advert(path, root=root)
                case "tables", _:
                    read_table(path, root=root)
                case _, "edition.yaml":
                    read_model(path, EditionModel, root=root)
                case _, "paper.yaml":
                    read_model(path, Paper, root=root)
                case _, _ if (path.parent / "paper.yaml").exists():
                    profiles_beside(path.parent)(path.name, Place(file="paper.yaml"))
                case _:
                    return f"nobody knows what {name} is"
        except Refused as refused:
            return str(refused)
        return None

    def _edit(self, name: str, text: str) -> str | None:
        whole = self._read(name)
        for old, new in re.findall(r"^-(.*)\n\+(.*)$", text, re.MULTILINE):
            if whole.count(f"{old}\n") != 1:
                return f"{name} has {whole.count(old)} lines {old!r}"
            whole = whole.replace(f"{old}\n", f"{new}\n")
        return self._write(name, whole)

    def _console(self, text: str) -> str | None:
        self.printed = ""
        for command in re.findall(r"^\$ (.*)$", text, re.MULTILINE):
            self.printed += f"$ {command}\n{self._command(command)}"
        return None if _agrees(text, self.printed) else f"this is what is printed:\n{self.printed}"

    def _command(self, command: str) -> str:
        """Runs one command in the folder; gives what it prints."""
        if command == "echo $?":
            return f"{self.code}\n"
        if command.startswith((". ", "make ")):  # the reader's own environment is not the test's
            return ""
        with _inside(self.folder):
            if command.startswith("python build.py"):
                done = CliRunner().invoke(app, command.split()[2:])
                if done.exception is not None and not isinstance(done.exception, SystemExit):
                    raise done.exception
                self.code = done.exit_code
                return done.output
            plain = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
            self.code = plain.returncode
            return plain.stdout + plain.stderr


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _agrees(shown: str, printed: str) -> bool:
    """Whether the block says what was printed; a line … stands for any lines."""
    rows = [".*" if row == ELLIPSIS else re.escape(row.rstrip()) for row in shown.strip().splitlines()]
    pattern = r"\n".join(rows).replace(r".*\n", r"(?:.*\n)*?")
    if rows[-1] == ".*":
        pattern = pattern.removesuffix(".*") + r"[\s\S]*"
    plain = "\n".join(row.rstrip() for row in printed.strip().splitlines())
    return re.fullmatch(pattern, plain) is not None


def _missing(shown: Any, real: Any, where: str = "") -> str | None:
    """What of the value shown is not in the real one: keys may be left out, and entries of lists."""
    if isinstance(shown, str) and shown.endswith(ELLIPSIS) and isinstance(real, str):
        return None if real.startswith(shown[:-1]) else f"{where}: {real!r} does not begin with {shown!r}"
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            if key not in real:
                return f"{where}.{key} is not there"
            if problem := _missing(value, real[key], f"{where}.{key}"):
                return problem
        return None
    if isinstance(shown, list) and isinstance(real, list):
        rest = iter(real)
        for entry in shown:
            problems = []
            for candidate in rest:
                problem = _missing(entry, candidate, f"{where}[]")
                if problem is None:
                    break
                problems.append(problem)
            else:
                return f"{where}: no entry is {entry!r}: {problems[:1]}"
        return None
    return None if shown == real else f"{where} is {real!r}, not {shown!r}"
