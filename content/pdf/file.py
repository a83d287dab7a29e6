"""The bytes of a PDF -> its objects, one by one as they are asked for; nothing is decoded but what holds objects.

pikepdf finds the objects. What it says of them is read from qpdf's own writing (`values`): the names of a file may be
in any encoding, and pikepdf's own values can't hold them all.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from content.pdf.values import Ref, Unreadable, Value, parse

MOST_STREAM: Final = 128_000_000
"""Bytes that a stream which holds objects may unpack to."""

_LONGEST_ARRAY: Final = 400_000
"""The longest arrays are the widths of fonts, two for each of 65,536 codes."""

_MOST_HOPS: Final = 20
"""A reference to a reference to …: in a sound file there is one."""


class Encrypted(Unreadable):
    """A PDF that needs a password, or forbids what may be done with it."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its dictionary, and its data as they are in the file, packed."""

    entries: dict[bytes, Value]
    data: bytes


class PdfFile:
    """An open PDF. Use it inside `opened`."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._known: dict[Ref, Value | Stream] = {}
        self._damage: list[str] = []

    @property
    def trailer(self) -> dict[bytes, Value]:
        with _told():
            trailer = parse(self._pdf.trailer.unparse(resolved=True))
        return trailer if isinstance(trailer, dict) else {}

    @property
    def version(self) -> str:
        return str(self._pdf.pdf_version)

    def damage(self) -> tuple[str, ...]:
        """What was mended to read what has been read so far."""
        with _told():
            self._damage += [plain(str(warning)) for warning in self._pdf.get_warnings()]
        return tuple(self._damage)

    def page_count(self) -> int:
        """How many pages there are. Raises Unreadable where the tree of pages goes round."""
        with _told():
            return len(self._pdf.pages)

    def look(self, value: Value) -> Value | Stream:
        """What a value is: a reference's object, anything else itself. Raises Unreadable."""
        for _ in range(_MOST_HOPS):
            if not isinstance(value, Ref):
                return value
            found = self._object(value)
            if isinstance(found, Stream):
                return found
            value = found
        raise Unreadable("holds a reference that goes round")

    def entry(self, entries: dict[bytes, Value], key: bytes) -> Value | Stream:
        """What a dictionary has under a key; None where it has nothing."""
        return self.look(entries.get(key))

    def dictionary(self, value: Value) -> dict[bytes, Value]:
        """The dictionary (or that of the stream) that a value is; an empty one where it is none."""
        found = self.look(value)
        if isinstance(found, Stream):
            return found.entries
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """The array that a value is; an empty one where it is none."""
        found = self.look(value)
        return found if isinstance(found, list) else []

    def _object(self, ref: Ref) -> Value | Stream:
        if ref not in self._known:
            with _told():
                self._known[ref] = self._read(ref)
        return self._known[ref]

    def _read(self, ref: Ref) -> Value | Stream:
        from pikepdf import Object
        from pikepdf import Stream as PikeStream

        found = self._pdf.get_object(ref.number, ref.generation)
        if isinstance(found, PikeStream):
            entries = parse(found.stream_dict.unparse(resolved=True))
            if not isinstance(entries, dict):
                raise Unreadable("holds a stream without a dictionary")
            return Stream(entries, bytes(found.read_raw_bytes()))
        if isinstance(found, Object):
            return parse(found.unparse(resolved=True))
        if found is None or isinstance(found, bool):
            return found
        return parse(format(found, "f" if not isinstance(found, int) else "d").encode("ascii"))


@contextmanager
def opened(data: bytes) -> Iterator[PdfFile]:
    """The PDF of these bytes, while it is read. Raises Unreadable, and Encrypted."""
    from pikepdf import PasswordError  # late: an edition without a PDF need not wait for it
    from pikepdf import open as open_pdf

    with _bounded(), _silent():
        with _told():
            try:
                pdf = open_pdf(io.BytesIO(data), suppress_warnings=True)
            except PasswordError:
                raise Encrypted("is encrypted") from None
        with pdf:
            if pdf.is_encrypted:
                raise Encrypted("is encrypted")
            yield PdfFile(pdf)


@contextmanager
def _bounded() -> Iterator[None]:
    """Keeps qpdf from unpacking a bomb. Its limits are the whole process's: they are put back."""
    from pikepdf import settings

    before: dict[str, Any] = {**settings.get_qpdf_limits()}
    settings.set_qpdf_limits(
        flate_max_memory=MOST_STREAM,
        run_length_max_memory=MOST_STREAM,
        png_max_memory=MOST_STREAM,
        tiff_max_memory=MOST_STREAM,
        parser_max_container_size=_LONGEST_ARRAY,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)


@contextmanager
def _silent() -> Iterator[None]:
    """Keeps what pikepdf logs from the user's terminal: it is asked for its warnings, and problems tell them."""
    logger = logging.getLogger("pikepdf._core")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


@contextmanager
def _told() -> Iterator[None]:
    """Turns whatever damaged or hostile data leads the library to into words.

    It raises half a dozen kinds of its own, RuntimeError, ValueError, TypeError and MemoryError.
    """
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        if isinstance(error, MemoryError) or "bad_alloc" in str(error):
            raise Unreadable("takes more memory to be read than a file may") from None
        raise Unreadable(f"is damaged ({plain(str(error)) or type(error).__name__})") from None


def plain(message: str) -> str:
    """A message of qpdf's without the name of what it read, which is an address in memory, and without offsets."""
    message = message.strip().partition("\n")[0]
    message = re.sub(r"^stream <[^>]*>(?: \([^)]*\)|, object [0-9 ]+at offset [0-9]+)?: ", "", message)
    message = re.sub(r"<[^<>]* at 0x[0-9a-f]+>", "", message)
    return "".join(char for char in message if char.isprintable())[:100]
