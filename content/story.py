"""A Markdown file with YAML front matter to one Story: headline parts and body, with the line of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from content.characters.half_width import half_width_problem
from content.characters.kinds import find_not_composed, forbidden_problems
from content.characters.unseen import odd_problems
from content.characters.web_code import address_problem, web_code_problem
from content.files import read_text, refuse_input, relative
from content.marking.body import BodyBlock, Paragraph, Text, list_rubies, prose
from content.marking.headmarks import FREE, Breaks
from content.marking.markdown import read_body
from content.marking.unread_marks import find_left_in_line, find_loose_break, find_unread_mark
from content.problems import Place, Problem, Refused, limit_problems
from content.reading import Read, read_model_text
from content.storyfront import Head, StoryFront, read_head

LONGEST_STORY = 200_000
"""A story file of more characters is refused: a broadsheet page holds about 14,000."""

LANG = "zh-Hans"
"""The language of a story that says none, nor its paper."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ID = re.compile(r"\w[\w.-]{0,79}\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One run of a story's text. `field`: `kicker`, `headline[0]`, `deck[0]`, `summary`, `byline`, `lead_in`,
    `body[0]`, `signature`.

    `line` is the line of the story's file (from 1) on which it begins. Ruby has parts of its own behind the part that
    it stands in: `body[0].ruby[0]`, `headline[0].ruby[0]`, one for each text, and `over` is the range of that part's
    characters that it stands over.
    """

    field: str
    text: str
    line: int | None
    over: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story (稿) as it will be set.

    Two stories with the same copy are equal wherever they were read from, so that a story can be a key:
    `file`, `lines` (line of each front matter key) and `doubts` (spots worth a look, nothing held
    back) don't count. `breaks` has the parts of its head in which the editor forces or forbids line breaks, `inlines`
    those that have other marks, as runs.
    """

    id: str
    lang: str = LANG
    kicker: str | None = None
    headline: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    summary: str | None = None
    byline: str | None = None
    signature: str | None = None
    lead_in: str | None = None
    jump_head: str | None = None
    body: tuple[BodyBlock, ...] = ()
    breaks: tuple[tuple[str, Breaks], ...] = ()
    inlines: tuple[tuple[str, tuple[Text, ...]], ...] = ()
    file: str | None = field(default=None, compare=False)
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    doubts: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The body without its subheads."""
        return tuple(block for block in self.body if isinstance(block, Paragraph))

    @property
    def plain(self) -> str:
        """The body's text without marks and ruby, a line feed between blocks (and at forced breaks)."""
        return "\n".join(block.plain for block in self.body)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All text of the story in reading order; what is not in here is not printed."""
        return tuple(self._parts())

    def line_of(self, field: str) -> int | None:
        """The line in the story's file of a part: `headline[1]`, `body[3]`."""
        return next((part.line for part in self.parts if part.field == field), None)

    def breaks_in(self, field: str) -> Breaks:
        """Where the editor forces or forbids line breaks in a part of the head."""
        return dict(self.breaks).get(field, FREE)

    def inlines_in(self, field: str) -> tuple[Text, ...]:
        """The runs of a part of the head that has marks; none for one that has none."""
        return dict(self.inlines).get(field, ())

    def _parts(self) -> Iterator[Part]:
        lines = dict(self.lines)
        if self.kicker is not None:
            yield from _with_rubies(
                Part("kicker", self.kicker, lines.get("kicker")), self.inlines_in("kicker")
            )
        for name, texts in (("headline", self.headline), ("deck", self.deck)):
            for index, text in enumerate(texts):
                key = f"{name}[{index}]"
                yield from _with_rubies(
                    Part(key, text, lines.get(key, lines.get(name))), self.inlines_in(key)
                )
        for name in ("summary", "byline", "lead_in", "jump_head"):
            single: str | None = getattr(self, name)
            if single is not None:
                yield from _with_rubies(Part(name, single, lines.get(name)), self.inlines_in(name))
        for index, block in enumerate(self.body):
            yield from _with_rubies(Part(f"body[{index}]", block.plain, block.line), block.inlines)
        if self.signature is not None:
            yield Part("signature", self.signature, lines.get("signature"))


def _with_rubies(part: Part, inlines: Sequence[Text]) -> Iterator[Part]:
    """A part, and behind it the parts of its ruby."""
    yield part
    for number, ruby in enumerate(list_rubies(inlines)):
        yield Part(f"{part.field}.ruby[{number}]", ruby.text, part.line, (ruby.start, ruby.end))


def read_story(path: Path, *, root: Path, lang: str = LANG) -> Story:
    """Reads a story file; its name without the ending is the story's id. It is in `lang` where it says nothing else.

    Raises Refused with every problem of the file, each with its line; `root` is the edition's folder.
    """
    file = relative(path, root)
    return parse_story(read_text(path, file), id=path.stem, file=file, lang=lang)


