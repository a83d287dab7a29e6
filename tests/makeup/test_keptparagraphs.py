"""A paragraph is prepared once, and broken once a measure, however often its story is tried while it is made to fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layout.makeup import keptparagraphs
from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.story import fit_copy
from layout.publish import set_edition
from tests.editions import Draft, block, prose, story


class Kept:
    """Counts what the setter is asked for, by what it is given."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.asked: dict[str, Counter[Any]] = {}
        for name in ("prepare_paragraph", "find_ways"):
            patch.setattr(keptparagraphs, name, self._counted(name, getattr(keptparagraphs, name)))
        self.tries = 0
        set_story = vars(fit_copy)["set_story"]

        def tried(*given: Any) -> Any:
            self.tries += 1
            return set_story(*given)

        patch.setattr(fit_copy, "set_story", tried)

    def _counted(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        asked = self.asked[name] = Counter()

        def counted(what: Any, *how: Any) -> Any:
            asked[tuple(what) if isinstance(what, list) else what, how] += 1
            return work(what, *how)

        return counted


def overset(folder: Path, *, photo: bool) -> Path:
    """An edition of a story of four paragraphs that is over, so that several changes and cuts are tried."""
    blocks = [block("a", "1-3", "1-20")]
    if photo:
        blocks.append({"kind": "photo", "photo": "p", "columns": "2-2", "lines": "8-16", "inside": "a"})
    texts = [prose(100 if photo else 130) + str(number) for number in range(4)]
    return Draft(
        blocks,
        {"a": story("标题", *texts)},
        photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "某某 摄"}},
        pictures={"p.jpg": (400, 500)},
    ).write(folder)


@pytest.mark.parametrize("photo", [False, True])
def test_no_paragraph_is_prepared_or_broken_twice(
    tmp_path: Path, photo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = overset(tmp_path, photo=photo)
    kept = Kept(monkeypatch)
    set_edition(root)
    assert kept.tries > 3
    for name, asked in kept.asked.items():
        assert asked and set(asked.values()) == {1}, name


def test_a_page_that_keeps_nothing_prepares_them_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: it is what is kept that saves the work."""
    root = overset(tmp_path, photo=False)
    kept = Kept(monkeypatch)
    monkeypatch.setattr(
        KeptParagraphs, "prepare", lambda self, *given: vars(keptparagraphs)["prepare_paragraph"](*given)
    )
    set_edition(root)
    assert max(kept.asked["prepare_paragraph"].values()) == kept.tries


def test_what_is_kept_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = overset(tmp_path, photo=True)
    first = set_edition(root)[0].made
    for name in ("prepare", "find_ways", "set_way"):
        work = getattr(keptparagraphs, {"prepare": "prepare_paragraph"}.get(name, name))
        monkeypatch.setattr(KeptParagraphs, name, lambda self, *given, work=work: work(*given))
    assert set_edition(root)[0].made == first
