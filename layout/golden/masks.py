"""A mask file -> what of which pages is not compared, and the pages without it.

    - {page: A01, block: folio, why: the date}
    - {page: A01, area_mm: [20, 30, 80, 12], why: the weather}

A mask hides a block, or a rectangle, from every level. What it hid is counted and told, and so is one that hid nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from content.files import read_text, shorten
from content.nearest import meant
from content.problems import Place, Problem, Refused, limit_problems
from content.yaml.tree import read_tree
from content.yaml.validation import validate
from layout.golden.rows import NOWHERE, SetPage, SetRow
from layout.golden.verdict import BoxMm
from layout.scene import Rect

MOST_BYTES = 1_000_000
MOST_MASKS = 1_000

_Mm = Annotated[float, Field(allow_inf_nan=False, ge=-10_000, le=10_000)]


class MaskModel(BaseModel):
    """One entry of a mask file: a page, and a block of it or an area on it. `why` is for whoever reads the report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: str = Field(min_length=1, max_length=200)
    block: str | None = Field(default=None, min_length=1, max_length=200)
    area_mm: tuple[_Mm, ...] | None = None
    why: str = Field(min_length=1, max_length=500)

    @model_validator(mode="after")
    def _block_or_area(self) -> MaskModel:
        hint = {"hint": "write `block: NAME` or `area_mm: [left, top, width, height]`"}
        if (self.block is None) == (self.area_mm is None):
            raise PydanticCustomError("mask-of-what", "A mask must have either a block or an area_mm.", hint)
        if self.area_mm is not None and (len(self.area_mm) != 4 or min(self.area_mm[2:]) <= 0):
            what = "An area must be four numbers, its width and height more than 0."
            raise PydanticCustomError("mask-of-what", what, hint)
        return self


