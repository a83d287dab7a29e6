"""What a file claims to be -> whether that is one level of PDF/X, and the one that the plant takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from layout.preflight.file.claims import LEVELS
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.rule import PDF_X, PreflightRule, file_check

CLAIM: Final = PreflightRule(
    "level",
    "The file claims one level of PDF/X, in Info and in XMP alike, and it is the one that the plant takes.",
    PDF_X,
)


@file_check("level")
def check_level(file: ExaminedFile) -> Iterator[Finding]:
    """Whether the file says which PDF/X it is, and says one the plant takes."""
    (info, xmp), level, taken = file.claims, file.claimed, file.plant.level
    hint = f"export as {taken or ' or '.join(LEVELS)}"
    if level is None:
        said = " and ".join(sorted({part for part in (info, xmp) if part}))
        yield CLAIM.broken(f"the file claims {said}" if said else "the file claims no level of PDF/X", hint)
        return
    if taken not in (None, level):
        yield CLAIM.broken(f"the file is {level}, the plant takes {taken}", hint)
    said_by_info = info == level or (level == "PDF/X-4" and not info)
    # A packet that is missing or broken is a breach of another rule.
    silent = not xmp and (level == "PDF/X-1a:2003" or file.packet is None)
    if xmp != level and not silent:
        what = f"the XMP packet says {xmp or 'nothing'} of PDF/X, Info says {info or 'nothing'}"
        yield CLAIM.broken(what, "write GTS_PDFXVersion in both")
    elif not said_by_info and xmp:
        what = f"Info says {info or 'nothing'} of PDF/X, the XMP packet says {xmp}"
        yield CLAIM.broken(what, "write GTS_PDFXVersion in both")
