"""This machine -> a Chromium, Chrome or Edge for the tests that look at a report; `python -m tests.browser` gets one.

`DUIKAI_BROWSER` names the program where it is in none of the usual places. Where there is no browser, the tests that
need one are left out, and the suite's end says so in a line; with `REQUIRE_BROWSER=1` they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""What the programs are called on PATH."""

ARGUMENTS: Final = (
    "--headless",
    # Root has no sandbox to use, and the pages that are opened are the program's own.
    "--no-sandbox",
    "--disable-gpu",
    # Nothing of the browser's own may speak with a network while a test counts requests.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NO_BROWSER: Final = "no Chromium, Chrome or Edge was found"
HOW_TO_GET_ONE: Final = (
    "install one (Debian: apt install chromium) or say where it is: DUIKAI_BROWSER=/path/to/chromium"
)
PATIENCE: Final = 900
"""Seconds after which an installation is given up."""

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


def usual_places(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Where the installers of Linux, macOS and Windows put the programs, whether these are there or not."""
    linux = ["/snap/bin/chromium", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge"]
    places = [Path(place) for place in linux]
    for applications in (Path("/Applications"), Path.home() / "Applications"):
        for name in ("Chromium", "Google Chrome", "Microsoft Edge"):
            places.append(applications / f"{name}.app" / "Contents" / "MacOS" / name)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := environment.get(variable):
            for program in ("Chromium/Application/chrome.exe", "Google/Chrome/Application/chrome.exe"):
                places.append(Path(folder, program))
            places.append(Path(folder, "Microsoft/Edge/Application/msedge.exe"))
    return places


def find_browser(
    environment: Mapping[str, str] = os.environ, places: Iterable[Path] | None = None
) -> Path | None:
    """The first of: what `DUIKAI_BROWSER` names, the names on PATH, the usual places. None where there is none.

    Raises FileNotFoundError where `DUIKAI_BROWSER` names no program: it was meant, so nothing else stands in for it.
    """
    path = environment.get("PATH", "")
    if chosen := environment.get("DUIKAI_BROWSER"):
        program = shutil.which(chosen, path=path)
        if program is None:
            raise FileNotFoundError(f"DUIKAI_BROWSER names {chosen}, which is no program")
        return Path(program)
    named = (shutil.which(name, path=path) for name in NAMES)
    if found := next(filter(None, named), None):
        return Path(found)
    return next(
        (place for place in (usual_places(environment) if places is None else places) if place.is_file()),
        None,
    )


def is_required(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a test that needs a browser fails without one, instead of being left out."""
    return environment.get("REQUIRE_BROWSER", "") not in ("", "0")


def left_out_line(reasons: Iterable[str]) -> str | None:
    """What the suite's end says of the tests that were left out for want of a browser; None where none was.

    `reasons` are those of all tests that were skipped.
    """
    count = sum(NO_BROWSER in reason for reason in reasons)
    if not count:
        return None
    tests = "1 test was" if count == 1 else f"{count} tests were"
    return f"{tests} left out: {NO_BROWSER}; {HOW_TO_GET_ONE}"


def may_install(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this is root on a system with apt."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get", path=environment.get("PATH", "")) is not None


def install_browser(run: Run) -> str | None:
    """Installs Debian's chromium. Returns why it could not, None where it did."""
    install = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
    for command in (("apt-get", "update", "--quiet"), install):
        try:
            done = run(command)
        except (OSError, subprocess.SubprocessError) as error:
            return f"{command[0]} {command[1]}: {error}"
        if done.returncode:
            complaints = [line for line in done.stderr.splitlines() if line.startswith("E:")]
            return complaints[-1] if complaints else f"{command[0]} {command[1]} failed"
    return None


def main(environment: Mapping[str, str] = os.environ, run: Run | None = None) -> int:
    """Finds a browser or installs one, and says which. Always 0: without a browser the other tests still run.

    Only a wrong `DUIKAI_BROWSER` is an error, and returns 1.
    """
    places = None if run is None else ()
    try:
        found = find_browser(environment, places)
        if found is None and may_install(environment):
            sys.stdout.write(f"make: {NO_BROWSER}: installing Debian's chromium\n")
            sys.stdout.flush()
            if trouble := install_browser(run or _run):
                sys.stdout.write(f"make: chromium could not be installed: {trouble}\n")
            found = find_browser(environment, places)
    except FileNotFoundError as error:
        sys.stderr.write(f"make: {error}\n")
        return 1
    sys.stdout.write(f"make: browser {found}\n" if found else f"make: {NO_BROWSER}; {HOW_TO_GET_ONE}\n")
    return 0


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
