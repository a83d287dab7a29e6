"""Whenever a build is stopped, `pages/` is one whole edition or empty, the report says so, and the next build mends it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from content.problems import Refused
from layout.prove import prove
from layout.publish import publish
from layout.publishing.outputs import find_earlier_files
from layout.publishing.placing import folder
from layout.publishing.placing.folder import output_folder, write_files
from layout.publishing.placing.owned import owned_folder, release_lock, sweep_owned, take_lock
from layout.publishing.placing.switch import signals_wait
from layout.publishing.placing.temporary import temporary_files_of_the_run
from layout.publishing.reports.report import FORMAT
from tests.editions import Draft, block, running, story

ROOT = Path(__file__).parents[2]


def generation(name: str, pages: tuple[str, ...], *, ready: bool = True) -> dict[str, bytes]:
    """The files of a build: each holds the name of its generation, so that a mixture is seen."""
    files = {f"proof/daily-{page}.png": f"proof {page} {name}".encode() for page in pages}
    files["daily.pdf"] = f"whole {name}".encode()
    files |= {f"preflight/daily-{page}.json": f"looked {page} {name}".encode() for page in pages}
    if ready:
        files |= {f"pages/daily-{page}.pdf": f"page {page} {name}".encode() for page in pages}
    files["manifest.json"] = json.dumps(
        {one: hashlib.sha256(data).hexdigest() for one, data in files.items()}
    ).encode()
    report = {"format": FORMAT, "edition": "daily", "ready_for_press": ready, "problems": []}
    files["report.json"] = json.dumps({**report, "files": sorted((*files, "report.json"))}).encode()
    return files


UNFINISHED = {"ready_for_press": False, "problems": [{"id": "unfinished-build"}]}
FIRST = generation("first", ("A01", "A02", "A03"))
SECOND = generation("second", ("A02", "B01"))
HELD = generation("held", ("A01", "A02"), ready=False)
OTHERS = {
    "pages/weekly-A01.pdf": b"another edition's",
    "pages/notes/a.txt": b"somebody's own",
    "own.txt": b"own",
}


def put(out: Path, files: dict[str, bytes]) -> None:
    def interim(gone: frozenset[str]) -> bytes:
        return json.dumps(
            {**json.loads(files["report.json"]), **UNFINISHED, "files": [*files, *gone]}
        ).encode()

    with output_folder(out) as aside:
        write_files(aside, out, files, lambda: find_earlier_files(out, "daily"), interim)


def found(out: Path) -> dict[str, bytes]:
    """The files of an output folder, but for what lies beside."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.relative_to(out).parts[0].startswith(".duikai")
    }


def earlier(out: Path, files: dict[str, bytes]) -> None:
    """An output folder with an earlier build, and with files of others."""
    put(out, files)
    for name, data in OTHERS.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)


def fault_of(out: Path, *generations: dict[str, bytes]) -> str:
    """What a plant or a script could be led astray by; empty if nothing."""
    files = found(out)
    pages = {name: data for name, data in files.items() if name.startswith("pages/daily-")}
    known = [{n: d for n, d in one.items() if n.startswith("pages/")} for one in generations]
    if pages and pages not in known:
        return f"pages/ is a mixture: {sorted(pages.items())}"
    report = json.loads(files.get("report.json", b'{"ready_for_press": false}'))
    if report["ready_for_press"]:
        told = {name: files.get(name) for name in report["files"]}
        if told not in generations:
            return "a report that says ready is not of what is there"
        if not pages:
            return "a report says ready, and there are no pages"
    torn = [
        name
        for name, data in files.items()
        if name not in OTHERS and name != "report.json" and data not in [one.get(name) for one in generations]
    ]
    return f"neither old nor new: {torn}" if torn else ""


CALLS = ("rename", "replace", "unlink", "mkdir", "rmdir", "link", "open")


def counted(monkeypatch: pytest.MonkeyPatch, reached: Callable[[int], None]) -> None:
    """Calls `reached` with a number before each change of the file system."""
    count, busy = 0, False

    def before(own: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal count, busy
            if not busy:  # what `reached` changes does not count
                count, busy = count + 1, True
                try:
                    reached(count)
                finally:
                    busy = False
            return own(*arguments, **options)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, before(getattr(os, name)))


