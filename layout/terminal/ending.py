"""The program, begun -> its end: cleanly, however it is stopped, and with a fault of its own told as one."""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from content.problems import Place, Problem
from layout.terminal.console import FAULT, REFUSED, tell_problems, wrong


class Stopped(BaseException):
    """Somebody stops the program: Ctrl-C, a call to end, a closed terminal."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EFBIG, errno.EAGAIN)

_STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def run_to_the_end(program: Callable[[], object]) -> None:
    """Runs the program with a folder of its own for temporary files. Ends the process unless all went well: with 128
    and the signal's number where it is stopped, 2 where the machine has not enough of something, 3 for a fault.
    """
    if hasattr(sys.stdout, "reconfigure"):
        # A machine whose locale is not UTF-8 must still be able to print a headline.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    for number in _STOPS:
        if signal.getsignal(number) != signal.SIG_IGN:  # what starts it may want it not to hear one (nohup)
            signal.signal(number, _stop)
    try:
        from layout.publishing.placing.temporary import temporary_files_of_the_run

        with temporary_files_of_the_run():
            program()
    except Stopped as stopped:
        for number in _STOPS:
            signal.signal(number, signal.SIG_IGN)  # it ends already
        wrong.print("Stopped. Output folders hold a whole build, or none.", style="red")
        sys.exit(128 + stopped.number)
    except Exception as error:
        if shortage := _shortage(error):
            tell_problems([shortage])
            sys.exit(REFUSED)
        _tell_fault(traceback.format_exc())
        sys.exit(FAULT)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    raise Stopped(number)


def _shortage(error: Exception) -> Problem | None:
    """The problem that the machine has not enough memory, room on a disk, files or processes, if that was raised: it is
    no fault of the program.
    """
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        what = "The machine has too little memory for this."
        hint = "close other programs, or work on one page at a time (--workers 1)"
        return Problem("no-memory", "refused", what, Place(), hint)
    if isinstance(error, OSError) and error.errno in _FULL:
        what = f"The machine has no room left: {error.strerror}."
        hint = "make room on its disks, close other programs, or name another folder in TMPDIR"
        return Problem("machine-full", "refused", what, Place(), hint)
    return None


def _tell_fault(trace: str) -> None:
    """What nobody has foreseen: for the user one message, for whoever mends it a file."""
    where = "it could not be kept"
    with suppress(OSError):
        descriptor, name = tempfile.mkstemp(prefix="duikai-fault-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(trace)
        where = f"it is kept in {name}"
    wrong.print("fault", style="bold red", end="")
    wrong.print(": The program has a fault of its own. Output folders hold a whole build, or none.")
    wrong.print(f"    tell those who look after it what it was doing: {where}", style="dim")
