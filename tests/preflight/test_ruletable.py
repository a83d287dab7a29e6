"""The table of rules: every rule once, and every finding of a rule that is in it."""

from __future__ import annotations

import pytest

from layout.preflight.rule import Rule
from layout.preflight.ruletable import LOOKS, Look, table


def test_ids_are_unique_and_hyphenated() -> None:
    ids = [rule.id for rule in table()]
    assert len(ids) == len(set(ids))
    assert all(part.isalnum() and part == part.lower() for one in ids for part in one.split("-"))


def test_every_rule_says_what_it_asks_and_who_says_so() -> None:
    for rule in table():
        assert rule.asks[0].isupper() and rule.asks.endswith(".")
        assert rule.source
        assert rule.severity in ("error", "warning")


def test_two_rules_of_one_id_are_refused_and_the_same_rule_twice_is_one() -> None:
    (first, *_) = LOOKS[0].rules
    twice = Look("again", LOOKS[0].check, (first,))
    assert table((*LOOKS, twice)) == table()
    other = Look("other", LOOKS[0].check, (Rule(first.id, "warning", "Another.", "nobody"),))
    with pytest.raises(ValueError, match=first.id):
        table((*LOOKS, other))
