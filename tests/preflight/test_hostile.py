"""Files that are damaged, or made to do harm: findings, and never an exception, a hang or a heap of memory."""

from __future__ import annotations

import io
import re
import time
import zlib
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from layout.preflight import examine as examining
from layout.preflight.examine import examine
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.file.xmp import Packet, parse_packet
from layout.preflight.plant import Plant
from layout.preflight.report import Report
from layout.preflight.rule import file_check
from layout.preflight.rules.file import opening
from layout.preflight.rules.file.opening import open_file
from layout.preflight.rules.registry import every_check
from layout.preflight.telling.ashtml import as_html
from layout.preflight.telling.asjson import as_json
from layout.preflight.telling.astable import lines
from tests.preflight.planting import edited, form, found, one_page, rules


def looked_at(data: bytes) -> Report:
    """A report of any bytes at all, which can be told in every way, within seconds."""
    started = time.process_time()
    report = examine(data, Plant(trim_mm=(393, 546), bleed_mm=3, pages=1), separator="none")
    as_json(report, {})
    as_html(report, {}, {}, "a.pdf")
    list(lines(report, {}))
    assert time.process_time() - started < 5
    return report


@pytest.mark.parametrize(
    "data",
    [
        b"", b"junk", b"%PDF-1.6", b"%PDF-1.6\n%%EOF", b"\0" * 10_000, b"%PDF-1.6\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>",
        b"%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>",
        b"%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 9/Kids[2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R>>",
        b"%PDF-1.6\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\ntrailer\n<</Root 1 0 R>>",
    ],
)  # fmt: skip
def test_what_is_no_file_is_told_and_nothing_else(data: bytes) -> None:
    report = looked_at(data)
    assert report.pages == ()
    assert {finding.rule for finding in report.errors} == {"file-unreadable"}
    assert "0x" not in report.findings[0].what


WORDS = [
    b"null",
    b"<<>>",
    b"[]",
    b"-1",
    b"99999999999999999999",
    b"/Name",
    b"5 0 R",
    b"true",
    b"()",
    b"1e400",
    b"endobj",
    b">>",
]

PLACE = st.integers(0, 2**20)
"""A place in a file, whose size is not known yet: it is counted round and round."""

