"""A file's name in an edition to its path, bytes and text, or to a refusal that says why not."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NoReturn

from content.problems import Place, Problem, Refused

MOST_TEXT_BYTES = 1_000_000
"""A YAML or Markdown file over this many bytes is refused before it is read."""


def inside(root: Path, name: str, *, where: Place | None = None) -> Path:
    """The path of a file or folder that an edition names, sure to lie in the edition's folder `root`.

    `where` is the place that holds the name, for the message; without it the name itself is the place.
    Raises Refused for an empty, absolute or climbing name, one that holds a NUL or a backslash, a link that
    leads out of `root`, and a file that is not there.
    """
    shown = shorten(name)
    place = where or Place(file=shown)

    def refuse(id: str, what: str, hint: str) -> NoReturn:
        raise Refused([Problem(id=id, severity="refused", what=what, where=place, hint=hint)])

    if not name.strip() or any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in name):
        refuse("bad-file-name", f"{shown!r} is not a file name.", "write the name of a file of the edition")
    # A drive or a backslash means a path on one system and a plain name on another: refused on all, so that
    # an edition is read alike everywhere.
    if name.startswith(("/", "~")) or "\\" in name or name[1:2] == ":":
        refuse(
            "outside-edition",
            f"{shown!r} is not a path relative to the edition's folder.",
            "put the file into the edition's folder and name it with forward slashes",
        )
    if ".." in name.split("/"):
        refuse("outside-edition", f"{shown!r} leads out of the edition.", "put the file into its folder")
    path = root / name
    try:
        real = path.resolve(strict=True)
        base = root.resolve(strict=True)
    except FileNotFoundError:
        refuse("missing-file", f"There is no file {shown!r}.", "add the file, or correct its name")
    except (OSError, RuntimeError):  # RuntimeError: links that go round, on Python before 3.13
        refuse("unreadable-file", f"{shown!r} can't be reached.", "check its name, links and permissions")
    if real != base and base not in real.parents:
        refuse(
            "outside-edition",
            f"{shown!r} is a link that leads out of the edition's folder.",
            "put the file itself into the folder, not a link to it",
        )
    return path


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

    def refuse(id: str, what: str, hint: str, line: int | None = None) -> NoReturn:
        place = Place(file=file, line=line)
        raise Refused([Problem(id=id, severity="refused", what=what, where=place, hint=hint)])

    try:
        # A pipe or a device would block or never end: look before opening.
        if not stat.S_ISREG(path.stat().st_mode):
            refuse("unreadable-file", "This is not a plain file.", "name a file, not a folder or a device")
        with path.open("rb") as stream:
            data = stream.read(most_bytes + 1)
    except FileNotFoundError:
        refuse("missing-file", "There is no such file.", "add the file, or correct its name")
    except (OSError, ValueError):
        refuse("unreadable-file", "The file can't be read.", "check its name and its permissions")
    if len(data) > most_bytes:
        hint = "split it: no copy and no page model is that long"
        refuse("too-large", f"The file is over {most_bytes:,} bytes.", hint)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse(
            "not-utf-8",
            f"Byte {error.start + 1} of the file is not UTF-8.",
            "save the file as UTF-8 (it may be GB 18030, Big5 or Shift_JIS now)",
            line,
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def shorten(text: str, most: int = 60) -> str:
    """At most `most` characters of a hostile or long value, for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
