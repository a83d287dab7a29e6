"""Where the house's own faces come from: pinned files, by hash, and which role each one plays.

No font file is kept in the tree. Two variable faces arrive with a dependency; the others are single members
of packages whose code is of no interest here, so the package is downloaded by hash, the members taken out
and the rest thrown away (`fonts.fetch`). All are under the SIL Open Font License 1.1.
"""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal


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
class Member:
    """What to take out of a package for one face: a font file, or the pieces that a web font is cut into.

    `sha256` and `size` are of the pieces as packed, one behind the other. What is packed as WOFF2 becomes a TrueType
    file, and several pieces become one: the face's own hash (`face.sha256`) is that file's.
    """

    face: Source
    paths: tuple[str, ...]
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """A package to take faces out of: its name, version and hash; `tool` is the program that downloads it."""

    project: str
    version: str
    sha256: str
    members: tuple[Member, ...]
    tool: Literal["pip", "npm"] = "pip"


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

KAI_HANT: Final = Source(
    role="kai-hant",
    file="Iansui-Regular.ttf",
    sha256="0625589c58c5226ed3ea612e3e5ff0c087f2a16226afc61ec41a4508f9aa4b38",
    size=7_571_172,
)
KAI_OLD: Final = Source(
    role="kai-old",
    file="LXGWWenKaiTC-Regular.ttf",
    sha256="9c03ea624094efc0c804ffb5032a4a4509ba02d7964a0614358b1290d48d394c",
    size=8_752_024,
)

INSTALLED: Final = (SONG, HEI)
"""Faces that come with the dependency `indico-fonts`."""


def _family(role: str, file: str, folder: str, sums: str) -> tuple[Member, ...]:
    """The members of a Latin family that lie in one folder: style, hash and size in each line."""
    rows = (line.split() for line in sums.strip().splitlines())
    return tuple(
        Member(Source(role, name, sha256, int(size)), (f"{folder}/{name}",), sha256, int(size))
        for style, sha256, size in rows
        for name in (f"{file}-{style}.ttf",)
    )


_SERIF = """
Regular b4e0771f06d8f6573a535312762b0b2f4fb9a03372239e39b0e7cf203da8ea9a 210360
It 13e315bc49bd04ef89228db5fbc793e407d76f9ffadda4e5e08894fb474736eb 78024
Semibold 83cc8531f284efb749bbb54f9fb4a0e0450cba918a41df76fabb3a42f2f95899 219192
SemiboldIt ce9ebf5f494bc17c2ec40f6cb8d80f80b5a15fa5e12559020581a7eda948cf92 78496
Bold 78041207a9c5166a82d41676d4c87f4c5ba4e1c13ac654e6e9e3538a5a0b0525 219320
BoldIt ea5d428577132b83195c5349b429125d5c5041406663ae2d30c258467c3092b5 78496
Black 3eb2883217d013b370c4a69e467616dcb2075f40d8d5231285e0a83817481ad9 214036
BlackIt eb16bd13e0d596d886a4f1b704e5c507fc30f22f3ac7e9d4d3fa6c6d95ae328a 77792
"""
_SANS = """
Regular b77f3a700edd0fc0dec73258f882d5c3926c77f5caf6800a201d2166568d2309 293956
It 36133e9f508b0b4c639e84b2a09855350be0b13700ad729ab519aa78e5c48d20 104236
Semibold b440fd42fd5a54e1b252731deca9cc86604bee6ffa99281f5874c3476eb17eae 292404
SemiboldIt e7687a5558387aa42c340012f24adc6d447f43cfaf3974e75fd91fff6451fe79 104020
Bold 2efc3a95d076f2d04c5928c0ad698b7c61cc302d6f6e79e9643cd3722f7becc2 291424
BoldIt eab3e6c76c677dda287b2e56f41f718cc975a14150f72ef82e0a87f1b56eac4c 103608
Black 1e59595ebe0445db9bcea5de0d0fa2e08766809d1c97789d938b71a77ecf3cf5 289364
BlackIt 6cdaeb50edf2de3f6222f4e53e7a22e838ee9533fd67a521a24c8ad973d48a8f 103404
"""


def _web_font(source: Source, file: str, numbers: tuple[int, ...], packed: tuple[str, int]) -> Member:
    """A face that is cut into numbered pieces, by how often characters stand together: those that have Han in them.
    `packed` are the hash and the size of all of them.
    """
    return Member(
        source, tuple(f"package/files/{file}-{number}-400-normal.woff2" for number in numbers), *packed
    )


_SLICES = (*range(5), 10, 11, 12, *range(23, 97), *range(101, 124))
"""The numbers that Google's cut of traditional Chinese fonts has for all of them."""

