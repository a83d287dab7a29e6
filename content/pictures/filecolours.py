"""What a picture file says of its colours beside a profile -> the profile that says the same.

PNG's chunks (ISO/IEC 15948:2023 11.3.2: cICP before iCCP before sRGB before cHRM and gAMA), Exif's colour space
(Exif 3.0 4.6.6, DCF 2.0), TIFF's primaries and curves (TIFF 6.0 section 20).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from content.pictures.fault import OddKind
from content.pictures.profiles import (
    ADOBE_CURVE,
    ADOBE_RGB,
    D65,
    SRGB,
    SRGB_CURVE,
    VIDEO_CURVE,
    Curve,
    Primaries,
    rgb_profile,
)
from content.pictures.tiff.directories import Directory


@dataclass(frozen=True, slots=True)
class FileColours:
    """A profile for what a file says of its colours; None: nothing, or sRGB. `first` where it goes before the profile
    that the file brings. `doubt` follows the picture's name.
    """

    profile: bytes | None = None
    first: bool = False
    doubt: str = ""


NOTHING: Final = FileColours()

_PRIMARIES: Final = {
    1: SRGB,
    4: Primaries((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), (0.310, 0.316)),
    5: Primaries((0.64, 0.33), (0.29, 0.60), (0.15, 0.06)),
    **dict.fromkeys((6, 7), Primaries((0.630, 0.340), (0.310, 0.595), (0.155, 0.070))),
    9: Primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    11: Primaries((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351)),
    12: Primaries((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
"""ColourPrimaries (ITU-T H.273 table 2)."""

_CURVES: Final = {
    **dict.fromkeys((1, 6, 14, 15), VIDEO_CURVE),
    **{4: Curve(2.2), 5: Curve(2.8), 8: Curve(1.0), 13: SRGB_CURVE},
}
"""TransferCharacteristics (H.273 table 3)."""

_HIGH_RANGE: Final = {16: "PQ", 18: "HLG"}

_USUAL_GAMMA: Final = (0.4500, 0.4591)
"""1/2.2, with a hundredth to either side: what writers of sRGB put there for readers that know no more."""

_GAMMAS: Final = (0.1, 2.0)
"""What may be meant: 2.0 darkens, 0.1 is steeper than any screen."""

_UNKNOWN: Final = "says colours that {what}; they are taken as sRGB"


def read_png_colours(chunks: Mapping[bytes, bytes]) -> FileColours:
    """What a PNG's chunks before its pixels say (`png.head_chunks`). Raises OddKind for colours beyond what paper can
    show.
    """
    doubt = ""
    if (code := chunks.get(b"cICP")) is not None and len(code) == 4:
        primaries, curve, matrix, full = code
        if curve in _HIGH_RANGE:
            raise OddKind(f"of high dynamic range ({_HIGH_RANGE[curve]})")
        if primaries in _PRIMARIES and curve in _CURVES and not matrix and full:
            return _make_colours(_PRIMARIES[primaries], _CURVES[curve], first=True)
        doubt = _UNKNOWN.format(what="are not known here (cICP)")
    if b"iCCP" not in chunks and b"sRGB" in chunks:
        return NOTHING
    found = NOTHING if b"sRGB" in chunks else _chromatic(chunks)
    return FileColours(found.profile, doubt=found.doubt or (doubt if found.profile is None else ""))


def _chromatic(chunks: Mapping[bytes, bytes]) -> FileColours:
    """cHRM and gAMA, either of which may be missing."""
    gamma, primaries, curve = chunks.get(b"gAMA", b""), SRGB, SRGB_CURVE
    if len(gamma) == 4:
        value = int.from_bytes(gamma, "big") / 100_000
        if not _GAMMAS[0] <= value <= _GAMMAS[1]:
            return FileColours(doubt=_UNKNOWN.format(what="no screen has (gAMA)"))
        curve = Curve(1 / value)
    if len(chunks.get(b"cHRM", b"")) == 32:
        white, red, green, blue = (
            (x / 100_000, y / 100_000) for x, y in struct.iter_unpack(">II", chunks[b"cHRM"])
        )
        primaries = Primaries(red, green, blue, white)
    usual = len(gamma) < 4 or _USUAL_GAMMA[0] <= int.from_bytes(gamma, "big") / 100_000 <= _USUAL_GAMMA[1]
    if usual and primaries.near(SRGB):
        return NOTHING
    return _make_colours(primaries, curve)


def _make_colours(primaries: Primaries, *curves: Curve, first: bool = False) -> FileColours:
    if primaries.near(SRGB) and set(curves) == {SRGB_CURVE}:
        # Nothing is to be changed, also where a profile says something else.
        return FileColours(rgb_profile(SRGB, [SRGB_CURVE]) if first else None, first)
    try:
        return FileColours(rgb_profile(primaries, curves), first)
    except ValueError:
        return FileColours(doubt=_UNKNOWN.format(what="span no space"))


def read_exif_colours(image: Any) -> FileColours:
    """What Exif says: sRGB, or Adobe RGB by DCF's name for it (R03). `image` is Pillow's."""
    try:
        exif = image.getexif()
        space = exif.get_ifd(0x8769).get(0xA001)
        name = exif.get_ifd(0xA005).get(1)
    except Exception:  # whatever damaged metadata lead to, the pixels may be sound
        return NOTHING
    if isinstance(name, bytes):
        name = name.decode("ascii", "replace")
    if space == 2 or (space != 1 and str(name or "").strip("\0 ") == "R03"):
        return FileColours(rgb_profile(ADOBE_RGB, [ADOBE_CURVE]))
    if space == 0xFFFF:
        what = "has a colour space that is not sRGB, says Exif, and no profile of it; its colours are taken as sRGB"
        return FileColours(doubt=what)
    return NOTHING


def read_tiff_colours(directory: Directory) -> FileColours:
    """What a TIFF's PrimaryChromaticities, WhitePoint and TransferFunction say."""
    corners, white = directory.rational(319), directory.rational(318)
    table = directory.numbers.get(301, ())
    curves = _tables(table, directory.bits)
    if len(corners) != 6 and not curves:
        return NOTHING
    x, y = white if len(white) == 2 else D65
    own = list(zip(corners[::2], corners[1::2], strict=True)) if len(corners) == 6 else []
    red, green, blue = own or (SRGB.red, SRGB.green, SRGB.blue)
    return _make_colours(Primaries(red, green, blue, (x, y)), *(curves or [SRGB_CURVE]))


def _tables(values: tuple[int, ...], bits: tuple[int, ...]) -> list[Curve]:
    """One curve or three, each of as many numbers as a channel has values; none where they are something else."""
    if not bits or bits[0] not in (8, 16) or not values or max(values) > 65_535:
        return []
    each = 1 << bits[0]
    if len(values) not in (each, 3 * each):
        return []
    # A profile's table may be long; 4096 steps are finer than 8 bits of any curve show.
    step = max(1, each // 4096)
    parts = [values[start : start + each] for start in range(0, len(values), each)]
    return [Curve(table=(*part[:-1:step], part[-1])) for part in parts]
