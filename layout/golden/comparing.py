"""Pages of a golden and of today, with masks -> what differs on each, cause by cause, level by level.

The scene of all pages is compared first, as copy flows from page to page; then each page's ink and file, which is work
for several processes.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from content.problems import Refused
from layout.golden.causes import find_causes
from layout.golden.closeups import page_pictures
from layout.golden.file import changed_parts
from layout.golden.gathering import settle, try_work
from layout.golden.goldenfolder import ComparedPage, golden_files
from layout.golden.ink import DifferingInk, deviations, hide, ink_differences
from layout.golden.masks import Mask, without_masked
from layout.golden.pdfpages import DPI, DrawnPage
from layout.golden.verdict import (
    FileDifference,
    InkDifference,
    MaskUse,
    PageComparison,
    SceneDifference,
)
from layout.running.sidebyside import side_by_side
from layout.scene.astext import visible

SLACK = 50
"""Thousandths of a point that words of a foreign PDF may be off: pdfium's boxes are rounded."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A page and its golden, each None where there is none; what differs in the scene; the masks, and what of the scene
    each hid.
    """

    golden: ComparedPage | None
    now: ComparedPage | None
    scene: tuple[SceneDifference, ...] = ()
    masks: tuple[Mask, ...] = ()
    hidden: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The page's name."""
        page = self.now or self.golden
        return "" if page is None else page.name


@dataclass(frozen=True, slots=True)
class Compared:
    """A page's comparison, and the files that its golden would be of, where they were asked for."""

    page: PageComparison
    files: Mapping[str, bytes]


def pair_pages(
    golden: Mapping[str, ComparedPage], now: Mapping[str, ComparedPage], masks: Mapping[str, tuple[Mask, ...]]
) -> list[Pair]:
    """The pages with their goldens and the differences of their scenes, in today's order, those that are gone last."""
    pairs, was_rows, now_rows = [], [], []
    for name in dict.fromkeys((*now, *golden)):
        was, page, covers = golden.get(name), now.get(name), masks.get(name, ())
        was_clean, now_clean, hidden = without_masked(
            covers, None if was is None else was.rows, None if page is None else page.rows
        )
        was_rows += [was_clean] if was_clean is not None else []
        now_rows += [now_clean] if now_clean is not None else []
        pairs.append(Pair(was, page, (), covers, hidden))
    if [page for page in was_rows if page not in now_rows]:
        foreign = any(page.foreign for page in (*now.values(), *golden.values()))
        scene = find_causes(was_rows, now_rows, SLACK if foreign else 0)
        pairs = [replace(pair, scene=scene.get(pair.name, ())) for pair in pairs]
    return pairs


def compare_pairs(
    pairs: Sequence[Pair], workers: int, *, at_a_time: int = 1, with_files: bool = False
) -> list[Compared]:
    """Compares the pages side by side, each process so many at a time.

    Raises Refused with all that keeps pages from being compared.
    """
    chunks = [pairs[at : at + at_a_time] for at in range(0, len(pairs), at_a_time)]

    def work(chunk: Sequence[Pair]) -> list[Compared | Refused]:
        return [try_work(partial(compare_pair, pair, with_files)) for pair in chunk]

    return settle(page for chunk in side_by_side(work, chunks, workers) for page in chunk)


def compare_pair(pair: Pair, with_files: bool = False) -> Compared:
    """Compares a page with its golden on every level. Raises Refused for what can't be read."""
    was = _draw_golden(pair, with_files)
    now = pair.now.draw() if pair.now is not None else None
    page = _judge_pair(pair, was, now)
    page = replace(
        page,
        pictures=None if page.verdict == "same" else page_pictures((pair.golden, was), (pair.now, now), page),
    )
    files = golden_files(pair.now, now) if with_files and pair.now is not None and now is not None else {}
    return Compared(page, files if page.verdict != "same" else {})


def _draw_golden(pair: Pair, renewing: bool) -> DrawnPage | None:
    """The golden as drawn; one that is damaged does not keep a page from being made its golden anew."""
    try:
        return pair.golden.draw() if pair.golden is not None else None
    except Refused:
        if renewing and pair.now is not None:
            return None
        raise


