"""Sets texts into lines with one setter, in a process of its own, warm and timed.

    python -m benchmarks.setting_child SETTER FACES RESULT TEXT ...

A TEXT is a JSON list of paragraphs. The first warms up and is not counted. RESULT is a JSON file.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import sheet

EMS = 13
INDENT_EMS = 2

SetText = Callable[[Path], int]
"""The number of lines that the text of a file makes."""


def start_duikai(faces: Path) -> SetText:
    """Lines are made one after another, and none is kept."""
    from fonts.catalogue import Catalogue
    from layout.typeset import Font, Inline, ParagraphStyle, load_profile, set_lines

    em = round(sheet.SIZE * 1000)
    font = Font(Catalogue.load().resolve("song", sheet.BODY_FACE.weight).face, em)
    style = ParagraphStyle(load_profile("zh-Hans-newspaper"), "justify", INDENT_EMS * em)

    def set_text(file: Path) -> int:
        paragraphs: Sequence[str] = json.loads(file.read_text(encoding="utf-8"))
        return sum(1 for text in paragraphs for _ in set_lines([Inline(text, font)], style, EMS * em))

    return set_text


TYPST = f"""
#set text(font: "{sheet.FAMILIES["Song"]}", size: {sheet.SIZE}pt, weight: {sheet.BODY_FACE.weight},
  lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {sheet.LEADING - sheet.SIZE}pt, spacing: {sheet.LEADING - sheet.SIZE}pt,
  first-line-indent: (amount: {INDENT_EMS}em, all: true))
#context [#metadata(measure(block(width: {EMS * sheet.SIZE}pt,
  for text in json("FILE") {{ par(text) }})).height / {sheet.LEADING}pt) <lines>]
"""
"""Typst is asked how high the text would be: it makes all lines, and no page of them."""


def start_typst(faces: Path) -> SetText:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[faces])

    def set_text(file: Path) -> int:
        document = file.with_suffix(".typ")
        document.write_text(TYPST.replace("FILE", file.name), encoding="utf-8")
        heights: list[float] = json.loads(typst.query(document, "<lines>", field="value", font_paths=fonts))
        return round(heights[0])

    return set_text


SETTERS: dict[str, Callable[[Path], SetText]] = {"Duikai": start_duikai, "Typst": start_typst}


def main() -> None:
    set_text = SETTERS[sys.argv[1]](Path(sys.argv[2]))
    seconds, cpu, lines = [], [], 0
    warm_up, *files = map(Path, sys.argv[4:])
    set_text(warm_up)
    for file in files:
        wall, processor = time.perf_counter(), time.process_time()
        lines = set_text(file)
        seconds.append(time.perf_counter() - wall)
        cpu.append(time.process_time() - processor)
    Path(sys.argv[3]).write_text(
        json.dumps({"seconds": seconds, "cpu": cpu, "lines": lines}), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
