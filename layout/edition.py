"""An edition's folder -> its paper, pages, stories and photos, read and checked against each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from content.files import inside
from content.photo import Photo, PictureFacts, inspect, read_photo
from content.problems import Place, Problem, Refused
from content.reading import Read, read_model
from content.story import Story, read_story
from layout.blocks import Block, CopyBlock, Id, PhotoBlock, RuleBlock
from layout.grid import make_grid
from layout.paper import Paper
from layout.style import Model

PageName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9\-]{0,19}$")]


class PageModel(Model):
    """A page: its blocks, in order of rank on the page, which is the order that it is read in."""

    name: PageName = Field(description="The page's name, such as A01: it is in the names of its files.")
    blocks: tuple[Block, ...] = Field(max_length=1000, description="The blocks of the page.")


class EditionModel(Model):
    """edition.yaml: one issue of a paper."""

    paper: str = Field(
        min_length=1,
        max_length=200,
        description="The paper: the name of one that comes with the program, or a file of the edition (`paper.yaml`).",
    )
    date: datetime.date = Field(
        ge=datetime.date(1600, 1, 1),
        description="Date of the issue, YYYY-MM-DD, from 1600 on; the press file is dated to it.",
    )
    title: str | None = Field(
        default=None,
        max_length=200,
        description="Title of the PDF; the paper's name and the date where left out.",
    )
    pages: tuple[PageModel, ...] = Field(min_length=1, max_length=500, description="The pages, in order.")


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that was read whole: nothing in it contradicts anything else.

    `pictures` has the facts of each photo whose picture is there; `problems` are those that don't refuse it.
    """

    name: str
    root: Path
    paper_folder: Path
    model: EditionModel
    paper_read: Read[Paper]
    stories: dict[str, Story]
    photos: dict[str, Photo]
    pictures: dict[str, PictureFacts]
    problems: tuple[Problem, ...]

    @property
    def paper(self) -> Paper:
        return self.paper_read.value

    def paper_place(self, path: tuple[str, ...]) -> Place:
        """Where the paper's file holds a key."""
        line = self.paper_read.line_of(path)
        return Place(file=self.paper_read.file, line=line, field=".".join(path))

    @property
    def title(self) -> str:
        return self.model.title or f"{self.paper.name} {self.model.date.isoformat()}"


def papers_folder() -> Path:
    """The folder of the papers that come with the program."""
    return Path(str(files("content") / "papers"))


def load_edition(root: Path) -> Edition:
    """Reads an edition's folder. Raises Refused with every problem of all its files."""
    if not root.is_dir():
        raise Refused(
            [
                Problem(
                    "missing-edition",
                    "refused",
                    f"There is no folder {root.name!r}.",
                    Place(),
                    "name the folder that holds edition.yaml",
                )
            ]
        )
    read = read_model(inside(root, "edition.yaml"), EditionModel, root=root)
    problems: list[Problem] = list(_unnameable(root.resolve().name))
    paper, paper_folder = _read_paper(root, read, problems)
    stories = _read_copy(root, read, problems)
    photos = _read_photos(root, read, problems)
    pictures = _look_at_pictures(root, photos, problems)
    problems += _placed_twice(read)
    if paper is not None:
        problems += _off_grid(read, paper.value)
        problems += _unknown_styles(read, paper.value)
    problems += _never_placed(root, read)
    refused = [problem for problem in problems if problem.severity == "refused"]
    if refused or paper is None:
        raise Refused(problems)
    return Edition(
        root.resolve().name, root, paper_folder, read.value, paper, stories, photos, pictures, tuple(problems)
    )


def _unnameable(name: str) -> Iterable[Problem]:
    """A folder's name that can't name files, scenes and reports on every machine."""
    if not name.strip() or any(not char.isprintable() for char in name):
        yield Problem(
            "bad-edition-name",
            "refused",
            f"The edition's folder is called {name!a}, which can't name its files.",
            Place(),
            "call the folder by letters and digits",
        )


def blocks_of(model: EditionModel) -> Iterable[tuple[int, int, str, Block]]:
    """Each block with its page's number, its own number (both from 0) and the page's name."""
    for page_number, page in enumerate(model.pages):
        for block_number, block in enumerate(page.blocks):
            yield page_number, block_number, page.name, block


