"""A colour space and its operands -> a colour as a value, and how much of which ink it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

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
