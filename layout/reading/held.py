"""An edition's pages, and what is wrong in them and in their files -> the pages that are held, and the pool (稿库).

One bad file holds the pages that need it, and no other: the rest is made up and proofed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.problems import Place, Problem
from content.reading import Read
from content.story import Story
from layout.plan.edition import EditionModel, PageModel, Pooled, pages_before, stories_of, stories_on
from layout.plan.things import POOLED, Shown, ThingKind
from layout.reading.shelves import FolderFault


@dataclass(frozen=True, slots=True)
class SortedFaults:
    """The problems of the edition, whether one of them refuses the whole of it, and the pages that can't be made up."""

    problems: tuple[Problem, ...]
    refused: bool
    held: frozenset[str]


def sort_out(
    model: EditionModel, faults: Sequence[FolderFault], faulty: frozenset[str], asked: Sequence[str]
) -> SortedFaults:
    """Says of each problem which pages it holds. `faulty` pages can't be read; of a look at the `asked` pages alone
    what is wrong on others is one line.

    What no page needs holds none: it waits in the pool, and what is wrong with it is a warning.
    """
    needs = {page.name: frozenset(_needs(page, model)) for page in model.pages}
    told: list[Problem] = []
    aside: set[str] = set()
    held, unplanned, refused = set(faulty), set(faulty), False
    for fault in faults:
        problem = fault.problem
        pages = _pages_of(fault, needs)
        if pages is None:
            told.append(problem)
            refused |= problem.severity == "refused"
            continue
        pooled = fault.of is not None and fault.of.kind in POOLED
        if fault.of is not None and not pages and _holds(problem, pooled):
            problem = replace(problem, severity="warning", hint=f"{problem.hint}; no page needs it yet")
        if problem.severity == "refused":
            held |= pages
            # A file that is not there spoils one block of a page's plan; anything else may spoil any.
            unplanned |= pages if fault.of is None and problem.id != "missing-file" else set()
        if not asked or pages & set(asked):
            told.append(problem)
        elif problem.severity == "refused":
            aside |= pages
    waiting = dict(_waiting(model, held, unplanned))
    told += [problem for name, problem in waiting.items() if not asked or name in asked]
    return SortedFaults((*told, *_aside(aside)), refused, frozenset(held | waiting.keys()))


def _holds(problem: Problem, pooled: bool) -> bool:
    """Whether a problem of what no page needs would hold something. An order that is not carried out does."""
    return problem.severity == "refused" or (problem.severity == "press" and pooled)


def pool_of(
    model: EditionModel, names: Mapping[ThingKind, Iterable[str]], stories: Mapping[str, Story]
) -> tuple[Pooled, ...]:
    """The stories, photos and tables that are on no page, by kind and name; `names` are the ids of each kind."""
    shown = {thing for page in model.pages for block in page.blocks for thing in block.shows}
    return tuple(
        Pooled(kind, name, len(stories[name].plain) if kind == "story" and name in stories else None)
        for kind in POOLED
        for name in names[kind]
        if Shown(kind, name) not in shown
    )


def goes_over(read: Read[EditionModel], held: frozenset[str]) -> frozenset[str]:
    """The stories that are on a held page too: of their copy nobody can say that it is lost."""
    return frozenset(at.block.story for at in stories_of(read) if at.page.name in held)


def _needs(page: PageModel, model: EditionModel) -> Iterator[Shown]:
    """What a page can't be made up without. The rest of a story needs what the text of the parts before runs round."""
    for block in page.blocks:
        yield from block.needs
        before = pages_before(block, model.pages)
        for there in (other.blocks for other in model.pages if other.name in before):
            for name, part in stories_on(there).items():
                if part.shows == block.shows:
                    for inner in there:
                        if inner.inside == name and inner.wraps_outline:
                            yield from inner.shows


def _pages_of(fault: FolderFault, needs: Mapping[str, frozenset[Shown]]) -> set[str] | None:
    """The pages that a problem is of; None for one of the whole edition."""
    if fault.of is not None:
        return {name for name, things in needs.items() if fault.of in things}
    page = fault.problem.where.page
    return {page} if page is not None and page in needs else None


def _waiting(model: EditionModel, held: set[str], unplanned: set[str]) -> Iterator[tuple[str, Problem]]:
    """Pages that wait for another: where a story goes on is known when the page that it comes from is."""
    for page in model.pages:
        pages = {name for block in page.blocks for name in pages_before(block, model.pages)}
        first = sorted(unplanned & (pages | {block.waits_for for block in page.blocks}))
        if first and page.name not in held:
            what = f"A story or picture of it is on page {first[0]} too, whose plan can't be used."
            place = Place("edition.yaml", page=page.name)
            yield page.name, Problem("page-waits", "refused", what, place, f"mend page {first[0]}")


def _aside(pages: Iterable[str]) -> Iterator[Problem]:
    names = sorted(pages)
    if names:
        which = "Page" if len(names) == 1 else "Pages"
        what = f"{which} {', '.join(names)} can't be made up as {'it is' if len(names) == 1 else 'they are'}."
        yield Problem("other-pages", "warning", what, Place(), "`check` without --page says why")
