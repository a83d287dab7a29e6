"""The ink of a page as figures, and who made the plates that they are measured on: what a report keeps of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Maker = Literal["pdf_oxide", "ghostscript"]


@dataclass(frozen=True, slots=True)
class InkFigures:
    """A page's ink in percent: the most that lies on one pixel of the trim, and the mean of each plate over it."""

    highest: float
    coverage: Mapping[str, float]
