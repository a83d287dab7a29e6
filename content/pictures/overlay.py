"""A file's stream -> the same with another beginning and more behind its end, without a copy of it."""

from __future__ import annotations

import io
from typing import IO


class PatchedStream(io.RawIOBase):
    """Reads a stream whose first bytes are `head`, and behind whose end is `tail`."""

    def __init__(self, base: IO[bytes], head: bytes, tail: bytes) -> None:
        super().__init__()
        self._base, self._head, self._tail = base, head, tail
        self._length = base.seek(0, io.SEEK_END)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length + len(self._tail)}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        end = self._length + len(self._tail)
        stop = end if size < 0 else min(end, self._at + size)
        parts = []
        if self._at < len(self._head):
            parts.append(self._head[self._at : stop])
        start = max(self._at, len(self._head))
        if start < min(stop, self._length):
            self._base.seek(start)
            parts.append(self._base.read(min(stop, self._length) - start))
        if stop > self._length:
            parts.append(self._tail[max(0, start - self._length) : stop - self._length])
        data = b"".join(parts)
        self._at += len(data)
        return data
