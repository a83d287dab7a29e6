"""A photo's YAML sheet to one Photo, and its picture file to what make-up and press must know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from content.characters.half_width import half_width_problem
from content.characters.unseen import shows
from content.files import refuse_input, relative, shorten
from content.marking.body import Text, prose
from content.marking.headmarks import Marked, read_holds
from content.marking.unread_marks import line_text_problems
from content.pictures.code import CodeKind, measure_code
from content.pictures.outline import PictureOutline, alpha_outline
from content.pictures.picturefile import PictureFacts, probe
from content.problems import Place, Problem, Refused
from content.reading import find_file, find_named_file, key_lines, read_model
from content.storyfront import PlainLine, one_line

_Caption = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(one_line),
    AfterValidator(shows),
]
_Unit = Annotated[float, Field(ge=0, le=1)]
_Points = Annotated[tuple[tuple[_Unit, _Unit], ...], Field(min_length=3, max_length=400)]


class PhotoSheet(BaseModel):
    """What an editor writes of a photo, in photos/ID.yaml beside the picture."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Photo")

    file: str = Field(
        min_length=1,
        max_length=200,
        description="The picture's file name in this sheet's folder: JPEG, PNG, TIFF or WebP. "
        "While the file is missing, an FPO area (占位图) is set.",
    )
    caption: _Caption | None = Field(
        None,
        description="Caption (图说), one paragraph. Marks of the body are read in it, as in credit and stand_in.",
    )
    credit: PlainLine | None = Field(None, description="Credit, set after the caption: 某某 摄.")
    alt: PlainLine | None = Field(
        None,
        description="What the picture shows, for readers who can't see it. Left out, the caption stands in.",
    )
    focus: tuple[_Unit, _Unit] = Field(
        (0.5, 0.5),
        description="The point that a crop keeps: [x, y], each 0 to 1 of the picture's width and height from "
        "the top left.",
    )
    stand_in: PlainLine | None = Field(
        None, description="Text printed after the credit that says the picture is a stand-in for another."
    )
    outline: Literal["alpha"] | _Points | None = Field(
        None,
        description="The outline of what the picture shows, for text that runs round it: a list of points [x, y], "
        "each 0 to 1 of its width and height from the top left, or `alpha` for a picture with transparency.",
    )
    code: CodeKind | None = Field(
        None,
        description="`qr` or `bar` for a code that machines read: it is shown whole, keeps the white round it, and is "
        "told where it is too small.",
    )


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it will be placed. `file` is relative to the edition's folder.

    `focus` is x, y from the top left, each 0 to 1 of the picture. `inlines` has those of its texts that have marks, as
    runs. `sheet` and `lines` (line of each key) say where it was read, `told` what was seen then; they are no part of
    its identity. No line of the caption begins at one of the offsets `held`.
    """

    id: str
    file: str
    caption: str | None
    credit: str | None
    alt: str
    focus: tuple[float, float] = (0.5, 0.5)
    stand_in: str | None = None
    outline: Literal["alpha"] | PictureOutline | None = None
    code: CodeKind | None = None
    inlines: tuple[tuple[str, tuple[Text, ...]], ...] = ()
    sheet: str | None = field(default=None, compare=False)
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    held: tuple[int, ...] = ()
    told: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Spots in its text that are worth a look, and marks that hold the press."""
        found = list(self.told)
        for key, text in (("caption", self.caption), ("credit", self.credit), ("stand_in", self.stand_in)):
            where = Place(file=self.sheet, line=self.line_of(key), field=key, photo=self.id)
            seen = prose(self.inlines_in(key)) or None
            found += half_width_problem(text or "", where, prose=seen) + line_text_problems(text or "", where)
        return tuple(found)

    def inlines_in(self, field: str) -> tuple[Text, ...]:
        """The runs of a text that has marks; none for one that has none."""
        return dict(self.inlines).get(field, ())

    def line_of(self, field: str) -> int | None:
        """The line (from 1) of a key in the photo's sheet."""
        return dict(self.lines).get(field)


