"""The modules in `rules/` -> every rule and every check that is in them: none has to be listed anywhere."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Final

from layout.preflight import rules
from layout.preflight.rule import PreflightCheck, PreflightRule

_FIRST: Final = (
    "file.opening", "file.metadata", "file.intent", "file.boxes", "file.forbidden", "pages.colours",
    "pages.inks", "pages.text", "pages.pictures", "pages.notes", "fonts", "tags", "ink",
)  # fmt: skip
"""The order of rules in reports and in the documentation. A module that is not among these comes behind them."""


@cache
def rule_modules() -> tuple[ModuleType, ...]:
    """All modules of rules, in the order of reports."""
    start = f"{rules.__name__}."
    names = {
        module.name.removeprefix(start)
        for module in pkgutil.walk_packages(rules.__path__, start)
        if not module.ispkg and module.name != __name__
    }
    order = [*(name for name in _FIRST if name in names), *sorted(names.difference(_FIRST))]
    return tuple(importlib.import_module(start + name) for name in order)


@cache
def every_rule() -> tuple[PreflightRule, ...]:
    """Every rule once, in the order of the modules and of their lines.

    Raises ValueError where two rules that differ have one id.
    """
    found: dict[str, PreflightRule] = {}
    for module in rule_modules():
        for value in vars(module).values():
            if isinstance(value, PreflightRule) and found.setdefault(value.id, value) != value:
                raise ValueError(f"two rules are called {value.id}")
    return tuple(found.values())


@cache
def every_check() -> tuple[PreflightCheck, ...]:
    """Every check of an open file. Opening it and measuring its ink are done beside these."""
    return tuple(
        value
        for module in rule_modules()
        for value in vars(module).values()
        if isinstance(value, PreflightCheck)
    )