def states(out: Path, folder: Path, work: Callable[[], None]) -> list[Path]:
    """What a kill would leave of an output folder: as it is before each change of the file system that `work` makes.

    A copy has what the disk has, and nobody holds its locks. Where there is no folder yet, there is no copy.
    """
    copies: list[Path] = []

    def keep(count: int) -> None:
        copies.append(folder / str(count))
        if out.exists():
            shutil.copytree(out, copies[-1], symlinks=True)

    with pytest.MonkeyPatch.context() as patch:
        counted(patch, keep)
        work()
    return copies


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: thousands of little files come and go here."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


CHANGES = {
    "other pages": (FIRST, SECOND),
    "held from the press": (FIRST, HELD),
    "ready again": (HELD, SECOND),
    "the first build": ({}, FIRST),
}


def changes(folder: Path, change: str) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """An output folder as it was before a change, and all that is in it before and after."""
    old, new = CHANGES[change]
    out, others = folder / "out", OTHERS if old else {}
    if old:
        earlier(out, old)
    return out, {**old, **others}, {**new, **others}


def looked_into(out: Path) -> None:
    """Whoever looks into the folder puts back what was there, or leaves what is whole."""
    with output_folder(out):
        pass


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_that_is_killed_at_any_step_leaves_one_edition_or_none(quick: Path, change: str) -> None:
    """Before every change of the file system that a build makes."""
    out, before, after = changes(quick, change)
    old, new = CHANGES[change]
    left = states(out, quick / "left", lambda: put(out, new))
    assert found(out) == after and len(left) > 30
    for step, killed in enumerate(left):
        if killed.exists():
            assert fault_of(killed, old, new) == "", step
            looked_into(killed)
            assert found(killed) in (before, after), step
            assert not list(killed.glob(".*")), step
        put(killed, new)
        assert found(killed) == after, step
        assert not list(killed.glob(".*")), step