def _judge_pair(pair: Pair, was: DrawnPage | None, now: DrawnPage | None) -> PageComparison:
    name = visible(pair.name)
    blank = PageComparison(
        pair.name,
        "same",
        golden_size=None if was is None else was.size,
        size=None if now is None else now.size,
    )
    if was is None or pair.golden is None:
        return replace(blank, verdict="new", sentence=f"{name}: a new page")
    if now is None or pair.now is None:
        return replace(blank, verdict="gone", sentence=f"{name}: the page is gone")
    if pair.golden.foreign != pair.now.foreign:
        kinds = ("a foreign PDF", "an edition") if pair.golden.foreign else ("an edition", "a foreign PDF")
        return replace(
            blank, verdict="differs", sentence=f"{name}: the golden is of {kinds[0]}, the page of {kinds[1]}"
        )
    if sentence := _other_size(was, now):
        return replace(blank, verdict="resized", sentence=f"{name}: {sentence}")
    return _levels(pair, blank, was, now)


def _other_size(was: DrawnPage, now: DrawnPage) -> str:
    if any(abs(old - new) > 0.01 for old, new in zip(was.size, now.size, strict=True)):
        old, new = (" × ".join(f"{side / 72 * 25.4:.2f}" for side in page.size) for page in (was, now))
        return f"another size: was {old} mm, is {new} mm"
    if was.gray.shape != now.gray.shape:
        old, new = (f"{page.gray.shape[1]} × {page.gray.shape[0]}" for page in (was, now))
        return f"another sheet round the same page: was {old} pixels at {DPI} dpi, is {new}"
    return ""


def _levels(pair: Pair, blank: PageComparison, was: DrawnPage, now: DrawnPage) -> PageComparison:
    assert pair.golden is not None and pair.now is not None
    ink = DifferingInk(deviations(was.gray, now.gray), now.corner)
    masks = []
    for mask, hidden in zip(pair.masks, pair.hidden, strict=True):
        model = mask.entry.model
        pixels = hide(ink, dict.fromkeys((*mask.golden, *mask.now)))
        masks.append(MaskUse(pair.name, model.why, model.block, mask.box, hidden, pixels))
    off = int(ink.differs.sum())
    notes: list[str] = []
    unsure = ""
    inks: tuple[InkDifference, ...] = ()
    if was.renderer != now.renderer:
        # Another renderer's pixels say nothing of the page: that is one fact, not thousands of deviations.
        renderers = f"the golden's ink is by {visible(was.renderer)}, this by {now.renderer}"
        unsure = f"another renderer: {renderers}, and {off:,} pixels differ" if off else ""
        notes += [] if off else [f"{renderers}; no pixel differs"]
    elif ink.differs.any():
        inks = tuple(ink_differences(ink, pair.golden.rows, pair.now.rows, pair.scene))
    page = replace(blank, scene=pair.scene, ink=inks, masks=tuple(masks))
    told = page.differences or page.masked
    if not told and _plain_text(pair.golden) != _plain_text(pair.now):
        page = replace(page, scene=(_name_rest(pair.name, pair.golden.text, pair.now.text),))
    page = _with_file(page, was, now, notes)
    if page.differences:
        return replace(page, verdict="differs", notes=(*page.notes, *([unsure] if unsure else [])))
    if unsure:
        return replace(page, verdict="other-renderer", sentence=f"{visible(pair.name)}: {unsure}")
    return page


def _with_file(page: PageComparison, was: DrawnPage, now: DrawnPage, notes: list[str]) -> PageComparison:
    parts = tuple(changed_parts(was.parts, now.parts)) if was.parts and now.parts else ()
    explained = bool(page.scene or page.ink)
    if parts and page.masked and not explained:
        notes = [*notes, f"the PDF's {', '.join(parts)} changed with what is masked"]
    elif parts:
        kept = "" if explained else "; neither the text nor the ink did"
        sentence = f"{visible(page.page)}: the PDF's {', '.join(parts)} changed{kept}"
        page = replace(page, file=(FileDifference(page.page, sentence, parts, explained),))
    elif was.packed and now.packed and was.packed != now.packed:
        notes = [
            *notes,
            f"the PDF holds the same but is packed otherwise (this by zlib {zlib.ZLIB_RUNTIME_VERSION})",
        ]
    return replace(page, notes=tuple(notes))


def _plain_text(page: ComparedPage) -> str:
    """What must be the same to the letter: nothing of a foreign page, whose places are rounded."""
    return "" if page.foreign else page.text


def _name_rest(name: str, was: str, now: str) -> SceneDifference:
    """A difference of the golden text that no other names: what blocks are called, their order, a language."""
    old, new = was.split("\n"), now.split("\n")
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    lines = [text[at][:120].strip() if at < len(text) else "" for text in (old, new)]
    sentence = (
        f"{visible(name)} · scene.txt, line {at + 1}: was {lines[0] or 'nothing'}, is {lines[1] or 'nothing'}"
    )
    return SceneDifference("drawn", name, sentence, line=at + 1, was=lines[0], now=lines[1])
