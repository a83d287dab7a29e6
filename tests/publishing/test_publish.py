"""A build gives the same bytes anywhere, whole or not at all, and `pages/` holds only what may be plated."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.problems import Refused
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.prove import prove
from layout.publish import Outcome, publish
from layout.publishing.outputs import find_earlier_files
from layout.publishing.placing.folder import output_folder, write_files
from layout.publishing.reports.report import FORMAT
from layout.scene.fromjson import from_json
from tests.editions import PAPER, Draft, block, ids, paper_with, prose, running, story
from tests.press.reading import extracted, glyphs, origins
from tests.publishing.folders import files, names_of

ROOT = Path(__file__).parents[2]
DPI = 40


def edition(**changes: Any) -> Draft:
    """Two pages: a story in three legs beside a photo, and another story."""
    draft = Draft(
        pages=[
            {
                "name": "A01",
                "blocks": [
                    block("a", "1-3", "1-25"),
                    {"kind": "photo", "photo": "p", "columns": "4-6", "lines": "1-20"},
                ],
            },
            {"name": "A02", "blocks": [block("b", "2-3", "5-16")]},
        ],
        stories={"a": story("标题", prose(600)), "b": story("", running(238))},
        photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "某某 摄"}},
        pictures={"p.jpg": (1200, 900)},
    )
    for name, value in changes.items():
        setattr(draft, name, value)
    return draft


def told(outcome: Outcome) -> list[str]:
    """The ids of an outcome's problems, but for loose lines: legs of ten characters have some."""
    return [id for id in ids(outcome) if id != "loose-line"]


def build(root: Path, out: Path) -> Outcome:
    return publish(root, out, dpi=DPI)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Outcome]:
    """An edition's folder, its output folder, and what came of it: to be read, not changed."""
    folder = tmp_path_factory.mktemp("built")
    root = edition().write(folder / "daily")
    return root, folder / "out", build(root, folder / "out")


@pytest.fixture
def begun(built: tuple[Path, Path, Outcome], tmp_path: Path) -> tuple[Path, Path]:
    """The same edition's folder and output folder, to be changed."""
    root, out, _ = built
    return shutil.copytree(root, tmp_path / "daily"), shutil.copytree(out, tmp_path / "out")


def test_an_output_folder_holds_what_it_should_and_nothing_else(built: tuple[Path, Path, Outcome]) -> None:
    _, out, outcome = built
    assert told(outcome) == []
    assert sorted(files(out)) == [
        "daily.pdf",
        "manifest.json",
        "pages/daily-A01.pdf",
        "pages/daily-A02.pdf",
        "preflight/daily-A01.html",
        "preflight/daily-A01.json",
        "preflight/daily-A02.html",
        "preflight/daily-A02.json",
        "proof/daily-A01.png",
        "proof/daily-A02.png",
        "report.json",
        "scene.json",
    ]
    assert outcome.files == tuple(sorted(files(out)))
    report = json.loads((out / "report.json").read_bytes())
    assert report["format"] == FORMAT
    assert report["ready_for_press"] is True
    assert report["files"] == sorted(files(out))
    assert [one["story"] for one in report["stories"]] == ["a", "b"]
    assert from_json((out / "scene.json").read_text("utf-8")) == outcome.made.scene


def test_body_lines_of_the_pdf_stand_on_the_grid_and_end_flush(built: tuple[Path, Path, Outcome]) -> None:
    """Read back with programs that know nothing of this one: a hundredth of a point, in all columns."""
    _, out, outcome = built
    grid = make_grid(Paper.model_validate(PAPER))
    height = grid.page_height / 1000
    data = (out / "pages" / "daily-A01.pdf").read_bytes()
    body = [glyph for glyph in glyphs(data) if glyph.size == 10]
    assert len(body) == 600
    baselines = {round(grid.baseline(line) / 1000, 2) for line in range(1, 51)}
    assert {round(height - glyph.y, 2) for glyph in body} <= baselines
    lefts = [grid.column_x(column) / 1000 for column in (1, 2, 3)]
    depths = []
    for left in lefts:
        leg = [glyph for glyph in body if left - 6 < glyph.x < left + 100]
        rows = {glyph.y for glyph in leg}
        depths.append(len(rows))
        for row in rows:
            line = sorted((glyph.x, glyph.text) for glyph in leg if glyph.y == row)
            last, mark = line[-1]
            if (
                len(line) >= 9
            ):  # a full line: its last character ends on the measure, a mark half an em before
                end = last + (5 if mark in "，。" else 10)
                assert end == pytest.approx(left + 100, abs=0.05)
    assert sum(depths) == outcome.made.fits[0].set_lines
    assert max(depths) - min(depths) <= 1
    # pdfium's own reading of where characters stand agrees.
    theirs = {round(height - y, 2) for char, _, y in origins(data) if char in "天地玄黄宇宙"}
    assert theirs <= baselines


