"""The registry of rules: each rule once, each broken by some case, and no finding of a rule that is not in it."""

from __future__ import annotations

import io
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from layout.preflight import examine as examining
from layout.preflight import rules
from layout.preflight.aside import examine_drawn
from layout.preflight.examine import examine
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, file_check
from layout.preflight.rules import registry
from layout.preflight.rules.registry import every_check, every_rule
from tests.preflight import test_file_rules, test_font_rules, test_structure
from tests.preflight.content import test_rules
from tests.preflight.planting import edited, form, one_page, spot

IDS = {rule.id for rule in every_rule()}


def test_ids_are_unique_and_hyphenated() -> None:
    assert len(IDS) == len(every_rule())
    assert all(part.isalnum() and part == part.lower() for name in IDS for part in name.split("-"))


def test_every_rule_says_what_it_asks_and_who_says_so() -> None:
    for rule in every_rule():
        assert rule.asks[0].isupper() and rule.asks.endswith(".")
        assert rule.source
        assert rule.severity in ("error", "warning")


def test_two_rules_of_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = ModuleType("twice")
    vars(twice)["OTHER"] = PreflightRule("level", "Another.", "nobody")
    modules = (*registry.rule_modules(), twice)
    monkeypatch.setattr(registry, "rule_modules", lambda: modules)
    with pytest.raises(ValueError, match="level"):
        every_rule.__wrapped__()


