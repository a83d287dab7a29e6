"""A number -> the folder of a random edition: a paper, four pages, their stories, photos, boxes and tables.

A page is cut into places by straight cuts, as a page is made up by hand; copy is about as long as its place. The same
number makes the same files.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Final

from PIL import Image, ImageDraw

from benchmarks.lines.copytext import make_copy

PAGES: Final = 4

SHALLOWEST: Final = 14
"""Lines of the shallowest place that a page is cut into, as far as it can be helped."""

STYLES: Final[dict[str, dict[str, Any]]] = {
    "lead-in": {"face": "hei", "weight": 500},
    "subhead": {"face": "hei", "weight": 600, "align": "start"},
    "kicker": {"face": "song", "weight": 600, "size": 16, "align": "center"},
    "headline": {"face": "hei", "weight": 700, "size": 26, "leading": 36, "align": "center"},
    "lead-headline": {"face": "song", "weight": 900, "size": 56, "leading": 72, "align": "center"},
    "small-headline": {"face": "hei", "weight": 700, "size": 16, "leading": 22, "align": "start"},
    "deck": {"face": "song", "weight": 500, "size": 16, "align": "center"},
    "byline": {"face": "kai", "align": "center"},
    "caption": {"face": "hei", "weight": 350, "size": 8, "leading": 12},
    "credit": {"face": "kai", "size": 8, "leading": 12},
    "folio": {"face": "song", "size": 9},
    "table": {"face": "song", "size": 9, "leading": 14},
    "table-title": {"face": "hei", "weight": 700, "size": 14, "leading": 20},
}
"""Type styles; those without a size are in that of the body."""

BROADSHEET: Final = {"width_mm": 393, "height_mm": 546}
TABLOID: Final = {"width_mm": 273, "height_mm": 393}
HEAD_STYLES: Final = ("lead-headline", "headline", "small-headline")

PAPERS: Final = (
    (BROADSHEET, (10.5, 6, 15, 15.75, 88, 28)),
    (BROADSHEET, (9, 8, 13, 11.25, 120, 28)),
    (TABLOID, (9.5, 5, 14, 13, 76, 18)),
    (TABLOID, (9, 6, 12, 12.5, 80, 18)),
)
"""Trims and grids: size of the body, columns, their ems, leading, lines, and millimetres over the type area."""

GRID_KEYS: Final = ("body_pt", "columns", "column_em", "leading_pt", "lines", "top_mm")

HEAD_SIZES: Final = {name: style["size"] for name, style in STYLES.items() if name.endswith("headline")}

LONG_HEADS: Final = 5
"""One story in so many has a head that is not written to its measure."""

HEADS: Final = (
    "河边步道　全线贯通",
    "老菜场搬走以后",
    "一部电梯　谈了四百天",
    "修伞的人最怕晴天",
    "夜班公交多开了两趟",
    "冬麦长势好于往年",
    "小区里的　共享书架",
    "渡口的灯又亮了",
    "新桥通车　首日见闻",
    "社区食堂添了早点",
    "九旬老人　捐出旧报纸",
    "雨停之后　巷子不积水",
)
KICKERS: Final = ("全长十一公里串起九个街道", "记者走访城东三个小区", "入冬以来气温起伏")
DECKS: Final = ("断点打通夜灯亮起", "预计年底前全部完工", "居民说等了整整三年")
SUBHEADS: Final = ("夜里也能走", "骑车的人怎么办", "一本旧账", "三次投票")


@dataclass(frozen=True, slots=True)
class _Place:
    """Columns and lines of a page, first and last included."""

    left: int
    right: int
    top: int
    foot: int

    @property
    def columns(self) -> int:
        return self.right - self.left + 1

    @property
    def lines(self) -> int:
        return self.foot - self.top + 1

    def keys(self) -> dict[str, str]:
        return {"columns": f"{self.left}-{self.right}", "lines": f"{self.top}-{self.foot}"}


@dataclass(slots=True)
class _Folder:
    """An edition as it grows: its chance, its grid, its paragraphs, its files by name."""

    chance: Random
    grid: dict[str, Any]
    copy: list[str]
    files: dict[str, bytes] = field(default_factory=dict)

    def name(self, kind: str) -> str:
        return f"{kind}{sum(file.startswith(kind) for file in self.files) + 1}"


def write_edition(number: int, folder: Path) -> Path:
    """Writes the files of the random edition of that number into a folder, and gives its path."""
    chance = Random(f"edition {number}")
    trim, numbers = chance.choice(PAPERS)
    grid = dict(zip(GRID_KEYS, numbers, strict=True))
    made = _Folder(chance, grid, make_copy("zh-Hans", 60_000, ("report", "talk")))
    chance.shuffle(made.copy)
    pages = [{"name": f"A{page:02}", "blocks": _make_page(made, page)} for page in range(1, PAGES + 1)]
    edition = {"paper": "paper.yaml", "date": "2026-11-30", "pages": pages}
    made.files["edition.yaml"] = _as_yaml(edition)
    made.files["paper.yaml"] = _as_yaml(_make_paper(trim, grid, chance))
    for name, data in made.files.items():
        file = folder / (name if "." in name else f"{name}.yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def _as_yaml(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _make_paper(trim: dict[str, Any], grid: dict[str, Any], chance: Random) -> dict[str, Any]:
    body = grid["body_pt"]
    styles = {name: {"size": body, **style} for name, style in STYLES.items()}
    rule = {"width_pt": 0.35}
    return {
        "name": "随机报",
        "trim": trim,
        "grid": grid,
        "inks": {"tint": {"k": 8}},
        "styles": {"body": {"face": "song", "size": body, "indent_em": 2}, **styles},
        "rules": {"between_blocks": rule} if chance.random() < 0.6 else {},
    }


def _make_page(made: _Folder, number: int) -> list[dict[str, Any]]:
    """The blocks of a page: a folio, and a block or a story with its photo in each of its places."""
    grid = made.grid
    whole = _Place(1, grid["columns"], 3, grid["lines"])
    folio = {
        "kind": "folio",
        "columns": f"1-{grid['columns']}",
        "lines": "1-2",
        "left": "2026年11月30日　星期一",
        "right": f"A{number:02}",
    }
    blocks: list[dict[str, Any]] = [folio]
    places = _lead_first(_cut(whole, made.chance.randint(4, 7), made.chance), whole)
    size = 0
    for rank, place in enumerate(places):
        # By rank: no head is of a larger style than one in a higher place.
        size = max(size, min(rank, 1), 2 if place.columns == 1 else 0)
        blocks += _fill(made, place, rank, HEAD_STYLES[size])
    return blocks


def _lead_first(places: list[_Place], whole: _Place) -> list[_Place]:
    """The places as they rank: from the head of the page down, from left to right. The page is turned over where that
    gives the lead the wider place.
    """

    def turn_over(place: _Place) -> _Place:
        return replace(place, left=whole.right + 1 - place.right, right=whole.right + 1 - place.left)

    def rank(place: _Place) -> tuple[int, int]:
        return place.top, place.left

    either = [sorted(own, key=rank) for own in (places, [turn_over(place) for place in places])]
    return max(either, key=lambda own: own[0].columns)


def _cut(place: _Place, parts: int, chance: Random) -> list[_Place]:
    """So many places, each cut from the largest that is left; a line of white between those one below the other."""
    places = [place]
    for _ in range(parts - 1):
        places.sort(key=lambda own: own.columns * own.lines)
        largest = places.pop()
        level = largest.lines > 2 * SHALLOWEST and (chance.random() < 0.5 or largest.columns < 3)
        if level:
            at = chance.randint(largest.top + SHALLOWEST, largest.foot - SHALLOWEST)
            upper = _Place(largest.left, largest.right, largest.top, at - 1)
            places += [upper, _Place(largest.left, largest.right, at + 1, largest.foot)]
        elif largest.columns > 1:
            at = chance.randint(largest.left, largest.right - 1)
            places += [
                _Place(largest.left, at, largest.top, largest.foot),
                _Place(at + 1, largest.right, largest.top, largest.foot),
            ]
        else:
            places.append(largest)
    return places


def _fill(made: _Folder, place: _Place, rank: int, style: str) -> list[dict[str, Any]]:
    """What stands in a place of the page's so-manieth size."""
    chance = made.chance
    if rank > 1 and place.columns > 1 and chance.random() < 0.15:
        return [{"kind": "photo", "photo": _photo(made, place.columns, place.lines), **place.keys()}]
    if rank > 2 and place.lines < 30 and chance.random() < 0.3:
        return [_table(made, place)]
    kind = "sidebar" if rank > 1 and chance.random() < 0.25 else "story"
    block: dict[str, Any] = {"kind": kind, **place.keys()}
    deep = 8 if rank == 0 else 6
    inside = []
    taken = 0
    if kind == "story" and place.columns > 1 and place.lines > 26 and chance.random() < 0.55:
        wide = chance.randint(1, place.columns - (place.columns > 2))
        lines = chance.randint(9, place.lines // 2)
        left = chance.randint(place.left, place.right - wide + 1)
        top = chance.randint(place.top + deep + 2, place.foot - lines)
        if chance.random() < 0.5 or wide == place.columns:
            top = place.foot - lines + 1
        own = _Place(left, left + wide - 1, top, top + lines - 1)
        taken = wide * lines
        inside = [{"kind": "photo", "photo": _photo(made, wide, lines), **own.keys()}]
    legs = place.columns
    if place.columns > 2 and not inside and chance.random() < 0.3:
        legs = block["legs"] = place.columns - 1
    room = legs * (place.lines - deep - 2 * (kind == "sidebar")) - taken
    block["headline_style"] = style = "small-headline" if kind == "sidebar" else style
    measure = (place.columns * (made.grid["column_em"] + 1) - 1 - 2 * (kind == "sidebar")) * made.grid[
        "body_pt"
    ]
    most = int(measure / HEAD_SIZES[style])
    block["story"] = name = _story(made, room, (legs, most), lead=rank == 0)
    if kind == "sidebar":
        block["frame"] = {"stroke": {"width_pt": 0.5}, "tint": "tint"}
    return [block, *({"inside": name, **own} for own in inside)]


def _write_head(head: str, most: int) -> str:
    """The head, or the next one whose lines have at most so many characters: an editor counts them."""
    at = HEADS.index(head)
    fitting = (own for own in (*HEADS[at:], *HEADS[:at]) if max(map(len, own.split("\u3000"))) <= most)
    return next(fitting, head)


def _story(made: _Folder, lines: int, measure: tuple[int, int], *, lead: bool) -> str:
    """A story of copy for so many lines of the grid, in so many legs, under a head of so many characters a line."""
    chance = made.chance
    legs, most = measure
    name = made.name("stories/s")
    head = chance.choice(HEADS)
    written = int(name.removeprefix("stories/s")) % LONG_HEADS
    front = [f"headline: {_write_head(head, most) if written else head}"]
    if lead or (legs > 2 and chance.random() < 0.3):
        front.append(f"kicker: {chance.choice(KICKERS)}")
    if lead or (legs > 1 and chance.random() < 0.3):
        front.append(f"deck: {chance.choice(DECKS)}")
    if chance.random() < 0.4:
        front.append(f"byline: 本报记者 {chance.choice(('沈知夏', '何雨', '乔木'))}")
    body: list[str] = []
    em = made.grid["column_em"]
    left = float(lines)
    while left > 0:
        paragraph = made.copy.pop()
        made.copy.insert(0, paragraph)
        most = max(20, round((left - 0.5) * em))
        if len(paragraph) > most:  # the last one is cut at a sentence, as a sub-editor would
            end = paragraph.rfind("。", 0, most)
            paragraph = paragraph[: end + 1] if end > 0 else ""
        if not paragraph:
            break
        body.append(paragraph)
        left -= -(-(len(paragraph) + 2) // em)
        if lines > 40 and left > 10 and chance.random() < 0.2:
            body.append(f"## {chance.choice(SUBHEADS)}")
            left -= 2
    text = "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body or [made.copy[0][:40]]) + "\n"
    made.files[f"{name}.md"] = text.encode()
    return name.removeprefix("stories/")


def _photo(made: _Folder, columns: int, lines: int) -> str:
    """A drawn picture of about its place's proportion, with its sheet."""
    grid = made.grid
    width = columns * (grid["column_em"] + 1) * grid["body_pt"]
    height = max(40, (lines - 2) * grid["leading_pt"])
    scale = 3.2
    image = Image.new("RGB", (round(width * scale), round(height * scale)), (176, 196, 205))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, round(image.height * 0.6), image.width, image.height), fill=(120, 150, 90))
    draw.ellipse(
        (image.width // 3, image.height // 4, image.width // 2, image.height // 2), fill=(220, 170, 90)
    )
    file = io.BytesIO()
    image.save(file, "JPEG", quality=70, dpi=(300, 300))
    name = made.name("photos/p")
    made.files[f"{name}.jpg"] = file.getvalue()
    sheet = {
        "file": f"{name.removeprefix('photos/')}.jpg",
        "caption": made.chance.choice(
            ("市民沿着新栈道散步。", "旧菜场最后一天，摊主陆续撤摊，老街坊来道别。")
        ),
        "credit": "沈知夏 摄",
        "alt": "图",
    }
    made.files[f"{name}.yaml"] = _as_yaml(sheet)
    return name.removeprefix("photos/")


def _table(made: _Folder, place: _Place) -> dict[str, Any]:
    """A table of figures for a place."""
    chance = made.chance
    name = made.name("tables/t")
    rows = [
        [town, round(chance.uniform(2, 120), 1), chance.choice(("涨", "落", "平"))]
        for town in chance.sample(("青石镇", "东渡", "白沙湾", "望江", "云台县", "南桥", "临川"), 5)
    ]
    columns = [
        {"heading": "站点"},
        {"heading": "水位 米", "align": "decimal"},
        {"heading": "涨落", "align": "end"},
    ]
    made.files[f"{name}.yaml"] = _as_yaml(
        {"title": "一周水位", "columns": columns, "rows": rows, "source": "水务局"}
    )
    own = name.removeprefix("tables/")
    return {"kind": "table", "table": own, "style": "table", "title_style": "table-title", **place.keys()}
