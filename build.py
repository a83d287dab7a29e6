"""The command line: parse, call, report. `python build.py` builds the sample edition into out/."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from layout.publishing import PROOF_DPI
from layout.terminal.console import (
    DONE,
    NOT_FOR_PRESS,
    exit_code,
    said,
    show_progress,
    tell_faces,
    tell_files,
    tell_fits,
    tell_held,
    tell_json,
    tell_pool,
    tell_problems,
    tell_readiness,
    tell_refusals,
    tell_sign_offs,
)
from layout.terminal.ending import run_to_the_end
from layout.terminal.goldens import golden_app
from layout.terminal.options import (
    LEVELS,
    Dpi,
    EditionFolder,
    LevelName,
    OutFolder,
    Overlays,
    Pages,
    PdfArgument,
    PresetName,
    Quiet,
    SeparatorName,
    Workers,
)

SCHEMAS = Path(__file__).resolve().parent / "content" / "schemas"
SAMPLE = Path(__file__).resolve().parent / "content" / "editions" / "wujin"

app = typer.Typer(
    help="Duikai sets newspaper pages: copy in, a PDF for the press out. Without a command it builds the sample.\n\n"
    "Exit codes: 0 done; 1 built, with problems that a press file may not have; 2 input refused; 3 a fault of the "
    "program itself; 128 and the signal's number where it was stopped (130: Ctrl-C).",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(golden_app, name="golden")


@app.callback(invoke_without_command=True)
def sample(context: typer.Context, quiet: Quiet = False) -> None:
    """Builds the sample edition into out/ when no command is given."""
    if context.invoked_subcommand is None:
        build(SAMPLE, Path("out"), quiet=quiet)


@app.command()
def build(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    edition: EditionFolder,
    out: OutFolder = Path("out"),
    dpi: Dpi = PROOF_DPI,
    preset: Annotated[
        PresetName | None,
        typer.Option(
            help="Bleed and marks: for plates, for a trimmed product, for a look. The paper's if left out."
        ),
    ] = None,
    level: Annotated[
        LevelName | None, typer.Option(help="LevelName of PDF/X. The paper's if left out.")
    ] = None,
    workers: Workers = None,
    overlay: Overlays = "",
    clean_proofs: Annotated[
        bool, typer.Option("--clean-proofs", help="Proofs as the pages will print, without marks.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Make everything anew, also what an earlier build has kept.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Build an edition: press files, proofs, what the preflight says of them, scene, report and manifest."""
    from layout.plan.press_settings import PressWish
    from layout.publish import publish
    from layout.publishing.folders import pages_folder
    from layout.publishing.overlays import read_overlays

    with tell_refusals(), show_progress(quiet) as progress:
        wish = PressWish(
            preset=preset,
            level=LEVELS[level] if level else None,
            workers=workers or os.cpu_count() or 1,
            overlays=read_overlays(overlay),
            kept=None if fresh else pages_folder(),
            clean_proofs=clean_proofs,
        )
        outcome = publish(edition, out, dpi=dpi, wish=wish, progress=progress)
    tell_problems(outcome.problems, f"all are in {out / 'report.json'}")
    tell_sign_offs(outcome.signed)
    tell_held(outcome)
    if not quiet:
        tell_pool(outcome)
    tell_files((out / name for name in outcome.files), quiet)
    tell_readiness(outcome)
    raise typer.Exit(exit_code(outcome))


@app.command()
def proof(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    edition: EditionFolder,
    page: Pages = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="The folder of the pictures.")
    ] = Path("out/proofs"),
    dpi: Dpi = PROOF_DPI,
    overlay: Overlays = "",
    clean: Annotated[
        bool, typer.Option("--clean", help="The page as it will print, without marks or overlays.")
    ] = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Draw proofs of pages and say what is wrong on them: the quickest look. No press file is made or looked at."""
    from layout.plan.press_settings import PressWish
    from layout.prove import prove
    from layout.publishing.folders import pages_folder
    from layout.publishing.overlays import read_overlays

    with tell_refusals(), show_progress(quiet) as progress:
        wish = PressWish(
            workers=workers or os.cpu_count() or 1,
            overlays=() if clean else read_overlays(overlay),
            kept=pages_folder(),
            pages=tuple(page or ()),
            clean_proofs=clean,
        )
        outcome = prove(edition, out, dpi=dpi, wish=wish, progress=progress)
    tell_problems(outcome.problems, "`check --json` has all of them")
    tell_held(outcome)
    tell_files((out / name for name in outcome.files), quiet)
    raise typer.Exit(exit_code(outcome))


@app.command("check")
def check_(
    edition: EditionFolder,
    page: Pages = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read and make up an edition and say what is wrong; write no page."""
    from layout.plan.press_settings import PressWish
    from layout.publish import check

    with tell_refusals(as_json), show_progress(quiet) as progress:
        outcome = check(edition, progress, PressWish(pages=tuple(page or ())))
    if as_json:
        tell_json(outcome.problems)
    else:
        tell_problems(outcome.problems, "`check --json` has all of them")
        tell_sign_offs(outcome.signed)
        tell_held(outcome)
        if not quiet and not page:
            tell_pool(outcome)
        if not quiet:
            tell_fits(outcome)
    raise typer.Exit(exit_code(outcome))


