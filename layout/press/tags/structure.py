"""Pages of a scene -> their structure: the tree of articles and figures, and whose each stretch of a page is.

ISO 32000-1 14.7 and 14.8, in the types that PDF 1.4 knows as well. A story's block is an article (`Art`), a sidebar is
an `Aside`; a story in several blocks is one article. A paragraph is one element over all its lines and legs.
Whatever is no copy (folio, nameplate, rules, tints) is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from unicodedata import category

from layout.press.tags.elements import Element, Mark
from layout.press.tags.tables import cell_kind, table_rows
from layout.press.text.readable import IN_LINES, has_beside
from layout.scene import (
    CAPTION_ROLES,
    Advert,
    CellPlace,
    CopyText,
    Item,
    Line,
    Page,
    Picture,
    Region,
    Scene,
    Span,
)

SECTION: Final = "Sect"
_SECTIONS: Final = (
    *("photo", "photo-group", "advert", "table", "quote", "index"),
    *("nameplate", "ear", "label", "motto", "imprint", "folio", "rule", "white"),
)
ELEMENTS: Final = {"story": "Art", "sidebar": "Aside", **dict.fromkeys(_SECTIONS, SECTION)}
"""The element of each kind of block, if it has copy or a picture. Articles are known by their stories."""

ROLE_MAP: Final = {"Aside": "Art"}
"""Types that are none of ISO 32000-1's own, and the one that each is like."""

JUMP_HEAD: Final = "jump_head"
"""The part of a story that heads each further part of it (转版): a headline of its own where that stands."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Items that are painted one after the other, and that are one element's or an artifact.

    `tag` is the element's kind. Of an artifact, which has no `mark`, it is the property list (ISO 32000-1 14.8.2.2).
    """

    mark: Mark | None
    tag: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """The elements under the file's one `Document`, in reading order, and the stretches of each page in painting order.

    `complete` says that nothing is missing that a reader who can't see needs: each figure has a text in its stead.
    """

    elements: tuple[Element, ...]
    sheets: tuple[tuple[Stretch, ...], ...]
    complete: bool


def build_structure(scene: Scene, pages: Sequence[Page]) -> Structure:
    """The structure of a file of these pages, which are pages of the scene, in the order of their regions."""
    runs = [list(_runs(page, sheet)) for sheet, page in enumerate(pages)]
    blocks: dict[_Block, dict[_Part, list[Mark]]] = {}
    for sheet, found in enumerate(runs):
        for number, (owner, items) in enumerate(found):
            if isinstance(owner, _Part):
                marks = blocks.setdefault(owner.block, {}).setdefault(owner, [])
                marks.append(Mark(sheet, number))
                if any(isinstance(item, Line) and has_beside(item) for item in items):
                    marks.append(Mark(sheet, number, beside=True))
    titles = _titles(scene.copy)
    tables = {
        _block(region, (sheet, number)): {cell.part: cell for cell in region.cells}
        for sheet, page in enumerate(pages)
        for number, region in enumerate(page.regions)
        if region.cells
    }
    elements: list[Element] = []
    for block, parts in blocks.items():
        element = _block_element(block, parts, titles, tables.get(block, {}))
        lang = "" if block.lang == scene.lang else block.lang
        known = any(element.id == other.id for other in elements)
        elements.append(replace(element, id="" if known else element.id, lang=lang))
    sheets = tuple(
        tuple(
            Stretch(None, owner, items)
            if isinstance(owner, str)
            else Stretch(Mark(sheet, number), _kind_of(owner, blocks[owner.block], tables), items)
            for number, (owner, items) in enumerate(found)
        )
        for sheet, found in enumerate(runs)
    )
    complete = all(part.alt for parts in blocks.values() for part in parts if part.figure is not None)
    return Structure(tuple(elements), sheets, complete)


def _titles(copy: Sequence[CopyText]) -> Mapping[str, str]:
    """Each story's headline, which an editor knows it by."""
    lines: dict[str, list[str]] = {}
    for text in copy:
        if text.part.partition("[")[0] == "headline":
            lines.setdefault(text.story, []).append(text.text.strip())
    return {story: " ".join(texts) for story, texts in lines.items()}


@dataclass(frozen=True, slots=True)
class _Block:
    """What becomes an article or a section: an article is known by its story, a section by where its region is."""

    kind: str
    name: str
    lang: str
    place: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Part:
    """What becomes one element with content: all of a block that has this role and key. The short head of each further
    part of a story (转版) is one of its `sheet`.
    """

    block: _Block
    role: str
    key: tuple[str, str]
    figure: Picture | Advert | None = None
    sheet: int | None = None

    @property
    def alt(self) -> str:
        """The text in a figure's stead, without what no reader can read."""
        alt = self.figure.alt if self.figure else ""
        return "".join(char for char in alt if category(char) not in ("Cc", "Cs")).strip()


