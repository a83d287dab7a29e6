"""A file's structure -> the structure tree of its PDF, on ReportLab's document (ISO 32000-1 14.7, ISO 14289-1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from reportlab.pdfbase import pdfdoc

from layout.press.file.metadata import plain_title
from layout.press.file.numbers import points
from layout.press.file.objects import PdfDictionary, array, name
from layout.press.tags.elements import CellElement, Element, Mark
from layout.press.tags.structure import ROLE_MAP, Structure
from layout.scene import Mpt, Page, Rect


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page of the scene and of the document. The media are larger than its trim by `margin` on each side; `marks` has
    what each MCID of its content marks, by its number.
    """

    page: Page
    object: pdfdoc.PDFPage
    margin: Mpt
    marks: Sequence[Mark]

    def box(self, rect: Rect) -> str:
        """A rectangle of the scene in the page's own space."""
        left, top = self.margin + rect.x, self.margin + self.page.height - rect.y
        return array(*map(points, (left, top - rect.height, left + rect.width, top)))


def tag(document: pdfdoc.PDFDocument, structure: Structure, sheets: Sequence[TaggedPage]) -> None:
    """Give the document its tree. `sheets` are its pages, in the order of the structure's."""
    numbers: dict[Mark, list[int]] = defaultdict(list)
    for sheet in sheets:
        for number, mark in enumerate(sheet.marks):
            numbers[mark].append(number)
    root = PdfDictionary({"Type": name("StructTreeRoot")})
    content = _Content(sheets, numbers, {})
    whole = _Node(Element("Document", structure.elements), root, content)
    nodes = list(whole.all())
    owners = {mark: node for node in nodes for mark in node.marks}
    rows: list[Any] = []
    for key, sheet in enumerate(sheets):
        sheet.object.__NoDefault__ = [*sheet.object.__NoDefault__, "StructParents"]
        sheet.object.StructParents = key
        # An MCID's element is at the place of its number (14.7.4.4).
        rows += [key, _Row([owners[mark] for mark in sheet.marks], content)]
    # Names of a tree are sorted by their bytes (7.9.6).
    named = sorted(((_identifier(node), node) for node in nodes if node.element.id), key=itemgetter(0))
    root["K"] = whole
    root["ParentTree"] = PdfDictionary({"Nums": pdfdoc.PDFArray(rows)})
    root["ParentTreeNextKey"] = len(sheets)
    root["RoleMap"] = pdfdoc.PDFDictionary({kind: name(like) for kind, like in ROLE_MAP.items()})
    if named:
        root["IDTree"] = PdfDictionary({"Names": pdfdoc.PDFArray([part for pair in named for part in pair])})
    catalog = document.Catalog
    catalog.StructTreeRoot = root
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})


@dataclass(frozen=True, slots=True)
class _Content:
    """Where the elements' content is: the pages, and the MCIDs of each mark. `references` are those written so far."""

    sheets: Sequence[TaggedPage]
    numbers: Mapping[Mark, Sequence[int]]
    references: dict[pdfdoc.PDFObject, str]

    def reference(self, thing: pdfdoc.PDFObject, document: pdfdoc.PDFDocument) -> str:
        """How another object names this one."""
        known = self.references.get(thing)
        if known is None:
            known = self.references[thing] = str(pdfdoc.format(thing, document), "ascii")
        return known


class _Row(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A page's row of the parent tree."""

    def __init__(self, nodes: Sequence[_Node], content: _Content) -> None:
        self.nodes = nodes
        self.content = content

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The row's bytes. Called by ReportLab when it writes the file."""
        return array(*(self.content.reference(node, document) for node in self.nodes)).encode("ascii")


class _Node(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An element of the tree as an object of the file, on one line."""

    __RefOnly__ = 1

    def __init__(self, element: Element, parent: pdfdoc.PDFObject, content: _Content) -> None:
        self.element = element
        self.parent = parent
        self.content = content
        self.kids = [_Node(kid, self, content) if isinstance(kid, Element) else kid for kid in element.kids]

    @property
    def marks(self) -> list[Mark]:
        return [kid for kid in self.kids if isinstance(kid, Mark)]

    def all(self) -> Iterator[_Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, _Node):
                yield from kid.all()

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes. Called by ReportLab when it writes the file."""

        def text_of(value: str) -> str:
            return str(pdfdoc.PDFString(plain_title(value)).format(document), "latin-1")

        element, reference = self.element, self.content.reference
        entries = [f"/S /{element.kind}", f"/P {reference(self.parent, document)}"]
        if element.id:
            entries.append(f"/ID {_identifier(self)}")
        texts = (("T", element.title), ("Lang", element.lang), ("Alt", element.alt))
        entries += [f"/{key} {text_of(text)}" for key, text in texts if text]
        if element.reads is not None:
            entries.append(f"/ActualText {text_of(element.reads)}")
        if isinstance(element, CellElement):
            entries += _table_attributes(element)
        if self.marks:
            sheet = self.content.sheets[self.marks[0].sheet]
            entries.append(f"/Pg {reference(sheet.object, document)}")
            if element.place is not None:
                entries.append(f"/A <</O /Layout /Placement /Block /BBox {sheet.box(element.place)}>>")
        kids = list(self._written_kids(document))
        if kids:
            entries.append(f"/K {kids[0] if len(kids) == 1 else array(*kids)}")
        return f"<<{' '.join(entries)}>>".encode("latin-1")

    def _written_kids(self, document: pdfdoc.PDFDocument) -> Iterator[str]:
        """The entries of K: elements, MCIDs of the page of the first, and those of other pages with their page."""
        content, first = self.content, self.marks[0].sheet if self.marks else -1
        for kid in self.kids:
            if isinstance(kid, _Node):
                yield content.reference(kid, document)
                continue
            page = content.reference(content.sheets[kid.sheet].object, document)
            for number in content.numbers.get(kid, ()):
                yield str(number) if kid.sheet == first else f"<</Type /MCR /Pg {page} /MCID {number}>>"


def _table_attributes(element: CellElement) -> Iterator[str]:
    """What a cell covers of its table, what it heads and what heads it (ISO 32000-1 14.8.5.7)."""
    cell = element.cell
    entries = [
        f"/{key} {count}" for key, count in (("RowSpan", cell.down), ("ColSpan", cell.across)) if count > 1
    ]
    if element.kind == "TH":
        entries.append(f"/Scope /{'Row' if cell.heads == 'row' else 'Column'}")
    if element.headers:
        entries.append(f"/Headers {array(*map(_byte_string, element.headers))}")
    if entries:
        yield f"/A <</O /Table {' '.join(entries)}>>"


def _identifier(node: _Node) -> str:
    return _byte_string(node.element.id)


def _byte_string(id: str) -> str:
    """An element's id as a byte string: UTF-8, in hexadecimal digits."""
    return f"<{id.encode('utf-8', 'surrogatepass').hex()}>"
