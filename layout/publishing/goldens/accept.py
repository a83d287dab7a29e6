"""Pages that a person takes for right -> their goldens, put in place whole, with a line in the log."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from content.files import inside, open_plain, read_text, shorten
from content.problems import Place, Problem, Refused
from layout.golden.comparing import Compared
from layout.golden.goldenfolder import ACCEPTED, INK, RECORD, SCENE, WORDS, golden_names
from layout.golden.verdict import PageComparison
from layout.publishing.goldens.compare import compare_sides, pair_wanted, read_goldens
from layout.publishing.goldens.sources import MOST_SCENE, GoldenWish, PageSource, read_sources
from layout.publishing.placing.folder import output_folder, write_files


@dataclass(frozen=True, slots=True)
class Accepted:
    """Pages that were taken for right: the files written and those taken away, with forward slashes from the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]


def accept_pages(
    sources: Sequence[Path],
    wish: GoldenWish,
    why: str,
    progress: Callable[[str], None] = lambda stage: None,
    env: Mapping[str, str] = os.environ,
) -> Accepted:
    """Makes today's pages their own goldens, all or none; equal files are left as they are.

    A golden of a page that is gone is taken away. Where another renderer alone makes a difference, a page is only taken
    that is named. Raises Refused under CI (the variable CI is set), where a golden is a given, and as the comparison
    does.
    """
    source = read_sources(sources, wish, progress)
    refuse_under_ci(env, source.golden.name)
    _may_be_written(source)
    names = golden_names(source.golden) if os.path.lexists(source.golden) else []
    renewed = frozenset(page.name for page in source.pages)
    golden = read_goldens(source.golden, [name for name in names if source.owns(name)], renewed)
    progress("comparing")
    pairs = pair_wanted(source, golden, (), wish.pages)
    compared = compare_sides(source, pairs, wish.workers, with_files=True)
    taken = [page for page in compared if _is_taken(page.page, wish.pages)]
    left = [page.page for page in compared if page.page.verdict == "other-renderer" and page not in taken]
    written, removed = put_goldens(
        source.golden, taken, lambda: _lengthen_log(source.golden, taken, why, env)
    )
    return Accepted(written, removed, (*source.problems, *map(_not_taken, left)))


def refuse_under_ci(env: Mapping[str, str], name: str) -> None:
    """Raises Refused, about the golden or folder of a name, where the variable CI is set: there a golden is a given."""
    if env.get("CI", "").lower() not in ("", "0", "false"):
        what = "A golden is not renewed under CI."
        hint = "run golden accept on your own machine, look at the pages, and commit them"
        raise Refused([Problem("golden-update-in-ci", "refused", what, Place(file=shorten(name)), hint)])


def put_goldens(
    folder: Path, taken: Sequence[Compared], log: Callable[[], bytes] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Writes the goldens of pages into a folder, with a log of it; the names of the files written, and of those taken
    away. Pages that are the same and files that are equal are left. Raises Refused, and then nothing is changed, where
    a file can't be written.
    """
    files, stale = _find_changes(folder, [page for page in taken if page.page.verdict != "same"])
    if files or stale:
        if log is not None:
            files[ACCEPTED] = log()
        with output_folder(folder) as aside:
            write_files(aside, folder, files, lambda: stale)
        for emptied in {folder / Path(name).parts[0] for name in stale}:
            with suppress(OSError):  # something else may stand in it
                emptied.rmdir()
    return tuple(sorted(files)), tuple(sorted(stale))


def _is_taken(page: PageComparison, wanted: Sequence[str]) -> bool:
    return page.verdict != "same" and (page.verdict != "other-renderer" or page.page in wanted)


def _may_be_written(source: PageSource) -> None:
    """Raises Refused where a page's golden would be written through a link."""
    if os.path.lexists(source.golden):
        golden_names(source.golden)
    for page in source.pages:
        if (source.golden / page.name).is_symlink():
            what = f"The golden of page {page.name!r} is a link."
            where = Place(file=page.name)
            raise Refused([Problem("outside-edition", "refused", what, where, "put a folder in its place")])


def _find_changes(folder: Path, taken: Sequence[Compared]) -> tuple[dict[str, bytes | Path], frozenset[str]]:
    """The files to write, those that are equal left out, and the files to take away."""
    files: dict[str, bytes | Path] = {}
    stale: set[str] = set()
    for page in taken:
        name = page.page.page
        for file, data in page.files.items():
            if _read_content(folder / name / file) != data:
                files[f"{name}/{file}"] = data
        there = {file for file in (SCENE, WORDS, INK, RECORD) if os.path.lexists(folder / name / file)}
        stale |= {f"{name}/{file}" for file in there - page.files.keys()}
    return files, frozenset(stale)


def _read_content(path: Path) -> bytes | None:
    try:
        with open_plain(path) as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def _lengthen_log(folder: Path, taken: Sequence[Compared], why: str, env: Mapping[str, str]) -> bytes:
    """The log of what was accepted, a line longer: when, by whom, why, and each page with what had differed."""
    row = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": _who(env),
        "why": why,
        "pages": [
            {
                "page": page.page.page,
                "verdict": page.page.verdict,
                "sentences": list(page.page.sentences[:20]),
            }
            for page in taken
        ],
    }
    before = b""
    if os.path.lexists(folder / ACCEPTED):
        before = read_text(inside(folder, ACCEPTED), ACCEPTED, most_bytes=MOST_SCENE).encode()
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + (json.dumps(row, ensure_ascii=False) + "\n").encode(errors="backslashreplace")


def _who(env: Mapping[str, str]) -> str:
    """The name that commits go by, if the environment says one, else the user's."""
    try:
        return env.get("GIT_AUTHOR_NAME") or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _not_taken(page: PageComparison) -> Problem:
    what = f"{page.sentence or page.page}: the page was not taken."
    hint = f"look at it, then name it: golden accept --page {page.page}"
    return Problem("other-renderer", "warning", what, Place(page=page.page), hint)
