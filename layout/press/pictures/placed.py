"""Placed photos of the scene -> the images in the press file: cropped, scaled, in four inks or bits, compressed."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Final

import PIL

from content.problems import Place, Problem, Refused
from layout.press.file.profile import OutputProfile
from layout.press.pictures.cache import PressImage, load, store
from layout.press.placedfiles import PlacedFile
from layout.scene import Mpt, Picture
from layout.scene.condition import Condition, Sharpening

LARGEST: Final = 512 * 1024 * 1024
"""Bytes of a photo's file."""

METHOD: Final = 5
"""To be raised with any change that gives other pixels, so that no older conversion passes for a new one."""

POINTS_PER_INCH: Final = 72_000
"""In thousandths."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything that a converted picture depends on.

    `sha256` is the file's. `size` is the result's pixels, `line_size` if the file is of one bit. `profile` is the
    press's hash, `pillow` the version of what decodes and converts.
    """

    sha256: str
    crop: tuple[int, int, int, int]
    size: tuple[int, int]
    line_size: tuple[int, int]
    profile: str
    ink_limit: float
    sharpening: Sharpening | None
    method: int = METHOD
    pillow: str = PIL.__version__

    @property
    def key(self) -> str:
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Where photos come from and what for: the edition's folder, folders for conversions, the press.

    `cache` keeps conversions for the next run; without one, or where it can't be written, they are in `spare`, a folder
    of this run. At most `workers` photos are decoded at a time.
    """

    root: Path
    cache: Path | None
    spare: Path
    press: OutputProfile
    condition: Condition
    workers: int = 1


def press_images(pictures: Sequence[Picture], room: Darkroom) -> list[PressImage | Refused]:
    """Each picture as the press file holds it, or why it can't: a file that is missing, damaged, too large, outside the
    edition's folder or no longer the one that was set.

    What differs in its place alone is converted once. The outcome is the same with any number of workers.
    """
    located = [_find_file(picture, room.root) for picture in pictures]
    orders = {
        wish_for(picture, room).key: (picture, file)
        for picture, file in zip(pictures, located, strict=True)
        if isinstance(file, PlacedFile)
    }
    with warnings.catch_warnings():
        # Pillow warns of odd metadata and of many pixels: neither is news here, and errors still are errors. It is
        # said here, since what is filtered is the same for all threads.
        warnings.simplefilter("ignore")
        with ThreadPoolExecutor(max(1, min(room.workers, len(orders)))) as pool:
            made = pool.map(partial(_develop_order, room), orders.values())
            known = dict(zip(orders, made, strict=True))
    return [
        known[wish_for(picture, room).key] if isinstance(file, PlacedFile) else file
        for picture, file in zip(pictures, located, strict=True)
    ]


def wish_for(picture: Picture, room: Darkroom) -> Wish:
    """What is asked for: the crop's pixels, or fewer where they would be finer than the press can show."""
    condition = room.condition
    return Wish(
        sha256=picture.sha256,
        crop=picture.crop,
        size=_size(picture, condition.picture_ppi),
        line_size=_size(picture, condition.line_art_ppi),
        profile=room.press.sha256,
        ink_limit=condition.ink_limit,
        sharpening=condition.sharpening,
    )


def _size(picture: Picture, ppi: int) -> tuple[int, int]:
    left, top, right, bottom = picture.crop
    rect = picture.rect
    return _pixels(right - left, rect.width, ppi), _pixels(bottom - top, rect.height, ppi)


def _pixels(there: int, length: Mpt, ppi: int) -> int:
    return max(1, min(there, -(-length * ppi // POINTS_PER_INCH)))


def _develop_order(room: Darkroom, order: tuple[Picture, PlacedFile]) -> PressImage | Refused:
    picture, file = order
    asked = wish_for(picture, room)
    if room.cache is not None and (known := load(room.cache, asked.key)) is not None:
        return known
    # What converts takes long to import, and most builds have the photos of an earlier one.
    from layout.press.pictures.developing import CroppedPhoto, develop

    try:
        photo = CroppedPhoto(file.read(), picture.crop, asked.size, asked.line_size)
        packed = develop(photo, room.press, room.condition)
    except Refused as refused:
        return refused
    except ValueError as error:
        return file.refusal("broken-photo", str(error), "save the picture again")
    for folder in (room.cache, room.spare):
        if folder is not None:
            try:
                return store(folder, asked.key, packed)
            except OSError:
                continue
    return file.refusal("no-room-for-photo", "can't be kept on the disk", "make room for temporary files")


def photo_warnings(picture: Picture, image: PressImage) -> list[Problem]:
    """What an editor should know of a picture's conversion; nothing is held back."""
    hint = "save the picture with the profile that it was made in, or as sRGB"
    return [
        Problem("photo-profile", "warning", f"{_called(picture)} {what}.", _where(picture), hint)
        for what in image.warnings
    ]


def _find_file(picture: Picture, root: Path) -> PlacedFile | Refused:
    """The photo's file. It is looked for on every run, so that no run's outcome hangs on what is remembered."""
    file = PlacedFile(picture.sha256, "photo", root / picture.file, _where(picture), _called(picture))
    try:
        if file.size(root, "copy it into the folder") > LARGEST:
            what = f"has more than {LARGEST // 2**20} MB"
            return file.refusal("huge-photo", what, "save it with fewer pixels")
    except Refused as refused:
        return refused
    return file


def _called(picture: Picture) -> str:
    return f"The photo {picture.photo!r}"


def _where(picture: Picture) -> Place:
    return Place(file=picture.file, photo=picture.photo)
