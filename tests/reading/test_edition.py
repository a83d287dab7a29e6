"""Every way to get an edition wrong ends in a refusal that says what, where and what to do, and in nothing else."""

from __future__ import annotations

import copy
import os
import re
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageCms

from content.problems import Problem, Refused
from layout.press.file.profile import BUNDLED
from layout.publish import set_edition
from layout.reading.folder import load_edition
from tests.editions import PAPER, Draft, as_yaml, block, ids, paper_with, running, story

Spoil = Callable[[Path], object]


def good() -> Draft:
    """An edition without a fault: a story, a photo, and a label."""
    return Draft(
        blocks=[
            block("a", "1-2", "1-20"),
            {"kind": "photo", "photo": "p", "columns": "3-4", "lines": "1-20"},
            {"kind": "label", "columns": 5, "lines": "1-2", "text": [{"text": "栏题", "style": "body"}]},
        ],
        stories={"a": story("标题", running(338))},
        photos={"p": {"file": "p.jpg", "caption": "图说", "credit": "某某 摄"}},
        pictures={"p.jpg": (1000, 1400)},
    )


def problems(folder: Path, draft: Draft, spoil: Spoil = lambda folder: None) -> tuple[Problem, ...]:
    """The problems of a refused edition. Each says where, and what to do, in sentences."""
    draft.write(folder)
    spoil(folder)
    with pytest.raises(Refused) as caught:
        set_edition(folder)
    for problem in caught.value.problems:
        assert problem.hint
        assert problem.what[0] == "`" or not problem.what[0].islower(), problem.what
        assert problem.what.endswith("."), problem.what
        assert str(folder) not in str(problem), "a message names an absolute path"
        assert problem.where.file is None or not problem.where.file.startswith("/")
    assert any(problem.severity == "refused" for problem in caught.value.problems)
    return caught.value.problems


def test_the_edition_that_the_others_spoil_is_good(tmp_path: Path) -> None:
    assert good().set(tmp_path).problems == ()


def pipe(path: Path) -> None:
    """Puts a pipe in a file's place: reading it would never end."""
    path.unlink()
    os.mkfifo(path)


def replaced(**fields: Any) -> Callable[[Draft], None]:
    """Sets parts of the draft: `stories`, `pages`, `text`, `more` …"""

    def change(draft: Draft) -> None:
        for name, value in fields.items():
            setattr(draft, name, value)

    return change


def in_block(number: int, **keys: Any) -> Callable[[Draft], None]:
    return lambda draft: draft.blocks[number].update(keys)


def another(**keys: Any) -> Callable[[Draft], None]:
    return lambda draft: draft.blocks.append(keys)


def in_paper(**parts: Any) -> Callable[[Draft], None]:
    return replaced(paper=paper_with(**parts))


EDITION, STORY, SHEET, PAPER_FILE = "edition.yaml", "stories/a.md", "photos/p.yaml", "paper.yaml"

