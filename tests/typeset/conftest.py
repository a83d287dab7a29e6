"""Takes the room's test faces away when its tests are over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.typeset.setting import FOLDER


@pytest.fixture(scope="session", autouse=True)
def _faces() -> Iterator[None]:
    yield
    FOLDER.cleanup()