FETCHED: Final = (
    Package(
        project="nonebot-plugin-bilimedalwall",
        version="0.1.2",
        sha256="2a228940e5f2a22ef20b2a51c1ea461c97cdad23f341ad3aa36b9cd556fbe872",
        members=(
            Member(
                face=KAI,
                paths=("nonebot_plugin_BiliMedalWall/resources/fonts/LXGWWenKaiGB-Regular.ttf",),
                sha256=KAI.sha256,
                size=KAI.size,
            ),
        ),
    ),
    Package(
        project="xml2epub",
        version="2.6.11",
        sha256="a9e8e6c824ca4a47aa5c87b3d83ea65d9497930fa6b5dac93f46dc324e929492",
        members=(
            Member(
                face=NAMEPLATE,
                # The file name is the wheel's; the font in it is LXGW ZhenKai GB, a heavier cut than WenKai.
                paths=("xml2epub/epub_cover/LXGWWenKai-Regular.ttf",),
                sha256=NAMEPLATE.sha256,
                size=NAMEPLATE.size,
            ),
        ),
    ),
    Package(
        project="ii-slide",
        version="0.1.4",
        sha256="bbc50b729c3cc2edd8d22f89001597cc557dc24d409394e29df32df8da587863",
        members=(
            Member(
                face=FANGSONG,
                paths=("ii_slide/frontend/dist/assets/ZhuQueFangSong-DEfOC7qi.woff2",),
                sha256="81dd160d3c4608a70cc9eb794e4aaf8b1a6b07dec1a5284c48e402f0ffba1459",
                size=2_598_904,
            ),
        ),
    ),
    Package(
        project="font-source-serif-pro",
        version="0.0.1",
        sha256="38dd9a8d8027d22aa8ef2d10d27d7c558701b32772ff9f3790f509577e91dca4",
        members=_family("serif", "SourceSerifPro", "font_source_serif_pro/files", _SERIF),
    ),
    Package(
        project="font-source-sans-pro",
        version="0.0.1",
        sha256="2250396f565a0fea35726e56059216d1d5d75071d64d075ebdfec183b4b85765",
        members=_family("sans", "SourceSansPro", "font_source_sans_pro/files", _SANS),
    ),
    Package(
        project="@fontsource/iansui",
        version="5.3.0",
        sha256="1d48ba4031d7e4532105dd7e2ad0a503008e227b6a41ea8d4464f2130f3d67c3",
        members=(
            _web_font(
                KAI_HANT,
                "iansui",
                _SLICES,
                ("7839fbf3db16e9f54b3e7d10bd397dcc4391b39f9cb790a2bdb483cf2c8168f7", 3_692_696),
            ),
        ),
        tool="npm",
    ),
    Package(
        project="@fontsource/lxgw-wenkai-tc",
        version="5.3.0",
        sha256="b1829bf7ee0800f399ce7908236047854ba4a6959cdc7426c69a9904904c46b8",
        members=(
            _web_font(
                KAI_OLD,
                "lxgw-wenkai-tc",
                tuple(sorted((*_SLICES, 16, 97))),
                ("fe9cf3a24ba553c092e82a1341cb4170ef1061ea99c44f37a18347154030e4b5", 4_539_428),
            ),
        ),
        tool="npm",
    ),
)
"""Packages that `fonts.fetch` takes faces out of."""

SOURCES: Final = (*INSTALLED, *(member.face for package in FETCHED for member in package.members))
"""Every pinned file."""

STAND_INS: Final[dict[str, tuple[str, ...]]] = {
    "song": (),
    "hei": ("song",),
    "kai": ("song",),
    "fangsong": ("song",),
    "nameplate": ("kai", "song"),
    "serif": ("song",),
    "sans": ("hei", "song"),
    "kai-hant": ("kai-old", "kai", "song"),
    "kai-old": ("kai", "song"),
}
"""Role -> the roles tried in turn when its own face is not there."""

ITALICS: Final = {"song": "serif", "hei": "sans"}
"""Roles without an italic of their own -> the role whose italic is of the design of their Latin letters."""

REGIONAL: Final = {("kai", "zh-Hant"): "kai-hant"}
"""A role and a language (BCP 47, and what is more exact than it) -> the role that has that language's forms.

Taiwan and Hong Kong print nearly the same Kai, as their schools teach it. The inherited forms (爲 for 為, 眞 for 真)
are no newspaper's: they help out with the characters that Hong Kong has of its own.
"""


def sources_of(role: str) -> tuple[Source, ...]:
    """The pinned files of a role: one, or a file for each weight and slant."""
    return tuple(source for source in SOURCES if source.role == role)


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
