"""A file -> the fonts that its pages, forms and patterns name, each once, with the first page that does."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pikepdf

from layout.press.preflight.finding import Millimetres
from layout.press.preflight.values import elements, entries, entry, identity, inherited, name

MOST_FONTS: Final = 5_000
MOST_RESOURCES: Final = 200_000

FontKey = tuple[int, int, str]
"""Number and generation of a font's object; for one without, those of what holds it, and its name there."""


class ShownAt(Protocol):
    """Where a code is shown first."""

    @property
    def page(self) -> int: ...
    @property
    def place(self) -> Millimetres | None: ...
    @property
    def story(self) -> str | None: ...


class ShownFont(Protocol):
    """What pages show of a font: a walk through their content tells it.

    `visible` are the codes that are painted, `cids` the character ids of the codes of a composite font, as far as the
    file says them, and `first_of` the first place of each code.
    """

    @property
    def visible(self) -> Collection[int]: ...
    @property
    def first_of(self) -> Mapping[int, ShownAt]: ...
    def cids(self) -> Mapping[int, int]: ...


@dataclass(frozen=True)
class UsedFont:
    """A font dictionary, and the number of the first page that names it. `descendant` is of composite fonts."""

    key: FontKey
    font: Any
    page: int

    @property
    def kind(self) -> str:
        return name(entry(self.font, "/Subtype"))

    @property
    def descendant(self) -> Any:
        found = elements(entry(self.font, "/DescendantFonts"))
        return found[0] if found else None

    @property
    def descriptor(self) -> Any:
        return entry(self.descendant if self.kind == "/Type0" else self.font, "/FontDescriptor")

    @property
    def base(self) -> str:
        return name(entry(self.font, "/BaseFont")).removeprefix("/")

    @property
    def thing(self) -> str:
        """How findings call it: without the tag of its subset."""
        plain = re.sub(r"^[A-Z]{6}\+", "", self.base)
        return f"font {plain}" if plain else "a font without a name"


def used_fonts(pdf: pikepdf.Pdf) -> list[UsedFont]:
    """The fonts in the order of the pages. What is named and never shown is among them."""
    found: dict[FontKey, UsedFont] = {}
    seen: set[tuple[int, int]] = set()
    looked = 0
    for count, page in enumerate(pdf.pages, 1):
        stack: list[tuple[Any, Any]] = [(inherited(page.obj, "/Resources"), page.obj)]
        while stack and looked < MOST_RESOURCES and len(found) < MOST_FONTS:
            resources, holder = stack.pop()
            looked += 1
            if identity(resources) != (0, 0) and identity(resources) in seen:
                continue
            seen.add(identity(resources))
            fonts = entries(entry(resources, "/Font"))
            fonts += [
                ("", elements(entry(state, "/Font"))[0])
                for _, state in entries(entry(resources, "/ExtGState"))
                if elements(entry(state, "/Font"))
            ]
            for label, font in fonts:
                number, generation = identity(font)
                key = (number, generation, "") if number else (*identity(holder), label)
                found.setdefault(key, UsedFont(key, font, count))
            inner = [form for kind in ("/XObject", "/Pattern") for _, form in entries(entry(resources, kind))]
            for one in [*inner, *(font for _, font in fonts if name(entry(font, "/Subtype")) == "/Type3")]:
                # One with a number is looked at once; one without stands in a file once.
                if entry(one, "/Resources") is not None and (
                    identity(one) not in seen or identity(one) == (0, 0)
                ):
                    seen.add(identity(one))
                    stack.append((entry(one, "/Resources"), one))
    return list(found.values())
