"""Gives every program the same two font files, in a folder that holds nothing else, and WeasyPrint their instances."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from benchmarks.sheet import FACES, FILES, Face


def face_folder(cache: Path) -> Path:
    """The folder with Noto Serif CJK and Noto Sans CJK, both variable, filled on the first call.

    Typst reads every file of a folder that it is given, so it gets no folder with other fonts in it.
    Raises FileNotFoundError when the package that brings the faces is not installed.
    """
    package = importlib.util.find_spec("indico_fonts")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("indico-fonts is not installed; run `make bench`, which installs it")
    source, folder = Path(package.submodule_search_locations[0]), cache / "bench" / "faces"
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES.values():
        target = folder / name
        if not target.is_file() or target.stat().st_size != (source / name).stat().st_size:
            shutil.copyfile(source / name, target)
    return folder


def static_faces(faces: Path) -> tuple[tuple[Face, Path], ...]:
    """The instances and their files that the page uses, made beside the variable ones on the first call.

    WeasyPrint takes a variable face, but then has fontTools cut its whole 65,535 glyphs to the weight, anew for each
    document: ten seconds, which would hide what its setting costs. Typst and this program take the variable files.
    """
    import uharfbuzz

    instances = []
    for wanted in FACES:
        name = FILES[wanted.family]
        file = faces.parent / "static" / f"{wanted.family}-{wanted.weight}.ttf"
        if not file.is_file():
            face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(faces / name))
            keep = uharfbuzz.SubsetInput()
            keep.keep_everything()
            keep.pin_axis_location(face, "wght", wanted.weight)
            file.parent.mkdir(exist_ok=True)
            part = file.with_suffix(".part")
            part.write_bytes(uharfbuzz.subset(face, keep).blob.data)
            os.replace(part, file)
        instances.append((wanted, file))
    return tuple(instances)
