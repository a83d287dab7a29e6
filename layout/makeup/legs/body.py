"""A story's body -> set paragraphs in legs on the baseline grid, rules between them (栏线), and what is overset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from content.problems import Problem
from layout.makeup.desk import Cut, Desk, Job
from layout.makeup.legs.division import BadEnd, Division
from layout.makeup.legs.fill_legs import fill_legs
from layout.makeup.legs.ground import BodyLeg, Slot, runs_of
from layout.makeup.legs.initial_room import find_no_initial
from layout.makeup.text.initial import Initial, initial_of
from layout.makeup.text.lineproblems import missing_characters
from layout.makeup.text.paragraphs import BodyText, copies_of
from layout.makeup.text.signature import signature_problems
from layout.makeup.text.text import Copy, Look, place_line
from layout.plan.grid import em_of, points
from layout.scene import CopyText, Item, Line, Overset, Rule, Span
from layout.typeset import RubyMark, SetLine, ZhuyinMark

_SEEN_OF_OVERSET = 40
_SEEN_OF_PARTED = 8

WHITE = Look("white", {}, None)
"""The look of a line of white over a subhead, of which nothing is placed."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body ready to be placed: its set lines in order, the number of lines that they fill in each leg, and problems.

    `gave` names the paragraphs that were made longer or shorter, with the number of lines; `white` is the number of
    white lines over subheads. `initial` is its first letter, set large, beside the lines from `initial_at` on. By the
    numbers of lines, `signatures` stand behind them and the marks of `entries` before them, and those that are `raised`
    stand half a line higher. The copy itself ends the legs `ended`, by their numbers.
    """

    lines: tuple[tuple[SetLine, Look], ...]
    depths: tuple[int, ...]
    natural: int
    copy: tuple[CopyText, ...]
    problems: tuple[Problem, ...]
    cut: Cut | None = None
    gave: tuple[tuple[str, int], ...] = ()
    white: int = 0
    initial: Initial | None = None
    initial_at: int = 0
    signatures: Mapping[int, tuple[SetLine, Look]] = field(default_factory=dict)
    entries: Mapping[int, tuple[SetLine, Look]] = field(default_factory=dict)
    raised: frozenset[int] = frozenset()
    ended: tuple[int, ...] = ()

    @property
    def depth(self) -> int:
        """Lines of the deepest leg."""
        return max(self.depths, default=0)


def set_texts(job: Job, texts: list[BodyText], legs: tuple[BodyLeg, ...]) -> Body:
    """Sets the texts; with an initial, if the block asks for one and its leg has room for it."""
    initial = initial_of(job, texts)
    if initial is None:
        return _fill(job, texts, legs)
    least = round(job.desk.paper.fit.least_measure_em * job.desk.grid.em)
    slots = [slot for leg in legs for slot in leg.slots]
    fault = None
    if not initial.at:
        # Where other texts stand before it, it is known which lines are beside it when they are set.
        fault = find_no_initial(initial, slots[: initial.lines], least, job.desk.grid.em)
    if fault is None:
        with_initial = [*texts[: initial.at], initial.rest, *texts[initial.at + 1 :]]
        body = _fill(job, with_initial, legs, initial)
        fault = find_no_initial(initial, _slots_beside(body, initial, legs), least, job.desk.grid.em)
        if fault is None:
            return replace(body, copy=copies_of(texts))
    place = job.place(texts[initial.at].copy_part, 0)
    problem = Problem("no-initial", "warning", f"The first letter {fault.what}.", place, fault.hint)
    plain = _fill(job, texts, legs)
    return replace(plain, problems=(*plain.problems, problem))


def _slots_beside(body: Body, initial: Initial, legs: tuple[BodyLeg, ...]) -> list[Slot]:
    """The places of the lines beside an initial, as many as are of its paragraph."""
    at = body.initial_at
    places = [slot for leg, depth in zip(legs, body.depths, strict=True) for slot in leg.slots[:depth]]
    beside = zip(places[at : at + initial.lines], body.lines[at:], strict=False)
    return [slot for slot, (_, look) in beside if look.copy == initial.look.copy]


def _part_from_raised(texts: Sequence[BodyText], division: Division) -> list[BodyText]:
    """The texts, with a line of white over each that a leg has behind a text that can't be raised there, since the leg
    begins with it.
    """
    starts = [0, *accumulate(division.counts)]
    heads = {0, *accumulate(division.depths)}
    found = [*texts]
    begins = 0
    for number, (text, following) in enumerate(pairwise(texts)):
        begins = begins if text.raised and number and texts[number - 1].raised else starts[number]
        end = starts[number + 1]
        if text.raised and not following.raised and end not in heads and heads & {*range(begins, end)}:
            found[number + 1] = replace(following, white=following.white + 1)
    return found


def _fill(job: Job, texts: list[BodyText], legs: tuple[BodyLeg, ...], initial: Initial | None = None) -> Body:
    filled = fill_legs(job, texts, legs, initial)
    if any(text.raised for text in texts):
        texts = _part_from_raised(texts, filled.division)
        filled = fill_legs(job, texts, legs, initial)
    lines: list[tuple[SetLine, Look]] = []
    problems: list[Problem] = []
    gave: list[tuple[str, int]] = []
    signatures: dict[int, tuple[SetLine, Look]] = {}
    entries: dict[int, tuple[SetLine, Look]] = {}
    raised: set[int] = set()
    white = 0
    feet = filled.division.feet | {*accumulate(filled.division.depths)}
    for number, (text, found) in enumerate(zip(texts, filled.texts, strict=True)):
        problems += missing_characters(found.own, job.spot, text.look.copy)
        own = [(line.further(text.offset), text.look) for line in found.own.lines]
        if text.signature is not None:
            own += [(line, text.signature.look) for line in found.alone]
            problems += signature_problems(text.signature, found.measure, job.spot)
        over = filled.division.whites[number]
        white += 0 if len(lines) + over in feet else _white_to_fit(job, text, over)
        empty = replace(own[0][0], end=own[0][0].start, runs=()), WHITE
        short = len(own) if found.short is None else found.short
        lines += [empty] * over
        if text.entry is not None:
            entries[len(lines)] = text.entry.set_mark(), text.entry.look
        if text.raised:
            raised |= {*range(len(lines), len(lines) + len(own))}
        lines += own[:short] + [empty] * (found.short is not None) + own[short:]
        if text.signature is not None and found.behind is not None:
            signatures[len(lines) - 1] = found.behind, text.signature.look
        problems += [
            _parted_end(job, text, line) if end.parted else _bad_end(job, look.copy, end, line)
            for end in filled.bad_ends
            if end.portion == number
            for line, look in (own[min(end.line, len(own) - 1)],)
            if look.copy is not None
        ]
        if more := found.count - (found.short is not None) - found.natural:
            gave.append((text.copy_part, more))
    problems += _crowded_ruby(job, texts)
    return Body(
        lines=tuple(lines),
        depths=filled.division.depths,
        natural=sum(found.natural for found in filled.texts),
        copy=copies_of(texts),
        problems=tuple(problems),
        gave=tuple(gave),
        white=white,
        initial=initial,
        initial_at=sum(filled.division.counts[: initial.at]) if initial is not None else 0,
        signatures=signatures,
        entries=entries,
        raised=frozenset(raised),
    )


def _white_to_fit(job: Job, text: BodyText, over: int) -> int:
    """How many of the lines of white over a text are there to fill the legs; below 0 where some were taken away."""
    asked, change = job.desk.paper.white.over_subhead_lines, job.change.subhead_lines
    if text.look.role != "subhead" or not change:
        return 0
    return max(0, min(change, over - asked)) if change > 0 else max(change, -asked)


def _crowded_ruby(job: Job, texts: list[BodyText]) -> list[Problem]:
    """A problem for the first ruby of a story that is larger than the white between lines: it covers the line above."""
    white = job.desk.grid.leading - job.desk.grid.em_depth
    for text in texts:
        for inline in text.prepared.inlines:
            mark = inline.mark
            beside = isinstance(mark, RubyMark) or (isinstance(mark, ZhuyinMark) and job.desk.grid.vertical)
            if not (isinstance(mark, RubyMark | ZhuyinMark) and beside):
                continue
            deep = em_of(mark.font.size, text.prepared.style.type_across)
            if deep > white:
                what = (
                    f"The ruby of “{inline.text}” needs {deep / 1000:g} pt between the lines, "
                    f"and there is {white / 1000:g} pt."
                )
                hint = "give the paper's grid more leading, or write the reading behind the word, in brackets"
                return [Problem("crowded-ruby", "warning", what, job.place(text.copy_part), hint)]
    return []


def place_body(body: Body, legs: tuple[BodyLeg, ...], desk: Desk) -> tuple[Line, ...]:
    """The body's lines in their legs, along the grid, but for those that are raised."""
    placed = []
    slots = [slot for leg, depth in zip(legs, body.depths, strict=True) for slot in leg.slots[:depth]]
    raised = _raised_in(body, slots)
    initial = body.initial
    for number, (slot, (line, look)) in enumerate(zip(slots, body.lines, strict=False)):
        if look is WHITE:
            continue
        x = slot.x
        if initial is not None and body.initial_at <= number < body.initial_at + initial.lines:
            if number == body.initial_at:
                baseline = initial.baseline(desk.grid, slot.line)
                placed.append(place_line(initial.line, x, baseline, initial.look))
            x += initial.less
        baseline = desk.grid.baseline(slot.line)
        if number in raised:
            baseline -= desk.grid.leading // 2
        beside = [body.entries[number]] if number in body.entries else []
        beside += [(line, look), *([body.signatures[number]] if number in body.signatures else [])]
        placed += [place_line(own, x, baseline, own_look) for own, own_look in beside]
    return tuple(placed)


