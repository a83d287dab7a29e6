"""A colour space as a file writes it -> a `ColourSpace` (ISO 32000-1 8.6)."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from typing import Any, Final

import pikepdf

from content.pdf.streams import Undecoded, decode_stream
from content.pdf.values import UNREADABLE, elements, entry, identity, name, resource, whole
from layout.preflight.content.colour import CMYK, GRAY, PATTERN, RGB, UNKNOWN, ColourSpace

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
