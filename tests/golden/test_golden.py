"""The samples' pages against their goldens: `make golden`, and part of `make test`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from layout.press.document import Resources, write_pdf
from layout.publish import set_edition
from tests.golden.golden_pages import check_golden

EDITIONS = Path(__file__).parents[2] / "content" / "editions"


@pytest.mark.parametrize(
    "edition", ["wujin", "tategumi", "qianzi", "yangzhang", "haryeon", "tarnmouth", "weigang"]
)
def test_the_pages_of_a_sample_edition(edition: str) -> None:
    outcome, catalogue = set_edition(EDITIONS / edition)
    # A golden that was set in fall-back faces would be a golden of the wrong page.
    assert outcome.problems == ()
    scene = outcome.made.scene
    resources = Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes),
        root=outcome.edition.root,
    )
    for page in scene.pages:
        alone = replace(scene, pages=(page,))
        check_golden(f"{edition}-{page.name.lower()}", alone, write_pdf(alone, alone.pages, resources))
