"""A placed photo of the scene -> the image in the press file: cropped, scaled, in four inks, compressed."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from content.problems import Place, Problem, Refused
from layout.condition import Condition
from layout.press.pictures.cache import PressImage, load, store
from layout.press.profile import Profile
from layout.scene import Picture

LARGEST: Final = 512 * 1024 * 1024
"""Bytes of a photo's file."""

METHOD: Final = 1
"""To be raised with any change that gives other pixels, so that no older conversion passes for a new one."""

POINTS_PER_INCH: Final = 72_000
"""In thousandths."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything that a converted picture depends on.

    `sha256` is the file's, `width` and `height` are the result's pixels, `profile` is the press's hash.
    """

    sha256: str
    crop: tuple[int, int, int, int]
    width: int
    height: int
    profile: str
    ink_limit: float
    method: int = METHOD

    @property
    def key(self) -> str:
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Where photos come from and what for: the edition's folder, a folder for conversions, the press."""

    root: Path
    cache: Path | None
    press: Profile
    condition: Condition


@dataclass(frozen=True, slots=True)
class _Order:
    """A wish and what else it takes to fulfil it, which makes no difference to the result."""

    wish: Wish
    picture: Picture = field(compare=False)
    path: Path = field(compare=False)
    room: Darkroom = field(compare=False)


def press_image(picture: Picture, room: Darkroom) -> PressImage:
    """The picture as the press file holds it, from memory or the folder of conversions where it is known.

    Raises Refused for a file that is missing, damaged, too large, outside the edition's folder or no longer
    the one that was set.
    """
    return _developed(_Order(wish(picture, room), picture, _located(picture, room.root), room))


def wish(picture: Picture, room: Darkroom) -> Wish:
    """What is asked for: the crop's pixels, or fewer where they would be finer than the press can show."""
    left, top, right, bottom = picture.crop
    ppi = room.condition.picture_ppi
    return Wish(
        sha256=picture.sha256,
        crop=picture.crop,
        width=min(right - left, -(-picture.rect.width * ppi // POINTS_PER_INCH)),
        height=min(bottom - top, -(-picture.rect.height * ppi // POINTS_PER_INCH)),
        profile=room.press.sha256,
        ink_limit=room.condition.ink_limit,
    )


@lru_cache(maxsize=16)
def _developed(order: _Order) -> PressImage:
    room, key = order.room, order.wish.key
    if room.cache is not None and (known := load(room.cache, key)) is not None:
        return known
    # What converts takes long to import, and most builds have the photos of an earlier one.
    from layout.press.pictures.developing import Photo, develop

    picture = order.picture
    photo = Photo(_read(picture, order.path), picture.crop, order.wish.width, order.wish.height)
    try:
        image = develop(photo, room.press, room.condition.ink_limit)
    except ValueError as error:
        raise _refused(picture, "broken-photo", str(error), "save the picture again") from error
    if room.cache is not None:
        store(room.cache, key, image)
    return image


def _located(picture: Picture, root: Path) -> Path:
    """The photo's file. It is looked for on every run, so that no run's outcome hangs on what is remembered."""
    path = root / picture.file
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            what = "lies outside the edition's folder"
            raise _refused(picture, "photo-outside", what, "copy it into the folder")
        if path.stat().st_size > LARGEST:
            what = f"has more than {LARGEST // 2**20} MB"
            raise _refused(picture, "huge-photo", what, "save it with fewer pixels")
    except (OSError, ValueError):
        # ValueError: a NUL in the name.
        raise _refused(picture, "photo-gone", "can't be read", "put the file in its place") from None
    return path


def _read(picture: Picture, path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError:
        raise _refused(picture, "photo-gone", "can't be read", "put the file in its place") from None
    if hashlib.sha256(data).hexdigest() != picture.sha256:
        raise _refused(picture, "photo-changed", "changed since the page was set", "set the page again")
    return data


def _refused(picture: Picture, problem: str, what: str, hint: str) -> Refused:
    where = Place(file=picture.file)
    return Refused([Problem(problem, "refused", f"the photo {picture.photo!r} {what}", where, hint)])
