"""The page as a Typst document, and the PDF that Typst makes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import sheet
from benchmarks.pagetext import PageText, StoryText
from benchmarks.setter import SetPages, Setter

TEMPLATE = f"""
#set page(width: {sheet.WIDTH}pt, height: {sheet.HEIGHT}pt, margin: 0pt)
#set text(font: "{sheet.FAMILIES["Song"]}", size: {sheet.SIZE}pt, weight: {sheet.BODY_FACE.weight},
  lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {sheet.LEADING - sheet.SIZE}pt, spacing: {sheet.LEADING - sheet.SIZE}pt,
  first-line-indent: (amount: 2em, all: true))

#let at(x, y, body) = place(top + left, dx: x * 1pt, dy: y * 1pt, body)
#let head(x, y, width, height, font, weight, size, lines) = at(x, y, block(width: width * 1pt, height: height * 1pt,
  align(center + horizon, {{
    set par(justify: false, first-line-indent: 0em, leading: 0.25em, spacing: 0.25em)
    text(font: font, weight: weight, size: size * 1pt, lines.join(linebreak()))
  }})))
#let body(x, y, width, height, legs, paragraphs) = at(x, y, block(width: width * 1pt, height: height * 1pt,
  columns(legs, gutter: {sheet.SIZE}pt, for text in paragraphs {{ par(text) }})))
#let note(x, y, width, height, body) = at(x, y, block(width: width * 1pt, height: height * 1pt, {{
  set par(first-line-indent: 0em, leading: {sheet.NOTE_LEADING - sheet.NOTE_SIZE}pt)
  set text(font: "{sheet.FAMILIES["Hei"]}", weight: {sheet.NOTE_FACE.weight}, size: {sheet.NOTE_SIZE}pt)
  columns(2, gutter: {sheet.SIZE}pt, body)
}}))
#let frame(x, y, width, height) = at(x, y, rect(width: width * 1pt, height: height * 1pt,
  fill: luma(94%), stroke: {sheet.RULE}pt))
#let picture(x, y, width, height, file) = at(x, y,
  image(file, width: width * 1pt, height: height * 1pt, fit: "cover"))
"""


def text(value: str) -> str:
    """A Typst string literal: it escapes what JSON escapes, but for characters beyond ASCII, which stay."""
    return json.dumps(value, ensure_ascii=False)


def array(values: Sequence[str]) -> str:
    return "(" + "".join(text(value) + ", " for value in values) + ")"


def head(place: sheet.Head, lines: Sequence[str]) -> str:
    area, face = place.area, place.face
    where = f"{area.x}, {area.y}, {area.width}, {area.height}"
    return f"#head({where}, {text(sheet.FAMILIES[face.family])}, {face.weight}, {place.size}, {array(lines)})"


def body(area: sheet.Area, legs: int, story: StoryText, inset: float = 0) -> str:
    first = f"{story.lead_in}　{story.paragraphs[0]}" if story.lead_in else story.paragraphs[0]
    place = f"{area.x + inset}, {area.y}, {area.width - 2 * inset}, {area.height}"
    return f"#body({place}, {legs}, {array((first, *story.paragraphs[1:]))})"


def box(name: str, area: sheet.Area, *rest: str) -> str:
    return f"#{name}({area.x}, {area.y}, {area.width}, {area.height}{''.join(', ' + part for part in rest)})"


def source(pages: Sequence[PageText], photo: str) -> str:
    """The whole document."""
    return TEMPLATE + "\n#pagebreak()\n".join("\n".join(parts(page, photo)) for page in pages)


def parts(page: PageText, photo: str) -> tuple[str, ...]:
    return (
        head(sheet.NAMEPLATE, (page.nameplate,)),
        head(sheet.MOTTO, page.motto),
        head(sheet.FOLIO, (page.folio,)),
        head(sheet.LABEL, (page.label,)),
        head(sheet.LEAD_HEAD, page.lead.headline),
        head(sheet.LEAD_DECK, (page.lead.deck,)),
        body(sheet.LEAD_BODY, sheet.LEAD_BODY.columns, page.lead),
        box("frame", sheet.NOTES_BOX),
        head(sheet.NOTES_HEAD, page.notes.headline),
        body(sheet.NOTES_BODY, 1, page.notes, sheet.INSET),
        head(sheet.SECOND_HEAD, page.second.headline),
        body(sheet.SECOND_BODY, sheet.SECOND_BODY.columns, page.second),
        box("picture", sheet.PHOTO, text(photo)),
        box("note", sheet.CAPTION, text(f"{page.caption}　{page.credit}")),
    )


def prepare(folder: Path, pages: Sequence[PageText], faces: Path) -> None:
    photo = pages[0].photo
    (folder / photo.name).write_bytes(photo.read_bytes())
    (folder / "page.typ").write_text(source(pages, photo.name), encoding="utf-8")


def start(faces: Path) -> SetPages:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[faces])

    def set_pages(folder: Path) -> bytes:
        pdf = typst.compile(folder / "page.typ", font_paths=fonts)
        assert isinstance(pdf, bytes)
        return pdf

    return set_pages


TYPST = Setter("Typst", ("typst",), prepare, start)