DAMAGE = st.lists(
    st.tuples(PLACE, st.one_of(st.binary(min_size=1, max_size=4), st.sampled_from(WORDS))),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(damage=DAMAGE, cut=st.one_of(st.none(), PLACE))
def test_damaged_bytes_of_a_real_file_never_raise(
    x4: bytes, damage: list[tuple[int, bytes]], cut: int | None
) -> None:
    damaged = bytearray(x4)
    for place, piece in damage:
        at = place % len(damaged)
        damaged[at : at + len(piece)] = piece
    if cut is not None:
        del damaged[cut % len(damaged) :]
    report = looked_at(bytes(damaged))
    assert "check-failed" not in {finding.rule for finding in report.findings}


VALUES = (
    b"null",
    b"true",
    b"-1",
    b"2147483648",
    b"0.5",
    b"/Own",
    b"(x)",
    b"[]",
    b"<<>>",
    b"[1 /A]",
    b"[[] 0]",
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PLACE, PLACE, st.sampled_from(VALUES)), min_size=1, max_size=4))
def test_values_of_another_kind_than_expected_never_raise(
    x4: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for at, entry, written in changes:
            places = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
            place = places[at % len(places)]
            keys = sorted(map(str, place.keys())) or ["/Own"]
            key = keys[entry % len(keys)]
            if key in ("/Length", "/Root", "/Pages", "/Kids"):
                continue
            # Made anew each time: an object falls with the file that it was put in.
            value: Any = pikepdf.Object.parse(written)
            if value is not None:
                place[key] = value
            elif key in place:
                del place[key]

    report = looked_at(
        edited(x4, change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    )
    assert "check-failed" not in {finding.rule for finding in report.findings}


def test_an_operator_that_is_no_text_is_passed_over(x4: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[0].obj.Contents
        contents.write(contents.read_bytes() + b"\n\x9c\xff\xb3 0 0 9 9 re f")

    assert {"unknown-operator", "tags-content"} <= rules(edited(x4, change))


def test_names_in_older_encodings_are_read(x4: bytes) -> None:
    """方正 in GBK is no UTF-8: as a font's name, as a key, as the name of a resource that content names."""

    def change(pdf: pikepdf.Pdf) -> None:
        fonts = pdf.pages[0].obj.Resources.Font
        old: Any = pikepdf.Object.parse(b"/#b7#bd#d5#fd")
        fonts[old] = fonts["/F1"]
        fonts["/F1"].DescendantFonts[0].BaseFont = old
        fonts["/F1"].BaseFont = old
        del fonts["/F1"]
        contents = pdf.pages[0].obj.Contents
        contents.write(contents.read_bytes().replace(b"/F1 ", b"/#b7#bd#d5#fd "))

    (finding,) = found(edited(x4, change))
    assert (finding.rule, finding.thing) == ("font-subset-tag", "font 方正")


def test_a_bomb_is_not_unpacked(x4: bytes) -> None:
    bomb = zlib.compress(zlib.compress(b"\0" * 100_000_000, 1), 9)

    def plant(pdf: pikepdf.Pdf) -> None:
        for holder, key in ((pdf.Root, "/Metadata"), (pdf.pages[0].obj, "/Contents")):
            holder[key] = pikepdf.Stream(pdf, b"")
            holder[key].write(bomb, filter=[Name.FlateDecode, Name.FlateDecode], decode_parms=None)

    data = edited(x4, plant, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert "xmp" in {finding.rule for finding in looked_at(data).findings}


def test_limits_are_put_back(x4: bytes) -> None:
    before = pikepdf.settings.get_qpdf_limits()
    looked_at(x4)
    assert pikepdf.settings.get_qpdf_limits() == before


def test_too_many_objects_and_pages_are_refused(x4: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_OBJECTS", 5)
    assert rules(x4) == {"file-too-large"}
    monkeypatch.setattr(opening, "MOST_OBJECTS", 500_000)
    monkeypatch.setattr(opening, "MOST_PAGES", 0)
    assert rules(x4) == {"file-too-large"}


def test_an_encrypted_file_is_told(x4: bytes) -> None:
    locked = edited(x4, lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"), static_id=False)
    assert rules(locked) == {"encrypted"}
    readable = edited(
        x4, lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user=""), static_id=False
    )
    assert "encrypted" in rules(readable)


def test_what_was_repaired_is_an_error(x4: bytes) -> None:
    report = looked_at(x4.replace(b"startxref", b"startxrex"))
    told = [finding for finding in report.findings if finding.rule == "file-repaired"]
    assert told
    assert {finding.severity for finding in told} == {"error"}
    # That the trailer counts the objects wrongly is of no account: nothing is guessed.
    counted = looked_at(re.sub(rb"/Size (\d+)", rb"/Size 9\1", x4))
    told = [finding for finding in counted.findings if finding.rule == "file-repaired"]
    assert {finding.severity for finding in told} == {"warning"}
    assert all("BytesIO" not in finding.what for finding in told)
    seen = open_file(x4)
    assert seen.findings == ()
    assert seen.pdf is not None
    seen.pdf.close()


def test_resources_and_forms_in_circles_are_looked_at_once() -> None:
    def circle(pdf: pikepdf.Pdf) -> dict[str, Any]:
        own = pdf.make_indirect(form(pdf, b"/F Do", StructParents=3))
        own.Resources = pdf.make_indirect(Dictionary(XObject=Dictionary(F=own)))
        own.Resources.Pattern = Dictionary(P=own)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary())
        pdf.Root.StructTreeRoot.K = pdf.Root.StructTreeRoot
        pdf.Root.StructTreeRoot.ParentTree = pdf.Root.StructTreeRoot
        pdf.Root.StructTreeRoot.Kids = Array([pdf.Root.StructTreeRoot])
        return {"XObject": Dictionary(F=own)}

    report = looked_at(one_page(b"/F Do", circle))
    assert "check-failed" not in {finding.rule for finding in report.findings}


def test_a_parent_above_itself_ends() -> None:
    with pikepdf.open(io.BytesIO(one_page(b""))) as pdf:
        del pdf.pages[0].obj.MediaBox
        pdf.Root.Pages.Parent = pdf.Root.Pages
        out = io.BytesIO()
        pdf.save(out)
    assert "file-repaired" in {finding.rule for finding in looked_at(out.getvalue()).findings}


def test_a_check_that_falls_is_told_and_the_others_are_made(
    x4: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    @file_check("sleeve")
    def fall(file: ExaminedFile) -> Any:
        raise RecursionError("the file's own words")

    monkeypatch.setattr(examining, "every_check", lambda: (fall, *every_check()))
    report = examine(x4, Plant(pages=2), separator="none")
    assert {finding.rule for finding in report.findings} == {"check-failed", "page-count"}
    assert report.findings[0].what == "the look at the file's sleeve failed: RecursionError"


BILLION = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))


@pytest.mark.parametrize(
    "packet",
    [
        f'<!DOCTYPE x [<!ENTITY a0 "lol">{BILLION}]><x>&a9;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "http://example.com/a.dtd"><x/>',
        "<x>" * 100_000,
        "<x a='" + "b" * 5_000_000 + "'/>",
        "\ud800".encode("utf-16", "surrogatepass").decode("latin-1"),
        "",
    ],
)  # fmt: skip
def test_hostile_xmp_is_refused_with_a_reason(packet: str) -> None:
    started = time.process_time()
    found = parse_packet(packet.encode("utf-8", "surrogatepass"))
    assert isinstance(found, str)
    assert found.split()[0] in ("is", "has")
    assert time.process_time() - started < 2


@given(st.binary(max_size=300))
def test_any_bytes_are_a_packet_or_a_reason(data: bytes) -> None:
    assert isinstance(parse_packet(data), (Packet, str))
