"""A paper's inks by name, as its file has them -> the scene's inks: process colours, tints of others, spot inks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import InitErrorDetails, PydanticCustomError

from layout.plan.style import Model, wrong_key
from layout.scene import Ink, spot_ink
from layout.scene.condition import Spot

Percent = Annotated[float, Field(ge=0, le=100)]

RESERVED_SPOTS = frozenset({"all", "none", "cyan", "magenta", "yellow", "black"})
"""Names of colorants with a meaning of their own (ISO 32000-1 8.6.6.4): no plant runs an ink that is called so."""


def _is_spot_name(name: str) -> str:
    if name.casefold() in RESERVED_SPOTS:
        hint = {"hint": "write process inks as c, m, y and k; a spot ink has a name of its own"}
        raise PydanticCustomError("reserved_name", f"No spot ink can be called {name}", hint)
    if name != name.strip() or not name.isprintable():
        raise PydanticCustomError(
            "bad_name", "A spot ink's name has no blanks at its ends", {"hint": "take them out"}
        )
    return name


SpotName = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_is_spot_name)]


class InkModel(Model):
    """A colour: percent of each process ink, or a `percent` of another ink of the paper, or of a `spot` ink.

    A spot ink has c, m, y and k too: what it looks like, for screens and proofs.
    """

    c: Percent = Field(default=0, description="Cyan, percent.")
    m: Percent = Field(default=0, description="Magenta, percent.")
    y: Percent = Field(default=0, description="Yellow, percent.")
    k: Percent = Field(default=0, description="Black, percent.")
    spot: SpotName | None = Field(
        default=None,
        description="Name of the spot ink (专色) that it is printed with, one of `press.spots`; c, m, y and k are then "
        "what it looks like.",
    )
    tint_of: str | None = Field(
        default=None, max_length=60, description="Another ink of the paper that this one is a tint (网) of."
    )
    percent: Percent = Field(default=100, description="How much of `tint_of`, or of `spot`, it is.")

    @property
    def process(self) -> tuple[float, float, float, float]:
        return self.c, self.m, self.y, self.k


def scene_inks(inks: Mapping[str, InkModel]) -> dict[str, Ink]:
    """Every ink as the scene has it. The inks must be ones that `ink_faults` finds nothing in."""
    return {name: _scene_ink(name, inks) for name in inks}


def _scene_ink(name: str, inks: Mapping[str, InkModel]) -> Ink:
    model = inks[name]
    if model.spot is not None:
        return spot_ink(model.spot, model.percent)
    if model.tint_of is None:
        return Ink(*model.process)
    whole, part = _scene_ink(model.tint_of, inks), model.percent / 100
    if whole.spot:
        return spot_ink(whole.spot, round(whole.tint * part, 4))
    cyan, magenta, yellow, black = (
        round(ink * part, 4) for ink in (whole.cyan, whole.magenta, whole.yellow, whole.black)
    )
    return Ink(cyan, magenta, yellow, black)


def spots_of(inks: Mapping[str, InkModel]) -> tuple[Spot, ...]:
    """The spot inks that a paper's inks are printed with, each once, sorted by name."""
    found = {model.spot: Spot(model.spot, model.process) for model in inks.values() if model.spot is not None}
    return tuple(found[name] for name in sorted(found))


def ink_faults(
    inks: Mapping[str, InkModel], ordered: tuple[str, ...], limit: float
) -> Iterator[InitErrorDetails]:
    """What contradicts itself in a paper's inks, each at its own key. `limit` is the most total ink in percent."""
    looks: dict[str, tuple[float, float, float, float]] = {}
    for name, model in inks.items():
        path = ("inks", name)
        if model.tint_of is not None and (model.spot is not None or any(model.process)):
            what = f"The ink {name} is a tint and has inks of its own"
            yield wrong_key(path, "two_colours", what, "write either tint_of and percent, or the inks")
        elif model.tint_of is not None and model.tint_of not in inks:
            known = ", ".join(sorted(inks))
            what = f"There is no ink {model.tint_of!r}"
            yield wrong_key((*path, "tint_of"), "unknown_name", what, f"the inks are {known}")
        elif model.tint_of is not None and not _ends(name, inks):
            what = f"The ink {name} is a tint of itself"
            yield wrong_key((*path, "tint_of"), "circular", what, "name an ink that has inks of its own")
        elif model.tint_of is None and model.spot is None and "percent" in model.model_fields_set:
            what = f"The ink {name} has a percent of nothing"
            yield wrong_key(
                (*path, "percent"), "lone_percent", what, "name what it is a percent of: tint_of or spot"
            )
        if model.spot is not None:
            if model.spot not in ordered:
                some = ", ".join(ordered) or "none"
                what = f"The spot ink {model.spot!r} is not ordered"
                yield wrong_key(
                    (*path, "spot"), "spot_not_ordered", what, f"press.spots has {some}: add it there"
                )
            if looks.setdefault(model.spot, model.process) != model.process:
                what = f"The spot ink {model.spot!r} looks different elsewhere"
                yield wrong_key(path, "two_looks", what, "give it the same c, m, y and k in each place")
        elif sum(model.process) > limit:
            what = f"{sum(model.process):g} % of ink is over the limit of {limit:g} %"
            yield wrong_key(path, "too_much_ink", what, "take less of each, or raise the limit")


def _ends(name: str, inks: Mapping[str, InkModel]) -> bool:
    """Whether the inks that a tint is of come to an end, and are all there."""
    seen = set()
    following: str | None = name
    while following is not None:
        if following in seen:
            return False
        seen.add(following)
        if following not in inks:
            return True  # the ink that names it has this fault
        following = inks[following].tint_of
    return True
