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
    return length if along == WHOLE else _share(length, WHOLE, along)


def to_drawn(length: int, style: ParagraphStyle) -> int:
    """The reverse: a length along lines of type of plain size as it is in the style's own."""
    along = style.type_along
    return length if along == WHOLE else _share(length, along, WHOLE)


def draw_line(line: SetLine, style: ParagraphStyle, measure: int) -> SetLine:
    """A line that was set in `to_plain(measure)`, drawn as wide and high as the style's type, in its own measure."""
    # What ends on the measure does so to the unit: lengths shrink as the measure did, roundings and all.
    part = (measure, line.measure) if 0 < line.width <= line.measure else (style.type_along, WHOLE)

    def draw_run(run: SetRun) -> SetRun:
        across = style.vertical and run.turn == "level"
        by = (style.type_across, WHOLE) if across else part
        return replace(
            run,
            xs=tuple(_share(x, *by) for x in run.xs),
            rise=_share(run.rise, style.type_across, WHOLE),
            along=_share(run.along, *part),
            condensed=run.condensed * style.type_width // WHOLE,
            flattened=run.flattened * style.type_height // WHOLE,
        )

    return replace(
        line,
        measure=measure,
        width=_share(line.width, *part),
        hang=_share(line.hang, *part),
        runs=tuple(map(draw_run, line.runs)),
        strokes=tuple(
            replace(
                stroke,
                start=_share(stroke.start, *part),
                end=_share(stroke.end, *part),
                rise=_share(stroke.rise, style.type_across, WHOLE),
            )
            for stroke in line.strokes
        ),
    )


def _share(length: int, part: int, whole: int) -> int:
    """So many parts of a length that has `whole` of them, rounded half up."""
    return (2 * length * part + whole) // (2 * whole)
