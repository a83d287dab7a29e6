"""Turns a command into its wall time, processor time and peak memory, as JSON in a file.

    python -I -S launch.py RESULT COMMAND ...

It runs as a process of its own, and imports little, since a child's peak memory counts that of the process which
started it: a benchmark that had loaded much would set a floor under every figure.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> int:
    result, command = sys.argv[1], sys.argv[2:]
    begin = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    # Linux counts in kilobytes, macOS in bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    with open(result, "w", encoding="utf-8") as file:
        json.dump({"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak": peak}, file)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
