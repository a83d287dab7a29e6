"""A PDF -> the same without what pdf_oxide is known to get wrong, as far as it can be said otherwise; and the rest.

pdf_oxide's plates are those of Ghostscript for what is painted in DeviceCMYK, Separation and DeviceN: overprint, forms,
pictures and text. It paints nothing in gray, not even the black that a page begins with; it draws forms beyond their
BBox; pictures in spot inks do not knock out. That is written otherwise here. Shadings, patterns, masks and transparency
it gets wrong, and nothing helps: they are named, so that the one who asks can ask another program, or be told.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.trees import inherited_entry
from content.pdf.values import (
    elements,
    entry,
    identity,
    is_mapping,
    name,
    number,
    one_or_more,
    operator_of,
    rectangle,
)
from layout.preflight.content.states import blend_of
from layout.preflight.content.walk import OPERATORS, is_too_much
from layout.preflight.ink.repainting import kind_of, process_inks, repaint_picture

DEEPEST: Final = 20
"""Forms within forms that are looked into."""

LARGEST: Final = 16 * 2**20
"""Bytes of one content stream that are read through."""

_START: Final = b"0 0 0 1 k 0 0 0 1 K\n"
"""The colour that a page begins with, which is DeviceGray 0 (ISO 32000-1 table 52), in black ink."""

_UNREAD: Final = "content that can't be read"
_TOO_MUCH: Final = "content of too many operators"
_APART: Final = "overprint in transparency groups"
"""Overprint that meets a group alone, and not what lies beneath it (ISO 32000-1 11.7.4.3)."""
_OVERPRINT: Final = "overprint"
"""That something may overprint. It is reported with groups alone."""

_SHORT: Final = {"G", "RGB", "CMYK", "I"}
"""Names of spaces that pdf_oxide takes for the short ones of inline pictures, whatever the page calls so."""

GRAY_AS_INKS: Final = "/PreflightInks"
"""The name, in a page's resources, of the space that gray is painted in: all four process inks at once.

Gray knocks out where DeviceCMYK would overprint (ISO 32000-1 8.6.7), and so do inks that are all named.
"""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file for pdf_oxide. `unsure` names, for each page, what it paints otherwise than a press would."""

    data: bytes
    unsure: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Copy:
    """The copy that is changed: forms that were looked at, with what is unsure of each, and those being looked at.

    `inks` is the space of all four process inks.
    """

    pdf: pikepdf.Pdf
    inks: Any
    forms: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    open_forms: set[tuple[int, int]] = field(default_factory=set)
    pictures: dict[tuple[int, int], Any] = field(default_factory=dict)


