"""An edition and its paper -> the edition with its fields written out: `{date}` in a folio is the issue's date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from content.problems import Problem
from content.reading import Read
from layout.plan.blocks import Block, FolioBlock, ImprintBlock, TextBit
from layout.plan.dates import Figures
from layout.plan.edition import EditionModel, PageModel, PlannedBlock, blocks_of, number_of, section_of
from layout.plan.fields import FIELD, fields_in
from layout.plan.paper import Paper
from layout.reading.furniture.datewords import find_date_words, write_date, write_era, write_number

_SIGNS = re.compile(r"([*_\[{^`\\~&<|])")
"""What would be a mark in a line of type."""

_LINE_GAP = "\u3000"

_MISSING = {
    "issue": ("The edition has no number", "write `issue:` in edition.yaml, or take the field out"),
    "section": ("The page has no section", "write `section:` at the page, or take the field out"),
    "lunar": (
        "The edition has no day by the lunar calendar",
        "write `lunar:` in edition.yaml, or take the field out",
    ),
    "imprint": ("The paper has no imprint", "write `imprint:` in the paper's file, or take the field out"),
    "era": ("The paper's language has no eras for this day", "take the field out"),
}
"""What is said of a field that nothing fills, and what to do."""

_NO_WORDS = (
    "The program has no words for dates in the paper's language",
    "write `dates:` with `date`, `weekdays` and `months` in the paper's file",
)


def unfilled_fields(read: Read[EditionModel], paper: Paper) -> Iterator[Problem]:
    """Fields that the edition or its paper has nothing for, each at its text."""
    for at in blocks_of(read):
        asked = [(words.path, fields_in(words.text)) for words in at.block.own_words if words.fields]
        own = [name for line in paper.imprint.text for name in fields_in(line)]
        asked = [(path, [*names, *(own if "imprint" in names else ())]) for path, names in asked]
        if isinstance(at.block, ImprintBlock) and not at.block.text:
            asked = [(("kind",), own)]
        known: dict[str, str | None] = {}
        if any(names for _, names in asked):
            known = _fields_of(at.page, read.value, paper, _figures_of(at, paper))
        for path, names in asked:
            for name in dict.fromkeys(names):
                if known.get(name) is None:
                    what, hint = _MISSING.get(name, _NO_WORDS)
                    what = f"{what}: {{{name}}} is empty."
                    yield at.refusal("empty-field", what, hint, *path)
        if isinstance(at.block, ImprintBlock) and not at.block.text and not paper.imprint.text:
            hint = "give the block `text`, or the paper's `imprint` one"
            yield at.refusal("empty-field", "The paper has no imprint to stand here.", hint, "kind")


def fill_fields(read: Read[EditionModel], paper: Paper) -> Read[EditionModel]:
    """The same edition, with what its fields stand for. One that nothing fills stays as it is."""
    model = read.value
    pages = []
    blocks: dict[int, list[Block]] = {}
    for at in blocks_of(read):
        blocks.setdefault(at.page_number, []).append(_fill_block(at, model, paper))
    for number, page in enumerate(model.pages):
        filled = tuple(blocks.get(number, ()))
        changed = any(new is not old for new, old in zip(filled, page.blocks, strict=True))
        pages.append(page.model_copy(update={"blocks": filled}) if changed else page)
    return replace(read, value=model.model_copy(update={"pages": tuple(pages)}))


def _fill_block(at: PlannedBlock[Block], model: EditionModel, paper: Paper) -> Block:
    block = at.block
    if isinstance(block, ImprintBlock) and not block.text:
        own = paper.imprint
        bits = tuple(TextBit(text=line, style=own.style, align=own.align) for line in own.text)
        block = block.model_copy(update={"text": bits})
    written = [words for words in block.own_words if words.fields and FIELD.search(words.text)]
    if not written:
        return block
    known = _fields_of(at.page, model, paper, _figures_of(at, paper))
    changed: dict[str, object] = {}
    for words in written:
        text = write_fields(words.text, known, marked=words.marks != "none")
        match words.path:
            case (str(key),):
                changed[key] = text
            case (str(key), int(number), str(inner)):
                bits = cast("tuple[TextBit, ...]", changed.get(key, getattr(block, key)))
                bit = bits[number].model_copy(update={inner: text})
                changed[key] = (*bits[:number], bit, *bits[number + 1 :])
    return block.model_copy(update=changed)


def write_fields(text: str, known: Mapping[str, str | None], *, marked: bool) -> str:
    """A text with its fields written out. In a `marked` one they are printed as they are, whatever signs they have."""

    def written(match: re.Match[str]) -> str:
        value = match[0][0] if match[1] is None else known.get(match[1])
        if value is None:
            return match[0]
        return _SIGNS.sub(r"\\\1", value) if marked else value

    return FIELD.sub(written, text)


def _figures_of(at: PlannedBlock[Block], paper: Paper) -> Figures:
    """The figures of a block's dates, by how its lines run."""
    writing = at.block.own_writing or paper.grid_of(at.page.grid).writing
    if isinstance(at.block, FolioBlock):
        writing = at.block.writing
    if writing == "horizontal":
        return paper.dates.level_figures
    return paper.dates.vertical_figures or ("han" if paper.lang.startswith(("zh", "ja")) else "arabic")


def _fields_of(page: PageModel, model: EditionModel, paper: Paper, figures: Figures) -> dict[str, str | None]:
    """What each field stands for on a page; None for one that nothing fills."""
    words = find_date_words(paper.lang, paper.dates)
    dated = {} if words is None else write_date(model.date, words, figures)
    number = number_of(page.name)
    known: dict[str, str | None] = {
        **dated,
        "era": write_era(model.date, paper.lang, figures),
        "lunar": model.lunar,
        "page": page.name,
        "number": page.name if number is None else write_number(number, figures),
        "pages": write_number(len(model.pages), figures),
        "section": page.section or section_of(page.name),
        "paper": paper.name,
        "issue": _in_figures(model.issue, figures),
    }
    lines = [write_fields(line, known, marked=False) for line in paper.imprint.text]
    return {**known, "imprint": _LINE_GAP.join(lines) or None}


def _in_figures(issue: str | None, figures: Figures) -> str | None:
    """An issue's number in the figures of its line, where it is one."""
    if issue is None or figures == "arabic" or not issue.isascii() or not issue.isdigit():
        return issue
    return "".join(write_number(int(digit), "han") for digit in issue)
