"""What an edition's blocks name, lead to, quote and print -> what of it is not there, or is not so.

These are grids, styles and inks of the paper, pages and blocks that are signed off, index entries, pull quotes, wraps,
and words with marks in them that nobody reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from content.marking.headmarks import head_mark_problems, read_breaks, read_marks
from content.marking.linemarks import read_line
from content.marking.unread_marks import line_text_problems, plain_text_problems
from content.nearest import meant
from content.photo import Photo
from content.problems import Place, Problem
from content.reading import Read
from content.story import Story
from layout.plan.edition import EditionModel, blocks_of, stories_of
from layout.plan.fields import without_fields
from layout.plan.paper import Paper
from layout.plan.style import Model


def unknown_grids(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Grids that pages name and the paper doesn't have."""
    for page, model in enumerate(read.value.pages):
        if model.grid is not None and model.grid not in paper.grids:
            known = sorted(paper.grids)
            what = f"The paper has no grid {model.grid!r}."
            place = Place(read.file, read.line_of(("pages", page, "grid")), "grid", page=model.name)
            hint = meant(model.grid, known, f"it has {', '.join(known)}" if known else "take `grid` out")
            yield Problem("unknown-name", "refused", what, place, hint)


def unknown_names(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Styles and inks that blocks name and the paper doesn't have."""
    for at in blocks_of(read):
        for key, kind, name in _named_in(at.block):
            known = sorted(paper.styles if kind == "style" else paper.inks)
            if name not in known:
                hint = meant(name, known, f"it has {', '.join(known)}")
                yield at.refusal("unknown-name", f"The paper has no {kind} {name!r}.", hint, key)


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
        elif key.endswith("tint") or key in ("ink", "pattern_ink", "type_ink"):
            yield key, "ink", value
        elif key == "border_ink":
            if getattr(model, "border", None) is not None:
                yield key, "ink", value
        else:
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Model):
                    yield from ((key, kind, name) for _, kind, name in _named_in(part))


def signed_nowhere(read: Read[EditionModel], faulty: frozenset[str]) -> Iterable[Problem]:
    """Sign-offs on pages and in blocks that the edition has not; of `faulty` pages the blocks are not known."""
    blocks: dict[str, list[str]] = {page.name: ["rules", "slug"] for page in read.value.pages}
    for at in blocks_of(read):
        blocks[at.page.name].append(at.id)
    for number, sign_off in enumerate(read.value.sign_offs):
        for field, name, known in (
            ("page", sign_off.page, sorted(blocks)),
            ("block", sign_off.block, sorted(blocks.get(sign_off.page or "", ()))),
        ):
            if field == "block" and sign_off.page in faulty:
                continue
            if name is not None and name not in known and (field == "page" or known):
                line = read.line_of(("sign_offs", number, field))
                what = f"There is no {field} {name!r} for {sign_off.by} to sign off on."
                hint = meant(name, known, f"name one of {', '.join(known)}")
                yield Problem("unknown-name", "refused", what, Place(read.file, line, field), hint)


def bad_entries(read: Read[EditionModel]) -> Iterable[Problem]:
    """Index entries of stories that are on no page."""
    placed = sorted({at.block.story for at in stories_of(read)})
    for at in blocks_of(read):
        for lead in at.block.leads_to:
            if lead.story not in placed:
                hint = f"the pages have {', '.join(placed)}" if placed else "take the entry out"
                what = f"The index leads to the story {lead.story!r}, which is on no page."
                yield at.refusal("unknown-name", what, meant(lead.story, placed, hint), *lead.path)


def bad_quotes(
    read: Read[EditionModel], stories: Mapping[str, Story], unread: frozenset[str]
) -> Iterable[Problem]:
    """Pull quotes of stories that are not there, or in words that the story has not. Of `unread` stories, which are
    there and can't be read, nothing is said.
    """
    for at in blocks_of(read):
        quotation = at.block.quotes
        if quotation is None or quotation.story in unread:
            continue
        story = quotation.story
        if story not in stories:
            hint = meant(story, sorted(stories), "name one of the edition's stories")
            yield at.refusal("unknown-name", f"There is no story {story!r} to quote.", hint, "story")
            continue
        words = read_breaks(quotation.text)[0]
        own = [_without_spaces(part.text) for part in stories[story].parts if ".ruby[" not in part.field]
        if not any(_without_spaces(words) in text for text in own):
            what = f"The story {story!r} does not say “{words[:40]}”."
            hint = "quote it as it stands in one paragraph of the story"
            yield at.refusal("misquoted", what, hint, "text")


def _without_spaces(text: str) -> str:
    """Text without spaces: a quote may have others."""
    return "".join(text.split())


def bad_words(read: Read[EditionModel]) -> Iterable[Problem]:
    """Labels, folios, index entries and quotes with marks that are written wrong, or are not read there, or with odd
    characters; bare marks of line breaks in quotes.
    """
    for at in blocks_of(read):
        for words in at.block.own_words:
            place = at.place(*words.path)
            text = without_fields(words.text) if words.fields else words.text
            match words.marks:
                case "none":
                    yield from plain_text_problems(text, place)
                case "line":
                    line = read_line(text)
                    yield from (replace(fault, where=place) for fault in line.faults)
                    yield from line_text_problems(line.text, place)
                case "head":
                    head = read_marks(text)
                    yield from head_mark_problems(head, place)
                    yield from line_text_problems(head.text, place, breaks=True)
                case _:
                    assert_never(words.marks)


def bad_wraps(read: Read[EditionModel], photos: Mapping[str, Photo]) -> Iterable[Problem]:
    """Blocks whose text is to run round the outline of a photo that has none."""
    for at in blocks_of(read):
        if not at.block.wraps_outline:
            continue
        [shown] = at.block.shows
        photo = photos.get(shown.id)
        if photo is not None and photo.outline is None:
            what = f"The sheet of photo {shown.id!r} tells no outline for the text to run round."
            yield at.refusal("no-outline", what, "give its sheet an `outline`, or take `wrap` out", "wrap")
