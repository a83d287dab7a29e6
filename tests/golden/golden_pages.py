"""A page of a scene and its PDF -> a passed or failed test against `tests/golden/pages/NAME/`, with a report to look at.

    def test_front_page() -> None:
        check_golden("wujin-a01", scene, pdf)

With GOLDEN_UPDATE=1 (`make golden-update`) a golden that fails is written anew instead, which is refused where
CI is set. A failure writes `out/golden/NAME/report.html` and `report.json`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from content.problems import Refused
from layout.golden.asjson import comparison_json
from layout.golden.comparing import Compared, compare_pairs, pair_pages
from layout.golden.goldenfolder import ComparedPage, compared_page, golden_names, read_golden
from layout.golden.pdfpages import draw_pages
from layout.golden.report import report_html
from layout.golden.verdict import GoldenComparison
from layout.publishing.goldens import put_goldens, refuse_under_ci
from layout.scene import Scene
from layout.scene.astext import scene_text

GOLDENS = Path(__file__).parent / "pages"
REPORTS = Path(__file__).parents[2] / "out" / "golden"


def check_golden(name: str, scene: Scene, pdf: bytes) -> None:
    """Fails the test unless the golden `name` is the same as the one page of `scene` and `pdf` on every level."""
    __tracebackhide__ = True
    renew = os.environ.get("GOLDEN_UPDATE", "") not in ("", "0")
    try:
        if renew:
            refuse_under_ci(os.environ, name)
        (page,) = scene.pages
        now = compared_page(
            name, scene_text(page), name, lambda: draw_pages(pdf, [0], whole=True)[0], foreign=False
        )
        compared = _compare(now, renew)
        if renew:
            put_goldens(GOLDENS, [compared])
            return
    except Refused as refused:
        pytest.fail(str(refused), pytrace=False)
    shutil.rmtree(REPORTS / name, ignore_errors=True)  # an old report would be taken for this run's
    if compared.page.verdict != "same":
        where = _report(name, compared)
        found = "\n  ".join(compared.page.sentences)
        hint = f"look at {where}; if the page is right: make golden-update"
        pytest.fail(f"{name}: {compared.page.verdict}\n  {found}\n{hint}", pytrace=False)


def _compare(now: ComparedPage, renew: bool) -> Compared:
    golden: dict[str, ComparedPage] = {}
    if GOLDENS.is_dir() and now.name in golden_names(GOLDENS):
        try:
            golden[now.name] = read_golden(GOLDENS, now.name)
        except Refused:
            if not renew:
                raise
    (compared,) = compare_pairs(pair_pages(golden, {now.name: now}, {}), 1, with_files=renew)
    return compared


def _report(name: str, compared: Compared) -> str:
    comparison = GoldenComparison("golden", name, (compared.page,))
    folder = REPORTS / name
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(report_html(comparison), encoding="utf-8")
    (folder / "report.json").write_text(comparison_json(comparison), encoding="utf-8")
    return (folder / "report.html").relative_to(REPORTS.parent.parent).as_posix()
