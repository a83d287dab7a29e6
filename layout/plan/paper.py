"""A paper's file (paper.yaml) -> its page size, grid, type styles, inks and press settings, as one value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import InitErrorDetails

from content.nearest import meant
from content.patterns import CODE, LANGUAGE, NAME, pattern
from layout.plan.dates import DatesModel
from layout.plan.fields import FieldText, fields_in
from layout.plan.fitlimits import FitModel, HeadlineModel, HolesModel
from layout.plan.inks import InkModel, ink_faults
from layout.plan.objectiontable import OBJECTION_IDS, ObjectionLimits, Weight
from layout.plan.press_settings import PressModel
from layout.plan.style import (
    Align,
    CheckedModel,
    DrawnPercent,
    Model,
    PageWords,
    PointSize,
    TypeStyle,
    Writing,
    wrong_key,
)
from layout.plan.white import WhiteModel

EntryName = Annotated[str, Field(min_length=1, max_length=60, pattern=NAME)]


_OFFSET = pattern(r"^[+-](0[0-9]|1[0-4]):[0-5][0-9]$", "hours and minutes such as +08:00, to 14:59")


class Trim(Model):
    """The finished page (成品尺寸)."""

    width_mm: float = Field(ge=20, le=2000, description="Width of the trimmed page, in millimetres.")
    height_mm: float = Field(ge=20, le=2000, description="Height of the trimmed page, in millimetres.")


class GridModel(Model):
    """The grid of the page: basic columns across, lines of the baseline grid down, counted in body ems.

    In vertical writing all of it is turned: columns (段) stand one below the other, the first at the head of the page,
    and lines run downward in them, the first at the right.
    """

    writing: Writing = Field(
        default="horizontal",
        description="How the lines of the paper run: `horizontal`, or `vertical`, downward and from right to left.",
    )

    body_pt: PointSize = Field(
        description="Size of the body type, in points: the em that columns are counted in."
    )
    body_width_percent: DrawnPercent | None = Field(
        default=None,
        description="How wide the body type is drawn, in percent of its size; as the style `body` has it where left "
        "out. In horizontal writing an em of the columns is so wide.",
    )
    body_height_percent: DrawnPercent | None = Field(
        default=None,
        description="How high the body type is drawn, in percent of its size; as the style `body` has it where left "
        "out. In vertical writing an em of the columns is so high.",
    )
    columns: int = Field(ge=1, le=40, description="Number of basic columns (基本栏).")
    column_em: float = Field(
        gt=2,
        le=200,
        description="Width of a basic column (its height in vertical writing), in body ems: its characters.",
    )
    gutter_em: float = Field(
        default=1, ge=0, le=20, description="Gutter between columns (栏距), in body ems."
    )
    leading_pt: PointSize = Field(description="From baseline to baseline (行距), in points.")
    lines: int = Field(
        ge=1,
        le=400,
        description="Number of lines in the depth of the type area (版心); in its width in vertical writing.",
    )
    top_mm: float = Field(
        ge=0, le=500, description="From the top of the trim to the type area, in millimetres."
    )
    left_mm: float | None = Field(
        default=None,
        ge=0,
        le=500,
        description="From the left of the trim to the type area, in millimetres; centred where left out.",
    )


class LineModel(Model):
    """A rule's weight and ink."""

    width_pt: float = Field(
        default=0.5, ge=0.25, le=50, description="Weight of the rule, in points; presses lose less than 0.25."
    )
    ink: str = Field(default="black", description="Name of one of the paper's inks.")


class RulesModel(Model):
    """The rules that a paper puts on a page by itself."""

    between_blocks: LineModel | None = Field(
        default=None,
        description="A rule in the gutter between blocks that stand side by side; none where left out.",
    )
    between_legs: LineModel | None = Field(
        default=None,
        description="A rule in the gutter between the legs of one story (栏线); none where left out.",
    )
    beside_own_photos: bool = Field(
        default=False,
        description="Whether a rule between blocks stands also between a photo or table and the story beside it that "
        "it goes with (`goes_with`), a quote and its story, or two that go with one story.",
    )


