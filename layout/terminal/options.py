"""The arguments and options that several commands have, as Typer reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def _heard(context: typer.Context, quiet: bool) -> bool:
    """-q counts before the command and behind it."""
    top = context.find_root()
    top.obj = quiet or bool(top.obj)
    return bool(top.obj)


Quiet = Annotated[bool, typer.Option("--quiet", "-q", callback=_heard, help="Say nothing but what is wrong.")]
EditionFolder = Annotated[
    Path, typer.Argument(metavar="EDITION", help="The edition's folder, with edition.yaml.")
]
PdfArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, whoever made it.")]
Pages = Annotated[
    list[str] | None,
    typer.Option("--page", "-p", metavar="NAME", help="A page, as A03; may be given again. All if left out."),
]
OutFolder = Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="The output folder.")]

PresetName = Literal["plate", "trimmed", "proof"]
LevelName = Literal["x4", "x1a"]
SeparatorName = Literal["auto", "pdf_oxide", "ghostscript"]

LEVELS: dict[LevelName, Literal["PDF/X-4", "PDF/X-1a:2003"]] = {"x4": "PDF/X-4", "x1a": "PDF/X-1a:2003"}

Dpi = Annotated[
    float, typer.Option(min=20, max=600, help="Resolution of the proof PNG, in dots to the inch.")
]

Workers = Annotated[
    int | None,
    typer.Option(min=1, max=64, help="Pages and photos worked on at a time. As many as there are cores."),
]
Overlays = Annotated[
    str,
    typer.Option(
        metavar="NAMES",
        help="Drawn over the proof, and by build as layers of proof/EDITION-overlays.pdf: grid, frames, overset, "
        "objections, order, with commas between.",
    ),
]
