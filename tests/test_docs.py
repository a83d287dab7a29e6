"""What the documentation says is what the program does: every snippet is carried out, every name and link is there."""

from __future__ import annotations

import os
from pathlib import Path

from pytest import mark

from tests.snippets import ROOT, Checkout, Snippet, snippets

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
RENEW = os.environ.get("DOCS_UPDATE", "") not in ("", "0")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@mark.parametrize("page", [page for page in PAGES if snippets(page)], ids=name_of)
def test_every_snippet_holds(page: Path, tmp_path: Path) -> None:
    """In the order of the page, in one folder. With DOCS_UPDATE=1 what commands print is written into the page."""
    checkout = Checkout(tmp_path)
    printed: list[tuple[Snippet, str]] = []
    for snippet in snippets(page):
        if snippet.language == "console" and RENEW:
            printed.append((snippet, checkout.printed(snippet.text)))
            continue
        wrong = checkout.run(snippet)
        assert wrong is None, f"{name_of(page)}, line {snippet.line}: {wrong}"
    if printed:
        write_printed(page, printed)


def write_printed(page: Path, printed: list[tuple[Snippet, str]]) -> None:
    rows = page.read_text("utf-8").splitlines(keepends=True)
    for snippet, text in reversed(printed):
        rows[snippet.line : snippet.line + len(snippet.text.splitlines())] = text
    page.write_text("".join(rows), "utf-8")