def _raised_in(body: Body, slots: Sequence[Slot]) -> set[int]:
    """Which lines stand half a line higher: a run of those that may, with white over it and a line under it in its leg.
    Elsewhere they stand on the grid, with all of the white at one side.
    """
    found: set[int] = set()
    for first, last in runs_of(sorted(body.raised)):
        inside = first > 0 and last + 1 < min(len(slots), len(body.lines))
        if inside and body.lines[first - 1][1] is WHITE and _is_one_run(slots[first - 1 : last + 2]):
            found |= {*range(first, last + 1)}
    return found


def _is_one_run(slots: Sequence[Slot]) -> bool:
    """Whether the places of lines are one below the other in one leg."""
    return slots[-1].line - slots[0].line == len(slots) - 1 and all(
        after.line == slot.line + 1 for slot, after in pairwise(slots)
    )


def leg_rules(desk: Desk, legs: tuple[BodyLeg, ...], body: Body) -> tuple[Item, ...]:
    """Rules between legs, all from their first line to the foot of the deepest, along the lines at which both have text
    at the gutter or room for it. A line that a leg leaves white at its foot has none. Where something stands there, the
    legs beside it are no neighbours.
    """
    rule = desk.paper.rules.between_legs
    if rule is None:
        return ()
    slots = (slot for leg, depth in zip(legs, body.depths, strict=True) for slot in leg.slots[:depth])
    filled = (slot.line for slot, (_, look) in zip(slots, body.lines, strict=False) if look is not WHITE)
    foot = max(filled, default=0)
    found: list[Item] = []
    for leg, other in pairwise(legs):
        if not 0 < other.x - leg.x - leg.width < min(leg.width, other.width):
            continue
        x = (leg.x + leg.width + other.x) // 2
        ending = {slot.line for slot in leg.slots if slot.x + slot.width == leg.x + leg.width}
        beginning = {slot.line for slot in other.slots if slot.x == other.x}
        for first, last in runs_of(sorted(line for line in ending & beginning if line <= foot)):
            if first == last:  # a rule of one line is a stub
                continue
            top = desk.grid.line_y(first) + desk.grid.inset
            bottom = desk.grid.line_y(last + 1) - desk.grid.inset
            found.append(Rule(x, top, x, bottom, points(rule.width_pt), desk.ink(rule.ink)))
    return tuple(found)


