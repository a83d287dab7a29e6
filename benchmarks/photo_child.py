"""Makes the page of photos with one program, in a process of its own: what is timed from outside.

python -m benchmarks.photo_child ROW FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.setter import PDF

MakePage = Callable[[Path], None]
"""Makes PDF in a folder, of the input that stands there."""


def duikai(workers: int, folder: Path) -> None:
    """An edition's folder to a press PDF that is written as it grows. Photos are kept in the folder's cache."""
    from fonts.catalogue import Catalogue
    from layout.makeup.edition import make_up
    from layout.makeup.wardrobe import open_wardrobe
    from layout.press.document import Resources, write_pdf_to
    from layout.reading.folder import load_edition

    catalogue = Catalogue.load()
    root = folder / "edition"
    edition = load_edition(root, folder / "cache" / "sound")
    scene = make_up(edition, open_wardrobe(edition.paper, catalogue)).scene
    resources = Resources(
        open_face=lambda ref: catalogue.open(ref.sha256, ref.index, ref.axes),
        root=root,
        cache=folder / "cache",
        workers=workers,
    )
    with (folder / PDF).open("wb") as out:
        write_pdf_to(out, scene, scene.pages, resources)


def typst(folder: Path) -> None:
    import typst as program

    (folder / PDF).write_bytes(program.compile(folder / "page.typ"))


def weasyprint(folder: Path) -> None:
    import weasyprint as program

    program.HTML(folder / "page.html").write_pdf(folder / PDF)


ROWS: dict[str, MakePage] = {
    "Duikai, first build": partial(duikai, 1),
    "Duikai, first build, 2 workers": partial(duikai, 2),
    "Duikai, first build, 4 workers": partial(duikai, 4),
    "Duikai, second build": partial(duikai, 1),
    "Typst": typst,
    "WeasyPrint": weasyprint,
}


def main() -> None:
    ROWS[sys.argv[1]](Path(sys.argv[2]))


if __name__ == "__main__":
    main()
