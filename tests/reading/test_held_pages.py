"""One bad file holds the pages that need it, and no other; what stands on no page is the pool."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from build import app
from content.problems import Refused
from layout.plan.press_settings import PressWish
from layout.prove import prove
from layout.publish import check, publish
from layout.reading.folder import load_edition
from tests.editions import Draft, as_yaml, block, prose, running, story

COPY = running(338)
"""What fills twenty lines of two legs under a headline."""


def three_pages(**more: Any) -> Draft:
    """Three pages with a story each, and a photo on the second."""
    pages: list[dict[str, Any]] = [
        {"name": name, "blocks": [block(f"s{number}", "1-2", "1-20")]}
        for number, name in enumerate(("A01", "A02", "A03"), 1)
    ]
    pages[1]["blocks"].append({"kind": "photo", "photo": "p", "columns": "4-6", "lines": "1-20"})
    return Draft(
        pages=pages,
        stories={f"s{number}": story("标题", COPY) for number in (1, 2, 3)},
        photos={"p": {"file": "p.jpg", "credit": "摄"}},
        pictures={"p.jpg": (1200, 1200)},
        **more,
    )


def held_by(root: Path) -> tuple[list[str], list[str], set[str]]:
    """The pages made, those held, and the ids of what refuses them."""
    outcome = check(root)
    made = [page.name for page in outcome.made.scene.pages]
    ids = {one.id for one in outcome.problems if one.severity == "refused"}
    return made, sorted(outcome.edition.held), ids


def write(root: Path, name: str, text: str | bytes) -> None:
    path = root / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("name", "text", "id"),
    [
        ("stories/s2.md", "no front matter", "no-front-matter"),
        ("stories/s2.md", "---\nheadlin: x\n---\n天\n", "unknown-key"),
        ("stories/s2.md", b"\xff\xfe", "not-utf-8"),
        ("photos/p.yaml", "file: [", "bad-yaml"),
        ("photos/p.jpg", b"no picture", "unknown-photo-format"),
    ],
)
def test_a_bad_file_holds_the_page_that_needs_it(
    tmp_path: Path, name: str, text: str | bytes, id: str
) -> None:
    root = three_pages().write(tmp_path)
    assert held_by(root) == (["A01", "A02", "A03"], [], set())
    write(root, name, text)
    made, held, ids = held_by(root)
    assert (made, held) == (["A01", "A03"], ["A02"])
    assert len(ids) == 1
    for asked in ("A01", "A03"):
        told = check(root, wish=PressWish(pages=(asked,))).problems
        assert [one.id for one in told] == ["other-pages"]
        assert "A02" in told[0].what
    with pytest.raises(Refused) as refusal:
        check(root, wish=PressWish(pages=("A02",)))
    assert {one.id for one in refusal.value.problems} == ids


PLAN_FAULTS = {
    "off the grid": ("lines: 1-20", "lines: 1-90"),
    "a wrong range": ("lines: 1-20", "lines: 1–20"),
    "no such key": ("kind: photo", "kind: photo\n      colour: red"),
    "no such kind": ("kind: photo", "kind: foto"),
    "an open quotation mark": ("photo: p", "photo: 'p"),
    "an open bracket": ("photo: p", "photo: [p"),
    "a tab": ("photo: p", "\tphoto: p"),
    "no file": ("story: s2", "story: nobody"),
}


@pytest.mark.parametrize("fault", PLAN_FAULTS)
def test_a_fault_in_a_pages_own_part_of_the_plan_holds_that_page(tmp_path: Path, fault: str) -> None:
    root = three_pages().write(tmp_path)
    text = (root / "edition.yaml").read_text("utf-8")
    first, rest = text.split("- name: A02")
    second, third = rest.split("- name: A03")
    old, new = PLAN_FAULTS[fault]
    assert old in second
    write(root, "edition.yaml", f"{first}- name: A02{second.replace(old, new, 1)}- name: A03{third}")
    made, held, ids = held_by(root)
    assert (made, held) == (["A01", "A03"], ["A02"])
    assert ids
    outcome = check(root)
    assert [page.number for page in outcome.made.scene.pages] == [1, 3]
    assert {one.where.page for one in outcome.problems if one.severity == "refused"} == {"A02"}
    # A photo that can't be read on a held page is no matter of the pool.
    assert not outcome.edition.pool or fault == "no file"


def test_what_is_not_closed_is_found_pages_before_the_end(tmp_path: Path) -> None:
    draft = three_pages()
    assert draft.pages is not None
    draft.pages += [{"name": f"B{number:02}", "blocks": []} for number in range(1, 8)]
    root = draft.write(tmp_path)
    text = (root / "edition.yaml").read_text("utf-8")
    write(root, "edition.yaml", text.replace("photo: p", "photo: 'p"))
    assert held_by(root)[1] == ["A02"]


def test_a_fault_outside_the_pages_refuses_the_edition(tmp_path: Path) -> None:
    root = three_pages().write(tmp_path)
    text = (root / "edition.yaml").read_text("utf-8")
    for changed in (text.replace("date: '2024-11-25'", "date: never"), text.replace("name: A02", "nam: A02")):
        assert changed != text
        write(root, "edition.yaml", changed)
        with pytest.raises(Refused):
            load_edition(root)


def test_of_a_story_that_jumps_the_rest_waits_for_a_page_that_cannot_be_read_alone(tmp_path: Path) -> None:
    draft = three_pages()
    assert draft.pages is not None
    draft.pages[0]["blocks"].append(block("long", "4-6", "1-20", jump_to="A02"))
    draft.pages[1]["blocks"].append(block("long", "1-2", "21-50", jump_from="A01"))
    draft.stories["long"] = story("长稿", *[prose(150)] * 8)
    root = draft.write(tmp_path)
    assert held_by(root) == (["A01", "A02", "A03"], [], set())
    # Another story of the first page is no matter of the rest.
    write(root, "stories/s1.md", "---\n")
    assert held_by(root)[:2] == (["A02", "A03"], ["A01"])
    assert "copy-lost" not in {one.id for one in check(root).problems}
    write(root, "stories/s1.md", story("标题", COPY))
    text = (root / "edition.yaml").read_text("utf-8")
    for fault in ("storey: s1", "headline_style: nobody", "id: long"):
        write(root, "edition.yaml", text.replace("story: s1", f"story: s1\n    {fault}", 1))
        made, held, ids = held_by(root)
        assert (made, held) == (["A03"], ["A01", "A02"])
        assert "page-waits" in ids


def test_an_index_leads_to_stories_of_a_held_page(tmp_path: Path) -> None:
    draft = three_pages()
    assert draft.pages is not None
    index = {
        "kind": "index",
        "columns": "4-6",
        "lines": "1-20",
        "entries": [{"story": "s2"}, {"story": "s3"}],
    }
    draft.pages[0]["blocks"].append(index)
    root = draft.write(tmp_path)
    write(root, "stories/s2.md", "no story")
    outcome = check(root)
    assert sorted(outcome.edition.held) == ["A02"]
    assert [one.where.page for one in outcome.problems if one.id == "index-waits"] == ["A01"]
    draft.pages[0]["blocks"][-1]["entries"][0]["title"] = "第二版"
    other = draft.write(tmp_path / "other")
    write(other, "stories/s2.md", "no story")
    assert "index-waits" not in {one.id for one in check(other).problems}


def test_a_build_makes_the_other_pages_and_plates_none(tmp_path: Path) -> None:
    root, out = three_pages().write(tmp_path / "edition"), tmp_path / "out"
    assert publish(root, out).ready
    assert len(list((out / "pages").iterdir())) == 3
    write(root, "photos/p.jpg", b"no picture")
    outcome = publish(root, out)
    assert not outcome.ready
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert (report["pages"], report["held_pages"], report["ready_for_press"]) == (
        ["A01", "A03"],
        ["A02"],
        False,
    )
    assert sorted(path.name for path in (out / "proof").iterdir()) == ["edition-A01.png", "edition-A03.png"]
    assert not list((out / "pages").glob("*"))
    result = CliRunner().invoke(app, ["build", str(root), "-o", str(out)])
    assert result.exit_code == 2
    assert "Held: A02" in result.stderr
    one = CliRunner().invoke(app, ["proof", str(root), "--page", "A01", "-o", str(tmp_path / "look")])
    assert one.exit_code == 0
    assert "Held" not in one.stderr


def test_what_stands_on_no_page_is_the_pool(tmp_path: Path) -> None:
    draft = three_pages()
    draft.stories["later"] = story("明天见报", running(120))
    draft.photos["spare"] = {"file": "spare.jpg"}
    draft.pictures["spare.jpg"] = (300, 300)
    root = draft.write(tmp_path / "edition")
    outcome = check(root)
    assert outcome.problems == ()
    assert [(one.kind, one.id, one.characters) for one in outcome.edition.pool] == [
        ("story", "later", 120),
        ("photo", "spare", None),
    ]
    result = CliRunner().invoke(app, ["check", str(root)])
    assert result.exit_code == 0
    assert "In the pool: 1 story (later 120 characters), 1 photo (spare)" in result.stdout
    publish(root, tmp_path / "out")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["pool"][0] == {"kind": "story", "id": "later", "characters": 120}
    # What is wrong with it holds nothing, and is told.
    write(root, "stories/later.md", "no front matter")
    told = check(root).problems
    assert [(one.id, one.severity) for one in told] == [("no-front-matter", "warning")]
    # So is what would hold the press if it stood on a page.
    write(root, "stories/later.md", story("明天`见报`", running(120)))
    (root / "photos/spare.jpg").unlink()
    told = check(root).problems
    assert {(one.id, one.severity) for one in told} == {
        ("stray-mark", "warning"),
        ("missing-photo", "warning"),
    }
    assert check(root).ready
    # An advertisement that was ordered is no copy that may wait.
    (root / "adverts").mkdir()
    write(root, "adverts/ad.yaml", as_yaml({"file": "ad.pdf", "alt": "广告"}))
    assert "advert-never-placed" in {one.id for one in check(root).problems if one.severity == "press"}
    assert check(root, wish=PressWish(pages=("A01",))).ready


def test_a_sign_off_on_a_held_page_is_not_idle(tmp_path: Path) -> None:
    sign_off = {"rule": "overset", "page": "A02", "block": "s2", "by": "林"}
    root = three_pages(more={"sign_offs": [sign_off]}).write(tmp_path / "edition")
    assert "sign-off-unused" in {one.id for one in publish(root, tmp_path / "out").problems}
    write(root, "stories/s2.md", "no story")
    assert "sign-off-unused" not in {one.id for one in publish(root, tmp_path / "out").problems}


def test_a_photo_that_goes_while_the_press_files_are_written_holds_its_page(tmp_path: Path) -> None:
    root = three_pages().write(tmp_path / "edition")

    def gone_at(stage: str) -> Callable[[str], None]:
        return lambda now: (root / "photos" / "p.jpg").unlink() if now == stage else None

    outcome = publish(root, tmp_path / "out", progress=gone_at("press"))
    assert sorted(outcome.edition.held) == ["A02"]
    assert [page.name for page in outcome.made.scene.pages] == ["A01", "A03"]
    assert [one.id for one in outcome.problems if one.severity == "refused"] == ["photo-gone"]
    assert not outcome.ready
    assert not (tmp_path / "out" / "proof" / "edition-A02.png").exists()
    root = three_pages().write(tmp_path / "again")
    looked = prove(root, tmp_path / "look", progress=gone_at("proof"))
    assert looked.files == ("again-A01.png", "again-A03.png")
    assert sorted(looked.edition.held) == ["A02"]
