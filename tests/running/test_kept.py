"""Pages are worked on side by side and kept from build to build, and nobody can tell it from the files."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import layout.makeup.edition
import layout.running.kept
from layout.makeup.keptpages import page_key
from layout.makeup.page import make_blocks
from layout.plan.press_settings import PressWish
from layout.publish import publish, set_edition
from layout.running.kept import Kept, code_digest, key_of
from layout.running.sidebyside import side_by_side
from layout.scene import Scene
from tests.editions import Draft, block, running, story
from tests.publishing.folders import files

SAMPLES = Path(__file__).parents[2] / "content" / "editions"


def four_pages(folder: Path) -> Path:
    """Eight stories on four pages, one of which goes on on another page, and an index of them all."""
    index = {
        "kind": "index",
        "columns": "5-6",
        "lines": "1-12",
        "entries": [{"story": f"s{n}"} for n in range(4)],
    }
    pages: list[dict[str, Any]] = [
        {"name": f"A0{n + 1}", "blocks": [block(f"s{n}", "1-3", "1-20"), block(f"t{n}", "1-2", "22-40")]}
        for n in range(4)
    ]
    pages[0]["blocks"].append(index)
    stories = {
        f"{kind}{n}": story(f"第{n}篇{kind}", running(300 + 10 * n)) for n in range(4) for kind in "st"
    }
    return Draft(pages=pages, stories=stories).write(folder)


def test_a_build_is_the_same_with_any_number_of_workers_and_whatever_is_kept(tmp_path: Path) -> None:
    edition = four_pages(tmp_path / "edition")
    kept = tmp_path / "pages"
    wishes = {
        "one, fresh": PressWish(),
        "two, cold": PressWish(workers=2, kept=kept),
        "four, kept": PressWish(workers=4, kept=kept),
    }
    built = {}
    for name, wish in wishes.items():
        publish(edition, tmp_path / name, dpi=40, wish=wish)
        built[name] = files(tmp_path / name)
    fresh = built["one, fresh"]
    assert len(fresh) > 12
    for name, found in built.items():
        assert [file for file in found if found[file] != fresh.get(file)] == [], name
        assert found.keys() == fresh.keys()


def test_a_page_is_made_up_again_only_where_its_inputs_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = four_pages(tmp_path / "four")
    wish = PressWish(kept=tmp_path / "pages")
    made: list[str] = []
    own = make_blocks

    def noted(page: Any, desk: Any) -> Any:
        made.append(page.name)
        return own(page, desk)

    monkeypatch.setattr("layout.makeup.edition.make_blocks", noted)
    set_edition(edition, wish=wish)
    assert made == ["A01", "A02", "A03", "A04"]
    set_edition(edition, wish=wish)
    assert made == ["A01", "A02", "A03", "A04"]
    changed = edition / "stories" / "t2.md"
    changed.write_text(changed.read_text("utf-8").replace("天地", "地天"), "utf-8")
    set_edition(edition, wish=wish)
    assert made[4:] == ["A03"]
    # A headline that the index of A01 tells is an input of both pages.
    listed = edition / "stories" / "s1.md"
    listed.write_text(listed.read_text("utf-8").replace("第1篇", "这1篇"), "utf-8")
    outcome, _ = set_edition(edition, wish=wish)
    assert made[5:] == ["A01", "A02"]
    assert outcome.made == set_edition(edition)[0].made


def test_both_ends_of_a_jump_depend_on_each_other(tmp_path: Path) -> None:
    def keys(length: int) -> list[str]:
        pages = [
            {"name": "A01", "blocks": [block("a", "1-3", "1-10", jump_to="A02")]},
            {"name": "A02", "blocks": [block("a", "1-3", f"1-{length}", jump_from="A01")]},
            {"name": "A03", "blocks": [block("b", "1-3", "1-10")]},
        ]
        stories = {"a": story("题", *[running(40) * 6] * 4), "b": story("题", running(200))}
        outcome, catalogue = set_edition(Draft(pages=pages, stories=stories).write(tmp_path / str(length)))
        from layout.makeup.desk import Desk
        from layout.makeup.wardrobe import open_wardrobe
        from layout.plan.grid import make_grid

        edition = outcome.edition
        wardrobe = open_wardrobe(edition.paper, catalogue)
        model = edition.model.pages
        desk = Desk(edition.paper, make_grid(edition.paper), wardrobe, edition.stories, {}, {}, model)
        return [page_key(page, desk) for page in model]

    short, long = keys(40), keys(44)
    assert short[0] != long[0] and short[1] != long[1]


def test_the_rest_of_a_story_depends_on_what_stands_in_its_first_part(tmp_path: Path) -> None:
    """The caption and the outline of a photo on the first page move where the story is cut."""

    def second(folder: str, caption: str) -> Scene:
        photo = {
            "kind": "photo",
            "photo": "p",
            "columns": "2",
            "lines": "4-10",
            "inside": "a",
            "wrap": "outline",
        }
        pages = [
            {"name": "A01", "blocks": [block("a", "1-3", "1-16", jump_to="A02"), photo]},
            {"name": "A02", "blocks": [block("a", "1-3", "1-24", jump_from="A01")]},
        ]
        outline = [[0, 0], [1, 0], [1, 1]]
        draft = Draft(
            pages=pages,
            stories={"a": story("题", *["。".join([running(20)[:-1]] * 4)] * 4)},
            photos={"p": {"file": "p.jpg", "caption": caption, "outline": outline}},
            pictures={"p.jpg": (300, 300)},
        )
        wish = PressWish(kept=tmp_path / "pages")
        return set_edition(draft.write(tmp_path / folder), wish=wish)[0].made.scene

    short, kept = second("short", "短"), second("long", running(90))
    fresh = set_edition(tmp_path / "long")[0].made.scene
    assert kept == fresh
    assert kept.pages[1] != short.pages[1]


def test_what_is_kept_comes_back_or_is_made_again(tmp_path: Path) -> None:
    kept, calls = Kept(tmp_path / "kept"), []

    def make() -> bytes:
        calls.append(1)
        return b"made"

    key = key_of("a", b"b")
    assert kept.get(key, make) == kept.get(key, make) == b"made"
    assert len(calls) == 1
    [file] = (tmp_path / "kept").iterdir()
    for damage in (b"", b"x", file.read_bytes()[:-1], file.read_bytes() + b"."):
        file.write_bytes(damage)
        assert kept.get(key, make) == b"made"
    assert len(calls) == 5
    assert Kept(None).get(key, make) == b"made"
    (tmp_path / "file").write_bytes(b"")
    assert Kept(tmp_path / "file").get(key, make) == b"made"  # a folder that is none is done without


class Harm:
    """What calls a function where it is read."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("harm",)


