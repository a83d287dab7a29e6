"""A file's name in an edition to its path, bytes and text, or to a refusal that says why not.

This is the one door: whatever reads a file that somebody else may have put there goes through `open_plain`.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, NoReturn

from content.problems import Place, Problem, Refused

MOST_TEXT_BYTES = 1_000_000
"""A YAML or Markdown file over this many bytes is refused before it is read."""


_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(?:\..*)?")
"""Names that mean a device on Windows, whatever their ending."""


_STEP = 1 << 20
"""Bytes that are read at a time."""


def refuse_input(id: str, what: str, where: Place, hint: str) -> NoReturn:
    """Raises Refused with this one problem."""
    raise Refused([Problem(id, "refused", what, where, hint)])


class NotPlain(OSError):
    """What stands there is no plain file: a folder, a pipe, a device, a socket."""


def open_plain(path: Path) -> BufferedReader:
    """A plain file, opened to be read. It never waits: a pipe or a device is not opened.

    Raises NotPlain for what is none, OSError for what can't be read, ValueError for a name that no file can have.
    """
    _plain(path.stat())
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    )
    descriptor = os.open(path, flags)
    try:
        _plain(os.fstat(descriptor))  # it may be another by now
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def at_most(stream: BinaryIO, most: int) -> bytes:
    """At most `most` bytes of a file, read in steps: one large read takes its room at once. Raises OSError."""
    parts = []
    while most > 0 and (part := stream.read(min(most, _STEP))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _plain(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotPlain("This is not a plain file.")


def inside(root: Path, name: str, *, where: Place | None = None) -> Path:
    """The path of a file or folder that an edition names, sure to lie in the edition's folder `root`.

    `where` is the place that holds the name, for the message; without it the name itself is the place.
    Raises Refused for an empty, absolute or climbing name, one that holds a NUL or a backslash, or that some system
    has no file for, a link that leads out of `root`, and a file that is not there, or under a name in other capitals.
    """
    shown = shorten(name)
    # A place that is the name itself needs no other word for it.
    called = "This" if where is None else repr(shown)
    missing = "There is no such file" if where is None else f"There is no file {shown!r}"

    def refuse(id: str, what: str, hint: str) -> NoReturn:
        refuse_input(id, what, where or Place(file=shown), hint)

    if not name.strip() or any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in name):
        refuse("bad-file-name", f"{called} is not a file name.", "write the name of a file of the edition")
    # A drive or a backslash means a path on one system and a plain name on another: refused on all, so that
    # an edition is read alike everywhere.
    if name.startswith(("/", "~")) or "\\" in name or name[1:2] == ":":
        what = f"{called} is not a path relative to the edition's folder."
        hint = "put the file into the edition's folder and name it with forward slashes"
        refuse("outside-edition", what, hint)
    if ".." in name.split("/"):
        refuse("outside-edition", f"{called} leads out of the edition.", "put the file into its folder")
    for part in name.split("/"):
        if ":" in part or _RESERVED.fullmatch(part) or (part.rstrip(". ") != part and part != "."):
            what = f"{called} is a name that Windows has no file for."
            hint = "take a name without a colon, and without a dot or space at its end"
            refuse("bad-file-name", what, hint)
    path = root / name
    try:
        real = path.resolve(strict=True)
        base = root.resolve(strict=True)
    except FileNotFoundError:
        refuse("missing-file", f"{missing}.", "add the file, or correct its name")
    except (OSError, RuntimeError):  # RuntimeError: links that go round, on Python before 3.13
        refuse("unreadable-file", f"{called} can't be reached.", "check its name, links and permissions")
    if sys.platform in ("darwin", "win32") and not _spelt_so(root, name):
        hint = "write its name in the capitals and small letters that it has"
        refuse("missing-file", f"{missing}, but one in other capitals.", hint)
    if real != base and base not in real.parents:
        what = f"{called} is a link that leads out of the edition's folder."
        refuse("outside-edition", what, "put the file itself into the folder, not a link to it")
    return path


def _spelt_so(root: Path, name: str) -> bool:
    """Whether each part of a name is spelt so in its folder: some disks take capitals for small letters."""
    folder = root
    for part in name.split("/"):
        try:
            if part not in ("", ".") and part not in os.listdir(folder):
                return False
        except OSError:
            return True
        folder /= part
    return True


def list_folder(root: Path, folder: str) -> list[str]:
    """The names in a folder of an edition, sorted; none where there is no such folder.

    Raises Refused for what is no folder, can't be read, or is a link that leads out of `root`.
    """
    if not os.path.lexists(root / folder):
        return []
    path = inside(root, folder)
    try:
        return sorted(os.listdir(path))
    except NotADirectoryError:
        what = "This is a file, and must be a folder."
        refuse_input("not-a-folder", what, Place(file=folder), "move it away, or make a folder of it")
    except OSError:
        what = "The folder can't be read."
        refuse_input("unreadable-file", what, Place(file=folder), "look at its permissions")


def relative(path: Path, root: Path) -> str:
    """How messages name `path`: relative to `root` with forward slashes, or the bare name outside of it."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        pass
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return path.name


def read_text(path: Path, file: str, *, most_bytes: int = MOST_TEXT_BYTES) -> str:
    r"""A UTF-8 file's text, without a byte order mark, line ends as `\n`.

    Raises Refused for a file that is missing, not a plain file, unreadable, over `most_bytes` or not UTF-8.
    """
    place = Place(file=file)
    try:
        with open_plain(path) as stream:
            data = stream.read(most_bytes + 1)
    except NotPlain:
        refuse_input(
            "unreadable-file", "This is not a plain file.", place, "name a file, not a folder or a device"
        )
    except FileNotFoundError:
        refuse_input("missing-file", "There is no such file.", place, "add the file, or correct its name")
    except (OSError, ValueError):
        refuse_input(
            "unreadable-file", "The file can't be read.", place, "check its name and its permissions"
        )
    if len(data) > most_bytes:
        hint = "split it: no copy and no page model is that long"
        refuse_input("too-large", f"The file is over {most_bytes:,} bytes.", place, hint)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"Byte {error.start + 1} of the file is not UTF-8."
        hint = "save the file as UTF-8 (it may be GB 18030, Big5 or Shift_JIS now)"
        refuse_input("not-utf-8", what, Place(file=file, line=line), hint)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def shorten(text: str, most: int = 60) -> str:
    """At most `most` characters of a hostile or long value, for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
