"""Photos: a caption wider than its photo or apart from it, no credit, a photo apart from its story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from layout.objections.offence import Offence, millimetres
from layout.objections.seen import SeenPage, SeenPhoto, line_ink, placed_rules, size_of
from layout.scene import Picture, Rect
from layout.scene.geometry import (
    as_millimetres,
    find_corridor,
    hull,
    is_between,
    measure_distance,
    measure_shared,
)

CREDITED = re.compile(r"(?:摄|攝|撮影|提供|供图|供圖|Photo)[^。]{0,20}$", re.IGNORECASE)
"""A caption that names its photographer at the end, as many papers have it, in place of a credit of its own."""


def wide_caption(seen: SeenPage) -> Iterator[Offence]:
    """图说: a caption or credit that reaches out beyond its photo."""
    for photo, picture in _pictures(seen):
        for line in photo.lines:
            ink = line_ink(line)
            if _is_beside(ink, picture, vertical=line.vertical):
                continue
            (start, end), (least, most) = (
                (rect.down if line.vertical else rect.across) for rect in (ink, picture)
            )
            out = max(least - start, end - most)
            if as_millimetres(out) > seen.limits.caption_wider_mm:
                kind = "credit" if line.role != "caption" else "caption"
                what = f"The {kind} of {photo.id} reaches {millimetres(out)} beyond its photo."
                hint = "shorten it, set it smaller, or place the photo larger"
                yield Offence(what, hint, (photo.id,), (ink,))
                break


def _is_beside(ink: Rect, picture: Rect, *, vertical: bool) -> bool:
    """Whether a line of a caption stands beside its picture, before its lines' beginning or behind their end."""
    along, across = (ink.down, ink.across) if vertical else (ink.across, ink.down)
    own, other = (picture.down, picture.across) if vertical else (picture.across, picture.down)
    return measure_shared(across, other) > 0 and measure_shared(along, own) <= 0


def caption_apart(seen: SeenPage) -> Iterator[Offence]:
    """图说: a caption with too much white between it and its photo."""
    for photo, picture in _pictures(seen):
        if not photo.lines:
            continue
        nearest = min(photo.lines, key=lambda line: measure_distance(line_ink(line), picture))
        white, em = measure_distance(line_ink(nearest), picture), size_of(nearest)
        if white > seen.limits.caption_apart_em * em:
            what = f"The caption of {photo.id} stands {millimetres(white)} from its photo."
            hint = "let it stand right under the photo"
            yield Offence(what, hint, (photo.id,), (line_ink(nearest), picture))


def missing_credit(seen: SeenPage) -> Iterator[Offence]:
    """A photo with no credit beside it: nobody says who took it, or that it stands in for another. A group may have one
    for all of its photos.
    """
    for photo in (*seen.photos, *seen.groups):
        text = "".join(line.text for line in photo.lines if line.role == "caption")
        if any(line.role != "caption" for line in photo.lines) or CREDITED.search(text):
            continue
        if photo.region.comes_from is not None:
            continue  # it is credited with its first half
        pictures = [item for item in photo.region.items if isinstance(item, Picture)]
        if pictures and all(item.code for item in pictures):
            continue  # nobody takes a code
        what = f"The photo {photo.id} has no credit."
        hint = "say in its sheet who took it (`credit`)"
        yield Offence(what, hint, (photo.id,), (photo.region.frame,))


def photo_apart(seen: SeenPage) -> Iterator[Offence]:
    """A photo that goes with a story of the page, and stands apart from it: far from it, or behind a rule that an
    editor placed. The paper's own rules stand between the two only where the paper has it so.
    """
    rules = placed_rules(seen.page)
    for photo in seen.photos:
        name = photo.region.goes_with
        stories = [story for story in seen.stories if story.region.story == name]
        if name is None or not stories or photo.region.inside in {story.id for story in stories}:
            continue
        own = hull([line_ink(line) for line in photo.lines] + ([photo.picture] if photo.picture else []))
        own = own or photo.region.frame
        parts = [
            part
            for story in stories
            for part in [*(leg.place for leg in story.legs), *([story.head.place] if story.head else [])]
        ] or [story.region.frame for story in stories]
        if any(_do_belong(seen, own, part, rules) for part in parts):
            continue
        white = min(measure_distance(own, part) for part in parts)
        far = white > seen.limits.photo_apart_lines * seen.leading
        how = f"stands {millimetres(white)} from it" if far else "stands behind a rule, or at its corner"
        what = f"The photo {photo.id} goes with {stories[0].id} and {how}."
        hint = "let the two adjoin, with no rule between"
        yield Offence(what, hint, (photo.id, stories[0].id), (own, stories[0].place))


def _do_belong(seen: SeenPage, own: Rect, part: Rect, rules: Sequence[Rect]) -> bool:
    """Whether a photo faces a part of its story, near to it and with no rule between."""
    if measure_distance(own, part) > seen.limits.photo_apart_lines * seen.leading:
        return False
    spaces = [find_corridor(own, part, sideways=True), find_corridor(own, part, sideways=False)]
    facing = [space for space in spaces if space is not None]
    return own.overlaps(part) or any(not is_between(space, rules) for space in facing)


def _pictures(seen: SeenPage) -> Iterator[tuple[SeenPhoto, Rect]]:
    for photo in seen.photos:
        if photo.picture is not None:
            yield photo, photo.picture
