"""A story's copy -> its paragraphs and subheads, prepared for setting; parts of them where it goes on elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.marking.body import Paragraph, Subhead
from content.story import Story
from layout.makeup.desk import NOWHERE, Cut, Job
from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.text.inlines import beside_of, inks_of, inlines_of, make_lead_in
from layout.makeup.text.sentences import cut_inlines
from layout.makeup.text.text import Copy, Look
from layout.plan.style import Align
from layout.scene import CopyText
from layout.typeset import Inline, PreparedParagraph


@dataclass(frozen=True, slots=True)
class BodyText:
    """A paragraph or subhead prepared for setting. It begins `offset` characters behind the start of its copy; a jump
    line is no copy. `rigid` ones, subheads and jump lines, are no paragraphs of the body.
    """

    prepared: PreparedParagraph
    look: Look
    rigid: bool = False
    offset: int = 0

    @property
    def copy_part(self) -> str:
        return self.look.copy.part if self.look.copy is not None else ""

    @property
    def takes_its_own(self) -> bool:
        """Whether it takes its own number of lines and no other. Ragged lines can be of any length, and are not made
        shorter so that legs end level.
        """
        return self.rigid or self.prepared.style.align != "justify"

    @property
    def end(self) -> int:
        """Where it ends in its copy."""
        return self.offset + len(self.prepared.text)


def paragraphs_of(job: Job) -> Iterator[BodyText]:
    """Everything of a story's body, in order."""
    story, block, desk = job.story, job.block, job.desk
    body = desk.wardrobe[block.body_style]
    opening = desk.wardrobe.get(block.lead_in_style, body)
    opener = story.lead_in
    for copy, part in _copy_of(story):
        if isinstance(part, Subhead):
            dress = desk.wardrobe.get(block.subhead_style, body)
            inlines, role = inlines_of(part.inlines, dress), "subhead"
        else:
            dress, role = body, "body"
            inlines = inlines_of(part.inlines, body)
            if opener is not None:
                inlines = [make_lead_in(opener, opening), *inlines]
                opener = None
        look = Look(role, inks_of(dress, opening), copy, dress.vertical)
        yield BodyText(desk.kept.prepare(inlines, dress.paragraph), look, role == "subhead")


def copies_of(texts: Sequence[BodyText]) -> tuple[CopyText, ...]:
    """The copy of whole paragraphs and subheads, for the proof that none of it is lost."""
    return tuple(
        CopyText(copy.story, copy.part, text.prepared.text, tuple(beside_of(text.prepared.inlines)))
        for text in texts
        if (copy := text.look.copy) is not None
    )


def first_of(texts: Sequence[BodyText], cut: Cut, kept: KeptParagraphs) -> list[BodyText]:
    """What stands before a cut."""
    at = _index(texts, cut)
    return [*texts[:at], _part(texts[at], kept, 0, cut.offset)]


def rest_of(texts: Sequence[BodyText], cut: Cut, kept: KeptParagraphs) -> list[BodyText]:
    """What stands behind a cut. It goes on in the midst of a paragraph, so it has no indent."""
    if cut == NOWHERE:
        return []
    at = _index(texts, cut)
    return [_part(texts[at], kept, cut.offset), *texts[at + 1 :]]


def jump_line(job: Job, words: str) -> BodyText:
    """The line that says where a story goes on, or comes from."""
    desk, block = job.desk, job.block
    body = desk.wardrobe[block.body_style]
    dress = desk.wardrobe.get(desk.paper.jumps.style, body)
    align: Align = "end" if job.jump.to else "start"
    style = replace(dress.paragraph, align=align, indent=0)
    look = Look("jump", {0: dress.ink}, None, dress.vertical)
    return BodyText(desk.kept.prepare([Inline(words, dress.font)], style), look, rigid=True)


def _index(texts: Sequence[BodyText], cut: Cut) -> int:
    return next(at for at, text in enumerate(texts) if text.copy_part == cut.part)


def _part(text: BodyText, kept: KeptParagraphs, start: int, end: int | None = None) -> BodyText:
    whole = text.prepared
    style = replace(whole.style, indent=0) if start else whole.style
    return replace(text, prepared=kept.prepare(cut_inlines(whole.inlines, start, end), style), offset=start)


def _copy_of(story: Story) -> Iterator[tuple[Copy, Paragraph | Subhead]]:
    """The blocks of the body. A lead-in that finds no paragraph to open has one to itself."""
    if story.lead_in is not None and not story.paragraphs:
        yield Copy(story.id, "lead_in"), Paragraph(())
    for number, block in enumerate(story.body):
        yield Copy(story.id, f"body[{number}]"), block
