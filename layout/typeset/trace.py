"""A set line -> why its characters stand where they do: each adjusted place, told so that a person can read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from layout.typeset.lines import LineSpacing, SetLine

ADJACENT = "adjacent marks"
LINE_START = "mark at the line's start"
LINE_END = "mark at the line's end"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One place of a line where a space is not what it would be between two characters set in full.

    `offset` is the code point of the paragraph behind the place; `before` and `after` are the texts that meet there
    ("" at a line's edge). `full` is the space with both blanks whole, `natural` what the rules for pairs and edges
    leave of it, and `set` what it is in this line, in thousandths of a point; `em` is the type's size.
    Type with a width or height of its own is traced as plain type of its size.
    `why` is the step of adjustment (`shrink:pause`, `stretch:han`, …), or the rule that took a blank away.
    """

    offset: int
    before: str
    after: str
    full: int
    natural: int
    set: int
    em: int
    why: str

    def __str__(self) -> str:
        """As `12 between 。 and “: 1.00 em, 0.50 em by rule, set 0.34 em (shrink:bracket)`."""
        inside = self.before and self.after
        place = "between {} and {}" if inside else "at the line's edge, {}{}"
        steps = [f"{self.full / self.em:.3f} em"]
        if self.natural != self.full:
            steps.append(f"{self.natural / self.em:.3f} em by rule")
        if self.set != self.natural:
            steps.append(f"set {self.set / self.em:.3f} em")
        return f"{self.offset} {place.format(self.before, self.after)}: {', '.join(steps)} ({self.why})"


def trace(line: SetLine, text: str) -> tuple[Adjusted, ...]:
    """Each adjusted place of a line, from its start to its end. `text` is the paragraph's (`SetParagraph.text`)."""
    return tuple(_adjusted_places(line.spacing, line.step, text)) if line.spacing is not None else ()


def _adjusted_places(spacing: LineSpacing, step: str, text: str) -> Iterator[Adjusted]:
    kinds, starts = spacing.kinds, spacing.starts
    texts = [text[start:end] for start, end in pairwise(starts)]
    first, last = kinds[0], kinds[-1]
    kept, left_over = spacing.edges
    if first.left != kept:
        yield Adjusted(starts[0], "", texts[0], first.left, kept, kept, first.em, LINE_START)
    for at, (space, gap) in enumerate(zip(spacing.spaces, spacing.gaps, strict=True)):
        before, after = kinds[at], kinds[at + 1]
        full = max(space.natural, before.right + after.left)
        if gap == space.natural == full:
            continue
        if gap < space.natural:
            why = f"shrink:{space.shrink_step}"
        elif gap > space.natural:
            why = "stretch:all" if space.stretch_step is None else f"stretch:{space.stretch_step}"
        else:
            why = ADJACENT
        yield Adjusted(
            starts[at + 1],
            texts[at],
            texts[at + 1],
            full,
            space.natural,
            gap,
            max(before.em, after.em),
            "stretch:all" if step == "stretch:all" and gap > space.natural else why,
        )
    if last.right != left_over:
        yield Adjusted(starts[-1], texts[-1], "", last.right, left_over, left_over, last.em, LINE_END)
