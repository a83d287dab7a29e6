"""Writes the stand-in picture: `python -m tests.standin OUT.jpg [WIDTH]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.standin.picture import WIDTH, jpeg, paint

if __name__ == "__main__":
    out = Path(sys.argv[1])
    width = int(sys.argv[2]) if len(sys.argv) > 2 else WIDTH
    out.write_bytes(jpeg(paint(width)))
