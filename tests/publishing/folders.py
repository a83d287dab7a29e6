"""An output folder -> its files; an edition's pages -> the names that its files have there."""

from __future__ import annotations

from pathlib import Path

from layout.publishing.names import OVERLAYS, PAGE
from layout.publishing.outputs import OUTPUTS, PageOutput


def files(folder: Path) -> dict[str, bytes]:
    """What is in the files of a folder, by their names with forward slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names_of(*pages: str, edition: str = "daily", ready: bool = True, overlays: bool = False) -> list[str]:
    """The files of an edition of these pages, in the order of their names: press files where it is ready, overlays
    where they were asked for.
    """
    return sorted(
        output.name.format(
            edition=edition,
            page=page,
            edition_file=edition,
            page_file=f"{edition}-{page}",
            press_folder="pages",
        )
        for output in OUTPUTS
        for page in (pages if isinstance(output, PageOutput) else [""])
        if (ready or output.name != PAGE) and (overlays or output.name != OVERLAYS)
    )
