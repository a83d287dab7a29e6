"""Each rule about what pages paint: a page that breaks it, and the same page right, of which nothing is said."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL.Image import Image as Picture
from PIL.Image import fromarray
from PIL.TiffImagePlugin import TiffImageFile

from layout.preflight.content.marks import PlacedImage
from layout.preflight.content.pixels import measure_ink
from layout.preflight.content.walker import walk_page
from layout.preflight.finding import Finding
from tests.preflight.content.pages import (
    PLANT,
    PT,
    font,
    form,
    found,
    image,
    looked_at,
    new,
    separation,
    x1a,
)

LINE_ART = 700
"""Pixels of a side of a picture of one bit."""


def grain(mode: str = "L", side: int = 200) -> Picture:
    chance = np.random.default_rng(5)
    return fromarray(chance.integers(0, 256, (side, side), dtype=np.uint8)).convert(mode)


@cache
def packed(kind: str, mode: str = "L") -> bytes:
    out = io.BytesIO()
    grain(mode).save(out, kind)
    return out.getvalue()


@cache
def fax() -> bytes:
    """The rows of a fax of group 4, with its end."""
    out = io.BytesIO()
    grain("1", LINE_ART).save(out, "TIFF", compression="group4")
    out.seek(0)
    with TiffImageFile(out) as written:
        (start,), (length,) = written.tag_v2[273], written.tag_v2[279]
    return out.getvalue()[start : start + length]


def jbig2() -> bytes:
    """A page's facts and one region, whose data are of no matter here (ISO/IEC 14492 7.2)."""
    facts = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", LINE_ART, LINE_ART, 0, 0, 0, 0)
    return facts + struct.pack(">IBBBI", 1, 38, 0, 1, 90) + bytes(90)


