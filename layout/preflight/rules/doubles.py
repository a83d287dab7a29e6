"""What the check of the file's objects and the checks of its pages find alike -> each fault once, with its place.

The check of the objects finds what is in a file and is placed on no page; those of the pages know where. Their findings
name the objects at fault, which shows that they are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from layout.preflight.finding import Finding
from layout.preflight.rules.file import forbidden as of_objects
from layout.preflight.rules.pages.transparency import TRANSPARENCY

_SAME: Final = (
    of_objects.LZW, of_objects.EXTERNAL, of_objects.CODEC, of_objects.LAYERS, of_objects.ALTERNATE, of_objects.OPI,
    of_objects.POSTSCRIPT, of_objects.TRANSFER, of_objects.FORM,
)  # fmt: skip
_TOLD_BY: Final = {
    **{rule.id: rule.id for rule in _SAME},
    of_objects.GROUP.id: TRANSPARENCY.id,
    of_objects.ACTION.id: of_objects.ANNOTATION.id,
}
"""Rules that are broken by an object, and those of pages that tell the same with its place."""


def each_once(findings: Iterable[Finding]) -> set[Finding]:
    """The findings without those of the file alone whose objects a finding on a page names too."""
    every = set(findings)
    placed: dict[str, set[int]] = {}
    for finding in every:
        if finding.page is not None:
            placed.setdefault(finding.rule, set()).update(finding.objects)
    return {
        finding
        for finding in every
        if finding.page is not None
        or (known := placed.get(_TOLD_BY.get(finding.rule, ""))) is None
        or not known.issuperset(finding.objects)
    }
