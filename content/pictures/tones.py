"""A picture -> how light it is in each cell of a coarse net, for type that is laid on it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from content.files import open_plain

PictureTones = tuple[tuple[float, ...], ...]
"""Rows of cells from the top left, each the relative luminance of its part of the picture, 0 black to 1 white."""

CELLS = 64
"""Cells along the longer side of a picture: one is as large as a character or two of a caption."""


def measure_tones(path: Path) -> PictureTones:
    """The luminance of each cell (WCAG 2.2, relative luminance), of the picture as it is looked at. What is seen
    through is white. Raises what decoders do at damaged data.
    """
    # Late: few pictures are asked for it.
    from content.pictures.picture import open_picture_file
    from content.pictures.tiff.channels import read_channels, turn_upright

    with open_plain(path) as stream, open_picture_file(stream) as picture:
        if picture.image is None:
            assert picture.directory is not None
            found = read_channels(stream, picture.directory).image
        else:
            picture.image.draft(picture.image.mode, (8 * CELLS, 8 * CELLS))
            found = turn_upright(picture.image, picture.turn)
        longer = max(found.size)
        size = max(1, found.width * CELLS // longer), max(1, found.height * CELLS // longer)
        paper = Image.new("RGBA", size, "white")
        small = paper
        if found.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in found.info:
            small = Image.alpha_composite(paper, found.convert("RGBA").resize(size, Image.Resampling.BOX))
        else:
            small = found.convert("RGB").resize(size, Image.Resampling.BOX)
    levels = small.convert("RGB").tobytes()
    cells = [luminance((levels[at], levels[at + 1], levels[at + 2])) for at in range(0, len(levels), 3)]
    return tuple(tuple(cells[at : at + size[0]]) for at in range(0, len(cells), size[0]))


def luminance(rgb: tuple[int, int, int]) -> float:
    """The relative luminance of a colour of 255 levels (WCAG 2.2)."""
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        for level in (value / 255 for value in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
