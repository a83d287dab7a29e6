"""Type styles: how a paper's text looks, as models of the paper file. Read by the setter and by make-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from content.characters.unseen import shows
from content.patterns import pattern

Align = Literal["justify", "start", "center", "end"]

Writing = Literal["horizontal", "vertical"]
"""How lines run: to the right, one below the other; or downward, from right to left."""


_FEATURE = pattern(r"^[A-Za-z0-9]{4}$", "a feature's tag of four letters or digits, such as tnum")

DICTIONARY = pattern(
    r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$",
    "the name of a dictionary of divisions such as en_US, en_GB or fr",
)
"""A language as dictionaries of divisions are called."""


class Model(BaseModel):
    """What every model of an input file has in common: frozen, and no key that it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class CheckedModel(Model):
    """A model whose keys may contradict each other."""

    def contradictions(self) -> Iterator[InitErrorDetails]:
        """What is wrong with it, each at its own key: a ValueError would have one sentence and no place."""
        return iter(())

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        wrong = list(self.contradictions())
        if wrong:
            raise ValidationError.from_exception_data(type(self).__name__, wrong)
        return self


def wrong_key(path: tuple[str, ...], kind: str, what: str, hint: str) -> InitErrorDetails:
    """What is wrong with a key of a model where the key alone does not show it, for a model's own validator."""
    # The sentence holds names that the editor wrote: braces in it are no places to fill in.
    text = what.replace("{", "(").replace("}", ")")
    return InitErrorDetails(type=PydanticCustomError(kind, text, {"hint": hint}), loc=path, input=None)


_BRACED = re.compile(r"\{[^{}]*\}?|\}")


def _names_a_page(text: str) -> str:
    """The same text, if its braces hold the fields that a page is named by and nothing else."""
    wrong = next((field for field in _BRACED.findall(text) if field not in ("{page}", "{number}")), None)
    if wrong is not None:
        what = f"“{wrong}” is no field of a page's name".replace("{", "(").replace("}", ")")
        raise PydanticCustomError("bad_pattern", what, {"hint": "write {page} or {number}"})
    return text


Printed = Annotated[str, AfterValidator(shows)]
"""Text that is printed as it stands: not of blanks alone."""

PageWords = Annotated[str, AfterValidator(_names_a_page), AfterValidator(shows)]
"""Words in which `{page}` stands for a page's name, and `{number}` for the number at its end."""

HalfLines = Annotated[float, Field(ge=0, le=20, multiple_of=0.5)]
"""White between texts that stand on the grid: whole lines of it, or half ones."""

FaceName = Annotated[str, Field(min_length=1, max_length=120)]
PointSize = Annotated[float, Field(ge=2, le=1000)]
DrawnPercent = Annotated[float, Field(ge=50, le=150)]
"""How wide or high type is drawn, in percent of its size. Beyond that strokes are no longer those of the face."""

SIZE_LADDER = (
    5.5,
    6.5,
    7.5,
    9,
    10.5,
    12,
    14,
    15,
    16,
    18,
    22,
    24,
    26,
    36,
    42,
    48,
    54,
    63,
    72,
    84,
    96,
    108,
    120,
    144,
)
"""The 字号 of Chinese type from 七号 to 初号, in points, and the point sizes that go on above them."""


class FaceChoice(Model):
    """A face and its weight, for text that stands out inside a style."""

    face: FaceName = Field(
        description="Role of the face (song, hei, kai, fangsong, serif, sans) or a family of the paper's own fonts."
    )
    weight: int = Field(default=400, ge=1, le=1000, description="Weight of the face, 1 to 1000.")
    italic: bool = Field(default=False, description="Whether the family's italic is set.")


