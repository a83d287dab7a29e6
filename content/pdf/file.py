"""The bytes of a PDF -> the open file within bounds, and what had to be mended to read it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pikepdf

from content.pdf.limited import Encrypted, Unreadable
from content.pdf.streams import bound_streams

MOST_STREAM: Final = 128_000_000
"""Bytes that a stream which holds objects may unpack to."""

_LONGEST_ARRAY: Final = 400_000
"""The longest arrays are the widths of fonts, two for each of 65,536 codes."""


class PdfFile:
    """An open PDF. Use it inside `open_pdf`."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._damage: list[str] = []

    def damage(self) -> tuple[str, ...]:
        """What was mended to read what has been read so far."""
        self._damage += [plain_words(warning) for warning in self.pdf.get_warnings()]
        return tuple(self._damage)


@contextmanager
def open_pdf(data: bytes) -> Iterator[PdfFile]:
    """The PDF of these bytes, while it is read. Numbers are had as they are written, and references are seen.

    Raises Unreadable, also for all that the library raises meanwhile, and Encrypted.
    """
    with bound_streams(MOST_STREAM, _LONGEST_ARRAY), _silence(), _in_words(), pikepdf.explicit_conversion():
        try:
            pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        except pikepdf.PasswordError:
            raise Encrypted("is encrypted") from None
        with pdf:
            if pdf.is_encrypted:
                raise Encrypted("is encrypted")
            yield PdfFile(pdf)


@contextmanager
def _silence() -> Iterator[None]:
    """Keeps what pikepdf logs from the user's terminal: it is asked for its warnings, and problems tell them."""
    logger = logging.getLogger("pikepdf._core")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


@contextmanager
def _in_words() -> Iterator[None]:
    """Turns whatever damaged or hostile data lead the library to into words.

    It raises half a dozen kinds of its own, RuntimeError, ValueError, TypeError and MemoryError.
    """
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        if isinstance(error, MemoryError) or "bad_alloc" in str(error):
            raise Unreadable("takes more memory to be read than a file may") from None
        raise Unreadable(f"is damaged ({plain_words(error) or type(error).__name__})") from None


def plain_words(message: object) -> str:
    """A message of qpdf's without the name of what it read, which is an address in memory, and without offsets."""
    text = str(message).strip().partition("\n")[0]
    text = re.sub(r"^stream <[^>]*>(?: \([^)]*\)|, object [0-9 ]+at offset [0-9]+)?: ", "", text)
    text = re.sub(r"<[^<>]* at 0x[0-9a-f]+>", "", text)
    return "".join(char for char in text if char.isprintable())[:100]
