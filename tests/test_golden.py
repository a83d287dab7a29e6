"""The sample's pages against their goldens: `make golden`, and part of `make test`."""

from __future__ import annotations

from pathlib import Path

from layout.press.document import Resources, write_pdf
from layout.publish import set_edition
from tests.golden_pages import check_golden

EDITIONS = Path(__file__).parent.parent / "content" / "editions"


def test_wujin_front_page() -> None:
    outcome, catalogue = set_edition(EDITIONS / "wujin")
    # A golden that was set in fall-back faces would be a golden of the wrong page.
    assert outcome.problems == ()
    scene = outcome.made.scene
    resources = Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes),
        root=outcome.edition.root,
    )
    check_golden("wujin-a01", scene, write_pdf(scene, scene.pages, resources))
