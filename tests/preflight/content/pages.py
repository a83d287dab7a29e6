"""Little PDFs with one page, whose content and resources a test writes by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from layout.preflight.content.marks import PageMarks
from layout.preflight.content.walker import walk_page
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightCheck
from layout.preflight.rules.registry import rule_modules

PT = 25.4 / 72
PLANT = Plant(level="PDF/X-4")
PAGE_CHECKS = [
    value
    for module in rule_modules()
    if ".rules.pages." in module.__name__
    for value in vars(module).values()
    if isinstance(value, PreflightCheck)
]


def new(content: bytes = b"", resources: Mapping[str, Any] | None = None, **page: Any) -> pikepdf.Pdf:
    """A page of 300 × 400 pt, trimmed to 280 × 380 within 10 pt all round, without a fault of its own.

    `resources` add to a font F (bytes of half an em), and the states Over and Knock.
    """
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    sheet = pdf.pages[0].obj
    sheet.TrimBox = Array([10, 10, 290, 390])
    sheet.Contents = Stream(pdf, content)
    sheet.Resources = resources_of(pdf, resources)
    for key, value in page.items():
        sheet[f"/{key}"] = value
    return pdf


def resources_of(pdf: pikepdf.Pdf, more: Mapping[str, Any] | None = None) -> Dictionary:
    found = Dictionary(
        Font=Dictionary(F=pdf.make_indirect(font())),
        ExtGState=Dictionary(
            Over=Dictionary(OP=True, op=True, OPM=1), Knock=Dictionary(OP=False, op=False, OPM=0)
        ),
    )
    for kind, entries in (more or {}).items():
        if f"/{kind}" not in found:
            found[f"/{kind}"] = Dictionary()
        for named, value in entries.items():
            found[f"/{kind}"][f"/{named}"] = value
    return found


def font(**entries: Any) -> Dictionary:
    """A simple font: each byte is half an em wide, and glyphs reach from -0.2 to 0.8 em."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Plain, Ascent=800, Descent=-200)
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/ABCDEF+Plain"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=0,
        Widths=Array([500] * 256),
        FontDescriptor=descriptor,
        **entries,
    )


def image(pdf: pikepdf.Pdf, samples: bytes, size: tuple[int, int], **entries: Any) -> Stream:
    described = {"ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8, **entries}
    return Stream(
        pdf,
        samples,
        Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], **described),
    )


def form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> Stream:
    described = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 300, 400]), **entries}
    return Stream(pdf, content, Dictionary(**described))


def separation(pdf: pikepdf.Pdf, ink: str, looks: tuple[float, ...] = (0, 1, 1, 0)) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(looks), N=1)
    return Array([Name.Separation, Name("/" + ink), Name.DeviceCMYK, pdf.make_indirect(tint)])


def walked(content: bytes, resources: Mapping[str, Any] | None = None, **page: Any) -> PageMarks:
    with new(content, resources, **page) as pdf:
        marks = walk_page(pdf.pages[0])
        # Text is read from the file when it is asked for.
        for mark in marks.marks:
            str(getattr(mark, "text", ""))
        return marks


def found(pdf: pikepdf.Pdf, plant: Plant = PLANT) -> list[Finding]:
    """What the checks of pages find in a file; those of its metadata and its fonts are not made."""
    file = ExaminedFile(pdf, plant)
    return [finding for check in PAGE_CHECKS for finding in check.find(file)]


def looked_at(
    content: bytes, resources: Mapping[str, Any] | None = None, *, plant: Plant = PLANT, **page: Any
) -> list[Finding]:
    with new(content, resources, **page) as pdf:
        return found(pdf, plant)


def x1a(plant: Plant = PLANT) -> Plant:
    return replace(plant, level="PDF/X-1a:2003")
