"""Advertisements of a scene -> the forms of a press file that paint them, each once, and how each is placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from content.files import refuse_input
from content.pdf.geometry import PageBox, move_box
from content.pdf.limited import Exceeded, Unreadable, run_limited
from content.problems import Place, Problem, Refused
from layout.press.adverts.kit import Kit
from layout.press.file.numbers import decimal
from layout.press.placedfiles import PlacedFile, shown_items
from layout.scene import Advert, Mpt, Page

SECONDS: Final = 8
"""Seconds of computing that taking an advertisement in may cost. A page of the densest drawing takes two."""

LARGEST: Final = 200_000_000
"""Bytes of an advertisement's file."""


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A form by its name in the file, and the numbers that bring its coordinates to its place: scale and move.

    Seen from the lower left corner of the place: across is `x_scale` · x + `x`, in points.
    """

    label: str
    x_scale: float
    y_scale: float
    x: float
    y: float

    def shown(self, corner: tuple[Mpt, Mpt], size: tuple[Mpt, Mpt]) -> list[str]:
        """The operators that paint it, cut to its place: the lower left corner in thousandths of a point from that
        of the media, and its size.

        The state it begins in is a page's first (ISO 32000-1 table 52), but for what the caller knocks out.
        """
        left, bottom = (length / 1000 for length in corner)
        edges = " ".join(decimal(length / 1000) for length in (*corner, *size))
        matrix = " ".join(
            decimal(part) for part in (self.x_scale, 0, 0, self.y_scale, left + self.x, bottom + self.y)
        )
        return ["q", f"{edges} re", "W", "n", "0 g", "0 G", "1 w", f"{matrix} cm", f"/{self.label} Do", "Q"]


@dataclass(frozen=True, slots=True)
class AdvertStock:
    """The kits of a file by the name of their form in it, the placed form of each advertisement, and digests."""

    kits: Mapping[str, Kit]
    forms: Mapping[Advert, PlacedForm]
    digests: tuple[str, ...]


def stock_adverts(pages: Sequence[Page], root: Path) -> AdvertStock:
    """One form for each file, however often it is placed. Raises Refused, naming all that can't be placed."""
    kits: dict[str, Kit] = {}
    labels: dict[str, str] = {}
    forms: dict[Advert, PlacedForm] = {}
    problems: list[Problem] = []
    for advert, where in adverts_of(pages):
        try:
            kit = advert_kit(advert, root, where)
        except Refused as refused:
            problems += refused.problems
            continue
        label = labels.setdefault(kit.digest, f"A{len(labels) + 1}")
        kits[label] = kit
        forms[advert] = place_advert(advert, kit, label)
    if problems:
        raise Refused(dict.fromkeys(problems))
    digests = tuple(f"{label} {kit.digest}" for label, kit in kits.items())
    return AdvertStock(kits, forms, digests)


def adverts_of(pages: Sequence[Page]) -> Iterator[tuple[Advert, Place]]:
    """The placed PDFs of some pages in their order, and where a problem of each is: its file, page and block."""
    for page, region, item in shown_items(pages, Advert):
        yield item, Place(file=item.file, page=page.name, block=region.id, advert=item.advert)


def place_advert(advert: Advert, kit: Kit, label: str) -> PlacedForm:
    """How the part of a form that is shown comes to fill its place.

    A scale that a rounding to thousandths of a point alone keeps from 1 is 1.
    """
    part = move_box(PageBox(*advert.box), kit.matrix)
    scales = []
    for length, side in ((part.width, advert.rect.width), (part.height, advert.rect.height)):
        scale = side / 1000 / length if length > 0 else 1.0
        scales.append(1.0 if abs(length * 1000 - side) <= 1 else scale)
    x_scale, y_scale = scales
    return PlacedForm(label, x_scale, y_scale, -part.left * x_scale, -part.bottom * y_scale)


def advert_kit(advert: Advert, root: Path, where: Place) -> Kit:
    """The form that paints an advertisement's PDF. The latest are remembered.

    Raises Refused for a file that is missing, too large, outside the edition's folder or no longer the one that was
    set, and for a page that can't be placed as it is.
    """
    file = PlacedFile(advert.sha256, "advert", root / advert.file, where, "The file")
    if file.size(root, "copy it there") > LARGEST:
        what = f"The PDF is over {LARGEST:,} bytes."
        refuse_input("huge-advert", what, where, "ask for it with smaller pictures")
    kit = _take_file(file)
    if not all(abs(side) <= 1e7 for side in advert.box):
        what = "The scene shows no part of the page."
        refuse_input("advert-changed", what, where, "set the page again")
    return kit


@lru_cache(maxsize=16)
def _take_file(file: PlacedFile) -> Kit:
    data = file.read()
    try:
        # By its name: a file without advertisements need not wait for what reads them.
        kit: Kit = run_limited("layout.press.adverts.taking:take", data, seconds=SECONDS)
    except Exceeded as exceeded:
        what = f"The PDF {exceeded.what} to be taken in."
        hint = "ask for it again, with simpler drawings and smaller pictures"
        raise Refused([Problem("advert-too-much", "refused", what, file.where, hint)]) from None
    except Unreadable as error:
        hint = "ask for it again as PDF/X, one page, all within the file"
        raise Refused([Problem("unfit-advert", "refused", f"The PDF {error}.", file.where, hint)]) from None
    return kit
