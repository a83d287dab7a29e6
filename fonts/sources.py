"""Where the house's own faces come from: pinned files, by hash, and which role each one plays.

No font file is kept in the tree. Two variable faces arrive with a dependency; the others are single members
of wheels whose code is of no interest here, so the wheel is downloaded by hash, the one member taken out
and the rest thrown away (`fonts.fetch`). All are under the SIL Open Font License 1.1.
"""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """One pinned font file.

    `file` is the name it has in the catalogue, `sha256` the hash of that file, `size` its length in bytes.
    """

    role: str
    file: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """A font file to be taken out of a wheel: `project==version`, its hash, and the one member.

    `sha256` and `member_sha256` are of the wheel and of the member as packed; where the member is WOFF2, the
    face's own hash (`face.sha256`) is that of the TrueType file made from it.
    """

    face: Source
    project: str
    version: str
    sha256: str
    member: str
    member_sha256: str
    member_size: int


SONG: Final = Source(
    role="song",
    file="NotoSerifCJKjp-VF.ttf",
    sha256="d868bf3ecf638ae11878ccc3aab05788014b289a7a5c11bda2ced30028822d93",
    size=59_955_092,
)
HEI: Final = Source(
    role="hei",
    file="NotoSansCJKjp-VF.ttf",
    sha256="240c9b83bf7b386edbae39995ae7e068ed4583f484d92e4a74c34158b5f27b1a",
    size=36_174_296,
)
KAI: Final = Source(
    role="kai",
    file="LXGWWenKaiGB-Regular.ttf",
    sha256="314ab991f6e8055842086a13ae6e463b9edf340f250568bb97dbc8a2c0954e2f",
    size=9_040_176,
)
NAMEPLATE: Final = Source(
    role="nameplate",
    file="LXGWZhenKaiGB-Regular.ttf",
    sha256="1d0858cb139ba98cf562a3def1777dca3b308651f1586dffd4593d20e4e2b848",
    size=17_480_174,
)
FANGSONG: Final = Source(
    role="fangsong",
    file="ZhuqueFangsong-Regular.ttf",
    sha256="5a9fd0ccec3427846b8fdff0619ae5975a07b13889ecfe15badc3dd752d4c936",
    size=4_804_172,
)

INSTALLED: Final = (SONG, HEI)
"""Faces that come with the dependency `indico-fonts`."""

FETCHED: Final = (
    Wheel(
        face=KAI,
        project="nonebot-plugin-bilimedalwall",
        version="0.1.2",
        sha256="2a228940e5f2a22ef20b2a51c1ea461c97cdad23f341ad3aa36b9cd556fbe872",
        member="nonebot_plugin_BiliMedalWall/resources/fonts/LXGWWenKaiGB-Regular.ttf",
        member_sha256=KAI.sha256,
        member_size=KAI.size,
    ),
    Wheel(
        face=NAMEPLATE,
        project="xml2epub",
        version="2.6.11",
        sha256="a9e8e6c824ca4a47aa5c87b3d83ea65d9497930fa6b5dac93f46dc324e929492",
        # The file name is the wheel's; the font in it is LXGW ZhenKai GB, a heavier cut than WenKai.
        member="xml2epub/epub_cover/LXGWWenKai-Regular.ttf",
        member_sha256=NAMEPLATE.sha256,
        member_size=NAMEPLATE.size,
    ),
    Wheel(
        face=FANGSONG,
        project="ii-slide",
        version="0.1.4",
        sha256="bbc50b729c3cc2edd8d22f89001597cc557dc24d409394e29df32df8da587863",
        member="ii_slide/frontend/dist/assets/ZhuQueFangSong-DEfOC7qi.woff2",
        member_sha256="81dd160d3c4608a70cc9eb794e4aaf8b1a6b07dec1a5284c48e402f0ffba1459",
        member_size=2_598_904,
    ),
)
"""Faces that `fonts.fetch` takes out of wheels."""

SOURCES: Final = {source.role: source for source in (*INSTALLED, *(wheel.face for wheel in FETCHED))}
"""Every pinned file by the role it plays."""

STAND_INS: Final[dict[str, tuple[str, ...]]] = {
    "song": (),
    "hei": ("song",),
    "kai": ("song",),
    "fangsong": ("song",),
    "nameplate": ("kai", "song"),
}
"""Role -> the roles tried in turn when its own face is not there."""


def cache_folder() -> Path:
    """Where fetched faces lie: `.cache/faces` of the project, or `$DUIKAI_CACHE/faces`."""
    chosen = os.environ.get("DUIKAI_CACHE")
    root = Path(chosen) if chosen else Path(__file__).resolve().parents[1] / ".cache"
    return root / "faces"


def path_of(source: Source) -> Path | None:
    """The file of a source on this machine, or None where it is not there. Its hash isn't checked here."""
    if source in INSTALLED:
        # find_spec of a top-level package looks it up without importing it.
        spec = importlib.util.find_spec("indico_fonts")
        folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    else:
        folder = cache_folder()
    path = folder / source.file if folder is not None else None
    return path if path is not None and path.is_file() else None