def prepare_for_oxide(data: bytes) -> PreparedFile:
    """The file anew. Raises pikepdf's errors for one that does not open: the caller has opened it before."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        copy = _Copy(pdf, pdf.make_indirect(process_inks(pdf)))
        layers = frozenset({"layers"} if entry(pdf.Root, "/OCProperties") is not None else ())
        unsure = [tuple(sorted(_prepare_page(copy, page) | layers)) for page in pdf.pages]
        for key in ("/AcroForm", "/Names", "/StructTreeRoot", "/Outlines", "/OpenAction", "/AA"):
            if key in pdf.Root:
                del pdf.Root[key]
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return PreparedFile(out.getvalue(), tuple(unsure))


def _prepare_page(copy: _Copy, page: pikepdf.Page) -> frozenset[str]:
    if "/Annots" in page.obj:
        del page.obj["/Annots"]
    resources = inherited_entry(page.obj, "/Resources")
    if not is_mapping(resources):
        page.obj.Resources = resources = copy.pdf.make_indirect(pikepdf.Dictionary())
    contents = [unpack_stream(part) for part in one_or_more(page.obj.get("/Contents"))]
    content = b"\n".join(part for part in contents if part is not None)
    unsure: set[str] = set()
    if None in contents:
        unsure.add(_UNREAD)
    again = _rewrite_content(copy, content, resources, unsure)
    page.obj.Contents = copy.pdf.make_stream(_START + again)
    if entry(page.obj, "/Group", "/K") is True:
        unsure.add(_APART)
    # What is apart matters where something overprints, in the group or around it.
    if not {_APART, _OVERPRINT} <= unsure:
        unsure.discard(_APART)
    return frozenset(unsure - {_OVERPRINT})


def _rewrite_content(copy: _Copy, content: bytes, resources: Any, unsure: set[str]) -> bytes:
    """The content in other words; as it is where nothing of it has to be said otherwise."""
    if len(content) > LARGEST:
        unsure.add(f"content of more than {LARGEST // 2**20} MB")
        return content
    if is_too_much(content, OPERATORS // 2):
        unsure.add(_TOO_MUCH)
        return content
    try:
        steps = pikepdf.parse_content_stream(copy.pdf.make_stream(content))
    except (pikepdf.PikepdfError, RuntimeError, ValueError):
        unsure.add(_UNREAD)
        return content
    written: list[Any] = []
    changed = False
    # The kinds of the spaces that are filled and stroked in.
    spaces, saved = ["cmyk", "cmyk"], list[list[str]]()
    for step in steps:
        operator = operator_of(step)
        first = None if operator == "INLINE IMAGE" else next(iter(step.operands), None)
        again: list[tuple[list[Any], str]] | None = None
        match operator:
            case "q":
                saved.append(list(spaces))
            case "Q":
                spaces = saved.pop() if saved else spaces
            case "g" | "G":
                again = _gray_operators(_black_of_gray(first), operator == "G")
                spaces[operator == "G"] = "gray"
            case "k" | "K":
                spaces[operator == "K"] = "cmyk"
            case "rg" | "RG":
                unsure.add("RGB")
                spaces[operator == "RG"] = "rgb"
            case "cs" | "CS":
                spaces[operator == "CS"] = kind = _kind_of_named(first, resources)
                if kind == "gray":
                    again = _gray_operators(1, operator == "CS")
                elif kind not in ("cmyk", "inks"):
                    unsure.add({"rgb": "RGB", "pattern": "patterns"}.get(kind, f"colours in {kind} spaces"))
            case "sc" | "scn" | "SC" | "SCN":
                if spaces[operator.isupper()] == "gray":
                    again = _gray_operators(_black_of_gray(first), operator.isupper())
            case "sh":
                unsure.add("shadings")
            case "gs":
                unsure |= set(_doubts_of_state(entry(resources, "/ExtGState", first)))
            case "Tf":
                if name(entry(resources, "/Font", first, "/Subtype")) == "Type3":
                    unsure.add("Type 3 fonts")
            case "BDC":
                if name(first) == "OC":
                    unsure.add("layers")
            case "INLINE IMAGE" | "BI":
                unsure.add("pictures within the content")
            case "Do":
                if name(first):
                    unsure |= _prepare_object(copy, resources, first)
        if again is None:
            written.append(step)
        else:
            changed = True
            written += [
                pikepdf.ContentStreamInstruction(row, pikepdf.Operator(called)) for row, called in again
            ]
    if changed and is_mapping(resources):
        if not isinstance(entry(resources, "/ColorSpace"), pikepdf.Dictionary):
            resources["/ColorSpace"] = pikepdf.Dictionary()
        resources["/ColorSpace"][GRAY_AS_INKS] = copy.inks
    return pikepdf.unparse_content_stream(written) if changed else content


def _gray_operators(black: float, strokes: bool) -> list[tuple[list[Any], str]]:
    """The operators that make the next filling, or stroke, of so much black and of no other ink."""
    space, colour = ("CS", "SCN") if strokes else ("cs", "scn")
    return [([pikepdf.Name(GRAY_AS_INKS)], space), ([0, 0, 0, black], colour)]


def _black_of_gray(gray: Any) -> float:
    return round(1 - min(max(number(gray) or 0, 0), 1), 6)


def _kind_of_named(called: Any, resources: Any) -> str:
    own = entry(resources, "/ColorSpace", called)
    if own is not None and name(called) in _SHORT:
        return "ill-named"
    return kind_of(called if own is None else own)


def _doubts_of_state(state: Any) -> Iterator[str]:
    """What a graphics state sets that is painted wrongly."""
    alphas = [number(entry(state, key)) for key in ("/ca", "/CA")]
    blend = blend_of(entry(state, "/BM"))
    if any(alpha is not None and alpha < 1 for alpha in alphas) or blend not in ("", "Normal"):
        yield "transparency"
    if any(entry(state, key) is True for key in ("/OP", "/op")):
        yield _OVERPRINT
    if is_mapping(entry(state, "/SMask")):
        yield "soft masks"
    if elements(entry(state, "/Font")):
        yield "fonts of graphics states"


def _prepare_object(copy: _Copy, resources: Any, called: Any) -> frozenset[str]:
    thing = entry(resources, "/XObject", called)
    kind = name(entry(thing, "/Subtype"))
    if kind == "Form":
        return _prepare_form(copy, thing, resources)
    if kind != "Image" or not isinstance(thing, pikepdf.Stream):
        return frozenset()
    at = identity(thing)
    if at not in copy.pictures:
        copy.pictures[at] = repaint_picture(copy.pdf, thing, resources, copy.inks)
    again, unsure = copy.pictures[at]
    if again is not None:
        # A stand-in needs no stand-in when it is drawn once more.
        copy.forms[identity(again)] = frozenset(unsure)
        copy.pictures[identity(again)] = (None, unsure)
        resources["/XObject"][called] = again
    return frozenset(unsure)


def _prepare_form(copy: _Copy, form: Any, around: Any) -> frozenset[str]:
    at = identity(form)
    if at in copy.forms:
        return copy.forms[at]
    if at in copy.open_forms or len(copy.open_forms) >= DEEPEST or not isinstance(form, pikepdf.Stream):
        return frozenset({"forms within themselves, or too deep"})
    copy.open_forms.add(at)
    unsure: set[str] = set()
    own = entry(form, "/Resources")
    content = unpack_stream(form)
    if content is None:
        unsure.add(_UNREAD)
    else:
        again = _rewrite_content(copy, content, own if is_mapping(own) else around, unsure)
        box = rectangle(entry(form, "/BBox"))
        if box is not None:
            left, bottom, right, top = box
            clip = f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n\n"
            again = clip.encode() + again
        form.write(again)
    if any(entry(form, "/Group", key) is True for key in ("/I", "/K")):
        unsure.add(_APART)
    copy.open_forms.discard(at)
    copy.forms[at] = frozenset(unsure)
    return copy.forms[at]
