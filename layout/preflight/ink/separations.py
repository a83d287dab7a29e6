"""Pages of a PDF -> their plates as a RIP would make them: for each ink, how much of it lies on each pixel.

Two programs can do it. pdf_oxide comes with the project; Ghostscript is asked where it is installed and a page holds
what pdf_oxide gets wrong (`preparing`). Neither may harm this process: both run in processes of their own, with bounds
on computing and memory.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from content.pdf.values import UNREADABLE
from layout.preflight.content.colour import PROCESS
from layout.preflight.ink.preparing import PreparedFile, prepare_for_oxide
from layout.preflight.pageboxes import PageBoxes
from layout.preflight.report import PlateMaker

Plate = NDArray[np.uint8]
"""Ink on each pixel, 0 none and 255 solid; rows from the top of the page as it is seen."""

Wanted = Literal["auto", "pdf_oxide", "ghostscript"]

DPI: Final = 100
"""Pixels to the inch: a square millimetre has 15 of them, and a broadsheet takes a third of a second."""

MOST_PIXELS: Final = 40_000_000
"""Pixels of one plate. A larger page is looked at more coarsely."""

LEAST_DPI: Final = 10

SECONDS: Final = 5
"""Seconds of computing that a program may take over a page."""

SECONDS_EACH: Final = 1.5
"""The same for all pages of a file, for each of them, beside the `SECONDS` that one may take."""

_PLAIN_CMYK: Final = "-dOverrideICC=true"
"""CMYK with a profile is printed as it is. (UseFastColor does that too, and switches overprint off.)"""

FINER: Final = 3
"""Ghostscript paints every pixel that a shape touches: it is asked for finer ones, which are averaged."""


@dataclass(frozen=True, slots=True, eq=False)
class Separations:
    """The plates of one page, the process inks first, then spot inks by name. All are of one size.

    `page` counts from 1. `unsure` names what `by` is known to paint otherwise than a press. Where no plates could be
    made there are none, and `failure` says why.
    """

    page: int
    by: PlateMaker | None
    plates: Mapping[str, Plate]
    unsure: tuple[str, ...] = ()
    failure: str = ""


def separate_pages(
    data: bytes,
    sheets: Mapping[int, PageBoxes],
    *,
    dpi: int = DPI,
    by: Wanted = "auto",
    seconds: float = SECONDS,
) -> Iterator[Separations]:
    """The plates of the pages whose `sheets` are given, by their numbers from 1. Never raises over a file.

    With `auto` pdf_oxide makes them, and Ghostscript where pdf_oxide would not or not soundly. The file is read at
    once; each page's plates are made when they are asked for, which may be in another thread.
    """
    gs = shutil.which("gs") if by != "pdf_oxide" else None
    prepared = _prepare(data) if by != "ghostscript" else None
    clock = _Clock(seconds, seconds + SECONDS_EACH * (len(sheets) - 1))

    def separate(page: int, sheet: PageBoxes) -> Separations:
        inches = max(sheet.shown.area / 72**2, 1e-9)
        finest = int(min(dpi, (MOST_PIXELS / inches) ** 0.5))
        if by == "ghostscript" and gs is None:
            return Separations(page, None, {}, failure="Ghostscript (gs) is not installed")
        if finest < LEAST_DPI:
            return Separations(page, None, {}, failure="the page is too large to be looked at")
        made = _by_oxide(prepared, page, finest, clock) if by != "ghostscript" else None
        if gs is not None and (made is None or made.failure or made.unsure):
            other = _by_ghostscript(gs, data, page, finest, clock)
            made = other if made is None or not other.failure else made
        assert made is not None
        return made

    return (separate(page, sheet) for page, sheet in sheets.items())


def _prepare(data: bytes) -> PreparedFile | str:
    try:
        return prepare_for_oxide(data)
    except UNREADABLE as error:
        return f"the file can't be read through: {str(error)[:100]}"


@dataclass(slots=True)
class _Clock:
    """How many seconds of computing a page may take, and all pages that are still to come."""

    page: float
    left: float

    def run(self, command: Sequence[str], **options: Any) -> tuple[int, str]:
        """The status of a program and what it said, and what it took is counted. -1 and why where it did not run."""
        seconds = max(1, round(min(self.page, self.left)))
        if self.left <= 0:
            return -1, "the pages before took all the computing that a file may take"
        engine = str(Path(__file__).with_name("engine.py"))
        with tempfile.TemporaryFile() as said:
            try:
                run = subprocess.run(
                    [sys.executable, "-I", engine, str(seconds), *command],
                    stderr=said,
                    check=False,
                    **options,
                )
            except OSError as error:
                return -1, f"it could not be started: {error.strerror}"
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
        spent = lines.pop().removeprefix("spent ") if lines and lines[-1].startswith("spent ") else ""
        self.left -= float(spent) if spent else seconds
        if run.returncode in (-24, -9):
            return -1, f"it takes more than {seconds} s of computing"
        return run.returncode, lines[-1][:160] if lines else ""


def _by_oxide(source: PreparedFile | str | None, page: int, dpi: int, clock: _Clock) -> Separations:
    if not isinstance(source, PreparedFile):
        return Separations(page, None, {}, failure=source or "the file can't be read")
    # Files and not pipes: a thread that passes megabytes on piece by piece is held up by one that computes.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken:
        given.write(source.data)
        given.seek(0)
        status, said = clock.run(["plates", str(page - 1), str(dpi)], stdin=given, stdout=taken)
        taken.seek(0)
        out = taken.read()
    if status != 0:
        # Any other status is that of a signal that ended it: it fell.
        why = said if status in (-1, 3) and said else "it fell over the file, or took more memory than it may"
        return Separations(page, None, {}, failure=f"pdf_oxide could not separate the page: {why}")
    plates = _read_plates(out)
    if not plates:
        return Separations(page, None, {}, failure="pdf_oxide gave no plates")
    return Separations(page, "pdf_oxide", plates, source.unsure[page - 1])


def _read_plates(out: bytes) -> dict[str, Plate]:
    """The plates that the engine wrote."""
    end = out.find(b"\n")
    try:
        head = json.loads(out[:end])
        at, plates = end + 1, dict[str, Plate]()
        for ink, width, height in head:
            plates[str(ink)] = np.frombuffer(out, np.uint8, width * height, at).reshape(height, width)
            at += width * height
    except (ValueError, TypeError):
        return {}
    return _put_in_order(plates)


def _by_ghostscript(gs: str, data: bytes, page: int, dpi: int, clock: _Clock) -> Separations:
    """The plates of Ghostscript's device tiffsep, which writes each as a file."""
    with tempfile.TemporaryDirectory(prefix="plates-") as folder:
        room = Path(folder)
        (room / "page.pdf").write_bytes(data)
        command = [
            "run", gs, "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dQUIET", "-sDEVICE=tiffsep", "-dUseCropBox", _PLAIN_CMYK,
            f"-r{dpi * FINER}", f"-dDownScaleFactor={FINER}", f"-dFirstPage={page}", f"-dLastPage={page}",
            "-sCompression=none", "-sOutputFile=plate.tif", "page.pdf",
        ]  # fmt: skip
        status, said = clock.run(command, cwd=room, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        plates = {
            file.name[6:-5]: _read_tiff(file.read_bytes()) for file in sorted(room.glob("plate(*).tif"))
        }
    sizes = {plate.shape for plate in plates.values()}
    if status != 0 or len(sizes) != 1:
        why = f": {said}" if status == -1 else ""
        return Separations(page, None, {}, failure=f"Ghostscript could not separate the page{why}")
    return Separations(page, "ghostscript", _put_in_order(plates))


def _read_tiff(data: bytes) -> Plate:
    from PIL import Image

    # Pixels are bounded before the plates are made.
    with Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
        return 255 - np.asarray(image.convert("L"))


def _put_in_order(plates: Mapping[str, Plate]) -> dict[str, Plate]:
    """The process inks in the order of the press, whether used or not, then the others by name."""
    if not plates:
        return {}
    blank = np.zeros_like(next(iter(plates.values())))
    order: Sequence[str] = [*PROCESS, *sorted(set(plates) - set(PROCESS))]
    return {ink: plates.get(ink, blank) for ink in order}
