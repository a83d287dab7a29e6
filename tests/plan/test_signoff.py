"""Sign-offs: a problem passes where an editor answers for it by rule and place, and nowhere else."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from content.problems import Place, Problem, Severity
from layout.plan.signoff import SignOffModel, settle, unused_sign_offs


def problem(id: str = "thin-line", severity: Severity = "press", **where: object) -> Problem:
    place = {"page": "A01", "block": "label", "area_mm": (10.0, 20.0, 30.0, 25.0), **where}
    return Problem(id, severity, "Something.", Place(**place), "mend it")  # type: ignore[arg-type]  # by name


def sign(**keys: object) -> SignOffModel:
    return SignOffModel.model_validate({"rule": "thin-line", "by": "王编辑", **keys})


@pytest.mark.parametrize(
    "one",
    [
        sign(page="A01", block="label"),
        sign(page="A01", place_mm=[20, 22]),
        sign(page="A01", place_mm=[9.2, 20]),
        sign(page="A01", block="label", place_mm=[30, 25]),
    ],
)
def test_a_problem_passes_by_rule_and_place(one: SignOffModel) -> None:
    settled = settle([problem()], [one])
    assert settled.standing == ()
    assert [(signed.problem.id, signed.by.by) for signed in settled.signed] == [("thin-line", "王编辑")]
    assert settled.used == {0}


@pytest.mark.parametrize(
    "one",
    [
        sign(page="A02", block="label"),
        sign(page="A01", block="lead"),
        sign(page="A01", place_mm=[20, 27]),
        sign(page="A01", place_mm=[8.9, 22]),
        sign(page="A01", block="label", place_mm=[99, 99]),
        sign(),
        sign(page="A01"),
        SignOffModel(rule="low-resolution", page="A01", block="label", by="x"),
    ],
)
def test_a_problem_elsewhere_or_of_another_rule_stands(one: SignOffModel) -> None:
    settled = settle([problem()], [one])
    assert (settled.standing, settled.signed, settled.used) == ((problem(),), (), frozenset())


def test_a_problem_of_the_whole_edition_is_signed_off_without_a_place() -> None:
    whole = problem(page=None, block=None, area_mm=None)
    assert settle([whole], [sign()]).signed[0].problem == whole


def test_a_page_alone_is_signed_off_for_what_has_no_place_on_it() -> None:
    boxes = problem(id="trim-box", block=None, area_mm=None)
    assert settle([boxes], [sign(rule="trim-box", page="A01")]).standing == ()
    assert settle([problem(id="trim-box")], [sign(rule="trim-box", page="A01")]).signed == ()


def test_warnings_and_refusals_are_not_signed_off() -> None:
    lesser, graver = problem(severity="warning"), problem(severity="refused")
    assert settle([lesser, graver], [sign(page="A01", block="label")]).standing == (lesser, graver)


def test_one_that_nothing_answers_to_is_told() -> None:
    both = [sign(page="A01", block="label"), sign(page="A01", block="lead")]
    settled = settle([problem()], both)
    places = [Place(file="edition.yaml", line=line) for line in (7, 9)]
    (idle,) = unused_sign_offs(both, settled.used, places)
    assert (idle.id, idle.severity, idle.where.line) == ("sign-off-unused", "warning", 9)
    assert "王编辑" in idle.what


@pytest.mark.parametrize(
    "keys",
    [
        {"block": "label"},
        {"place_mm": [1, 2]},
        {"by": ""},
        {"rule": "Not An Id"},
        {"rule": ""},
    ],
)
def test_a_place_is_on_a_page_and_somebody_answers(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        sign(**keys)
