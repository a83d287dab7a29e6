"""What the preflight found in a press file, and what the desk objects to -> problems of the edition, with blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from content.problems import Place, Problem
from layout.makeup.story.copyfit import Fit, TierFit
from layout.objections.headroom import LOST_HINT
from layout.plan.grid import as_millimetres
from layout.plan.objectiontable import Objection
from layout.plan.press_settings import PressModel
from layout.preflight.finding import Finding, Millimetres
from layout.preflight.plant import Limits, Plant
from layout.scene import Page, Rect, Region


def plant_of(press: PressModel, trim_mm: tuple[float, float]) -> Plant:
    """What the paper's plant takes, for the preflight of its press files."""
    return Plant(
        level=press.level,
        condition=press.condition,
        trim_mm=trim_mm,
        bleed_mm=press.bleed,
        spots=press.spots,
        ink=Limits(press.most_ink, press.ink_limit_percent),
        picture_ppi=Limits(press.least_picture_ppi, press.warn_picture_ppi),
        line_art_ppi=press.least_line_art_ppi,
        least_type=press.least_type_pt,
    )


def advert_plant(press: PressModel) -> Plant:
    """What the plant takes of an advertisement, which has a size of its own and claims no level of itself."""
    return replace(plant_of(press, (0, 0)), trim_mm=None, condition=None, bleed_mm=0)


_TOLD_BEFORE = {"picture-resolution": "low-resolution", "line-art-resolution": "low-resolution"}
"""Rules of the preflight by what make-up, which knows the file at fault, calls the same."""


_OF_STYLES = (
    "least-type",
    "black-text",
    "text-in-several-inks",
    "reversed-text",
    "hairline",
    "line-in-several-inks",
)
"""Rules of the preflight that styles and inks break before there is a file (`layout.publishing.printable`)."""


