"""A profile's name in the printing condition -> the ICC profile of the press, checked."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NoReturn

from PIL import ImageCms

from content.files import at_most, inside, open_plain, refuse_input, shorten
from content.problems import Place, Refused
from layout.press.file.objects import DEFLATE_LEVEL

BUNDLED: Final = Path(__file__).parents[1] / "profiles"
LARGEST: Final = 32 * 1024 * 1024
"""Bytes. Press profiles have 0.1 to 3 MB."""

RELATIVE: Final = ImageCms.Intent.RELATIVE_COLORIMETRIC
"""How colours that the press can't print are brought to ones that it can."""


@dataclass(frozen=True, slots=True)
class OutputProfile:
    """A press's ICC profile: its bytes, the same compressed for a press file, their SHA-256, its own name."""

    data: bytes
    deflated: bytes
    sha256: str
    description: str


def read_profile(name: str, root: Path) -> OutputProfile:
    """The profile of that name among the press's own, or at that path inside the edition's folder.

    Raises Refused where there is none, or where it is not a CMYK printer profile.
    """
    try:
        path = BUNDLED / name if name in _bundled_names() else inside(root, name)
        with open_plain(path) as stream:
            data = at_most(stream, LARGEST + 1)
    except (Refused, OSError, ValueError) as error:
        if isinstance(error, Refused) and error.problems[0].id == "outside-edition":
            _refuse(name, "lies outside the edition's folder", "put a copy beside edition.yaml")
        hint = f"name a file of the edition, or one of: {', '.join(_bundled_names())}"
        _refuse(name, "can't be read", hint)
    if len(data) > LARGEST:
        _refuse(name, f"has more than {LARGEST // 2**20} MB", "name an ICC profile")
    return _check_profile(name, data)


@lru_cache(maxsize=8)
def _check_profile(name: str, data: bytes) -> OutputProfile:
    # ICC.1 7.2: device class at byte 12, colour space at 16, the file mark at 36.
    if len(data) < 128 or data[36:40] != b"acsp":
        _refuse(name, "is no ICC profile", "name an ICC profile of a press")
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        _refuse(name, "is not a CMYK printer profile", "name the profile that the printer gave")
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
        # A profile that was cut short opens, and shows what it lacks when colours are asked of it.
        usable = ImageCms.isIntentSupported(opened, RELATIVE, ImageCms.Direction.OUTPUT) == 1
        description = ImageCms.getProfileDescription(opened).strip() if usable else ""
    except (ImageCms.PyCMSError, OSError, ValueError):
        _refuse(name, "is damaged", "ask the printer for a sound copy")
    if not usable:
        _refuse(name, "can't turn colours into inks", "ask the printer for a sound copy")
    return OutputProfile(
        data, zlib.compress(data, DEFLATE_LEVEL), hashlib.sha256(data).hexdigest(), description
    )


def _bundled_names() -> list[str]:
    return sorted(profile.name for profile in BUNDLED.glob("*.icc"))


def _refuse(name: str, what: str, hint: str) -> NoReturn:
    refuse_input("press-profile", f"the press profile {shorten(name)!r} {what}", Place(field="profile"), hint)
