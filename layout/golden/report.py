"""A comparison -> one HTML file that needs nothing else, worst first."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from layout.golden.verdict import GoldenComparison, PageComparison

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; color: #222; background: #fff }
h1, h2, h3 { font-weight: 600 } h2 { border-top: 1px solid #ccc; padding-top: 1em }
.pages { display: grid; grid-template-columns: repeat(2, 1fr); gap: 1em }
figure { margin: 0 } figcaption { color: #555 } img { width: 100%; border: 1px solid #bbb }
li { overflow-wrap: anywhere }
"""


def report_html(comparison: GoldenComparison) -> str:
    """The report of a comparison. The same comparison gives the same text."""
    ranked = sorted(comparison.pages, key=lambda page: -page.weight)
    body = "\n".join(map(_section, ranked))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Golden pages</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>Golden pages</h1>\n{body}\n</body></html>\n"
    )


def _section(page: PageComparison) -> str:
    found = [*page.sentences, *(f"note: {note}" for note in page.notes)]
    rows = "".join(f"<li>{escape(line)}</li>" for line in found)
    shown = page.pictures
    figures = "" if shown is None else _figure("golden", shown.golden) + _figure("now", shown.now)
    return (
        f'<h2>{escape(page.page)}: {page.verdict}</h2>\n<ul>{rows}</ul>\n<div class="pages">{figures}</div>'
    )


def _figure(caption: str, data: bytes | None) -> str:
    if data is None:
        return f"<figure><figcaption>{escape(caption)}: none</figcaption></figure>"
    source = f"data:image/png;base64,{b64encode(data).decode()}"
    image = f'<img src="{source}" alt="{escape(caption)}">'
    return f"<figure><figcaption>{escape(caption)}</figcaption>{image}</figure>"
