"""A report -> what a person reads at a terminal: a table there, and lines where they go into a file or a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from layout.preflight.finding import Finding
from layout.preflight.report import Report, SignOff, count_open, place_text

if TYPE_CHECKING:
    from rich.console import Console

_STYLES: Final = {"error": "bold red", "warning": "yellow", "signed": "dim"}


def tell(report: Report, console: Console, signed: Mapping[Finding, SignOff]) -> None:
    """Say it on the console: in a table where it is a terminal, else in lines. No word of a file is markup."""
    in_table = bool(console.is_terminal and report.findings)
    if in_table:
        _table(report, console, signed)
    for line in _summary(report, signed) if in_table else lines(report, signed):
        console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=not in_table)


def lines(report: Report, signed: Mapping[Finding, SignOff]) -> Iterator[str]:
    """The report line by line: the findings, then the pages' ink, then how it stands."""
    for finding in report.findings:
        sign_off = signed.get(finding)
        kept = f" [signed off by {sign_off.by}: {sign_off.why}]" if sign_off else ""
        where = " · ".join(_say_where(finding))
        head = f"{finding.severity} {finding.rule}"
        yield _plain(f"{head}{f' · {where}' if where else ''}: {finding.what} ({finding.hint}){kept}")
    yield from _summary(report, signed)


def _summary(report: Report, signed: Mapping[Finding, SignOff]) -> Iterator[str]:
    for page in report.pages:
        size = f"page {page.number}: {page.trim_mm[0]:g} × {page.trim_mm[1]:g} mm"
        if page.ink is None:
            yield f"{size}, ink not measured"
            continue
        inks = ", ".join(f"{ink} {percent:g}" for ink, percent in page.ink.coverage.items())
        yield _plain(
            f"{size}, total ink up to {page.ink.highest:g} %; coverage in percent: {inks} ({page.by})"
        )
    left = count_open(report, signed)
    kept = len(report.findings) - sum(left.values())
    counts = f"{_count(left['error'], 'error')}, {_count(left['warning'], 'warning')}"
    yield f"{report.level or 'no PDF/X'}: {counts}{f', {kept} signed off' if kept else ''}"


def _table(report: Report, console: Console, signed: Mapping[Finding, SignOff]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title, least in (("", 7), ("rule", 12), ("where", 12), ("what", 24)):
        table.add_column(title, min_width=least, overflow="fold")
    for finding in report.findings:
        sign_off = signed.get(finding)
        kind = "signed" if sign_off else finding.severity
        said = f"signed off by {sign_off.by}: {sign_off.why}" if sign_off else finding.hint
        what = Text.assemble(_plain(finding.what), "\n", (_plain(said), "dim"))
        where = Text(_plain("\n".join(_say_where(finding)), keep="\n"))
        table.add_row(Text(kind, _STYLES[kind]), Text(finding.rule), where, what)
    console.print(table)


def _say_where(finding: Finding) -> list[str]:
    """The page, the place, the story and the thing, what is known of them."""
    known = [
        f"page {finding.page}" if finding.page is not None else "",
        place_text(finding),
        f"story {finding.story}" if finding.story else "",
        finding.thing,
    ]
    return [text for text in known if text]


def _plain(text: str, keep: str = "") -> str:
    """The text without what would steer a terminal: names in a file can be anything."""
    return "".join(char if char.isprintable() or char in keep else "�" for char in text)


def _count(count: int, thing: str) -> str:
    return f"{count or 'no'} {thing}{'' if count == 1 else 's'}"
