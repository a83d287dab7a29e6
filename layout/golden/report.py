"""Turns comparisons into one HTML file that needs nothing else, worst first, with a JSON beside it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import asdict
from html import escape
from pathlib import Path

from layout.golden.earlier import Comparison, PagePictures

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; color: #222; background: #fff }
h1, h2, h3 { font-weight: 600 } h2 { border-top: 1px solid #ccc; padding-top: 1em }
.same { color: #27632a } .different { color: #a8141c } .could-not-compare { color: #8a5a00 }
.pages { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1em }
figure { margin: 0 } figcaption { color: #555 } img { width: 100%; border: 1px solid #bbb }
li { overflow-wrap: anywhere }
"""


def write_report(comparisons: Iterable[Comparison], folder: Path) -> Path:
    """Writes `report.html` and `report.json` into `folder` (made if need be) and returns the HTML's path."""
    ranked = sorted(comparisons, key=_rank)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(_json(ranked), encoding="utf-8")
    page = folder / "report.html"
    page.write_text(_html(ranked), encoding="utf-8")
    return page


def _rank(comparison: Comparison) -> tuple[int, int, str]:
    order = {"different": 0, "could not compare": 1, "same": 2}
    weight = sum(difference.weight for difference in comparison.differences)
    return order[comparison.verdict], -weight, comparison.name


def _json(ranked: list[Comparison]) -> str:
    data = [
        {
            "name": comparison.name,
            "verdict": comparison.verdict,
            "differences": [asdict(difference) for difference in comparison.differences],
            "unsure": comparison.unsure,
            "notes": comparison.notes,
            "deviations": {shown.page: shown.deviations for shown in comparison.pictures},
        }
        for comparison in ranked
    ]
    return (
        json.dumps({"format": "duikai-golden-report-1", "goldens": data}, ensure_ascii=False, indent=1) + "\n"
    )


def _html(ranked: list[Comparison]) -> str:
    body = "\n".join(map(_section, ranked))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Golden pages</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>Golden pages</h1>\n{body}\n</body></html>\n"
    )


def _section(comparison: Comparison) -> str:
    kind = comparison.verdict.replace(" ", "-")
    found = [
        *map(str, comparison.differences),
        *comparison.unsure,
        *(f"note: {note}" for note in comparison.notes),
    ]
    rows = "".join(f"<li>{escape(line)}</li>" for line in found)
    pictures = "".join(map(_pictures, comparison.pictures))
    title = f'{escape(comparison.name)}: <span class="{kind}">{comparison.verdict}</span>'
    return f"<h2>{title}</h2>\n<ul>{rows}</ul>\n{pictures}"


def _pictures(shown: PagePictures) -> str:
    figures = (
        ("golden", shown.golden),
        ("now", shown.actual),
        (f"difference: {shown.deviations} pixels", shown.heat),
    )
    cells = "".join(_figure(caption, data) for caption, data in figures)
    return f'<h3>page {escape(shown.page)}</h3>\n<div class="pages">{cells}</div>\n'


def _figure(caption: str, data: bytes | None) -> str:
    if data is None:
        return f"<figure><figcaption>{escape(caption)}: none</figcaption></figure>"
    source = f"data:image/png;base64,{b64encode(data).decode()}"
    image = f'<img src="{source}" alt="{escape(caption)}">'
    return f"<figure><figcaption>{escape(caption)}</figcaption>{image}</figure>"
