"""A page's model and everything it is made up from -> its blocks made up, as they were kept or anew.

The key is the hash of what the page shows: its model, the paper, the copy, photos and advertisements of its blocks, the
faces. A page that says something of others (an index, a jump) has their models in its key too, and the stories that it
names.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass

from layout.makeup.desk import BlockMakeup, Desk
from layout.plan.edition import PageModel, pages_before
from layout.plan.things import Shown, ThingKind
from layout.running.kept import OWN, Kept, key_of

_PROTOCOL = 5
"""The same of every Python that there is, so that a newer one reads what an older one kept."""


def kept_blocks(
    page: PageModel, desk: Desk, kept: Kept, make: Callable[[PageModel, Desk], list[BlockMakeup]]
) -> list[BlockMakeup]:
    """The blocks of a page, which `make` makes."""
    if kept.folder is None:
        return make(page, desk)
    made: list[BlockMakeup] = []

    def written() -> bytes:
        made.extend(make(page, desk))
        return pickle.dumps(made, _PROTOCOL)

    data = kept.get(page_key(page, desk), written)
    return made or _read_blocks(data) or make(page, desk)


def _read_blocks(data: bytes) -> list[BlockMakeup]:
    """The blocks that were kept; none where a file holds anything else, whoever put it there."""
    try:
        found = _Reader(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, IndexError, TypeError, ValueError):
        return []
    whole = isinstance(found, list) and all(isinstance(makeup, BlockMakeup) for makeup in found)
    return found if whole else []


class _Reader(pickle.Unpickler):
    """Reads blocks that were made up: values of this program's own frozen classes, and nothing else can come of it.

    JSON would be checked value by value, which takes as long as making up the page.
    """

    def find_class(self, module: str, name: str) -> type:
        found = getattr(sys.modules.get(module), name, None)
        if module.partition(".")[0] in OWN and isinstance(found, type) and is_dataclass(found):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a page")


def page_key(page: PageModel, desk: Desk) -> str:
    """The hash of everything that a page is made up from."""
    pages = desk.pages if any(block.reads_pages for block in page.blocks) else (page,)
    # The parts before of a story that jumps are made up with all stories of their pages, and what is inside them.
    before = {name for block in page.blocks for name in pages_before(block, pages)}
    there = (block for model in pages if model.name in before for block in model.blocks)
    things = {thing for block in (*page.blocks, *there) for thing in block.needs}
    things |= {Shown("story", lead.story) for block in page.blocks for lead in block.leads_to}
    return key_of(
        desk.paper.model_dump_json(),
        page.name,
        *(model.model_dump_json() for model in pages),
        *(f"{thing} {_of_thing(thing, desk)!r}" for thing in sorted(things)),
        *_faces(desk),
    )


def _of_thing(thing: Shown, desk: Desk) -> tuple[object, ...]:
    """What is known of a thing that blocks show."""
    known: dict[ThingKind, tuple[Mapping[str, object], ...]] = {
        "story": (desk.stories,),
        "photo": (desk.photos, desk.pictures),
        "advert": (desk.adverts, desk.advert_facts),
        "table": (desk.tables,),
    }
    return tuple(held.get(thing.id) for held in known[thing.kind])


def _faces(desk: Desk) -> Iterator[str]:
    """The faces and profiles of the paper's styles; the styles themselves are the paper's."""
    for name, dress in sorted(desk.wardrobe.dresses.items()):
        fonts = (dress.font, dress.strong, dress.emphasis)
        faces = [f"{face.id} {face.sha256}" for font in fonts for face in font.faces]
        yield f"{name} {faces} {dress.vertical} {dress.paragraph.profile!r}"
