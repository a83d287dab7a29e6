"""`check_golden` fails a test whose page is not its golden, writes a report to look at, and renews only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import golden_pages
from tests.golden.golden_pages import check_golden
from tests.proof.pdfs import draw
from tests.proof.scenes import COPY, scene, story

BEFORE = scene(story(*COPY))
AFTER = scene(story("底蕴深厚、未来可期。", *COPY[1:]))


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Goldens and reports in a folder of the test's own, and neither an update asked for nor CI."""
    monkeypatch.setattr(golden_pages, "GOLDENS", tmp_path / "golden")
    monkeypatch.setattr(golden_pages, "REPORTS", tmp_path / "out" / "golden")
    monkeypatch.delenv("GOLDEN_UPDATE", raising=False)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def renew(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as asked:
        asked.setenv("GOLDEN_UPDATE", "1")
        check_golden("page", BEFORE, draw(BEFORE))


def test_a_missing_golden_fails_and_says_how_to_make_it(folders: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="make golden-update"):
        check_golden("page", BEFORE, draw(BEFORE))
    assert not (folders / "golden").exists(), "a first run may not bless what it sees"


def test_a_golden_that_was_made_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    renew(monkeypatch)
    check_golden("page", BEFORE, draw(BEFORE))


def test_another_page_fails_with_a_report_that_the_next_pass_takes_away(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renew(monkeypatch)
    with pytest.raises(
        pytest.fail.Exception, match=r"(?s)「深厚，」→「深厚、」.*look at out/golden/page/report.html"
    ):
        check_golden("page", AFTER, draw(AFTER))
    report = folders / "out" / "golden" / "page"
    assert {path.name for path in report.iterdir()} == {"report.html", "report.json"}
    check_golden("page", BEFORE, draw(BEFORE))
    assert not report.exists()


def test_an_update_under_ci_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("GOLDEN_UPDATE", "1")
    with pytest.raises(pytest.fail.Exception, match="not renewed under CI"):
        check_golden("page", BEFORE, draw(BEFORE))
