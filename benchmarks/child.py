"""Sets prepared folders with one program, in a process of its own: one folder cold, or many warm and timed.

    python -m benchmarks.child SETTER FACES RESULT FOLDER ...

The first folder warms up: it is set and not counted, unless it is the only one, as in a cold run, whose time is taken
from outside. RESULT is a JSON file.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.setter import PDF
from benchmarks.setters import SETTERS

BUDGET = 10.0
"""Seconds after which no further folder is begun."""


def main() -> None:
    setter, faces, result = SETTERS[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])
    set_pages = setter.start(faces)
    runs: list[tuple[float, float]] = []
    begin = time.perf_counter()
    for folder in map(Path, sys.argv[4:]):
        if len(runs) > 1 and time.perf_counter() - begin > BUDGET:
            break
        wall, cpu = time.perf_counter(), time.process_time()
        pdf = set_pages(folder)
        runs.append((time.perf_counter() - wall, time.process_time() - cpu))
        (folder / PDF).write_bytes(pdf)
    counted = runs[1:] or runs
    result.write_text(
        json.dumps({"seconds": [wall for wall, _ in counted], "cpu": [cpu for _, cpu in counted]}),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
