"""A colour space as a file writes it, and its operands -> a colour as a value, and how much of which ink it is.

ISO 32000-1 8.6.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pikepdf

from content.pdf.streams import Undecoded, decode_stream
from content.pdf.values import UNREADABLE, elements, entry, identity, name, resource, whole

Family = Literal[
    "DeviceGray",
    "DeviceRGB",
    "DeviceCMYK",
    "CalGray",
    "CalRGB",
    "Lab",
    "ICCBased",
    "Indexed",
    "Separation",
    "DeviceN",
    "Pattern",
    "unknown",
]

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
ALL: Final = "All"
NONE: Final = "None"


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space (ISO 32000-1 8.6).

    `components` is how many numbers a colour of it has. `inks` are the names of a Separation or a DeviceN space.
    `base` is the space below: of an Indexed space its base, of a Separation or DeviceN its alternate, of a Pattern
    what uncoloured patterns are painted in. `table` are an Indexed space's bytes; `tint` is a digest of the function
    that turns a tint into the alternate, so that two spaces of one name can be told apart.
    """

    family: Family
    components: int
    inks: tuple[str, ...] = ()
    base: ColourSpace | None = None
    table: bytes = b""
    tint: str = ""

    def nested(self) -> Iterator[ColourSpace]:
        """The space and all below it."""
        space: ColourSpace | None = self
        while space is not None:
            yield space
            space = space.base

    @property
    def channels(self) -> tuple[str, ...] | None:
        """The ink that each component is, None where a component is none (RGB)."""
        if self.family == "DeviceCMYK" or (self.family == "ICCBased" and self.components == 4):
            return PROCESS
        if self.family in {"Separation", "DeviceN"}:
            return self.inks
        return None

    @property
    def is_gray(self) -> bool:
        """Whether a colour of it is a gray: printed in black, the more the lower its one number is."""
        return self.components == 1 and self.family in {"DeviceGray", "CalGray", "ICCBased"}


GRAY: Final = ColourSpace("DeviceGray", 1)
RGB: Final = ColourSpace("DeviceRGB", 3)
CMYK: Final = ColourSpace("DeviceCMYK", 4)
PATTERN: Final = ColourSpace("Pattern", 0)
UNKNOWN: Final = ColourSpace("unknown", 0)
"""A space that the file does not define, or defines wrongly."""


@dataclass(frozen=True, slots=True)
class ColourValue:
    """A colour: a space and its numbers. `pattern` is the name of the pattern that is painted with."""

    space: ColourSpace
    values: tuple[float, ...]
    pattern: str = ""

    inks: Mapping[str, float] | None = field(init=False, compare=False, repr=False)
    """Percent of each ink, without those of which there is none. None for what is not in inks: RGB, a pattern."""
    total: float = field(init=False, compare=False, repr=False)
    """Total ink in percent (TAC); `All` is the four process inks. 0 for what is not in inks."""

    def __post_init__(self) -> None:
        inks = _inks_of(self)
        object.__setattr__(self, "inks", inks)
        total = sum(percent * (4 if ink == ALL else 1) for ink, percent in inks.items()) if inks else 0.0
        object.__setattr__(self, "total", total)

    @property
    def is_black_alone(self) -> bool:
        """Whether it is black at full strength and nothing else."""
        inks = self.inks
        return inks is not None and set(inks) == {"Black"} and inks["Black"] > 99.5

    def __str__(self) -> str:
        """`C 10 M 0 Y 0 K 20`, `WARM RED 100`, `DeviceRGB 1 0 0`: numbers of inks are percent."""
        if self.pattern:
            return f"pattern {self.pattern}"
        if self.space.family == "DeviceCMYK":
            return " ".join(
                f"{ink} {value * 100:.4g}" for ink, value in zip("CMYK", self.values, strict=True)
            )
        inks = self.inks
        if inks is not None and not self.space.is_gray:
            return " ".join(f"{ink} {percent:.4g}" for ink, percent in inks.items()) or "no ink"
        return " ".join((self.space.family, *(f"{value:.4g}" for value in self.values)))


def _inks_of(colour: ColourValue) -> Mapping[str, float] | None:
    space, values = colour.space, colour.values
    if colour.pattern:
        return None
    if space.family == "Indexed" and space.base is not None and values:
        return ColourValue(space.base, _look_up(space, values[0])).inks
    if space.is_gray and values:
        return _percent_of(("Black",), (1 - values[0],))
    channels = space.channels
    return None if channels is None else _percent_of(channels, values)


def _percent_of(channels: tuple[str, ...], values: tuple[float, ...]) -> dict[str, float]:
    """Percent of each channel, an ink that has several of them once, at its strongest."""
    found: dict[str, float] = {}
    for ink, value in zip(channels, values, strict=False):
        percent = min(max(value, 0.0), 1.0) * 100
        if ink != NONE and percent > 0:
            found[ink] = max(percent, found.get(ink, 0))
    return found


def _look_up(space: ColourSpace, index: float) -> tuple[float, ...]:
    """The colour of an index, in the base's numbers: bytes are 0 to 255 parts of its range (8.6.6.3)."""
    assert space.base is not None
    wide = space.base.components
    start = max(int(index), 0) * wide
    return tuple(byte / 255 for byte in space.table[start : start + wide])