class TypeStyle(Model):
    """One type style (字体样式), named in the paper and used by its blocks."""

    face: FaceName = Field(
        default="song",
        description="Role of the face (song, hei, kai, fangsong, nameplate, serif, sans) or a family of the paper's "
        "own fonts.",
    )
    weight: int = Field(
        default=400, ge=1, le=1000, description="Weight of the face, 1 to 1000 (400 regular, 900 black)."
    )
    italic: bool = Field(default=False, description="Whether the family's italic is set.")
    size: PointSize = Field(description="Size of the type, in points (五号 is 10.5).")
    width_percent: DrawnPercent = Field(
        default=100,
        description="How wide the type is drawn on the page, in percent of its size: with 90 it is type of 90 × 100 "
        "(长, 長体).",
    )
    height_percent: DrawnPercent = Field(
        default=100,
        description="How high the type is drawn on the page, in percent of its size: with 90 it is type of 100 × 90 "
        "(扁, 平体).",
    )
    leading: PointSize | None = Field(
        default=None,
        description="From baseline to baseline, in points; 1.25 of the type's height (its width in vertical lines) "
        "where left out. Body text stands on the paper's grid whatever is said here.",
    )
    ink: str = Field(default="black", description="Name of one of the paper's inks.")
    align: Align = Field(default="justify", description="How lines fill the measure.")
    indent_em: float = Field(
        default=0, ge=0, le=10, description="Indent of a paragraph's first line, in ems."
    )
    start_em: float = Field(
        default=0,
        ge=0,
        le=20,
        description="White before all lines of a paragraph (字下げ), in ems; the first line's indent is further in.",
    )
    end_em: float = Field(
        default=0, ge=0, le=20, description="White behind all lines of a paragraph (字上げ), in ems."
    )
    hanging_em: float = Field(
        default=0,
        ge=0,
        le=20,
        description="Further indent of lines that go on from the one before (凸排), in ems: of all but the first; in "
        "verse of a line that is turned over.",
    )
    white_above_lines: HalfLines | None = Field(
        default=None,
        description="White over each paragraph in the style, in lines of the grid, whole or half; of two that meet the "
        "larger counts, and at a leg's head there is none. As the paper's `white` has it where left out.",
    )
    white_below_lines: HalfLines | None = Field(
        default=None,
        description="White under each paragraph in the style, in lines of the grid, in the same way.",
    )
    tracking_em: float | None = Field(
        default=None,
        ge=-0.1,
        le=5,
        description="Space added after each character, in ems; left out, as the profile has it.",
    )
    features: dict[Annotated[str, Field(pattern=_FEATURE)], bool] = Field(
        default={},
        max_length=20,
        description="OpenType features of its words, switched on or off: kern, liga, dlig, onum, tnum … With `tnum` "
        "all digits are as wide as the widest, in faces without such figures too.",
    )
    profile: str = Field(
        default="zh-Hans-newspaper",
        description="Setting profile: line breaks, marks, adjustment. A name, or a file beside paper.yaml.",
    )
    strong: FaceChoice | None = Field(
        default=None,
        description="The face of **strong** text in this style. Left out: Hei at 600, and under a Latin profile the "
        "bold of the style's own face.",
    )
    emphasis: FaceChoice | None = Field(
        default=None,
        description="The face of *emphasised* text. Left out: Kai, under a Korean profile Hei, and under a Latin one "
        "the italic of the style's own face.",
    )
    emphasis_dots: str | None = Field(
        default=None,
        min_length=1,
        max_length=1,
        pattern=pattern(r"^\S$", "one character that can be seen"),
        description="A character that is set beside each one of *emphasised* text (着重号 •, 圏点 ﹅), which then "
        "keeps its face; none where left out.",
    )

    @property
    def own_face(self) -> FaceChoice:
        """The face of its plain text."""
        return FaceChoice(face=self.face, weight=self.weight, italic=self.italic)

    @property
    def proportions(self) -> tuple[int, int]:
        """How wide and how high its type is drawn, in thousandths of its size."""
        return round(10 * self.width_percent), round(10 * self.height_percent)


def dictionary_name(lang: str) -> str | None:
    """The dictionary of divisions of a language (Liang's patterns, as pyphen holds them), or of a wider tag: `de` for
    de_CH. None where there is none.
    """
    import pyphen  # opened when the first long word is met: most pages have none

    name: str | None = pyphen.language_fallback(lang)
    return name
