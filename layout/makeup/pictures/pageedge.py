"""What a caption leaves of a photo's area -> the picture's place over the edges of its page, and over the fold.

A picture that bleeds (出血) runs over the trim, so that no white shows where the page is cut. One over two facing pages
(跨版) ends at the trim of both: they are not cut there, and each page's file has its own half.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.problems import Problem
from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.pictures.captionrows import Captions
from layout.makeup.pictures.captions import Captioned, place_captions
from layout.makeup.pictures.photoplot import make_photo_plot
from layout.makeup.plot import Plot
from layout.plan.blocks import PhotoBlock
from layout.plan.edition import block_id
from layout.plan.facing import find_fold
from layout.scene import Mpt, PageSide, Rect
from layout.scene.geometry import SIDES, bleed_over, make_rect, millimetres, turned_rect

SHALLOWER_LINES = 2
"""Lines that a half may end over the foot of its block without a word: under it stands the other half's caption."""


@dataclass(frozen=True, slots=True)
class HalfPicture:
    """Which part of a picture a half shows: from where, of the width that both halves have together. `first` is the one
    with the caption.
    """

    start: Mpt
    width: Mpt
    first: bool


@dataclass(frozen=True, slots=True)
class EdgePlace:
    """Where a picture is on its page, of which `ground` is inside its block's area, and its caption; the edges that it
    runs over, and which half it is of one over two pages.
    """

    rect: Rect
    ground: Rect
    captioned: Captioned
    bleeds: tuple[PageSide, ...] = ()
    half: HalfPicture | None = None
    problems: tuple[Problem, ...] = ()


def place_at_edges(captions: Captions, block: PhotoBlock) -> EdgePlace:
    """Places a photo that is cropped to its place: inside its area, or over the edges that its block names."""
    desk, spot = captions.desk, captions.spot
    plot = make_photo_plot(block, desk)
    captioned = _captioned(captions, block, plot)
    ground = ground_on_page(captioned, plot)
    other = _other_half(block, desk, spot)
    if other is None:
        edges = _edges_of(block, ground, plot)
        found = tuple(_edge_problems(captions, block, ground))
        return EdgePlace(_over_edges(ground, edges, desk), ground, captioned, edges, problems=found)
    beyond = ground_on_page(
        _captioned(
            replace(captions, block=other.block, desk=other.desk, spot=other.spot), other.block, other.plot
        ),
        other.plot,
    )
    top, bottom = max(ground.y, beyond.y), min(ground.bottom, beyond.bottom)
    problems = [*_edge_problems(captions, block, ground)]
    if bottom - top < 2 * desk.grid.leading:
        what = f"The halves of the picture on pages {spot.page} and {other.spot.page} have no room in common."
        hint = "let both blocks cover the same lines, and more of them"
        problems.append(Problem("no-room", "press", what, spot.at("lines").place(block.photo), hint))
        top, bottom = ground.y, ground.bottom
    if not plot.vertical and ground.bottom > bottom:
        less = ground.bottom - bottom
        problems += _white_under(captions, block, less)
        whole, inner = (replace(rect, height=rect.height - less) for rect in (plot.whole, plot.inner))
        captioned = _captioned(captions, block, replace(plot, whole=whole, inner=inner))
    fold = find_fold(desk.paper, desk.pages, spot.page)
    edges = _edges_of(block, ground, plot)
    rect = _to_fold(_over_edges(_between(ground, top, bottom), edges, desk), fold, desk)
    side: PageSide = "left" if fold == "right" else "right"
    their_edges = _edges_of(other.block, beyond, other.plot)
    there = _to_fold(_over_edges(_between(beyond, top, bottom), their_edges, other.desk), side, other.desk)
    half = HalfPicture(
        0 if fold == "right" else there.width, rect.width + there.width, first=block.spread_to is not None
    )
    return EdgePlace(rect, _between(ground, top, bottom), captioned, (*edges, fold), half, tuple(problems))


def ground_on_page(captioned: Captioned, plot: Plot) -> Rect:
    """What a caption leaves of its plot, on the page."""
    return turned_rect(captioned.ground, plot.page_width) if plot.vertical else captioned.ground


