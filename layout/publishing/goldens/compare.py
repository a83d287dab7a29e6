"""Pages with their goldens, or two PDFs -> what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from content.files import open_plain, shorten
from content.problems import Place, Problem, Refused
from layout.golden.comparing import Compared, Pair, compare_pairs, pair_pages
from layout.golden.foreign import AT_A_TIME, align_pages
from layout.golden.gathering import settle, try_work
from layout.golden.goldenfolder import ComparedPage, golden_names, read_golden
from layout.golden.masks import MaskEntry, place_masks, read_masks
from layout.golden.verdict import GoldenComparison, MaskUse
from layout.publishing.goldens.sources import FOLDER, GoldenWish, PageSource, pdf_pages, read_sources
from layout.publishing.placing.folder import refuse_input_folder
from layout.publishing.placing.switch import unwritable


@dataclass(frozen=True, slots=True)
class GoldenFindings:
    """A comparison, and what else is to be said: the edition's own problems, masks that hid nothing."""

    comparison: GoldenComparison
    problems: tuple[Problem, ...]


def compare_with_golden(
    sources: Sequence[Path], wish: GoldenWish, progress: Callable[[str], None] = lambda stage: None
) -> GoldenFindings:
    """Compares an edition, a folder that it was built into, or PDFs, with their goldens.

    Raises Refused, with all that is wrong, for what can't be read or compared, a page or a mask that there is not, and
    where there is no golden at all.
    """
    masks = read_masks(wish.mask) if wish.mask is not None else ()
    source = read_sources(sources, wish, progress)
    names = [name for name in golden_names(source.golden) if source.owns(name)]
    if not names:
        raise _no_golden(source.golden)
    golden = read_goldens(source.golden, names)
    progress("comparing")
    pairs = pair_wanted(source, golden, masks, wish.pages)
    compared = compare_sides(source, pairs, wish.workers)
    comparison = GoldenComparison(source.golden.name, source.name, tuple(page.page for page in compared))
    idle = (
        _tell_idle(mask, placed.entry.where)
        for page, pair in zip(comparison.pages, pairs, strict=True)
        for mask, placed in zip(page.masks, pair.masks, strict=False)
        if not mask.used
    )
    return GoldenFindings(comparison, (*source.problems, *idle))


def refuse_report_places(
    sources: Sequence[Path], golden: Path | None, report: Path | None, junit: Path | None
) -> None:
    """Raises Refused for a report that would be written among the goldens or the edition's copy, and for a JUnit file
    that would take the place of something else.
    """
    folders = [
        folder for folder in (report, junit.parent if junit is not None else None) if folder is not None
    ]
    roots = [source for source in sources if source.is_dir()]
    goldens = [golden] if golden is not None else [root / FOLDER for root in roots]
    for out in folders:
        for root in roots:
            refuse_input_folder(root, out)
        if any(out.resolve().is_relative_to(folder.resolve()) for folder in goldens):
            raise unwritable(out, None, "the goldens are in it")
    if junit is not None and junit.is_file() and _read_head(junit) not in (b"", b"<?xml"):
        raise unwritable(junit.parent, junit.name, "a file that is no XML stands in its place")


def _read_head(path: Path) -> bytes:
    try:
        with open_plain(path) as stream:
            return stream.read(5)
    except (OSError, ValueError):
        return b"?"


def diff_pdfs(old: Path, new: Path, workers: int) -> GoldenComparison:
    """Compares two PDFs, whoever made them, page by page. Raises Refused for one that can't be read."""
    was, now = settle(try_work(partial(pdf_pages, file, "page")) for file in (old, new))
    golden = {page.name: page for page in align_pages(was, now)}
    pairs = pair_pages(golden, {page.name: page for page in now}, {})
    compared = compare_pairs(pairs, workers, at_a_time=AT_A_TIME)
    return GoldenComparison(old.name, new.name, tuple(page.page for page in compared))


def read_goldens(
    folder: Path, names: Sequence[str], renewed: frozenset[str] = frozenset()
) -> dict[str, ComparedPage]:
    """The goldens by name. Raises Refused with all that is wrong with them; those that are `renewed` may be damaged."""
    read = {name: try_work(partial(read_golden, folder, name)) for name in names}
    kept = [page for name, page in read.items() if name not in renewed or not isinstance(page, Refused)]
    return {page.name: page for page in settle(kept)}


def compare_sides(
    source: PageSource, pairs: Sequence[Pair], workers: int, *, with_files: bool = False
) -> list[Compared]:
    """Compares a source's pages with their goldens: pages of a PDF several at a time."""
    return compare_pairs(pairs, workers, at_a_time=AT_A_TIME if source.stems else 1, with_files=with_files)


def pair_wanted(
    source: PageSource, golden: Mapping[str, ComparedPage], masks: Sequence[MaskEntry], wanted: Sequence[str]
) -> list[Pair]:
    now = {page.name: page for page in source.pages}
    known = list(dict.fromkeys((*now, *golden)))
    rows = [{name: page.rows for name, page in side.items()} for side in (golden, now)]
    placed = place_masks(masks, rows[0], rows[1], known)
    return [pair for pair in pair_pages(golden, now, placed) if not wanted or pair.name in wanted]


def _no_golden(folder: Path) -> Refused:
    name = shorten(folder.resolve().name)
    what = f"The golden folder {name!r} holds no golden of these pages."
    hint = "look at the pages, then run golden accept"
    return Refused([Problem("no-golden", "refused", what, Place(file=name), hint)])


def _tell_idle(mask: MaskUse, where: Place) -> Problem:
    of = f"block {mask.block}" if mask.block is not None else "an area"
    what = f"The mask of {of} on page {mask.page} ({shorten(mask.why)}) hid nothing."
    where = replace(where, page=mask.page, block=mask.block)
    return Problem("mask-unused", "warning", what, where, "take it out of the mask file")