def read_photo(path: Path, *, root: Path) -> Photo:
    """Reads a photo's sheet; its name without the ending is the photo's id.

    Raises Refused with every problem of the sheet, also for a picture named outside of the edition's folder.
    That the picture is not there is no error here: `inspect` finds it.
    """
    read = read_model(path, PhotoSheet, root=root)
    sheet = read.value
    texts = (("caption", sheet.caption), ("credit", sheet.credit), ("stand_in", sheet.stand_in))
    written = {key: read_holds(text) for key, text in texts if text is not None}
    faults = list(_faults_of(written, Place(file=read.file, photo=path.stem), dict(key_lines(read))))
    if refused := [problem for problem in faults if problem.severity == "refused"]:
        raise Refused(refused)
    caption, credit, stand_in = (written[key].text if key in written else None for key, _ in texts)
    return Photo(
        id=path.stem,
        file=find_named_file(read, sheet.file, root),
        caption=caption,
        credit=credit,
        alt=sheet.alt or caption or "",
        focus=sheet.focus,
        stand_in=stand_in,
        outline=sheet.outline,
        code=sheet.code,
        inlines=tuple((key, line.inlines) for key, line in written.items() if line.inlines),
        held=written["caption"].breaks.held if "caption" in written else (),
        sheet=read.file,
        lines=key_lines(read),
        told=(*read.cut, *faults),
    )


def _faults_of(written: Mapping[str, Marked], where: Place, lines: Mapping[str, int]) -> Iterator[Problem]:
    """What is wrong with the marks of a sheet's texts, each with its key and line."""
    for key, line in written.items():
        for fault in line.faults:
            yield replace(fault, where=replace(where, line=lines.get(key), field=key))


def inspect(
    photo: Photo,
    *,
    root: Path,
    decode: bool = True,
    notes: Path | None = None,
) -> tuple[PictureFacts | None, tuple[Problem, ...]]:
    """The facts of a photo's picture; without a picture None and a problem that holds the press.

    `notes` is a folder that remembers which pictures are sound (see `soundness`). Raises Refused for a picture that is
    there and can't be used (see `probe`).
    """
    where = Place(file=photo.sheet or photo.file, line=photo.line_of("file"), field="file")
    path = find_file(root, photo.file, where)
    if path is None:
        what = f"The picture {shorten(photo.file)} of photo {photo.id} is missing."
        hint = "add the file; until then the page shows its place (FPO)"
        return None, (Problem("missing-photo", "press", what, where, hint),)
    facts = probe(path, file=relative(path, root), decode=decode, notes=notes)
    facts = replace(facts, outline=_outline(photo, path))
    if photo.code is None:
        return facts, facts.problems
    code = measure_code(path, photo.code)
    if code is not None:
        return replace(facts, code=code), facts.problems
    what = f"No {'QR' if photo.code == 'qr' else 'bar'} code that stands upright is seen in the picture."
    hint = "save the code alone, upright, with white round it, or take `code` out of its sheet"
    place = Place(file=photo.sheet, line=photo.line_of("code"), field="code", photo=photo.id)
    return facts, (*facts.problems, Problem("no-code", "warning", what, place, hint))


def _outline(photo: Photo, path: Path) -> PictureOutline:
    """The outline that a photo's sheet gives. Raises Refused for one that its picture has not."""
    if photo.outline is None:
        return ()
    if photo.outline != "alpha":
        return photo.outline
    found = alpha_outline(path)
    if not found:
        where = Place(file=photo.sheet, line=photo.line_of("outline"), field="outline", photo=photo.id)
        what = "The picture has no transparency, or nothing in it is seen, so that it has no outline."
        hint = "save it with its ground transparent (PNG, TIFF, WebP), or give the outline as points"
        refuse_input("no-outline", what, where, hint)
    return found
