"""A press file is written one object after another: the bytes that ReportLab would gather, without gathering them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfdoc

from content.problems import Refused
from layout.press.document import write_pdf, write_pdf_to
from layout.press.file.objects import StreamedDocument
from layout.press.pictures.cache import PressImage
from tests.press.scenes import (
    Setting,
    colour_chart,
    page,
    placed,
    region,
    resources,
    saved,
    scene,
    song,
    text_line,
)


class Pieces(io.RawIOBase):
    """A file that can only be written to, and remembers the size of each piece."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.whole = b""

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload]
        self.sizes.append(len(data))
        self.whole += data
        return len(data)


def test_the_bytes_are_reportlabs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = colour_chart(60, 40)
    picture = placed("photos/c.png", saved(image, tmp_path / "photos/c.png"), image.size)
    made = scene([page(region(text_line("中文", Setting(song())), picture))] * 2, [song()])
    out = Pieces()
    assert write_pdf_to(out, made, made.pages, resources(tmp_path)) == ()  # type: ignore[arg-type]
    assert len(out.sizes) > 10
    assert out.whole == write_pdf(made, made.pages, resources(tmp_path))

    def gathered(self: StreamedDocument, to: io.BytesIO) -> None:
        to.write(self.GetPDFData(None))

    monkeypatch.setattr(StreamedDocument, "write_to", gathered)
    monkeypatch.setattr(StreamedDocument, "format", pdfdoc.PDFDocument.format)
    assert write_pdf(made, made.pages, resources(tmp_path)) == out.whole


def test_pictures_are_in_memory_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = []
    for number in range(4):
        image = colour_chart(60 + number, 40)
        file = f"photos/{number}.png"
        pictures.append(placed(file, saved(image, tmp_path / file), image.size))
    made = scene([page(region(*pictures))], [])
    out = Pieces()
    written: list[int] = []
    read = PressImage.read

    def watched(self: PressImage) -> bytes:
        written.append(len(out.whole))
        return read(self)

    monkeypatch.setattr(PressImage, "read", watched)
    write_pdf_to(out, made, made.pages, resources(tmp_path))  # type: ignore[arg-type]
    # Each was read when the one before was on disk already.
    assert len(set(written)) == len(written) == 4


def test_a_conversion_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = colour_chart(60, 40)
    picture = placed("photos/c.png", saved(image, tmp_path / "photos/c.png"), image.size)
    made = scene([page(region(picture))], [])
    read = PressImage.read

    def taken(self: PressImage) -> bytes:
        self.path.unlink()
        return read(self)

    monkeypatch.setattr(PressImage, "read", taken)
    with pytest.raises(Refused) as caught:
        write_pdf(made, made.pages, resources(tmp_path))
    (problem,) = caught.value.problems
    assert problem.id == "conversion-gone"
