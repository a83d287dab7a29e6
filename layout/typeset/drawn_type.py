"""A line set as if its type were as wide as high -> the same line in type with a width and a height of its own.

Flat type (扁, 平体) and tall type (長, 长体) are the face drawn narrower or lower: all that stands in a line is so, its
spaces too. So a line is set in type of its plain size, in a measure as much longer, and then drawn together. Whatever
the setter does in ems it does in ems of that type, along the line and across it.
"""

from __future__ import annotations

from dataclasses import replace

from layout.typeset.inline import ParagraphStyle
from layout.typeset.lines import SetLine, SetRun

WHOLE = 1000
"""Type that is as wide, or as high, as its size: thousandths of it."""


def to_plain(length: int, style: ParagraphStyle) -> int:
    """A length along the lines of a style as it would be if its type were as long there as its size."""
    along = style.type_along
    return length if along == WHOLE else (2 * length * WHOLE + along) // (2 * along)


def to_drawn(length: int, style: ParagraphStyle) -> int:
    """The reverse: a length along lines of type of plain size as it is in the style's own."""
    along = style.type_along
    return length * along // WHOLE


def draw_line(line: SetLine, style: ParagraphStyle, measure: int) -> SetLine:
    """A line that was set in `to_plain(measure)`, drawn as wide and high as the style's type, in its own measure."""
    across = style.type_across
    # What fills its measure does so to the unit: its lengths shrink as the measure did, roundings and all.
    part, whole = (measure, line.measure) if line.justified and line.measure else (style.type_along, WHOLE)

    def draw_run(run: SetRun) -> SetRun:
        by, of = (across, WHOLE) if style.vertical and run.turn == "level" else (part, whole)
        return replace(
            run,
            xs=tuple(x * by // of for x in run.xs),
            rise=run.rise * across // WHOLE,
            along=run.along * part // whole,
            condensed=run.condensed * style.type_width // WHOLE,
            flattened=run.flattened * style.type_height // WHOLE,
        )

    return replace(
        line,
        measure=measure,
        width=line.width * part // whole,
        hang=line.hang * part // whole,
        runs=tuple(map(draw_run, line.runs)),
        strokes=tuple(
            replace(
                stroke,
                start=stroke.start * part // whole,
                end=stroke.end * part // whole,
                rise=stroke.rise * across // WHOLE,
            )
            for stroke in line.strokes
        ),
    )