def overset_of(body: Body) -> Overset | None:
    """What of the body has no room in its legs."""
    room = sum(body.depths)
    left = [
        line
        for number in range(room, len(body.lines))
        for line in (
            *([body.entries[number]] if number in body.entries else []),
            body.lines[number],
            *([body.signatures[number]] if number in body.signatures else []),
        )
    ]
    if not left:
        return None
    texts = {(copy.story, copy.part): copy.text for copy in body.copy}
    spans = []
    for line, look in left:
        if look.copy is not None:
            spans.append(Span(look.copy.story, look.copy.part, line.start, line.end))
    text = "".join(texts[span.story, span.part][span.start : span.end] for span in spans)
    return Overset(len(body.lines) - room, len(text), text[:_SEEN_OF_OVERSET], tuple(_join_spans(spans)))


def _bad_end(job: Job, copy: Copy, end: BadEnd, line: SetLine) -> Problem:
    """A leg that ends at a bad place, which no choice of the program's could mend."""
    words = job.desk.words
    hint = f"add or cut a line before it, or make the block a line {words.more} or {words.fewer}"
    place = job.place(copy.part, line.start)
    over, under = f"at the {words.last} of a leg", f"at the {words.first} of a leg"
    if end.across:
        over, under = "right before what stands in its leg", "right behind what stands in its leg"
    if end.hanging:
        far = ", away from its text" if not end.behind else ", with no more than one line of its text"
        return Problem("hanging-subhead", "warning", f"A subhead stands {over}{far}.", place, hint)
    which = (
        f"last line of a paragraph stands alone {under}"
        if end.line
        else f"first line of a paragraph stands alone {over}"
    )
    return Problem("lone-line", "warning", f"The {which}.", place, hint)


def _parted_end(job: Job, text: BodyText, line: SetLine) -> Problem:
    """A leg that ends inside a word or what belongs together, though other ways were looked for."""
    words, start, at = job.desk.words, line.start - text.offset, line.end - text.offset
    before = text.prepared.text[max(start, at - _SEEN_OF_PARTED) : at]
    behind = text.prepared.text[at : at + _SEEN_OF_PARTED]
    return Problem(
        "parted-end",
        "warning",
        f"A leg ends inside what belongs together: “{before}|{behind}”.",
        job.place(text.copy_part, line.end),
        f"add or cut a line before it, or make the block a line {words.more} or {words.fewer}",
    )


def _join_spans(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and (last.story, last.part, last.end) == (span.story, span.part, span.start):
            joined[-1] = Span(last.story, last.part, last.start, span.end)
        else:
            joined.append(span)
    return joined
