"""What an edition calls its paper -> the paper's file as it was read, and its folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from content.files import inside, shorten
from content.nearest import meant
from content.problems import Place, Problem, Refused
from content.reading import Read, read_model
from layout.plan.edition import EditionModel
from layout.plan.paper import Paper

_PAPERS = Path(str(files("content") / "papers"))
"""The folder of the papers that come with the program."""


class _PaperName(BaseModel):
    """What of an edition.yaml names the paper, for one that is wrong elsewhere."""

    model_config = ConfigDict(extra="ignore")

    paper: str


def read_paper_of(root: Path, read: Read[EditionModel] | None) -> tuple[Read[Paper], Path]:
    """The paper's file and its folder. Raises Refused; with nothing in it where edition.yaml names no paper."""
    if read is not None:
        named: Read[EditionModel] | Read[_PaperName] = read
    else:
        try:
            named = read_model(inside(root, "edition.yaml"), _PaperName, root=root)
        except Refused:
            raise Refused(()) from None
    name, where = named.value.paper, named.place("paper")
    if name.endswith((".yaml", ".yml")):
        path = inside(root, name, where=where)
        return read_model(path, Paper, root=root), path.parent
    return _bundled_paper(name, where)


def read_paper(name: str) -> Paper:
    """The paper of that name among those that come with the program, or that a file (`….yaml`) says. Raises Refused."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return read_model(path, Paper, root=path.parent).value
    return _bundled_paper(name, Place())[0].value


def _bundled_paper(name: str, where: Place) -> tuple[Read[Paper], Path]:
    known = sorted(folder.name for folder in _PAPERS.iterdir() if (folder / "paper.yaml").is_file())
    if name not in known:
        others = f"name one of {', '.join(known)}, or a file such as paper.yaml"
        hint = meant(name, known, others)
        raise Refused(
            [Problem("unknown-paper", "refused", f"There is no paper {shorten(name)}.", where, hint)]
        )
    folder = _PAPERS / name
    return read_model(folder / "paper.yaml", Paper, root=folder), folder
