"""The house's own faces -> the pinned file of each role, or what is wrong with it; and its instances, opened once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fonts.errors import FontError
from fonts.face import Face, FaceSpec
from fonts.files.fontfile import FontFace, read_font_file
from fonts.sources import INSTALLED, SOURCES, Source, path_of
from fonts.sums import is_pinned

GET_THE_FACES: Final = "run `python -m fonts.fetch`"
INSTALL_THE_FACES: Final = "install the pinned dependencies again: indico-fonts brings this face"

PINNED: Final = {source.sha256: source for source in SOURCES}


def read_source(source: Source) -> FontFace:
    """The face of a pinned file. Raises FontError where it is missing or is not the file that was pinned."""
    hint = INSTALL_THE_FACES if source in INSTALLED else GET_THE_FACES
    path = path_of(source)
    if path is None or not is_pinned(source, path):
        fault = "not here" if path is None else "not the one pinned"
        raise FontError(f"the face {source.role} ({source.file}) is {fault}", source.file, hint)
    return read_font_file(path, source.file)[0]


@lru_cache(maxsize=96)
def open_house_instance(spec: FaceSpec) -> Face:
    """A face of the house, opened once in a process: what was learnt of its glyphs is there for the next edition."""
    return Face(spec)
