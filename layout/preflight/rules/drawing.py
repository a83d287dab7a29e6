"""The rule on the picture of a page: it is held where one is drawn for a trial, which is of an advertisement."""

from __future__ import annotations

from typing import Final

from layout.preflight.rule import PreflightRule

SEEN: Final = PreflightRule("nothing-seen", "Something is seen on the page of an advertisement.", "practice")
