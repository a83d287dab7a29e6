"""A colour space -> what kind of ink it is printed in."""

from __future__ import annotations

from typing import Any, Final

import pikepdf

from content.pdf.values import elements, entry, name, whole

_KINDS: Final = {
    "DeviceCMYK": "cmyk", "CMYK": "cmyk", "DeviceGray": "gray", "G": "gray", "CalGray": "gray", "Separation": "inks",
    "DeviceN": "inks", "Indexed": "indexed", "I": "indexed", "Pattern": "pattern",
}  # fmt: skip


def kind_of(space: Any) -> str:
    """`cmyk`, `gray`, `inks` (Separation and DeviceN), `indexed`, `pattern`, `rgb` for all that is not of the press."""
    parts = elements(space)
    called = name(parts[0]) if parts else name(space)
    if called == "ICCBased" and len(parts) > 1:
        return {1: "gray", 4: "cmyk"}.get(whole(entry(parts[1], "/N"), 0), "rgb")
    return _KINDS.get(called, "rgb")


def process_inks(pdf: pikepdf.Pdf) -> pikepdf.Array:
    """The four process inks as a DeviceN space, in which all of them are always painted."""
    same = pdf.make_stream(b"{0 add}", FunctionType=4, Domain=[0, 1] * 4, Range=[0, 1] * 4)
    inks = [pikepdf.Name(f"/{ink}") for ink in ("Cyan", "Magenta", "Yellow", "Black")]
    return pikepdf.Array([pikepdf.Name.DeviceN, pikepdf.Array(inks), pikepdf.Name.DeviceCMYK, same])


def black_ink() -> pikepdf.Array:
    """The black ink as a Separation space."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.Black, pikepdf.Name.DeviceCMYK, tint])
