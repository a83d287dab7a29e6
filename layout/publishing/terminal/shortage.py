"""What a library or the system raised -> the problem that the machine has not enough of something, if it is that."""

from __future__ import annotations

import errno

from content.problems import Place, Problem

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EFBIG, errno.EAGAIN)


def shortage_of(error: Exception) -> Problem | None:
    """A lack of memory, of room on a disk, of files or processes is no fault of the program."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        what = "The machine has too little memory for this."
        hint = "close other programs, or work on one page at a time (--workers 1)"
        return Problem("no-memory", "refused", what, Place(), hint)
    if isinstance(error, OSError) and error.errno in _FULL:
        what = f"The machine has no room left: {error.strerror}."
        hint = "make room on its disks, close other programs, or name another folder in TMPDIR"
        return Problem("machine-full", "refused", what, Place(), hint)
    return None
