"""A paragraph's units -> columns of sums: all that the search and the filling of lines ask of them.

Widths are prefix sums, so a line's is a subtraction, and what its spaces can give is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import add, sub

from layout.plan.profile import Profile
from layout.typeset.breaks.break_costs import HYPHENATES
from layout.typeset.breaks.classify import LETTERS
from layout.typeset.drawn_type import to_drawn
from layout.typeset.inline import Inline, ParagraphStyle
from layout.typeset.lines import UnitKind, UnitSpace
from layout.typeset.units.glyphs import Manner
from layout.typeset.units.spacing import end_blank, end_give, space_table, start_blank
from layout.typeset.units.units import Units

WIDEST_GAP_EM = 0.125
"""A gap between Han characters that is wider is only taken where there is no other way (Typst's worst is 0.09)."""

WIDEST_WORD_SPACE_EM = 1.0
"""The widest space between words in a line that has nothing but words."""

FIELD = 40
"""Bits of one sum in a packed column: room for a million points of what can give."""

MASK = (1 << FIELD) - 1


class PreparedParagraph:
    """A paragraph ready to be set at any measure: its units with all that the search and the filling of lines ask of
    them, as columns. To others it is its `text`, its `inlines`, its `style`, the `em` of its largest type and its
    `length`.

    `starts` and `ends` are where a line begins and ends that has the unit first or last, edges trimmed; a line's
    natural width is a difference of the two. The sums of what can give are over the spaces before each unit;
    `shrinks` and `stretches` hold the sums of all steps side by side in one integer, `FIELD` bits each; `elastic`
    counts the spaces that expand at any step.

    `closing` are the units that end the paragraph or stand before a forced break: their lines are set as last ones are.
    `gives` is how much room a unit gives up that ends a line which is too long otherwise: the blank that is kept behind
    it, or all of a mark that may hang.
    """

    __slots__ = (
        "closing",
        "elastic",
        "em",
        "end_blanks",
        "ends",
        "gives",
        "manner",
        "naturals",
        "reach",
        "shrink_order",
        "shrinks",
        "spaces",
        "start_blanks",
        "starts",
        "stretch_order",
        "stretches",
        "style",
        "total",
        "units",
    )

    def __init__(self, units: Units, style: ParagraphStyle, em: int = 0) -> None:
        """`em` is the size of the type before these units, if they go on with a text: the greatest counts."""
        profile, kinds, cores = style.profile, units.kinds, units.cores
        self.units = units
        self.style = style
        spaces = self.spaces = list(map(space_table(profile).__getitem__, pairwise(kinds)))
        distinct, different = dict.fromkeys(kinds), dict.fromkeys(spaces)
        self.em = max((kind.em for kind in distinct), default=1000)
        self.em = max(self.em, em)
        self.manner = Manner(profile, style.vertical)
        self._order_steps(different)
        rows = self._rows(different)
        columns: list[Sequence[int]] = list(zip(*map(rows.__getitem__, spaces), strict=True)) or [()] * 5
        self.naturals = columns[0]
        begins = [0, *accumulate(map(add, cores, self.naturals))]
        self.start_blanks = {kind: start_blank(kind, profile) for kind in distinct}
        self.starts = _shift_places(begins, map(self.start_blanks.__getitem__, kinds), self.start_blanks, sub)
        if style.hanging or style.end_indent:
            self.starts = [at - style.hanging - style.end_indent for at in self.starts]
        if self.starts:
            for at in (0, *(stop + 1 for stop in units.forced if stop + 1 < len(kinds) and style.verse)):
                self.starts[at] -= style.indent - style.hanging
        self.end_blanks = {kind: end_blank(kind, profile) for kind in distinct}
        ends = list(map(add, begins, cores))
        self.ends = _shift_places(ends, map(self.end_blanks.__getitem__, kinds), self.end_blanks, add)
        for at, hyphen in units.hyphens.items():
            if units.breaks[at + 1] == HYPHENATES:
                self.ends[at] += hyphen
        self.gives = _gives(self, begins, distinct)
        self.closing = {len(kinds) - 1, *units.forced}
        self.total = [0, *accumulate(columns[1])]
        self.reach = list(map(sub, begins, self.total))
        self.shrinks = [0, *accumulate(columns[2])]
        self.stretches = [0, *accumulate(columns[3])]
        self.elastic = [0, *accumulate(columns[4])]

    @property
    def text(self) -> str:
        return self.units.text

    @property
    def inlines(self) -> Sequence[Inline]:
        """What it was prepared from."""
        return self.units.contents

    def indent_at(self, first: int) -> int:
        """The indent of the line that begins with a unit."""
        begins = not first or (self.style.verse and first - 1 in self.closing)
        return self.style.indent if begins else self.style.hanging

    @property
    def length(self) -> int:
        """Its natural length on one line, 0 where there is nothing."""
        return to_drawn(self.ends[-1], self.style) if self.ends else 0

    def _order_steps(self, spaces: Iterable[UnitSpace]) -> None:
        """The steps that the paragraph can use, in order, each with its rank among all steps."""
        profile = self.style.profile
        used = {space.shrink_step for space in spaces if space.shrink}
        groups = enumerate(map(_group, profile.shrink_order), 1)
        self.shrink_order = [(rank, group) for rank, group in groups if not used.isdisjoint(group)]
        limited = {space.stretch_step for space in spaces if space.stretch}
        steps = enumerate(profile.stretch_order, len(profile.shrink_order) + 1)
        self.stretch_order = [(rank, step) for rank, step in steps if step in limited]

    def _rows(self, spaces: Iterable[UnitSpace]) -> dict[UnitSpace, tuple[int, ...]]:
        """What each column has for a space: its width, all that it can shrink, the same in the field of its step, what
        it can stretch in the field of its step, and whether it expands. The lowest field of stretching counts the
        places of the last step, which has no limit.
        """
        shrinking: dict[str | None, int] = {
            step: FIELD * at for at, (_, group) in enumerate(self.shrink_order) for step in group
        }
        stretching: dict[str | None, int] = {
            step: FIELD * at for at, (_, step) in enumerate(self.stretch_order, 1)
        }
        return {
            space: (
                space.natural,
                space.shrink,
                space.shrink << shrinking.get(space.shrink_step, 0),
                1 if space.stretch_step == "han" else space.stretch << stretching.get(space.stretch_step, 0),
                int(space.stretch_step is not None),
            )
            for space in spaces
        }


def _shift_places(
    places: list[int], blanks: Iterable[int], kinds: Mapping[UnitKind, int], shift: Callable[[int, int], int]
) -> list[int]:
    """Places moved by the blanks there, most of which are none."""
    return list(map(shift, places, blanks)) if any(kinds.values()) else places.copy()


def _group(step: str | tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of space that give in one step."""
    return (step,) if isinstance(step, str) else step


def hangs(kind: UnitKind, profile: Profile) -> bool:
    """Whether a mark may stand outside the measure at a line's end."""
    return any(kind.letter == LETTERS[name] for name in profile.hang)


def _gives(prepared: PreparedParagraph, begins: Sequence[int], kinds: Iterable[UnitKind]) -> dict[int, int]:
    """A mark that always hangs has no end of its own: it gives nothing more."""
    profile, ends = prepared.style.profile, prepared.ends
    hanging = {kind for kind in kinds if hangs(kind, profile)}
    blanks = {kind: blank for kind in kinds if (blank := end_give(kind, profile)) and kind not in hanging}
    if not hanging and not blanks:
        return {}
    gives = {}
    for at, kind in enumerate(prepared.units.kinds):
        if kind in blanks:
            gives[at] = blanks[kind]
        elif kind in hanging and profile.hang_always:
            ends[at] = begins[at]
        elif kind in hanging:
            gives[at] = ends[at] - begins[at]
    return gives


def widest_gap(em: int) -> int:
    """The widest gap between Han characters before all other gaps of the line grow too."""
    return round(WIDEST_GAP_EM * em)


def widest_loosening(em: int, profile: Profile) -> int:
    """How much wider than in their step the word spaces of a line get that has nothing else to expand: it is left short
    if that is not enough.
    """
    return max(0, round((WIDEST_WORD_SPACE_EM - profile.word_space_em.stretch_to) * em))
