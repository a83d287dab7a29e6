"""A check and a file -> what it finds, and that it failed where it did."""

from __future__ import annotations

from typing import Final

from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.rule import PreflightCheck, PreflightRule

FAILED: Final = PreflightRule("check-failed", "Every rule can be held against the file.", "practice")


def run_check(check: PreflightCheck, file: ExaminedFile) -> set[Finding]:
    """What a check finds. One that a file brings to fall is a finding too: its rules were not held."""
    found: set[Finding] = set()
    try:
        found.update(check.find(file))
    except Exception as error:
        # Of a hostile file anything can be expected, and no check may keep the others from being made.
        what = f"the look at the file's {check.at} failed: {type(error).__name__}"
        found.add(FAILED.broken(what, "export the file anew, and report this one"))
    return found