def test_no_character_of_the_copy_is_missing_from_the_pdf(built: tuple[Path, Path, Outcome]) -> None:
    _, out, outcome = built
    data = (out / "daily.pdf").read_bytes()
    printed = extracted(data, 0) + extracted(data, 1)
    for one in outcome.made.scene.copy:
        assert one.text.replace(" ", "") in printed.replace(" ", ""), one.part


def test_the_file_of_a_page_is_the_page_of_the_whole(built: tuple[Path, Path, Outcome]) -> None:
    _, out, _ = built
    whole = (out / "daily.pdf").read_bytes()
    for number, name in enumerate(("A01", "A02")):
        alone = (out / "pages" / f"daily-{name}.pdf").read_bytes()
        ours = [(glyph.text, glyph.x, glyph.y, glyph.size) for glyph in glyphs(alone)]
        assert ours == [(glyph.text, glyph.x, glyph.y, glyph.size) for glyph in glyphs(whole, number)]


def test_the_same_edition_gives_the_same_bytes_anywhere(
    built: tuple[Path, Path, Outcome], tmp_path: Path
) -> None:
    root, out, _ = built
    first = files(out)
    copied = shutil.copytree(root, tmp_path / "elsewhere" / "deeper" / "daily")
    os.utime(copied / "stories" / "a.md", (0, 0))
    build(copied, tmp_path / "out")
    assert files(tmp_path / "out") == first
    build(copied, tmp_path / "out")  # over what is there
    assert files(tmp_path / "out") == first
    # In another process, with another hash order, cwd, locale, time zone and cache, by a relative name.
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LC_", "LANG", "PYTHON"))
        },
        "PYTHONHASHSEED": "4242",
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
    }
    code = f"import layout.publish as p, pathlib; p.publish(pathlib.Path('daily'), pathlib.Path('../o'), dpi={DPI})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=copied.parent, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert files(copied.parent.parent / "o") == first


def test_other_copy_gives_other_bytes(built: tuple[Path, Path, Outcome], tmp_path: Path) -> None:
    _, out, _ = built
    draft = edition()
    draft.stories["b"] = draft.stories["b"].replace("天", "夫")
    build(draft.write(tmp_path / "daily"), tmp_path / "out")
    now, before = files(tmp_path / "out"), files(out)
    assert {name for name in now if now[name] != before[name]} == {
        "daily.pdf",
        "manifest.json",
        "pages/daily-A02.pdf",
        # A report of the preflight names the hash of the file that it is on, and the ink on it.
        "preflight/daily-A02.html",
        "preflight/daily-A02.json",
        "proof/daily-A02.png",
        "scene.json",
    }


def test_a_build_writes_nothing_into_the_editions_folder(tmp_path: Path) -> None:
    root = edition().write(tmp_path / "daily")
    before = {path: path.stat().st_mtime_ns for path in [root, *root.rglob("*")]}
    build(root, tmp_path / "out")
    assert {path: path.stat().st_mtime_ns for path in [root, *root.rglob("*")]} == before