def holed(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(400) + data[middle + 400 :]


def packed_as(pdf: pikepdf.Pdf, kind: str, data: bytes) -> pikepdf.Stream:
    bits = 1 if kind in {"CCITTFaxDecode", "JBIG2Decode"} else 8
    parameters = Dictionary(K=-1, Columns=LINE_ART, Rows=LINE_ART)
    how = {"DecodeParms": parameters} if kind == "CCITTFaxDecode" else {}
    entries = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": bits, "Filter": Name("/" + kind), **how}
    side = LINE_ART if bits == 1 else 200
    return image(pdf, data, (side, side), **entries)


TEXT = b"BT /F 12 Tf 20 30 Td (abc) Tj ET "
LINE = b"20 30 m 50 30 l S "
BOX = b"20 30 10 10 re f "

Case = tuple[str, bytes, bytes]
"""A rule, content that breaks it, content that keeps it."""


def sized(size: float, paint: bytes = b"/Over gs 0 0 0 1 k") -> bytes:
    return paint + b" BT /F %g Tf 20 30 Td (abc) Tj ET " % size


BREACHES: dict[str, list[tuple[bytes, bytes]]] = {
    "device-rgb": [
        (b"1 0 0 rg " + BOX, b"0 1 1 0 k " + BOX),
        (b"0 0 0 RG " + LINE, b"/Over gs 0 0 0 1 K " + LINE),
        (b"1 0 0 rg " + TEXT, b"0 1 0 0 k " + TEXT),
        (b"/DeviceRGB cs " + BOX, b"/DeviceCMYK cs " + BOX),
        # Set, and never painted with.
        (b"1 0 0 rg " + BOX, b"1 0 0 rg 0 1 0 0 k " + BOX),
    ],
    "registration-ink": [(b"/All cs " + BOX, b"/All cs 1 1 5 5 re f")],
    "ink-limit": [
        (b"0.7 0.7 0.7 0.4 k " + BOX, b"0.6 0.6 0.6 0.4 k " + BOX),
        (b"1 1 1 0.1 K 2 w " + LINE, b"0.5 1 0.5 0.1 K 2 w " + LINE),
        # Bars of colour beside the page are as dark as they are.
        (b"1 1 1 1 k " + BOX, b"1 1 1 1 k 1 1 5 5 re f"),
    ],
    "black-text": [
        (sized(30, b"0.4 0.3 0.3 1 k"), sized(30)),
        (sized(30, b"0.6 0.55 0.55 0.35 k"), sized(30, b"1 0.8 0.1 0.3 k")),
        (sized(30, b"0.2 0 0 0.9 k"), sized(30, b"0.2 0 0 0.5 k")),
        # Three inks alike are a gray, and a dark one is black on newsprint.
        (sized(30, b"0.7 0.7 0.7 0 k"), sized(30, b"0.5 0.5 0.5 0 k")),
        (sized(30, b"0.75 0.7 0.7 0 k"), sized(30, b"0.66 0.85 0.66 0 k")),
        (sized(30, b"0.4 0.3 0.3 1 k"), b"0.4 0.3 0.3 1 k BT /F 9 Tf 3 2 Td (a) Tj ET"),
    ],
    "black-text-knocks-out": [
        (sized(10, b"0 0 0 1 k"), sized(10)),
        (sized(10, b"/Over gs 0 g"), sized(10, b"/Over gs 0 0 0 0.7 k")),
        (sized(10, b"/Mode0 gs 0 0 0 1 k"), sized(10, b"/Mode0 gs /Black cs")),
        (sized(23, b"/Knock gs 0 0 0 1 k"), sized(24, b"/Knock gs 0 0 0 1 k")),
        (sized(10, b"0 0 0 1 k"), b"0 0 0 1 k BT /F 10 Tf 20 30 Td (   ) Tj ET"),
    ],
    "white-text-overprints": [
        (sized(20, b"/Over gs 0 0 0 0 k"), sized(20, b"/Knock gs 0 0 0 0 k")),
        (sized(20, b"/Mode0 gs /Spot cs 0 scn"), sized(20, b"/Mode0 gs 0 0 0 0 k")),
    ],
    "white-shape-overprints": [
        (b"/Over gs 0 0 0 0 k " + BOX, b"/Knock gs 0 0 0 0 k " + BOX),
        (b"/Over gs 0 0 0 0 K " + LINE, b"/Over gs 0.1 0 0 0 K " + LINE),
    ],
    "colour-overprints": [
        (
            b"1 0 0 0 k " + BOX + b"/Over gs 0 0 1 0 k " + BOX,
            b"1 0 0 0 k " + BOX + b"/Over gs 0 0 0 1 k " + BOX,
        ),
        (
            b"1 0 0 0 k " + BOX + b"/Over gs 0 0 1 0 k " + BOX,
            b"1 0 0 0 k " + BOX + b"/Knock gs 0 0 1 0 k " + BOX,
        ),
        # On bare paper, and on the same ink.
        (
            b"1 0 0 0 k " + BOX + b"/Over gs 0 0 1 0 K 20 35 m 30 35 l S",
            b"/Over gs 0 0 1 0 K 20 35 m 30 35 l S",
        ),
        (
            b"1 0 0 0 k " + BOX + b"/Over gs 0 0 1 0 k " + BOX,
            b"0 0 1 0 k " + BOX + b"/Over gs 0 0 .5 0 k " + BOX,
        ),
    ],
    "text-over-trim": [
        # The trim ends at 290 points: three letters of 10 points reach 15 points.
        (
            b"/Over gs 0 0 0 1 k BT /F 10 Tf 280 50 Td (abc) Tj ET",
            b"/Over gs 0 0 0 1 k BT /F 10 Tf 276 50 Td (abc) Tj ET",
        ),
        (
            b"/Over gs 0 0 0 1 k BT /F 10 Tf 280 50 Td (abc) Tj ET",
            b"270 40 19 30 re W n /Over gs 0 0 0 1 k BT /F 10 Tf 280 50 Td (abc) Tj ET",
        ),
    ],
    "text-in-several-inks": [
        (sized(11, b"0 1 1 0 k"), sized(12, b"0 1 1 0 k")),
        (sized(11, b"0 1 0 0 k 1 0 0 0 K 2 Tr"), sized(11, b"0 1 0 0 k 0 1 0 0 K 2 Tr")),
        (sized(11, b"0 1 1 0 k"), sized(11, b"0 1 0.004 0 k")),
    ],
    "reversed-text": [
        (
            b"/Over gs 0 0 0 1 k 10 20 90 90 re f " + sized(9, b"/Knock gs 0 0 0 0 k"),
            b"/Over gs 0 0 0 1 k 10 20 90 90 re f " + sized(10, b"/Knock gs 0 0 0 0 k"),
        ),
        (
            b"1 0.5 0 0 k 10 20 90 90 re f " + sized(11, b"/Knock gs 0 0 0 0 k"),
            b"1 0.5 0 0 k 10 20 90 90 re f " + sized(12, b"/Knock gs 0 0 0 0 k"),
        ),
        # Beside the ground, before it, and on a light one.
        (
            b"1 0 0 0 k 10 20 90 90 re f " + sized(9, b"1 g"),
            b"1 0 0 0 k 50 20 90 90 re f " + sized(9, b"1 g"),
        ),
        (
            b"1 0 0 0 k 10 20 90 90 re f " + sized(9, b"1 g"),
            sized(9, b"1 g") + b"1 0 0 0 k 10 20 90 90 re f",
        ),
        (
            b"1 0 0 0 k 10 20 90 90 re f " + sized(9, b"1 g"),
            b"0.2 0 0 0 k 10 20 90 90 re f " + sized(9, b"1 g"),
        ),
        # White paper in between.
        (
            b"1 0 0 0 k 10 20 90 90 re f " + sized(9, b"1 g"),
            b"1 0 0 0 k 10 20 90 90 re f 0 0 0 0 k 15 25 50 50 re f " + sized(9, b"1 g"),
        ),
    ],
    "least-type": [
        (sized(4.9), sized(5)),
        (b"0.5 0 0 0.5 0 0 cm " + sized(9.8), b"0.5 0 0 0.5 10 10 cm " + sized(10)),
        (sized(4.9), b"/Over gs 0 0 0 1 k BT /F 4 Tf 3 2 Td (a) Tj ET"),
    ],
    "invisible-text": [(b"3 Tr " + TEXT, b"/Over gs 0 0 0 1 k 0 Tr " + TEXT)],
    "hairline": [
        (b"/Over gs 0 0 0 1 K 0.2 w " + LINE, b"/Over gs 0 0 0 1 K 0.25 w " + LINE),
        (b"/Over gs 0 0 0 1 K 0 w " + LINE, b"/Over gs 0 0 0 1 K 0 w 20 3 m 50 3 l S"),
        (b"/Over gs 0 0 0 1 k 20 30 50 0.2 re f", b"/Over gs 0 0 0 1 k 20 30 50 0.25 re f"),
        (b"/Over gs 0 0 0 1 k 20 30 m 50 30 l f", b"/Over gs 0 0 0 1 k 20 30 1 0.2 re f"),
        (b"0 0 0 1 k 10 20 90 90 re f 0 0 0 0 K 0.1 w " + LINE, b"0 0 0 0 K 0.1 w " + LINE),
        (b"/Over gs 0 0 0 1 K 1 Tr 0.1 w " + TEXT, b"/Over gs 0 0 0 1 K 0 0 0 1 k 2 Tr 0.1 w " + TEXT),
    ],
    "line-in-several-inks": [
        (b"0 1 1 0 K 0.4 w " + LINE, b"0 1 1 0 K 0.5 w " + LINE),
        (b"0 1 1 0 K 0.4 w " + LINE, b"0 1 0 0 K 0.4 w " + LINE),
    ],
    "black-line-knocks-out": [
        (b"0 0 0 1 K 1 w " + LINE, b"/Over gs 0 0 0 1 K 1 w " + LINE),
        (b"0 0 0 1 k 20 30 50 1 re f", b"/Over gs 0 0 0 1 k 20 30 50 1 re f"),
        (b"0 G 1 w " + LINE, b"0 G 6 w " + LINE),
    ],
    "transparency": [
        (b"/Half gs 0 1 0 0 k " + BOX, b"0 1 0 0 k " + BOX),
        (b"/Half gs 0 1 0 0 k " + BOX, b"/Half gs 0 1 0 0 K 2 w " + LINE),
        (b"/Multiply gs 0 1 0 0 k " + BOX, b"/Normal gs 0 1 0 0 k " + BOX),
        (b"/Masked gs 0 1 0 0 k " + BOX, b"/Masked gs /Unmasked gs 0 1 0 0 k " + BOX),
    ],
    "undefined-resource": [(b"/Nothing gs", b"/Over gs"), (b"BT /None 9 Tf ET", b"BT /F 9 Tf ET")],
    "unknown-operator": [(b"fnord", b"BX fnord EX")],
    "bad-operand": [(b"1 2 w", b"1 w")],
    "unbalanced-content": [(b"q", b"q Q"), (b"BT", b"BT ET"), (b"/A BMC", b"/A BMC EMC")],
    "content-damaged": [(b"(a", b"")],
    "transfer-function": [(b"/Curve gs", b"/Plain gs"), (b"/Moved gs", b"/Plain gs")],
    "halftone": [(b"/Screen gs", b"/Plain gs")],
    "black-generation": [(b"/Generated gs", b"/Plain gs")],
    "rendering-intent": [(b"/Nice ri", b"/Perceptual ri"), (b"/Intent gs", b"/Plain gs")],
    "flatness": [(b"50 i", b"0 i")],
    "off-page": [
        (b"0 1 0 0 k -50 0 20 20 re f", b"0 1 0 0 k -5 0 20 20 re f"),
        (b"0 1 0 0 k -50 0 20 20 re f", b"0 0 300 400 re W n 0 1 0 0 k -50 0 20 20 re f"),
    ],
    "optional-content": [(b"/OC /Layer BDC EMC", b"/Span /Layer BDC EMC")],
    "process-ink-as-spot": [(b"/Schwarz cs 20 30 30 30 re f", b"/Black cs 20 30 30 30 re f")],
}


def resources(pdf: pikepdf.Pdf) -> dict[str, dict[str, Any]]:
    states = {
        "Mode0": Dictionary(OP=True, op=True, OPM=0),
        "Half": Dictionary(ca=0.5),
        "Multiply": Dictionary(BM=Name.Multiply),
        "Normal": Dictionary(BM=Name.Compatible, ca=1),
        "Masked": Dictionary(SMask=Dictionary(S=Name.Alpha, G=form(pdf, b""))),
        "Unmasked": Dictionary(SMask=Name("/None")),
        "Plain": Dictionary(
            TR2=Name.Default, HT=Name.Default, BG2=Name.Default, UCR2=Name.Default, RI=Name.Saturation
        ),
        "Curve": Dictionary(TR=Dictionary(FunctionType=2, N=2)),
        "Moved": Dictionary(HTP=[0, 0]),
        "Screen": Dictionary(HT=Dictionary(HalftoneType=1)),
        "Generated": Dictionary(UCR=Dictionary(FunctionType=2, N=2)),
        "Intent": Dictionary(RI=Name.Nice),
    }
    spaces = {ink: separation(pdf, ink) for ink in ("All", "Black", "Spot", "Schwarz")}
    return {"ExtGState": states, "ColorSpace": spaces, "Properties": {"Layer": Dictionary(Type=Name.OCG)}}


ORDERED = replace(PLANT, spots=("Spot", "Schwarz"))


def on_a_page(content: bytes) -> list[Finding]:
    with new() as pdf:
        for kind, entries in resources(pdf).items():
            for named, value in entries.items():
                if f"/{kind}" not in pdf.pages[0].Resources:
                    pdf.pages[0].Resources[f"/{kind}"] = Dictionary()
                pdf.pages[0].Resources[f"/{kind}"][f"/{named}"] = value
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        return found(pdf, ORDERED)


CASES = [(rule, *pair) for rule, pairs in BREACHES.items() for pair in pairs]


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), CASES, ids=[f"{case[0]}-{at}" for at, case in enumerate(CASES)]
)
def test_a_breach_is_found_and_its_control_is_clean(rule: str, wrong: bytes, right: bytes) -> None:
    assert [finding.rule for finding in on_a_page(wrong)] == [rule]
    assert on_a_page(right) == []


