"""A story's body -> set paragraphs and subheads, in legs on the baseline grid; what has no room is overset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from content.problems import Problem
from content.story import Paragraph, Story, Subhead
from layout.grid import Leg
from layout.makeup.desk import Desk, Job
from layout.makeup.inlines import beside_of, inks_of, inlines_of, lead_in
from layout.makeup.legs import BadEnd, Fill, Piece, bad_ends, fill_legs, poured
from layout.makeup.text import Copy, Look, missing_characters, place_line
from layout.scene import CopyText, Line, Mpt, Overset, Span
from layout.typeset.inline import Ruby, Zhuyin
from layout.typeset.lines import SetLine
from layout.typeset.optimum import Way, inside_rules, natural_count
from layout.typeset.paragraph import prepare, set_way, ways_through
from layout.typeset.prepared import Prepared

_SEEN_OF_OVERSET = 40


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or subhead prepared for setting, and every number of lines it can be set in."""

    copy: Copy
    prepared: Prepared
    look: Look
    ways: dict[int, Way]
    piece: Piece


@dataclass(frozen=True, slots=True)
class Body:
    """A body ready to be placed: each grid line's set line in order, and how it fills its legs."""

    slots: tuple[tuple[SetLine, Look], ...]
    fill: Fill
    natural: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]


def set_body(job: Job, legs: tuple[Leg, ...], room: int) -> Body:
    """Sets a body for legs of one measure with `room` lines each, level where the setter's rules allow it."""
    measure = legs[0].width
    blocks = _blocks(job, measure)
    pieces = [one.piece for one in blocks]
    fill = fill_legs(pieces, len(legs), room, level=job.desk.paper.fit.level_legs)
    if job.desk.grid.vertical:
        fill = poured(fill)
    slots: list[tuple[SetLine, Look]] = []
    problems: list[Problem] = []
    ends = bad_ends(pieces, fill)
    for number, (one, count) in enumerate(zip(blocks, fill.counts, strict=True)):
        found = set_way(one.prepared, measure, one.ways[count].ends)
        problems += missing_characters(found, job.spot, one.copy)
        slots += [(line, one.look) for line in found.lines]
        problems += [
            _bad_end(job, one.copy, end, found.lines[end.line]) for end in ends if end.piece == number
        ]
    problems += _crowded(job, blocks)
    copy = tuple(_copy_text(one) for one in blocks)
    natural = sum(piece.natural for piece in pieces)
    return Body(tuple(slots), fill, natural, copy, tuple(problems))


def _crowded(job: Job, blocks: list[_Block]) -> list[Problem]:
    """Ruby larger than the white between the lines of the grid stands in the line over it. Told once for a story."""
    white = job.desk.grid.leading - job.desk.grid.em
    for one in blocks:
        for inline in one.prepared.units.contents:
            mark = inline.mark
            beside = isinstance(mark, Ruby) or (isinstance(mark, Zhuyin) and job.desk.grid.vertical)
            if isinstance(mark, Ruby | Zhuyin) and beside and mark.font.size > white:
                what = (
                    f"The ruby of “{inline.text}” needs {mark.font.size / 1000:g} pt between the lines, "
                    f"and there is {white / 1000:g} pt."
                )
                hint = "give the paper's grid more leading, or write the reading behind the word, in brackets"
                return [Problem("crowded-ruby", "warning", what, job.place(one.copy.part), hint)]
    return []


def _copy_text(block: _Block) -> CopyText:
    units = block.prepared.units
    return CopyText(block.copy.story, block.copy.part, units.text, tuple(beside_of(units.contents)))


def place_body(body: Body, legs: tuple[Leg, ...], first_line: int, desk: Desk) -> tuple[Line, ...]:
    """The body's lines in their legs from a line of the grid on, as deep as its fill says, along the grid."""
    placed = []
    slots = iter(body.slots)
    for leg, depth in zip(legs, body.fill.depths, strict=True):
        for row, (line, look) in enumerate(islice(slots, depth)):
            baseline = desk.grid.baseline(first_line + row)
            placed.append(place_line(line, leg.x, baseline, look))
    return tuple(placed)


def overset_of(body: Body) -> Overset | None:
    """What of the body has no room in its legs."""
    left = body.slots[sum(body.fill.depths) :]
    if not left:
        return None
    texts = {(one.story, one.part): one.text for one in body.copy}
    spans = []
    for line, look in left:
        if look.copy is not None:
            spans.append(Span(look.copy.story, look.copy.part, line.start, line.end))
    text = "".join(texts[span.story, span.part][span.start : span.end] for span in spans)
    return Overset(len(left), len(text), text[:_SEEN_OF_OVERSET], tuple(_joined(spans)))


def _bad_end(job: Job, copy: Copy, end: BadEnd, line: SetLine) -> Problem:
    """A leg that ends at a bad place, which no choice of the program's could mend."""
    words = job.desk.words
    hint = f"add or cut a line before it, or make the block a line {words.more} or {words.fewer}"
    place = job.place(copy.part, line.start)
    if end.hanging:
        what = f"A subhead stands at the {words.last} of a leg, away from its text."
        return Problem("hanging-subhead", "warning", what, place, hint)
    which = (
        f"last line of a paragraph stands alone at the {words.first}"
        if end.line
        else f"first line of a paragraph stands alone at the {words.last}"
    )
    return Problem("lone-line", "warning", f"The {which} of a leg.", place, hint)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and (last.story, last.part, last.end) == (span.story, span.part, span.start):
            joined[-1] = Span(last.story, last.part, last.start, span.end)
        else:
            joined.append(span)
    return joined


def _blocks(job: Job, measure: Mpt) -> list[_Block]:
    story, block, desk = job.story, job.block, job.desk
    body = desk.wardrobe[block.body_style]
    opening = desk.wardrobe.get(block.lead_in_style, body)
    found = []
    opener = story.lead_in
    for copy, one in _copy_of(story):
        if isinstance(one, Subhead):
            dress = desk.wardrobe.get(block.subhead_style, body)
            inlines, role = inlines_of(one.inlines, dress), "subhead"
        else:
            dress, role = body, "body"
            inlines = inlines_of(one.inlines, body)
            if opener is not None:
                inlines = [lead_in(opener, opening), *inlines]
                opener = None
        prepared = prepare(inlines, dress.paragraph)
        look = Look(role, inks_of(dress, opening), copy, dress.vertical)
        ways = ways_through(prepared, measure)
        found.append(_Block(copy, prepared, look, ways, _piece(ways, role == "subhead")))
    return found


def _copy_of(story: Story) -> Iterator[tuple[Copy, Paragraph | Subhead]]:
    """The blocks of the body. A lead-in that finds no paragraph to open has one to itself."""
    if story.lead_in is not None and not story.paragraphs:
        yield Copy(story.id, "lead_in"), Paragraph(())
    for number, one in enumerate(story.body):
        yield Copy(story.id, f"body[{number}]"), one


def _piece(ways: dict[int, Way], subhead: bool) -> Piece:
    natural = natural_count(ways)
    if subhead:
        # Centred lines are never too loose: without this a short subhead would be broken to level the legs.
        return Piece({natural: ways[natural].cost}, natural, subhead)
    inside = {count: way.cost for count, way in inside_rules(ways).items()}
    return Piece(inside, natural, subhead)
