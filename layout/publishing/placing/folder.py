"""Names and bytes -> files of an output folder, all of them or none: written beside, then put in place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from layout.publishing.placing.owned import owned_folder, release_lock, sweep_owned, take_lock
from layout.publishing.placing.switch import (
    INTERIM,
    JOURNAL,
    NEW,
    OLD,
    PAGES,
    REPORT,
    Journal,
    at_fault,
    mend_folder,
    switch_files,
    system_reason,
    unwritable,
    write_journal,
)

_MARK = ".duikai-unfinished-"
_LOCK = ".duikai.lock"

PATIENCE = 60.0
"""Seconds that a build waits for another that puts its files into the same folder: it takes a moment."""

Interim = Callable[[frozenset[str]], bytes]
"""Makes the report that is there while files are put in place: it says that nothing is ready, and names the files that
go.
"""


def refuse_input_folder(root: Path, out: Path) -> None:
    """Raises Refused for an output folder among the edition's copy, photos or fonts: what is written there would be
    read as input.
    """
    from layout.plan.things import FOLDERS  # commands without an edition must not wait for it

    folders = (*(folder for folder, _ in FOLDERS.values()), "fonts")
    with suppress(OSError, RuntimeError):
        real = out.resolve()
        if any(real.is_relative_to((root / folder).resolve()) for folder in folders):
            raise unwritable(out, None, "it is a folder that the edition is read from")


@contextmanager
def output_folder(out: Path) -> Iterator[Path]:
    """Makes sure, before any work is done, that `out` can be written to. Gives a folder in it to write beside in.

    What a killed build has left there is put back or cleared away. Raises Refused for a folder that can't be written.
    """
    made = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        with ExitStack() as beside:
            try:
                out.mkdir(parents=True, exist_ok=True)
                with _take_turn(out):
                    sweep_owned(out, _MARK, lambda left: mend_folder(left, out))
                aside = beside.enter_context(owned_folder(out, _MARK, unless=JOURNAL))
            except FileExistsError:
                raise unwritable(
                    out, None, "a file, or a link that leads nowhere, stands in its place"
                ) from None
            except OSError as error:
                raise unwritable(out, None, system_reason(error)) from None
            yield aside
    except BaseException:
        _remove_empty(made)
        raise


def write_files(
    aside: Path,
    out: Path,
    files: Mapping[str, bytes | Path],
    stale: Callable[[], frozenset[str]] = frozenset,
    interim: Interim | None = None,
) -> None:
    """Writes all `files` (names with forward slashes) beside, then moves each into `out` in the mapping's order,
    and takes away the `stale` ones, files of an earlier build that this one has not. `stale` is called when no other
    build can change them any more.

    Press files, those in `pages/`, come and go all at once. A path is a file that is written already, somewhere in
    `aside`; it stays there.

    Should a move fail, all that was there before is put back. Raises Refused, which names the file at fault.
    """
    for name, data in files.items():
        with at_fault(out, name):
            path = aside / NEW / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(data, Path):
                shutil.copyfile(data, path)
            else:
                path.write_bytes(data)
    with _take_turn(out):
        with at_fault(out, REPORT):
            gone = stale() - files.keys()
        if interim is not None:
            with at_fault(out, REPORT):
                (aside / INTERIM).write_bytes(interim(gone))
        switch_files(
            aside, out, _prepare_switch(aside, out, tuple(files), tuple(sorted(gone)), interim is not None)
        )


def put_files(out: Path, files: Mapping[str, bytes | Path]) -> None:
    """Writes all `files` into `out`, all of them or none, as `write_files`."""
    with output_folder(out) as aside:
        write_files(aside, out, files)


def _prepare_switch(
    aside: Path, out: Path, names: tuple[str, ...], stale: tuple[str, ...], interim: bool
) -> Journal:
    """The journal of a switch of new and stale files. From then on what is there now can be put back after any step."""
    for name in (*names, *stale):
        _require_free(out, name)
    had_pages = os.path.lexists(out / PAGES)
    pages = any(PurePosixPath(name).parts[0] == PAGES for name in (*names, *(stale if had_pages else ())))
    if pages and (out / PAGES).is_symlink():
        raise unwritable(out, PAGES, "it is a link, through which the pages can't all change at once")
    folders = {
        folder.as_posix()
        for name in names
        for folder in PurePosixPath(name).parents
        if folder.parts and not os.path.lexists(out / folder)
    }
    journal = Journal(names, stale, (), tuple(sorted(folders)), pages, pages and had_pages, interim)
    before = []
    for name in journal.alone:
        with at_fault(out, name):
            if _keep_second_name(out / PurePosixPath(name), aside / OLD / PurePosixPath(name)):
                before.append(name)
    journal = replace(journal, before=tuple(before))
    with at_fault(out, PAGES if pages else names[0]):
        (aside / OLD).mkdir(exist_ok=True)
        if pages:
            (aside / NEW / PAGES).mkdir(parents=True, exist_ok=True)
        if journal.had_pages:
            shutil.copymode(out / PAGES, aside / NEW / PAGES)
        write_journal(aside, journal)
    return journal


@contextmanager
def _take_turn(out: Path) -> Iterator[None]:
    """One build after the other. Raises Refused where another does not end."""
    try:
        lock = take_lock(out / _LOCK, patience=PATIENCE)
    except OSError as error:
        raise unwritable(out, None, system_reason(error)) from None
    if lock is None:
        raise unwritable(out, None, "another build is putting its files there")
    try:
        yield
    finally:
        release_lock(out / _LOCK, lock)


def _require_free(out: Path, name: str) -> None:
    """Raises Refused where a file of that name can't be put: for a folder there, or a file for its folder."""
    target = out / PurePosixPath(name)
    if target.is_dir():
        raise unwritable(out, name, "a folder stands in its place")
    for folder in target.relative_to(out).parents:
        if os.path.lexists(out / folder) and not (out / folder).is_dir():
            raise unwritable(out, folder.as_posix(), "it is a file, and must be a folder")


def _keep_second_name(target: Path, kept: Path) -> bool:
    """A second name of an earlier output, beside, so that it can be put back; whether there is one.

    It is linked and not moved: whenever the program is killed, each output is there, the old or the new.
    """
    if not os.path.lexists(target):
        return False
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without links
        shutil.copy2(target, kept, follow_symlinks=False)
    return True


def _remove_empty(made: list[Path]) -> None:
    """Removes the folders that were made for an output that did not come, if they are empty."""
    with suppress(OSError):
        for folder in made:
            folder.rmdir()