Maker = Callable[[pikepdf.Pdf], Any]


def pictured(make: Maker, *, matrix: str = "72 0 0 72 20 30", plant: Any = PLANT) -> list[Finding]:
    with new(f"q {matrix} cm /P Do Q".encode()) as pdf:
        pdf.pages[0].Resources.XObject = Dictionary(P=make(pdf))
        return found(pdf, plant)


def cmyk(size: tuple[int, int] = (200, 200), pixel: bytes = bytes(4), **entries: Any) -> Maker:
    return lambda pdf: image(pdf, pixel * (size[0] * size[1]), size, **entries)


def one_bit(size: int, **entries: Any) -> Maker:
    return lambda pdf: image(
        pdf,
        bytes((size + 7) // 8 * size),
        (size, size),
        **{"ColorSpace": Name.DeviceGray, "BitsPerComponent": 1, **entries},
    )


def gray(size: int, **entries: Any) -> Maker:
    return lambda pdf: image(pdf, bytes(size * size), (size, size), ColorSpace=Name.DeviceGray, **entries)


def other(space: Callable[[pikepdf.Pdf], Any], components: int, bits: int = 8) -> Maker:
    return lambda pdf: image(
        pdf, bytes(200 * 200 * components), (200, 200), ColorSpace=space(pdf), BitsPerComponent=bits
    )


def icc(pdf: pikepdf.Pdf, components: int) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(b"profile", N=components)])


