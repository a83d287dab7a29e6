"""The command line: parse, call, report. `python build.py` builds the sample edition into out/."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer
from rich.console import Console

from content.problems import Problem, Refused
from layout.publishing.outputs import PROOF_DPI

if TYPE_CHECKING:
    from layout.golden.verdict import GoldenComparison
    from layout.plan.signoff import Signed
    from layout.publish import Outcome

SCHEMAS = Path(__file__).resolve().parent / "content" / "schemas"
SAMPLE = Path(__file__).resolve().parent / "content" / "editions" / "wujin"

DONE, NOT_FOR_PRESS, REFUSED, FAULT = 0, 1, 2, 3
DIFFERENT = 1
"""Exit codes: all done; built, with problems that a press file may not have; input refused; a fault of the program."""

app = typer.Typer(
    help="Duikai sets newspaper pages: copy in, a PDF for the press out. Without a command it builds the sample.\n\n"
    "Exit codes: 0 done; 1 built, with problems that a press file may not have; 2 input refused; 3 a fault of the "
    "program itself; 128 and the signal's number where it was stopped (130: Ctrl-C).",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _heard(context: typer.Context, quiet: bool) -> bool:
    """-q counts before the command and behind it."""
    top = context.find_root()
    top.obj = quiet or bool(top.obj)
    return bool(top.obj)


Quiet = Annotated[bool, typer.Option("--quiet", "-q", callback=_heard, help="Say nothing but what is wrong.")]
EditionFolder = Annotated[
    Path, typer.Argument(metavar="EDITION", help="The edition's folder, with edition.yaml.")
]
OutFolder = Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="The output folder.")]

Preset = Literal["plate", "trimmed", "proof"]
Level = Literal["x4", "x1a"]
Separator = Literal["auto", "pdf_oxide", "ghostscript"]

LEVELS: dict[Level, Literal["PDF/X-4", "PDF/X-1a:2003"]] = {"x4": "PDF/X-4", "x1a": "PDF/X-1a:2003"}

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

# Copy is shown as it is written: `:100:` is no emoji.
said = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
wrong = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)

_STYLES = {"refused": "bold red", "press": "red", "warning": "yellow"}


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
        Preset | None,
        typer.Option(
            help="Bleed and marks: for plates, for a trimmed product, for a look. The paper's if left out."
        ),
    ] = None,
    level: Annotated[Level | None, typer.Option(help="Level of PDF/X. The paper's if left out.")] = None,
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
    from layout.publishing.overlays import overlays_asked

    with _refusals(), _progress(quiet) as progress:
        overlays = overlays_asked(overlay)
        kept = None if fresh else pages_folder()
        count = workers or os.cpu_count() or 1
        wish = PressWish(
            preset, LEVELS[level] if level else None, count, overlays, kept, clean_proofs=clean_proofs
        )
        outcome = publish(edition, out, dpi=dpi, wish=wish, progress=progress)
    _tell(outcome.problems, f"all are in {out / 'report.json'}")
    _tell_signed(outcome.signed)
    _tell_held(outcome)
    if not quiet:
        _tell_pool(outcome)
        for name in outcome.files:
            said.print(f"{out / name}")
    if not outcome.ready:
        wrong.print(
            "Not for the press: pages/ holds no file until the problems above are mended or signed off.",
            style="red",
        )
    raise typer.Exit(_code(outcome))


@app.command()
def proof(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    edition: EditionFolder,
    page: Annotated[
        list[str] | None,
        typer.Option(
            "--page", "-p", metavar="NAME", help="A page, as A03; may be given again. All if left out."
        ),
    ] = None,
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
    from layout.publishing.overlays import overlays_asked

    with _refusals(), _progress(quiet) as progress:
        count = workers or os.cpu_count() or 1
        overlays = () if clean else overlays_asked(overlay)
        wish = PressWish(
            workers=count,
            overlays=overlays,
            kept=pages_folder(),
            pages=tuple(page or ()),
            clean_proofs=clean,
        )
        outcome = prove(edition, out, dpi=dpi, wish=wish, progress=progress)
    _tell(outcome.problems, "`check --json` has all of them")
    _tell_held(outcome)
    if not quiet:
        for name in outcome.files:
            said.print(f"{out / name}")
    raise typer.Exit(_code(outcome))


@app.command("check")
def check_(
    edition: EditionFolder,
    page: Annotated[
        list[str] | None,
        typer.Option(
            "--page", "-p", metavar="NAME", help="A page, as A03; may be given again. All if left out."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read and make up an edition and say what is wrong; write no page."""
    from layout.plan.press_settings import PressWish
    from layout.publish import check
    from layout.publishing.report import problem_row

    with _refusals(as_json), _progress(quiet) as progress:
        outcome = check(edition, progress, PressWish(pages=tuple(page or ())))
    if as_json:
        _print_json([problem_row(problem) for problem in outcome.problems])
    else:
        _tell(outcome.problems, "`check --json` has all of them")
        _tell_signed(outcome.signed)
        _tell_held(outcome)
        if not quiet and not page:
            _tell_pool(outcome)
        for fit in () if quiet else outcome.made.fits:
            said.print(
                f"{fit.page} {fit.block}: {fit.set_lines} lines in {fit.legs} legs of {fit.leg_lines}, "
                f"{fit.white} lines white, {fit.over_lines} lines ({fit.over_characters} characters) over"
            )
    raise typer.Exit(_code(outcome))


