"""A Markdown file with YAML front matter to one Story: headline parts and body, with the line of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from content.characters.half_width import half_width_problem
from content.characters.kinds import find_not_composed, forbidden_problems
from content.characters.unseen import odd_problems
from content.characters.web_code import address_problem, web_code_problem
from content.files import read_text, refuse_input, relative
from content.marking.body import BodyBlock, Paragraph, list_rubies, prose
from content.marking.headmarks import FREE, Breaks, head_mark_problems
from content.marking.markdown import read_body
from content.marking.unread_marks import find_loose_break, find_unread_mark
from content.problems import Place, Problem, Refused, limit_problems
from content.reading import Read, read_model_text
from content.storyfront import StoryFront, read_head

LONGEST_STORY = 200_000
"""A story file of more characters is refused: a broadsheet page holds about 14,000."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ID = re.compile(r"\w[\w.-]{0,79}\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One run of a story's text. `field`: `kicker`, `headline[0]`, `deck[0]`, `summary`, `byline`, `lead_in`,
    `body[0]`, `signature`.

    `line` is the line of the story's file (from 1) on which it begins. The ruby of a block has parts of its own behind
    the block's: `body[0].ruby[0]`, one for each text, and `over` is the range of the block's characters that it
    stands over.
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
    back) don't count. `breaks` has the parts of its head in which the editor forces or forbids line breaks.
    """

    id: str
    lang: str = "zh-Hans"
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

    def _parts(self) -> Iterator[Part]:
        lines = dict(self.lines)
        if self.kicker is not None:
            yield Part("kicker", self.kicker, lines.get("kicker"))
        for name, texts in (("headline", self.headline), ("deck", self.deck)):
            for index, text in enumerate(texts):
                key = f"{name}[{index}]"
                yield Part(key, text, lines.get(key, lines.get(name)))
        for name in ("summary", "byline", "lead_in", "jump_head"):
            single: str | None = getattr(self, name)
            if single is not None:
                yield Part(name, single, lines.get(name))
        for index, block in enumerate(self.body):
            yield Part(f"body[{index}]", block.plain, block.line)
            for number, ruby in enumerate(list_rubies(block.inlines)):
                over = ruby.start, ruby.end
                yield Part(f"body[{index}].ruby[{number}]", ruby.text, block.line, over)
        if self.signature is not None:
            yield Part("signature", self.signature, lines.get("signature"))


def read_story(path: Path, *, root: Path) -> Story:
    """Reads a story file; its name without the ending is the story's id.

    Raises Refused with every problem of the file, each with its line; `root` is the edition's folder.
    """
    file = relative(path, root)
    return parse_story(read_text(path, file), id=path.stem, file=file)


def parse_story(text: str, *, id: str, file: str) -> Story:
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
    lang = front.value.lang if front is not None else "zh-Hans"
    known = {problem.id for problem in problems} & {"forbidden-character"}
    body, found = read_body(body_text, lang, file=file, first_line=body_line)
    problems += [problem for problem in found if problem.severity == "refused" and problem.id not in known]
    if problems or front is None:
        raise Refused(limit_problems(sorted(problems, key=lambda problem: problem.where.line or 0)))
    doubts = [*front.cut, *(problem for problem in found if problem.severity != "refused")]
    doubts += _composed_problems(text, file)
    story = _make_story(id, front, body)
    # What holds the press comes first: of many warnings the last are counted and no more.
    doubts = [*_find_unread(story), *doubts]
    return replace(story, doubts=tuple(limit_problems([*doubts, *story.doubts, *_look_over(story)])))


def _look_over(story: Story) -> Iterator[Problem]:
    """Half-width marks in the parts of a story that is in Chinese or Japanese (Korean is written with them), characters
    and addresses that are not what they look like, and web code in the body.
    """
    body = {f"body[{index}]": prose(block.inlines) for index, block in enumerate(story.body)}
    for part in story.parts:
        where = Place(file=story.file, line=part.line, field=part.field, story=story.id)
        if story.lang.lower().startswith(("zh", "ja")):
            yield from half_width_problem(part.text, where, prose=body.get(part.field))
        yield from odd_problems(part.text, where, compatibility=False)
        yield from address_problem(part.text, where)
        if part.field.startswith("body"):
            yield from web_code_problem(part.text, where)
            yield from find_loose_break(part.text, where, "warning")


def _make_story(id: str, front: Read[StoryFront], body: tuple[BodyBlock, ...]) -> Story:
    value, top = front.value, Place(file=front.file, line=1)
    doubts: list[Problem] = []
    if not body and not value.headline:
        refuse_input("empty-story", "The story is empty.", top, "write it")
    if not body:
        hint = "write its text below the front matter"
        doubts.append(Problem("no-body", "warning", "The story has no body.", top, hint))
    lines = {}
    for path, line in front.lines.items():
        if path:
            lines[f"{path[0]}[{path[1]}]" if len(path) == 2 else str(path[0])] = line
    head = read_head(value)
    for part, read in head.read.items():
        at = lines.get(part, lines.get(part.partition("[")[0]))
        doubts += head_mark_problems(read, Place(file=front.file, line=at, field=part, story=id))
    return Story(
        id=id,
        lang=value.lang,
        kicker=head.single("kicker"),
        headline=head.several("headline"),
        deck=head.several("deck"),
        summary=value.summary,
        byline=value.byline,
        signature=value.signature,
        lead_in=value.lead_in,
        jump_head=head.single("jump_head"),
        body=body,
        breaks=head.breaks,
        file=front.file,
        lines=tuple(sorted(lines.items())),
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
    """Marks of the body in the parts of a story that have none."""
    for part in story.parts:
        if not part.field.startswith("body"):
            where = Place(file=story.file, line=part.line, field=part.field, story=story.id)
            head = part.field.partition("[")[0] in ("kicker", "headline", "deck", "jump_head")
            yield from find_unread_mark(part.text, where, head=head)
