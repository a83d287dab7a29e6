"""What came of an edition, and what later stages add to it: objections, sign-offs, pages that can't be pressed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from content.problems import Problem, Refused
from layout.makeup.edition import EditionMakeup
from layout.objections.table import raise_objections
from layout.plan.edition import Edition
from layout.plan.objectiontable import Objection
from layout.plan.signoff import Signed, settle, unused_sign_offs
from layout.publishing.plants import plant_of
from layout.publishing.problems.findings import objection_problems
from layout.publishing.problems.headhints import hint_at_fits
from layout.publishing.problems.order import in_order
from layout.publishing.problems.printable import unprintable
from layout.scene.problemplaces import is_on


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an edition: the pages as made up, the open problems, those that an editor signed off, the names of
    the files written, and all that the desk objects to, notes too.
    """

    edition: Edition
    made: EditionMakeup
    problems: tuple[Problem, ...]
    signed: tuple[Signed, ...] = ()
    files: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing holds the press."""
        return all(problem.severity == "warning" for problem in self.problems)


def add_objections(outcome: Outcome) -> Outcome:
    """The outcome with what the desk objects to on its pages, and with type and rules that the plant can't hold."""
    edition, scene = outcome.edition, outcome.made.scene
    paper = edition.paper
    raised = raise_objections(scene, paper.objections, paper.objection_limits)
    objections = hint_at_fits(raised, outcome.made.fits)
    found = (
        *unprintable(scene.pages, plant_of(paper), edition),
        *objection_problems(objections, outcome.problems, scene.pages),
    )
    problems = (*outcome.problems, *edition.locate_all(found))
    return replace(outcome, problems=problems, objections=objections)


def apply_sign_offs(outcome: Outcome, *, pressed: bool) -> Outcome:
    """The outcome after its edition's sign-offs, its problems in the order in which an editor reads them.

    A sign-off that no problem answers to is a problem only where press files were made: some are of them.
    """
    sign_offs = outcome.edition.model.sign_offs
    settled = settle(outcome.problems, sign_offs)
    places = [outcome.edition.place(("sign_offs", number)) for number in range(len(sign_offs))]
    held = frozenset(
        number for number, sign_off in enumerate(sign_offs) if sign_off.page in outcome.edition.held
    )
    idle = unused_sign_offs(sign_offs, settled.used | held, places) if pressed else ()
    return replace(outcome, problems=in_order((*settled.standing, *idle)), signed=settled.signed)


def hold_pages(outcome: Outcome, refusal: Refused) -> Outcome:
    """The outcome with the pages held that a refusal is of: a photo that can't be converted, a font that can't be cut.

    Raises the refusal where it is not of single pages, or where no page would be left.
    """
    scene = outcome.made.scene
    held: set[str] = set()
    for problem in refusal.problems:
        pages = {page.name for page in scene.pages if is_on(problem, page)}
        if not pages:
            raise refusal
        held |= pages
    left = tuple(page for page in scene.pages if page.name not in held)
    if not left:
        raise refusal
    made = replace(
        outcome.made,
        scene=replace(scene, pages=left),
        fits=tuple(fit for fit in outcome.made.fits if fit.page not in held),
    )
    return replace(
        outcome,
        edition=replace(outcome.edition, held=outcome.edition.held | held),
        made=made,
        problems=(*outcome.problems, *refusal.problems),
    )