@pytest.mark.parametrize("found", [Harm(), [Harm()], Path("a"), ["a page"], {"a": 1}, b"\x00"], ids=range(6))
def test_a_kept_file_that_somebody_else_wrote_is_done_without(
    found: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kept, edition = tmp_path / "pages", SAMPLES / "qianzi"
    first, _ = set_edition(edition, wish=PressWish(kept=kept))
    data = found if isinstance(found, bytes) else pickle.dumps(found)
    for file in kept.iterdir():
        file.write_bytes(hashlib.sha256(data).hexdigest().encode() + data)
    again, _ = set_edition(edition, wish=PressWish(kept=kept))
    assert again.made.scene == first.made.scene
    assert not Path("harm").exists()


def copied_program(folder: Path) -> Path:
    """The program's own files but for the samples."""
    for package in layout.running.kept.OWN:
        shutil.copytree(
            SAMPLES.parent.parent / package,
            folder / package,
            ignore=lambda place, names: {"__pycache__", "editions"} & set(names),
        )
    return folder


@pytest.mark.parametrize(
    "file",
    [
        "layout/running/kept.py",
        "content/papers/wujin/paper.yaml",
        "layout/typeset/unicode/linebreak.txt",
        "layout/plan/profiles/zh-Hans-newspaper.yaml",
        "layout/press/profiles/news_snap_tac220.icc",
    ],
)
def test_another_byte_of_any_file_of_the_program_makes_another_key(tmp_path: Path, file: str) -> None:
    root = copied_program(tmp_path)
    before = list(layout.running.kept.own_files(root))
    assert before == list(layout.running.kept.own_files(SAMPLES.parent.parent))
    os.utime(root / file, (1, 1))
    (root / "layout" / "__pycache__").mkdir()
    (root / "layout" / "__pycache__" / "kept.pyc").write_bytes(b"compiled")
    (root / "content" / "editions" / "mine").mkdir(parents=True)
    (root / "content" / "editions" / "mine" / "edition.yaml").write_bytes(
        b"an input, and no part of the program"
    )
    assert list(layout.running.kept.own_files(root)) == before
    (root / file).write_bytes((root / file).read_bytes() + b" ")
    assert list(layout.running.kept.own_files(root)) != before
    (root / file).unlink()
    assert list(layout.running.kept.own_files(root)) != before


def test_every_file_of_the_program_is_in_the_key() -> None:
    root = SAMPLES.parent.parent
    table = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert {*layout.running.kept.OWN} == {*table["root_packages"]} - {"benchmarks", "tests"}
    parts = iter(layout.running.kept.own_files(root))
    keyed = dict(zip(parts, parts, strict=True))
    files = {
        path.relative_to(root).as_posix(): path
        for package in layout.running.kept.OWN
        for path in (root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and SAMPLES not in path.parents
    }
    assert {path.suffix for path in files.values()} >= {".py", ".txt", ".yaml", ".icc"}
    assert keyed == {name.encode(): path.read_bytes() for name, path in files.items()}


def needed_libraries() -> list[str]:
    """What pyproject.toml names, and what that needs."""
    project = tomllib.loads((SAMPLES.parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    left, needed = [Requirement(text) for text in project["dependencies"]], set()
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        if name in needed or not (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            continue
        needed.add(name)
        left += [Requirement(text) for text in metadata.requires(name) or ()]
    return sorted(needed)


def test_the_files_of_every_library_that_is_needed_are_in_the_key() -> None:
    needed, keyed = needed_libraries(), list(layout.running.kept.libraries())
    assert {"budoux", "numpy", "pyphen", "simplejpeg", "uniseg", "lxml"} < {*needed}
    for name in needed:
        record = metadata.distribution(name).read_text("RECORD")
        assert record and any(part.endswith(record.encode()) for part in keyed), name


@pytest.mark.parametrize("name", needed_libraries())
def test_another_version_of_any_library_makes_another_key(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, own = list(layout.running.kept.libraries()), metadata.distributions

    class Changed:
        """The library with other files."""

        def read_text(self, file: str) -> str | None:
            text = metadata.distribution(name).read_text(file)
            return f"{text}changed" if file == "RECORD" else text

    def installed() -> list[Any]:
        return [Changed() if canonicalize_name(found.name) == name else found for found in own()]

    monkeypatch.setattr(metadata, "distributions", installed)
    after = list(layout.running.kept.libraries())
    assert len(after) == len(before) and len({*after} - {*before}) == 1


def test_another_python_makes_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_digest()
    code_digest.cache_clear()
    assert code_digest() == before
    for module, value in (("sys.version", "9.9"), ("unicodedata.unidata_version", "99.0")):
        with monkeypatch.context() as patch:
            patch.setattr(module, value)
            code_digest.cache_clear()
            assert code_digest() != before
    code_digest.cache_clear()


def test_keys_tell_their_parts_apart() -> None:
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")
    assert key_of("a") == key_of("a") and len(key_of("a")) == 64
    assert len(code_digest()) == 64


def test_what_was_used_longest_ago_is_cleared_away(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    keys = [key_of(str(number)) for number in range(3)]
    for number, key in enumerate(keys):
        kept.get(key, lambda: b"x" * 1000)
        os.utime(tmp_path / f"{key}.kept", (number, number))
    (tmp_path / "mine.txt").write_text("not ours")
    kept.sweep(now=10, most=2200)
    assert len(list(tmp_path.iterdir())) == 4  # all may be in use by a build just now
    kept.sweep(now=4000, most=2200)
    assert {path.name for path in tmp_path.iterdir()} == {*(f"{key}.kept" for key in keys[1:]), "mine.txt"}
    kept.sweep(now=31 * 86_400)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_work_side_by_side_comes_back_in_order_and_raises_what_it_raises() -> None:
    assert side_by_side(lambda number: number * number, range(7), 3) == [n * n for n in range(7)]
    pids = side_by_side(lambda _: os.getpid(), range(6), 2)
    assert os.getpid() not in pids or not hasattr(os, "fork")
    assert side_by_side(lambda _: os.getpid(), range(6), 1) == [os.getpid()] * 6
    with pytest.raises(ValueError, match="four"):
        side_by_side(_refuse_four, range(6), 2)


def _refuse_four(number: int) -> int:
    if number == 4:
        raise ValueError("four")
    return number


def test_a_worker_that_is_killed_is_done_without() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here and number == 2:
            os._exit(9)
        return number

    assert side_by_side(work, range(5), 2) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("name", ["yangzhang", "tategumi"])
def test_what_is_kept_of_real_pages_is_what_was_made(name: str, tmp_path: Path) -> None:
    from layout.makeup.edition import MakeupOptions, make_up
    from layout.makeup.wardrobe import open_wardrobe
    from layout.reading.folder import load_edition

    outcome, catalogue = set_edition(SAMPLES / name)
    edition = load_edition(SAMPLES / name)
    kept = Kept(tmp_path)
    for _ in range(2):
        made = make_up(edition, open_wardrobe(edition.paper, catalogue), MakeupOptions(1, kept))
        assert made == outcome.made