def test_a_mending_that_is_killed_at_any_step_is_done_by_the_next(quick: Path) -> None:
    """Killed in the switch, and again before every change of putting back."""
    out, before, after = changes(quick, "other pages")
    left = states(out, quick / "left", lambda: put(out, SECOND))
    begun = [killed for killed in left if list(killed.glob(".duikai-unfinished-*/journal.json"))]
    away = [killed for killed in begun if not (killed / "pages").exists()]
    new = [killed for killed in begun if (killed / "pages/daily-B01.pdf").exists()]
    assert len(away) > 3 and len(new) > 2
    mended = 0
    for number, killed in enumerate((begun[0], away[0], away[len(away) // 2], away[-1], new[0], new[-1])):
        for step, again in enumerate(states(killed, quick / f"again-{number}", lambda: looked_into(killed))):  # noqa: B023
            assert fault_of(again, FIRST, SECOND) == "", (number, step)
            looked_into(again)
            assert found(again) in (before, after), (number, step)
            assert not list(again.glob(".*"))
            mended += 1
        assert found(killed) in (before, after)
    assert mended > 60


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("stop", ["no space", "stopped"])
def test_a_step_that_fails_puts_everything_back(
    quick: Path, change: str, stop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, before, after = changes(quick, change)
    old, new = CHANGES[change]
    refused = 0
    for step in range(1, 1000):
        copy = quick / str(step)
        failed: list[int] = []
        if old:
            shutil.copytree(out, copy)

        def fail(count: int, step: int = step, failed: list[int] = failed) -> None:
            if count == step:
                failed.append(step)
                raise (
                    OSError(errno.ENOSPC, "No space left on device")
                    if stop == "no space"
                    else KeyboardInterrupt
                )

        with monkeypatch.context() as patch:
            counted(patch, fail)
            try:
                put(copy, new)
                done = True
            except (Refused, KeyboardInterrupt) as error:
                done = False
                refused += isinstance(error, Refused)
        now = found(copy) if copy.exists() else {}
        assert now == after or (not done and now == before), step
        assert not copy.exists() or fault_of(copy, old, new) == ""
        if not failed:
            break
    assert refused > 20 or stop == "stopped"


def test_a_journal_of_somebody_else_moves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    earlier(out, FIRST)
    (tmp_path / "mine.txt").write_text("mine")
    for number, text in enumerate(
        (
            "",
            "[]",
            "{}",
            json.dumps({"names": ["../mine.txt"]}),
            json.dumps(
                {
                    "names": ["../mine.txt"],
                    "stale": [],
                    "before": [],
                    "folders": [],
                    "pages": False,
                    "had_pages": False,
                    "interim": False,
                }
            ),
        )
    ):
        left = out / f".duikai-unfinished-{number:016x}"
        left.mkdir()
        (left / "journal.json").write_text(text)
    with output_folder(out):
        pass
    assert found(out) == {**FIRST, **OTHERS}
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not list(out.glob(".*"))


def test_pages_that_are_a_link_are_refused_before_anything_is_moved(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, FIRST)
    (out / "pages").rename(tmp_path / "plant")
    (out / "pages").symlink_to(tmp_path / "plant")
    before = found(out)
    with pytest.raises(Refused) as caught:
        put(out, SECOND)
    assert [(one.id, one.where.file) for one in caught.value.problems] == [("unwritable-output", "out/pages")]
    assert found(out) == before


@pytest.mark.parametrize("closed", ["proof", "preflight"])
def test_a_folder_that_may_not_be_written_holds_up_no_later_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    """What was never moved is not put back: all is as it was, and nothing waits to be mended."""
    out = tmp_path / "out"
    earlier(out, FIRST)
    before = found(out)

    def denied(own: Any) -> Any:
        def call(*paths: Any, **options: Any) -> Any:
            if (out / closed) in Path(paths[-1]).parents:
                raise PermissionError(errno.EACCES, "Permission denied")
            return own(*paths, **options)

        return call

    with monkeypatch.context() as patch:
        for name in ("replace", "rename", "unlink"):
            patch.setattr(os, name, denied(getattr(os, name)))
        with pytest.raises(Refused, match="Permission denied"):
            put(out, SECOND)
    assert found(out) == before
    assert not list(out.glob(".duikai*"))
    put(out, SECOND)


def test_the_mode_of_the_folder_of_pages_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, FIRST)
    (out / "pages").chmod(0o2775)
    put(out, SECOND)
    assert (out / "pages").stat().st_mode & 0o7777 == 0o2775


def test_a_build_waits_until_another_has_put_its_files_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    earlier(out, FIRST)
    lock = take_lock(out / ".duikai.lock")
    assert lock is not None
    done: list[dict[str, bytes]] = []

    def second() -> None:
        put(out, SECOND)
        done.append(found(out))

    other = threading.Thread(target=second)
    other.start()
    other.join(0.3)
    assert other.is_alive() and found(out) == {**FIRST, **OTHERS}
    release_lock(out / ".duikai.lock", lock)
    other.join(30)
    assert done == [{**SECOND, **OTHERS}]
    # One that does not end is told.
    lock = take_lock(out / ".duikai.lock")
    assert lock is not None
    monkeypatch.setattr(folder, "PATIENCE", 0.1)
    with pytest.raises(Refused, match="another build is putting its files there"):
        put(out, FIRST)
    release_lock(out / ".duikai.lock", lock)
    put(out, FIRST)


def test_two_builds_at_once_leave_one_of_the_two_whole(tmp_path: Path) -> None:
    for turn in range(10):
        out = tmp_path / str(turn)
        earlier(out, FIRST)
        both = [threading.Thread(target=put, args=(out, one)) for one in (SECOND, HELD)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert found(out) in ({**SECOND, **OTHERS}, {**HELD, **OTHERS})


def test_a_running_builds_folder_stays_and_a_dead_ones_goes(tmp_path: Path) -> None:
    names = [f".duikai-unfinished-{name}" for name in ("", "²", "9" * 30, "0123", "0123456789abcdeg")]
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / f".duikai-unfinished-{'0' * 16}").mkdir()
    (tmp_path / f".duikai-unfinished-{'1' * 16}.lock").write_bytes(b"")
    with owned_folder(tmp_path, ".duikai-unfinished-") as mine:
        sweep_owned(tmp_path, ".duikai-unfinished-")
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
            [*names, mine.name, f"{mine.name}.lock"]
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_link_in_the_place_of_a_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / f"duikai-{'0' * 16}").mkdir()
    (tmp_path / f"duikai-{'0' * 16}.lock").symlink_to(tmp_path / "victim")
    sweep_owned(tmp_path, "duikai-")
    assert not (tmp_path / "victim").exists()


def test_what_would_stop_the_program_waits_for_the_switch() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: heard.append(number))
    try:
        with signals_wait():
            for _ in range(3):
                signal.raise_signal(signal.SIGTERM)
            assert heard == []
        assert heard == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


STOPPED = """
import os, signal, sys
for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # what runs the tests may want them not to hear one
    signal.signal(getattr(signal, name), signal.SIG_DFL)
import build
number, times, place = int(sys.argv.pop()), int(sys.argv.pop()), sys.argv.pop()
rename = os.rename
def moved(source, target):
    rename(source, target)
    if str(target).endswith(place):
        for _ in range(times):
            os.kill(os.getpid(), number)
os.rename = moved
build.main()
"""


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """Two issues of one paper that have pages of other names: the folder and the output folder of each."""
    made = []
    for number, names in enumerate((("A01", "A02"), ("A01", "B01"))):
        folder = tmp_path_factory.mktemp(f"issue{number}")
        pages = [{"name": name, "blocks": [block(f"s{name}", "1-2", "1-20")]} for name in names]
        stories = {f"s{name}": story(f"第{number}题", running(338)) for name in names}
        root = Draft(pages=pages, stories=stories).write(folder / "daily")
        assert publish(root, folder / "out", dpi=30).ready
        made.append((root, folder / "out"))
    return made


@pytest.mark.parametrize(
    "stop",
    [
        (signal.SIGKILL, 1, "old/pages"),
        (signal.SIGKILL, 1, "out/pages"),
        (signal.SIGTERM, 1, "old/pages"),
        (signal.SIGINT, 2, "old/pages"),
        (signal.SIGHUP, 2, "out/pages"),
    ],
)
def test_a_program_that_is_stopped_in_the_switch(
    issues: list[tuple[Path, Path]],
    tmp_path: Path,
    stop: tuple[int, int, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A kill leaves it to the next program; what can be heard is heard when all is done, however often it comes."""
    (number, times, place), (_, earlier), (second, later) = stop, *issues
    old, new = found(earlier), found(later)
    out, temporary = shutil.copytree(earlier, tmp_path / "out"), tmp_path / "tmp"
    temporary.mkdir()
    ended = subprocess.run(
        [
            *(sys.executable, "-c", STOPPED, "build", str(second), "-o", str(out), "--dpi", "30", "-q"),
            *(place, str(times), str(int(number))),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "COLUMNS": "200"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    killed = number == signal.SIGKILL
    assert ended.returncode == (-number if killed else 128 + number), ended.stderr
    assert ended.stderr == ("" if killed else "Stopped. Output folders hold a whole build, or none.\n")
    assert fault_of(out, old, new) == ""
    assert bool(list(out.glob(".*"))) is bool(list(temporary.iterdir())) is killed
    # A look at proofs in the same folder mends it, and sweeps what was left for the system.
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with temporary_files_of_the_run():
        prove(second, out, dpi=30)
    proofs = {name: data for name, data in found(out).items() if "/" not in name and name.endswith(".png")}
    assert found(out) == {**(old if killed else new), **proofs}
    assert not list(out.glob(".*")) and not list(temporary.iterdir())


WORKING = """
import os, sys, time
from layout.running.sidebyside import side_by_side
def work(number):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(100)
side_by_side(work, range(2), 2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="work is done side by side on Linux alone")
def test_workers_end_with_the_program_that_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORKING],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        try:
            assert parent.stdout is not None
            workers = [int(parent.stdout.readline()) for _ in range(2)]
            assert parent.pid not in workers
            os.kill(
                workers[0], signal.SIGINT
            )  # Ctrl-C at a terminal reaches all: it is the program's to hear
        finally:
            parent.kill()
        # What they would write to is closed only when none of them holds it any more.
        assert parent.communicate(timeout=60)[0] == ""
