"""What the documentation says is what the program does: every snippet is carried out, every name and link is there."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pytest import mark

from tests.snippets import ROOT, Checkout, snippets

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
RENEW = os.environ.get("DOCS_UPDATE", "") not in ("", "0")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@mark.parametrize("page", [page for page in PAGES if snippets(page)], ids=name_of)
def test_every_snippet_holds(page: Path, tmp_path: Path) -> None:
    """In the order of the page, in one folder. With DOCS_UPDATE=1 what commands print is written into the page."""
    checkout = Checkout(tmp_path)
    for snippet in snippets(page):
        wrong = checkout.run(snippet)
        if wrong and RENEW and snippet.language == "console":
            page.write_text(page.read_text("utf-8").replace(snippet.text, wrong.partition("\n")[2]), "utf-8")
            continue
        assert wrong is None, f"{name_of(page)}, line {snippet.line}: {wrong}"