@app.command()
def preflight(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    file: PdfArgument,
    paper: Annotated[
        str | None,
        typer.Option(
            metavar="PAPER", help="Hold it against a paper's press settings: its name, or a paper.yaml."
        ),
    ] = None,
    level: Annotated[
        LevelName | None, typer.Option(help="The level it must be of; the one it claims if left out.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="REPORT", help="Write the report with the pages drawn, as HTML."),
    ] = None,
    separator: Annotated[
        SeparatorName, typer.Option(help="What makes the plates that ink is measured on.")
    ] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Look at a PDF as a printer would: 0 if it can be plated, 1 if not, 2 if there is no such file."""
    from layout.publishing.placing.folder import put_files
    from layout.publishing.preflighting import look_at

    with tell_refusals(as_json), show_progress(quiet) as progress:
        progress("preflight")
        looked = look_at(file, paper, LEVELS[level] if level else None, separator, draw=html is not None)
        if html is not None:
            put_files(html.parent, {html.name: looked.html().encode(errors="backslashreplace")})
    if as_json:
        said.print(looked.json(), end="")
    else:
        looked.table(said, errors_alone=quiet)
    raise typer.Exit(DONE if looked.passes else NOT_FOR_PRESS)


@app.command()
def plates(
    file: PdfArgument,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="The output folder.")] = Path(
        "plates"
    ),
    dpi: Annotated[float, typer.Option(min=20, max=600, help="Resolution, in dots to the inch.")] = 100,
    separator: Annotated[SeparatorName, typer.Option(help="What makes the plates.")] = "auto",
    quiet: Quiet = False,
) -> None:
    """Write each page's plates as gray PNGs, ink by ink, and a map of the total ink."""
    from layout.publishing.placing.folder import put_files
    from layout.publishing.preflighting import plates_of

    with tell_refusals(), show_progress(quiet) as progress:
        progress("plates")
        made = plates_of(file, dpi, separator)
        put_files(out, made.files)
    tell_problems(made.warnings)
    tell_files((out / name for name in sorted(made.files)), quiet)


@app.command()
def schema(out: OutFolder = SCHEMAS, quiet: Quiet = False) -> None:
    """Write the JSON Schema of every input file, for editors that complete and check YAML."""
    from layout.plan.schemas import schemas
    from layout.publishing.placing.folder import put_files

    with tell_refusals():
        files = schemas()
        put_files(out, files)
    tell_files((out / name for name in sorted(files)), quiet)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Raw text, UTF-8.")],
    edition: Annotated[
        Path, typer.Option("--out", "-o", metavar="EDITION", help="The folder to draft into.")
    ],
    quiet: Quiet = False,
) -> None:
    """Make story drafts from raw text, and list each change made and each doubtful spot."""
    from content.files import read_text
    from content.importing.draftfile import write_draft
    from content.importing.importer import import_copy

    with tell_refusals():
        draft = import_copy(read_text(file, file.name))
        written = write_draft(draft, edition)
    tell_files(written, quiet)
    if not quiet:
        said.print(
            f"{len(draft.changes)} changes made, {len(draft.doubts)} doubtful spots: see the import report."
        )


@app.command()
def faces(
    edition: Annotated[
        Path | None,
        typer.Argument(
            metavar="EDITION", exists=True, file_okay=False, help="An edition with fonts of its own."
        ),
    ] = None,
) -> None:
    """List the faces there are, and which face each role of a style resolves to."""
    from fonts.catalogue import Catalogue

    tell_faces(Catalogue.load(*([edition / "fonts"] if edition else [])).listing())


def main() -> None:
    """The program as it is called."""
    run_to_the_end(app)


if __name__ == "__main__":
    main()
