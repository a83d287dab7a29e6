"""An edition -> what would keep it from being built: an edition that passes `check` can be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.nearest import meant
from content.problems import Problem, Refused
from layout.plan.edition import Edition
from layout.publishing.names import shared_names
from layout.scene import Scene


def find_refusals(edition: Edition, asked: Sequence[str]) -> list[Problem]:
    """Each problem, before the edition is made up, that refuses it whole. `asked` are the pages that are wished for."""
    return [*_profile_problems(edition), *shared_names(edition), *_unknown_pages(edition, asked)]


def find_advert_problems(scene: Scene, edition: Edition) -> Iterator[Problem]:
    """What is wrong with the finished pages that are placed in the made-up ones."""
    if edition.adverts:
        # Most editions have none, and must not wait for what looks at them.
        from layout.preflight.aside import examine_drawn
        from layout.publishing.plants import advert_plant
        from layout.publishing.problems.adverts import advert_problems

        plant = advert_plant(edition.paper)
        yield from advert_problems(scene, edition.root, lambda data: examine_drawn(data, plant))


def find_faint_type(scene: Scene, edition: Edition) -> Iterator[Problem]:
    """Type on a picture that can't be told from what is beneath it."""
    if any(
        region.lies_on is not None or region.captions_on for page in scene.pages for region in page.regions
    ):
        # Most editions have none, and must not wait for what looks at pictures.
        from layout.publishing.problems.contrast import find_faint_lines

        yield from find_faint_lines(scene, edition.root)


def _profile_problems(edition: Edition) -> Iterator[Problem]:
    """What is wrong with the press's profile."""
    from layout.press.file.profile import read_profile

    try:
        read_profile(edition.paper.press.profile, edition.root)
    except Refused as refusal:
        for problem in refusal.problems:
            what = f"{problem.what[:1].upper()}{problem.what[1:].rstrip('.')}."
            yield replace(problem, what=what, where=edition.paper_place(("press", "profile")))


def _unknown_pages(edition: Edition, asked: Sequence[str]) -> Iterator[Problem]:
    """Pages that are asked for by names that the edition has not."""
    known = [page.name for page in edition.model.pages]
    for name in dict.fromkeys(asked):
        if name not in known:
            what, hint = f"The edition has no page {name!r}.", f"it has {', '.join(known[:20])}"
            place = edition.place(("pages",))
            yield Problem("unknown-name", "refused", what, place, meant(name, known, hint))
