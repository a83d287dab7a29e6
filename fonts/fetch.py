"""Pinned packages -> the house's faces in the cache: `python -m fonts.fetch`.

Each package is downloaded by hash with the user's own pip or npm, without what it depends on and without installing
it; its members are taken out, their hashes checked, and the rest thrown away. What is there is not asked for again.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, assert_never

from fonts.errors import FontError
from fonts.sources import (
    FETCHED,
    INSTALLED,
    STAND_INS,
    Member,
    Package,
    Source,
    cache_folder,
    path_of,
)
from fonts.sums import is_pinned, sha256_of, write_whole

Download = Callable[[Package, Path], Path]
"""Puts a package into a folder and says where. Raises FontError."""

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
    packages: Sequence[Package] = FETCHED, *, cache: Path | None = None, download: Download | None = None
) -> tuple[Fetched, ...]:
    """Get every face that is not in the cache yet, packages side by side. One that fails spoils no other."""
    folder = cache if cache is not None else cache_folder()
    get = download if download is not None else download_package
    with ThreadPoolExecutor(max_workers=len(packages) or 1) as pool:
        found = pool.map(lambda package: _fetch_package(package, folder, get), packages)
        return tuple(fetched for faces in found for fetched in faces)


def download_package(package: Package, folder: Path) -> Path:
    """Download a package with the user's own pip or npm, from wherever that gets its packages. Raises FontError."""
    name = f"{package.project}{'==' if package.tool == 'pip' else '@'}{package.version}"
    match package.tool:
        case "pip":
            wanted = folder / "wanted.txt"
            wanted.write_text(f"{name} --hash=sha256:{package.sha256}\n", "utf-8")
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
            # A wheel that is never run may be for another Python; a source archive would be built, so none is taken.
            command += ["--only-binary=:all:", "--ignore-requires-python", "--disable-pip-version-check"]
            command += ["-r", str(wanted), "-d", str(folder)]
        case "npm":
            command = ["npm", "pack", name, "--silent", "--ignore-scripts", f"--pack-destination={folder}"]
        case _:
            assert_never(package.tool)
    file, tool = package.members[0].face.file, package.tool
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
            cwd=folder,
        )
    except (OSError, subprocess.SubprocessError) as error:
        hint = "see that this Python has pip" if tool == "pip" else "install npm, and see to the network"
        raise FontError(f"{tool} could not be run", file, hint) from error
    found = sorted([*folder.glob("*.whl"), *folder.glob("*.tgz")])
    if done.returncode or len(found) != 1:
        if "DO NOT MATCH THE HASHES" in done.stderr:
            raise FontError(f"the package {package.project} has the wrong hash", file, NOT_USED)
        said = [line for line in done.stderr.splitlines() if line.startswith(("ERROR:", "npm error"))]
        reason = f": {said[-1].removeprefix('ERROR:').removeprefix('npm error').strip()}" if said else ""
        what = f"{tool} could not download {name}{reason}"
        raise FontError(what, file, "see to the network, then run `python -m fonts.fetch` again")
    return found[0]


def take_members(path: Path, package: Package) -> Iterator[tuple[Member, tuple[bytes, ...] | FontError]]:
    """The pinned members of a package, each with its pieces, or with what is wrong.

    Nothing else is unpacked, no name in the archive becomes a path, and no more than the pinned size is read. Raises
    FontError where the package is another.
    """
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != package.sha256:
            what = f"the package {package.project} has the wrong hash"
            raise FontError(what, package.members[0].face.file, NOT_USED)
    for member in package.members:
        try:
            yield member, _read_pieces(path, member, package)
        except FontError as problem:
            yield member, problem


def _read_pieces(path: Path, member: Member, package: Package) -> tuple[bytes, ...]:
    file, read = member.face.file, _read_wheel if package.tool == "pip" else _read_tarball
    try:
        pieces = read(path, member)
        packed = [pieces[name] for name in member.paths]
    except (KeyError, OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile) as error:
        raise FontError(f"the package {package.project} does not hold the face", file, NOT_USED) from error
    except Exception as error:  # zlib.error, tarfile.TarError and what else a damaged stream may bring
        raise FontError(f"the package {package.project} is damaged", file, NOT_USED) from error
    together = b"".join(packed)
    if len(together) != member.size or hashlib.sha256(together).hexdigest() != member.sha256:
        raise FontError(f"the face in the package {package.project} has the wrong hash", file, NOT_USED)
    return tuple(packed)


