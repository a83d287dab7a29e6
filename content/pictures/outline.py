"""A picture with transparency -> the polygon round what of it can be seen, row by row."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from content.files import open_plain

PictureOutline = tuple[tuple[float, float], ...]
"""A polygon: points x, y, each 0 to 1 of a picture's width and height from its upper left corner."""

ROWS = 96
"""Rows that a picture is looked at in: text runs round it in far fewer lines."""

SEEN = 128
"""Alpha, of 255, from which on a place is seen."""


def alpha_outline(path: Path) -> PictureOutline:
    """The outermost seen places of each row, down the left side and up the right one; none where nothing is seen, or
    the picture has no transparency.
    """
    alpha = _alpha(path)
    if alpha is None:
        return ()
    height = min(ROWS, alpha.height)
    width = max(1, round(alpha.width * height / alpha.height))
    small = alpha.resize((width, height), Image.Resampling.BOX)
    rows = [
        small.crop((0, row, width, row + 1)).point(lambda value: 255 if value >= SEEN else 0).getbbox()
        for row in range(height)
    ]
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for row in range(height):
        # A row is as wide as its neighbours, and a place wider: what is half seen at an edge is inside too.
        near = [box for box in rows[max(0, row - 1) : row + 2] if box is not None]
        if not near:
            continue
        start = max(0, min(box[0] for box in near) - 1) / width
        end = min(width, max(box[2] for box in near) + 1) / width
        left += [(start, row / height), (start, (row + 1) / height)]
        right += [(end, row / height), (end, (row + 1) / height)]
    return (*left, *reversed(right))


def _alpha(path: Path) -> Image.Image | None:
    """How a picture is seen through; None where it is not."""
    # Late: few pictures are asked for it.
    from content.pictures.picture import open_picture_file
    from content.pictures.tiff.channels import read_channels

    with open_plain(path) as stream, open_picture_file(stream) as picture:
        if picture.image is None:
            assert picture.directory is not None
            return read_channels(stream, picture.directory).alpha
        if own := {"A", "a"}.intersection(picture.image.getbands()):
            return picture.image.getchannel(own.pop())
        return picture.image.convert("RGBA").getchannel("A") if "transparency" in picture.image.info else None
