"""What an editor can do about a story -> the words of a hint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from content.story import Story
from layout.makeup.copyfit import Advice
from layout.makeup.story.count_fit import word_lines
from layout.makeup.story.trials import Case
from layout.plan.blocks import Block, CopyBlock


def word_advice(case: Case, can: Sequence[Advice]) -> str:
    """Advice in the words of a hint."""
    words, ways = case.desk.words, []
    short = []
    for advice in can:
        match advice.what:
            case "cut" if advice.part:
                short.append(advice)
            case "cut":
                ways.append(f"cut {advice.characters} characters")
            case "add":
                ways.append(f"add {advice.characters} characters")
            case "block":
                word = words.more if advice.lines > 0 else words.fewer
                ways.append(f"make {_which(case.block)} {word_lines(abs(advice.lines))} {word}")
            case "photo":
                word = words.more if advice.lines > 0 else words.fewer
                ways.append(f"make {advice.part} {word_lines(abs(advice.lines))} {word}")
            case _:
                assert_never(advice.what)
    if short and isinstance(case.block, CopyBlock):
        story = case.desk.stories[case.block.story]
        cuts = (word_cut(advice.characters, story, _number(advice.part)) for advice in short)
        ways.insert(0, " and ".join(cuts))
    return ", or ".join(ways)


def _number(part: str) -> int:
    return int(part.removeprefix("body[").removesuffix("]"))


def word_cut(count: int, story: Story, number: int) -> str:
    line = story.line_of(f"body[{number}]")
    where = f" on line {line}" if line is not None else ""
    unit = "character" if count == 1 else "characters"
    return f"cut {count} {unit} of the paragraph{where} (body[{number}]), whose last line is short"


def _which(block: Block) -> str:
    """The block, or the rectangle of it that reaches lowest."""
    if len(block.areas) == 1:
        return "the block"
    low = max(block.areas, key=lambda area: area.last_line)
    return f"its part in columns {low.first_column}-{low.last_column}"
