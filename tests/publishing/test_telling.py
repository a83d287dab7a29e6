"""The order in which problems are told, many notes of a kind in one line, and what the plant can't hold before there is
a press file.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.testing import CliRunner

from build import app
from content.problems import Place, Problem, Severity
from layout.publish import check, publish
from layout.publishing.problems.order import FOLDED_FROM, fold_alike, in_order
from tests.editions import HAN, Draft, block, paper_with, running, story


def problem(id: str, severity: Severity = "warning", page: str = "A01", name: str = "a") -> Problem:
    return Problem(id, severity, f"It is {id}.", Place(page=page, block=name), "mend it")


def test_what_holds_the_press_is_told_first_and_of_that_what_readers_would_miss() -> None:
    found = [
        problem("loose-line"),
        problem("low-resolution", "press"),
        problem("underset"),
        problem("overset", "press"),
        problem("over-head", "press"),
        problem("bad-range", "refused"),
        problem("missing-photo", "press"),
    ]
    told = [one.id for one in in_order(found)]
    # What lies over a head takes room from the copy that is over.
    assert told == [
        "bad-range",
        "over-head",
        "overset",
        "missing-photo",
        "low-resolution",
        "underset",
        "loose-line",
    ]


def test_many_notes_of_a_kind_are_one_line_with_their_places() -> None:
    notes = [problem("loose-line", name=name) for name in ("lead", "lead", "lead", "green")]
    notes += [problem("loose-line", page="A02"), problem("lone-line")]
    [one, other] = fold_alike(notes, "all are in report.json")
    assert (one.id, one.severity, one.where) == ("loose-line", "warning", Place()) and other == notes[-1]
    assert one.what.startswith("5 paragraphs or lines with wide gaps: A01 lead 3, green; A02 a. The first")
    assert one.hint == "mend it; all are in report.json"
    where = Place(file="stories/lead.md", line=23, field="body[6]", page="A01", block="lead")
    [one] = fold_alike([replace(note, where=where) for note in notes[:FOLDED_FROM]], "")
    assert one.where == Place()
    assert one.what.endswith("A01 lead 4. The first (stories/lead.md:23, body[6]): It is loose-line.")
    few = notes[: FOLDED_FROM - 1]
    assert fold_alike(few, "") == few
    # What holds the press, and what is mended otherwise in each place, is told one by one.
    white = [problem("underset", name=str(number)) for number in range(9)]
    assert fold_alike(white, "") == white
    grave = [problem("overset", "press", name=str(number)) for number in range(9)]
    assert fold_alike(grave, "") == grave


def test_the_report_has_every_note_that_the_command_line_folds(tmp_path: Path) -> None:
    draft = Draft(
        blocks=[
            block(name, "1-6", f"{at}-{at + 9}") for name, at in zip("abcd", (1, 11, 21, 31), strict=True)
        ],
        stories={name: story(HAN[:24], running(300)) for name in "abcd"},
    )
    root = draft.write(tmp_path / "edition")
    result = CliRunner().invoke(app, ["build", str(root), "-o", str(tmp_path / "out")])
    lines = [line for line in result.stderr.splitlines() if "headlines set smaller" in line]
    assert len(lines) == 1 and "A01 a, b, c, d" in lines[0]
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert sum(one["id"] == "headline-stepped-down" for one in report["problems"]) == 4


STYLES: list[tuple[dict[str, Any], str, str]] = [
    ({"caption": {"face": "hei", "size": 8, "leading": 12, "ink": "red"}}, "text-in-several-inks", "press"),
    ({"caption": {"face": "hei", "size": 4, "leading": 12}}, "least-type", "press"),
    ({"caption": {"size": 6, "height_percent": 80, "leading": 12}}, "least-type", "press"),
    ({"caption": {"face": "hei", "size": 30, "leading": 32, "ink": "mud"}}, "black-text", "press"),
]


@pytest.mark.parametrize(("styles", "id", "severity"), STYLES)
def test_type_that_the_plant_cannot_hold_is_told_before_there_is_a_press_file(
    tmp_path: Path, styles: dict[str, Any], id: str, severity: Severity
) -> None:
    def outcome(folder: str, **changes: Any) -> Any:
        return Draft(
            blocks=[{"kind": "photo", "photo": "p", "columns": "1-6", "lines": "1-40"}],
            photos={"p": {"file": "p.jpg", "caption": "图说"}},
            pictures={"p.jpg": (2400, 2400)},
            paper=paper_with(inks={"mud": {"c": 40, "k": 90}}, **changes),
        ).write(tmp_path / folder)

    root = outcome("bad", styles=styles)
    [one] = [found for found in check(root).problems if found.id == id]
    assert (one.severity, one.where.file, one.where.page, one.where.block) == (
        severity,
        "edition.yaml",
        "A01",
        "p",
    )
    style = re.search(r"the style 'caption', paper\.yaml:(\d+)", one.hint)
    assert style is not None
    assert (root / "paper.yaml").read_text("utf-8").splitlines()[int(style[1]) - 1].strip() == "caption:"
    assert id not in {found.id for found in check(outcome("good")).problems}
    # The preflight finds the same in the press file, and it is told once.
    built = publish(root, tmp_path / "out").problems
    assert [found.id for found in built if found.where.block == "p"].count(id) == 1


@pytest.mark.parametrize(("size", "told"), [(8, "press"), (11, "warning"), (14, None)])
def test_light_type_on_a_tint_must_be_large_enough(tmp_path: Path, size: float, told: str | None) -> None:
    label = {
        "kind": "label",
        "columns": "1-2",
        "lines": "1-4",
        "frame": {"tint": "red"},
        "text": [{"text": "栏题", "style": "label"}],
    }
    paper = paper_with(styles={"label": {"face": "hei", "weight": 700, "size": size, "ink": "white"}})
    found = check(Draft([label], paper=paper).write(tmp_path)).problems
    assert [one.severity for one in found if one.id == "reversed-text"] == ([told] if told else [])


def test_a_thin_rule_in_several_inks_is_told(tmp_path: Path) -> None:
    def ids(width: float) -> list[str]:
        rule = {"kind": "rule", "columns": "1-6", "lines": "3", "rule": {"width_pt": width, "ink": "red"}}
        blocks = [block("a", "1-6", "4-12"), {**block("b", "1-6", "1-2"), "headline_style": "deck"}]
        root = Draft([rule, blocks[0]], {"a": story("", running(500))}).write(tmp_path / str(width))
        return [one.id for one in check(root).problems]

    assert "line-in-several-inks" in ids(0.4)
    assert "line-in-several-inks" not in ids(0.5)


def test_a_clean_proof_is_the_page_as_it_will_print(tmp_path: Path) -> None:
    def pixels(folder: str, count: int, *more: str) -> Image.Image:
        draft = Draft([block("a", "1-2", "1-12")], {"a": story("标题", running(count))})
        root = draft.write(tmp_path / folder / "edition")
        out = tmp_path / folder / "out"
        CliRunner().invoke(app, ["proof", str(root), "-o", str(out), "--dpi", "40", *more])
        return Image.open(out / "edition-A01.png").convert("RGB")

    marked, clean, well = pixels("m", 300), pixels("c", 300, "--clean"), pixels("w", 178)
    assert marked.height > clean.height == well.height
    colours = clean.getcolors(1 << 24) or []
    assert all(max(rgb) - min(rgb) < 8 for _, rgb in colours if isinstance(rgb, tuple))  # black type alone
    overlaid = pixels("o", 300, "--clean", "--overlay", "grid")
    assert overlaid.tobytes() == clean.tobytes()
    out = tmp_path / "all"
    root = str(tmp_path / "m" / "edition")
    CliRunner().invoke(app, ["build", root, "-o", str(out), "--dpi", "40", "--clean-proofs"])
    built = Image.open(out / "proof" / "edition-A01.png").convert("RGB")
    assert built.tobytes() == clean.tobytes()