CASES: list[tuple[Callable[[Draft], None], tuple[str, str | None, int | None, str | None], str]] = [
    # What is done to the draft, then: problem id, file, line, field; and words of the message or hint.
    # Where there is a field, the line named must be the one that holds it.
    (replaced(text="paper: [\n"), ("malformed-yaml", EDITION, 2, None), "not closed"),
    (replaced(text="paper:\n\tx: 1\n"), ("malformed-yaml", EDITION, 2, None), "tab"),
    (replaced(text=""), ("not-a-mapping", EDITION, 1, None), "empty"),
    (replaced(text="- a\n- b\n"), ("not-a-mapping", EDITION, 1, None), "mapping"),
    (replaced(text=b"\x89PNG\r\n\x1a\n\x00\xff"), ("not-utf-8", EDITION, 1, None), "UTF-8"),
    (replaced(text="x: 1\x00\n"), ("forbidden-character", EDITION, 1, None), "U+0000"),
    (replaced(text=b"a: " + b"x" * 50_000_000), ("too-large", EDITION, None, None), "1,000,000"),
    (replaced(text="a: &a [x]\nb: [*a, *a]\n"), ("alias", EDITION, 2, None), "write the value out"),
    (replaced(text="a: !!python/name:os.system\n"), ("tag", EDITION, 1, None), "not supported"),
    (replaced(stories={"a": "---\nheadline: [x\n---\n天\n"}), ("malformed-yaml", STORY, 3, None), "closed"),
    (replaced(stories={"a": "---\nheadline: x\n"}), ("no-front-matter", STORY, 1, None), "---"),
    (replaced(stories={"a": ""}), ("no-front-matter", STORY, 1, None), "---"),
    (replaced(stories={"a": "---\nlang: zh-Hans\n---\n"}), ("empty-story", STORY, 1, None), "empty"),
    (
        replaced(stories={"a": "---\nheadlines: x\n---\n天\n"}),
        ("unknown-key", STORY, None, "headlines"),
        "`headline`",
    ),
    (
        replaced(stories={"a": "---\nheadline: ['']\n---\n天\n"}),
        ("bad-length", STORY, None, "headline[0]"),
        "1",
    ),
    (replaced(stories={"a": story("标题", "天\u202e地")}), ("forbidden-character", STORY, 5, None), "U+202E"),
    (
        in_block(0, colums="3"),
        ("unknown-key", EDITION, None, "pages[0].blocks[0].colums"),
        "did you mean `columns`",
    ),
    (
        in_block(0, kind="stroy"),
        ("bad-value", EDITION, None, "pages[0].blocks[0].kind"),
        "must be one of story, sidebar",
    ),
    (in_block(2, kind="lable"), ("bad-value", EDITION, None, "pages[0].blocks[2].kind"), "not “lable”"),
    (
        in_block(2, kind="labell"),
        ("bad-value", EDITION, None, "pages[0].blocks[2].kind"),
        "did you mean `label`",
    ),
    (in_block(0, story="aa"), ("missing-file", EDITION, None, "story"), "did you mean `a`"),
    (in_block(0, deck_style="dekc"), ("unknown-name", EDITION, None, "deck_style"), "did you mean `deck`"),
    (replaced(more={"paper": "wujim"}), ("unknown-paper", EDITION, None, "paper"), "did you mean `wujin`"),
    (in_block(0, columns=True), ("bad-range", EDITION, None, "pages[0].blocks[0].columns"), "14-70"),
    (in_block(0, columns="0-2"), ("bad-range", EDITION, None, "pages[0].blocks[0].columns"), "14-70"),
    (in_block(0, lines="1–20"), ("bad-range", EDITION, None, "pages[0].blocks[0].lines"), "14-70"),
    (in_block(0, columns=[1]), ("wrong-type", EDITION, None, "pages[0].blocks[0].columns"), "text"),
    (in_block(0, legs=0), ("out-of-range", EDITION, None, "pages[0].blocks[0].legs"), "1 or more"),
    (in_block(0, columns="2-1"), ("off-grid", EDITION, None, "columns"), "2-1"),
    (in_block(0, lines="20-1"), ("off-grid", EDITION, None, "lines"), "20-1"),
    (in_block(2, columns="5-7"), ("off-grid", EDITION, None, "columns"), "columns 1 to 6"),
    (in_block(0, lines="31-51"), ("off-grid", EDITION, None, "lines"), "lines 1 to 50"),
    (
        another(kind="folio", place="head", lines="1-2", left="国"),
        ("misplaced", EDITION, None, "pages[0].blocks[3].lines"),
        "take columns and lines out",
    ),
    (
        another(kind="folio", place="head", writing="vertical", left="国"),
        ("misplaced", EDITION, None, "pages[0].blocks[3].writing"),
        "can't be vertical",
    ),
    (in_block(2, place="right"), ("wrong-side", EDITION, None, "place"), "top, middle or bottom"),
    (in_block(2, place="top", writing="vertical"), ("wrong-side", EDITION, None, "place"), "right, middle"),
    (
        in_paper(styles={"body": {"size": 10, "emphasis_dots": "••"}}),
        ("bad-length", PAPER_FILE, None, "styles.body.emphasis_dots"),
        "1",
    ),
    (in_block(2, columns=4), ("overlap", EDITION, None, "lines"), "block 'p' in columns 4-4, lines 1-2"),
    (another(**block("a", "1-2", "21-40")), ("story-placed-twice", EDITION, None, "story"), "page A01"),
    (
        another(kind="photo", photo="p", columns="1", lines="21-40"),
        ("photo-placed-twice", EDITION, None, "photo"),
        "page A01",
    ),
    (another(**block("b", "1-2", "21-40")), ("missing-file", EDITION, None, "story"), "stories/b.md"),
    (replaced(photos={}), ("missing-file", EDITION, None, "photo"), "photos/p.yaml"),
    (in_block(2, id="a"), ("block-id-twice", EDITION, None, "id"), "called 'a'"),
    (
        in_block(0, headline_style="nope"),
        ("unknown-name", EDITION, None, "headline_style"),
        "no style 'nope'",
    ),
    (
        in_block(2, text=[{"text": "x", "style": "nope"}]),
        ("unknown-name", EDITION, None, "text"),
        "it has body",
    ),
    (in_block(2, frame={"tint": "nope"}), ("unknown-name", EDITION, None, "frame"), "no ink 'nope'"),
    (
        another(kind="rule", columns="1", lines="21", rule={"ink": "nope"}),
        ("unknown-name", EDITION, None, "rule"),
        "it has black",
    ),
    (in_block(2, text=[]), ("bad-length", EDITION, None, "pages[0].blocks[2].text"), "at least 1"),
    (
        in_block(2, text=[{"text": "", "style": "body"}]),
        ("bad-length", EDITION, None, "pages[0].blocks[2].text[0].text"),
        "at least 1",
    ),
    (replaced(more={"paper": "nope"}), ("unknown-paper", EDITION, None, "paper"), "wujin"),
    (replaced(more={"paper": "other.yaml"}), ("missing-file", EDITION, None, "paper"), "'other.yaml'"),
    (replaced(more={"paper": "../paper.yaml"}), ("outside-edition", EDITION, None, "paper"), "leads out"),
    (replaced(more={"paper": "/etc/x.yaml"}), ("outside-edition", EDITION, None, "paper"), "relative"),
    (replaced(more={"paper": "C:\\x.yaml"}), ("outside-edition", EDITION, None, "paper"), "relative"),
    (replaced(more={"date": "2024-13-45"}), ("wrong-type", EDITION, None, "date"), "2024-11-25"),
    (replaced(more={"date": "yesterday"}), ("wrong-type", EDITION, None, "date"), "2024-11-25"),
    (replaced(more={"date": 20241125}), ("wrong-type", EDITION, None, "date"), "2024-11-25"),
    (replaced(more={"date": "0024-11-25"}), ("out-of-range", EDITION, None, "date"), "1600"),
    (replaced(pages=[]), ("bad-length", EDITION, None, "pages"), "at least 1"),
    (
        in_paper(styles={"body": {"size": 10, "face": "Nope"}}),
        ("no-face", PAPER_FILE, None, "styles.body.face"),
        "'Nope'",
    ),
    (
        in_paper(styles={"body": {"size": 10, "strong": {"face": "Nope"}}}),
        ("no-face", PAPER_FILE, None, "styles.body.strong.face"),
        "fonts folder",
    ),
    (
        in_paper(styles={"body": {"size": 10, "profile": "nope"}}),
        ("unknown-profile", PAPER_FILE, None, "styles.body.profile"),
        "zh-Hans-newspaper",
    ),
    (
        in_paper(styles={"body": {"size": 10, "ink": "nope"}}),
        ("unknown-name", PAPER_FILE, None, "styles.body.ink"),
        "the inks are black, red",
    ),
    (
        in_paper(rules={"between_legs": {"ink": "no"}}),
        ("unknown-name", PAPER_FILE, None, "rules.between_legs.ink"),
        "no",
    ),
    (
        in_paper(inks={"mud": {"c": 99, "m": 99, "y": 99}}),
        ("too-much-ink", PAPER_FILE, None, "inks.mud"),
        "220 %",
    ),
    (in_paper(grid={"body_pt": 1}), ("out-of-range", PAPER_FILE, None, "grid.body_pt"), "2 or more"),
    (in_paper(grid={"columns": 40}), ("grid-outside-trim", PAPER_FILE, None, "grid"), "250 mm wide"),
    (
        in_paper(press={"profile": "nope.icc"}),
        ("press-profile", PAPER_FILE, None, "press.profile"),
        "can't be read",
    ),
    (
        in_paper(press={"profile": "../x.icc"}),
        ("press-profile", PAPER_FILE, None, "press.profile"),
        "outside",
    ),
    (replaced(photos={"p": {"file": "../../x.jpg"}}), ("outside-edition", SHEET, None, "file"), "leads out"),
    (replaced(photos={"p": {"file": "/etc/passwd"}}), ("outside-edition", SHEET, None, "file"), "relative"),
    (
        replaced(photos={"p": {"file": "p.jpg", "focus": [2, 0]}}),
        ("out-of-range", SHEET, 3, "focus[0]"),
        "1 or less",
    ),
]


