"""Turns a page of a scene into the plain text that its golden keeps: one line for each thing on the page.

Lengths are points with three decimals, which is exact. A set line of text reads

    body      x 51.024   y 120.750  w 157.500 of 157.500  just  shrink:pause       song-400 10.500 K100 |底蕴深厚|

role, left edge, baseline, filled width of the measure, justified or ragged, adjustment step, the faces with
size and ink in the order of the runs, and last the text between bars, which is what a proof-reader reads.
"""

from __future__ import annotations

import re

from layout.scene import Box, Ink, Item, Line, Mpt, Page, Picture, Rect, Region, Rule

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
    """The golden text of one set line, without indent."""
    faces = dict.fromkeys(f"{run.face} {_pt(run.size)} {_ink(run.ink)}" for run in item.runs)
    place = f"x {_pt(item.x):<8} y {_pt(item.baseline):<9}w {_pt(item.width)} of {_pt(item.measure)}"
    edge = "just" if item.justified else "rag "
    return (
        f"{item.role:<9} {place}  {edge}  {item.step or '-':<17}  {', '.join(faces)} |{visible(item.text)}|"
    )


def _region(region: Region) -> list[str]:
    story = f" · story {visible(region.story)}" if region.story is not None else ""
    out = [f"region {visible(region.id)} · {region.kind}{story} · {region.lang} · {_rect(region.frame)}"]
    out.extend(f"  {_item(item)}" for item in region.items)
    if region.overset is not None:
        over = region.overset
        out.append(f"  OVERSET {over.lines} lines, {over.characters} characters |{visible(over.text)}|")
    return out


def _item(item: Item) -> str:
    match item:
        case Line():
            return line_text(item)
        case Box():
            fill = f"  fill {_ink(item.fill)}" if item.fill else ""
            stroke = f"  stroke {_pt(item.stroke_width)} {_ink(item.stroke)}" if item.stroke else ""
            return f"box       {_rect(item.rect)}{fill}{stroke}"
        case Rule():
            ends = f"{_pt(item.x1)},{_pt(item.y1)} to {_pt(item.x2)},{_pt(item.y2)}"
            return f"rule      {ends}  width {_pt(item.width)} {_ink(item.ink)}"
        case Picture():
            crop = ",".join(map(str, item.crop))
            return (
                f"picture   {_rect(item.rect)}  crop {crop}  {visible(item.photo)} {visible(item.file)}"
                f" {item.sha256[:12]} |{visible(item.alt)}|"
            )


def _rect(rect: Rect) -> str:
    return f"x {_pt(rect.x)} y {_pt(rect.y)} w {_pt(rect.width)} h {_pt(rect.height)}"


def _pt(length: Mpt) -> str:
    return f"{length / 1000:.3f}"


def _ink(ink: Ink) -> str:
    inks = zip("CMYK", (ink.cyan, ink.magenta, ink.yellow, ink.black), strict=True)
    return "".join(f"{name}{value:g}" for name, value in inks if value) or "white"
