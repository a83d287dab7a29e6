"""What a file says of itself, in Info and in XMP -> what is missing there, and where the two disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.values import entry, name, words
from content.problems import Gravity
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.file.xmp import DC, LARGEST, MEDIA, PDF, XMP, Packet, parse_packet
from layout.preflight.finding import Finding
from layout.preflight.rule import PDF_X, PreflightRule, file_check

PACKET: Final = PreflightRule(
    "xmp",
    "The catalog has an XMP packet of Type Metadata and Subtype XML: not compressed, well-formed.",
    "ISO 15930-7, ISO 16684-1",
)
XMP_FIELD: Final = PreflightRule(
    "xmp-field",
    "XMP has dc:title, xmp:CreateDate, xmp:ModifyDate, xmp:MetadataDate, xmpMM:DocumentID, xmpMM:VersionID and"
    " xmpMM:RenditionClass.",
    "ISO 15930-7",
)
INFO_FIELD: Final = PreflightRule(
    "info-field", "Info has Title, CreationDate and ModDate, and its dates are dates.", "ISO 15930-4"
)
TRAPPED: Final = PreflightRule("trapped", "The file says whether it is trapped: True or False.", PDF_X)
AGREEMENT: Final = PreflightRule(
    "info-xmp-differ", "Info and XMP say the same, where both say something.", "ISO 15930-7"
)

_FIELDS: Final = (
    (DC, "title", "dc:title"),
    (XMP, "CreateDate", "xmp:CreateDate"),
    (XMP, "ModifyDate", "xmp:ModifyDate"),
    (XMP, "MetadataDate", "xmp:MetadataDate"),
    (MEDIA, "DocumentID", "xmpMM:DocumentID"),
    (MEDIA, "VersionID", "xmpMM:VersionID"),
    (MEDIA, "RenditionClass", "xmpMM:RenditionClass"),
)

_PAIRS: Final = (
    ("/Title", DC, "title"),
    ("/Creator", XMP, "CreatorTool"),
    ("/Producer", PDF, "Producer"),
    ("/CreationDate", XMP, "CreateDate"),
    ("/ModDate", XMP, "ModifyDate"),
)
"""What Info calls a thing, and what XMP does (ISO 32000-1 table 317)."""

_PDF_DATE: Final = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?(?:00'?00'?)?"
)
_XMP_DATE: Final = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:(Z)|([+-])(\d\d):(\d\d))?)?)?)?"
)


@file_check("metadata")
def check_metadata(file: ExaminedFile) -> Iterator[Finding]:
    """XMP, Info, and the two side by side."""
    # ISO 15930-4 asks for Info alone, ISO 15930-7 for XMP alone; programs of plants look into both.
    of_xmp: Gravity = "error" if file.level == "PDF/X-4" else "warning"
    of_info: Gravity = "warning" if of_xmp == "error" else "error"
    pdf, packet = file.pdf, file.packet
    hint = "write the metadata with a program that knows PDF/X"
    for what in _packet_faults(pdf):
        yield PACKET.at(of_xmp).broken(what, hint)
    if packet is not None:
        missing = [label for space, key, label in _FIELDS if not packet.value(space, key)]
        if missing:
            yield XMP_FIELD.at(of_xmp).broken(f"the XMP packet has no {', '.join(missing)}", hint)
        for space, key, label in _FIELDS:
            value = packet.value(space, key) if key.endswith("Date") else ""
            if value and _moment(value, _XMP_DATE) is None:
                what = f"{label} is no date: {value[:40]!r}"
                yield XMP_FIELD.at(of_xmp).broken(what, "write it as ISO 8601")
    yield from _info_faults(pdf, of_info)
    yield from _trapping_faults(pdf, packet)
    if packet is not None:
        yield from _disagreements(pdf, packet)


def _packet_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = entry(pdf.Root, "/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        yield "the file has no XMP packet"
        return
    if name(entry(stream, "/Type")) != "Metadata" or name(entry(stream, "/Subtype")) != "XML":
        yield "the XMP packet is not of Type Metadata and Subtype XML"
    if entry(stream, "/Filter") is not None:
        yield "the XMP packet is packed (Filter), so programs that look for it in the file do not find it"
    data = unpack_stream(stream, LARGEST)
    if data is None:
        yield "the XMP packet can't be unpacked"
    elif isinstance(found := parse_packet(data), str):
        yield f"the XMP packet {found}"


def _info_faults(pdf: pikepdf.Pdf, severity: Gravity) -> Iterator[Finding]:
    info = entry(pdf.trailer, "/Info")
    missing = [
        key[1:] for key in ("/Title", "/CreationDate", "/ModDate") if not words(entry(info, key)).strip()
    ]
    if missing:
        what = f"Info has no {', '.join(missing)}"
        yield INFO_FIELD.at(severity).broken(what, "name the file and date it where it is written")
    for key in ("/CreationDate", "/ModDate"):
        value = words(entry(info, key))
        if value and _moment(value, _PDF_DATE) is None:
            yield INFO_FIELD.at(severity).broken(
                f"Info's {key[1:]} is no date: {value[:40]!r}", "write D:YYYYMMDD…"
            )


def _trapping_faults(pdf: pikepdf.Pdf, packet: Packet | None) -> Iterator[Finding]:
    value = entry(pdf.trailer, "/Info", "/Trapped")
    info = name(value)
    xmp = packet.value(PDF, "Trapped") if packet else ""
    if isinstance(value, (bool, pikepdf.String)):
        what = "Info's Trapped is not a name"
        yield TRAPPED.broken(what, "write the name True or False")
    elif (info or xmp) not in ("True", "False"):
        what = f"the file says {info or xmp or 'nothing'} of whether it is trapped"
        yield TRAPPED.broken(what, "set Trapped to False, or to True where traps are made")
    elif info and xmp and info != xmp:
        what = f"Trapped is {info} in Info and {xmp} in XMP"
        yield AGREEMENT.broken(what, "write both anew")


def _disagreements(pdf: pikepdf.Pdf, packet: Packet) -> Iterator[Finding]:
    for key, space, field in _PAIRS:
        info = words(entry(pdf.trailer, "/Info", key)).strip()
        xmp = packet.value(space, field)
        if not info or not xmp or info == xmp:
            continue
        if key.endswith("Date"):
            moments = _moment(info, _PDF_DATE), _moment(xmp, _XMP_DATE)
            if None in moments or moments[0] == moments[1]:
                continue  # what is no date has a finding of its own
        what = f"{key[1:]} is {info[:60]!r} in Info and {xmp[:60]!r} in XMP"
        yield AGREEMENT.broken(what, "write both anew")


def _moment(text: str, form: re.Pattern[str]) -> datetime | None:
    """The moment that a date names; without a zone it is taken for Greenwich's. None where it is no date."""
    found = form.fullmatch(text.strip())
    if found is None:
        return None
    *parts, _, sign, zone_hours, zone_minutes = found.groups()
    year, month, day, hour, minute, second = (
        int(part or least) for part, least in zip(parts, (0, 1, 1, 0, 0, 0), strict=True)
    )
    away = timedelta(hours=int(zone_hours or 0), minutes=int(zone_minutes or 0))
    try:
        zone = timezone(-away if sign == "-" else away)
        return datetime(year, month, day, hour, minute, second, 0, zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