@pytest.mark.parametrize(("change", "expected", "words"), CASES)
def test_what_is_wrong_is_named_with_its_place(
    tmp_path: Path,
    change: Callable[[Draft], None],
    expected: tuple[str, str | None, int | None, str | None],
    words: str,
) -> None:
    draft = good()
    change(draft)
    found = problems(tmp_path / "edition", draft)
    id, file, line, field = expected
    matching = [one for one in found if (one.id, one.where.file, one.where.field) == (id, file, field)]
    assert matching, f"not {id} at {file} {field}, but {[(one.id, str(one.where)) for one in found]}"
    if line is not None:
        assert {one.where.line for one in matching} == {line}
    elif field is not None and file is not None:
        text = (tmp_path / "edition" / file).read_text("utf-8").splitlines()
        key = re.sub(r"\[\d+\]", "", field).rpartition(".")[2]
        assert f"{key}:" in text[(matching[0].where.line or 0) - 1]
    assert words in f"{matching[0].what} {matching[0].hint}"


def test_a_folio_without_an_area_must_say_that_it_stands_in_the_head_margin(tmp_path: Path) -> None:
    draft = good()
    draft.blocks.append({"kind": "folio", "left": "国"})
    found = [(one.id, one.where.field) for one in problems(tmp_path / "one", draft)]
    block = "pages[0].blocks[3]"
    assert found == [("missing-key", f"{block}.columns"), ("missing-key", f"{block}.lines")]
    draft.blocks[-1]["place"] = "head"
    assert draft.set(tmp_path / "two").problems == ()
    draft.blocks.append({**draft.blocks[-1], "id": "again"})
    [problem] = problems(tmp_path / "three", draft)
    assert (problem.id, problem.where.field) == ("overlap", "place")
    assert "in the head margin" in problem.what


