"""A report and the pictures of its pages -> one HTML file that needs nothing else, every place marked and numbered."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Final

from layout.preflight.finding import Finding, Millimetres
from layout.preflight.report import PageReport, Report, SignOff, count_open, place_text

_Row = tuple[int, Finding]
"""A finding behind its number in the report."""

_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; color: #222; background: #fff }
h1, h2, h3 { font-weight: 600 } h2 { border-top: 1px solid #ccc; padding-top: 1em }
.error { --ink: #a8141c } .warning { --ink: #8a5a00 } .signed { --ink: #777 } .good { color: #27632a }
.page { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5em; align-items: start }
figure { margin: 0; position: relative; border: 1px solid #bbb; line-height: 0; overflow: hidden }
figure img { width: 100% } figure .trim { position: absolute; outline: 1px dashed #06c; pointer-events: none }
figure a { position: absolute; box-sizing: border-box; min-width: 8px; min-height: 8px; border: 2px solid var(--ink) }
figure a.signed { border-style: dashed } figure a:target, li:target { background: #ff06 }
figure a span, li b { font: 600 11px/15px system-ui, sans-serif; color: #fff; background: var(--ink); padding: 0 4px;
  border-radius: 2px; white-space: nowrap } figure a span { position: absolute; left: -2px; top: -2px }
ul { list-style: none; padding: 0; margin: 0 } li { overflow-wrap: anywhere; padding: .5em 0 }
li code { color: var(--ink); font-weight: 600 } li small { display: block; color: #555 }
table { border-collapse: collapse; margin: 1em 0 } td, th { text-align: left; padding: .1em 1em .1em 0 }
td.number { text-align: right; font-variant-numeric: tabular-nums }
td i { display: inline-block; height: .7em; background: #444 }
@media (max-width: 60em) { .page { grid-template-columns: 1fr } }
"""


def as_html(
    report: Report, pictures: Mapping[int, bytes], signed: Mapping[Finding, SignOff], name: str
) -> str:
    """The report of a file that is called `name`. `pictures` are PNGs by page, of what programs show of the page."""
    rows = list(enumerate(report.findings, 1))
    pages = {page.number for page in report.pages}
    # A page that the file's tree does not lead to has no picture: what is said of it goes to the whole, at its end.
    whole = [row for row in rows if row[1].page not in pages]
    whole.sort(key=lambda row: row[1].page is not None)
    parts = [f"<h1>{escape(name)}</h1>", _verdict(report, signed)]
    if whole:
        parts.append(f"<h2>The file</h2>\n{_list(whole, signed)}")
    for page in report.pages:
        found = [row for row in rows if row[1].page == page.number]
        figure = _figure(page, pictures.get(page.number), found, signed)
        beside = f"{_list(found, signed)}{_ink(page)}"
        size = f"{page.trim_mm[0]:g} × {page.trim_mm[1]:g} mm"
        parts.append(
            f'<h2>Page {page.number} <small>{size}</small></h2>\n<div class="page">{figure}<div>{beside}</div></div>'
        )
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(name)}: preflight</title>'
        f"<style>{_STYLE}</style></head>\n<body>{body}\n</body></html>\n"
    )


def _verdict(report: Report, signed: Mapping[Finding, SignOff]) -> str:
    left = count_open(report, signed)
    kept = len(report.findings) - sum(left.values())
    counts = ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in left.items())
    rows = (
        ("level", report.level or "none of PDF/X"),
        ("findings", f"{counts}, {kept} signed off"),
        ("rules held", str(len(report.rules))),
        ("SHA-256", report.sha256),
    )
    cells = "".join(f"<tr><th>{label}</th><td>{escape(text)}</td></tr>" for label, text in rows)
    good = "" if any(left.values()) else '<p class="good">Nothing to object to.</p>'
    return f"<table>{cells}</table>{good}"


def _class(finding: Finding, signed: Mapping[Finding, SignOff]) -> str:
    return "signed" if finding in signed else finding.severity


def _list(rows: list[_Row], signed: Mapping[Finding, SignOff]) -> str:
    return f"<ul>{''.join(_item(number, finding, signed) for number, finding in rows)}</ul>"


def _item(number: int, finding: Finding, signed: Mapping[Finding, SignOff]) -> str:
    sign_off = signed.get(finding)
    known = [finding.thing, f"story {finding.story}" if finding.story else "", place_text(finding)]
    where = " · ".join(part for part in known if part)
    badge = (
        f'<a href="#place-{number}"><b>{number}</b></a>'
        if finding.place and finding.page
        else f"<b>{number}</b>"
    )
    kept = f"<small>signed off by {escape(sign_off.by)}: {escape(sign_off.why)}</small>" if sign_off else ""
    return (
        f'<li id="finding-{number}" class="{_class(finding, signed)}">{badge} <code>{escape(finding.rule)}</code> '
        f"{finding.severity}: {escape(finding.what)}<small>{escape(finding.hint)}</small>"
        f"{f'<small>{escape(where)}</small>' if where else ''}{kept}</li>"
    )


def _figure(
    page: PageReport, picture: bytes | None, rows: list[_Row], signed: Mapping[Finding, SignOff]
) -> str:
    if picture is None:
        return "<p>This page could not be drawn.</p>"
    marks = [f'<div class="trim" style="{_inset(Millimetres(0, 0, *page.trim_mm), page.shown)}"></div>']
    # The smaller a place is, the later it is drawn: it stays in reach of the pointer.
    for number, finding in sorted(rows, key=_area, reverse=True):
        if finding.place is not None:
            style = _inset(finding.place, page.shown)
            marks.append(
                f'<a id="place-{number}" class="{_class(finding, signed)}" href="#finding-{number}" style="{style}"'
                f' title="{escape(finding.what)}"><span>{number}</span></a>'
            )
    source = f"data:image/png;base64,{b64encode(picture).decode()}"
    return f'<figure><img src="{source}" alt="page {page.number}">{"".join(marks)}</figure>'


def _area(row: _Row) -> float:
    place = row[1].place or Millimetres(0, 0, 0, 0)
    return (place.right - place.left) * (place.bottom - place.top)


def _inset(place: Millimetres, shown: Millimetres) -> str:
    """Where a place is on the picture, in percent of it; what lies outside is drawn at the edge."""
    width, height = max(shown.right - shown.left, 0.01), max(shown.bottom - shown.top, 0.01)

    def percent(edge: float, start: float, length: float) -> float:
        return min(max((edge - start) / length * 100, 0), 100)

    left, right = percent(place.left, shown.left, width), percent(place.right, shown.left, width)
    top, bottom = percent(place.top, shown.top, height), percent(place.bottom, shown.top, height)
    return f"left:{left:.3f}%;top:{top:.3f}%;width:{right - left:.3f}%;height:{bottom - top:.3f}%"


def _ink(page: PageReport) -> str:
    if page.ink is None:
        return "<h3>Ink</h3><p>Not measured.</p>"
    rows = "".join(
        f'<tr><th>{escape(ink)}</th><td class="number">{percent:.2f} %</td>'
        f'<td><i style="width:{min(percent, 100) * 1.5:.1f}px"></i></td></tr>'
        for ink, percent in page.ink.coverage.items()
    )
    return (
        f"<h3>Ink</h3><table>{rows}<tr><th>total, at most</th>"
        f'<td class="number">{page.ink.highest:.1f} %</td></tr></table><p>Plates by {page.by}.</p>'
    )
