"""Work and what it is done on -> what comes of each, in order, by several processes where that is quicker.

Pages of an edition depend on nothing of each other, so what comes of them is the same with any number of workers.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")

_given: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""The work in hand. A process that is forked has it too, with open fonts and all, and nothing is copied."""


def side_by_side(work: Callable[[Argument], Result], items: Sequence[Argument], workers: int) -> list[Result]:
    """What `work` makes of each item, by at most so many processes at a time.

    What comes back must be a value that can be pickled. An exception of the first item that has one is raised. Where
    processes can't be forked (only Linux does it safely), or one of them is killed, the work is done here.
    """
    count = min(workers, len(items))
    if count < 2 or not _may_fork():
        return [work(item) for item in items]
    _given.append((work, items))
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, fork, initializer=_begin_worker, initargs=(os.getpid(),)) as pool:
            return list(pool.map(_work_on, range(len(items))))
    except BrokenProcessPool:
        return [work(item) for item in items]
    finally:
        _given.pop()


def _may_fork() -> bool:
    return sys.platform == "linux" and not multiprocessing.current_process().daemon


_DIES_WITH = 1
"""PR_SET_PDEATHSIG of Linux's prctl(2)."""


def _begin_worker(parent: int) -> None:
    """A worker ends when its parent does, and in no other way: Ctrl-C is for the parent to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_DIES_WITH, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _work_on(number: int) -> Any:
    work, items = _given[-1]
    return work(items[number])
