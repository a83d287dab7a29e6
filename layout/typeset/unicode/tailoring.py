"""Classes that a tailoring of UAX #14 adds, and where they free a character of the rules against breaking beside it.

| class | who has it | freed |
|---|---|---|
| `FR` | marks that may begin and end a line | always |
| `IN^`, `HH^` | … and hyphens of CSS `loose` | behind an ideograph (and `IN^` behind another) |
| `PO^`, `PR^` | wide suffixes, prefixes of CSS `loose` | before the suffix, behind the prefix |
| `PO&`, `PR&` | the same of its other levels | never, and held beside what UAX #14 would part them from |
| `IN_`, `HH_`, `BA_`, `QU<_`, `QU>_` | marks that Chinese and Western share, level `none` | beside what is East Asian |
| `PO_`, `PR_` | wide suffixes, prefixes, level `none` | beside what is East Asian, and no number |

`FR` stands for an ideograph that no rule names: UAX #14's other rules (no break behind an opening mark, before a
closing one, beside no-break characters, inside a combining sequence) hold for it as for any.
"""

from __future__ import annotations

from dataclasses import replace

from layout.typeset.unicode.rules import HANGUL, IDEOGRAPHIC, Context, east_asian

FREE = "FR+"

TAILORED = """
FR FR+ NU+ IN^ IN+^ HH^ PO+^ PO~^ PR+^ PR~^ PO+& PO~& PR+& PR~&
IN_ IN+_ HH_ BA_ QU<_ QU>_ PO+_ PO~_ PR+_ PR~_
"""
"""The classes beyond those of `linebreak.txt`."""

_BEFORE_LOOSE = HANGUL | IDEOGRAPHIC | {"FR", "IN"}


def tailor_rules(context: Context, right: str) -> tuple[Context, str]:
    """The context and class that the rules are asked of, in place of those given: `FR` for a character that is free
    here, and one that may never begin or never end a line for a suffix or prefix that is held.
    """
    left = context.left
    if right.startswith("PO") and right.endswith("&"):
        return context, "BA"
    if left.startswith("PR") and left.endswith("&"):
        return replace(context, left="BB"), right
    if _free_before(left, right):
        return context, FREE
    if _free_behind(left, right):
        return replace(context, left=FREE, before=frozenset()), right
    return context, right


def _ideographic(kind: str) -> bool:
    """Whether a class is East Asian and no letter or digit: words and numbers keep what belongs to them."""
    return east_asian(kind) and kind[:2] not in ("AL", "NU")


def _free_before(left: str, right: str) -> bool:
    """Whether the character behind the place may begin a line, as far as its own class goes."""
    a, b = left[:2], right[:2]
    if right.endswith("^"):
        return {"HH": a == "ID", "IN": a in _BEFORE_LOOSE, "PO": True}.get(b, False)
    return right.endswith(("_", "_!")) and b != "PR" and a != "IN" and _ideographic(left)


def _free_behind(left: str, right: str) -> bool:
    """Whether the character before the place may end a line, as far as its own class goes."""
    if left.endswith("^"):
        return left.startswith("PR")
    return left.endswith(("_", "_!")) and left[:2] in ("PR", "QU") and _ideographic(right)
