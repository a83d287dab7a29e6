"""An ink of the scene: percent of each process ink, or a tint of one spot ink."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour: percent of each process ink, 0 to 100. Text and rules are K alone unless a paper says so.

    With a `spot` it is `tint` percent of that ink alone, and the process inks are 0: what the spot ink looks like is
    in the printing condition. The spot `All` is every plate of the file at once (registration colour).
    """

    cyan: float = 0
    magenta: float = 0
    yellow: float = 0
    black: float = 100
    spot: str = ""
    tint: float = 100

    @property
    def total(self) -> float:
        """Total area coverage in percent (TAC)."""
        return self.tint if self.spot else self.cyan + self.magenta + self.yellow + self.black


def spot_ink(name: str, tint: float = 100) -> Ink:
    """`tint` percent of a spot ink."""
    return Ink(0, 0, 0, 0, name, tint)
