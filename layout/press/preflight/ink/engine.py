"""A PDF on standard input -> the plates of one of its pages on standard output. Run as a program of its own.

pdf_oxide is compiled: a file can bring it to run without end, to take all memory, or to fall with the process that
it is in. So it is in one that may fall, with limits of its own. This file imports nothing of the project: it is run
by path.

Output: a line of JSON with the plates' names, widths and heights, then their bytes, one after the other.
"""

from __future__ import annotations

import json
import sys

MEMORY = 4 * 2**30
"""Bytes of address space. Four plates of a broadsheet at 100 pixels to the inch take some 200 MB."""


def main() -> int:
    """Exit status 0, or 3 with the reason in a line on standard error."""
    page, dpi, seconds = (int(argument) for argument in sys.argv[1:4])
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        pass  # not on this system: the one who started it holds the clock
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
