"""A kit -> the objects that ReportLab's document writes: each once, by whatever pages it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import pdfdoc

from layout.press.adverts.kit import Kit, TakenObject, write_object


class KitObject(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """One object of a kit, finished but for the numbers of those it refers to, which the document gives."""

    # ReportLab's mark of an object that can only be referred to.
    __RefOnly__ = 1

    def __init__(self, taken: TakenObject, family: Sequence[KitObject]) -> None:
        self.taken = taken
        self.family = family

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes. Called by ReportLab when it writes the file; what is referred to is written later."""
        return write_object(self.taken, lambda at: bytes(pdfdoc.format(self.family[at], document))) + b"\n"


def form_of(kit: Kit) -> KitObject:
    """The form of a kit, which brings all the others with it."""
    family: list[KitObject] = []
    family += [KitObject(taken, family) for taken in kit.objects]
    return family[0]
