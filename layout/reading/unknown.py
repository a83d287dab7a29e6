"""What an edition's pages name -> the grids, styles, inks, pages and blocks among it that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.nearest import meant
from content.problems import Place, Problem
from content.reading import Read
from layout.plan.edition import EditionModel, block_id, block_place, blocks_of
from layout.plan.paper import Paper
from layout.plan.style import Model


def unknown_grids(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Grids that pages name and the paper doesn't have."""
    for page, model in enumerate(read.value.pages):
        if model.grid is not None and model.grid not in paper.grids:
            known = sorted(paper.grids)
            yield Problem(
                "unknown-name",
                "refused",
                f"The paper has no grid {model.grid!r}.",
                Place(read.file, read.line_of(("pages", page, "grid")), "grid", page=model.name),
                meant(model.grid, known, f"it has {', '.join(known)}" if known else "take `grid` out"),
            )


def unknown_names(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Styles and inks that blocks name and the paper doesn't have."""
    for page, number, _, block in blocks_of(read.value):
        for key, kind, name in _named_in(block):
            known = sorted(paper.styles if kind == "style" else paper.inks)
            if name not in known:
                yield Problem(
                    "unknown-name",
                    "refused",
                    f"The paper has no {kind} {name!r}.",
                    block_place(read, page, number, key),
                    meant(name, known, f"it has {', '.join(known)}"),
                )


def _named_in(model: Model) -> Iterator[tuple[str, str, str]]:
    """The key, the kind (`style` or `ink`) and the name of each style and ink that a model, or one inside it, names.

    A style that was not asked for need not be there, but for that of the body. An ink of a border that is not drawn is
    not used.
    """
    for key, value in model:
        if value is None:
            continue
        if key.endswith("style"):
            if key in model.model_fields_set or key in ("body_style", "style"):
                yield key, "style", value
        elif key.endswith("tint") or key == "ink":
            yield key, "ink", value
        elif key == "border_ink":
            if getattr(model, "border", None) is not None:
                yield key, "ink", value
        else:
            inner = value if isinstance(value, tuple) else (value,)
            for part in inner:
                if isinstance(part, Model):
                    yield from ((key, kind, name) for _, kind, name in _named_in(part))


def signed_nowhere(read: Read[EditionModel], faulty: frozenset[str] = frozenset()) -> Iterable[Problem]:
    """Sign-offs on pages and in blocks that the edition has not; of `faulty` pages the blocks are not known."""
    blocks: dict[str, list[str]] = {page.name: ["rules", "slug"] for page in read.value.pages}
    for _, number, page_name, block in blocks_of(read.value):
        blocks[page_name].append(block_id(block, number))
    for at, sign_off in enumerate(read.value.sign_offs):
        for field, name, known in (
            ("page", sign_off.page, sorted(blocks)),
            ("block", sign_off.block, sorted(blocks.get(sign_off.page or "", ()))),
        ):
            if field == "block" and sign_off.page in faulty:
                continue
            if name is not None and name not in known and (field == "page" or known):
                line = read.line_of(("sign_offs", at, field))
                what = f"There is no {field} {name!r} for {sign_off.by} to sign off on."
                hint = meant(name, known, f"name one of {', '.join(known)}")
                yield Problem("unknown-name", "refused", what, Place(read.file, line, field), hint)
