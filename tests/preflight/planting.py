"""A right file and a fault -> the file with that fault, and what a preflight finds in it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from layout.preflight.examine import examine
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant

Change = Callable[[pikepdf.Pdf], object]


def edited(data: bytes, change: Change, **options: Any) -> bytes:
    """The file after a change. `options` are those of pikepdf's `save`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        with warnings.catch_warnings():
            # pikepdf warns of the very faults that are planted.
            warnings.simplefilter("ignore")
            pdf.save(out, **{"static_id": True, "fix_metadata_version": False, **options})
        return out.getvalue()


def untagged(data: bytes) -> bytes:
    """The file without its tags, and without the claim to have them."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key in ("/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences"):
            del pdf.Root[key]
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(re.sub(rb"<pdfuaid:part>.*?</pdfuaid:part>", b"", packet))
        for page in pdf.pages:
            del page.obj["/StructParents"]
            content = page.obj.Contents.read_bytes()
            page.obj.Contents = pdf.make_stream(re.sub(rb"(?m)^(/\w+ .*BDC|EMC)$", b"", content))

    return edited(data, change)


def found(data: bytes, plant: Plant | None = None) -> tuple[Finding, ...]:
    """All findings but those about ink, which take the longest."""
    return examine(data, plant or Plant(), separator="none").findings


def rules(data: bytes, plant: Plant | None = None) -> set[str]:
    return {finding.rule for finding in found(data, plant)}


def one_page(
    content: bytes,
    resources: Callable[[pikepdf.Pdf], dict[str, Any]] | None = None,
    size: tuple[float, float] = (100, 100),
) -> bytes:
    """A page of 100 by 100 points with this content; `resources` may name GStates `Over` and `Mode0` without more."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=size)
    states = Dictionary(Over=Dictionary(OP=True, op=True, OPM=1), Mode0=Dictionary(OP=True, op=True, OPM=0))
    page.obj.Resources = Dictionary(
        **{"ExtGState": states, **(resources(pdf) if resources is not None else {})}
    )
    page.obj.Contents = pdf.make_stream(content)
    page.obj.TrimBox = page.obj.MediaBox
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def spot(ink: str, looks: tuple[float, float, float, float] = (0, 0.8, 0.9, 0)) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(looks), N=1)
    return Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, tint])


def image(pdf: pikepdf.Pdf, data: bytes, **entries: Any) -> pikepdf.Stream:
    """An image of one pixel in 8 bits, unless told otherwise."""
    usual = {"Width": 1, "Height": 1, "BitsPerComponent": 8}
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **{**usual, **entries})


def form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> pikepdf.Stream:
    usual = {"BBox": [0, 0, 100, 100], "Resources": Dictionary()}
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, **{**usual, **entries})