def test_one_slip_gives_one_problem(tmp_path: Path) -> None:
    draft = good()
    draft.blocks[0]["colums"] = draft.blocks[0].pop("columns")
    assert [one.id for one in problems(tmp_path, draft)] == ["missing-key", "unknown-key"]


def test_all_problems_of_an_edition_are_told_at_once(tmp_path: Path) -> None:
    draft = good()
    draft.blocks[0] |= {"columns": "2-1", "deck_style": "nope"}
    draft.stories = {"a": "---\nheadlin: x\n---\n天\n", "b": story("二", "天")}
    draft.photos = {"p": {"file": "../p.jpg"}}
    draft.paper = paper_with(
        styles={"body": {"size": 10, "face": "Nope", "profile": "nope"}}, press={"profile": "nope.icc"}
    )
    found = {(one.id, one.where.file) for one in problems(tmp_path / "one", draft)}
    assert found == {
        ("off-grid", EDITION),
        ("unknown-name", EDITION),
        ("unknown-key", STORY),
        ("outside-edition", SHEET),
    }
    # With the copy mended the faces, profiles and inks are told, together too.
    whole = good()
    whole.paper = draft.paper
    assert {one.id for one in problems(tmp_path / "two", whole)} == {
        "no-face",
        "unknown-profile",
        "press-profile",
    }


def test_a_page_may_not_have_the_name_of_another(tmp_path: Path) -> None:
    for first, second in (("A01", "A01"), ("A01", "a01")):
        draft = good()
        draft.pages = [{"name": first, "blocks": draft.blocks}, {"name": second, "blocks": []}]
        [problem] = problems(tmp_path / second, draft)
        assert (problem.id, problem.where.field) == ("page-name-twice", "name")