def test_a_module_of_rules_is_held_without_being_listed(
    x4: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule is a module in `rules/` and nothing else: here one that lies in another folder of that package."""
    (tmp_path / "odd.py").write_text(
        "from layout.preflight.rule import PreflightRule, file_check\n"
        'ODD = PreflightRule("odd-pages", "A file has an even number of pages.", "practice", "warning")\n'
        '@file_check("number of pages")\n'
        "def check_number(file):\n"
        "    if len(file.pdf.pages) % 2:\n"
        '        yield ODD.broken("the file has an odd number of pages", "add one")\n'
    )
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    monkeypatch.setattr(registry, "rule_modules", registry.rule_modules.__wrapped__)
    monkeypatch.setattr(examining, "every_rule", every_rule.__wrapped__)
    monkeypatch.setattr(examining, "every_check", every_check.__wrapped__)
    report = examine(x4, Plant(), separator="none")
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("odd-pages", "warning")]
    assert report.rules[-1] == "odd-pages" and set(report.rules) - IDS == {"odd-pages"}


def test_the_order_of_reports_names_modules_that_there_are() -> None:
    start = f"{rules.__name__}."
    there = {module.name.removeprefix(start) for module in pkgutil.walk_packages(rules.__path__, start)}
    assert set(registry._FIRST) <= there


def two_pages(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.TrimBox = [20, 20, 300, 400]


def own_font(program: bytes, **entries: Any) -> bytes:
    return test_font_rules.simple_file("/FontFile", program, Subtype=Name.Type1, FirstChar=65, **entries)


def coloured(*spaces: Array) -> bytes:
    named = {f"/S{at}": space for at, space in enumerate(spaces)}
    content = b" ".join(f"{name} cs {10 * at} 0 9 9 re f".encode() for at, name in enumerate(named))
    return one_page(content, lambda _: {"ColorSpace": Dictionary(named)})


def drawn_letter(pdf: pikepdf.Pdf) -> dict[str, Any]:
    glyphs = Dictionary(a=pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f"))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=[0.001, 0, 0, 0.001, 0, 0], FontBBox=[0, 0, 500, 500],
        Encoding=Dictionary(Differences=[97, Name.a]), FirstChar=97, Widths=[500], CharProcs=glyphs,
    )  # fmt: skip
    return {"Font": Dictionary(F=pdf.make_indirect(font))}


def loop(pdf: pikepdf.Pdf) -> dict[str, Any]:
    drawn = form(pdf, b"/F Do")
    drawn.Resources = Dictionary(XObject=Dictionary(F=drawn))
    return {"XObject": Dictionary(F=drawn)}


def picture(pdf: pikepdf.Pdf) -> dict[str, Any]:
    found = pdf.make_stream(bytes(4), Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    found.ColorSpace = Name.DeviceCMYK
    return {"XObject": Dictionary(P=found)}


def damaged(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        raw = pdf.pages[0].obj.Contents.read_raw_bytes()
    return data.replace(raw, raw[:-1] + bytes([raw[-1] ^ 1]))


def locked(data: bytes) -> bytes:
    return edited(data, lambda _: None, encryption=pikepdf.Encryption(owner="o", user="u"), static_id=False)


def default_space(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {"ColorSpace": Dictionary(DefaultRGB=Array([Name.CalRGB, Dictionary()]))}


def object_streams(data: bytes) -> bytes:
    mode = pikepdf.ObjectStreamMode.generate
    return edited(data, lambda _: None, object_stream_mode=mode)


def coated(pdf: pikepdf.Pdf) -> None:
    """A profile whose paper is nearly as white as the connection space (the tag wtpt, ICC.1 9.2.34)."""
    intent = pdf.Root.OutputIntents[0]
    data = bytearray(intent.DestOutputProfile.read_bytes())
    rows = (
        int.from_bytes(data[at + 4 : at + 8], "big")
        for at in range(132, 612, 12)
        if data[at : at + 4] == b"wtpt"
    )
    start = next(rows) + 8
    data[start : start + 12] = b"".join(round(one * 65536).to_bytes(4, "big") for one in (0.9, 0.93, 0.76))
    intent.DestOutputProfile = pdf.make_stream(bytes(data), N=4)


TYPE_1 = test_font_rules.type1({"A": 722})
PLANTED: dict[str, Callable[[bytes, bytes], bytes]] = {
    "file-unreadable": lambda x4, x1a: b"junk",
    "file-repaired": lambda x4, x1a: b"j" * 2000 + b"\n" + x4,
    "encrypted": lambda x4, x1a: locked(x4),
    "file-header": lambda x4, x1a: b"junk\n" + x4,
    "file-end": lambda x4, x1a: x4 + b"<html>",
    "file-id": lambda x4, x1a: re.sub(rb"/ID\s*\[.*?\]", b"", x4, flags=re.S),
    "object-streams": lambda x4, x1a: object_streams(x1a),
    "output-paper": lambda x4, x1a: edited(x4, coated),
    "page-sizes": lambda x4, x1a: edited(x4, two_pages),
    "stream-damaged": lambda x4, x1a: damaged(x4),
    "spot-inks": lambda x4, x1a: coloured(spot("Gold")),
    "ambiguous-spot": lambda x4, x1a: coloured(spot("Gold"), spot("GOLD")),
    "type-3-text": lambda x4, x1a: one_page(b"BT /F 10 Tf 20 30 Td (a) Tj ET", drawn_letter),
    "picture-skewed": lambda x4, x1a: one_page(b"72 0 30 72 0 0 cm /P Do", picture),
    "content-loop": lambda x4, x1a: one_page(b"/F Do", loop),
    "not-looked-at": lambda x4, x1a: one_page(b"0 0 1 1 re f " * 150_001),
    "default-colour-space": lambda x4, x1a: one_page(b"", default_space),
    "font-notdef": lambda x4, x1a: own_font(TYPE_1, Widths=[722], Encoding=Dictionary(Differences=[65, Name.C])),
    "font-outlines": lambda x4, x1a: own_font(test_font_rules.type1({"A": 722}, b""), Widths=[722]),
}  # fmt: skip
"""A file that breaks the rule, of the two right files. Rules that a table of another module has a case for are not here."""


def of_tables() -> set[str]:
    """The rules that the tables of faults in the other modules have cases for: each case is held there."""
    tables = (test_file_rules.FAULTS, test_font_rules.FAULTS, test_structure.FAULTS)
    found = {rule for table in tables for row in table for rule in row[-1]}
    return found | set(test_rules.BREACHES) | {row[0] for row in test_rules.PICTURES}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found(x4: bytes, x1a: bytes, rule: str) -> None:
    found = examine(PLANTED[rule](x4, x1a), Plant(), separator="none").findings
    assert rule in {finding.rule for finding in found}
    assert {finding.rule for finding in found} <= IDS
    assert rule not in {finding.rule for finding in examine(x4, Plant(), separator="none").findings}


def fails(monkeypatch: pytest.MonkeyPatch, x4: bytes) -> tuple[Finding, ...]:
    @file_check("sleeve")
    def fall(file: ExaminedFile) -> Any:
        raise RecursionError

    monkeypatch.setattr(examining, "every_check", lambda: (fall,))
    return examine(x4, Plant(), separator="none").findings


def too_large(monkeypatch: pytest.MonkeyPatch, x4: bytes) -> tuple[Finding, ...]:
    monkeypatch.setattr("layout.preflight.rules.file.opening.MOST_OBJECTS", 5)
    return examine(x4, Plant(), separator="none").findings


HEAVY = one_page(b"1 1 1 1 k 0 0 100 100 re f")
OTHERS: dict[str, Callable[[pytest.MonkeyPatch, bytes], tuple[Finding, ...]]] = {
    "check-failed": fails,
    "file-too-large": too_large,
    "output-condition": lambda _, x4: examine(x4, Plant(condition="IFRA26"), separator="none").findings,
    "page-count": lambda _, x4: examine(x4, Plant(pages=2), separator="none").findings,
    "total-ink": lambda _, x4: examine(HEAVY, Plant(), separator="pdf_oxide").findings,
    "ink-not-measured": lambda _, x4: examine(one_page(b"1 0 0 rg 0 0 9 9 re f"), Plant(), separator="pdf_oxide").findings,
    "nothing-seen": lambda _, x4: examine_drawn(one_page(b""), Plant()),
}  # fmt: skip
"""Faults that are of the plant or of the program, or that show on plates and pictures alone."""


@pytest.mark.parametrize("rule", OTHERS)
def test_a_fault_of_another_kind_is_found(x4: bytes, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    found = {finding.rule for finding in OTHERS[rule](monkeypatch, x4)}
    assert rule in found and found <= IDS


def test_every_rule_is_broken_by_some_case() -> None:
    assert {*of_tables(), *PLANTED, *OTHERS} == IDS
    assert not (of_tables() | set(OTHERS)) & set(PLANTED)