def _read_wheel(path: Path, member: Member) -> dict[str, bytes]:
    """A member's pieces in a wheel, which is a zip archive; no more of each than the member's size and a byte."""
    pieces = {}
    with zipfile.ZipFile(path) as archive:
        for name in member.paths:
            with archive.open(name) as stream:
                pieces[name] = stream.read(member.size + 1)
    return pieces


def _read_tarball(path: Path, member: Member) -> dict[str, bytes]:
    """The same in a package of npm's, which is read from its beginning to its end once."""
    pieces: dict[str, bytes] = {}
    left = member.size + 1
    with tarfile.open(path, "r|gz") as archive:
        for entry in archive:
            if entry.name in member.paths and (stream := archive.extractfile(entry)) is not None:
                pieces[entry.name] = stream.read(left)
                left -= len(pieces[entry.name])
    return pieces


def to_truetype(pieces: Sequence[bytes]) -> bytes:
    """A WOFF2 font, or the pieces of one, as a plain TrueType file: the same bytes each time. Another single font
    passes unchanged.
    """
    if len(pieces) == 1 and pieces[0][:4] != b"wOF2":
        return pieces[0]
    # Only a first fetch needs fontTools; it takes longer to import than a warm fetch to end.
    from fontTools.ttLib import TTFont

    if len(pieces) == 1:
        whole = TTFont(io.BytesIO(pieces[0]), recalcTimestamp=False, recalcBBoxes=False)
    else:
        from fontTools.merge import Merger, Options

        whole = Merger(Options(drop_tables=_LEFT_OUT)).merge([io.BytesIO(piece) for piece in pieces])
        whole.recalcTimestamp = False
        whole["head"].created = whole["head"].modified = 0
    whole.flavor = None
    plain = io.BytesIO()
    whole.save(plain, reorderTables=False)
    return plain.getvalue()


_LEFT_OUT: Final = ["FFTM", "bsln", "feat", "morx", "prop", "gasp", "GPOS", "GDEF"]
"""Tables that can't be joined, or that setting has no use for."""


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


def _fetch_package(package: Package, cache: Path, download: Download) -> list[Fetched]:
    """What became of the faces of a package, which is downloaded where one of them is not in the cache."""
    faces = [member.face for member in package.members]
    done = {face: Fetched(face, False, None) for face in faces if _check(face, _path_in(cache, face)) is None}
    if len(done) == len(faces):
        return [done[face] for face in faces]
    try:
        with tempfile.TemporaryDirectory(prefix="faces-") as folder:
            for member, pieces in take_members(download(package, Path(folder)), package):
                if member.face not in done:
                    done[member.face] = _store(member, pieces, cache)
    except FontError as problem:
        for face in faces:
            done.setdefault(face, Fetched(face, False, FontError(problem.what, face.file, problem.hint)))
    return [done[face] for face in faces]


def _store(member: Member, pieces: tuple[bytes, ...] | FontError, cache: Path) -> Fetched:
    face = member.face
    if isinstance(pieces, FontError):
        return Fetched(face, False, pieces)
    try:
        data = to_truetype(pieces)
        if hashlib.sha256(data).hexdigest() != face.sha256:
            what = "the face came out otherwise than pinned"
            return Fetched(face, False, FontError(what, face.file, "install the pinned fonttools"))
        write_whole(cache / face.file, data)
        sha256_of(cache / face.file)
    except Exception as error:  # a full disk, a cache that can't be written, a decoder's own complaint
        what = f"the face could not be stored ({type(error).__name__})"
        return Fetched(face, False, FontError(what, face.file, "see to the cache folder"))
    return Fetched(face, True, None)


def _path_in(cache: Path, face: Source) -> Path | None:
    path = cache / face.file
    return path if path.is_file() else None


def _check(source: Source, path: Path | None) -> FontError | None:
    """What is wrong with the file of a source, None where it is the one pinned."""
    if path is not None and is_pinned(source, path):
        return None
    fault = "not here" if path is None else "not the one pinned"
    return FontError(f"the font file is {fault}", source.file, AGAIN)


if __name__ == "__main__":
    sys.exit(main())
