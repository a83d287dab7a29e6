"""Characters -> which are superscripts and subscripts by themselves (m², CO₂, xⁿ, ™), and of what they are made."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

ScriptKind = Literal["super", "sub"]
"""Raised (上标), or lowered (下标)."""

SUPERSCRIPTS = (
    "ªº²³¹ʰ-ʸˠ-ˤჼᴬ-ᴮᴰ-ᴺᴼ-ᵍᵏ-ᵪᵸᶛ-ᶿ⁰ⁱ⁴-₎ₐ-ₜ℠™ⱼⱽⵯꚜꚝꝰꟲ-ꟴꟸꟹꭜ-ꭟꭩ\U00010781-\U00010785\U00010787-\U000107b0"
    "\U000107b2-\U000107ba\U0001f16a-\U0001f16c"
)
"""Superscripts and subscripts that are not as wide as Han: what decomposes as <super> or <sub> (Unicode Character
Database, 14), as the inside of a regular expression's class. The marks of kanbun (㆒) are Han.
"""

SUPERSCRIPT = re.compile(f"[{SUPERSCRIPTS}]")
"""One of them."""


def part_superscript(char: str) -> tuple[ScriptKind, str]:
    """Whether a superscript or subscript is raised or lowered, and the characters that it is a small form of."""
    kind, _, codes = unicodedata.decomposition(char).partition(" ")
    base = "".join(chr(int(code, 16)) for code in codes.split())
    return ("sub" if kind == "<sub>" else "super"), unicodedata.normalize("NFC", base)