def _runs(page: Page, sheet: int) -> Iterator[tuple[_Part | str, tuple[Item, ...]]]:
    """A page's items in painting order, in the longest runs of one owner: a part, or artifacts of one kind."""
    owner: _Part | str = ""
    items: list[Item] = []
    for number, region in enumerate(page.regions):
        block, furniture = _block(region, (sheet, number)), _artifact(region, page)
        key: object = None
        for item in region.items:
            # Most items go on with the part of the one before them.
            before, key = key, _key(item)
            if key != before or key is None:
                own = _owner(item, block, furniture)
                if isinstance(own, _Part) and own.key[1] == JUMP_HEAD:
                    own = replace(own, sheet=sheet)
                if own != owner:
                    if items:
                        yield owner, tuple(items)
                    owner, items = own, []
            items.append(item)
    if items:
        yield owner, tuple(items)


def _key(item: Item) -> object:
    return (item.role, item.span.story, item.span.part) if isinstance(item, Line) and item.span else None


def _block(region: Region, place: tuple[int, int]) -> _Block:
    kind = ELEMENTS.get(region.kind, SECTION)
    if kind == SECTION or region.story is None:
        return _Block(SECTION, region.story or region.id, region.lang, place)
    return _Block(kind, region.story, region.lang, None)


def _artifact(region: Region, page: Page) -> str:
    """What kind of artifact a region's furniture is. The folio is a running head or foot (ISO 14289-1 7.8)."""
    if region.kind != "folio":
        return "/Type /Layout"
    middle = region.frame.y + region.frame.height // 2
    return f"/Type /Pagination /Subtype /{'Header' if middle < page.height // 2 else 'Footer'}"


def _owner(item: Item, block: _Block, furniture: str) -> _Part | str:
    match item:
        case Line(role=role, span=Span(story=story, part=part)):
            return _Part(block, role, (story, role if role in IN_LINES and part != JUMP_HEAD else part))
        case Picture(photo=name) | Advert(advert=name):
            return _Part(block, "figure", (name, ""), item)
    return furniture


def _element_kind(part: _Part, parts: Iterable[_Part]) -> str:
    """Headings skip no level (ISO 14289-1 7.4.2): deck and subheads are under the headline, if the file has it."""
    match part.role:
        case "figure":
            return "Figure"
        case "list":
            return "LBody"
        case "headline":
            return "H1"
        case "deck" | "subhead":
            return "H2" if any(other.role == "headline" for other in parts) else "H1"
    return "P"


def _kind_of(part: _Part, parts: Iterable[_Part], tables: Mapping[_Block, Mapping[str, CellPlace]]) -> str:
    """The kind of a part's element, also of a table's cell."""
    cell = tables.get(part.block, {}).get(part.key[1])
    return _element_kind(part, parts) if cell is None else cell_kind(cell)


def _content(marks: Iterable[Mark]) -> tuple[Element | Mark, ...]:
    """An element's content. What is beside its text is in it but is not read, since it would fall between two lines."""
    own = [mark for mark in marks if not mark.beside]
    beside = [mark for mark in marks if mark.beside]
    return (*own, Element("Span", tuple(beside), reads="")) if beside else tuple(own)


def _gather_lists(kids: Iterable[Element]) -> Iterator[Element]:
    """The elements of a block, with the entries that follow each other in one list (ISO 32000-1 14.8.4.3.3)."""
    for is_list, group in groupby(kids, lambda kid: kid.kind == "LBody"):
        entries = [*group]
        if is_list:
            yield Element("L", tuple(Element("LI", (entry,)) for entry in entries))
        else:
            yield from entries


def _block_element(
    block: _Block,
    parts: Mapping[_Part, list[Mark]],
    titles: Mapping[str, str],
    cells: Mapping[str, CellPlace],
) -> Element:
    """The block's element, its parts in order. What belongs to pictures is together, in a caption; the cells of a table
    and its title are in one element, at the place of the first.
    """
    kids: list[Element] = []
    captions: list[Element] = []
    marked: dict[str, tuple[Element | Mark, ...]] = {}
    table_title: list[Element] = []
    table_at = 0
    for part, marks in parts.items():
        if part.key[1] in cells:
            table_at = table_at if marked else len(kids)
            marked[part.key[1]] = _content(marks)
            continue
        place = part.figure.rect if part.figure else None
        title = part.key[0] if part.figure else ""
        element = Element(_element_kind(part, parts), _content(marks), title, alt=part.alt, place=place)
        if cells and part.role == "table-title":
            table_title.append(element)
            continue
        (captions if part.role in CAPTION_ROLES else kids).append(element)
    if cells:
        caption = [Element("Caption", tuple(table_title))] if table_title else []
        kids.insert(
            table_at, Element("Table", (*caption, *table_rows(block.name, tuple(cells.values()), marked)))
        )
    if captions:
        kids.append(Element("Caption", tuple(captions)))
    article = block.place is None
    title = titles.get(block.name, "") if article else ""
    return Element(block.kind, tuple(_gather_lists(kids)), title or block.name, block.name if article else "")
