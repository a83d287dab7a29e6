"""Each rule on the file finds the fault that is planted, and a right file has none."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from layout.preflight.examine import examine
from layout.preflight.plant import Plant
from layout.scene.condition import PdfxLevel
from tests.preflight.planting import edited, found, rules

X4: PdfxLevel = "PDF/X-4"
X1A: PdfxLevel = "PDF/X-1a:2003"


@pytest.mark.parametrize("level", [X4, X1A])
def test_a_right_file_has_no_finding(x4: bytes, x1a: bytes, level: PdfxLevel) -> None:
    plant = Plant(level=level, condition="CGATS TR 002", trim_mm=(105.83, 141.11), bleed_mm=3, pages=1)
    report = examine(x4 if level == X4 else x1a, plant)
    assert report.findings == ()
    assert report.level == level
    assert [page.by for page in report.pages] == ["pdf_oxide"]
    assert len(report.sha256) == 64


@pytest.mark.parametrize("level", [X4, X1A])
def test_what_a_right_file_goes_through_is_the_whole_table(x4: bytes, x1a: bytes, level: PdfxLevel) -> None:
    report = examine(x4 if level == X4 else x1a, Plant(), separator="none")
    assert len(report.rules) > 50
    assert "total-ink" not in report.rules
    assert "total-ink" in examine(x4 if level == X4 else x1a, Plant()).rules


def page_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj


def packet_changed(pdf: pikepdf.Pdf, old: str, new: str) -> bool:
    data = pdf.Root.Metadata.read_bytes().decode()
    assert re.search(old, data)
    pdf.Root.Metadata.write(re.sub(old, new, data).encode())
    return True


def noted(subtype: str, rect: list[float], **entries: Any) -> Any:
    """A change that puts an annotation on the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=rect, **entries)
        page_of(pdf).Annots = Array([pdf.make_indirect(note)])

    return change


def state(**entries: Any) -> Any:
    """A change that adds entries to a graphics state of the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        resources = page_of(pdf).Resources
        resources.ExtGState["/Own"] = Dictionary(Type=Name.ExtGState, **entries)

    return change


def attached(pdf: pikepdf.Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=pdf.make_stream(b"x")))
    names = Dictionary(Names=Array([String("a.txt"), pdf.make_indirect(file)]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)


def intent_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.OutputIntents[0]


def profile_cut(pdf: pikepdf.Pdf) -> None:
    profile = intent_of(pdf).DestOutputProfile
    profile.write(profile.read_bytes()[:4000])


def profile_changed(at: int, to: bytes) -> Any:
    def change(pdf: pikepdf.Pdf) -> None:
        profile = intent_of(pdf).DestOutputProfile
        data = profile.read_bytes()
        profile.write(data[:at] + to + data[at + len(to) :])

    return change


def second_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(intent_of(pdf))


def stream_with(**entries: Any) -> Any:
    """A change that hangs a stream with these entries into the catalog."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"x")
        for key, value in entries.items():
            stream[f"/{key}"] = value
        pdf.Root.PieceInfo = Dictionary(Own=stream)

    return change


def put(key: str, value: Any) -> Any:
    return lambda pdf: page_of(pdf).__setitem__(key, value)


def root(key: str, value: Any) -> Any:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def info(key: str, value: Any) -> Any:
    return lambda pdf: pdf.trailer.Info.__setitem__(key, value)


def action(kind: str, **entries: Any) -> Any:
    return root("/OpenAction", Dictionary(S=Name(f"/{kind}"), **entries))


TRIM = [8.504, 8.504, 308.504, 408.504]