def block_id(block: Block, number: int) -> str:
    """The block's name in messages and in the scene; `number` is its place on the page, from 0."""
    if block.id is not None:
        return block.id
    if isinstance(block, CopyBlock):
        return block.story
    if isinstance(block, PhotoBlock):
        return block.photo
    return f"{block.kind}-{number + 1}"


def _read_paper(
    root: Path, read: Read[EditionModel], problems: list[Problem]
) -> tuple[Read[Paper] | None, Path]:
    name = read.value.paper
    where = Place(file=read.file, line=read.line_of(("paper",)), field="paper")
    try:
        if name.endswith((".yaml", ".yml")):
            path = inside(root, name, where=where)
            return read_model(path, Paper, root=root), path.parent
        known = sorted(
            folder.name for folder in papers_folder().iterdir() if (folder / "paper.yaml").is_file()
        )
        if name not in known:
            raise Refused(
                [
                    Problem(
                        "unknown-paper",
                        "refused",
                        f"There is no paper {name!r}.",
                        where,
                        f"name one of {', '.join(known)}, or a file of the edition such as paper.yaml",
                    )
                ]
            )
        folder = papers_folder() / name
        return read_model(folder / "paper.yaml", Paper, root=folder), folder
    except Refused as refusal:
        problems += refusal.problems
        return None, root


def _read_copy(root: Path, read: Read[EditionModel], problems: list[Problem]) -> dict[str, Story]:
    stories: dict[str, Story] = {}
    for page, number, _, block in blocks_of(read.value):
        if not isinstance(block, CopyBlock) or block.story in stories:
            continue
        field = ("pages", page, "blocks", number, "story")
        where = Place(file=read.file, line=read.line_of(field), field="story")
        try:
            path = inside(root, f"stories/{block.story}.md", where=where)
            stories[block.story] = read_story(path, root=root)
            problems += stories[block.story].doubts
        except Refused as refusal:
            problems += refusal.problems
    return stories


def _read_photos(root: Path, read: Read[EditionModel], problems: list[Problem]) -> dict[str, Photo]:
    photos: dict[str, Photo] = {}
    for page, number, _, block in blocks_of(read.value):
        if not isinstance(block, PhotoBlock) or block.photo in photos:
            continue
        field = ("pages", page, "blocks", number, "photo")
        where = Place(file=read.file, line=read.line_of(field), field="photo")
        try:
            path = inside(root, f"photos/{block.photo}.yaml", where=where)
            photos[block.photo] = read_photo(path, root=root)
        except Refused as refusal:
            problems += refusal.problems
    return photos


def _look_at_pictures(
    root: Path, photos: dict[str, Photo], problems: list[Problem]
) -> dict[str, PictureFacts]:
    pictures: dict[str, PictureFacts] = {}
    for name, photo in photos.items():
        try:
            facts, found = inspect(photo, root=root)
        except Refused as refusal:
            problems += refusal.problems
            continue
        problems += found
        if facts is not None:
            pictures[name] = facts
    return pictures


def _place(read: Read[EditionModel], page: int, number: int, field: str) -> Place:
    block = read.value.pages[page].blocks[number]
    return Place(
        file=read.file,
        line=read.line_of(("pages", page, "blocks", number, field)),
        field=field,
        page=read.value.pages[page].name,
        block=block_id(block, number),
    )


def _placed_twice(read: Read[EditionModel]) -> Iterable[Problem]:
    """A story or photo in two blocks, two pages or two blocks of a page with one name."""
    seen: dict[tuple[str, str], str] = {}
    ids: set[tuple[str, str]] = set()
    names: set[str] = set()
    for page, page_model in enumerate(read.value.pages):
        # Files are named by the page, and on some disks a01 and A01 are one file.
        if page_model.name.upper() in names:
            yield Problem(
                "page-name-twice",
                "refused",
                f"Two pages are called {page_model.name}.",
                Place(file=read.file, line=read.line_of(("pages", page, "name")), field="name"),
                "give each page its own name, not told apart by A and a",
            )
        names.add(page_model.name.upper())
    for page, number, page_name, block in blocks_of(read.value):
        what = ("story", block.story) if isinstance(block, CopyBlock) else None
        what = ("photo", block.photo) if isinstance(block, PhotoBlock) else what
        name = block_id(block, number)
        if what is not None:
            if what in seen:
                yield Problem(
                    f"{what[0]}-placed-twice",
                    "refused",
                    f"The {what[0]} {what[1]!r} stands in two blocks, the other on page {seen[what]}.",
                    _place(read, page, number, what[0]),
                    "take one of the blocks out",
                )
                continue
            seen[what] = page_name
        if (page_name, name) in ids:
            yield Problem(
                "block-id-twice",
                "refused",
                f"Two blocks of page {page_name} are called {name!r}.",
                _place(read, page, number, "id"),
                f"give one of them an id of its own, such as `id: {name}-{number + 1}`",
            )
        ids.add((page_name, name))