def parse_story(text: str, *, id: str, file: str, lang: str = LANG) -> Story:
    """Reads a story from its text; `file` is how messages name it. Raises Refused with every problem."""
    problems = _check_whole(text, id, file)
    front_text, body_text, body_line = _split_front(text)
    front: Read[StoryFront] | None = None
    if front_text is None:
        what = "The file does not begin with front matter between two lines ---."
        hint = "begin with a line ---, then headline: … and other keys, then a line ---"
        problems.append(Problem("no-front-matter", "refused", what, Place(file=file, line=1), hint))
    elif not problems:  # forbidden characters would come a second time
        try:
            front = read_model_text(front_text, StoryFront, file=file, first_line=2)
        except Refused as refused:
            problems += refused.problems
    lang = (front.value.lang if front is not None else None) or lang
    known = {problem.id for problem in problems} & {"forbidden-character"}
    body, found = read_body(body_text, lang, file=file, first_line=body_line)
    problems += [problem for problem in found if problem.severity == "refused" and problem.id not in known]
    head, in_head = _read_head(id, front)
    problems += [problem for problem in in_head if problem.severity == "refused"]
    if problems or front is None:
        raise Refused(limit_problems(sorted(problems, key=lambda problem: problem.where.line or 0)))
    doubts = [*front.cut, *(problem for problem in found if problem.severity != "refused")]
    doubts += _composed_problems(text, file)
    story = replace(_make_story(id, front, body, head), lang=lang)
    # What holds the press comes first: of many warnings the last are counted and no more.
    grave = [problem for problem in in_head if problem.severity == "press"]
    doubts = [
        *_find_unread(story),
        *grave,
        *doubts,
        *(problem for problem in in_head if problem not in grave),
    ]
    return replace(story, doubts=tuple(limit_problems([*doubts, *story.doubts, *_look_over(story)])))


def _read_head(id: str, front: Read[StoryFront] | None) -> tuple[Head, list[Problem]]:
    """The parts of a story's head, and what is wrong with their marks, or may be."""
    if front is None:
        return Head({}), []
    head, lines = read_head(front.value), _lines_of(front)

    def place(part: str) -> Place:
        line = lines.get(part, lines.get(part.partition("[")[0]))
        return Place(file=front.file, line=line, field=part, story=id)

    return head, list(head.problems(place))


def _lines_of(front: Read[StoryFront]) -> dict[str, int]:
    """The line of each key of the front matter: `kicker`, `headline[1]`."""
    return {
        f"{path[0]}[{path[1]}]" if len(path) == 2 else str(path[0]): line
        for path, line in front.lines.items()
        if path
    }


def _look_over(story: Story) -> Iterator[Problem]:
    """Half-width marks in the parts of a story that is in Chinese or Japanese (Korean is written with them), characters
    and addresses that are not what they look like, and web code in the body.
    """
    seen = {name: prose(inlines) for name, inlines in story.inlines}
    seen |= {f"body[{index}]": prose(block.inlines) for index, block in enumerate(story.body)}
    for part in story.parts:
        where = Place(file=story.file, line=part.line, field=part.field, story=story.id)
        if story.lang.lower().startswith(("zh", "ja")):
            yield from half_width_problem(part.text, where, prose=seen.get(part.field))
        yield from odd_problems(part.text, where, compatibility=False)
        yield from address_problem(part.text, where)
        if part.field.startswith("body"):
            yield from web_code_problem(part.text, where)
            yield from find_loose_break(part.text, where, "warning")


def _make_story(id: str, front: Read[StoryFront], body: tuple[BodyBlock, ...], head: Head) -> Story:
    value, top = front.value, Place(file=front.file, line=1)
    doubts: list[Problem] = []
    if not body and not value.headline:
        refuse_input("empty-story", "The story is empty.", top, "write it")
    if not body:
        hint = "write its text below the front matter"
        doubts.append(Problem("no-body", "warning", "The story has no body.", top, hint))
    return Story(
        id=id,
        kicker=head.single("kicker"),
        headline=head.several("headline"),
        deck=head.several("deck"),
        summary=head.single("summary"),
        byline=head.single("byline"),
        signature=value.signature,
        lead_in=value.lead_in,
        jump_head=head.single("jump_head"),
        body=body,
        breaks=head.breaks,
        inlines=head.inlines,
        file=front.file,
        lines=tuple(sorted(_lines_of(front).items())),
        doubts=tuple(doubts),
    )


def _check_whole(text: str, id: str, file: str) -> list[Problem]:
    """What is wrong with the file before it is taken apart. Raises Refused for one that is too long."""
    problems = []
    if not _ID.match(id):
        what, hint = (
            f"{id[:80]!r} can't be a story's id.",
            "name the file with letters, digits, - and _ alone",
        )
        problems.append(Problem("bad-story-id", "refused", what, Place(file=file), hint))
    if len(text) > LONGEST_STORY:
        what = f"The story has over {LONGEST_STORY:,} characters."
        problems.append(Problem("too-large", "refused", what, Place(file=file), "split it into stories"))
        raise Refused(problems)
    return problems + forbidden_problems(text, file)


def _split_front(text: str) -> tuple[str | None, str, int]:
    """Front matter, body, and the body's first line (from 1); None for front matter without both fences."""
    opening = _FENCE.match(text)
    if opening is None:
        return None, text, 1
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None, "", 1
    front = text[opening.end() + 1 : closing.start()]
    return front, text[closing.end() :], text.count("\n", 0, closing.end()) + 1


def _composed_problems(text: str, file: str) -> Iterator[Problem]:
    for spot in find_not_composed(text):
        what = f"Line {spot.line}, column {spot.column}: {spot.name} has another, composed form (NFC)."
        hint = "nothing was changed; retype the character unless this form is meant"
        yield Problem("not-composed", "warning", what, Place(file=file, line=spot.line), hint)


def _find_unread(story: Story) -> Iterator[Problem]:
    """Marks of the body in the lead-in, which has none, and marks of line breaks that are none where they stand."""
    for part in story.parts:
        where = Place(file=story.file, line=part.line, field=part.field, story=story.id)
        if part.field in ("lead_in", "signature"):
            yield from find_unread_mark(part.text, where)
        elif not part.field.startswith("body"):
            breaks = part.field.partition("[")[0] in ("kicker", "headline", "deck", "jump_head")
            yield from find_left_in_line(part.text, where, breaks=breaks)
