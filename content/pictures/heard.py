"""What a decoder writes to the process's error stream while it works -> text.

libtiff fills up the rows of a damaged fax with white and goes on; that it did is said there alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from typing import Final

_ONE_AT_A_TIME: Final = threading.Lock()
_MOST: Final = 65_536

_DAMAGE: Final = re.compile(
    r"^(?:Fax\w*|JPEGLib|LZW\w*|PackBits\w*|ZIP\w*|Old\w*): (?!.*not terminated with EOI|.*extra)(.+)$",
    re.MULTILINE,
)
"""A fault of packed pixels in libtiff's words. An end code that is missing and rows beyond the last do no harm."""


class Heard:
    """`damaged` once the work is done: whether a decoder spoke of damage."""

    damaged: bool = False


@contextlib.contextmanager
def listening() -> Iterator[Heard]:
    """Hold back what is written to the error stream, and look through it. Where it can't be had, nothing is heard."""
    heard = Heard()
    with _ONE_AT_A_TIME, contextlib.ExitStack() as held:
        try:
            kept = held.enter_context(tempfile.TemporaryFile())
            own = os.dup(2)
            held.callback(os.close, own)
            os.dup2(kept.fileno(), 2)
            held.callback(os.dup2, own, 2)
        except OSError:
            yield heard
            return
        try:
            yield heard
        finally:
            os.dup2(own, 2)
            kept.seek(0)
            heard.damaged = _DAMAGE.search(kept.read(_MOST).decode("utf-8", "replace")) is not None
