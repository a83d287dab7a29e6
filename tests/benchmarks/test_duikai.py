"""The benchmark's edition holds what the peers are given: the same text, page by page."""

from __future__ import annotations

from pathlib import Path

from benchmarks.duikai import prepare
from benchmarks.pagetext import read_pages
from layout.reading.folder import load_edition

ROOT = Path(__file__).parent.parent.parent


def test_each_page_of_the_edition_has_its_own_copy(tmp_path: Path) -> None:
    pages = read_pages(ROOT, 3, skip=1)
    prepare(tmp_path, pages, tmp_path)
    edition = load_edition(tmp_path / "edition")
    assert [page.name for page in edition.model.pages] == ["A01", "A02", "A03"]
    for suffix, page in zip(("", "-02", "-03"), pages, strict=True):
        for name, text in (("lead", page.lead), ("notes", page.notes), ("green", page.second)):
            story = edition.stories[f"{name}{suffix}"]
            assert tuple(paragraph.plain for paragraph in story.paragraphs) == text.paragraphs
            assert story.headline == text.headline


def test_the_sample_is_long_enough_to_give_32_pages_without_a_paragraph_twice() -> None:
    texts = [
        text
        for page in read_pages(ROOT, 32)
        for story in (page.lead, page.notes, page.second)
        for text in story.paragraphs
    ]
    assert len(set(texts)) == len(texts)
