"""The tags of a file, where it has any -> what its readers would stumble over (ISO 14289-1; ISO 32000-1 14.7, 14.8).

A press file needs no tags. Where they are and do not hold together that is worth a look; where the file claims
PDF/UA it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import pikepdf

from content.pdf.trees import number_tree
from content.pdf.values import (
    elements,
    entries,
    entry,
    identity,
    is_mapping,
    name,
    object_name,
    one_or_more,
    rectangle,
    whole,
    words,
)
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.file.xmp import PDFUA
from layout.preflight.finding import Finding
from layout.preflight.pageboxes import page_boxes
from layout.preflight.rule import WarningRule, file_check
from layout.preflight.tags.marked import MarkedContent, read_marked_content

MARKED: Final = WarningRule(
    "tags-marked",
    "MarkInfo says Marked where there is a structure tree, and nowhere else.",
    "ISO 14289-1 7.1",
)
TREE: Final = WarningRule(
    "tags-tree", "Every tag has a type, and names the one above it.", "ISO 32000-1 14.7.2"
)
PARENTS: Final = WarningRule(
    "tags-parent-tree",
    "Every marked piece of a page leads through the ParentTree to the tag that holds it.",
    "ISO 32000-1 14.7.4.4",
)
CONTENT: Final = WarningRule(
    "tags-content", "All that a page paints is in a tag or is an artifact.", "ISO 14289-1 7.1"
)
LANGUAGE: Final = WarningRule("tags-language", "The catalog names the file's language.", "ISO 14289-1 7.2")
TITLE: Final = WarningRule("tags-title", "The file asks that its title be shown.", "ISO 14289-1 7.1")
FIGURE: Final = WarningRule("tags-alt", "Every Figure has a text in its place (Alt).", "ISO 14289-1 7.3")
HEADINGS: Final = WarningRule(
    "tags-headings", "Headings leave no level out on the way down.", "ISO 14289-1 7.4"
)
ROLES: Final = WarningRule(
    "tags-roles",
    "Tags of the maker's own are mapped to standard ones, and none of these is mapped.",
    "ISO 14289-1 7.1",
)

MOST_TAGS: Final = 300_000
MOST_TOLD: Final = 20
"""Breaches of one rule that have findings of their own."""

STANDARD: Final = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI",
    "Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L",
    "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span",
    "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
}  # fmt: skip
"""ISO 32000-1 14.8.4."""


@dataclass(frozen=True)
class Tag:
    """One element of the structure: its own type, the standard one that it is mapped to, and what it holds.

    `pieces` are the marked pieces of content: the number of the page or form that they are of, and their own.
    """

    element: Any
    kind: str
    role: str
    pieces: frozenset[tuple[tuple[int, int], int]]


@file_check("tags")
def check_structure(file: ExaminedFile) -> Iterator[Finding]:
    """All rules on tags. A file without any has no finding, unless it claims to have them."""
    claim = file.packet.value(PDFUA, "part") if file.packet else ""
    root = entry(file.pdf.Root, "/StructTreeRoot")
    if root is None and not claim:
        return
    counts = dict.fromkeys((MARKED, TREE, PARENTS, CONTENT, LANGUAGE, TITLE, FIGURE, HEADINGS, ROLES), 0)
    by_id = {rule.id: rule for rule in counts}
    for finding in _find_faults(file.pdf, root):
        rule = by_id[finding.rule]
        counts[rule] += 1
        if counts[rule] <= MOST_TOLD:
            yield replace(finding, severity="error") if claim else finding
    for rule, count in counts.items():
        if count > MOST_TOLD:
            what = f"{count - MOST_TOLD} more breaches of the same rule"
            yield (rule.at("error") if claim else rule).broken(what, rule.asks)


def _find_faults(pdf: pikepdf.Pdf, root: Any) -> Iterator[Finding]:
    marked = entry(pdf.Root, "/MarkInfo", "/Marked") is True
    hint = "write the tags with a program that knows tagged PDF"
    if root is None or not marked:
        what = (
            "the file claims tags and has no structure tree"
            if root is None
            else "the file has tags and is not marked so"
        )
        yield MARKED.broken(what, hint)
        if root is None:
            return
    if not words(entry(pdf.Root, "/Lang")).strip():
        yield LANGUAGE.broken("the catalog names no language", "name it, as zh-Hans")
    # Whether there is a title is asked of all files.
    if entry(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        what = "the file does not ask for its title to be shown"
        yield TITLE.broken(what, "set DisplayDocTitle")
    pages = {identity(page.obj): count for count, page in enumerate(pdf.pages, 1)}
    tags: list[Tag] = []
    yield from _tree_faults(root, tags)
    yield from _figure_faults(tags, pages, pdf)
    yield from _heading_faults(tags)
    yield from _content_faults(pdf, root, tags)


def _tree_faults(root: Any, tags: list[Tag]) -> Iterator[Finding]:
    """Walks the structure in reading order, and puts its elements into `tags`."""
    roles = {key: name(value) for key, value in entries(entry(root, "/RoleMap"))}
    for own, target in roles.items():
        if own in STANDARD:
            yield ROLES.broken(f"the standard tag {own} is mapped to {target}", "map none")
    seen: set[tuple[int, int]] = set()
    unmapped: set[str] = set()
    stack: list[tuple[Any, Any]] = [(child, root) for child in reversed(one_or_more(entry(root, "/K")))]
    while stack:
        element, above = stack.pop()
        # Marks of content and objects are leaves: they are of the element that holds them.
        if not is_mapping(element) or name(entry(element, "/Type")) in ("MCR", "OBJR"):
            continue
        thing, hint = object_name(element), "write the tags anew"
        if identity(element) in seen or len(tags) >= MOST_TAGS:
            yield TREE.broken("a tag stands in two places, or within itself", hint, thing)
            if len(tags) >= MOST_TAGS:
                return
            continue
        if identity(element) != (0, 0):
            seen.add(identity(element))
        kind = name(entry(element, "/S"))
        if not kind:
            yield TREE.broken("a tag has no type", hint, thing)
        if identity(above) != (0, 0) and identity(entry(element, "/P")) != identity(above):
            yield TREE.broken(f"a tag {kind} does not name the one that it stands in", hint, thing)
        role = _standard_role(kind, roles)
        if kind and role not in STANDARD and kind not in unmapped:
            unmapped.add(kind)
            what = f"the tag {kind} is none of the standard's, and is not mapped to one"
            yield ROLES.broken(what, "map it in RoleMap")
        children = one_or_more(entry(element, "/K"))
        tags.append(Tag(element, kind, role, _pieces_of(element, children)))
        stack += [(child, element) for child in reversed(children)]


def _standard_role(kind: str, roles: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while kind not in STANDARD and kind in roles and kind not in seen:
        seen.add(kind)
        kind = roles[kind]
    return kind


def _pieces_of(element: Any, children: list[Any]) -> frozenset[tuple[tuple[int, int], int]]:
    own = identity(entry(element, "/Pg"))
    found = set()
    for child in children:
        number = whole(child)
        if number is not None:
            found.add((own, number))
        elif name(entry(child, "/Type")) == "MCR" and (number := whole(entry(child, "/MCID"))) is not None:
            stream = entry(child, "/Stm")
            holder = identity(entry(child, "/Pg") if stream is None else stream)
            found.add((holder if holder != (0, 0) else own, number))
    return frozenset(found)


def _figure_faults(
    tags: list[Tag], pages: Mapping[tuple[int, int], int], pdf: pikepdf.Pdf
) -> Iterator[Finding]:
    for tag in tags:
        if tag.role not in ("Figure", "Formula"):
            continue
        if words(entry(tag.element, "/Alt")).strip() or words(entry(tag.element, "/ActualText")).strip():
            continue
        page = pages.get(identity(entry(tag.element, "/Pg")))
        boxes = (
            rectangle(entry(attributes, "/BBox")) for attributes in one_or_more(entry(tag.element, "/A"))
        )
        box = next(filter(None, boxes), None)
        sheet = page_boxes(pdf.pages[page - 1].obj) if page and box else None
        place = sheet.millimetres(sheet.points(box)) if sheet and box else None
        what = f"a {tag.role} has no text in its place"
        thing = object_name(tag.element)
        yield FIGURE.broken(what, "write its Alt", thing, page, place)


def _heading_faults(tags: list[Tag]) -> Iterator[Finding]:
    last = 0
    for tag in tags:
        if len(tag.role) == 2 and tag.role[0] == "H" and tag.role[1] in "123456":
            level = int(tag.role[1])
            if level > last + 1:
                title = words(entry(tag.element, "/T")) or words(entry(tag.element, "/ActualText"))
                above = f"H{last}" if last else "the beginning"
                what = f"a heading H{level}{f' “{title[:40]}”' if title else ''} follows {above}"
                yield HEADINGS.broken(what, "leave no level out", object_name(tag.element))
            last = level


def _content_faults(pdf: pikepdf.Pdf, root: Any, tags: list[Tag]) -> Iterator[Finding]:
    holders = {piece: identity(tag.element) for tag in tags for piece in tag.pieces}
    parents = number_tree(entry(root, "/ParentTree"), MOST_TAGS)
    for count, page in enumerate(pdf.pages, 1):
        for part in read_marked_content(page):
            yield from _mark_faults(part, parents, holders, count)


def _mark_faults(
    part: MarkedContent,
    parents: Mapping[int, Any],
    holders: Mapping[tuple[tuple[int, int], int], tuple[int, int]],
    count: int,
) -> Iterator[Finding]:
    hint = "write the tags anew"
    if part.untagged:
        what = f"page {count} paints {part.untagged} times outside of tags and artifacts"
        yield CONTENT.broken(what, "tag it, or mark it as an artifact", page=count)
    if not part.pieces:
        return
    key = whole(entry(part.holder, "/StructParents"))
    row = elements(parents.get(key)) if key is not None else []
    if not row:
        what = f"the marks of page {count} lead to no row of the ParentTree"
        yield PARENTS.broken(what, hint, object_name(part.holder), count)
        return
    for number in sorted(part.pieces):
        element = row[number] if 0 <= number < len(row) else None
        if not is_mapping(element):
            what = f"mark {number} of page {count} leads to no tag"
        elif identity(element) != holders.get((identity(part.holder), number)):
            what = f"mark {number} of page {count} leads to a tag that does not hold it"
        else:
            continue
        yield PARENTS.broken(what, hint, object_name(part.holder), count)
