"""`build.py preflight` and `build.py plates`: any PDF in, a table, JSON, HTML or pictures out, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from build import app
from layout.publish import publish
from layout.terminal.console import DONE, NOT_FOR_PRESS, REFUSED
from tests.editions import Draft, block, paper_with, running, story


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture(scope="module")
def press_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press file of a page of 100 × 80 mm."""
    folder = tmp_path_factory.mktemp("small")
    grid = {"columns": 2, "lines": 12, "top_mm": 8}
    draft = Draft(
        blocks=[block("a", "1-2", "1-12", headline_style="deck")],
        stories={"a": story("标题", running(150))},
        paper=paper_with(trim={"width_mm": 100, "height_mm": 80}, grid=grid),
    )
    publish(draft.write(folder / "small"), folder / "out", dpi=40)
    return folder / "out" / "pages" / "small-A01.pdf"


@pytest.fixture
def rgb(tmp_path: Path) -> Path:
    """A page that no plant takes: a box in RGB, and no PDF/X."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 10 10 50 20 re f")
        pdf.save(tmp_path / "red.pdf", deterministic_id=True)
    return tmp_path / "red.pdf"


def test_a_press_file_of_our_own_passes(press_file: Path) -> None:
    result = run("preflight", str(press_file))
    assert (result.exit_code, "no errors, no warnings" in result.stdout) == (DONE, True)
    # Held against the paper it was made for, the level that is asked for, and another paper.
    paper = press_file.parents[2] / "small" / "paper.yaml"
    assert run("preflight", str(press_file), "--paper", str(paper)).exit_code == DONE
    assert run("preflight", str(press_file), "--level", "x1a").exit_code == NOT_FOR_PRESS
    other = run("preflight", str(press_file), "--paper", "wujin")
    assert (other.exit_code, "trim-size" in other.stdout) == (NOT_FOR_PRESS, True)


def test_what_is_wrong_is_told_with_its_place(rgb: Path) -> None:
    result = run("preflight", str(rgb))
    assert result.exit_code == NOT_FOR_PRESS
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("error device-rgb")]
    # 10 pt from the left, 70 pt from the top: 3.5 and 24.7 mm.
    assert "page 1" in line and "3.5, 24.7 to 21.2, 31.8 mm" in line


def test_json_says_the_same_and_quiet_says_what_is_wrong_alone(rgb: Path, press_file: Path) -> None:
    result = run("preflight", str(rgb), "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["format"], data["level"]) == (NOT_FOR_PRESS, "duikai-preflight-1", None)
    (finding,) = [one for one in data["findings"] if one["rule"] == "device-rgb"]
    assert finding["place_mm"] == {"left": 3.53, "top": 24.69, "right": 21.17, "bottom": 31.75}
    quiet = run("-q", "preflight", str(rgb))
    assert quiet.exit_code == NOT_FOR_PRESS
    assert quiet.stdout and all(line.startswith("error ") for line in quiet.stdout.splitlines())
    assert run("-q", "preflight", str(press_file)).stdout == ""


def test_the_report_as_html_stands_alone(rgb: Path, tmp_path: Path) -> None:
    run("preflight", str(rgb), "--html", str(tmp_path / "reports" / "red.html"))
    text = (tmp_path / "reports" / "red.html").read_text("utf-8")
    assert "device-rgb" in text and "data:image/png;base64," in text
    assert "http://" not in text and "https://" not in text
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["red.html"]


@pytest.mark.parametrize("command", ["preflight", "plates"])
def test_a_file_that_is_not_there_or_no_pdf_is_told(command: str, tmp_path: Path) -> None:
    gone = run(command, str(tmp_path / "gone.pdf"))
    assert (gone.exit_code, "There is no such file." in gone.stderr) == (REFUSED, True)
    (tmp_path / "no.pdf").write_bytes(b"no PDF")
    none = run(command, str(tmp_path / "no.pdf"))
    assert none.exit_code == (NOT_FOR_PRESS if command == "preflight" else REFUSED)
    assert "Traceback" not in none.stdout + none.stderr
    assert "file-unreadable" in none.stdout or "PDF" in none.stderr


def test_a_paper_that_there_is_not_is_refused(press_file: Path) -> None:
    result = run("preflight", str(press_file), "--paper", "wujing")
    assert (result.exit_code, "wujin" in result.stderr) == (REFUSED, True)


def test_plates_are_pictures_in_which_ink_is_black(press_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "plates"
    result = run("plates", str(press_file), "-o", str(out), "--dpi", "72")
    assert result.exit_code == DONE
    names = {f"small-A01-{ink}.png" for ink in ("cyan", "magenta", "yellow", "black", "total-ink")}
    assert {path.name for path in out.iterdir()} == names
    darkest = {}
    for ink in ("cyan", "black"):
        with Image.open(out / f"small-A01-{ink}.png") as picture:
            assert (picture.mode, abs(picture.width - 100 / 25.4 * 72) < 2) == ("L", True)
            darkest[ink] = min(picture.tobytes())
    assert darkest["cyan"] == 255  # the page is black alone
    assert darkest["black"] < 100
