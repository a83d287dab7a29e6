"""Every file of a build is of an entry of a table, which the clearing of old files and the reports read too."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from layout.plan.press_settings import PressWish
from layout.publish import publish
from layout.publishing import outputs
from layout.publishing.names import is_named_by
from layout.publishing.outputs import OUTPUTS, Build, EditionOutput, PageOutput, find_earlier_files
from layout.scene import Line, Page
from layout.scene.overlay import NAMES
from tests.editions import Draft, block, paper_with, running, story
from tests.publishing.folders import files, names_of

DPI = 30


def edition(*pages: str, preset: str = "plate") -> Draft:
    """Pages with a story each."""
    return Draft(
        pages=[{"name": page, "blocks": [block(f"s{page}", "1-2", "1-20")]} for page in pages],
        stories={f"s{page}": story("题", running(338)) for page in pages},
        paper=paper_with(press={"preset": preset}),
    )


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An edition's folder and its output folder, with all that a build can write: to be read, not changed."""
    folder = tmp_path_factory.mktemp("everything")
    root = edition("A01", "A02").write(folder / "daily")
    assert publish(root, folder / "out", dpi=DPI, wish=PressWish(overlays=tuple(NAMES))).ready
    return root, folder / "out"


def test_every_file_of_a_build_is_of_an_entry_and_every_entry_has_its_files(
    everything: tuple[Path, Path],
) -> None:
    found = files(everything[1])
    for name in found:
        assert any(is_named_by(output.name, name, "daily") for output in OUTPUTS), name
    assert sorted(found) == names_of("A01", "A02", overlays=True)
    for output in OUTPUTS:
        count = 2 if isinstance(output, PageOutput) else 1
        assert len([name for name in found if is_named_by(output.name, name, "daily")]) >= count, output.name


def test_files_of_an_earlier_build_are_cleared_whatever_entry_they_are_of(
    everything: tuple[Path, Path], tmp_path: Path
) -> None:
    """Of pages that have another name now, and of overlays that nobody asks for any more."""
    out = shutil.copytree(everything[1], tmp_path / "out")
    (out / "proof" / "daily-A02.txt").write_bytes(b"somebody's own")
    publish(edition("A01", "B01").write(tmp_path / "daily"), out, dpi=DPI)
    assert sorted(files(out)) == sorted([*names_of("A01", "B01"), "proof/daily-A02.txt"])


def test_every_entry_of_a_page_names_what_an_earlier_build_wrote(everything: tuple[Path, Path]) -> None:
    earlier = find_earlier_files(everything[1], "daily")
    assert set(names_of("A01", "A02", overlays=True)) - earlier == {"daily.pdf"}
    assert find_earlier_files(everything[1], "weekly") == frozenset()


def test_press_files_that_go_to_the_plant_no_more_are_cleared(
    everything: tuple[Path, Path], tmp_path: Path
) -> None:
    out = shutil.copytree(everything[1], tmp_path / "out")
    publish(edition("A01", preset="proof").write(tmp_path / "daily"), out, dpi=DPI)
    left = [name for name in names_of("A01") if not name.startswith(("pages/", "preflight/"))]
    assert sorted(files(out)) == sorted([*left, "proof/daily-A01.pdf"])


def plain_text(build: Build, page: Page) -> bytes:
    lines = [item for region in page.regions for item in region.items if isinstance(item, Line)]
    return "\n".join(line.text for line in lines if line.span is not None).encode()


def test_a_new_output_is_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written, listed in the reports, and cleared with its page, and nothing else knows of it."""
    count = EditionOutput("count.txt", lambda build: str(len(build.files)).encode())
    table = (PageOutput("text/{page}.txt", plain_text), *OUTPUTS[:-2], count, *OUTPUTS[-2:])
    monkeypatch.setattr(outputs, "OUTPUTS", table)
    out = tmp_path / "out"
    publish(edition("A01", "A02").write(tmp_path / "daily"), out, dpi=DPI)
    found = files(out)
    assert set(found) == {*names_of("A01", "A02"), "text/A01.txt", "text/A02.txt", "count.txt"}
    assert found["text/A01.txt"].decode().startswith(f"题\n{running(338)[:8]}")
    assert int(found["count.txt"]) == len(found) - 3
    assert json.loads(found["report.json"])["files"] == sorted(found)
    listed = {row["file"]: row["sha256"] for row in json.loads(found["manifest.json"])["outputs"]}
    assert listed["text/A02.txt"] == hashlib.sha256(found["text/A02.txt"]).hexdigest()
    publish(edition("B01").write(tmp_path / "other" / "daily"), out, dpi=DPI)
    assert set(files(out)) == {*names_of("B01"), "text/B01.txt", "count.txt"}


@pytest.mark.parametrize(
    ("pattern", "name", "belongs"),
    [
        ("proof/{edition}-{page}.png", "proof/daily-A01.png", True),
        ("proof/{edition}-{page}.png", "proof/daily.A01.png", False),
        ("proof/{edition}-{page}.png", "proof/daily-A01.png/x", False),
        ("proof/{edition}-{page}.png", "proof/daily-../x.png", False),
        ("proof/{edition}-{page}.png", "proof/weekly-A01.png", False),
        ("{press_folder}/{page_file}.pdf", "pages/甲A01.pdf", True),
        ("{press_folder}/{page_file}.pdf", "plates/A01.pdf", False),
        ("scene.json", "sceneXjson", False),
    ],
)
def test_a_name_is_of_a_pattern_as_a_whole(pattern: str, name: str, belongs: bool) -> None:
    assert is_named_by(pattern, name, "daily") is belongs
    assert not is_named_by(pattern, name, "d.*y") or "{edition}" not in pattern


def undocumented() -> list[str]:
    """Files of the sample that the table of reports does not name."""
    table = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8").partition("\n## ")[0]
    return [
        name
        for name in names_of("A01", edition="wujin", overlays=True)
        if name.rpartition(".")[0] not in table
    ]


def test_every_entry_is_in_the_table_of_the_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    assert undocumented() == []
    monkeypatch.setattr("tests.publishing.folders.OUTPUTS", (PageOutput("text/{page}.txt", plain_text),))
    assert undocumented() == ["text/A01.txt"]
