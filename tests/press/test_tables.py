"""Tables in a press file: rows of headings and cells, what each covers, and which cells head it (ISO 14289-1 7.5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from layout.preflight.examine import examine
from layout.preflight.plant import Plant
from layout.press.document import Resources, write_pdf
from layout.publish import set_edition
from tests.editions import Draft
from tests.press.tagged import Element, tree

SHEET = {
    "title": "积分榜",
    "columns": [{}, {"heads_rows": True}, {"heading": "胜"}, {"heading": "负"}],
    "heads": [[{"text": "名次", "down": 2}, {"text": "球队", "down": 2}, {"text": "主场", "across": 2}]],
    "rows": [
        {"kind": "section", "cells": ["东区"]},
        [1, "甲", 5, 1],
        [2, "乙", {"text": "轮空", "across": 2}],
        {"kind": "section", "cells": ["西区"]},
        [1, "丙", "", 3],
        [2, "丁", 2, 4],
    ],
    "note": "注",
    "source": "区足协",
}


def file_of(folder: Path, **more: Any) -> bytes:
    placed = {"kind": "table", "table": "t", "columns": "1-4", "lines": "1-14", "style": "body", **more}
    root = Draft(blocks=[placed], tables={"t": SHEET}).write(folder)
    outcome, catalogue = set_edition(root)
    assert not outcome.problems or {one.id for one in outcome.problems} == {"underset"}
    scene = outcome.made.scene
    faces = Resources(open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes), root=root)
    return write_pdf(scene, scene.pages, faces)


def rows_of(data: bytes) -> list[list[Element]]:
    """The cells of the one table, row by row."""
    [section] = tree(data).kids
    [table] = [kid for kid in section.kids if kid.kind == "Table"]
    return [row.kids for row in table.kids if row.kind == "TR"]


def test_a_table_is_rows_of_headings_and_cells(tmp_path: Path) -> None:
    [section] = tree(file_of(tmp_path)).kids
    table, note, source = section.kids
    assert [kid.kind for kid in table.kids] == ["Caption", *["TR"] * 8]
    assert (table.kids[0].text, note.text, source.text) == ("积分榜", "注", "来源：区足协")
    rows = [[(cell.kind, cell.text) for cell in row.kids] for row in table.kids[1:]]
    assert rows[:2] == [[("TH", "名次"), ("TH", "球队"), ("TH", "主场")], [("TH", "胜"), ("TH", "负")]]
    assert rows[2:5] == [
        [("TH", "东区")],
        [("TD", "1"), ("TH", "甲"), ("TD", "5"), ("TD", "1")],
        [("TD", "2"), ("TH", "乙"), ("TD", "轮空")],
    ]
    # An empty cell keeps its place.
    assert rows[6] == [("TD", "1"), ("TH", "丙"), ("TD", ""), ("TD", "3")]


def test_cells_say_what_they_cover_and_what_heads_them(tmp_path: Path) -> None:
    rows = rows_of(file_of(tmp_path))
    name = {cell.id.decode(): cell.text for row in rows for cell in row if cell.id}
    assert set(name.values()) == {"名次", "球队", "主场", "胜", "负", "东区", "西区", *"甲乙丙丁"}

    def said(row: int, cell: int) -> dict[str, Any]:
        own = dict(rows[row][cell].table)
        if "Headers" in own:
            own["Headers"] = [name[id] for id in own["Headers"]]
        return own

    assert said(0, 0) == {"RowSpan": 2, "Scope": "Column"}
    assert said(0, 2) == {"ColSpan": 2, "Scope": "Column"}
    assert said(1, 0) == {"Scope": "Column"}
    assert said(2, 0) == {"ColSpan": 4, "Scope": "Column"}
    assert said(3, 1) == {"Scope": "Row", "Headers": ["球队", "东区"]}
    assert said(3, 2) == {"Headers": ["主场", "胜", "东区", "甲"]}
    assert said(4, 2) == {"ColSpan": 2, "Headers": ["主场", "胜", "负", "东区", "乙"]}
    assert said(7, 3) == {"Headers": ["主场", "负", "西区", "丁"]}, "of two sections the last one heads it"


def test_headings_that_stand_again_are_read_once(tmp_path: Path) -> None:
    data = file_of(tmp_path, legs=2)
    texts = [cell.text for row in rows_of(data) for cell in row]
    assert texts.count("名次") == 1 and "".join(texts) == "".join(
        cell.text for row in rows_of(file_of(tmp_path / "one")) for cell in row
    )
    assert [
        one.rule for one in examine(data, Plant(), separator="none").findings if one.rule.startswith("tags")
    ] == []
