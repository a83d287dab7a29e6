"""What pages show of a kind -> the files that it comes from, their bytes, or a refusal that says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from content.files import open_plain
from content.problems import Place, Problem, Refused
from layout.scene import Advert, Line, Page, Picture, Region

Shown = TypeVar("Shown", Advert, Line, Picture)


def shown_items(pages: Sequence[Page], kind: type[Shown]) -> Iterator[tuple[Page, Region, Shown]]:
    """The items of a kind in the order of the pages, each with its page and region."""
    for page in pages:
        for region in page.regions:
            for item in region.items:
                if isinstance(item, kind):
                    yield page, region, item


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file by its hash, and where it is, which makes no difference to what is in it.

    `called` begins the sentence of each of its problems, `kind` is in their ids.
    """

    sha256: str
    kind: Literal["advert", "photo"]
    path: Path = field(compare=False)
    where: Place = field(compare=False)
    called: str = field(compare=False)

    def size(self, root: Path, hint: str) -> int:
        """Its bytes. Raises Refused for one that is missing, or outside of `root`, with that `hint`."""
        try:
            if self.path.resolve().is_relative_to(root.resolve()):
                return self.path.stat().st_size
        except (OSError, ValueError, RuntimeError):
            # ValueError: a NUL in the name. RuntimeError: links that go round.
            raise self._gone() from None
        raise self.refusal(f"{self.kind}-outside", "lies outside the edition's folder", hint)

    def read(self) -> bytes:
        """What is in it. Raises Refused where it can't be read or is no longer the one that was set."""
        try:
            with open_plain(self.path) as stream:
                data = stream.read()
        except (OSError, ValueError):
            raise self._gone() from None
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise self.refusal(f"{self.kind}-changed", "changed since the page was set", "set the page again")
        return data

    def refusal(self, id: str, what: str, hint: str) -> Refused:
        """The refusal of the file; `what` ends the sentence that it begins."""
        return Refused([Problem(id, "refused", f"{self.called} {what.rstrip('.')}.", self.where, hint)])

    def _gone(self) -> Refused:
        return self.refusal(f"{self.kind}-gone", "can't be read", "put the file in its place")
