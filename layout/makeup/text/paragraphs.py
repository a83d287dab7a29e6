"""A story's copy -> its paragraphs and subheads, prepared for setting; parts of them where it goes on elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.marking.body import Paragraph, Stay, Subhead, Text
from content.story import Story
from layout.makeup.desk import NOWHERE, Cut, Job
from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.text.entries import EntryMark, dress_mark, find_hangs, gap_behind
from layout.makeup.text.forms import FormDress, dress_form, dress_lists, hang_entry
from layout.makeup.text.holds import holds_of
from layout.makeup.text.inlines import beside_of, inks_of, inlines_of, make_lead_in
from layout.makeup.text.sentences import cut_inlines
from layout.makeup.text.signature import Signature, make_signature
from layout.makeup.text.text import Copy, Look
from layout.makeup.text.whites import ASKS_NOTHING, AskedWhite, ask_white, space_texts
from layout.plan.style import Align
from layout.scene import CopyText, Mpt
from layout.typeset import Inline, PreparedParagraph


@dataclass(frozen=True, slots=True)
class BodyText:
    """A paragraph or subhead prepared for setting. It begins `offset` characters behind the start of its copy; a jump
    line is no copy. `rigid` ones take their own number of lines and no other, and belong to what follows. A `stanza`
    of verse takes its own, too, and is parted by no leg's end that it could do without; it may be `centred` in its
    legs. One that `opens` the story is set in its intro. `white` is lines of white over it, where no leg begins with
    it; one that is `raised` stands half a line higher than these. Before an `entry` of a list its mark stands, behind
    a text a `signature`. Where the copy ends a leg the next one `begins_leg`; `stay` is what no leg's end should part.
    """

    prepared: PreparedParagraph
    look: Look
    rigid: bool = False
    offset: int = 0
    stanza: bool = False
    centred: bool = False
    opens: bool = False
    asked: AskedWhite = ASKS_NOTHING
    white: int = 0
    raised: bool = False
    entry: EntryMark | None = None
    signature: Signature | None = None
    stay: Stay = ""
    begins_leg: bool = False

    @property
    def copy_part(self) -> str:
        return self.look.copy.part if self.look.copy is not None else ""

    @property
    def takes_its_own(self) -> bool:
        """Whether it takes its own number of lines and no other. Ragged lines could be of any length, and are not made
        shorter or more so that legs end level.
        """
        return self.rigid or self.stanza or self.prepared.style.align != "justify"

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph that may be cut, and opened by an initial."""
        return not self.rigid and not self.stanza


def paragraphs_of(job: Job) -> list[BodyText]:
    """Everything of a story's body, in order."""
    found: list[BodyText] = []
    for text in _make_texts(job):
        before = found[-1] if found else None
        signs = text.signature is not None and not text.prepared.text
        if signs and before is not None and not before.rigid and before.signature is None:
            # A signature in a paragraph of its own signs the one before it.
            found[-1] = replace(before, signature=text.signature)
        else:
            found.append(text)
    whites = space_texts([text.asked for text in found])
    return [
        replace(text, white=white.lines, raised=white.raised)
        for text, white in zip(found, whites, strict=True)
    ]


def _make_texts(job: Job) -> Iterator[BodyText]:
    """The parts of a body, each in its dress; a story's own signature stands behind them."""
    story, block, desk = job.story, job.block, job.desk
    body = desk.wardrobe[block.body_style]
    opening = desk.wardrobe.get(block.lead_in_style, body)
    signing = desk.wardrobe.get(block.signature_style, body)
    opener = story.lead_in
    openers = block.intro.paragraphs if block.intro is not None and job.jump.begin is None else 0
    lists = dress_lists(job)
    hangs = find_hangs(story.body, lists)
    for number, (copy, part) in enumerate(_copy_of(story)):
        # An intro ends with the first part that can't stand in it.
        openers = openers if isinstance(part, Paragraph) and part.form.kind == "prose" else 0
        if isinstance(part, Paragraph) and part.form.kind == "list":
            form = hang_entry(part, lists[number], hangs[number])
        else:
            form = dress_form(job, part, opens=number < openers)
        dress, signature, entry = form.dress, None, None
        inlines = inlines_of(part.words if isinstance(part, Paragraph) else part.inlines, dress)
        if isinstance(part, Paragraph):
            if opener is not None:
                inlines = [make_lead_in(opener, opening), *inlines]
                opener = None
            if part.entry is not None:
                own = dress_mark(part.entry.text, lists[number])
                entry = EntryMark(part.entry.text, copy, own, _room_of(part.entry, form))
            if part.signature is not None:
                start = sum(len(inline.text) for inline in inlines) + (len(entry.text) if entry else 0)
                signature = make_signature(part.signature, copy, start, signing)
        look = Look(form.role, inks_of(dress, opening), copy, dress.vertical)
        style, holds = dress.paragraph, holds_of(part, dress.paragraph.profile)
        if form.role == "subhead" and style.align == "justify":
            style = replace(
                style, align="start"
            )  # its lines break between words, and are not spread out for it
        yield BodyText(
            desk.kept.prepare(inlines, style, holds),
            look,
            rigid=form.role == "subhead",
            stanza=form.role == "verse",
            centred=form.centred,
            opens=form.role == "intro",
            asked=ask_white(
                "subhead" if isinstance(part, Subhead) else part.form.kind,
                dress.style,
                desk.paper.white,
                styled=isinstance(part, Paragraph) and bool(part.form.style),
            ),
            entry=entry,
            offset=len(entry.text) if entry is not None else 0,
            signature=signature,
            stay=part.stay if isinstance(part, Paragraph) else "",
            begins_leg=part.begins_leg,
        )
    if story.signature is not None:
        copy = Copy(story.id, "signature")
        signature = make_signature(Text(story.signature), copy, 0, signing)
        look = Look("body", inks_of(body, opening), None, body.vertical)
        yield BodyText(desk.kept.prepare([], body.paragraph), look, signature=signature)


