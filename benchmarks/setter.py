"""What the benchmark asks of each program: write its input once, then turn that input into a PDF, cold or warm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.pagetext import PageText

Mode = Literal["cold", "warm"]

SetPages = Callable[[Path], bytes]
"""The PDF of the pages whose input stands in a folder."""


PDF = "page.pdf"
"""Where the PDF of a document goes, in its folder."""


@dataclass(frozen=True, slots=True)
class Setter:
    """One program. `packages` are its distributions, whose versions the report names.

    `prepare(folder, pages, faces)` writes the program's input, untimed. `start(faces)` imports the program and opens
    what it keeps between documents; what it returns sets one folder after another. `command(folder)` is the program's
    own command line, if that is to be timed as the cold process; it writes `pdf` into the folder. It is not asked for
    more than `most_pages`.
    """

    name: str
    packages: tuple[str, ...]
    prepare: Callable[[Path, Sequence[PageText], Path], None]
    start: Callable[[Path], SetPages]
    command: Callable[[Path], Sequence[str]] | None = None
    pdf: str = PDF
    modes: tuple[Mode, ...] = ("cold", "warm")
    most_pages: int = 10_000
