"""The system's folder for temporary files -> a folder of this run in it, for whatever makes some; it goes with the run.

A run that is killed can't take it away: the next one does.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from layout.publishing.placing.owned import owned_folder, sweep_owned

_MARK = "duikai-"


@contextmanager
def temporary_files_of_the_run() -> Iterator[None]:
    """All temporary files of this process, and of those that it starts, come into one folder.

    Where the system gives none, nothing changes: what needs a file says so.
    """
    before = tempfile.tempdir
    with ExitStack() as run:
        with suppress(OSError):
            shared = Path(tempfile.gettempdir())
            with suppress(OSError):
                sweep_owned(shared, _MARK)
            folder = run.enter_context(owned_folder(shared, _MARK, mode=0o700))
            run.callback(setattr, tempfile, "tempdir", before)
            run.enter_context(_told_to_others(str(folder)))
            tempfile.tempdir = str(folder)
        yield


@contextmanager
def _told_to_others(folder: str) -> Iterator[None]:
    """The folder in the environment, for the programs that are started."""
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
