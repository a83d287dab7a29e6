"""The page as an edition of this program, and the PDF that it makes of it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.pagetext import EDITION, LEAD, NOTES, SECOND, PageText
from benchmarks.setter import SetPages, Setter

if TYPE_CHECKING:
    from fonts.face import Face

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "bench" / "photos"
"""Where photos in press inks are kept from one document to the next."""

Block = dict[str, Any]

_MARKS = re.compile(r"([\\`*_\[\]<>#+\-!&~|])")
"""What Markdown would read as a mark: a story's plain text is escaped."""


def prepare(folder: Path, pages: Sequence[PageText], faces: Path) -> None:
    """The sample edition again, its page as many times as there are pages, each with its own stories and photos."""
    edition = folder / "edition"
    shutil.copytree(ROOT / EDITION, edition)
    file = edition / "edition.yaml"
    model = yaml.safe_load(file.read_text(encoding="utf-8"))
    sample = model["pages"][0]
    model["pages"] = []
    for number, page in enumerate(pages):
        model["pages"].append(
            {"name": f"A{number + 1:02}", "blocks": list(own_blocks(sample["blocks"], edition, number))}
        )
        for story, text in ((LEAD, page.lead), (NOTES, page.notes), (SECOND, page.second)):
            write_body(edition / "stories" / f"{own(story, number)}.md", text.paragraphs)
    file.write_text(yaml.safe_dump(model, allow_unicode=True, sort_keys=False), encoding="utf-8")


def own_blocks(blocks: Sequence[Block], edition: Path, number: int) -> Iterator[Block]:
    """The sample's blocks for one page: a story or photo may stand in one block only, so each gets its own copy."""
    for block in deepcopy(blocks):
        for kind, folder, suffix in (("story", "stories", ".md"), ("photo", "photos", ".yaml")):
            if kind in block:
                name = own(block[kind], number)
                if number:
                    shutil.copyfile(
                        edition / folder / f"{block[kind]}{suffix}", edition / folder / f"{name}{suffix}"
                    )
                block[kind] = name
        yield block


def own(name: str, number: int) -> str:
    return f"{name}-{number + 1:02}" if number else name


def write_body(story: Path, paragraphs: Sequence[str]) -> None:
    """Puts another body under the front matter of a story's file."""
    _, front, _ = story.read_text(encoding="utf-8").split("---\n", 2)
    body = "\n\n".join(_MARKS.sub(r"\\\1", paragraph) for paragraph in paragraphs)
    story.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")


def start(faces: Path) -> SetPages:
    """The press PDF alone, of an edition that is read from its folder each time. The faces stay open; pages are made up
    by as many processes as there are cores.
    """
    return _start(os.cpu_count() or 1)


def start_alone(faces: Path) -> SetPages:
    """The same in one process."""
    return _start(1)


def _start(workers: int) -> SetPages:
    from fonts.catalogue import Catalogue
    from layout.makeup.edition import MakeupOptions, make_up
    from layout.makeup.wardrobe import open_wardrobe
    from layout.press.document import Resources, write_pdf
    from layout.reading.folder import load_edition
    from layout.scene import FaceRef

    catalogue = Catalogue.load()

    def open_face(ref: FaceRef) -> Face:
        return catalogue.open(ref.sha256, ref.index, ref.axes)

    def set_pages(folder: Path) -> bytes:
        root = folder / "edition"
        edition = load_edition(root)
        made = make_up(edition, open_wardrobe(edition.paper, catalogue), MakeupOptions(workers))
        return write_pdf(made.scene, made.scene.pages, Resources(open_face, root, CACHE))

    return set_pages


def build(folder: Path) -> Sequence[str]:
    """The whole command: press PDFs of the edition and of each page, proofs, scene and report."""
    return [*again(folder), "--fresh"]


def again(folder: Path) -> Sequence[str]:
    """The same once more, with what the build before it has kept."""
    return [sys.executable, "build.py", "-q", "build", str(folder / "edition"), "-o", str(folder / "out")]


DUIKAI = Setter("Duikai", (), prepare, start)
ALONE = Setter("Duikai, one process", (), prepare, start_alone, modes=("warm",))
COMMAND = Setter(
    "Duikai, whole build",
    (),
    prepare,
    start,
    command=build,
    pdf="out/edition.pdf",
    modes=("cold",),
    most_pages=32,
)
AGAIN = Setter(
    "Duikai, built again",
    (),
    prepare,
    start,
    command=again,
    pdf="out/edition.pdf",
    modes=("cold",),
    most_pages=32,
)