def lzw(data: bytes) -> bytes:
    """Data packed with LZW in the plainest way: every byte as it is, the table emptied before it is full."""
    codes = [256]
    for at, byte in enumerate(data):
        codes += [256, byte] if at % 250 == 249 else [byte]
    bits = "".join(f"{code:09b}" for code in [*codes, 257])
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


PICTURES: list[tuple[str, Maker, Maker, str]] = [
    ("picture-resolution", cmyk((149, 149)), cmyk((200, 200)), "error"),
    ("picture-resolution", cmyk((199, 199)), cmyk((200, 200)), "warning"),
    ("picture-resolution", cmyk((200, 100)), cmyk((200, 1)), "error"),
    ("picture-resolution", gray(120), gray(200), "error"),
    ("picture-too-fine", cmyk((900, 900)), cmyk((450, 450)), "warning"),
    ("line-art-resolution", one_bit(599), one_bit(600), "error"),
    ("line-art-resolution", one_bit(300, ImageMask=True), one_bit(600, ImageMask=True), "error"),
    ("picture-bits", other(lambda _: Name.DeviceGray, 2, 16), gray(200), "warning"),
    ("picture-interpolated", cmyk(Interpolate=True), cmyk(Interpolate=False), "warning"),
    ("alternate-image", cmyk(Alternates=Array([])), cmyk(), "error"),
    ("opi", cmyk(OPI=Dictionary()), cmyk(), "error"),
    ("optional-content", cmyk(OC=Dictionary(Type=Name.OCG)), cmyk(), "error"),
    ("device-rgb", other(lambda _: Name.DeviceRGB, 3), cmyk(), "error"),
    (
        "device-rgb",
        other(lambda _: Array([Name.Indexed, Name.DeviceRGB, 0, String(bytes(3))]), 1),
        other(lambda _: Array([Name.Indexed, Name.DeviceCMYK, 0, String(bytes(4))]), 1),
        "error",
    ),
    ("calibrated-colour", other(lambda pdf: icc(pdf, 3), 3), cmyk(), "error"),
    ("calibrated-colour", other(lambda pdf: icc(pdf, 4), 4), cmyk(), "error"),
    ("calibrated-colour", other(lambda _: Array([Name.CalGray, Dictionary()]), 1), gray(200), "error"),
    ("calibrated-colour", other(lambda _: Array([Name.Lab, Dictionary()]), 3), cmyk(), "error"),
    ("picture-ink-limit", cmyk(pixel=b"\xff\xff\x80\x00"), cmyk(pixel=b"\xff\xff\x20\x00"), "error"),
    ("picture-ink-limit", cmyk(pixel=b"\xff\xff\x40\x00"), cmyk(pixel=b"\xff\x60\x60\x00"), "warning"),
    (
        "picture-ink-limit",
        cmyk(pixel=bytes(4), Decode=Array([1, 0] * 4)),
        cmyk(pixel=b"\xff" * 4, Decode=Array([1, 0] * 4)),
        "error",
    ),
    (
        "picture-ink-limit",
        other(lambda _: Array([Name.Indexed, Name.DeviceCMYK, 0, String(b"\xff\xff\xff\x00")]), 1),
        other(lambda _: Array([Name.Indexed, Name.DeviceCMYK, 1, String(bytes(4) + b"\xff\xff\xff\x00")]), 1),
        "error",
    ),
    ("picture-damaged", lambda pdf: image(pdf, b"short", (200, 200)), cmyk(), "error"),
    # A pixel short is a fault in counting; a row short is one that is seen.
    (
        "picture-damaged",
        lambda pdf: image(pdf, bytes(199 * 200), (200, 200), ColorSpace=Name.DeviceGray),
        lambda pdf: image(pdf, bytes(200 * 200 - 1), (200, 200), ColorSpace=Name.DeviceGray),
        "error",
    ),
    (
        "picture-not-measured",
        lambda pdf: image(pdf, packed("JPEG2000", "CMYK"), (200, 200), Filter=Name.JPXDecode),
        lambda pdf: packed_as(pdf, "JPXDecode", packed("JPEG2000")),
        "warning",
    ),
    *(
        (
            "picture-damaged",
            lambda pdf, cut=cut: packed_as(pdf, *cut),
            lambda pdf, whole=whole: packed_as(pdf, *whole),
            "error",
        )
        for cut, whole in (
            (("JPXDecode", packed("JPEG2000")[:2000]), ("JPXDecode", packed("JPEG2000"))),
            (("CCITTFaxDecode", fax()[:2000]), ("CCITTFaxDecode", fax())),
            (("CCITTFaxDecode", fax()[:900] + bytes(60) + fax()[960:]), ("CCITTFaxDecode", fax())),
            (("JBIG2Decode", jbig2()[:-20]), ("JBIG2Decode", jbig2())),
            (("JBIG2Decode", bytes(60)), ("JBIG2Decode", jbig2())),
            (("DCTDecode", holed(packed("JPEG"))), ("DCTDecode", packed("JPEG"))),
        )
    ),
    (
        "lzw",
        lambda pdf: image(
            pdf, lzw(bytes(200 * 200)), (200, 200), ColorSpace=Name.DeviceGray, Filter=Name.LZWDecode
        ),
        gray(200),
        "error",
    ),
]


