"""Tags of a file: what does not hold together is a warning, and an error where the file claims PDF/UA."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.preflight.planting import edited, found, rules

UA = '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF>'


def tagged(pdf: pikepdf.Pdf, kinds: tuple[str, ...] = ("H1", "P", "Figure")) -> None:
    """Tags the page: the first kind holds all of its content, as mark 0; the others hold nothing."""
    page = pdf.pages[0].obj
    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(b"/H1 <</MCID 0>> BDC\n" + content + b"\nEMC")
    page.StructParents = 0
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    children = []
    for at, kind in enumerate(kinds):
        element = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=document, Pg=page)
        if kind == "Figure":
            element.Alt = String("a chart")
        if at == 0:
            element.K = 0
        children.append(pdf.make_indirect(element))
    document.K = Array(children)
    tree.K = document
    tree.ParentTree = Dictionary(Nums=Array([0, Array([children[0]])]))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("zh-Hans")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def elements(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K.K


def claims_ua(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes().decode()
    pdf.Root.Metadata.write(re.sub("</rdf:RDF>", UA, data).encode())


def unmarked(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n0 0 9 9 re f")


def artifact(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/Artifact BMC 0 0 9 9 re f EMC")


def within_itself(pdf: pikepdf.Pdf) -> None:
    elements(pdf)[1].K = pdf.Root.StructTreeRoot.K


FAULTS: list[tuple[str, Any, set[str]]] = [
    ("nothing", lambda pdf: None, set()),
    ("an artifact", artifact, set()),
    ("a tag of the maker's own, mapped", lambda pdf: (elements(pdf)[1].__setitem__("/S", Name.Body), pdf.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary(Body=Name.P))), set()),
    ("a tag of the maker's own", lambda pdf: elements(pdf)[1].__setitem__("/S", Name.Body), {"tags-roles"}),
    ("a mapping in a circle", lambda pdf: (elements(pdf)[1].__setitem__("/S", Name.Body), pdf.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary(Body=Name.Other, Other=Name.Body))), {"tags-roles"}),
    ("a standard tag that is mapped", lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary(P=Name.Div)), {"tags-roles"}),
    ("not marked", lambda pdf: pdf.Root.__delitem__("/MarkInfo"), {"tags-marked"}),
    ("no language", lambda pdf: pdf.Root.__delitem__("/Lang"), {"tags-language"}),
    ("a title that is not shown", lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"), {"tags-title"}),
    ("a figure without a text", lambda pdf: elements(pdf)[2].__delitem__("/Alt"), {"tags-alt"}),
    ("a level left out", lambda pdf: elements(pdf)[1].__setitem__("/S", Name.H3), {"tags-headings"}),
    ("a tag without a type", lambda pdf: elements(pdf)[1].__delitem__("/S"), {"tags-tree"}),
    ("a tag that names another parent", lambda pdf: elements(pdf)[1].__setitem__("/P", elements(pdf)[0]), {"tags-tree"}),
    ("a tag within itself", within_itself, {"tags-tree"}),
    ("no row of the page", lambda pdf: pdf.pages[0].obj.__delitem__("/StructParents"), {"tags-parent-tree"}),
    ("an empty ParentTree", lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/ParentTree"), {"tags-parent-tree"}),
    ("a row that leads elsewhere", lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Nums[1].__setitem__(0, elements(pdf)[1]), {"tags-parent-tree"}),
    ("content without a tag", unmarked, {"tags-content"}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_of_the_tags_is_a_warning(untagged_x4: bytes, change: Any, expected: set[str]) -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        tagged(pdf)
        change(pdf)

    findings = found(edited(untagged_x4, both))
    assert {finding.rule for finding in findings} == expected
    assert {finding.severity for finding in findings} <= {"warning"}


def test_a_file_that_claims_ua_has_errors(untagged_x4: bytes) -> None:
    def claimed(pdf: pikepdf.Pdf) -> None:
        tagged(pdf)
        claims_ua(pdf)

    assert rules(edited(untagged_x4, claimed)) == set()

    def broken(pdf: pikepdf.Pdf) -> None:
        claimed(pdf)
        del elements(pdf)[2]["/Alt"]

    (finding,) = found(edited(untagged_x4, broken))
    assert (finding.rule, finding.severity) == ("tags-alt", "error")
    (finding,) = found(edited(untagged_x4, claims_ua))
    assert (finding.rule, finding.severity) == ("tags-marked", "error")


def test_a_file_without_tags_is_asked_for_none(untagged_x4: bytes) -> None:
    assert not {rule for rule in rules(untagged_x4) if rule.startswith("tags")}


def test_hundreds_of_one_fault_are_told_together(untagged_x4: bytes) -> None:
    def many(pdf: pikepdf.Pdf) -> None:
        tagged(pdf, ("H1", *["Figure"] * 100))
        for element in list(elements(pdf))[1:]:
            del element["/Alt"]

    findings = found(edited(untagged_x4, many))
    assert len(findings) == 21
    assert "80 more" in " ".join(finding.what for finding in findings)
