"""New files beside an output folder, and a journal -> each in its place, one whole generation, or all as it was.

The press files change by two renames: `pages/` is moved away, the new one is moved there. At any moment it is the one
of the earlier build, or not there, or the one of this build. Before, the report gives way to one that says that nothing
is ready; the new report comes last. The journal is written before the first step: whoever finds it, this process or
the next build after a kill, can put back what was there.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any

from content.files import open_plain
from content.problems import Place, Problem, Refused

JOURNAL = "journal.json"
PAGES = "pages"
"""The folder of the press files, which is put in place as one."""

REPORT = "report.json"
INTERIM = "interim.json"
"""The report while files are put in place: it says that nothing is ready."""

NEW, OLD, DROPPED = "new", "old", "dropped"
"""Folders beside: of what is to come, of what was there, of what was in place and may not stay."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A switch: the new files in their order, and the earlier ones that go; which of all these were there before, and
    which folders were not; whether `pages/` changes, and whether there was one; whether an interim report stands
    meanwhile.
    """

    names: tuple[str, ...]
    stale: tuple[str, ...]
    before: tuple[str, ...]
    folders: tuple[str, ...]
    pages: bool
    had_pages: bool
    interim: bool

    @property
    def alone(self) -> tuple[str, ...]:
        """The new and the stale files that are moved one by one."""
        return tuple(name for name in (*self.stale, *self.names) if not self.in_pages(name))

    def in_pages(self, name: str) -> bool:
        """Whether a file comes and goes with the folder of press files."""
        return self.pages and PurePosixPath(name).parts[0] == PAGES


def write_journal(aside: Path, journal: Journal) -> None:
    """Raises OSError."""
    path = aside / f"{JOURNAL}.part"
    path.write_text(json.dumps(asdict(journal)), encoding="utf-8")
    os.replace(path, aside / JOURNAL)


def switch_files(aside: Path, out: Path, journal: Journal) -> None:
    """Moves the new files into `out` and takes the stale ones away: all of it, or none of it.

    What would stop the program waits until that is done. Raises Refused, which names the output at fault.
    """
    with signals_wait():
        try:
            for name, step in _list_steps(aside, out, journal):
                with at_fault(out, name):
                    step()
        except BaseException:
            put_back_files(aside, out, journal)
            raise
        with suppress(OSError):
            os.unlink(aside / JOURNAL)


def mend_folder(aside: Path, out: Path) -> None:
    """Puts back what a killed build has moved out of `out`, if it was not done yet. Raises Refused where it can't."""
    try:
        with open_plain(aside / JOURNAL) as stream:
            data = json.load(stream)
        given: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
        }
        journal = Journal(**given)
    except FileNotFoundError:
        return  # no step was taken
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return  # no journal of this program
    if not all(map(_is_inside, (*journal.names, *journal.stale, *journal.folders))) or not journal.names:
        return
    if not _waits_beside(aside, journal, journal.names[-1]):
        return  # the last step was taken
    with signals_wait():
        whole = put_back_files(aside, out, journal)
    if not whole:
        raise unwritable(out, None, "what a stopped build has left there can't be put back")


def put_back_files(aside: Path, out: Path, journal: Journal) -> bool:
    """Puts back all that was there before; whether all of it could be. It may be stopped and begun again.

    The interim report stays until the rest is in its place.
    """
    steps = [partial(_put_file_back, aside, out, journal, name) for name in journal.alone]
    whole = True
    for step in (partial(_put_pages_back, aside, out, journal), *steps):
        try:
            step()
        except OSError:
            whole = False  # the others must be put back all the same
    for folder in sorted(journal.folders, reverse=True):
        with suppress(OSError):  # it may hold something
            (out / PurePosixPath(folder)).rmdir()
    if whole:
        with suppress(OSError):
            os.unlink(aside / JOURNAL)
    return whole


def _list_steps(aside: Path, out: Path, journal: Journal) -> Iterator[tuple[str, Callable[[], None]]]:
    """The steps of a switch, each with the output that it is about."""
    if journal.interim:
        yield REPORT, partial(os.replace, aside / INTERIM, out / REPORT)
    if journal.pages and journal.had_pages:
        yield PAGES, partial(_move_pages_away, aside, out, journal)
    # What may not be plated must be gone whatever comes.
    for name in journal.stale:
        if not journal.in_pages(name):
            yield name, partial((out / PurePosixPath(name)).unlink, missing_ok=True)
    first = next((name for name in journal.names if journal.in_pages(name)), None)
    new_pages = partial(os.rename, aside / NEW / PAGES, out / PAGES)
    if journal.pages and first is None:  # others' files are left, or none
        yield PAGES, new_pages
    for name in journal.names:
        if name == first:
            yield PAGES, new_pages
        elif not journal.in_pages(name):
            yield name, partial(_place_file, aside, out, name)


