"""What every room's tests have: hypothesis as the environment asks, and a reader's own faces.

Under CI hypothesis tries the same examples on every run, fresh ones elsewhere.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, settings

from tests.faces import square_face, variable_face

# No deadline: workers share two cores, so a slow example says nothing. No database: workers would write to one file,
# and a failure is printed with the line that repeats it.
settings.register_profile("here", deadline=None, database=None, print_blob=True)
settings.register_profile(
    "ci",
    parent=settings.get_profile("here"),
    derandomize=True,
    # A machine that is busy with the other workers is not a fault of the strategy.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(params=["glyf", "cff", "variable"])
def own_face(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A reader's own face in each format, with 中, 文 and a hyphen."""
    kind: Literal["glyf", "cff", "variable"] = request.param
    if kind == "variable":
        return variable_face("中文-", tmp_path / "own.ttf")
    return square_face("中文-", tmp_path / f"own.{kind}", kind)
