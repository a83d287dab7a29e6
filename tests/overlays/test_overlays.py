"""`build --overlay` draws over proofs and writes a PDF with layers, and changes nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from layout.plan.press_settings import PressWish
from layout.publish import publish
from layout.terminal.console import NOT_FOR_PRESS, REFUSED
from tests.editions import Draft, block, running, story
from tests.test_build_cli import run

DPI = 60


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = [
        {"name": "A01", "blocks": [block("a", "1-2", "1-12")]},
        {"name": "A02", "blocks": [block("b", "1-2", "1-30")]},
    ]
    stories = {"a": story("标题", running(500)), "b": story("标题", running(300))}
    return Draft(pages=pages, stories=stories).write(tmp_path_factory.mktemp("overlays") / "daily")


def built(edition: Path, out: Path, *overlays: str) -> dict[str, bytes]:
    publish(edition, out, dpi=DPI, wish=PressWish(overlays=overlays))
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_overlays_touch_the_proofs_alone(edition: Path, tmp_path: Path) -> None:
    plain, over = built(edition, tmp_path / "plain"), built(edition, tmp_path / "over", "grid")
    assert over.keys() - plain.keys() == {"proof/daily-overlays.pdf"}
    proofs = {"proof/daily-A01.png", "proof/daily-A02.png"}
    told = {"manifest.json", "report.json"}
    assert {name for name in plain if plain[name] != over[name]} == proofs | told
    assert built(edition, tmp_path / "again", "grid") == over
    with pikepdf.open(io.BytesIO(over["proof/daily-overlays.pdf"])) as file:
        assert [str(one.Name) for one in file.Root.OCProperties.OCGs] == ["grid 网格"]
        assert len(file.pages) == 2
    assert b"OCProperties" not in over["daily.pdf"]


def test_a_build_without_overlays_takes_those_of_an_earlier_one_away(edition: Path, tmp_path: Path) -> None:
    built(edition, tmp_path, "grid")
    assert "proof/daily-overlays.pdf" not in built(edition, tmp_path)


def test_what_an_overlay_tells_is_not_marked_twice(edition: Path, tmp_path: Path) -> None:
    plain = built(edition, tmp_path / "plain")["proof/daily-A01.png"]
    told = built(edition, tmp_path / "told", "objections")["proof/daily-A01.png"]
    # The strip under the page and the legend are of other heights: there is one of them.
    assert picture(plain).height != picture(told).height
    over = built(edition, tmp_path / "over", "overset")["proof/daily-A01.png"]
    assert picture(plain).size == picture(over).size
    assert ImageChops.difference(picture(plain), picture(over)).getbbox() is not None


def test_the_command_takes_names_with_commas_and_refuses_others(edition: Path, tmp_path: Path) -> None:
    result = run("build", edition, "-o", tmp_path / "out", "--overlay", "order,grid", "--dpi", "40")
    assert result.exit_code == NOT_FOR_PRESS
    assert "proof/daily-overlays.pdf" in result.stdout
    assert not list((tmp_path / "out").glob("pages/*"))
    wrong = run("build", edition, "-o", tmp_path / "wrong", "--overlay", "frame")
    assert wrong.exit_code == REFUSED
    assert "did you mean `frames`?" in wrong.stderr
    assert not (tmp_path / "wrong").exists()
