"""What a command names (an edition, a built folder, PDFs) -> its pages to compare, and the folder of their goldens."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from content.files import inside, read_text, shorten
from content.nearest import meant
from content.problems import Place, Problem, Refused, limit_problems
from fonts.catalogue import Catalogue
from layout.golden.foreign import ForeignFile, foreign_pages
from layout.golden.gathering import settle, try_work
from layout.golden.goldenfolder import ComparedPage, compared_page, golden_names
from layout.golden.pdfpages import DrawnPage, Gray, draw_details, draw_pages
from layout.plan.press_settings import PressWish
from layout.publishing.outcome import Outcome
from layout.publishing.placing.folder import refuse_input_folder
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
class PageSource:
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


def read_sources(sources: Sequence[Path], wish: GoldenWish, progress: Callable[[str], None]) -> PageSource:
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


def _set_edition(root: Path, wish: GoldenWish, progress: Callable[[str], None]) -> PageSource:
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
    return PageSource(pages, golden, root.resolve().name, outcome.problems)


def _set_page(page: Page, write: Callable[[], bytes]) -> ComparedPage:
    """A page of this program, whose PDF is written when it is asked for."""
    written = cache(write)

    def draw() -> DrawnPage:
        return draw_pages(written(), [0], whole=True)[0]

    def details(boxes: list[tuple[float, float, float, float]], dpi: float) -> list[Gray]:
        return draw_details(written(), 0, boxes, dpi)

    compared = compared_page(page.name, scene_text(page), page.name, draw, foreign=False)
    return replace(compared, details=details)


def _read_build(out: Path, wish: GoldenWish) -> PageSource:
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
    return PageSource(pages, wish.golden, out.resolve().name)


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
        page.name, scene_text(page), "scene.json", lambda: file.draw(0, 1), foreign=False
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


def _read_files(sources: Sequence[Path], wish: GoldenWish) -> PageSource:
    if wish.golden is None and all(source.is_file() for source in sources):
        raise _which_golden(sources[0].name)
    unnameable = [_tell_bad_name(source) for source in sources if not _NAME.fullmatch(source.stem)]
    files = settle((try_work(partial(pdf_pages, source, source.stem)) for source in sources), unnameable)
    pages = tuple(page for pages_read in files for page in pages_read)
    stems = tuple(source.stem for source in sources)
    return PageSource(pages, wish.golden or Path(FOLDER), sources[0].name, (), stems)


def pdf_pages(file: Path, stem: str) -> list[ComparedPage]:
    """The pages of a PDF, called STEM-1, STEM-2 … Raises Refused for a file that can't be read."""
    return foreign_pages(ForeignFile(read_pdf(file), shorten(file.name)), stem)


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


def _which_golden(name: str) -> Refused:
    what = "Only an edition has a golden folder of its own."
    where = Place(file=shorten(name))
    return Refused([Problem("which-golden", "refused", what, where, "name the folder with --golden")])


def _tell_bad_name(source: Path) -> Problem:
    what = "The file's name can't be a golden's."
    where = Place(file=shorten(source.name))
    return Problem(
        "bad-file-name", "refused", what, where, 'rename it: no dot at its head, none of / \\ : * ? " < > |'
    )
