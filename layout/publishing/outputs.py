"""Names and bytes -> files of an output folder, all of them or none: written beside, then renamed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from content.problems import Place, Problem, Refused

PROOF_DPI = 144.0
"""Resolution of the proof PNG: two pixels to the point, so that body type can be read. It stands here, and not
with the proof, because the command line names it before anything is loaded."""

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
        raise _unwritable(out, None, _reason(error)) from None
    try:
        yield aside
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        _take_back(made)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_files(aside: Path, out: Path, files: Mapping[str, bytes | Path], stale: frozenset[str]) -> None:
    """Writes all `files` (names with forward slashes) beside, then moves each into `out` in the mapping's order,
    and takes away the `stale` ones: press files of an earlier build that this one does not stand for.

    A path stands for a file that is written already, somewhere in `aside`; it stays there.

    Should a move fail, all that was there before is put back. Raises Refused, which names the file at fault.
    """
    for name, data in files.items():
        with _at_fault(out, name):
            path = aside / "new" / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(data, Path):
                shutil.copyfile(data, path)
            else:
                path.write_bytes(data)
    for name in (*files, *sorted(stale)):
        _must_be_free(out, name)
    kept = {}
    for name in (*files, *sorted(stale)):
        with _at_fault(out, name):
            kept[name] = _keep(out / PurePosixPath(name), aside / "old" / PurePosixPath(name))
    _switch(aside, out, tuple(files), kept)


def _switch(aside: Path, out: Path, names: tuple[str, ...], kept: Mapping[str, Path | None]) -> None:
    """Moves the new files into `out` and takes the stale ones away: all of it, or none of it."""
    done: list[str] = []
    made: list[Path] = []
    try:
        for name in sorted(
            kept.keys() - set(names)
        ):  # first: what may not be plated must be gone whatever comes
            with _at_fault(out, name):
                (out / PurePosixPath(name)).unlink(missing_ok=True)
                done.append(name)
        for name in names:
            with _at_fault(out, name):
                target = out / PurePosixPath(name)
                made += [folder for folder in target.parents if not folder.exists()]
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(aside / "new" / PurePosixPath(name), target)
                done.append(name)
    except BaseException:
        for name in reversed(done):
            _put_back(kept[name], out / PurePosixPath(name))
        _take_back(made)
        raise


def _must_be_free(out: Path, name: str) -> None:
    """Raises Refused where a file of that name can't be put: for a folder there, or a file for its folder."""
    target = out / PurePosixPath(name)
    if target.is_dir():
        raise _unwritable(out, name, "a folder stands in its place")
    for folder in target.relative_to(out).parents:
        if os.path.lexists(out / folder) and not (out / folder).is_dir():
            raise _unwritable(out, folder.as_posix(), "it is a file, and must be a folder")


def _keep(target: Path, kept: Path) -> Path | None:
    """A second name of an earlier output, beside, so that it can be put back; None if there is none.

    It is linked and not moved: whenever the program is killed, each output is there, the old or the new.
    """
    if not os.path.lexists(target):
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without links
        shutil.copy2(target, kept, follow_symlinks=False)
    return kept


def _put_back(kept: Path | None, target: Path) -> None:
    with suppress(OSError):  # the others must be put back all the same
        if kept is None:
            target.unlink(missing_ok=True)
        else:
            os.replace(kept, target)


@contextmanager
def _at_fault(out: Path, name: str) -> Iterator[None]:
    """Turns what the system says into a refusal that names the output at fault."""
    try:
        yield
    except OSError as error:
        raise _unwritable(out, name, _reason(error)) from None


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


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _unwritable(out: Path, name: str | None, reason: str) -> Refused:
    """The refusal of the output `name`, or of the folder itself."""
    thing, file = f"The output folder {out.name or '.'!r}", out.name
    hint = "name a folder that you may write to, with room on its disk"
    if name is not None:
        thing, file = f"The output {name!r}", (PurePosixPath(out.name) / name).as_posix()
        hint = "move away what is in its way, make room, or name another output folder"
    what = f"{thing} can't be written: {reason}."
    return Refused([Problem("unwritable-output", "refused", what, Place(file=file), hint)])
