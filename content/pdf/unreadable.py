"""Why a PDF can't be used: the exceptions that its readers raise. They import no library."""

from __future__ import annotations


class Unreadable(Exception):
    """What is wrong with a PDF, as the rest of a sentence that begins with `The PDF`."""


class Encrypted(Unreadable):
    """A PDF that needs a password, or forbids what may be done with it."""
