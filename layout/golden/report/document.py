"""A comparison with goldens -> one HTML file that needs nothing else: the gravest page first, its sentence before all.

The file reads no network and runs no script but its own, whose hash its security policy names (CSP level 3, 2.3.1).
Copy and names are escaped, and what steers a terminal or turns the direction of writing is shown as �.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from layout.golden.report.figures import draw_look, draw_thumbnail, escape_copy
from layout.golden.report.pictures import view_detail, view_page
from layout.golden.verdict import (
    GoldenComparison,
    MaskUse,
    PageComparison,
    PageVerdict,
    SceneDifference,
)

_HERE: Final = Path(__file__).parent
_VERDICTS: Final[dict[PageVerdict, str]] = {
    "same": "same",
    "differs": "differs",
    "resized": "another size",
    "new": "new page",
    "gone": "page gone",
    "other-renderer": "another renderer",
}

_NO_DETAIL: Final = '<p class="none">There is no picture of this place.</p>'

_KEYS: Final = (
    ("j, k", "next difference, the one before"),
    ("1", "side by side"),
    ("2", "slider: drag over the picture, or use the arrow keys"),
    ("3", "blink: golden and now, a second each; space stops it and swaps by hand"),
    ("4", "overlay: red ink is gone, cyan ink is new, gray ink stayed"),
    ("z", "full size, or as wide as there is room"),
    ("?", "this help"),
)


def report_html(comparison: GoldenComparison) -> str:
    """The report of a comparison. The same comparison gives the same text."""
    style, script = (_HERE.joinpath(name).read_text("utf-8") for name in ("report.css", "report.js"))
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'; "
        "base-uri 'none'; form-action 'none'"
    )
    differing = [page for page in comparison.pages if page.verdict != "same"]
    differing.sort(key=lambda page: -page.weight)
    sections = "\n".join(_page(page, number) for number, page in enumerate(differing, 1))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape_copy(_outcome(comparison))} · golden pages</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_head(comparison)}\n{_links(differing)}\n<main>\n{_idle(comparison.idle)}{sections}\n{_same(comparison)}</main>\n"
        f"{_help()}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _outcome(comparison: GoldenComparison) -> str:
    """What came of all pages, in a few words: “2 of 3 pages differ”."""
    pages = len(comparison.pages)
    differing = sum(page.verdict != "same" for page in comparison.pages)
    if not differing:
        return f"{_count(pages, 'page')}, all the same" if pages > 1 else "the page is the same"
    if pages == 1:
        return f"{comparison.pages[0].page}: {_VERDICTS[comparison.pages[0].verdict]}"
    return f"{differing} of {pages} pages {'differs' if differing == 1 else 'differ'}"


def _links(differing: Sequence[PageComparison]) -> str:
    """A link to each page that differs, with its verdict and the number of its differences."""
    if len(differing) < 2:
        return ""
    links = (
        f'<a href="#page-{number}" class="{page.verdict}"><i></i><b>{escape_copy(page.page)}</b> '
        f"{_VERDICTS[page.verdict]} <span>{len(page.differences) or ''}</span></a>"
        for number, page in enumerate(differing, 1)
    )
    return f'<nav aria-label="Pages that differ">{_list(links, "links")}</nav>'


def _head(comparison: GoldenComparison) -> str:
    ways = "".join(
        f'<button value="{way}" aria-pressed="false">{name} <kbd>{key}</kbd></button>'
        for key, (way, name) in enumerate(
            (("side", "Side by side"), ("slider", "Slider"), ("blink", "Blink"), ("overlay", "Overlay")), 1
        )
    )
    return (
        f'<header>\n<div class="title"><h1>{escape_copy(_outcome(comparison))}</h1>'
        f"<p><bdi>{escape_copy(comparison.now)}</bdi> against <bdi>{escape_copy(comparison.golden)}</bdi></p></div>\n"
        f'<div class="tools"><div class="ways" role="group" aria-label="Ways of looking">{ways}</div>'
        '<button id="zoom" aria-pressed="false">Full size <kbd>z</kbd></button>'
        "<button data-help>Keys <kbd>?</kbd></button></div>\n</header>"
    )


def _help() -> str:
    rows = "".join(f"<dt><kbd>{key}</kbd></dt><dd>{meaning}</dd>" for key, meaning in _KEYS)
    return (
        f'<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2><dl>{rows}</dl>'
        "<button data-help>Close</button></dialog>"
    )


def _list(items: Iterable[str], kind: str) -> str:
    """Items, which are HTML already, as a list of a class; nothing where there are none."""
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{kind}">{rows}</ul>' if rows else ""


def _idle(masks: Iterable[MaskUse]) -> str:
    masked = _list(
        (f"{escape_copy(mask.page)} · {_masked_place(mask)}: {escape_copy(mask.why)}" for mask in masks),
        "idle",
    )
    if not masked:
        return ""
    what_to_do = (
        "Nothing under them differs. Take them out of the mask file, so that they hide nothing later."
    )
    return f'<section class="warning"><h2>Masks that hid nothing</h2><p>{what_to_do}</p>{masked}</section>\n'


def _masked_place(mask: MaskUse) -> str:
    if mask.block:
        return escape_copy(mask.block)
    box = mask.box
    return f"{box.left:g}, {box.top:g}, {box.width:g} × {box.height:g} mm"


def _same(comparison: GoldenComparison) -> str:
    """The pages that are the same, with what masks hid on them: a mask is never silent."""
    same = [page for page in comparison.pages if page.verdict == "same"]
    if not same:
        return ""
    pages = _list((f"<b>{escape_copy(page.page)}</b>{_asides(page)}" for page in same), "names")
    return f'<section class="same-pages"><h2>{_count(len(same), "page")} the same</h2>{pages}</section>\n'


def _asides(page: PageComparison) -> str:
    """What masks hid on a page, and the facts that are no difference."""
    masked = (
        f"masked: {_masked_place(mask)} ({escape_copy(mask.why)}): "
        f"{_count(mask.scene, 'difference')} of the scene and {_count(mask.pixels, 'pixel')} hidden"
        for mask in page.masks
        if mask.used
    )
    return _list(masked, "masked") + _list(map(escape_copy, page.notes), "notes")


def _page(page: PageComparison, number: int) -> str:
    """A page that is not the same; `number` is its own in the report, from 1."""
    pictures = page.pictures
    view = view_page(pictures) if pictures else None
    details = {detail.difference: detail for detail in pictures.details} if pictures else {}
    cards = []
    for index, difference in enumerate(page.differences):
        pair = view_detail(details[index], pictures) if pictures and index in details else None
        inside = _change(difference) if isinstance(difference, SceneDifference) else ""
        inside += draw_look(pair, f"{page.page}, difference {index + 1}") if pair else _NO_DETAIL
        sentence = f'<span class="sentence">{escape_copy(difference.sentence)}</span>'
        title = f'<span class="number">{index + 1}</span>{sentence}'
        cards.append(_card(f"card-{number}-{index + 1}", "difference", title, inside))
    if view:
        title = '<span class="sentence">The whole page</span>'
        cards.append(
            _card(f"card-{number}-page", "whole", title, draw_look(view.pair, f"{page.page}, whole page"))
        )
    verdict = f'<span class="verdict">{_VERDICTS[page.verdict]}</span>'
    lead = f'<p class="sentence">{escape_copy(page.sentence)}</p>' if page.sentence else ""
    thumbnail = draw_thumbnail(page, view, number) if view else ""
    return (
        f'<section class="page {page.verdict}" id="page-{number}" aria-labelledby="title-{number}">\n'
        f'<div class="about"><h2 id="title-{number}">{escape_copy(page.page)} {verdict}</h2>'
        f"{lead}{_lights(page)}{_size(page)}{_asides(page)}</div>\n{thumbnail}\n"
        f'<div class="cards">{"".join(cards)}</div>\n</section>'
    )


def _size(page: PageComparison) -> str:
    def in_mm(size: tuple[float, float]) -> str:
        return f"{size[0] / 72 * 25.4:.1f} × {size[1] / 72 * 25.4:.1f} mm"

    if page.verdict != "resized" or page.size is None or page.golden_size is None:
        return ""
    return f'<p class="size">golden {in_mm(page.golden_size)}, now {in_mm(page.size)}</p>'


def _lights(page: PageComparison) -> str:
    """A light for each level; one that another level explains says so."""
    if page.verdict in ("new", "gone"):
        return ""  # there is nothing that could differ
    ink_is_known = bool(page.ink) or page.verdict == "differs"
    lights = {
        "scene": "differs" if page.scene else "same",
        "ink": _light(ink.explained for ink in page.ink) if ink_is_known else "not compared",
        "file": _light(file.explained for file in page.file),
    }
    items = "".join(
        f'<li class="{light.replace(" ", "-")}"><i></i>{level} <b>{light}</b></li>'
        for level, light in lights.items()
    )
    meaning = "follows: what differs at another level explains it"
    return f'<ul class="lights" aria-label="Levels" title="{meaning}">{items}</ul>'


def _light(explained: Iterable[bool]) -> str:
    """What a level's light says; `explained` has an item for each of its differences."""
    found = list(explained)
    return "same" if not found else "follows" if all(found) else "differs"


def _card(name: str, kind: str, title: str, inside: str) -> str:
    """What opens at a click on its title; both are HTML already."""
    opener = f'class="opener" aria-expanded="true" aria-controls="{name}-inside"'
    return (
        f'<article class="card {kind}" id="{name}"><h3><button {opener}>{title}</button></h3>'
        f'<div class="inside" id="{name}-inside">{inside}</div></article>\n'
    )


def _change(difference: SceneDifference) -> str:
    """The words before and after, large enough to read."""
    if not (difference.was or difference.now):
        return ""
    was = f"<del>{escape_copy(difference.was)}</del>" if difference.was else "<i>nothing</i>"
    now = f"<ins>{escape_copy(difference.now)}</ins>" if difference.now else "<i>nothing</i>"
    return f'<p class="words">{was}<span> → </span>{now}</p>'