@pytest.mark.parametrize(("rule", "wrong", "right", "severity"), PICTURES)
def test_a_picture_that_breaks_a_rule_is_found(rule: str, wrong: Maker, right: Maker, severity: str) -> None:
    assert [(finding.rule, finding.severity) for finding in pictured(wrong)] == [(rule, severity)]
    assert pictured(right) == []


@pytest.mark.parametrize("matrix", ["72 0 30 72 20 30", "-72 0 0 72 120 30"])
def test_pictures_that_are_skewed_or_mirrored_are_told(matrix: str) -> None:
    assert [finding.rule for finding in pictured(cmyk((300, 300)), matrix=matrix)] == ["picture-skewed"]
    # Turned, by any angle, and upside down by two mirrors.
    for fine in ("0 72 -72 0 120 30", "50 50 -50 50 120 100", "-72 0 0 -72 120 120"):
        assert pictured(cmyk(), matrix=fine) == []


def test_what_x1a_has_not_is_allowed_in_x4() -> None:
    def make(pdf: pikepdf.Pdf) -> Any:
        return packed_as(pdf, "JPXDecode", packed("JPEG2000"))

    assert [finding.rule for finding in pictured(make, plant=x1a())] == ["image-codec"]
    assert pictured(make) == []


def test_a_jpeg_of_four_inks_is_measured_as_it_prints() -> None:
    import io

    from PIL import Image

    def jpeg(ink: tuple[int, int, int, int], **entries: Any) -> Maker:
        written = io.BytesIO()
        # Pillow writes four inks turned over, as Adobe's programs do: in a PDF Decode turns them back.
        Image.new("CMYK", (200, 200), ink).save(written, "JPEG", quality=95)
        return lambda pdf: image(pdf, written.getvalue(), (200, 200), Filter=Name.DCTDecode, **entries)

    turned = Array([1, 0] * 4)
    (finding,) = pictured(jpeg((255, 255, 127, 0), Decode=turned))
    assert (finding.rule, finding.severity) == ("picture-ink-limit", "error")
    assert "250 %" in finding.what and "100.0 %" in finding.what
    assert pictured(jpeg((255, 200, 51, 0), Decode=turned)) == []
    # The same samples without Decode are the opposite.
    assert pictured(jpeg((0, 0, 0, 0)))[0].rule == "picture-ink-limit"
    assert pictured(jpeg((200, 200, 200, 200))) == []


def test_pixels_over_the_limit_that_are_a_speck_are_a_warning() -> None:
    def speckled(pixels: int) -> Maker:
        return lambda pdf: image(
            pdf, b"\xff\xff\xff\x00" * pixels + bytes(4) * (200 * 200 - pixels), (200, 200)
        )

    assert [(finding.rule, finding.severity) for finding in pictured(speckled(3))] == [
        ("picture-ink-limit", "warning")
    ]
    assert [finding.severity for finding in pictured(speckled(40))] == ["error"]


def test_a_packed_picture_is_measured_behind_its_filters() -> None:
    import zlib

    def packed(pixel: bytes) -> Maker:
        rows = b"".join(b"\x00" + pixel * 200 for _ in range(200))
        parms = Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=200)
        return lambda pdf: image(
            pdf, zlib.compress(rows), (200, 200), Filter=Name.FlateDecode, DecodeParms=parms
        )

    assert [finding.rule for finding in pictured(packed(b"\xff\xff\xff\x00"))] == ["picture-ink-limit"]
    assert pictured(packed(b"\xff\x00\xff\x00")) == []


