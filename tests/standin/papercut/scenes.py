"""The pictures of cut paper by name, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image

from tests.standin.papercut.ferry import ferry
from tests.standin.papercut.nets import drying, moonboat, shuttle
from tests.standin.papercut.winter import jars, race
from tests.standin.picture import srgb

SCENES: dict[str, Callable[[], Image.Image]] = {
    "ferry": ferry,
    "drying": drying,
    "shuttle": shuttle,
    "moonboat": moonboat,
    "race": race,
    "jars": jars,
}


def jpeg(picture: Image.Image) -> bytes:
    """The picture as a JPEG with an sRGB profile in it, small enough for a page's part."""
    out = BytesIO()
    picture.save(out, format="JPEG", quality=80, dpi=(300, 300), icc_profile=srgb())
    return out.getvalue()
