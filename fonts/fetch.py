"""Pinned wheels -> the house's faces in the cache: `python -m fonts.fetch`.

Each wheel is downloaded by hash with the user's own pip, without what it depends on and without installing
it; one member is taken out, its hash checked, and the rest thrown away. What is there is not asked for again.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fonts.errors import FontError
from fonts.sources import FETCHED, INSTALLED, STAND_INS, Source, Wheel, cache_folder, path_of
from fonts.sums import is_pinned, sha256_of, write_whole

Download = Callable[[Wheel, Path], Path]
"""Puts a wheel into a folder and says where. Raises FontError."""

PATIENCE: Final = 900
"""Seconds after which a download is given up."""

NOT_USED: Final = "it was not used: look where your pip gets its packages from"
AGAIN: Final = "install the pinned dependencies again"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one face: `fetched` now, or there before; `problem` where it is not to be had."""

    source: Source
    fetched: bool
    problem: FontError | None


def fetch(
    wheels: Sequence[Wheel] = FETCHED, *, cache: Path | None = None, download: Download | None = None
) -> tuple[Fetched, ...]:
    """Get every face that is not in the cache yet, side by side. One that fails spoils no other."""
    folder = cache if cache is not None else cache_folder()
    get = download if download is not None else pip_download
    with ThreadPoolExecutor(max_workers=len(wheels) or 1) as pool:
        return tuple(pool.map(lambda wheel: _fetch_one(wheel, folder, get), wheels))


def pip_download(wheel: Wheel, folder: Path) -> Path:
    """Download one wheel with pip, from wherever the user's pip gets its packages. Raises FontError."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{wheel.project}=={wheel.version} --hash=sha256:{wheel.sha256}\n", "utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    # A wheel that is never run may be for another Python; a source archive would be built, so none is taken.
    command += ["--only-binary=:all:", "--ignore-requires-python", "--disable-pip-version-check"]
    command += ["-r", str(wanted), "-d", str(folder)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise FontError("pip could not be run", wheel.face.file, "see that this Python has pip") from error
    found = sorted(folder.glob("*.whl"))
    if done.returncode or len(found) != 1:
        if "DO NOT MATCH THE HASHES" in done.stderr:
            raise FontError(f"the package {wheel.project} has the wrong hash", wheel.face.file, NOT_USED)
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
        reason = f": {said[-1].removeprefix('ERROR:').strip()}" if said else ""
        what = f"pip could not download {wheel.project}=={wheel.version}{reason}"
        raise FontError(what, wheel.face.file, "see to the network, then run `python -m fonts.fetch` again")
    return found[0]


def take_member(path: Path, wheel: Wheel) -> bytes:
    """The one pinned member of a wheel, unpacked. Raises FontError where the wheel or the member is another.

    Nothing else is unpacked, no name in the archive becomes a path, and no more than the pinned size is read.
    """
    file = wheel.face.file
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != wheel.sha256:
            raise FontError(f"the package {wheel.project} has the wrong hash", file, NOT_USED)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(wheel.member) as member:
            data = member.read(wheel.member_size + 1)
    except (KeyError, OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile) as error:
        raise FontError(f"the package {wheel.project} does not hold the face", file, NOT_USED) from error
    except Exception as error:  # zlib.error and what else a damaged stream may bring
        raise FontError(f"the package {wheel.project} is damaged", file, NOT_USED) from error
    if len(data) != wheel.member_size or hashlib.sha256(data).hexdigest() != wheel.member_sha256:
        raise FontError(f"the face in the package {wheel.project} has the wrong hash", file, NOT_USED)
    return data


def to_truetype(data: bytes) -> bytes:
    """A WOFF2 font as a plain TrueType file: the same bytes each time. Other fonts pass unchanged."""
    if data[:4] != b"wOF2":
        return data
    # Only a first fetch needs fontTools; it takes longer to import than a warm fetch to end.
    from fontTools.ttLib import TTFont

    packed = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    packed.flavor = None
    plain = io.BytesIO()
    packed.save(plain, reorderTables=False)
    return plain.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Get the faces and say what was done. Returns 0, or 1 where not even the Song face is there."""
    parser = argparse.ArgumentParser(
        prog="python -m fonts.fetch", description="Get the house's faces, each pinned by its hash."
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    quiet = parser.parse_args(arguments).quiet
    results = [*(Fetched(source, False, _check(source, path_of(source))) for source in INSTALLED), *fetch()]
    missing = {result.source.role for result in results if result.problem is not None}
    for result in results:
        if result.problem is None:
            if not quiet:
                state = "fetched" if result.fetched else "here"
                sys.stdout.write(f"{result.source.role:<10} {result.source.file} {state}\n")
            continue
        left = [role for role in STAND_INS[result.source.role] if role not in missing]
        instead = f"; {left[0]} stands in for it" if left else ""
        sys.stderr.write(f"warning: no {result.source.role}: {result.problem}{instead}\n")
    return 0 if results[0].problem is None else 1


def _fetch_one(wheel: Wheel, cache: Path, download: Download) -> Fetched:
    path = cache / wheel.face.file
    if _check(wheel.face, path if path.is_file() else None) is None:
        return Fetched(wheel.face, False, None)
    try:
        with tempfile.TemporaryDirectory(prefix="faces-") as folder:
            data = to_truetype(take_member(download(wheel, Path(folder)), wheel))
        if hashlib.sha256(data).hexdigest() != wheel.face.sha256:
            what = "the face came out otherwise than pinned"
            raise FontError(what, wheel.face.file, "install the pinned fonttools")
        write_whole(path, data)
        sha256_of(path)
    except FontError as problem:
        return Fetched(wheel.face, False, problem)
    except Exception as error:  # a full disk, a cache that can't be written, a decoder's own complaint
        what = f"the face could not be stored ({type(error).__name__})"
        return Fetched(wheel.face, False, FontError(what, wheel.face.file, "see to the cache folder"))
    return Fetched(wheel.face, True, None)


def _check(source: Source, path: Path | None) -> FontError | None:
    """What is wrong with the file of a source, None where it is the one pinned."""
    if path is not None and is_pinned(source, path):
        return None
    fault = "not here" if path is None else "not the one pinned"
    return FontError(f"the font file is {fault}", source.file, AGAIN)


if __name__ == "__main__":
    sys.exit(main())
