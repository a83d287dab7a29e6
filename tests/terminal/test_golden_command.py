"""`build.py golden compare`, `accept` and `diff`: sentences, files and exit codes; what can't be compared is told."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from typer.testing import CliRunner, Result

import build
from layout.golden import foreign
from layout.publishing.goldens import accept
from layout.publishing.placing.switch import unwritable
from layout.terminal.console import DONE, REFUSED
from layout.terminal.goldens import DIFFERENT
from tests.editions import Draft, block, paper_with, prose, story

SENTENCE = "A01 · a · leg 1, line 1: 「地玄黄」→「地玄红」"


def run(*arguments: str | Path, **environment: str) -> Result:
    env = {"CI": "", "GIT_AUTHOR_NAME": "Zhu", **environment}
    result = CliRunner().invoke(build.app, ["golden", *map(str, arguments)], env=env)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def small() -> Draft:
    """Two small pages: a story each, and a folio on the first."""
    grid = {"columns": 2, "lines": 12, "top_mm": 8}
    pages = [
        {
            "name": "A01",
            "blocks": [
                {"kind": "folio", "columns": "1-2", "lines": "1", "left": "早报"},
                block("a", "1-2", "2-12", headline_style="deck"),
            ],
        },
        {"name": "A02", "blocks": [block("b", "1-2", "1-12", headline_style="deck")]},
    ]
    return Draft(
        pages=pages,
        stories={"a": story("题一", prose(160)), "b": story("题二", prose(180))},
        paper=paper_with(trim={"width_mm": 90, "height_mm": 80}, grid=grid),
    )


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden folder of the small edition."""
    folder = tmp_path_factory.mktemp("accepted")
    assert run("accept", small().write(folder / "small"), "-q").exit_code == DONE
    return folder / "small" / "golden"


@pytest.fixture
def edition(tmp_path: Path, accepted: Path) -> Path:
    """The small edition with its goldens."""
    root = small().write(tmp_path / "small")
    for path in accepted.rglob("*"):
        if path.is_file():
            target = root / "golden" / path.relative_to(accepted)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return root


