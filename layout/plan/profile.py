"""A profile file -> the rules of one language's setting, as data: classes, line ends, blanks, order of adjustment.

A profile may start from another (`extends`) and say only what is different.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError
from pydantic_core import InitErrorDetails

from layout.plan.profileparts import (
    ClassSets,
    Display,
    Gap,
    HeadWords,
    Hyphens,
    LineEdgeClass,
    MarkScheme,
    PairClass,
    ShrinkStep,
    StretchStep,
    WordSpace,
)
from layout.plan.style import CheckedModel, Model, wrong_key

_WITHOUT_BASE = ("lang", "classes", "not_at_start", "not_at_end", "shrink_order", "stretch_order")
"""What a profile must say that starts from no other."""


class Profile(CheckedModel):
    """How one language is set. Sources are named in each profile file."""

    name: str = Field(
        min_length=1, max_length=60, description="The profile's name, as type styles and messages say it."
    )
    extends: str = Field(
        default="",
        max_length=200,
        description="Profile that this one starts from: a name, or a file beside this one. What is not said "
        "here is as there; of `classes` and the gaps each key by itself.",
    )
    lang: str = Field(default="und", description="BCP 47 tag of the language it sets.")
    classes: ClassSets = Field(
        default=ClassSets(),
        description="The characters of each class of marks; a character is in one at most.",
    )
    ambiguous_is_wide: bool = Field(
        default=True,
        description="Symbols of ambiguous width (① ■ — …) are as wide as Han; in a Latin profile they are Latin.",
    )
    corner_quotes: bool = Field(
        default=False,
        description="The language's quotes are 「」: “ ” ‘ ’ round Latin words alone are these words' (zh-Hant).",
    )
    spaces_are_words: bool = Field(
        default=False,
        description="A space typed between Han or Hangul is a word space, as in Korean, not `han_space_em`.",
    )
    single_dash_connects: bool = Field(
        default=True,
        description="One — alone is a connector (一字线, GB/T 15834 5.1.6); in Japanese it is a dash like two (cl-08).",
    )
    level: Literal["desk", "none"] = Field(
        default="desk",
        description="`none` lets any mark begin or end a line, as many papers of Taiwan and Hong Kong do (CLREQ "
        "3.1.3); words, numbers with their signs, dashes and ellipses stay whole.",
    )
    not_at_start: tuple[LineEdgeClass, ...] = Field(
        default=(), description="Classes that never begin a line (避头, CLREQ 3.1.3)."
    )
    not_at_end: tuple[LineEdgeClass, ...] = Field(
        default=(), description="Classes that never end a line (避尾, CLREQ 3.1.3)."
    )
    never_first: str = Field(
        default="",
        description="Single characters beside those classes that never begin a line: small kana, ー々 (JLREQ 3.1.7).",
    )
    split_three_marks: bool = Field(
        default=False,
        description="Of three closing marks and more in a row the second may begin a line as the last remedy "
        "(CLREQ 3.1.3).",
    )
    break_hangul: Literal["syllable", "word"] = Field(
        default="syllable",
        description="Lines break between any two syllables of Hangul, or between words alone (KLREQ 4).",
    )
    half_em: tuple[Literal["middle", "slash", "en-dash", "number-mark", "han-number-mark"], ...] = Field(
        default=(),
        description="Marks that are half an em wide (GB/T 15834 5.1); `number-mark` is a comma or point inside a "
        "number of full-width figures, `han-number-mark` 、 or ・ inside one of Han (JLREQ 3.1.3).",
    )
    proportional: str = Field(
        default="",
        description="Marks that level lines have as wide as the face has them, not in an em: curly quotes in Korean.",
    )
    whole_em: tuple[LineEdgeClass, ...] = Field(
        default=(),
        description="Classes that are one em whatever stands beside them: ！？ in Japanese and traditional Chinese "
        "(CLREQ 3.1.6, JLREQ 3.1.6).",
    )
    centred: tuple[LineEdgeClass, ...] = Field(
        default=(),
        description="Classes whose marks stand in the middle of their em (Taiwan, Hong Kong): a face that has "
        "them in a corner borrows them.",
    )
    mark_scheme: MarkScheme = Field(
        default="line-end-half",
        description="How wide marks are: `full` one em, at a line's edges too (全角); `line-end-half` one em, half at "
        "the edges (行末半角); `kaiming` 。！？ one em, the rest half (开明); `half` all half (半角).",
    )
    units: str = Field(
        default="",
        description="Words that stay with the number before them, split by spaces; Latin ones also behind a space.",
    )
    number_prefixes: str = Field(
        default="", description="Words that stay with the number behind them, split by spaces: 第"
    )
    keep_together: tuple[str, ...] = Field(
        default=(), description="Names and titles that are not split over lines."
    )
    keep_titles: int = Field(
        default=0,
        ge=0,
        le=20,
        description="Titles in 《》 of no more characters than this are not split over lines; 0 for none.",
    )
    hyphens: Hyphens | None = Field(
        default=None,
        description="How Latin words are divided with a hyphen; left out, only where the copy has a soft hyphen.",
    )
    tight_adjacent_marks: bool = Field(
        default=False, description="Two adjacent marks are 1 em together, not 1½."
    )
    keep_blanks: tuple[tuple[PairClass, PairClass], ...] = Field(
        default=(),
        description="Pairs of marks that lose nothing where they meet, as [first, second] (JLREQ table 1).",
    )
    trim_line_start: bool = Field(default=True, description="An opener at a line's start is half an em.")
    trim_line_end: bool | Literal["needed"] = Field(
        default=True,
        description="A mark at a line's end is half an em (GB/T 15834 5.1.10); `needed`: only where that helps to "
        "fill the line (JLREQ 3.1.9).",
    )
    hang: tuple[LineEdgeClass, ...] = Field(
        default=(),
        description="Classes that stand outside the measure at a line's end where the line is too long for them "
        "(CSS Text 3 `hanging-punctuation: allow-end`).",
    )
    hang_always: bool = Field(
        default=False, description="They stand outside at every line's end (CSS `force-end`)."
    )
    han_latin_gap_em: Gap = Field(default=Gap(), description="Space between Han and Latin or digits, in ems.")
    han_space_em: float = Field(
        default=0.5, ge=0, le=2, description="A space typed between Han characters, in ems."
    )
    tracking_em: float = Field(
        default=0,
        ge=-0.1,
        le=1,
        description="Space added after each character where a style says no `tracking_em` of its own, in ems; Korean "
        "newspapers close their type up by 3 to 5 %.",
    )
    word_space_em: WordSpace = Field(
        default=WordSpace(), description="Limits of the space between words, in ems."
    )
    upright_digits: int = Field(
        default=2,
        ge=0,
        le=4,
        description="Numbers of no more digits than this stand upright in one em of a vertical line, with their "
        "signs; longer ones lie with theirs.",
    )
    shrink_order: tuple[ShrinkStep | tuple[ShrinkStep, ...], ...] = Field(
        default=(),
        description="What shrinks, first to last; one is used up first. Kinds in a list of their own give together.",
    )
    stretch_order: tuple[StretchStep, ...] = Field(default=(), description="What expands, first to last.")
    stretch_beside_marks: Literal["with-han", "last", "never"] = Field(
        default="with-han",
        description="When the gaps beside marks expand: with those between Han (CLREQ), after all others (JLREQ "
        "3.8.4), never (KLREQ 4.3).",
    )

    head_words: HeadWords = Field(
        default=HeadWords(),
        description="Where lines of heads break between words, beside what the language's model knows.",
    )
    display: Display = Field(
        default=Display(), description="What is otherwise in heads and other large type."
    )
    optical_pt: float | None = Field(
        default=None,
        ge=8,
        le=1000,
        description="Type of this size and more is spaced and aligned by its ink, in points. For heads see `display`.",
    )

    def __hash__(self) -> int:
        """By name alone: tables are kept for each profile, and a profile is asked for at each pair of marks."""
        return hash(self.name)

    @property
    def is_latin(self) -> bool:
        """Whether it sets a language of Latin letters."""
        return not self.ambiguous_is_wide

    def contradictions(self) -> Iterator[InitErrorDetails]:
        """What is missing in a profile that starts from no other, and what it says twice."""
        missing = [key for key in _WITHOUT_BASE if key not in self.model_fields_set]
        if missing and not self.extends:
            names = ", ".join(f"`{key}`" for key in missing)
            what = f"{names} missing, and there is no profile to take it from"
            yield wrong_key((), "missing_key", what, "say it, or start from a profile with `extends`")
        for char, (first, *others) in double_classes(self.classes):
            for name in others:
                what = f"{char!r} is in the classes {first} and {name}"
                yield wrong_key(("classes", name), "double_class", what, "a character has one class")
        steps = list(flat(self.shrink_order))
        for step in dict.fromkeys(step for step in steps if steps.count(step) > 1):
            what = f"{step!r} stands twice"
            yield wrong_key(("shrink_order",), "double_step", what, "each kind of space gives at one step")


def double_classes(classes: ClassSets) -> Iterator[tuple[str, list[str]]]:
    """The characters that are in more classes than one, each with the names of these in the order of the model."""
    owners: dict[str, list[str]] = {}
    for name, characters in classes:
        for char in dict.fromkeys(characters):
            owners.setdefault(char, []).append(name)
    return ((char, names) for char, names in owners.items() if len(names) > 1)


def flat(order: tuple[ShrinkStep | tuple[ShrinkStep, ...], ...]) -> Iterator[ShrinkStep]:
    """The kinds of space of an order of shrinking, without its groups."""
    for step in order:
        yield from (step,) if isinstance(step, str) else step


def extend_profile(profile: Profile, base: Profile) -> Profile:
    """`profile` with everything that it does not say taken from `base`."""
    return base.model_copy(update=_own_keys(profile, base))


@cache
def display_profile(profile: Profile) -> Profile:
    """The profile for heads and other large type."""
    display = profile.display
    return profile.model_copy(
        update={
            "name": f"{profile.name} (display)",
            "mark_scheme": display.mark_scheme or profile.mark_scheme,
            "tight_adjacent_marks": display.tight_adjacent_marks or profile.tight_adjacent_marks,
            "optical_pt": display.optical_pt,
        }
    )


def _own_keys(own: Model, base: Model) -> dict[str, Any]:
    """What `own` says; of a model inside it each key by itself."""
    said = {key: getattr(own, key) for key in own.model_fields_set}
    for key, value in said.items():
        under = getattr(base, key)
        if isinstance(value, Model) and type(value) is type(under):
            said[key] = under.model_copy(update=_own_keys(value, under))
    return said


class UnknownProfile(Exception):
    """No profile of this name; `known` lists those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"no setting profile {name!r}; there are {', '.join(known)}")


@cache
def profile_names() -> tuple[str, ...]:
    """The names of the profiles that come with the setter, sorted."""
    folder = files("layout.plan") / "profiles"
    return tuple(
        sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    )


@cache
def load_profile(name: str) -> Profile:
    """The profile called `name`, with what it takes from others. Raises `UnknownProfile`."""
    if name not in profile_names():
        raise UnknownProfile(name, profile_names())
    text = (files("layout.plan") / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")
    try:
        own = Profile.model_validate(yaml.safe_load(text))
        return extend_profile(own, load_profile(own.extends)) if own.extends else own
    except (ValidationError, UnknownProfile) as error:
        # A shipped file that is wrong is a fault of the program.
        raise AssertionError(f"profile {name}: {error}") from error
