"""Writes a stand-in picture of a landscape: `python -m tests.standin campus|viaduct|new-town OUT.jpg [WIDTH]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.standin.campus import campus
from tests.standin.picture import WIDTH, jpeg, paint
from tests.standin.rivers import new_town, viaduct

PLACES = {"campus": campus, "viaduct": viaduct, "new-town": new_town}

if __name__ == "__main__":
    name, out, *rest = sys.argv[1:]
    Path(out).write_bytes(jpeg(paint(PLACES[name](), int(rest[0]) if rest else WIDTH)))
