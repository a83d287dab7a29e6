"""An edition's folder -> its paper, pages, stories and photos, read and checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from content.files import inside
from content.photo import Photo, PictureFacts, inspect, read_photo
from content.problems import Place, Problem, Refused
from content.reading import Read, read_model
from content.story import read_story
from layout.blocks import CopyBlock, PhotoBlock
from layout.edition import Edition, EditionModel, blocks_of
from layout.paper import Paper
from layout.placement import never_placed, off_grid, over_leading, placed_twice, unknown_names

Value = TypeVar("Value")


def load_edition(root: Path) -> Edition:
    """Reads an edition's folder. Raises Refused with every problem of all its files."""
    if not root.is_dir():
        what = f"There is no folder {root.name!r}."
        hint = "name the folder that holds edition.yaml"
        raise Refused([Problem("missing-edition", "refused", what, Place(), hint)])
    problems: list[Problem] = list(_unnameable(root.resolve().name))
    read = _tried(problems, lambda: read_model(inside(root, "edition.yaml"), EditionModel, root=root))
    # The other files are read whatever edition.yaml is like, so that one run tells all that is wrong.
    paper = _tried(problems, lambda: _read_paper(root, read))
    stories = _read_all(root, "stories", ".md", read_story, problems)
    photos = _read_all(root, "photos", ".yaml", read_photo, problems)
    problems += [doubt for story in stories.values() for doubt in story.doubts]
    pictures = _look_at_pictures(root, photos, problems)
    if read is not None:
        problems += placed_twice(read)
        problems += _missing_copy(root, read)
        problems += never_placed(read, _names(root, "stories", ".md"), _names(root, "photos", ".yaml"))
        if paper is not None:
            problems += off_grid(read, paper[0].value)
            problems += unknown_names(read, paper[0].value)
            problems += over_leading(read, paper[0].value)
    if read is None or paper is None or any(problem.severity == "refused" for problem in problems):
        raise Refused(problems)
    return Edition(
        name=root.resolve().name,
        root=root,
        paper_folder=paper[1],
        read=read,
        paper_read=paper[0],
        stories=stories,
        photos=photos,
        pictures=pictures,
        problems=tuple(problems),
    )


def papers_folder() -> Path:
    """The folder of the papers that come with the program."""
    return Path(str(files("content") / "papers"))


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


class _PaperName(BaseModel):
    """What of an edition.yaml names the paper, for one that is wrong elsewhere."""

    model_config = ConfigDict(extra="ignore")

    paper: str


def _read_paper(root: Path, read: Read[EditionModel] | None) -> tuple[Read[Paper], Path]:
    """The paper's file and its folder. Raises Refused; with nothing in it where edition.yaml names no paper."""
    if read is not None:
        name, where = read.value.paper, Place(file=read.file, line=read.line_of(("paper",)), field="paper")
    else:
        try:
            named = read_model(inside(root, "edition.yaml"), _PaperName, root=root)
        except Refused:
            raise Refused(()) from None
        name, where = named.value.paper, Place(file=named.file, line=named.line_of(("paper",)), field="paper")
    if name.endswith((".yaml", ".yml")):
        path = inside(root, name, where=where)
        return read_model(path, Paper, root=root), path.parent
    known = sorted(folder.name for folder in papers_folder().iterdir() if (folder / "paper.yaml").is_file())
    if name not in known:
        hint = f"name one of {', '.join(known)}, or a file of the edition such as paper.yaml"
        raise Refused([Problem("unknown-paper", "refused", f"There is no paper {name!r}.", where, hint)])
    folder = papers_folder() / name
    return read_model(folder / "paper.yaml", Paper, root=folder), folder


def _tried(problems: list[Problem], read: Callable[[], Value]) -> Value | None:
    """What `read` gives; where it refuses, its problems join the others and there is nothing."""
    try:
        return read()
    except Refused as refusal:
        problems += refusal.problems
        return None


def _names(root: Path, folder: str, suffix: str) -> list[str]:
    """The ids of the stories or photos that stand in a folder, sorted."""
    if not (root / folder).is_dir():
        return []
    return sorted(path.name.removesuffix(suffix) for path in (root / folder).glob(f"*{suffix}"))


def _read_all(
    root: Path, folder: str, suffix: str, reader: Callable[..., Value], problems: list[Problem]
) -> dict[str, Value]:
    """Every story or photo of a folder by its id."""
    found: dict[str, Value] = {}
    for name in _names(root, folder, suffix):
        try:
            found[name] = reader(inside(root, f"{folder}/{name}{suffix}"), root=root)
        except Refused as refusal:
            problems += refusal.problems
    return found


def _missing_copy(root: Path, read: Read[EditionModel]) -> Iterable[Problem]:
    """Stories and photos that blocks name and that are not in the folder."""
    for page, number, _, block in blocks_of(read.value):
        if isinstance(block, CopyBlock):
            field, name = "story", f"stories/{block.story}.md"
        elif isinstance(block, PhotoBlock):
            field, name = "photo", f"photos/{block.photo}.yaml"
        else:
            continue
        place = Place(
            file=read.file, line=read.line_of(("pages", page, "blocks", number, field)), field=field
        )
        try:
            inside(root, name, where=place)
        except Refused as refusal:
            yield from (problem for problem in refusal.problems if problem.id == "missing-file")


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