def first_colour(space: ColourSpace) -> ColourValue:
    """The colour that a space begins with when it is set (ISO 32000-1 8.6.5.2 to 8.6.6.5)."""
    if space.family in {"Separation", "DeviceN"}:
        return ColourValue(space, (1.0,) * space.components)
    if space.family == "DeviceCMYK":
        return ColourValue(space, (0.0, 0.0, 0.0, 1.0))
    return ColourValue(space, (0.0,) * space.components)


BLACK: Final = ColourValue(GRAY, (0.0,))
"""What a page begins with: DeviceGray 0."""


DEVICE: Final = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}
SHORT: Final = {"G": GRAY, "RGB": RGB, "CMYK": CMYK}
"""The short names of inline images (ISO 32000-1 table 94)."""

DEEPEST: Final = 6
"""Spaces below one another: a Pattern over an Indexed over a DeviceN over an ICCBased with an alternate are five."""
MOST_INKS: Final = 32
"""ISO 32000-1 annex C: the most components of a DeviceN space."""


class ColourSpaces:
    """Reads colour spaces; each indirect one is read once.

    `undefined` gets the kind and the name of what is missing in the resources, `unreadable` the name of a broken space.
    """

    def __init__(self, undefined: Callable[[str, str], None], unreadable: Callable[[str], None]) -> None:
        self._undefined = undefined
        self._unreadable = unreadable
        self._known: dict[tuple[int, int], ColourSpace] = {}

    def named(self, called: str, resources: Any, *, inline: bool = False) -> ColourSpace:
        """The space of a name: a device's own, or one of the resources."""
        if called in DEVICE:
            return DEVICE[called]
        if inline and called in SHORT:
            return SHORT[called]
        found = resource(resources, "/ColorSpace", called)
        if found is None:
            self._undefined("ColorSpace", called)
            return UNKNOWN
        space = self.read(found, resources)
        if UNKNOWN in space.nested():
            self._unreadable(called)
        return space

    def read(self, value: Any, resources: Any, *, inline: bool = False, depth: int = 0) -> ColourSpace:
        """The space that an object describes; `UNKNOWN` for one that can't be read."""
        if depth > DEEPEST:
            return UNKNOWN
        if isinstance(value, pikepdf.Name):
            # A resource may be a name, but not the name of another resource.
            return self.named(name(value), resources if depth == 0 else None, inline=inline)
        number = identity(value)
        if number[0] and number in self._known:
            return self._known[number]
        space = self._array(elements(value)[:8], resources, depth, inline)
        if number[0]:
            self._known[number] = space
        return space

    def _array(self, parts: list[Any], resources: Any, depth: int, inline: bool) -> ColourSpace:
        if not parts:
            return UNKNOWN
        match name(parts[0]):
            case "DeviceGray" | "DeviceRGB" | "DeviceCMYK" as family:
                return DEVICE[family]
            case "G" | "RGB" | "CMYK" as short if inline:
                return SHORT[short]
            case "CalGray":
                return ColourSpace("CalGray", 1)
            case "CalRGB" | "Lab" as family:
                return ColourSpace(family, 3)
            case "ICCBased" if len(parts) > 1:
                wide = whole(entry(parts[1], "/N"), 0)
                return ColourSpace("ICCBased", wide) if wide in {1, 3, 4} else UNKNOWN
            case "Indexed" | "I" if len(parts) > 3:
                base = self.read(parts[1], resources, inline=inline, depth=depth + 1)
                return ColourSpace("Indexed", 1, base=base, table=_read_table(parts[3]))
            case "Separation" if len(parts) > 3:
                base = self.read(parts[2], resources, depth=depth + 1)
                return ColourSpace("Separation", 1, (name(parts[1]),), base, tint=_digest_function(parts[3]))
            case "DeviceN" if len(parts) > 3:
                inks = tuple(name(ink) for ink in elements(parts[1])[:MOST_INKS])
                base = self.read(parts[2], resources, depth=depth + 1)
                return ColourSpace("DeviceN", len(inks), inks, base, tint=_digest_function(parts[3]))
            case "Pattern":
                below = self.read(parts[1], resources, depth=depth + 1) if len(parts) > 1 else None
                return ColourSpace("Pattern", 0, base=below)
        return UNKNOWN


def _read_table(value: Any) -> bytes:
    """The bytes of an Indexed space's colours; none where they can't be read."""
    try:
        return bytes(value)[:4096] if isinstance(value, pikepdf.String) else decode_stream(value, 1 << 16)
    except (Undecoded, *UNREADABLE):
        return b""


def _digest_function(function: Any) -> str:
    """A digest of a function's entries and samples, the same for two that are written alike.

    A function that can't be read has the digest of its dictionary alone.
    """
    found = hashlib.sha256(_write_out(function, 0).encode("utf-8", "replace"))
    with contextlib.suppress(Undecoded):
        found.update(decode_stream(function, 1 << 20))
    return found.hexdigest()[:16]


def _write_out(value: Any, depth: int) -> str:
    """What an object says, without what says how it is packed."""
    if depth > DEEPEST:
        return "…"
    if isinstance(value, pikepdf.Array):
        return f"[{' '.join(_write_out(item, depth + 1) for item in elements(value)[:1000])}]"
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        try:
            keys = sorted({str(key) for key in value} - {"/Length", "/Filter", "/DecodeParms"})
        except UNREADABLE:
            keys = []
        return f"<<{' '.join(f'{key} {_write_out(entry(value, key), depth + 1)}' for key in keys)}>>"
    try:
        return f"{float(value):g}"
    except UNREADABLE:
        return str(name(value))