def test_an_inline_picture_is_a_picture() -> None:
    samples = b"\xff\xff\xff\x00" * (30 * 30)
    content = b"q 10 0 0 10 20 30 cm BI /W 30 /H 30 /BPC 8 /CS /CMYK ID " + samples + b" EI Q"
    assert [finding.rule for finding in looked_at(content)] == ["picture-ink-limit"]
    content = b"q 10 0 0 10 20 30 cm BI /W 30 /H 30 /BPC 8 /CS /RGB ID " + bytes(2700) + b" EI Q"
    assert [finding.rule for finding in looked_at(content)] == ["device-rgb"]


def test_a_soft_mask_is_transparent() -> None:
    def make(pdf: pikepdf.Pdf) -> Any:
        return image(
            pdf,
            bytes(160_000),
            (200, 200),
            SMask=image(pdf, bytes(40_000), (200, 200), ColorSpace=Name.DeviceGray),
        )

    assert [finding.rule for finding in pictured(make)] == ["transparency"]


def test_transparency_groups_are_told_of_pages_and_forms() -> None:
    rgb = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    assert [finding.rule for finding in looked_at(b"", Group=rgb)] == ["transparency"]
    # In CMYK, with nothing transparent, it prints what it paints. PDF/X-1a has none all the same.
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
    assert looked_at(b"0 0 0 1 k 30 30 40 40 re f", Group=group) == []
    with new(b"/X Do") as pdf:
        pdf.pages[0].Resources.XObject = Dictionary(X=form(pdf, b"", Group=group))
        assert [finding.rule for finding in found(pdf, x1a())] == ["transparency"]


@pytest.mark.parametrize("key", ["I", "K"])
def test_overprint_in_a_group_that_is_apart_is_told(key: str) -> None:
    for entries, overprints, rules in (
        ({key: True}, True, ["transparency"]),
        ({key: True}, False, []),
        ({}, True, []),
    ):
        with new(b"/X Do") as pdf:
            state = Dictionary(G=Dictionary(OP=overprints, op=overprints, OPM=1))
            group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
            for one, value in entries.items():
                group[f"/{one}"] = value
            drawn = form(
                pdf, b"/G gs 0 0 0 1 k 30 30 40 40 re f", Group=group, Resources=Dictionary(ExtGState=state)
            )
            pdf.pages[0].Resources.XObject = Dictionary(X=drawn)
            assert [finding.rule for finding in found(pdf) if finding.rule == "transparency"] == rules


@pytest.mark.parametrize(
    ("blend", "said"),
    [
        (Name.Compatible, ""),
        (Array([Name.Normal, Name.Multiply]), ""),
        (Array([Name.Nonesuch, Name.Normal]), ""),
        (Array([Name.Nonesuch, Name.Compatible, Name.Multiply]), ""),
        (Array([Name.Multiply, Name.Normal]), "blend mode Multiply"),
        (Array([Name.Nonesuch, Name.Screen]), "blend mode Screen"),
        (Name.Nonesuch, "a blend mode that there is not (Nonesuch)"),
        (Array([Name.Nonesuch]), "a blend mode that there is not (Nonesuch)"),
    ],
)
def test_of_several_blend_modes_the_first_that_is_known_counts(blend: Any, said: str) -> None:
    with new(b"/G gs 0 0 0 1 k 30 30 40 40 re f") as pdf:
        pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(BM=blend))
        told = [finding.what for finding in found(pdf) if finding.rule == "transparency"]
    assert [said in what for what in told] == [True] * bool(said)


@pytest.mark.parametrize(
    ("entries", "rule"),
    [
        ({"Subtype2": Name.PS}, "postscript"),
        ({"Subtype": Name.PS}, "postscript"),
        ({"Ref": Dictionary()}, "external-stream"),
        ({"OC": Dictionary(Type=Name.OCG)}, "optional-content"),
        ({"Subtype": Name.Movie}, "undefined-resource"),
    ],
)
def test_forms_of_other_kinds_are_told(entries: dict[str, Any], rule: str) -> None:
    for more, rules in ((entries, [rule]), ({}, [])):
        with new(b"/X Do") as pdf:
            pdf.pages[0].Resources.XObject = Dictionary(X=form(pdf, b"", **more))
            assert [finding.rule for finding in found(pdf)] == rules


def test_default_spaces_are_told() -> None:
    finding = looked_at(b"", {"ColorSpace": {"DefaultRGB": Array([Name.CalRGB, Dictionary()])}})
    assert [each.rule for each in finding] == ["default-colour-space"]


