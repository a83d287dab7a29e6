"""A file's structure -> the structure tree of its PDF, on ReportLab's document (ISO 32000-1 14.7, ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from reportlab.pdfbase import pdfdoc

from layout.press.objects import Dictionary, array, name, points
from layout.press.structure import ROLE_MAP, Element, Mark, Structure
from layout.scene import Mpt, Page, Rect


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the scene and of the document, and by how much the media stand out over its trim on each side."""

    page: Page
    object: pdfdoc.PDFPage
    margin: Mpt

    def box(self, rect: Rect) -> str:
        """A rectangle of the scene in the page's own space."""
        left, top = self.margin + rect.x, self.margin + self.page.height - rect.y
        return array(*map(points, (left, top - rect.height, left + rect.width, top)))


def tag(document: pdfdoc.PDFDocument, structure: Structure, sheets: Sequence[Sheet]) -> None:
    """Give the document its tree. `sheets` are its pages, in the order of the structure's."""
    root = Dictionary({"Type": name("StructTreeRoot")})
    whole = _Node(Element("Document", structure.elements), root, sheets)
    nodes = list(whole.all())
    owned: list[list[tuple[int, _Node]]] = [[] for _ in sheets]
    for node in nodes:
        for mark in node.marks:
            owned[mark.sheet].append((mark.id, node))
    rows: list[Any] = []
    for number, (sheet, row) in enumerate(zip(sheets, owned, strict=True)):
        sheet.object.__NoDefault__ = [*sheet.object.__NoDefault__, "StructParents"]
        sheet.object.StructParents = number
        # An MCID's element stands at the place of its number (14.7.4.4).
        rows += [number, pdfdoc.PDFArray([node for _, node in sorted(row, key=itemgetter(0))])]
    # Names of a tree are sorted by their bytes (7.9.6).
    named = sorted(((_identifier(node), node) for node in nodes if node.element.id), key=itemgetter(0))
    root["K"] = whole
    root["ParentTree"] = Dictionary({"Nums": pdfdoc.PDFArray(rows)})
    root["ParentTreeNextKey"] = len(sheets)
    root["RoleMap"] = pdfdoc.PDFDictionary({kind: name(like) for kind, like in ROLE_MAP.items()})
    if named:
        root["IDTree"] = Dictionary({"Names": pdfdoc.PDFArray([one for pair in named for one in pair])})
    catalog = document.Catalog
    catalog.StructTreeRoot = root
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})


class _Node(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An element of the tree as an object of the file, on one line."""

    __RefOnly__ = 1

    def __init__(self, element: Element, parent: pdfdoc.PDFObject, sheets: Sequence[Sheet]) -> None:
        self.element = element
        self.parent = parent
        self.sheets = sheets
        self.marks = [kid for kid in element.kids if isinstance(kid, Mark)]
        self.kids = [_Node(kid, self, sheets) for kid in element.kids if isinstance(kid, Element)]

    def all(self) -> Iterator[_Node]:
        yield self
        for kid in self.kids:
            yield from kid.all()

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes. Called by ReportLab when it writes the file."""

        def written(value: object) -> str:
            return str(pdfdoc.format(value, document).decode("latin-1"))

        element = self.element
        entries = [f"/S /{element.kind}", f"/P {written(self.parent)}"]
        entries += [
            f"/{key} {written(pdfdoc.PDFString(text))}"
            for key, text in (("T", element.title), ("Lang", element.lang), ("Alt", element.alt))
            if text
        ]
        if element.id:
            entries.append(f"/ID {_identifier(self)}")
        kids = [written(kid) for kid in self.kids]
        if self.marks:
            sheet = self.marks[0].sheet
            entries.append(f"/Pg {written(self.sheets[sheet].object)}")
            kids += [
                str(mark.id)
                if mark.sheet == sheet
                else f"<</Type /MCR /Pg {written(self.sheets[mark.sheet].object)} /MCID {mark.id}>>"
                for mark in self.marks
            ]
            if element.place is not None:
                box = self.sheets[sheet].box(element.place)
                entries.append(f"/A <</O /Layout /Placement /Block /BBox {box}>>")
        if kids:
            entries.append(f"/K {kids[0] if len(kids) == 1 else array(*kids)}")
        return f"<<{' '.join(entries)}>>".encode("latin-1")


def _identifier(node: _Node) -> str:
    """An element's id as a byte string: UTF-8, in hexadecimal digits."""
    return f"<{node.element.id.encode('utf-8', 'surrogatepass').hex()}>"
