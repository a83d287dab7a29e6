"""Turns a scene into JSON text; with `from_json` and `scene_text`, all written forms of a scene are here.

Each set line of text, box, rule and picture has a line of its own, so that a diff of two versions reads as a
proof-reader's note. Lengths in the JSON are thousandths of a point, as in the scene itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from layout.scene import (
    FORMAT,
    Advert,
    Box,
    CopyText,
    FaceRef,
    GlyphRun,
    Ink,
    Item,
    Line,
    Mpt,
    Overset,
    Page,
    PageGrid,
    Picture,
    Rect,
    Region,
    Rule,
    Scene,
    Span,
    Wave,
)
from layout.scene.astext import scene_text
from layout.scene.condition import Condition
from layout.scene.fromjson import UNIT, from_json

__all__ = ["UNIT", "from_json", "scene_text", "to_json"]

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def to_json(scene: Scene) -> str:
    """The scene as JSON: one line a face, a text of the copy, a region's head, an item of a region.

    The same scene gives the same text always. Raises ValueError for an ink or axis that is no finite number.
    """
    head = {
        "format": FORMAT,
        "unit": UNIT,
        "edition": scene.edition,
        "title": scene.title,
        "paper": scene.paper,
        "issued": scene.issued,
        "lang": scene.lang,
        "condition": _condition_data(scene.condition),
    }
    out = ["{\n" + ",\n".join(f"{_encode(key)}:{_encode(value)}" for key, value in head.items())]
    out.append(_block("faces", (_encode(_face_data(face)) for face in scene.faces)))
    out.append(_block("copy", (_encode(_copy_data(text)) for text in scene.copy)))
    out.append(_block("pages", map(_page_json, scene.pages)))
    return ",\n".join(out) + "\n}\n"


def _block(key: str, rows: Iterable[str]) -> str:
    body = ",\n".join(rows)
    return f'"{key}":[\n{body}\n]' if body else f'"{key}":[]'


def _page_json(page: Page) -> str:
    data: dict[str, Any] = {
        "page": page.name,
        "number": page.number,
        "width": page.width,
        "height": page.height,
    }
    if page.grid is not None:
        data["grid"] = _grid_data(page.grid)
    head = _encode(data)
    return f"{head[:-1]},{_block('regions', map(_region_json, page.regions))}}}"


def _region_json(region: Region) -> str:
    data: dict[str, Any] = {
        "region": region.id,
        "kind": region.kind,
        "story": region.story,
        "lang": region.lang,
        "frame": _rect_data(region.frame),
        "overset": _overset_data(region.overset),
    }
    if region.legs:
        data["legs"] = [_rect_data(leg) for leg in region.legs]
    if region.goes_with is not None:
        data["goes_with"] = region.goes_with
    if region.inside is not None:
        data["inside"] = region.inside
    if region.areas:
        data["areas"] = [_rect_data(area) for area in region.areas]
    head = _encode(data)
    return f"{head[:-1]},{_block('items', (_encode(_item_data(item)) for item in region.items))}}}"


def _item_data(item: Item) -> dict[str, Any]:
    match item:
        case Line():
            return {
                "line": item.role,
                "x": item.x,
                "baseline": item.baseline,
                "measure": item.measure,
                "width": item.width,
                "justified": item.justified,
                "step": item.step,
                "span": _span_data(item.span),
                "runs": [_run_data(run) for run in item.runs],
                **_beside_data(item),
            }
        case Box():
            return {
                "box": _rect_data(item.rect),
                "fill": _ink_data(item.fill),
                "stroke": _ink_data(item.stroke),
                "stroke_width": item.stroke_width,
            }
        case Rule() | Wave():
            return _stroke_data(item)
        case Picture():
            return {
                "picture": item.photo,
                "file": item.file,
                "sha256": item.sha256,
                "rect": _rect_data(item.rect),
                "crop": item.crop,
                "alt": item.alt,
                **({"outline": item.outline} if item.outline else {}),
            }
        case Advert():
            return {
                "advert": item.advert,
                "file": item.file,
                "sha256": item.sha256,
                "rect": _rect_data(item.rect),
                "box": [_number(side) for side in item.box],
                "alt": item.alt,
            }


def _beside_data(line: Line) -> dict[str, Any]:
    """What only some lines have: a field that says nothing new is not written."""
    data: dict[str, Any] = {}
    if line.marks:
        data["marks"] = [_stroke_data(mark) for mark in line.marks]
    if line.vertical:
        data["vertical"] = True
    return data


def _stroke_data(stroke: Rule | Wave) -> dict[str, Any]:
    ends = [stroke.x1, stroke.y1, stroke.x2, stroke.y2]
    drawn = {"width": stroke.width, "ink": _ink_data(stroke.ink)}
    if isinstance(stroke, Wave):
        return {"wave": ends, **drawn, "length": stroke.length, "height": stroke.height}
    return {"rule": ends, **drawn}


def _run_data(run: GlyphRun) -> dict[str, Any]:
    # Nearly every glyph stands for one character: then the text is one string, which a person can read.
    plain = all(len(piece) == 1 for piece in run.texts)
    data = {
        "text": "".join(run.texts) if plain else run.texts,
        "face": run.face,
        "size": run.size,
        "ink": _ink_data(run.ink),
        "x": run.x,
        "baseline": run.baseline,
        "glyphs": run.glyphs,
        "xs": run.xs,
    }
    if run.turn != "level":
        data["turn"] = run.turn
    if run.annotation:
        data["annotation"] = True
    if run.condensed != 1000:
        data["condensed"] = run.condensed
    return data


def _number(value: float) -> float:
    """Whole numbers as integers, so that 100 and 100.0, which are equal, are written alike."""
    return int(value) if value == value // 1 else value


def _ink_data(ink: Ink | None) -> list[float | str] | None:
    """Four percentages; of a spot ink its name and one percentage."""
    if ink is None:
        return None
    if ink.spot:
        return [ink.spot, _number(ink.tint)]
    return [_number(v) for v in (ink.cyan, ink.magenta, ink.yellow, ink.black)]


def _grid_data(grid: PageGrid) -> dict[str, Any]:
    return {
        "area": _rect_data(grid.area),
        "columns": grid.columns,
        "column": grid.column,
        "gutter": grid.gutter,
        "lines": grid.lines,
        "leading": grid.leading,
        "em": grid.em,
        **({"vertical": True} if grid.vertical else {}),
    }


def _rect_data(rect: Rect) -> list[Mpt]:
    return [rect.x, rect.y, rect.width, rect.height]


def _span_data(span: Span | None) -> list[str | int] | None:
    return None if span is None else [span.story, span.part, span.start, span.end]


def _overset_data(overset: Overset | None) -> dict[str, Any] | None:
    if overset is None:
        return None
    return {
        "lines": overset.lines,
        "characters": overset.characters,
        "text": overset.text,
        "spans": [_span_data(span) for span in overset.spans],
    }


def _face_data(face: FaceRef) -> dict[str, Any]:
    return {
        "face": face.id,
        "file": face.file,
        "sha256": face.sha256,
        "index": face.index,
        "axes": [[tag, _number(value)] for tag, value in face.axes],
    }


def _copy_data(text: CopyText) -> dict[str, Any]:
    data: dict[str, Any] = {"story": text.story, "part": text.part, "text": text.text}
    if text.beside:
        data["beside"] = [[one.start, one.end, one.text] for one in text.beside]
    return data


def _condition_data(condition: Condition) -> dict[str, Any]:
    data: dict[str, Any] = {
        "level": condition.level,
        "identifier": condition.identifier,
        "registry": condition.registry,
        "profile": condition.profile,
        "ink_limit": _number(condition.ink_limit),
        "bleed": condition.bleed,
        "picture_ppi": condition.picture_ppi,
        "line_art_ppi": condition.line_art_ppi,
    }
    sharpening = condition.sharpening
    if sharpening is not None:
        data["sharpening"] = [_number(sharpening.radius), sharpening.percent, sharpening.threshold]
    if condition.spots:
        data["spots"] = [[spot.name, *map(_number, spot.looks)] for spot in condition.spots]
    if condition.marks:
        data["marks"] = list(condition.marks)
    if condition.margin:
        data["margin"] = condition.margin
    return data