class JumpModel(Model):
    """The words of jump lines (转版): `{page}` is the other page's name, `{number}` the number at its end."""

    to: PageWords | None = Field(
        default=None,
        max_length=60,
        description="Behind the first part, as `（下转第{number}版）`; as the paper's language has it where left out.",
    )
    back: PageWords | None = Field(
        default=None,
        max_length=60,
        description="Before the second part, as `（上接第{number}版）`; as the paper's language has it where left out.",
    )
    style: EntryName = Field(
        default="jump", description="Style of jump lines; the body's where the paper has none of it."
    )


class ImprintModel(Model):
    """The imprint (刊号 CN, 主办, 邮发代号; 發行人; 発行所): who publishes the paper, by which numbers."""

    text: tuple[FieldText, ...] = Field(
        default=(),
        max_length=12,
        description="Its lines, with fields where they are wanted: `国内统一连续出版物号 CN 32-0042　第{issue}期`.",
    )
    style: EntryName = Field(default="imprint", description="Style of its lines.")
    align: Align | None = Field(default=None, description="Alignment, if another than the style's.")
    required: bool = Field(default=False, description="Whether page one must have it, which is told if not.")


class Paper(CheckedModel):
    """A paper: everything that is the same in each of its issues."""

    name: str = Field(min_length=1, max_length=60, description="The paper's name.")
    code: Annotated[str, Field(pattern=CODE)] | None = Field(
        default=None,
        description="The paper in the names of its press files, of letters and digits; its name where left out.",
    )
    utc_offset: Annotated[str, Field(pattern=_OFFSET)] = Field(
        default="+08:00", description="Where the paper's clocks stand: press files are dated so."
    )
    lang: str = Field(default="zh-Hans", pattern=LANGUAGE, description="Language of the paper, a BCP 47 tag.")
    trim: Trim = Field(description="Size of the finished page.")
    grid: GridModel = Field(description="The grid of the page.")
    grids: dict[EntryName, GridModel] = Field(
        default={},
        max_length=20,
        description="Further grids by name, for pages that are made up on another one: a vertical page in a "
        "horizontal paper.",
    )
    inks: dict[EntryName, InkModel] = Field(
        default={"black": InkModel(k=100), "white": InkModel()},
        description="Colours by name; `black` and `white` are always there.",
    )
    styles: dict[EntryName, TypeStyle] = Field(description="Type styles by name; `body` must be there.")
    binding: Literal["left", "right"] | None = Field(
        default=None,
        description="The side of page one that the pages are folded or bound at, which says whether a page of an even "
        "number is a left one; where left out `left`, and `right` for a paper whose own grid is vertical.",
    )
    rules: RulesModel = Field(default=RulesModel(), description="Rules the paper puts on a page by itself.")
    fit: FitModel = Field(default=FitModel(), description="Limits of copy-fitting.")
    holes: HolesModel = Field(
        default=HolesModel(), description="What is said of places that no block stands in."
    )
    headlines: HeadlineModel = Field(
        default=HeadlineModel(), description="How heads are fitted to their measure."
    )
    white: WhiteModel = Field(
        default=WhiteModel(), description="The white between the parts of a page: heads, pictures, subheads."
    )
    jumps: JumpModel = Field(default=JumpModel(), description="The words of jump lines.")
    dates: DatesModel = Field(
        default=DatesModel(), description="How the fields of folios, panels and imprints write dates."
    )
    imprint: ImprintModel = Field(
        default=ImprintModel(), description="The imprint, for blocks of `kind: imprint` and `{imprint}`."
    )
    type_areas: Literal["shared", "free"] = Field(
        default="shared",
        description="Whether pages of an edition that are made up on different grids must share type area, foot and "
        "folio, which is told if not: `free` says nothing.",
    )
    objections: dict[str, Weight] = Field(
        default={},
        max_length=100,
        description="How grave what a desk objects to is, by id: `error` holds the page from the press, `warning`, "
        "`note` is in the report alone, `off`. As the paper's language has it where left out.",
    )
    objection_limits: ObjectionLimits = Field(
        default=ObjectionLimits(), description="The numbers of the desk's checks."
    )
    press: PressModel = Field(default=PressModel(), description="What the plant asks of the press file.")

    def grid_of(self, name: str | None) -> GridModel:
        """The grid of that name; the paper's own where a page names none, or one that is not there."""
        return self.grid if name is None else self.grids.get(name, self.grid)

    def body_proportions(self, grid: GridModel) -> tuple[int, int]:
        """How wide and how high the type is drawn that a grid is counted in, in thousandths of its size."""
        body = self.styles["body"]
        wide = body.width_percent if grid.body_width_percent is None else grid.body_width_percent
        high = body.height_percent if grid.body_height_percent is None else grid.body_height_percent
        return round(10 * wide), round(10 * high)

    @model_validator(mode="before")
    @classmethod
    def _standard_inks(cls, data: object) -> object:
        """Adds black and white, which every paper has."""
        if isinstance(data, dict) and isinstance(data.get("inks"), dict):
            data = {**data, "inks": {"black": {"k": 100}, "white": {}, **data["inks"]}}
        return data

    def contradictions(self) -> Iterator[InitErrorDetails]:
        """Names that the file does not define, and inks over its own limit."""
        if "body" not in self.styles:
            yield wrong_key(
                ("styles",), "missing_style", "There is no style `body`", "add it: it sets the stories"
            )
        else:
            yield from self._uncounted_grids()
        if self.imprint.required and not self.imprint.text:
            hint = "write `text`, or take `required` out"
            yield wrong_key(("imprint", "required"), "no_imprint", "There is no imprint to require", hint)
        if "imprint" in (field for line in self.imprint.text for field in fields_in(line)):
            what = "The imprint can't have itself in it"
            yield wrong_key(("imprint", "text"), "circular", what, "take the field `imprint` out")
        for name in self.objections:
            if name not in OBJECTION_IDS:
                hint = meant(name, OBJECTION_IDS, "docs/objections.md has all ids")
                yield wrong_key(("objections", name), "unknown_name", f"There is no objection {name!r}", hint)
        used: dict[tuple[str, ...], str] = {
            ("styles", name, "ink"): style.ink for name, style in self.styles.items()
        }
        for name, rule in self.rules:
            if isinstance(rule, LineModel):
                used["rules", name, "ink"] = rule.ink
        for path, ink in used.items():
            if ink not in self.inks:
                known = ", ".join(sorted(self.inks))
                yield wrong_key(path, "unknown_name", f"There is no ink {ink!r}", f"the inks are {known}")
        yield from ink_faults(self.inks, self.press.spots, self.press.ink_limit_percent)

    def _uncounted_grids(self) -> Iterator[InitErrorDetails]:
        """Grids that say that they are counted in type of a width or height, which no style has in their size."""
        have = {(style.size, style.proportions) for style in self.styles.values()}
        own: tuple[str, ...] = ("grid",)
        for path, grid in ((own, self.grid), *((("grids", name), grid) for name, grid in self.grids.items())):
            drawn = self.body_proportions(grid)
            told = [
                key
                for key in ("body_width_percent", "body_height_percent")
                if getattr(grid, key) is not None and (grid.body_pt, drawn) not in have
            ]
            if told:
                wide, high = (f"{part / 10:g}" for part in drawn)
                what = (
                    f"The grid is counted in type of {grid.body_pt:g} pt, {wide} × {high}, which no style has"
                )
                hint = "leave it out, so that it is that of the style `body`, or give a style this width and height"
                yield wrong_key((*path, told[0]), "no_such_type", what, hint)
