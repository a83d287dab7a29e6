"""Made-up pages and what their plant takes -> type and rules that it can't hold, before there is a press file.

All of it is known from the paper's styles and inks. The ids are those of the preflight's rules, which find the same in
the file; what is found here is not listed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from content.problems import Place, Problem, Severity
from layout.objections.seen import line_ink
from layout.plan.edition import Edition
from layout.plan.grid import points
from layout.plan.inks import scene_inks
from layout.preflight.plant import Plant
from layout.scene import Box, GlyphRun, Ink, Item, Line, Mpt, Page, Rect, Region, Rule
from layout.scene.geometry import hull

DARK = 85
"""Percent of K from which an ink with anything else in it passes for black."""

LIGHT = 30
"""Percent of ink up to which type is light, and by which its ground has to be darker for it to be reversed."""

_SHOWN = 20

DOTTED = 10
"""Percent of an ink in the ground from which it is one of those that have to meet."""


class _Breach(NamedTuple):
    """A rule of the preflight that is broken, what breaks it, and what to do."""

    id: str
    what: str
    hint: str
    severity: Severity = "press"


def unprintable(pages: tuple[Page, ...], plant: Plant, edition: Edition) -> Iterator[Problem]:
    """A problem for each block and rule of the preflight that its type or its rules break, with the style that they
    are of where the paper has one.
    """
    inks = scene_inks(edition.paper.inks)
    styles: dict[tuple[Mpt, Ink | None], str] = {}
    for name, style in edition.paper.styles.items():
        line = edition.paper_read.line_of(("styles", name))
        said = f" (the style {name!r}, {edition.paper_read.file}:{line})"
        styles.setdefault((points(style.size), inks.get(style.ink)), said)
    for page in pages:
        for region in page.regions:
            alike: dict[tuple[str, Severity], list[tuple[_Breach, Rect]]] = {}
            for breach, place in _breaches(region, plant, styles):
                alike.setdefault((breach.id, breach.severity), []).append((breach, place))
            for (id, severity), found in alike.items():
                around = hull(place for _, place in found)
                area = around.in_mm if around is not None else None
                where = Place(page=page.name, block=region.id, story=region.story, area_mm=area)
                yield Problem(id, severity, found[0][0].what, where, found[0][0].hint)


def _breaches(
    region: Region, plant: Plant, styles: Mapping[tuple[Mpt, Ink | None], str]
) -> Iterator[tuple[_Breach, Rect]]:
    """What is broken in a block, each with its place. `styles` say which style type of a size and ink is of."""
    if region.kind == "slug":  # outside the trim type may be of any size and ink
        return
    for at, item in enumerate(region.items):
        if isinstance(item, Line):
            text = " ".join(item.text.split())
            shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
            for run in item.runs:
                if "".join(run.texts).strip():
                    for breach in _type_breaches(run, _ground_of(region.items[:at], item), plant):
                        hint = f"{breach.hint}{styles.get((run.size, run.ink), '')}"
                        told = breach._replace(what=f"{breach.what}: “{shown}”.", hint=hint)
                        yield told, line_ink(item)
        elif isinstance(item, Rule):
            yield from ((breach, item.reach) for breach in _rule_breaches(item.width, item.ink, plant))
        elif isinstance(item, Box) and item.stroke is not None and item.stroke_width:
            of_frame = _rule_breaches(item.stroke_width, item.stroke, plant)
            yield from ((breach, item.rect) for breach in of_frame)


def _type_breaches(run: GlyphRun, ground: Mapping[str, float], plant: Plant) -> Iterator[_Breach]:
    # As the preflight finds it: what an em has over and under its glyphs' baseline.
    height = run.em if run.turn == "upright" else run.em_depth
    inks, size = inks_of(run.ink), f"{height / 1000:g} pt"
    if height < points(plant.least_type):
        what = f"Type of {size} is smaller than {plant.least_type:g} pt"
        hint = "set it larger, or say that the plant holds smaller type (`press.least_type_pt`)"
        yield _Breach("least-type", what, hint)
    if len(inks) > 1 and inks.get("black", 0) >= DARK:
        what = f"Type of {size} is black and has {_list_inks(inks)} in it"
        yield _Breach("black-text", what, "make it K 100 alone")
    elif len(inks) > 1 and height < points(plant.one_ink_type):
        what = f"Type of {size} is printed in {len(inks)} inks ({_list_inks(inks)}), which never meet exactly"
        hint = f"give its style one ink, or {plant.one_ink_type:g} pt or more"
        yield _Breach("text-in-several-inks", what, hint)
    if run.ink.total > LIGHT or sum(ground.values()) - run.ink.total < LIGHT:
        return
    meeting = [name for name, percent in ground.items() if percent >= DOTTED]
    meeting += [name for name in inks if name not in ground]
    if height < points(plant.reversed_type):
        what = f"Light type of {size} stands in {' and '.join(meeting)}, which fills it"
        hint = f"set it in {plant.reversed_type:g} pt or more, and bold, or lighten the ground"
        yield _Breach("reversed-text", what, hint)
    elif len(meeting) > 1 and height < points(plant.reversed_type_in_several):
        what = f"Light type of {size} stands in several inks ({', '.join(meeting)})"
        hint = f"set it in {plant.reversed_type_in_several:g} pt or more, or make the ground one ink"
        yield _Breach("reversed-text", what, hint, "warning")


def _rule_breaches(width: Mpt, ink: Ink, plant: Plant) -> Iterator[_Breach]:
    inks = inks_of(ink)
    if inks and width < points(plant.least_line):
        what = f"A rule is {width / 1000:g} pt thin, less than {plant.least_line:g} pt."
        yield _Breach("hairline", what, f"make it {plant.least_line:g} pt or more")
    elif len(inks) > 1 and width < points(plant.least_line_in_several):
        what = f"A rule of {width / 1000:g} pt is printed in {len(inks)} inks ({_list_inks(inks)})."
        hint = f"make it one ink, or {plant.least_line_in_several:g} pt or more"
        yield _Breach("line-in-several-inks", what, hint, "warning")


def inks_of(ink: Ink) -> dict[str, float]:
    """Percent of each ink of a colour that has any of it."""
    if ink.spot:
        return {ink.spot: ink.tint} if ink.tint else {}
    parts = {"cyan": ink.cyan, "magenta": ink.magenta, "yellow": ink.yellow, "black": ink.black}
    return {name: percent for name, percent in parts.items() if percent > 0}


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
