"""A key and how to make something -> the thing, from a folder that keeps it from one run to the next, or made anew.

A key is the hash of everything that the thing comes from, the program's code and data and its libraries among it, so
that what is kept is never out of date. A file that is not what was written is made again. Where the folder can't be
used, everything is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import sys
import tempfile
import time
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from content.files import open_plain

MOST = 1024**3
"""Bytes that the folder may hold: beyond, what was used longest ago is cleared away."""

UNUSED = 30 * 86_400.0
"""Seconds after which what no build asked for is cleared away."""

IN_USE = 3_600.0
"""Seconds within which a file was used by a build that may still be running: it stays, whatever the size."""

_DIGEST = 64
_KEPT = re.compile(r"[0-9a-f]{64}\.kept|\.kept-\w+")

OWN = ("content", "fonts", "layout")
"""The packages of the program's own code."""

INPUTS = ("content/editions",)
"""Folders in them that are no part of the program: what is read of them is in a key by itself."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of things by their keys; None keeps nothing."""

    folder: Path | None = None

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key, or what `make` makes, which is kept from then on."""
        if self.folder is None:
            return make()
        found = _load(self.folder / f"{key}.kept")
        if found is None:
            found = make()
            with contextlib.suppress(OSError):
                digest = hashlib.sha256(found).hexdigest().encode()
                put_file(self.folder / f"{key}.kept", (digest, found), beside=".kept-")
        return found

    def sweep(self, *, now: float | None = None, most: int = MOST) -> None:
        """Clears away what was not used for a month, and what was used longest ago where there is too much."""
        if self.folder is not None:
            sweep(self.folder, _KEPT, most=most, now=now)


NOTHING_KEPT = Kept()


def key_of(*parts: str | bytes) -> str:
    """The key of what comes from these parts and from the program's own code."""
    total = hashlib.sha256(code_digest().encode())
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


@cache
def code_digest() -> str:
    """The hash of the program, code and data, and of all that it makes its files with."""
    root = Path(__file__).resolve().parents[2]
    total = hashlib.sha256()
    for part in (*own_files(root), *libraries(), *_system()):
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def own_files(root: Path) -> Iterator[bytes]:
    """The name and bytes of every file of the program, whatever its kind and its date."""
    for package in OWN:
        for folder, folders, names in os.walk(root / package):
            here = Path(folder).relative_to(root).as_posix()
            folders[:] = sorted(
                name for name in folders if name != "__pycache__" and f"{here}/{name}" not in INPUTS
            )
            for name in sorted(names):
                if not name.startswith("."):
                    yield f"{here}/{name}".encode(errors="surrogateescape")
                    yield Path(folder, name).read_bytes()


def libraries() -> Iterator[bytes]:
    """What is installed: of each library the names of its files, its version in some of them, and their hashes, so
    native code and data too. Those that only tests need are among them: there is no list to keep.
    """
    records = {
        found.read_text("RECORD") or found.read_text("PKG-INFO") or "" for found in metadata.distributions()
    }
    for record in sorted(records):
        yield record.encode(errors="surrogateescape")


def _system() -> Iterator[bytes]:
    """What Python itself brings: its version, those of Unicode and zlib, and the machine that it was built for."""
    for part in (
        sys.version,
        sys.platform,
        platform.machine(),
        unicodedata.unidata_version,
        zlib.ZLIB_RUNTIME_VERSION,
    ):
        yield part.encode()


def _load(path: Path) -> bytes | None:
    """The bytes of a file behind their own hash; None for no file, or for another's bytes."""
    try:
        with open_plain(path) as stream:
            if os.fstat(stream.fileno()).st_size > MOST:
                return None  # none of this program's
            data = stream.read()
    except OSError:
        return None
    digest, found = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(found).hexdigest().encode() != digest:
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return found


def put_file(path: Path, parts: Iterable[bytes], *, beside: str) -> None:
    """Writes a file: beside it first, under a name that begins so, then by one step to its own: other processes see all
    of it or nothing. Raises OSError where its folder can't be written; then nothing is there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=beside)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def sweep(folder: Path, named: re.Pattern[str], *, most: int, now: float | None = None) -> None:
    """Clears away the files of such names that no build used for a month, and those that were used longest ago where
    there are more than `most` bytes of them.

    What can't be cleared away stays, without a word: the next build tries again.
    """
    now = time.time() if now is None else now
    files: list[tuple[float, int, str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if named.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    files.append((status.st_mtime, status.st_size, entry.path))
    total = 0
    for used, size, path in sorted(files, reverse=True):
        total += size
        age = now - used
        if age > UNUSED or (total > most and age > IN_USE):
            with contextlib.suppress(OSError):
                os.unlink(path)
