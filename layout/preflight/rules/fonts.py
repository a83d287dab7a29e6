"""The fonts of a file, each held against what a plant's RIP and a reader of the text need of it.

Of the codes that are shown the glyphs are looked up in the program: are they there, whole, and as wide as declared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.values import entry, name
from layout.preflight.content.shown import ShownAt, ShownFont, find_shown_fonts
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.fonts.codes import (
    DeclaredWidths,
    read_differences,
    read_heights,
    read_simple_widths,
    read_widths,
)
from layout.preflight.fonts.glyphs import GlyphOf, glyphs_of_cids, glyphs_of_codes
from layout.preflight.fonts.opening import find_program, open_program
from layout.preflight.fonts.program import BrokenProgram, FontProgram
from layout.preflight.rule import PDF_X, PreflightRule, WarningRule, file_check
from layout.preflight.rules.pages.breach import OF_CONTENT

EMBEDDED: Final = PreflightRule("font-embedded", "Every font that is used is within the file.", PDF_X)
SUBSET: Final = WarningRule(
    "font-subset-tag", "The name of an embedded font begins with the tag of its subset.", "ISO 32000-1 9.6.4"
)
UNICODE: Final = WarningRule(
    "font-unicode", "Every font says which characters its codes stand for (ToUnicode).", "ISO 32000-1 9.10"
)
WIDTHS: Final = PreflightRule(
    "font-widths",
    "The widths that a font declares are its program's, within a thousandth of an em.",
    "ISO 15930-7, ISO 19005-2 6.2.11.5",
)
NOTDEF: Final = PreflightRule(
    "font-notdef", "No text shows .notdef, the box that stands for a glyph that a font has not.", "GWG 2015"
)
GLYPH_MAP: Final = PreflightRule(
    "font-glyph-map", "CIDToGIDMap leads every character id to a glyph of the program.", "ISO 32000-1 9.7.4.2"
)
OUTLINE: Final = PreflightRule(
    "font-outlines",
    "Every character that is shown has an outline in its font, and one that can be drawn.",
    "ISO 32000-1 9.6 to 9.9",
)
PROGRAM: Final = PreflightRule(
    "font-program", "An embedded font program is whole, and of the font's type.", "ISO 32000-1 9.9"
)
NOT_READ: Final = WarningRule(
    "font-not-read", "Every font is of a form whose widths and glyphs can be looked at here.", "practice"
)

TOLERANCE: Final = 1.0
"""Thousandths of an em by which a width may differ from the program's."""

MOST_NAMED: Final = 5
"""Codes that one finding names."""

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
        find = _composite_faults if used.kind == "Type0" else _simple_faults
        yield from find(used, program)
    except BrokenProgram as broken:
        yield _program_fault(used, str(broken))


def _program_fault(used: ShownFont, fault: str) -> Finding:
    return PROGRAM.broken(f"the program of {used.thing} {fault}", "embed it anew")


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


def _composite_faults(used: ShownFont, program: FontProgram) -> Iterator[Finding]:
    encoding = name(entry(used.font, "/Encoding"))
    cids = used.cids()
    if not cids:
        said = encoding or "a CMap of its own"
        what = f"{used.thing} has its codes by {said}: its widths and glyphs were not looked at"
        yield NOT_READ.broken(what, "look at it in the RIP")
        return
    glyph_of = glyphs_of_cids(used.descendant, program)
    # From here on codes are character ids.
    shown = {cids[code]: code for code in sorted(used.visible) if code in cids}
    asked = sorted(shown)
    yield from _map_faults(used, program, glyph_of, asked)
    yield from _notdef_faults(used, [shown[cid] for cid in asked if not glyph_of(cid)])
    yield from _outline_faults(used, program, {shown[cid]: glyph_of(cid) for cid in asked})
    across = {cid: program.across(glyph) for cid in asked if (glyph := glyph_of(cid))}
    yield from _width_faults(used, read_widths(used.descendant), across)
    if encoding.endswith("-V"):
        down = {cid: program.down(glyph) for cid in asked if (glyph := glyph_of(cid))}
        yield from _width_faults(used, read_heights(used.descendant), down)