class _MaskFile(BaseModel):
    """The list of a mask file, under a key: what checks a model wants a mapping."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    masks: tuple[MaskModel, ...] = Field(max_length=MOST_MASKS)


@dataclass(frozen=True, slots=True)
class MaskEntry:
    """A mask with the place that it was read from."""

    model: MaskModel
    where: Place


@dataclass(frozen=True, slots=True)
class Mask:
    """A mask on its page: the rectangles that it covers in the golden and on the page now."""

    entry: MaskEntry
    golden: tuple[Rect, ...]
    now: tuple[Rect, ...]

    @property
    def box(self) -> BoxMm:
        """Where it is, to be shown."""
        area = (*self.now, *self.golden)[0]
        left, top, width, height = (
            round(side / 72_000 * 25.4, 2) for side in (area.x, area.y, area.width, area.height)
        )
        return BoxMm(left, top, width, height)

    def covers(self, row: SetRow, rects: Sequence[Rect]) -> bool:
        """Whether the middle of a row is under the mask."""
        x, y = row.rect.x + row.rect.width // 2, row.rect.y + row.rect.height // 2
        return any(rect.x <= x <= rect.right and rect.y <= y <= rect.bottom for rect in rects)


def read_masks(path: Path) -> tuple[MaskEntry, ...]:
    """The masks of a file. Raises Refused, with every problem of the file."""
    file = path.name
    tree, problems = read_tree(read_text(path, file, most_bytes=MOST_BYTES), file)
    if tree is None:
        raise Refused(limit_problems(problems))
    if not isinstance(tree.value, list):
        hint = "write a list: `- {page: A01, block: folio, why: the date}`"
        what = "The mask file must be a list of masks."
        raise Refused([*problems, Problem("not-a-list", "refused", what, Place(file, 1), hint)])

    wrapped = replace(
        tree,
        value={"masks": tree.value},
        lines=tree.lines | {("masks", *key): line for key, line in tree.lines.items()},
        plain={("masks", *key): text for key, text in tree.plain.items()},
        spoiled=frozenset(("masks", *key) for key in tree.spoiled),
    )
    value, wrong = validate(wrapped, _MaskFile, file)
    if value is None or problems or wrong:
        raise Refused(limit_problems([*problems, *wrong]))
    return tuple(
        MaskEntry(model, Place(file, tree.lines.get((number,)), f"masks[{number}]"))
        for number, model in enumerate(value.masks)
    )


def place_masks(
    entries: Sequence[MaskEntry],
    golden: Mapping[str, SetPage],
    now: Mapping[str, SetPage],
    known: Sequence[str],
) -> dict[str, tuple[Mask, ...]]:
    """The masks of each page that is compared. Raises Refused for a page or block that there is not, and for an area
    that lies outside its page; `known` are the names of all pages, also of those that are not compared now.
    """
    placed: dict[str, list[Mask]] = {}
    problems: list[Problem] = []
    for entry in entries:
        page = entry.model.page
        sides = [side[page] for side in (golden, now) if page in side]
        if page not in known and not sides:
            hint = f"it may be {', '.join(known[:20])}" if known else "there is no page"
            problems.append(
                _wrong(entry, "page", f"There is no page {shorten(page)!r}.", meant(page, known, hint))
            )
            continue
        if sides:
            found = _place_mask(entry, sides)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                mask = Mask(entry, found if page in golden else (), found if page in now else ())
                placed.setdefault(page, []).append(mask)
    if problems:
        raise Refused(limit_problems(problems))
    return {page: tuple(masks) for page, masks in placed.items()}


def _place_mask(entry: MaskEntry, sides: Sequence[SetPage]) -> tuple[Rect, ...] | Problem:
    if entry.model.area_mm is not None:
        left, top, width, height = (round(mm / 25.4 * 72_000) for mm in entry.model.area_mm)
        area = Rect(left, top, width, height)
        # A mask may reach into the bleed, and must touch the page.
        if any(
            left >= page.width or top >= page.height or area.right <= 0 or area.bottom <= 0 for page in sides
        ):
            size = " × ".join(f"{side / 72_000 * 25.4:.1f}" for side in (sides[-1].width, sides[-1].height))
            hint = f"the page is {size} mm: left and top are from its trim's upper left corner"
            return _wrong(
                entry, "area_mm", f"The mask lies outside of page {shorten(entry.model.page)!r}.", hint
            )
        return (area,)
    name = entry.model.block or ""
    frames = tuple(block.frame for page in sides for block in page.blocks if block.shown == name)
    if frames:
        return frames
    names = [block.shown for page in sides for block in page.blocks if block.shown is not None]
    what = f"Page {shorten(entry.model.page)!r} has no block {shorten(name)!r}."
    otherwise = (
        f"it has {', '.join(dict.fromkeys(names[:20]))}" if names else "give the area in millimetres: area_mm"
    )
    return _wrong(entry, "block", what, meant(name, names, otherwise))


def _wrong(entry: MaskEntry, key: str, what: str, hint: str) -> Problem:
    where = replace(entry.where, field=f"{entry.where.field}.{key}")
    if key == "area_mm":
        return Problem("mask-outside", "refused", what, where, hint)
    return Problem("unknown-name", "refused", what, where, hint)


def without_masked(
    masks: Sequence[Mask], golden: SetPage | None, now: SetPage | None
) -> tuple[SetPage | None, SetPage | None, tuple[int, ...]]:
    """The page of both sides without what masks cover, and how many rows each mask hid that are on one side alone."""
    hidden: list[Counter[SetRow]] = [Counter() for _ in masks]

    def clean(page: SetPage | None, is_golden: bool) -> SetPage | None:
        if page is None or not masks:
            return page
        blocks = []
        for block in page.blocks:
            kept = []
            for row in block.rows:
                cover = next(_covering(masks, row, block.shown, is_golden), None)
                if cover is None:
                    kept.append(row)
                else:
                    hidden[cover][row] += 1 if is_golden else -1
            if kept or not any(mask.entry.model.block == block.shown for mask in masks):
                blocks.append(replace(block, rows=tuple(kept)))
        return replace(page, blocks=tuple(blocks))

    both = clean(golden, True), clean(now, False)
    return *both, tuple(max(_more(rows, 1), _more(rows, -1)) for rows in hidden)


def _covering(masks: Sequence[Mask], row: SetRow, block: str | None, is_golden: bool) -> Iterator[int]:
    for number, mask in enumerate(masks):
        if mask.entry.model.block is not None:
            if mask.entry.model.block == block:
                yield number
        elif row.kind not in NOWHERE and mask.covers(row, mask.golden if is_golden else mask.now):
            yield number


def _more(rows: Counter[SetRow], side: int) -> int:
    return sum(count * side for count in rows.values() if count * side > 0)
