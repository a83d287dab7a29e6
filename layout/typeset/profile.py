"""A profile file -> the rules of one language's setting, as data: classes, line ends, blanks, order of adjustment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import Field, ValidationError

from layout.style import Model

LineEdgeClass = Literal[
    "opener",
    "closer",
    "pause",
    "stop",
    "exclaim",
    "middle",
    "connector",
    "slash",
    "prefix",
    "suffix",
    "dash",
    "ellipsis",
]
ShrinkStep = Literal["word-space", "middle", "bracket", "pause", "han-latin", "stop"]
StretchStep = Literal["word-space", "han-latin", "han"]


class ClassSets(Model):
    """The characters of each class of marks; what is in none is classed by its Unicode properties."""

    opener: str = Field(default="", description="Opening brackets and quotes.")
    closer: str = Field(default="", description="Closing brackets and quotes.")
    pause: str = Field(default="", description="Marks inside a sentence: ，、；：")
    stop: str = Field(default="", description="Full stops.")
    exclaim: str = Field(default="", description="Exclamation and question marks.")
    middle: str = Field(default="", description="Middle dots.")
    connector: str = Field(
        default="", description="Connectors ～ and –, and the ratio sign; a single — is one too."
    )
    slash: str = Field(default="", description="Slashes between Han; beside Latin and digits they are Latin.")
    prefix: str = Field(default="", description="What stands before a number: ￥")
    suffix: str = Field(default="", description="What stands behind a number: ％ ℃")


class Gap(Model):
    """A space that can give, in ems."""

    natural: float = Field(default=0, ge=0, le=1, description="Width before adjustment, in ems.")
    shrink_to: float = Field(default=0, ge=0, le=1, description="The least it shrinks to, in ems.")
    stretch_to: float = Field(
        default=0.5, ge=0, le=2, description="The most it stretches to in its step, in ems."
    )


class WordSpace(Model):
    """The space between Latin words; its natural width is the face's own."""

    shrink_to: float = Field(default=0.25, ge=0, le=1, description="The least it shrinks to, in ems.")
    stretch_to: float = Field(
        default=0.5, ge=0, le=2, description="The most it stretches to in its step, in ems."
    )


class Profile(Model):
    """How one language is set. Sources are named in each profile file."""

    name: str = Field(description="The profile's name, as type styles say it.")
    lang: str = Field(description="BCP 47 tag of the language it sets.")
    classes: ClassSets = Field(description="The characters of each class of marks.")
    not_at_start: tuple[LineEdgeClass, ...] = Field(
        description="Classes that never begin a line (避头, CLREQ 3.1.3)."
    )
    not_at_end: tuple[LineEdgeClass, ...] = Field(
        description="Classes that never end a line (避尾, CLREQ 3.1.3)."
    )
    half_em: tuple[Literal["middle", "slash", "en-dash"], ...] = Field(
        description="Marks that are half an em wide (GB/T 15834 5.1)."
    )
    units: str = Field(
        default="",
        description="Words that stay with the number before them, split by spaces; Latin ones also behind a space.",
    )
    keep_together: tuple[str, ...] = Field(
        default=(), description="Names and titles that are not split over lines."
    )
    tight_adjacent_marks: bool = Field(
        default=False, description="Two adjacent marks are 1 em together, not 1½."
    )
    trim_line_start: bool = Field(default=True, description="An opener at a line's start is half an em.")
    trim_line_end: bool = Field(
        default=True, description="A mark at a line's end is half an em (GB/T 15834 5.1.10)."
    )
    han_latin_gap_em: Gap = Field(default=Gap(), description="Space between Han and Latin or digits, in ems.")
    han_space_em: float = Field(
        default=0.5, ge=0, le=2, description="A space typed between Han characters, in ems."
    )
    word_space_em: WordSpace = Field(
        default=WordSpace(), description="Limits of the space between words, in ems."
    )
    upright_digits: int = Field(
        default=2,
        ge=0,
        le=4,
        description="Numbers of so many digits stand upright in one em of a vertical line.",
    )
    shrink_order: tuple[ShrinkStep, ...] = Field(
        description="What shrinks, first to last; one is used up first."
    )
    stretch_order: tuple[StretchStep, ...] = Field(description="What expands, first to last.")

    def __hash__(self) -> int:
        """By name alone: tables are kept for each profile, and a profile is asked for at each pair of marks."""
        return hash(self.name)


class UnknownProfile(Exception):
    """No profile of this name; `known` lists those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"no setting profile {name!r}; there are {', '.join(known)}")


def profile_names() -> tuple[str, ...]:
    """The names of the profiles that come with the setter, sorted."""
    folder = files("layout.typeset") / "profiles"
    return tuple(
        sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    )


@cache
def load_profile(name: str) -> Profile:
    """The profile called `name`. Raises `UnknownProfile`."""
    if name not in profile_names():
        raise UnknownProfile(name, profile_names())
    text = (files("layout.typeset") / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return Profile.model_validate(yaml.safe_load(text))
    except ValidationError as error:  # a shipped file that is wrong is a fault of the program
        raise AssertionError(f"profile {name}: {error}") from error
