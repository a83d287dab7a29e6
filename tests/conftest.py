"""What every room's tests have: hypothesis as the environment asks, a reader's own faces, and a browser.

Under CI hypothesis tries the same examples on every run, fresh ones elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import ARGUMENTS, HOW_TO_GET_ONE, NO_BROWSER, find_browser, is_required, left_out_line
from tests.faces import square_face, variable_face

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No deadline: workers share two cores, so a slow example says nothing. No database: workers would write to one file,
# and a failure is printed with the line that repeats it.
settings.register_profile("here", deadline=None, database=None, print_blob=True)
settings.register_profile(
    "ci",
    parent=settings.get_profile("here"),
    derandomize=True,
    # A machine that is busy with the other workers is not a fault of the strategy.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(params=["glyf", "cff", "variable"])
def own_face(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A reader's own face in each format, with 中, 文 and a hyphen."""
    kind: Literal["glyf", "cff", "variable"] = request.param
    if kind == "variable":
        return variable_face("中文-", tmp_path / "own.ttf")
    return square_face("中文-", tmp_path / f"own.{kind}", kind)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that runs. A module's, not the session's: Playwright keeps an event loop for as long as it runs."""
    try:
        program = find_browser()
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)
    if program is None:
        if is_required():
            pytest.fail(f"{NO_BROWSER}, and REQUIRE_BROWSER is set; {HOW_TO_GET_ONE}", pytrace=False)
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Behind all else that the suite's end says, which tests were left out and how to get them."""
    yield
    if line := left_out_line(str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_line(line, yellow=True)
