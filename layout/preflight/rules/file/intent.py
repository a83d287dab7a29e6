"""The output intent of a file -> whether it names one printing condition, with a profile that a plant can use."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from content.pdf.streams import unpack_stream
from content.pdf.values import elements, entry, name, object_name, whole, words
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.rule import PDF_X, PreflightRule, WarningRule, file_check

INTENT: Final = PreflightRule(
    "output-intent",
    "The catalog has exactly one output intent of S GTS_PDFX, with an OutputConditionIdentifier and an Info.",
    PDF_X,
)
PROFILE: Final = PreflightRule(
    "output-profile",
    "The intent's ICC profile is within: of a CMYK printer (N 4, prtr, version 4 at most), and sound. PDF/X-1a may"
    " leave it out where the condition is registered at http://www.color.org.",
    PDF_X,
)
CONDITION: Final = PreflightRule("output-condition", "The printing condition is the plant's.", "the plant")

PAPER: Final = WarningRule(
    "output-paper",
    "The condition's paper is newsprint, unless the plant names another condition.",
    "ISO 12647-3:2013",
)

NEWSPRINT: Final = 86
"""L* of a paper over which it is no newsprint: that has 82, give or take 3."""

REGISTRY: Final = "http://www.color.org"
LARGEST: Final = 64 * 2**20
"""Bytes of a profile that are looked at. Press profiles have 0.1 to 3 MB."""


@file_check("output intent")
def check_intent(file: ExaminedFile) -> Iterator[Finding]:
    """The intent, its profile and its condition."""
    listed = elements(entry(file.pdf.Root, "/OutputIntents"))
    intents = [intent for intent in listed if name(entry(intent, "/S")) == "GTS_PDFX"]
    if len(intents) != 1:
        what = f"the file has {len(intents) or 'no'} output intent{'s' if len(intents) > 1 else ''} for PDF/X"
        yield INTENT.broken(what, "name the one printing condition that it is made for")
    for intent in intents[:1]:
        yield from _condition_faults(intent, file.plant.condition)
        yield from _profile_faults(intent, file)


def _condition_faults(intent: Any, wanted: str | None) -> Iterator[Finding]:
    condition = words(entry(intent, "/OutputConditionIdentifier")).strip()
    if not condition:
        what = "the output intent has no OutputConditionIdentifier"
        yield INTENT.broken(what, "name the printing condition")
    registered = words(entry(intent, "/RegistryName")).strip().rstrip("/") == REGISTRY
    # Info is what people read of a condition that no registry has.
    if not words(entry(intent, "/Info")).strip() and not registered:
        yield INTENT.broken("the output intent has no Info", "describe the printing condition")
    if wanted is not None and condition not in ("", wanted):
        what = f"the file is made for the condition {condition}, the plant prints {wanted}"
        yield CONDITION.broken(what, "export it for the plant's condition")


def _profile_faults(intent: Any, file: ExaminedFile) -> Iterator[Finding]:
    stream = entry(intent, "/DestOutputProfile")
    if stream is None:
        registry = words(entry(intent, "/RegistryName")).strip()
        if file.level == "PDF/X-4":
            what = "the output intent has no ICC profile within"
        elif registry.rstrip("/") != REGISTRY:
            what = (
                f"the output intent has no ICC profile within, and its registry is {registry or 'not named'}"
            )
        else:
            return
        yield PROFILE.broken(what, "embed the profile of the printing condition")
        return
    if fault := _profile_fault(stream):
        what, hint = f"the output intent's ICC profile {fault}", "embed the profile that the plant gave"
        yield PROFILE.broken(what, hint, thing=object_name(stream))
    elif file.plant.condition is None and (lightness := _lightness_of_paper(stream)) > NEWSPRINT:
        what = f"the output intent's paper has a lightness of {lightness:.0f}: newsprint has 82 or so"
        hint = "export it for newsprint, or say with --paper which condition the plant prints"
        yield PAPER.broken(what, hint, thing=object_name(stream))


def _lightness_of_paper(stream: Any) -> float:
    """L* of the unprinted paper, by a sound profile; 0 where it does not say."""
    from PIL import Image, ImageCms

    try:
        to_lab = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(unpack_stream(stream) or b"")),
            ImageCms.createProfile("LAB"),
            "CMYK",
            "LAB",
            ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
        )
        shown = to_lab.apply(Image.new("CMYK", (1, 1)))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return 0
    assert isinstance(shown, Image.Image)
    return shown.tobytes()[0] * 100 / 255


def _profile_fault(stream: Any) -> str:
    """What is wrong with the profile, as the end of a sentence; "" for nothing."""
    data = unpack_stream(stream)
    if data is None:
        return "can't be read"
    if len(data) > LARGEST:
        return f"has more than {LARGEST // 2**20} MB"
    if whole(entry(stream, "/N")) != 4:
        return "is not said to have four inks (N 4)"
    # ICC.1 7.2: version at byte 8, class at 12, colour space at 16, the file mark at 36.
    if len(data) < 132 or data[36:40] != b"acsp":
        return "is no ICC profile"
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        return "is not of a CMYK printer"
    if data[8] > 4:
        return f"is of version {data[8]}"
    return "" if _opens(data) else "is damaged"


def _opens(data: bytes) -> bool:
    from PIL import ImageCms

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
        # A profile that was cut short opens, and shows what it lacks when colours are asked of it.
        supported = ImageCms.isIntentSupported(
            opened, ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Direction.OUTPUT
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return supported == 1
