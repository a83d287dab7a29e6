"""Builds the faces that the press's tests bring themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from tests.faces import square_face, variable_face


@pytest.fixture(params=["glyf", "cff", "variable"])
def own_face(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A reader's own face in each format, with 中, 文 and a hyphen."""
    kind: Literal["glyf", "cff", "variable"] = request.param
    if kind == "variable":
        return variable_face("中文-", tmp_path / "own.ttf")
    return square_face("中文-", tmp_path / f"own.{kind}", kind)
