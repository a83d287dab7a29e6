"""Marks -> breaches of what colour spaces may be used, and which spot inks.

Nothing is to be converted; a spot ink is ordered, and has one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from layout.preflight.content.colour import ALL, NONE, PROCESS, ColourSpace
from layout.preflight.content.marks import PageMarks, PaintedObject, PlacedImage, inside
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, file_check
from layout.preflight.rules.pages.breach import OF_CONTENT, Breach, fold_pages, page_check
from layout.preflight.rules.pages.painting import fold_ink_name, spaces_of

RGB: Final = PreflightRule("device-rgb", "No colour is in DeviceRGB.", "GWG 2015, ISO 15930-4")
CALIBRATED: Final = PreflightRule(
    "calibrated-colour",
    "No colour is calibrated (ICC, CalRGB, CalGray, Lab): CMYK stays DeviceCMYK and is not converted again.",
    "ISO 15930-4, GWG 2015",
)
REGISTRATION: Final = PreflightRule(
    "registration-ink", "The ink All, which is on every plate, stands outside the trim.", "GWG 2015"
)
PROCESS_SPOT: Final = PreflightRule(
    "process-ink-as-spot",
    "A process ink has its own name and is no spot ink: it would get a plate of its own.",
    "GWG 2015 4.18",
)
SPOTS: Final = PreflightRule(
    "spot-inks", "A file needs no spot ink but those that are ordered.", "GWG 2015 4.18"
)
AMBIGUOUS: Final = PreflightRule(
    "ambiguous-spot", "A spot ink has one name, and means one colour wherever it stands.", "GWG 2015"
)

CONVERT: Final = "convert it to DeviceCMYK for the plant's printing condition"

_NAMES_OF_PROCESS: Final = {
    "c", "m", "y", "k", "cyan", "magenta", "yellow", "black", "processcyan", "processmagenta", "processyellow",
    "processblack", "pantoneprocesscyan", "pantoneprocessmagenta", "pantoneprocessyellow", "pantoneprocessblack",
    "schwarz", "gelb", "noir", "jaune", "青", "品红", "黄", "黑", "四色黑",
}  # fmt: skip
"""As they are compared (`fold_ink_name`)."""


@page_check
def check_colours(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """Whatever is on the page, in the slug too: RGB is separated wherever it stands."""
    known: dict[ColourSpace, tuple[tuple[_Wrong, ...], bool]] = {}
    for mark in page.marks:
        for space in spaces_of(mark):
            if space not in known:
                on_all_plates = any(ALL in below.inks for below in space.nested())
                known[space] = tuple(_faults_of_space(space)), on_all_plates
            wrong, on_all_plates = known[space]
            for rule, what, hint in wrong:
                # An export has one setting for all that is drawn; a picture has its own.
                yield Breach(rule, what, hint, mark, across=not isinstance(mark, PlacedImage))
            if on_all_plates and inside(mark, page.sheet.trim):
                what = "the ink All stands inside the trim: it is printed on every plate"
                yield Breach(REGISTRATION, what, "use K 100, and All for marks outside the trim alone", mark)


_Wrong = tuple[PreflightRule, str, str]


def _faults_of_space(space: ColourSpace) -> Iterator[_Wrong]:
    """What is wrong with a space and with those below it: an alternate is what a proof shows."""
    above = ""
    for below in space.nested():
        match below.family:
            case "DeviceRGB":
                yield RGB, f"colour is in DeviceRGB{above}", CONVERT
            case "CalGray" | "CalRGB" | "Lab":
                yield CALIBRATED, f"colour is in {below.family}{above}", CONVERT
            case "ICCBased":
                kind = {1: "gray", 3: "RGB", 4: "CMYK"}.get(below.components, "")
                yield CALIBRATED, f"{kind} colour has an ICC profile of its own (ICCBased){above}", CONVERT
            case "Separation" | "DeviceN":
                for ink in below.inks:
                    if ink not in PROCESS and fold_ink_name(ink) in _NAMES_OF_PROCESS:
                        what = f"{ink!r} is a spot ink by its name, and a process ink by its meaning"
                        yield (
                            PROCESS_SPOT,
                            what,
                            "write it as DeviceCMYK, or name it Cyan, Magenta, Yellow or Black",
                        )
                above = f", as what stands for {' and '.join(below.inks)}"
            case "Indexed":
                above = ", as the base of an Indexed space"
            case "Pattern":
                above = ", under a pattern"
            case _:
                pass


@dataclass(slots=True)
class _Use:
    """Where a spot ink is used first, and how it is said to look."""

    page: PageMarks
    mark: PaintedObject
    looks: set[tuple[ColourSpace | None, str]] = field(default_factory=set)


@file_check(OF_CONTENT)
def check_spots(file: ExaminedFile) -> Iterator[Finding]:
    """A breach for each ink of the file, at the page and the place at which it is used first."""
    breaches = tuple(_spot_faults(file.pages, file.plant))
    return fold_pages(file, lambda page: (breach for first, breach in breaches if first is page))


def _spot_faults(pages: Sequence[PageMarks], plant: Plant) -> Iterator[tuple[PageMarks, Breach]]:
    uses: dict[str, _Use] = {}
    for page in pages:
        for mark in page.marks:
            for space in spaces_of(mark):
                for below in space.nested():
                    for ink in below.inks:
                        if ink not in {*PROCESS, ALL, NONE}:
                            use = uses.setdefault(ink, _Use(page, mark))
                            if below.family == "Separation":
                                use.looks.add((below.base, below.tint))
    ordered = ", ".join(plant.spots) or "none"
    for ink, use in uses.items():
        if ink not in plant.spots:
            what = f"the spot ink {ink!r} needs a plate of its own; ordered: {ordered}"
            yield use.page, Breach(SPOTS, what, "convert it to process inks, or order the ink", use.mark)
    yield from _ambiguous_inks(uses)


def _ambiguous_inks(uses: dict[str, _Use]) -> Iterator[tuple[PageMarks, Breach]]:
    alike: dict[str, list[str]] = {}
    for ink, use in uses.items():
        alike.setdefault(fold_ink_name(ink), []).append(ink)
        if len(use.looks) > 1:
            what = (
                f"the spot ink {ink!r} is said to look in {len(use.looks)} ways (alternate or tint function)"
            )
            hint = "give the ink one alternate colour in the whole file"
            yield use.page, Breach(AMBIGUOUS, what, hint, use.mark)
    for names in alike.values():
        if len(names) > 1:
            use = uses[names[1]]
            what = f"{' and '.join(map(repr, names))} are one spot ink by their look and get a plate each"
            yield use.page, Breach(AMBIGUOUS, what, "give the ink one name in the whole file", use.mark)
