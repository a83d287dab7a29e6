"""A JPEG -> what is wrong with its pixels: each coded bit has to be there, and none may be left over.

Decoders fill up what is missing with gray, and say so in a warning that most programs do not hear. Here the picture is
rebuilt without its notes and decoded by one that hears them (libjpeg-turbo, strictly). What no decoder warns of is
looked for here: passes that a progressive JPEG lacks, a byte too many, holes.
"""

from __future__ import annotations

import re
from typing import Final

import simplejpeg

from content.pictures.fault import PictureFault
from content.pictures.jpegparts import COEFFICIENTS, PROGRESSIVE, Jpeg, Pass, take_apart

STRICT: Final = 8
"""The part of its size that a JPEG is decoded at to hear what is wrong: all of its code is read all the same."""

MOST_WORK: Final = 400_000_000
"""Pixels times passes, up to which each pass is decoded by itself: some seconds."""

HOLE: Final = 8
WIDE_HOLE: Final = 32
"""Bytes of noughts in a row that no picture has: in code of which noughts are waves of one size without end, and in
code of which they are blocks that get darker by the same large step, or runs of one flat block, without end."""

_NOUGHTS: Final = re.compile(rb"\0{8,}")
_LEFT_OVER: Final = re.compile(r"(\d+) extraneous bytes")
_END: Final = b"\xff\xd9"


def jpeg_fault(data: bytes) -> PictureFault | None:
    """What is wrong with a JPEG's pixels. Raises OddKind for frames that are not read.

    None also for what has no frame at all, which every decoder refuses.
    """
    jpeg = take_apart(data)
    if isinstance(jpeg, PictureFault):
        return jpeg
    if not jpeg.components:
        return None
    lacking = lacks_passes(jpeg)
    if lacking and jpeg.frame != PROGRESSIVE:
        return PictureFault("lacks the data of a whole colour")
    said = _decoder_words(jpeg.stream())
    if said:
        return _judge(said, jpeg)
    if any(_has_hole(scan) for scan in jpeg.passes):
        return PictureFault("seems to have a hole in its data, noughts where pixels were", doubtful=True)
    if lacking:
        return PictureFault("lacks the last passes of its data, so that it is blurred", doubtful=True)
    if jpeg.size[0] * jpeg.size[1] * len(jpeg.passes) <= MOST_WORK and _has_more(jpeg):
        return PictureFault("has data left behind its last pixel, and may be damaged", doubtful=True)
    return None


def _decoder_words(data: bytes) -> str:
    """What the decoder says of it, or nothing."""
    try:
        simplejpeg.decode_jpeg(data, "GRAY", min_height=1, min_width=1, min_factor=STRICT)
    except ValueError as error:
        return str(error) or "damaged"
    return ""


def _judge(said: str, jpeg: Jpeg) -> PictureFault:
    """Some cameras fill the end of a file with noughts, which is no damage, though a hole may look like it."""
    found = _LEFT_OVER.search(said)
    if "subsampling" in said:
        what = "samples its colours in a way that is not looked through for damage"
        return PictureFault(what, doubtful=True)
    if found is None:
        return PictureFault("is damaged or cut off" if "end" in said else "is damaged")
    last = bytes(jpeg.passes[-1].code)
    left = len(last) - len(last.rstrip(b"\0"))
    if left >= int(found[1]) and not _decoder_words(jpeg.stream(short=left)):
        what = f"has {left} bytes of noughts behind its last pixel, and may be damaged"
        return PictureFault(what, doubtful=True)
    return PictureFault("is damaged: it has more data than its pixels take")


def _has_more(jpeg: Jpeg) -> bool:
    """Whether a pass decodes as well without its last byte: damage between that left a wrong number of blocks."""
    return any(
        len(scan.code) > 1 and not _decoder_words(jpeg.stream(upto=number + 1, short=1))
        for number, scan in enumerate(jpeg.passes)
    )


def _has_hole(scan: Pass) -> bool:
    """Whether code holds noughts in a row that can't be a picture's. What they mean hangs on the tables: of each, the
    code of noughts alone is its first symbol's (T.81 C.2).
    """
    # Symbols of means are how many bits the step from the last block has; those of waves how many noughts come before,
    # and how many bits the wave has. Without bits nothing changes: flat ground.
    symbols = () if scan.high else scan.symbols
    dark = not scan.first and any((first or 0) & 15 > 1 for first, _ in symbols)
    waves = scan.last and any((second or 0) & 15 for _, second in symbols)
    # Flat blocks in a row of a progressive JPEG are coded as one run.
    if not (waves or dark or scan.first):
        return False
    least = HOLE if waves else WIDE_HOLE
    return any(len(found[0]) >= least for found in _NOUGHTS.finditer(scan.code))


def lacks_passes(jpeg: Jpeg) -> bool:
    """Whether there is a component that no pass has, or, in a progressive JPEG, a wave that is not there to its last
    bit (T.81 G.1.1.1).
    """
    if jpeg.frame != PROGRESSIVE:
        return not set(jpeg.components) <= {
            component for scan in jpeg.passes for component in scan.components
        }
    exact = {component: [False] * COEFFICIENTS for component in jpeg.components}
    for scan in jpeg.passes:
        for component in scan.components:
            if scan.low == 0 and component in exact and scan.last < COEFFICIENTS:
                exact[component][scan.first : scan.last + 1] = [True] * (scan.last + 1 - scan.first)
    return not all(all(waves) for waves in exact.values())