def without_twice_told(found: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of press files, but for those that were told of the same block before there were any: of pictures by
    make-up, of advertisements when they were taken (`advert-…`).
    """
    told = {(one.id, one.where.page, one.where.block, one.severity) for one in known}
    for one in found:
        where = one.where
        # A warning was no word of what holds the press.
        graver = ("press",) if one.severity == "press" else ("press", "warning")
        if not any(
            (name, where.page, where.block, severity) in told
            for name in names_before(one)
            for severity in graver
        ):
            yield one


def names_before(problem: Problem) -> tuple[str, ...]:
    """What a problem of a press file is called by those who see it before there is one."""
    before = [_TOLD_BEFORE[problem.id]] if problem.id in _TOLD_BEFORE else []
    return f"advert-{problem.id}", *before, *([problem.id] if problem.id in _OF_STYLES else [])


def objection_problems(
    objections: Iterable[Objection], known: Iterable[Problem] = (), pages: Sequence[Page] = ()
) -> Iterator[Problem]:
    """What a desk objects to as problems, `objection-…`, in the block to change first: an error holds the press. Notes
    are none, and the white inside a story of which it is `known` that it is under is not told twice.
    """
    under = {(one.where.page, one.where.block) for one in known if one.id == "underset"}
    frames: dict[tuple[str | None, str | None] | None, Rect] = {
        (page.name, region.id): region.frame for page in pages for region in page.regions
    }
    for one in objections:
        if one.severity == "note":
            continue
        place = (one.page, one.blocks[0]) if one.blocks else None
        frame = frames.get(place) if place in under and one.id == "white-hole" else None
        if frame is not None and all(_is_mostly_in(hole, frame) for hole in one.places):
            continue
        yield Problem(
            id=f"objection-{one.id}",
            severity="press" if one.severity == "error" else "warning",
            what=one.message,
            where=Place(
                page=one.page,
                block=one.blocks[0] if one.blocks else None,
                area_mm=_area(one.places) if one.places else None,
            ),
            hint=one.hint,
        )


def with_fits(objections: Iterable[Objection], fits: Sequence[Fit]) -> tuple[Objection, ...]:
    """Objections to heads with a hint that knows what the program did to them: a size or a white that was not asked for
    is mended where it came from.
    """
    heads = {(fit.page, fit.block): next(iter(_headlines(fit)), None) for fit in fits}
    white = {
        (fit.page, fit.block): done.lines for fit in fits for done in fit.done if done.what == "head-white"
    }

    def hint(one: Objection) -> str:
        if one.id == "rank" and len(one.blocks) > 1:
            return _rank_hint(one, *(heads.get((one.page, name)) for name in one.blocks[:2]))
        if one.hint == LOST_HINT and one.blocks:
            return _lost_hint(white.get((one.page, one.blocks[0]), 0))
        return one.hint

    return tuple(replace(one, hint=hint(one)) for one in objections)


def _lost_hint(white: int) -> str:
    """What to do about a head in so many lines of white that its story leaves over."""
    if not white:
        return LOST_HINT
    lines = "a line" if white == 1 else f"{white} lines"
    return (
        f"the copy leaves {lines} of that over: make the block {lines} shallower, add copy, set the head larger, or "
        "let it have a deck or a summary"
    )


def _headlines(fit: Fit) -> Iterator[TierFit]:
    yield from (one for one in fit.heads if one.tier == "headline")


def _rank_hint(one: Objection, lower: TierFit | None, higher: TierFit | None) -> str:
    if lower is not None and lower.taken_pt > lower.wanted_pt:
        return (
            f"it was set larger than its {lower.wanted_pt:g} pt to fill its measure or its place: give its block "
            "`fit: strict`, or let the two change places"
        )
    if higher is not None and higher.taken_pt < higher.wanted_pt:
        return (
            f"that of {one.blocks[1]} was set smaller than its {higher.wanted_pt:g} pt: shorten it or its story, or "
            "let the two change places"
        )
    return one.hint


def _is_mostly_in(one: Rect, other: Rect) -> bool:
    """Whether three quarters of a rectangle lie in another: white reaches on into the free line behind a block."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return 4 * max(0, across) * max(0, down) >= 3 * one.width * one.height


def _area(places: Sequence[Rect]) -> tuple[float, float, float, float]:
    """The rectangle round some places, in millimetres to a tenth."""
    left, top, right, bottom = (
        as_millimetres(side)
        for side in (
            min(place.x for place in places),
            min(place.y for place in places),
            max(place.right for place in places),
            max(place.bottom for place in places),
        )
    )
    return _rounded(Millimetres(left, top, right, bottom))


def press_problems(findings: Iterable[Finding], pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Each finding as a problem, in their order: an error holds the press. `pages` are those of the file."""
    for finding in findings:
        page = pages[finding.page - 1] if finding.page is not None and finding.page <= len(pages) else None
        region = _region_at(finding.place, page) if page is not None and finding.place is not None else None
        what = _sentence(finding, page)
        yield Problem(
            id=finding.rule,
            severity="press" if finding.severity == "error" else "warning",
            what=what,
            where=Place(
                page=page.name if page is not None else None,
                block=region.id if region is not None else None,
                story=region.story if region is not None else None,
                area_mm=None if finding.place is None else _rounded(finding.place),
            ),
            hint=finding.hint,
        )


def _sentence(finding: Finding, page: Page | None) -> str:
    """What was found, as a sentence that names the thing, and the page as the paper calls it."""
    what = finding.what.rstrip(".")
    if page is not None:
        what = re.sub(rf"\bpage {finding.page}\b", f"page {page.name}", what)
    what = what if finding.thing in what else f"{what}: {finding.thing}"
    return f"{what[:1].upper()}{what[1:]}."


def _rounded(place: Millimetres) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(side, 1) for side in place)
    return left, top, right, bottom


def _region_at(place: Millimetres, page: Page) -> Region | None:
    """The block that most of a place is in: of several, the smallest."""
    covered = [
        (_shared(place, region.frame), -region.frame.width * region.frame.height, -number)
        for number, region in enumerate(page.regions)
        if region.kind != "rules"
    ]
    best = max(covered, default=None)
    return None if best is None or best[0] <= 0 else page.regions[-best[2]]


def _shared(place: Millimetres, frame: Rect) -> float:
    """The area in square millimetres that a place has in common with a frame; a line counts as a tenth wide."""
    left, right, top, bottom = map(as_millimetres, (frame.x, frame.right, frame.y, frame.bottom))
    across = min(right, max(place.right, place.left + 0.1)) - max(left, place.left)
    down = min(bottom, max(place.bottom, place.top + 0.1)) - max(top, place.top)
    return max(0.0, across) * max(0.0, down)