def put(root: Path, file: str, was: str, now: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert was in text
    (root / file).write_text(text.replace(was, now, 1), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_without_a_golden_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    root = small().write(tmp_path / "small")
    result = run("compare", root)
    assert result.exit_code == REFUSED
    assert "There is no golden folder 'golden'." in result.stderr and "golden accept" in result.stderr
    assert not (root / "golden").exists()


def test_what_was_accepted_is_the_same(edition: Path) -> None:
    result = run("compare", edition)
    assert (result.exit_code, result.stdout) == (DONE, "2 of 2 pages are the same.\n")
    before = contents(edition / "golden")
    again = run("accept", edition)
    assert again.stdout == "Nothing is written: no golden had to change.\n"
    assert contents(edition / "golden") == before


def test_the_sentence_is_on_every_way_out(edition: Path, tmp_path: Path) -> None:
    put(edition, "stories/a.md", "玄黄", "玄红")
    out = tmp_path / "out"
    result = run("compare", edition, "--report", out, "--junit", out / "junit.xml")
    assert result.exit_code == DIFFERENT
    assert result.stdout.splitlines() == [SENTENCE, "1 of 2 pages are the same."]
    data = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert data["format"] == "duikai-golden-1"
    (first, second) = data["pages"]
    assert (first["page"], first["verdict"], second["verdict"]) == ("A01", "differs", "same")
    (scene,) = first["scene"]
    assert (scene["block"], scene["story"], scene["part"], scene["leg"], scene["line"]) == (
        "a",
        "a",
        "body",
        1,
        1,
    )
    assert (scene["was"], scene["now"], scene["moved_mpt"]) == ("地玄黄", "地玄红", [0, 0])
    assert first["ink"][0]["block"] == "a" and "content" in first["file"] and first["masked"] == 0
    suite = ElementTree.parse(out / "junit.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.get("name") for case in suite] == ["A01", "A02"]
    assert suite[0][0].get("message") == SENTENCE
    assert SENTENCE in (out / "report.html").read_text(encoding="utf-8")
    as_json = run("compare", edition, "--json")
    assert json.loads(as_json.stdout) == data


def test_accepting_is_logged_with_who_and_why(edition: Path) -> None:
    put(edition, "stories/a.md", "玄黄", "玄红")
    result = run("accept", edition, "--why", "改字")
    assert result.exit_code == DONE
    assert "written A01/scene.txt" in result.stdout and "A02" not in result.stdout
    first, last = (edition / "golden" / "accepted.jsonl").read_text(encoding="utf-8").splitlines()
    row = json.loads(last)
    assert (row["by"], row["why"]) == ("Zhu", "改字")
    assert row["pages"] == [{"page": "A01", "verdict": "differs", "sentences": [SENTENCE]}]
    assert [page["verdict"] for page in json.loads(first)["pages"]] == ["new", "new"]
    assert run("compare", edition).exit_code == DONE


def test_one_page_is_accepted_alone(edition: Path) -> None:
    put(edition, "stories/a.md", "玄黄", "玄红")
    put(edition, "stories/b.md", "玄黄", "玄红")
    run("accept", edition, "--page", "A02")
    assert run("compare", edition).stdout.splitlines() == [SENTENCE, "1 of 2 pages are the same."]
    assert run("compare", edition, "--page", "A02").exit_code == DONE
    unknown = run("compare", edition, "--page", "A03")
    assert unknown.exit_code == REFUSED
    assert "There is no page 'A03'." in unknown.stderr


def test_pages_that_are_new_or_gone_are_verdicts_of_their_own(edition: Path) -> None:
    put(edition, "edition.yaml", "name: A02", "name: A09")
    result = run("compare", edition)
    assert result.exit_code == DIFFERENT
    assert result.stdout.splitlines() == [
        "A09: a new page",
        "A02: the page is gone",
        "1 of 3 pages are the same.",
    ]
    accepted = run("accept", edition)
    assert "removed A02/scene.txt" in accepted.stdout and "written A09/scene.txt" in accepted.stdout
    assert not (edition / "golden" / "A02").exists()
    assert run("compare", edition).exit_code == DONE


def test_nothing_is_accepted_under_ci(edition: Path) -> None:
    put(edition, "stories/a.md", "玄黄", "玄红")
    before = contents(edition / "golden")
    for value in ("true", "1"):
        result = run("accept", edition, CI=value)
        assert result.exit_code == REFUSED
        assert "A golden is not renewed under CI." in result.stderr
    assert contents(edition / "golden") == before


def test_what_can_not_be_written_leaves_all_as_it_was(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(edition, "stories/a.md", "玄黄", "玄红")
    put(edition, "stories/b.md", "玄黄", "玄红")
    before = contents(edition / "golden")
    replace = os.replace

    def fail(source: Any, target: Any) -> None:
        if Path(target).parts[-2:] == ("A02", "scene.txt"):
            raise OSError("no room")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    result = run("accept", edition)
    assert result.exit_code == REFUSED
    assert contents(edition / "golden") == before


def test_pages_that_another_renderer_alone_changed_are_taken_by_name(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = edition / "golden" / "A01" / "golden.json"
    data = json.loads(record.read_text())
    record.write_text(json.dumps(data | {"renderer": "pdfium 1.0"}))
    from PIL import Image

    ink = edition / "golden" / "A01" / "ink.png"
    with Image.open(ink) as opened:
        changed = opened.copy()
    changed.putpixel((0, 0), 0)
    changed.save(ink)
    assert "another renderer" in run("compare", edition).stdout
    result = run("accept", edition)
    assert "the page was not taken" in result.stderr
    assert json.loads(record.read_text())["renderer"] == "pdfium 1.0"
    run("accept", edition, "--page", "A01")
    assert run("compare", edition).exit_code == DONE


def test_a_mask_hides_its_block_and_says_so(edition: Path, tmp_path: Path) -> None:
    put(edition, "edition.yaml", "早报", "晚报")
    masks = tmp_path / "masks.yaml"
    masks.write_text("- {page: A01, block: folio-1, why: 报眉}\n", encoding="utf-8")
    assert run("compare", edition).exit_code == DIFFERENT
    result = run("compare", edition, "--mask", masks)
    assert (result.exit_code, result.stderr) == (DONE, "")
    assert "A01: 2 differences are masked" in result.stdout
    put(edition, "stories/a.md", "玄黄", "玄红")
    assert SENTENCE in run("compare", edition, "--mask", masks).stdout, "it hides nothing else"
    area = "- {page: A01, area_mm: [0, 0, 90, 13], why: 报眉}\n"
    masks.write_text(area, encoding="utf-8")
    result = run("compare", edition, "--mask", masks)
    assert [line for line in result.stdout.splitlines() if " · " in line] == [SENTENCE]


def test_a_mask_that_hid_nothing_is_told(edition: Path, tmp_path: Path) -> None:
    masks = tmp_path / "masks.yaml"
    masks.write_text("# 版\n- {page: A02, block: b, why: 天气}\n", encoding="utf-8")
    result = run("compare", edition, "--mask", masks)
    assert result.exit_code == DONE
    assert "masks.yaml:2" in result.stderr and "(天气) hid nothing" in result.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {page: A09, block: a, why: y}", "masks.yaml:1 · masks[0].page: There is no page 'A09'."),
        ("\n- {page: A01, block: z, why: y}", "masks.yaml:2 · masks[0].block: Page 'A01' has no block 'z'."),
        (
            "- {page: A01, area_mm: [91, 0, 9, 9], why: y}",
            "masks[0].area_mm: The mask lies outside of page 'A01'.",
        ),
        ("- {page: A01, area_mm: [1, 2, 3], why: y}", "An area must be four numbers"),
        ("- {page: A01, area_mm: [1, 2, .nan, 4], why: y}", "masks[0].area_mm"),
        ("- {page: A01, why: y}", "A mask must have either a block or an area_mm."),
        ("- {page: A01, block: a}", "masks[0].why"),
        ("{page: A01}", "The mask file must be a list of masks."),
        ("- [", "is not closed"),
    ],
)
def test_a_mask_that_is_wrong_is_told_with_its_line(
    edition: Path, tmp_path: Path, text: str, told: str
) -> None:
    masks = tmp_path / "masks.yaml"
    masks.write_text(text, encoding="utf-8")
    result = run("compare", edition, "--mask", masks)
    assert result.exit_code == REFUSED
    assert told in result.stderr


def no_folder(golden: Path) -> None:
    for path in sorted(golden.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    golden.rmdir()


def a_file(golden: Path) -> None:
    no_folder(golden)
    golden.write_text("x")


def an_empty_folder(golden: Path) -> None:
    no_folder(golden)
    golden.mkdir()


def a_link(golden: Path) -> None:
    golden.rename(golden.with_name("elsewhere"))
    golden.symlink_to(golden.with_name("elsewhere"))


def half(golden: Path) -> None:
    (golden / "A01" / "ink.png").unlink()
    (golden / "A02" / "golden.json").write_text("{}")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (no_folder, ["There is no golden folder"]),
        (a_file, ["is a file"]),
        (an_empty_folder, ["holds no golden of these pages"]),
        (a_link, ["is a link"]),
        (half, ["A01/ink.png", "A02/golden.json"]),
    ],
)
def test_a_golden_folder_that_is_none_is_told(
    edition: Path, spoil: Callable[[Path], None], told: list[str]
) -> None:
    spoil(edition / "golden")
    result = run("compare", edition)
    assert result.exit_code == REFUSED
    assert all(words in result.stderr for words in told)
    as_json = run("compare", edition, "--json")
    assert all(row["severity"] == "refused" for row in json.loads(as_json.stdout))


def test_a_damaged_golden_can_be_accepted_anew(edition: Path) -> None:
    half(edition / "golden")
    assert run("accept", edition).exit_code == DONE
    assert run("compare", edition).exit_code == DONE


def test_a_golden_is_not_written_through_a_link(edition: Path, tmp_path: Path) -> None:
    put(edition, "stories/a.md", "玄黄", "玄红")
    (edition / "golden" / "A01").rename(tmp_path / "A01")
    (edition / "golden" / "A01").symlink_to(tmp_path / "A01")
    before = contents(tmp_path / "A01")
    assert run("accept", edition).exit_code == REFUSED
    assert contents(tmp_path / "A01") == before


def test_a_built_folder_is_compared_as_the_edition_is(edition: Path, tmp_path: Path) -> None:
    """What was built once is compared by its scene and its press files, and nothing is made up again."""
    from layout.publish import publish

    publish(edition, tmp_path / "out", dpi=40)
    golden = ("--golden", edition / "golden")
    assert run("compare", tmp_path / "out", *golden).exit_code == DONE
    put(edition, "stories/a.md", "玄黄", "玄红")
    publish(edition, tmp_path / "out", dpi=40)
    assert run("compare", tmp_path / "out", *golden).stdout.splitlines()[0] == SENTENCE
    assert "name the folder with --golden" in run("compare", tmp_path / "out").stderr
    press = next((tmp_path / "out" / "pages").iterdir())
    press.write_bytes(press.read_bytes() + b"\n")
    assert "The press file is not the one that was built." in run("compare", tmp_path / "out", *golden).stderr
    (tmp_path / "out" / "scene.json").write_text("{" * 50)
    damaged = run("compare", tmp_path / "out", *golden)
    assert (damaged.exit_code, "scene.json" in damaged.stderr) == (REFUSED, True)


def test_a_fault_of_writing_is_told(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(edition, "stories/a.md", "玄黄", "玄红")

    def refuse(*_: object) -> None:
        raise unwritable(edition / "golden", None, "no room")

    monkeypatch.setattr(accept, "write_files", refuse)
    assert "can't be written: no room" in run("accept", edition).stderr


def blank(path: Path, pages: int, **save: Any) -> Path:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(200, 100))
        pdf.save(path, deterministic_id="encryption" not in save, **save)
    return path


def test_pdfs_have_goldens_of_their_words(tmp_path: Path) -> None:
    first, second = blank(tmp_path / "one.pdf", 1), blank(tmp_path / "two.pdf", 2)
    golden = ("--golden", tmp_path / "golden")
    assert "name the folder with --golden" in run("compare", first).stderr
    run("accept", first, second, *golden)
    assert sorted(contents(tmp_path / "golden" / "one-1")) == ["golden.json", "ink.png", "text.txt"]
    assert run("compare", first, second, *golden).stdout == "3 of 3 pages are the same.\n"
    assert run("compare", second, *golden).stdout == "2 of 2 pages are the same.\n", (
        "the other was not asked for"
    )
    blank(second, 1)
    assert "two-2: the page is gone" in run("compare", second, *golden).stdout
    twice = run("compare", first, first, *golden)
    assert (twice.exit_code, "Two pages are called 'one-1'" in twice.stderr) == (REFUSED, True)
    mixed = run("compare", tmp_path, first, *golden)
    assert "An edition is compared by itself." in mixed.stderr


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda path: blank(path, 1, encryption=pikepdf.Encryption(owner="a", user="b")),
            "The PDF is encrypted.",
        ),
        (lambda path: path.write_bytes(b"%PDF-1.7\n\xff"), "The PDF can't be compared"),
        (lambda path: path.write_bytes(b""), "The PDF can't be compared"),
        (lambda path: blank(path, 0), "The PDF has no page."),
        (lambda path: path.mkdir(), "It is not a plain file."),
        (lambda path: None, "There is no such file."),
    ],
)
def test_a_pdf_that_can_not_be_read_is_told(
    tmp_path: Path, make: Callable[[Path], object], told: str
) -> None:
    make(tmp_path / "bad.pdf")
    result = run("diff", tmp_path / "bad.pdf", blank(tmp_path / "good.pdf", 1), "--report", tmp_path / "out")
    assert result.exit_code == REFUSED
    assert "bad.pdf" in result.stderr and told in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("option", "place", "told"),
    [
        ("--report", "golden", "the goldens are in it"),
        ("--report", "golden/A01", "the goldens are in it"),
        ("--report", "stories", "it is a folder that the edition is read from"),
        ("--junit", "golden/A01/golden.json", "the goldens are in it"),
        ("--junit", "edition.yaml", "a file that is no XML stands in its place"),
    ],
)
def test_a_report_takes_the_place_of_nothing_else(edition: Path, option: str, place: str, told: str) -> None:
    before = contents(edition)
    result = run("compare", edition, option, edition / place)
    assert (result.exit_code, told in result.stderr) == (REFUSED, True)
    assert contents(edition) == before


def test_a_pdf_of_too_many_pages_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MOST_PAGES", 2)
    result = run("diff", blank(tmp_path / "a.pdf", 3), blank(tmp_path / "b.pdf", 2))
    assert result.exit_code == REFUSED
    assert "a.pdf: The PDF has 3 pages, more than 2." in result.stderr
