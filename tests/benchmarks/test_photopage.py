"""The page of photos is the same in every program: an edition that can be built, and the peers' documents beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from benchmarks import photopage, sheet
from benchmarks.photopage import PHOTOS, blocks, write_edition, write_html, write_typst
from layout.publish import set_edition
from layout.scene import Picture


def test_photos_are_the_same_on_every_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photopage, "WIDTH", 1200)
    monkeypatch.setattr(photopage, "HEIGHT", 1000)
    for name, number in (("a", 1), ("b", 1), ("c", 2)):
        photopage.photograph(number, tmp_path / name)
    one, again, other = ((tmp_path / name).read_bytes() for name in ("a", "b", "c"))
    assert one == again != other


def test_twelve_photos_stand_on_one_page(tmp_path: Path) -> None:
    photos = []
    for number in range(PHOTOS):
        photos.append(tmp_path / f"photo-{number + 1:02}.jpg")
        Image.new("RGB", (60, 40), (number * 20, 0, 0)).save(photos[-1])
    (tmp_path / "page").mkdir()
    write_edition(tmp_path / "page", photos)
    outcome, _ = set_edition(tmp_path / "page" / "edition")
    assert {problem.id for problem in outcome.problems} == {"low-resolution"}
    (page,) = outcome.made.scene.pages
    pictures = [item for region in page.regions for item in region.items if isinstance(item, Picture)]
    assert len({picture.sha256 for picture in pictures}) == PHOTOS
    for picture, area in zip(pictures, blocks(), strict=True):
        assert abs(picture.rect.x / 1000 - area.x) < 0.01
        assert abs(picture.rect.width / 1000 - area.width) < 0.01
        assert 0 <= picture.rect.y / 1000 - area.y < sheet.LEADING
    write_typst(tmp_path / "page", photos)
    write_html(tmp_path / "page", photos)
    assert (tmp_path / "page/page.typ").read_text(encoding="utf-8").count("image(") == PHOTOS
    assert (tmp_path / "page/page.html").read_text(encoding="utf-8").count("<img") == PHOTOS
