"""A pair of pictures, or a page with its differences -> its part of the report, as HTML."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Final, assert_never

from layout.golden.report.pictures import THUMBNAIL, PageView, PicturePair
from layout.golden.verdict import BoxMm, FileDifference, InkDifference, PageComparison, SceneDifference

_UNSHOWABLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What no HTML may hold, what steers a terminal, and what turns the direction of the writing around it."""

BADGE_PX: Final = 24
"""Pixels of a page that is marked within which the numbers of two marks would lie on each other."""

_KEY: Final = "".join(f' <span class="key {kind}">{kind}</span>' for kind in ("gone", "new", "stayed"))


def escape_copy(words: str) -> str:
    """Copy or a name as HTML text or attribute."""
    return escape(_UNSHOWABLE.sub("\ufffd", words))


def draw_look(pair: PicturePair, what: str) -> str:
    """A place in all ways of looking; where only one picture is there, that and nothing else."""
    sides: tuple[tuple[str, str, bytes | None], ...] = (
        ("golden", "Golden, kept at 100 dpi" if pair.sharp else "Golden", pair.golden),
        ("now", "Now", pair.now),
        ("overlay", "Overlay", pair.overlay),
    )
    figures = "".join(_figure(kind, caption, data, pair, what) for kind, caption, data in sides if data)
    if pair.overlay is None:
        return f'<div class="pictures single">{figures}</div>'
    cut = f"{escape_copy(what)}: how much of the golden is shown"
    return (
        f'<div class="pictures">{figures}<span class="line" aria-hidden="true"></span>'
        f'<input class="cut" type="range" min="0" max="100" step="0.5" value="50" aria-label="{cut}"></div>'
    )


def _figure(kind: str, caption: str, data: bytes, pair: PicturePair, what: str) -> str:
    key = _KEY if kind == "overlay" else ""
    alt = f'alt="{escape_copy(what)}: {kind}"'
    images = f'<img src="{_source(data)}" width="{pair.width}" height="{pair.height}" {alt}>'
    if kind == "now" and pair.sharp:
        # Beside the golden it is read, over the golden it is compared.
        images += f'<img class="sharp" src="{_source(pair.sharp)}" width="{pair.width}" {alt}>'
    return f'<figure class="{kind}"><figcaption>{caption}{key}</figcaption><div class="frame">{images}</div></figure>'


def _source(data: bytes) -> str:
    return f"data:image/png;base64,{b64encode(data).decode()}"


def draw_thumbnail(page: PageComparison, view: PageView, number: int) -> str:
    """The whole page, small, with each difference and mask marked. A mark opens its difference's card.

    `number` is the page's in the report.
    """
    marks = [
        _mark(mask.box, view, f'class="mask" title="masked: {escape_copy(mask.why)}"') for mask in page.masks
    ]
    corners: list[BoxMm] = []
    for index, difference in enumerate(page.differences, 1):
        card = f'data-card="card-{number}-{index}"'
        kind, boxes, followed = _places(difference)
        marks += [_mark(box, view, f'class="followed" {card}') for box in followed]
        attributes = f'class="box {kind}" {card}'
        label = f'aria-label="difference {index}: {escape_copy(difference.sentence)}"'
        # The first is a button, which keys reach; the others lie under the pointer alone.
        for box in boxes[:1]:
            reach = BADGE_PX * view.pair.height / THUMBNAIL / view.scale
            beside = sum(
                abs(box.left - other.left) < reach and abs(box.top - other.top) < reach for other in corners
            )
            corners.append(box)
            badge = f'<span style="translate:-{beside % 2 * 100}% {beside // 2 * 100}%">{index}</span>'
            marks.append(_mark(box, view, f"{attributes} {label}", badge))
        marks += [_mark(box, view, attributes) for box in boxes[1:]]
    pair = view.pair
    what = f"{page.page}, {'now' if pair.now else 'golden'}, with its differences marked"
    return (
        f'<figure class="thumbnail"><div class="sheet"><img src="{_source(view.thumbnail)}" '
        f'width="{pair.width}" height="{pair.height}" alt="{escape_copy(what)}">{"".join(marks)}</div></figure>'
    )


def _places(
    difference: SceneDifference | InkDifference | FileDifference,
) -> tuple[str, Sequence[BoxMm], Sequence[BoxMm]]:
    """Whether a difference is marked where it is now or where it was, its places, and those of what followed."""
    match difference:
        case SceneDifference():
            followed = [box for following in difference.followed for box in following.boxes]
            kind, boxes = ("is", difference.boxes) if difference.boxes else ("was", difference.was_boxes)
            return kind, boxes, followed
        case InkDifference():
            return "is", [difference.box], []
        case FileDifference():
            return "is", [], []
        case _:
            assert_never(difference)


def _mark(box: BoxMm, view: PageView, attributes: str, badge: str | None = None) -> str:
    """A place on the thumbnail, in percent of it: a button where it has a badge, as HTML, else a shape."""
    left, top = (
        corner + edge * view.scale for corner, edge in zip(view.trim, (box.left, box.top), strict=True)
    )
    x, width = _percent(left, box.width * view.scale, view.pair.width)
    y, height = _percent(top, box.height * view.scale, view.pair.height)
    style = f'style="left:{x:.2f}%;top:{y:.2f}%;width:{width:.2f}%;height:{height:.2f}%"'
    if badge is None:
        return f"<span {attributes} {style}></span>"
    return f"<button {attributes} {style}>{badge}</button>"


def _percent(start: float, length: float, whole: int) -> tuple[float, float]:
    """Where a length begins and how long it is, in percent of the whole; what lies outside is cut off."""
    low, high = (min(max(edge / whole * 100, 0), 100) for edge in (start, start + length))
    return low, high - low
