"""A folder of goldens <-> its pages: `FOLDER/A01/` holds the page's text, its ink and a record of its file.

What is in it comes from a version control or from another machine: it is read as any input is, by names that stay in
the folder, of bounded size, and a damaged file is named.
"""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zlib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from PIL import Image

from content.files import at_most, inside, list_folder, open_plain, read_text, shorten
from content.problems import Place, Problem, Refused
from layout.golden.file import PARTS
from layout.golden.gathering import settle, try_work
from layout.golden.ink import TOLERANCE
from layout.golden.pdfpages import DPI, DrawnPage, Gray
from layout.golden.rows import SetPage, read_rows
from layout.proof.raster import png

FORMAT = "duikai-golden-1"
ACCEPTED = "accepted.jsonl"
"""The file of a folder that says who took which pages for right, and why: a line each time."""

SCENE, WORDS, RECORD, INK = "scene.txt", "text.txt", "golden.json", "ink.png"

MOST_TEXT = 64_000_000
MOST_RECORD = 1_000_000
MOST_INK = 128_000_000
"""Bytes of the files of a golden."""

MOST_PIXELS = 80_000_000
"""Pixels of a golden's ink: five square metres of paper."""


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """One side of a comparison: a page's name, its golden text, the rows of it, and what draws it when it is asked for.

    `foreign` says that the text is the words of a PDF, and no scene's. `draw` raises Refused. `details` gives parts of
    the page, each left, top, width and height in points, at a resolution; it is None where only the picture is kept.
    """

    name: str
    text: str
    rows: SetPage
    foreign: bool
    draw: Callable[[], DrawnPage]
    details: Callable[[list[tuple[float, float, float, float]], float], list[Gray]] | None = None


def compared_page(
    name: str, text: str, file: str, draw: Callable[[], DrawnPage], *, foreign: bool
) -> ComparedPage:
    """A page with its rows read. Raises Refused for a text that is none of this program's."""
    return ComparedPage(name, text, replace(read_rows(text, file), name=name), foreign, draw)


def golden_names(folder: Path) -> list[str]:
    """The names of the pages that have a golden, whole or not. Raises Refused for a folder that can't be read, is none
    or is a link, and where it is not there.
    """
    shown = shorten(folder.name or str(folder))

    def refuse(kind: str, what: str, hint: str) -> NoReturn:
        raise Refused([Problem(kind, "refused", what, Place(file=shown), hint)])

    if not os.path.lexists(folder):
        refuse(
            "no-golden", f"There is no golden folder {shown!r}.", "look at the pages, then run golden accept"
        )
    if folder.is_symlink():
        hint = "name the folder itself"
        refuse("not-a-folder", f"The golden folder {shown!r} is a link.", hint)
    if not folder.is_dir():
        refuse("not-a-folder", f"The golden folder {shown!r} is a file.", "name another, or move it away")
    names = []
    for name in list_folder(folder, "."):
        if not name.startswith(".") and _holds_golden(folder / name):
            names.append(name)
    return names


def _holds_golden(path: Path) -> bool:
    """Whether a folder holds a page's golden, or what is left of one."""
    try:
        if not stat.S_ISDIR(path.lstat().st_mode):
            return path.is_symlink() and path.is_dir()  # refused, by name, when it is read
        return any(name in (SCENE, WORDS, RECORD, INK) for name in os.listdir(path))
    except OSError:
        return True  # refused when it is read


