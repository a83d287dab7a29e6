"""An edition and its faces -> what press files are made from."""

from __future__ import annotations

from fonts.catalogue import Catalogue
from layout.plan.edition import Edition
from layout.press.document import Resources
from layout.publishing.folders import picture_cache


def press_resources(edition: Edition, catalogue: Catalogue, workers: int) -> Resources:
    """The faces, the edition's folder, and the folder that keeps converted photos."""
    return Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes),
        root=edition.root,
        cache=picture_cache(),
        workers=workers,
    )
