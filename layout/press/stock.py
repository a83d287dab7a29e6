"""Pages of a scene -> what a file of them has to hold: composite fonts and pictures in press inks, named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from content.problems import Place, Problem, Refused
from fonts.errors import FontError
from fonts.face import Face
from layout.press.fonts.metrics import FontCodes, Sign, page_font
from layout.press.fonts.objects import EmbeddedFont, embed
from layout.press.pictures.cache import PressImage
from layout.press.pictures.placed import Darkroom, photo_warnings, press_images, wish_for
from layout.press.placedfiles import shown_items
from layout.press.text.readable import read_texts
from layout.scene import FaceRef, Line, Page, Picture, Region

Instance = tuple[str, int, tuple[tuple[str, float], ...]]
"""What a face is, whatever it is called: the file's hash, the index, the axes."""

SET_AGAIN: Final = "set the page again"


@dataclass(frozen=True, slots=True)
class FontStock:
    """The fonts of a file by their names in it, and for each face of the scene the one that shows it."""

    embedded: Mapping[str, EmbeddedFont]
    by_face: Mapping[str, FontCodes]


@dataclass(frozen=True, slots=True)
class ImageStock:
    """The images of a file by their names in it, the name for each picture, and a digest of what they are.

    `warnings` are what an editor should know of their conversion, in the order of the pages.
    """

    images: Mapping[str, PressImage]
    labels: Mapping[Picture, str]
    digests: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


def stock_fonts(
    faces: Sequence[FaceRef], pages: Sequence[Page], open_face: Callable[[FaceRef], Face]
) -> FontStock:
    """One font for each instance that the pages show, holding what they show of it and no more.

    Faces that differ in their names alone (one for each language) share a font. Raises Refused, naming each
    missing glyph's place, and each face that can't be used.
    """
    refs = {face.id: face for face in faces}
    signs, upright, problems = _signs(pages, refs)
    fonts: dict[Instance, tuple[str, EmbeddedFont]] = {}
    for face in faces:
        shown = signs.get(_instance(face))
        if not shown or _instance(face) in fonts:
            continue
        try:
            font = embed(open_face(face), shown, upright.get(_instance(face), ()))
            fonts[_instance(face)] = f"F{len(fonts) + 1}", font
        except FontError as error:
            where, hint = Place(file=face.file), error.hint or SET_AGAIN
            problems.append(Problem("font-unusable", "refused", error.what, where, hint))
    if problems:
        raise Refused(problems)
    by_face = {}
    for face in faces:
        if (found := fonts.get(_instance(face))) is not None:
            label, font = found
            by_face[face.id] = page_font(label, font.codes, font.hanging)
    return FontStock(dict(fonts.values()), by_face)


def _instance(face: FaceRef) -> Instance:
    return face.sha256, face.index, face.axes


def _signs(
    pages: Sequence[Page], refs: Mapping[str, FaceRef]
) -> tuple[dict[Instance, set[Sign]], dict[Instance, set[Sign]], list[Problem]]:
    """What the pages show in each instance, what of that is upright in vertical lines, side by side or one below the
    other, and what they can't show.
    """
    signs: dict[Instance, set[Sign]] = defaultdict(set)
    upright: dict[Instance, set[Sign]] = defaultdict(set)
    problems: list[Problem] = []
    for page, region, line in shown_items(pages, Line):
        for run in line.runs:
            if (face := refs.get(run.face)) is None:
                what = f"the face {run.face!r} is not among the scene's faces"
                where = _place(page, region, line)
                problems.append(Problem("face-unknown", "refused", what, where, SET_AGAIN))
                continue
            if 0 in run.glyphs:
                problems += _missing_glyphs(page, region, line)
            # What has been named can't be embedded, and the rest is only looked at for more problems.
            shown = [sign for sign in zip(run.glyphs, read_texts(run), strict=True) if sign[0]]
            signs[_instance(face)].update(shown)
            if run.turn == "upright" or (line.vertical and run.turn == "level" and not run.annotation):
                upright[_instance(face)].update(shown)
    return signs, upright, problems


def _missing_glyphs(page: Page, region: Region, line: Line) -> Iterator[Problem]:
    """The places of a line at which the reader would see the box of a missing character."""
    offset = 0
    for run in line.runs:
        for glyph, text in zip(run.glyphs, run.texts, strict=True):
            if glyph == 0:
                yield Problem(
                    "missing-glyph",
                    "refused",
                    f"the face {run.face!r} has no glyph for {text!r}"
                    + (f" (U+{ord(text[0]):04X})" if text else ""),
                    _place(page, region, line, offset),
                    "add a font that has the character, or write another",
                )
            if not run.annotation:  # an annotation is beside the line's copy
                offset += len(text)


def _place(page: Page, region: Region, line: Line, offset: int = 0) -> Place:
    span = line.span
    return Place(
        page=page.name,
        block=region.id,
        story=span.story if span else region.story,
        field=span.part if span else line.role,
        character=span.start + offset if span else None,
    )


def stock_images(pages: Sequence[Page], room: Darkroom) -> ImageStock:
    """One image for each picture that differs from the others. Raises Refused, naming all unusable ones."""
    images: dict[str, PressImage] = {}
    labels: dict[Picture, str] = {}
    keys: dict[str, str] = {}
    problems: list[Problem] = []
    warnings: list[Problem] = []
    pictures = [picture for _, _, picture in shown_items(pages, Picture)]
    for picture, image in zip(pictures, press_images(pictures, room), strict=True):
        if isinstance(image, Refused):
            problems += image.problems
            continue
        labels[picture] = keys.setdefault(wish_for(picture, room).key, f"P{len(keys) + 1}")
        images[labels[picture]] = image
        warnings += photo_warnings(picture, image)
    if problems:
        raise Refused(dict.fromkeys(problems))
    return ImageStock(images, labels, tuple(keys), tuple(dict.fromkeys(warnings)))
