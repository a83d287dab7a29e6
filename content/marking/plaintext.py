"""A field that is set as it is written -> what is wrong with its text: marks, and characters other than they look."""

from __future__ import annotations

from content.characters.addresses import address_problem
from content.characters.unseen import odd_problems
from content.marking.unread_marks import find_unread_mark
from content.problems import Place, Problem


def plain_text_problems(text: str, where: Place) -> list[Problem]:
    """One problem of each kind for a caption, a table's cell, a line of furniture: with the first place of it."""
    return [*find_unread_mark(text, where), *odd_problems(text, where), *address_problem(text, where)]