@pytest.mark.parametrize(
    ("spoil", "id"),
    [
        (lambda folder: (folder / EDITION).unlink(), "missing-file"),
        (lambda folder: ((folder / EDITION).unlink(), (folder / EDITION).mkdir()), "unreadable-file"),
        (lambda folder: pipe(folder / EDITION), "unreadable-file"),
        (
            lambda folder: ((folder / EDITION).unlink(), (folder / EDITION).symlink_to(EDITION)),
            "unreadable-file",
        ),
        (lambda folder: (folder / STORY).rename(folder / "stories" / "A.md"), "missing-file"),
        (
            lambda folder: ((folder / STORY).unlink(), (folder / STORY).symlink_to("/etc/hostname")),
            "outside-edition",
        ),
    ],
)
def test_files_that_are_none_are_refused(tmp_path: Path, spoil: Spoil, id: str) -> None:
    assert id in [one.id for one in problems(tmp_path, good(), spoil)]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load_edition(tmp_path / "nowhere")
    assert [one.id for one in caught.value.problems] == ["missing-edition"]


@pytest.mark.parametrize("folder", ["stories", "photos", "adverts", "tables"])
def test_a_file_in_the_place_of_a_folder_is_told_once(tmp_path: Path, folder: str) -> None:
    root = good().write(tmp_path)
    if (root / folder).exists():
        shutil.rmtree(root / folder)
    (root / folder).write_text("no folder")
    with pytest.raises(Refused) as caught:
        load_edition(root)
    assert [(one.id, one.where.file) for one in caught.value.problems] == [("not-a-folder", folder)]


