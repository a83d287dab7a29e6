"""The page as HTML and CSS, and the PDF that WeasyPrint makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks import sheet
from benchmarks.faces import static_faces
from benchmarks.pagetext import PageText, StoryText
from benchmarks.setter import SetPages, Setter


def style(faces: Path) -> str:
    """The style sheet. The faces are named by file, one for each weight that the page uses."""
    rules = "\n".join(
        f"@font-face {{ font-family: {face.family}; font-weight: {face.weight}; src: url({file.as_uri()}) }}"
        for face, file in static_faces(faces)
    )
    return f"""{rules}
@page {{ size: {sheet.WIDTH}pt {sheet.HEIGHT}pt; margin: 0 }}
html {{ font: {sheet.BODY_FACE.weight} {sheet.SIZE}pt/{sheet.LEADING}pt Song; text-align: justify }}
body, p, h1 {{ margin: 0 }}
.page {{ position: relative; width: {sheet.WIDTH}pt; height: {sheet.HEIGHT}pt; break-after: page }}
.page:last-child {{ break-after: auto }}
.page > * {{ position: absolute }}
p {{ text-indent: 2em }}
h1 {{ line-height: 1.25; text-align: center }}
.legs {{ column-fill: auto; column-gap: {sheet.SIZE}pt }}
.note {{ font: {sheet.NOTE_FACE.weight} {sheet.NOTE_SIZE}pt/{sheet.NOTE_LEADING}pt Hei }}
.frame {{ box-sizing: border-box; background: #f0f0f0; border: {sheet.RULE}pt solid #000 }}
img {{ object-fit: cover }}
"""


def place(area: sheet.Area, inset: float = 0) -> str:
    return f"left: {area.x + inset}pt; top: {area.y}pt; width: {area.width - 2 * inset}pt; height: {area.height}pt"


def head(where: sheet.Head, lines: Sequence[str]) -> str:
    text = "<br>".join(map(escape, lines))
    font = f"font-family: {where.face.family}; font-weight: {where.face.weight}; font-size: {where.size}pt"
    return f'<h1 style="{place(where.area)}; {font}">{text}</h1>'


def legs(area: sheet.Area, count: int, content: str, kind: str = "", inset: float = 0) -> str:
    """Two boxes, one in the other, since WeasyPrint sets no columns in a box that is itself positioned."""
    columns = f'<div class="legs {kind}" style="columns: {count}; height: {area.height}pt">{content}</div>'
    return f'<div style="{place(area, inset)}">{columns}</div>'


def body(area: sheet.Area, count: int, story: StoryText, inset: float = 0) -> str:
    first = f"{story.lead_in}　{story.paragraphs[0]}" if story.lead_in else story.paragraphs[0]
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in (first, *story.paragraphs[1:]))
    return legs(area, count, text, inset=inset)


def parts(page: PageText) -> tuple[str, ...]:
    photo = escape(page.photo.name)
    return (
        head(sheet.NAMEPLATE, (page.nameplate,)),
        head(sheet.MOTTO, page.motto),
        head(sheet.FOLIO, (page.folio,)),
        head(sheet.LABEL, (page.label,)),
        head(sheet.LEAD_HEAD, page.lead.headline),
        head(sheet.LEAD_DECK, (page.lead.deck,)),
        body(sheet.LEAD_BODY, sheet.LEAD_BODY.columns, page.lead),
        f'<div class="frame" style="{place(sheet.NOTES_BOX)}"></div>',
        head(sheet.NOTES_HEAD, page.notes.headline),
        body(sheet.NOTES_BODY, 1, page.notes, sheet.INSET),
        head(sheet.SECOND_HEAD, page.second.headline),
        body(sheet.SECOND_BODY, sheet.SECOND_BODY.columns, page.second),
        f'<img src="{photo}" alt="" style="{place(sheet.PHOTO)}">',
        legs(sheet.CAPTION, 2, f"{escape(page.caption)}　{escape(page.credit)}", "note"),
    )


def prepare(folder: Path, pages: Sequence[PageText], faces: Path) -> None:
    photo = pages[0].photo
    (folder / photo.name).write_bytes(photo.read_bytes())
    sheets = "\n".join(f'<div class="page">{"".join(parts(page))}</div>' for page in pages)
    (folder / "page.html").write_text(
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>page</title>'
        f"<style>{style(faces)}</style><body>{sheets}</body></html>",
        encoding="utf-8",
    )


def start(faces: Path) -> SetPages:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()

    def set_pages(folder: Path) -> bytes:
        pdf = weasyprint.HTML(folder / "page.html").write_pdf(font_config=fonts)
        assert isinstance(pdf, bytes)
        return pdf

    return set_pages


def start_layout(faces: Path) -> SetPages:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()

    def lay_out(folder: Path) -> bytes:
        weasyprint.HTML(folder / "page.html").render(font_config=fonts)
        return b""

    return lay_out


WEASYPRINT = Setter("WeasyPrint", ("weasyprint",), prepare, start, most_pages=32)
LAYOUT_ALONE = Setter(
    "WeasyPrint, layout alone", ("weasyprint",), prepare, start_layout, modes=("warm",), most_pages=32
)
