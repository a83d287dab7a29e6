"""What can be wrong with a picture file, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureFault:
    """What is wrong with a picture: a phrase that follows "The picture". `doubtful` where its pixels may be as they
    were meant all the same.
    """

    what: str
    doubtful: bool = False


class OddKind(Exception):
    """A picture that may be sound and is of a kind that is not read: a phrase that says what its pixels are."""


class SeveralPictures(OddKind):
    """A file of several pages."""