def test_a_page_with_a_problem_is_proofed_and_not_plated(begun: tuple[Path, Path]) -> None:
    draft = edition()
    root, out = begun
    assert (out / "pages" / "daily-A01.pdf").is_file()
    draft.stories["a"] = story("标题", prose(1600))
    draft.write(root)
    outcome = build(root, out)
    assert told(outcome) == ["overset"]
    assert not outcome.ready
    # The press files of the earlier build are gone, also that of the page that is sound: an edition is plated whole.
    assert sorted(files(out)) == names_of("A01", "A02", ready=False)
    report = json.loads((out / "report.json").read_bytes())
    assert report["ready_for_press"] is False
    assert report["files"] == sorted(files(out))
    [fit] = [one for one in report["stories"] if one["story"] == "a"]
    assert fit["overset"]["lines"] == fit["over_lines"] > 0
    assert fit["overset"]["characters"] == fit["over_characters"] > 0
    text = prose(1600)
    assert text[1600 - fit["over_characters"] :].startswith(fit["overset"]["from"])
    [problem] = [one for one in report["problems"] if one["id"] == "overset"]
    where = problem["where"]
    assert (where["file"], where["field"]) == ("stories/a.md", "body[0]")
    assert (where["page"], where["block"], where["story"]) == ("A01", "a", "a")
    assert where["character"] == 1600 - fit["over_characters"]
    # Mended, it is plated again.
    edition().write(root)
    assert build(root, out).ready
    assert (out / "pages" / "daily-A01.pdf").is_file()


def test_press_files_are_taken_away_also_where_the_report_was_lost(begun: tuple[Path, Path]) -> None:
    draft = edition()
    root, out = begun
    (out / "report.json").unlink()
    draft.stories["a"] = story("标题", prose(1600))
    draft.write(root)
    build(root, out)
    assert not list((out / "pages").iterdir())


def test_files_of_pages_that_are_no_more_are_taken_away(begun: tuple[Path, Path]) -> None:
    root, out = begun
    own = out / "pages" / "notes.pdf"
    own.write_bytes(b"the editor's own")
    draft = edition()
    assert draft.pages
    del draft.pages[1]
    (root / "stories" / "b.md").unlink()
    del draft.stories["b"]
    draft.write(root)
    build(root, out)
    assert sorted(files(out)) == sorted([*names_of("A01"), "pages/notes.pdf"])


def test_another_editions_files_are_left_alone(begun: tuple[Path, Path], tmp_path: Path) -> None:
    _, out = begun
    build(edition().write(tmp_path / "weekly"), out)
    assert "pages/daily-A01.pdf" in files(out)
    assert "pages/weekly-A01.pdf" in files(out)


@pytest.mark.parametrize(
    "report",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        json.dumps({"format": FORMAT, "edition": "daily", "files": 3}).encode(),
        json.dumps({"format": FORMAT, "edition": "daily", "files": [None]}).encode(),
        json.dumps({"format": FORMAT, "edition": "other", "files": ["pages/x.pdf"]}).encode(),
        json.dumps({"format": "another", "edition": "daily", "files": ["pages/x.pdf"]}).encode(),
    ],
)
def test_a_report_that_is_none_names_no_find_earlier_files(tmp_path: Path, report: bytes) -> None:
    (tmp_path / "report.json").write_bytes(report)
    assert find_earlier_files(tmp_path, "daily") == frozenset()


def test_a_hostile_report_takes_nothing_away_outside_its_folders(tmp_path: Path) -> None:
    names = [
        "../x.pdf",
        "/etc/x.pdf",
        "pages/../../x.pdf",
        "pages/a/b.pdf",
        "stories/a.md",
        "pages/x.md",
        "x.pdf",
        "proof/x.png",
        "proof/weekly-x.png",
        "preflight/daily-x.txt",
    ]
    data = {"format": FORMAT, "edition": "daily", "files": [*names, "pages/x.pdf", "proof/daily-x.png"]}
    (tmp_path / "report.json").write_text(json.dumps(data))
    assert find_earlier_files(tmp_path, "daily") == {"pages/x.pdf", "proof/daily-x.png"}


def test_a_refused_edition_leaves_earlier_outputs_and_no_trace(
    begun: tuple[Path, Path], tmp_path: Path
) -> None:
    root, out = begun
    before = files(out)
    edition(text="paper: [").write(root)
    with pytest.raises(Refused):
        build(root, out)
    assert files(out) == before
    with pytest.raises(Refused):
        build(root, tmp_path / "new" / "deeper")
    assert not (tmp_path / "new").exists()


def _file_in_the_way(out: Path) -> None:
    out.write_text("not a folder")


def _folder_in_the_way(out: Path) -> None:
    (out / "report.json").mkdir(parents=True)


def _file_for_a_folder(out: Path) -> None:
    out.mkdir()
    (out / "pages").write_text("not a folder")


