"""A folder of readers' own fonts -> the faces in it, and what is wrong with the files that give none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fonts.errors import FontError
from fonts.files.fontfile import FontFace, read_font_file

SUFFIXES: Final = (".ttf", ".otf", ".ttc", ".otc")
FOREIGN: Final = (".woff", ".woff2", ".eot", ".pfb", ".pfa", ".dfont", ".fon")
MOST_FILES: Final = 1000


def read_folder(folder: Path) -> tuple[tuple[FontFace, ...], tuple[FontError, ...]]:
    """Every face of every font file in a folder and below, by path, and the problems met.

    A folder that isn't there holds no fonts. A link that leads out of the folder is not followed. Problems
    name files relative to the folder.
    """
    faces: list[FontFace] = []
    problems: list[FontError] = []
    if not os.path.lexists(folder):
        return (), ()
    if not os.path.isdir(folder):
        return (), (FontError("this is not a folder of fonts", folder.name, "name the folder itself"),)
    for number, path in enumerate(_font_paths(folder)):
        file = path.relative_to(folder).as_posix()
        if number >= MOST_FILES:
            what = f"the folder holds more than {MOST_FILES} fonts"
            problems.append(FontError(what, file, "keep only what is used"))
            break
        try:
            _stay_inside(path, folder, file)
            faces.extend(read_font_file(path, file))
        except FontError as problem:
            problems.append(problem)
    return tuple(faces), tuple(problems)


def _font_paths(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            # `._` files are what a Mac leaves beside a file on a foreign disk.
            if name.lower().endswith(SUFFIXES + FOREIGN) and not name.startswith("._"):
                yield Path(root, name)


def _stay_inside(path: Path, folder: Path, file: str) -> None:
    if path.suffix.lower() in FOREIGN:
        raise FontError("fonts of this kind can't be set", file, "convert it to TTF or OTF")
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise FontError("the link leads nowhere", file, "put the file itself into the folder") from error
    if not real.is_relative_to(folder.resolve()):
        raise FontError("the link leads out of the folder", file, "put the file itself into the folder")
    if not real.is_file():
        raise FontError("this is not a plain file", file, "put a font file in its place")
