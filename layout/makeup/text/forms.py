"""A paragraph or subhead of a story -> the dress that it is set in: quotations, verse, lists, styles that
the copy names.

Where the paper has no style of a form it is the body's, further in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.marking.body import PROSE, BodyBlock, Form, Paragraph, Subhead
from content.problems import Problem
from layout.makeup.desk import Job
from layout.makeup.wardrobe import Dress

STEP_EM = 2
"""Ems that a quotation, or verse, stands further in than the body (CLREQ 3.4.2), and one in another than that."""

TURN_EM = 2
"""Ems that a line of verse which is turned over stands further in than the others."""


@dataclass(frozen=True, slots=True)
class FormDress:
    """A dress, and the role of the lines that are set in it. `centred` verse stands in the middle of its legs. The mark
    of a list's entry ends `hang` ems or less before its text.
    """

    dress: Dress
    role: str
    centred: bool = False
    hang: int = 0


def dress_lists(job: Job) -> dict[int, Dress]:
    """By its number in the story's body the dress of each part of a list, before its text hangs."""
    block, wardrobe = job.block, job.desk.wardrobe
    body = wardrobe[block.body_style]
    return {
        number: wardrobe.get(part.form.style or block.list_style, body)
        for number, part in enumerate(job.story.body)
        if isinstance(part, Paragraph) and part.form.kind == "list"
    }


def hang_entry(part: Paragraph, dress: Dress, hangs: Sequence[int]) -> FormDress:
    """The dress of a part of a list, whose text hangs so many ems behind its marks; of a list in a list behind both."""
    start = dress.style.start_em + part.form.indent_em + sum(hangs)
    hung = dress.with_indents(start_em=start, indent_em=0, hanging_em=0)
    return FormDress(hung, "list", hang=hangs[-1])


def dress_form(job: Job, part: BodyBlock, *, opens: bool) -> FormDress:
    """The dress of a part of a story's body that is in no list; `opens`: it is a paragraph of the block's intro."""
    block, wardrobe = job.block, job.desk.wardrobe
    body = wardrobe[block.body_style]
    if isinstance(part, Subhead):
        return FormDress(wardrobe.get(block.subhead_style, body), "subhead")
    form = part.form
    role = "intro" if opens else "body"
    if form == PROSE:
        style = block.intro.style if block.intro is not None and opens else None
        return FormDress(wardrobe.get(style or block.body_style, body), role)
    plain = body.with_indents(start_em=body.style.start_em + STEP_EM)
    match form.kind:
        case "prose" | "list":
            dress = wardrobe.get(form.style, body)
        case "dialogue":
            dress = wardrobe.get(form.style or block.qa_style, body)
        case "quotation":
            dress, role = wardrobe.get(form.style or block.quotation_style, plain), "quotation"
        case "verse":
            plain = plain.with_indents(indent_em=0, hanging_em=TURN_EM)
            dress, role = wardrobe.get(form.style or block.verse_style, plain), "verse"
    further = form.indent_em + STEP_EM * max(0, form.depth - (form.kind == "quotation"))
    if further:
        dress = dress.with_indents(start_em=dress.style.start_em + further)
    if form.kind != "verse":
        return FormDress(dress, role)
    align = dress.paragraph.align
    lines = replace(dress.paragraph, align="end" if align == "end" else "start", verse=True)
    return FormDress(replace(dress, paragraph=lines), role, centred=align == "center")


def form_problems(job: Job) -> Iterator[Problem]:
    """Styles that paragraphs of the copy name and the paper has not, or that are too large for its lines."""
    styles = job.desk.paper.styles
    seen: set[Form] = set()
    for number, part in enumerate(job.story.body):
        if not isinstance(part, Paragraph) or not part.form.style or part.form in seen:
            continue
        seen.add(part.form)
        name, place = part.form.style, job.place(f"body[{number}]")
        leading = job.desk.grid.leading
        if name not in styles:
            what = f"A paragraph is in the style {name!r}, and the paper has no such style: it is set as others are."
            hint = f"add {name!r} to the paper's styles, or name another behind :::"
            yield Problem("no-style", "press", what, place, hint)
        elif styles[name].size * 1000 > leading:
            what = (
                f"The style {name!r} is {styles[name].size:g} pt, and the lines of the grid are "
                f"{leading / 1000:g} pt apart."
            )
            hint = "make it smaller, or name another style behind :::"
            yield Problem("over-leading", "press", what, place, hint)