def _link_to_nowhere(out: Path) -> None:
    out.symlink_to("nowhere/at/all")


@pytest.mark.parametrize(
    ("spoil", "at_fault"),
    [
        (_file_in_the_way, "out"),
        (_folder_in_the_way, "out/report.json"),
        (_file_for_a_folder, "out/pages"),
        (_link_to_nowhere, "out"),
    ],
)
def test_an_output_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, spoil: Any, at_fault: str
) -> None:
    root = edition().write(tmp_path / "daily")
    spoil(tmp_path / "out")
    with pytest.raises(Refused) as caught:
        build(root, tmp_path / "out")
    [problem] = caught.value.problems
    assert (problem.id, problem.severity, problem.where.file) == ("unwritable-output", "refused", at_fault)
    assert problem.hint
    assert not list(tmp_path.glob("out/.duikai*"))
    assert not [path for path in tmp_path.glob("out/*/*") if path.is_file()]


OLD = {"a.txt": b"old a", "pages/b.txt": b"old b", "pages/gone.txt": b"old gone", "own.txt": b"own"}
NEW = {"a.txt": b"new a", "fresh/c.txt": b"new c", "pages/b.txt": b"new b", "d.txt": b"new d"}


def switched(out: Path) -> None:
    """Writes the new files over the old, and takes one away."""
    with output_folder(out) as aside:
        write_files(aside, out, NEW, lambda: frozenset({"pages/gone.txt", "pages/never.txt"}))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An output folder with earlier outputs and a file of the editor's own."""
    for name, data in OLD.items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(data)
    return tmp_path / "out"


def test_outputs_take_the_place_of_earlier_ones_together(old: Path) -> None:
    switched(old)
    assert files(old) == {**NEW, "own.txt": b"own"}


