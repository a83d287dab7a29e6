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
    with ExitStack() as run:
        with suppress(OSError):
            shared = Path(tempfile.gettempdir())
            with suppress(OSError):
                sweep_owned(shared, _MARK)
            folder = run.enter_context(owned_folder(shared, _MARK, mode=0o700))
            run.callback(_set_folder, tempfile.tempdir, os.environ.get("TMPDIR"))
            _set_folder(str(folder), str(folder))
        yield


def _set_folder(own: str | None, environment: str | None) -> None:
    """For this process, and for the programs that it starts."""
    tempfile.tempdir = own
    if environment is None:
        os.environ.pop("TMPDIR", None)
    else:
        os.environ["TMPDIR"] = environment
