"""A file -> its SHA-256, each file hashed once and remembered by size and times."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from fonts.sources import Source, cache_folder

_MOST: Final = 500
_known: dict[str, str] = {}


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes, in lower-case hex.

    Hashing 60 MB takes about 0.1 s, so sums are kept in the cache folder; a folder that can't be written only
    costs that time again. Raises OSError where the file can't be read.
    """
    facts = path.stat()
    # The change time is in the key since a copying tool can restore the other one.
    key = f"{path.name}:{facts.st_size}:{facts.st_mtime_ns}:{facts.st_ctime_ns}:{facts.st_ino}"
    if key not in _known:
        _known.update(_read_kept())
    if key not in _known:
        with path.open("rb") as stream:
            _known[key] = hashlib.file_digest(stream, "sha256").hexdigest()
        _write_kept()
    return _known[key]


def is_pinned(source: Source, path: Path) -> bool:
    """Whether a file is the one that was pinned; False for one that can't be read."""
    try:
        return path.stat().st_size == source.size and sha256_of(path) == source.sha256
    except OSError:
        return False


def _stamp() -> Path:
    return cache_folder() / "sums.json"


def _read_kept() -> dict[str, str]:
    try:
        kept = json.loads(_stamp().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {k: v for k, v in kept.items() if isinstance(k, str) and isinstance(v, str)}


def _write_kept() -> None:
    sums = {**_read_kept(), **_known}
    latest = dict(list(sums.items())[-_MOST:])
    with suppress(OSError):
        write_whole(_stamp(), json.dumps(latest, indent=0).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also under two writers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        # mkstemp lets nobody else read it; a cache may be shared.
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