@app.command()
def preflight(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, whoever made it.")],
    paper: Annotated[
        str | None,
        typer.Option(
            metavar="PAPER", help="Hold it against a paper's press settings: its name, or a paper.yaml."
        ),
    ] = None,
    level: Annotated[
        Level | None, typer.Option(help="The level it must be of; the one it claims if left out.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="REPORT", help="Write the report with the pages drawn, as HTML."),
    ] = None,
    separator: Annotated[
        Separator, typer.Option(help="What makes the plates that ink is measured on.")
    ] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Look at a PDF as a printer would: 0 if it can be plated, 1 if not, 2 if there is no such file."""
    from layout.publishing.outputs import output_folder, write_files
    from layout.publishing.preflighting import look_at

    with _refusals(as_json), _progress(quiet) as progress:
        progress("preflight")
        looked = look_at(file, paper, LEVELS[level] if level else None, separator, draw=html is not None)
        if html is not None:
            with output_folder(html.parent) as aside:
                files = {html.name: looked.html().encode(errors="backslashreplace")}
                write_files(aside, html.parent, files)
    if as_json:
        said.print(looked.json(), end="")
    else:
        looked.table(said, errors_alone=quiet)
    raise typer.Exit(DONE if looked.passes else NOT_FOR_PRESS)


@app.command()
def plates(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, whoever made it.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="The output folder.")] = Path(
        "plates"
    ),
    dpi: Annotated[float, typer.Option(min=20, max=600, help="Resolution, in dots to the inch.")] = 100,
    separator: Annotated[Separator, typer.Option(help="What makes the plates.")] = "auto",
    quiet: Quiet = False,
) -> None:
    """Write each page's plates as gray PNGs, ink by ink, and a map of the total ink."""
    from layout.publishing.outputs import output_folder, write_files
    from layout.publishing.preflighting import plates_of

    with _refusals(), _progress(quiet) as progress:
        progress("plates")
        made = plates_of(file, dpi, separator)
        with output_folder(out) as aside:
            write_files(aside, out, made.files)
    _tell(made.warnings)
    if not quiet:
        for name in sorted(made.files):
            said.print(f"{out / name}")


golden_app = typer.Typer(
    help="Compare pages with how they should come out, and say what changed, where, and what only followed.\n\n"
    "Exit codes: 0 the same, 1 different, 2 could not be compared.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(golden_app, name="golden")

Compared = Annotated[
    list[Path],
    typer.Argument(metavar="EDITION|PDF…", help="An edition, a folder it was built into, or PDFs."),
]
GoldenFolder = Annotated[
    Path | None,
    typer.Option("--golden", metavar="DIR", help="The folder of the goldens. EDITION/golden if left out."),
]
GoldenPages = Annotated[
    list[str] | None,
    typer.Option("--page", "-p", metavar="NAME", help="A page, as A03; may be given again. All if left out."),
]
ReportFolder = Annotated[
    Path | None,
    typer.Option("--report", metavar="OUT", help="Write report.html and report.json into this folder."),
]


@golden_app.command("compare")
def golden_compare(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    sources: Compared,
    golden: GoldenFolder = None,
    page: GoldenPages = None,
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
    from layout.publishing.goldens import GoldenWish, compare_with_golden

    wish = GoldenWish(golden, tuple(page or ()), mask, workers or os.cpu_count() or 1)
    with _refusals(as_json), _progress(quiet) as progress:
        told = compare_with_golden(sources, wish, progress)
        _write_comparison(told.comparison, report, junit)
    if not as_json:
        _tell(told.problems, "`check --json` has all of them")
    _tell_comparison(told.comparison, as_json, quiet)


@golden_app.command("accept")
def golden_accept(  # noqa: PLR0913, PLR0917  # a command's options are its parameters
    sources: Compared,
    golden: GoldenFolder = None,
    page: GoldenPages = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why: it is kept in accepted.jsonl.")] = "",
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Take today's pages for right: they become the goldens. Look at the pages first, and at the diff afterwards."""
    from layout.publishing.goldens import GoldenWish, accept_pages

    wish = GoldenWish(golden, tuple(page or ()), None, workers or os.cpu_count() or 1)
    with _refusals(), _progress(quiet) as progress:
        accepted = accept_pages(sources, wish, why, progress)
    _tell(accepted.problems, "`check --json` has all of them")
    if not quiet:
        for name in accepted.written:
            said.print(_CONTROL.sub("\ufffd", f"written {name}"))
        for name in accepted.removed:
            said.print(_CONTROL.sub("\ufffd", f"removed {name}"))
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

    with _refusals(as_json), _progress(quiet) as progress:
        progress("comparing")
        comparison = diff_pdfs(old, new, workers or os.cpu_count() or 1)
        _write_comparison(comparison, report, None)
    _tell_comparison(comparison, as_json, quiet)


@app.command()
def schema(out: OutFolder = SCHEMAS, quiet: Quiet = False) -> None:
    """Write the JSON Schema of every input file, for editors that complete and check YAML."""
    from layout.plan.schemas import schemas
    from layout.publishing.outputs import output_folder, write_files

    with _refusals():
        files = schemas()
        with output_folder(out) as aside:
            write_files(aside, out, files)
    if not quiet:
        for name in sorted(files):
            said.print(f"{out / name}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Raw text, UTF-8.")],
    edition: Annotated[
        Path, typer.Option("--out", "-o", metavar="EDITION", help="The folder to draft into.")
    ],
    quiet: Quiet = False,
) -> None:
    """Make story drafts from raw text, and list each change made and each doubtful spot."""
    from content.draftfile import write_draft
    from content.files import read_text
    from content.importer import import_copy

    with _refusals():
        draft = import_copy(read_text(file, file.name))
        written = write_draft(draft, edition)
    if not quiet:
        for name in written:
            said.print(f"{name}")
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

    listing = Catalogue.load(*([edition / "fonts"] if edition else [])).listing()
    for role in listing.roles:
        said.print(
            f"{role.role:<10} {role.face or '-':<16} {role.file or '-'}  {role.fallback or ''}".rstrip()
        )
    said.print()
    for face in listing.faces:
        weights = (
            f"{face.weights[0]:g}"
            if face.weights[0] == face.weights[1]
            else f"{face.weights[0]:g}-{face.weights[1]:g}"
        )
        said.print(
            f"{face.name:<28} {face.file}  {face.outlines}, weight {weights}, {face.glyphs} glyphs, "
            f"licence {face.licence or 'not stated'}"
        )
    for error in listing.problems:
        wrong.print(f"warning: {error}", style="yellow")


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _code(outcome: Outcome) -> int:
    """The exit code of what came of an edition: of a page that was refused 2, though the others were made."""
    if outcome.edition.held:
        return REFUSED
    return DONE if outcome.ready else NOT_FOR_PRESS


def _tell_held(outcome: Outcome) -> None:
    """The pages that were not made."""
    if held := sorted(outcome.edition.held):
        which = f"Held: {', '.join(held)} could not be made up; the other pages were."
        wrong.print(which, style="red")


def _tell_pool(outcome: Outcome) -> None:
    """What waits for a page."""
    from layout.publishing.telling import pool_line

    if line := pool_line(outcome.edition.pool):
        said.print(_CONTROL.sub("\ufffd", line))


def _tell(problems: Sequence[Problem], kept_in: str = "") -> None:
    """Problems for a person: one line what and where, one line what to do; many notes of one kind as one.

    A file's name may hold what would steer the terminal; it is shown as �.
    """
    from layout.publishing.telling import Folded, folded

    for problem in folded(problems, kept_in) if kept_in else problems:
        if isinstance(problem, Folded):
            wrong.print("warning", style=_STYLES["warning"], end="")
            wrong.print(f": {_CONTROL.sub(chr(0xFFFD), problem.what)}")
            wrong.print(f"    {_CONTROL.sub(chr(0xFFFD), problem.hint)}", style="dim")
            continue
        where, what, hint = (
            _CONTROL.sub("\ufffd", text) for text in (str(problem.where), problem.what, problem.hint)
        )
        wrong.print(f"{problem.severity}", style=_STYLES[problem.severity], end="")
        wrong.print(f" {where}: {what}" if where else f": {what}")
        wrong.print(f"    {hint}", style="dim")


def _tell_signed(signed: Iterable[Signed]) -> None:
    """Problems that an editor answers for: they hold nothing, and are said all the same."""
    for one in signed:
        where = _CONTROL.sub("\ufffd", str(one.problem.where))
        wrong.print("signed off", style="green", end="")
        wrong.print(f" {where}: {_CONTROL.sub(chr(0xFFFD), one.problem.what)}")
        why = f": {one.by.why}" if one.by.why else ""
        wrong.print(f"    by {one.by.by}{why}", style="dim")


def _write_comparison(comparison: GoldenComparison, report: Path | None, junit: Path | None) -> None:
    """The files that a comparison is asked for."""
    from layout.golden.asjson import comparison_json, comparison_junit
    from layout.golden.report import report_html
    from layout.publishing.outputs import output_folder, write_files

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
            said.print(_CONTROL.sub("\ufffd", sentence))
        if not quiet:
            for page in comparison.pages:
                masked = (f"{page.masked} differences are masked",) if page.masked else ()
                for note in (*page.notes, *masked):
                    said.print(_CONTROL.sub("\ufffd", f"{page.page}: {note}"), style="dim")
            count = len(comparison.pages)
            said.print(f"{count - len(differing)} of {count} pages are the same.")
    raise typer.Exit(DONE if comparison.same else DIFFERENT)


def _print_json(rows: list[dict[str, object]]) -> None:
    said.print(json.dumps(rows, ensure_ascii=False, indent=1))


@contextmanager
def _refusals(as_json: bool = False) -> Iterator[None]:
    """Tells what an input was refused for, all of it, and ends with code 2."""
    from layout.publishing.report import problem_row

    try:
        yield
    except Refused as refusal:
        if as_json:
            _print_json([problem_row(problem) for problem in refusal.problems])
        else:
            _tell(refusal.problems)
        raise typer.Exit(REFUSED) from None


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Shows the stage at work, on a terminal; nothing when quiet or when the output is no terminal."""
    if quiet or not wrong.is_terminal:
        yield lambda stage: None
        return
    with wrong.status("reading") as status:
        yield status.update


class Stopped(BaseException):
    """Somebody stops the program: Ctrl-C, a call to end, a closed terminal."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


_STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _stop(number: int, _: FrameType | None) -> NoReturn:
    raise Stopped(number)


def main() -> None:
    """The program as it is called: it ends cleanly however it is stopped, and tells a fault of its own as one."""
    for number in _STOPS:
        if signal.getsignal(number) != signal.SIG_IGN:  # what starts it may want it not to hear one (nohup)
            signal.signal(number, _stop)
    try:
        from layout.publishing.temporary import temporary_files_of_the_run

        with temporary_files_of_the_run():
            app()
    except Stopped as stopped:
        for number in _STOPS:
            signal.signal(number, signal.SIG_IGN)  # it ends already
        wrong.print("Stopped. Output folders hold a whole build, or none.", style="red")
        sys.exit(128 + stopped.number)
    except Exception as error:
        from layout.publishing.shortage import shortage_of

        if shortage := shortage_of(error):
            _tell([shortage])
            sys.exit(REFUSED)
        _tell_fault(traceback.format_exc())
        sys.exit(FAULT)


def _tell_fault(trace: str) -> None:
    """What nobody has foreseen: for the user one message, for whoever mends it a file."""
    where = "it could not be kept"
    with suppress(OSError):
        descriptor, name = tempfile.mkstemp(prefix="duikai-fault-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(trace)
        where = f"it is kept in {name}"
    wrong.print("fault", style="bold red", end="")
    wrong.print(": The program has a fault of its own. Output folders hold a whole build, or none.")
    wrong.print(f"    tell those who look after it what it was doing: {where}", style="dim")


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        # A machine whose locale is not UTF-8 must still be able to print a headline.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    main()
