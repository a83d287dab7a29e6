"""What came of a command -> lines in the terminal, and the code that it ends with.

Copy is shown as it is written (`:100:` is no emoji), but for what would steer the terminal, which a file's name may
hold: that is shown as �.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from content.problems import Problem, Refused

if TYPE_CHECKING:
    from fonts.listing import Listing
    from layout.plan.signoff import Signed
    from layout.publishing.outcome import Outcome

DONE, NOT_FOR_PRESS, REFUSED, FAULT = 0, 1, 2, 3
"""Exit codes: all done; built, with problems that a press file may not have; input refused; a fault of the program."""

said = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
wrong = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)

_STYLES = {"refused": "bold red", "press": "red", "warning": "yellow"}
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls, and what turns the direction of the text behind it."""


def exit_code(outcome: Outcome) -> int:
    """The exit code of what came of an edition: of a page that was refused 2, though the others were made."""
    if outcome.edition.held:
        return REFUSED
    return DONE if outcome.ready else NOT_FOR_PRESS


def tell_problems(problems: Sequence[Problem], kept_in: str = "") -> None:
    """Problems for a person: one line what and where, one line what to do. Where all of them are `kept_in` a file or
    can be had by a command, many warnings of one kind are one.
    """
    from layout.publishing.problems.order import fold_alike

    for problem in fold_alike(problems, kept_in) if kept_in else problems:
        _tell(problem.severity, _STYLES[problem.severity], problem, problem.hint)


def tell_sign_offs(signed: Iterable[Signed]) -> None:
    """Problems that an editor answers for: they hold nothing, and are said all the same."""
    for entry in signed:
        why = f": {entry.by.why}" if entry.by.why else ""
        _tell("signed off", "green", entry.problem, f"by {entry.by.by}{why}")


def tell_held(outcome: Outcome) -> None:
    """The pages that were not made."""
    if held := sorted(outcome.edition.held):
        which = f"Held: {', '.join(held)} could not be made up; the other pages were."
        wrong.print(which, style="red")


def tell_readiness(outcome: Outcome) -> None:
    """Whether there are files for the press, where there are none."""
    if not outcome.ready:
        what = "Not for the press: pages/ holds no file until the problems above are mended or signed off."
        wrong.print(what, style="red")


def tell_fits(outcome: Outcome) -> None:
    """How each story fits."""
    for fit in outcome.made.fits:
        said.print(
            f"{fit.page} {fit.block}: {fit.set_lines} lines in {fit.legs} legs of {fit.leg_lines}, "
            f"{fit.white} lines white, {fit.over_lines} lines ({fit.over_characters} characters) over"
        )


def tell_pool(outcome: Outcome) -> None:
    """What waits for a page."""
    from layout.publishing.problems.order import pool_line

    if line := pool_line(outcome.edition.pool):
        said.print(printable(line))


def tell_faces(listing: Listing) -> None:
    """The face of each role of a style, then every face, then what is wrong with files of faces."""
    for role in listing.roles:
        said.print(
            f"{role.role:<10} {role.face or '-':<16} {role.file or '-'}  {role.fallback or ''}".rstrip()
        )
    said.print()
    for face in (entry.face for entry in listing.faces):
        lightest, heaviest = face.weights
        weights = f"{lightest:g}" if lightest == heaviest else f"{lightest:g}-{heaviest:g}"
        said.print(
            f"{face.full_name:<28} {face.file}  {face.outlines}, weight {weights}, {face.glyph_count} glyphs, "
            f"licence {face.licence or 'not stated'}"
        )
    for error in listing.problems:
        wrong.print(f"warning: {error}", style="yellow")


def tell_json(problems: Iterable[Problem]) -> None:
    """Problems for a program."""
    from layout.publishing.reports.report import problem_row

    said.print(json.dumps([problem_row(problem) for problem in problems], ensure_ascii=False, indent=1))


def tell_files(names: Iterable[object], quiet: bool) -> None:
    """The files that were written, a line each."""
    for name in () if quiet else names:
        said.print(f"{name}")


@contextmanager
def tell_refusals(as_json: bool = False) -> Iterator[None]:
    """Tells what an input was refused for, all of it, and ends with code 2."""
    try:
        yield
    except Refused as refusal:
        if as_json:
            tell_json(refusal.problems)
        else:
            tell_problems(refusal.problems)
        raise typer.Exit(REFUSED) from None


@contextmanager
def show_progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Shows the stage at work, on a terminal; nothing when quiet or when the output is no terminal."""
    if quiet or not wrong.is_terminal:
        yield lambda stage: None
        return
    with wrong.status("reading") as status:
        yield status.update


def _tell(kind: str, style: str, problem: Problem, hint: str) -> None:
    where = str(problem.where)
    wrong.print(kind, style=style, end="")
    wrong.print(printable(f" {where}: {problem.what}" if where else f": {problem.what}"))
    wrong.print(f"    {printable(hint)}", style="dim")


def printable(text: str) -> str:
    return _STEERING.sub("\ufffd", text)
