"""Editions, built folders and PDFs, with a folder of goldens -> what differs; or new goldens, put in place whole."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from content.files import inside, open_plain, read_text, shorten
from content.nearest import meant
from content.problems import Place, Problem, Refused, limit_problems
from fonts.catalogue import Catalogue
from layout.golden.comparing import Compared, Pair, compare_pairs, pair_pages
from layout.golden.foreign import AT_A_TIME, ForeignFile, align_pages, foreign_pages
from layout.golden.goldenfolder import (
    ACCEPTED,
    INK,
    RECORD,
    SCENE,
    WORDS,
    ComparedPage,
    compared_page,
    golden_names,
    read_golden,
)
from layout.golden.masks import MaskEntry, place_masks, read_masks
from layout.golden.pdfpages import DrawnPage, Gray, draw_details, draw_pages
from layout.golden.verdict import GoldenComparison, MaskUse, PageComparison
from layout.plan.press_settings import PressWish
from layout.publishing.outcome import Outcome
from layout.publishing.placing.folder import output_folder, refuse_input_folder, write_files
from layout.publishing.preflighting import read_pdf
from layout.scene import Page, Scene
from layout.scene.astext import scene_text
from layout.scene.tojson import from_json

FOLDER = "golden"
"""The folder of an edition that holds its goldens."""

MOST_SCENE = 512_000_000
"""Bytes of a built folder's scene; a broadsheet has half a million."""

_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f/\\:*?\"<>|.][^\x00-\x1f\x7f-\x9f/\\:*?\"<>|]{0,150}")


SetEdition = Callable[[Path, Callable[[str], None], PressWish], tuple[Outcome, Catalogue]]
"""The stage that reads and makes up an edition's folder, and says at which stage it is."""


@dataclass(frozen=True, slots=True)
class GoldenWish:
    """What a person asks: the folder of goldens (the edition's own where it is None), some pages or all, a mask file,
    and how many pages are worked on at a time. `set_edition` makes up an edition that is no built folder
    (`layout.publish.set_edition`).
    """

    set_edition: SetEdition
    golden: Path | None = None
    pages: tuple[str, ...] = ()
    mask: Path | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True)
class GoldenFindings:
    """A comparison, and what else is to be said: the edition's own problems, masks that hid nothing."""

    comparison: GoldenComparison
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Pages that were taken for right: the files written and those taken away, with forward slashes from the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """Pages to compare, where their goldens are, and the names of goldens that are theirs."""

    pages: tuple[ComparedPage, ...]
    golden: Path
    name: str
    problems: tuple[Problem, ...] = ()
    stems: tuple[str, ...] = ()
    """The names of the PDFs that pages come from; empty for an edition, whose goldens are all in the folder."""

    def owns(self, golden: str) -> bool:
        """Whether a golden is of these pages: of other files' pages nobody asked."""
        stem, _, number = golden.rpartition("-")
        return not self.stems or (stem in self.stems and number.isdecimal())


def compare_with_golden(
    sources: Sequence[Path], wish: GoldenWish, progress: Callable[[str], None] = lambda stage: None
) -> GoldenFindings:
    """Compares an edition, a folder that it was built into, or PDFs, with their goldens.

    Raises Refused, with all that is wrong, for what can't be read or compared, a page or a mask that there is not, and
    where there is no golden at all.
    """
    masks = read_masks(wish.mask) if wish.mask is not None else ()
    source = _read_sources(sources, wish, progress)
    names = [name for name in golden_names(source.golden) if source.owns(name)]
    if not names:
        raise _no_golden(source.golden)
    golden = _read_goldens(source.golden, names)
    progress("comparing")
    pairs = _pair_wanted(source, golden, masks, wish.pages)
    compared = compare_pairs(pairs, wish.workers, at_a_time=AT_A_TIME if source.stems else 1)
    comparison = GoldenComparison(source.golden.name, source.name, tuple(page.page for page in compared))
    idle = (
        _tell_idle(mask, placed.entry.where)
        for page, pair in zip(comparison.pages, pairs, strict=True)
        for mask, placed in zip(page.masks, pair.masks, strict=False)
        if not mask.used
    )
    return GoldenFindings(comparison, (*source.problems, *idle))


