"""A page -> the marked pieces of its content and of its forms', by the numbers that tags name them by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.trees import inherited_entry
from content.pdf.values import UNREADABLE, entries, entry, identity, name, one_or_more, operator_of, whole

PAINTING: Final = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "EI", "INLINE IMAGE"]
)

MOST_FORMS: Final = 1_000


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """The marks of one content stream: whose it is (page or form), the numbers of its marks (MCID), and how often it
    paints outside of any mark with a number and of any artifact.
    """

    holder: Any
    pieces: frozenset[int]
    untagged: int


def read_marked_content(page: pikepdf.Page) -> Iterator[MarkedContent]:
    """The content of a page and of the forms that have marks of their own (StructParents)."""
    resources = inherited_entry(page.obj, "/Resources")
    yield _read_marked(page.obj, resources)
    seen: set[tuple[int, int]] = set()
    stack = [resources]
    while stack:
        forms = entry(stack.pop(), "/XObject")
        for _, form in entries(forms):
            if name(entry(form, "/Subtype")) != "Form" or identity(form) in seen or len(seen) >= MOST_FORMS:
                continue
            seen.add(identity(form))
            stack.append(entry(form, "/Resources"))
            if whole(entry(form, "/StructParents")) is not None:
                yield _read_marked(form, entry(form, "/Resources"))


def _read_marked(holder: Any, resources: Any) -> MarkedContent:
    parts = [holder] if isinstance(holder, pikepdf.Stream) else one_or_more(entry(holder, "/Contents"))
    data = b"\n".join(part for part in map(unpack_stream, parts) if part is not None)
    with pikepdf.new() as scratch:
        try:
            return _count_marks(holder, resources, pikepdf.parse_content_stream(scratch.make_stream(data)))
        except UNREADABLE:
            # The look at the pages' content tells that it is damaged.
            return MarkedContent(holder, frozenset(), 0)


def _count_marks(holder: Any, resources: Any, steps: Any) -> MarkedContent:
    pieces: set[int] = set()
    # Whether each open mark, or one around it, says what its content is.
    open_marks: list[bool] = []
    untagged = 0
    for step in steps:
        operator = operator_of(step)
        if operator in ("BDC", "BMC"):
            operands = list(step.operands)
            number = _number_of(operands[1], resources) if operator == "BDC" and len(operands) > 1 else None
            if number is not None:
                pieces.add(number)
            artifact = bool(operands) and name(operands[0]) == "Artifact"
            open_marks.append(number is not None or artifact or (bool(open_marks) and open_marks[-1]))
        elif operator == "EMC":
            if open_marks:
                open_marks.pop()
        elif operator in PAINTING and not (open_marks and open_marks[-1]):
            # A form with marks of its own is looked at by itself.
            shows_form = operator == "Do" and bool(step.operands)
            form = entry(resources, "/XObject", step.operands[0]) if shows_form else None
            untagged += whole(entry(form, "/StructParents")) is None
    # A form's content is in the mark of what shows it, unless it has marks of its own.
    return MarkedContent(holder, frozenset(pieces), 0 if isinstance(holder, pikepdf.Stream) else untagged)


def _number_of(properties: Any, resources: Any) -> int | None:
    if isinstance(properties, pikepdf.Name):
        properties = entry(resources, "/Properties", properties)
    return whole(entry(properties, "/MCID"))
