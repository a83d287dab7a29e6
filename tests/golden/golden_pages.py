"""A scene and its PDF -> a passed or failed test against `tests/golden/NAME/`, with a report to look at.

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
from layout.golden import Actual, compare, update, write_report
from layout.scene import Scene

GOLDENS = Path(__file__).parent / "pages"
REPORTS = Path(__file__).parents[2] / "out" / "golden"


def check_golden(name: str, scene: Scene, pdf: bytes) -> None:
    """Fails the test unless the golden `name` is the same as `scene` and `pdf` on every level."""
    __tracebackhide__ = True
    actual = Actual(scene, pdf)
    if os.environ.get("GOLDEN_UPDATE", "") not in ("", "0"):
        try:
            update(name, actual, GOLDENS)
        except Refused as refused:
            pytest.fail(str(refused), pytrace=False)
        return
    comparison = compare(name, actual, GOLDENS)
    shutil.rmtree(REPORTS / name, ignore_errors=True)  # an old report would be taken for this run's
    if comparison.verdict != "same":
        report = write_report([comparison], REPORTS / name)
        where = report.relative_to(REPORTS.parent.parent).as_posix()
        pytest.fail(f"{comparison}\nlook at {where}; if the page is right: make golden-update", pytrace=False)
