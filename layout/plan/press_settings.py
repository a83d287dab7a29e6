"""What a paper's plant asks of the press file, as its file says it: the press settings, with presets.

The printing condition of a scene is made of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import AfterValidator, Field
from pydantic_core import InitErrorDetails

from layout.plan.filenames import is_edition_pattern, is_pattern
from layout.plan.inks import SpotName
from layout.plan.style import CheckedModel, Model, wrong_key
from layout.scene.condition import (
    NEWSPRINT,
    Condition,
    Level,
    PdfxLevel,
    PressLimits,
    PrinterMark,
    Sharpening,
    Spot,
    Thresholds,
)
from layout.scene.geometry import millimetres

Preset = Literal["plate", "trimmed", "proof"]

MARGIN_MM: Final = 12.0
"""Width of the margin of marks, outside the bleed: the length of a crop mark, and a line of type."""


class _Preset(NamedTuple):
    bleed_mm: float
    marks: tuple[PrinterMark, ...]
    claims: bool


_ALL_MARKS: Final[tuple[PrinterMark, ...]] = ("crop", "registration", "color-bar", "slug")

PRESETS: Final[dict[Preset, _Preset]] = {
    "plate": _Preset(0, (), claims=True),
    "trimmed": _Preset(3, _ALL_MARKS, claims=True),
    "proof": _Preset(3, ("crop", "slug"), claims=False),
}
"""For plates of a newspaper, which is not trimmed; for a product that is; for a look, which no plant takes."""


class SharpeningModel(Model):
    """An unsharp mask over photos, at the size that they are placed in."""

    radius_px: float = Field(default=0.8, gt=0, le=10, description="Radius of the blur, in pixels as placed.")
    percent: int = Field(default=60, ge=1, le=500, description="Strength, in percent.")
    threshold: int = Field(
        default=3, ge=0, le=255, description="Levels of 255 that a pixel must differ by to be sharpened."
    )


class PressModel(CheckedModel):
    """What the plant asks of the press file."""

    preset: Preset = Field(
        default="plate",
        description="`plate` for plates: no bleed, no marks. `trimmed` for a product that is trimmed: 3 mm bleed, all "
        "marks. `proof` for a look: crop marks, and a file that claims no level.",
    )
    level: PdfxLevel = Field(default="PDF/X-4", description="Conformance level (ISO 15930).")
    condition: str = Field(
        default="CGATS TR 002",
        min_length=1,
        max_length=120,
        description="Identifier of the printing condition (OutputConditionIdentifier).",
    )
    registry: str = Field(
        default="http://www.color.org",
        max_length=200,
        description="Registry that the identifier is of (RegistryName).",
    )
    profile: str = Field(
        default="news_snap_tac220.icc",
        description="ICC profile of the condition: one that comes with the program, or a file of the edition's folder.",
    )
    ink_limit_percent: float = Field(
        default=NEWSPRINT.ink.warning,
        ge=100,
        le=400,
        description="Total ink (TAC) that pictures and inks are held to, in percent.",
    )
    most_ink_percent: float | None = Field(
        default=None,
        ge=100,
        le=440,
        description="Total ink that holds a page back, wherever it comes together, in percent; 20 over the limit where "
        "left out.",
    )
    spots: tuple[SpotName, ...] = Field(
        default=(), max_length=8, description="Spot inks that are ordered beside the process inks."
    )
    bleed_mm: float | None = Field(
        default=None,
        ge=0,
        le=20,
        description="Bleed (出血) round the trim, in millimetres; the preset's where left out.",
    )
    marks: tuple[PrinterMark, ...] | None = Field(
        default=None,
        max_length=4,
        description="Marks round the page: `crop`, `registration`, `color-bar`, `slug`; the preset's where left out.",
    )
    picture_ppi: int = Field(
        default=200,
        ge=72,
        le=600,
        description="Resolution that photos are placed at, at most, in pixels to the inch.",
    )
    warn_picture_ppi: int = Field(
        default=int(NEWSPRINT.picture_ppi.warning),
        ge=36,
        le=600,
        description="A photo placed below this is worth a warning.",
    )
    least_picture_ppi: int = Field(
        default=int(NEWSPRINT.picture_ppi.error),
        ge=36,
        le=600,
        description="A photo placed below this is a problem for the press.",
    )
    warn_crop_percent: float = Field(
        default=40,
        ge=0,
        le=100,
        description="A photo whose crop leaves out more of its area, in percent, is worth a warning.",
    )
    line_art_ppi: int = Field(
        default=1200,
        ge=300,
        le=2540,
        description="Resolution that pictures of one bit are placed at, at most, in pixels to the inch.",
    )
    least_line_art_ppi: int = Field(
        default=int(NEWSPRINT.line_art_ppi),
        ge=150,
        le=2540,
        description="A picture of one bit placed below this is a problem for the press.",
    )
    least_type_pt: float = Field(
        default=NEWSPRINT.least_type,
        ge=2,
        le=20,
        description="The smallest type that the plant holds, in points; smaller is a problem for the press.",
    )
    least_module_mm: float = Field(
        default=0.33,
        ge=0.1,
        le=2,
        description="The narrowest module of a QR code or bar code that is read on the plant's paper, in millimetres "
        "(GS1 General Specifications 5.12.3: 0.33 mm for general scanning); narrower is a problem for the press.",
    )
    sharpening: SharpeningModel | None = Field(
        default=None, description="Unsharp mask over photos; none where left out."
    )
    page_file: Annotated[str, AfterValidator(is_pattern)] = Field(
        default="{edition}-{name}",
        max_length=120,
        description="Name of a page's file, without .pdf: {paper}, {edition}, {date:%Y%m%d}, {section}, {page:02}, "
        "{name}.",
    )
    edition_file: Annotated[str, AfterValidator(is_edition_pattern)] = Field(
        default="{edition}",
        max_length=120,
        description="Name of the edition's file, without .pdf: {paper}, {edition}, {date:%Y%m%d}.",
    )

    def contradictions(self) -> Iterator[InitErrorDetails]:
        """Limits under those that they bound."""
        if self.most_ink_percent is not None and self.most_ink_percent < self.ink_limit_percent:
            what = "The total ink that holds a page is under the limit that pictures are held to"
            yield wrong_key(("most_ink_percent",), "under_limit", what, "make it the larger of the two")
        for thing, key in (("Photos", "picture_ppi"), ("Pictures of one bit", "line_art_ppi")):
            if getattr(self, f"least_{key}") > getattr(self, key):
                what = f"{thing} are brought down below the least resolution that is taken"
                yield wrong_key((key,), "under_least", what, f"make it at least least_{key}")

    @property
    def limits(self) -> PressLimits:
        """What the plant holds ink, pictures and type to."""
        over = NEWSPRINT.ink.error - NEWSPRINT.ink.warning
        most_ink = self.ink_limit_percent + over if self.most_ink_percent is None else self.most_ink_percent
        return PressLimits(
            ink=Thresholds(most_ink, self.ink_limit_percent),
            picture_ppi=Thresholds(self.least_picture_ppi, self.warn_picture_ppi),
            line_art_ppi=self.least_line_art_ppi,
            least_type=self.least_type_pt,
        )

    @property
    def bleed(self) -> float:
        """Bleed in millimetres."""
        return PRESETS[self.preset].bleed_mm if self.bleed_mm is None else self.bleed_mm

    @property
    def printer_marks(self) -> tuple[PrinterMark, ...]:
        return PRESETS[self.preset].marks if self.marks is None else tuple(dict.fromkeys(self.marks))

    @property
    def file_level(self) -> Level:
        """The level that files are written at: a proof claims none."""
        return self.level if PRESETS[self.preset].claims else "proof"


@dataclass(frozen=True, slots=True)
class PressWish:
    """What is asked of one build: a preset or a level other than the paper's, how many workers may be busy, the
    overlays (`layout.scene.overlay.NAMES`) of its proofs, and the folder of pages that are kept from one build to the
    next; without one everything is made anew. Of a look at some `pages` these alone are made up. Clean proofs show
    the page as it will print, without a mark.
    """

    preset: Preset | None = None
    level: PdfxLevel | None = None
    workers: int = 1
    overlays: tuple[str, ...] = ()
    kept: Path | None = None
    pages: tuple[str, ...] = ()
    clean_proofs: bool = False


AS_THE_PAPER: Final = PressWish()


def apply_wish(press: PressModel, wish: PressWish) -> PressModel:
    """The paper's press settings with those of a wish. A preset that is asked for brings its own bleed and marks."""
    changes: dict[str, object] = {}
    if wish.preset is not None:
        changes = {"preset": wish.preset, "bleed_mm": None, "marks": None}
    if wish.level is not None:
        changes["level"] = wish.level
    return press.model_copy(update=changes)


def condition_of(press: PressModel, spots: tuple[Spot, ...]) -> Condition:
    """The printing condition of a paper's press files, in the scene's lengths."""
    sharpening = press.sharpening
    marks = press.printer_marks
    return Condition(
        level=press.file_level,
        identifier=press.condition,
        registry=press.registry,
        profile=press.profile,
        ink_limit=press.ink_limit_percent,
        bleed=millimetres(press.bleed),
        picture_ppi=press.picture_ppi,
        line_art_ppi=press.line_art_ppi,
        sharpening=None
        if sharpening is None
        else Sharpening(sharpening.radius_px, sharpening.percent, sharpening.threshold),
        spots=spots,
        marks=marks,
        margin=millimetres(MARGIN_MM) if marks else 0,
    )
