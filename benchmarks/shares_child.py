"""Builds prepared editions in one process, stage by stage: `python -m benchmarks.shares_child RESULT FOLDER …`.

RESULT gets the seconds of each stage of the last one as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from layout.makeup import keptparagraphs
from layout.makeup.pictures import photo
from layout.makeup.text import text

SETTING = (
    (keptparagraphs, "prepare_paragraph"),
    (keptparagraphs, "find_ways"),
    (keptparagraphs, "set_way"),
    (photo, "set_paragraph"),
    (text, "set_text"),
)
"""What make-up asks of the line setter."""


def main() -> None:
    spent = {"setting": 0.0}
    for module, name in SETTING:
        setattr(module, name, _timed(getattr(module, name), spent))
    seconds: dict[str, float] = {}
    for folder in map(Path, sys.argv[2:]):
        spent["setting"] = 0.0
        seconds = _stages(folder / "edition", folder / "press", spent)
    Path(sys.argv[1]).write_text(json.dumps(seconds), encoding="utf-8")


def _timed(work: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(work)
    def timed(*given: Any, **named: Any) -> Any:
        begin = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            spent["setting"] += time.perf_counter() - begin

    return timed


def _stages(root: Path, folder: Path, spent: dict[str, float]) -> dict[str, float]:
    from fonts.catalogue import Catalogue
    from layout.makeup.edition import make_up
    from layout.makeup.wardrobe import open_wardrobe
    from layout.preflight.examine import examine
    from layout.publishing.plants import plant_of
    from layout.publishing.pressrun import press_room, write_press_file
    from layout.publishing.proofs import ProofDesk, page_proof
    from layout.reading.folder import load_edition

    begin = time.perf_counter()
    edition = load_edition(root)
    catalogue = Catalogue.load()
    wardrobe = open_wardrobe(edition.paper, catalogue)
    read = time.perf_counter()
    scene = make_up(edition, wardrobe).scene
    made = time.perf_counter()
    room = press_room(edition, catalogue, folder)
    files = [write_press_file(scene, [page], room, page.name)[0] for page in scene.pages]
    pressed = time.perf_counter()
    plant = plant_of(edition.paper)
    for file in files:
        examine(file.read_bytes(), plant, separator="pdf_oxide")
    looked = time.perf_counter()
    desk = ProofDesk(100, catalogue.resolve("hei", 500).face)
    for file, page in zip(files, scene.pages, strict=True):
        page_proof(file.read_bytes(), page, (), desk)
    done = time.perf_counter()
    setting = spent["setting"]
    return {
        "reading": read - begin,
        "setting": setting,
        "make-up": made - read - setting,
        "press": pressed - made,
        "preflight": looked - pressed,
        "proof": done - looked,
    }


if __name__ == "__main__":
    main()
