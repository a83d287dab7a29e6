"""A story's body -> set paragraphs and subheads, in legs on the baseline grid; what has no room is overset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.problems import Problem
from content.story import Paragraph, Story, Subhead
from layout.makeup.desk import Desk, Job
from layout.makeup.flow import Flowing, flow
from layout.makeup.ground import BodyLeg, is_plain
from layout.makeup.inlines import beside_of, inks_of, inlines_of, lead_in
from layout.makeup.legs import BadEnd, Fill, Piece, bad_ends, fill_legs, poured
from layout.makeup.text import Copy, Look, missing_characters, place_line
from layout.scene import CopyText, Line, Overset, Span
from layout.typeset.inline import Ruby, Zhuyin
from layout.typeset.lines import SetLine, SetParagraph
from layout.typeset.optimum import Way, inside_rules, natural_count
from layout.typeset.paragraph import prepare, set_way, ways_through
from layout.typeset.prepared import Prepared

_SEEN_OF_OVERSET = 40


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph or subhead prepared for setting."""

    copy: Copy
    prepared: Prepared
    look: Look


@dataclass(frozen=True, slots=True)
class Body:
    """A body ready to be placed: its set lines in order, the lines of each leg that they fill, and what is told."""

    lines: tuple[tuple[SetLine, Look], ...]
    depths: tuple[int, ...]
    natural: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]

    @property
    def depth(self) -> int:
        """Lines of the deepest leg."""
        return max(self.depths, default=0)


def set_body(job: Job, legs: tuple[BodyLeg, ...]) -> Body:
    """Sets a body for its legs, which end level where the setter's rules allow it."""
    texts = _texts(job)
    filled = _evenly(job, texts, legs) if is_plain(legs) else _round_about(job, texts, legs)
    lines: list[tuple[SetLine, Look]] = []
    problems: list[Problem] = []
    ends = bad_ends(filled.pieces, filled.fill)
    for number, (one, found) in enumerate(zip(texts, filled.paragraphs, strict=True)):
        problems += missing_characters(found, job.spot, one.copy)
        lines += [(line, one.look) for line in found.lines]
        problems += [
            _bad_end(job, one.copy, end, found.lines[end.line]) for end in ends if end.piece == number
        ]
    problems += _crowded(job, texts)
    copy = tuple(_copy_text(one) for one in texts)
    natural = sum(piece.natural for piece in filled.pieces)
    return Body(tuple(lines), filled.fill.depths, natural, copy, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Filled:
    """How paragraphs and legs meet: what each paragraph takes, the legs' depths, and the set paragraphs."""

    pieces: list[Piece]
    fill: Fill
    paragraphs: list[SetParagraph]


def _evenly(job: Job, texts: list[_Text], legs: tuple[BodyLeg, ...]) -> _Filled:
    """Legs of one measure that begin and end level: what a paragraph takes does not depend on where it begins."""
    measure = legs[0].width
    ways = [ways_through(one.prepared, measure) for one in texts]
    pieces = [_piece(own, one.look.role == "subhead") for own, one in zip(ways, texts, strict=True)]
    fill = fill_legs(pieces, len(legs), len(legs[0].slots), level=job.desk.paper.fit.level_legs)
    if job.desk.grid.vertical:
        fill = poured(fill)
    paragraphs = [
        set_way(one.prepared, measure, own[count].ends)
        for one, own, count in zip(texts, ways, fill.counts, strict=True)
    ]
    return _Filled(pieces, fill, paragraphs)


def _round_about(job: Job, texts: list[_Text], legs: tuple[BodyLeg, ...]) -> _Filled:
    """Legs of any shape: how many lines a paragraph takes depends on where it begins."""
    flowing = [Flowing(one.prepared, one.look.role == "subhead") for one in texts]
    found = flow(flowing, legs, poured=job.desk.grid.vertical)
    paragraphs, counts = [], []
    start = 0
    for one, text, way in zip(flowing, texts, found.ways, strict=True):
        paragraphs.append(set_way(text.prepared, found.measure(start, one), way.ends))
        counts.append(len(way.ends))
        start += len(way.ends)
    pieces = [
        Piece({count: way.cost}, count, one.subhead)
        for one, way, count in zip(flowing, found.ways, counts, strict=True)
    ]
    return _Filled(pieces, Fill(tuple(counts), found.depths), paragraphs)


def _crowded(job: Job, texts: list[_Text]) -> list[Problem]:
    """Ruby larger than the white between the lines of the grid stands in the line over it. Told once for a story."""
    white = job.desk.grid.leading - job.desk.grid.em
    for one in texts:
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


def _copy_text(text: _Text) -> CopyText:
    units = text.prepared.units
    return CopyText(text.copy.story, text.copy.part, units.text, tuple(beside_of(units.contents)))


def place_body(body: Body, legs: tuple[BodyLeg, ...], desk: Desk) -> tuple[Line, ...]:
    """The body's lines in their legs, along the grid."""
    placed = []
    lines = iter(body.lines)
    for leg, depth in zip(legs, body.depths, strict=True):
        for slot, (line, look) in zip(leg.slots[:depth], lines, strict=False):
            placed.append(place_line(line, slot.x, desk.grid.baseline(slot.line), look))
    return tuple(placed)


def overset_of(body: Body) -> Overset | None:
    """What of the body has no room in its legs."""
    left = body.lines[sum(body.depths) :]
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


def _texts(job: Job) -> list[_Text]:
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
        found.append(_Text(copy, prepared, look))
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