def read_golden(folder: Path, name: str) -> ComparedPage:
    """The golden of a page. Its ink is read when it is asked for.

    Raises Refused for files that are missing, damaged or of another version, all that are.
    """
    foreign = not os.path.lexists(folder / name / SCENE) and os.path.lexists(folder / name / WORDS)
    file = f"{name}/{WORDS if foreign else SCENE}"
    parts = {"content"} if foreign else set(PARTS)
    scene = try_work(partial(_read_text, folder, file))
    record = try_work(partial(_record, folder, f"{name}/{RECORD}", parts))
    settle((scene, record, try_work(partial(inside, folder, f"{name}/{INK}"))))
    assert not isinstance(scene, Refused) and not isinstance(record, Refused)
    text, rows = scene
    size = rows.width / 1000, rows.height / 1000

    def draw() -> DrawnPage:
        gray = _read_ink(folder, f"{name}/{INK}")
        height, width = gray.shape
        # The bleed is alike on all sides.
        corner = (width - size[0] * DPI / 72) / 2, (height - size[1] * DPI / 72) / 2
        packed = record["packed"].get("sha256", "")
        return DrawnPage(gray, corner, size, record["renderer"], record["parts"], packed)

    return ComparedPage(name, text, replace(rows, name=name), foreign, draw)


def _read_text(folder: Path, file: str) -> tuple[str, SetPage]:
    text = read_text(inside(folder, file), file, most_bytes=MOST_TEXT)
    return text, read_rows(text, file)


def _record(folder: Path, file: str, parts: Set[str]) -> Mapping[str, Any]:
    """The record; one without the hashes of all `parts` would let the file level pass unseen."""
    text = read_text(inside(folder, file), file, most_bytes=MOST_RECORD)
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            what = f"The golden is of the format {shorten(str(data['format']))!r}, not {FORMAT}."
            raise _refuse_damage(
                file, what, "run golden accept for this page with this version of the program"
            )
        known = (
            isinstance(data["renderer"], str)
            and isinstance(data["pages"], list)
            and len(data["pages"]) == 1
            and _texts(data["parts"])
            and data["parts"].keys() == parts
            and _texts(data.get("packed", {}))
            and data["dpi"] == DPI
            and data["tolerance"] == TOLERANCE
        )
        if known:
            return {**data, "packed": data.get("packed", {})}
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise _refuse_damage(file, "The golden's record is damaged.")


def _texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _read_ink(folder: Path, file: str) -> Gray:
    path = inside(folder, file)
    try:
        with open_plain(path) as stream:
            data = at_most(stream, MOST_INK + 1)
        if len(data) > MOST_INK:
            raise _refuse_damage(file, f"The golden's ink has more than {MOST_INK // 10**6} MB.")
        # Before Pillow looks, which warns of large pictures: the sizes that a PNG begins with (11.2.2).
        width, height = struct.unpack_from(">II", data, 16)
        if width * height > MOST_PIXELS:
            raise _refuse_damage(
                file, f"The golden's ink is {width:,} × {height:,} pixels, which no page is."
            )
        with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
            if opened.mode != "L":
                raise _refuse_damage(file, "The golden's ink is no gray picture.")
            return np.asarray(opened)
    except (OSError, ValueError, SyntaxError, struct.error, zlib.error) as error:
        raise _refuse_damage(file, "The golden's ink can't be read.") from error


def _refuse_damage(file: str, what: str, hint: str = "") -> Refused:
    hint = hint or "take the file from your version control again, or run golden accept for this page"
    return Refused([Problem("golden-damaged", "refused", what, Place(file=file), hint)])


def golden_files(page: ComparedPage, drawn: DrawnPage) -> dict[str, bytes]:
    """The files of the golden of a page, by their names in its folder."""
    record: dict[str, Any] = {
        "format": FORMAT,
        "renderer": drawn.renderer,
        "dpi": DPI,
        "tolerance": TOLERANCE,
        "pages": [page.text.removeprefix("page ").split("  number ")[0]],
        "parts": dict(drawn.parts),
    }
    if drawn.packed:
        record["packed"] = {"zlib": zlib.ZLIB_RUNTIME_VERSION, "sha256": drawn.packed}
    return {
        WORDS if page.foreign else SCENE: page.text.encode(),
        INK: png(Image.fromarray(drawn.gray), dpi=DPI),
        RECORD: (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode(),
    }