def _never_placed(root: Path, read: Read[EditionModel]) -> Iterable[Problem]:
    """Stories and photos of the folder that are in no block: copy that would be lost."""
    for folder, suffix, kind in (("stories", ".md", "story"), ("photos", ".yaml", "photo")):
        used = {
            block.story if isinstance(block, CopyBlock) else block.photo
            for _, _, _, block in blocks_of(read.value)
            if isinstance(block, CopyBlock if kind == "story" else PhotoBlock)
        }
        there = (
            sorted(path.stem for path in (root / folder).glob(f"*{suffix}"))
            if (root / folder).is_dir()
            else []
        )
        for name in there:
            if name not in used:
                yield Problem(
                    f"{kind}-never-placed",
                    "refused",
                    f"The {kind} {name!r} stands in no block of any page.",
                    Place(file=f"{folder}/{name}{suffix}"),
                    f"give it a block in edition.yaml, or move the file out of {folder}/",
                )


def _off_grid(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Areas outside the grid or turned round, and blocks that share a cell."""
    grid = make_grid(paper)
    area = grid.type_area
    if area.x < 0 or area.right > grid.page_width or area.bottom > grid.page_height:
        yield Problem(
            "grid-outside-trim",
            "refused",
            "The paper's grid is larger than its page.",
            Place(file=read.file, line=read.line_of(("paper",)), field="paper"),
            "make the grid smaller, or the trim larger",
        )
    for page, page_model in enumerate(read.value.pages):
        placed: list[tuple[int, Block]] = []
        for number, block in enumerate(page_model.blocks):
            cells = block.area
            for field, first, last, most in (
                ("columns", cells.first_column, cells.last_column, grid.columns),
                ("lines", cells.first_line, cells.last_line, grid.lines),
            ):
                if last < first or last > most:
                    yield Problem(
                        "off-grid",
                        "refused",
                        f"The {field} {first}-{last} are not on the grid.",
                        _place(read, page, number, field),
                        f"the page has {field} 1 to {most}",
                    )
            if isinstance(block, RuleBlock):
                continue  # a rule may lie over anything
            for other_number, other in placed:
                both = cells.overlap(other.area)
                if both is not None:
                    yield Problem(
                        "overlap",
                        "refused",
                        f"The block lies over block {block_id(other, other_number)!r} in {both}.",
                        _place(read, page, number, "lines"),
                        "move or shorten one of the two",
                    )
                    break  # one is enough to move it: a thousand blocks on one spot would make half a million
            placed.append((number, block))


def _unknown_styles(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Styles and inks that blocks name and the paper doesn't have."""
    for page, number, _, block in blocks_of(read.value):
        for field, value in block:
            names: list[tuple[str, str, str]] = []
            if field.endswith("style") and (
                field in block.model_fields_set or field in ("body_style", "style")
            ):
                names.append((field, "style", value))
            if field == "text":
                names += [("text", "style", bit.style) for bit in value]
            if field in ("above", "below", "rule") and value is not None:
                names.append((field, "ink", value.ink))
            if field == "frame" and value is not None:
                names += [
                    ("frame", "ink", ink) for ink in (value.tint, value.stroke and value.stroke.ink) if ink
                ]
            for where, kind, name in names:
                known = sorted(paper.styles if kind == "style" else paper.inks)
                if name not in known:
                    yield Problem(
                        "unknown-name",
                        "refused",
                        f"The paper has no {kind} {name!r}.",
                        _place(read, page, number, where),
                        f"it has {', '.join(known)}",
                    )


__all__ = [
    "Edition",
    "EditionModel",
    "Id",
    "PageModel",
    "block_id",
    "blocks_of",
    "load_edition",
    "papers_folder",
]
