"""Writes a picture of the tabloid: `python -m tests.standin.papercut NAME OUT`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.standin.papercut.drawings import DRAWINGS, png
from tests.standin.papercut.scenes import SCENES, jpeg

if __name__ == "__main__":
    name, file = sys.argv[1:]
    Path(file).write_bytes(jpeg(SCENES[name]()) if name in SCENES else png(DRAWINGS[name]()))