def test_spot_inks_are_counted_over_the_file() -> None:
    def content(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.ColorSpace = Dictionary(
            A=separation(pdf, "WARM RED"), B=separation(pdf, "Gold")
        )

    with new(b"/A cs 20 30 30 30 re f 60 30 30 30 re f /B cs 20 80 30 30 re f") as pdf:
        content(pdf)
        findings = found(pdf, replace(PLANT, spots=("Gold",)))
        assert [(finding.rule, finding.page) for finding in findings] == [("spot-inks", 1)]
        assert "'WARM RED'" in findings[0].what and "Gold" in findings[0].what
        assert found(pdf, replace(PLANT, spots=("Gold", "WARM RED"))) == []
        pdf.add_blank_page(page_size=(300, 400))
        pdf.pages[1].obj.Resources = pdf.pages[0].Resources
        pdf.pages[1].obj.Contents = pdf.pages[0].Contents
        assert [(finding.rule, finding.page) for finding in found(pdf, replace(PLANT, spots=("Gold",)))] == [
            ("spot-inks", 1)
        ]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (("Gold", (0, 1, 1, 0)), ("Gold", (0, 0.2, 1, 0)), "2 ways"),
        (("Warm Red", (0, 1, 1, 0)), ("WARMRED", (0, 1, 1, 0)), "'Warm Red' and 'WARMRED'"),
    ],
)
def test_a_spot_ink_that_is_two_is_told(one: Any, other: Any, words: str) -> None:
    plant = replace(PLANT, spots=("Gold", "Warm Red", "WARMRED"))
    for second, rules in ((other, ["ambiguous-spot"]), (one, [])):
        with new(b"/A cs 20 30 30 30 re f /B cs 20 80 30 30 re f") as pdf:
            pdf.pages[0].Resources.ColorSpace = Dictionary(
                A=separation(pdf, *one), B=separation(pdf, *second)
            )
            findings = found(pdf, plant)
            assert [finding.rule for finding in findings] == rules
            assert all(words in finding.what for finding in findings)


def test_the_alternate_of_a_spot_ink_is_no_rgb() -> None:
    with new(b"/A cs 20 30 30 30 re f") as pdf:
        tint = Dictionary(FunctionType=2, N=1, C0=[1, 1, 1], C1=[1, 0, 0])
        pdf.pages[0].Resources.ColorSpace = Dictionary(A=[Name.Separation, Name.Gold, Name.DeviceRGB, tint])
        (finding,) = found(pdf, replace(PLANT, spots=("Gold",)))
        assert finding.rule == "device-rgb" and "what stands for Gold" in finding.what


@pytest.mark.parametrize("space", ["DeviceCMYK", "DeviceRGB"])
def test_shadings_are_looked_at(space: str) -> None:
    wide = 4 if space == "DeviceCMYK" else 3
    function = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0] * wide, C1=[1] * wide)
    shading = Dictionary(ShadingType=2, ColorSpace=Name("/" + space), Coords=[0, 0, 1, 1], Function=function)
    rules = {"DeviceCMYK": ["ink-limit"], "DeviceRGB": ["device-rgb"]}[space]
    assert [
        finding.rule for finding in looked_at(b"q 20 30 30 30 re W n /S sh Q", {"Shading": {"S": shading}})
    ] == rules


