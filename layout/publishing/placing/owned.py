"""A folder for a running program, which nobody takes away while it runs, and which the next run clears away after it.

Beside the folder is a lock file. The system lets go of the lock when the process ends, however it ends. A process's
number would not do: another may have it by now.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL = 0.02
"""Seconds between two looks at a lock that another holds."""


@contextmanager
def owned_folder(parent: Path, prefix: str, *, mode: int = 0o777, unless: str = "") -> Iterator[Path]:
    """A new folder whose name begins so; it is gone at the end, unless it holds a file called `unless`.

    Raises OSError where there can be none.
    """
    while True:
        folder = parent / f"{prefix}{secrets.token_hex(8)}"
        lock = _lock_of(folder)
        descriptor = take_lock(lock)
        if descriptor is not None:
            break
    try:
        folder.mkdir(mode=mode)
        yield folder
    finally:
        if not unless or not os.path.lexists(folder / unless):
            shutil.rmtree(folder, ignore_errors=True)
        release_lock(lock, descriptor)


def sweep_owned(parent: Path, prefix: str, clear: Callable[[Path], None] = lambda folder: None) -> None:
    """Takes away the folders of such names whose owner is no more; `clear` looks into each before.

    Raises OSError where the names can't be listed, and whatever `clear` raises: then that folder stays.
    """
    named = re.compile(rf"({re.escape(prefix)}[0-9a-f]{{16}})(\.lock)?")
    found = (named.fullmatch(entry) for entry in os.listdir(parent))
    for name in sorted({match[1] for match in found if match is not None}):
        folder = parent / name
        if not _is_ours(folder):
            continue
        lock = _lock_of(folder)
        try:
            descriptor = take_lock(lock, sure=True)
        except OSError:
            continue
        if descriptor is None:
            continue
        try:
            if folder.is_dir():
                clear(folder)
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            release_lock(lock, descriptor)


def take_lock(lock: Path, *, patience: float = 0, sure: bool = False) -> int | None:
    """Takes a lock: what to give back to `release_lock`, or None where another holds it for so many seconds.

    On a disk that knows no locks it counts as taken, but not where one must be `sure`. Raises OSError.
    """
    end = time.monotonic() + patience
    while True:
        # Whoever is done with the lock removes its file: then this one is nobody's, and a new one is made.
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            free = _try_lock(descriptor)
        except OSError:
            free = not sure
        except BaseException:
            os.close(descriptor)
            raise
        if free and _is_at(descriptor, lock):
            return descriptor
        os.close(descriptor)
        if not free:
            if time.monotonic() >= end:
                return None
            time.sleep(_POLL)


def release_lock(lock: Path, descriptor: int) -> None:
    """Takes the lock's file away and lets go of it."""
    if sys.platform == "win32":  # no file that is open can be taken away there
        os.close(descriptor)
    with contextlib.suppress(OSError):
        os.unlink(lock)
    if sys.platform != "win32":
        os.close(descriptor)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder of this user's, or there is only its lock."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and (not hasattr(os, "getuid") or status.st_uid == os.getuid())


def _try_lock(descriptor: int) -> bool:
    """Whether the lock was free, and is held from now on. Raises OSError where there are no locks."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(descriptor: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(lock))
    except OSError:
        return False
