"""Turns a page of a scene into the plain text that its golden keeps: one line for each thing on the page.

Lengths are points with three decimals, which is exact. A set line of text reads

    body      x 51.024   y 120.750  w 157.500 of 157.500  just  shrink:pause       song-400 10.500 K100 |底蕴深厚|

role, left edge, baseline, filled width of the measure, justified or ragged, adjustment step, the faces with
size and ink in the order of the runs, and last the text between bars, which is what a proof-reader reads.
A vertical line has its axis, its top and its height instead, and says `vert`; a face whose glyphs don't stand as the
line does says how (`sideways`). Behind the text comes what is set beside it, each with what it belongs to
(`^漢字=かんじ`), and under the line, one each, the lines drawn beside it.
"""

from __future__ import annotations

import re

from layout.scene import Advert, Box, CellPlace, Ink, Item, Line, Mpt, Page, Picture, Rect, Region, Rule, Wave
from layout.scene.places import find_annotations

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\|]")
"""Characters that would break the text's lines, hide in them, reorder them, or look like its own marks."""


def scene_text(page: Page) -> str:
    """The golden text of `page`: its head, then its regions in reading order, items in painting order."""
    out = [f"page {visible(page.name)}  number {page.number}  {_pt(page.width)} × {_pt(page.height)} pt"]
    for region in page.regions:
        out.append("")
        out.extend(_region(region))
    return "\n".join(out) + "\n"


def visible(text: str) -> str:
    r"""`text` with what can't be seen or would break a line written as `\u{2028}`."""
    return _HIDDEN.sub(lambda hit: f"\\u{{{ord(hit[0]):04x}}}", text)


def line_text(item: Line) -> str:
    """The golden text of one set line, without indent and without its marks."""
    own = "upright" if item.vertical else "level"
    faces = dict.fromkeys(
        f"{run.face} {_pt(run.size)} {_ink(run.ink)}"
        + (f" {run.turn}" if run.turn != own else "")
        + (f" condensed {run.condensed}" if run.condensed != 1000 else "")
        + (f" flattened {run.flattened}" if run.flattened != 1000 else "")
        for run in item.runs
    )
    long = "h" if item.vertical else "w"
    place = f"x {_pt(item.x):<8} y {_pt(item.baseline):<9}{long} {_pt(item.width)} of {_pt(item.measure)}"
    edge = ("vert  " if item.vertical else "") + ("just" if item.justified else "rag ")
    beside = "".join(f" ^{visible(base)}={visible(text)}" for base, text in find_annotations(item))
    return (
        f"{item.role:<9} {place}  {edge}  {item.step or '-':<17}  {', '.join(faces)} "
        f"|{visible(item.text)}|{beside}"
    )


def _region(region: Region) -> list[str]:
    story = f" · story {visible(region.story)}" if region.story is not None else ""
    more = f" · bleeds {', '.join(region.bleeds)}" if region.bleeds else ""
    more += f" · from {visible(region.comes_from)}" if region.comes_from is not None else ""
    more += f" · on {visible(region.lies_on)}" if region.lies_on is not None else ""
    more += (
        f" · copy ends leg {', '.join(str(leg + 1) for leg in region.leg_ends)}" if region.leg_ends else ""
    )
    place = f"{region.lang} · {_rect(region.frame)}{more}"
    out = [f"region {visible(region.id)} · {region.kind}{story} · {place}"]
    out.extend(f"  {_cell(cell)}" for cell in region.cells if cell.heads or cell.down * cell.across > 1)
    for item in region.items:
        out.append(f"  {_item(item)}")
        if isinstance(item, Line):
            out.extend(f"    {_stroke(mark)}" for mark in item.marks)
    if region.overset is not None:
        over = region.overset
        out.append(f"  OVERSET {over.lines} lines, {over.characters} characters |{visible(over.text)}|")
    return out


def _cell(cell: CellPlace) -> str:
    """A cell of a table that heads others, or covers more than its own place."""
    covers = f"  {cell.down} down {cell.across} across" if cell.down * cell.across > 1 else ""
    heads = f"  heads its {cell.heads}" if cell.heads else ""
    return f"cell      row {cell.row} column {cell.column}{covers}{heads}  {cell.part}"


def _item(item: Item) -> str:
    match item:
        case Line():
            return line_text(item)
        case Box():
            fill = f"  fill {_ink(item.fill)}" if item.fill else ""
            stroke = f"  stroke {_pt(item.stroke_width)} {_ink(item.stroke)}" if item.stroke else ""
            over = ""
            if item.pattern and item.pattern_ink is not None:
                over = f"  {item.pattern} {_pt(item.pattern_pitch)} {_ink(item.pattern_ink)}"
            return f"box       {_rect(item.rect)}{fill}{stroke}{over}"
        case Rule() | Wave():
            return _stroke(item)
        case Picture():
            crop = ",".join(map(str, item.crop))
            return (
                f"picture   {_rect(item.rect)}  crop {crop}  {visible(item.photo)} {visible(item.file)}"
                f" {item.sha256[:12]} |{visible(item.alt)}|"
                + (f"  outline {len(item.outline)} points" if item.outline else "")
                + ("  code" if item.code else "")
            )
        case Advert():
            box = ",".join(f"{side:g}" for side in item.box)
            return (
                f"advert    {_rect(item.rect)}  box {box}  {visible(item.advert)} {visible(item.file)}"
                f" {item.sha256[:12]} |{visible(item.alt)}|"
            )


def _stroke(stroke: Rule | Wave) -> str:
    ends = f"{_pt(stroke.x1)},{_pt(stroke.y1)} to {_pt(stroke.x2)},{_pt(stroke.y2)}"
    drawn = f"{ends}  width {_pt(stroke.width)} {_ink(stroke.ink)}"
    if isinstance(stroke, Wave):
        return f"wave      {drawn}  length {_pt(stroke.length)} height {_pt(stroke.height)}"
    return f"rule      {drawn}"


def _rect(rect: Rect) -> str:
    return f"x {_pt(rect.x)} y {_pt(rect.y)} w {_pt(rect.width)} h {_pt(rect.height)}"


def _pt(length: Mpt) -> str:
    return f"{length / 1000:.3f}"


def _ink(ink: Ink) -> str:
    if ink.spot:
        return f"{visible(ink.spot)} {ink.tint:g}"
    inks = zip("CMYK", (ink.cyan, ink.magenta, ink.yellow, ink.black), strict=True)
    return "".join(f"{name}{value:g}" for name, value in inks if value) or "white"
