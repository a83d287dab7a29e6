"""The XMP packet of a file, which anybody may have written -> its values by namespace and name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.values import entry

LARGEST: Final = 4 * 2**20
"""Bytes of XMP that are read. Packets have 2 to 100 kB; histories of edits have made some of a megabyte."""

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC: Final = "http://purl.org/dc/elements/1.1/"
XMP: Final = "http://ns.adobe.com/xap/1.0/"
MEDIA: Final = "http://ns.adobe.com/xap/1.0/mm/"
PDF: Final = "http://ns.adobe.com/pdf/1.3/"
PDFUA: Final = "http://www.aiim.org/pdfua/ns/id/"

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Packet:
    """What a packet says: simple values, and of lists of alternatives the default one, by namespace and name."""

    values: Mapping[tuple[str, str], str]

    def value(self, namespace: str, key: str) -> str:
        """A value without the space around it; "" where there is none."""
        return self.values.get((namespace, key), "")


def read_packet(pdf: pikepdf.Pdf) -> Packet | None:
    """The file's packet; None where there is none that can be read."""
    data = unpack_stream(entry(pdf.Root, "/Metadata"), LARGEST)
    found = parse_packet(data) if data is not None else None
    return found if isinstance(found, Packet) else None


def parse_packet(data: bytes) -> Packet | str:
    """The packet, or what is wrong with it. It is read as XML without entities, and nothing is fetched for it."""
    if len(data) > LARGEST:
        return f"has more than {LARGEST // 2**20} MB"
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        return f"is no well-formed XML: {str(error).split(', line')[0]}"
    if root.getroottree().docinfo.doctype:
        return "has a document type, which may define entities"
    descriptions = list(root.iter(f"{{{RDF}}}Description"))
    if not descriptions:
        return "has no rdf:Description"
    values: dict[tuple[str, str], str] = {}
    for description in descriptions:
        # A structured value is described too: it is no description of the file.
        if getattr(description.getparent(), "tag", None) != f"{{{RDF}}}RDF":
            continue
        for key, value in description.attrib.items():
            values.setdefault(_split_tag(str(key)), str(value).strip())
        for element in description:
            if isinstance(element.tag, str):
                values.setdefault(_split_tag(element.tag), _text_of(element))
    return Packet(values)


def _split_tag(tag: str) -> tuple[str, str]:
    """The namespace and the name of a tag as lxml writes it: `{namespace}name`."""
    namespace, _, key = tag.rpartition("}")
    return namespace.removeprefix("{"), key


def _text_of(element: Any) -> str:
    """An element's text; of alternatives that of the default language, or the first."""
    listed = list(element.iter(f"{{{RDF}}}li"))
    default = [item for item in listed if item.get(_LANGUAGE) == "x-default"]
    chosen = (default or listed or [element])[0]
    return (chosen.text or "").strip()