def _simple_faults(used: ShownFont, program: FontProgram) -> Iterator[Finding]:
    glyph_of = glyphs_of_codes(used.font, program)
    asked = sorted(used.visible)
    known = [code for code in asked if glyph_of(code) is not None]
    yield from _outline_faults(used, program, {code: glyph_of(code) for code in asked})
    if asked and not known:
        what = f"the glyphs of {used.thing} can't be told from its encoding: its widths were not looked at"
        yield NOT_READ.broken(what, "look at it in the RIP")
        return
    yield from _notdef_faults(used, [code for code in known if not glyph_of(code)])
    # The width of .notdef does not matter: nothing may show it.
    widths = {code: program.across(glyph) for code in known if (glyph := glyph_of(code))}
    yield from _width_faults(used, read_simple_widths(used.font), widths)


def _map_faults(
    used: ShownFont, program: FontProgram, glyph_of: GlyphOf, asked: Collection[int]
) -> Iterator[Finding]:
    """What is wrong with the map of glyphs, as far as it is asked."""
    mapping = entry(used.descendant, "/CIDToGIDMap")
    is_map = isinstance(mapping, pikepdf.Stream) and (data := unpack_stream(mapping)) and len(data) % 2 == 0
    if mapping is not None and name(mapping) != "Identity" and not is_map:
        yield GLYPH_MAP.broken(f"the CIDToGIDMap of {used.thing} is none", "embed it anew")
        return
    lost = [code for code in asked if (glyph := glyph_of(code)) is not None and glyph >= program.glyphs]
    if lost:
        what = f"{used.thing} leads {_name_codes(lost)} to glyphs that its program has not"
        yield GLYPH_MAP.broken(what, "embed it anew")


def _notdef_faults(used: ShownFont, lost: Collection[int]) -> Iterator[Finding]:
    """What is shown as .notdef, with the first place of the first code."""
    if lost:
        what = f"text in {used.thing} shows .notdef for {_name_codes(lost)}"
        yield _place_at_code(used, lost, NOTDEF.broken(what, "set it in a font that has these characters"))


def _outline_faults(
    used: ShownFont, program: FontProgram, glyphs: Mapping[int, int | None]
) -> Iterator[Finding]:
    """Codes whose glyphs can't be drawn, or draw nothing though a character is meant that has ink."""
    states = {
        code: program.outline(glyph) for code, glyph in glyphs.items() if glyph and glyph < program.glyphs
    }
    broken = [code for code, state in states.items() if state == "broken"]
    blank = [code for code, state in states.items() if state == "blank" and _has_ink(used, code)]
    for lost, words in ((broken, "a damaged outline"), (blank, "no outline")):
        if lost:
            said = "".join(used.reader.text((code,)) for code in sorted(lost)[:MOST_NAMED])
            called = f" (“{said}”)" if said.strip() else ""
            what = (
                f"{used.thing} has {words} for {_name_codes(lost)}{called}: it is not printed as it should be"
            )
            hint = "embed it anew, and compare the text with what is printed"
            yield _place_at_code(used, lost, OUTLINE.broken(what, hint))


def _place_at_code(used: ShownFont, codes: Collection[int], finding: Finding) -> Finding:
    """A finding about codes of a font, at the first place of the first of them."""
    at = used.first_of.get(min(codes)) or ShownAt(used.page, "", None, None)
    return replace(finding, page=at.page, place=at.place, story=at.story)


_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\ufffd")
"""Characters of classes that have ink, and none themselves; and those that mean an unknown character."""


def _has_ink(used: ShownFont, code: int) -> bool:
    """Whether a code means a character that is seen, as far as the file says what it means."""
    named = used.kind != "Type0" and (entry(used.font, "/Encoding") is not None)
    text = used.reader.says(code) or (used.reader.text((code,)) if named else "")
    # Controls, spaces, what is not assigned, and signs that only change others.
    return any(unicodedata.category(char)[0] not in "CZM" and char not in _BLANKS for char in text)


def _width_faults(
    used: ShownFont, declared: DeclaredWidths, widths: Mapping[int, float | None]
) -> Iterator[Finding]:
    """Codes whose declared widths are others than `widths`, those of their glyphs (None where a program has none)."""
    wrong = [
        (code, declared.of(code), width)
        for code, width in widths.items()
        if width is not None and abs(declared.of(code) - width) > TOLERANCE + 1e-6
    ]
    if wrong:
        _, said, width = wrong[0]
        what = (
            f"{used.thing} declares other widths than its program has for {_name_codes([row[0] for row in wrong])}:"
            f" {said:g} instead of {width:g} for the first"
        )
        yield WIDTHS.broken(what, "embed it anew: another RIP sets the text otherwise")


def _name_codes(codes: Collection[int]) -> str:
    told = ", ".join(f"{code:04X}" for code in sorted(codes)[:MOST_NAMED])
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return f"code{'s' if len(codes) > 1 else ''} {told}{more}"
