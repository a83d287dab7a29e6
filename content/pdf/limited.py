"""A function of the project and its arguments -> its result, made in a process of its own with limits.

What opens, walks through or draws a foreign file is compiled code in the end. A small file can make it take all
memory, run for ever or crash. So it runs in a process that may crash. The limits are computing time and memory, never
the clock, so that a busy machine refuses the same files as an idle one.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from content.problems import Place, Problem, Refused

MEMORY: Final = 1_000_000_000
"""Bytes of address space that a process of its own may have. A broadsheet's picture in four inks takes a third."""

_ROOT: Final = str(Path(__file__).resolve().parents[2])
_BEGIN: Final = "import sys; sys.path.insert(0, sys.argv[1]); from content.pdf.limited import main; main()"
_OUT_OF_MEMORY: Final = 70
_RAISED: Final = 71
_NO_ROOM: Final = 72
_MARK: Final = b"\x1dat "
"""Begins a line on standard error that says where in the file the work is."""


class _Work:
    """Whether this process is one that has bounds."""

    bounded = False


class Exceeded(Exception):
    """A file that took more than it may. `what` completes "it …"; `where` says where the work was, if anywhere."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where


class Unreadable(Exception):
    """What is wrong with a PDF, as the rest of a sentence that begins with `The PDF`."""


class Encrypted(Unreadable):
    """A PDF that needs a password, or forbids what may be done with it."""


def run_limited(
    call: Callable[..., Any] | str, *given: Any, seconds: int, memory: int = MEMORY, **options: Any
) -> Any:
    """The result of `call(*given, **options)`: a function of a module, or its name, `module:function`.

    It may take so many seconds of computing, and so many bytes of memory. On systems without such limits it runs
    without them. What it raises is raised here. Raises Exceeded where it took more, and Refused where the machine has
    no room for the files that go to and fro, or for one more process: that is not the file's fault.
    """
    named = call if isinstance(call, str) else f"{call.__module__}:{call.__qualname__}"
    command = [sys.executable, "-I", "-c", _BEGIN, _ROOT, named, str(seconds), str(memory)]
    # One thread each, so that a file takes as much time on any number of processors.
    env = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        status, made, said = _run_child(command, env, (given, options))
    except OSError as error:
        raise no_room(error.strerror or "unknown reason") from None
    lines = said.split(b"\n")
    if status in (0, _RAISED):
        try:
            result = pickle.loads(made)  # what this program's own code wrote
        except (pickle.UnpicklingError, EOFError, AttributeError, TypeError):
            raise Exceeded("brings the program that reads it to fall") from None
        if status == _RAISED:
            raise result
        return result
    if status == _NO_ROOM:
        raise no_room("no room for what a file is made into")
    where = next((line.removeprefix(_MARK) for line in reversed(lines) if line.startswith(_MARK)), b"")
    raise Exceeded(_why(status, seconds, memory), where.decode("utf-8", "replace"))


def _run_child(
    command: list[str], env: dict[str, str], asked_for: tuple[Any, Any]
) -> tuple[int, bytes, bytes]:
    """How a process ended, what it made and what it said. Raises OSError.

    Files and not pipes: the process may fall at any point, and nothing waits for the rest.
    """
    with (
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as made,
        tempfile.TemporaryFile() as said,
    ):
        pickle.dump(asked_for, asked, pickle.HIGHEST_PROTOCOL)
        asked.seek(0)
        run = subprocess.run(command, stdin=asked, stdout=made, stderr=said, env=env, check=False)
        said.seek(0)
        made.seek(0)
        return run.returncode, made.read(), said.read()


def no_room(why: str) -> Refused:
    """The refusal of work that the system's folder for temporary files has no room for."""
    what = f"The folder for temporary files can't be used: {why}."
    hint = "make room in it, or name another one in TMPDIR"
    return Refused([Problem("no-temporary-room", "refused", what, Place(), hint)])


def _why(status: int, seconds: int, memory: int) -> str:
    if status in (-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)):
        return f"takes more than {seconds} seconds of computing"
    if status == _OUT_OF_MEMORY:
        return f"takes more than {memory // 10**6:,} MB of memory"
    return f"brings the program that reads it to fall, or takes more than {memory // 10**6:,} MB of memory"


def working_at(where: str) -> None:
    """Say where in a file the work is, so that a file that takes too much is refused with that place."""
    if _Work.bounded:
        sys.stderr.buffer.write(_MARK + where.encode("utf-8", "replace") + b"\n")
        sys.stderr.buffer.flush()


def allow(seconds: int) -> None:
    """Let the work of this process take so many seconds more: a file of many pages takes longer."""
    if _Work.bounded:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if hard == resource.RLIM_INFINITY or soft + seconds <= hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft + seconds, hard))


def set_limits(seconds: int, memory: int) -> None:
    """Keep this process, and those that it starts, to so much computing and memory, as far as the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most, spare in (
        (resource.RLIMIT_AS, memory, 0),
        (resource.RLIMIT_CPU, seconds, 2_000),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        top = most + spare if hard == resource.RLIM_INFINITY else min(most + spare, hard)
        try:
            resource.setrlimit(kind, (min(most, top), top))
        except (OSError, ValueError):
            continue


def main() -> None:
    """The process's own beginning: what is asked comes on standard input, what is made goes to standard output."""
    _, _, named, seconds, memory = sys.argv
    set_limits(int(seconds), int(memory))
    _Work.bounded = True
    given, options = pickle.load(sys.stdin.buffer)  # what this program's own code wrote
    out = os.fdopen(os.dup(1), "wb")
    # What a library prints is no result.
    os.dup2(2, 1)
    module, _, function = named.partition(":")
    status = 0
    try:
        result: Any = getattr(importlib.import_module(module), function)(*given, **options)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except Exception as error:
        result, status = error, _RAISED
    try:
        written = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except Exception:
        # Some exceptions of libraries hold what can't be handed on.
        written, status = pickle.dumps(RuntimeError(type(result).__name__)), _RAISED
    try:
        out.write(written)
        out.flush()
    except OSError:
        status = _NO_ROOM
    # Nothing is torn down: a library that fell in its work may hang in its end.
    os._exit(status)
