"""What a press file is, and of when -> its Info dictionary, XMP packet and output intent, which agree."""

from __future__ import annotations

import hashlib
import html
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from content.files import refuse_input
from content.problems import Place
from layout.press.file.objects import PdfDictionary, PdfStream, name
from layout.press.file.profile import OutputProfile
from layout.scene.condition import Condition

CREATOR: Final = "Duikai"
PRODUCER: Final = "ReportLab"

VERSIONS: Final = {"PDF/X-4": (1, 6), "PDF/X-1a:2003": (1, 4), "proof": (1, 6)}
"""The PDF version of each level (ISO 15930-7, ISO 15930-4); a proof is of no level of PDF/X."""

PACKET: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"{namespace}>
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <pdf:Producer>{producer}</pdf:Producer>
   <pdf:Trapped>False</pdf:Trapped>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
   <xmp:MetadataDate>{moment}</xmp:MetadataDate>
   <xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
   <xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
   <xmpMM:VersionID>1</xmpMM:VersionID>
   <xmpMM:RenditionClass>{rendition}</xmpMM:RenditionClass>{claim}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

BEIJING: Final = timezone(timedelta(hours=8))

IDENTIFIERS: Final = {
    "PDF/X-4": ("pdfxid", "http://www.npes.org/pdfx/ns/id/"),
    "PDF/X-1a:2003": ("pdfx", "http://ns.adobe.com/pdfx/1.3/"),
}
"""The XMP prefix and namespace in which each level names itself."""

ACCESSIBLE: Final = "http://www.aiim.org/pdfua/ns/id/"
"""The namespace in which a file says that it is PDF/UA (ISO 14289-1 5)."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What names a press file.

    `moment` is the issue's: the file is as old as the issue, on whatever day it is built. `digest` is a SHA-256
    of all that the pages show, so that the ids are the same on every build. `accessible` files say that they are
    PDF/UA-1 too, unless they are proofs.
    """

    title: str
    moment: datetime
    level: str
    digest: str
    accessible: bool = False


class Info(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """The Info dictionary. ReportLab's own has the clock's date and an author that nobody gave."""

    __RefOnly__ = 1

    def __init__(self, facts: FileFacts) -> None:
        self.facts = facts

    def digest(self, _signature: object) -> None:
        """Add nothing to the file's id. Called by ReportLab; the id is made of the pages already."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes. Called by ReportLab when it writes the file."""
        # Where the clocks stand is written as `+08'00'` (ISO 32000-1 7.9.4).
        moment = re.sub(r"(..)(..)$", r"\1'\2'", f"{self.facts.moment:%Y%m%d%H%M%S%z}")
        entries = {
            "Title": pdfdoc.PDFString(self.facts.title),
            "Creator": f"({CREATOR})",
            "Producer": f"({PRODUCER})",
            "CreationDate": f"(D:{moment})",
            "ModDate": f"(D:{moment})",
            "Trapped": name("False"),
        }
        if self.facts.level in IDENTIFIERS:
            entries["GTS_PDFXVersion"] = f"({self.facts.level})"
        return bytes(pdfdoc.PDFDictionary(entries).format(document))


def issue_moment(issued: str) -> datetime:
    """The issue's moment (ISO 8601): a day alone begins at midnight by Beijing's clocks. Raises Refused for none."""
    try:
        moment = datetime.fromisoformat(issued)
    except ValueError:
        where, hint = (
            Place(file="edition.yaml", field="issued"),
            "write it as year, month and day: 2024-11-25",
        )
        refuse_input("issue-date", f"the date of issue {issued!r} is none", where, hint)
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def plain_title(text: str) -> str:
    """The text without the characters that XML can't hold, so that Info and XMP can say the same (XML 1.0 2.2)."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text).strip()


def xmp(facts: FileFacts) -> PdfStream:
    """The XMP packet, not compressed, so that it can be found without reading PDF (ISO 16684-1)."""
    namespace = claim = ""
    if facts.level in IDENTIFIERS:
        prefix, address = IDENTIFIERS[facts.level]
        namespace = f'\n    xmlns:{prefix}="{address}"'
        claim = f"\n   <{prefix}:GTS_PDFXVersion>{facts.level}</{prefix}:GTS_PDFXVersion>"
        if facts.accessible:
            namespace += f'\n    xmlns:pdfuaid="{ACCESSIBLE}"'
            claim += "\n   <pdfuaid:part>1</pdfuaid:part>"
    packet = PACKET.format(
        namespace=namespace,
        claim=claim,
        rendition="default" if claim else "proof",
        title=html.escape(facts.title, quote=False),
        producer=PRODUCER,
        creator=CREATOR,
        moment=facts.moment.isoformat(timespec="seconds"),
        document=identifier(facts.digest, "document"),
        instance=identifier(facts.digest, "instance"),
    )
    return PdfStream(packet.encode("utf-8"), {"Type": name("Metadata"), "Subtype": name("XML")})


def identifier(digest: str, kind: str) -> uuid.UUID:
    """A UUID (RFC 9562, version 8: of the maker's own kind) made from a digest."""
    raw = bytearray(hashlib.sha256(f"{kind} {digest}".encode()).digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(raw))


def output_intent(condition: Condition, profile: OutputProfile) -> PdfDictionary:
    """The printing condition the file is made for, its profile within (ISO 32000-1 14.11.5)."""
    entries: dict[str, Any] = {
        "Type": name("OutputIntent"),
        "S": name("GTS_PDFX"),
        "OutputConditionIdentifier": pdfdoc.PDFString(condition.identifier),
        "Info": pdfdoc.PDFString(profile.description or condition.identifier),
        "DestOutputProfile": PdfStream(profile.deflated, {"Filter": name("FlateDecode"), "N": 4}),
    }
    if condition.registry:
        entries["RegistryName"] = pdfdoc.PDFString(condition.registry)
    return PdfDictionary(entries)