@pytest.mark.parametrize("folder", ["stories", "photos", "adverts", "tables", "fonts"])
def test_a_folder_that_may_not_be_read_is_told_and_not_taken_for_empty(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, names = good().write(tmp_path), os.listdir
    (root / folder).mkdir(exist_ok=True)

    def listdir(path: Any = ".") -> list[str]:
        if Path(path) == root / folder:
            raise PermissionError(13, "Permission denied")
        return names(path)

    monkeypatch.setattr(os, "listdir", listdir)
    with pytest.raises(Refused) as caught:
        load_edition(root)
    assert [(one.id, one.where.file) for one in caught.value.problems] == [("unreadable-file", folder)]


def test_a_file_is_no_edition(tmp_path: Path) -> None:
    root = good().write(tmp_path)
    for path in (root / "edition.yaml", root / ("x" * 300), root / "edition.yaml" / "x"):
        with pytest.raises(Refused) as caught:
            load_edition(path)
        assert [one.id for one in caught.value.problems] == ["missing-edition"]


@pytest.mark.parametrize(
    "name", ["x" * 300, "a/" + "x" * 300, "con", "a.", "p\\x", "../p.icc", "/etc/passwd", "a:b", "stories"]
)
def test_a_press_profile_of_a_name_that_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    draft = good()
    draft.paper = paper_with(press={"profile": name})
    with pytest.raises(Refused) as caught:
        set_edition(draft.write(tmp_path))
    [problem] = caught.value.problems
    assert (problem.id, problem.where.field) == ("press-profile", "press.profile")
    assert len(problem.what) < 150


@pytest.mark.parametrize("lang", ["not a language!\n(x)", "", "zh_Hans", "中文", "x" * 300, "zh-"])
def test_a_papers_language_is_a_tag(tmp_path: Path, lang: str) -> None:
    draft = good()
    assert isinstance(draft.paper, dict)
    draft.paper["lang"] = lang
    with pytest.raises(Refused) as caught:
        load_edition(draft.write(tmp_path))
    assert [(one.id, one.where.field) for one in caught.value.problems] == [("bad-value", "lang")]
    assert "a language's tag such as zh-Hans" in caught.value.problems[0].what


@pytest.mark.parametrize("name", ["a\nb", " ", "\x1b[2J", os.fsdecode(b"\xff\xfe")])
def test_a_folder_whose_name_is_no_text_is_refused(tmp_path: Path, name: str) -> None:
    try:
        found = problems(tmp_path / name, good())
    except (OSError, UnicodeError):
        pytest.skip("this disk has no such names")
    assert [one.id for one in found] == ["bad-edition-name"]
    assert found[0].what.isprintable()


def bomb(path: Path) -> None:
    """A PNG of a few hundred bytes that says it has 3,600,000,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("spoil", "id", "file"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "broken-photo", "photos/p.jpg"),
        (lambda path: path.write_bytes(b""), "unknown-photo-format", "photos/p.jpg"),
        (lambda path: path.write_bytes(b"%PDF-1.4 ..."), "unknown-photo-format", "photos/p.jpg"),
        (bomb, "huge-photo", "photos/p.jpg"),
        (lambda path: (path.unlink(), path.mkdir()), "unreadable-photo", "photos/p.jpg"),
        (pipe, "unreadable-photo", "photos/p.jpg"),
        (lambda path: (path.unlink(), path.symlink_to("/dev/zero")), "outside-edition", SHEET),
        (
            lambda path: (path.rename(path.parents[2] / "x.jpg"), path.symlink_to("../../x.jpg")),
            "outside-edition",
            SHEET,
        ),
    ],
)
def test_pictures_that_cannot_be_used_are_refused(
    tmp_path: Path, spoil: Callable[[Path], object], id: str, file: str
) -> None:
    [problem] = problems(tmp_path / "edition", good(), lambda folder: spoil(folder / "photos" / "p.jpg"))
    assert (problem.id, problem.where.file) == (id, file)


def srgb(path: Path) -> None:
    path.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (srgb, "not a CMYK printer profile"),
        (lambda path: path.write_bytes(b"no profile" * 100), "no ICC profile"),
        (
            lambda path: path.write_bytes(next(BUNDLED.glob("*.icc")).read_bytes()[:5000]),
            "can't turn colours",
        ),
        (lambda path: path.mkdir(), "can't be read"),
    ],
)
def test_a_press_profile_that_is_none_is_refused_before_anything_is_built(
    tmp_path: Path, make: Callable[[Path], object], says: str
) -> None:
    draft = good()
    draft.paper = paper_with(press={"profile": "press.icc"})
    [problem] = problems(tmp_path, draft, lambda folder: make(folder / "press.icc"))
    assert (problem.id, problem.where.file, problem.where.field) == (
        "press-profile",
        PAPER_FILE,
        "press.profile",
    )
    assert says in problem.what


def test_a_profile_of_the_editions_own_is_taken(tmp_path: Path) -> None:
    draft = good()
    draft.paper = paper_with(press={"profile": "press.icc"})
    draft.write(tmp_path)
    (tmp_path / "press.icc").write_bytes(next(BUNDLED.glob("*.icc")).read_bytes())
    assert set_edition(tmp_path)[0].problems == ()


def test_a_damaged_font_is_a_warning_once_and_nothing_depends_on_it(tmp_path: Path) -> None:
    folder = good().write(tmp_path)
    (folder / "fonts").mkdir()
    (folder / "fonts" / "x.ttf").write_bytes(b"OTTO" + bytes(60))
    [problem] = set_edition(folder)[0].problems
    assert (problem.id, problem.severity, problem.where.file) == ("bad-font", "warning", "fonts/x.ttf")


def test_a_thousand_blocks_on_one_spot_are_told_one_by_one_up_to_a_hundred_and_counted(
    tmp_path: Path,
) -> None:
    draft = good()
    draft.blocks += [dict(draft.blocks[2]) for _ in range(997)]
    found = problems(tmp_path, draft)
    assert [one.id for one in found] == ["overlap"] * 100 + ["more-problems"]
    assert "897 more places" in found[-1].what


def test_a_thousand_and_one_blocks_are_too_many(tmp_path: Path) -> None:
    draft = good()
    draft.blocks += [dict(draft.blocks[2]) for _ in range(998)]
    [problem] = problems(tmp_path, draft)
    assert (problem.id, problem.where.field) == ("bad-length", "pages[0].blocks")


def test_a_thousand_blocks_that_have_room_are_set(tmp_path: Path) -> None:
    draft = Draft(paper=paper_with(grid={"columns": 20, "column_em": 3, "gutter_em": 0}))
    draft.blocks = [
        {"kind": "label", "columns": column, "lines": line, "text": [{"text": "题", "style": "body"}]}
        for column in range(1, 21)
        for line in range(1, 51)
    ]
    outcome = draft.set(tmp_path)
    assert outcome.problems == ()
    assert len(outcome.made.scene.pages[0].regions) == 1000


def test_what_is_no_fault_is_set(tmp_path: Path) -> None:
    """A page without blocks, a story without a headline, one without a body."""
    draft = good()
    draft.pages = [{"name": "A01", "blocks": draft.blocks}, {"name": "A02", "blocks": []}]
    assert draft.set(tmp_path / "page").problems == ()
    draft.stories["a"] = story("", running(375))
    assert draft.set(tmp_path / "headless").problems == ()
    draft.stories["a"] = story("标题")
    outcome = draft.set(tmp_path / "bodyless")
    assert ids(outcome) == ["no-body", "underset"]
    assert outcome.ready


# Random mutations of a good edition: whatever comes, it is set or refused.

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.integers(-3, 60),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(
        ["1-2", "2-1", "9999", "a", "p", "body", "story", "photo", "../x", "x" * 5000, "\x00", "é", "~"]
    ),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.sampled_from(["kind", "text", "style", "file"]), st.text(max_size=3), max_size=2),
)


def spots(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path into nested lists and mappings."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(spot for key, one in inner for spot in spots(one, (*path, key)))]


def mutate(value: Any, data: st.DataObject) -> Any:
    """Puts a value in the place of another, takes a key away, doubles an entry, or adds a key."""
    value = copy.deepcopy(value)
    *way, last = data.draw(st.sampled_from([spot for spot in spots(value) if spot]))
    holder: Any = value
    for key in way:
        holder = holder[key]
    kind = data.draw(st.sampled_from(["put", "put", "take", "double", "add"]))
    if kind == "take":
        del holder[last]
    elif kind == "double" and isinstance(holder, list) and isinstance(last, int):
        holder.append(copy.deepcopy(holder[last]))
    elif kind == "add" and isinstance(holder, dict):
        holder[data.draw(st.text(max_size=4))] = data.draw(VALUES)
    else:
        holder[last] = data.draw(VALUES)
    return value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "edition"


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_in_edition_yaml_it_is_set_or_refused(folder: Path, data: st.DataObject) -> None:
    model: Any = {
        "paper": "paper.yaml",
        "date": "2024-11-25",
        "pages": [{"name": "A01", "blocks": good().blocks}],
    }
    for _ in range(data.draw(st.integers(1, 3))):
        model = mutate(model, data) if model else model
    _set_or_refused(folder, "edition.yaml", model)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_in_a_paper_it_is_set_or_refused(folder: Path, data: st.DataObject) -> None:
    model: Any = PAPER
    for _ in range(data.draw(st.integers(1, 3))):
        model = mutate(model, data) if model else model
    _set_or_refused(folder, "paper.yaml", model)


def _set_or_refused(folder: Path, file: str, model: object) -> None:
    good().write(folder)  # the folder is one for all examples
    (folder / file).write_text(as_yaml(model), encoding="utf-8", errors="surrogatepass")
    try:
        outcome, _ = set_edition(folder)
    except Refused as refused:
        assert refused.problems
        for problem in refused.problems:
            assert problem.hint and problem.what
            assert len(str(problem)) < 1500
    else:
        assert "copy-lost" not in ids(outcome)


def test_type_larger_than_the_grids_lines_is_refused(tmp_path: Path) -> None:
    def with_body(size: float) -> Draft:
        draft = good()
        draft.paper = paper_with(
            styles={**PAPER["styles"], "body": {**PAPER["styles"]["body"], "size": size}}
        )
        return draft

    (tmp_path / "fits").mkdir()
    (tmp_path / "over").mkdir()
    assert "over-leading" not in ids(with_body(15).set(tmp_path / "fits"))
    draft = with_body(15.5)
    draft.blocks.append(block("b", "1-2", "21-40"))
    draft.stories["b"] = story("二", running(100))
    [problem] = problems(tmp_path / "over", draft)  # one, though two blocks are set in it
    assert (problem.id, problem.where.file, problem.where.field) == (
        "over-leading",
        PAPER_FILE,
        "styles.body.size",
    )
    rows = (tmp_path / "over" / PAPER_FILE).read_text("utf-8").splitlines()
    assert "size: 15.5" in rows[(problem.where.line or 0) - 1]


def test_what_is_wrong_in_a_block_names_its_page_and_the_block(tmp_path: Path) -> None:
    draft = good()
    draft.blocks[0]["legs"] = 0
    draft.blocks[1]["id"] = "lake"
    draft.blocks[1]["caption_legs"] = 9
    named = {one.where.field: (one.where.page, one.where.block) for one in problems(tmp_path, draft)}
    assert named == {
        "pages[0].blocks[0].legs": ("A01", "a"),
        "pages[0].blocks[1].caption_legs": ("A01", "lake"),
    }


def test_a_story_and_its_photo_may_have_one_name(tmp_path: Path) -> None:
    draft = good()
    draft.blocks[1]["photo"] = "a"
    draft.photos = {"a": {"file": "p.jpg", "caption": "图" * 2000}}
    found = draft.set(tmp_path / "one").problems
    assert found
    assert {one.where.block for one in found} == {"a-photo"}
    for problem in found:
        assert (problem.where.file, problem.where.photo, problem.where.story) == ("edition.yaml", "a", None)
        assert " · photo a" in str(problem.where)
    # With an id of its own nothing is added, and what is called so already can't be called so twice.
    draft.blocks[1]["id"] = "lake"
    assert {one.where.block for one in draft.set(tmp_path / "two").problems} == {"lake"}
    del draft.blocks[1]["id"]
    draft.blocks[2]["id"] = "a-photo"
    assert [one.id for one in problems(tmp_path / "three", draft)] == ["block-id-twice"]


def unread(folder: Path, *names: str) -> list[str | None]:
    root = good().write(folder)
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("天", "utf-8")
    found = load_edition(root).problems
    assert {(one.id, one.severity) for one in found} <= {("unread-file", "warning")}
    return [one.where.file for one in found]


def test_files_that_nobody_reads_are_named(tmp_path: Path) -> None:
    names = ["stories/EXTRA.MD", "stories/extra.txt", "stories/more/x.md", "photos/x.yml", "photos/x.YAML"]
    assert unread(tmp_path, *names, "photos/more/x.yaml") == [
        "stories/EXTRA.MD",
        "stories/extra.txt",
        "stories/more",
        "photos/more",
        "photos/x.YAML",
        "photos/x.yml",
    ]


def test_backups_hidden_files_and_pictures_may_lie_about(tmp_path: Path) -> None:
    silent = ["stories/a.md~", "stories/.a.md.swp", "stories/.DS_Store", "stories/._a.md", "stories/#a.md#"]
    assert unread(tmp_path, *silent, "photos/p.yaml~", "photos/other.jpg", "photos/raw/x.jpg") == []


def test_half_width_marks_of_a_caption_are_named_in_its_sheet(tmp_path: Path) -> None:
    draft = good()
    draft.photos["p"] = {"file": "p.jpg", "caption": "湖面,远处"}
    [problem] = draft.set(tmp_path).problems
    assert (problem.id, problem.where.file, problem.where.field) == ("half-width-mark", SHEET, "caption")
    assert (problem.where.photo, problem.where.line, problem.where.character) == ("p", 2, 2)


@pytest.mark.parametrize(
    ("sign_off", "field", "words"),
    [
        ({"page": "A9", "block": "a"}, "page", "no page 'A9'"),
        ({"page": "A01", "block": "nope"}, "block", "no block 'nope'"),
    ],
)
def test_a_sign_off_is_on_a_page_and_block_that_there_are(
    sign_off: dict[str, str], field: str, words: str, tmp_path: Path
) -> None:
    draft = good()
    draft.more["sign_offs"] = [{"rule": "overset", "by": "王编辑", **sign_off}]
    with pytest.raises(Refused) as refusal:
        draft.set(tmp_path / "edition")
    (problem,) = refusal.value.problems
    assert (problem.id, problem.where.field) == ("unknown-name", field)
    assert words in problem.what and problem.where.line is not None


@pytest.mark.parametrize(("own", "lang"), [(None, "en"), ("zh-Hans", "zh-Hans"), ("ja", "ja")])
def test_a_story_without_a_language_is_in_its_papers(tmp_path: Path, own: str | None, lang: str) -> None:
    text = story("A head", "He said “no”, and *went*.", **({} if own is None else {"lang": own}))
    paper = paper_with(styles={"body": {"face": "song", "size": 10, "profile": "en"}}) | {"lang": "en"}
    outcome = Draft([block("a", "1-3", "1-14")], {"a": text}, paper=paper).set(tmp_path)
    assert outcome.made.scene.pages[0].regions[-1].lang == lang
    assert ("other-language" in ids(outcome)) == (lang != "en")
