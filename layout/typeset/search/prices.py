"""What a line is charged for each fault, and how far each remedy goes: the table of the search for the best lines.

Costs have no unit; they are compared with each other. `docs/setting.md` shows them in one table.
"""

from __future__ import annotations

STEP_FACTOR = 4.0

GOOD_GAP_EM = 1 / 11
"""The widest gap between Han characters of a good line: with it twelve of them fill a newspaper's thirteen ems."""

USUAL_COST = 3e6
"""A line whose gaps are all inside those of a good line: in most paragraphs none need be worse, so worse ones are
looked at only where a paragraph without them breaks a rule.
"""

LOOSE_COST = 3e7
"""A line with gaps of 0.2 em: worse ones are looked at only where a unit is split without them, or there is a runt."""

LINE_COST = 2e4
"""Each line costs so much: marks give before a paragraph takes a line more, gaps do not open for it."""

HYPHEN_COST = 3e6
"""A hyphen is as bad as gaps of nearly 0.1 em: worse than any good line, better than a wider gap."""

NEIGHBOUR_HYPHEN_COST = 4e6
"""A second hyphen right below another, or one on the last full line, costs so much more (Knuth and Plass, 1981)."""

WIDE_COST = 5e6
"""What a gap between Han that is wider than those of a good line adds, growing with its square."""

SPLIT_COST = 2e7
"""A unit stays with its number where the measure allows: at 13 ems a line may be a character and a half short for it.
In a narrower measure it may be as short, so this is the least of it (see `SPLIT_SHORT_EM`).
"""

SPLIT_SHORT_EM = 1.6
"""How many ems a line may be short, its gaps opened for it, to keep a unit with its number."""

SPLIT_WORDS_EM = 0.3
"""How much wider than in their step word spaces may get to keep a unit whole: 0.8 em in English."""

TORN_GAP_EM = 0.16
"""Gaps that are wider are never opened to keep a full-width number of three figures and more whole."""

GROUP_SPLIT = 0.25
"""How much of that it costs to part a telephone number between its groups: its line may be a figure shorter for it."""

PAIR_SPLIT = 1.25
"""How much dearer than a number from its unit it is to part a full-width number between its only two figures, or a
telephone number between any.
"""

RUNT_COST = 6e8
"""As bad as gaps of 0.8 em, which no measure but the narrowest asks to mend a last line of one character."""

SPLIT_WORD_COST = 1e9

LOOSE_WORDS_COST = 4e6
"""A line whose word spaces are wider than their step allows: worse than a hyphen, better than two below each other."""

SHORT_COST = 2e8
"""A line of words that is left short of its measure, since its spaces would be wider than `WIDEST_WORD_SPACE_EM`."""

EMPTY_COST = 5e8
"""What such a line's white adds, a part of its measure: it is better than a word torn without a hyphen in any case."""

TOO_SHORT_COST = SHORT_COST + 0.3 * EMPTY_COST
"""One that leaves more of its measure empty is only looked at where there is no other."""

SPLIT_ADDRESS_COST = 3e8
"""An address is parted at a letter rather than that a line is left short by a fifth of its measure."""

LADDER_COST = 1e9
"""Of three lines below each other that end with a hyphen the third costs so much more: it is not set where another way
is left.
"""

PARTED_END_COST = 1e9
"""A line whose end is held, where a leg ends, parts something there only where there is no other way."""

FORCED_COST = 1e10
OVERFULL_COST = 1e12

FAULT_COST = 7.5e6
"""A line that costs as much breaks a rule: a runt, a forced break, a unit split, a gap wider than those of a good line.
A dearer paragraph need not: at 8 em every line is dear.
"""

RAGGED_COST = STEP_FACTOR**3
"""A ragged line's white, a part of its measure squared, costs as much as the third step of adjustment."""

MOST_RAGGED = 0.2
"""A ragged line that leaves more of the measure empty is a hole in the margin: where it would, a word is divided."""

RAGGED_HOLE_COST = 1.5e6
"""Such a line: worse than a hyphen, better than two below each other."""

RAGGED_HYPHEN_COST = 1e6
"""A hyphen where there is no other line but such a one: else ragged lines have none."""

SHORTEST_RAGGED = 0.5
"""A ragged line that leaves more of the measure empty is only taken where there is no other way."""
