"""Names and bytes -> files of an output folder, each whole or not at all: written beside, then renamed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from content.problems import Place, Problem, Refused

_MARK = ".duikai-unfinished-"


@contextmanager
def output_folder(out: Path) -> Iterator[Path]:
    """Makes sure, before any work is done, that `out` can be written to; gives the folder to write beside in.

    What a killed build has left there is cleared away. Raises Refused for a folder that can't be written.
    """
    made = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        out.mkdir(parents=True, exist_ok=True)
        _clear_left(out)
        aside = out / f"{_MARK}{os.getpid()}"
        aside.mkdir()
    except OSError as error:
        _take_back(made)
        raise _unwritable(out, error) from None
    try:
        yield aside
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        _take_back(made)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_files(aside: Path, out: Path, files: Mapping[str, bytes], stale: frozenset[str]) -> None:
    """Writes all `files` (names with forward slashes) beside, then moves each into `out`, and takes away the
    `stale` ones: press files of an earlier build that this one does not stand for. Raises Refused.
    """
    try:
        for name, data in files.items():
            path = aside / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for name in stale:
            (out / PurePosixPath(name)).unlink(missing_ok=True)
        for name in files:
            target = out / PurePosixPath(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(aside / PurePosixPath(name), target)
    except OSError as error:
        raise _unwritable(out, error) from None


def _take_back(made: list[Path]) -> None:
    """Removes the folders that were made for an output that did not come, if they are empty."""
    with suppress(OSError):
        for folder in made:
            folder.rmdir()


def _clear_left(out: Path) -> None:
    for left in out.glob(f"{_MARK}*"):
        number = left.name.removeprefix(_MARK)
        if re.fullmatch("[0-9]{1,10}", number) and not _alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _unwritable(out: Path, error: OSError) -> Refused:
    reason = error.strerror or type(error).__name__
    problem = Problem(
        "unwritable-output",
        "refused",
        f"The output folder {out.name or '.'!r} can't be written: {reason}.",
        Place(file=out.name),
        "name a folder that you may write to, with room on its disk",
    )
    return Refused([problem])
