"""What is legal in a PDF and worth a look at a newspaper: turned boxes, coated paper, fonts without ToUnicode."""

from __future__ import annotations

import io
import re

import pikepdf
from PIL import ImageCms

from layout.preflight.examine import examine
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from tests.preflight.planting import edited


def found(data: bytes, rule: str, plant: Plant = Plant()) -> list[Finding]:  # noqa: B008  # frozen
    report = examine(data, plant, separator="none")
    assert not report.errors
    return [one for one in report.findings if one.rule == rule]


def test_a_box_whose_corners_are_turned_round_is_told(x4: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        left, bottom, right, top = pdf.pages[0].obj.TrimBox
        pdf.pages[0].obj.TrimBox = pikepdf.Array([right, top, left, bottom])

    (one,) = found(edited(x4, change), "page-boxes")
    assert one.severity == "warning" and "TrimBox" in one.what


def test_a_condition_on_coated_paper_is_told_unless_the_plant_prints_it(x4: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        data = bytearray(intent.DestOutputProfile.read_bytes())
        # The tag wtpt, the white point of the medium: nearly that of the connection space (ICC.1 9.2.34).
        at = next(
            int.from_bytes(data[entry + 4 : entry + 8], "big")
            for entry in range(132, 132 + 12 * 40, 12)
            if data[entry : entry + 4] == b"wtpt"
        )
        for number, value in enumerate((0.9, 0.93, 0.76)):
            data[at + 8 + 4 * number : at + 12 + 4 * number] = round(value * 65536).to_bytes(4, "big")
        ImageCms.ImageCmsProfile(io.BytesIO(bytes(data)))
        intent.DestOutputProfile = pdf.make_stream(bytes(data), N=4)

    coated = edited(x4, change)
    (one,) = found(coated, "output-paper")
    assert one.severity == "warning" and re.search(r"lightness of 9[0-9]", one.what)
    assert found(coated, "output-paper", Plant(condition="CGATS TR 002")) == []
    assert found(x4, "output-paper") == []


def test_a_font_whose_letters_are_told_by_names_alone_is_worth_a_look(x4: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].obj.Resources.Font.values():
            del font.ToUnicode

    told = found(edited(x4, change), "font-unicode")
    assert told and all(one.severity == "warning" for one in told)
    assert found(x4, "font-unicode") == []