@pytest.mark.parametrize("failing", ["a.txt", "fresh/c.txt", "pages", "d.txt"])
@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_move_that_fails_puts_the_earlier_outputs_back(
    old: Path, failing: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = 0

    def failing_once(move: Any) -> Any:
        def moved(source: Path, target: Path) -> None:
            nonlocal failed
            if target == old / failing and not failed:
                failed += 1
                raise OSError(errno.ENOSPC, "No space left on device", str(target))
            move(source, target)

        return moved

    def no_link(*arguments: object, **options: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    for move in ("replace", "rename"):
        monkeypatch.setattr(os, move, failing_once(getattr(os, move)))
    if not links:
        monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(Refused) as caught:
        switched(old)
    [problem] = caught.value.problems
    assert problem.where.file == f"out/{failing}"
    assert problem.what == f"The output {failing!r} can't be written: No space left on device."
    assert files(old) == OLD
    assert not (old / "fresh").exists()


@pytest.mark.parametrize("name", ["d.txt", "pages/gone.txt"])
def test_a_folder_in_a_files_place_is_told_before_anything_is_moved(
    old: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old / name).unlink(missing_ok=True)
    (old / name).mkdir()
    before = files(old)
    monkeypatch.setattr(os, "replace", lambda *paths: pytest.fail("something was moved"))
    with pytest.raises(Refused) as caught:
        switched(old)
    assert [one.where.file for one in caught.value.problems] == [f"out/{name}"]
    assert files(old) == before


def test_press_files_come_all_at_once_and_the_report_last_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, moved = edition().write(tmp_path / "daily"), []
    out, interim = tmp_path / "out", []

    def noted(move: Any) -> Any:
        def note(source: Path, target: Path) -> None:
            if target.is_relative_to(out) and not target.relative_to(out).parts[0].startswith("."):
                moved.append(f"{target.relative_to(out).as_posix()} {Path(source).name}")
                if source.name == "interim.json":
                    interim.append(json.loads(source.read_bytes()))
            move(source, target)

        return note

    with monkeypatch.context() as patch:
        for move in ("replace", "rename"):
            patch.setattr(os, move, noted(getattr(os, move)))
        build(root, out)
    names = [name.split()[0] for name in moved]
    assert sorted({*names} - {"pages"}) == [name for name in names_of("A01", "A02") if "pages" not in name]
    assert names[0] == "report.json"  # which says that nothing is ready
    assert names[-3:] == ["pages", "manifest.json", "report.json"]
    assert (moved[0].split()[1], moved[-1].split()[1]) == ("interim.json", "report.json")
    report = json.loads((out / "report.json").read_bytes())
    [first] = interim
    assert first["problems"].pop(0)["id"] == "unfinished-build"
    assert first == {**report, "ready_for_press": False}


def test_a_folder_below_a_file_and_one_of_the_kernel_are_refused(tmp_path: Path) -> None:
    root = edition().write(tmp_path / "daily")
    for out in (root / "edition.yaml" / "out", Path("/proc/self/out")):
        with pytest.raises(Refused) as caught:
            build(root, out)
        assert [problem.id for problem in caught.value.problems] == ["unwritable-output"]


def test_a_proof_too_large_to_draw_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    draft = edition(paper=paper_with(trim={"width_mm": 2000, "height_mm": 2000}))
    with pytest.raises(Refused) as caught:
        publish(draft.write(tmp_path / "daily"), tmp_path / "out", dpi=600)
    assert [problem.id for problem in caught.value.problems] == ["no-proof"]
    assert not (tmp_path / "out").exists()


COPY = st.text(
    alphabet=st.one_of(
        st.sampled_from("天地玄黄，。“”《》——……·AB12 %*_#&\\<>-:[]　\u200b\u00ad\u0301"),
        st.characters(exclude_categories=("Cs", "Cc", "Cn")),
    ),
    max_size=60,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(headline=COPY, body=st.lists(COPY, max_size=3), caption=COPY, label=COPY)
def test_whatever_the_copy_is_it_is_printed_or_refused(
    tmp_path: Path, headline: str, body: list[str], caption: str, label: str
) -> None:
    draft = Draft(
        blocks=[
            block("a", "1-2", "1-20"),
            {"kind": "photo", "photo": "p", "columns": "3-4", "lines": "1-20"},
            {"kind": "label", "columns": "5", "lines": "1-2", "text": [{"text": label, "style": "headline"}]},
            {"kind": "folio", "columns": "6", "lines": "1", "left": label},
        ],
        stories={"a": story(headline, *body, lead_in=label or None, byline=caption or None)},
        photos={"p": {"file": "p.jpg", "caption": caption or None, "credit": label or None}},
        pictures={"p.jpg": (40, 30)},
    )
    try:
        outcome = publish(draft.write(tmp_path / "daily"), tmp_path / "out", dpi=DPI)
    except Refused as refused:
        assert all(problem.severity != "press" or problem.hint for problem in refused.problems)
    else:
        assert "copy-lost" not in ids(outcome)
        from_json((tmp_path / "out" / "scene.json").read_text("utf-8"))


@pytest.mark.parametrize("folder", ["stories", "photos", "fonts", "stories/out"])
def test_a_folder_that_the_edition_is_read_from_is_no_output_folder(tmp_path: Path, folder: str) -> None:
    root = edition().write(tmp_path / "daily")
    before = files(root)
    for work in (publish, prove):
        with pytest.raises(Refused, match="it is a folder that the edition is read from"):
            work(root, root / folder, dpi=DPI)
    assert files(root) == before
    build(root, root / "out")  # one of its own in it is good


@pytest.mark.parametrize(
    ("write", "at_fault"),
    [("run_press", "out/pages"), ("write_proof_file", "out/daily.pdf")],
)
def test_a_disk_that_is_full_while_a_pdf_is_written_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str, at_fault: str
) -> None:
    from layout.press import document
    from layout.publishing import pressrun

    own, calls = document.write_pdf_to, 0

    def full(out: Any, *rest: Any) -> Any:
        nonlocal calls
        calls += 1
        if write == "run_press" or calls > 3:
            out.write(b"%PDF-")
            raise OSError(errno.ENOSPC, "No space left on device")
        return own(out, *rest)

    draft = edition()
    if write == "write_proof_file":
        draft.stories["a"] = story("标题", prose(1600))
    root = draft.write(tmp_path / "daily")
    monkeypatch.setattr(pressrun, "write_pdf_to", full)
    with pytest.raises(Refused) as caught:
        build(root, tmp_path / "out")
    assert [(one.id, one.where.file) for one in caught.value.problems] == [("unwritable-output", at_fault)]
    assert "No space left on device" in caught.value.problems[0].what
    assert not (tmp_path / "out").exists()
