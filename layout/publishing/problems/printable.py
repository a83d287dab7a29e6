"""Made-up pages and what their plant takes -> type and rules that it can't hold, before there is a press file.

All of it is known from the paper's styles and inks. The ids are those of the preflight's rules, which find the same in
the file; what is found here is not listed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from content.problems import Place, Problem, Severity
from layout.objections.seen import line_ink
from layout.plan.edition import Edition
from layout.plan.grid import points
from layout.plan.inks import scene_inks
from layout.preflight.plant import Plant
from layout.scene import Box, Ink, Item, Line, Mpt, Page, Rect, Region, Rule
from layout.scene.geometry import hull

DARK = 85
"""Percent of K from which an ink with anything else in it passes for black."""

LIGHT = 30
"""Percent of ink up to which type is light, and by which its ground has to be darker for it to be reversed."""

_SHOWN = 20

DOTTED = 10
"""Percent of an ink in the ground from which it is one of those that have to meet."""


def unprintable(pages: tuple[Page, ...], plant: Plant, edition: Edition) -> Iterator[Problem]:
    """A problem for each block and rule of the preflight that its type or its rules break, with the style that they
    are of where the paper has one.
    """
    for page in pages:
        for region in page.regions:
            alike: dict[tuple[str, Severity], list[tuple[_Breach, Rect]]] = {}
            for breach, place in _breaches(region, plant):
                alike.setdefault((breach.id, breach.severity), []).append((breach, place))
            for (id, severity), found in alike.items():
                around = hull(place for _, place in found)
                area = around.in_mm if around is not None else None
                where = Place(page=page.name, block=region.id, story=region.story, area_mm=area)
                first = found[0][0]
                yield Problem(id, severity, first.what, where, f"{first.hint}{_style(edition, first)}")


@dataclass(frozen=True, slots=True)
class _Breach:
    id: str
    what: str
    hint: str
    size: Mpt = 0
    ink: Ink | None = None
    severity: Severity = "press"


def _breaches(region: Region, plant: Plant) -> Iterator[tuple[_Breach, Rect]]:
    """What is broken in a block, each with its place."""
    if region.kind == "slug":  # outside the trim type may be of any size and ink
        return
    for at, item in enumerate(region.items):
        if isinstance(item, Line):
            for run in item.runs:
                if "".join(run.texts).strip():
                    ground = _ground_of(region.items[:at], item)
                    place = line_ink(item)
                    for breach in _type_breaches(run.size, run.ink, ground, plant):
                        yield replace(breach, what=f"{breach.what}: “{_shorten_text(item.text)}”."), place
        elif isinstance(item, Rule):
            left, right = sorted((item.x1, item.x2))
            top, bottom = sorted((item.y1, item.y2))
            place = Rect(left, top, right - left, bottom - top)
            yield from ((breach, place) for breach in _rule_breaches(item.width, item.ink, plant))
        elif isinstance(item, Box) and item.stroke is not None and item.stroke_width:
            of_frame = _rule_breaches(item.stroke_width, item.stroke, plant)
            yield from ((breach, item.rect) for breach in of_frame)


def _type_breaches(size: Mpt, ink: Ink, ground: Mapping[str, float], plant: Plant) -> Iterator[_Breach]:
    inks = inks_of(ink)
    said = f"Type of {size / 1000:g} pt"
    if size < points(plant.least_type):
        what = f"{said} is smaller than {plant.least_type:g} pt"
        hint = "set it larger, or say that the plant holds smaller type (`press.least_type_pt`)"
        yield _Breach("least-type", what, hint, size, ink)
    if len(inks) > 1 and inks.get("black", 0) >= DARK:
        what = f"{said} is black and has {_list_inks(inks)} in it"
        yield _Breach("black-text", what, "make it K 100 alone", size, ink)
    elif len(inks) > 1 and size < points(plant.one_ink_type):
        what = f"{said} is printed in {len(inks)} inks ({_list_inks(inks)}), which never meet exactly"
        hint = f"give its style one ink, or {plant.one_ink_type:g} pt or more"
        yield _Breach("text-in-several-inks", what, hint, size, ink)
    if ink.total > LIGHT or sum(ground.values()) - ink.total < LIGHT:
        return
    meeting = [name for name, percent in ground.items() if percent >= DOTTED]
    meeting += [name for name in inks if name not in ground]
    if size < points(plant.reversed_type):
        what = f"Light type of {size / 1000:g} pt stands in {' and '.join(meeting)}, which fills it"
        hint = f"set it in {plant.reversed_type:g} pt or more, and bold, or lighten the ground"
        yield _Breach("reversed-text", what, hint, size, ink)
    elif len(meeting) > 1 and size < points(plant.reversed_type_in_several):
        what = f"Light type of {size / 1000:g} pt stands in several inks ({', '.join(meeting)})"
        hint = f"set it in {plant.reversed_type_in_several:g} pt or more, or make the ground one ink"
        yield _Breach("reversed-text", what, hint, size, ink, severity="warning")


def _rule_breaches(width: Mpt, ink: Ink, plant: Plant) -> Iterator[_Breach]:
    inks = inks_of(ink)
    if inks and width < points(plant.least_line):
        what = f"A rule is {width / 1000:g} pt thin, less than {plant.least_line:g} pt."
        yield _Breach("hairline", what, f"make it {plant.least_line:g} pt or more")
    elif len(inks) > 1 and width < points(plant.least_line_in_several):
        what = f"A rule of {width / 1000:g} pt is printed in {len(inks)} inks ({_list_inks(inks)})."
        hint = f"make it one ink, or {plant.least_line_in_several:g} pt or more"
        yield _Breach("line-in-several-inks", what, hint, severity="warning")


def inks_of(ink: Ink) -> dict[str, float]:
    """Percent of each ink of a colour that has any of it."""
    if ink.spot:
        return {ink.spot: ink.tint} if ink.tint else {}
    parts = {"cyan": ink.cyan, "magenta": ink.magenta, "yellow": ink.yellow, "black": ink.black}
    return {name: percent for name, percent in parts.items() if percent > 0}


def _shorten_text(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"


def _list_inks(inks: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {percent:g} %" for name, percent in inks.items())


def _ground_of(below: tuple[Item, ...], line: Line) -> dict[str, float]:
    """The inks of the tint that a line of type stands on."""
    for item in reversed(below):
        if isinstance(item, Box) and item.fill is not None:
            rect = item.rect
            if rect.x <= line.x < rect.right and rect.y <= line.baseline <= rect.bottom:
                return inks_of(item.fill)
    return {}


def _style(edition: Edition, breach: _Breach) -> str:
    """Where the paper's file has the style of type of a size and ink, as a hint says it; nothing where it has none."""
    paper = edition.paper
    inks = scene_inks(paper.inks)
    for name, style in paper.styles.items():
        if breach.ink is not None and points(style.size) == breach.size and inks.get(style.ink) == breach.ink:
            line = edition.paper_read.line_of(("styles", name))
            return f" (the style {name!r}, {edition.paper_read.file}:{line})"
    return ""