def _place_file(aside: Path, out: Path, name: str) -> None:
    target = out / PurePosixPath(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(aside / NEW / PurePosixPath(name), target)


def _move_pages_away(aside: Path, out: Path, journal: Journal) -> None:
    """Moves `pages/` away; what in it is no file of this edition goes on into the new one."""
    os.rename(out / PAGES, aside / OLD / PAGES)
    _carry_others(aside / OLD / PAGES, aside / NEW / PAGES, journal)


def _put_pages_back(aside: Path, out: Path, journal: Journal) -> None:
    if not journal.pages:
        return
    old, new, here, dropped = aside / OLD / PAGES, aside / NEW / PAGES, out / PAGES, aside / DROPPED
    if not journal.had_pages and (
        new.exists() or not any(folder.exists() for folder in (old, here, dropped))
    ):
        return  # the new one never came there, or is away again
    if journal.had_pages and not old.exists():
        return  # it was never moved, or is back
    if not journal.had_pages:
        old.mkdir(parents=True, exist_ok=True)
    if here.exists():
        dropped.mkdir(exist_ok=True)
        os.rename(here, dropped / str(len(os.listdir(dropped))))
    for folder in (new, *(sorted(dropped.iterdir()) if dropped.exists() else ())):
        if folder.exists():
            _carry_others(folder, old, journal)
    if journal.had_pages or os.listdir(old):
        os.rename(old, here)


def _carry_others(source: Path, target: Path, journal: Journal) -> None:
    """Moves from one folder of press files to another what is neither old nor new of this edition."""
    own = {PurePosixPath(name).name for name in (*journal.names, *journal.stale) if journal.in_pages(name)}
    for entry in sorted(os.listdir(source)):
        if entry not in own and not os.path.lexists(target / entry):
            os.rename(source / entry, target / entry)


def _put_file_back(aside: Path, out: Path, journal: Journal, name: str) -> None:
    target, old = out / PurePosixPath(name), aside / OLD / PurePosixPath(name)
    waits = _waits_beside(aside, journal, name) and not _interim_is_out(aside, journal, name)
    if waits or (name in journal.stale and os.path.lexists(target)):
        return  # it was never changed: nothing is asked of a folder that may not be written
    if name not in journal.before:
        target.unlink(missing_ok=True)
    elif os.path.lexists(old):
        os.replace(old, target)


def _waits_beside(aside: Path, journal: Journal, name: str) -> bool:
    """Whether a new file waits beside."""
    return os.path.lexists(aside / NEW / (PAGES if journal.in_pages(name) else PurePosixPath(name)))


def _interim_is_out(aside: Path, journal: Journal, name: str) -> bool:
    return name == REPORT and journal.interim and not os.path.lexists(aside / INTERIM)


def _is_inside(name: object) -> bool:
    """Whether a name of a journal leads to a place inside the output folder."""
    if not isinstance(name, str):
        return False
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


@contextmanager
def signals_wait() -> Iterator[None]:
    """What would stop the program (Ctrl-C, a call to end, a closed terminal) does so when the block is done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread alone
        return
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    before = {}
    try:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in (None, signal.SIG_IGN):
                before[number] = signal.signal(number, note)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


@contextmanager
def at_fault(out: Path, name: str) -> Iterator[None]:
    """Turns what the system says into a refusal that names the output at fault."""
    try:
        yield
    except OSError as error:
        raise unwritable(out, name, system_reason(error)) from None


def system_reason(error: OSError) -> str:
    """Why, in the system's words."""
    return error.strerror or type(error).__name__


def unwritable(out: Path, name: str | None, why: str) -> Refused:
    """The refusal of the output `name`, or of the folder itself."""
    thing, file = f"The output folder {out.name or '.'!r}", out.name
    hint = "name a folder that you may write to, with room on its disk"
    if name is not None:
        thing, file = f"The output {name!r}", (PurePosixPath(out.name) / name).as_posix()
        hint = "move away what is in its way, make room, or name another output folder"
    what = f"{thing} can't be written: {why}."
    return Refused([Problem("unwritable-output", "refused", what, Place(file=file), hint)])
