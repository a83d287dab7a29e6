"""The golden commands: compare pages with their goldens, take them for right, compare two PDFs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from layout.terminal.console import (
    DONE,
    printable,
    said,
    show_progress,
    tell_problems,
    tell_refusals,
)
from layout.terminal.options import Pages, Quiet, Workers

if TYPE_CHECKING:
    from layout.golden.verdict import GoldenComparison

DIFFERENT = 1
"""The exit code where pages differ."""

golden_app = typer.Typer(
    help="Compare pages with how they should come out, and say what changed, where, and what only followed.\n\n"
    "Exit codes: 0 the same, 1 different, 2 could not be compared.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

ComparedPaths = Annotated[
    list[Path],
    typer.Argument(metavar="EDITION|PDF…", help="An edition, a folder it was built into, or PDFs."),
]
GoldenFolder = Annotated[
    Path | None,
    typer.Option("--golden", metavar="DIR", help="The folder of the goldens. EDITION/golden if left out."),
]
ReportFolder = Annotated[
    Path | None,
    typer.Option("--report", metavar="OUT", help="Write report.html and report.json into this folder."),
]


@golden_app.command("compare")
def golden_compare(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    sources: ComparedPaths,
    golden: GoldenFolder = None,
    page: Pages = None,
    mask: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="YAML: blocks or areas that may differ, each with a reason."),
    ] = None,
    report: ReportFolder = None,
    junit: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the outcome as JUnit XML, a test case for each page."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Compare pages with their goldens: 0 if they are the same, 1 if not, 2 if they can't be compared."""
    from layout.publish import set_edition
    from layout.publishing.goldens import GoldenWish, compare_with_golden, refuse_report_places

    wish = GoldenWish(set_edition, golden, tuple(page or ()), mask, workers or os.cpu_count() or 1)
    with tell_refusals(as_json), show_progress(quiet) as progress:
        refuse_report_places(sources, golden, report, junit)
        told = compare_with_golden(sources, wish, progress)
        _write_comparison(told.comparison, report, junit)
    if not as_json:
        tell_problems(told.problems, "`check --json` has all of them")
    _tell_comparison(told.comparison, as_json, quiet)


@golden_app.command("accept")
def golden_accept(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    sources: ComparedPaths,
    golden: GoldenFolder = None,
    page: Pages = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why: it is kept in accepted.jsonl.")] = "",
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Take today's pages for right: they become the goldens. Look at the pages first, and at the diff afterwards."""
    from layout.publish import set_edition
    from layout.publishing.goldens import GoldenWish, accept_pages

    wish = GoldenWish(set_edition, golden, tuple(page or ()), None, workers or os.cpu_count() or 1)
    with tell_refusals(), show_progress(quiet) as progress:
        accepted = accept_pages(sources, wish, why, progress)
    tell_problems(accepted.problems, "`check --json` has all of them")
    if not quiet:
        for name in accepted.written:
            said.print(printable(f"written {name}"))
        for name in accepted.removed:
            said.print(printable(f"removed {name}"))
        if not accepted.written and not accepted.removed:
            said.print("Nothing is written: no golden had to change.")


@golden_app.command("diff")
def golden_diff(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A PDF, whoever made it.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The PDF that it became.")],
    report: ReportFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Compare two PDFs, whoever made them: 0 if they are the same, 1 if not, 2 if they can't be compared."""
    from layout.publishing.goldens import diff_pdfs

    with tell_refusals(as_json), show_progress(quiet) as progress:
        progress("comparing")
        comparison = diff_pdfs(old, new, workers or os.cpu_count() or 1)
        _write_comparison(comparison, report, None)
    _tell_comparison(comparison, as_json, quiet)


def _write_comparison(comparison: GoldenComparison, report: Path | None, junit: Path | None) -> None:
    """The files that a comparison is asked for."""
    from layout.golden.asjson import comparison_json, comparison_junit
    from layout.golden.report import report_html
    from layout.publishing.placing.folder import output_folder, write_files

    asked: list[tuple[Path, dict[str, bytes | Path]]] = []
    if report is not None:
        texts = {"report.html": report_html(comparison), "report.json": comparison_json(comparison)}
        asked.append((report, {name: text.encode(errors="backslashreplace") for name, text in texts.items()}))
    if junit is not None:
        asked.append((junit.parent, {junit.name: comparison_junit(comparison)}))
    for folder, files in asked:
        with output_folder(folder) as aside:
            write_files(aside, folder, files)


def _tell_comparison(comparison: GoldenComparison, as_json: bool, quiet: bool) -> NoReturn:
    """What differs, a sentence a line, and how many pages are the same; then the end, with the code that says it."""
    from layout.golden.asjson import comparison_json

    differing = [page for page in comparison.pages if page.verdict != "same"]
    if as_json:
        said.print(comparison_json(comparison), end="")
    else:
        for sentence in (sentence for page in differing for sentence in page.sentences):
            said.print(printable(sentence))
        if not quiet:
            for page in comparison.pages:
                masked = (f"{page.masked} differences are masked",) if page.masked else ()
                for note in (*page.notes, *masked):
                    said.print(printable(f"{page.page}: {note}"), style="dim")
            count = len(comparison.pages)
            said.print(f"{count - len(differing)} of {count} pages are the same.")
    raise typer.Exit(DONE if comparison.same else DIFFERENT)
