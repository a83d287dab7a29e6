"""What a preflight finds and what a desk objects to -> problems of the edition: nowhere else do they become so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from content.problems import SEVERITY_OF, Place, Problem
from layout.plan.objectiontable import Objection
from layout.preflight.aside import TOO_MUCH
from layout.preflight.finding import Finding, Millimetres
from layout.scene import Page, Rect, Region
from layout.scene.geometry import as_millimetres, hull

OBJECTION: Final = "objection-"
"""What the id of an objection's problem begins with: the rest is the objection's own id."""

_OF_PICTURES = {"picture-resolution": "low-resolution", "line-art-resolution": "low-resolution"}
"""Rules of the preflight by what make-up, which knows the file at fault, calls the same."""


_OF_STYLES = (
    "least-type",
    "black-text",
    "text-in-several-inks",
    "reversed-text",
    "hairline",
    "line-in-several-inks",
)
"""Rules of the preflight that styles and inks break before there is a file (`layout.publishing.problems.printable`)."""


def drop_known_problems(found: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of press files, but for those of which the editor reads already, since they were found in the same block
    before there were any files: in pictures by make-up, in advertisements when they were placed (`advert-…`).
    """
    before = {(problem.id, problem.where.page, problem.where.block, problem.severity) for problem in known}
    for problem in found:
        where = problem.where
        # A warning was no word of what holds the press.
        graver = ("press",) if problem.severity == "press" else ("press", "warning")
        if not any(
            (name, where.page, where.block, severity) in before
            for name in names_before(problem)
            for severity in graver
        ):
            yield problem


def names_before(problem: Problem) -> tuple[str, ...]:
    """The ids that a problem of a press file has where it is found before there is one."""
    of_pictures = [_OF_PICTURES[problem.id]] if problem.id in _OF_PICTURES else []
    return f"advert-{problem.id}", *of_pictures, *([problem.id] if problem.id in _OF_STYLES else [])


def objection_problems(
    objections: Iterable[Objection], known: Iterable[Problem] = (), pages: Sequence[Page] = ()
) -> Iterator[Problem]:
    """Each objection of a desk as a problem, `objection-…`, in the block to change first. A note is none, nor is white
    inside a story that is `known` to be under: that is one problem, not two.
    """
    under = {(problem.where.page, problem.where.block) for problem in known if problem.id == "underset"}
    frames = {(page.name, region.id): region.frame for page in pages for region in page.regions}
    for objection in objections:
        if objection.severity == "note":
            continue
        block = objection.blocks[0] if objection.blocks else None
        is_known = objection.id == "white-hole" and (objection.page, block) in under
        frame = frames.get((objection.page, block or "")) if is_known else None
        # Three quarters of it: white reaches on into the free line behind a block.
        if frame is not None and all(
            4 * hole.common_area(frame) >= 3 * hole.width * hole.height for hole in objection.places
        ):
            continue
        around = hull(objection.places)
        where = Place(page=objection.page, block=block, area_mm=around.in_mm if around is not None else None)
        severity = SEVERITY_OF[objection.severity]
        yield Problem(f"{OBJECTION}{objection.id}", severity, objection.message, where, objection.hint)


def press_problems(findings: Iterable[Finding], pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Each finding in a press file as a problem, in their order. `pages` are those of the file."""
    for finding in findings:
        page = pages[finding.page - 1] if finding.page is not None and finding.page <= len(pages) else None
        region = _region_at(finding.place, page) if page is not None and finding.place is not None else None
        where = Place(
            page=page.name if page is not None else None,
            block=region.id if region is not None else None,
            story=region.story if region is not None else None,
            area_mm=None if finding.place is None else _round_place(finding.place),
        )
        severity = SEVERITY_OF[finding.severity]
        yield Problem(finding.rule, severity, _sentence(finding, page), where, finding.hint)


def advert_finding_problems(findings: Iterable[Finding], where: Place) -> Iterator[Problem]:
    """Each finding in an advertisement as a problem of the page that it is on; its id is the rule's behind `advert-`.

    An advertisement claims no level and has no output intent, so what is found of the whole file is left out. What
    takes too much is refused: the proof would draw it.
    """
    for finding in findings:
        if finding.page is None and finding.rule != TOO_MUCH:
            continue
        what = f"The advertisement{f', {finding.thing}' if finding.thing else ''}"
        if (place := finding.place) is not None:
            what = f"{what}, {place.left:.0f} mm from its left and {place.top:.0f} mm from its top"
        severity = "refused" if finding.rule == TOO_MUCH else SEVERITY_OF[finding.severity]
        what = f"{what}: {finding.what.rstrip('.')}."
        yield Problem(f"advert-{finding.rule}", severity, what, where, finding.hint or "ask for it again")


def unopened_problems(findings: Iterable[Finding], file: str) -> list[Problem]:
    """What keeps a file from being opened, as what refuses it."""
    where = Place(file=file)
    return [Problem(finding.rule, "refused", finding.what, where, finding.hint) for finding in findings]


def _sentence(finding: Finding, page: Page | None) -> str:
    """What was found, as a sentence that names the thing, and the page as the paper calls it."""
    what = finding.what.rstrip(".")
    if page is not None:
        what = re.sub(rf"\bpage {finding.page}\b", f"page {page.name}", what)
    what = what if finding.thing in what else f"{what}: {finding.thing}"
    return f"{what[:1].upper()}{what[1:]}."


def _round_place(place: Millimetres) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(side, 1) for side in place)
    return left, top, right, bottom


def _region_at(place: Millimetres, page: Page) -> Region | None:
    """The block that most of a place is in: of several, the smallest."""
    covered = [
        (_common_area(place, region.frame), -region.frame.width * region.frame.height, -number)
        for number, region in enumerate(page.regions)
        if region.kind != "rules"
    ]
    best = max(covered, default=None)
    return None if best is None or best[0] <= 0 else page.regions[-best[2]]


def _common_area(place: Millimetres, frame: Rect) -> float:
    """The area in square millimetres that a place has in common with a frame; a line counts as a tenth wide."""
    left, right, top, bottom = map(as_millimetres, (frame.x, frame.right, frame.y, frame.bottom))
    across = min(right, max(place.right, place.left + 0.1)) - max(left, place.left)
    down = min(bottom, max(place.bottom, place.top + 0.1)) - max(top, place.top)
    return max(0.0, across) * max(0.0, down)
