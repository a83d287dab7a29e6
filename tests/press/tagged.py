"""A press file -> what a reader of its structure tree finds: the elements with their texts, and what is no element's.

Written from ISO 32000-1 14.6 to 14.8 and with pikepdf alone, so that it shares no thought with the writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.press.reading import opened, to_unicode

SHOWS = ("TJ", "Tj", "f", "S", "Do", "B", "sh")
"""Operators that paint something."""

SOFT_HYPHEN = "\u00ad"


@dataclass
class Element:
    """An element: its entries, its kids, the text of each of its own sequences by page and MCID, in its order."""

    kind: str
    title: str = ""
    id: bytes = b""
    lang: str = ""
    alt: str | None = None
    reads: str | None = None
    box: list[float] | None = None
    table: dict[str, Any] = field(default_factory=dict)
    kids: list[Element] = field(default_factory=list)
    own: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is read: its own text, then that of its kids, which stand behind it in these files."""
        if self.reads is not None:
            return self.reads
        return "".join(text for *_, text in self.own) + "".join(kid.text for kid in self.kids)

    def all(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.all()

    def outline(self) -> Any:
        """The kinds alone: `["Art", "H1", "P"]`, as deep as they go."""
        return [self.kind, *(kid.outline() for kid in self.kids)] if self.kids else self.kind


def tree(data: bytes) -> Element:
    """The file's `Document`. Asserts that every element knows its parent and that its pages' rows lead back to it."""
    with opened(data) as pdf:
        root = pdf.Root.StructTreeRoot
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        texts = [sequences(page).texts for page in pdf.pages]
        numbers = list(root.ParentTree.Nums)
        rows = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        assert int(root.ParentTreeNextKey) > max(rows, default=-1)
        keys = [int(page.obj.StructParents) for page in pdf.pages]
        assert sorted(rows) == sorted(keys)

        def read(one: pikepdf.Object, parent: pikepdf.Object) -> Element:
            assert one.P.objgen == parent.objgen
            found = Element(
                str(one.S)[1:],
                str(one.get("/T", "")),
                bytes(one.get("/ID", pikepdf.String(b""))),
                str(one.get("/Lang", "")),
                str(one.Alt) if "/Alt" in one else None,
                str(one.ActualText) if "/ActualText" in one else None,
                [float(edge) for edge in one.A.BBox] if "/BBox" in one.get("/A", {}) else None,
                _table_attributes(one),
            )
            kids = one.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
                    found.kids.append(read(kid, one))
                    continue
                page = kid.Pg if isinstance(kid, pikepdf.Dictionary) else one.Pg
                sheet, mark = (
                    pages[page.objgen],
                    int(kid.MCID if isinstance(kid, pikepdf.Dictionary) else kid),
                )
                assert rows[keys[sheet]][mark].objgen == one.objgen
                # Taken out, so that no two elements have one sequence.
                found.own.append((sheet, mark, texts[sheet].pop(mark)))
            return found

        whole = read(root.K, root)
        assert not any(texts), "sequences that no element has"
        assert [len(rows[key]) for key in keys] == [
            sum(1 for one in whole.all() for sheet, *_ in one.own if sheet == number)
            for number in range(len(keys))
        ]
        names = list(root.get("/IDTree", pikepdf.Dictionary(Names=[])).Names)
        ids = [bytes(names[at]) for at in range(0, len(names), 2)]
        assert ids == sorted(set(ids)) == sorted(one.id for one in whole.all() if one.id)
        assert all(bytes(names[at + 1].ID) == bytes(names[at]) for at in range(0, len(names), 2))
    return whole


def _table_attributes(one: pikepdf.Object) -> dict[str, Any]:
    """What an element says of its place in a table (ISO 32000-1 14.8.5.7): numbers, names, lists of ids."""
    own: Any = one.get("/A", pikepdf.Dictionary())
    if own.get("/O") != "/Table":
        return {}
    found: dict[str, Any] = {}
    for key, value in own.items():
        if isinstance(value, pikepdf.Array):
            found[key[1:]] = [bytes(id).decode() for id in value]
        elif key != "/O":
            found[key[1:]] = value if isinstance(value, int) else str(value)[1:]
    return found


@dataclass
class Sequences:
    """The marked content of a page: the text of each MCID, the artifacts' kinds and text, and what is wrong with it."""

    texts: dict[int, str] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)
    artifacts: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def sequences(page: pikepdf.Page) -> Sequences:
    """Reads a page's marked content. An `ActualText` stands for what its sequence shows (14.9.4)."""
    fonts = {str(key): to_unicode(font) for key, font in page.Resources.Font.items()}
    found = Sequences()
    stack: list[tuple[int | None, bool, bool]] = []
    texts: dict[int, str] = {}
    artifact = [""]

    def add(text: str) -> None:
        for mark, is_artifact, _ in reversed(stack):
            if mark is not None:
                found.texts[mark] += text
                return
            if is_artifact:
                artifact[0] += text
                return

    for item in pikepdf.parse_content_stream(page):
        operands, operator = list(item.operands), str(item.operator)
        inside = any(mark is not None for mark, *_ in stack), any(one[1] for one in stack)
        match operator:
            case "BDC":
                entries = operands[1]
                mark = int(entries.MCID) if "/MCID" in entries else None
                is_artifact = operands[0] == "/Artifact"
                if is_artifact:
                    artifact = [""]
                    kind = str(entries.Type)[1:] + str(entries.get("/Subtype", ""))
                if (mark is not None or is_artifact) and any(inside):
                    found.faults.append(f"{operands[0]} in another sequence")
                if mark is not None:
                    if mark in found.texts:
                        found.faults.append(f"MCID {mark} twice")
                    found.texts[mark], found.tags[mark] = "", str(operands[0])[1:]
                replaced = "/ActualText" in entries
                stack.append((mark, is_artifact, replaced))
                if replaced and not any(one[2] for one in stack[:-1]):
                    add(str(entries.ActualText))
            case "EMC":
                _, is_artifact, _ = stack.pop()
                if is_artifact:
                    found.artifacts.append((kind, artifact[0]))
            case "Tf":
                texts = fonts[str(operands[0])]
            case "TJ" if not any(replaced for *_, replaced in stack):
                shown = b"".join(bytes(piece) for piece in operands[0] if isinstance(piece, pikepdf.String))
                add(
                    "".join(
                        texts[int.from_bytes(shown[at : at + 2], "big")] for at in range(0, len(shown), 2)
                    )
                )
        if operator in SHOWS and not any(inside):
            found.faults.append(f"{operator} in no sequence")
    assert not stack
    return found