FAULTS: list[tuple[str, PdfxLevel, Any, set[str]]] = [
    # The level, and what it brings.
    ("no claim in XMP", X4, lambda pdf: packet_changed(pdf, "<pdfxid:GTS.*</pdfxid:GTS_PDFXVersion>", ""), {"level"}),
    ("another level in Info", X4, info("/GTS_PDFXVersion", String("PDF/X-3:2003")), {"level"}),
    ("no claim at all", X1A, lambda pdf: (packet_changed(pdf, "<pdfx:GTS.*</pdfx:GTS_PDFXVersion>", ""), pdf.trailer.Info.__delitem__("/GTS_PDFXVersion")), {"level"}),
    ("catalog of a newer version", X4, root("/Version", Name("/1.7")), {"pdf-version"}),
    # Metadata.
    ("no XMP", X4, lambda pdf: pdf.Root.__delitem__("/Metadata"), {"xmp"}),
    ("XMP without a type", X4, lambda pdf: pdf.Root.Metadata.__delitem__("/Subtype"), {"xmp"}),
    ("XMP is no XML", X4, lambda pdf: pdf.Root.Metadata.write(b"<x:xmpmeta>"), {"xmp"}),
    ("XMP with entities", X4, lambda pdf: packet_changed(pdf, "<x:xmpmeta", '<!DOCTYPE a [<!ENTITY b "c">]><x:xmpmeta'), {"xmp"}),
    ("no title in XMP", X4, lambda pdf: packet_changed(pdf, "<dc:title>.*?</dc:title>", ""), {"xmp-field"}),
    ("no document id", X4, lambda pdf: packet_changed(pdf, "<xmpMM:DocumentID>.*?</xmpMM:DocumentID>", ""), {"xmp-field"}),
    ("a date that is none", X4, lambda pdf: packet_changed(pdf, "(?<=MetadataDate>)2024-11-25", "2024-13-25"), {"xmp-field"}),
    ("no title in Info", X1A, lambda pdf: pdf.trailer.Info.__delitem__("/Title"), {"info-field"}),
    ("a date of Info that is none", X1A, info("/ModDate", String("yesterday")), {"info-field"}),
    ("titles differ", X4, info("/Title", String("晨报")), {"info-xmp-differ"}),
    ("dates differ", X4, info("/ModDate", String("D:20241125000000Z")), {"info-xmp-differ"}),
    ("producers differ", X1A, info("/Producer", String("Another")), {"info-xmp-differ"}),
    ("trapped differs", X4, info("/Trapped", Name("/True")), {"info-xmp-differ"}),
    ("trapped unknown", X4, lambda pdf: (info("/Trapped", Name.Unknown)(pdf), packet_changed(pdf, "<pdf:Trapped>False", "<pdf:Trapped>Unknown")), {"trapped"}),
    ("trapped is a string", X4, info("/Trapped", String("False")), {"trapped"}),
    # The output intent.
    ("no intent", X4, lambda pdf: pdf.Root.__delitem__("/OutputIntents"), {"output-intent"}),
    ("two intents", X4, second_intent, {"output-intent"}),
    ("an intent of PDF/A", X4, lambda pdf: intent_of(pdf).__setitem__("/S", Name.GTS_PDFA1), {"output-intent"}),
    ("no condition", X4, lambda pdf: intent_of(pdf).__delitem__("/OutputConditionIdentifier"), {"output-intent"}),
    ("no Info, no registry", X4, lambda pdf: (intent_of(pdf).__delitem__("/Info"), intent_of(pdf).__delitem__("/RegistryName")), {"output-intent"}),
    ("no profile", X4, lambda pdf: intent_of(pdf).__delitem__("/DestOutputProfile"), {"output-profile"}),
    ("no profile, own registry", X1A, lambda pdf: (intent_of(pdf).__delitem__("/DestOutputProfile"), intent_of(pdf).__setitem__("/RegistryName", String("house"))), {"output-profile"}),
    ("a profile of three inks", X4, lambda pdf: intent_of(pdf).DestOutputProfile.__setitem__("/N", 3), {"output-profile"}),
    ("a monitor's profile", X4, profile_changed(12, b"mntr"), {"output-profile"}),
    ("a profile of RGB", X4, profile_changed(16, b"RGB "), {"output-profile"}),
    ("a profile of version 5", X4, profile_changed(8, b"\5"), {"output-profile"}),
    ("a profile cut short", X4, profile_cut, {"output-profile"}),
    # What is forbidden.
    ("a script", X4, root("/Names", Dictionary(JavaScript=Dictionary(Names=Array([])))), {"javascript"}),
    ("a script as an action", X4, action("JavaScript", JS=String("app.beep()")), {"javascript"}),
    ("an action", X4, action("URI", URI=String("http://example.com")), {"action"}),
    ("an action at the start", X4, action("GoTo", D=Array([])), {"action"}),
    ("actions of the page", X4, put("/AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))), {"action"}),
    ("a form", X4, root("/AcroForm", Dictionary(Fields=Array([]))), {"form-fields"}),
    ("an XFA form", X4, root("/AcroForm", Dictionary(Fields=Array([]), XFA=String("x"))), {"form-fields"}),
    ("a form field", X4, noted("Widget", [0, 0, 9, 9]), {"form-fields"}),
    ("an attachment", X4, attached, {"attachment"}),
    ("an attachment on the page", X4, noted("FileAttachment", [500, 500, 510, 510]), {"attachment"}),
    ("a link", X4, noted("Link", [20, 20, 50, 50]), {"annotation"}),
    ("a printer's mark in X-1a", X1A, noted("PrinterMark", [20, 20, 50, 50]), {"annotation"}),
    ("LZW", X4, stream_with(Filter=Name.LZWDecode), {"lzw"}),
    ("a stream outside", X4, stream_with(F=String("elsewhere.bin")), {"external-stream"}),
    ("JPEG 2000 in X-1a", X1A, stream_with(Filter=Name.JPXDecode), {"image-codec"}),
    ("JBIG2 in X-1a", X1A, stream_with(Filter=Name.JBIG2Decode), {"image-codec"}),
    ("layers", X4, root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary())), {"optional-content"}),
    ("alternates", X4, stream_with(Subtype=Name.Image, Alternates=Array([])), {"alternate-image"}),
    ("OPI", X4, stream_with(Subtype=Name.Image, OPI=Dictionary()), {"opi"}),
    ("PostScript", X4, stream_with(Subtype=Name.PS), {"postscript"}),
    ("a reference to a page elsewhere", X4, stream_with(Subtype=Name.Form, Ref=Dictionary()), {"external-stream"}),
    ("blending in RGB", X4, put("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)), {"transparency"}),
    ("blending in RGB on no page", X4, stream_with(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)), {"blending-space"}),
    ("a group in X-1a", X1A, put("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)), {"transparency"}),
    ("a group in X-1a on no page", X1A, stream_with(Group=Dictionary(S=Name.Transparency)), {"blending-space"}),
    ("a transfer function", X4, state(TR=Name.Identity), {"transfer-function"}),
    ("a second transfer function", X4, state(TR2=Name.Identity), {"transfer-function"}),
    ("a halftone of type 6", X4, state(HT=Dictionary(HalftoneType=6)), {"transfer-function"}),
    ("a portfolio", X4, root("/Collection", Dictionary()), {"collection"}),
    # Boxes.
    ("no TrimBox", X4, lambda pdf: page_of(pdf).__delitem__("/TrimBox"), {"trim-box"}),
    ("a TrimBox and an ArtBox", X4, put("/ArtBox", TRIM), {"trim-box"}),
    ("trim out of the bleed", X4, put("/BleedBox", [20, 20, 300, 400]), {"page-boxes", "bleed"}),
    ("bleed out of the media", X4, put("/BleedBox", [-5, 0, 317.008, 417.008]), {"page-boxes"}),
    ("a BleedBox that is none", X4, put("/BleedBox", [1, 2]), {"page-boxes", "bleed"}),
    ("a CropBox in the bleed", X4, put("/CropBox", TRIM), {"crop-box"}),
    ("another unit", X4, put("/UserUnit", 2), {"user-unit", "trim-size", "picture-resolution"}),
    ("a turned page", X4, put("/Rotate", 90), {"rotation", "trim-size"}),
    ("another size", X4, put("/TrimBox", [10, 10, 300, 400]), {"trim-size"}),
    ("too little bleed", X4, put("/BleedBox", [2, 2, 315, 415]), {"bleed"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "change", "expected"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_planted_fault_is_found_and_nothing_else(
    x4: bytes, x1a: bytes, level: PdfxLevel, change: Any, expected: set[str]
) -> None:
    plant = Plant(level if "level" not in expected else None, "CGATS TR 002", (105.83, 141.11), bleed_mm=3)
    data = edited(x4 if level == X4 else x1a, change, compress_streams=False)
    assert rules(data, plant) == expected


ALLOWED = [
    ("a printer's mark in X-4", X4, noted("PrinterMark", [20, 20, 50, 50])),
    ("a trap network", X1A, noted("TrapNet", [20, 20, 50, 50])),
    ("a note outside the bleed", X4, noted("Text", [400, 20, 450, 50])),
    ("a view that opens", X4, root("/OpenAction", Array([]))),
    ("no profile, a registered condition", X1A, lambda pdf: intent_of(pdf).__delitem__("/DestOutputProfile")),
    ("JPEG 2000 in X-4", X4, stream_with(Filter=Name.JPXDecode)),
    ("a group in CMYK on no page", X4, stream_with(Group= Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    ("the usual transfer function", X4, state(TR2=Name.Default)),
    ("a CropBox of all the bleed", X4, put("/CropBox", [0, 0, 317.008, 417.008])),
    ("an ArtBox in the TrimBox's place", X4, lambda pdf: (put("/ArtBox", TRIM)(pdf), page_of(pdf).__delitem__("/TrimBox"))),
    ("a media box of the tree", X4, lambda pdf: (pdf.Root.Pages.__setitem__("/MediaBox", page_of(pdf).MediaBox), page_of(pdf).__delitem__("/MediaBox"))),
    ("the same moment in another zone", X4, info("/ModDate", String("D:20241124160000Z"))),
    ("how a reader shows it", X4, root("/PageMode", Name.UseNone)),
]  # fmt: skip


@pytest.mark.parametrize(("level", "change"), [row[1:] for row in ALLOWED], ids=[row[0] for row in ALLOWED])
def test_what_is_allowed_is_not_found(x4: bytes, x1a: bytes, level: PdfxLevel, change: Any) -> None:
    plant = Plant(level, "CGATS TR 002", (105.83, 141.11), bleed_mm=3)
    assert rules(edited(x4 if level == X4 else x1a, change), plant) == set()


def test_the_plant_decides_which_level_and_condition_are_taken(x4: bytes, x1a: bytes) -> None:
    assert rules(x4, Plant(level=X1A)) == {"level", "pdf-version"}
    assert rules(x1a, Plant(level=X4)) == {"level"}
    assert rules(x4, Plant(condition="IFRA26")) == {"output-condition"}
    assert rules(x4, Plant(pages=2)) == {"page-count"}
    assert rules(x4, Plant(bleed_mm=5)) == {"bleed"}


def test_another_pdf_x_1_is_held_to_the_one_there_is(x1a: bytes) -> None:
    def older(pdf: pikepdf.Pdf) -> None:
        packet_changed(pdf, "PDF/X-1a:2003", "PDF/X-1a:2001")
        info("/GTS_PDFXVersion", String("PDF/X-1a:2001"))(pdf)
        stream_with(Filter=Name.JPXDecode)(pdf)

    report = examine(edited(x1a, older, compress_streams=False), Plant(), separator="none")
    assert report.level is None
    assert {finding.rule for finding in report.findings} == {"level", "image-codec"}


def test_object_streams_are_found_in_x1a_alone(x4: bytes, x1a: bytes) -> None:
    mode = pikepdf.ObjectStreamMode.generate

    def nothing(pdf: pikepdf.Pdf) -> None:
        del pdf

    assert rules(edited(x4, nothing, object_stream_mode=mode)) == set()
    # Object streams are of PDF 1.5: the file says so too.
    assert rules(edited(x1a, nothing, object_stream_mode=mode)) == {"object-streams", "pdf-version"}


def test_a_packed_packet_is_found(x4: bytes) -> None:
    # pikepdf unpacks a packet that it writes; the file's table of places is moved by this.
    packed = x4.replace(b"/Subtype /XML", b"/Subtype /XML /Filter []")
    assert packed != x4
    assert rules(packed) == {"xmp", "file-repaired"}


def test_the_first_bytes_are_looked_at(x4: bytes) -> None:
    assert rules(b"junk\n" + x4) == {"file-header"}
    head, rest = x4.split(b"\n", 2)[0], x4.split(b"\n", 2)[2]
    assert rules(head + b"\n%nope\n" + rest) >= {"file-header"}


def test_the_last_bytes_are_looked_at(x4: bytes) -> None:
    assert rules(x4 + b"\r\n \0") == set()
    (finding,) = found(x4 + b"<html>502 Bad Gateway</html>")
    assert (finding.rule, finding.severity) == ("file-end", "warning")
    assert finding.what == "28 bytes stand behind the file's end: '<html>502 Bad Gatewa'"


@pytest.mark.parametrize("at", [-1, -40])
def test_a_stream_that_is_not_what_was_written_is_found(x4: bytes, at: int) -> None:
    """A byte of its check sum, and a byte of its data."""
    with pikepdf.open(io.BytesIO(x4)) as pdf:
        raw = page_of(pdf).Contents.read_raw_bytes()
    assert x4.count(raw) == 1
    changed = bytearray(raw)
    changed[at] ^= 1
    told = [one for one in found(x4.replace(raw, bytes(changed))) if one.rule == "stream-damaged"]
    assert [(one.severity, one.thing[:7]) for one in told] == [("error", "object ")]
    assert "stream-damaged" not in rules(x4)


@pytest.mark.parametrize(("version", "told"), [("0.1", True), ("1.4", False), ("1.6", False), ("9.9", True)])
def test_a_version_that_there_is_not_is_found(x4: bytes, version: str, told: bool) -> None:
    assert ("pdf-version" in rules(x4.replace(b"%PDF-1.6", b"%PDF-" + version.encode()))) == told


@pytest.mark.parametrize(
    ("junk", "rule"), [(b"j" * 100 + b"\n", "file-header"), (b"j" * 2000 + b"\n", "file-repaired")]
)
def test_bytes_before_the_header_are_told(x4: bytes, junk: bytes, rule: str) -> None:
    assert rule in rules(junk + x4)
    assert rule not in rules(x4)


def test_a_file_without_an_id_is_found(x4: bytes) -> None:
    cut = re.sub(rb"/ID\s*\[.*?\]", b"", x4, flags=re.S)
    assert "file-id" in rules(cut)


def test_pages_of_several_sizes_are_a_warning(untagged_x4: bytes) -> None:
    def twice(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[0])
        pdf.pages[1].obj.TrimBox = [20, 20, 300, 400]

    (finding,) = found(edited(untagged_x4, twice))
    assert (finding.rule, finding.severity, finding.page) == ("page-sizes", "warning", 2)


def test_an_annotation_is_told_with_its_place_from_the_trims_corner(x4: bytes) -> None:
    change = noted(
        "Link", [8.504 + 28.346, 8.504 + 28.346, 65, 65], A=Dictionary(URI=String("http://e.cn/<b>"))
    )
    (finding,) = found(edited(x4, change))
    assert finding.place is not None
    assert finding.place.left == pytest.approx(10, abs=0.01)
    assert finding.place.bottom == pytest.approx(400 / 72 * 25.4 - 10, abs=0.01)
    assert finding.what == "a link lies on page 1: http://e.cn/<b>"
    assert finding.thing.startswith("object ")


@pytest.mark.parametrize(
    ("kind", "flags", "told"),
    [
        ("Stamp", 4, True),
        ("Stamp", 4 + 32, True),  # off the screen (NoView), and printed
        ("Stamp", 4 + 1, True),  # Invisible means nothing of a type that is known
        ("Nonesuch", 4, True),
        ("Nonesuch", 4 + 1, False),
        ("Stamp", 4 + 2, False),  # hidden
        ("Stamp", 2, False),
        ("Stamp", 32, False),
        ("Stamp", None, False),  # Print is not set
        ("Popup", 4, False),
        ("Widget", 2, True),  # a field is one, seen or not
    ],
)
def test_an_annotation_that_is_not_printed_is_told_of_a_level_alone(
    x4: bytes, kind: str, flags: int | None, told: bool
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        noted(kind, [20, 20, 50, 50])(pdf)
        if flags is not None:
            page_of(pdf).Annots[0].F = flags

    def levelless(pdf: pikepdf.Pdf) -> None:
        change(pdf)
        del pdf.Root.Metadata
        del pdf.docinfo["/GTS_PDFXVersion"]

    about = {"annotation", "form-fields"}
    assert bool(rules(edited(x4, levelless)) & about) == told
    if kind != "Nonesuch":
        # PDF/X has none within the bleed, whatever its flags are.
        assert rules(edited(x4, change)) & about


ONE_FAULT: list[tuple[str, PdfxLevel, Any, str]] = [
    ("an attachment", X4, attached, "attachment"),
    ("a link and its action", X4, noted("Link", [20, 20, 50, 50], A=Dictionary(S=Name.URI, URI=String("http://e.cn"))), "annotation"),
    ("a form and its field", X4, lambda pdf: (noted("Widget", [20, 20, 50, 50])(pdf), root("/AcroForm", Dictionary(Fields=page_of(pdf).Annots))(pdf)), "form-fields"),
    ("a group that blends in RGB", X4, put("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)), "transparency"),
    ("a transfer function that is used", X4, lambda pdf: page_of(pdf).Resources.ExtGState["/Over"].__setitem__("/TR", Name.Identity), "transfer-function"),
    ("a layer that is used", X4, lambda pdf: (root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary()))(pdf), first_image(pdf).__setitem__("/OC", Dictionary(Type=Name.OCG))), "optional-content"),
    ("a picture with alternates", X4, lambda pdf: first_image(pdf).__setitem__("/Alternates", Array([])), "alternate-image"),
    ("a picture that waits", X4, lambda pdf: first_image(pdf).__setitem__("/OPI", Dictionary()), "opi"),
]  # fmt: skip


def first_image(pdf: pikepdf.Pdf) -> Any:
    return page_of(pdf).Resources.XObject["/P1"]


@pytest.mark.parametrize(
    ("level", "change", "rule"), [row[1:] for row in ONE_FAULT], ids=[row[0] for row in ONE_FAULT]
)
def test_one_fault_is_one_finding_and_has_its_page(
    x4: bytes, level: PdfxLevel, change: Any, rule: str
) -> None:
    (finding,) = found(edited(x4, change))
    assert finding.rule == rule
    assert finding.page == (None if rule == "attachment" else 1)


def test_of_two_faults_of_one_rule_the_one_on_no_page_is_told_too(x4: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        first_image(pdf).Alternates = Array([])
        stream_with(Subtype=Name.Image, Alternates=Array([]))(pdf)

    assert [(one.rule, one.page) for one in found(edited(x4, change))] == [
        ("alternate-image", None),
        ("alternate-image", 1),
    ]


def test_a_map_of_tags_is_no_graphics_state(untagged_x4: bytes) -> None:
    """TR is a row of a table there, and the name of a soft mask's function elsewhere."""
    rows = stream_with(Rows=Dictionary(TR=Name.Div), Mask=Dictionary(G=String("x"), TR=Name.Identity))
    assert rules(edited(untagged_x4, rows)) == set()
    assert rules(edited(untagged_x4, stream_with(State=Dictionary(TR=Name.Identity)))) == {
        "transfer-function"
    }


def test_a_trim_box_of_the_tree_is_none(x4: bytes) -> None:
    """TrimBox is not inherited (ISO 32000-1 table 30), and places are counted from the page's own."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.TrimBox = [50, 50, 90, 90]
        del page_of(pdf)["/TrimBox"]

    report = examine(edited(x4, change), Plant(), separator="none")
    assert "trim-box" in {finding.rule for finding in report.findings}
    assert report.pages[0].trim_mm == (111.83, 147.11)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_are_told_as_the_page_is_seen(x4: bytes, turn: int) -> None:
    """A note in the page's upper left corner, as the reader sees it, stands there whatever the page's turn."""
    corner = {0: (8, 400), 90: (8, 8), 180: (300, 8), 270: (300, 400)}[turn]

    def change(pdf: pikepdf.Pdf) -> None:
        put("/Rotate", turn)(pdf)
        noted("Link", [corner[0], corner[1], corner[0] + 9, corner[1] + 9])(pdf)

    (finding,) = (one for one in found(edited(x4, change)) if one.rule == "annotation")
    assert finding.place is not None
    assert max(map(abs, finding.place)) < 4