def test_text_in_drawn_letters_is_told() -> None:
    entries: dict[str, Any] = {
        "Type": Name.Font,
        "Subtype": Name.Type3,
        "FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
        "FontBBox": [0, -200, 500, 800],
        "Encoding": Dictionary(Differences=[97, Name.a]),
        "FirstChar": 97,
        "Widths": [500],
    }
    content = b"/Over gs 0 0 0 1 k BT /D 10 Tf 20 30 Td (a) Tj ET"
    for glyph, rules in (
        (b"500 0 0 0 500 500 d1 0 0 500 500 re f", ["type-3-text"]),
        (b"500 0 0 0 500 500 d1", ["type-3-text", "undefined-resource"]),
        (None, ["type-3-text", "undefined-resource"]),
    ):
        with new(content) as pdf:
            drawn = Dictionary() if glyph is None else Dictionary(a=pdf.make_stream(glyph))
            pdf.pages[0].Resources.Font.D = pdf.make_indirect(Dictionary(CharProcs=drawn, **entries))
            assert [finding.rule for finding in found(pdf)] == rules
    assert looked_at(content, {"Font": {"D": font()}}) == []
    for shown, rules in ((b"(aba)", ["type-3-text", "undefined-resource"]), (b"(a a)", ["type-3-text"])):
        with new(content.replace(b"(a)", shown)) as pdf:
            drawn = Dictionary(a=pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f"))
            pdf.pages[0].Resources.Font.D = pdf.make_indirect(Dictionary(CharProcs=drawn, **entries))
            assert [finding.rule for finding in found(pdf)] == rules


def test_white_text_in_a_picture_stands_in_its_inks() -> None:
    def rules(make: Maker, size: float) -> list[tuple[str, str]]:
        text = sized(size, b"0 0 0 0 k")
        with new(b"q 72 0 0 72 20 20 cm /P Do Q " + text) as pdf:
            pdf.pages[0].Resources.XObject = Dictionary(P=make(pdf))
            return [(finding.rule, finding.severity) for finding in found(pdf)]

    assert rules(cmyk(), 9) == [("reversed-text", "error")]
    assert rules(cmyk(), 11) == [("reversed-text", "warning")]
    assert rules(cmyk(), 12) == []
    assert rules(gray(200), 11) == []
    assert rules(gray(200), 9) == [("reversed-text", "error")]


def test_a_finding_has_its_place_its_thing_and_its_story() -> None:
    content = b"/P <</MCID 0>> BDC 1 0 0 rg BT /F 20 Tf 50 300 Td (Headline of the day) Tj ET EMC"
    with new(content, StructParents=0) as pdf:
        article = pdf.make_indirect(Dictionary(S=Name.Art, T=String("头条")))
        pdf.Root.StructTreeRoot = Dictionary(
            ParentTree=Dictionary(Nums=[0, [Dictionary(S=Name.P, P=article)]])
        )
        (finding,) = found(pdf)
    assert (finding.rule, finding.page, finding.story) == ("device-rgb", 1, "头条")
    assert finding.thing == "text “Headline of the …”"
    # 50 - 10 from the left of the trim, 390 - 300 - 0.8 em from its top.
    expected = (40 * PT, 74 * PT, (40 + 19 * 10) * PT, 94 * PT)
    assert finding.place == pytest.approx(expected, abs=0.1)


def test_equal_breaches_are_one_finding_and_stories_stay_apart() -> None:
    shows = b"BT /F 9 Tf 20 30 Td (abc) Tj ET "
    content = b"0 1 1 0 k " + b"".join(b"/P <</MCID %d>> BDC %sEMC " % (at % 2, shows) for at in range(10))
    with new(content, StructParents=0) as pdf:
        stories = [Dictionary(S=Name.Art, T=String(title)) for title in ("one", "two")]
        pdf.Root.StructTreeRoot = Dictionary(ParentTree=Dictionary(Nums=[0, stories]))
        findings = found(pdf)
    assert [finding.story for finding in findings] == ["one", "two"]
    assert all("(5 places)" in finding.what for finding in findings)


def test_a_drawing_with_a_thousand_colours_does_not_flood() -> None:
    content = b"".join(b"1 1 1 %.3f k 20 30 30 30 re f " % (at / 1000) for at in range(1000))
    findings = [finding for finding in looked_at(content) if finding.rule == "ink-limit"]
    assert len(findings) == 12
    assert "and 988 more like it" in findings[-1].what


def test_what_a_report_says_steers_no_terminal() -> None:
    cmap = b"1 beginbfchar <61> <001B202E> endbfchar"
    with new(b"1 0 0 rg BT /F 12 Tf 20 30 Td (a) Tj ET /#1b#5bH gs") as pdf:
        pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(cmap)
        findings = found(pdf)
    assert {finding.rule for finding in findings} == {"device-rgb", "undefined-resource"}
    assert all((finding.what + finding.thing).isprintable() for finding in findings)


def test_what_is_wrong_in_a_form_has_the_forms_place() -> None:
    with new(b"1 0 0 1 50 60 cm /X Do") as pdf:
        pdf.pages[0].Resources.XObject = Dictionary(X=form(pdf, b"q", BBox=[0, 0, 30, 20]))
        (finding,) = found(pdf)
    assert finding.rule == "unbalanced-content" and "in form X" in finding.what
    assert finding.place == pytest.approx((40 * PT, 310 * PT, 70 * PT, 330 * PT), abs=0.1)


def test_a_colour_space_that_is_none_is_told() -> None:
    for space, rules in ((Array([Name.Fnord]), ["undefined-resource"]), (Array([Name.DeviceCMYK]), [])):
        assert [finding.rule for finding in looked_at(b"/C cs", {"ColorSpace": {"C": space}})] == rules


def test_text_filled_with_a_pattern_is_looked_at() -> None:
    with new(b"/Pattern cs /T scn BT /F 20 Tf 50 60 Td (a) Tj ET") as pdf:
        cell = b"1 0 0 rg 0 0 1 1 re f"
        pdf.pages[0].Resources.Pattern = Dictionary(T=pdf.make_stream(cell, PatternType=1, PaintType=1))
        (finding,) = found(pdf)
    assert finding.rule == "device-rgb" and finding.thing == "filled shape in pattern T"


@pytest.mark.parametrize(
    ("space", "bits", "row", "most"),
    [
        # Two pixels of four inks: full and none; half.
        ("DeviceCMYK", 1, b"\xe0", 300),
        ("DeviceCMYK", 2, b"\xfd\x00", 333.3),
        ("DeviceCMYK", 4, b"\xf0\xff\x00\x00", 300),
        ("DeviceCMYK", 8, b"\xff\xff\x00\xff" + bytes(4), 300),
        ("DeviceCMYK", 16, b"\xff\xff\xff\xff\x00\x00\xff\xff" + bytes(8), 300),
        ("All", 8, b"\xff\x00", 400),
        ("Gold", 8, b"\xff\x00", 100),
        ("DeviceN", 8, b"\xff\xff\xff\xff\x00\x00\x00\x00", 300),
    ],
)
def test_pixels_are_measured_in_every_depth_and_space(space: str, bits: int, row: bytes, most: float) -> None:
    with new(b"q 10 0 0 10 20 30 cm /P Do Q") as pdf:
        named = Array(
            [Name.DeviceN, [Name.Cyan, Name.Gold, Name("/None"), Name.Black], Name.DeviceCMYK, Dictionary()]
        )
        own = {"DeviceCMYK": Name.DeviceCMYK, "DeviceN": named}
        described = own.get(space) or separation(pdf, space)
        pdf.pages[0].Resources.XObject = Dictionary(
            P=image(pdf, row, (2, 1), ColorSpace=described, BitsPerComponent=bits)
        )
        (mark,) = walk_page(pdf.pages[0]).marks
        assert isinstance(mark, PlacedImage)
        measured = measure_ink(mark.raster)
    assert measured is not None and measured.most == pytest.approx(most, abs=0.5)
    assert measured.share_over(most - 10) == 0.5
