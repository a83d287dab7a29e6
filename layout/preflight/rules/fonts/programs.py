"""The fonts of a file, each held against what a plant's RIP and a reader of the text need of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.values import entry, name
from layout.preflight.content.shown import ShownFont, find_shown_fonts
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.fonts.declared import read_differences
from layout.preflight.fonts.opening import find_program, open_program
from layout.preflight.fonts.program import BrokenProgram, FontProgram
from layout.preflight.rule import PDF_X, PreflightRule, WarningRule, file_check
from layout.preflight.rules.fonts import glyphs
from layout.preflight.rules.pages.breach import OF_CONTENT

EMBEDDED: Final = PreflightRule("font-embedded", "Every font that is used is within the file.", PDF_X)
SUBSET: Final = WarningRule(
    "font-subset-tag", "The name of an embedded font begins with the tag of its subset.", "ISO 32000-1 9.6.4"
)
UNICODE: Final = WarningRule(
    "font-unicode", "Every font says which characters its codes stand for (ToUnicode).", "ISO 32000-1 9.10"
)

_TYPES: Final = {
    "CIDFontType0": {"/FontFile3"},
    "CIDFontType2": {"/FontFile2", "/FontFile3"},
    "TrueType": {"/FontFile2", "/FontFile3"},
    "Type1": {"/FontFile", "/FontFile3"},
    "MMType1": {"/FontFile", "/FontFile3"},
}
"""The programs that each type of font may have (ISO 32000-1 table 126)."""

_PLAIN: Final = {"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"}


@file_check(OF_CONTENT)
def check_fonts(file: ExaminedFile) -> Iterator[Finding]:
    """Every font of which something is painted: for one that is never seen a plant's RIP does not ask."""
    programs: dict[tuple[int, int], FontProgram | str] = {}
    for used in find_shown_fonts(file.pages):
        # A Type 3 font has no program: the look at the pages' text tells of it.
        if used.visible and used.kind != "Type3":
            for finding in _font_faults(used, programs):
                yield replace(finding, thing=used.thing, page=finding.page or used.page)


def _font_faults(used: ShownFont, programs: dict[tuple[int, int], FontProgram | str]) -> Iterator[Finding]:
    """What is wrong with a font. Findings have a page where it is another than the first that shows the font."""
    thing = used.thing
    yield from _unicode_faults(used)
    key, stream = find_program(used.descriptor)
    if not isinstance(stream, pikepdf.Stream):
        yield EMBEDDED.broken(f"{thing} is not embedded", "embed all fonts")
        return
    base = name(entry(used.descendant, "/BaseFont")) if used.kind == "Type0" else used.base
    if not re.match(r"[A-Z]{6}\+", base):
        yield SUBSET.broken(f"{thing} has no subset tag before its name", "embed a subset of it")
    kind = name(entry(used.descendant, "/Subtype")) if used.kind == "Type0" else used.kind
    if key not in _TYPES.get(kind, set()):
        fault = f"is a {key[1:]}, which a font of the type {kind[1:] or 'of none'} has not"
        yield _program_fault(used, fault)
        return
    at = stream.objgen
    if at not in programs:
        try:
            programs[at] = open_program(key, stream)
        except BrokenProgram as broken:
            programs[at] = str(broken)
    program = programs[at]
    if isinstance(program, str):
        yield _program_fault(used, program)
        return
    try:
        find = glyphs.composite_faults if used.kind == "Type0" else glyphs.simple_faults
        yield from find(used, program)
    except BrokenProgram as broken:
        yield _program_fault(used, str(broken))


def _program_fault(used: ShownFont, fault: str) -> Finding:
    return glyphs.PROGRAM.broken(f"the program of {used.thing} {fault}", "embed it anew")


def _unicode_faults(used: ShownFont) -> Iterator[Finding]:
    stream = entry(used.font, "/ToUnicode")
    encoding = entry(used.font, "/Encoding")
    if isinstance(stream, pikepdf.Stream):
        data = unpack_stream(stream)
        if data is not None and (b"beginbfchar" in data or b"beginbfrange" in data):
            return
        what = f"what {used.thing} says of its characters can't be read"
    elif (
        used.kind != "Type0"
        and (name(encoding) or name(entry(encoding, "/BaseEncoding"))) in _PLAIN
        and all(re.fullmatch(r"[A-Za-z]{1,20}", letter) for letter in read_differences(encoding).values())
    ):
        # Readers can tell by the names (ISO 32000-1 9.10.2); archives and those who search want it said.
        what = f"{used.thing} has no ToUnicode: the names of its letters alone say what its codes stand for"
    elif used.kind == "Type0" and name(encoding).startswith("Uni"):
        return
    else:
        what = f"{used.thing} does not say which characters its codes stand for"
    hint = "export it with ToUnicode, or text can't be found in the file"
    yield UNICODE.broken(what, hint)