def accept_pages(
    sources: Sequence[Path],
    wish: GoldenWish,
    why: str,
    progress: Callable[[str], None] = lambda stage: None,
    env: Mapping[str, str] = os.environ,
) -> Accepted:
    """Makes today's pages their own goldens, all or none; equal files are left as they are.

    A golden of a page that is gone is taken away. Where another renderer alone makes a difference, a page is only taken
    that is named. Raises Refused under CI (the variable CI is set), where a golden is a given, and as the comparison
    does.
    """
    source = _read_sources(sources, wish, progress)
    refuse_under_ci(env, source.golden.name)
    _may_be_written(source)
    names = golden_names(source.golden) if os.path.lexists(source.golden) else []
    renewed = frozenset(page.name for page in source.pages)
    golden = _read_goldens(source.golden, [name for name in names if source.owns(name)], renewed)
    progress("comparing")
    pairs = _pair_wanted(source, golden, (), wish.pages)
    compared = compare_pairs(pairs, wish.workers, at_a_time=AT_A_TIME if source.stems else 1, with_files=True)
    taken = [page for page in compared if _is_taken(page.page, wish.pages)]
    left = [page.page for page in compared if page.page.verdict == "other-renderer" and page not in taken]
    written, removed = put_goldens(
        source.golden, taken, lambda: _lengthen_log(source.golden, taken, why, env)
    )
    return Accepted(written, removed, (*source.problems, *map(_not_taken, left)))


def refuse_under_ci(env: Mapping[str, str], name: str) -> None:
    """Raises Refused, about the golden or folder of a name, where the variable CI is set: there a golden is a given."""
    if env.get("CI", "").lower() not in ("", "0", "false"):
        what = "A golden is not renewed under CI."
        hint = "run golden accept on your own machine, look at the pages, and commit them"
        raise Refused([Problem("golden-update-in-ci", "refused", what, Place(file=shorten(name)), hint)])


def put_goldens(
    folder: Path, taken: Sequence[Compared], log: Callable[[], bytes] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Writes the goldens of pages into a folder, with a log of it; the names of the files written, and of those taken
    away. Pages that are the same and files that are equal are left. Raises Refused, and then nothing is changed, where
    a file can't be written.
    """
    files, stale = _find_changes(folder, [page for page in taken if page.page.verdict != "same"])
    if files or stale:
        if log is not None:
            files[ACCEPTED] = log()
        with output_folder(folder) as aside:
            write_files(aside, folder, files, lambda: stale)
        for emptied in {folder / Path(name).parts[0] for name in stale}:
            with suppress(OSError):  # something else may stand in it
                emptied.rmdir()
    return tuple(sorted(files)), tuple(sorted(stale))


def diff_pdfs(old: Path, new: Path, workers: int) -> GoldenComparison:
    """Compares two PDFs, whoever made them, page by page. Raises Refused for one that can't be read."""
    pages = [_try_read(partial(_pages_of, file, "page")) for file in (old, new)]
    problems = [
        problem for pages_read in pages if isinstance(pages_read, Refused) for problem in pages_read.problems
    ]
    if problems:
        raise Refused(problems)
    was, now = (pages_read for pages_read in pages if not isinstance(pages_read, Refused))
    golden = {page.name: page for page in align_pages(was, now)}
    pairs = pair_pages(golden, {page.name: page for page in now}, {})
    compared = compare_pairs(pairs, workers, at_a_time=AT_A_TIME)
    return GoldenComparison(old.name, new.name, tuple(page.page for page in compared))


# Sources


def _read_sources(sources: Sequence[Path], wish: GoldenWish, progress: Callable[[str], None]) -> _Source:
    folders = [source for source in sources if source.is_dir()]
    if folders and len(sources) > 1:
        what = "An edition is compared by itself."
        raise Refused([Problem("one-edition", "refused", what, Place(), "name one edition, or PDFs alone")])
    if folders:
        built = not (folders[0] / "edition.yaml").exists() and (folders[0] / "scene.json").exists()
        source = _read_build(folders[0], wish) if built else _set_edition(folders[0], wish, progress)
    else:
        source = _read_files(sources, wish)
    _named_once(source.pages)
    known = [page.name for page in source.pages]
    if os.path.lexists(source.golden):
        known += [name for name in golden_names(source.golden) if name not in known]
    unknown = [name for name in wish.pages if name not in known]
    if unknown:
        raise Refused(
            Problem(
                "unknown-name",
                "refused",
                f"There is no page {shorten(name)!r}.",
                Place(),
                meant(name, known, f"it may be {', '.join(known[:20])}"),
            )
            for name in unknown
        )
    return source


def _set_edition(root: Path, wish: GoldenWish, progress: Callable[[str], None]) -> _Source:
    """The pages of an edition, made up now. All are made up, for copy flows from page to page."""
    outcome, catalogue = wish.set_edition(root, progress, PressWish(workers=wish.workers))
    held = outcome.edition.held & frozenset(wish.pages or outcome.edition.held)
    if held:
        raise Refused([problem for problem in outcome.problems if problem.severity == "refused"])
    from layout.press.document import Resources, write_pdf
    from layout.publishing.folders import picture_cache

    scene = outcome.made.scene
    resources = Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes),
        root=outcome.edition.root,
        cache=picture_cache(),
    )
    golden = wish.golden if wish.golden is not None else root / FOLDER
    refuse_input_folder(root, golden)
    pages = tuple(_set_page(page, partial(write_pdf, scene, (page,), resources)) for page in scene.pages)
    return _Source(pages, golden, root.resolve().name, outcome.problems)