def copies_of(texts: Sequence[BodyText]) -> tuple[CopyText, ...]:
    """The copy of whole paragraphs and subheads, for the proof that none of it is lost."""
    found: list[CopyText] = []
    for text in texts:
        copy, signature = text.look.copy, text.signature
        own = signature is not None and signature.copy == copy
        if copy is not None:
            mark = text.entry.text if text.entry is not None else ""
            words = mark + text.prepared.text + (signature.text if signature is not None and own else "")
            beside = [
                replace(each, start=each.start + len(mark), end=each.end + len(mark))
                for each in beside_of(text.prepared.inlines)
            ]
            found.append(CopyText(copy.story, copy.part, words, tuple(beside)))
        if signature is not None and not own:
            found.append(CopyText(signature.copy.story, signature.copy.part, signature.text))
    return tuple(found)


def first_of(texts: Sequence[BodyText], cut: Cut, kept: KeptParagraphs) -> list[BodyText]:
    """What stands before a cut."""
    at = _index(texts, cut)
    return [*texts[:at], _part(texts[at], kept, 0, cut.offset)]


def rest_of(texts: Sequence[BodyText], cut: Cut, kept: KeptParagraphs) -> list[BodyText]:
    """What stands behind a cut. It goes on in the midst of a paragraph, so it has no indent of a first line."""
    if cut == NOWHERE:
        return []
    at = _index(texts, cut)
    return [_part(texts[at], kept, cut.offset), *texts[at + 1 :]]


def _room_of(mark: Text, form: FormDress) -> Mpt:
    """How far behind the start of its line the mark of an entry ends."""
    dress = form.dress
    return round(dress.style.start_em * dress.em) - gap_behind(mark.text, dress)


def jump_line(job: Job, words: str, align: Align) -> BodyText:
    """The line that says where a story goes on, or comes from."""
    desk, block = job.desk, job.block
    body = desk.wardrobe[block.body_style]
    dress = desk.wardrobe.get(desk.paper.jumps.style, body)
    style = replace(dress.paragraph, align=align, indent=0, hanging=0)
    look = Look("jump", {0: dress.ink}, None, dress.vertical)
    return BodyText(desk.kept.prepare([Inline(words, dress.font)], style), look, rigid=True)


def _index(texts: Sequence[BodyText], cut: Cut) -> int:
    return next(at for at, text in enumerate(texts) if text.copy_part == cut.part)


def _part(text: BodyText, kept: KeptParagraphs, start: int, end: int | None = None) -> BodyText:
    whole = text.prepared
    style = replace(whole.style, indent=whole.style.hanging) if start else whole.style
    prepared = kept.prepare(cut_inlines(whole.inlines, start, end), style)
    signature = text.signature if end is None else None
    part = replace(text, prepared=prepared, signature=signature)
    if not start:
        return part
    # What goes on elsewhere has neither the white over its beginning nor its mark, and begins under its jump line.
    return replace(part, offset=text.offset + start, white=0, raised=False, entry=None, begins_leg=False)


def _copy_of(story: Story) -> Iterator[tuple[Copy, Paragraph | Subhead]]:
    """The blocks of the body. A lead-in that finds no paragraph to open has one to itself."""
    if story.lead_in is not None and not story.paragraphs:
        yield Copy(story.id, "lead_in"), Paragraph(())
    for number, block in enumerate(story.body):
        yield Copy(story.id, f"body[{number}]"), block
