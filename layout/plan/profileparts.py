"""The parts of a setting profile as models: classes of marks, gaps, word spaces, hyphens, large type."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from layout.plan.style import DICTIONARY, Model

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
PairClass = Literal["opener", "closer", "pause", "stop", "exclaim", "middle", "wide-space"]
ShrinkStep = Literal["word-space", "middle", "bracket", "pause", "han-latin", "stop"]
StretchStep = Literal["word-space", "han-latin", "han"]
MarkScheme = Literal["full", "line-end-half", "kaiming", "half"]


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
    behind: tuple[PairClass, ...] = Field(
        default=(),
        description="Marks that have this gap before Latin and digits, as Han has (JLREQ table 1: ！？).",
    )


class WordSpace(Model):
    """The space between Latin words; its natural width is the face's own."""

    shrink_to: float = Field(default=0.25, ge=0, le=1, description="The least it shrinks to, in ems.")
    stretch_to: float = Field(
        default=0.5, ge=0, le=2, description="The most it stretches to in its step, in ems."
    )


class Hyphens(Model):
    """Whether and how Latin words are divided with a hyphen at a line's end."""

    lang: str = Field(
        pattern=DICTIONARY,
        description="Language of the dictionary of divisions: en_US, en_GB, fr, de_DE …",
    )
    shortest: int = Field(
        default=7, ge=4, le=40, description="Words of fewer letters than this are not divided."
    )
    left: int = Field(default=3, ge=2, le=10, description="The fewest letters before a hyphen.")
    right: int = Field(default=3, ge=2, le=10, description="The fewest letters behind a hyphen.")


class HeadWords(Model):
    """Words of a language that lines of a head break beside, or don't; each key is a list split by spaces."""

    whole: str = Field(
        default="",
        description="Words that the model of the language parts though they are one: 沪指. No line of a head begins "
        "inside one.",
    )
    not_last: str = Field(
        default="",
        description="Words that lean on the next: articles, prepositions, 把. A line of a head ends with one only "
        "where there is no other way. `-` before one stands for the rest of its word: -라는.",
    )
    not_first: str = Field(
        default="",
        description="Words that lean on the one before: particles, 씨. A line of a head begins with one only where "
        "there is no other way. `-` behind one stands for the rest of its word.",
    )


class Display(Model):
    """How large type is set otherwise than text: heads, nameplates, quotes, first letters."""

    mark_scheme: MarkScheme | None = Field(
        default="kaiming",
        description="How wide marks are in heads: brackets, quotes, commas and colons half an em (`kaiming`, 开明), as "
        "desks set them. `null` as in text.",
    )
    tight_adjacent_marks: bool = Field(
        default=True, description="Two adjacent marks of a head are 1 em together, not 1½."
    )
    optical_pt: float | None = Field(
        default=48,
        ge=8,
        le=1000,
        description="Type of this size and more is spaced and aligned by its ink, in points; `null` for none.",
    )
