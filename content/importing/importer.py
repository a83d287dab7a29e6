"""Raw text, as an optical reader gives it, to a draft of stories, photos and labels.

What is sure is done and recorded, what is doubtful is left as it is and named. Every character of the raw text
but white space stands in the draft or in a recorded change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from content.characters.kinds import HAN
from content.files import refuse_input, shorten
from content.importing.doubtful import look_over
from content.importing.draft import (
    Draft,
    DraftBlock,
    DraftPhoto,
    DraftStory,
    DraftText,
    Record,
    Traced,
    widen,
)
from content.importing.pieces import CopyPiece, join_runs, split_pieces
from content.marking.pasted import is_entry
from content.problems import Place

LONGEST_COPY = 1_000_000
"""Raw text of more characters is refused."""

ONE_LINE = 12
"""A headline of two phrases with at most this many characters in all stays one line."""

_PHRASES = re.compile(r"\S+\s+\S+\Z")
_SLOGAN = re.compile(f"[{HAN}“”·]{{2,14}}[ \u3000]+[{HAN}“”·]{{2,14}}\\Z")
_BEGINS_NEWS = re.compile(rf"本报讯|本报[{HAN}\d]{{0,12}}电[ （(]|新华社[{HAN}\d]{{0,20}}电[ （(]")
_LEAD_IN = re.compile(
    rf"(?P<head>本报讯|本报[{HAN}\d]{{0,12}}电|新华社[{HAN}\d]{{0,20}}电)"
    r"(?P<space>\s*)(?P<names>（[^（）]{1,80}）)?(?P<after>\s*)"
)


def import_copy(text: str) -> Draft:
    """Makes a draft of raw text; changes nothing that is doubtful, writes nothing.

    Raises Refused for more than `LONGEST_COPY` characters.
    """
    if len(text) > LONGEST_COPY:
        what = f"The text has over {LONGEST_COPY:,} characters."
        refuse_input("too-large", what, Place(), "import it page by page")
    record = Record.of(text)
    desk = _Desk(record, split_pieces(record))
    while desk.rest:
        desk.take()
    return desk.draft()


@dataclass(slots=True)
class _Open:
    """A story that is being put together."""

    kind: Literal["story", "sidebar"] = "story"
    headline: list[DraftText] = field(default_factory=list)
    deck: list[DraftText] = field(default_factory=list)
    lead_in: DraftText | None = None
    body: list[DraftBlock] = field(default_factory=list)


@dataclass(slots=True)
class _Desk:
    """Goes through the pieces in order and puts each where it belongs."""

    record: Record
    rest: list[CopyPiece]
    stories: list[_Open] = field(default_factory=list)
    photos: list[DraftPhoto] = field(default_factory=list)
    labels: list[DraftText] = field(default_factory=list)
    after_heading: bool = False
    leads_out: list[bool] = field(default_factory=list)
    """By the number of pieces left: whether the bare ones that come next end at a heading, or at the end."""

    def __post_init__(self) -> None:
        self.rest.reverse()  # the next piece is the last, so that taking it costs nothing
        self.leads_out.append(True)
        for following in self.rest:
            self.leads_out.append(self.leads_out[-1] if following.is_bare else bool(following.level))

    def next(self, ahead: int = 1) -> CopyPiece | None:
        return self.rest[-ahead] if ahead <= len(self.rest) else None

    def doubt(self, kind: str, run: Traced, why: str) -> None:
        self.record.doubt(kind, run.at[0], shorten(run.text, 20), why)

    def take(self) -> None:
        """Takes the next piece, and the pieces that it goes on in."""
        piece = self.rest.pop()
        following = self.next()
        after_heading, self.after_heading = self.after_heading, bool(piece.level)
        if piece.level:
            self.heading(piece)
        elif piece.credit:
            self.photo(None, piece)
        elif piece.is_short and following is not None and following.level in (1, 2) and not following.boxed:
            self.headline(piece.run, "It stands right before a heading and was taken for a headline.")
            self.deck(self.rest.pop().run)
            self.after_heading = True
        elif not after_heading and self.is_label(piece):
            self.doubt("label", piece.run, "It was taken for a label, a line that belongs to no story.")
            self.labels.append(self.text(piece.run, spaces=False))
        elif piece.is_short and not self.stories and following is not None and not following.level:
            self.headline(piece.run, "The first line was taken for a headline.")
        else:
            self.paragraph(self.whole(piece))

    def is_label(self, piece: CopyPiece) -> bool:
        """Whether a short line is by itself: a slogan of two phrases, or nothing follows to go on in."""
        if not piece.is_bare or piece.indented:
            return False
        return self.leads_out[len(self.rest)] or _SLOGAN.match(piece.run.text) is not None

    def heading(self, piece: CopyPiece) -> None:
        """A heading of # or ## begins a story; a deeper one is a subhead of the story that it stands in."""
        story = self.stories[-1] if self.stories else None
        if piece.level > 2 and story is not None:
            story.body.append(DraftBlock(self.text(piece.run), subhead=True))
        elif story is not None and not story.body and story.headline and not piece.boxed:
            self.doubt("heading", piece.run, "A heading right after another was taken for its deck.")
            self.deck(piece.run)
        else:
            self.headline(piece.run)
            if piece.boxed:
                self.stories[-1].kind = "sidebar"

    def headline(self, run: Traced, why: str | None = None) -> None:
        """Begins a story with its headline; two phrases with a space between become two lines."""
        if why is not None:
            self.doubt("headline", run, why)
        story = _Open()
        self.stories.append(story)
        if _PHRASES.match(run.text) is None:
            story.headline.append(self.text(run))
            return
        space = re.search(r"\s+", run.text)
        assert space is not None
        if len(run.text) <= ONE_LINE:
            self.doubt("headline", run, "Its two phrases were left in one line.")
            story.headline.append(self.text(run, spaces=False))
            return
        self.record.change("headline-lines", run.at[space.start()], space.group(), "\n")
        story.headline += [self.text(run[: space.start()]), self.text(run[space.end() :])]

    def deck(self, run: Traced) -> None:
        self.stories[-1].deck.append(self.text(run))

    def whole(self, piece: CopyPiece) -> CopyPiece:
        """The piece with all that it goes on in: a piece that does not end as a sentence was cut by a column."""
        while (
            not piece.ends_sentence
            and (following := self.next()) is not None
            and self.goes_on(following)
            and not is_entry(piece.run.text, following.run.text)
        ):
            first, second = piece.run, following.run
            if piece.is_bare:
                self.doubt("joined", first, "This short line was joined to the next; it may be a subhead.")
            elif first.text[-1] in "：:":
                self.doubt("joined", first[-1:], "After a colon the next was joined; it may be a paragraph.")
            overlap = _overlap(first.text, second.text)
            if overlap:
                self.doubt("doubled-word", second[:overlap], "The end of a column stands again after it.")
            piece = CopyPiece(join_runs(first, second, self.record))
            self.rest.pop()
        if not piece.ends_sentence:
            self.doubt("unfinished", piece.run[-12:], "The paragraph does not end as a sentence.")
        return piece

    def goes_on(self, following: CopyPiece) -> bool:
        """Whether a cut paragraph may go on in this piece: not in a heading, a caption, a credit, other news, nor
        in a piece that is indented as a paragraph.
        """
        caption = (after := self.next(2)) is not None and after.credit
        begins = following.indented or _BEGINS_NEWS.match(following.run.text)
        return not (following.level or following.credit or caption or begins)

    def paragraph(self, piece: CopyPiece) -> None:
        following = self.next()
        if following is not None and following.credit:
            self.photo(piece, self.rest.pop())
            return
        if not self.stories:
            self.doubt("headline", piece.run, "The copy begins without a headline.")
            self.stories.append(_Open())
        story = self.stories[-1]
        run = widen(piece.run, self.record)
        begin = _LEAD_IN.match(run.text)
        if begin is not None and (begin["names"] or begin["space"]):
            if story.body or story.lead_in is not None:
                self.doubt("lead-in", run, "News begins here inside of a story; its headline may be missing.")
            else:
                story.lead_in, run = self.lead_in(run, begin)
        if run.text:
            look_over(run, self.record)
            story.body.append(DraftBlock(self.record.text(run)))

    def lead_in(self, run: Traced, begin: re.Match[str]) -> tuple[DraftText, Traced]:
        """The lead-in (本报讯（记者 某某）) and the rest of its paragraph."""
        end = begin.end("names") if begin["names"] else begin.end("head")
        lead_in = run[:end]
        if begin["names"] and begin["space"]:
            start, stop = begin.span("space")
            self.record.change("space", run.at[start], begin["space"], "")
            lead_in = Traced(run.text[:start] + run.text[stop:end], run.at[:start] + run.at[stop:end])
        rest = run[begin.end() :]
        gap = run.text[end : begin.end()]
        if gap:
            self.record.change("space", run.at[end], gap, "")
        look_over(lead_in, self.record)
        return self.record.text(lead_in), rest

    def photo(self, caption: CopyPiece | None, credit: CopyPiece) -> None:
        if caption is None:
            self.doubt("photo", credit.run, "A credit without a caption before it.")
        else:
            self.doubt("photo", caption.run, "The paragraph before a credit was taken for a photo's caption.")
        text = None if caption is None else self.text(caption.run)
        number = len(self.photos) + 1
        self.photos.append(DraftPhoto(f"photo-{number}", text, self.text(credit.run, spaces=False)))

    def text(self, run: Traced, *, spaces: bool = True) -> DraftText:
        """A run with its marks made full-width, looked over."""
        wide = widen(run, self.record)
        look_over(wide, self.record, spaces=spaces)
        return self.record.text(wide)

    def draft(self) -> Draft:
        stories = []
        for number, story in enumerate(self.stories, 1):
            if not story.body:
                first = story.headline[0]
                self.record.doubt("no-body", first.index, first.text, "The story has a headline and no body.")
            stories.append(
                DraftStory(
                    id=f"story-{number}",
                    kind=story.kind,
                    headline=tuple(story.headline),
                    deck=tuple(story.deck),
                    lead_in=story.lead_in,
                    body=tuple(story.body),
                )
            )
        return Draft(
            stories=tuple(stories),
            photos=tuple(self.photos),
            labels=tuple(self.labels),
            changes=tuple(sorted(self.record.changes, key=attrgetter("index"))),
            doubts=tuple(sorted(self.record.doubts, key=attrgetter("index"))),
        )


def _overlap(first: str, second: str) -> int:
    """How many characters (2 to 8) end the one and begin the other."""
    for length in range(min(8, len(first), len(second)), 1, -1):
        if first.endswith(second[:length]):
            return length
    return 0