@dataclass(frozen=True, slots=True)
class _OtherHalf:
    """The block of the other half of a picture, on the desk of its page."""

    block: PhotoBlock
    desk: Desk
    spot: BlockSpot
    plot: Plot


def _other_half(block: PhotoBlock, desk: Desk, spot: BlockSpot) -> _OtherHalf | None:
    """The other half of a picture over two pages; None of one on a page of its own."""
    page = next((page for page in desk.pages if page.name == block.spreads_with), None)
    for number, other in enumerate(page.blocks if page is not None else ()):
        if isinstance(other, PhotoBlock) and other.photo == block.photo and other.spreads_with == spot.page:
            assert page is not None  # it has the block
            there = desk.at_page(page)
            return _OtherHalf(
                other, there, BlockSpot(page.name, block_id(other, number)), make_photo_plot(other, there)
            )
    return None


def _captioned(captions: Captions, block: PhotoBlock, plot: Plot) -> Captioned:
    """The caption of a photo; the second half of one over two pages has none."""
    if block.spread_from is not None:
        return Captioned(plot.inner, 0, (), (), ())
    return place_captions(captions, plot)


def _edges_of(block: PhotoBlock, ground: Rect, plot: Plot) -> tuple[PageSide, ...]:
    """The edges that a picture runs over: not where its caption is in the way."""
    return tuple(side for side in SIDES if side in block.bleed and side not in _kept_off(ground, plot))


def _kept_off(ground: Rect, plot: Plot) -> tuple[PageSide, ...]:
    """The sides of a block's area that its caption stands at."""
    inner = turned_rect(plot.inner, plot.page_width) if plot.vertical else plot.inner
    sides = zip(SIDES, ground.sides, inner.sides, strict=True)
    return tuple(name for name, own, edge in sides if own != edge)


def _over_edges(rect: Rect, edges: Sequence[PageSide], desk: Desk) -> Rect:
    return bleed_over(rect, edges, desk.grid.trim, millimetres(desk.paper.press.bleed))


def _to_fold(rect: Rect, fold: PageSide, desk: Desk) -> Rect:
    """A half up to the trim at the fold, and no further: beyond it is the other."""
    return bleed_over(rect, (fold,), desk.grid.trim, 0)


def _between(rect: Rect, top: Mpt, bottom: Mpt) -> Rect:
    return make_rect(rect.x, top, rect.right, bottom)


def _edge_problems(captions: Captions, block: PhotoBlock, ground: Rect) -> Iterator[Problem]:
    """A caption between the picture and an edge that it is to reach, and a bleed of a paper that has none."""
    desk, spot = captions.desk, captions.spot
    reached: Sequence[PageSide] = block.bleed
    if block.spreads_with is not None:
        reached = (*block.bleed, find_fold(desk.paper, desk.pages, spot.page))
    key = "bleed" if block.bleed else "spread_to" if block.spread_to else "spread_from"
    for name in _kept_off(ground, make_photo_plot(block, desk)):
        if name in reached:
            what = (
                f"The caption or credit stands at the {name} of the picture, at the edge that it is to reach."
            )
            hint = f"let the picture bleed at other sides, or take both out of the sheet of {block.photo!r}"
            yield Problem("caption-at-edge", "press", what, spot.at(key).place(block.photo), hint)
    if block.bleed and desk.paper.press.bleed == 0:
        what = "The picture runs to the edge of the page, and the press file has no bleed: a white line may be left."
        hint = "ask for `bleed_mm: 3` under `press` in the paper's file, or for the preset `trimmed`"
        yield Problem("no-bleed", "press", what, spot.at("bleed").place(block.photo), hint)


def _white_under(captions: Captions, block: PhotoBlock, less: Mpt) -> Iterator[Problem]:
    """That a half ends well over the foot of its block, since the other half does."""
    grid = captions.desk.grid
    if grid.vertical or less <= SHALLOWER_LINES * grid.leading:
        return
    lines = less // grid.leading
    what = (
        f"The half of the picture ends {lines} lines over the foot of its block, where the other half ends."
    )
    hint = f"let the block end in line {block.area.last_line - lines}, or the other further down"
    place = captions.spot.at("lines").place(block.photo)
    yield Problem("spread-uneven", "warning", what, place, hint)