def _set_page(page: Page, write: Callable[[], bytes]) -> ComparedPage:
    """A page of this program, whose PDF is written when it is asked for."""
    written = cache(write)

    def drawn() -> DrawnPage:
        return draw_pages(written(), [0], whole=True)[0]

    def details(boxes: list[tuple[float, float, float, float]], dpi: float) -> list[Gray]:
        return draw_details(written(), 0, boxes, dpi)

    compared = compared_page(page.name, scene_text(page), page.name, drawn, foreign=False)
    return replace(compared, details=details)


def _read_build(out: Path, wish: GoldenWish) -> _Source:
    """The pages of a folder that an edition was built into: its scene, and its press files."""
    if wish.golden is None:
        raise _which_golden(out.name)
    scene = from_json(
        read_text(inside(out, "scene.json"), "scene.json", most_bytes=MOST_SCENE), file="scene.json"
    )
    outputs = {
        str(row.get("sha256")): str(row.get("file"))
        for row in _rows(_read_json(out, "manifest.json"), "outputs")
        if str(row.get("file")).startswith("pages/")
    }
    pages = tuple(_read_built_page(out, scene, page, outputs) for page in scene.pages)
    return _Source(pages, wish.golden, out.resolve().name)


def _read_built_page(out: Path, scene: Scene, page: Page, outputs: Mapping[str, str]) -> ComparedPage:
    report = f"preflight/{scene.edition}-{page.name}.json"
    digest = str(_read_json(out, report).get("sha256"))
    if digest not in outputs:
        what = f"The build has no press file of page {page.name}."
        hint = "mend what report.json says and build again, or compare the edition itself"
        raise Refused([Problem("no-press-file", "refused", what, Place(file=report, page=page.name), hint)])
    data = read_pdf(inside(out, outputs[digest]))
    if hashlib.sha256(data).hexdigest() != digest:
        what, hint = "The press file is not the one that was built.", "build the edition again"
        raise Refused([Problem("changed-since", "refused", what, Place(file=outputs[digest]), hint)])
    file = ForeignFile(data, outputs[digest], whole=True)
    compared = compared_page(
        page.name, scene_text(page), "scene.json", lambda: file.drawn(0, 1), foreign=False
    )
    return replace(compared, details=lambda boxes, dpi: file.details(0, boxes, dpi))


def _read_json(out: Path, name: str) -> Mapping[str, Any]:
    try:
        data = json.loads(read_text(inside(out, name), name, most_bytes=MOST_SCENE))
        if isinstance(data, dict):
            return data
    except (ValueError, RecursionError):
        pass
    hint = "build the edition again"
    raise Refused([Problem("damaged-build", "refused", f"{name} is damaged.", Place(file=name), hint)])


