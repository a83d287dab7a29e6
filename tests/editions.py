"""Models, stories and pictures given as plain values -> the folder of an edition that the program can read.

The paper of these editions has round numbers: a body of 10 pt, six basic columns of 10 em (100 pt) with gutters of 1 em,
50 lines of 15 pt, so that column n begins 110 pt after column n − 1, and every figure can be checked by head.
It says nothing of holes, since most of these pages are a block or two.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from layout.publish import Outcome, set_edition
from layout.scene import Line, Region, Scene

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
"""Running copy without a mark: its lines break anywhere, and a line of n em holds n characters."""

PAPER: dict[str, Any] = {
    "name": "方格报",
    "trim": {"width_mm": 250, "height_mm": 320},
    "grid": {
        "body_pt": 10,
        "columns": 6,
        "column_em": 10,
        "gutter_em": 1,
        "leading_pt": 15,
        "lines": 50,
        "top_mm": 20,
    },
    "holes": {"told": "off"},
    "inks": {"red": {"m": 100, "y": 90}, "tint": {"y": 8}},
    "styles": {
        "body": {"face": "song", "size": 10, "indent_em": 2},
        "subhead": {"face": "hei", "weight": 600, "size": 10, "align": "center"},
        "lead-in": {"face": "hei", "weight": 500, "size": 10},
        "kicker": {"face": "song", "size": 14, "align": "center"},
        "headline": {"face": "hei", "weight": 700, "size": 30, "leading": 36, "align": "center"},
        "deck": {"face": "song", "size": 14, "align": "center"},
        "byline": {"face": "song", "size": 10, "align": "center"},
        "caption": {"face": "hei", "size": 8, "leading": 12},
        "credit": {"face": "song", "size": 8, "leading": 12},
        "folio": {"face": "song", "size": 9},
    },
}


for _style in PAPER["styles"].values():
    # The faces that come with the dependencies: what is set here must not depend on what could be fetched.
    _style |= {"strong": {"face": "hei", "weight": 600}, "emphasis": {"face": "song"}}


def running(count: int) -> str:
    """So many characters of copy, a full stop the last."""
    return (HAN * (count // len(HAN) + 1))[: count - 1] + "。"


def prose(count: int) -> str:
    """So many characters of copy with a comma or full stop behind every fourth: lines that can give and take."""
    clauses = [HAN[at : at + 4] + ("，" if at % 8 == 0 else "。") for at in range(0, len(HAN) - 3, 4)]
    return ("".join(clauses) * (count // len(HAN) + 1))[: count - 1].rstrip("，。") + "。"


def story(headline: str | list[str] = "标题", *paragraphs: str, **front: object) -> str:
    """A story file's text."""
    head = {"headline": headline, **front} if headline else front
    return f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n" + "".join(
        f"\n{one}\n" for one in paragraphs
    )


def block(name: str, columns: str, lines: str, **more: object) -> dict[str, Any]:
    """A block that sets the story of that name."""
    return {"kind": "story", "story": name, "columns": columns, "lines": lines, **more}


def paper_with(**changes: Mapping[str, object]) -> dict[str, Any]:
    """The round paper with keys of its parts changed: `grid={"lines": 20}`, `styles={"deck": {...}}`."""
    paper = copy.deepcopy(PAPER)
    for part, values in changes.items():
        paper.setdefault(part, {}).update(values)
    return paper


@dataclass
class Draft:
    """An edition to be written: its one page's blocks, or whole pages, or edition.yaml itself as text."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    stories: dict[str, str] = field(default_factory=dict)
    photos: dict[str, dict[str, Any] | str] = field(default_factory=dict)
    pictures: dict[str, tuple[int, int]] = field(default_factory=dict)
    adverts: dict[str, dict[str, Any] | str] = field(default_factory=dict)
    tables: dict[str, dict[str, Any] | str] = field(default_factory=dict)
    paper: dict[str, Any] | str = field(default_factory=lambda: copy.deepcopy(PAPER))
    pages: list[dict[str, Any]] | None = None
    text: str | bytes | None = None
    more: dict[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Writes the edition's folder, which is given back."""
        folder.mkdir(parents=True, exist_ok=True)
        pages = self.pages if self.pages is not None else [{"name": "A01", "blocks": self.blocks}]
        model = {"paper": "paper.yaml", "date": "2024-11-25", "pages": pages, **self.more}
        _put(folder / "edition.yaml", self.text if self.text is not None else model)
        _put(folder / "paper.yaml", self.paper)
        for name, text in self.stories.items():
            _put(folder / "stories" / f"{name}.md", text)
        for name, sheet in self.photos.items():
            _put(folder / "photos" / f"{name}.yaml", sheet)
        for name, sheet in self.adverts.items():
            _put(folder / "adverts" / f"{name}.yaml", sheet)
        for name, sheet in self.tables.items():
            _put(folder / "tables" / f"{name}.yaml", sheet)
        for file, size in self.pictures.items():
            if (folder / "photos" / file).exists():
                continue
            (folder / "photos").mkdir(exist_ok=True)
            Image.radial_gradient("L").resize(size).convert("RGB").save(folder / "photos" / file, quality=60)
        return folder

    def set(self, folder: Path) -> Outcome:
        """Writes, reads and makes up the edition."""
        return set_edition(self.write(folder))[0]


class _Dumper(yaml.SafeDumper):
    """Writes out what stands twice: the program refuses aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def as_yaml(value: object) -> str:
    """A value as YAML, keys in their order."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def _put(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(value, bytes):
        path.write_bytes(value)
    elif isinstance(value, str):
        path.write_text(value, encoding="utf-8")
    else:
        path.write_text(as_yaml(value), encoding="utf-8", errors="surrogatepass")


def region(scene: Scene, name: str) -> Region:
    """The region of a block."""
    return next(one for page in scene.pages for one in page.regions if one.id == name)


def lines(found: Region, role: str = "body") -> list[Line]:
    """The lines of one role, in reading order."""
    return [item for item in found.items if isinstance(item, Line) and item.role == role]


def ids(outcome: Outcome) -> list[str]:
    """The ids of all problems."""
    return [problem.id for problem in outcome.problems]
