"""A PDF on standard input -> the plates of one of its pages on standard output. Run as a program of its own.

pdf_oxide is compiled: a file can bring it to run without end, to take all memory, or to fall with the process that
it is in. So it is in one that may fall, with limits of its own; Ghostscript is started with the same. This file imports
nothing of the project: it is run by path.

`SECONDS plates PAGE DPI` writes a line of JSON with the plates' names, widths and heights, then their bytes, one after
the other. `SECONDS run PROGRAM …` carries another program out. The last line on standard error is `spent`, and how many
seconds of computing it took.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

MEMORY = 1_000_000_000
"""Bytes of address space. Four plates of a broadsheet at 100 pixels to the inch take some 200 MB."""


def main() -> int:
    """Exit status 0, or 3 with the reason in a line on standard error; of another program its own."""
    seconds, what, *rest = sys.argv[1:]
    _set_bounds(int(seconds))
    if what == "run":
        status = subprocess.run(rest, check=False).returncode
    else:
        status = _write_plates(int(rest[0]), int(rest[1]))
    spent = time.process_time()
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent += used.ru_utime + used.ru_stime
    except ImportError:
        pass
    sys.stderr.write(f"spent {spent:.2f}\n")
    return status


def _set_bounds(seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return  # not on this system
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (bound, bound))
        except (OSError, ValueError):
            continue


def _write_plates(page: int, dpi: int) -> int:
    import pdf_oxide

    try:
        document = pdf_oxide.PdfDocument.from_bytes(sys.stdin.buffer.read())
        plates = document.render_separations(page, dpi)
        head = [(plate.ink_name, plate.width, plate.height) for plate in plates]
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
        for plate in plates:
            sys.stdout.buffer.write(bytes(plate.data))
        sys.stdout.buffer.flush()
    # A panic of the library comes as a BaseException of its own.
    except BaseException as error:
        sys.stderr.write(" ".join(str(error).split())[:200] + "\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