def _rows(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = data.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _read_files(sources: Sequence[Path], wish: GoldenWish) -> _Source:
    if wish.golden is None and all(source.is_file() for source in sources):
        raise _which_golden(sources[0].name)
    found = [_try_read(partial(_pages_of, source, source.stem)) for source in sources]
    problems = [
        problem for pages_read in found if isinstance(pages_read, Refused) for problem in pages_read.problems
    ]
    problems += [_unnameable(source) for source in sources if not _NAME.fullmatch(source.stem)]
    if problems:
        raise Refused(limit_problems(problems))
    pages = tuple(page for pages_read in found if not isinstance(pages_read, Refused) for page in pages_read)
    stems = tuple(source.stem for source in sources)
    return _Source(pages, wish.golden or Path(FOLDER), sources[0].name, (), stems)


def _pages_of(file: Path, stem: str) -> list[ComparedPage]:
    return foreign_pages(ForeignFile(read_pdf(file), shorten(file.name)), stem)


def _try_read(read: Callable[[], list[ComparedPage]]) -> list[ComparedPage] | Refused:
    try:
        return read()
    except Refused as refusal:
        return refusal


def _named_once(pages: Iterable[ComparedPage]) -> None:
    """Raises Refused for two pages of one name, on a disk that takes capitals for small letters too."""
    seen: dict[str, str] = {}
    problems = []
    for page in pages:
        if page.name.casefold() in seen:
            what = f"Two pages are called {shorten(page.name)!r}: each would be the other's golden."
            problems.append(
                Problem("duplicate-page", "refused", what, Place(page=page.name), "rename one of them")
            )
        seen[page.name.casefold()] = page.name
    if problems:
        raise Refused(limit_problems(problems))


# Goldens


def _read_goldens(
    folder: Path, names: Sequence[str], renewed: frozenset[str] = frozenset()
) -> dict[str, ComparedPage]:
    """The goldens by name. Raises Refused with all that is wrong with them; those that are `renewed` may be damaged."""
    found: dict[str, ComparedPage] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            found[name] = read_golden(folder, name)
        except Refused as refusal:
            problems += refusal.problems if name not in renewed else ()
    if problems:
        raise Refused(limit_problems(problems))
    return found


def _pair_wanted(
    source: _Source, golden: Mapping[str, ComparedPage], masks: Sequence[MaskEntry], wanted: Sequence[str]
) -> list[Pair]:
    now = {page.name: page for page in source.pages}
    known = list(dict.fromkeys((*now, *golden)))
    rows = [{name: page.rows for name, page in side.items()} for side in (golden, now)]
    placed = place_masks(masks, rows[0], rows[1], known)
    return [pair for pair in pair_pages(golden, now, placed) if not wanted or pair.name in wanted]


def _is_taken(page: PageComparison, wanted: Sequence[str]) -> bool:
    return page.verdict != "same" and (page.verdict != "other-renderer" or page.page in wanted)


def _may_be_written(source: _Source) -> None:
    """Raises Refused where a page's golden would be written through a link."""
    if os.path.lexists(source.golden):
        golden_names(source.golden)
    for page in source.pages:
        if (source.golden / page.name).is_symlink():
            what = f"The golden of page {page.name!r} is a link."
            where = Place(file=page.name)
            raise Refused([Problem("outside-edition", "refused", what, where, "put a folder in its place")])


def _find_changes(folder: Path, taken: Sequence[Compared]) -> tuple[dict[str, bytes | Path], frozenset[str]]:
    """The files to write, those that are equal left out, and the files to take away."""
    files: dict[str, bytes | Path] = {}
    stale: set[str] = set()
    for page in taken:
        name = page.page.page
        for file, data in page.files.items():
            if _read_content(folder / name / file) != data:
                files[f"{name}/{file}"] = data
        there = {file for file in (SCENE, WORDS, INK, RECORD) if os.path.lexists(folder / name / file)}
        stale |= {f"{name}/{file}" for file in there - page.files.keys()}
    return files, frozenset(stale)


def _read_content(path: Path) -> bytes | None:
    try:
        with open_plain(path) as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def _lengthen_log(folder: Path, taken: Sequence[Compared], why: str, env: Mapping[str, str]) -> bytes:
    """The log of what was accepted, a line longer: when, by whom, why, and each page with what had differed."""
    row = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": _who(env),
        "why": why,
        "pages": [
            {
                "page": page.page.page,
                "verdict": page.page.verdict,
                "sentences": list(page.page.sentences[:20]),
            }
            for page in taken
        ],
    }
    before = b""
    if os.path.lexists(folder / ACCEPTED):
        before = read_text(inside(folder, ACCEPTED), ACCEPTED, most_bytes=MOST_SCENE).encode()
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + (json.dumps(row, ensure_ascii=False) + "\n").encode(errors="backslashreplace")


def _who(env: Mapping[str, str]) -> str:
    """The name that commits go by, if the environment says one, else the user's."""
    try:
        return env.get("GIT_AUTHOR_NAME") or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


# Problems


def _no_golden(folder: Path) -> Refused:
    name = shorten(folder.name)
    what = f"The golden folder {name!r} holds no golden of these pages."
    hint = "look at the pages, then run golden accept"
    return Refused([Problem("no-golden", "refused", what, Place(file=name), hint)])


def _which_golden(name: str) -> Refused:
    what = "Only an edition has a golden folder of its own."
    where = Place(file=shorten(name))
    return Refused([Problem("which-golden", "refused", what, where, "name the folder with --golden")])


def _unnameable(source: Path) -> Problem:
    what = "The file's name can't be a golden's."
    where = Place(file=shorten(source.name))
    return Problem(
        "bad-file-name", "refused", what, where, 'rename it: no dot at its head, none of / \\ : * ? " < > |'
    )


def _tell_idle(mask: MaskUse, where: Place) -> Problem:
    of = f"block {mask.block}" if mask.block is not None else "an area"
    what = f"The mask of {of} on page {mask.page} ({shorten(mask.why)}) hid nothing."
    where = replace(where, page=mask.page, block=mask.block)
    return Problem("mask-unused", "warning", what, where, "take it out of the mask file")


def _not_taken(page: PageComparison) -> Problem:
    what = f"{page.sentence or page.page}: the page was not taken."
    hint = f"look at it, then name it: golden accept --page {page.page}"
    return Problem("other-renderer", "warning", what, Place(page=page.page), hint)
